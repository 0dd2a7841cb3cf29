package compare

import (
	"cmp"
	"maps"
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

// Statuses are the statuses with a baseline, in the order in which summaries list
// them.
func Statuses() []Status { return []Status{Kept, Changed, Weaker, NotFound, Unread, Added} }

// Gaps of a plan: reasons why a task that is not found may still be there.
const (
	GapPages = "pages-unread" // pages without text
	GapCut   = "cut-short"    // the text ends within a provision
)

// RowStatus is the status of a row in one plan.
type RowStatus struct {
	Plan        string       `json:"plan"`
	Against     string       `json:"against,omitempty"` // over time: id of the earlier plan
	Status      Status       `json:"status"`
	Also        []Status     `json:"also,omitempty"` // over time: what changed besides
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
	Against string         `json:"against,omitempty"` // over time: id of the earlier plan
	Section string         `json:"section"`           // outermost heading in the baseline; "" for all
	Gaps    []string       `json:"gaps"`
	Counts  map[Status]int `json:"counts"`
}

// holdAgainst says of each row of the comparison what became of it from the
// earlier plan of each step to the later one.
func (b *builder) holdAgainst(c *Comparison, gaps map[string][]string) {
	nearest := b.rejected(c.Steps())
	for i := range c.Rows {
		c.Rows[i].Statuses = c.statuses(&c.Rows[i], gaps, nearest)
	}
	c.Cover(gaps)
}

// Steps are the pairs of plans that are held against each other: each with the
// baseline, or each with the one before it.
func (c *Comparison) Steps() []Step {
	switch {
	case c.OverTime != nil:
		return c.OverTime.Steps
	case c.Baseline == nil:
		return nil
	}
	var steps []Step
	for _, p := range c.Plans {
		if p.ID != c.Baseline.Plan {
			steps = append(steps, Step{c.Baseline.Plan, p.ID})
		}
	}
	return steps
}

// place is a task of the earlier plan of a step.
type place struct {
	Step
	task string
}

// statuses judges a row in every step.
func (c *Comparison) statuses(row *Row, gaps map[string][]string, nearest map[place][]Rejected) []RowStatus {
	byPlan := map[string][]Member{}
	for _, m := range row.Members {
		byPlan[m.Plan] = append(byPlan[m.Plan], m)
	}
	out := []RowStatus{}
	for _, step := range c.Steps() {
		was, is := byPlan[step.Earlier], byPlan[step.Later]
		s := RowStatus{Plan: step.Later, Differences: []Difference{}, Remarks: []Difference{}, Rejected: []Rejected{}}
		added, missing := Added, NotFound
		if c.OverTime != nil {
			s.Against, added, missing = step.Earlier, New, Dropped
		}
		switch {
		case len(was)+len(is) == 0:
			continue
		case len(was) == 0:
			s.Status = added
		case len(is) == 0:
			s.Status = missing
			if len(gaps[step.Later]) > 0 {
				s.Status = Unread
			}
			for _, m := range was {
				s.Rejected = append(s.Rejected, nearest[place{step, m.Task}]...)
			}
		case c.OverTime != nil:
			c.changes(&s, was, is)
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
	if c.Baseline == nil && c.OverTime == nil {
		return
	}
	all, sections := c.newTally(gaps), c.newTally(gaps)
	for _, step := range c.Steps() {
		all.line("", step)
	}
	for i := range c.Rows {
		row := &c.Rows[i]
		tasks := map[string][]Member{}
		for _, m := range row.Members {
			tasks[m.Plan] = append(tasks[m.Plan], m)
		}
		for _, step := range c.Steps() {
			s := row.after(step)
			if s == nil {
				continue
			}
			counted, section := tasks[step.Earlier], row.Section
			if s.Status == Added || s.Status == New {
				counted = tasks[step.Later]
			}
			if len(counted) == 0 {
				continue // filtered out
			}
			if c.OverTime != nil {
				section = outermost(counted[0].Section) // the row may begin in the plan of another locality
			}
			for _, status := range append([]Status{s.Status}, s.Also...) {
				all.line("", step).Counts[status] += len(counted)
				if section != "" && status != Added {
					sections.line(section, step).Counts[status] += len(counted)
				}
			}
		}
	}
	slices.SortStableFunc(sections.lines, func(x, y *Coverage) int {
		return cmp.Compare(firstOf(sections.lines, x.Section), firstOf(sections.lines, y.Section))
	})
	if c.OverTime != nil {
		c.OverTime.Coverage, c.OverTime.Sections = values(all.lines), values(sections.lines)
	} else {
		c.Baseline.Coverage, c.Baseline.Sections = values(all.lines), values(sections.lines)
	}
}

// tally counts statuses, a line for each section and step.
type tally struct {
	lines []*Coverage
	at    map[tallied]*Coverage
	none  map[Status]int
	gaps  map[string][]string
	named bool // the earlier plan, since there are several
}

type tallied struct {
	section string
	Step
}

func (c *Comparison) newTally(gaps map[string][]string) *tally {
	t := &tally{at: map[tallied]*Coverage{}, none: map[Status]int{}, gaps: gaps, named: c.OverTime != nil}
	for _, s := range c.Statuses() {
		t.none[s] = 0
	}
	return t
}

// line is the line of a section and step, made if there is none.
func (t *tally) line(section string, step Step) *Coverage {
	key := tallied{section, step}
	if t.at[key] == nil {
		line := &Coverage{Plan: step.Later, Section: section, Gaps: nonNil(t.gaps[step.Later]), Counts: maps.Clone(t.none)}
		if t.named {
			line.Against = step.Earlier
		}
		t.at[key] = line
		t.lines = append(t.lines, line)
	}
	return t.at[key]
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

// after is the status of the row after a step; nil without one.
func (r *Row) after(step Step) *RowStatus {
	for i := range r.Statuses {
		if s := &r.Statuses[i]; s.Plan == step.Later && (s.Against == "" || s.Against == step.Earlier) {
			return s
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

// rejected scores the tasks of the earlier plan of each step against the
// candidates of the later one, if they have no counterpart there.
func (b *builder) rejected(steps []Step) map[place][]Rejected {
	at := map[string]int{}
	for i, p := range b.plans {
		at[p.Document.ID] = i
	}
	out := map[place][]Rejected{}
	met := meetings{weight: make([]float64, len(b.profiles))}
	for _, step := range steps {
		earlier, later := at[step.Earlier], at[step.Later]
		own := b.profiles[b.first[later]:b.end(later)]
		tasks := make([]int, len(own))
		for i := range tasks {
			tasks[i] = i
		}
		index := newPostings(own, tasks)
		for i := b.first[earlier]; i < b.end(earlier); i++ {
			if b.hasIn(i, later) {
				continue
			}
			p := b.profiles[i]
			name := b.plans[earlier].Tasks[p.task].ID
			var list []Rejected
			for _, j := range index.candidates(own, p, len(own), &met) {
				if score := compareTasks(p, own[j]).total; score >= leastNear {
					t := b.plans[later].Tasks[own[j].task]
					list = append(list, Rejected{Against: name, Task: t.ID, Text: t.Text, Page: t.Page, Score: rounded(score)})
				}
			}
			slices.SortFunc(list, func(x, y Rejected) int { return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.Task, y.Task)) })
			out[place{step, name}] = list[:min(nearMisses, len(list))]
		}
	}
	return out
}

// end is the place behind the last task of a plan among the profiles.
func (b *builder) end(plan int) int {
	if plan+1 < len(b.first) {
		return b.first[plan+1]
	}
	return len(b.profiles)
}
