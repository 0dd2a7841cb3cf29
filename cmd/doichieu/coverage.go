package main

import (
	"sort"

	"doichieu/corpus"
)

// coverage says what the text of a plan's operative part went into, in bytes.
// The operative part is taken to run from the block of the first task to the
// block of the last, without footnotes and page furniture: what stands before
// and after is purpose, legal basis and signatures.
type coverage struct {
	Total    int `json:"total"`    // bytes of the blocks of the operative part
	Tasks    int `json:"tasks"`    // of them in the words of a task
	Headings int `json:"headings"` // of them in a heading or lead-in only
}

// Rest is what is neither in a task nor in a heading or lead-in.
func (c coverage) Rest() int { return c.Total - c.Tasks - c.Headings }

// share is n as a part of the whole, 0 where there is none.
func (c coverage) share(n int) float64 {
	if c.Total == 0 {
		return 0
	}
	return float64(n) / float64(c.Total)
}

// coverageOf measures a plan.
func coverageOf(r *reading) coverage {
	var tasks, headings []corpus.Span
	for _, t := range r.plan.Tasks {
		tasks = append(tasks, t.Span...)
	}
	if len(tasks) == 0 {
		return coverage{}
	}
	for _, s := range r.plan.Sections {
		headings = append(headings, s.Span)
	}
	tasks = union(tasks)
	both := union(append(headings, tasks...))
	first, last := r.doc.BlockAt(tasks[0].Start), r.doc.BlockAt(tasks[len(tasks)-1].End-1)
	if first < 0 || last < first {
		return coverage{}
	}
	var c coverage
	for _, b := range r.doc.Blocks[first : last+1] {
		if b.Kind == corpus.Footnote || b.Kind == corpus.Furniture || b.Kind == corpus.Stamp {
			continue
		}
		c.Total += b.Span.Len()
		inTasks := within(tasks, b.Span)
		c.Tasks += inTasks
		c.Headings += within(both, b.Span) - inTasks
	}
	return c
}

// union sorts spans and merges those that overlap.
func union(spans []corpus.Span) []corpus.Span {
	sorted := append([]corpus.Span{}, spans...)
	sort.Slice(sorted, func(i, j int) bool {
		if sorted[i].Start != sorted[j].Start {
			return sorted[i].Start < sorted[j].Start
		}
		return sorted[i].End < sorted[j].End
	})
	var out []corpus.Span
	for _, s := range sorted {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// within is how many bytes of the disjoint, ascending spans lie in s.
func within(spans []corpus.Span, s corpus.Span) int {
	n := 0
	for _, p := range spans {
		n += max(0, min(p.End, s.End)-max(p.Start, s.Start))
	}
	return n
}
