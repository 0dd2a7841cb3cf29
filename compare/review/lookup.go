package review

import (
	"cmp"
	"slices"

	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/extract"
	"doichieu/extract/vocab"
)

// On is the decision in force about a pair of tasks or a cell of one.
func (d *Decided) On(kind corpus.DecisionKind, tasks ...corpus.Anchor) (corpus.Decision, bool) {
	asked := corpus.Decision{Kind: kind, Tasks: tasks}
	if d.byTasks == nil {
		d.byTasks = map[string][]int{}
		for i, dec := range d.list {
			key := clashKey(dec)
			d.byTasks[key] = append(d.byTasks[key], i)
		}
	}
	for _, i := range d.byTasks[clashKey(asked)] {
		if about(d.list[i], asked) {
			return d.list[i], true
		}
	}
	return corpus.Decision{}, false
}

// Touches reports whether a decision is about a task of the plan.
func Touches(dec corpus.Decision, p *extract.Plan) bool {
	f := newFinder(p)
	return slices.ContainsFunc(dec.Tasks, func(a corpus.Anchor) bool {
		i, _ := f.find(a)
		return i >= 0
	})
}

// Agency reads the name of an agency that a person wrote: an id or a spelling of
// the vocabulary, as a plan of that record would mean it.
func Agency(name string, r extract.Record) (corpus.Owner, bool) {
	set := vocab.Agencies()
	if a, ok := set.ByID(name); ok {
		return corpus.Owner{ID: a.ID, Name: a.Name}, true
	}
	m, ok := set.Noun(name, vocab.Context{Locality: r.Locality, Level: "province"})
	if !ok || m.Unknown || m.Span.Start != 0 || m.Span.End != len(name) {
		return corpus.Owner{}, false
	}
	if _, known := set.ByID(m.Agency); !known {
		return corpus.Owner{}, false
	}
	return corpus.Owner{ID: m.Agency, Name: m.Name}, true
}

// NearAgencies are at most three names of the vocabulary that come nearest to a
// name, the nearest first.
func NearAgencies(name string) []string {
	type near struct {
		name  string
		score float64
	}
	var list []near
	for _, a := range vocab.Agencies().All() {
		if s := alike(name, a.Name); s >= 0.4 {
			list = append(list, near{a.Name, s})
		}
	}
	slices.SortStableFunc(list, func(x, y near) int { return cmp.Compare(y.score, x.score) })
	var names []string
	for _, n := range list[:min(3, len(list))] {
		names = append(names, n.name)
	}
	return names
}

// alike is the share of pairs of letters, without marks, that two names have in
// common, from 0 to 1: names are short, and mistyped by the letter.
func alike(x, y string) float64 {
	pairs := func(s string) map[string]bool {
		set, r := map[string]bool{}, []rune(" "+vn.Fold(s)+" ")
		for i := 1; i < len(r); i++ {
			set[string(r[i-1:i+1])] = true
		}
		return set
	}
	a, b := pairs(x), pairs(y)
	common := 0
	for k := range a {
		if b[k] {
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}
