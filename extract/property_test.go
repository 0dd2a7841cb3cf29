package extract

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"doichieu/corpus"
)

// check holds a plan against what must be true of every plan.
func check(t testing.TB, doc *corpus.Document, p *Plan) {
	t.Helper()
	in := func(what string, s corpus.Span, raw string) {
		t.Helper()
		if s.Start < 0 || s.End < s.Start || s.End > len(doc.Text) {
			t.Fatalf("%s has span %v in a text of %d bytes", what, s, len(doc.Text))
		}
		if got := s.In(doc.Text); got != raw {
			t.Fatalf("%s is %q, at its span stands %q", what, raw, got)
		}
	}
	ids := map[string]bool{}
	for _, task := range p.Tasks {
		if ids[task.ID] {
			t.Fatalf("two tasks have the id %q", task.ID)
		}
		ids[task.ID] = true
		var pieces []string
		for _, s := range task.Span {
			in(task.ID, s, s.In(doc.Text))
			pieces = append(pieces, s.In(doc.Text))
		}
		if got := strings.Join(pieces, " "); got != task.Text {
			t.Fatalf("%s has text %q, at its spans stands %q", task.ID, task.Text, got)
		}
		for _, a := range task.Assignments {
			in("assignment of "+task.ID, a.Span, a.Raw)
		}
		for _, d := range task.Deadlines {
			in("deadline of "+task.ID, d.Span, d.Raw)
		}
		for _, r := range task.References {
			in("reference of "+task.ID, r.Span, r.Raw)
			if len(r.To) == 0 {
				t.Fatalf("%s has a reference to nothing: %q", task.ID, r.Raw)
			}
		}
	}
	checkProvisions(t, doc, p, ids)
	for _, g := range p.Targets {
		in("target", g.Span, g.Raw)
	}
	for _, g := range p.Document.Places {
		in(g.Field, g.Span, g.Raw)
	}
	for _, s := range p.Sections {
		in("section "+s.ID, s.Span, s.Span.In(doc.Text))
	}
	for _, n := range p.Notes {
		in("note "+n.Code, n.Span, n.Span.In(doc.Text))
	}
}

