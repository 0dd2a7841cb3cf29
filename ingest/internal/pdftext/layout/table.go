package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"doichieu/corpus"
	"doichieu/corpus/marker"
	"doichieu/ingest/internal/grammar"
)

// table is a ruled table, or the part of one that stands on a page.
type table struct {
	page        int
	xs          []float64
	top, bottom float64
	open        bool // no rule closes it at the bottom
	inferred    bool // no rule parts its columns
	rows        [][]cell
}

// cell is the lines of a cell; one that a merged cell covers has none and is
// not the first of its merged cell.
type cell struct {
	lines   []Line
	covered bool
	width   float64 // that lines of the cell's column may fill; 0 if unknown
}

// tablesOf makes the tables of a page and gives the glyphs that stand in none.
// before is the last table of the page before, or nil.
func tablesOf(page int, grids []grid, glyphs []glyph, before *table) (tables []*table, rest []glyph) {
	if len(grids) == 0 {
		return nil, glyphs
	}
	inside := make([]map[int][]glyph, len(grids))
	owner := make([]int, len(glyphs))
	for i, g := range glyphs {
		owner[i] = -1
		x, y := (g.X0+g.X1)/2, g.Y-0.3*g.Size
		for k := range grids {
			if s := grids[k].slot(x, y); s >= 0 {
				if inside[k] == nil {
					inside[k] = map[int][]glyph{}
				}
				inside[k][s] = append(inside[k][s], g)
				owner[i] = k
				break
			}
		}
	}
	real := make([]bool, len(grids))
	for k := range grids {
		if real[k] = grids[k].tabular(inside[k]) || k == 0 && grids[k].endOf(before, inside[k]); real[k] {
			tables = append(tables, newTable(page, &grids[k], inside[k]))
		}
	}
	for i, g := range glyphs {
		if owner[i] < 0 || !real[owner[i]] {
			rest = append(rest, g)
		}
	}
	return tables, rest
}

// tabular reports a grid whose text stands side by side: at least two cells
// hold text, and a row has at least two cells. A frame around text is none.
func (g *grid) tabular(inside map[int][]glyph) bool {
	if len(inside) < 2 {
		return false
	}
	for _, row := range g.owner {
		for _, o := range row[1:] {
			if o != row[0] {
				return true
			}
		}
	}
	return false
}

// endOf reports the rest of a row, with words in one cell only, that the page
// before cut off the table.
func (g *grid) endOf(before *table, inside map[int][]glyph) bool {
	return before != nil && len(inside) == 1 && g.rows() == 1 && g.cols() > 1 && sameColumns(before, &table{xs: g.xs, inferred: g.inferred})
}

// narrow is the greatest width in points of a column or height of a row that
// holds no text: the space between double rules.
const narrow = 9.0

func newTable(page int, g *grid, inside map[int][]glyph) *table {
	t := &table{page: page, xs: g.xs, top: g.ys[0], bottom: g.ys[len(g.ys)-1], open: g.open, inferred: g.inferred}
	cols := g.cols()
	for r, owners := range g.owner {
		row := make([]cell, cols)
		for c, o := range owners {
			if o != r*cols+c {
				row[c].covered = true
				continue
			}
			for _, b := range bandsOf(page, inside[o]) {
				row[c].lines = append(row[c].lines, b.line())
			}
		}
		if g.ys[r+1]-g.ys[r] > narrow || slices.ContainsFunc(row, func(c cell) bool { return len(c.lines) > 0 }) {
			t.rows = append(t.rows, row)
		}
	}
	t.dropNarrow()
	return t
}

// dropNarrow drops columns without text that are no wider than the space
// between double rules.
func (t *table) dropNarrow() {
	for c := len(t.xs) - 2; c >= 0; c-- {
		if t.xs[c+1]-t.xs[c] > narrow || slices.ContainsFunc(t.rows, func(r []cell) bool { return len(r[c].lines) > 0 }) {
			continue
		}
		t.xs = slices.Delete(t.xs, c, c+1)
		for r := range t.rows {
			t.rows[r] = slices.Delete(t.rows[r], c, c+1)
		}
	}
}

