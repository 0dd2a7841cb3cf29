package render

import (
	"fmt"
	"io"
	"math"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"doichieu/compare"
	"doichieu/corpus"
)

// cellLimit is the most UTF-16 units that a cell of a workbook can hold.
const cellLimit = excelize.TotalCellChars

// writeXLSX writes a workbook: the comparison from the point of view asked for and
// then from the others, the long task table, its values one a line, and the
// sources. Each sheet has a frozen, filterable heading and wrapped cells. Words of
// documents are string cells, so "=..." stays text; days are real dates beside
// the printed words; page numbers and counts are numbers.
func writeXLSX(w io.Writer, in Input, lang string) error {
	l, err := labelsFor(lang)
	if err != nil {
		return err
	}
	b := &workbook{f: excelize.NewFile(), l: l}
	defer b.f.Close()
	b.prepare(in.title(l))
	for _, s := range in.sheets(l) {
		switch {
		case b.err != nil:
		case s.name == comparisonSheet:
			b.comparison(in.byTask(l))
		case s.name == valuesSheetName && ValuesLeftOut(in) > 0:
		default:
			b.flat(s)
		}
	}
	if b.err == nil {
		b.err = b.f.Write(w)
	}
	if b.err != nil {
		return fmt.Errorf("writing XLSX: %w", b.err)
	}
	return nil
}

// title names the workbook in its properties.
func (in Input) title(l labels) string {
	switch {
	case in.Hits != nil:
		return in.Hits.title(l)
	case in.Mentions != nil:
		return l.MentionsTitle
	}
	return l.Title
}

// mostValues is how many values a workbook lists: it is built in memory, and a
// sheet ends at a million lines.
const mostValues = 100_000

// ValuesLeftOut is how many values a workbook leaves out: all, where there are more
// than it can well hold, else 0. CSV and JSON have them.
func ValuesLeftOut(in Input) int {
	n := 0
	for _, p := range in.Plans {
		n += len(p.Tasks) + len(p.Targets)
		for _, t := range p.Tasks {
			n += len(t.Assignments) + len(t.Deadlines)
		}
	}
	if n <= mostValues {
		return 0
	}
	return n
}

// workbook writes sheets from top to bottom and keeps the first error.
type workbook struct {
	f    *excelize.File
	l    labels
	err  error
	name string // of the current sheet

	widths []float64   // of its columns, in characters
	lines  map[int]int // how many lines of text each row holds, by row number

	head, groupHead, text, absent, date int // styles
}

func (b *workbook) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

// prepare sets the properties, without any clock, and the styles.
func (b *workbook) prepare(title string) {
	const fixed = "2000-01-01T00:00:00Z" // the same input gives the same bytes
	b.do(b.f.SetDocProps(&excelize.DocProperties{
		Creator: "doichieu", LastModifiedBy: "doichieu", Title: title, Created: fixed, Modified: fixed, Language: b.l.Lang,
	}))
	border := []excelize.Border{}
	for _, side := range []string{"left", "top", "right", "bottom"} {
		border = append(border, excelize.Border{Type: side, Style: 1, Color: "BFC5CC"})
	}
	style := func(s excelize.Style) int {
		s.Border = border
		id, err := b.f.NewStyle(&s)
		b.do(err)
		return id
	}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	middle := &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true}
	b.text = style(excelize.Style{Alignment: top})
	b.date = style(excelize.Style{Alignment: top, CustomNumFmt: &b.l.DateFormat})
	b.absent = style(excelize.Style{Alignment: top, Fill: solid("ECEEF1")})
	b.head = style(excelize.Style{Alignment: middle, Font: &excelize.Font{Bold: true}, Fill: solid("DCE6F1")})
	b.groupHead = style(excelize.Style{Alignment: middle, Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: solid("1F4E79")})
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// firstSheet is what excelize calls the sheet that every new workbook has.
const firstSheet = "Sheet1"

// sheet begins a sheet whose columns have those widths, in characters.
func (b *workbook) sheet(name string, widths []float64) {
	if b.name == "" {
		b.do(b.f.SetSheetName(firstSheet, name))
	} else {
		_, err := b.f.NewSheet(name)
		b.do(err)
	}
	b.name, b.widths, b.lines = name, widths, map[int]int{}
	for i, w := range widths {
		column, err := excelize.ColumnNumberToName(i + 1)
		b.do(err)
		b.do(b.f.SetColWidth(b.name, column, column, w))
	}
}

