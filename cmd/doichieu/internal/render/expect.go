package render

import (
	"doichieu/compare"
	"doichieu/extract"
)

// What follows says what the rows of a table hold, for those who read a table
// back and hold it against the plans: package audit. It is made of the same
// columns as the tables themselves.

// Cells are the values of a row by the headings of their columns: a string, an
// int, a float64 or a [Day].
type Cells map[string]any

// Day is a day of a table (ISO), or a month.
type Day string

// put adds a value; the types of days and of marked words are of this package.
func (c Cells) put(heading string, v value) {
	switch w := v.(type) {
	case day:
		v = Day(w)
	case marked:
		v = w.text
	}
	c[heading] = v
}

// cellsOf are the values of a row.
func cellsOf[R any](columns []column[R], r R) Cells {
	out := Cells{}
	for _, c := range columns {
		out.put(c.heading, c.value(r))
	}
	return out
}

// TaskCells are the cells of a line of the long task table. The id of the row of
// a comparison is not among them: no plan says it.
func TaskCells(r TaskRow, lang string) (Cells, error) {
	l, err := labelsFor(lang)
	out := cellsOf(taskColumns(l), r)
	delete(out, l.RowID)
	return out, err
}

// HitCells are those of a line of the table of hits, without what the search alone
// says, and the headings above, which it shows without their numbers.
func HitCells(r HitRow, lang string) (Cells, error) {
	l, err := labelsFor(lang)
	out := cellsOf(hitColumns(l, false), r)
	for _, heading := range []string{l.Rank, l.PartialHit, l.Headings} {
		delete(out, heading)
	}
	return out, err
}

// QuoteCells are those of a line with the best hit of a locality on a query, without
// the same.
func QuoteCells(r HitRow, lang string) (Cells, error) {
	l, err := labelsFor(lang)
	out := cellsOf(quoteColumns(l), quoteRow{Mention: Mention{Locality: r.Locality, Best: &r}})
	for _, heading := range []string{l.Query, l.Count, l.Headings} {
		delete(out, heading)
	}
	return out, err
}

// ValueCells are those of a line with one value, without the row and the topic.
func ValueCells(v ValueRow, lang string) (Cells, error) {
	l, err := labelsFor(lang)
	var columns []column[ValueRow]
	for _, c := range valueColumns(l) {
		if c.key != "row" && c.key != "topic" {
			columns = append(columns, c)
		}
	}
	return cellsOf(columns, v), err
}

// EntryCells are those of a line of a matrix by agency, deadline or target,
// without what the comparison alone says: group, label, flags, topic and row.
func EntryCells(kind compare.MatrixKind, e compare.Entry, plan compare.Column, lang string) (Cells, error) {
	l, err := labelsFor(lang)
	g := grid{Matrix: &compare.Matrix{Kind: kind}}
	r := entryRow{row: &compare.MatrixRow{}, plan: plan, Entry: e}
	out := Cells{}
	for _, c := range g.entryColumns(l) {
		switch c.key {
		case "group", g.rowKey(), "column", "flags", "topic", "row":
		default:
			out.put(c.heading, c.value(r))
		}
	}
	return out, err
}

// GroupCells are those of a plan in a row of a comparison by task, without its
// status.
func GroupCells(entries []compare.Entry, plan compare.Column, lang string) (Cells, error) {
	l, err := labelsFor(lang)
	out := Cells{l.PlanNumber: plan.Number, l.Sha: plan.Source.SHA256}
	for _, f := range cellFields(l) {
		out.put(f.heading, f.value(entries))
	}
	return out, err
}

// SourceCells are those of a line of the table of sources, without what depends on
// the comparison and the name that the file has now.
func SourceCells(plan compare.Column, lang string) (Cells, error) {
	l, err := labelsFor(lang)
	out := cellsOf(sourceColumns(l), sourceRow{Head: compare.Head{Column: plan}})
	for _, heading := range []string{l.Number, l.File, l.Tasks, l.Matched, l.Column} {
		delete(out, heading)
	}
	return out, err
}

