package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"doichieu/corpus/vn"
	"doichieu/extract"
)

// ReviewColumn is a column of the sheet on which people decide.
type ReviewColumn int

// The columns of the sheet, from the left. People fill those from ReviewDecision
// to ReviewGiven; the anchors, which are hidden, tie a line to its tasks, so that
// lines may be sorted, and left out.
const (
	ReviewKind ReviewColumn = iota
	ReviewScore
	ReviewPlan1
	ReviewPlace1
	ReviewText1
	ReviewLead1
	ReviewDue1
	ReviewPlan2
	ReviewPlace2
	ReviewText2
	ReviewLead2
	ReviewDue2
	ReviewDecision
	ReviewOwner
	ReviewDay
	ReviewWhy
	ReviewBy
	ReviewGiven
	ReviewAnchor1
	ReviewAnchor2
	reviewColumns int = iota
)

// ReviewLine is a line of the sheet: what stands in each column.
type ReviewLine [reviewColumns]string

// reviewHeads are the headings by language, with the widths of the columns.
var reviewHeads = [reviewColumns]struct {
	vi, en string
	width  float64
}{
	{"Loại", "Kind", 14},
	{"Điểm", "Score", 8},
	{"Văn bản 1", "Plan 1", 22},
	{"Vị trí 1", "Place 1", 14},
	{"Nội dung 1", "Text 1", 60},
	{"Chủ trì 1", "Lead 1", 24},
	{"Thời hạn 1", "Deadline 1", 20},
	{"Văn bản 2", "Plan 2", 22},
	{"Vị trí 2", "Place 2", 14},
	{"Nội dung 2", "Text 2", 60},
	{"Chủ trì 2", "Lead 2", 24},
	{"Thời hạn 2", "Deadline 2", 20},
	{"Quyết định", "Decision", 14},
	{"Cơ quan đúng", "Right agency", 28},
	{"Ngày đúng", "Right day", 14},
	{"Lý do", "Reason", 36},
	{"Người quyết định", "Decided by", 20},
	{"Ngày quyết định", "Decided on", 16},
	{"Mã neo 1", "Anchor 1", 12},
	{"Mã neo 2", "Anchor 2", 12},
}

// ReviewHeading is the heading of a column in a language.
func ReviewHeading(c ReviewColumn, lang string) string {
	if lang == "en" {
		return reviewHeads[c].en
	}
	return reviewHeads[c].vi
}

// reviewColumnOf is the column with that heading, in either language.
func reviewColumnOf(heading string) (ReviewColumn, bool) {
	folded := fold(heading)
	for c, h := range reviewHeads {
		if folded != "" && (folded == fold(h.vi) || folded == fold(h.en)) {
			return ReviewColumn(c), true
		}
	}
	return 0, false
}

func fold(s string) string { return strings.Join(strings.Fields(vn.Fold(s)), " ") }

// WriteReviewCSV writes the sheet as CSV with a byte order mark, by which
// spreadsheet programs know UTF-8.
func WriteReviewCSV(w io.Writer, lines []ReviewLine, lang string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	var heads []string
	for c := range reviewHeads {
		heads = append(heads, ReviewHeading(ReviewColumn(c), lang))
	}
	if err := out.Write(heads); err != nil {
		return err
	}
	for _, line := range lines {
		record := make([]string, reviewColumns)
		for c, s := range line {
			record[c] = csvCell(s)
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// ReviewSheet is what a workbook for decisions holds: its lines, and the words
// to choose from in the column of decisions, by the kind in the first column.
type ReviewSheet struct {
	Lines   []ReviewLine
	Choices map[string][]string
}

// WriteReviewXLSX writes the sheet as a workbook. The columns to fill are text,
// so that a day stays as it is typed.
func WriteReviewXLSX(w io.Writer, s ReviewSheet, lang string) error {
	l, err := labelsFor(lang)
	if err != nil {
		return err
	}
	b := &workbook{f: excelize.NewFile(), l: l}
	defer b.f.Close()
	b.prepare(l.Title)
	var heads []string
	var widths []float64
	for c, h := range reviewHeads {
		heads, widths = append(heads, ReviewHeading(ReviewColumn(c), lang)), append(widths, h.width)
	}
	name := "Soát lại"
	if lang == "en" {
		name = "Review"
	}
	fill, err := b.f.NewStyle(&excelize.Style{
		Fill: solid("FFF8DC"), NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
	})
	b.do(err)
	b.sheet(name, widths)
	b.heading(1, heads)
	for i, line := range s.Lines {
		for c, v := range line {
			style := b.text
			if c := ReviewColumn(c); c >= ReviewDecision && c <= ReviewGiven {
				style = fill
			}
			b.put(c+1, i+2, v, style)
		}
		b.choices(b.at(int(ReviewDecision)+1, i+2), s.Choices[line[ReviewKind]])
	}
	b.finish(1, len(s.Lines), 1)
	for c := ReviewAnchor1; c <= ReviewAnchor2; c++ {
		column, err := excelize.ColumnNumberToName(int(c) + 1)
		b.do(err)
		b.do(b.f.SetColVisible(name, column, false))
	}
	if b.err == nil {
		b.err = b.f.Write(w)
	}
	if b.err != nil {
		return fmt.Errorf("writing XLSX: %w", b.err)
	}
	return nil
}

// choices gives a cell a list to choose from.
func (b *workbook) choices(cell string, words []string) {
	if len(words) == 0 {
		return
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = cell
	b.do(v.SetDropList(words))
	b.do(b.f.AddDataValidation(b.name, v))
}

// ReviewMark stands behind an owner or a deadline that rests on a decision of a
// person.
const ReviewMark = " ✎"

// Reviewed is s with the mark of a decision, if it rests on one.
func Reviewed(s string, r *extract.Review) string {
	if r == nil {
		return s
	}
	return s + ReviewMark
}
