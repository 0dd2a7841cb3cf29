package docx

import (
	"strconv"

	"doichieu/ingest/internal/flow"
	"doichieu/ingest/internal/parts"
)

// maxColumns bounds the columns of a table: a hostile file may span millions.
const maxColumns = 120

// table reads a table. Its grid has a column for every edge of any row; a cell
// covers one or more of them.
func (r *reader) table(n *parts.Node) *flow.Table {
	t := &flow.Table{}
	r.rows(n, t)
	t.Trim()
	return t
}

func (r *reader) rows(n *parts.Node, t *flow.Table) {
	if n == nil {
		return
	}
	for _, k := range n.Kids {
		switch k.Name {
		case "w:tr":
			if k.Child("w:trPr", "w:del") != nil {
				r.doc.Counts.Deleted++
				continue
			}
			row := r.row(k)
			if r.cells += len(row); r.cells > flow.MaxCells {
				r.doc.Counts.Cut++
				return
			}
			t.Rows = append(t.Rows, row)
		case "w:sdt":
			r.rows(k.Child("w:sdtContent"), t)
		case "w:customXml", "w:ins", "w:moveTo":
			r.rows(k, t)
		}
	}
}

// row reads a row. Its cells stand side by side, so each begins on the page on
// which the row begins, and the row ends on the last page that a cell reaches.
func (r *reader) row(n *parts.Node) []flow.Cell {
	first, last := r.page, r.page
	row := covered(nil, count(n.Child("w:trPr", "w:gridBefore")))
	var cells func(n *parts.Node)
	cells = func(n *parts.Node) {
		if n == nil {
			return
		}
		for _, k := range n.Kids {
			switch k.Name {
			case "w:tc":
				r.page = first
				row = r.cell(row, k)
				last = max(last, r.page)
			case "w:sdt":
				cells(k.Child("w:sdtContent"))
			case "w:customXml", "w:ins", "w:moveTo":
				cells(k)
			}
		}
	}
	cells(n)
	r.page = last
	return covered(row, count(n.Child("w:trPr", "w:gridAfter")))
}

// cell appends a cell, and behind it the columns that it covers besides.
func (r *reader) cell(row []flow.Cell, n *parts.Node) []flow.Cell {
	pr := n.Child("w:tcPr")
	span := max(1, count(pr.Child("w:gridSpan")))
	if goesOn(pr.Child("w:vMerge")) || goesOn(pr.Child("w:hMerge")) {
		return covered(row, span)
	}
	if len(row) >= maxColumns {
		r.doc.Counts.Cut++
		return row
	}
	return covered(append(row, flow.Cell{Items: r.blocks(n)}), span-1)
}

// goesOn reports a cell that goes on with the one above or before it.
func goesOn(merge *parts.Node) bool {
	return merge != nil && merge.Attr("w:val") != "restart"
}

// covered appends n covered cells.
func covered(row []flow.Cell, n int) []flow.Cell {
	for range min(n, maxColumns-len(row)) {
		row = append(row, flow.Cell{Covered: true})
	}
	return row
}

// count is the value of an element that counts, 0 where there is none.
func count(n *parts.Node) int {
	v, _ := strconv.Atoi(n.Attr("w:val"))
	return min(max(v, 0), maxColumns)
}
