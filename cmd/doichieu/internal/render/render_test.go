package render

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/extract"
)

var update = flag.Bool("update", false, "write the golden files anew; read the difference before committing it")

// sample is a small comparison of two invented plans: a row that both have, one
// with two tasks in a cell, one that a plan lacks.
func sample() Input {
	lead := func(id, name string) []extract.Assignment {
		return []extract.Assignment{{Role: extract.Lead, Agency: id, Name: name, Raw: name, Page: 1, Rule: "subject"}}
	}
	with := func(names ...string) []extract.Assignment {
		var as []extract.Assignment
		for _, n := range names {
			as = append(as, extract.Assignment{Role: extract.Coordinating, Agency: "x:" + strings.ToLower(n), Name: n, Raw: n, Page: 1, Rule: "with"})
		}
		return as
	}
	task := func(id, section, text string, page, start int, as []extract.Assignment, ds ...extract.Deadline) extract.Task {
		return extract.Task{ID: id, Section: section, Text: text, Page: page, Span: extract.Spans{{Start: start, End: start + len(text)}}, Assignments: as, Deadlines: ds}
	}
	plan := func(id, locality, number, issued, file string, tasks ...extract.Task) *extract.Plan {
		return &extract.Plan{
			Schema: extract.PlanSchema,
			Document: extract.Record{
				ID: id, Locality: locality, Number: number, Issued: issued, DocType: "KH", Issuer: "Ủy ban nhân dân tỉnh " + locality,
				Title:  "Kế hoạch an toàn giao thông học đường",
				Source: corpus.Source{Name: file, SHA256: strings.Repeat(id[:1], 64), Format: "text", Size: 100, Pages: 3},
			},
			Sections: []extract.Section{
				{ID: "II", Marker: "II.", Level: 1, Heading: "NHIỆM VỤ"},
				{ID: "II/1", Marker: "1.", Level: 2, Heading: "Công an tỉnh", Parent: "II"},
			},
			Tasks: tasks,
		}
	}
	quarter := extract.Deadline{Raw: "trong quý II năm 2026", Kind: extract.By, From: "2026-04-01", To: "2026-06-30", Rule: "quarter"}
	yearly := extract.Deadline{Raw: "trước ngày 10 tháng 12 hằng năm", Kind: extract.Recurring, Every: "P1Y", On: "--12-09", Inherited: "II", Rule: "yearly"}
	asked := with("Tòa án nhân dân tỉnh")
	asked[0].Role, asked[0].Requested = extract.Lead, true
	a := plan("aaaaaaaaaaaa", "Lam Giang", "87/KH-UBND", "2026-04-15", "lam-giang.txt",
		task("II/1/a", "II/1", "a) Chủ trì, phối hợp với Sở Xây dựng rà soát điểm đen trước cổng trường trong quý II năm 2026.", 2, 100, append(lead("cong-an-tinh", "Công an tỉnh"), with("Sở Xây dựng", "Sở Giáo dục và Đào tạo")...), quarter),
		task("II/1/-1", "II/1", "- Kiểm tra 100% xe đưa đón học sinh.", 2, 300, lead("cong-an-tinh", "Công an tỉnh"), yearly),
		task("II/2", "II", "2. Đề nghị Tòa án nhân dân tỉnh xét xử lưu động.", 3, 400, asked),
	)
	a.Targets = []extract.Target{{Raw: "100% xe đưa đón học sinh", Op: "=", Value: 100, Unit: "%", Of: "xe đưa đón học sinh", Task: "II/1/-1", Page: 2}}
	b := plan("bbbbbbbbbbbb", "Phú Sơn", "142/KH-UBND", "2026-05", "phu-son.md",
		task("II/1/a", "II/1", "a) Sở Xây dựng rà soát điểm đen trước cổng trường.", 1, 50, lead("so-xay-dung", "Sở Xây dựng")),
		task("II/1/b", "II/1", "b) Sở Xây dựng rà soát điểm đen tại điểm đón trả học sinh.", 1, 150, lead("so-xay-dung", "Sở Xây dựng"),
			extract.Deadline{Raw: "thường xuyên", Kind: extract.Ongoing, Rule: "ongoing"}),
	)
	b.Tasks[1].OCR = true
	plans := []*extract.Plan{a, b}
	rows := Tasks(plans, nil)
	member := func(i int) compare.Member {
		r := rows[i]
		return compare.Member{
			Plan: r.Plan, Task: r.Task, Text: r.Text, Lead: r.Lead, Coordinating: r.Coordinating, Implementing: r.Implementing,
			Deadlines: r.Deadlines, Targets: r.Targets, Section: r.Section, Page: r.Page, Span: r.Span, OCR: r.OCR,
		}
	}
	c := &compare.Comparison{Schema: compare.ComparisonSchema}
	for i, p := range plans {
		d := p.Document
		c.Plans = append(c.Plans, compare.Column{
			ID: d.ID, Locality: d.Locality, Number: d.Number, Title: d.Title, Issuer: d.Issuer, Issued: d.Issued,
			Source: d.Source, Tasks: len(p.Tasks), Matched: 1 + i,
		})
	}
	c.Rows = []compare.Row{
		{ID: "r1", Topic: "rà soát điểm đen trước cổng trường", Section: "NHIỆM VỤ", Score: 0.82, Reasons: []compare.Reason{{Name: "words", Score: 0.82}}, Members: []compare.Member{member(0), member(3), member(4)}},
		{ID: "r2", Topic: "kiểm tra xe đưa đón học sinh", Section: "NHIỆM VỤ", Score: 1, Reasons: []compare.Reason{}, Members: []compare.Member{member(1)}},
		{ID: "r3", Topic: "xét xử lưu động", Section: "NHIỆM VỤ", Score: 1, Reasons: []compare.Reason{}, Members: []compare.Member{member(2)}},
	}
	c.Notes = []corpus.Note{{Code: "issued-apart", Severity: corpus.Info, Message: "hai văn bản ban hành cách nhau một tháng"}}
	return Input{Comparison: c, Plans: plans}
}