// finish closes a sheet with headings on line y above n lines of data: filter
// buttons, frozen panes, heights of rows, and how to print it (landscape A3, all
// columns on one page, headings repeated).
func (b *workbook) finish(y, n, frozen int) {
	all := b.at(1, y) + ":" + b.at(len(b.widths), y+n)
	b.do(b.f.AutoFilter(b.name, all, nil))
	b.do(b.f.SetSheetDimension(b.name, b.at(1, 1)+":"+b.at(len(b.widths), y+n)))
	b.do(b.f.SetPanes(b.name, &excelize.Panes{
		Freeze: true, XSplit: frozen, YSplit: y, TopLeftCell: b.at(frozen+1, y+1), ActivePane: "bottomRight",
	}))
	// Programs differ in whether they fit rows to wrapped text on opening.
	for row := 1; row <= y+n; row++ {
		b.do(b.f.SetRowHeight(b.name, row, min(excelize.MaxRowHeight, 15*float64(max(1, b.lines[row]))+2)))
	}
	landscape, a3, one, many, fit := "landscape", 8, 1, 0, true
	b.do(b.f.SetPageLayout(b.name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a3, FitToWidth: &one, FitToHeight: &many}))
	b.do(b.f.SetSheetProps(b.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.do(b.f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$%d", b.name, y), Scope: b.name,
	}))
}

// comparison writes the matrix: above each plan's group of columns its name.
func (b *workbook) comparison(g grid) {
	const fixed = 2 // columns that stay in view: number and label
	heads, widths := []string{b.l.Number, g.rowHeading}, []float64{6, 34}
	for c := range g.Columns {
		for _, f := range g.fieldsOf(c, b.l) {
			heads, widths = append(heads, f.heading), append(widths, f.width)
		}
	}
	heads, widths = append(heads, b.l.Section, b.l.RowID, b.l.Score), append(widths, 24, 14, 12)
	if len(heads) > excelize.MaxColumns {
		b.do(fmt.Errorf("%d plans side by side take %d columns, and a sheet has %d: compare fewer, or write CSV", len(g.Columns), len(heads), excelize.MaxColumns))
		return
	}
	b.sheet(b.l.SheetMatrix, widths)
	for x := range heads {
		b.put(x+1, 1, "", b.groupHead)
	}
	b.lines[1] = 2
	first := fixed + 1
	for i, c := range g.Columns {
		n := len(g.fieldsOf(i, b.l))
		b.do(b.f.MergeCell(b.name, b.at(first, 1), b.at(first+n-1, 1)))
		b.do(b.f.SetCellStr(b.name, b.at(first, 1), fitCell(strings.TrimSpace(g.name(i)+" "+oneLine(c.Number))+"\n"+b.l.Sha+" "+oneLine(c.Source.SHA256), b.l.Cut)))
		first += n
	}
	b.heading(2, heads)
	for i, row := range g.Rows {
		y := i + 3
		b.put(1, y, i+1, b.text)
		b.put(2, y, row.Label, b.text)
		x := fixed + 1
		for c, cell := range row.Cells {
			style := b.text
			if len(cell.Entries) == 0 {
				style = b.absent
			}
			for _, f := range g.fieldsOf(c, b.l) {
				b.put(x, y, f.value(cell), style)
				x++
			}
		}
		b.put(x, y, row.Group, b.text)
		b.put(x+1, y, row.ID, b.text)
		b.put(x+2, y, math.Round(row.Score*100)/100, b.text)
	}
	b.finish(2, len(g.Rows), fixed)
}

// flat writes a table with one line of headings.
func (b *workbook) flat(s dataset) {
	var heads []string
	var widths []float64
	for _, h := range s.heads {
		heads, widths = append(heads, h.full()), append(widths, h.width)
	}
	b.sheet(s.title, widths)
	b.heading(1, heads)
	n := 0
	for row := range s.rows {
		n++
		for x, v := range row {
			if m, ok := v.(marked); ok {
				b.rich(x+1, n+1, m, n <= mostMarked)
			}
		}
	}
	n = 0
	for row := range s.rows {
		n++
		for x, v := range row {
			if _, done := v.(marked); !done {
				b.put(x+1, n+1, v, b.text)
			}
		}
	}
	b.finish(1, n, s.frozen)
}

