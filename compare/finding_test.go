package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"doichieu/extract"
)

// TestFindings: the odd one out is named, in the order of telling, and what all
// have alike is not.
func TestFindings(t *testing.T) {
	member := func(plan, lead, to string, share float64) Member {
		m := side(lead, "Việc của "+plan)[0]
		m.Plan, m.Task = plan, "a"
		if to != "" {
			m.Deadlines = []extract.Deadline{{Raw: "trước " + to, Kind: extract.By, To: to}}
		}
		if share > 0 {
			m.Targets = []extract.Target{{Raw: fmt.Sprint(share, "%"), Op: ">=", Value: share, Unit: "%"}}
		}
		return m
	}
	c := &Comparison{Plans: []Column{{ID: "A"}, {ID: "B"}, {ID: "C"}}, Rows: []Row{
		{ID: "alike", Score: 1, Members: []Member{member("A", "x", "2025-05-01", 0), member("B", "x", "2025-05-01", 0), member("C", "x", "2025-05-01", 0)}},
		{ID: "only", Score: 1, Members: []Member{member("B", "x", "", 0)}},
		{ID: "absent", Score: 0.5, Members: []Member{member("A", "x", "", 0), member("C", "x", "", 0)}},
		{ID: "target", Score: 1, Members: []Member{member("A", "x", "", 90), member("B", "x", "", 50), member("C", "x", "", 90)}},
		{ID: "date", Score: 1, Members: []Member{member("A", "x", "2025-05-01", 0), member("B", "x", "", 0), member("C", "x", "2025-06-01", 0)}},
		{ID: "measure is later", Score: 1, Members: []Member{member("A", "x", "2026-05-01", 0), member("B", "x", "2025-05-01", 0)}},
		{ID: "lead", Score: 1, Members: []Member{member("A", "y", "", 0), member("B", "x", "", 0), member("C", "x", "", 0)}},
	}}
	var got []string
	for _, f := range c.FindDifferences(map[string][]string{"B": {GapCut}}) {
		line := fmt.Sprintf("%s %s: %s against %q", f.Kind, f.Row, f.Here.Plan, f.Measure.Plan)
		got = append(got, strings.TrimSpace(line+" "+strings.Join(f.Gaps, " ")))
		if f.Here.Task == "" != (f.Kind == FindAbsent) || f.Measure.Text == "" != (f.Kind == FindOnlyOne) {
			t.Errorf("%s lacks a side: %+v", line, f)
		}
	}
	want := []string{
		`other-lead lead: A against "B"`,
		`later measure is later: A against "B"`,
		`later date: C against "A"`,
		`missing-deadline date: B against "A"`,
		`lower-target target: B against "A"`,
		`absent measure is later: C against "A"`,
		`absent absent: B against "A" cut-short`,
		`only-one only: B against ""`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	later := func() (n int) {
		for _, f := range c.FindDifferences(nil) {
			if f.Kind == FindLater {
				n++
			}
		}
		return n
	}
	c.Plans[0].Issued, c.Plans[1].Issued, c.Plans[2].Issued = "2026-01-01", "2025-03", "2025-04-01"
	if n := later(); n != 0 {
		t.Errorf("%d later days between plans of two years", n)
	}
	c.Plans[0].Issued = "2025"
	if n := later(); n != 2 {
		t.Errorf("%d later days between plans of one year, want 2", n)
	}
	c.Baseline = &Baseline{Plan: "A"}
	if got := c.FindDifferences(nil)[0]; got.Here.Plan != "B" || got.Measure.Plan != "A" {
		t.Errorf("with a baseline the finding is about %s against %s", got.Here.Plan, got.Measure.Plan)
	}
}
