package review

import (
	"slices"

	"doichieu/corpus"
)

// Conflict is two decisions that cannot both hold, by their places in the list
// given to [Conflicts]. With Through, it takes all of these to contradict.
type Conflict struct {
	A, B    int   // A before B
	Through []int // same-decisions that make the tasks of A and B one, for pairs that contradict only together
}

// Repeats reports whether two decisions say the same about the same tasks,
// whoever said it and when.
func Repeats(a, b corpus.Decision) bool {
	return about(a, b) && a.Verdict == b.Verdict && a.Day == b.Day && a.Was == b.Was &&
		slices.EqualFunc(a.Agencies, b.Agencies, func(x, y corpus.Owner) bool { return x.ID == y.ID })
}

// Contradicts reports whether two decisions say different things about one pair
// or cell.
func Contradicts(a, b corpus.Decision) bool { return about(a, b) && !Repeats(a, b) }

// about reports whether two decisions are about the same pair or the same cell.
func about(a, b corpus.Decision) bool {
	if a.Kind != b.Kind || len(a.Tasks) != len(b.Tasks) || len(a.Tasks) == 0 {
		return false
	}
	if a.Kind != corpus.DecidePair {
		return sameTask(a.Tasks[0], b.Tasks[0])
	}
	return sameTask(a.Tasks[0], b.Tasks[0]) && sameTask(a.Tasks[1], b.Tasks[1]) ||
		sameTask(a.Tasks[0], b.Tasks[1]) && sameTask(a.Tasks[1], b.Tasks[0])
}

// Conflicts finds what contradicts in a list of decisions: two that say
// different things about one pair or cell, and two tasks held to be different
// that a chain of same-decisions makes one.
func Conflicts(list []corpus.Decision) []Conflict {
	var out []Conflict
	byKey := map[string][]int{}
	clash := map[int]bool{}
	for i, d := range list {
		if len(d.Tasks) == 0 {
			continue
		}
		key := clashKey(d)
		for _, j := range byKey[key] {
			if Contradicts(list[j], d) {
				out = append(out, Conflict{A: j, B: i})
				clash[i], clash[j] = true, true
			}
		}
		byKey[key] = append(byKey[key], i)
	}
	return append(out, chains(list, clash)...)
}

// clashKey is equal for decisions about the same tasks.
func clashKey(d corpus.Decision) string {
	keys := []string{}
	for _, t := range d.Tasks {
		keys = append(keys, t.Key)
	}
	slices.Sort(keys)
	key := string(d.Kind)
	for _, k := range keys {
		key += "\x00" + k
	}
	return key
}

// edge is a same-decision that leads to a task.
type edge struct{ to, by int }

// chains finds the pairs held to be different whose tasks a chain of
// same-decisions joins. Those that clash already are left out.
func chains(list []corpus.Decision, clash map[int]bool) []Conflict {
	var tasks []corpus.Anchor
	byKey := map[string][]int{}
	number := func(a corpus.Anchor) int {
		for _, i := range byKey[a.Key] {
			if sameTask(tasks[i], a) {
				return i
			}
		}
		tasks = append(tasks, a)
		byKey[a.Key] = append(byKey[a.Key], len(tasks)-1)
		return len(tasks) - 1
	}
	edges := map[int][]edge{}
	for i, d := range list {
		if d.Kind == corpus.DecidePair && d.Verdict == corpus.Same && !clash[i] {
			x, y := number(d.Tasks[0]), number(d.Tasks[1])
			edges[x], edges[y] = append(edges[x], edge{y, i}), append(edges[y], edge{x, i})
		}
	}
	var out []Conflict
	for i, d := range list {
		if d.Kind != corpus.DecidePair || d.Verdict != corpus.NotSame || clash[i] {
			continue
		}
		if way := path(edges, number(d.Tasks[0]), number(d.Tasks[1])); len(way) > 0 {
			last := slices.Max(way)
			out = append(out, Conflict{A: min(i, last), B: max(i, last), Through: way})
		}
	}
	return out
}

// path is a shortest way from one task to another, as the decisions along it.
func path(edges map[int][]edge, from, to int) []int {
	came := map[int]edge{from: {-1, -1}}
	for queue := []int{from}; len(queue) > 0; queue = queue[1:] {
		for _, e := range edges[queue[0]] {
			if _, seen := came[e.to]; !seen {
				came[e.to] = edge{queue[0], e.by}
				queue = append(queue, e.to)
			}
		}
	}
	var way []int
	for at := to; ; {
		e, ok := came[at]
		if !ok || e.by < 0 {
			break
		}
		way = append(way, e.by)
		at = e.to
	}
	slices.Sort(way)
	return way
}
