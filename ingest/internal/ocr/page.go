package ocr

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"doichieu/corpus/lazy"
	"doichieu/ingest/internal/pdftext"
)

// pageWidth is the width in points that a picture of unknown size is taken to
// have: A4 upright, or on its side.
func pageWidth(width, height int) float64 {
	if width > height {
		return 842
	}
	return 595
}

// Page makes a page of what was read: words as glyphs, in points. Dropped counts
// the marks that were too doubtful to keep.
func (r Result) Page(number int) (p *pdftext.Page, dropped int) {
	scale := r.Scale
	if scale == 0 {
		scale = pageWidth(r.Width, r.Height) / float64(max(1, r.Width))
	}
	p = &pdftext.Page{
		Number: number, Width: float64(r.Width) * scale, Height: float64(r.Height) * scale,
		Images: 1, ImageCover: 1,
	}
	up := upright{skew: r.skew(), x: float64(r.Width) / 2, y: float64(r.Height) / 2}
	usual := r.usualSize()
	for _, o := range r.rules {
		p.Rules = append(p.Rules, up.straighten(o, scale))
	}
	for _, l := range r.Lines {
		size := snap(l.Size, usual) * scale
		words := withoutSpeck(slices.DeleteFunc(slices.Clone(l.Words), func(w Word) bool { return !w.legible() }))
		dropped += len(l.Words) - len(words)
		if len(words) == 0 || size <= 0 {
			continue
		}
		y := l.middle(up, words)
		for _, w := range words {
			x0, _ := up.place(float64(w.Box[0]), y)
			x1, _ := up.place(float64(w.Box[2]), y)
			p.Glyphs = append(p.Glyphs, pdftext.Glyph{
				Text: w.Text, X0: x0 * scale, X1: x1 * scale, Y: y * scale, Size: size, Blank: true,
			})
			p.Shown += utf8.RuneCountInString(w.Text)
		}
	}
	return p, dropped
}

// shapes are the forms of words with the least confidence that each must have.
// The engine is unsure of many a true word beside a seal, so that letters alone
// are always kept: a gap in a line does more harm than a wrong word, which its
// page warns of. What mixes letters and signs is mostly a speck, a seal or a
// signature. The first form that fits counts.
var shapes = []struct {
	form  *lazy.Regexp
	least int
}{
	{lazy.MustCompile(`^[("“'‘\[]*[\p{L}\p{M}]{2,}[)"”'’\].,;:!?…]*$`), 0},
	{lazy.MustCompile(`^[^\p{L}\p{M}\d&/*+–-]{1,2}$`), 85},
	{lazy.MustCompile(`^[-–+]$|^\p{L}[.)]$`), 20},
	{lazy.MustCompile(`[\p{L}\p{M}\d]{2}|\d[.),;:%]*$`), 30},
	{lazy.MustCompile(``), 60},
}

// legible tells a word from a speck.
func (w Word) legible() bool {
	for _, s := range shapes {
		if s.form.MatchString(w.Text) {
			return w.Confidence >= s.least
		}
	}
	return false
}

// withoutSpeck drops a lone sign at the end of a line, where no text has one: the
// shade along the edge of a scan is read so, and would move the margin of the
// text.
func withoutSpeck(words []Word) []Word {
	if n := len(words); n > 1 && utf8.RuneCountInString(words[n-1].Text) == 1 && strings.ContainsAny(words[n-1].Text, ".,:;'`´°^ˆ_|~") {
		return words[:n-1]
	}
	return words
}

// upright turns places back on a page that was laid askew into the scanner.
type upright struct{ skew, x, y float64 }

func (u upright) place(x, y float64) (float64, float64) {
	return x + u.skew*(y-u.y), y - u.skew*(x-u.x)
}

// straighten makes a rule of the picture one of the page.
func (u upright) straighten(r rule, scale float64) pdftext.Rule {
	x0, y0 := u.place(r.x0, r.y0)
	x1, y1 := u.place(r.x1, r.y1)
	if r.horizontal() {
		y := (y0 + y1) / 2 * scale
		return pdftext.Rule{X0: x0 * scale, Y0: y, X1: x1 * scale, Y1: y}
	}
	x := (x0 + x1) / 2 * scale
	return pdftext.Rule{X0: x, Y0: y0 * scale, X1: x, Y1: y1 * scale}
}

// leastForSkew is the least number of words in a line whose slope counts.
const leastForSkew = 4

// steepest is the slope beyond which a page does not lie askew: what is read
// there is no line of text.
const steepest = 0.1

// skew is the slope that most lines have.
func (r Result) skew() float64 {
	var slopes []float64
	for _, l := range r.Lines {
		if len(l.Words) >= leastForSkew && math.Abs(l.Slope) < steepest {
			slopes = append(slopes, l.Slope)
		}
	}
	return median(slopes)
}

// middle is the height of the line's baseline on the upright page, in pixels,
// measured in the middle of its words.
func (l Line) middle(up upright, words []Word) float64 {
	x := float64(words[0].Box[0]+words[len(words)-1].Box[2]) / 2
	_, y := up.place(x, l.Base+l.Slope*(x-float64(l.Left)))
	return y
}

// usualSize is the height of most of the letters of the page, in pixels.
func (r Result) usualSize() float64 {
	var sizes []float64
	for _, l := range r.Lines {
		for range l.Words {
			sizes = append(sizes, l.Size)
		}
	}
	return median(sizes)
}

// How far from the usual height that of a line may be measured that is set in
// the usual type, as a share of it: the height depends on the letters of the
// line, and grows where all accents above capitals count.
const (
	snapBelow = 0.12
	snapAbove = 0.30
)

// snap gives lines of about the usual size that size: a difference of size means
// something to the layout.
func snap(size, usual float64) float64 {
	if size >= (1-snapBelow)*usual && size <= (1+snapAbove)*usual {
		return usual
	}
	return size
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.SortFunc(values, cmp.Compare[float64])
	return values[len(values)/2]
}
