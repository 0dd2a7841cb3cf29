package render

import (
	"fmt"
	"strconv"
	"strings"

	"doichieu/compare"
	"doichieu/extract"
)

// TaskRow is one line of the long task table: one task of one plan, with the
// names and the ids that a statistician joins on.
type TaskRow struct {
	Plan     string `json:"plan"`
	Locality string `json:"locality"`
	Unit     string `json:"unit,omitempty"` // see extract.Record
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
	OCR          bool                 `json:"ocr"`    // see extract.Task
	SHA256       string               `json:"sha256"` // of the file, lower-case hex
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
				Plan: p.Document.ID, Locality: p.Document.Locality, Unit: p.Document.Unit, Number: p.Document.Number,
				Issued: p.Document.Issued, File: p.Document.Source.Name,
				Row: rowOf[[2]string{p.Document.ID, t.ID}], Task: t.ID, Section: paths[t.Section], Text: t.Text,
				Lead: t.ByRole(extract.Lead), Coordinating: t.ByRole(extract.Coordinating),
				Implementing: t.ByRole(extract.Implementing),
				Deadlines:    orEmpty(t.Deadlines), Targets: orEmpty(targets[t.ID]), Page: t.Page, Span: t.Span, OCR: t.OCR,
				SHA256: p.Document.Source.SHA256,
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
	key     string // its name in the dictionary, the same in every language
	heading string
	width   float64 // in a spreadsheet, in characters
	value   func(R) value
}

// taskColumns are the columns of the long task table, left to right. Lists are
// joined by "; ". All deadlines stand in words; "due" is the earliest last day.
func taskColumns(l labels) []column[TaskRow] {
	return []column[TaskRow]{
		{"plan", l.PlanID, 14, func(r TaskRow) value { return r.Plan }},
		{"locality", l.Locality, 16, func(r TaskRow) value { return l.place(r.Locality, r.Unit) }},
		{"number", l.PlanNumber, 16, func(r TaskRow) value { return r.Number }},
		{"row", l.RowID, 12, func(r TaskRow) value { return r.Row }},
		{"task", l.TaskID, 12, func(r TaskRow) value { return r.Task }},
		{"section", l.Section, 34, func(r TaskRow) value { return r.Section }},
		{"text", l.Text, 70, func(r TaskRow) value { return r.Text }},
		{"lead", l.Lead, 26, func(r TaskRow) value { return l.names(r.Lead) }},
		{"coordinating", l.Coordinating, 26, func(r TaskRow) value { return l.names(r.Coordinating) }},
		{"implementing", l.Implementing, 20, func(r TaskRow) value { return l.names(r.Implementing) }},
		{"requested", l.Requested, 9, func(r TaskRow) value { return l.yes(r.Requested) }},
		{"deadline", l.Deadline, 26, func(r TaskRow) value {
			return join(r.Deadlines, func(d extract.Deadline) string { return Reviewed(d.Raw, d.Review) })
		}},
		{"due", l.DueDate, 13, func(r TaskRow) value { return day(earliest(r.Deadlines)) }},
		{"from", l.From, 13, func(r TaskRow) value { return day(firstFrom(r.Deadlines)) }},
		{"kind", l.Kind, 12, func(r TaskRow) value {
			return join(r.Deadlines, func(d extract.Deadline) string { return string(d.Kind) })
		}},
		{"every", l.Every, 9, func(r TaskRow) value {
			return join(r.Deadlines, func(d extract.Deadline) string { return d.Every })
		}},
		{"on", l.On, 10, func(r TaskRow) value {
			return join(r.Deadlines, func(d extract.Deadline) string { return d.On })
		}},
		{"target", l.Target, 26, func(r TaskRow) value {
			return joinTargets(r.Targets)
		}},
		{"page", l.Page, 7, func(r TaskRow) value { return r.Page }},
		{"ocr", l.OCR, 7, func(r TaskRow) value { return l.yes(r.OCR) }},
		{"lead_ids", l.LeadIDs, 20, func(r TaskRow) value { return ids(r.Lead) }},
		{"coordinating_ids", l.CoordinatingIDs, 20, func(r TaskRow) value { return ids(r.Coordinating) }},
		{"file", l.File, 22, func(r TaskRow) value { return r.File }},
		{"span", l.Span, 14, func(r TaskRow) value { return spans(r.Span) }},
		{"lead_words", l.LeadWords, 26, func(r TaskRow) value { return join(r.Lead, rawWords) }},
		{"lead_pages", l.LeadPages, 9, func(r TaskRow) value { return join(r.Lead, pageOf) }},
		{"coordinating_words", l.CoordinatingWords, 26, func(r TaskRow) value { return join(r.Coordinating, rawWords) }},
		{"deadline_pages", l.DeadlinePages, 9, func(r TaskRow) value {
			return join(r.Deadlines, func(d extract.Deadline) string { return strconv.Itoa(d.Page) })
		}},
		{"sha256", l.Sha, 68, func(r TaskRow) value { return r.SHA256 }},
	}
}

// spans writes where something stands in the text: "[100,195) [210,230)".
func spans(list extract.Spans) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = fmt.Sprintf("[%d,%d)", s.Start, s.End)
	}
	return strings.Join(parts, " ")
}

func rawWords(a extract.Assignment) string { return a.Raw }

func pageOf(a extract.Assignment) string { return strconv.Itoa(a.Page) }

func (l labels) names(as []extract.Assignment) string {
	return join(as, func(a extract.Assignment) string { return Reviewed(l.agency(a), a.Review) })
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
