package ingest

import (
	"slices"
	"strings"
)

// tables gathers the lines of each table "| a | b |" into one line of kind
// tableLine. A blank line ends a table; a table that a page cut goes on if it
// has as many columns and no head of its own.
func tables(all []line) []line {
	out := all[:0]
	for i := 0; i < len(all); i++ {
		l := all[i]
		if l.kind != tableLine {
			out = append(out, l)
			continue
		}
		headed := false
		for ; i < len(all) && all[i].kind == tableLine; i++ {
			if isDelimiterRow(all[i].text) {
				headed = true
				continue
			}
			if len(l.rows) > 0 && all[i].gap > 0 {
				break
			}
			l.rows = append(l.rows, cellsOf(all[i].text))
		}
		i--
		l.text = ""
		if n := len(out); n > 0 && out[n-1].kind == tableLine && !headed && len(l.rows) > 0 && len(out[n-1].rows) > 0 &&
			len(out[n-1].rows[0]) == len(l.rows[0]) {
			out[n-1].rows = append(out[n-1].rows, l.rows...)
			continue
		}
		if len(l.rows) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// cellsOf splits a row into cells, and each cell into its paragraphs.
func cellsOf(row string) [][]string {
	var cells [][]string
	for _, c := range tableRow(row) {
		text, _ := stripMarks(strings.TrimSpace(c))
		cells = append(cells, slices.Collect(strings.SplitSeq(text, "\n")))
	}
	return cells
}

// tablePieces is a table as the builder takes it.
func tablePieces(l line) [][][]piece {
	rows := make([][][]piece, len(l.rows))
	for r, row := range l.rows {
		rows[r] = make([][]piece, len(row))
		for c, cell := range row {
			for _, text := range cell {
				rows[r][c] = append(rows[r][c], piece{text: text, page: l.page})
			}
		}
	}
	return rows
}
