package compare

import (
	"encoding/json"
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

var pairPlans = []*extract.Plan{
	given("A",
		"so-y-te: Tổ chức khám sức khỏe định kỳ cho người cao tuổi tại các trạm y tế.",
		"so-y-te: Tuyên truyền quy định về an toàn thực phẩm trong trường học cho học sinh.",
		"so-xay-dung: Kiểm tra hệ thống chiếu sáng công cộng ở các tuyến phố.",
		"so-xay-dung: Kiểm tra hệ thống chiếu sáng công cộng ở các tuyến phố chính.",
		"so-tai-chinh: Quyết toán chi phí đi lại của đoàn công tác."),
	given("B",
		"ubnd-xa: Định kỳ tổ chức khám sức khỏe cho người cao tuổi trên địa bàn.",
		"so-y-te: Tuyên truyền quy định về an toàn thực phẩm trong các trường học.",
		"so-y-te: Phổ biến, tuyên truyền quy định về an toàn thực phẩm trong trường học cho phụ huynh.",
		"so-xay-dung: Kiểm tra hệ thống chiếu sáng công cộng ở các tuyến phố chính."),
}

func TestTMP(t *testing.T) {
	for _, a := range []string{"A:a", "A:b", "A:c", "A:d", "A:e"} {
		for _, b := range []string{"B:a", "B:b", "B:c", "B:d", "A:c"} {
			if a == b {
				continue
			}
			e := explained(t, pairPlans, a, b)
			t.Log(a, b, e.Together, e.Because, e.Alone, e.Score, e.Measure, e.Needed, e.Met, len(e.Refused), e.Chain)
		}
	}
	e := explained(t, pairPlans, "A:a", "B:a")
	j, _ := json.MarshalIndent(e, "", " ")
	t.Log(string(j))
}

var _ = slices.Sort[[]string]
var _ = corpus.Same
