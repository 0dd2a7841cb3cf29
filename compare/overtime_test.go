package compare

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"doichieu/extract"
)

// yearPlans reads the two plans that were invented for the comparison over time,
// the later one first.
func yearPlans(t *testing.T) []*extract.Plan {
	t.Helper()
	var plans []*extract.Plan
	for _, name := range []string{"hai-phong-2025.txt", "hai-duong-2024.txt"} {
		data, err := os.ReadFile(filepath.Join("testdata", "years", name))
		if err != nil {
			t.Fatal(err)
		}
		plans = append(plans, readPlan(t, name, data))
	}
	return plans
}

// TestOverTime writes what became of each task of a plan of 2024 in that of 2025,
// with the counts.
func TestOverTime(t *testing.T) {
	ordered, steps, alone, err := Timeline(yearPlans(t))
	if err != nil || len(alone) != 0 {
		t.Fatalf("%d plans alone, %v", len(alone), err)
	}
	c := Compare(ordered, Options{Steps: steps})
	var out strings.Builder
	for _, h := range c.Heads(Vietnamese) {
		fmt.Fprintln(&out, h.Label)
	}
	for _, row := range c.Rows {
		fmt.Fprintf(&out, "\n%s\n", row.Topic)
		for _, s := range row.Statuses {
			fmt.Fprintln(&out, " ", s.Status, s.Also)
			for _, d := range s.Differences {
				fmt.Fprintf(&out, "    %s: %q → %q %s\n", d.Kind, d.Was, d.Is, d.Source)
			}
			for _, d := range s.Remarks {
				fmt.Fprintf(&out, "    (%s: %q → %q %s)\n", d.Kind, d.Was, d.Is, d.Source)
			}
		}
	}
	for _, line := range slices.Concat(c.OverTime.Coverage, c.OverTime.Sections) {
		fmt.Fprintf(&out, "\n%q", line.Section)
		for _, s := range c.Statuses() {
			fmt.Fprintf(&out, " %s=%d", s, line.Counts[s])
		}
	}
	golden(t, "years.txt", out.String()+"\n")
}

