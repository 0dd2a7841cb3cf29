package docx

import (
	"strconv"
	"strings"

	"doichieu/ingest/internal/parts"
)

// props is what the properties of a run say, as far as it is used.
type props struct {
	bold, caps, hidden bool
	font               string
}

// style is a style with what it inherits filled in.
type style struct {
	props
	level  int // of a heading, 1 to 9
	break_ bool
	list   listRef
}

// listRef names a list's definition and a level of it, as a paragraph or a
// style does; parts of it may be left to what is inherited.
type listRef struct {
	num, level       string
	hasNum, hasLevel bool
}

// styles are the styles of the document by their ids.
type styles struct {
	nodes     map[string]*parts.Node
	ready     map[string]style
	defaults  props
	paragraph string // id of the default style of paragraphs
}

// newStyles reads the part; n may be nil.
func newStyles(n *parts.Node) *styles {
	s := &styles{nodes: map[string]*parts.Node{}, ready: map[string]style{}}
	if n == nil {
		return s
	}
	s.defaults.apply(n.Child("w:docDefaults", "w:rPrDefault", "w:rPr"))
	for _, k := range n.Kids {
		if k.Name != "w:style" {
			continue
		}
		id := k.Attr("w:styleId")
		s.nodes[id] = k
		if k.Attr("w:type") == "paragraph" && isOn(k.Attr("w:default")) {
			s.paragraph = id
		}
	}
	return s
}

// deepest is how long a chain of styles may be; a longer one is a circle.
const deepest = 40

// get is a style with all that it inherits; the zero style is unknown.
func (s *styles) get(id string) style { return s.resolve(id, 0) }

func (s *styles) resolve(id string, depth int) style {
	if done, ok := s.ready[id]; ok {
		return done
	}
	n := s.nodes[id]
	if n == nil || depth > deepest {
		return style{}
	}
	var st style
	if basis := val(n, "w:basedOn"); basis != "" {
		st = s.resolve(basis, depth+1)
	}
	st.props.apply(n.Child("w:rPr"))
	ppr := n.Child("w:pPr")
	if level, ok := ppr.Child("w:outlineLvl").Lookup("w:val"); ok {
		st.level = outline(level)
	}
	if b := ppr.Child("w:pageBreakBefore"); b != nil {
		st.break_ = on(b)
	}
	if ref := newListRef(ppr.Child("w:numPr")); ref.hasNum || ref.hasLevel {
		st.list = ref.over(st.list)
	}
	s.ready[id] = st
	return st
}

// apply takes what the properties of a run say over what was inherited.
func (p *props) apply(rpr *parts.Node) {
	if rpr == nil {
		return
	}
	for _, k := range rpr.Kids {
		switch k.Name {
		case "w:b":
			p.bold = on(k)
		case "w:caps":
			p.caps = on(k)
		case "w:vanish":
			p.hidden = on(k)
		case "w:rFonts":
			p.font = fontOf(k, p.font)
		}
	}
}

// fontOf is the font of Latin letters that an element names: those beyond ASCII
// are what old encodings are about. Fonts of the theme are not of those.
func fontOf(n *parts.Node, inherited string) string {
	for _, name := range []string{"w:hAnsi", "w:ascii"} {
		if _, theme := n.Lookup(name + "Theme"); theme {
			return ""
		}
		if font := n.Attr(name); font != "" {
			return font
		}
	}
	return inherited
}

// on reads a property that is on where it stands, unless it says otherwise.
func on(n *parts.Node) bool {
	v, ok := n.Lookup("w:val")
	return !ok || isOn(v)
}

func isOn(v string) bool { return v == "1" || v == "true" || v == "on" }

// outline turns an outline level, which counts from 0, into that of a heading.
// Level 9 stands for running text.
func outline(v string) int {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > 8 {
		return 0
	}
	return n + 1
}

func newListRef(numPr *parts.Node) (ref listRef) {
	if numPr == nil {
		return ref
	}
	ref.num, ref.hasNum = numPr.Child("w:numId").Lookup("w:val")
	ref.level, ref.hasLevel = numPr.Child("w:ilvl").Lookup("w:val")
	return ref
}

// over fills what the reference leaves open from an inherited one.
func (ref listRef) over(inherited listRef) listRef {
	if !ref.hasNum {
		ref.num, ref.hasNum = inherited.num, inherited.hasNum
	}
	if !ref.hasLevel {
		ref.level, ref.hasLevel = inherited.level, inherited.hasLevel
	}
	return ref
}

// run is the properties of a run in a paragraph of a style.
func (s *styles) run(paragraph string, rpr *parts.Node) props {
	p := s.defaults
	s.overlay(&p, paragraph)
	if id := val(rpr, "w:rStyle"); id != "" {
		s.overlay(&p, id)
	}
	p.apply(rpr)
	return p
}

// overlay applies a style and those that it is based on, the farthest first.
func (s *styles) overlay(p *props, id string) {
	var chain []*parts.Node
	for n := s.nodes[id]; n != nil && len(chain) < deepest; n = s.nodes[val(n, "w:basedOn")] {
		chain = append(chain, n)
	}
	for i := len(chain) - 1; i >= 0; i-- {
		p.apply(chain[i].Child("w:rPr"))
	}
}

// shown is text as the properties show it.
func (p props) shown(text string) string {
	if p.caps {
		return strings.ToUpper(text)
	}
	return text
}
