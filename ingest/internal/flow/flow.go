// Package flow is the model in which formats that know their own parts give a
// document: word processors' files and web pages. They say what is a paragraph,
// a row, a footnote; what they do not say (which table is only a frame for two
// columns, which lines of one paragraph belong together) is decided by the
// reader of the model, for all of them alike.
//
// Text stands in the model as the file has it: white space, letters in parts
// and the encodings of old fonts are for the reader of the model.
package flow

import "strings"

// Document is a document in reading order.
type Document struct {
	Items     []Item
	Furniture []Paragraph // running heads and feet, each text once
	Pages     int         // number of pages as far as the file tells, at least 1
	Counts    Counts
}

// Counts are the things that a note is due for.
type Counts struct {
	Inserted, Deleted int  // tracked insertions taken, deletions left out
	Hidden            int  // runs of hidden text left out
	Embedded          int  // embedded documents left out
	Pictures          int  // pictures, whose words are not read
	Menus             int  // lists of links to other pages left out
	Signs             int  // signs of symbol fonts that are not known
	Cut               int  // parts beyond a limit
	Rescued           bool // the file's list of its parts was lost
	BreaksOff         bool // the file ends in the middle of a part
	Rendered          bool // the pages are those of the program that wrote the file
}

// Item is a paragraph or a table; exactly one of them is set.
type Item struct {
	Paragraph *Paragraph
	Table     *Table
}

// Run is text in one font on one page. A newline in it is a line break.
type Run struct {
	Text string
	Font string
	Bold bool
	Page int
}

// Paragraph is a paragraph, a list item or a heading.
type Paragraph struct {
	Label string // of a list, as shown: "1.", "a)", "-"; without blanks behind
	Runs  []Run
	Level int    // of a heading, 1 to 9; 0 where the file states none
	Notes []Note // footnotes whose marks stand in the paragraph
}

// Note is a footnote or an endnote.
type Note struct {
	Mark       string
	Paragraphs []Paragraph
}

// Table is a table of rows of cells. All rows have the same columns; what a
// merged cell covers is a covered cell.
type Table struct {
	Rows [][]Cell
}

// MaxCells is the number of cells of a document's tables, covered ones counted,
// beyond which rows are left out: few bytes of a hostile file can span and
// repeat millions. A table of a thousand pages has some hundred thousand.
const MaxCells = 500_000

// Cell is a cell with its content, which may hold tables.
type Cell struct {
	Items   []Item
	Covered bool
}

// Append adds a run that has text.
func (p *Paragraph) Append(r Run) {
	if r.Text != "" {
		p.Runs = append(p.Runs, r)
	}
}

// Each calls f for every paragraph of the document: in cells, in footnotes and
// in the furniture too.
func (d *Document) Each(f func(*Paragraph)) {
	each(d.Items, f)
	for i := range d.Furniture {
		eachOf(&d.Furniture[i], f)
	}
}

func each(items []Item, f func(*Paragraph)) {
	for _, it := range items {
		if it.Paragraph != nil {
			eachOf(it.Paragraph, f)
			continue
		}
		for _, row := range it.Table.Rows {
			for _, c := range row {
				each(c.Items, f)
			}
		}
	}
}

func eachOf(p *Paragraph, f func(*Paragraph)) {
	f(p)
	for i := range p.Notes {
		for k := range p.Notes[i].Paragraphs {
			f(&p.Notes[i].Paragraphs[k])
		}
	}
}

// Trim drops the columns in which no cell begins: grids of word processors have
// a column for every edge of any row.
func (t *Table) Trim() {
	var begins []bool
	for _, row := range t.Rows {
		for c, cell := range row {
			for len(begins) <= c {
				begins = append(begins, false)
			}
			begins[c] = begins[c] || !cell.Covered
		}
	}
	for r, row := range t.Rows {
		kept := row[:0]
		for c, cell := range row {
			if begins[c] {
				kept = append(kept, cell)
			}
		}
		t.Rows[r] = kept
	}
}

// Text is the paragraph's text without its label, as the file has it.
func (p *Paragraph) Text() string {
	var b strings.Builder
	for _, r := range p.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}
