package index

import (
	"context"
	"errors"
	"testing"
)

// TestCursor goes on from pages, also where it must not.
func TestCursor(t *testing.T) {
	ctx := context.Background()
	x := indexed(t, small()...)
	req := Request{Query: "rà soát", Limit: 1}
	first := ask(t, x, req)
	if first.Next == "" || first.Before != 0 {
		t.Fatalf("first page %+v", first)
	}
	again := req
	again.After = first.Next
	if second := ask(t, x, again); second.Before != 1 || len(second.Hits) != 1 || names(second)[0] == names(first)[0] {
		t.Errorf("second page %+v", second)
	}
	more := again
	more.Limit, more.Facets = 5, []string{"lead"} // another size of page is the same search
	ask(t, x, more)
	for name, other := range map[string]Request{
		"another query":  {Query: "rà soát đất", After: first.Next},
		"another filter": {Query: "rà soát", Year: []string{"2025"}, After: first.Next},
		"another order":  {Query: "rà soát", Sort: "date", After: first.Next},
		"no cursor":      {Query: "rà soát", After: "zzz!"},
		"nonsense":       {Query: "rà soát", After: "bm9uc2Vuc2U"},
	} {
		if r, err := x.Search(ctx, other); !errors.Is(err, ErrCursor) {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
	if err := x.Put(ctx, testPlan("p9", "", "", "Rà soát lại")); err != nil {
		t.Fatal(err)
	}
	if _, err := x.Search(ctx, again); !errors.Is(err, ErrCursor) {
		t.Errorf("after a change: %v", err)
	}
}
