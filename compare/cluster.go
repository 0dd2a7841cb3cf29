package compare

import (
	"slices"
	"strings"
)

// Many plans
//
// A few plans are compared each with each: for every task the candidates of every
// other plan are scored. With hundreds of plans that would be hundreds of pairs
// for a task that says what all of them say. So only the first plans (seedPlans)
// are compared so, and their rows then stand for them. Every further plan is held
// against rows, not tasks:
//
//  1. A row is represented by at most faces of its tasks, each in other words
//     than those before it (freshWords). Only these are in the index, so that it
//     grows with the number of different duties and not of tasks.
//  2. A task of the new plan scores the best candidates among them, of all rows
//     seedPlans (rowsScored). The best score with a face of a row is its score
//     with the row.
//  3. A pair of task and row holds as a pair of tasks does: if it is good enough,
//     and the best for the task or for the row in this plan. Then the same joining
//     follows (rows.go), and what joined nothing is a row of its own.
//
// Plans are taken in the order of their ids, which their contents give: the same
// plans in another order have the same rows. For up to seedPlans plans nothing is
// left out. Beyond that a task may miss a row that a pair would have found, where
// the row's faces all say it in other words: the price of a bounded cost.
const (
	seedPlans  = 12
	faces      = 4
	freshWords = 0.85
	rowsScored = 16
)

// cluster joins all tasks to rows.
func (b *builder) cluster() {
	b.rowOf = make([]*openRow, len(b.profiles))
	for i := range b.rowOf {
		b.rowOf[i] = &openRow{tasks: []int{i}}
	}
	b.joinSame()
	order := make([]int, len(b.plans))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return strings.Compare(b.plans[i].Document.ID, b.plans[j].Document.ID)
	})
	b.met = &meetings{weight: make([]float64, len(b.profiles))}
	first := order[:min(seedPlans, len(order))]
	tasks := b.tasksOf(first...)
	b.join(b.holding(b.pairs(newPostings(b.profiles, tasks), tasks, len(first), b.scored)))
	if len(order) <= seedPlans {
		return
	}
	index := postings{}
	b.show(index, tasks)
	for _, plan := range order[seedPlans:] {
		tasks := b.tasksOf(plan)
		held := b.pairs(newPostings(b.profiles, tasks), tasks, 1, b.scored)
		held = append(held, b.facing(index, tasks)...)
		b.join(b.holding(held))
		b.show(index, tasks)
	}
}

// tasksOf are the places of the tasks of some plans.
func (b *builder) tasksOf(plans ...int) []int {
	var tasks []int
	for _, plan := range plans {
		for k := range b.plans[plan].Tasks {
			tasks = append(tasks, b.first[plan]+k)
		}
	}
	return tasks
}

// facing pairs each task with the face it is nearest to of each row that it may
// stand in. The pairs that hold are the best of the task or of the row.
func (b *builder) facing(index postings, tasks []int) []pair {
	var pairs []pair
	bestOfTask, bestOfRow := map[int]float64{}, map[*openRow]float64{}
	for _, t := range tasks {
		byRow := map[*openRow]int{} // place among the pairs
		found := index.nearest(b.profiles, b.profiles[t], b.met)
		for _, face := range found[:min(rowsScored, len(found))] {
			p, ok := b.scored(face, t)
			row := b.rowOf[face]
			at, known := byRow[row]
			switch {
			case !ok:
				continue
			case !known:
				byRow[row] = len(pairs)
				pairs = append(pairs, p)
			case p.total > pairs[at].total:
				pairs[at] = p
			}
			bestOfTask[t], bestOfRow[row] = max(bestOfTask[t], p.total), max(bestOfRow[row], p.total)
		}
	}
	return slices.DeleteFunc(pairs, func(p pair) bool {
		return !holds(p.total, p.total >= bestOfTask[p.b], p.total >= bestOfRow[b.rowOf[p.a]])
	})
}

// show enters the tasks that represent their rows.
func (b *builder) show(index postings, tasks []int) {
	for _, t := range tasks {
		row := b.rowOf[t]
		if len(row.faces) >= faces || slices.ContainsFunc(row.faces, func(f int) bool {
			return b.profiles[f].plan == b.profiles[t].plan || compareTasks(b.profiles[f], b.profiles[t]).total > freshWords
		}) {
			continue
		}
		row.faces = append(row.faces, t)
		index.add(b.profiles[t], t)
	}
}
