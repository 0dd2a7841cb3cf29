// Package eval measures an extraction against labels that people made by hand:
// precision, recall and F1 for each field, and the share of rows that need no
// correction.
//
// How it is measured:
//
//  1. labels.go reads the labels, one JSON object a line: the record of the
//     document, its tasks and its targets, each with the lines it stands in;
//  2. align.go pairs labelled and extracted tasks in reading order by the words
//     they share: a task is found where that overlap is at least 0.80;
//  3. this file compares the pairs. Agencies are sets of ids, deadlines sets of
//     kind, dates and period; what an unpaired task carries counts against its
//     side. A row is right if it was found and its leads, its coordinating
//     bodies and its deadlines are all exact.
//
// It reads no files and knows nothing of how the extraction was made.
package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"doichieu/extract"
)

// Count holds how many values agree, how many were invented and how many missed.
type Count struct {
	Right   int `json:"right"`
	Extra   int `json:"extra"`
	Missing int `json:"missing"`
}

// Precision is the share of the extracted values that are right, 1 if there are none.
func (c Count) Precision() float64 { return ratio(c.Right, c.Right+c.Extra) }

// Recall is the share of the labelled values that were found, 1 if there are none.
func (c Count) Recall() float64 { return ratio(c.Right, c.Right+c.Missing) }

