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
	shortlist = 8
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

// pairs scores each task against its candidates. Every pair stands once, in the
// order of the tasks.
func (x postings) pairs(profiles []*profile, plans int) []pair {
	var out []pair
	seen := map[[2]int]bool{}
	for i := range profiles {
		for _, j := range x.candidates(profiles, i, crowd*plans) {
			key := [2]int{min(i, j), max(i, j)}
			if !seen[key] {
				seen[key] = true
				out = append(out, pair{key[0], key[1], compareTasks(profiles[key[0]], profiles[key[1]])})
			}
		}
	}
	slices.SortFunc(out, func(p, q pair) int { return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b)) })
	return out
}

// candidates are the tasks that share the most weight with task i: of each plan
// at most shortlist, and all that are about the plan itself in the same way.
func (x postings) candidates(profiles []*profile, i, tooMany int) []int {
	p := profiles[i]
	probe := slices.Clone(p.whole.terms)
	slices.SortFunc(probe, func(a, b term) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.id, b.id)) })
	met := map[int]float64{}
	for _, t := range probe[:min(probes, len(probe))] {
		if list := x[t.id]; len(list) <= tooMany {
			for _, j := range list {
				met[int(j)] += t.weight
			}
		}
	}
	for _, id := range p.planTerms() {
		for _, j := range x[id] {
			met[int(j)] += p.whole.sum + 1 // ahead of all others
		}
	}
	delete(met, i)
	found := make([]int, 0, len(met))
	for j := range met {
		found = append(found, j)
	}
	slices.SortFunc(found, func(j, k int) int {
		return cmp.Or(cmp.Compare(met[k], met[j]), strings.Compare(profiles[j].key, profiles[k].key))
	})
	taken := map[int]int{}
	return slices.DeleteFunc(found, func(j int) bool {
		taken[profiles[j].plan]++
		return taken[profiles[j].plan] > shortlist
	})
}
