package odt

import (
	"strconv"
	"strings"

	"doichieu/ingest/internal/parts"
)

// look is what a style says of letters, as far as it is used.
type look struct {
	bold, capitals, hidden bool
	font                   string
}

// style is a style with what it inherits filled in.
type style struct {
	look
	list          string // list style of its paragraphs
	level         int    // of a heading
	before, after bool   // a page begins before it, or behind it
}

// styles are the styles by family and name.
type styles struct {
	nodes    map[string]*parts.Node
	fonts    map[string]string // by name: the family
	ready    map[string]style
	defaults look
}

func newStyles() *styles {
	return &styles{nodes: map[string]*parts.Node{}, fonts: map[string]string{}, ready: map[string]style{}}
}

// add takes the styles of a part. Those of the content come last and win: both
// parts use the same names for styles of their own.
func (s *styles) add(root *parts.Node) {
	if root == nil {
		return
	}
	if faces := root.Child("office:font-face-decls"); faces != nil {
		for _, f := range faces.Kids {
			s.fonts[f.Attr("style:name")] = strings.Trim(f.Attr("svg:font-family"), "'\"")
		}
	}
	for _, group := range []string{"office:styles", "office:automatic-styles"} {
		n := root.Child(group)
		if n == nil {
			continue
		}
		for _, k := range n.Kids {
			switch k.Name {
			case "style:style":
				s.nodes[k.Attr("style:family")+"/"+k.Attr("style:name")] = k
			case "style:default-style":
				if k.Attr("style:family") == "paragraph" {
					s.apply(&s.defaults, k.Child("style:text-properties"))
				}
			}
		}
	}
}

// deepest is how long a chain of styles may be; a longer one is a circle.
const deepest = 40

// paragraph is the style of a paragraph.
func (s *styles) paragraph(name string) style {
	if st, ok := s.ready[name]; ok {
		return st
	}
	st := style{look: s.defaults}
	chain := s.chain("paragraph", name)
	for i := len(chain) - 1; i >= 0; i-- {
		n := chain[i]
		s.apply(&st.look, n.Child("style:text-properties"))
		if list, ok := n.Lookup("style:list-style-name"); ok {
			st.list = list
		}
		if level, err := strconv.Atoi(n.Attr("style:default-outline-level")); err == nil && level >= 0 && level < 10 {
			st.level = level
		}
	}
	if len(chain) > 0 {
		// Breaks are not inherited by paragraphs that only look alike.
		pr := chain[0].Child("style:paragraph-properties")
		st.before = pr.Attr("fo:break-before") == "page" || chain[0].Attr("style:master-page-name") != ""
		st.after = pr.Attr("fo:break-after") == "page"
	}
	s.ready[name] = st
	return st
}

// chain is a style and those that it is based on.
func (s *styles) chain(family, name string) []*parts.Node {
	var chain []*parts.Node
	for n := s.nodes[family+"/"+name]; n != nil && len(chain) < deepest; n = s.nodes[family+"/"+n.Attr("style:parent-style-name")] {
		chain = append(chain, n)
	}
	return chain
}

// span is the look of a span of a style within l.
func (s *styles) span(l look, name string) look {
	chain := s.chain("text", name)
	for i := len(chain) - 1; i >= 0; i-- {
		s.apply(&l, chain[i].Child("style:text-properties"))
	}
	return l
}

// apply takes what the properties say over what was inherited.
func (s *styles) apply(l *look, pr *parts.Node) {
	if pr == nil {
		return
	}
	if w := pr.Attr("fo:font-weight"); w != "" {
		l.bold = w == "bold" || w >= "600" && w <= "900"
	}
	if t := pr.Attr("fo:text-transform"); t != "" {
		l.capitals = t == "uppercase"
	}
	if d := pr.Attr("text:display"); d != "" {
		l.hidden = d == "none"
	}
	if name := pr.Attr("style:font-name"); name != "" {
		l.font = name
		if family := s.fonts[name]; family != "" {
			l.font = family
		}
	} else if family := pr.Attr("fo:font-family"); family != "" {
		l.font = strings.Trim(family, "'\"")
	}
}
