package compare

import (
	"slices"

	"doichieu/corpus"
)

// watch keeps what happens to one pair while rows are made: a decision is
// explained by what was known when it was made, and rows go on growing. All its
// methods do nothing on nil, which is what a comparison that nobody asks about
// has.
type watch struct {
	pair    [2]int    // tasks by their places among the profiles
	against [2][]int  // tasks that each of the pair was scored with
	holds   bool      // the pair was good enough, and the best that one of its tasks has
	refused []refusal // of the rows of the pair, in order
}

// refusal is a pair that held and could not join the rows of the watched pair.
type refusal struct {
	pair    pair
	average float64  // of the two rows, where people said nothing
	rows    [2][]int // their tasks then: with the first task watched, with the second
	by      []string // decisions of people that keep the rows apart
}

// met is told that two tasks are scored.
func (w *watch) met(i, j int) {
	if w == nil {
		return
	}
	for side, t := range w.pair {
		switch t {
		case i:
			w.against[side] = append(w.against[side], j)
		case j:
			w.against[side] = append(w.against[side], i)
		}
	}
}

// is reports whether the pair is the watched one.
func (w *watch) is(p pair) bool {
	return w.pair == [2]int{p.a, p.b} || w.pair == [2]int{p.b, p.a}
}

// held is told of a pair that is the best of one of its tasks.
func (w *watch) held(p pair) {
	if w != nil && w.is(p) {
		w.holds = true
	}
}

// strangers is told that rows were not joined: their tasks have little to do
// with each other.
func (w *watch) strangers(b *builder, p pair, average float64) {
	w.refuse(b, refusal{pair: p, average: average})
}

// barred is told that rows were not joined: a person held a task of one to be
// another than one of the other.
func (w *watch) barred(b *builder, p pair) {
	if w == nil {
		return
	}
	r := refusal{pair: p}
	for _, t := range b.rowOf[p.a].tasks {
		for _, u := range b.bound.apart[t] {
			if b.rowOf[u] == b.rowOf[p.b] {
				for _, d := range b.about(t, u) {
					if d.Verdict == corpus.NotSame {
						r.by = append(r.by, d.ID)
					}
				}
			}
		}
	}
	r.by = unique(r.by)
	w.refuse(b, r)
}

// refuse keeps a refusal that concerns the rows of the watched pair.
func (w *watch) refuse(b *builder, r refusal) {
	if w == nil {
		return
	}
	x, y := b.rowOf[w.pair[0]], b.rowOf[w.pair[1]]
	p, q := b.rowOf[r.pair.a], b.rowOf[r.pair.b]
	if x == p && y == q || x == q && y == p {
		r.rows = [2][]int{slices.Clone(x.tasks), slices.Clone(y.tasks)}
		w.refused = append(w.refused, r)
	}
}

// about are the decisions of people about two tasks.
func (b *builder) about(i, j int) []RowDecision {
	list := []RowDecision{}
	for _, d := range b.bound.by[i] {
		if slices.Contains(b.bound.by[j], d) && !slices.Contains(list, d) {
			list = append(list, d)
		}
	}
	return list
}
