package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"doichieu/extract"
	"doichieu/ingest"
)

const labels = `
{"type": "document", "number": "5/KH-UBND", "issued": null}
{"type": "task", "id": "1", "lines": [1, 1], "lead": ["so-y-te"], "coord": ["x:Hội Chữ thập  đỏ"], "deadlines": [{"kind": "by", "from": "", "to": "2025-12-31", "every": "", "on": ""}]}
{"type": "task", "id": "2", "lines": [[2, 2], [4, 4]], "lead": [], "coord": [], "deadlines": []}
{"type": "target", "op": "=", "value": 90, "unit": "%", "by": ""}
`

var lines = []string{"1. Sở Y tế khám bệnh cho học sinh", "2. Mở lớp tập huấn cho", "(trang 3)", "cán bộ y tế xã"}

func plan() *extract.Plan {
	return &extract.Plan{
		Document: extract.Record{Number: "5/KH-UBND"},
		Tasks: []extract.Task{
			{
				ID: "1", Text: "Sở Y tế khám bệnh cho học sinh",
				Assignments: []extract.Assignment{{Role: extract.Lead, Agency: "so-y-te"}, {Role: extract.Coordinating, Agency: "hoi-chu-thap-do", Name: "Hội Chữ thập đỏ tỉnh", Raw: "Hội Chữ thập đỏ"}},
				Deadlines:   []extract.Deadline{{Kind: extract.By, To: "2025-12-31"}},
			},
			{ID: "2", Text: "Mở lớp tập huấn cho cán bộ y tế xã"},
		},
		Targets: []extract.Target{{Op: "=", Value: 90, Unit: "%"}},
	}
}

func TestScore(t *testing.T) {
	l, err := Read(strings.NewReader(labels))
	if err != nil {
		t.Fatal(err)
	}
	if r := Score(l, lines, plan()); r.RowsRight != 2 || len(r.Faults) != 0 || r.FieldsRight != 2 || r.Targets.F1() != 1 {
		t.Errorf("all is right, and yet %+v", r)
	}
	for _, c := range []struct {
		what  string
		spoil func(*extract.Plan)
		field string
		rows  int
	}{
		{"a wrong lead", func(p *extract.Plan) { p.Tasks[0].Assignments[0].Agency = "so-noi-vu" }, "lead", 1},
		{"a lead invented", func(p *extract.Plan) {
			p.Tasks[1].Assignments = []extract.Assignment{{Role: extract.Lead, Agency: "so-y-te"}}
		}, "lead", 1},
		{"another partner", func(p *extract.Plan) {
			p.Tasks[0].Assignments[1].Raw, p.Tasks[0].Assignments[1].Name = "Hội", "Hội"
		}, "coordinating", 1},
		{"another day", func(p *extract.Plan) { p.Tasks[0].Deadlines[0].To = "2025-12-30" }, "deadlines", 1},
		{"a task missed", func(p *extract.Plan) { p.Tasks = p.Tasks[:1] }, "missed", 1},
		{"a task invented", func(p *extract.Plan) { p.Tasks = append(p.Tasks, extract.Task{ID: "3", Text: "Việc khác"}) }, "extra", 2},
		{"another number", func(p *extract.Plan) { p.Document.Number = "6/KH-UBND" }, "number", 2},
	} {
		p := plan()
		c.spoil(p)
		r := Score(l, lines, p)
		if r.RowsRight != c.rows || len(r.Faults) != 1 || r.Faults[0].Field != c.field {
			t.Errorf("%s: %d rows right, faults %+v", c.what, r.RowsRight, r.Faults)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, bad := range []string{`{"type": "row"}`, `{`, `{"type": "task", "lines": "1-2"}`, `{"type": "target", "value": "ten"}`} {
		if _, err := Read(strings.NewReader("\n" + bad)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestAlignKeepsOrder(t *testing.T) {
	a, b, c := []string{"a", "b", "c"}, []string{"d", "e", "f"}, []string{"g", "h", "i"}
	for _, x := range []struct {
		from, to [][]string
		want     []int
	}{
		{[][]string{a, b, c}, [][]string{a, c}, []int{0, -1, 1}},
		{[][]string{a, b}, [][]string{b, a}, []int{-1, 0}},
		{[][]string{a}, nil, []int{-1}},
		{nil, [][]string{a}, []int{}},
	} {
		if got := align(x.from, x.to); !slices.Equal(got, x.want) {
			t.Errorf("%v to %v: %v, want %v", x.from, x.to, got, x.want)
		}
	}
}

// shared is where labelled plans stand on the machines of those who have them.
const shared = "../../../shared"

// TestSameAsScorer holds the figures against those of the scorer that comes
// with the labelled plans: on the extraction, and on one that was spoilt.
func TestSameAsScorer(t *testing.T) {
	scorer, _ := filepath.Abs(shared + "/eval/score")
	found, _ := filepath.Glob(shared + "/eval/labels/[0-9]*.jsonl")
	if _, err := os.Stat(scorer); err != nil || len(found) == 0 {
		t.Skip("the labelled plans are not here")
	}
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("the scorer needs python3")
	}
	for _, file := range found {
		name := strings.TrimSuffix(filepath.Base(file), ".jsonl")
		sources, _ := filepath.Glob(shared + "/plans/" + name + "_*")
		if len(sources) != 1 {
			t.Fatalf("%d plans for the labels %s", len(sources), name)
		}
		doc, _, err := ingest.ReadFile(context.Background(), sources[0])
		if err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(sources[0])
		if err != nil {
			t.Fatal(err)
		}
		labelled, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		l, err := Read(bytes.NewReader(labelled))
		if err != nil {
			t.Fatal(err)
		}
		p := extract.Extract(doc)
		for _, spoilt := range []bool{false, true} {
			if spoilt {
				spoil(p)
			}
			var got strings.Builder
			if err := Score(l, strings.Split(string(raw), "\n"), p).Write(&got); err != nil {
				t.Fatal(err)
			}
			if want := scored(t, scorer, file, sources[0], p); got.String() != want {
				t.Errorf("%s, spoilt %v:\n%s\nthe scorer says\n%s", name, spoilt, got.String(), want)
			}
		}
	}
}

// spoil makes of an extraction one with faults of every kind.
func spoil(p *extract.Plan) {
	p.Tasks = append(p.Tasks[3:], p.Tasks[0])
	for i := range p.Tasks {
		t := &p.Tasks[i]
		switch i % 7 {
		case 1:
			t.Assignments = t.Assignments[:len(t.Assignments)/2]
		case 2:
			t.Text = t.Text[:len(t.Text)/2]
		case 3:
			t.Deadlines = append(t.Deadlines, extract.Deadline{Kind: extract.Ongoing})
		case 4:
			t.Assignments = append(t.Assignments, extract.Assignment{Role: extract.Lead, Agency: "x:ai  đó", Name: "Ai đó", Raw: "ai đó"})
		}
	}
	p.Targets = p.Targets[1:]
	p.Document.Number += "x"
}

// scored is what the scorer prints of a plan.
func scored(t *testing.T, scorer, labels, source string, p *extract.Plan) string {
	t.Helper()
	b, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(file, b, 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("python3", scorer, labels, source, file).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
