package compare

import (
	"cmp"
	"slices"
)

// Status says what became of the tasks of the baseline that stand in a row, in
// one other plan.
type Status string

// The statuses.
const (
	Kept     Status = "kept"           // same leads, time and targets, or a remark only
	Changed  Status = "changed"        // other in something: the differences say in what
	Weaker   Status = "weaker"         // a lower target, or a later and vaguer date
	NotFound Status = "not-found"      // the plan was read whole and has no such task
	Unread   Status = "unread"         // no such task was found, but pages or the end of the plan are missing
	Added    Status = "local-addition" // the baseline has no such task
)

// Statuses are all statuses, in the order in which summaries list them.
func Statuses() []Status { return []Status{Kept, Changed, Weaker, NotFound, Unread, Added} }

// Gaps of a plan: reasons why a task that is not found may still be there.
const (
	GapPages = "pages-unread" // pages without text
	GapCut   = "cut-short"    // the text ends within a provision
)

// RowStatus is the status of a row in one plan.
type RowStatus struct {
	Plan        string       `json:"plan"`
	Status      Status       `json:"status"`
	Differences []Difference `json:"differences"`
	Remarks     []Difference `json:"remarks"`
	Rejected    []Rejected   `json:"rejected"` // of a task that is not found: what came nearest to it
}

// Rejected is a task that was held against a task of the baseline, and was not
// near enough to stand in its row.
type Rejected struct {
	Against string  `json:"against"` // id of the task of the baseline
	Task    string  `json:"task"`
	Text    string  `json:"text"`
	Page    int     `json:"page"`
	Score   float64 `json:"score"`
}

// Baseline says how far the other plans carry one plan out.
type Baseline struct {
	Plan     string     `json:"plan"`
	Coverage []Coverage `json:"coverage"` // a line for each other plan
	Sections []Coverage `json:"sections"` // a line for each section of the baseline and plan; without additions
}

// Coverage counts tasks by status: those of the baseline, and for local additions
// those of the plan.
type Coverage struct {
	Plan    string         `json:"plan"`
	Section string         `json:"section"` // outermost heading in the baseline; "" for all
	Gaps    []string       `json:"gaps"`
	Counts  map[Status]int `json:"counts"`
}

// holdAgainst says of each row of the comparison what became of it in the plans
// behind the first, which is the baseline.
func (b *builder) holdAgainst(c *Comparison, gaps map[string][]string) {
	c.Baseline = &Baseline{Plan: c.Plans[0].ID}
	nearest := b.rejected()
	for i := range c.Rows {
		c.Rows[i].Statuses = statuses(&c.Rows[i], c.Plans, gaps, nearest)
	}
	c.Cover(gaps)
}

// place is a task of the baseline and another plan.
type place struct{ task, plan string }

// statuses judges a row in every plan but the baseline, which is the first.
func statuses(row *Row, plans []Column, gaps map[string][]string, nearest map[place][]Rejected) []RowStatus {
	byPlan := map[string][]Member{}
	for _, m := range row.Members {
		byPlan[m.Plan] = append(byPlan[m.Plan], m)
	}
	was := byPlan[plans[0].ID]
	out := []RowStatus{}
	for _, p := range plans[1:] {
		is := byPlan[p.ID]
		s := RowStatus{Plan: p.ID, Differences: []Difference{}, Remarks: []Difference{}, Rejected: []Rejected{}}
		switch {
		case p.ID == plans[0].ID || len(was)+len(is) == 0:
			continue
		case len(was) == 0:
			s.Status = Added
		case len(is) == 0:
			s.Status = NotFound
			if len(gaps[p.ID]) > 0 {
				s.Status = Unread
			}
			for _, m := range was {
				s.Rejected = append(s.Rejected, nearest[place{m.Task, p.ID}]...)
			}
		default:
			s.Differences, s.Remarks = differences(was, is)
			s.Status = statusOf(s.Differences)
		}
		out = append(out, s)
	}
	return out
}

// statusOf is what differences come to.
func statusOf(diffs []Difference) Status {
	status := Kept
	for _, d := range diffs {
		switch d.Kind {
		case LowerTarget, LaterVaguer:
			return Weaker
		default:
			status = Changed
		}
	}
	return status
}