// EntryLines are the lines of a task in a cell of a Word report.
func EntryLines(e compare.Entry, lang string) ([]string, error) {
	l, err := labelsFor(lang)
	var out []string
	for _, line := range entryLines(e, l) {
		words := ""
		for _, r := range line {
			words += r.text
		}
		out = append(out, words)
	}
	return out, err
}

// TaskWords are the cells of a line of the task table of a Word report.
func TaskWords(r TaskRow, lang string) ([]string, error) {
	l, err := labelsFor(lang)
	return taskWords(r, l), err
}

// Visible is how tables show words of a document: control characters and the
// like by pictures or numbers.
func Visible(s string) string { return visible(s) }

// Fitted is how a workbook shows words that may be longer than a cell can hold.
func Fitted(s, lang string) string {
	l, err := labelsFor(lang)
	if err != nil {
		return s
	}
	return fitCell(s, l.Cut)
}

// Spans is how tables write where something stands: "[100,195) [210,230)".
func Spans(list extract.Spans) string { return spans(list) }

// Plan is the column of a plan in a comparison.
func Plan(r extract.Record) compare.Column {
	return compare.Column{
		ID: r.ID, Locality: r.Locality, Unit: r.Unit, Number: r.Number, Title: r.Title, Issuer: r.Issuer, Issued: r.Issued, Source: r.Source,
	}
}

// Layout is a table as it can be told by its headings.
type Layout struct {
	Name     string // as the CSV file in a folder: tasks, values, comparison, ...
	Lang     string
	Headings []string
	// Group are the headings that a comparison by task repeats for each plan,
	// behind the plan's label and ": " where there is one line of headings.
	Group []string
}

// Marks are the headings by which a row is told, in the language of a table, and
// the words in its places.
type Marks struct {
	Text, Place, Sha, Task, Span, Agency, Field, Quote, Status string
	Flags, Locality, Number, File, Column                      string
	Words, Here, Against                                       string // words that differ, and the sides of a finding
	PageShort, OCR                                             string
}

// MarksIn are the marks of a table in a language. The table of values has other
// headings in English: names for programs.
func MarksIn(table, lang string) (Marks, error) {
	l, err := labelsFor(lang)
	if table == "values" && l.Lang == english.Lang {
		return Marks{Sha: "sha256", Task: "task", Span: "span", Field: "field", Quote: "quote", Number: "number", File: "file"}, err
	}
	return Marks{
		Text: l.Text, Place: l.Place, Sha: l.Sha, Task: l.TaskID, Span: l.Span, Agency: l.Agency, Field: l.Field, Quote: l.Quote,
		Status: l.Status, Flags: l.Flags, Locality: l.Locality, Number: l.PlanNumber, File: l.File, Column: l.Column,
		Words: l.Words, Here: l.Here, Against: l.Against, PageShort: l.PageShort, OCR: l.OCR,
	}, err
}

// Layouts are the tables that exports hold, in every language.
func Layouts() []Layout {
	var out []Layout
	for _, lang := range Languages() {
		l, _ := labelsFor(lang) // a language of the list
		empty := Input{Comparison: &compare.Comparison{Baseline: &compare.Baseline{}, Findings: []compare.Finding{{}}}}
		overTime := compare.Comparison{OverTime: &compare.OverTime{}}
		for _, s := range append(empty.sheets(l), coverage(&overTime, l).forPrograms(), hitsSheet(&Hits{}, l), quotesSheet(&Mentions{}, l)) {
			layout := Layout{Name: s.name, Lang: lang}
			for _, h := range s.heads {
				layout.Headings = append(layout.Headings, h.full())
			}
			if s.name == comparisonSheet {
				for _, f := range cellFields(l) {
					layout.Group = append(layout.Group, f.heading)
				}
				layout.Group = append(layout.Group, l.Status, l.PlanNumber, l.Sha)
			}
			out = append(out, layout)
		}
	}
	return out
}
