package compare

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"doichieu/extract"
)

// side makes a member with leads ("a,b"), deadlines and targets.
func side(leads, text string, more ...any) []Member {
	m := Member{Text: text}
	for _, id := range strings.FieldsFunc(leads, func(r rune) bool { return r == ',' }) {
		m.Lead = append(m.Lead, extract.Assignment{Role: extract.Lead, Agency: id, Name: id})
	}
	for _, x := range more {
		switch x := x.(type) {
		case extract.Deadline:
			m.Deadlines = append(m.Deadlines, x)
		case extract.Target:
			m.Targets = append(m.Targets, x)
		}
	}
	return []Member{m}
}

// TestDifferences holds each kind of difference against what is near it and is
// none.
func TestDifferences(t *testing.T) {
	day := extract.Deadline{Raw: "trước ngày 15/6/2025", Kind: extract.Before, To: "2025-06-14"}
	later := extract.Deadline{Raw: "trước ngày 30/6/2025", Kind: extract.Before, To: "2025-06-29"}
	quarter := extract.Deadline{Raw: "Quý III/2025", Kind: extract.By, From: "2025-07-01", To: "2025-09-30"}
	yearly := extract.Deadline{Raw: "hằng năm", Kind: extract.Recurring, Every: "P1Y"}
	monthly := extract.Deadline{Raw: "hằng tháng", Kind: extract.Recurring, Every: "P1M"}
	share := func(v float64, of, by string) extract.Target {
		return extract.Target{Raw: fmt.Sprintf("%g%% %s", v, of), Op: ">=", Value: v, Unit: "%", Of: of, By: by}
	}
	fewer := share(5, "hộ nghèo", "")
	fewer.Op = "<="
	most := share(8, "hộ nghèo", "")
	most.Op = "<="
	for _, c := range []struct {
		name    string
		was, is []Member
		want    string
		status  Status
	}{
		{"the same", side("so-y-te", "", day), side("so-y-te", "", day), "", Kept},
		{"order of leads", side("so-y-te,so-tai-chinh", ""), side("so-tai-chinh,so-y-te", ""), "", Kept},
		{"other lead", side("so-y-te", ""), side("so-tai-chinh", ""), "other-lead", Changed},
		{"one lead more", side("so-y-te", ""), side("so-tai-chinh,so-y-te", ""), "part-lead", Changed},
		{"named and collective", side("so-y-te", ""), side("so-ban-nganh", ""), "collective-lead", Changed},
		{"force and its provincial body", side("cong-an", ""), side("cong-an-tinh", ""), "collective-lead", Changed},
		{"no lead here", side("so-y-te", ""), side("", ""), "missing-lead", Changed},
		{"no lead there", side("", ""), side("so-y-te", ""), "added-lead", Changed},
		{"new name", side("so-giao-thong-van-tai", ""), side("so-xay-dung", ""), "(renamed)", Kept},
		{"new name, read backwards", side("so-xay-dung", ""), side("so-giao-thong-van-tai", ""), "(renamed)", Kept},
		{"a duty moved by law", side("so-lao-dong-tbxh", "Quản lý cơ sở cai nghiện"), side("cong-an-tinh", "Quản lý cơ sở cai nghiện"), "(renamed)", Kept},
		{"the same agencies, another duty", side("so-lao-dong-tbxh", "Giải quyết việc làm"), side("cong-an-tinh", "Giải quyết việc làm"), "other-lead", Changed},
		{"ministry and department", side("bo-y-te", ""), side("so-y-te", ""), "(other-level)", Kept},
		{"ministry and another department", side("bo-y-te", ""), side("so-tai-chinh", ""), "other-lead", Changed},
		{"later", side("", "", day), side("", "", later), "later", Changed},
		{"earlier", side("", "", later), side("", "", day), "earlier", Changed},
		{"later and vaguer", side("", "", day), side("", "", quarter), "later-vaguer", Weaker},
		{"no deadline here", side("", "", day), side("", ""), "missing-deadline", Changed},
		{"no deadline there", side("", ""), side("", "", day), "added-deadline", Changed},
		{"other rhythm", side("", "", yearly), side("", "", monthly), "other-rhythm", Changed},
		{"once and again and again", side("", "", day), side("", "", monthly), "other-rhythm", Changed},
		{"lower target", side("", "", share(100, "xã", "")), side("", "", share(90, "số xã", "")), "lower-target", Weaker},
		{"higher target", side("", "", share(90, "xã", "")), side("", "", share(100, "xã", "")), "higher-target", Changed},
		{"less is more", side("", "", fewer), side("", "", most), "lower-target", Weaker},
		{"no target here", side("", "", share(90, "xã", "")), side("", ""), "missing-target", Changed},
		{"targets of two years do not meet", side("", "", share(90, "xã", "2025-12-31")), side("", "", share(50, "xã", "2030-12-31")), "missing-target added-target", Changed},
		{
			"of several, those of the same thing meet",
			side("", "", share(90, "trường học đạt chuẩn", ""), share(50, "trạm y tế có bác sĩ", "")),
			side("", "", share(60, "trạm y tế có bác sĩ", ""), share(90, "trường học đạt chuẩn", "")),
			"higher-target", Changed,
		},
	} {
		diffs, remarks := differences(c.was, c.is)
		var got []string
		for _, d := range diffs {
			got = append(got, string(d.Kind))
		}
		for _, d := range remarks {
			got = append(got, "("+string(d.Kind)+")")
		}
		if words := strings.Join(got, " "); words != c.want || statusOf(diffs) != c.status {
			t.Errorf("%s: %s, %s; want %s, %s", c.name, words, statusOf(diffs), c.want, c.status)
		}
	}
}

