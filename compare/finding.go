package compare

import (
	"cmp"
	"slices"
	"time"
)

// What is worth a reader's eye
//
// Of each row that several plans share, one plan is the measure: the baseline, or
// else the one that differs least from the others, so that the odd one out is
// named and not the many. What a plan has otherwise than the measure is a
// finding, said of the plan that is the worse for it: where the measure itself is
// the later one, the finding is about the measure, held against the first plan
// that is earlier. Of a row, a plan has one finding of a kind at most. Days of
// plans issued in different years are not held against each other.
//
// Findings are ranked by kind, in the order of [FindingKinds]: who does it comes
// before by when, what is left out before what is low, and a task that one plan
// alone has says the least, since it may be a local need. Within a kind the
// weight decides, from 0 to 1:
//
//	score of the row × share of the plans that have it [× delay / (delay + half a year)]
//
// A row that surely holds together and that many plans have comes first; of two
// delays the longer one. The weight says nothing across kinds.

// FindingKind is what a finding is about.
type FindingKind string

// The kinds of findings.
const (
	FindLead    FindingKind = "other-lead"       // another agency leads
	FindLater   FindingKind = "later"            // the last day is later
	FindNoDate  FindingKind = "missing-deadline" // no time limit where the measure has one
	FindLower   FindingKind = "lower-target"
	FindAbsent  FindingKind = "absent"   // all plans but this one have the task
	FindOnlyOne FindingKind = "only-one" // this plan alone has the task
)

// FindingKinds are the kinds of findings, the most telling first.
func FindingKinds() []FindingKind {
	return []FindingKind{FindLead, FindLater, FindNoDate, FindLower, FindAbsent, FindOnlyOne}
}

// halfYear is the delay, in days, that counts half.
const halfYear = 182

// Finding is a difference between two plans, or between one and all others.
type Finding struct {
	Kind   FindingKind `json:"kind"`
	Weight float64     `json:"weight"`
	Row    string      `json:"row"` // id of the row
	Topic  string      `json:"topic"`
	// Measure is what the plan is held against, in the words of another plan;
	// without a plan where a task is only here.
	Measure FindingSide `json:"measure"`
	// Here is the plan that the finding is about; without a task where the task
	// is absent.
	Here FindingSide `json:"here"`
	// Gaps say why an absent task may still be in the plan.
	Gaps []string `json:"gaps"`
}

// FindingSide is one side of a finding.
type FindingSide struct {
	Plan  string `json:"plan"`
	Task  string `json:"task"`
	Page  int    `json:"page"`
	Words string `json:"words"` // the leads, deadlines or target that differ
	Text  string `json:"text"`  // the task as printed
}

// FindDifferences lists the findings of the rows, the most telling first. gaps
// are those of [Options.Gaps].
func (c *Comparison) FindDifferences(gaps map[string][]string) []Finding {
	out := []Finding{}
	for i := range c.Rows {
		out = append(out, c.findingsOf(&c.Rows[i], gaps)...)
	}
	order := FindingKinds()
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind)), cmp.Compare(b.Weight, a.Weight))
	})
	return out
}

// cellOf is what one plan has in a row.
type cellOf struct {
	plan    string
	members []Member
}

// cellsOf groups the members of a row by plan, in the order of the columns.
func cellsOf(row *Row) []cellOf {
	var cells []cellOf
	for _, m := range row.Members {
		at := slices.IndexFunc(cells, func(c cellOf) bool { return c.plan == m.Plan })
		if at < 0 {
			at = len(cells)
			cells = append(cells, cellOf{plan: m.Plan})
		}
		cells[at].members = append(cells[at].members, m)
	}
	return cells
}

