package when

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// gold is a labelled task of the shared evaluation data.
type gold struct {
	Type      string          `json:"type"`
	ID        string          `json:"id"`
	Lines     json.RawMessage `json:"lines"`
	Begin     string          `json:"begin"`
	Issued    string          `json:"issued"`
	Deadlines []struct {
		Raw, Kind, From, To, Every, On, Inherited string
	} `json:"deadlines"`
}

func (g gold) ranges() [][2]int {
	var one [2]int
	if json.Unmarshal(g.Lines, &one) == nil {
		return [][2]int{one}
	}
	var many [][2]int
	_ = json.Unmarshal(g.Lines, &many)
	return many
}

// TestGold holds Find against the labels: kind, first and last day, period and
// day of every time limit in a task's own words.
func TestGold(t *testing.T) {
	for _, c := range []struct {
		name string
		base Base
	}{{"000", Base{Year: 2025}}, {"003", Base{Issued: "2024-03", Year: 2024}}} {
		files, _ := filepath.Glob("../../../shared/plans/" + c.name + "_*.txt")
		if len(files) == 0 {
			t.Skip("the shared labels are not here")
		}
		source, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(source), "\n")
		f, err := os.Open("../../../shared/eval/labels/" + c.name + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		right, wrong, missed := 0, 0, 0
		s := bufio.NewScanner(f)
		s.Buffer(nil, 1<<20)
		for s.Scan() {
			var g gold
			if err := json.Unmarshal(s.Bytes(), &g); err != nil {
				t.Fatal(err)
			}
			if g.Type != "" && g.Type != "task" {
				continue
			}
			var words []string
			for _, r := range g.ranges() {
				words = append(words, lines[r[0]-1:r[1]]...)
			}
			text := strings.Join(strings.Fields(strings.Join(words, " ")), " ")
			if i := strings.Index(text, g.Begin); g.Begin != "" && i >= 0 {
				text = text[i:]
			}
			// The marker is no part of what Find is given.
			if m, rest, ok := strings.Cut(text, " "); ok && len([]rune(m)) <= 3 && strings.ContainsAny(m, "-.)") {
				text = rest
			}
			var want, got []string
			for _, d := range g.Deadlines {
				if d.Inherited == "" {
					want = append(want, fmt.Sprint(d.Kind, d.From, d.To, d.Every, d.On, " ", d.Raw))
				}
			}
			for _, d := range Find(text, c.base) {
				got = append(got, fmt.Sprint(d.Kind, d.From, d.To, d.Every, d.On, " ", d.Raw))
			}
			sort.Strings(want)
			sort.Strings(got)
			r := common(want, got)
			right, wrong, missed = right+r, wrong+len(got)-r, missed+len(want)-r
			if strings.Join(want, "|") != strings.Join(got, "|") {
				t.Errorf("%s %s\n got %q\nwant %q", c.name, g.ID, got, want)
			}
		}
		t.Logf("%s: %d right, %d wrong, %d missed", c.name, right, wrong, missed)
	}
}

func common(a, b []string) int {
	n, left := 0, map[string]int{}
	for _, s := range a {
		left[s]++
	}
	for _, s := range b {
		if left[s] > 0 {
			left[s]--
			n++
		}
	}
	return n
}