// against is the sample held against its first plan.
func against() Input {
	in := sample()
	c := in.Comparison
	c.Rows[0].Statuses = []compare.RowStatus{{
		Plan: "bbbbbbbbbbbb", Status: compare.Changed,
		Differences: []compare.Difference{{Kind: compare.OtherLead, Was: "Công an tỉnh", Is: "Sở Xây dựng"}, {Kind: compare.MissingDate, Was: "trong quý II năm 2026"}},
		Remarks:     []compare.Difference{},
	}}
	c.Rows[1].Statuses = []compare.RowStatus{{Plan: "bbbbbbbbbbbb", Status: compare.NotFound, Rejected: []compare.Rejected{
		{Against: "II/1/-1", Task: "II/1/b", Text: "b) Sở Xây dựng rà soát.", Page: 1, Score: 0.21},
	}}}
	c.Rows[2].Statuses = []compare.RowStatus{{Plan: "bbbbbbbbbbbb", Status: compare.Unread}}
	c.Baseline = &compare.Baseline{Plan: "aaaaaaaaaaaa"}
	c.Cover(map[string][]string{"bbbbbbbbbbbb": {compare.GapPages}})
	return in
}

// overTime is the sample as two plans of one locality, the second one held against
// the first.
func overTime() Input {
	in := against()
	c := in.Comparison
	c.Baseline = nil
	c.Plans[0].Issued, c.Plans[0].Locality = "2025-03-10", c.Plans[1].Locality
	c.OverTime = &compare.OverTime{Steps: []compare.Step{{Earlier: "aaaaaaaaaaaa", Later: "bbbbbbbbbbbb"}}}
	c.Rows[0].Statuses = []compare.RowStatus{{
		Plan: "bbbbbbbbbbbb", Against: "aaaaaaaaaaaa", Status: compare.MovedByLaw, Also: []compare.Status{compare.Redated},
		Differences: []compare.Difference{
			{Kind: compare.ByLaw, Was: "Sở Giao thông vận tải", Is: "Sở Xây dựng", Source: "45/2025/NĐ-CP"},
			{Kind: compare.LaterInYear, Was: "trước 15/6/2025", Is: "trước 30/6/2026"},
		},
		Remarks: []compare.Difference{{Kind: compare.Words, Was: "lắp đặt", Is: "thay thế … hỏng"}},
	}}
	c.Rows[1].Statuses[0].Against, c.Rows[1].Statuses[0].Status = "aaaaaaaaaaaa", compare.Dropped
	c.Rows[2].Statuses[0].Against, c.Rows[2].Statuses[0].Status = "aaaaaaaaaaaa", compare.New
	c.Rows[2].Members[0].Plan = "bbbbbbbbbbbb"
	c.Cover(nil)
	return in
}

