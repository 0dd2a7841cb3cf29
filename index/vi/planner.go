package vi

import (
	"slices"
	"strings"

	"doichieu/corpus/vn"
)

// planner builds a plan.
type planner struct {
	*Plan
	a    *Analyzer
	seen map[string]bool // first terms of the units
	soft []Term          // empty words
	near []Term          // neighbours
}

// Plan turns what somebody typed into clauses. hasWords is false where the
// input has neither word, number nor condition: then nothing answers it, unless
// it is blank.
func (a *Analyzer) Plan(input string, o Options) (plan *Plan, hasWords bool) {
	items := a.parse(input, o.Values)
	p := &planner{Plan: &Plan{exact: o.Exact}, a: a, seen: map[string]bool{}}
	for _, it := range items {
		if it.filter == nil && !it.not {
			p.marked = p.marked || hasMarks(it.text)
		}
	}
	var words []string
	flush := func() {
		if len(words) > 0 {
			p.addWords(read(strings.Join(words, " ")))
			words = nil
		}
	}
	for _, it := range items {
		switch {
		case it.filter != nil:
			flush()
			p.Filters = append(p.Filters, *it.filter)
		case it.not:
			flush()
			if ph, ok := p.phrase(it.text); ok {
				p.Excluded = append(p.Excluded, ph)
			}
		case it.quoted:
			flush()
			if ph, ok := p.phrase(it.text); ok {
				p.Phrases = append(p.Phrases, ph)
			}
		default:
			words = append(words, it.text)
		}
	}
	flush()
	if len(p.Units) == 0 { // empty words alone are asked for all the same
		for _, t := range p.soft {
			p.Units = append(p.Units, Unit{Terms: []Term{t}, Match: []Term{t}})
		}
		p.soft = nil
	}
	for _, group := range [][]Term{p.near, p.soft} {
		if len(group) > 0 {
			p.Bonus = append(p.Bonus, group)
		}
	}
	return p.Plan, !p.All()
}

// hasMarks reports whether a letter of s has a tone or vowel mark.
func hasMarks(s string) bool {
	return slices.ContainsFunc(vn.Tokens(s), func(t vn.Token) bool { return t.Key != vn.FoldKey(t.Key) })
}

// phrase makes the clauses of words that must stand side by side. A phrase
// typed without accents stands for all spellings, one with accents for itself.
func (p *planner) phrase(text string) (Phrase, bool) {
	list := tokens(text)
	if len(list) == 0 {
		return Phrase{}, false
	}
	ph := Phrase{keys: keysOf(list), folded: !p.exact && !hasMarks(text)}
	single, double := Words, Pairs
	if ph.folded {
		ph.keys, single, double = foldedKeys(list), Folded, FoldedPairs
	}
	ph.keys = ph.keys[:min(len(ph.keys), maxUnits)]
	if len(ph.keys) == 1 {
		ph.Terms = []Term{{single, ph.keys[0], weightWord}}
	}
	for i := 1; i < len(ph.keys); i++ {
		ph.Terms = append(ph.Terms, Term{double, pair(ph.keys[i-1], ph.keys[i]), weightPair})
	}
	return ph, true
}

// addWords adds the units of a run of words.
func (p *planner) addWords(r *reading) {
	previous := -1 // the query word before, -1 at the start and behind a find
	for i := 0; i < len(r.tokens); {
		if f, ok := r.findAt(i); ok {
			p.addFind(r, f)
			previous, i = -1, f.to
			continue
		}
		n := p.addNamed(r, i)
		if n == 0 {
			p.addWord(r.keys[i], r.folded[i])
		}
		for end := i + max(n, 1); i < end; i++ {
			previous = p.remember(r, i, previous, n > 0)
		}
	}
}

// addNamed adds the concept or percentage that begins at token i, and tells how
// many tokens it has, 0 where there is none.
func (p *planner) addNamed(r *reading, i int) (n int) {
	if f, ok := beginning(r.percents, i); ok {
		p.addPercent(f)
		return f.to - f.from
	}
	ids, n := p.concept(r, i)
	if n > 0 {
		p.addConcept(ids, p.likeName(r.folded[i:i+n]))
	}
	return n
}

// likeName are the terms of what may be meant by a name of two syllables that was
// typed without accents: other words are spelt so too ("kha nang nong dan" has
// "nắng nóng" in it).
func (p *planner) likeName(folded []string) []Term {
	if !p.typedPlain() || len(folded) != 2 {
		return nil
	}
	return []Term{{FoldedPairs, pair(folded[0], folded[1]), weightPair}}
}

// typedPlain reports that the words stand for all spellings, as nobody typed an
// accent.
func (p *planner) typedPlain() bool { return !p.marked && !p.exact }

func (p *planner) concept(r *reading, i int) ([]string, int) {
	if p.exact {
		return nil, 0
	}
	if p.marked {
		return longest(p.a.dict.exact, r.keys[i:])
	}
	return longest(p.a.dict.folded, r.folded[i:])
}