func (c *Comparison) findingsOf(row *Row, gaps map[string][]string) []Finding {
	cells := cellsOf(row)
	share := float64(len(cells)) / float64(len(c.Plans))
	finding := func(kind FindingKind, measure, here FindingSide) Finding {
		return Finding{Kind: kind, Weight: rounded(row.Score * share), Row: row.ID, Topic: row.Topic, Measure: measure, Here: here, Gaps: []string{}}
	}
	var out []Finding
	switch {
	case len(cells) == 1:
		return append(out, finding(FindOnlyOne, FindingSide{}, sideOf(cells[0], "")))
	case len(cells) == len(c.Plans)-1:
		for _, p := range c.Plans {
			if !slices.ContainsFunc(cells, func(x cellOf) bool { return x.plan == p.ID }) {
				f := finding(FindAbsent, sideOf(cells[0], ""), FindingSide{Plan: p.ID})
				f.Gaps = nonNil(gaps[p.ID])
				out = append(out, f)
			}
		}
	}
	measure := c.measure(cells)
	type about struct {
		kind FindingKind
		plan string
	}
	seen := map[about]bool{}
	for i, cell := range cells {
		if i == measure {
			continue
		}
		diffs, _ := differences(cells[measure].members, cell.members)
		for _, d := range diffs {
			kind, turned := findingKind(d.Kind)
			was, is := sideOf(cells[measure], d.Was), sideOf(cell, d.Is)
			if turned {
				was, is = is, was
			}
			if kind == "" || seen[about{kind, is.Plan}] || kind == FindLater && c.yearsApart(was.Plan, is.Plan) {
				continue
			}
			seen[about{kind, is.Plan}] = true
			f := finding(kind, was, is)
			if kind == FindLater {
				days := delay(cells[measure].members, cell.members)
				f.Weight = rounded(f.Weight * days / (days + halfYear))
			}
			out = append(out, f)
		}
	}
	return out
}

// yearsApart reports whether two plans were issued in different years: the days
// of the newer one are later of necessity.
func (c *Comparison) yearsApart(a, b string) bool {
	year := func(plan string) string {
		at := slices.IndexFunc(c.Plans, func(p Column) bool { return p.ID == plan })
		if at < 0 || len(c.Plans[at].Issued) < 4 {
			return ""
		}
		return c.Plans[at].Issued[:4]
	}
	x, y := year(a), year(b)
	return x != "" && y != "" && x != y
}

// findingKind is what a difference makes of itself as a finding; turned if the
// finding is about the measure.
func findingKind(k DifferenceKind) (kind FindingKind, turned bool) {
	switch k {
	case OtherLead:
		return FindLead, false
	case Later, LaterVaguer:
		return FindLater, false
	case Earlier:
		return FindLater, true
	case MissingDate:
		return FindNoDate, false
	case AddedDate:
		return FindNoDate, true
	case LowerTarget:
		return FindLower, false
	case HigherTarget:
		return FindLower, true
	}
	return "", false
}

// sideOf is the first task of a cell, with the words that differ.
func sideOf(c cellOf, words string) FindingSide {
	m := c.members[0]
	return FindingSide{Plan: c.plan, Task: m.Task, Page: m.Page, Words: words, Text: m.Text}
}

// judges is how many plans of a row are asked which of them is the measure.
const judges = 12

// measure is the place of the cell that the others are held against.
func (c *Comparison) measure(cells []cellOf) int {
	if c.Baseline != nil {
		if at := slices.IndexFunc(cells, func(x cellOf) bool { return x.plan == c.Baseline.Plan }); at >= 0 {
			return at
		}
	}
	best, fewest := 0, -1
	asked := cells[:min(judges, len(cells))]
	for i, x := range asked {
		n := 0
		for j, y := range asked {
			if i != j {
				diffs, _ := differences(x.members, y.members)
				n += len(diffs)
			}
		}
		if fewest < 0 || n < fewest {
			best, fewest = i, n
		}
	}
	return best
}

// delay is how many days lie between the last days of two sides.
func delay(a, b []Member) float64 {
	x, err1 := time.Parse(time.DateOnly, limitOf(a).to)
	y, err2 := time.Parse(time.DateOnly, limitOf(b).to)
	if err1 != nil || err2 != nil {
		return 0
	}
	return max(x.Sub(y), y.Sub(x)).Hours() / 24
}