// TestChanges holds each status over time against what is near it and is another.
func TestChanges(t *testing.T) {
	by := func(day, raw string) extract.Deadline { return extract.Deadline{Raw: raw, Kind: extract.By, To: day} }
	june, juneNext := by("2024-06-15", "15/6/2024"), by("2025-06-15", "15/6/2025")
	share := func(v float64, by string) extract.Target {
		return extract.Target{Raw: fmt.Sprintf("%g%% hộ %s", v, by), Op: ">=", Value: v, Unit: "%", Of: "hộ", By: by}
	}
	quarterly := extract.Deadline{Raw: "trước ngày 15 hằng quý", Kind: extract.Recurring, Every: "P3M", On: "---15"}
	quarterlyLater := quarterly
	quarterlyLater.On = "---20"
	drugs := "Quản lý cơ sở cai nghiện"
	for _, c := range []struct {
		name           string
		was, is        []Member
		earlier, later string // "" for 2024-03-01 and 2025-04-01
		want           string
	}{
		{name: "the same", was: side("so-y-te", "Khám"), is: side("so-y-te", "Khám."), want: "unchanged"},
		{name: "another lead", was: side("so-y-te", ""), is: side("so-tai-chinh", ""), want: "moved: other-lead"},
		{name: "a lead for a collective", was: side("so-ban-nganh", ""), is: side("so-y-te", ""), want: "moved: collective-lead"},
		{name: "a ministry's department is another lead here", was: side("bo-y-te", ""), is: side("so-y-te", ""), want: "moved: other-lead"},
		{name: "a duty that the law moved", was: side("so-lao-dong-tbxh", drugs), is: side("cong-an-tinh", drugs), want: "moved-by-law: by-law 02/2025/NĐ-CP"},
		{
			name: "before the law's day it is a choice", was: side("so-lao-dong-tbxh", drugs), is: side("cong-an-tinh", drugs), later: "2025-02-28",
			want: "moved: other-lead",
		},
		{
			name: "before the law's day a new name is a choice, too", was: side("so-giao-thong-van-tai", ""), is: side("so-xay-dung", ""), later: "2025-02-28",
			want: "moved: other-lead",
		},
		{
			name: "a duty that the law moved elsewhere", was: side("so-lao-dong-tbxh", "Giải quyết việc làm"), is: side("cong-an-tinh", "Giải quyết việc làm"),
			want: "moved: other-lead (law-says 45/2025/NĐ-CP)",
		},
		{name: "two agencies that became one", was: side("so-giao-thong-van-tai,so-xay-dung", ""), is: side("so-xay-dung", ""), want: "moved-by-law: by-law 45/2025/NĐ-CP"},
		{name: "the heir and another one", was: side("so-giao-thong-van-tai", ""), is: side("so-xay-dung,so-y-te", ""), want: "moved: part-lead"},
		{name: "the same day a year later", was: side("", "", june), is: side("", "", juneNext), want: "unchanged (same-day-next-year)"},
		{name: "the same day of the same year", was: side("", "", june), is: side("", "", june), want: "unchanged"},
		{name: "two years later in a plan of the next year", was: side("", "", june), is: side("", "", by("2026-06-15", "15/6/2026")), want: "re-dated: later"},
		{name: "later in the year", was: side("", "", june), is: side("", "", by("2025-06-30", "30/6/2025")), want: "re-dated: later-in-year"},
		{name: "earlier in the year", was: side("", "", june), is: side("", "", by("2025-06-01", "1/6/2025")), want: "re-dated: earlier-in-year"},
		{name: "the end of February", was: side("", "", by("2024-02-29", "tháng 2")), is: side("", "", by("2025-02-28", "tháng 2")), want: "unchanged (same-day-next-year)"},
		{
			name: "a year later in a plan of the same year", was: side("", "", june), is: side("", "", juneNext), earlier: "2024-02-01", later: "2024-05-01",
			want: "re-dated: later",
		},
		{
			name: "the first of two days", was: side("", "", june, by("2024-12-15", "15/12/2024")),
			is: side("", "", by("2025-07-01", "1/7/2025"), by("2025-12-15", "15/12/2025")), want: "re-dated: other-days",
		},
		{name: "another day of the quarter", was: side("", "", quarterly), is: side("", "", quarterlyLater), want: "re-dated: other-days"},
		{name: "the same day of the quarter", was: side("", "", quarterly), is: side("", "", quarterly), want: "unchanged"},
		{name: "the same share next year", was: side("", "", share(80, "2024-12-31")), is: side("", "", share(80, "2025-12-31")), want: "unchanged (same-target-next-year)"},
		{name: "another share next year", was: side("", "", share(80, "2024-12-31")), is: side("", "", share(90, "2025-12-31")), want: "re-targeted: higher-target"},
		{
			name: "a year faces its own year first", was: side("", "", share(80, "2024-12-31"), share(90, "2025-12-31")),
			is: side("", "", share(90, "2025-12-31")), want: "re-targeted: missing-target",
		},
		{name: "other words", was: side("", "Khám cho trẻ em"), is: side("", "Khám cho người già"), want: "reworded: words"},
		{name: "only the year of the plan", was: side("", "Tổng kết năm 2024"), is: side("", "Tổng kết năm 2025"), want: "unchanged"},
		{name: "a later period", was: side("", "Đề án 2021-2025"), is: side("", "Đề án 2026-2030"), want: "reworded: words"},
		{
			name: "several at once", was: side("so-y-te", "Khám", june), is: side("so-tai-chinh", "Khám chữa", by("2025-07-15", "15/7/2025")),
			want: "moved+re-dated: other-lead later-in-year (words)",
		},
	} {
		plans := []Column{{ID: "a", Issued: c.earlier}, {ID: "b", Issued: c.later}}
		for i, day := range []string{"2024-03-01", "2025-04-01"} {
			if plans[i].Issued == "" {
				plans[i].Issued = day
			}
		}
		s := RowStatus{Plan: "b", Against: "a"}
		(&Comparison{Plans: plans}).changes(&s, c.was, c.is)
		if got := shortStatus(s); got != c.want {
			t.Errorf("%s: %s; want %s", c.name, got, c.want)
		}
	}
}

// shortStatus writes a status, its kinds of differences, and remarks in brackets.
func shortStatus(s RowStatus) string {
	out := string(s.Status)
	for _, also := range s.Also {
		out += "+" + string(also)
	}
	for i, d := range s.Differences {
		if i == 0 {
			out += ":"
		}
		out += strings.TrimRight(fmt.Sprintf(" %s %s", d.Kind, d.Source), " ")
	}
	for _, d := range s.Remarks {
		out += " (" + strings.TrimRight(fmt.Sprintf("%s %s", d.Kind, d.Source), " ") + ")"
	}
	return out
}

// TestHelpers: coordinating agencies by the law of the later day.
func TestHelpers(t *testing.T) {
	with := func(lead string, helpers ...string) []Member {
		m := side(lead, "")
		for _, h := range helpers {
			m[0].Coordinating = append(m[0].Coordinating, extract.Assignment{Role: extract.Coordinating, Agency: h, Name: h})
		}
		return m
	}
	for _, c := range []struct {
		name    string
		was, is []Member
		want    string
	}{
		{"another helper", with("so-y-te", "so-tai-chinh"), with("so-y-te", "so-noi-vu"), "other-helpers: other-helpers"},
		{"its heir", with("so-y-te", "so-giao-thong-van-tai"), with("so-y-te", "so-xay-dung"), "unchanged (helpers-by-law 45/2025/NĐ-CP)"},
		{"one that became the lead", with("so-tai-chinh", "so-ke-hoach-dau-tu"), with("so-tai-chinh"), "unchanged (helpers-by-law 45/2025/NĐ-CP)"},
		{"one that did not", with("so-tai-chinh", "so-noi-vu"), with("so-tai-chinh"), "other-helpers: other-helpers"},
	} {
		s := RowStatus{Plan: "b", Against: "a"}
		(&Comparison{Plans: []Column{{ID: "a", Issued: "2024-03-01"}, {ID: "b", Issued: "2025-04-01"}}}).changes(&s, c.was, c.is)
		if got := shortStatus(s); got != c.want {
			t.Errorf("%s: %s; want %s", c.name, got, c.want)
		}
	}
}

