package index

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doichieu/extract"
)

// realPlans are the shared plans of five localities, named by the numbers of
// their files. They are no part of the repository.
func realPlans(t testing.TB) []*extract.Plan {
	t.Helper()
	files, err := filepath.Glob("../../shared/plans/00?_*.txt")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("the shared plans are not here")
	}
	var plans []*extract.Plan
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p := readPlan(t, filepath.Base(file), data)
		p.Document.ID, _, _ = strings.Cut(filepath.Base(file), "_")
		plans = append(plans, p)
	}
	return plans
}

// realQueries are the files of queries over the real plans, without their ending:
// those that the weights were set on, and later ones.
var realQueries = []string{"queries-real", "queries-real-fresh"}

// realJudgements are the queries of a file over the real plans, with the judged
// paragraphs that no entry of the index has: they count as answers that are not
// found.
func realJudgements(t testing.TB, x *Index, file string) (queries []judged, absent []string) {
	t.Helper()
	entries := ask(t, x, Request{Limit: farthest}).Hits
	for i, h := range entries {
		entries[i].Text = strings.Join(strings.Fields(h.Text), " ")
	}
	queries = judgements(t, "testdata/"+file+".txt", func(plan, words string) (string, error) {
		name := ""
		for _, h := range entries {
			if h.Plan != plan || !strings.Contains(h.Text, words) {
				continue
			}
			if name != "" {
				return "", fmt.Errorf("more than one entry of %s has the words %q", plan, words)
			}
			name = h.Plan + " " + h.Task
		}
		if name == "" {
			name = plan + ": " + words
			absent = append(absent, name)
		}
		return name, nil
	})
	return queries, absent
}

// TestQualityOfRealPlans holds the ranking over the real plans to
// testdata/quality-real.txt and quality-real-fresh.txt.
func TestQualityOfRealPlans(t *testing.T) {
	x := indexed(t, realPlans(t)...)
	for _, file := range realQueries {
		queries, absent := realJudgements(t, x, file)
		table, _ := ranking(t, x, queries)
		holdRanking(t, "testdata/"+strings.Replace(file, "queries", "quality", 1)+".txt", fmt.Appendf(nil,
			"# Ranking over the real plans; go test ./index -update writes it anew.\n\nJudged answers that no entry of the index has: %d\n\n%s",
			len(absent), table))
		for _, a := range absent {
			t.Log("not indexed: ", a)
		}
	}
}

// TestSpellingOverRealPlans types the queries over the real plans in other ways.
func TestSpellingOverRealPlans(t *testing.T) {
	x := indexed(t, realPlans(t)...)
	var queries []judged
	for _, file := range realQueries {
		list, _ := realJudgements(t, x, file)
		queries = append(queries, list...)
	}
	sameInAllSpellings(t, x, queries)
}