// lines is the number of lines in the table, and of cells, which cost as much.
func (t *table) lines() int {
	n := 0
	for _, row := range t.rows {
		for _, c := range row {
			n += 1 + len(c.lines)
		}
	}
	return n
}

// putTurned adds a turned line to the cell that holds the point; false if none
// does.
func putTurned(tables []*table, x, y float64, l Line) bool {
	for _, t := range tables {
		if y < t.top || y > t.bottom {
			continue
		}
		c := locate(t.xs, x)
		if c < 0 {
			continue
		}
		// Turned writing stands in heads: the first row without text there.
		for r := range t.rows {
			if cell := &t.rows[r][c]; !cell.covered {
				cell.lines = append(cell.lines, l)
				return true
			}
		}
	}
	return false
}

// sameColumns reports that two tables have the same columns: as many, and of
// the same widths.
func sameColumns(a, b *table) bool {
	if len(a.xs) != len(b.xs) || a.inferred != b.inferred {
		return false
	}
	shift, off := b.xs[0]-a.xs[0], 4.0
	if a.inferred {
		off = 20 // the words of other rows leave other gaps
	}
	for i := range a.xs {
		if abs(b.xs[i]-a.xs[i]-shift) > off {
			return false
		}
	}
	return true
}

// append adds the rows of next, which stands at the start of the page behind
// t's end, to t.
func (t *table) append(next *table, counts *Counts) {
	rows := next.rows
	for n := 0; len(rows) > 0 && n < len(t.rows) && n < maxHead && sameRow(t.rows[n], rows[0]); n++ {
		rows = rows[1:]
		counts.Heads++
	}
	if len(rows) > 0 && len(t.rows) > 0 && t.cut(rows[0]) {
		last := t.rows[len(t.rows)-1]
		for c := range last {
			last[c].lines = append(last[c].lines, rows[0][c].lines...)
		}
		rows = rows[1:]
		counts.Rows++
	}
	t.rows = append(t.rows, rows...)
	t.open, t.bottom = next.open, next.bottom
}

// maxHead is the most rows of a head that pages repeat.
const maxHead = 4

// sameRow reports rows of the same words, some at least. A few letters may
// differ: those of a head that is read by OCR do from page to page. Numbers, which
// tell rows apart that are else the same, may not.
func sameRow(a, b []cell) bool {
	letters, other := 0, 0
	for c := range a {
		count := map[rune]int{}
		for _, r := range tight(a[c].lines) {
			count[r]++
			letters++
		}
		for _, r := range tight(b[c].lines) {
			count[r]--
			letters++
		}
		for r, n := range count {
			if n != 0 && unicode.IsDigit(r) {
				return false
			}
			other += max(n, -n)
		}
	}
	return letters > 0 && float64(other) <= misread*float64(letters)
}

// misread is the share of the letters of a head that may differ.
const misread = 0.05

// tight is the text of lines without blanks.
func tight(lines []Line) string {
	var b strings.Builder
	for _, l := range lines {
		for f := range strings.FieldsSeq(l.Text) {
			b.WriteString(f)
		}
	}
	return b.String()
}

