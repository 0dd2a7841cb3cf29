package odt

import (
	"strconv"

	"doichieu/ingest/internal/flow"
	"doichieu/ingest/internal/parts"
)

// The bounds of a table: a hostile file may repeat cells and rows by millions.
const (
	maxColumns = 120
	maxRepeats = 100
)

// table reads a table.
func (r *reader) table(n *parts.Node) *flow.Table {
	t := &flow.Table{}
	r.rows(n, t)
	t.Trim()
	return t
}

func (r *reader) rows(n *parts.Node, t *flow.Table) {
	for _, k := range n.Kids {
		switch k.Name {
		case "table:table-header-rows", "table:table-rows", "table:table-row-group":
			r.rows(k, t)
		case "text:soft-page-break":
			r.breakPage()
		case "table:table-row":
			row := r.row(k)
			for range repeats(row, count(k, "table:number-rows-repeated", maxRepeats)) {
				if r.cells += len(row); r.cells > flow.MaxCells {
					r.doc.Counts.Cut++
					return
				}
				t.Rows = append(t.Rows, row)
			}
		}
	}
}

// row reads a row. Its cells stand side by side, so each begins on the page on
// which the row begins, and the row ends on the last page that a cell reaches.
func (r *reader) row(n *parts.Node) []flow.Cell {
	first, last := r.page, r.page
	var row []flow.Cell
	for _, k := range n.Kids {
		if k.Name != "table:table-cell" && k.Name != "table:covered-table-cell" {
			continue
		}
		cell := flow.Cell{Covered: true}
		if k.Name == "table:table-cell" {
			r.page = first
			cell = flow.Cell{Items: r.blocks(k)}
			last = max(last, r.page)
		}
		for range repeats([]flow.Cell{cell}, count(k, "table:number-columns-repeated", maxColumns)) {
			if len(row) == maxColumns {
				r.doc.Counts.Cut++
				break
			}
			row = append(row, cell)
		}
	}
	r.page = last
	return row
}

// repeats is how often cells are repeated: as often as the file says if they
// are blank, else once. Programs repeat only blank cells of texts, and words
// repeated by the thousand would be no text.
func repeats(cells []flow.Cell, n int) int {
	for _, c := range cells {
		if len(c.Items) > 0 {
			blank := true
			d := flow.Document{Items: c.Items}
			d.Each(func(p *flow.Paragraph) { blank = blank && p.Text() == "" })
			if !blank {
				return 1
			}
		}
	}
	return n
}

// count is the value of an attribute that counts, 1 where there is none.
func count(n *parts.Node, name string, most int) int {
	v, err := strconv.Atoi(n.Attr(name))
	if err != nil || v < 1 {
		return 1
	}
	return min(v, most)
}