// checkProvisions holds the provisions against the text, the ids in use and the
// places of the tasks and of each other.
func checkProvisions(t testing.TB, doc *corpus.Document, p *Plan, ids map[string]bool) {
	t.Helper()
	if p.Provisions == nil {
		t.Fatal("the provisions are nil")
	}
	var pieces []corpus.Span
	for _, task := range p.Tasks {
		pieces = append(pieces, task.Span...)
	}
	sections := map[string]bool{"": true}
	for _, s := range p.Sections {
		sections[s.ID] = true
	}
	at := -1
	for _, v := range p.Provisions {
		switch {
		case ids[v.ID]:
			t.Fatalf("the id %q is in use twice", v.ID)
		case v.Span.In(doc.Text) != v.Text || strings.TrimSpace(v.Text) == "":
			t.Fatalf("%s has text %q, at its spans stands %q", v.ID, v.Text, v.Span.In(doc.Text))
		case v.Span[0].Start <= at:
			t.Fatalf("%s is out of order", v.ID)
		case !slices.Contains(Parts(), v.Part) || v.Part == TasksPart:
			t.Fatalf("%s has the part %q", v.ID, v.Part)
		case !sections[v.Section]:
			t.Fatalf("%s stands in %q, which is no section", v.ID, v.Section)
		}
		ids[v.ID], at = true, v.Span[0].Start
		pieces = append(pieces, v.Span...)
	}
	slices.SortFunc(pieces, func(a, b corpus.Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	for i := 1; i < len(pieces); i++ {
		if pieces[i].Start < pieces[i-1].End {
			t.Fatalf("two tasks or provisions overlap: %q and %q", pieces[i-1].In(doc.Text), pieces[i].In(doc.Text))
		}
	}
}

// FuzzExtract feeds whole documents of any words, markers and tables.
func FuzzExtract(f *testing.F) {
	files, _ := filepath.Glob("testdata/plans/*.txt")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add("I. NHIỆM VỤ\n1.\n-\n| a | |\n^ 1 b\n(a) Sở")
	f.Add("PHỤ LỤC\nTM. X\n\xff\xfe: Cơ quan chủ trì: : (")
	f.Fuzz(func(t *testing.T, text string) {
		doc := textDoc(strings.Split(text, "\n")...)
		if doc.Check() != nil {
			t.Skip()
		}
		check(t, doc, Extract(doc))
	})
}

// TestMixedLines extracts lines of all plans in any order, some without their
// first word, with lines that no part of a paper should break on.
func TestMixedLines(t *testing.T) {
	files, _ := filepath.Glob("testdata/plans/*.txt")
	lines := []string{
		"^ 1 Chú thích", "^ * 2025", "PHỤ LỤC", "QUY CHẾ", "(Kèm theo Kế hoạch)", "1.", "-", "a)", "| a | |",
		"| TT | Nội dung | Chủ trì |", "- Mục tiêu", "Kính gửi:", "Sản phẩm: báo cáo", "TM. ỦY BAN NHÂN DÂN",
		"Giai đoạn 1: đạt 20% số xã. Cụ thể như sau:", "- Giai đoạn 2: đạt 50% số xã, trong đó:", "Giai đoạn 3: giữ vững", "2. Địa điểm: Nhà văn hóa.",
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, strings.Split(string(text), "\n")...)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		var mixed []string
		for range 5 + r.IntN(40) {
			l := lines[r.IntN(len(lines))]
			if _, rest, ok := strings.Cut(l, " "); ok && r.IntN(8) == 0 {
				l = rest
			}
			mixed = append(mixed, l)
		}
		if doc := textDoc(mixed...); doc.Check() == nil {
			check(t, doc, Extract(doc))
		}
	}
}

// TestExtractIsDeterministic extracts every plan twice.
func TestExtractIsDeterministic(t *testing.T) {
	files, _ := filepath.Glob("testdata/plans/*.txt")
	for _, file := range files {
		doc := readPlan(t, file)
		p := Extract(doc)
		check(t, doc, p)
		if describe(p) != describe(Extract(doc)) {
			t.Errorf("%s: two runs differ", file)
		}
	}
}

// adversarial are texts of n bytes or so that could cost more than their length.
var adversarial = map[string]func(n int) []string{
	"one line": func(n int) []string {
		return body("1. " + strings.Repeat("Sở Y tế chủ trì, phối hợp với Công an tỉnh, các sở, ngành; giao Sở Tài chính, ", n/110))
	},
	"one line without a mark": func(n int) []string {
		return body("1. " + strings.Repeat("phối hợp Sở Y tế và ", n/25))
	},
	"run-in markers": func(n int) []string {
		return []string{strings.Repeat("thực hiện. 1. Giao Sở Y tế báo cáo; a) Rà soát. - Tổng hợp: ", n/80)}
	},
	"markers": func(n int) []string {
		var out []string
		for i := range n / 60 {
			out = append(out, fmt.Sprintf("%d. Sở Y tế báo cáo trước ngày 15/%d/2025.", i%900, i%12+1))
		}
		return body(out...)
	},
	"dashes": func(n int) []string {
		return body(strings.Split(strings.Repeat("- Rà soát hồ sơ\n", n/22), "\n")...)
	},
	"labels": func(n int) []string {
		return body("1. Rà soát. " + strings.Repeat("Cơ quan chủ trì: Sở Y tế; thời gian: Quý II/2025; ", n/70))
	},
	"signatures and annexes": func(n int) []string {
		return body(strings.Split(strings.Repeat("1. Rà soát hồ sơ.\n- Lưu: VT.\nPHỤ LỤC\nKẾ HOẠCH\n", n/55), "\n")...)
	},
	"levels": func(n int) []string {
		var out []string
		for i := range n / 30 {
			out = append(out, []string{"1. Rà soát:", "a) Rà soát:", "- Rà soát:", "+ Rà soát:", "(1) Rà soát:"}[i%5])
		}
		return body(out...)
	},
	"dates": func(n int) []string {
		return body("1. Rà soát " + strings.Repeat("trước ngày 15/12, hằng năm (từ 15/8 đến 30/8/2025), ", n/75))
	},
	"rows": func(n int) []string {
		out := append(body("1. Danh mục nhiệm vụ:"), "| TT | Nội dung | Chủ trì | Phối hợp | Thời gian |")
		for i := range n / 90 {
			out = append(out, fmt.Sprintf("| %d | Rà soát | Sở Y tế | Công an tỉnh; Tổ chức khác | Quý II/2025 |", i+1))
		}
		return out
	},
	"labelled dashes": func(n int) []string {
		return body(strings.Split(strings.Repeat("- Rà soát\n- Cơ quan chủ trì: Sở Y tế\n", n/55), "\n")...)
	},
	"subjects": func(n int) []string {
		return body("1. Sở Y tế rà soát" + strings.Repeat("; Sở Nội vụ kiểm tra", n/28))
	},
	"targets": func(n int) []string {
		return body("1. " + strings.Repeat("đạt ít nhất 50% số xã, ", n/30))
	},
	"paragraphs": func(n int) []string {
		return body(strings.Split(strings.Repeat("Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát.\n", n/70), "\n")...)
	},
}

// TestLargeInputs extracts what no drafter writes: ten million bytes without a
// line end, a table of five thousand rows, two hundred levels of markers.
func TestLargeInputs(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Run("one line", func(t *testing.T) {
		doc := textDoc("KẾ HOẠCH", strings.Repeat("Sở Y tế chủ trì rà soát trước ngày 15/5/2025, ", 10_000_000/60))
		check(t, doc, Extract(doc))
	})
	t.Run("rows", func(t *testing.T) {
		lines := append(body("1. Danh mục nhiệm vụ:"), "| TT | Nội dung | Chủ trì | Thời gian |")
		for i := range 5000 {
			lines = append(lines, fmt.Sprintf("| %d | Rà soát hồ sơ | Sở Y tế | Tháng %d/2025 |", i+1, i%12+1))
		}
		doc := textDoc(lines...)
		p := Extract(doc)
		check(t, doc, p)
		if len(p.Tasks) != 5000 {
			t.Errorf("%d tasks of 5000 rows", len(p.Tasks))
		}
	})
	t.Run("levels", func(t *testing.T) {
		var lines []string
		for i := range 200 {
			lines = append(lines, strings.Repeat("1.", i+1)+" Rà soát:")
		}
		doc := textDoc(body(append(lines, "- Sở Y tế báo cáo.")...)...)
		check(t, doc, Extract(doc))
	})
}

// TestLinear holds the time on texts of fifty thousand and four hundred
// thousand bytes against each other. The bound is loose, for machines are busy:
// what grows with the square takes 64 times as long.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for name, make := range adversarial {
		t.Run(name, func(t *testing.T) {
			small, large := textDoc(make(50_000)...), textDoc(make(400_000)...)
			took := func(doc *corpus.Document) time.Duration {
				best := time.Hour
				for range 3 {
					start := time.Now()
					p := Extract(doc)
					best = min(best, time.Since(start))
					check(t, doc, p)
				}
				return best
			}
			a, b := took(small), took(large)
			t.Logf("%v, %v", a, b)
			if b > 32*a+time.Second/2 {
				t.Errorf("50 kB took %v, 400 kB %v", a, b)
			}
		})
	}
}
