package when

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what the rules give into testdata; read the difference before committing it")

// issue is the document that the test data is read against.
var issue = Base{Issued: "2025-03-14", Year: 2025}

// sample is a line of testdata/RULE.tsv: hit or miss, find or cell, the text,
// and for a hit what it gives.
type sample struct{ kind, mode, text, want string }

func readSamples(t *testing.T, file string) []sample {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []sample
	for s := bufio.NewScanner(f); s.Scan(); {
		if s.Text() == "" || strings.HasPrefix(s.Text(), "#") {
			continue
		}
		c := strings.Split(s.Text(), "\t")
		for len(c) < 4 {
			c = append(c, "")
		}
		out = append(out, sample{c[0], c[1], c[2], c[3]})
	}
	return out
}

func (s sample) read() []Deadline {
	if s.mode == "cell" {
		return Cell(s.text, issue)
	}
	return Find(s.text, issue)
}

func show(list []Deadline) string {
	var out []string
	for _, d := range list {
		out = append(out, fmt.Sprintf("%s = %s [%s] from:%s to:%s every:%s on:%s %s", d.Rule, d.Kind, d.Raw, d.From, d.To, d.Every, d.On, d.Inferred))
	}
	return strings.Join(out, " & ")
}

// Every rule has hits and near-misses. A rule that reads names and facts shows
// with its hits that nothing is found in them.
func TestRules(t *testing.T) {
	for i := range rules {
		r := &rules[i]
		t.Run(r.name, func(t *testing.T) {
			file := filepath.Join("testdata", r.name+".tsv")
			samples := readSamples(t, file)
			count := map[string]int{}
			var lines []string
			for _, s := range samples {
				count[s.kind]++
				got := s.read()
				of := false
				for _, d := range got {
					of = of || d.Rule == r.name
				}
				switch {
				case s.kind == "hit" && *update:
					s.want = show(got)
				case s.kind == "hit" && show(got) != s.want:
					t.Errorf("%s %q\n got %s\nwant %s", s.mode, s.text, show(got), s.want)
				case s.kind == "hit" && r.build != nil && !of:
					t.Errorf("%s %q: the rule did not read it: %s", s.mode, s.text, show(got))
				case s.kind == "miss" && of:
					t.Errorf("%s %q: near-miss was read: %s", s.mode, s.text, show(got))
				}
				lines = append(lines, strings.TrimRight(strings.Join([]string{s.kind, s.mode, s.text, s.want}, "\t"), "\t"))
			}
			if count["hit"] < 2 || count["miss"] < 1 {
				t.Errorf("%d hits and %d near-misses; a rule needs at least 2 and 1", count["hit"], count["miss"])
			}
			if *update {
				if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