// F1 is the harmonic mean of precision and recall.
func (c Count) F1() float64 {
	p, r := c.Precision(), c.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func ratio(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// Fault is one thing that is not as labelled.
type Fault struct {
	Field   string   `json:"field"` // missed, extra, lead, coordinating, deadlines, or a field of the record
	Task    string   `json:"task"`  // id of the labelled task, of the extracted one for extra, "" for the record
	Text    string   `json:"text"`  // beginning of a missed or extra task
	Wrong   []string `json:"wrong"`
	Missing []string `json:"missing"`
}

// Report is the outcome of a measurement.
type Report struct {
	Rows         int     `json:"rows"`       // labelled tasks
	RowsRight    int     `json:"rows_right"` // of them without any fault
	Tasks        Count   `json:"tasks"`
	Lead         Count   `json:"lead"`
	Coordinating Count   `json:"coordinating"`
	Deadlines    Count   `json:"deadlines"`
	Targets      Count   `json:"targets"`
	Fields       int     `json:"fields"` // of the record that are labelled
	FieldsRight  int     `json:"fields_right"`
	Faults       []Fault `json:"faults"`
}

// RowsShare is the share of the labelled rows that are right.
func (r *Report) RowsShare() float64 { return ratio(r.RowsRight, r.Rows) }

// Score measures a plan against labels; lines are those of the source that the
// labels' line numbers point into.
func Score(l *Labels, lines []string, plan *extract.Plan) *Report {
	r := &Report{Rows: len(l.Tasks), Faults: []Fault{}}
	labelled := make([][]string, len(l.Tasks))
	for i, t := range l.Tasks {
		labelled[i] = tokens(t.text(lines))
	}
	extracted := make([][]string, len(plan.Tasks))
	for i, t := range plan.Tasks {
		extracted[i] = tokens(t.Text)
	}
	pairs := align(labelled, extracted)
	r.rows(l, lines, plan, pairs)
	r.targets(l, plan)
	r.record(l, plan.Document)
	return r
}

// rows compares the tasks and what they carry; pairs gives each labelled task
// the extracted one, -1 for none.
func (r *Report) rows(l *Labels, lines []string, plan *extract.Plan, pairs []int) {
	paired := map[int]bool{}
	for _, j := range pairs {
		if j >= 0 {
			paired[j] = true
			r.Tasks.Right++
		}
	}
	r.Tasks.Extra, r.Tasks.Missing = len(plan.Tasks)-r.Tasks.Right, len(l.Tasks)-r.Tasks.Right
	for j, t := range plan.Tasks {
		if paired[j] {
			continue
		}
		r.Lead.Extra += len(agencies(t, extract.Lead, nil))
		r.Coordinating.Extra += len(agencies(t, extract.Coordinating, nil))
		r.Deadlines.Extra += len(t.Deadlines)
		r.Faults = append(r.Faults, Fault{Field: "extra", Task: t.ID, Text: t.Text, Wrong: []string{}, Missing: []string{}})
	}
	for i, t := range l.Tasks {
		var found *extract.Task
		if pairs[i] >= 0 {
			found = &plan.Tasks[pairs[i]]
		} else {
			r.Faults = append(r.Faults, Fault{Field: "missed", Task: t.ID, Text: t.text(lines), Wrong: []string{}, Missing: []string{}})
		}
		if r.row(t, found) && found != nil {
			r.RowsRight++
		}
	}
}

// row compares one labelled task with the extracted one, nil for none, and
// reports whether all its fields agree.
func (r *Report) row(t Task, found *extract.Task) bool {
	want := map[string][]string{"lead": folded(t.Lead), "coordinating": folded(t.Coord), "deadlines": t.deadlines()}
	got := map[string][]string{}
	if found != nil {
		got["lead"] = agencies(*found, extract.Lead, want["lead"])
		got["coordinating"] = agencies(*found, extract.Coordinating, want["coordinating"])
		got["deadlines"] = deadlines(found.Deadlines)
	}
	right := true
	for _, field := range []struct {
		name  string
		count *Count
	}{{"lead", &r.Lead}, {"coordinating", &r.Coordinating}, {"deadlines", &r.Deadlines}} {
		wrong, missing := minus(got[field.name], want[field.name]), minus(want[field.name], got[field.name])
		field.count.Right += len(want[field.name]) - len(missing)
		field.count.Extra += len(wrong)
		field.count.Missing += len(missing)
		if len(wrong)+len(missing) == 0 {
			continue
		}
		right = false
		if found != nil {
			r.Faults = append(r.Faults, Fault{Field: field.name, Task: t.ID, Wrong: wrong, Missing: missing})
		}
	}
	return right
}

// targets compares the targets as a bag of values, whatever task carries them.
func (r *Report) targets(l *Labels, plan *extract.Plan) {
	bag := map[string]int{}
	for _, t := range l.Targets {
		bag[t.key()]++
	}
	for _, t := range plan.Targets {
		key := Target{Value: t.Value, Unit: t.Unit, Op: t.Op, By: t.By}.key()
		if bag[key] > 0 {
			bag[key]--
			r.Targets.Right++
		}
	}
	r.Targets.Extra, r.Targets.Missing = len(plan.Targets)-r.Targets.Right, len(l.Targets)-r.Targets.Right
}

// record compares the fields of the record that are labelled.
func (r *Report) record(l *Labels, d extract.Record) {
	for _, f := range []struct{ name, got string }{
		{"number", d.Number}, {"doc_type", d.DocType}, {"locality", d.Locality}, {"issued", d.Issued}, {"signer", d.Signer},
	} {
		want, labelled := l.Record[f.name]
		if !labelled {
			continue
		}
		r.Fields++
		if normal(want) == normal(f.got) {
			r.FieldsRight++
			continue
		}
		r.Faults = append(r.Faults, Fault{Field: f.name, Wrong: []string{f.got}, Missing: []string{want}})
	}
}

// Write prints the figures, the summary last.
func (r *Report) Write(w io.Writer) error {
	var b strings.Builder
	for _, f := range r.fields() {
		fmt.Fprintf(&b, "%-13s precision %.3f  recall %.3f  F1 %.3f\n", f.name, f.Precision(), f.Recall(), f.F1())
	}
	fmt.Fprintf(&b, "document      %d/%d fields\nrows %.3f (%d/%d)", r.FieldsRight, r.Fields, r.RowsShare(), r.RowsRight, r.Rows)
	for _, f := range r.fields() {
		fmt.Fprintf(&b, "  %s %.3f", f.name, f.F1())
	}
	fmt.Fprintf(&b, "  document %d/%d\n", r.FieldsRight, r.Fields)
	_, err := io.WriteString(w, b.String())
	return err
}

// named is a figure with its name.
type named struct {
	name string
	Count
}

func (r *Report) fields() []named {
	return []named{{"tasks", r.Tasks}, {"lead", r.Lead}, {"coordinating", r.Coordinating}, {"deadlines", r.Deadlines}, {"targets", r.Targets}}
}

// minus is what a has and b has not, sorted.
func minus(a, b []string) []string {
	out := []string{}
	for _, s := range a {
		if !slices.Contains(b, s) {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return out
}
