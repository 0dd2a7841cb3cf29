package pdftext

import (
	"fmt"
	"math"

	"github.com/ledongthuc/pdf"
)

// Glyph is one shown character (or ligature, or the text a code stands for).
// Coordinates are points from the top left corner of the page as it is shown.
type Glyph struct {
	Text   string
	X0, X1 float64 // pen position before and behind, character spacing included
	Y      float64 // baseline
	Size   float64 // height of the type in points
	Blank  bool    // white space was shown between the glyph before and this one
	Bold   bool
	Hidden bool // text rendering mode 3: invisible, the layer of an OCR program
	Turn   int  // quarter turns of the writing, clockwise; coordinates are turned back
}

// Rule is a drawn horizontal or vertical line: X0 <= X1, Y0 <= Y1, one of the
// pairs (nearly) equal.
type Rule struct{ X0, Y0, X1, Y1 float64 }

// Horizontal tells the direction of a rule.
func (r Rule) Horizontal() bool { return r.X1-r.X0 >= r.Y1-r.Y0 }

// Stamp is the text of an annotation's appearance.
type Stamp struct {
	Glyphs []Glyph
	Box    [4]float64 // left, top, right, bottom
}

// Page is what stands on one page.
type Page struct {
	Number        int
	Width, Height float64 // points, as shown
	Glyphs        []Glyph
	Rules         []Rule
	Stamps        []Stamp
	Images        int     // raster images drawn
	ImageCover    float64 // share of the page that images cover, 0 to 1; scans come in strips, too
	Unmapped      int     // glyphs whose font does not tell their text
	Shown         int     // glyphs shown, blanks left out
	Hidden        int     // of them invisible
	Legacy        int     // of them in fonts of the TCVN3 family, decoded
	Restored      int     // of them restored by File.Restored
	Unseen        int     // glyphs left out, far beyond the sheet or in a layer that is switched off
	Cut           bool    // a limit was reached: the rest of the page was not read
	Err           error   // what stopped the reading of the page, if anything did

	picture drawn // the image that was drawn last
}

// Page reads the page with that 1-based number. It never panics: what the
// object layer throws becomes Page.Err, with what was read before it. Where the
// layer failed, the file is mended and the page read anew.
func (f *File) Page(number int) *Page {
	p := f.read(number, false)
	if f.left.trouble && f.mend() {
		p = f.read(number, false)
	}
	return p
}

// read reads a page; restore is for [File.Restored].
func (f *File) read(number int, restore bool) (p *Page) {
	p = &Page{Number: number, Width: 595, Height: 842}
	if number < 1 || number > len(f.pages) {
		p.Err = fmt.Errorf("page %d: the file has %d", number, len(f.pages))
		return p
	}
	node := f.pages[number-1]
	if node.missing {
		p.Err = fmt.Errorf("page %d: %w", number, ErrMissing)
		return p
	}
	defer func() {
		if x := recover(); x != nil {
			p.Err = fmt.Errorf("page %d: %v", number, x)
			f.left.trouble = true
		}
		p.upright()
		f.glyphs = len(p.Glyphs)
	}()
	base := p.frame(node)
	p.Glyphs = make([]Glyph, 0, min(f.glyphs, usualGlyphs))
	m := &machine{file: f, page: p, limits: f.left.limits, left: f.left, restore: restore, sheet: sheet(node, base)}
	m.run(f.left.page(node.dict.Key("Contents")), node.resources, base, 0)
	m.annotations(node.dict.Key("Annots"), base)
	return p
}

// usualGlyphs are more than a page of text has.
const usualGlyphs = 8000

// frame sets the size of the page and gives the matrix from its coordinates to
// points from the top left corner, the page turned as /Rotate says.
func (p *Page) frame(node pageNode) matrix {
	x0, y0, x1, y1 := 0.0, 0.0, 595.0, 842.0
	if b, ok := rectangle(node.mediaBox); ok {
		x0, y0, x1, y1 = b[0], b[1], b[2], b[3]
	}
	if b, ok := rectangle(node.cropBox); ok {
		cx0, cy0, cx1, cy1 := max(x0, b[0]), max(y0, b[1]), min(x1, b[2]), min(y1, b[3])
		if cx1-cx0 > 1 && cy1-cy0 > 1 {
			x0, y0, x1, y1 = cx0, cy0, cx1, cy1
		}
	}
	w, h := x1-x0, y1-y0
	switch turn := ((node.rotate%360 + 360) % 360) / 90; turn {
	case 1:
		p.Width, p.Height = h, w
		return matrix{0, 1, 1, 0, -y0, -x0}
	case 2:
		p.Width, p.Height = w, h
		return matrix{-1, 0, 0, 1, x1, -y0}
	case 3:
		p.Width, p.Height = h, w
		return matrix{0, -1, -1, 0, y1, x1}
	default:
		p.Width, p.Height = w, h
		return matrix{1, 0, 0, -1, -x0, y1}
	}
}

