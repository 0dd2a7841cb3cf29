package extract

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"doichieu/extract/when"
)

var reItemLine = regexp.MustCompile(`^\s*(?:[-+]|\d{1,2}\.|[a-zđ]\)|[IVX]+\.)\s`)

// goldTarget is a labelled target of the shared evaluation data.
type goldTarget struct {
	Type, Raw, Op, Unit, By string
	Value                   float64
	Lines                   json.RawMessage
}

func (g goldTarget) first() int {
	var one [2]int
	if json.Unmarshal(g.Lines, &one) == nil {
		return one[0]
	}
	var many [][2]int
	_ = json.Unmarshal(g.Lines, &many)
	return many[0][0]
}

// TestTargetsOfGold holds findTargets against the labelled plans, item by item:
// operator, value, unit and due day must be those of the labels, and nothing
// else may be found.
func TestTargetsOfGold(t *testing.T) {
	for name, base := range map[string]when.Base{"000": {Year: 2025}, "003": {Issued: "2024-03", Year: 2024}} {
		files, _ := filepath.Glob("../../shared/plans/" + name + "_*.txt")
		if len(files) == 0 {
			t.Skip("the shared labels are not here")
		}
		source, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		want := map[int][]string{}
		raws := map[int][]string{}
		lines := strings.Split(string(source), "\n")
		item := make([]int, len(lines)+1)
		for i, l := range lines {
			item[i+1] = item[i]
			if reItemLine.MatchString(l) {
				item[i+1] = i + 1
			}
		}
		f, err := os.Open("../../shared/eval/labels/" + name + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		s := bufio.NewScanner(f)
		s.Buffer(nil, 1<<20)
		for s.Scan() {
			var g goldTarget
			if json.Unmarshal(s.Bytes(), &g) == nil && g.Type == "target" {
				at := item[g.first()]
				want[at] = append(want[at], fmt.Sprint(g.Op, g.Value, g.Unit, " by:", g.By))
				raws[at] = append(raws[at], g.Raw)
			}
		}
		right, wrong, missed, exact, all := 0, 0, 0, 0, 0
		for from := 0; from < len(lines); {
			to := from + 1
			for to < len(lines) && !reItemLine.MatchString(lines[to]) {
				to++
			}
			text := strings.Join(strings.Fields(strings.Join(lines[from:to], " ")), " ")
			var got, gotRaws []string
			for _, f := range findTargets(text, base) {
				got = append(got, fmt.Sprint(f.op, f.value, f.unit, " by:", f.by))
				gotRaws = append(gotRaws, f.span.In(text))
			}
			at := item[from+1]
			r := overlap(want[at], got)
			right, wrong, missed = right+r, wrong+len(got)-r, missed+len(want[at])-r
			exact, all = exact+overlap(raws[at], gotRaws), all+len(raws[at])
			if r != len(got) || r != len(want[at]) {
				t.Errorf("%s line %d\n got %q\nwant %q\nin %s", name, from+1, got, want[at], gotRaws)
			}
			if overlap(raws[at], gotRaws) != len(raws[at]) {
				t.Logf("%s line %d: other words\n got %q\nwant %q", name, from+1, gotRaws, raws[at])
			}
			from = to
		}
		t.Logf("%s: %d right, %d wrong, %d missed; %d of %d phrases the same", name, right, wrong, missed, exact, all)
	}
}

func overlap(a, b []string) int {
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
