package pdftext

import (
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
