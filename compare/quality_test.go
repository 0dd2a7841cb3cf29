package compare

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"doichieu/extract"
	"doichieu/ingest"
)

var update = flag.Bool("update", false, "write the golden files anew; read the difference before committing it")

// golden holds got against a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if os.Getenv("CI") != "" {
			t.Fatal("-update must not run in CI")
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and read the difference:\n%s", path, got)
	}
}

// TestSamples shows the rows of the sample plans, which are near each other in
// words and apart in who does what by when. Each row was read and held to be
// right.
func TestSamples(t *testing.T) {
	c := Compare(samplePlans(t), Options{})
	name := map[string]string{}
	for _, p := range c.Plans {
		name[p.ID], _, _ = strings.Cut(p.Source.Name, ".")
	}
	var b strings.Builder
	for _, row := range c.Rows {
		fmt.Fprintf(&b, "%s\n", row.Topic)
		for _, m := range row.Members {
			fmt.Fprintf(&b, "\t%s %s\n", name[m.Plan], m.Task)
		}
	}
	golden(t, "samples.txt", b.String())
}

// TestQuality measures the rows of real plans against rows grouped by reading, as
// pairs of tasks of different plans. The first were judged with the plans; those
// of testdata/rows were grouped once each for this test, by the same guide and
// before the program's rows of them were looked at. The weights were chosen with
// all of them in view, so the figures say how well these plans are laid side by
// side, and less of others. The plans are not part of the project; the judgements
// and the figures are.
func TestQuality(t *testing.T) {
	shared := filepath.Join("..", "..", "shared")
	judgements := []string{filepath.Join(shared, "eval", "labels", "rows-000-003.jsonl")}
	if _, err := os.Stat(judgements[0]); os.IsNotExist(err) {
		t.Skip("the labelled plans are not here")
	}
	more, err := filepath.Glob(filepath.Join("testdata", "rows", "*.jsonl"))
	if err != nil || len(more) == 0 {
		t.Fatalf("no judgements in testdata: %v", err)
	}
	var b strings.Builder
	for _, path := range append(judgements, more...) {
		j := readJudged(t, path)
		hits, given := j.measure(t, shared)
		fmt.Fprintf(&b, "%s: pairs of tasks in one row: %d right of %d given and %d judged, F1 %.3f\n", filepath.Base(path),
			hits, given, len(j.want), 2*float64(hits)/float64(given+len(j.want)))
	}
	golden(t, "quality.txt", b.String())
}

// judged are rows grouped by hand: the pairs that belong together, and those on
// which readers may differ. Tasks are named by plan and id: "000:II/4/a".
type judged struct {
	want, neutral map[string]bool
	plans         []string
}

func readJudged(t *testing.T, path string) judged {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	j := judged{want: map[string]bool{}, neutral: map[string]bool{}}
	plans := map[string]bool{}
	for s := bufio.NewScanner(f); s.Scan(); {
		var row struct{ Members, Either []string }
		if err := json.Unmarshal(s.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		for i, a := range row.Members {
			plans[planOf(a)] = true
			for _, b := range row.Members[i+1:] {
				if planOf(a) != planOf(b) {
					j.want[pairName(a, b)] = true
				}
			}
		}
		if len(row.Either) == 2 {
			j.neutral[pairName(row.Either[0], row.Either[1])] = true
		}
	}
	maps.DeleteFunc(j.want, func(p string, _ bool) bool { return j.neutral[p] })
	j.plans = slices.Sorted(maps.Keys(plans))
	return j
}

// measure compares the plans that were judged, and counts the pairs that it puts
// into one row, and those of them that belong there.
func (j judged) measure(t *testing.T, shared string) (hits, given int) {
	t.Helper()
	var plans []*extract.Plan
	name := map[string]string{}
	for _, n := range j.plans {
		files, err := filepath.Glob(filepath.Join(shared, "*", n+"_*.txt"))
		if len(files) == 0 {
			files, err = filepath.Glob(filepath.Join(shared, "real", "txt", n+"-kh-*.txt"))
		}
		if err != nil || len(files) != 1 {
			t.Fatalf("plan %s: %v, %v", n, files, err)
		}
		doc, _, err := ingest.ReadFile(context.Background(), files[0])
		if err != nil {
			t.Fatal(err)
		}
		plans = append(plans, extract.Extract(doc))
		name[doc.ID] = n
	}
	for _, row := range Compare(plans, Options{}).Rows {
		for i, a := range row.Members {
			for _, b := range row.Members[i+1:] {
				p := pairName(name[a.Plan]+":"+a.Task, name[b.Plan]+":"+b.Task)
				if a.Plan == b.Plan || j.neutral[p] {
					continue
				}
				given++
				if j.want[p] {
					hits++
				}
			}
		}
	}
	return hits, given
}

// planOf is the plan of a named task.
func planOf(task string) string {
	plan, _, _ := strings.Cut(task, ":")
	return plan
}

func pairName(a, b string) string { return min(a, b) + " " + max(a, b) }

// TestCandidatesMissNothing: what the inverted index finds is all that scoring
// every pair would let hold.
func TestCandidatesMissNothing(t *testing.T) {
	plans := samplePlans(t)
	b := newBuilder(plans)
	all := b.tasksOf(0, 1, 2, 3)
	if len(all) != len(b.profiles) {
		t.Fatalf("%d tasks of four plans, want %d", len(all), len(b.profiles))
	}
	found := b.holding(b.pairs(newPostings(b.profiles, all), all, len(plans), b.scored))
	var every []pair
	for i := range b.profiles {
		for j := i + 1; j < len(b.profiles); j++ {
			if p := (pair{i, j, compareTasks(b.profiles[i], b.profiles[j])}); b.worth(p) {
				every = append(every, p)
			}
		}
	}
	if every = b.holding(every); len(every) == 0 || len(found) != len(every) {
		t.Errorf("%d pairs hold, of all pairs %d would", len(found), len(every))
	}
}
