package index

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"doichieu/index/engine"
	"doichieu/index/vi"
)

// SortNames are the orders of a result; ties are in the order of the plans.
func SortNames() []string { return []string{"relevance", "date", "deadline", "locality", "plan"} }

// order is the engine's order of a name.
func order(name string) (engine.Order, error) {
	switch name {
	case "", "relevance":
		return engine.Order{}, nil
	case "date":
		return engine.Order{By: engine.ByField, Field: fieldIssued, Descending: true}, nil
	case "deadline":
		return engine.Order{By: engine.ByField, Field: fieldDue}, nil
	case "locality":
		return engine.Order{By: engine.ByField, Field: fieldPlace}, nil
	case "plan":
		return engine.Order{By: engine.ByRef}, nil
	}
	return engine.Order{}, fmt.Errorf("%w: no order %q; there are %s", ErrRequest, name, strings.Join(SortNames(), ", "))
}

// pageSize is how many hits a query is filled up to with partial ones.
const pageSize = DefaultLimit

// farthest is the largest limit that counts: no index has more entries.
const farthest = 1 << 30

// job is one search under way.
type job struct {
	x      *Index
	req    Request
	plan   *vi.Plan
	terms  clauses
	cond   conditions
	facets []facet
	order  engine.Order
	after  cursor
	counts counts
	result *Result
}

// Search answers a request. It fails only for a broken index, a cancelled
// context, a cursor of another request or state (ErrCursor), or a request that
// names a role, order, facet or day that does not exist (ErrRequest); no query is
// an error. All of an answer is over the same entries: a change waits until it is
// given.
func (x *Index) Search(ctx context.Context, req Request) (*Result, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	j, asked, err := x.job(ctx, req)
	if err != nil {
		return nil, err
	}
	if asked {
		if err := j.run(ctx); err != nil {
			return nil, err
		}
		if j.result.Suggestions, err = x.suggestions(ctx, j); err != nil {
			return nil, err
		}
	}
	j.result.Facets = j.counts.values(x.analyzer)
	return j.result, nil
}

// job prepares a search. asked is false where the query has neither word nor
// condition and is not blank: nothing answers that.
func (x *Index) job(ctx context.Context, req Request) (j *job, asked bool, err error) {
	j = &job{x: x, req: req, result: &Result{Answer: Answer{Suggestions: []Suggestion{}, Generation: x.engine.Generation()}, Hits: []Hit{}}}
	if j.facets, err = chosen(req.Facets); err != nil {
		return nil, false, err
	}
	if j.order, err = order(req.Sort); err != nil {
		return nil, false, err
	}
	if j.after, err = readCursor(req, j.result.Generation); err != nil {
		return nil, false, err
	}
	if req.Limit == 0 {
		j.req.Limit = DefaultLimit
	}
	j.req.Limit = min(max(0, j.req.Limit), farthest)
	j.counts = newCounts(j.facets)
	j.result.Before = j.after.Before
	j.plan, asked = x.analyzer.Plan(req.Query, vi.Options{Exact: req.Exact, Values: x.wordsOf(ctx)})
	if j.terms, err = x.clauses(ctx); err != nil {
		return nil, false, err
	}
	if j.cond, err = x.conditions(ctx, req, j.plan, j.terms); err != nil {
		return nil, false, err
	}
	j.result.Unknown, j.result.Cut = j.cond.unknown, j.plan.Cut
	return j, asked || strings.TrimSpace(req.Query) == "", nil
}

// ranked reports whether the query has words to rank by.
func (j *job) ranked() bool {
	return j.order.By == engine.ByScore && (len(j.plan.Units) > 0 || len(j.plan.Phrases) > 0)
}

// matching is the request for the entries that answer the whole query.
func (j *job) matching() engine.Request {
	req := engine.Request{Match: j.terms.answering(j.plan), Filter: j.cond.all, Not: j.cond.not, Order: j.order, Stored: true}
	if j.order.By == engine.ByScore && !j.ranked() {
		req.Order = engine.Order{By: engine.ByRef}
	}
	for _, f := range j.facets {
		req.Facets = append(req.Facets, f.field)
	}
	return req
}

