package compare

import (
	"math"
	"slices"
	"strings"
	"testing"

	"doichieu/corpus"
	"doichieu/extract"
)

// named is the task name of "A:a".
func named(s string) TaskName {
	plan, task, _ := strings.Cut(s, ":")
	return TaskName{plan, task}
}

// explained explains a pair of tasks, each as "A:a".
func explained(t *testing.T, plans []*extract.Plan, a, b string, verdicts ...Verdict) *PairExplanation {
	t.Helper()
	e, ok := ExplainPair(plans, verdicts, named(a), named(b))
	if !ok {
		t.Fatalf("%s and %s are not found", a, b)
	}
	c := Compare(plans, Options{Verdicts: verdicts})
	row := func(task TaskName) string { return c.rowWith(Member{Plan: task.Plan, Task: task.Task}) }
	if got := row(named(a)) == row(named(b)); got != e.Together {
		t.Errorf("%s and %s: together is %v in the table, %v in the explanation", a, b, got, e.Together)
	}
	if e.A.Row != row(named(a)) || e.B.Row != row(named(b)) {
		t.Errorf("%s and %s: rows %s %s, in the table %s %s", a, b, e.A.Row, e.B.Row, row(named(a)), row(named(b)))
	}
	return e
}

// TestExplainPair has each cause beside a near-miss that has another.
func TestExplainPair(t *testing.T) {
	health := []*extract.Plan{
		given("A", "so-y-te: Tổ chức khám sức khỏe định kỳ cho người cao tuổi tại các trạm y tế.", "so-y-te: Mua sắm trang thiết bị cho trạm y tế."),
		given("B", "ubnd-xa: Định kỳ tổ chức khám sức khỏe cho người cao tuổi trên địa bàn.", "so-tai-chinh: Quyết toán chi phí đi lại của đoàn công tác."),
	}
	// Tasks of other things, so that the words of the first two are not those of all.
	aside := []string{
		"Cấp phép khai thác khoáng sản.", "Tập huấn sơ cứu cho giáo viên.", "Mua sắm sách giáo khoa.", "Thu gom rác thải nhựa tại chợ.",
		"Khen thưởng hộ gia đình văn hóa.", "Số hóa hồ sơ đất đai.", "Kiện toàn ban chỉ huy quân sự.", "Vận động hiến máu tình nguyện.",
	}
	kinds := []string{"Kiểm tra kênh mương nội đồng, trạm bơm, hồ chứa nước ngọt.", "Kiểm tra kênh mương nội đồng, rừng ngập mặn, đê chắn sóng."}
	water := []*extract.Plan{given("A", slices.Concat(kinds, aside)...), given("B", slices.Concat(kinds, aside)...)}
	// Two rows of three that only one pair would join: both of its tasks add a third thing.
	bridge := []*extract.Plan{
		given("A", "Kiểm tra kênh mương nội đồng, trạm bơm, đê chắn sóng ven biển."),
		given("B", "Kiểm tra hồ chứa nước ngọt, đường ống, đê chắn sóng ven biển."),
		given("C", "Kiểm tra kênh mương nội đồng, trạm bơm."),
		given("D", "Kiểm tra hồ chứa nước ngọt, đường ống."),
		given("E", "Kiểm tra kênh mương nội đồng, trạm bơm."),
		given("F", "Kiểm tra hồ chứa nước ngọt, đường ống."),
	}
	// Both ends have much in common with the middle, and little with each other.
	chain := []*extract.Plan{
		given("A", "Kiểm tra kênh mương nội đồng, trạm bơm."),
		given("B", "Kiểm tra rừng ngập mặn, đê chắn sóng."),
		given("C", "Kiểm tra kênh mương nội đồng, trạm bơm, rừng ngập mặn, đê chắn sóng."),
	}
	crowd := slices.Repeat([]string{"Nạo vét kênh mương nội đồng."}, 13)
	common := []*extract.Plan{given("A", crowd...), given("B", crowd...)}
	again := []*extract.Plan{given("A",
		"Kiểm tra hệ thống chiếu sáng công cộng ở các tuyến phố.", "Sửa chữa cống thoát nước ở các tuyến phố.", "Kiểm tra hệ thống chiếu sáng công cộng ở các tuyến phố chính.")}
	for _, c := range []struct {
		name    string
		plans   []*extract.Plan
		a, b    string
		because Cause
		alone   Cause
	}{
		{"the same in other words", health, "A:a", "B:a", Holds, Holds},
		{"another thing", health, "A:b", "B:a", TooLow, TooLow},
		{"nothing nearer", water, "A:a", "B:a", Holds, Holds},
		{"something nearer for both", water, "A:a", "B:b", Outdone, Outdone},
		{"one of two things", bridge, "A:a", "C:a", Holds, Holds},
		{"rows that only one pair would join", bridge, "A:a", "B:a", Strangers, Holds},
		{"neighbours in the chain", chain, "A:a", "C:a", Holds, Holds},
		{"ends of the chain", chain, "A:a", "B:a", Linked, TooLow},
		{"words that all tasks have", common, "A:a", "B:b", NotMet, NotMet},
		{"one plan twice", again, "A:a", "A:c", Holds, Holds},
		{"two things of one plan", again, "A:a", "A:b", TooLow, TooLow},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, way := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
				e := explained(t, c.plans, way[0], way[1])
				if e.Because != c.because || e.Alone != c.alone {
					t.Errorf("because %s, alone %s; want %s, %s\n%+v", e.Because, e.Alone, c.because, c.alone, e)
				}
			}
		})
	}
}

