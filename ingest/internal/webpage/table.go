package webpage

import (
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"doichieu/ingest/internal/flow"
)

// maxColumns bounds colspan and rowspan, which a hostile page may set to
// millions.
const maxColumns = 120

// table reads a table. Its caption stands before it.
func (r *reader) table(n *html.Node) {
	var t flow.Table
	var covered []int // by column: rows below that a merged cell still covers
	var rows func(n *html.Node)
	rows = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type != html.ElementNode || !r.see(c):
			case c.DataAtom == atom.Caption:
				r.block(c)
			case c.DataAtom == atom.Tr:
				var row []flow.Cell
				row, covered = r.row(c, covered)
				if r.cells += len(row); r.cells > flow.MaxCells {
					r.doc.Counts.Cut++
					return
				}
				if len(row) > 0 {
					t.Rows = append(t.Rows, row)
				}
			case c.DataAtom == atom.Tbody || c.DataAtom == atom.Thead || c.DataAtom == atom.Tfoot:
				rows(c)
			}
		}
	}
	rows(n)
	t.Trim()
	if len(t.Rows) > 0 {
		r.items = append(r.items, flow.Item{Table: &t})
	}
}

// row reads a row into the columns that no cell of the rows above covers.
func (r *reader) row(n *html.Node, covered []int) ([]flow.Cell, []int) {
	var row []flow.Cell
	skip := func() {
		for len(row) < len(covered) && covered[len(row)] > 0 {
			covered[len(row)]--
			row = append(row, flow.Cell{Covered: true})
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.DataAtom != atom.Td && c.DataAtom != atom.Th || !r.see(c) {
			continue
		}
		skip()
		if len(row) >= maxColumns {
			r.doc.Counts.Cut++
			break
		}
		cell := flow.Cell{Items: r.cell(c)}
		down := spanOf(c, "rowspan") - 1
		for range min(spanOf(c, "colspan"), maxColumns-len(row)) {
			for len(covered) <= len(row) {
				covered = append(covered, 0)
			}
			covered[len(row)] = down
			row = append(row, cell)
			cell = flow.Cell{Covered: true}
		}
	}
	skip()
	return row, covered
}

// cell reads what is in a cell.
func (r *reader) cell(n *html.Node) []flow.Item {
	items, lists, open, label := r.items, r.lists, r.open, r.label
	r.items, r.lists, r.open, r.label = nil, nil, flow.Paragraph{}, ""
	r.block(n)
	r.flush()
	inside := r.items
	r.items, r.lists, r.open, r.label = items, lists, open, label
	return inside
}

// spanOf reads colspan or rowspan.
func spanOf(n *html.Node, key string) int {
	v, err := strconv.Atoi(attr(n, key))
	if err != nil || v < 1 {
		return 1
	}
	return min(v, maxColumns)
}
