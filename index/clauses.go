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

// anyOf asks for one of the values in field.
func anyOf(field string, values []string) query.Query {
	if len(values) == 0 {
		return query.NewMatchNoneQuery()
	}
	qs := make([]query.Query, len(values))
	for i, v := range values {
		qs[i] = term(field, v, 1)
	}
	return either(qs...)
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

// units asks for at least least of the units, by the terms that pick chooses.
func units(us []vi.Unit, least int, pick func(vi.Unit) []vi.Term) query.Query {
	qs := make([]query.Query, len(us))
	for i, u := range us {
		qs[i] = either(viTerms(pick(u))...)
	}
	if len(qs) == 1 {
		return qs[0]
	}
	q := query.NewDisjunctionQuery(qs)
	q.SetMin(float64(least))
	return q
}

func anyTerm(u vi.Unit) []vi.Term  { return u.Terms }
func strictly(u vi.Unit) []vi.Term { return u.Match }

// full is how many of n syllables a hit has that counts, and partial how many of
// n units one that fills up the page.
func full(n int) int    { return share(n, 3, 4) }
func partial(n int) int { return share(n, 1, 3) }

// near is how many of n pairs a full hit has: words are of two syllables mostly,
// so three quarters of half of the pairs, those of the words, rounded. So
// "bảo vệ môi trường" is not answered by "bảo đảm" and "môi trường".
func near(n int) int { return (3*(n+1) + 4) / 8 }

// answering asks for the tasks that answer a plan, nil where it has no units.
func answering(p *vi.Plan) query.Query {
	var answers []query.Query
	var loose []vi.Unit
	for _, u := range p.Units {
		if u.Named {
			answers = append(answers, either(viTerms(u.Match)...))
		} else {
			loose = append(loose, u)
		}
	}
	if n := len(loose); n > 0 {
		answers = append(answers, units(loose, full(n), strictly))
	}
	if n := len(p.Near); n > 0 {
		pairs := query.NewDisjunctionQuery(viTerms(p.Near))
		pairs.SetMin(float64(near(n)))
		answers = append(answers, pairs)
	}
	if len(answers) == 0 {
		return nil
	}
	return both(answers...)
}

// scored is the query that ranks: some of the units and all of the phrases,
// raised by the bonuses, each group by itself so that the share of matched
// clauses of one does not weigh on another.
func scored(p *vi.Plan) query.Query {
	var must []query.Query
	if len(p.Units) > 0 {
		must = append(must, units(p.Units, partial(len(p.Units)), anyTerm))
	}
	for _, ph := range p.Phrases {
		must = append(must, viTerms(ph.Terms)...)
	}
	if len(must) == 0 {
		return term(fieldKind, kindTask, 1)
	}
	q := both(must...)
	for _, group := range p.Bonus {
		q = query.NewBooleanQuery([]query.Query{q}, viTerms(group), nil)
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
