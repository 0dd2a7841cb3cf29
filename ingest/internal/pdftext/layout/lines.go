package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus/marker"
	"doichieu/ingest/internal/pdftext"
)

// The shape of type, as shares of its size. A line reaches from its ascent
// above the baseline to its descent below.
const (
	ascent  = 0.75
	descent = 0.22
	// wordGap is the least space between two words. Kerning and the spaces
	// that programs put between runs stay below 0.1; TeX's tightest word
	// space is 0.22.
	wordGap = 0.16
	// columnGap splits a line into parts that may belong to columns.
	columnGap = 0.9
)

// Line is a line of text, or the part of one that stands in a column.
type Line struct {
	Text        string
	Page        int
	X0, X1      float64 // left and right end
	Top, Bottom float64
	Y           float64 // baseline
	Size        float64 // of most of its glyphs
	Bold        bool    // all of it
	First       float64 // width of its first word, with a blank

	// Marks are the raised marks in the line (footnote references), with
	// their places in Text; Lead is a raised mark at its very start.
	Marks []mark
	Lead  string

	Column bool // of a head or signature block in two columns
	Turned bool // does not stand upright

	area area          // the text area or column that it stands in
	item marker.Marker // the list marker that it begins with
}

// mark is a raised piece of a line's text: Text[start:end].
type mark struct{ start, end int }

// area is the part of a page that lines fill: its left and right edge.
type area struct{ left, right float64 }

func (a area) middle() float64 { return (a.left + a.right) / 2 }
func (a area) width() float64  { return a.right - a.left }

// band is a row of the page: the parts of it stand side by side, parted by
// wide gaps.
type band struct {
	top, bottom float64
	parts       []Line
}

// line is the band as one line.
func (b band) line() Line {
	l := b.parts[0]
	for _, p := range b.parts[1:] {
		shift := len(l.Text) + 1
		for _, m := range p.Marks {
			l.Marks = append(l.Marks, mark{m.start + shift, m.end + shift})
		}
		if !strings.Contains(l.Text, " ") {
			l.First = p.X0 - l.X0
		}
		l.Text += " " + p.Text
		l.X1, l.Bold = max(l.X1, p.X1), l.Bold && p.Bold
		l.Top, l.Bottom = min(l.Top, p.Top), max(l.Bottom, p.Bottom)
		if p.Size > l.Size {
			l.Size, l.Y = p.Size, p.Y
		}
	}
	l.item = marker.Parse(l.Text)
	return l
}

// frag is a run of glyphs without wide gaps, in the order of reading.
type frag struct {
	glyphs []glyph
	x0, x1 float64
}

// glyph is a glyph with its place in the order of showing.
type glyph struct {
	*pdftext.Glyph
	at     int
	placed bool // the first of a number that a stamp puts into the line
}

// bandsOf sorts glyphs into bands, top to bottom.
func bandsOf(page int, glyphs []glyph) []band {
	runs := runsOf(glyphs)
	slices.SortStableFunc(runs, func(a, b run) int { return cmp.Compare(a.y, b.y) })
	type open struct {
		top, bottom, size float64
		glyphs            []glyph
	}
	var rows []*open
	for _, r := range runs {
		top, bottom := r.y-ascent*r.size, r.y+descent*r.size
		var best *open
		most := 0.5
		// Runs come sorted by baseline: only the last rows can take this one.
		for i := len(rows) - 1; i >= 0 && i >= len(rows)-8; i-- {
			o := rows[i]
			shared := (min(bottom, o.bottom) - max(top, o.top)) / max(0.1, min(bottom-top, o.bottom-o.top))
			if shared > most {
				best, most = o, shared
			}
		}
		if best == nil {
			rows = append(rows, &open{top, bottom, r.size, r.glyphs})
			continue
		}
		if r.size > best.size*1.05 {
			best.top, best.bottom, best.size = top, bottom, r.size
		}
		best.glyphs = append(best.glyphs, r.glyphs...)
	}
	out := make([]band, 0, len(rows))
	for _, o := range rows {
		b := band{top: o.top, bottom: o.bottom}
		for _, f := range split(o.glyphs) {
			if l := lineOf(page, f); l.Text != "" {
				b.parts = append(b.parts, l)
			}
		}
		if len(b.parts) > 0 {
			out = append(out, b)
		}
	}
	slices.SortStableFunc(out, func(a, b band) int { return cmp.Compare(a.bottom, b.bottom) })
	return out
}

// run is a series of glyphs that were shown one behind the other.
type run struct {
	glyphs  []glyph
	y, size float64
}

// runsOf cuts glyphs into runs, which share their memory: what is appended to
// one of them is copied.
func runsOf(glyphs []glyph) []run {
	var runs []run
	start := 0
	for i, g := range glyphs {
		if n := len(runs); n > 0 {
			r := &runs[n-1]
			last := glyphs[i-1]
			if abs(g.Y-r.y) < 0.05*r.size && abs(g.Size-r.size) < 0.05*r.size &&
				g.X0 > last.X1-0.5*r.size && g.X0 < last.X1+r.size {
				r.glyphs = glyphs[start : i+1 : i+1]
				continue
			}
		}
		start = i
		runs = append(runs, run{glyphs: glyphs[i : i+1 : i+1], y: g.Y, size: g.Size})
	}
	return runs
}