// add appends a unit once.
func (p *planner) add(u Unit) bool {
	id := u.Terms[0].Text
	if p.seen[id] {
		return false
	}
	if len(p.Units) >= maxUnits {
		p.Cut++
		return false
	}
	p.seen[id] = true
	p.Units = append(p.Units, u)
	return true
}

// addConcept adds a concept, and other terms that answer as well.
func (p *planner) addConcept(ids []string, or []Term) {
	u := Unit{Named: true}
	for _, id := range ids {
		u.Terms = append(u.Terms, Term{Words, ConceptTerm(id), weightConcept})
	}
	for _, id := range ids {
		for _, wider := range p.a.wider[id] {
			u.Terms = append(u.Terms, Term{Words, ConceptTerm(wider), weightWider})
		}
	}
	u.Terms = append(u.Terms, or...)
	u.Match = slices.Clone(u.Terms)
	if p.add(u) {
		p.marks = append(p.marks, u)
	}
}

func (p *planner) addPercent(f find) {
	t := []Term{{Words, f.terms[0], weightConcept}}
	if u := (Unit{Terms: t, Match: t, Named: true}); p.add(u) {
		p.marks = append(p.marks, u)
	}
}

// addFind adds a reference or a date: its own term; the ones that raise a text
// with the date as it was typed, the month of a day or a number without its body;
// and those that find a text below the citation.
func (p *planner) addFind(r *reading, f find) {
	field := Dates
	if _, ok := beginning(r.refs, f.from); ok {
		field = Refs
	}
	u := Unit{Terms: []Term{{field, f.terms[0], weightFind}}, Named: true}
	for _, t := range f.terms[1:] {
		stated := strings.HasPrefix(t, statedSign)
		if stated || !strings.HasPrefix(t, "#") && !strings.Contains(t, "-q") && !strings.Contains(t, "/") {
			u.Terms = append(u.Terms, Term{field, t, weightCoarse})
		}
	}
	for _, t := range f.match {
		u.Match = append(u.Match, Term{field, t, weightFind})
	}
	if field == Refs {
		for _, t := range f.match {
			above := Term{field, aboveSign + t, weightCoarse}
			u.Terms, u.Match = append(u.Terms, above), append(u.Match, above)
		}
	}
	if p.add(u) {
		p.marks = append(p.marks, u)
	}
}

func (p *planner) isStop(key, folded string) bool {
	s, _ := stops()
	if p.marked {
		return s.keys[key]
	}
	return s.folded[folded]
}

func (p *planner) addWord(key, folded string) {
	own := Term{Words, key, weightWord}
	if p.typedPlain() {
		own = Term{Folded, folded, weightWord}
	}
	if p.isStop(key, folded) {
		soft := own
		soft.Weight = weightStop
		if len(p.soft) < maxUnits && !slices.Contains(p.soft, soft) {
			p.soft = append(p.soft, soft)
		}
		return
	}
	u := Unit{Terms: []Term{own}, Match: []Term{own}, Named: isFigure(key)}
	if p.marked && !p.exact {
		u.Terms = append(u.Terms, Term{Folded, folded, weightFolded})
	}
	p.add(u)
}

// isFigure reports a number that says how much or which one: "500 giáo viên" is
// not answered by teachers of another number. A year is in texts of every kind, and
// a single digit is often written out or a count of lists.
func isFigure(key string) bool { return digits(key) && len(key) > 1 && !isYear(key) }

// neighbours adds a pair as a bonus, and if it is of two words that are units as
// one of those that an answer is asked for.
func (p *planner) neighbours(before, w *queryWord) {
	t := Term{Pairs, pair(before.key, w.key), weightPair}
	if p.typedPlain() {
		t = Term{FoldedPairs, pair(before.folded, w.folded), weightPair}
	}
	if len(p.near) >= 2*maxUnits || slices.Contains(p.near, t) {
		return
	}
	p.near = append(p.near, t)
	if !before.stop && !w.stop && !before.named && !w.named {
		p.Near = append(p.Near, t)
	}
}

// remember keeps token i for marking and as neighbour of the query word before.
func (p *planner) remember(r *reading, i, previous int, named bool) int {
	if len(p.words) >= 4*maxUnits {
		return -1
	}
	w := queryWord{typed: r.text[r.tokens[i].Start:r.tokens[i].End], key: r.keys[i], folded: r.folded[i], stop: p.isStop(r.keys[i], r.folded[i]), named: named}
	at := len(p.words)
	if previous >= 0 {
		before := &p.words[previous]
		if !(before.stop && w.stop) && !(before.named && w.named) {
			before.paired = append(before.paired, len(p.pairs))
			w.paired = append(w.paired, len(p.pairs))
			p.pairs = append(p.pairs, queryPair{*before, w})
		}
		p.neighbours(before, &w)
	}
	p.words = append(p.words, w)
	return at
}
