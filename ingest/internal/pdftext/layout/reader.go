package layout

import (
	"doichieu/corpus"
	"doichieu/ingest/internal/pdftext"
)

// Piece is a line of a block, or a part of one.
type Piece struct {
	Text string
	Page int        // 1-based
	Box  corpus.Box // points from the top left corner of the page
}

// Paragraph is the lines of a paragraph.
type Paragraph []Piece

// Block is a block of the document in reading order.
type Block struct {
	Kind  corpus.BlockKind
	Lines Paragraph       // of every kind but tables
	Rows  [][][]Paragraph // of a table: rows, cells, paragraphs; a cell that a merged one covers is empty
	Bold  bool            // all words are bold
	Mark  string          // of a footnote, as printed
}

// Counts says how often something was done that a reader may want to know.
type Counts struct {
	Numbers   int // lines kept apart as furniture
	Footnotes int // footnotes
	Marks     int // marks of footnotes taken out of the text
	Heads     int // repeated heads of tables dropped
	Rows      int // rows of tables joined over a page break
	Placed    int // numbers of stamps put where they stand in the text
	LeftOut   int // pages whose text was left out in whole or in part, because there was too much of it
}

// Reader takes the pages of a document in order and makes its blocks. The zero
// Reader is ready to use.
type Reader struct {
	Counts Counts

	pages []*page
	lines int // of all pages
}

// More than this no paper has; drawings and attacks do. A page holds some 50
// lines, a table of small type 500 pieces of lines.
const (
	maxBands = 2000    // of a page
	maxLines = 500_000 // of a document
)

// page is what is kept of a page.
type page struct {
	number        int
	width, height float64
	bands         []band   // text outside of tables, top to bottom
	tables        []*table // top to bottom
	rules         []bar    // horizontal rules outside of tables
	stamps        [][]Line

	head, foot []Line   // furniture at its top and its foot
	notes      [][]Line // footnotes, each with its mark's line first
	area       area     // where its text stands
}

// Add reads one page. Pages come in ascending order.
func (r *Reader) Add(p *pdftext.Page) {
	pg := &page{number: p.Number, width: p.Width, height: p.Height}
	glyphs := gather(p.Glyphs, 0)
	for _, s := range p.Stamps {
		if number, ok := inPlace(s); ok {
			number[0].placed = true
			glyphs = append(glyphs, number...)
			r.Counts.Placed++
			continue
		}
		if lines := stampLines(p.Number, s); len(lines) > 0 {
			pg.stamps = append(pg.stamps, lines)
		}
	}
	grids, loose := gridsOf(p.Rules)
	rows, loose := ruledRows(loose, glyphs, r.lastTable())
	grids = append(grids, rows...)
	pg.rules = loose
	pg.tables, glyphs = tablesOf(p.Number, grids, glyphs, r.lastTable())
	pg.bands = bandsOf(p.Number, glyphs)
	pg.turned(p)
	r.bound(pg)
	r.pages = append(r.pages, pg)
}

// lastTable is the last table of the last page, or nil.
func (r *Reader) lastTable() *table {
	if len(r.pages) == 0 {
		return nil
	}
	tables := r.pages[len(r.pages)-1].tables
	if len(tables) == 0 {
		return nil
	}
	return tables[len(tables)-1]
}

// bound leaves out what is too much.
func (r *Reader) bound(pg *page) {
	over := len(pg.bands) > maxBands
	if over {
		pg.bands = pg.bands[:maxBands]
	}
	for _, b := range pg.bands {
		r.lines += len(b.parts)
	}
	for _, t := range pg.tables {
		r.lines += t.lines()
	}
	if r.lines > maxLines {
		over, pg.bands, pg.tables, pg.stamps = true, nil, nil, nil
	}
	if over {
		r.Counts.LeftOut++
	}
}

// turned adds writing that does not stand upright: it goes into the cell that
// it stands in, or below the text.
func (pg *page) turned(p *pdftext.Page) {
	for turn := 1; turn < 4; turn++ {
		for _, b := range bandsOf(p.Number, gather(p.Glyphs, turn)) {
			l := b.line()
			x, y := p.Upright(turn, (l.X0+l.X1)/2, (l.Top+l.Bottom)/2)
			if !putTurned(pg.tables, x, y, l) {
				l.Turned = true
				pg.bands = append(pg.bands, band{top: pg.height, bottom: pg.height, parts: []Line{l}})
			}
		}
	}
}

// longestNumber is the longest text, in bytes, of a stamp that fills a place in
// the text: the number of a document, its day or month.
const longestNumber = 12

// inPlace gives the glyphs of a stamp that is nothing but a short number: the
// programs that number and date official papers write them as annotations over
// the place left free.
func inPlace(s pdftext.Stamp) ([]glyph, bool) {
	glyphs := gather(s.Glyphs, 0)
	size, digits := 0, 0
	for _, g := range glyphs {
		size += len(g.Text)
		for _, c := range g.Text {
			if c >= '0' && c <= '9' {
				digits++
			}
		}
	}
	return glyphs, size <= longestNumber && digits > 0 && digits*2 >= size
}

// stampLines is the text of a stamp.
func stampLines(number int, s pdftext.Stamp) []Line {
	var lines []Line
	for _, b := range bandsOf(number, gather(s.Glyphs, 0)) {
		lines = append(lines, b.line())
	}
	return lines
}
