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

// TestTargets reads testdata/targets.tsv: a text, and for each target it states
// operator, value, unit and due day, the words, and what is measured. A line
// with the text alone states none.
func TestTargets(t *testing.T) {
	f, err := os.Open("testdata/targets.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	hits, misses := map[string]int{}, 0
	for s := bufio.NewScanner(f); s.Scan(); {
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		text, want, _ := strings.Cut(s.Text(), "\t")
		var got []string
		for _, f := range findTargets(text, when.Base{Issued: "2025-03-14", Year: 2025}) {
			got = append(got, fmt.Sprintf("%s %v %s %s | %s | %s", f.op, f.value, f.unit, f.by, f.span.In(text), f.of))
			hits[f.rule]++
		}
		if want == "" {
			misses++
		}
		if strings.Join(got, "\t") != want {
			t.Errorf("%q\n got %s\nwant %s", text, strings.Join(got, "\t"), want)
		}
	}
	for _, rule := range []string{"percent", "at-least", "or-more", "reach"} {
		if hits[rule] == 0 {
			t.Errorf("no line shows rule %q", rule)
		}
	}
	if misses < 8 {
		t.Errorf("%d lines without a target; near-misses are missing", misses)
	}
}

func TestNumberOf(t *testing.T) {
	for s, want := range map[string]float64{
		"42,5": 42.5, "99.5": 99.5, "1.500": 1500, "12.345,6": 12345.6, "01": 1, "ba": 3, "1.234.567": 1234567,
	} {
		if got, ok := numberOf(s); !ok || got != want {
			t.Errorf("numberOf(%q) = %v, %v; want %v", s, got, ok, want)
		}
	}
	if _, ok := numberOf("1,2,3"); ok {
		t.Error(`"1,2,3" is no number`)
	}
}

func FuzzTargets(f *testing.F) {
	f.Add("Đến năm 2030, ít nhất 50% xã, 1,2,3% và từ 01 buổi/01 lớp trở lên (1) 5%")
	f.Add("phấn đấu đạt 20/24 xã; mỗi x tối thiểu một %")
	f.Fuzz(func(t *testing.T, text string) {
		for _, g := range findTargets(text, when.Base{Year: 2025}) {
			if g.span.Start < 0 || g.span.End > len(text) || g.span.Start >= g.span.End {
				t.Fatalf("%+v lies outside %q", g, text)
			}
			if g.op == "" || g.unit == "" || g.rule == "" {
				t.Fatalf("%+v is not complete", g)
			}
		}
	})
}

func BenchmarkTargets(b *testing.B) {
	text := strings.Repeat("Phấn đấu đến hết năm 2030, có ít nhất 50% xã đạt chuẩn, giảm 10% số vụ cháy so với năm 2024, ", 200)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		findTargets(text, when.Base{Year: 2025})
	}
}