// split orders the glyphs of a row and cuts it at wide gaps. A glyph shown
// twice in one place, to look bold, is kept once. The fragments stand in the
// memory of the row.
func split(glyphs []glyph) []frag {
	slices.SortStableFunc(glyphs, func(a, b glyph) int { return cmp.Compare(a.X0, b.X0) })
	var frags []frag
	kept := glyphs[:0]
	start := 0
	for _, g := range glyphs {
		n := len(frags)
		if n > 0 {
			f := &frags[n-1]
			last := kept[len(kept)-1]
			if last.Text == g.Text && g.X0-last.X0 < 0.12*g.Size && g.at != last.at+1 {
				continue
			}
			if g.X0-f.x1 < max(8, columnGap*g.Size) {
				kept = append(kept, g)
				f.glyphs = kept[start:len(kept):len(kept)]
				f.x1 = max(f.x1, g.X1)
				continue
			}
		}
		start = len(kept)
		kept = append(kept, g)
		frags = append(frags, frag{glyphs: kept[start:len(kept):len(kept)], x0: g.X0, x1: g.X1})
	}
	return frags
}

// lineOf makes a line of a fragment.
func lineOf(page int, f frag) Line {
	l := Line{Page: page, X0: f.x0, Bold: true, Size: mostlySize(f.glyphs)}
	for _, g := range f.glyphs {
		if abs(g.Size-l.Size) <= 0.25*max(1, l.Size/8) {
			l.Y = max(l.Y, g.Y)
		}
	}
	l.Top, l.Bottom = l.Y-ascent*l.Size, l.Y+descent*l.Size
	l.write(f)
	l.item = marker.Parse(l.Text)
	return l
}

// mostlySize is the size of most of the glyphs in quarters of a point, the larger
// of two that as many have.
func mostlySize(glyphs []glyph) float64 {
	count := map[float64]int{}
	for i := 0; i < len(glyphs); {
		k := i + 1
		for k < len(glyphs) && glyphs[k].Size == glyphs[i].Size {
			k++
		}
		count[float64(int(glyphs[i].Size*4+0.5))/4] += k - i
		i = k
	}
	most := 0.0
	for size, n := range count {
		if n > count[most] || n == count[most] && size > most {
			most = size
		}
	}
	return most
}

// write makes the text of a line: blanks where they were shown or where the gap
// is as wide as one, and raised marks noted.
func (l *Line) write(f frag) {
	var b strings.Builder
	var last *glyph
	raisedFrom := -1
	firstEnd := 0.0
	letters := false
	for i := range f.glyphs {
		g := &f.glyphs[i]
		l.X1 = max(l.X1, g.X1)
		up := raised(g, l)
		if raisedFrom >= 0 && !up {
			l.Marks = append(l.Marks, mark{raisedFrom, b.Len()})
			raisedFrom = -1
		}
		if last != nil && apart(last, g) {
			b.WriteByte(' ')
			if firstEnd == 0 {
				firstEnd = last.X1
			}
		}
		if up && raisedFrom < 0 {
			raisedFrom = b.Len()
		}
		b.WriteString(g.Text)
		if letterOrDigit(g.Text) {
			letters = true
			l.Bold = l.Bold && g.Bold
		}
		last = g
	}
	if raisedFrom >= 0 {
		l.Marks = append(l.Marks, mark{raisedFrom, b.Len()})
	}
	if firstEnd == 0 {
		firstEnd = l.X1
	}
	l.Bold = l.Bold && letters
	l.First = firstEnd - l.X0 + 0.25*l.Size
	l.Text = strings.TrimRight(b.String(), " ")
	if len(l.Marks) > 0 && l.Marks[0].start == 0 && l.Marks[0].end < len(l.Text) {
		l.Lead = strings.TrimSpace(l.Text[:l.Marks[0].end])
	}
}

// raised says whether a glyph is smaller than its line and stands higher.
func raised(g *glyph, l *Line) bool {
	return g.Size < 0.8*l.Size && g.Y < l.Y-0.12*l.Size || g.Y < l.Y-0.25*l.Size && g.Size < 0.95*l.Size
}

// apart says whether a blank stands between two glyphs of a line. A blank that
// was shown between them counts as it stands; one that was shown elsewhere,
// because the parts of the line were shown in another order, needs a gap.
func apart(last, g *glyph) bool {
	gap := g.X0 - last.X1
	size := min(g.Size, last.Size)
	if g.placed && (letterOrDigit(last.Text) || last.Text == ":") {
		return true
	}
	if g.Blank && g.at == last.at+1 {
		return gap > -0.5*size
	}
	if g.Blank && gap > 0.08*size {
		return true
	}
	return gap > wordGap*size
}

// gather gives the upright glyphs of a page, combining marks joined to the
// letters that they belong to.
func gather(glyphs []pdftext.Glyph, turn int) []glyph {
	n := 0
	for i := range glyphs {
		if glyphs[i].Turn == turn {
			n++
		}
	}
	out := make([]glyph, 0, n)
	for i := range glyphs {
		g := &glyphs[i]
		if g.Turn != turn {
			continue
		}
		if n := len(out); n > 0 && combining(g.Text) && abs(out[n-1].Y-g.Y) < g.Size {
			base := *out[n-1].Glyph
			base.Text += g.Text
			base.X1 = max(base.X1, g.X1)
			out[n-1].Glyph = &base
			continue
		}
		out = append(out, glyph{Glyph: g, at: i})
	}
	return out
}

func combining(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && unicode.Is(unicode.Mn, r)
}

func letterOrDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}
