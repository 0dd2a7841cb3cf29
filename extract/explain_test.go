package extract

import (
	"fmt"
	"strings"
	"testing"

	"doichieu/corpus"
)

// explained extracts a plan whose operative part has the lines and explains the
// task, each refusal as "reason words".
func explained(t *testing.T, id string, lines ...string) (*Explanation, *corpus.Document, []string) {
	t.Helper()
	doc := textDoc(append([]string{"KẾ HOẠCH", "Phòng, chống thiên tai năm 2025", "I. NHIỆM VỤ"}, lines...)...)
	e, ok := Explain(doc, id)
	if !ok {
		t.Fatalf("no task %s: %+v", id, Extract(doc).Tasks)
	}
	var out []string
	for _, r := range e.Refused {
		if r.Span.In(doc.Text) != r.Raw {
			t.Errorf("%q is not at its place", r.Raw)
		}
		out = append(out, fmt.Sprintf("%s %s", r.Reason, r.Raw))
	}
	return e, doc, out
}

func TestExplainRefusals(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Sở Y tế tham mưu Ủy ban nhân dân tỉnh ban hành quy định.", "advised Ủy ban nhân dân tỉnh"},
		{"Sở Y tế lập danh sách, gửi Sở Nội vụ (qua Công an tỉnh) trước ngày 30/6/2025.", "reported Sở Nội vụ; through Công an tỉnh"},
		{"Sở Y tế thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2025 của Ủy ban nhân dân tỉnh.", "cited Ủy ban nhân dân tỉnh"},
		{"Sở Y tế kiểm tra Ủy ban nhân dân cấp xã.", "checked Ủy ban nhân dân cấp xã"},
		{"Sở Y tế nâng cấp trụ sở của Công an tỉnh.", "owning Công an tỉnh"},
		{"Sở Y tế chủ trì; định kỳ Sở Y tế báo cáo kết quả.", "again Sở Y tế"},
		{"Sở Y tế rà soát Chương trình của Sở Nội vụ giai đoạn 2021 - 2025.", "owning Sở Nội vụ; name giai đoạn 2021 - 2025"},
		{"Sở Y tế xử lý tồn tại đã nêu trước ngày 30/6/2025.", "context trước ngày 30/6/2025"},
	} {
		if _, _, got := explained(t, "I/1", "1. "+c.text); strings.Join(got, "; ") != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, strings.Join(got, "; "), c.want)
		}
	}
}

func TestExplainInheritance(t *testing.T) {
	e, doc, got := explained(t, "I/1/b",
		"1. Sở Y tế chủ trì, phối hợp với Công an tỉnh (hoàn thành trong tháng 5/2025):",
		"a) Lập danh sách.",
		"b) Giao Sở Nội vụ bố trí nhân lực trước ngày 30/6/2025.")
	if want := "replaced Sở Y tế; replaced Công an tỉnh; replaced hoàn thành trong tháng 5/2025"; strings.Join(got, "; ") != want {
		t.Errorf("got %q\nwant %q", strings.Join(got, "; "), want)
	}
	if e.Path != "I. NHIỆM VỤ › 1. Sở Y tế chủ trì, phối hợp với Công an tỉnh (hoàn thành trong tháng 5/2025):" {
		t.Errorf("path %q", e.Path)
	}
	if _, ok := Explain(doc, "I/9"); ok {
		t.Error("a task that is not there was explained")
	}
}

func TestEveryCellHasARuleAndConfidence(t *testing.T) {
	for _, name := range []string{"quyet-dinh-phu-luc", "le-hoi-hoa", "mo-liet-si", "chi-thi-tet", "cong-dien"} {
		for _, task := range Extract(readPlan(t, "testdata/plans/"+name+".txt")).Tasks {
			for _, a := range task.Assignments {
				if r, ok := Rule(a.Rule); !ok || r.Description == "" || a.Confidence <= 0.5 || a.Confidence > 1 {
					t.Errorf("%s %s: rule %q, confidence %v", name, task.ID, a.Rule, a.Confidence)
				}
			}
			for _, d := range task.Deadlines {
				if r, ok := Rule(d.Rule); !ok || r.Description == "" || d.Confidence <= 0.5 || d.Confidence > 1 {
					t.Errorf("%s %s: rule %q, confidence %v", name, task.ID, d.Rule, d.Confidence)
				}
			}
		}
	}
	if a, b := ownerConfidence("subject", true), ownerConfidence("subject", false); a >= b {
		t.Errorf("a body told by its form: %v, a known one %v", a, b)
	}
	if a, b := limitConfidence("before-date", "year"), limitConfidence("before-date", ""); a >= b {
		t.Errorf("a guessed year: %v, a stated one %v", a, b)
	}
}

// TestDoubtfulRulesExist keeps the names in step with the table of rules.
func TestDoubtfulRulesExist(t *testing.T) {
	for name := range doubtfulLimits {
		if _, ok := Rule(name); !ok {
			t.Errorf("no rule %q", name)
		}
	}
}
