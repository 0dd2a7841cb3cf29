package render

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"doichieu/compare"
)

// cellLimit is the most UTF-16 units that a cell of a workbook can hold.
const cellLimit = excelize.TotalCellChars

// writeXLSX writes a workbook: the comparison, the long task table, and the
// sources. Each sheet has a frozen, filterable heading and wrapped cells. Words
// of documents are string cells, so "=..." stays text; days are real dates
// beside the printed words; page numbers and counts are numbers.
func writeXLSX(w io.Writer, in Input, lang string) error {
	l, err := labelsFor(lang)
	if err != nil {
		return err
	}
	b := &workbook{f: excelize.NewFile(), l: l}
	defer b.f.Close()
	b.prepare()
	if in.Comparison != nil {
		b.sheet(l.SheetMatrix)
		b.comparison(newGrid(in, l))
	}
	b.sheet(l.SheetTasks)
	b.tasks(Tasks(in.Plans, in.Comparison))
	b.sheet(l.SheetSources)
	b.sources(sourcesOf(in))
	b.do(b.f.DeleteSheet("Sheet1"))
	b.f.SetActiveSheet(0)
	if b.err == nil {
		b.err = b.f.Write(w)
	}
	if b.err != nil {
		return fmt.Errorf("writing XLSX: %w", b.err)
	}
	return nil
}

// workbook writes sheets from top to bottom and keeps the first error.
type workbook struct {
	f    *excelize.File
	l    labels
	name string // of the current sheet
	err  error

	head, groupHead, text, absent, date int // styles
}

func (b *workbook) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

// prepare sets the properties, without any clock, and the styles.
func (b *workbook) prepare() {
	const fixed = "2000-01-01T00:00:00Z" // the same input gives the same bytes
	b.do(b.f.SetDocProps(&excelize.DocProperties{
		Creator: "doichieu", LastModifiedBy: "doichieu", Title: b.l.Title, Created: fixed, Modified: fixed, Language: b.l.Lang,
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

// sheet begins a sheet, set to print on landscape A3, all columns on one page.
func (b *workbook) sheet(name string) {
	b.name = name
	_, err := b.f.NewSheet(name)
	b.do(err)
	landscape, a3, one, many, fit := "landscape", 8, 1, 0, true
	b.do(b.f.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a3, FitToWidth: &one, FitToHeight: &many}))
	b.do(b.f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}))
}

// comparison writes the matrix: above each plan's group of columns its name.
func (b *workbook) comparison(g grid) {
	fields := cellFields(b.l)
	const fixed = 2 // columns that stay in view: number and label
	heads := []string{b.l.Number, g.rowHeading}
	widths := []float64{6, 34}
	b.put(1, 1, "", b.groupHead)
	b.put(2, 1, "", b.groupHead)
	for _, c := range g.columns {
		first := len(heads) + 1
		for i, f := range fields {
			title := ""
			if i == 0 {
				title = join([]string{c.name, c.Number}, func(s string) string { return s })
			}
			b.put(first+i, 1, title, b.groupHead)
			heads, widths = append(heads, f.heading), append(widths, f.width)
		}
		b.do(b.f.MergeCell(b.name, b.at(first, 1), b.at(first+len(fields)-1, 1)))
	}
	for _, h := range []string{b.l.Section, b.l.RowID, b.l.Score} {
		b.put(len(heads)+1, 1, "", b.groupHead)
		heads, widths = append(heads, h), append(widths, 18)
	}
	b.heading(2, heads, widths, fixed)
	for i, row := range g.rows {
		y := i + 3
		b.put(1, y, i+1, b.text)
		b.put(2, y, row.label, b.text)
		x := fixed + 1
		for _, members := range row.cells {
			style := b.text
			if len(members) == 0 {
				style = b.absent
			}
			for _, f := range fields {
				b.put(x, y, f.value(members), style)
				x++
			}
		}
		b.put(x, y, row.section, b.text)
		b.put(x+1, y, row.id, b.text)
		b.put(x+2, y, row.score, b.text)
	}
	b.filter(2, len(heads), len(g.rows))
}