// run fills the result: the entries that answer the query, and where they do not
// fill the first page, the best of those that answer a part of it.
func (j *job) run(ctx context.Context) error {
	req := j.matching()
	req.Limit, req.After = j.req.Limit, j.after.Position
	if j.after.Partial > 0 {
		req.Limit = 0
	}
	r, err := j.x.engine.Search(ctx, req)
	if err != nil {
		return err
	}
	j.result.Total = r.Total
	j.counts.take(j.facets, r.Facets)
	if err := j.show(ctx, r.Hits, false); err != nil {
		return err
	}
	next := j.after
	if n := len(r.Hits); n > 0 {
		next.Position = &r.Hits[n-1].Position
	}
	if j.ranked() && len(j.plan.Units) > 0 && r.Total < pageSize {
		shown, err := j.fill(ctx, r.Total)
		if err != nil {
			return err
		}
		next.Partial += shown
	}
	next.Before += len(j.result.Hits)
	if next.Before < j.result.Total && len(j.result.Hits) > 0 {
		j.result.Next = next.String()
	}
	return nil
}

// fill adds the best entries that answer a part of the query behind the given
// number of whole ones, up to a page of both, and tells how many of them are
// shown. Facets count those that paging reaches, shown or not.
func (j *job) fill(ctx context.Context, before int) (shown int, err error) {
	req := engine.Request{Filter: j.cond.all, Not: append(slices.Clone(j.cond.not), j.terms.answering(j.plan))}
	if req.Match, err = j.part(ctx, req, pageSize-before); err != nil {
		return 0, err
	}
	req.Limit, req.Stored = pageSize-before, true
	r, err := j.x.engine.Search(ctx, req)
	if err != nil {
		return 0, err
	}
	j.result.Partial = len(r.Hits)
	j.result.Total += len(r.Hits)
	for e, err := range j.x.entries(ctx, r.Hits) {
		if err != nil {
			return 0, err
		}
		j.counts.add(j.facets, e)
	}
	rest := r.Hits[min(j.after.Partial, len(r.Hits)):]
	rest = rest[:min(j.req.Limit-len(j.result.Hits), len(rest))]
	return len(rest), j.show(ctx, rest, true)
}

// mostRanked is how many entries that answer a part of a query are ranked to fill up
// a page.
const mostRanked = 2000

// part asks for the entries that are ranked to fill up a page of need: those with
// at least a third of the units, and where there are very many of them, those with
// more, as long as they fill the page; at last those with all of them in the accents
// that were typed, which stand before the other spellings anyway.
func (j *job) part(ctx context.Context, req engine.Request, need int) (engine.Node, error) {
	n := len(j.plan.Units)
	match := j.terms.answeringPart(j.plan, partial(n), anyTerm)
	for least := partial(n); ; least++ {
		if total, err := j.total(ctx, req, match); err != nil || total <= mostRanked {
			return match, err
		}
		next := j.terms.answeringPart(j.plan, least+1, anyTerm)
		if least == n {
			next = j.terms.answeringPart(j.plan, n, strictly)
		}
		if more, err := j.total(ctx, req, next); err != nil || more < need {
			return match, err
		}
		if match = next; least == n {
			return match, nil
		}
	}
}

// total is how many entries answer match within a request.
func (j *job) total(ctx context.Context, req engine.Request, match engine.Node) (int, error) {
	req.Match = nil
	req.Filter = append(slices.Clone(req.Filter), match)
	r, err := j.x.engine.Search(ctx, req)
	if err != nil {
		return 0, err
	}
	return r.Total, nil
}

// show appends hits to the result, with their words marked.
func (j *job) show(ctx context.Context, found []engine.Hit, partial bool) error {
	for _, f := range found {
		h, err := j.hit(ctx, f)
		if err != nil {
			return err
		}
		h.Partial = partial
		j.result.Hits = append(j.result.Hits, h)
	}
	return nil
}

func (j *job) hit(ctx context.Context, f engine.Hit) (Hit, error) {
	e, err := j.x.entry(ctx, f)
	if err != nil {
		return Hit{}, err
	}
	h := newHit(e, f.Score)
	h.Highlights = j.x.analyzer.Mark(j.plan, h.Text)
	return h, nil
}
