package blevedb

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"doichieu/index/engine"
)

// facetSize is how many values are counted: more than there are agencies,
// localities or headings, so that no count is cut off.
const facetSize = 1 << 20

// Search answers a request by one search of Bleve, which reads one snapshot.
func (x *index) Search(ctx context.Context, req engine.Request) (*engine.Result, error) {
	r, err := x.run(ctx, x.request(req))
	if err != nil {
		return nil, err
	}
	out := &engine.Result{Total: int(r.Total), Facets: map[string]map[string]int{}}
	for _, field := range req.Facets {
		out.Facets[field] = counts(r, field)
	}
	for _, h := range r.Hits {
		hit := engine.Hit{Position: engine.Position{Score: h.Score, Ref: refOf(h.ID)}}
		if req.Order.By == engine.ByField {
			hit.Key = h.Sort[0]
		}
		if req.Stored {
			hit.Stored = stored(h)
		}
		out.Hits = append(out.Hits, hit)
	}
	return out, nil
}

// request is a request in Bleve's terms.
func (x *index) request(req engine.Request) *bleve.SearchRequest {
	r := bleve.NewSearchRequestOptions(narrowed(req), req.Limit, 0, false)
	if req.Stored {
		r.Fields = []string{fieldStored}
	}
	switch req.Order.By {
	case engine.ByScore:
		r.SortBy([]string{"-_score", "_id"})
	case engine.ByRef:
		r.SortBy([]string{"_id"})
		r.Score = "none"
	case engine.ByField:
		by := req.Order.Field
		if req.Order.Descending {
			by = "-" + by
		}
		r.SortBy([]string{by, "_id"})
		r.Score = "none"
	}
	if a := req.After; a != nil {
		id := docID(a.Ref)
		switch req.Order.By {
		case engine.ByScore:
			r.SetSearchAfter([]string{strconv.FormatFloat(a.Score, 'g', -1, 64), id})
		case engine.ByRef:
			r.SetSearchAfter([]string{id})
		case engine.ByField:
			r.SetSearchAfter([]string{a.Key, id})
		}
	}
	for _, field := range req.Facets {
		r.AddFacet(field, bleve.NewFacetRequest(field, facetSize))
	}
	return r
}

// counts is what Bleve counted of a facet.
func counts(r *bleve.SearchResult, field string) map[string]int {
	out := map[string]int{}
	if got := r.Facets[field]; got != nil && got.Terms != nil {
		for _, t := range got.Terms.Terms() {
			out[t.Term] = t.Count
		}
	}
	return out
}

// count counts the documents by the values of a field.
func (x *index) count(ctx context.Context, field string, size int) (map[string]int, error) {
	req := bleve.NewSearchRequestOptions(term(fieldKind, kindDoc, 1), 0, 0, false)
	req.Score = "none"
	req.AddFacet(field, bleve.NewFacetRequest(field, size))
	r, err := x.run(ctx, req)
	if err != nil {
		return nil, err
	}
	return counts(r, field), nil
}

// run runs a search of Bleve.
func (x *index) run(ctx context.Context, req *bleve.SearchRequest) (*bleve.SearchResult, error) {
	r, err := x.bleve.SearchInContext(ctx, req)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("searching: %w", err)
	}
	return r, nil
}

// Values reads the dictionary of a field.
func (x *index) Values(ctx context.Context, field, prefix string) iter.Seq2[engine.Value, error] {
	return func(yield func(engine.Value, error) bool) {
		fail := func(err error) { yield(engine.Value{}, fmt.Errorf("searching: %w", err)) }
		var dict bleveindex.FieldDict
		var err error
		if prefix == "" {
			dict, err = x.bleve.FieldDict(field)
		} else {
			dict, err = x.bleve.FieldDictPrefix(field, []byte(prefix))
		}
		if err != nil {
			fail(err)
			return
		}
		defer func() { _ = dict.Close() }() // nothing was written
		for {
			e, err := dict.Next()
			if err = errors.Join(err, ctx.Err()); err != nil {
				fail(err)
				return
			}
			if e == nil || !yield(engine.Value{Text: e.Term, Docs: int(e.Count)}, nil) {
				return
			}
		}
	}
}

// narrowed is the whole query of a request.
func narrowed(req engine.Request) query.Query {
	match := req.Match
	if match == nil {
		match = engine.All{}
	}
	b := query.NewBooleanQuery([]query.Query{scored.query(match)}, nil, unscored.queries(req.Not))
	b.AddFilter(both(append([]query.Query{term(fieldKind, kindDoc, 1)}, unscored.queries(req.Filter)...)))
	return b
}

// translator makes queries of Bleve of nodes, scored ones or not.
type translator bool

const (
	scored   translator = true
	unscored translator = false
)

func (t translator) queries(nodes []engine.Node) []query.Query {
	var qs []query.Query
	for _, n := range nodes {
		qs = append(qs, t.query(n))
	}
	return qs
}

func (t translator) query(n engine.Node) query.Query {
	switch n := n.(type) {
	case engine.All:
		return query.NewMatchAllQuery()
	case engine.Term:
		return term(n.Field, n.Text, n.Weight)
	case engine.Any:
		return anyQuery{n}
	case engine.In:
		return t.in(n)
	case engine.Docs:
		ids := make([]string, len(n))
		for i, r := range n {
			ids[i] = docID(r)
		}
		return query.NewDocIDQuery(ids)
	case engine.And:
		return both(t.queries(n))
	case engine.AtLeast:
		return atLeast(n.Least, t.queries(n.Of))
	case engine.Rank:
		return query.NewBooleanQuery([]query.Query{t.query(n.Match)}, t.queries(n.Bonus), nil)
	}
	return query.NewMatchNoneQuery() // engine.None
}

// in asks for one of some values. The fields of values have no lengths, so that
// a query for one would score as no number; as a filter it does not score.
func (t translator) in(n engine.In) query.Query {
	qs := make([]query.Query, len(n.Values))
	for i, v := range n.Values {
		qs[i] = term(n.Field, v, 1)
	}
	q := atLeast(1, qs)
	if t == unscored || len(qs) == 0 {
		return q
	}
	b := query.NewBooleanQuery(nil, nil, nil)
	b.AddFilter(q)
	return b
}

func term(field, text string, weight float64) query.Query {
	q := query.NewTermQuery(text)
	q.SetField(field)
	q.SetBoost(weight)
	return q
}

// both asks for all of qs, of which there is at least one.
func both(qs []query.Query) query.Query {
	if len(qs) == 1 {
		return qs[0]
	}
	return query.NewConjunctionQuery(qs)
}

// atLeast asks for some of qs.
func atLeast(least int, qs []query.Query) query.Query {
	switch {
	case least > len(qs):
		return query.NewMatchNoneQuery()
	case len(qs) == 1:
		return qs[0]
	}
	q := query.NewDisjunctionQuery(qs)
	q.SetMin(float64(least))
	return q
}
