package render

import (
	"fmt"
	"strings"

	"doichieu/compare"
	"doichieu/extract"
)

// TaskRow is one line of the long task table: one task of one plan, with the
// names and the ids that a statistician joins on.
type TaskRow struct {
	Plan     string `json:"plan"`
	Locality string `json:"locality"`
	Number   string `json:"number"`
	Issued   string `json:"issued"` // ISO day or month, as in the record
	File     string `json:"file"`
	Row      string `json:"row"` // id of its row in the comparison, "" without one
	Task     string `json:"task"`
	Section  string `json:"section"` // headings above it, outermost first, joined by " › "
	Text     string `json:"text"`

	Lead         []extract.Assignment `json:"lead"`
	Coordinating []extract.Assignment `json:"coordinating"`
	Implementing []extract.Assignment `json:"implementing"`
	Requested    bool                 `json:"requested"`
	Deadlines    []extract.Deadline   `json:"deadlines"`
	Targets      []extract.Target     `json:"targets"`
	Page         int                  `json:"page"`
	Span         extract.Spans        `json:"span"`
	OCR          bool                 `json:"ocr"` // see extract.Task
}

// Tasks lists the tasks of the plans in their order. comparison may be nil; if
// not, each task carries the id of its row.
func Tasks(plans []*extract.Plan, comparison *compare.Comparison) []TaskRow {
	rowOf := map[[2]string]string{}
	if comparison != nil {
		for _, row := range comparison.Rows {
			for _, m := range row.Members {
				rowOf[[2]string{m.Plan, m.Task}] = row.ID
			}
		}
	}
	out := []TaskRow{}
	for _, p := range plans {
		paths, targets := p.Paths(), p.TargetsByTask()
		for _, t := range p.Tasks {
			r := TaskRow{
				Plan: p.Document.ID, Locality: p.Document.Locality, Number: p.Document.Number,
				Issued: p.Document.Issued, File: p.Document.Source.Name,
				Row: rowOf[[2]string{p.Document.ID, t.ID}], Task: t.ID, Section: paths[t.Section], Text: t.Text,
				Lead: t.ByRole(extract.Lead), Coordinating: t.ByRole(extract.Coordinating),
				Implementing: t.ByRole(extract.Implementing),
				Deadlines:    orEmpty(t.Deadlines), Targets: orEmpty(targets[t.ID]), Page: t.Page, Span: t.Span, OCR: t.OCR,
			}
			for _, a := range t.Assignments {
				r.Requested = r.Requested || a.Requested
			}
			out = append(out, r)
		}
	}
	return out
}

func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// A value of a table cell is a string, an int, a float64 or a day.
type (
	value any
	day   string // ISO; "" for none
)

// column is a column of a table with a line for each row of type R.
type column[R any] struct {
	heading string
	width   float64 // in a spreadsheet, in characters
	value   func(R) value
}

// taskColumns are the columns of the long task table, left to right. Lists are
// joined by "; ". All deadlines stand in words; "due" is the earliest last day.
func taskColumns(l labels) []column[TaskRow] {
	return []column[TaskRow]{
		{l.PlanID, 14, func(r TaskRow) value { return r.Plan }},
		{l.Locality, 16, func(r TaskRow) value { return r.Locality }},
		{l.PlanNumber, 16, func(r TaskRow) value { return r.Number }},
		{l.RowID, 12, func(r TaskRow) value { return r.Row }},
		{l.TaskID, 12, func(r TaskRow) value { return r.Task }},
		{l.Section, 34, func(r TaskRow) value { return r.Section }},
		{l.Text, 70, func(r TaskRow) value { return r.Text }},
		{l.Lead, 26, func(r TaskRow) value { return names(r.Lead) }},
		{l.Coordinating, 26, func(r TaskRow) value { return names(r.Coordinating) }},
		{l.Implementing, 20, func(r TaskRow) value { return names(r.Implementing) }},
		{l.Requested, 9, func(r TaskRow) value {
			if r.Requested {
				return l.Yes
			}
			return ""
		}},
		{l.Deadline, 26, func(r TaskRow) value {
			return join(r.Deadlines, func(d extract.Deadline) string { return d.Raw })
		}},
		{l.DueDate, 13, func(r TaskRow) value { return day(earliest(r.Deadlines)) }},
		{l.From, 13, func(r TaskRow) value { return day(firstFrom(r.Deadlines)) }},
		{l.Kind, 12, func(r TaskRow) value {
			return join(r.Deadlines, func(d extract.Deadline) string { return string(d.Kind) })
		}},
		{l.Every, 9, func(r TaskRow) value {
			return join(r.Deadlines, func(d extract.Deadline) string { return d.Every })
		}},
		{l.On, 10, func(r TaskRow) value {
			return join(r.Deadlines, func(d extract.Deadline) string { return d.On })
		}},
		{l.Target, 26, func(r TaskRow) value {
			return joinTargets(r.Targets)
		}},
		{l.Page, 7, func(r TaskRow) value { return r.Page }},
		{l.OCR, 7, func(r TaskRow) value {
			if r.OCR {
				return l.Yes
			}
			return ""
		}},
		{l.LeadIDs, 20, func(r TaskRow) value { return ids(r.Lead) }},
		{l.CoordinatingIDs, 20, func(r TaskRow) value { return ids(r.Coordinating) }},
		{l.File, 22, func(r TaskRow) value { return r.File }},
		{l.Span, 14, func(r TaskRow) value {
			parts := make([]string, len(r.Span))
			for i, s := range r.Span {
				parts[i] = fmt.Sprintf("[%d,%d)", s.Start, s.End)
			}
			return strings.Join(parts, " ")
		}},
	}
}

func names(as []extract.Assignment) string {
	return join(as, func(a extract.Assignment) string { return a.Name })
}

func ids(as []extract.Assignment) string {
	return join(as, func(a extract.Assignment) string { return a.Agency })
}

// join writes the parts that are not empty, separated by "; ".
func join[T any](items []T, part func(T) string) string {
	var parts []string
	for _, it := range items {
		if s := part(it); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "; ")
}

func firstFrom(deadlines []extract.Deadline) string {
	first := ""
	for _, d := range deadlines {
		if d.From != "" && (first == "" || d.From < first) {
			first = d.From
		}
	}
	return first
}

// joinTargets lists targets as printed.
func joinTargets(ts []extract.Target) string {
	return join(ts, func(t extract.Target) string { return t.Raw })
}
