package layout

import (
	"slices"
	"strings"

	"doichieu/corpus/marker"
	"doichieu/ingest/internal/grammar"
)

// minGutter is the least width in points of the space between two columns over
// all of their lines, seedGutter that between the first two.
const (
	minGutter  = 7.0
	seedGutter = 11.0
)

// A band of more parts is one of a table without rules; a longer run of bands is
// no head and no signature block.
const (
	maxParts = 8
	maxZone  = 150
)

// zone is a run of bands in two columns.
type zone struct {
	from, to    int // bands[from:to]
	g0, g1      float64
	left, right []Line
}

// lines gives the lines of a page's bands in reading order. body is the size of
// the document's text.
func (p *page) lines(body float64) []Line {
	var out []Line
	for i := 0; i < len(p.bands); {
		z, ok := p.zoneAt(i)
		if !ok {
			l := p.bands[i].line()
			l.area = p.area
			out = append(out, l)
			i++
			continue
		}
		out = p.above(out, &z, body)
		out = append(out, z.ordered(p.area)...)
		i = z.to
	}
	return out
}

// zoneAt finds the columns that begin at band i: of the gaps in it, or between
// it and the next one, that which stays free over the most bands.
func (p *page) zoneAt(i int) (best zone, ok bool) {
	parts := split2(p.bands[i].parts)
	if len(parts) > maxParts {
		return best, false
	}
	if len(parts) == 1 && i+1 < len(p.bands) {
		// The lines of the two columns may stand between each other's.
		next := split2(p.bands[i+1].parts)
		if len(next) == 1 && next[0].Top < parts[0].Bottom-1 {
			parts = append(parts, next...)
			slices.SortFunc(parts, func(a, b Line) int { return int(a.X0 - b.X0) })
		}
	}
	for k := 1; k < len(parts); k++ {
		z := zone{from: i, g0: parts[k-1].X1, g1: parts[k].X0}
		if z.g1-z.g0 < seedGutter {
			continue
		}
		z.run(p)
		if z.isColumns(p) && (!ok || z.to > best.to || z.to == best.to && z.g1-z.g0 > best.g1-best.g0) {
			best, ok = z, true
		}
	}
	return best, ok
}

// widestTab is the most that the text of an item stands behind its marker: the
// star below the name of a party committee is no marker.
const widestTab = 60

// split2 is the parts of a band, a list marker joined to the text that a tab
// stands before.
func split2(parts []Line) []Line {
	if len(parts) < 2 {
		return slices.Clone(parts)
	}
	if m := marker.Parse(parts[0].Text + " x"); m.Len == len(parts[0].Text)+1 && parts[1].X0-parts[0].X0 < widestTab {
		return append([]Line{band{parts: parts[:2]}.line()}, parts[2:]...)
	}
	return slices.Clone(parts)
}

// run takes bands into the zone as long as they leave the gutter free.
func (z *zone) run(p *page) {
	for z.to = z.from; z.to < min(len(p.bands), z.from+maxZone); z.to++ {
		var left, right []Line
		g0, g1 := z.g0, z.g1
		for _, l := range split2(p.bands[z.to].parts) {
			switch {
			case l.Turned:
				return
			case l.X1 <= g1-minGutter && (l.X0+l.X1)/2 < (g0+g1)/2:
				left, g0 = append(left, l), max(g0, l.X1)
			case l.X0 >= g0+minGutter:
				right, g1 = append(right, l), min(g1, l.X0)
			default:
				return
			}
		}
		left, right = oneLine(left), oneLine(right)
		if len(left) == 0 && !z.alone(z.right, right, p.area, false) || len(right) == 0 && !z.alone(z.left, left, p.area, true) {
			return
		}
		z.g0, z.g1 = g0, g1
		z.left, z.right = append(z.left, left...), append(z.right, right...)
	}
}

// oneLine joins the parts of a band that stand in one column: a number left
// blank ("Số:      /KH-UBND") makes a gap too.
func oneLine(parts []Line) []Line {
	if len(parts) < 2 {
		return parts
	}
	return []Line{band{parts: parts}.line()}
}

// alone decides whether a line that has nothing beside it still belongs to the
// column before.
func (z *zone) alone(column, lines []Line, text area, left bool) bool {
	l := lines[0]
	if len(column) == 0 {
		return z.to-z.from < 2
	}
	last := column[len(column)-1]
	gap := l.Top - last.Bottom
	switch {
	case grammar.IsTitle(l.Text), grammar.Addresses(l.Text), l.item.Kind != marker.None && l.item.Kind != marker.Dash && l.item.Kind != marker.Plus:
		return false
	case left:
		return gap < 1.3*last.Size && abs(l.Size-last.Size) < 2.1
	}
	middle := (l.X0 + l.X1) / 2
	centred := abs(middle-(last.X0+last.X1)/2) < 8 || abs(l.X0-last.X0) < 4
	return centred && abs(middle-text.middle()) > 12 || gap < 1.3*last.Size && abs(middle-text.middle()) > 12
}

// isColumns reports that the zone holds two columns and not a line with a gap
// in it or a table without rules.
func (z *zone) isColumns(p *page) bool {
	if len(z.left) == 0 || len(z.right) == 0 || len(z.left)+len(z.right) < 3 {
		return false
	}
	torn := 0
	for _, b := range p.bands[z.from:z.to] {
		if len(split2(b.parts)) > 2 {
			torn++
		}
	}
	return torn*2 <= z.to-z.from
}

// above takes the lines before the zone into it that stand in one of its
// columns: the columns of a signature block do not begin on one line.
func (p *page) above(out []Line, z *zone, body float64) []Line {
	n := len(out)
	for n > 0 && !out[n-1].Column && !out[n-1].Turned {
		l := out[n-1]
		first := z.left[0]
		switch {
		case l.X1 <= z.g1-minGutter && first.Top-l.Bottom < 1.3*first.Size &&
			(strings.HasPrefix(l.Text, "Nơi nhận") || abs(l.Size-first.Size) < 0.6 && l.Size < body-0.6):
			z.left = slices.Insert(z.left, 0, l)
		case l.X0 >= z.g0+minGutter && abs((l.X0+l.X1)/2-(z.right[0].X0+z.right[0].X1)/2) < 8 &&
			abs((l.X0+l.X1)/2-p.area.middle()) > 12:
			z.right = slices.Insert(z.right, 0, l)
		default:
			return out[:n]
		}
		n--
	}
	return out[:n]
}

// ordered is the lines of the zone, left column first. Lines of a column are
// mostly centred in it, so that its edges are as far from its middle as the
// gutter or the edge of the text allows.
func (z *zone) ordered(text area) []Line {
	gutter := (z.g0 + z.g1) / 2
	a, b := columnArea(z.left, text.left, gutter), columnArea(z.right, gutter, text.right)
	out := make([]Line, 0, len(z.left)+len(z.right))
	for _, l := range z.left {
		l.Column, l.area = true, a
		out = append(out, l)
	}
	for _, l := range z.right {
		l.Column, l.area = true, b
		out = append(out, l)
	}
	return out
}

func columnArea(lines []Line, left, right float64) area {
	a := area{lines[0].X0, lines[0].X1}
	middle := 0.0
	for _, l := range lines {
		a.left, a.right = min(a.left, l.X0), max(a.right, l.X1)
		middle += (l.X0 + l.X1) / 2 / float64(len(lines))
	}
	half := min(middle-left, right-middle)
	return area{min(a.left, middle-half), max(a.right, middle+half)}
}
