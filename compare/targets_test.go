package compare

import (
	"slices"
	"strings"
	"testing"

	"doichieu/extract"
)

// TestByTarget: the yearly steps of one indicator stand below each other, those
// of other indicators, units and of changes apart.
func TestByTarget(t *testing.T) {
	aim := func(op string, v float64, of, by, task, raw string) extract.Target {
		return extract.Target{Raw: raw, Op: op, Value: v, Unit: "%", Of: of, By: by, Task: task}
	}
	a, b := given("A", "Trồng rừng.", "Cấp nước."), given("B", "Trồng rừng.")
	a.Targets = []extract.Target{
		aim(">=", 50, "xã đạt chuẩn nước sạch", "2030-12-31", "", "50% xã"),
		aim("=", 25, "26/103 xã đạt chuẩn nước sạch", "2026-12-31", "b", "25% (26/103 xã đạt chuẩn nước sạch)"),
		aim("=", 40, "26/103 xã đạt chuẩn nước sạch", "2027-12-31", "b", "40% (26/103 xã đạt chuẩn nước sạch)"),
		aim("+", 5, "xã đạt chuẩn nước sạch", "", "b", "tăng 5%"),
	}
	b.Targets = []extract.Target{
		aim("=", 60, "số xã đạt chuẩn nước sạch", "2030-12-31", "", "60% số xã"),
		aim("=", 60, "trường học có cây xanh", "2030-12-31", "a", "60% trường"),
	}
	c := Compare([]*extract.Plan{a, b}, Options{})
	var got []string
	for _, r := range c.Matrix(ByTarget, English).Rows {
		line := r.Group + ", " + r.Label + ":"
		for i, cell := range r.Cells {
			for _, e := range cell.Entries {
				line += " " + []string{"A", "B"}[i] + "=" + e.Targets[0].Raw + strings.Join(e.Flags, " ")
			}
		}
		got = append(got, line)
	}
	want := []string{
		"Xã đạt chuẩn nước sạch, Year 2026: A=25% (26/103 xã đạt chuẩn nước sạch)",
		"Xã đạt chuẩn nước sạch, Year 2027: A=40% (26/103 xã đạt chuẩn nước sạch)share-misfit",
		"Xã đạt chuẩn nước sạch, Year 2030: A=50% xã B=60% số xã",
		"Xã đạt chuẩn nước sạch, No year: A=tăng 5%",
		"Trường học có cây xanh, Year 2030: B=60% trường",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	c.KeepTaskTargets()
	if n := len(c.Matrix(ByTarget, "").Rows); n != 4 {
		t.Errorf("%d rows of targets that stand in tasks, want 4", n)
	}
}

// TestMisfit: a count is whole, and a date is none.
func TestMisfit(t *testing.T) {
	for raw, want := range map[string]bool{
		"25% (26/103 xã)": false, "Đạt 25% (tương đương 25/103 xã)": false, "25% (31/103 xã)": true, "25% (26/0 xã)": true,
		"25% trước ngày 30/6/2025": false, "25% theo Quyết định 12/QĐ": false, "25% xã": false,
	} {
		if got := misfit(raw, 25, "%"); got != want {
			t.Errorf("misfit(%q) = %v", raw, got)
		}
	}
	if misfit("25 (31/103)", 25, "count") {
		t.Error("a count is held against a share")
	}
}

// TestDueOn: the day asked for decides, never the clock.
func TestDueOn(t *testing.T) {
	by := func(to string) extract.Deadline { return extract.Deadline{Kind: extract.By, To: to} }
	yearly := extract.Deadline{Kind: extract.Recurring, Every: "P1Y", On: "--01-09"}
	for _, c := range []struct {
		d        extract.Deadline
		on, want string
	}{
		{by("2025-06-30"), "2025-07-01", FlagOverdue},
		{by("2025-06-30"), "2025-06-30", FlagDue},
		{by("2025-06-30"), "2025-05-31", FlagDue},
		{by("2025-06-30"), "2025-05-30", ""},
		{by(""), "2025-06-30", ""},
		{by("2025-06-30"), "", ""},
		{yearly, "2025-12-20", FlagDue},
		{yearly, "2025-02-20", ""},
		{extract.Deadline{Kind: extract.Ongoing}, "2025-06-30", ""},
	} {
		if got := dueOn(c.d, c.on); got != c.want {
			t.Errorf("%+v on %s: %q, want %q", c.d, c.on, got, c.want)
		}
	}
	if got := dueFlags(extract.Deadline{Kind: extract.By, To: "2025-06-30", Inferred: "year"}, "2025-08-01"); !slices.Equal(got, []string{FlagOverdue, FlagDayUnsure}) {
		t.Errorf("an inferred year gives %q", got)
	}
}

// TestFlagsOfViews: two leads, an agency of one plan, and days.
func TestFlagsOfViews(t *testing.T) {
	a, b := given("A", "so-y-te: Khám bệnh.", "so-tai-chinh: Chi tiền."), given("B", "so-y-te: Khám bệnh.")
	a.Tasks[1].Assignments = append(a.Tasks[1].Assignments, extract.Assignment{Role: extract.Lead, Agency: "so-y-te", Name: "so-y-te"})
	b.Tasks[0].Deadlines = []extract.Deadline{{Raw: "trước 01/5/2025", Kind: extract.Before, To: "2025-04-30"}}
	c := Compare([]*extract.Plan{a, b}, Options{})
	c.On = "2025-06-01"
	flags := func(kind MatrixKind) (out []string) {
		for _, r := range c.Matrix(kind, "").Rows {
			for _, cell := range r.Cells {
				for _, e := range cell.Entries {
					out = append(out, strings.TrimSpace(r.ID+" "+e.Plan+e.Task+" "+strings.Join(append(slices.Clone(r.Flags), e.Flags...), " ")))
				}
			}
		}
		return out
	}
	if got, want := flags(ByAgency), []string{"so-y-te Aa", "so-y-te Ab several-leads", "so-y-te Ba", "so-tai-chinh Ab one-locality several-leads"}; !slices.Equal(got, want) {
		t.Errorf("by agency %q, want %q", got, want)
	}
	if got, want := flags(ByDeadline), []string{"2025-04 Ba overdue"}; !slices.Equal(got, want) {
		t.Errorf("by deadline %q, want %q", got, want)
	}
}