// TestExplainRefusal has the figures of the moment at which two rows were not
// joined: the rows go on growing.
func TestExplainRefusal(t *testing.T) {
	plans := []*extract.Plan{
		given("A", "Kiểm tra kênh mương nội đồng, trạm bơm, đê chắn sóng ven biển."),
		given("B", "Kiểm tra hồ chứa nước ngọt, đường ống, đê chắn sóng ven biển."),
		given("C", "Kiểm tra kênh mương nội đồng, trạm bơm."),
		given("D", "Kiểm tra hồ chứa nước ngọt, đường ống."),
		given("E", "Kiểm tra kênh mương nội đồng, trạm bơm."),
		given("F", "Kiểm tra hồ chứa nước ngọt, đường ống."),
	}
	e := explained(t, plans, "B:a", "A:a")
	if len(e.Refused) == 0 {
		t.Fatal("no refusal is told")
	}
	r := e.Refused[0]
	if r.A != named("A:a") || r.B != named("B:a") || r.Score != e.Score || r.Needed != kinship || r.Average <= 0 || r.Average >= kinship || len(r.By) > 0 {
		t.Errorf("refused %+v", r)
	}
	if got, want := r.RowA, []TaskName{named("B:a"), named("D:a"), named("F:a")}; !slices.Equal(got, want) {
		t.Errorf("the row of the first was %v, want %v", got, want)
	}
	// Tasks of the same rows see the same refusal, though it was of another pair.
	e = explained(t, plans, "C:a", "D:a")
	if e.Because != TooLow || len(e.Refused) == 0 || e.Refused[0].A != named("A:a") {
		t.Errorf("because %s, refused %+v", e.Because, e.Refused)
	}
	// Tasks of one row see none.
	if e = explained(t, plans, "A:a", "C:a"); len(e.Refused) > 0 {
		t.Errorf("refused %+v", e.Refused)
	}
}

// TestExplainChain has the way over the pairs that hold a row.
func TestExplainChain(t *testing.T) {
	plans := []*extract.Plan{
		given("A", "Kiểm tra kênh mương nội đồng, trạm bơm."),
		given("B", "Kiểm tra rừng ngập mặn, đê chắn sóng."),
		given("C", "Kiểm tra kênh mương nội đồng, trạm bơm, rừng ngập mặn, đê chắn sóng."),
	}
	e := explained(t, plans, "B:a", "A:a")
	if len(e.Chain) != 2 || e.Chain[0].A != named("B:a") || e.Chain[0].B != named("C:a") || e.Chain[1].A != named("C:a") || e.Chain[1].B != named("A:a") || e.Chain[0].Score < floor {
		t.Errorf("chain %+v", e.Chain)
	}
	if e = explained(t, plans, "B:a", "C:a"); len(e.Chain) > 0 {
		t.Errorf("a pair that holds has the chain %+v", e.Chain)
	}
}

// TestExplainVerdicts has what people decided before what the score says.
func TestExplainVerdicts(t *testing.T) {
	plans := []*extract.Plan{
		given("A", "Kiểm tra kênh mương nội đồng, trạm bơm.", "Mua sắm sách giáo khoa."),
		given("B", "Kiểm tra kênh mương nội đồng, trạm bơm điện.", "Thu gom rác thải nhựa tại chợ."),
		given("C", "Kiểm tra kênh mương nội đồng, trạm bơm."),
	}
	verdict := func(says corpus.Verdict, a, b string) Verdict {
		return Verdict{ID: "d1", Says: says, A: named(a), B: named(b)}
	}
	for _, c := range []struct {
		name           string
		verdict        Verdict
		a, b           string
		because, alone Cause
		by             int // decisions about the pair itself
	}{
		{"different words, the same", verdict(corpus.Same, "A:b", "B:b"), "A:b", "B:b", SaidSame, TooLow, 1},
		{"the same words, different", verdict(corpus.NotSame, "A:a", "B:a"), "B:a", "A:a", SaidNotSame, Holds, 1},
		{"others of the rows are different", verdict(corpus.NotSame, "C:a", "B:a"), "A:a", "B:a", SaidApart, Holds, 0},
		{"looked at and left open", verdict(corpus.Unsure, "A:a", "B:a"), "A:a", "B:a", Holds, Holds, 1},
		{"about tasks of other rows", verdict(corpus.NotSame, "A:b", "B:b"), "A:a", "B:a", Holds, Holds, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := explained(t, plans, c.a, c.b, c.verdict)
			if e.Because != c.because || e.Alone != c.alone || len(e.Decisions) != c.by {
				t.Errorf("because %s, alone %s, by %v", e.Because, e.Alone, e.Decisions)
			}
			if barred := len(e.Refused) > 0 && slices.Equal(e.Refused[0].By, []string{"d1"}); barred != (c.verdict.Says == corpus.NotSame && !e.Together) {
				t.Errorf("refused %+v", e.Refused)
			}
		})
	}
}