// TestBaseline: every task of the baseline has a status in every other plan,
// what the baseline lacks is an addition, and what was not read is not called
// missing.
func TestBaseline(t *testing.T) {
	a := given("A", "so-y-te: Khám sức khỏe người cao tuổi.", "so-tai-chinh: Bố trí kinh phí sửa chữa cầu treo.")
	base := given("B", "so-y-te: Khám sức khỏe người cao tuổi.", "so-xay-dung: Lắp đặt biển báo trước cổng trường học.")
	c := given("C", "ubnd-xa: Khám sức khỏe cho người cao tuổi.", "so-xay-dung: Kiểm tra biển báo ven sông.")
	got := Compare([]*extract.Plan{a, base, c}, Options{Baseline: "B", Gaps: map[string][]string{"C": {GapPages}}})
	if got.Plans[0].ID != "B" || got.Baseline == nil || got.Baseline.Plan != "B" {
		t.Fatalf("the baseline is not the first column: %+v", got.Plans[0])
	}
	var lines []string
	for _, row := range got.Rows {
		line := row.Topic
		for _, s := range row.Statuses {
			line += fmt.Sprintf(" | %s %s", s.Plan, s.Status)
			for _, r := range s.Rejected {
				line += " " + r.Against + "~" + r.Task
				if r.Score >= floor || r.Score <= 0 || r.Text == "" {
					t.Errorf("a rejected candidate with the score %v, words %q", r.Score, r.Text)
				}
			}
		}
		lines = append(lines, line)
	}
	want := []string{
		"Khám sức khỏe người cao tuổi | A kept | C changed",
		"Bố trí kinh phí sửa chữa cầu treo | A local-addition",
		"Kiểm tra biển báo ven sông | C local-addition",
		"Lắp đặt biển báo trước cổng trường học | A not-found | C unread b~b",
	}
	slices.Sort(lines)
	slices.Sort(want)
	if !slices.Equal(lines, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
	for _, line := range got.Baseline.Coverage {
		n := 0
		for status, k := range line.Counts {
			if status != Added {
				n += k
			}
		}
		if n != len(base.Tasks) {
			t.Errorf("%s: %d tasks of the baseline have a status, of %d", line.Plan, n, len(base.Tasks))
		}
	}
	if b, err := json.Marshal(got); err != nil || strings.Contains(string(b), "null") {
		t.Errorf("JSON has null, or an error: %v", err)
	}
	if c := Compare([]*extract.Plan{a, base}, Options{Baseline: "none"}); c.Baseline != nil || c.Rows[0].Statuses != nil {
		t.Error("without the baseline among the plans there are statuses")
	}
}

// TestCoverageOfSamples: the counts of every plan add up to the baseline's tasks.
func TestCoverageOfSamples(t *testing.T) {
	plans := samplePlans(t)
	for _, p := range plans {
		c := Compare(plans, Options{Baseline: p.Document.ID})
		for _, line := range c.Baseline.Coverage {
			n := -line.Counts[Added]
			for _, k := range line.Counts {
				n += k
			}
			if n != len(p.Tasks) {
				t.Errorf("%s in %s: %d statuses for %d tasks", p.Document.Locality, line.Plan, n, len(p.Tasks))
			}
		}
		if len(c.Rows) != len(Compare(append([]*extract.Plan{p}, slices.DeleteFunc(slices.Clone(plans), func(q *extract.Plan) bool { return q == p })...), Options{}).Rows) {
			t.Errorf("%s: the rows change with the baseline", p.Document.Locality)
		}
	}
}
