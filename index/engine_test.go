package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"doichieu/index/engine/enginetest"
)

// TestAnotherEngine asks an index over an engine of another kind the same as one
// over Bleve: what is found, counted, marked and said must not depend on it.
func TestAnotherEngine(t *testing.T) {
	ctx := context.Background()
	r := rand.New(rand.NewPCG(11, 12))
	plans := randomPlans(r, 20)
	x, other := indexed(t, plans...), over(enginetest.NewMemory(schema()))
	for _, p := range plans {
		if err := other.Put(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	for range 150 {
		req := randomRequest(r)
		got, want := ask(t, other, req), ask(t, x, req)
		for _, res := range []*Result{got, want} {
			for i := range res.Hits {
				res.Hits[i].Score = 0
			}
			res.Generation, res.Next = 0, ""
			if req.Sort == "" || req.Sort == "relevance" { // scores are the engine's own
				res.Hits = slices.DeleteFunc(res.Hits, func(h Hit) bool { return h.Partial })
				slices.SortFunc(res.Hits, func(a, b Hit) int { return compareNames(a, b) })
				if res.Partial > 0 {
					res.Facets = nil // those of other hits in part
				}
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%+v:\n%+v\nwant\n%+v", req, got, want)
		}
	}
}

// compareNames orders hits by plan and task.
func compareNames(a, b Hit) int { return strings.Compare(a.Plan+" "+a.Task, b.Plan+" "+b.Task) }
