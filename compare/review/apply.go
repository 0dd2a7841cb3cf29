package review

import (
	"slices"
	"strings"
	"time"

	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/extract"
)

// Decided are decisions in force, ready to be applied.
type Decided struct {
	list    []corpus.Decision
	byTasks map[string][]int // places in list, by clashKey; nil until it is asked for
}

// New takes a log of decisions, as [corpus.Library.Decisions] gives it.
func New(log []corpus.Decision) *Decided { return &Decided{list: corpus.InForce(log)} }

// List are the decisions in force, in the order in which they were recorded.
func (d *Decided) List() []corpus.Decision { return d.list }

// Apply gives the plan with the cells that people corrected; the plan given
// stays as it is. A corrected cell has the rule [extract.RuleReview], and one
// that was confirmed says so in its Review.
func (d *Decided) Apply(p *extract.Plan) *extract.Plan {
	var f *finder
	out := p
	for _, dec := range d.list {
		if dec.Kind == corpus.DecidePair || dec.Verdict == corpus.Unsure {
			continue
		}
		if f == nil {
			f = newFinder(p)
		}
		i, _ := f.find(dec.Tasks[0])
		if i < 0 {
			continue
		}
		if out == p {
			copied := *p
			copied.Tasks = slices.Clone(p.Tasks)
			out = &copied
		}
		out.Tasks[i] = correct(out.Tasks[i], dec)
	}
	return out
}

// correct is the task with the cell of a decision as it says.
func correct(t extract.Task, d corpus.Decision) extract.Task {
	review := &extract.Review{ID: d.ID, By: d.By, Given: d.Given, Why: d.Why}
	if d.Verdict == corpus.Confirm {
		return confirm(t, d, review)
	}
	start := 0
	if len(t.Span) > 0 {
		start = t.Span[0].Start
	}
	place := corpus.Span{Start: start, End: start}
	if d.Kind == corpus.DecideDeadline {
		t.Deadlines = []extract.Deadline{}
		if d.Verdict == corpus.Set {
			t.Deadlines = append(t.Deadlines, extract.Deadline{
				Raw: Day(d.Day), Kind: extract.By, To: d.Day, Span: place, Page: t.Page,
				Rule: extract.RuleReview, Confidence: 1, Review: review,
			})
		}
		return t
	}
	role := roleOf(d.Kind)
	kept := []extract.Assignment{}
	for _, a := range t.Assignments {
		// An agency that is given another part no longer has its own.
		given := slices.ContainsFunc(d.Agencies, func(o corpus.Owner) bool { return o.ID == a.Agency })
		if a.Role != role && !given {
			kept = append(kept, a)
		}
	}
	set := []extract.Assignment{}
	for _, o := range d.Agencies {
		set = append(set, extract.Assignment{
			Role: role, Agency: o.ID, Name: o.Name, Span: place, Page: t.Page,
			Rule: extract.RuleReview, Confidence: 1, Review: review,
		})
	}
	t.Assignments = append(set, kept...)
	return t
}

// confirm marks a cell as looked at, if it still holds what was confirmed.
func confirm(t extract.Task, d corpus.Decision, review *extract.Review) extract.Task {
	if Held(t, d.Kind) != d.Was {
		return t
	}
	if d.Kind == corpus.DecideDeadline {
		t.Deadlines = slices.Clone(t.Deadlines)
		for i := range t.Deadlines {
			t.Deadlines[i].Confidence, t.Deadlines[i].Review = 1, review
		}
		return t
	}
	t.Assignments = slices.Clone(t.Assignments)
	for i, a := range t.Assignments {
		if a.Role == roleOf(d.Kind) {
			t.Assignments[i].Confidence, t.Assignments[i].Review = 1, review
		}
	}
	return t
}

func roleOf(kind corpus.DecisionKind) extract.Role {
	if kind == corpus.DecideCoordinating {
		return extract.Coordinating
	}
	return extract.Lead
}

// Held is what a cell of a task holds, in the form of [corpus.Decision.Was]: ids
// of agencies, or the printed words of time limits.
func Held(t extract.Task, kind corpus.DecisionKind) string {
	var list []string
	if kind == corpus.DecideDeadline {
		for _, d := range t.Deadlines {
			list = append(list, d.Raw)
		}
	} else {
		for _, a := range t.ByRole(roleOf(kind)) {
			list = append(list, a.Agency)
		}
		slices.Sort(list)
	}
	return strings.Join(list, "; ")
}

// Day is an ISO day as people in Viet Nam write it: 31/12/2025.
func Day(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return t.Format("02/01/2006")
}

// Verdicts are the decisions about pairs of tasks of the plans, for
// [compare.Options].
func (d *Decided) Verdicts(plans []*extract.Plan) []compare.Verdict {
	var out []compare.Verdict
	fs := finders{}
	for _, dec := range d.list {
		if dec.Kind != corpus.DecidePair {
			continue
		}
		for _, a := range fs.all(plans, dec.Tasks[0]) {
			for _, b := range fs.all(plans, dec.Tasks[1]) {
				if a != b {
					out = append(out, compare.Verdict{ID: dec.ID, Says: dec.Verdict, A: a, B: b})
				}
			}
		}
	}
	return out
}

// finders are made when a plan is first asked.
type finders map[*extract.Plan]*finder

func (fs finders) of(p *extract.Plan) *finder {
	if fs[p] == nil {
		fs[p] = newFinder(p)
	}
	return fs[p]
}

// all are the tasks of the plans that an anchor means.
func (fs finders) all(plans []*extract.Plan, a corpus.Anchor) []compare.TaskName {
	var list []compare.TaskName
	for _, p := range plans {
		if p.Document.ID != a.Document && !sameEdition(a, p.Document) {
			continue
		}
		if i, _ := fs.of(p).find(a); i >= 0 {
			list = append(list, compare.TaskName{Plan: p.Document.ID, Task: p.Tasks[i].ID})
		}
	}
	return list
}
