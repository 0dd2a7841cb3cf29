package render

import (
	"cmp"
	"fmt"
	"io"

	"doichieu/compare"
)

// wordColumns is how many plans stand beside each other on a landscape page; more
// are put into further tables with the same rows.
const wordColumns = 5

// wordNarrowest is the least share of a column, in characters of a spreadsheet: a
// page is narrower than a sheet, and headings must not break within a word.
const wordNarrowest = 11

// writeDOCX writes a report for a word processor, on landscape A4: the table with
// its heading repeated on each page, what goes with it, the notes and the
// sources.
func writeDOCX(w io.Writer, in Input, lang string) error {
	l, err := labelsFor(lang)
	if err != nil {
		return err
	}
	d, title := new(word), l.TasksTitle
	if in.Comparison != nil {
		title = d.comparison(in, l)
	} else {
		d.line("Title", plain(title))
		d.tasks(Tasks(in.Plans, nil), l)
	}
	d.sources(in, l)
	if in.Comparison != nil && len(in.Comparison.Notes) > 0 {
		d.line("Heading1", plain(l.Notes))
		for _, n := range in.Comparison.Notes {
			d.line("Normal", plain("– "+oneLine(n.Message)+" ("+n.Code+")"))
		}
	}
	if err := d.write(w, title, l); err != nil {
		return fmt.Errorf("writing DOCX: %w", err)
	}
	return nil
}

// comparison writes the matrix and the tables that go with it, and gives their
// title.
func (d *word) comparison(in Input, l labels) string {
	g := gridOf(in, l)
	title := g.title
	if in.Findings {
		title = l.Findings
	}
	d.line("Title", plain(title))
	if !in.Findings {
		for from := 0; from == 0 || from < len(g.Columns); from += wordColumns {
			if from > 0 {
				d.line("Normal", nil) // tables that touch are one table
			}
			d.grid(g, from, min(from+wordColumns, len(g.Columns)), l)
		}
	}
	for i, t := range in.tables(l) {
		if i > 0 || !in.Findings {
			d.line("Heading1", plain(t.title))
		}
		var rows [][]wordCell
		for _, row := range t.cells(l) {
			cells := make([]wordCell, len(row))
			for i, s := range row {
				cells[i].lines = []wordLine{plain(s)}
			}
			rows = append(rows, cells)
		}
		var shares []float64
		for _, h := range t.heads[:len(t.heads)-t.behind] {
			shares = append(shares, max(h.width, wordNarrowest))
		}
		d.table(shares, t.headings(), rows)
	}
	return title
}

// grid writes the columns from (included) to (not included) of a matrix.
func (d *word) grid(g grid, from, to int, l labels) {
	heading, shares := []string{g.rowHeading}, []float64{0.6}
	for i := from; i < to; i++ {
		heading, shares = append(heading, g.name(i)+"\n"+oneLine(g.Columns[i].Number)), append(shares, 1)
	}
	opens := g.groups()
	var rows [][]wordCell
	for i, row := range g.Rows {
		if opens[i] {
			rows = append(rows, []wordCell{{lines: []wordLine{strong(oneLine(row.Group))}, shade: "ECEEF1", span: len(heading)}})
		}
		label := wordCell{lines: []wordLine{strong(oneLine(row.Label))}}
		if len(row.Flags) > 0 {
			label.lines = append(label.lines, wordLine{{text: l.flags(row.Flags), italic: true}})
		}
		cells := []wordCell{label}
		for c := from; c < to; c++ {
			cells = append(cells, wordCell{lines: g.wordLines(row.Cells[c], l)})
		}
		rows = append(rows, cells)
	}
	d.table(shares, heading, rows)
}

// wordLines are the lines of a cell: the status, then
// task by task the role of the row's agency, who does it, by when, with which
// target, the words and the place.
func (g grid) wordLines(cell compare.Cell, l labels) []wordLine {
	var lines []wordLine
	if s := g.status(cell, l); s != "" {
		lines = append(lines, wordLine{{text: oneLine(s), italic: true}})
	}
	if len(cell.Entries) == 0 {
		return append(lines, plain("–"))
	}
	for i, e := range cell.Entries {
		if i > 0 {
			lines = append(lines, nil)
		}
		lines = append(lines, entryLines(e, l)...)
	}
	return lines
}

// entryLines are the lines of one task in a cell.
func entryLines(e compare.Entry, l labels) []wordLine {
	var lines []wordLine
	add := func(what, words string, bold bool) {
		if words = oneLine(words); words != "" {
			lines = append(lines, wordLine{{text: what + ": "}, {text: words, bold: bold}})
		}
	}
	add(l.Role, l.role(e), true)
	add(l.Lead, l.agencies(e.Lead), true)
	add(l.Coordinating, l.agencies(e.Coordinating), false)
	add(l.Implementing, l.agencies(e.Implementing), false)
	add(l.Period, join(e.Deadlines, l.dueWithWords), false)
	add(l.Target, joinTargets(e.Targets), false)
	if len(e.Flags) > 0 {
		add(l.Flags, l.flags(e.Flags), false)
	}
	return append(lines, plain("“"+oneLine(e.Text)+"”"), wordLine{{text: "[" + oneLine(l.placeOf(e.Member)) + "]", italic: true}})
}

// tasks writes the long table of tasks.
func (d *word) tasks(tasks []TaskRow, l labels) {
	var rows [][]wordCell
	for _, r := range tasks {
		var cells []wordCell
		for _, s := range taskWords(r, l) {
			cells = append(cells, wordCell{lines: []wordLine{plain(s)}})
		}
		rows = append(rows, cells)
	}
	d.table([]float64{12, 10, 46, 17, 17, 16, 16},
		[]string{l.Locality, l.Place, l.Text, l.Lead, l.Coordinating, l.Deadline, l.Target}, rows)
}

// taskWords are the cells of a line of the table of tasks.
func taskWords(r TaskRow, l labels) []string {
	m := compare.Member{Task: r.Task, Page: r.Page, OCR: r.OCR}
	cells := []string{
		join([]string{cmp.Or(l.place(r.Locality, r.Unit), r.File), r.Number}, oneLine), l.placeOf(m), r.Text, l.agencies(r.Lead), l.agencies(r.Coordinating),
		join(r.Deadlines, l.dueWithWords), joinTargets(r.Targets),
	}
	for i, s := range cells {
		cells[i] = oneLine(s)
	}
	return cells
}

// sources writes what the tables draw on, each plan by the name of its column.
func (d *word) sources(in Input, l labels) {
	d.line("Heading1", plain(l.Sources))
	var rows [][]wordCell
	for _, p := range headsOf(in, l) {
		var cells []wordCell
		for _, s := range []string{
			p.Label, p.Number, l.date(p.Issued), p.Issuer, p.Title, p.Source.Name, fmt.Sprint(p.Tasks), p.Source.SHA256,
		} {
			cells = append(cells, wordCell{lines: []wordLine{plain(oneLine(s))}})
		}
		rows = append(rows, cells)
	}
	d.table([]float64{12, 13, 11, 18, 30, 16, 8, 36},
		[]string{l.Column, l.PlanNumber, l.Issued, l.Issuer, l.DocTitle, l.File, l.Tasks, l.Sha}, rows)
}
