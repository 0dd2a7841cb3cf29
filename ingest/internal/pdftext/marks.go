package pdftext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// mark is a part of the content between BDC and EMC.
type mark struct {
	hidden   bool   // it belongs to a layer that is switched off
	actual   string // the text that stands for what is shown in it
	glyphs   int    // how many there were before it
	unmapped int    // of the page, before it
}

// markCostDiv is for the price of a marked part: its text is read anew each time.
const markCostDiv = 64

// mark begins a marked part.
func (m *machine) mark(args []object, resources pdf.Value) {
	k := mark{glyphs: len(*m.glyphs()), unmapped: m.page.Unmapped}
	if n := len(args); n >= 2 && len(m.marks) < maxStack {
		tag, properties := args[n-2].str, args[n-1]
		switch {
		case tag == "OC" && properties.kind == name:
			k.hidden = m.layerOff(resources.Key("Properties"), properties.str)
		case properties.kind == dict:
			k.actual = textString(properties.get("ActualText").str)
		case properties.kind == name:
			k.actual = textString(resources.Key("Properties").Key(properties.str).Key("ActualText").RawString())
		}
		m.spend(len(k.actual) / markCostDiv)
	}
	if k.hidden {
		m.off++
	}
	m.marks = append(m.marks, k)
}

// layerOff tells of each name in the properties of a content stream once whether its
// layer is off: drawings change between their layers thousands of times.
func (m *machine) layerOff(properties pdf.Value, name string) bool {
	off, known := m.named[name]
	if !known {
		if m.named == nil {
			m.named = map[string]bool{}
		}
		off = m.hides(properties, name)
		m.named[name] = off
	}
	return off
}

// hides is [layers.hides], paid for by what it reads.
func (m *machine) hides(holder pdf.Value, key string) bool {
	before := m.file.layers.read
	off := m.file.layers.hides(holder, key)
	m.spend((m.file.layers.read - before) / markCostDiv)
	return off
}

// unmark ends the marked part that began last.
func (m *machine) unmark() {
	n := len(m.marks)
	if n == 0 {
		return
	}
	k := m.marks[n-1]
	m.marks = m.marks[:n-1]
	if k.hidden {
		m.off--
	}
	if k.actual != "" {
		m.spell(k)
	}
}

// glyphs is where glyphs go: to the page, or to the annotation being drawn.
func (m *machine) glyphs() *[]Glyph {
	if m.stamp != nil {
		return &m.stamp.Glyphs
	}
	return &m.page.Glyphs
}

// maxSpelled bounds the letters that may stand for one glyph.
const maxSpelled = 64

// spell puts the text that a marked part has in the place of its glyphs, evenly
// over their width. Glyphs that say the same keep their places; those of several
// lines keep their text, since nothing tells where in it the lines end.
func (m *machine) spell(k mark) {
	glyphs := m.glyphs()
	part := (*glyphs)[min(k.glyphs, len(*glyphs)):]
	letters := strings.Join(strings.Fields(k.actual), "")
	if len(part) == 0 || letters == "" || len(k.actual) > maxSpelled*len(part) {
		return
	}
	first := part[0]
	left, right := first.X0, first.X1
	var shown strings.Builder
	for _, g := range part {
		if g.Turn != first.Turn || magnitude(g.Y-first.Y) > first.Size/2 {
			return
		}
		left, right = min(left, g.X0), max(right, g.X1)
		shown.WriteString(g.Text)
	}
	if shown.String() == letters {
		return
	}
	m.page.Unmapped = k.unmapped
	more := max(0, utf8.RuneCountInString(letters)-len(part))
	m.page.Shown += more
	m.left.glyphs -= more
	text := []rune(k.actual)
	step := (right - left) / float64(len(text))
	out := (*glyphs)[:k.glyphs] // what it overwrites was read
	blank := first.Blank
	for i, r := range text {
		s, space := clean(string(r))
		end := left + step*float64(i+1)
		switch {
		case space:
			blank = true
		case s == "":
		case unicode.Is(unicode.Mn, r) && len(out) > k.glyphs && !blank:
			last := &out[len(out)-1]
			last.Text, last.X1 = last.Text+s, end
		default:
			g := first
			g.Text, g.X0, g.X1, g.Blank = s, end-step, end, blank
			out, blank = append(out, g), false
		}
	}
	*glyphs, m.blank = out, blank
}