// found is the sample with its findings.
func found() Input {
	in := sample()
	in.Findings = true
	in.Comparison.Findings = in.Comparison.FindDifferences(map[string][]string{"bbbbbbbbbbbb": {compare.GapCut}})
	return in
}

func renderTo(t *testing.T, name string, in Input, lang string) []byte {
	t.Helper()
	f, err := Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	if err := f.Write(&buf, in, lang); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// TestGolden covers each textual format: the comparison in both languages and
// the long task table. XLSX has its own test, which reads it back.
func TestGolden(t *testing.T) {
	in := sample()
	tasksOnly := Input{Plans: in.Plans}
	long := in
	long.Long = true
	narrow := in
	narrow.Width = 50
	agencies, deadlines := in, in
	agencies.Matrix = in.Comparison.Matrix(compare.ByAgency, compare.Vietnamese)
	deadlines.Matrix = in.Comparison.Matrix(compare.ByDeadline, compare.English)
	due, targets := in, in
	looked := *in.Comparison
	looked.On = "2026-07-01"
	due.Matrix = looked.Matrix(compare.ByDeadline, compare.Vietnamese)
	targets.Matrix = in.Comparison.Matrix(compare.ByTarget, compare.Vietnamese)
	for _, c := range []struct {
		file, format, lang string
		in                 Input
	}{
		{"comparison.vi.txt", "text", "", in},
		{"agencies.txt", "text", "vi", agencies},
		{"agencies.md", "md", "vi", agencies},
		{"agencies.html", "html", "vi", agencies},
		{"agencies.json", "json", "vi", agencies},
		{"deadlines.txt", "text", "en", deadlines},
		{"deadlines.csv", "csv", "en", deadlines},
		{"comparison.narrow.txt", "text", "en", narrow},
		{"tasks.txt", "text", "", tasksOnly},
		{"comparison.json", "json", "", in},
		{"tasks.json", "json", "", tasksOnly},
		{"comparison.vi.csv", "csv", "", in},
		{"tasks.en.csv", "csv", "en", tasksOnly},
		{"values.vi.csv", "csv", "vi", long},
		{"values.en.csv", "csv", "en", Input{Plans: in.Plans, Long: true}},
		{"values.json", "json", "", long},
		{"comparison.vi.md", "md", "vi", in},
		{"tasks.en.md", "md", "en", tasksOnly},
		{"comparison.vi.html", "html", "vi", in},
		{"tasks.en.html", "html", "en", tasksOnly},
		{"due.txt", "text", "vi", due},
		{"targets.txt", "text", "vi", targets},
		{"targets.csv", "csv", "en", targets},
		{"findings.txt", "text", "vi", found()},
		{"findings.csv", "csv", "en", found()},
		{"findings.json", "json", "en", found()},
		{"findings.md", "md", "vi", found()},
		{"over-time.txt", "text", "vi", overTime()},
		{"over-time.csv", "csv", "en", overTime()},
		{"over-time.md", "md", "en", overTime()},
		{"over-time.json", "json", "vi", overTime()},
		{"baseline.txt", "text", "vi", against()},
		{"baseline.json", "json", "vi", against()},
		{"baseline.csv", "csv", "en", against()},
		{"baseline.md", "md", "vi", against()},
		{"baseline.html", "html", "en", against()},
		{"hits.txt", "text", "vi", hits()},
		{"hits.csv", "csv", "vi", hits()},
		{"hits.md", "md", "vi", hits()},
		{"hits.html", "html", "vi", hits()},
		{"hits.en.txt", "text", "en", hits()},
		{"grouped.txt", "text", "vi", grouped()},
		{"grouped.md", "md", "vi", grouped()},
		{"grouped.html", "html", "en", grouped()},
		{"similar.txt", "text", "vi", similar()},
		{"similar.md", "md", "vi", similar()},
		{"mentions.txt", "text", "vi", mentions()},
		{"mentions.csv", "csv", "en", mentions()},
		{"mentions.md", "md", "vi", mentions()},
		{"mentions.json", "json", "vi", mentions()},
	} {
		t.Run(c.file, func(t *testing.T) {
			got := renderTo(t, c.format, c.in, c.lang)
			path := filepath.Join("testdata", c.file)
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs from testdata/%s; run with -update and read the difference:\n%s", c.format, c.file, firstDifference(got, want))
			}
		})
	}
}

