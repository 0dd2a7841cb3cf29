package layout

import (
	"cmp"
	"slices"
)

// Some tables have rules between their rows only. Rules of one length that stand
// below each other make the rows, and the columns are where hardly any row has
// text.
const (
	leastRules    = 4     // a head and two rows
	leastRowWidth = 150.0 // of the rules, in points
	leastColumns  = 3
	gutterWidth   = 0.55 // least space between two columns over all rows, in sizes of the type: wider than a blank
	sameEnd       = 4.0  // distance in points within which rules end alike
	// A row that crosses gutters names a group of rows: one in five may, and
	// it has few lines.
	groupRows  = 5
	groupLines = 3
)

// extent is a stretch across the page.
type extent struct{ from, to float64 }

// ruledRows makes grids of the horizontal rules that part nothing but rows, and
// gives the rules that it leaves. before is the last table of the page before, or
// nil: it may go on here.
func ruledRows(loose []bar, glyphs []glyph, before *table) (grids []grid, rest []bar) {
	slices.SortStableFunc(loose, func(a, b bar) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	for len(loose) > 0 {
		n := 1
		for n < len(loose) && loose[n].from-loose[0].from < sameEnd && abs(loose[n].to-loose[0].to) < sameEnd {
			n++
		}
		if g, ok := rowGrid(loose[:n], glyphs, before); ok {
			grids = append(grids, g)
		} else {
			rest = append(rest, loose[:n]...)
		}
		loose = loose[n:]
	}
	slices.SortStableFunc(rest, func(a, b bar) int { return cmp.Compare(a.at, b.at) })
	return grids, rest
}

// rowGrid makes the grid of rules that end alike, if text stands between all of
// them in columns.
func rowGrid(rules []bar, glyphs []glyph, before *table) (grid, bool) {
	left, right := rules[0].from, rules[0].to
	goesOn := before != nil && before.inferred && len(rules) > 1 && abs(before.xs[0]-left) < sameEnd && abs(before.xs[len(before.xs)-1]-right) < sameEnd
	if len(rules) < leastRules && !goesOn || right-left < leastRowWidth {
		return grid{}, false
	}
	at := make([]float64, len(rules))
	for i, r := range rules {
		at[i] = r.at
	}
	g := grid{ys: edges(at), inferred: true}
	rows := make([][]glyph, g.rows())
	for _, s := range glyphs {
		if r := locate(g.ys, s.Y-0.3*s.Size); r >= 0 && s.X0 > left-sameEnd && s.X1 < right+sameEnd {
			rows[r] = append(rows[r], s)
		}
	}
	texts := make([][]extent, len(rows))
	size := 0.0
	for i, row := range rows {
		if len(row) == 0 {
			return grid{}, false
		}
		texts[i], size = united(row), max(size, row[0].Size)
	}
	if goesOn {
		g.xs = slices.Clone(before.xs)
	} else {
		g.xs = []float64{left}
		for _, gap := range gutters(texts, left, gutterWidth*size) {
			g.xs = append(g.xs, (gap.from+gap.to)/2)
		}
		g.xs = append(g.xs, right)
	}
	return g, g.cols() >= leastColumns && g.rows()*g.cols() <= maxCells && g.divide(texts, rows, !goesOn)
}

// united is what the glyphs cover of the width, from left to right.
func united(glyphs []glyph) []extent {
	slices.SortFunc(glyphs, func(a, b glyph) int { return cmp.Compare(a.X0, b.X0) })
	var out []extent
	for _, g := range glyphs {
		if n := len(out); n > 0 && g.X0 < out[n-1].to+1 {
			out[n-1].to = max(out[n-1].to, g.X1)
			continue
		}
		out = append(out, extent{g.X0, g.X1})
	}
	return out
}

// gutters are the stretches behind left, text at both sides and at least so
// wide, that the text of nearly all rows leaves free.
func gutters(rows [][]extent, left, width float64) []extent {
	type edge struct {
		at   float64
		step int
	}
	var list []edge
	most := len(rows) / groupRows
	for i, row := range rows {
		step := 1
		if i == 0 {
			step = most + 1 // no word of the head stands in a gutter
		}
		for _, e := range row {
			list = append(list, edge{e.from, step}, edge{e.to, -step})
		}
	}
	slices.SortFunc(list, func(a, b edge) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(b.step, a.step)) })
	var out []extent
	over, from, text := 0, left, false
	for _, e := range list {
		free := over <= most
		over += e.step
		switch {
		case free && over > most:
			if text && e.at-from >= width {
				out = append(out, extent{from, e.at})
			}
			text = true
		case !free && over <= most:
			from = e.at
		}
	}
	return out
}

// divide makes the cells, joined where the text of a row crosses a gutter, and
// reports rows of a table: a head has words in all columns, and no row is
// running text.
func (g *grid) divide(texts [][]extent, rows [][]glyph, head bool) bool {
	g.owner = make([][]int, g.rows())
	for r := range g.owner {
		g.owner[r] = make([]int, g.cols())
		crossed := false
		for c := range g.owner[r] {
			g.owner[r][c] = r*g.cols() + c
			if c > 0 && slices.ContainsFunc(texts[r], func(e extent) bool { return e.from < g.xs[c] && e.to > g.xs[c] }) {
				g.owner[r][c], crossed = g.owner[r][c-1], true
			}
		}
		if crossed && (head && r == 0 || baselines(rows[r]) > groupLines) {
			return false
		}
	}
	for c := range g.cols() {
		if head && !slices.ContainsFunc(texts[0], func(e extent) bool { return e.from < g.xs[c+1] && e.to > g.xs[c] }) {
			return false
		}
	}
	return true
}

// baselines is the number of lines that the glyphs stand in.
func baselines(glyphs []glyph) int {
	slices.SortFunc(glyphs, func(a, b glyph) int { return cmp.Compare(a.Y, b.Y) })
	n := 1
	for i := 1; i < len(glyphs); i++ {
		if glyphs[i].Y-glyphs[i-1].Y > 0.4*glyphs[i].Size {
			n++
		}
	}
	return n
}
