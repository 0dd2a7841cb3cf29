package compare

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"doichieu/corpus"
	"doichieu/extract"
)

// Codes of the notes of a comparison.
const (
	NoteNoTask      = "plan-without-tasks" // a column that can only be empty
	NoteYears       = "years-apart"        // issued in different years: agencies and law may have changed
	NoteNoPlan      = "no-plan"            // a document that was left out: it is none; given by who has the documents
	NoteAlone       = "one-plan"           // over time: a plan with none of its locality before or after it, which was left out; given by who has the documents
	NoteSameSource  = "same-document"      // one document was given twice
	NoteLittle      = "little-in-common"   // hardly any task of a plan has a counterpart: it is about something else
	NoteUnreadPages = "pages-unread"       // an empty cell may be a page that was not read; given by who has the documents
)

// columns describes the plans.
func columns(plans []*extract.Plan) []Column {
	out := []Column{}
	for _, p := range plans {
		d := p.Document
		out = append(out, Column{
			ID: d.ID, Locality: d.Locality, Unit: d.Unit, Number: d.Number, Title: d.Title, Issuer: d.Issuer, Issued: d.Issued,
			Source: d.Source, Tasks: len(p.Tasks),
		})
	}
	return out
}

// notes says where the plans are not comparable.
func notes(plans []*extract.Plan) []corpus.Note {
	out := []corpus.Note{}
	add := func(code, format string, args ...any) {
		out = append(out, corpus.Note{Code: code, Severity: corpus.Warning, Message: fmt.Sprintf(format, args...)})
	}
	seen := map[string]bool{}
	years := map[string]bool{}
	for _, p := range plans {
		name := p.Document.Source.Name
		if len(p.Tasks) == 0 {
			add(NoteNoTask, "%s: no task was found, so its column is empty", name)
		}
		if seen[p.Document.ID] {
			add(NoteSameSource, "%s: the document stands in the comparison more than once", name)
		}
		seen[p.Document.ID] = true
		if len(p.Document.Issued) >= 4 {
			years[p.Document.Issued[:4]] = true
		}
	}
	if len(years) > 1 {
		add(NoteYears, "the plans were issued in different years (%s): agencies and laws may have changed between them", strings.Join(slices.Sorted(maps.Keys(years)), ", "))
	}
	return out
}

// A plan of which less than littleShare of at least enoughTasks tasks have a
// counterpart is about something else: of two plans for one directive a quarter
// and more have one, of two for different ones those about reporting and money.
const (
	enoughTasks = 8
	littleShare = 0.1
)

// littleInCommon notes the plans that have hardly anything in common with the
// others, with the figure.
func littleInCommon(c *Comparison) {
	if len(c.Plans) < 2 {
		return
	}
	all := 0
	for _, p := range c.Plans {
		all += p.Tasks
	}
	for _, p := range c.Plans {
		// A long plan beside a short one can have no more counterparts than the
		// short one has tasks.
		possible := min(p.Tasks, all-p.Tasks)
		if possible >= enoughTasks && float64(p.Matched) < littleShare*float64(possible) {
			c.Notes = append(c.Notes, corpus.Note{Code: NoteLittle, Severity: corpus.Warning, Message: fmt.Sprintf(
				"%s: %d of its %d tasks (%.0f%%) have a counterpart, so it may be about another subject than the others", p.Source.Name, p.Matched, p.Tasks, 100*float64(p.Matched)/float64(p.Tasks))})
		}
	}
}

// countMatched counts in each column the tasks that stand beside one of another
// plan.
func countMatched(c *Comparison) {
	at := map[string]int{}
	for i, p := range c.Plans {
		at[p.ID] = i
	}
	for _, row := range c.Rows {
		plans := map[string]bool{}
		for _, m := range row.Members {
			plans[m.Plan] = true
		}
		if len(plans) < 2 {
			continue
		}
		for _, m := range row.Members {
			c.Plans[at[m.Plan]].Matched++
		}
	}
}

// member is what the table shows of a task.
func (r *planReader) member(i int) Member {
	t := r.plan.Tasks[i]
	return Member{
		Plan: r.plan.Document.ID, Task: t.ID, Text: t.Text,
		Lead: t.ByRole(extract.Lead), Coordinating: t.ByRole(extract.Coordinating), Implementing: t.ByRole(extract.Implementing),
		Deadlines: nonNil(t.Deadlines), Targets: nonNil(r.targets[t.ID]),
		Section: r.paths[t.Section], Page: t.Page, Span: t.Span, OCR: t.OCR,
	}
}

// outermost is the first heading of a path, without its marker.
func outermost(path string) string {
	top, _, _ := strings.Cut(path, extract.PathSeparator)
	if _, heading, ok := strings.Cut(top, " "); ok {
		return heading
	}
	return top
}

// nonNil turns a nil slice into an empty one, so that JSON says [].
func nonNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