// heading writes the line of headings, whose bold letters are wider.
func (b *workbook) heading(y int, heads []string) {
	for i, h := range heads {
		b.put(i+1, y, h, b.head)
		b.lines[y] = max(b.lines[y], len(wrap(visible(h), max(1, int(b.widths[i])-2))))
	}
}

// put writes a value. A day that is a whole day becomes a date; a month or
// anything else stays text.
func (b *workbook) put(x, y int, v value, style int) {
	cell := b.at(x, y)
	switch v := v.(type) {
	case int:
		b.do(b.f.SetCellInt(b.name, cell, int64(v)))
	case float64:
		b.do(b.f.SetCellFloat(b.name, cell, v, -1, 64))
	case day:
		if t, err := time.Parse(time.DateOnly, string(v)); err == nil && t.Year() >= 1900 {
			b.do(b.f.SetCellValue(b.name, cell, t))
			style = b.date
		} else if v != "" {
			b.do(b.f.SetCellStr(b.name, cell, visible(string(v))))
		}
	case string:
		if v != "" {
			words := fitCell(visible(v), b.l.Cut)
			b.do(b.f.SetCellStr(b.name, cell, words))
			b.lines[y] = max(b.lines[y], len(wrap(words, int(b.widths[x-1]))))
		}
	}
	b.do(b.f.SetCellStyle(b.name, cell, cell, style))
}

// mostMarked is in how many rows of a sheet words are set off. The library looks
// each such cell up among all strings that the workbook has so far: many would take
// very long, which is also why they are written before the other cells.
const mostMarked = 2000

// MarksLeftOut is in how many hits a workbook sets no words off for that reason; 0
// for none.
func MarksLeftOut(in Input) int {
	rows, left := 0, 0
	count := func(marks []corpus.Span) {
		if rows++; rows > mostMarked && len(marks) > 0 {
			left++
		}
	}
	if in.Hits != nil {
		for _, r := range in.Hits.Rows {
			count(r.Marks)
		}
	}
	if in.Mentions != nil {
		for _, row := range in.Mentions.Rows {
			for _, c := range row.Cells {
				if c.Best != nil {
					count(c.Best.Marks)
				} else {
					count(nil)
				}
			}
		}
	}
	return left
}

// rich writes words of which some are bold, if bold asks for it. A text that is too
// long for a cell loses the marks with its end.
func (b *workbook) rich(x, y int, m marked, bold bool) {
	words := m.write(visible, "", "")
	if !bold || len(m.marks) == 0 || fitCell(words, b.l.Cut) != words {
		b.put(x, y, words, b.text)
		return
	}
	var runs []excelize.RichTextRun
	for _, p := range m.pieces() {
		run := excelize.RichTextRun{Text: visible(p.Text)}
		if p.Marked {
			run.Font = &excelize.Font{Bold: true}
		}
		runs = append(runs, run)
	}
	cell := b.at(x, y)
	b.do(b.f.SetCellRichText(b.name, cell, runs))
	b.do(b.f.SetCellStyle(b.name, cell, cell, b.text))
	b.lines[y] = max(b.lines[y], len(wrap(words, int(b.widths[x-1]))))
}

func (b *workbook) at(x, y int) string {
	name, err := excelize.CoordinatesToCellName(x, y)
	b.do(err)
	return name
}

// fitCell cuts s to what a cell can hold and says so at its end.
func fitCell(s, notice string) string {
	if len(s) <= cellLimit || len(utf16.Encode([]rune(s))) <= cellLimit {
		return s
	}
	room := cellLimit - len(utf16.Encode([]rune(notice)))
	for i, r := range s {
		if room -= utf16.RuneLen(r); room < 0 {
			return strings.TrimRight(s[:i], " ") + notice
		}
	}
	return s
}

// sourcesOf are the plans that a table draws on.
func sourcesOf(in Input) []compare.Column {
	switch {
	case in.Comparison != nil:
		return in.Comparison.Plans
	case in.Hits != nil:
		return in.Hits.sources()
	case in.Mentions != nil:
		return in.Mentions.sources()
	}
	var out []compare.Column
	for _, p := range in.Plans {
		d := p.Document
		out = append(out, compare.Column{
			ID: d.ID, Locality: d.Locality, Unit: d.Unit, Number: d.Number, Title: d.Title, Issuer: d.Issuer, Issued: d.Issued,
			Source: d.Source, Tasks: len(p.Tasks),
		})
	}
	return out
}