func firstDifference(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "got  " + g[i] + "\nwant " + w[i]
		}
	}
	return "one is the beginning of the other"
}

func TestSameInputSameBytes(t *testing.T) {
	for _, f := range Formats() {
		if !bytes.Equal(renderTo(t, f.Name, sample(), "vi"), renderTo(t, f.Name, sample(), "vi")) {
			t.Errorf("%s: two runs give different bytes", f.Name)
		}
	}
}

func TestEmptyInput(t *testing.T) {
	for _, f := range Formats() {
		for name, in := range map[string]Input{
			"nothing":       {},
			"no plans":      {Comparison: &compare.Comparison{}},
			"no rows":       {Comparison: &compare.Comparison{Plans: sample().Comparison.Plans}},
			"several alike": {Comparison: &compare.Comparison{Plans: make([]compare.Column, 3)}},
		} {
			if out := renderTo(t, f.Name, in, ""); len(out) == 0 {
				t.Errorf("%s: %s: no output", f.Name, name)
			}
		}
	}
}

func TestLookup(t *testing.T) {
	for _, f := range Formats() {
		for _, name := range []string{f.Name, strings.ToUpper(f.Name), f.Ext} {
			if got, err := Lookup(name); err != nil || got.Name != f.Name {
				t.Errorf("Lookup(%q) = %q, %v", name, got.Name, err)
			}
		}
		if f.Description == "" || f.Media == "" || !strings.HasPrefix(f.Ext, ".") {
			t.Errorf("%s: incomplete row", f.Name)
		}
		if err := f.Write(&bytes.Buffer{}, sample(), "fr"); f.Name != "json" && (err == nil || !strings.Contains(err.Error(), "vi, en")) {
			t.Errorf("%s: unknown language gives %v, want an error that names the languages", f.Name, err)
		}
	}
	if _, err := Lookup("pdf"); err == nil || !strings.Contains(err.Error(), "xlsx") {
		t.Errorf("Lookup(pdf) = %v, want an error that names the formats", err)
	}
}

// TestStatusWords: each language names what the other names, and every status.
func TestStatusWords(t *testing.T) {
	vi, en := vietnameseStatuses, englishStatuses
	all := append(compare.Statuses(), compare.OverTimeStatuses()...)
	all = slices.Compact(slices.Sorted(slices.Values(all)))
	if len(vi.statuses) != len(all) || len(en.statuses) != len(vi.statuses) ||
		len(vi.differences) != len(en.differences) || len(vi.gaps) != len(en.gaps) || len(vi.findings) != len(compare.FindingKinds()) || len(en.findings) != len(vi.findings) || len(vi.flags) != len(en.flags) {
		t.Error("a language lacks words")
	}
	for _, w := range []statusWords{vi, en} {
		for _, s := range all {
			if w.statuses[s] == "" {
				t.Errorf("no word for %s", s)
			}
		}
		for k := range vi.differences {
			if w.differences[k] == "" {
				t.Errorf("no word for %s", k)
			}
		}
	}
}

func TestLabelsAreComplete(t *testing.T) {
	for _, lang := range Languages() {
		l, err := labelsFor(lang)
		if err != nil {
			t.Fatal(err)
		}
		v := reflect.ValueOf(l)
		for i := range v.NumField() {
			if v.Field(i).String() == "" {
				t.Errorf("%s: %s is empty", lang, v.Type().Field(i).Name)
			}
		}
	}
}