// issuedPlan is a plan of a locality and day.
func issuedPlan(id, locality, day string) *extract.Plan {
	p := given(id, "so-y-te: Khám sức khỏe người cao tuổi.")
	p.Document.Locality, p.Document.Issued = locality, day
	return p
}

func TestTimeline(t *testing.T) {
	hd, hp := issuedPlan("HD", "Hải Dương", "2024-03-12"), issuedPlan("HP", "Hải Phòng", "2024-05-02")
	merged, next := issuedPlan("HP25", "Hải Phòng", "2025-08-08"), issuedPlan("HP26", "Hải Phòng", "2026-02")
	invented, other := issuedPlan("X24", "Thanh Lộc", "2024-01-05"), issuedPlan("Y", "Cà Mau", "2024-01-05")
	for _, c := range []struct {
		name  string
		plans []*extract.Plan
		want  string // order; steps; alone
	}{
		{"a plan and the one before", []*extract.Plan{next, merged}, "HP25 HP26; HP25>HP26; "},
		{"two provinces become one", []*extract.Plan{merged, hp, hd}, "HD HP HP25; HD>HP25 HP>HP25; "},
		{"the one between stands between", []*extract.Plan{next, merged, hd}, "HD HP25 HP26; HD>HP25 HP25>HP26; "},
		{"central plans of two years", []*extract.Plan{issuedPlan("Z", "", "2025-01-01"), next, merged, issuedPlan("Z0", "", "2024-01-01")}, "HP25 HP26; HP25>HP26; Z0 Z"},
		{"a locality without another plan", []*extract.Plan{invented, merged, other, next}, "HP25 HP26; HP25>HP26; X24 Y"},
		{
			"localities that no registry knows",
			[]*extract.Plan{issuedPlan("X25", "THANH LỘC", "2025-01-05"), hd, invented, merged},
			"X24 X25 HD HP25; X24>X25 HD>HP25; ",
		},
	} {
		ordered, steps, alone, err := Timeline(c.plans)
		var order, pairs, left []string
		for _, p := range ordered {
			order = append(order, p.Document.ID)
		}
		for _, s := range steps {
			pairs = append(pairs, s.Earlier+">"+s.Later)
		}
		for _, p := range alone {
			left = append(left, p.Document.ID)
		}
		if got := strings.Join(order, " ") + "; " + strings.Join(pairs, " ") + "; " + strings.Join(left, " "); got != c.want || err != nil {
			t.Errorf("%s: %s, %v; want %s", c.name, got, err, c.want)
		}
	}
	for _, c := range []struct {
		plans []*extract.Plan
		want  string
	}{
		{[]*extract.Plan{merged, issuedPlan("Z", "Hải Phòng", "")}, "no day of issue"},
		{[]*extract.Plan{issuedPlan("Z1", "", "2024-01-01"), issuedPlan("Z2", "", "2025-01-01")}, "no two of the plans"},
		{[]*extract.Plan{next, issuedPlan("Z", "Hải Phòng", "2026-02-11")}, "which is the earlier one is not known"},
		{[]*extract.Plan{hd, hp}, "no two of the plans"},
		{nil, "no two of the plans"},
	} {
		if _, _, _, err := Timeline(c.plans); err == nil || !strings.Contains(err.Error(), c.want) || errors.Is(err, ErrNoSteps) != strings.HasPrefix(c.want, "no two") {
			t.Errorf("the error is %v, want %q", err, c.want)
		}
	}
}

// TestMergedLocality: the plan of a locality that was made of two is held against
// both.
func TestMergedLocality(t *testing.T) {
	hd, hp, merged := issuedPlan("HD", "Hải Dương", "2024-03-12"), issuedPlan("HP", "Hải Phòng", "2024-05-02"), issuedPlan("HP25", "Hải Phòng", "2025-08-08")
	hp.Tasks[0].Assignments[0].Agency = "so-noi-vu"
	ordered, steps, _, err := Timeline([]*extract.Plan{hd, hp, merged})
	if err != nil {
		t.Fatal(err)
	}
	c := Compare(ordered, Options{Steps: steps})
	cells := c.Matrix(ByTask, Vietnamese).Rows[0].Cells
	if n := len(cells[2].Statuses); n != 2 || cells[2].Statuses[0].Status != Unchanged || cells[2].Statuses[1].Status != Moved {
		t.Errorf("%d statuses of the merged locality: %+v", n, c.Rows[0].Statuses)
	}
	if len(cells[0].Statuses)+len(cells[1].Statuses) > 0 {
		t.Error("a first plan has a status")
	}
}
