package pdftext

import (
	"math"
	"slices"
	"strings"

	"github.com/ledongthuc/pdf"
)

// graphics is the part of the graphics state that says where text stands.
type graphics struct {
	ctm     matrix
	font    *font
	size    float64
	char    float64 // Tc
	word    float64 // Tw
	scale   float64 // Tz / 100
	leading float64 // TL
	rise    float64 // Ts
	mode    int     // Tr
	white   bool    // the fill colour is white: what is filled cannot be seen
	line    float64 // line width
}

// machine interprets content streams.
type machine struct {
	file   *File
	page   *Page
	limits Limits
	left   *budget
	ops    int
	stamp  *Stamp     // where glyphs go while an annotation is drawn
	sheet  [4]float64 // left, top, right, bottom of what counts as on the page: see sheet

	restore bool // see File.Restored

	g       graphics
	stack   []graphics
	tm, tlm matrix
	blank   bool // white space was shown since the last glyph
	marks   []mark
	named   map[string]bool // layers by their names in the content stream, whether they are off
	off     int             // how many parts that are not shown surround what is drawn
	drawing []string        // the forms that are being drawn, by their places in the file
	path    path
}

// maxStack bounds saved graphics states; the format recommends 28.
const maxStack = 512

// run interprets one content stream with its resources.
func (m *machine) run(data []byte, resources pdf.Value, ctm matrix, depth int) {
	saved, stack, marks, named, off := m.g, m.stack, m.marks, m.named, m.off
	m.stack, m.marks, m.named = nil, nil, nil
	if depth == 0 {
		m.g = graphics{scale: 1, line: 1}
	}
	m.g.ctm = ctm
	m.tm, m.tlm = identity, identity // for text that no BT begins
	defer func() { m.g, m.stack, m.marks, m.named, m.off = saved, stack, marks, named, off }()
	fonts := m.file.fontsOf(resources)
	m.spend(len(fonts.key) / fontCostDiv)
	var xobjects pdf.Value // read when the first is drawn
	t := tokenizer{data: data}
	args := make([]object, 0, 16)
	for {
		o := t.next()
		if o.kind == end {
			return
		}
		if o.kind != operator {
			if len(args) < 64 {
				args = append(args, o)
			}
			continue
		}
		if m.spend(1); m.page.Cut {
			return
		}
		switch o.str {
		case "ID":
			m.image(m.g.ctm)
			t.inlineImage(args)
		case "Tf":
			if n := len(args); n >= 2 && args[n-2].kind == name && args[n-1].kind == number {
				m.g.font, m.g.size = fonts.get(args[n-2].str), args[n-1].num
			}
		case "Do":
			if len(args) > 0 {
				if xobjects.IsNull() {
					xobjects = resources.Key("XObject")
				}
				m.spend(drawCost)
				m.page.picture = drawn{xobjects, args[len(args)-1].str}
				m.draw(xobjects.Key(args[len(args)-1].str), resources, depth)
			}
		case "BMC", "BDC":
			m.mark(args, resources)
		case "EMC":
			m.unmark()
		case "gs":
			if len(args) > 0 {
				m.extended(resources.Key("ExtGState").Key(args[0].str))
			}
		default:
			if !m.textOperator(o.str, args) {
				m.graphicsOperator(o.str, args)
			}
		}
		args = args[:0]
	}
}

// What an operator counts beside itself: a form or picture is looked up and its
// dictionary read, a font dictionary is compared by its text.
const (
	drawCost    = 50
	fontCostDiv = 64
)

// spend counts operators; the page is cut when there are too many of them, or
// too many glyphs.
func (m *machine) spend(ops int) {
	m.ops += ops
	m.left.ops -= ops
	if m.ops > m.limits.Ops || m.left.ops < 0 || m.left.glyphs < 0 || m.page.Shown > m.limits.Glyphs {
		m.page.Cut = true
	}
}

// extended takes the font of an ExtGState, the only entry that moves text.
func (m *machine) extended(gs pdf.Value) {
	if f := gs.Key("Font"); f.Len() == 2 {
		m.g.font, m.g.size = m.file.font(f.Index(0)), f.Index(1).Float64()
	}
}

