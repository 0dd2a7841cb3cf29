package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doichieu/corpus"
	"doichieu/extract"
)

func TestChooseFormat(t *testing.T) {
	tests := []struct {
		name string
		out  output
		want string
		bad  bool
	}{
		{"the default", output{}, "text", false},
		{"a name", output{format: "csv"}, "csv", false},
		{"the shorthand", output{json: true}, "json", false},
		{"both, agreeing", output{json: true, format: "json"}, "json", false},
		{"both, not agreeing", output{json: true, format: "csv"}, "", true},
		{"an unknown name", output{format: "ods"}, "", true},
		{"by the ending", output{file: "a/b.XLSX"}, "xlsx", false},
		{"a name before the ending", output{file: "a.xlsx", format: "json"}, "json", false},
		{"an unknown ending", output{file: "a.ods"}, "", true},
		{"no ending", output{file: "table"}, "text", false},
		{"the standard output", output{file: "-"}, "text", false},
	}
	for _, tt := range tests {
		tt.out.formats = tableFormats()
		got, err := tt.out.choose()
		if _, usage := errors.AsType[*usageError](err); got != tt.want || usage != tt.bad {
			t.Errorf("%s: %q, %v", tt.name, got, err)
		}
	}
}

// A result appears whole or not at all.
func TestWriteResult(t *testing.T) {
	var out strings.Builder
	a := &app{streams: streams{out: &out}}
	path := filepath.Join(t.TempDir(), "x.txt")
	half := func(w io.Writer) error {
		_, _ = io.WriteString(w, "half")
		return io.ErrUnexpectedEOF
	}
	for _, file := range []string{"", "-", path} {
		if err := a.writeResult(file, half); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%q: %v", file, err)
		}
	}
	if _, err := os.Stat(path); err == nil || out.Len() > 0 {
		t.Errorf("half a result was written: %q", out.String())
	}
}

// What goes to a pipe has no colours, whatever the environment says.
func TestColourOnATerminalOnly(t *testing.T) {
	a := &app{getenv: func(string) string { return "" }}
	if a.colour(&strings.Builder{}) {
		t.Error("colours in a pipe")
	}
	if terminal(&strings.Builder{}) || width(&strings.Builder{}) != 0 {
		t.Error("a buffer passes for a terminal")
	}
}

func TestCoverage(t *testing.T) {
	// Four blocks of ten bytes, then a footnote and a last one outside.
	text := strings.Repeat("123456789\n", 6)
	doc := &corpus.Document{Text: text}
	for i := range 6 {
		kind := corpus.Paragraph
		if i == 3 {
			kind = corpus.Footnote
		}
		doc.Blocks = append(doc.Blocks, corpus.Block{Kind: kind, Span: corpus.Span{Start: 10 * i, End: 10*i + 9}})
	}
	plan := &extract.Plan{
		Sections: []extract.Section{{ID: "I", Span: corpus.Span{Start: 10, End: 14}}, {ID: "0", Span: corpus.Span{Start: 0, End: 9}}},
		Tasks: []extract.Task{
			{Span: extract.Spans{{Start: 10, End: 12}}}, // overlaps the heading
			{Span: extract.Spans{{Start: 40, End: 45}, {Start: 47, End: 49}}},
		},
	}
	got := coverageOf(&reading{doc: doc, plan: plan})
	if want := (coverage{Total: 27, Tasks: 9, Headings: 2}); got != want || got.Rest() != 16 {
		t.Errorf("coverage is %+v, want %+v", got, want)
	}
	if got.share(got.Tasks) != 9.0/27 {
		t.Errorf("share is %v", got.share(got.Tasks))
	}
	empty := coverageOf(&reading{doc: doc, plan: &extract.Plan{}})
	if empty != (coverage{}) || empty.share(0) != 0 {
		t.Errorf("a plan without tasks has %+v", empty)
	}
}

func TestCheckSpans(t *testing.T) {
	doc := &corpus.Document{Text: "Sở Y tế chủ trì. Hết năm.", Blocks: []corpus.Block{{Span: corpus.Span{Start: 0, End: 31}}}}
	doc.Blocks[0].Span.End = len(doc.Text)
	good := func() *extract.Plan {
		lead := corpus.Span{Start: 0, End: len("Sở Y tế")}
		whole := corpus.Span{Start: 0, End: len("Sở Y tế chủ trì.")}
		tail := corpus.Span{Start: whole.End + 1, End: len(doc.Text)}
		return &extract.Plan{
			Document: extract.Record{Places: []extract.Place{{Field: "issuer", Raw: "Sở Y tế", Span: lead}}},
			Sections: []extract.Section{{ID: "I", Span: whole}},
			Tasks: []extract.Task{{
				ID: "I/1", Text: "Sở Y tế chủ trì. Hết năm.", Span: extract.Spans{whole, tail},
				Assignments: []extract.Assignment{{Role: extract.Lead, Agency: "so-y-te", Raw: "Sở Y tế", Span: lead}},
				Deadlines:   []extract.Deadline{{Raw: "Hết năm.", Span: tail}},
			}},
			Targets: []extract.Target{{Of: "x", Raw: "Sở", Span: corpus.Span{Start: 0, End: len("Sở")}}},
			Notes:   []corpus.Note{{Code: "n"}},
		}
	}
	if c := checkSpans(doc, good()); len(c.Mismatches) > 0 || c.Spans != 9 {
		t.Errorf("a good plan has %d spans and %q", c.Spans, c.Mismatches)
	}
	tests := []struct {
		name  string
		spoil func(*extract.Plan)
	}{
		{"record", func(p *extract.Plan) { p.Document.Places[0].Raw = "Sở Nội vụ" }},
		{"section I", func(p *extract.Plan) { p.Sections[0].Span.End = 1000 }},
		{"task I/1", func(p *extract.Plan) { p.Tasks[0].Text += "!" }},
		{"task I/1", func(p *extract.Plan) { p.Tasks[0].Span[1].Start = -1 }},
		{"task I/1: lead", func(p *extract.Plan) { p.Tasks[0].Assignments[0].Span.Start++ }},
		{"task I/1: deadline", func(p *extract.Plan) { p.Tasks[0].Deadlines[0].Raw = "hết năm." }},
		{"target", func(p *extract.Plan) { p.Targets[0].Span = corpus.Span{Start: 5, End: 2} }},
		{"note n", func(p *extract.Plan) { p.Notes[0].Span.End = 1000 }},
	}
	for _, tt := range tests {
		p := good()
		tt.spoil(p)
		if c := checkSpans(doc, p); len(c.Mismatches) != 1 || !strings.HasPrefix(c.Mismatches[0], tt.name) {
			t.Errorf("%s: mismatches are %q", tt.name, c.Mismatches)
		}
	}
}
