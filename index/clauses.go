package index

import (
	"context"
	"slices"

	"github.com/blevesearch/bleve/v2/search/query"

	"doichieu/index/vi"
)

// Only term queries reach Bleve: terms are made by package vi on both sides, so
// no analyzer is asked for at query time and nothing that a user types is read
// as Bleve's own query language.

func term(field, text string, weight float64) query.Query {
	q := query.NewTermQuery(text)
	q.SetField(field)
	q.SetBoost(weight)
	return q
}

func docs(ids ...string) query.Query { return query.NewDocIDQuery(ids) }

func both(qs ...query.Query) query.Query {
	if len(qs) == 1 {
		return qs[0]
	}
	return query.NewConjunctionQuery(qs)
}

// either asks for one of qs, of which there is at least one.
func either(qs ...query.Query) query.Query {
	if len(qs) == 1 {
		return qs[0]
	}
	return query.NewDisjunctionQuery(qs)
}

func anyOf(field string, values []string) query.Query {
	qs := make([]query.Query, len(values))
	for i, v := range values {
		qs[i] = term(field, v, 1)
	}
	return either(qs...)
}

// between asks for a value of field from lo to hi, "" being open.
func between(field, lo, hi string) query.Query {
	yes := true
	q := query.NewTermRangeInclusiveQuery(lo, hi, &yes, &yes)
	q.SetField(field)
	return q
}

// fieldOf is the Bleve field of one of vi's; termFields has them in its order.
func fieldOf(f vi.Field) string { return termFields[f] }

func viTerms(ts []vi.Term) []query.Query {
	qs := make([]query.Query, len(ts))
	for i, t := range ts {
		qs[i] = term(fieldOf(t.Field), t.Text, t.Weight)
	}
	return qs
}

// share is the smallest whole number of n that is at least num/den of it.
func share(n, num, den int) int { return max(1, (n*num+den-1)/den) }

// units asks for at least least of the units.
func units(us []vi.Unit, least int) query.Query {
	qs := make([]query.Query, len(us))
	for i, u := range us {
		qs[i] = either(viTerms(u.Terms)...)
	}
	if len(qs) == 1 {
		return qs[0]
	}
	q := query.NewDisjunctionQuery(qs)
	q.SetMin(float64(least))
	return q
}

// strictly and loosely are how many of n units a full and a partial hit has.
func strictly(n int) int { return share(n, 3, 4) }
func loosely(n int) int  { return share(n, 1, 3) }

// scored is the query that ranks: some of the units and all of the phrases,
// raised by the bonuses, each group by itself so that the share of matched
// clauses of one does not weigh on another.
func scored(p *vi.Plan) query.Query {
	var must []query.Query
	if len(p.Units) > 0 {
		must = append(must, units(p.Units, loosely(len(p.Units))))
	}
	for _, ph := range p.Phrases {
		must = append(must, viTerms(ph.Terms)...)
	}
	if len(must) == 0 {
		return term(fieldKind, kindTask, 1)
	}
	q := both(must...)
	for _, group := range p.Bonus {
		b := query.NewBooleanQuery([]query.Query{q}, viTerms(group), nil)
		q = b
	}
	return q
}

// phrase asks for the tasks that have a phrase. The pairs of a longer phrase
// may stand apart ("rà soát … soát xét" has both pairs of "rà soát xét"), so
// the texts of those tasks are looked at, unless there are too many of them.
func (x *Index) phrase(ctx context.Context, p vi.Phrase) (query.Query, error) {
	candidates := both(viTerms(p.Terms)...)
	if p.Exact() {
		return candidates, nil
	}
	r, err := x.find(ctx, both(candidates, term(fieldKind, kindTask, 0)), maxVerified)
	if err != nil || r.Total > maxVerified {
		return candidates, err
	}
	ids := []string{}
	for _, hit := range r.Hits {
		var e Entry
		if err := decode(hit, &e); err != nil {
			return nil, err
		}
		if p.Has(e.texts()...) {
			ids = append(ids, hit.ID)
		}
	}
	return docs(ids...), nil
}

// maxVerified is how many tasks are looked at for one phrase; past it, 2.7 in a
// hundred may have its pairs and not the phrase.
const maxVerified = 5000

// narrowed is q within the conditions: filter must hold, none of not may.
func narrowed(q query.Query, filter []query.Query, not []query.Query) query.Query {
	b := query.NewBooleanQuery([]query.Query{q}, nil, slices.Clone(not))
	b.AddFilter(both(filter...))
	return b
}
