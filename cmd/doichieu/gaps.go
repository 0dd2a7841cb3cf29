package main

import (
	"strings"

	"doichieu/corpus"
)

// gaps are what a reader should look at who wants to trust a plan: words that
// nothing explains and values that were guessed.
type gaps struct {
	Unexplained     []excerpt `json:"unexplained"`      // lines of the operative part in no task and no heading
	UnknownAgencies []excerpt `json:"unknown_agencies"` // owners that the vocabulary does not have, once each
	GuessedYears    []excerpt `json:"guessed_years"`    // deadlines whose year was inferred
	EmptyPages      []int     `json:"empty_pages"`
}

// excerpt is a piece of the text with its place.
type excerpt struct {
	Text string      `json:"text"`
	Page int         `json:"page"`
	Span corpus.Span `json:"span"`
}

// gapsOf looks through a plan and its document.
func gapsOf(r *reading) gaps {
	g := gaps{Unexplained: unexplained(r), UnknownAgencies: []excerpt{}, GuessedYears: []excerpt{}, EmptyPages: []int{}}
	for _, n := range r.plan.Notes {
		if n.Code == "unknown-agency" {
			g.UnknownAgencies = append(g.UnknownAgencies, excerpt{n.Span.In(r.doc.Text), n.Page, n.Span})
		}
	}
	seen := map[corpus.Span]bool{} // a heading's deadline is inherited by many tasks
	for _, t := range r.plan.Tasks {
		for _, d := range t.Deadlines {
			if d.Inferred != "" && !seen[d.Span] {
				seen[d.Span] = true
				g.GuessedYears = append(g.GuessedYears, excerpt{d.Raw, d.Page, d.Span})
			}
		}
	}
	used := map[int]bool{}
	for _, b := range r.doc.Blocks {
		used[b.Page] = used[b.Page] || b.Span.Len() > 0 && b.Kind != corpus.Furniture && b.Kind != corpus.Stamp
	}
	for _, p := range r.doc.Pages {
		if !used[p.Number] && !coversText(r.doc, p.Number) {
			g.EmptyPages = append(g.EmptyPages, p.Number)
		}
	}
	return g
}

// coversText reports whether a block of an earlier page runs on over the page.
func coversText(doc *corpus.Document, page int) bool {
	for _, b := range doc.Blocks {
		if b.Page < page && b.Span.Len() > 0 && doc.PageAt(b.Span.End-1) >= page {
			return true
		}
	}
	return false
}

// unexplained lists the lines of the operative part that are in no task, no
// heading, and give no cell ("Cơ quan chủ trì: ..."). Rows of a table of tasks
// are read by their columns and count as explained.
func unexplained(r *reading) []excerpt {
	out := []excerpt{}
	if len(r.plan.Tasks) == 0 {
		return out
	}
	known, cells := explainedSpans(r)
	tasks := taskSpans(r)
	first, last := r.doc.BlockAt(tasks[0].Start), r.doc.BlockAt(tasks[len(tasks)-1].End-1)
	if first < 0 || last < first {
		return out
	}
	for _, b := range r.doc.Blocks[first : last+1] {
		switch {
		case b.Kind == corpus.Footnote || b.Kind == corpus.Furniture || b.Kind == corpus.Stamp,
			b.Kind == corpus.Table && within(known, b.Span) > 0, within(cells, b.Span) > 0:
			continue
		}
		for _, s := range outside(known, b.Span) {
			if text := strings.TrimSpace(s.In(r.doc.Text)); len(strings.Fields(text)) > 1 {
				out = append(out, excerpt{text, r.doc.PageAt(s.Start), s})
			}
		}
	}
	return out
}

// explainedSpans are where tasks and headings stand, and where cells were read.
func explainedSpans(r *reading) (known, cells []corpus.Span) {
	known = taskSpans(r)
	for _, s := range r.plan.Sections {
		known = append(known, s.Span)
	}
	for _, t := range r.plan.Tasks {
		for _, a := range t.Assignments {
			cells = append(cells, a.Span)
		}
		for _, d := range t.Deadlines {
			cells = append(cells, d.Span)
		}
	}
	return union(known), union(cells)
}

func taskSpans(r *reading) []corpus.Span {
	var spans []corpus.Span
	for _, t := range r.plan.Tasks {
		spans = append(spans, t.Span...)
	}
	return union(spans)
}

// outside are the pieces of s that the disjoint, ascending spans leave over.
func outside(spans []corpus.Span, s corpus.Span) []corpus.Span {
	var out []corpus.Span
	for _, p := range spans {
		if p.End <= s.Start || p.Start >= s.End {
			continue
		}
		if p.Start > s.Start {
			out = append(out, corpus.Span{Start: s.Start, End: p.Start})
		}
		s.Start = min(p.End, s.End)
	}
	if s.Len() > 0 {
		out = append(out, s)
	}
	return out
}
