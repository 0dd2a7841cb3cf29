package ingest

import (
	"slices"
	"strings"
)

// tables gathers the lines of each table "| a | b |", and of each run of lines
// with the same number of tabs, into one line of kind tableLine. A blank line
// ends a table; a table that a page cut goes on if it has as many columns and
// no head of its own.
func tables(all []line) []line {
	out := all[:0]
	for i := 0; i < len(all); {
		l := all[i]
		n, headed := tableAt(all[i:], &l)
		if n == 0 {
			out = append(out, l)
			i++
			continue
		}
		i += n
		if k := len(out); k > 0 && !headed && continues(out[k-1], l) {
			out[k-1].rows = append(out[k-1].rows, l.rows...)
		} else if len(l.rows) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// tableAt reads the table at the start of all into l: the number of lines it
// takes, 0 if there is none, and whether it has a head.
func tableAt(all []line, l *line) (n int, headed bool) {
	switch {
	case l.rows != nil:
		return 1, true
	case l.kind == tableLine:
		for ; n < len(all) && all[n].kind == tableLine && all[n].rows == nil; n++ {
			if isDelimiterRow(all[n].text) {
				headed = true
				continue
			}
			if len(l.rows) > 0 && all[n].gap > 0 {
				break
			}
			l.rows = append(l.rows, cellsOf(tableRow(all[n].text)))
		}
	case l.tabs >= tableTabs:
		for n < len(all) && all[n].tabs == l.tabs && (n == 0 || all[n].gap == 0) {
			n++
		}
		if n < 2 {
			return 0, false
		}
		for _, row := range all[:n] {
			l.rows = append(l.rows, cellsOf(strings.Split(row.cells, "\t")))
		}
		l.kind, headed = tableLine, true
	}
	if n > 0 {
		l.text = ""
	}
	return n, headed
}

// tableTabs is the least number of tabs of a table's row: one stands behind
// list markers ("1.<tab>Mục đích") and between the columns of a letterhead.
const tableTabs = 2

// continues reports that the table next goes on with the rows of table.
func continues(table, next line) bool {
	return table.kind == tableLine && len(table.rows) > 0 && len(next.rows) > 0 && len(table.rows[0]) == len(next.rows[0])
}

// cellsOf splits the cells of a row into their paragraphs.
func cellsOf(row []string) [][]string {
	var cells [][]string
	for _, c := range row {
		text, _ := stripMarks(strings.TrimSpace(c))
		cells = append(cells, slices.Collect(strings.SplitSeq(text, "\n")))
	}
	return cells
}

// tablePieces is a table as the builder takes it.
func tablePieces(l line) [][][][]piece {
	rows := make([][][][]piece, len(l.rows))
	for r, row := range l.rows {
		rows[r] = make([][][]piece, len(row))
		for c, cell := range row {
			for _, text := range cell {
				rows[r][c] = append(rows[r][c], []piece{{text: text, page: l.page}})
			}
		}
	}
	return rows
}