// draw draws a form or counts an image.
func (m *machine) draw(x, inherited pdf.Value, depth int) {
	if m.hides(x, "OC") {
		return
	}
	switch x.Key("Subtype").Name() {
	case "Image":
		m.image(m.g.ctm)
	case "Form":
		place := x.String()
		m.spend(len(place) / fontCostDiv)
		place = place[strings.LastIndexByte(place, '@')+1:]
		switch {
		case depth >= m.limits.Depth:
			m.page.Cut = true
			return
		case slices.Contains(m.drawing, place):
			return // a form that draws itself draws nothing
		}
		m.drawing = append(m.drawing, place)
		defer func() { m.drawing = m.drawing[:len(m.drawing)-1] }()
		resources := x.Key("Resources")
		if resources.IsNull() {
			resources = inherited
		}
		ctm := formMatrix(x).mul(m.g.ctm)
		if tm, tlm := m.tm, m.tlm; ctm.finite() {
			m.run(m.left.content(x, m.limits.Stream), resources, ctm, depth+1)
			m.tm, m.tlm = tm, tlm
		}
	}
}

func formMatrix(x pdf.Value) matrix {
	v := x.Key("Matrix")
	if v.Len() < 6 {
		return identity
	}
	n := func(i int) float64 { return v.Index(i).Float64() }
	return matrix{n(0), n(1), n(2), n(3), n(4), n(5)}
}

// image notes a raster image, which fills the unit square.
func (m *machine) image(ctm matrix) {
	p := m.page
	p.Images++
	l, t, r, b := ctm.bounds(0, 0, 1, 1)
	w, h := min(r, p.Width)-max(l, 0), min(b, p.Height)-max(t, 0)
	if w > 0 && h > 0 && p.Width*p.Height > 0 {
		p.ImageCover = min(1, p.ImageCover+w*h/(p.Width*p.Height))
	}
}

// numbers is the last n operands as numbers; ok if there are so many.
func numbers(args []object, n int) (v [6]float64, ok bool) {
	if len(args) < n {
		return v, false
	}
	for i, a := range args[len(args)-n:] {
		v[i] = a.num
	}
	return v, true
}

// textOperator carries out the operators of text; false for others.
func (m *machine) textOperator(op string, args []object) bool {
	one, _ := numbers(args, min(1, len(args)))
	switch op {
	case "BT":
		m.tm, m.tlm = identity, identity
	case "ET":
	case "Tc":
		m.g.char = one[0]
	case "Tw":
		m.g.word = one[0]
	case "Tz":
		m.g.scale = one[0] / 100
	case "TL":
		m.g.leading = one[0]
	case "Ts":
		m.g.rise = one[0]
	case "Tr":
		m.g.mode = int(one[0])
	case "Td", "TD":
		v, ok := numbers(args, 2)
		if ok {
			if op == "TD" {
				m.g.leading = -v[1]
			}
			m.move(v[0], v[1])
		}
	case "Tm":
		if v, ok := numbers(args, 6); ok {
			m.tlm = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
			m.tm = m.tlm
		}
	case "T*":
		m.move(0, -m.g.leading)
	case "Tj":
		m.showLast(args)
	case "'":
		m.move(0, -m.g.leading)
		m.showLast(args)
	case "\"":
		if v, ok := numbers(args, 3); ok {
			m.g.word, m.g.char = v[0], v[1]
		}
		m.move(0, -m.g.leading)
		m.showLast(args)
	case "TJ":
		m.showArray(args)
	default:
		return false
	}
	return true
}

func (m *machine) showLast(args []object) {
	if n := len(args); n > 0 && args[n-1].kind == text {
		m.show(args[n-1].str)
	}
}

func (m *machine) showArray(args []object) {
	if len(args) == 0 {
		return
	}
	for _, o := range args[len(args)-1].list {
		switch o.kind {
		case number:
			m.advance(-o.num / 1000 * m.g.size * m.g.scale)
		case text:
			m.show(o.str)
		}
	}
}

// move goes to the start of another line.
func (m *machine) move(x, y float64) {
	m.tlm = matrix{a: 1, d: 1, e: x, f: y}.mul(m.tlm)
	m.tm = m.tlm
}

