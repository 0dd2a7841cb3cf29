package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"doichieu/extract"
	"doichieu/index/vi"
)

// TestPhrasesOfFewWords asks for phrases among texts that have the same words again
// and again, side by side and apart, in headings and below.
func TestPhrasesOfFewWords(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	words := strings.Fields("đất đai dat rà soát ra hộ")
	text := func(n int) string {
		out := make([]string, n)
		for i := range out {
			out[i] = words[r.IntN(len(words))]
		}
		return strings.Join(out, " ")
	}
	var plans []*extract.Plan
	for i := range 12 {
		var lines []string
		for range 9 {
			lines = append(lines, text(4+r.IntN(10)))
		}
		p := testPlan(fmt.Sprintf("p%02d", i), "", "", lines...)
		p.Sections[0].Heading = text(5)
		plans = append(plans, p)
	}
	x, entries := indexed(t, plans...), entriesOf(plans)
	found := 0
	for range 150 {
		phrase := text(2 + r.IntN(3))
		plan, _ := analyzer().Plan(`"`+phrase+`"`, vi.Options{})
		want := []string{}
		for _, e := range entries {
			if plan.Phrases[0].Has(e.texts()...) {
				want = append(want, e.Plan+" "+e.Task.ID)
			}
		}
		slices.Sort(want)
		found += len(want)
		for _, sort := range []string{"", "plan"} {
			if got := fullNames(ask(t, x, Request{Query: `"` + phrase + `"`, Limit: 1000, Sort: sort})); !slices.Equal(got, want) {
				t.Fatalf("%q: %q\nwant %q", phrase, got, want)
			}
		}
	}
	if found < 500 {
		t.Errorf("only %d hits in all", found)
	}
}