// Cover counts the statuses of the rows anew, as after rows have been left out.
func (c *Comparison) Cover(gaps map[string][]string) {
	if c.Baseline == nil {
		return
	}
	type line struct{ section, plan string }
	at := map[line]*Coverage{}
	all, sections := []*Coverage{}, []*Coverage{}
	get := func(list *[]*Coverage, l line) *Coverage {
		if at[l] == nil {
			at[l] = &Coverage{Plan: l.plan, Section: l.section, Gaps: nonNil(gaps[l.plan]), Counts: map[Status]int{}}
			for _, s := range Statuses() {
				at[l].Counts[s] = 0
			}
			*list = append(*list, at[l])
		}
		return at[l]
	}
	for _, p := range c.Plans {
		if p.ID != c.Baseline.Plan {
			get(&all, line{"", p.ID})
		}
	}
	for _, row := range c.Rows {
		tasks := map[string]int{}
		for _, m := range row.Members {
			tasks[m.Plan]++
		}
		for _, s := range row.Statuses {
			if s.Status == Added {
				get(&all, line{"", s.Plan}).Counts[Added] += tasks[s.Plan]
				continue
			}
			n := tasks[c.Baseline.Plan]
			get(&all, line{"", s.Plan}).Counts[s.Status] += n
			if row.Section != "" {
				get(&sections, line{row.Section, s.Plan}).Counts[s.Status] += n
			}
		}
	}
	c.Baseline.Coverage, c.Baseline.Sections = values(all), values(sections)
	slices.SortStableFunc(c.Baseline.Sections, func(a, b Coverage) int {
		return cmp.Compare(firstOf(sections, a.Section), firstOf(sections, b.Section))
	})
}

// firstOf is the place of the first line of a section.
func firstOf(list []*Coverage, section string) int {
	return slices.IndexFunc(list, func(c *Coverage) bool { return c.Section == section })
}

func values(list []*Coverage) []Coverage {
	out := []Coverage{}
	for _, c := range list {
		out = append(out, *c)
	}
	return out
}

// In is the status of the row in a plan; nil without one.
func (r *Row) In(plan string) *RowStatus {
	for i := range r.Statuses {
		if r.Statuses[i].Plan == plan {
			return &r.Statuses[i]
		}
	}
	return nil
}

// nearMisses is how many rejected candidates are kept of each plan for a task;
// what shares less than leastNear with it is no candidate.
const (
	nearMisses = 3
	leastNear  = 0.05
)

// rejected scores the tasks of the first plan against the candidates of every
// other plan in which they have no counterpart, each plan by an index of its own.
func (b *builder) rejected() map[place][]Rejected {
	out := map[place][]Rejected{}
	if len(b.plans) < 2 {
		return out
	}
	base := b.profiles[:b.first[1]]
	met := meetings{weight: make([]float64, len(b.profiles))}
	for plan := 1; plan < len(b.plans); plan++ {
		end := len(b.profiles)
		if plan+1 < len(b.plans) {
			end = b.first[plan+1]
		}
		own := b.profiles[b.first[plan]:end]
		tasks := make([]int, len(own))
		for i := range tasks {
			tasks[i] = i
		}
		index := newPostings(own, tasks)
		for i, p := range base {
			if slices.ContainsFunc(b.rowOf[i].tasks, func(t int) bool { return b.profiles[t].plan == plan }) {
				continue
			}
			var list []Rejected
			for _, j := range index.candidates(own, p, len(own), &met) {
				if score := compareTasks(p, own[j]).total; score >= leastNear {
					t := b.plans[plan].Tasks[own[j].task]
					list = append(list, Rejected{Against: b.plans[0].Tasks[p.task].ID, Task: t.ID, Text: t.Text, Page: t.Page, Score: rounded(score)})
				}
			}
			slices.SortFunc(list, func(x, y Rejected) int { return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.Task, y.Task)) })
			out[place{b.plans[0].Tasks[p.task].ID, b.plans[plan].Document.ID}] = list[:min(nearMisses, len(list))]
		}
	}
	return out
}
