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
	// steps is how many entries of the index a task looks at in all, so that its
	// cost has a bound however many tasks there are. The weightiest bigrams spend
	// them first; a list that is longer than what is left is passed over.
	steps = 2500
	// nearMeeting is the least share of the greatest weight with which a task is
	// worth scoring where rows are looked for, and not the best of each plan.
	nearMeeting = 0.3
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

// newPostings indexes the bigrams of the tasks given by their places.
func newPostings(profiles []*profile, tasks []int) postings {
	index := postings{}
	for _, i := range tasks {
		index.add(profiles[i], i)
	}
	return index
}

// add enters a task. One about the plan itself has no words of its own and is
// found by its actions.
func (x postings) add(p *profile, task int) {
	for _, t := range p.whole.terms {
		x[t.id] = append(x[t.id], int32(task))
	}
	for _, id := range p.planTerms() {
		x[id] = append(x[id], int32(task))
	}
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

// pairs scores each of the tasks against its candidates and gives the pairs that
// scored says are worth keeping, each once. The first of a pair is the one with
// the lesser key, whatever the order of the plans.
func (b *builder) pairs(x postings, tasks []int, plans int, scored func(i, j int) (pair, bool)) []pair {
	profiles := b.profiles
	var out []pair
	seen := map[[2]int]bool{}
	for _, i := range tasks {
		for _, j := range x.candidates(profiles, profiles[i], crowd*plans, b.met) {
			first, second := i, j
			if profiles[i].key > profiles[j].key {
				first, second = j, i
			}
			if seen[[2]int{first, second}] {
				continue
			}
			seen[[2]int{first, second}] = true
			if p, ok := scored(first, second); ok {
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
// most shortlist.
func (x postings) candidates(profiles []*profile, p *profile, tooMany int, met *meetings) []int {
	taken := map[int]int{}
	return slices.DeleteFunc(x.meet(profiles, p, tooMany, 0, met), func(j int) bool {
		plan := profiles[j].plan
		taken[plan]++
		return taken[plan] > shortlist
	})
}

// nearest are the tasks that share the most weight with p, of whatever plan.
func (x postings) nearest(profiles []*profile, p *profile, met *meetings) []int {
	return x.meet(profiles, p, steps, nearMeeting, met)
}

// meet lists the tasks that p meets in the index, the one that shares the most
// weight first, tasks about the plan itself before all where p is one. Those that
// share less than least of what the first shares are left out.
func (x postings) meet(profiles []*profile, p *profile, tooMany int, least float64, met *meetings) []int {
	probe := slices.Clone(p.whole.terms)
	slices.SortFunc(probe, func(a, b term) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.id, b.id)) })
	left := steps
	for _, id := range p.planTerms() {
		list := x[id][:min(left, len(x[id]))]
		left -= len(list)
		for _, j := range list {
			met.add(j, p.whole.sum+1)
		}
	}
	for _, t := range probe[:min(probes, len(probe))] {
		if list := x[t.id]; len(list) <= min(tooMany, left) {
			left -= len(list)
			for _, j := range list {
				met.add(j, t.weight)
			}
		}
	}
	most := 0.0
	for _, j := range met.tasks {
		most = max(most, met.weight[j])
	}
	met.tasks = slices.DeleteFunc(met.tasks, func(j int) bool {
		far := met.weight[j] < least*most
		if far {
			met.weight[j] = 0
		}
		return far
	})
	slices.SortFunc(met.tasks, func(j, k int) int {
		return cmp.Or(cmp.Compare(met.weight[k], met.weight[j]), strings.Compare(profiles[j].key, profiles[k].key))
	})
	var found []int
	for _, j := range met.tasks {
		met.weight[j] = 0
		if profiles[j] != p {
			found = append(found, j)
		}
	}
	met.tasks = met.tasks[:0]
	return found
}