// TestExplainWords has the words of the texts back, in their own spelling.
func TestExplainWords(t *testing.T) {
	e := explained(t, []*extract.Plan{
		given("A", "Kiểm tra hoà giải viên, bảo đảm ANTT."),
		given("B", "Kiểm tra hòa giải viên ở cơ sở, giữ an ninh, trật tự."),
	}, "A:a", "B:a")
	var shared, only []string
	last := 2.0
	for _, w := range e.Shared {
		shared = append(shared, w.Words)
		if w.A+w.B > last || w.A <= 0 || w.B <= 0 {
			t.Errorf("%q weighs %v and %v behind %v", w.Words, w.A, w.B, last)
		}
		last = w.A + w.B
	}
	for _, w := range e.B.Only {
		only = append(only, w.Words)
	}
	for _, want := range []string{"hoà giải", "giải viên", "an ninh", "ninh trật", "trật tự"} {
		if !slices.Contains(shared, want) || slices.Contains(only, want) {
			t.Errorf("%q is not among the shared words %q", want, shared)
		}
	}
	if !slices.Contains(only, "cơ sở") || slices.Contains(shared, "cơ sở") {
		t.Errorf("%q is not among the words of B, %q", "cơ sở", only)
	}
}

// TestExplainNobody has no explanation for what is no pair.
func TestExplainNobody(t *testing.T) {
	plans := []*extract.Plan{given("A", "Kiểm tra trạm bơm."), given("B", "Kiểm tra trạm bơm.")}
	for _, c := range [][2]string{{"A:a", "A:a"}, {"A:a", "B:z"}, {"C:a", "B:a"}} {
		if e, ok := ExplainPair(plans, nil, named(c[0]), named(c[1])); ok || e != nil {
			t.Errorf("%v is explained", c)
		}
	}
}

// TestExplainManyPlans agrees with the table where plans are held against rows.
func TestExplainManyPlans(t *testing.T) {
	var plans []*extract.Plan
	for i := range seedPlans + 3 {
		plans = append(plans, given(string(rune('A'+i)), "Kiểm tra kênh mương nội đồng, trạm bơm.", "Thu gom rác thải nhựa tại chợ.", "Mua sắm sách giáo khoa."))
	}
	for _, c := range []struct {
		a, b     string
		together bool
	}{{"A:a", "O:a", true}, {"M:a", "O:a", true}, {"M:b", "O:a", false}, {"A:b", "O:c", false}} {
		if e := explained(t, plans, c.a, c.b); e.Together != c.together {
			t.Errorf("%s and %s: together %v, because %s", c.a, c.b, e.Together, e.Because)
		}
	}
}

// TestExplainSamples has explanations agree with the table on every so many-th
// pair of the samples, and their parts multiply to the score.
func TestExplainSamples(t *testing.T) {
	plans := samplePlans(t)
	c := Compare(plans, Options{})
	rows := map[TaskName]string{}
	var tasks []TaskName
	for _, row := range c.Rows {
		for _, m := range row.Members {
			tasks = append(tasks, TaskName{m.Plan, m.Task})
			rows[tasks[len(tasks)-1]] = row.ID
		}
	}
	n := 0
	for i, a := range tasks {
		for _, b := range tasks[i+1:] {
			// Neighbours in a row are the telling ones; of the others a few will do.
			if n++; rows[a] != rows[b] && n%199 != 0 {
				continue
			}
			e, ok := ExplainPair(plans, nil, a, b)
			if !ok || e.A.Row != rows[a] || e.B.Row != rows[b] || e.Together != (rows[a] == rows[b]) {
				t.Fatalf("%v and %v: %+v", a, b, e)
			}
			product := 1.0
			for _, r := range e.Parts {
				product *= r.Score
			}
			if math.Abs(math.Min(1, product)-e.Score) > 1e-3 {
				t.Errorf("%v and %v: the parts give %v, the score is %v", a, b, product, e.Score)
			}
			if e.Because == Linked && (len(e.Chain) < 2 || e.Chain[0].A != a || e.Chain[len(e.Chain)-1].B != b) {
				t.Errorf("%v and %v: chain %+v", a, b, e.Chain)
			}
			for _, w := range slices.Concat(e.A.Only, e.B.Only) {
				if strings.HasPrefix(w.Words, " ") || strings.HasSuffix(w.Words, " ") {
					t.Errorf("%v and %v: %q lacks a syllable", a, b, w.Words)
				}
			}
		}
	}
}