// cut reports that the row next goes on with the last row of t over the page
// break. Its first cell, the number of the row, is empty; that may come of a
// merged cell too, so the longest cell, which says what is to be done, decides:
// it has no more words, or goes on in mid-sentence.
func (t *table) cut(next []cell) bool {
	last := t.rows[len(t.rows)-1]
	if len(next[0].lines) > 0 || len(last) != len(next) {
		return false
	}
	filled, task, size := 0, 0, 0
	for c := range next {
		if len(next[c].lines) > 0 {
			filled++
		}
		if n := len(tight(last[c].lines)); n > size {
			task, size = c, n
		}
	}
	switch {
	case filled == 0 || size == 0:
		return false
	case t.open || len(next[task].lines) == 0:
		return true
	}
	t.measure()
	prev, first := last[task].lines[len(last[task].lines)-1], next[task].lines[0]
	if first.item.Len > 0 && !grammar.SplitSign(prev.Text, first.Text) {
		full := last[task].full(prev, first)
		return grammar.GoesOnAtMarker(prev.Text, first.Text, first.item, full, 0) || filled == 1 && last[task].lists(first.item.Kind)
	}
	return !grammar.Ended(prev.Text) && (grammar.StartsLower(first.Text) || last[task].full(prev, first))
}

// lists reports a cell that holds a list of unnumbered items of the kind: a row
// of nothing but another such item is what a page cut off.
func (c *cell) lists(kind marker.Kind) bool {
	return (kind == marker.Dash || kind == marker.Plus || kind == marker.Bullet) &&
		slices.ContainsFunc(c.lines, func(l Line) bool { return l.item.Kind == kind })
}

// measure finds how wide the lines of each column may be: as wide as the widest
// in a cell of one column.
func (t *table) measure() {
	widest := make([]float64, len(t.xs)-1)
	for _, row := range t.rows {
		for c := range row {
			if span(row, c) == 1 {
				for _, l := range row[c].lines {
					widest[c] = max(widest[c], l.X1-l.X0)
				}
			}
		}
	}
	for _, row := range t.rows {
		for c := range row {
			if n := span(row, c); n == 1 {
				row[c].width = widest[c]
			} else {
				row[c].width = t.xs[c+n] - t.xs[c] - 2*cellPadding
			}
		}
	}
}

// cellPadding is the space that word processors leave between a rule and text.
const cellPadding = 5.4

// span is the number of columns of the cell at c.
func span(row []cell, c int) int {
	n := 1
	for c+n < len(row) && row[c+n].covered && len(row[c].lines) > 0 {
		n++
	}
	return n
}

// block is the table as a block.
func (t *table) block() Block {
	t.measure()
	b := Block{Kind: corpus.Table}
	for _, row := range t.rows {
		out := make([][]Paragraph, len(row))
		for c := range row {
			out[c] = row[c].paragraphs()
		}
		b.Rows = append(b.Rows, out)
	}
	return b
}

// paragraphs joins the lines of a cell.
func (c *cell) paragraphs() []Paragraph {
	var out []Paragraph
	for i, l := range c.lines {
		if i > 0 && c.joins(c.lines[i-1], l) {
			out[len(out)-1] = append(out[len(out)-1], l.piece())
			continue
		}
		out = append(out, Paragraph{l.piece()})
	}
	return out
}

// joins decides whether two lines of a cell are of one paragraph. Cells are
// narrow, so that most line ends are nothing but the width.
func (c *cell) joins(prev, next Line) bool {
	full := c.full(prev, next)
	switch {
	case grammar.Hyphenated(prev.Text) && grammar.StartsWord(next.Text), grammar.SignGoesOn(prev.Text, next.Text), grammar.SplitSign(prev.Text, next.Text):
		return true
	case next.item.Len > 0:
		return grammar.GoesOnAtMarker(prev.Text, next.Text, next.item, full, 0)
	case full || grammar.StartsLower(next.Text) && !grammar.Ended(prev.Text):
		return true
	}
	return grammar.BreaksOff(prev.Text) || grammar.AsksForNumber(prev.Text) && grammar.StartsDigit(next.Text)
}

// full reports that the first word of next would not have fitted on prev.
func (c *cell) full(prev, next Line) bool { return prev.X1-prev.X0+next.First > c.width-1 }

// sortTables orders tables by their place.
func sortTables(tables []*table) {
	slices.SortStableFunc(tables, func(a, b *table) int { return cmp.Compare(a.top, b.top) })
}
