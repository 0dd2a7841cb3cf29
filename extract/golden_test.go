package extract

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doichieu/corpus"
)

var update = flag.Bool("update", false, "write the golden files anew; read the diff")

// TestPlans holds the extraction of whole papers, invented in the manner of the
// genre, against golden files that were read line by line. testdata/plans has a
// paragraph a line; lines that begin with "| " are rows of a table.
func TestPlans(t *testing.T) {
	files, err := filepath.Glob("testdata/plans/*.txt")
	if err != nil || len(files) < 9 {
		t.Fatalf("%d plans, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			doc := readPlan(t, file)
			p := Extract(doc)
			checkSpans(t, p, doc.Text)
			golden := strings.TrimSuffix(file, ".txt") + ".want"
			got := describe(p)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; run with -update and read the diff\n%s", golden, firstDifference(got, string(want)))
			}
		})
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

func readPlan(t testing.TB, file string) *corpus.Document {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	doc := textDoc(strings.Split(strings.TrimRight(string(text), "\n"), "\n")...)
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	return doc
}

// describe writes a plan for people to read.
func describe(p *Plan) string {
	var b strings.Builder
	d := p.Document
	fmt.Fprintf(&b, "number   %s\ntype     %s\ntitle    %s\nissuer   %s\nlocality %s\nissued   %s\nsigner   %s\ncapacity %s\nbasis    %s\n",
		d.Number, d.DocType, d.Title, d.Issuer, d.Locality, d.Issued, d.Signer, d.Capacity, strings.Join(d.Basis, ", "))
	for _, s := range p.Sections {
		fmt.Fprintf(&b, "section  %s [%s] %s\n", s.ID, s.Marker, cut(s.Heading, 70))
	}
	for _, t := range p.Tasks {
		fmt.Fprintf(&b, "\n%s: %s\n", t.ID, cut(t.Text, 90))
		for _, a := range t.Assignments {
			fmt.Fprintf(&b, "  %-12s %s%s <%s> by %s%s\n", a.Role, a.Agency, map[bool]string{true: " (asked)"}[a.Requested], a.Raw, a.Rule, from(a.Inherited))
		}
		for _, r := range t.References {
			fmt.Fprintf(&b, "  → %s %q\n", strings.Join(r.To, " "), r.Raw)
		}
		for _, l := range t.Deadlines {
			fmt.Fprintf(&b, "  %-12s %s..%s %s %s <%s> by %s%s\n", l.Kind, l.From, l.To, l.Every, l.On, l.Raw, l.Rule, from(l.Inherited))
		}
	}
	b.WriteByte('\n')
	for _, v := range p.Provisions {
		fmt.Fprintf(&b, "%-12s %s in %q: %s\n", v.Part, v.ID, v.Section, cut(v.Text, 90))
	}
	for _, g := range p.Targets {
		fmt.Fprintf(&b, "\ntarget %s %v %s by %q in %q: %s | %s\n", g.Op, g.Value, g.Unit, g.By, g.Task, g.Raw, g.Of)
	}
	for _, n := range p.Notes {
		fmt.Fprintf(&b, "\nnote %s %s: %s\n", n.Severity, n.Code, n.Message)
	}
	return b.String()
}

func from(id string) string {
	if id == "" {
		return ""
	}
	return " from " + id
}