// tasks writes the long task table.
func (b *workbook) tasks(rows []TaskRow) {
	columns := taskColumns(b.l)
	var heads []string
	var widths []float64
	for _, c := range columns {
		heads, widths = append(heads, c.heading), append(widths, c.width)
	}
	b.heading(1, heads, widths, 5)
	for i, r := range rows {
		for x, c := range columns {
			b.put(x+1, i+2, c.value(r), b.text)
		}
	}
	b.filter(1, len(heads), len(rows))
}

// sources writes where everything came from.
func (b *workbook) sources(plans []compare.Column) {
	heads := []string{
		b.l.Number, b.l.DocTitle, b.l.Locality, b.l.PlanNumber, b.l.Issuer, b.l.Issued, b.l.File, b.l.Sha,
		b.l.Pages, b.l.Tasks, b.l.Matched, b.l.PlanID,
	}
	b.heading(1, heads, []float64{6, 60, 18, 18, 30, 14, 30, 68, 9, 10, 14, 16}, 1)
	for i, p := range plans {
		values := []value{
			i + 1, p.Title, p.Locality, p.Number, p.Issuer, day(p.Issued), p.Source.Name, p.Source.SHA256,
			p.Source.Pages, p.Tasks, p.Matched, p.ID,
		}
		for x, v := range values {
			b.put(x+1, i+2, v, b.text)
		}
	}
	b.filter(1, len(heads), len(plans))
}

// heading writes the line of headings, sets widths, freezes what is above and
// left of the data, and repeats the headings on printed pages.
func (b *workbook) heading(y int, heads []string, widths []float64, frozen int) {
	for i, h := range heads {
		b.put(i+1, y, h, b.head)
		column, err := excelize.ColumnNumberToName(i + 1)
		b.do(err)
		b.do(b.f.SetColWidth(b.name, column, column, widths[i]))
	}
	b.do(b.f.SetPanes(b.name, &excelize.Panes{
		Freeze: true, XSplit: frozen, YSplit: y, TopLeftCell: b.at(frozen+1, y+1), ActivePane: "bottomRight",
	}))
	b.do(b.f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$%d", b.name, y), Scope: b.name,
	}))
}

// filter puts filter buttons on line y of headings above n lines of data.
func (b *workbook) filter(y, columns, n int) {
	b.do(b.f.AutoFilter(b.name, b.at(1, y)+":"+b.at(columns, y+n), nil))
}

// put writes a value. A day that is a whole day becomes a date; a month or
// anything else stays text.
func (b *workbook) put(x, y int, v value, style int) {
	cell := b.at(x, y)
	switch v := v.(type) {
	case int:
		b.do(b.f.SetCellInt(b.name, cell, int64(v)))
	case float64:
		b.do(b.f.SetCellFloat(b.name, cell, v, 2, 64))
	case day:
		if t, err := time.Parse(time.DateOnly, string(v)); err == nil && t.Year() >= 1900 {
			b.do(b.f.SetCellValue(b.name, cell, t))
			style = b.date
		} else if v != "" {
			b.do(b.f.SetCellStr(b.name, cell, visible(string(v))))
		}
	case string:
		if v != "" {
			b.do(b.f.SetCellStr(b.name, cell, fitCell(visible(v), b.l.Cut)))
		}
	}
	b.do(b.f.SetCellStyle(b.name, cell, cell, style))
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
	if in.Comparison != nil {
		return in.Comparison.Plans
	}
	var out []compare.Column
	for _, p := range in.Plans {
		d := p.Document
		out = append(out, compare.Column{
			ID: d.ID, Locality: d.Locality, Number: d.Number, Title: d.Title, Issuer: d.Issuer, Issued: d.Issued,
			Source: d.Source, Tasks: len(p.Tasks),
		})
	}
	return out
}
