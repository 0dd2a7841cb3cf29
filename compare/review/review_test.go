package review_test

import (
	"testing"

	"doichieu/compare"
	"doichieu/compare/review"
	"doichieu/corpus"
	"doichieu/extract"
)

const sum = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

// plan is a plan of Thanh Lộc with a task for each text.
func plan(sha, number, issued string, texts ...string) *extract.Plan {
	p := &extract.Plan{Document: extract.Record{
		ID: corpus.DocumentID(sha), Locality: "Cần Thơ", Number: number, Issued: issued, Source: corpus.Source{SHA256: sha},
	}}
	for i, text := range texts {
		p.Tasks = append(p.Tasks, extract.Task{ID: string(rune('a' + i)), Text: text, Span: extract.Spans{{Start: i * 100, End: i*100 + 50}}})
	}
	return p
}

func TestKey(t *testing.T) {
	for _, c := range []struct {
		x, y string
		same bool
	}{
		{"a) Sở Y tế hoà giải;", "Sở Y tế hòa  giải.", true},
		{"- Sở Y tế  hòa giải", "sở y tế hòa\ngiải", true},
		{"Sở Y tế hòa giải năm 2025", "Sở Y tế hòa giải năm 2026", false},
		{"Sở Y tế hòa giải", "Sở Y tế không hòa giải", false},
	} {
		if got := review.Key(c.x) == review.Key(c.y); got != c.same {
			t.Errorf("%q and %q: same key %v, want %v", c.x, c.y, got, c.same)
		}
	}
}

func due(p *extract.Plan, task int, day string) corpus.Decision {
	d := corpus.Decision{
		Kind: corpus.DecideDeadline, Verdict: corpus.Set, Day: day, By: "Mẫu", Given: "2026-01-02",
		Tasks: []corpus.Anchor{review.AnchorOf(p, &p.Tasks[task])},
	}
	d.Seal()
	return d
}

// A decision finds its words in the document and in new editions, and never
// another task.
func TestApplyFindsTheWords(t *testing.T) {
	first := plan(sum, "45/KH-UBND", "2026-03-10", "Xây dựng điểm thu gom", "Vận động siêu thị")
	decided := review.New([]corpus.Decision{due(first, 1, "2027-01-31")})
	other := "f" + sum[1:]
	for name, c := range map[string]struct {
		plan *extract.Plan
		task int // that is corrected; -1 for none
	}{
		"the document":                {first, 1},
		"a new edition, other places": {plan(other, "45/KH-UBND", "2026-03-11", "Vận  động siêu thị;", "Xây dựng điểm thu gom"), 0},
		"marks lost":                  {plan(other, "45/KH-UBND", "2026-03-10", "Vận dộng siêu thi"), 0},
		"other words":                 {plan(other, "45/KH-UBND", "2026-03-10", "Yêu cầu siêu thị"), -1},
		"other number":                {plan(other, "46/KH-UBND", "2026-03-10", "Vận động siêu thị"), -1},
		"the number of another year":  {plan(other, "45/KH-UBND", "2027-03-10", "Vận động siêu thị"), -1},
		"two tasks say it":            {plan(other, "45/KH-UBND", "2026-03-10", "Vận động siêu thị", "Vận động siêu thị."), -1},
	} {
		got := decided.Apply(c.plan)
		for i, task := range got.Tasks {
			if hit := len(task.Deadlines) == 1 && task.Deadlines[0].To == "2027-01-31"; hit != (i == c.task) {
				t.Errorf("%s: task %d corrected: %v", name, i, hit)
			}
		}
		if len(c.plan.Tasks[0].Deadlines)+len(c.plan.Tasks[len(c.plan.Tasks)-1].Deadlines) > 0 {
			t.Errorf("%s: the plan given was changed", name)
		}
	}
	moved := plan(other, "45/KH-UBND", "2026-03-10", "Vận động siêu thị")
	moved.Document.Locality = "Hà Nội"
	if got := decided.Apply(moved); len(got.Tasks[0].Deadlines) > 0 {
		t.Error("a plan of another locality was corrected")
	}
	lost := decided.Lost([]*extract.Plan{plan(other, "45/KH-UBND", "2026-03-10", "Rà soát", "Yêu cầu các siêu thị")})
	if len(lost) != 1 || lost[0].Reason != review.LostWords || lost[0].Nearest.Task != "b" {
		t.Errorf("lost %+v", lost)
	}
}