func (m *machine) advance(x float64) { m.tm = matrix{a: 1, d: 1, e: x}.mul(m.tm) }

// show places the glyphs of a string.
func (m *machine) show(s string) {
	f := m.g.font
	if f == nil {
		if f = m.file.fallback; f == nil || m.g.size == 0 {
			return
		}
	}
	for len(s) > 0 && m.page.Shown <= m.limits.Glyphs && m.left.glyphs >= 0 {
		sh, n, word := f.next(s)
		if m.restore && f.restore(&sh, s[:n]) {
			m.page.Restored++
		}
		s = s[n:]
		step := sh.width*m.g.size + m.g.char
		if word {
			step += m.g.word
		}
		step *= m.g.scale
		m.place(sh, step)
		m.advance(step)
	}
}

// place adds a glyph where the pen is.
func (m *machine) place(sh shape, step float64) {
	if sh.blank {
		m.blank = true
		return
	}
	p := m.page
	trm := matrix{a: m.g.size * m.g.scale, d: m.g.size, f: m.g.rise}.mul(m.tm).mul(m.g.ctm)
	if !trm.finite() {
		return
	}
	x0, y0 := trm.e, trm.f
	end := matrix{a: 1, d: 1, e: step, f: m.g.rise}.mul(m.tm).mul(m.g.ctm)
	x1, y1 := end.e, end.f
	if m.off > 0 || max(x0, x1) < m.sheet[0] || max(y0, y1) < m.sheet[1] || min(x0, x1) > m.sheet[2] || min(y0, y1) > m.sheet[3] {
		p.Unseen++
		return
	}
	g := Glyph{
		Text: sh.text, X0: x0, X1: x1, Y: y0, Size: math.Hypot(trm.c, trm.d), Blank: m.blank,
		Bold:   m.g.font != nil && m.g.font.bold,
		Hidden: m.g.mode == 3, Turn: direction(trm.a, trm.b),
	}
	m.blank = false
	if g.Turn != 0 {
		g.X0, g.Y = turned(g.Turn, x0, y0, p.Width, p.Height)
		g.X1, _ = turned(g.Turn, x1, y1, p.Width, p.Height)
	}
	if g.X1 < g.X0 {
		g.X0, g.X1 = g.X1, g.X0
	}
	p.Shown++
	m.left.glyphs--
	if g.Hidden {
		p.Hidden++
	}
	if m.g.font != nil && m.g.font.legacy {
		p.Legacy++
	}
	if !sh.mapped {
		p.Unmapped++
		g.Text = "\ufffd"
	}
	if g.Text == "" {
		return
	}
	glyphs := m.glyphs()
	*glyphs = append(*glyphs, g)
}

// fontSet finds the fonts of one resource dictionary by name.
type fontSet struct {
	file *File
	dict pdf.Value
	key  string
	seen map[string]*font
}

func (s *fontSet) get(name string) *font {
	f, ok := s.seen[name]
	if !ok {
		if v := s.dict.Key(name); v.Kind() == pdf.Dict {
			f = s.file.font(v)
		} else if s.file.rewritten {
			s.file.Broken++ // left out by what wrote the file anew
		}
		s.seen[name] = f
	}
	return f
}

// fontsOf is the font set of a resource dictionary. Dictionaries that read the
// same name the same objects, so their fonts are loaded once.
func (f *File) fontsOf(resources pdf.Value) *fontSet {
	dict := resources.Key("Font")
	if dict.Kind() != pdf.Dict {
		return &fontSet{file: f, seen: map[string]*font{}}
	}
	key := dict.String()
	if s, ok := f.fontSets[key]; ok {
		return s
	}
	s := &fontSet{file: f, dict: dict, key: key, seen: map[string]*font{}}
	f.fontSets[key] = s
	return s
}

// font loads a font once; a font that cannot be read is nil.
func (f *File) font(v pdf.Value) (result *font) {
	key := v.String()
	if got, ok := f.fonts[key]; ok {
		return got
	}
	defer func() {
		if recover() != nil {
			f.Broken++
			f.left.trouble = true
			result = f.fallback
		}
		f.fonts[key] = result
	}()
	return loadFont(v, f.left)
}
