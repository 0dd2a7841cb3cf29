package index

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestGrouped(t *testing.T) {
	ctx := context.Background()
	x := indexed(t, append(small(), testPlan("p4", "", "", "Rà soát hộ nghèo", "Rà soát chợ", "Rà soát sổ", "Rà soát xe", "Không"))...)
	grouped := func(req Request) *Grouped {
		t.Helper()
		g, err := x.Grouped(ctx, req)
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	g := grouped(Request{Query: "rà soát", Facets: []string{"plan"}})
	var got []string
	for _, group := range g.Groups {
		got = append(got, fmt.Sprintf("%s %d/%d", group.Plan, len(group.Hits), group.Count))
		flat := ask(t, x, Request{Query: "rà soát", Plan: []string{group.Plan}})
		for i, h := range group.Hits {
			if h.Task != flat.Hits[i].Task || len(h.Highlights) == 0 {
				t.Errorf("%s: hit %d is %s %v, in the plan alone %s", group.Plan, i, h.Task, h.Highlights, flat.Hits[i].Task)
			}
		}
	}
	whole := ask(t, x, Request{Query: "rà soát"})
	if g.Total != whole.Total || g.Partial != whole.Partial || g.Plans != 3 || g.Groups[0].Plan != whole.Hits[0].Plan {
		t.Errorf("%d hits, %d in part, of %d plans, the first %s; as a list %d, %d, %s", g.Total, g.Partial, g.Plans, g.Groups[0].Plan, whole.Total, whole.Partial, whole.Hits[0].Plan)
	}
	slices.Sort(got)
	if s := strings.Join(got, ", "); s != "p1 1/1, p3 1/1, p4 3/4" {
		t.Errorf("groups %s", s)
	}
	var paged []string
	for req := (Request{Query: "rà soát", Limit: 2}); ; {
		page := grouped(req)
		for _, group := range page.Groups {
			paged = append(paged, group.Plan)
		}
		if len(page.Facets) != 0 {
			t.Errorf("facets %v were not asked for", page.Facets)
		}
		if req.After = page.Next; req.After == "" {
			break
		}
	}
	if len(paged) != 3 || paged[0] != g.Groups[0].Plan || paged[2] != g.Groups[2].Plan {
		t.Errorf("pages %q", paged)
	}
	if g := grouped(Request{Query: "zzzz"}); g.Plans != 0 || g.Groups == nil {
		t.Errorf("nothing: %+v", g)
	}
}
