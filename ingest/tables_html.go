package ingest

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// OCR programs that write Markdown write tables with merged cells as HTML.

// gatherTables puts each HTML table of a Markdown text on one line, where the
// rest of the reader finds it. A table without an end stays as it is.
func gatherTables(text string) string {
	var b strings.Builder
	for {
		from := strings.Index(text, "<table")
		if from < 0 {
			break
		}
		n := strings.Index(text[from:], "</table>")
		if n < 0 {
			break
		}
		end := from + n + len("</table>")
		b.WriteString(text[:from] + "\n" + strings.NewReplacer("\n", " ", "\f", " ").Replace(text[from:end]) + "\n")
		text = text[end:]
	}
	if b.Len() == 0 {
		return text
	}
	return b.String() + text
}

// maxColumns bounds colspan and rowspan, which a hostile file may set to
// millions.
const maxColumns = 100

// htmlTable reads a line that is an HTML table: its rows of cells of
// paragraphs. A cell that a merged cell covers is empty. nil if s is no table.
func htmlTable(s string) [][][]string {
	if !strings.HasPrefix(s, "<table") || !strings.HasSuffix(s, "</table>") {
		return nil
	}
	var t tableReader
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			t.endRow()
			return t.rows
		case html.TextToken:
			t.text.Write(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken:
			tok := z.Token()
			switch tok.Data {
			case "tr":
				t.endRow()
			case "td", "th":
				t.endCell()
				t.startCell(tok)
			case "br", "p", "li":
				t.text.WriteByte('\n')
			}
		}
	}
}

// tableReader collects the cells of an HTML table.
type tableReader struct {
	rows    [][][]string
	row     [][]string
	covered []int // by column: rows below that a merged cell still covers
	text    strings.Builder
	open    bool
	span    int // columns of the open cell
	down    int // rows of the open cell
}

func (t *tableReader) startCell(tok html.Token) {
	t.open, t.span, t.down = true, 1, 1
	t.text.Reset()
	for _, a := range tok.Attr {
		n, err := strconv.Atoi(a.Val)
		if err != nil || n < 1 {
			continue
		}
		switch a.Key {
		case "colspan":
			t.span = min(n, maxColumns)
		case "rowspan":
			t.down = min(n, maxColumns)
		}
	}
	t.skipCovered()
}

// skipCovered fills the places that cells of the rows above cover.
func (t *tableReader) skipCovered() {
	for len(t.row) < len(t.covered) && t.covered[len(t.row)] > 0 {
		t.covered[len(t.row)]--
		t.row = append(t.row, nil)
	}
}

func (t *tableReader) endCell() {
	if !t.open {
		return
	}
	t.open = false
	var cell []string
	for p := range strings.SplitSeq(t.text.String(), "\n") {
		p, _ = stripMarks(strings.TrimSpace(p))
		if p != "" {
			cell = append(cell, p)
		}
	}
	for i := range t.span {
		for len(t.covered) <= len(t.row) {
			t.covered = append(t.covered, 0)
		}
		t.covered[len(t.row)] = t.down - 1
		if i > 0 {
			cell = nil
		}
		t.row = append(t.row, cell)
	}
}

func (t *tableReader) endRow() {
	t.endCell()
	if len(t.row) == 0 {
		return
	}
	t.skipCovered()
	t.rows = append(t.rows, t.row)
	t.row = nil
}
