package compare

import (
	"cmp"
	"slices"
	"strings"

	"doichieu/corpus"
	"doichieu/extract"
)

// Verdicts of people come before scores. Tasks held to be the same stand in one
// row from the start, and rows grow from there; two tasks held to be different
// never come into one row, however well a pair fits. Where both were said of the
// same tasks, which the log of a library refuses, the first in the list holds.

// TaskName names a task of a plan by their ids.
type TaskName struct {
	Plan string `json:"plan"`
	Task string `json:"task"`
}

// Verdict is what a person decided about two tasks.
type Verdict struct {
	ID   string         // of the decision
	Says corpus.Verdict // same, not-same or unsure
	A, B TaskName
}

// RowDecision is a decision of a person that touches a row.
type RowDecision struct {
	ID      string         `json:"id"`
	Verdict corpus.Verdict `json:"verdict"`
}

// bound are the verdicts by the places of the tasks among the profiles.
type bound struct {
	same  []pair
	apart map[int][]int
	by    map[int][]RowDecision
}

// bind finds the tasks of the verdicts. Those of tasks that are not compared say
// nothing here.
func (b *builder) bind(verdicts []Verdict) {
	b.bound = bound{apart: map[int][]int{}, by: map[int][]RowDecision{}}
	if len(verdicts) == 0 {
		return
	}
	at := map[TaskName]int{}
	for i, p := range b.profiles {
		plan := b.plans[p.plan]
		at[TaskName{plan.Document.ID, plan.Tasks[p.task].ID}] = i
	}
	for _, v := range verdicts {
		i, known := at[v.A]
		j, knownToo := at[v.B]
		if !known || !knownToo || i == j {
			continue
		}
		i, j = min(i, j), max(i, j)
		switch v.Says {
		case corpus.Same:
			b.bound.same = append(b.bound.same, pair{i, j, compareTasks(b.profiles[i], b.profiles[j])})
		case corpus.NotSame:
			b.bound.apart[i], b.bound.apart[j] = append(b.bound.apart[i], j), append(b.bound.apart[j], i)
		}
		d := RowDecision{v.ID, v.Says}
		b.bound.by[i], b.bound.by[j] = append(b.bound.by[i], d), append(b.bound.by[j], d)
	}
}

// joinSame joins the tasks that people held to be the same.
func (b *builder) joinSame() {
	for _, p := range b.bound.same {
		x, y := b.rowOf[p.a], b.rowOf[p.b]
		switch {
		case x == y:
			x.pairs = append(x.pairs, p)
		case b.mayJoin(x, y):
			b.merge(x, y, p)
		default:
			b.watch.barred(b, p)
		}
	}
}

// mayJoin reports whether nobody held a task of one row to be another than one
// of the other row.
func (b *builder) mayJoin(x, y *openRow) bool {
	if len(b.bound.apart) == 0 {
		return true
	}
	if len(x.tasks) > len(y.tasks) {
		x, y = y, x
	}
	for _, t := range x.tasks {
		if slices.ContainsFunc(b.bound.apart[t], func(u int) bool { return b.rowOf[u] == y }) {
			return false
		}
	}
	return true
}

// decisions are those that touch tasks of a row, each once.
func (b *builder) decisions(tasks []int) []RowDecision {
	var list []RowDecision
	for _, t := range tasks {
		for _, d := range b.bound.by[t] {
			if !slices.Contains(list, d) {
				list = append(list, d)
			}
		}
	}
	return list
}

// Doubt is a pair of tasks of two plans that stands near the line between same
// and not same.
type Doubt struct {
	A, B     TaskName
	Score    float64 // of the pair
	Off      float64 // how far the score is from where either may be right; 0 within
	Together bool    // they stand in one row
}

// Doubts are the pairs whose score is less than margin from the scores that decide
// (from what two tasks need that are nearest to each other up to what any two
// need), the nearest first. Of those that do not stand together only such are given whose one task
// at least has no counterpart in the plan of the other. Every plan is held
// against every other, so this costs more than a comparison of many plans.
func Doubts(plans []*extract.Plan, o Options, margin float64) []Doubt {
	b := newBuilder(plans, o.Verdicts...)
	all := make([]int, len(b.plans))
	for i := range all {
		all[i] = i
	}
	tasks := b.tasksOf(all...)
	near := b.pairs(newPostings(b.profiles, tasks), tasks, len(b.plans), func(i, j int) (pair, bool) {
		p := pair{i, j, compareTasks(b.profiles[i], b.profiles[j])}
		return p, b.profiles[i].plan != b.profiles[j].plan && distance(p.total) < margin
	})
	near = slices.DeleteFunc(near, func(p pair) bool {
		return b.rowOf[p.a] != b.rowOf[p.b] && b.hasIn(p.a, b.profiles[p.b].plan) && b.hasIn(p.b, b.profiles[p.a].plan)
	})
	slices.SortFunc(near, func(p, q pair) int {
		return cmp.Or(cmp.Compare(distance(p.total), distance(q.total)),
			strings.Compare(b.profiles[p.a].key, b.profiles[q.a].key), strings.Compare(b.profiles[p.b].key, b.profiles[q.b].key))
	})
	out := []Doubt{}
	for _, p := range near {
		i, j := min(p.a, p.b), max(p.a, p.b)
		out = append(out, Doubt{A: b.name(i), B: b.name(j), Score: rounded(p.total), Off: rounded(distance(p.total)), Together: b.rowOf[i] == b.rowOf[j]})
	}
	return out
}

// distance is how far a score is from those between which the place of a pair
// among others decides.
func distance(score float64) float64 { return max(0, score-floor, mutualFloor-score) }

// hasIn reports whether a task stands in a row with a task of the plan.
func (b *builder) hasIn(task, plan int) bool {
	return slices.ContainsFunc(b.rowOf[task].tasks, func(t int) bool { return b.profiles[t].plan == plan })
}

// name is the name of a task by its place among the profiles.
func (b *builder) name(task int) TaskName {
	p := b.profiles[task]
	return TaskName{b.plans[p.plan].Document.ID, b.plans[p.plan].Tasks[p.task].ID}
}