// overhang is the share of the paper's sides by which text may lie beyond the
// edge: too long a column runs over it, and belongs to the text. Farther out lies
// what programs park beside the page.
const overhang = 0.25

// sheet is the box of the paper, with what hangs over, in the coordinates of the
// page as shown. Where the file does not tell it, it has no end.
func sheet(node pageNode, base matrix) [4]float64 {
	b, ok := rectangle(node.mediaBox)
	if !ok {
		return [4]float64{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}
	}
	l, t, r, bottom := base.bounds(b[0], b[1], b[2], b[3])
	w, h := overhang*(r-l), overhang*(bottom-t)
	return [4]float64{l - w, t - h, r + w, bottom + h}
}

// rectangle reads an array of four numbers, corners in any order.
func rectangle(v pdf.Value) ([4]float64, bool) {
	if v.Len() < 4 {
		return [4]float64{}, false
	}
	a, b, c, d := v.Index(0).Float64(), v.Index(1).Float64(), v.Index(2).Float64(), v.Index(3).Float64()
	box := [4]float64{min(a, c), min(b, d), max(a, c), max(b, d)}
	ok := box[2]-box[0] > 1 && box[3]-box[1] > 1 && box[2]-box[0] < 1e6 && box[3]-box[1] < 1e6
	return box, ok
}

// page joins the content streams of a page; a token ends with its stream.
func (b *budget) page(v pdf.Value) []byte {
	limit := b.limits.Stream
	if v.Kind() == pdf.Stream {
		return b.content(v, limit)
	}
	var data []byte
	for i := range min(v.Len(), 10_000) {
		if int64(len(data)) >= limit {
			break
		}
		data = append(data, b.content(v.Index(i), limit-int64(len(data)))...)
		data = append(data, '\n')
	}
	return data
}

// upright turns the page when most of its text runs in another direction than
// the page does: a landscape table on a page that nobody turned.
func (p *Page) upright() {
	var count [4]int
	for _, g := range p.Glyphs {
		count[g.Turn]++
	}
	most := 0
	for t, n := range count {
		if n > count[most] {
			most = t
		}
	}
	if most == 0 {
		return
	}
	w, h := p.Width, p.Height
	for i := range p.Rules {
		r := &p.Rules[i]
		ax, ay := turned(most, r.X0, r.Y0, w, h)
		bx, by := turned(most, r.X1, r.Y1, w, h)
		*r = Rule{min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)}
	}
	for i := range p.Glyphs {
		p.Glyphs[i].Turn = (p.Glyphs[i].Turn - most + 4) % 4
	}
	for k := range p.Stamps {
		s := &p.Stamps[k]
		for i := range s.Glyphs {
			s.Glyphs[i].Turn = (s.Glyphs[i].Turn - most + 4) % 4
		}
		ax, ay := turned(most, s.Box[0], s.Box[1], w, h)
		bx, by := turned(most, s.Box[2], s.Box[3], w, h)
		s.Box = [4]float64{min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)}
	}
	if most%2 == 1 {
		p.Width, p.Height = h, w
	}
}

// turned gives the coordinates of a point when the page is turned back so that
// writing of that many clockwise quarter turns stands upright.
func turned(turn int, x, y, w, h float64) (float64, float64) {
	switch turn {
	case 1: // downwards
		return y, w - x
	case 2:
		return w - x, h - y
	case 3: // upwards
		return h - y, x
	}
	return x, y
}

// direction is the number of clockwise quarter turns of writing that advances
// by (dx, dy), y downwards.
func direction(dx, dy float64) int {
	switch {
	case math.Abs(dy) <= math.Abs(dx) && dx >= 0:
		return 0
	case math.Abs(dy) <= math.Abs(dx):
		return 2
	case dy > 0:
		return 1
	}
	return 3
}

// Upright leads a point in the coordinates of writing of that many clockwise
// quarter turns (see Glyph.Turn) back to the page.
func (p *Page) Upright(turn int, x, y float64) (float64, float64) {
	switch turn {
	case 1:
		return p.Width - y, x
	case 2:
		return p.Width - x, p.Height - y
	case 3:
		return y, p.Height - x
	}
	return x, y
}
