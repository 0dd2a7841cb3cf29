package index

import (
	"context"
	"slices"
	"sync"

	"doichieu/index/engine"
	"doichieu/index/vi"
)

// anyOf asks for one of the values in field.
func anyOf(field string, values ...string) engine.Node {
	return engine.In{Field: field, Values: values}
}

// both asks for all of the nodes, of which there is at least one.
func both(of ...engine.Node) engine.Node {
	if len(of) == 1 {
		return of[0]
	}
	return engine.And(of)
}

// clauses makes the nodes of a plan's terms.
type clauses struct{ spelt vi.Spellings }

// term is what a term of a plan asks of the engine.
func (c clauses) term(t vi.Term) engine.Node {
	field, texts := c.spelt.Of(t)
	switch name := termFields[field]; len(texts) {
	case 0:
		return engine.None{}
	case 1:
		return engine.Term{Field: name, Text: texts[0], Weight: t.Weight}
	default:
		return engine.Any{Field: name, Texts: texts, Weight: t.Weight}
	}
}

func (c clauses) terms(ts []vi.Term) []engine.Node {
	nodes := make([]engine.Node, len(ts))
	for i, t := range ts {
		nodes[i] = c.term(t)
	}
	return nodes
}

// share is the smallest whole number of n that is at least num/den of it.
func share(n, num, den int) int { return max(1, (n*num+den-1)/den) }

// units asks for at least least of the units, by the terms that pick chooses.
func (c clauses) units(us []vi.Unit, least int, pick func(vi.Unit) []vi.Term) engine.Node {
	of := make([]engine.Node, len(us))
	for i, u := range us {
		of[i] = engine.Or(c.terms(pick(u))...)
	}
	if len(of) == 1 {
		return of[0]
	}
	return engine.AtLeast{Least: least, Of: of}
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

// answering asks for the entries that answer a plan, and ranks them: every unit
// that was recognised as a thing, most of the other ones, enough of the
// neighbours, and all phrases. What has to be there is scored where it is asked
// for, so that an engine goes through the rarest of it and not through all that
// has one of the words. nil where the plan has no words.
func (c clauses) answering(p *vi.Plan) engine.Node {
	var must []engine.Node
	var loose []vi.Unit
	var bonus [][]vi.Term
	for _, u := range p.Units {
		if u.Named {
			must = append(must, engine.Or(c.terms(u.Match)...))
			bonus = append(bonus, without(u.Terms, u.Match))
		} else {
			loose = append(loose, u)
		}
	}
	if n := len(loose); n > 0 {
		must = append(must, c.units(loose, full(n), strictly))
		if full(n) < n { // else the accents that were typed are all there
			bonus = append(bonus, others(loose))
		}
	}
	if n := len(p.Near); n > 0 {
		must = append(must, engine.AtLeast{Least: near(n), Of: c.terms(p.Near)})
	}
	for _, ph := range p.Phrases {
		must = append(must, c.terms(ph.Terms)...)
	}
	if len(must) == 0 {
		return nil
	}
	for _, group := range p.Bonus {
		bonus = append(bonus, without(group, p.Near))
	}
	return c.raised(both(must...), bonus)
}

// others are the terms of units by which they are scored and do not answer.
func others(units []vi.Unit) []vi.Term {
	var out []vi.Term
	for _, u := range units {
		out = append(out, without(u.Terms, u.Match)...)
	}
	return out
}

// without are the terms that are not among others.
func without(terms, others []vi.Term) []vi.Term {
	return slices.DeleteFunc(slices.Clone(terms), func(t vi.Term) bool {
		return slices.ContainsFunc(others, func(o vi.Term) bool { return o.Field == t.Field && o.Text == t.Text })
	})
}

// raised is a node with groups of bonuses, each group by itself so that an engine
// that rewards the share of matched clauses does not weigh one against another.
func (c clauses) raised(n engine.Node, bonus [][]vi.Term) engine.Node {
	for _, group := range bonus {
		if len(group) > 0 {
			n = engine.Rank{Match: n, Bonus: c.terms(group)}
		}
	}
	return n
}

// answeringPart asks for the entries that have at least least of the units, by the
// terms that pick chooses, and all of the phrases, and ranks them.
func (c clauses) answeringPart(p *vi.Plan, least int, pick func(vi.Unit) []vi.Term) engine.Node {
	must := []engine.Node{c.units(p.Units, least, pick)}
	for _, ph := range p.Phrases {
		must = append(must, c.terms(ph.Terms)...)
	}
	return c.raised(both(must...), p.Bonus)
}

// phrase asks for the entries that have a phrase. The pairs of a longer phrase
// may stand apart ("rà soát … soát xét" has both pairs of "rà soát xét"): the
// engine counts, and what that leaves open is looked up among the rows of three,
// or for longer phrases and all spellings in the texts themselves.
func (x *Index) phrase(ctx context.Context, c clauses, p vi.Phrase) engine.Node {
	if p.Exact() {
		return both(c.terms(p.Terms)...)
	}
	n := engine.Phrase{Pairs: c.terms(p.Terms), Between: c.terms(p.Between())}
	if row, ok := p.Row(); ok {
		n.Row = anyOf(fieldRows, row)
		return n
	}
	n.Has = func(ref engine.Ref, stored []byte) (bool, error) {
		e, err := x.entry(ctx, engine.Hit{Position: engine.Position{Ref: ref}, Stored: stored})
		return err == nil && p.Has(e.texts()...), err
	}
	return n
}

// spellings are those of the words of all entries, read once for each state of
// the index.
type spellings struct {
	mu         sync.Mutex
	generation uint64
	of         vi.Spellings
}

// clauses knows the spellings of the words of all entries.
func (x *Index) clauses(ctx context.Context) (clauses, error) {
	x.spelt.mu.Lock()
	defer x.spelt.mu.Unlock()
	now := x.engine.Generation()
	if x.spelt.of == nil || x.spelt.generation != now {
		words, err := x.values(ctx, fieldWords)
		if err != nil {
			return clauses{}, err
		}
		x.spelt.of, x.spelt.generation = vi.NewSpellings(slices.Values(words)), now
	}
	return clauses{x.spelt.of}, nil
}
