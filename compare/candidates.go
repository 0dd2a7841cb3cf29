package compare

import (
	"cmp"
	"slices"
	"strings"
)

// Looking for candidates. Two tasks that are the same share words that few
// others have. Each task looks up its weightiest bigrams in an inverted index
// and scores only the tasks that it meets there.
const (
	// probes is how many bigrams a task looks up. Twenty-five to forty rare
	// ones find every counterpart that all of them find.
	probes = 40
	// crowd is how many tasks a bigram may lead to, for each plan: one that
	// every task has tells nothing.
	crowd = 12
	// shortlist is how many tasks of each plan are scored for a task.
	shortlist = 5
)

// pair is two tasks by their places in the list of profiles, a before b.
type pair struct {
	a, b int
	pairScore
}

// postings lists for each term the tasks that have it, in order.
type postings map[uint64][]int32

// newPostings indexes the bigrams of the tasks. A task about the plan itself has
// no words of its own and is found by its actions.
func newPostings(profiles []*profile) postings {
	index := postings{}
	for i, p := range profiles {
		for _, t := range p.whole.terms {
			index[t.id] = append(index[t.id], int32(i))
		}
		for _, id := range p.planTerms() {
			index[id] = append(index[id], int32(i))
		}
	}
	return index
}

// planTerms are the terms by which tasks about the plan itself find each other:
// one for each of their actions.
func (p *profile) planTerms() []uint64 {
	if !p.aboutPlan() {
		return nil
	}
	var ids []uint64
	for _, c := range p.clauses {
		for _, action := range c.actions {
			ids = append(ids, uint64(wordID(planSetting+" "+action)))
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// pairs scores each task against its candidates and gives the pairs that worth
// says are worth keeping, each once.
func (x postings) pairs(profiles []*profile, plans int, worth func(pair) bool) []pair {
	var out []pair
	seen := map[[2]int]bool{}
	met := meetings{weight: make([]float64, len(profiles))}
	for i := range profiles {
		for _, j := range x.candidates(profiles, profiles[i], crowd*plans, &met) {
			key := [2]int{min(i, j), max(i, j)}
			if seen[key] {
				continue
			}
			seen[key] = true
			if p := (pair{key[0], key[1], compareTasks(profiles[key[0]], profiles[key[1]])}); worth(p) {
				out = append(out, p)
			}
		}
	}
	return out
}

// meetings are the tasks that a task met in the index, with the weight that they
// share. The space is used again for each task.
type meetings struct {
	weight []float64
	tasks  []int
}

func (m *meetings) add(task int32, weight float64) {
	if m.weight[task] == 0 {
		m.tasks = append(m.tasks, int(task))
	}
	m.weight[task] += weight
}

// candidates are the tasks that share the most weight with p: of each plan at
// most shortlist, tasks about the plan itself first where p is one.
func (x postings) candidates(profiles []*profile, p *profile, tooMany int, met *meetings) []int {
	probe := slices.Clone(p.whole.terms)
	slices.SortFunc(probe, func(a, b term) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.id, b.id)) })
	for _, t := range probe[:min(probes, len(probe))] {
		if list := x[t.id]; len(list) <= tooMany {
			for _, j := range list {
				met.add(j, t.weight)
			}
		}
	}
	for _, id := range p.planTerms() {
		for _, j := range x[id] {
			met.add(j, p.whole.sum+1)
		}
	}
	slices.SortFunc(met.tasks, func(j, k int) int {
		return cmp.Or(cmp.Compare(met.weight[k], met.weight[j]), strings.Compare(profiles[j].key, profiles[k].key))
	})
	taken := map[int]int{}
	var found []int
	for _, j := range met.tasks {
		met.weight[j] = 0
		if plan := profiles[j].plan; profiles[j] != p && taken[plan] < shortlist {
			taken[plan]++
			found = append(found, j)
		}
	}
	met.tasks = met.tasks[:0]
	return found
}
