package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"doichieu/extract"
	"doichieu/index/engine"
)

// ErrNoEntry says that a plan has no task or provision of that id.
var ErrNoEntry = errors.New("no such task")

// How similar entries are looked for: by the rarest pairs of syllables of the
// text, the nearest of which are compared with it. Forty pairs found every
// counterpart in trials that all of them found, at a hundredth of the cost.
const (
	rarestPairs  = 40
	reranked     = 60
	leastAlike   = 0.1 // share of common pairs; below it texts have only phrases of the genre in common
	similarLimit = 10
)

// Similar finds the tasks of other plans that are most like one: those with the
// largest share of pairs of neighbouring syllables in common with it (the Jaccard
// index), which is the Score of a hit. Request.Limit is 10 if it is 0; its
// conditions narrow as in [Index.Search], Part being the tasks unless it is
// given; query, order, facets and After are not looked at.
// ErrNoEntry reports an id that the plan does not have.
func (x *Index) Similar(ctx context.Context, plan, id string, req Request) (*Result, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	own, err := x.entryOf(ctx, plan, id)
	if err != nil {
		return nil, err
	}
	if len(req.Part) == 0 {
		req.Part = []string{string(extract.TasksPart)}
	}
	req.Query, req.Sort, req.Facets, req.After = "", "", nil, ""
	limit := cmp.Or(max(0, req.Limit), similarLimit)
	j, _, err := x.job(ctx, req)
	if err != nil {
		return nil, err
	}
	j.result.Facets = j.counts.values(x.analyzer)
	pairs := distinct(x.analyzer.Terms(own.Task.Text).Pairs)
	rare, err := x.rarest(ctx, pairs)
	if err != nil || len(rare) == 0 {
		return j.result, err
	}
	r, err := x.engine.Search(ctx, engine.Request{
		Match: engine.Or(rare...), Filter: j.cond.all,
		Not:   append(j.cond.not, engine.In{Field: fieldPlan, Values: []string{plan}}),
		Limit: reranked, Stored: true,
	})
	if err != nil {
		return nil, err
	}
	for e, err := range x.entries(ctx, r.Hits) {
		if err != nil {
			return nil, err
		}
		h := newHit(e, jaccard(pairs, distinct(x.analyzer.Terms(e.Task.Text).Pairs)))
		if h.Score < leastAlike {
			continue
		}
		h.Highlights = x.analyzer.Shared(h.Text, own.Task.Text)
		j.result.Hits = append(j.result.Hits, h)
	}
	slices.SortStableFunc(j.result.Hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	j.result.Hits = j.result.Hits[:min(len(j.result.Hits), limit)]
	j.result.Total = len(j.result.Hits)
	return j.result, nil
}

// entryOf is the entry of a plan with that id.
func (x *Index) entryOf(ctx context.Context, plan, id string) (*Entry, error) {
	r, err := x.engine.Search(ctx, engine.Request{
		Filter: []engine.Node{engine.In{Field: fieldPlan, Values: []string{plan}}},
		Order:  engine.Order{By: engine.ByRef}, Limit: farthest, Stored: true,
	})
	if err != nil {
		return nil, err
	}
	for e, err := range x.entries(ctx, r.Hits) {
		if err != nil || e.Task.ID == id {
			return e, err
		}
	}
	return nil, fmt.Errorf("%w: %s of plan %s", ErrNoEntry, id, plan)
}

// rarest are the clauses for the rarest pairs.
func (x *Index) rarest(ctx context.Context, pairs []string) ([]engine.Node, error) {
	var list []engine.Value
	for _, p := range pairs {
		for v, err := range x.engine.Values(ctx, fieldPairs, p) {
			if err != nil {
				return nil, err
			}
			if v.Text == p {
				list = append(list, v)
			}
			break // the value itself comes first of those that begin with it
		}
	}
	slices.SortStableFunc(list, func(a, b engine.Value) int { return cmp.Compare(a.Docs, b.Docs) })
	var nodes []engine.Node
	for _, v := range list[:min(len(list), rarestPairs)] {
		nodes = append(nodes, engine.Term{Field: fieldPairs, Text: v.Text, Weight: 1})
	}
	return nodes, nil
}

// distinct are the values, sorted, each once.
func distinct(values []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(values)))
}

// jaccard is the share of common values of two sorted lists.
func jaccard(a, b []string) float64 {
	common := 0
	for _, v := range a {
		if _, ok := slices.BinarySearch(b, v); ok {
			common++
		}
	}
	all := len(a) + len(b) - common
	if all == 0 {
		return 0
	}
	return float64(common) / float64(all)
}
