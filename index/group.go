package index

import (
	"context"
	"slices"

	"doichieu/index/engine"
)

// Grouped is the answer to a request by plan: the plans in the order of their
// first hit.
type Grouped struct {
	Answer
	Plans  int     `json:"plans"` // that have a hit, on all pages
	Groups []Group `json:"groups"`
}

// Group is a plan with the first of its hits.
type Group struct {
	PlanHead
	Count int   `json:"count"` // hits in the plan
	Hits  []Hit `json:"hits"`  // the first GroupHits of them
}

// GroupHits is how many hits of each plan are shown.
const GroupHits = 3

// Grouped answers a request by plan. Request.Limit and After count plans; all
// else is as in [Index.Search].
func (x *Index) Grouped(ctx context.Context, req Request) (*Grouped, error) {
	all := req
	all.Limit, all.After = farthest, ""
	if !slices.Contains(all.Facets, "plan") {
		all.Facets = append(slices.Clone(all.Facets), "plan")
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	j, asked, err := x.job(ctx, all)
	if err != nil {
		return nil, err
	}
	after, err := readCursor(req, j.result.Generation)
	if err != nil {
		return nil, err
	}
	limit := min(max(0, req.Limit), farthest)
	if req.Limit == 0 {
		limit = DefaultLimit
	}
	var plans []string
	if asked {
		if plans, err = j.plans(ctx); err != nil {
			return nil, err
		}
		if j.result.Suggestions, err = x.suggestions(ctx, j); err != nil {
			return nil, err
		}
	}
	g := &Grouped{Answer: j.result.Answer, Plans: len(plans), Groups: []Group{}}
	g.Before = min(after.Before, len(plans))
	shown := plans[g.Before:]
	shown = shown[:min(limit, len(shown))]
	for _, plan := range shown {
		group, err := j.group(ctx, plan)
		if err != nil {
			return nil, err
		}
		g.Groups = append(g.Groups, group)
	}
	after.Before = g.Before + len(shown)
	if after.Before < len(plans) && len(shown) > 0 {
		g.Next = after.String()
	}
	if !slices.Contains(req.Facets, "plan") {
		delete(j.counts, "plan")
	}
	g.Facets = j.counts.values(x.analyzer)
	return g, nil
}

// plans are those with a hit in the order of the first one. The hits in part that
// fill a page up are left in the result.
func (j *job) plans(ctx context.Context) ([]string, error) {
	req := j.matching()
	req.Limit, req.Stored = farthest, false
	r, err := j.x.engine.Search(ctx, req)
	if err != nil {
		return nil, err
	}
	j.result.Total = r.Total
	j.counts.take(j.facets, r.Facets)
	if j.ranked() && len(j.plan.Units) > 0 && r.Total < pageSize {
		if _, err := j.fill(ctx, r.Total); err != nil {
			return nil, err
		}
	}
	var plans []string
	seen := map[string]bool{}
	add := func(plan string) {
		if !seen[plan] {
			seen[plan] = true
			plans = append(plans, plan)
		}
	}
	for _, h := range r.Hits {
		add(h.Ref.Group)
	}
	for _, h := range j.result.Hits {
		add(h.Plan)
	}
	return plans, nil
}

// group shows a plan with its first hits.
func (j *job) group(ctx context.Context, plan string) (Group, error) {
	c, err := j.x.card(ctx, plan)
	if err != nil {
		return Group{}, err
	}
	g := Group{PlanHead: c.PlanHead, Count: j.counts["plan"][plan], Hits: []Hit{}}
	req := j.matching()
	req.Limit, req.Facets = GroupHits, nil
	req.Filter = append(slices.Clone(req.Filter), engine.In{Field: fieldPlan, Values: []string{plan}})
	r, err := j.x.engine.Search(ctx, req)
	if err != nil {
		return Group{}, err
	}
	for _, f := range r.Hits {
		h, err := j.hit(ctx, f)
		if err != nil {
			return Group{}, err
		}
		g.Hits = append(g.Hits, h)
	}
	for _, h := range j.result.Hits { // those in part
		if h.Plan == plan && len(g.Hits) < GroupHits {
			g.Hits = append(g.Hits, h)
		}
	}
	return g, nil
}
