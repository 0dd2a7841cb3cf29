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
		return []string{fieldPlace, "_id"}, nil
	case "plan":
		return []string{"_id"}, nil
	}
	return nil, fmt.Errorf("%w: no order %q; there are %s", ErrRequest, name, strings.Join(SortNames(), ", "))
}

// pageSize is how many hits a query is filled up to with partial ones.
const pageSize = DefaultLimit

// farthest is the largest limit and offset that count: no index has more tasks.
const farthest = 1 << 30

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
// exist (ErrRequest); no query is an error. All of an answer is over the same
// tasks: a change waits until it is given.
func (x *Index) Search(ctx context.Context, req Request) (*Result, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	j := &job{x: x, req: req, result: &Result{Hits: []Hit{}, Generation: x.state.Generation}}
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
	j.req.Limit, j.req.Offset = min(max(0, j.req.Limit), farthest), min(max(0, j.req.Offset), farthest)
	j.counts = newCounts(j.facets)
	plan, asked := x.analyzer.Plan(req.Query, vi.Options{Exact: req.Exact, Values: x.wordsOf})
	j.plan = plan
	if j.cond, err = x.conditions(ctx, req, plan); err != nil {
		return nil, err
	}
	j.result.Unknown, j.result.Cut = j.cond.unknown, plan.Cut
	if asked || strings.TrimSpace(req.Query) == "" {
		if err := j.run(ctx); err != nil {
			return nil, err
		}
	}
	j.result.Facets = j.counts.values(x.analyzer)
	return j.result, nil
}

// run fills the result: the tasks that answer the query, and where they do not
// fill the first page, the best of those that answer a part of it.
func (j *job) run(ctx context.Context) error {
	n := len(j.plan.Units)
	ranked := j.sort == nil && (n > 0 || len(j.plan.Phrases) > 0)
	if j.sort == nil && !ranked {
		j.sort = []string{"_id"} // nothing to rank by
	}
	all, q := j.cond.all, scored(j.plan)
	answers := answering(j.plan)
	if answers != nil {
		all = append(slices.Clone(all), answers)
	}
	r, err := j.page(ctx, narrowed(q, all, j.cond.not), j.req.Limit, j.req.Offset)
	if err != nil {
		return err
	}
	j.result.Total = int(r.Total)
	j.counts.take(j.facets, r)
	if err := j.show(r.Hits, false); err != nil || !ranked || n == 0 || r.Total >= pageSize {
		return err
	}
	rest := narrowed(q, j.cond.all, append(slices.Clone(j.cond.not), answers))
	return j.fill(ctx, rest, int(r.Total))
}

// fill adds the best tasks of q behind the given number of full ones, up to a
// page of both. Facets count those that paging reaches, shown or not.
func (j *job) fill(ctx context.Context, q query.Query, before int) error {
	r, err := j.page(ctx, q, pageSize-before, 0)
	if err != nil {
		return err
	}
	j.result.Partial = len(r.Hits)
	j.result.Total += len(r.Hits)
	for _, h := range r.Hits {
		var e Entry
		if err := decode(h, &e); err != nil {
			return err
		}
		j.counts.add(j.facets, &e)
	}
	skip := min(max(0, j.req.Offset-before), len(r.Hits))
	left := min(j.req.Limit-len(j.result.Hits), len(r.Hits)-skip)
	return j.show(r.Hits[skip:skip+left], true)
}

// page runs one Bleve search in the order asked for.
func (j *job) page(ctx context.Context, q query.Query, size, from int) (*bleve.SearchResult, error) {
	req := bleve.NewSearchRequestOptions(q, size, from, false)
	req.Fields = []string{fieldEntry}
	req.SortBy([]string{"-_score", "_id"})
	if j.sort != nil {
		req.SortBy(j.sort)
		req.Score = "none"
	}
	for _, f := range j.facets {
		req.AddFacet(f.name, bleve.NewFacetRequest(f.field, facetSize))
	}
	return j.x.search(ctx, req)
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
func (j *job) show(found search.DocumentMatchCollection, partial bool) error {
	for _, f := range found {
		var e Entry
		if err := decode(f, &e); err != nil {
			return err
		}
		h := newHit(&e, f.Score)
		h.Partial = partial
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