// docUpper is the text of the codes of PDFDocEncoding that are no Latin-1, from
// 0x80 on (ISO 32000-2, D.2).
var docUpper = []rune("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€")

// textString is the text of a string outside of content.
func textString(raw string) string {
	if rest, ok := strings.CutPrefix(raw, "\xfe\xff"); ok {
		return utf16Text(rest)
	}
	if rest, ok := strings.CutPrefix(raw, "\xef\xbb\xbf"); ok {
		return strings.ToValidUTF8(rest, "\ufffd")
	}
	var b strings.Builder
	for i := range len(raw) {
		r := rune(raw[i])
		if k := int(r) - 0x80; k >= 0 && k < len(docUpper) {
			r = docUpper[k]
		}
		b.WriteRune(r)
	}
	return b.String()
}

// layers tells which layers of a file (groups of optional content) a reader shows
// who has switched none on or off.
type layers struct {
	any      bool         // the file has layers
	on, off  map[int]bool // numbers of their objects
	otherOff bool         // those in neither list are off
	read     int          // bytes that were looked at to tell what is shown
}

// readLayers reads the properties of the optional content in a catalog.
func readLayers(properties pdf.Value) layers {
	if properties.Kind() != pdf.Dict {
		return layers{}
	}
	standard := properties.Key("D")
	return layers{
		any: true, otherOff: standard.Key("BaseState").Name() == "OFF",
		on: references(standard.Key("ON")), off: references(standard.Key("OFF")),
	}
}

// references is the numbers of the objects that an array lists.
func references(list pdf.Value) map[int]bool {
	set := map[int]bool{}
	for _, o := range printed(list).list {
		if o.kind == ref {
			set[int(o.num)] = true
		}
	}
	return set
}

// printed is a value with the references in it, which the object layer does not
// give, but prints.
func printed(v pdf.Value) object { return parsePrinted(v.String()) }

func parsePrinted(s string) object {
	return (&tokenizer{data: []byte(strings.ToValidUTF8(s, "?"))}).next()
}

// printed is a value as printed, and counts its bytes.
func (l *layers) printed(v pdf.Value) object {
	s := v.String()
	l.read += len(s)
	return parsePrinted(s)
}

// hides reports that what belongs to the layer, or to the set of layers, under a
// key of a dictionary is not shown.
func (l *layers) hides(holder pdf.Value, key string) bool {
	if !l.any {
		return false
	}
	v := holder.Key(key)
	if v.Kind() != pdf.Dict {
		return false
	}
	if v.Key("Type").Name() != "OCMD" {
		return l.isOff(l.printed(holder).get(key))
	}
	if rule := l.printed(v.Key("VE")); len(rule.list) > 0 {
		return !l.holds(rule)
	}
	var groups []object
	if list := v.Key("OCGs"); list.Kind() == pdf.Array {
		groups = l.printed(list).list
	} else if one := l.printed(v).get("OCGs"); one.kind == ref {
		groups = []object{one}
	}
	off := 0
	for _, g := range groups {
		if l.isOff(g) {
			off++
		}
	}
	switch n := len(groups); v.Key("P").Name() {
	case "AllOn":
		return off > 0
	case "AnyOff":
		return n > 0 && off == 0
	case "AllOff":
		return off < n
	default: // AnyOn
		return n > 0 && off == n
	}
}

// isOff reports a layer that is switched off; what is no layer is not.
func (l *layers) isOff(group object) bool {
	if group.kind != ref {
		return false
	}
	n := int(group.num)
	return l.off[n] || l.otherOff && !l.on[n]
}

// holds evaluates a visibility expression: And, Or and Not over layers. Its
// depth is that which the tokenizer allows.
func (l *layers) holds(rule object) bool {
	if rule.kind != array || len(rule.list) == 0 {
		return !l.isOff(rule)
	}
	holds := func(o object) bool { return l.holds(o) }
	switch parts := rule.list[1:]; rule.list[0].str {
	case "And":
		return !slices.ContainsFunc(parts, func(o object) bool { return !l.holds(o) })
	case "Not":
		return len(parts) == 0 || !l.holds(parts[0])
	default:
		return slices.ContainsFunc(parts, holds)
	}
}
