package vi

import (
	"slices"
	"strings"

	"doichieu/corpus"
)

// Mark finds in a text the words that a plan asks for: byte spans of whole
// words, neighbours joined into one, ascending and disjoint.
//
// A syllable that the query has in a pair is marked only in that pair wherever
// the text has it, so that a query for "ma túy" does not mark the "ma" of "ma
// trận" beside it. A word is marked in other accents than it was typed in only
// where the text has no place with its own.
func (a *Analyzer) Mark(p *Plan, text string) []corpus.Span {
	r := read(text)
	on := make([]bool, len(r.tokens))
	joined := make([]bool, len(r.tokens)) // token i and the next are one find
	mark := func(from, to int) {
		for i := from; i < to; i++ {
			on[i] = true
			joined[i] = joined[i] || i+1 < to
		}
	}
	p.markFinds(a, r, mark)
	p.markWords(r, on)
	for _, ph := range p.Phrases {
		for _, i := range ph.in(r) {
			mark(i, i+len(ph.keys))
		}
	}
	return spans(r, on, joined)
}

// markFinds marks the concepts, percentages, references and dates asked for.
func (p *Plan) markFinds(a *Analyzer, r *reading, mark func(from, to int)) {
	if len(p.marks) == 0 {
		return
	}
	asked := map[string]bool{}
	for _, u := range p.marks {
		for _, t := range u.Terms {
			asked[t.Text] = true
		}
	}
	for _, list := range [][]find{r.refs, r.dates, r.percents} {
		for _, f := range list {
			if slices.ContainsFunc(f.terms, func(t string) bool { return asked[t] }) {
				mark(f.from, f.to)
			}
		}
	}
	for i := range r.keys {
		for _, e := range all(a.dict.exact, r.keys[i:]) {
			if asked[ConceptTerm(e.id)] {
				mark(i, i+len(e.keys))
			}
		}
	}
}

// stands reports whether token i of a text is the word as it is looked for: in the
// accents that were typed, or in any.
func (w *queryWord) stands(r *reading, i int, folded bool) bool {
	if folded {
		return r.folded[i] == w.folded
	}
	return r.keys[i] == w.key
}

// markWords marks syllables, in their pairs or alone; only blanks join them.
func (p *Plan) markWords(r *reading, on []bool) {
	found := make([]bool, len(p.pairs))
	for n, q := range p.pairs {
		found[n] = p.looking(func(folded bool) bool {
			any := false
			for i := 1; i < len(r.keys); i++ {
				if q.first.stands(r, i-1, folded) && q.second.stands(r, i, folded) {
					on[i-1], on[i], any = true, true, true
				}
			}
			return any
		})
	}
	for n := range p.words {
		w := &p.words[n]
		if w.stop || w.named || slices.ContainsFunc(w.paired, func(n int) bool { return found[n] }) {
			continue
		}
		p.looking(func(folded bool) bool {
			any := false
			for i := range r.keys {
				if w.stands(r, i, folded) {
					on[i], any = true, true
				}
			}
			return any
		})
	}
}

// looking looks for something in the accents that were typed and, where it is not
// there and the query allows it, in any.
func (p *Plan) looking(look func(folded bool) bool) bool {
	if !p.marked && !p.exact {
		return look(true)
	}
	return look(false) || !p.exact && look(true)
}

// spans joins marked neighbours that only blanks separate, or that are parts of
// one find.
func spans(r *reading, on, joined []bool) []corpus.Span {
	out := []corpus.Span{}
	for i := range r.tokens {
		if !on[i] {
			continue
		}
		s := corpus.Span{Start: r.tokens[i].Start, End: r.tokens[i].End}
		if n := len(out); n > 0 && i > 0 && on[i-1] {
			if g := r.gap(i - 1); joined[i-1] || g == "" {
				out[n-1].End = s.End
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// Shared finds in a text the words that it has in the same pairs as another one:
// byte spans as those of [Analyzer.Mark].
func (a *Analyzer) Shared(text, other string) []corpus.Span {
	r, o := read(text), read(other)
	theirs := map[string]bool{}
	for i := 1; i < len(o.keys); i++ {
		theirs[pair(o.keys[i-1], o.keys[i])] = true
	}
	on := make([]bool, len(r.tokens))
	for i := 1; i < len(r.keys); i++ {
		if theirs[pair(r.keys[i-1], r.keys[i])] {
			on[i-1], on[i] = true, true
		}
	}
	return spans(r, on, make([]bool, len(on)))
}

// Printed is how the first of the texts that has a key prints it, in small
// letters; "" where none has it.
func (a *Analyzer) Printed(key string, texts ...string) string {
	for _, text := range texts {
		r := read(text)
		if i := slices.Index(r.keys, key); i >= 0 {
			return strings.ToLower(text[r.tokens[i].Start:r.tokens[i].End])
		}
	}
	return ""
}