func pair(says corpus.Verdict, p *extract.Plan, i int, q *extract.Plan, j int) corpus.Decision {
	d := corpus.Decision{
		Kind: corpus.DecidePair, Verdict: says, By: "Mẫu", Given: "2026-01-02",
		Tasks: []corpus.Anchor{review.AnchorOf(p, &p.Tasks[i]), review.AnchorOf(q, &q.Tasks[j])},
	}
	d.Seal()
	return d
}

func TestConflicts(t *testing.T) {
	p := plan(sum, "1/KH-UBND", "2026-01-01", "một việc", "hai việc", "ba việc")
	same, apart := corpus.Same, corpus.NotSame
	for name, c := range map[string]struct {
		list []corpus.Decision
		want int
	}{
		"said twice":          {[]corpus.Decision{pair(same, p, 0, p, 1), pair(same, p, 1, p, 0)}, 0},
		"the opposite":        {[]corpus.Decision{pair(same, p, 0, p, 1), pair(apart, p, 1, p, 0)}, 1},
		"by a chain":          {[]corpus.Decision{pair(same, p, 0, p, 1), pair(same, p, 1, p, 2), pair(apart, p, 0, p, 2)}, 1},
		"no chain":            {[]corpus.Decision{pair(same, p, 0, p, 1), pair(apart, p, 1, p, 2), pair(apart, p, 0, p, 2)}, 0},
		"two days":            {[]corpus.Decision{due(p, 0, "2026-05-01"), due(p, 0, "2026-05-02")}, 1},
		"days of two tasks":   {[]corpus.Decision{due(p, 0, "2026-05-01"), due(p, 1, "2026-05-02")}, 0},
		"a pair and a cell":   {[]corpus.Decision{pair(same, p, 0, p, 1), due(p, 0, "2026-05-02")}, 0},
		"unsure of a decided": {[]corpus.Decision{pair(same, p, 0, p, 1), pair(corpus.Unsure, p, 0, p, 1)}, 1},
	} {
		if got := review.Conflicts(c.list); len(got) != c.want {
			t.Errorf("%s: %+v, want %d", name, got, c.want)
		}
	}
}

// What people held to be the same stands in one row, and what they held to be
// different never does.
func TestVerdictsShapeRows(t *testing.T) {
	p := plan(sum, "1/KH-UBND", "2026-01-01", "Tổ chức tuyên truyền về tác hại của rác thải nhựa trong trường học", "Bố trí kinh phí thực hiện Kế hoạch")
	q := plan("f"+sum[1:], "2/KH-UBND", "2026-01-01", "Tổ chức tuyên truyền về tác hại của rác thải nhựa trong trường học", "Vận động siêu thị không sử dụng túi ni lông")
	plans := []*extract.Plan{p, q}
	rows := func(list ...corpus.Decision) int {
		return len(compare.Compare(plans, compare.Options{Verdicts: review.New(list).Verdicts(plans)}).Rows)
	}
	if got := rows(); got != 3 {
		t.Fatalf("%d rows without decisions", got)
	}
	if got := rows(pair(corpus.NotSame, p, 0, q, 0)); got != 4 {
		t.Errorf("%d rows with the pair held apart", got)
	}
	if got := rows(pair(corpus.Same, p, 1, q, 1)); got != 2 {
		t.Errorf("%d rows with the pair held together", got)
	}
	if got := rows(pair(corpus.Unsure, p, 0, q, 0)); got != 3 {
		t.Errorf("%d rows with the pair left open", got)
	}
}
