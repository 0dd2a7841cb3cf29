package ingest

import (
	"slices"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/ingest/internal/flow"
)

// Papers of the genre set letterhead and signature block in tables without
// rules: they are no tables, but columns of paragraphs.

// tableItem writes a table, and behind it the footnotes of its cells. A table
// that is only a frame is written as the paragraphs in it.
func (r *flowReader) tableItem(t *flow.Table, column bool) {
	if isFrame(t) {
		r.frames++
		r.frame(t, column)
		return
	}
	rows := make([][][][]piece, len(t.Rows))
	var noted []*flow.Paragraph
	for i, row := range t.Rows {
		rows[i] = make([][][]piece, len(row))
		for c, cell := range row {
			rows[i][c] = r.cell(cell.Items, &noted)
		}
	}
	r.table(corpus.Block{Kind: corpus.Table}, rows)
	for _, p := range noted {
		r.footnotes(p.Notes)
	}
}

// cell is the paragraphs of a cell; of a table inside of it, those of its cells
// in reading order. noted collects the paragraphs with footnotes.
func (r *flowReader) cell(items []flow.Item, noted *[]*flow.Paragraph) [][]piece {
	var out [][]piece
	for _, it := range items {
		if it.Table != nil {
			for _, row := range it.Table.Rows {
				for _, c := range row {
					out = append(out, r.cell(c.Items, noted)...)
				}
			}
			continue
		}
		lines := r.lines(it.Paragraph)
		for i := 0; i < len(lines); {
			text, pieces := lines[i].text, lines[i].pieces
			for i++; i < len(lines) && sameParagraph(text, lines[i]); i++ {
				pieces = append(pieces, lines[i].pieces...)
				text += " " + lines[i].text
			}
			out = append(out, pieces)
		}
		if len(it.Paragraph.Notes) > 0 {
			*noted = append(*noted, it.Paragraph)
		}
	}
	return out
}

// The size up to which a table with words of a letterhead or signature block is
// held to be one: lists of tasks are longer, and have a number before each row.
const (
	frameColumns = 3
	frameRows    = 8
)

// isFrame reports a table that only sets its paragraphs: of one column, of one
// row (a table has a head and a row at least), or of a letterhead or signature
// block.
func isFrame(t *flow.Table) bool {
	columns := 0
	for _, row := range t.Rows {
		columns = max(columns, begun(row))
	}
	switch {
	case columns <= 1, len(t.Rows) == 1 && columns <= frameColumns:
		return true
	case columns > frameColumns || len(t.Rows) > frameRows:
		return false
	}
	return holdsHeadOrSign(t)
}

// holdsHeadOrSign reports a table with words of a letterhead or signature.
func holdsHeadOrSign(t *flow.Table) bool {
	return slices.ContainsFunc(t.Rows, func(row []flow.Cell) bool {
		return slices.ContainsFunc(row, func(c flow.Cell) bool { return slices.ContainsFunc(c.Items, isHeadOrSign) })
	})
}

// begun counts the cells that begin in a row.
func begun(row []flow.Cell) int {
	n := 0
	for _, c := range row {
		if !c.Covered {
			n++
		}
	}
	return n
}

// Words of letterheads, and the beginnings of recipients and signatures, in the
// form of vn.Normalise.
var (
	headWords = []string{"cộng hòa xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc", "đảng cộng sản việt nam"}
	signWords = []string{"nơi nhận:", "kính gửi", "tm. ", "kt. ", "tl. ", "tuq. ", "t/m ", "k/t "}
)

func isHeadOrSign(it flow.Item) bool {
	if it.Paragraph == nil {
		return holdsHeadOrSign(it.Table)
	}
	text := it.Paragraph.Text()
	if len(text) > 200 {
		return false
	}
	text = strings.TrimSpace(vn.Normalise(text).Text)
	return slices.ContainsFunc(headWords, func(w string) bool { return strings.Contains(text, w) }) ||
		slices.ContainsFunc(signWords, func(w string) bool { return strings.HasPrefix(text, w) })
}

// frame writes the paragraphs of a frame: column by column where several stand
// side by side, as they are read.
func (r *flowReader) frame(t *flow.Table, column bool) {
	for from := 0; from < len(t.Rows); {
		if begun(t.Rows[from]) <= 1 {
			for _, c := range t.Rows[from] {
				r.items(c.Items, column || len(t.Rows) > 1 && isColumns(t))
			}
			from++
			continue
		}
		end := from + 1
		for end < len(t.Rows) && begun(t.Rows[end]) > 1 {
			end++
		}
		for c := range t.Rows[from] {
			for _, row := range t.Rows[from:end] {
				if c < len(row) {
					r.items(row[c].Items, true)
				}
			}
		}
		from = end
	}
}

// isColumns reports a table of which some row has cells side by side.
func isColumns(t *flow.Table) bool {
	return slices.ContainsFunc(t.Rows, func(row []flow.Cell) bool { return begun(row) > 1 })
}

func (r *flowReader) items(items []flow.Item, column bool) {
	for _, it := range items {
		r.item(it, column)
	}
}
