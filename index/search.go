package index

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"doichieu/index/vi"
)

// SortNames are the orders of a result; ties are in the order of the plans.
func SortNames() []string { return []string{"relevance", "date", "deadline", "locality", "plan"} }

// order is the Bleve order of a name; nil for relevance.
func order(name string) ([]string, error) {
	switch name {
	case "", "relevance":
		return nil, nil
	case "date":
		return []string{"-" + fieldIssued, "_id"}, nil
	case "deadline":
		return []string{fieldDue, "_id"}, nil
	case "locality":
		return []string{fieldLocality, "_id"}, nil
	case "plan":
		return []string{"_id"}, nil
	}
	return nil, fmt.Errorf("%w: no order %q; there are %s", ErrRequest, name, strings.Join(SortNames(), ", "))
}

// pageSize is how many partial hits may follow when full ones are few, and how
// many of the best are looked at for them.
const pageSize = DefaultLimit

// job is one search under way.
type job struct {
	x      *Index
	req    Request
	plan   *vi.Plan
	cond   conditions
	facets []facet
	sort   []string
	counts counts
	result *Result
}

// Search answers a request. It fails only for a broken index, a cancelled
// context, or a request that names a role, order, facet or day that does not
// exist (ErrRequest); no query is an error.
func (x *Index) Search(ctx context.Context, req Request) (*Result, error) {
	j := &job{x: x, req: req, result: &Result{Hits: []Hit{}, Unknown: []string{}, Generation: x.Generation()}}
	var err error
	if j.facets, err = chosen(req.Facets); err != nil {
		return nil, err
	}
	if j.sort, err = order(req.Sort); err != nil {
		return nil, err
	}
	if req.Limit == 0 {
		j.req.Limit = DefaultLimit
	}
	j.req.Limit, j.req.Offset = max(0, j.req.Limit), max(0, j.req.Offset)
	j.counts = newCounts(j.facets)
	plan, asked := x.analyzer.Plan(req.Query, vi.Options{Exact: req.Exact, Values: x.values})
	j.plan = plan
	if j.cond, err = x.conditions(ctx, req, plan); err != nil {
		return nil, err
	}
	j.result.Unknown, j.result.Cut = append(j.result.Unknown, j.cond.unknown...), plan.Cut
	if asked || strings.TrimSpace(req.Query) == "" {
		if err := j.run(ctx); err != nil {
			return nil, err
		}
	}
	j.result.Facets = j.counts.values(x.analyzer)
	return j.result, nil
}

// run fills the result.
func (j *job) run(ctx context.Context) error {
	n := len(j.plan.Units)
	switch {
	case n > 0 && j.sort == nil && strictly(n) > loosely(n):
		return j.ranked(ctx)
	case j.sort == nil && n == 0 && len(j.plan.Phrases) == 0:
		j.sort = []string{"_id"} // nothing to rank by
	}
	if n > 0 {
		j.cond.all = append(j.cond.all, j.least(strictly(n)))
	}
	r, err := j.page(ctx, narrowed(scored(j.plan), j.cond.all, j.cond.not), j.req.Limit, j.req.Offset, true)
	if err != nil {
		return err
	}
	j.result.Total = int(r.Total)
	return j.show(r.Hits, nil)
}

// ranked gives the best tasks first, partial ones among the first page, and
// after them the other full ones.
func (j *job) ranked(ctx context.Context) error {
	q := scored(j.plan)
	top, err := j.page(ctx, narrowed(q, j.cond.all, j.cond.not), pageSize, 0, false)
	if err != nil {
		return err
	}
	ids := make([]string, len(top.Hits))
	for i, h := range top.Hits {
		ids[i] = h.ID
	}
	strict := append(slices.Clone(j.cond.all), j.least(strictly(len(j.plan.Units))))
	full, err := j.page(ctx, narrowed(term(fieldKind, kindTask, 1), strict, j.cond.not), 0, 0, true)
	if err != nil {
		return err
	}
	partial, err := j.partial(ctx, ids, strict)
	if err != nil {
		return err
	}
	j.result.Total = int(full.Total) + len(partial)
	for _, h := range top.Hits {
		if partial[h.ID] {
			var e Entry
			if err := decode(h, &e); err != nil {
				return err
			}
			j.counts.add(j.facets, &e)
		}
	}
	first := top.Hits[min(j.req.Offset, len(top.Hits)):]
	if err := j.show(first[:min(j.req.Limit, len(first))], partial); err != nil {
		return err
	}
	rest := j.req.Limit - len(j.result.Hits)
	if rest <= 0 || len(ids) < pageSize {
		return nil
	}
	more, err := j.page(ctx, narrowed(q, strict, append(slices.Clone(j.cond.not), docs(ids...))),
		rest, max(0, j.req.Offset-len(ids)), false)
	if err != nil {
		return err
	}
	return j.show(more.Hits, nil)
}

// least asks for a number of the units, unscored.
func (j *job) least(n int) query.Query { return units(j.plan.Units, n) }

// partial are those of the ids that the strict conditions leave out.
func (j *job) partial(ctx context.Context, ids []string, strict []query.Query) (map[string]bool, error) {
	left := map[string]bool{}
	if len(ids) == 0 {
		return left, nil
	}
	r, err := j.page(ctx, narrowed(docs(ids...), strict, nil), len(ids), 0, false)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		left[id] = true
	}
	for _, h := range r.Hits {
		delete(left, h.ID)
	}
	return left, nil
}

// page runs one Bleve search.
func (j *job) page(ctx context.Context, q query.Query, size, from int, count bool) (*bleve.SearchResult, error) {
	req := bleve.NewSearchRequestOptions(q, size, from, false)
	req.Fields = []string{fieldEntry}
	req.SortBy([]string{"-_score", "_id"})
	if j.sort != nil {
		req.SortBy(j.sort)
	}
	if j.sort != nil || size == 0 {
		req.Score = "none"
	}
	if count {
		for _, f := range j.facets {
			req.AddFacet(f.name, bleve.NewFacetRequest(f.field, facetSize))
		}
	}
	r, err := j.x.search(ctx, req)
	if err == nil && count {
		j.counts.take(j.facets, r)
	}
	return r, err
}

// find lists the documents of a query in the order of the plans.
func (x *Index) find(ctx context.Context, q query.Query, size int) (*bleve.SearchResult, error) {
	req := bleve.NewSearchRequestOptions(q, size, 0, false)
	req.Fields = []string{fieldEntry}
	req.Score = "none"
	req.SortBy([]string{"_id"})
	return x.search(ctx, req)
}

func (x *Index) search(ctx context.Context, req *bleve.SearchRequest) (*bleve.SearchResult, error) {
	r, err := x.bleve.SearchInContext(ctx, req)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("searching: %w", err)
	}
	return r, nil
}

// show appends hits to the result, with their words marked.
func (j *job) show(found search.DocumentMatchCollection, partial map[string]bool) error {
	for _, f := range found {
		var e Entry
		if err := decode(f, &e); err != nil {
			return err
		}
		h := newHit(&e, f.Score)
		h.Partial = partial[f.ID]
		h.Highlights = j.x.analyzer.Mark(j.plan, h.Text)
		j.result.Hits = append(j.result.Hits, h)
	}
	return nil
}

// decode reads what was stored of a document.
func decode(hit *search.DocumentMatch, v any) error {
	stored, _ := hit.Fields[fieldEntry].(string)
	if err := json.Unmarshal([]byte(stored), v); err != nil {
		return fmt.Errorf("%w (stored text of %s: %w)", ErrCorrupt, hit.ID, err)
	}
	return nil
}
