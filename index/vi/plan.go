package vi

import (
	"slices"
	"strings"

	"doichieu/corpus/vn"
)

// Field names a field of [Terms].
type Field int

// The fields.
const (
	Words Field = iota
	Folded
	Pairs
	FoldedPairs
	Refs
	Dates
)

// Weights of the clauses; the package comment explains them.
const (
	weightWord    = 1.0
	weightFolded  = 0.2
	weightStop    = 0.3
	weightPair    = 0.6
	weightConcept = 3.0
	weightFind    = 4.0 // a reference or a date
	weightCoarse  = 1.0 // the month of a day, the number without its body
)

// maxUnits is how many different things one query may ask for; the rest of a
// pasted page adds time and no precision.
const maxUnits = 64

// Term is one term of a field with its weight.
type Term struct {
	Field  Field
	Text   string
	Weight float64
}

// Unit is one thing that was asked for. Any of its terms answers it.
type Unit struct{ Terms []Term }

// Phrase is words that must stand side by side, or one word that must stand.
// Terms, all required, find every text that has it and a few that do not; Has
// decides.
type Phrase struct {
	Terms  []Term
	keys   []string
	folded bool
}

// Has reports whether one of the texts has the phrase.
func (p Phrase) Has(texts ...string) bool {
	for _, text := range texts {
		if len(p.in(read(text))) > 0 {
			return true
		}
	}
	return false
}

// Exact reports whether Terms alone decide.
func (p Phrase) Exact() bool { return len(p.keys) <= 2 }

// in lists where the phrase begins.
func (p Phrase) in(r *reading) []int {
	keys := r.keys
	if p.folded {
		keys = r.folded
	}
	var at []int
	for i := range keys {
		if hasPrefix(keys[i:], p.keys) {
			at = append(at, i)
		}
	}
	return at
}

// Plan is what a query asks of an index.
type Plan struct {
	Units    []Unit   // scored; how many must be there is up to the caller
	Bonus    [][]Term // groups of terms that raise the score and are never required
	Phrases  []Phrase // required
	Excluded []Phrase
	Filters  []Filter
	Cut      int // words left out because there were too many

	marked bool // typed with accents somewhere: syllables without any are meant so
	exact  bool

	words []queryWord
	pairs []queryPair
	marks []Unit // units that are marked as found things: concepts, references, dates
}

// queryWord and queryPair are kept for marking.
type queryWord struct {
	key, folded string
	stop        bool
	paired      []int // pairs it is part of
}

type queryPair struct{ key, folded string }

// All reports that nothing was asked for, so that everything answers.
func (p *Plan) All() bool {
	return len(p.Units) == 0 && len(p.Phrases) == 0 && len(p.Excluded) == 0 && len(p.Filters) == 0
}

// Options of planning.
type Options struct {
	Exact  bool   // words match only with the accents they are typed with; no concepts
	Values Values // known values of several words, may be nil
}

// planner builds a plan.
type planner struct {
	*Plan
	a    *Analyzer
	seen map[string]bool
	soft []Term // empty words
	near []Term // neighbours
}

// Plan turns what somebody typed into clauses. hasWords is false where the
// input has neither word, number nor condition: then nothing answers it, unless
// it is blank.
func (a *Analyzer) Plan(input string, o Options) (plan *Plan, hasWords bool) {
	items := a.parse(input, o.Values)
	p := &planner{Plan: &Plan{exact: o.Exact}, a: a, seen: map[string]bool{}}
	for _, it := range items {
		if it.filter == nil {
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
			p.Units = append(p.Units, Unit{[]Term{t}})
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
	tokens := vn.Tokens(text)
	if len(tokens) == 0 {
		return Phrase{}, false
	}
	ph := Phrase{keys: keysOf(tokens), folded: !p.exact && !hasMarks(text)}
	single, double := Words, Pairs
	if ph.folded {
		ph.keys, single, double = foldedKeys(tokens), Folded, FoldedPairs
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
		if f, ok := findAt(i, r.refs, r.dates); ok {
			p.addFind(r, f)
			previous, i = -1, f.to
			continue
		}
		n := 1
		if ids, k := p.concept(r, i); k > 0 {
			p.addConcept(ids)
			n = k
			for j := i; j < i+n; j++ {
				previous = p.remember(r, j, previous)
			}
		} else {
			p.addWord(r.keys[i], r.folded[i])
			previous = p.remember(r, i, previous)
		}
		i += n
	}
}

// findAt is the reference or date that begins at token i.
func findAt(i int, lists ...[]find) (find, bool) {
	for _, list := range lists {
		if k := slices.IndexFunc(list, func(f find) bool { return f.from == i }); k >= 0 {
			return list[k], true
		}
	}
	return find{}, false
}

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

func (p *planner) addConcept(ids []string) {
	var u Unit
	for _, id := range ids {
		u.Terms = append(u.Terms, Term{Words, ConceptTerm(id), weightConcept})
	}
	if p.add(u) {
		p.marks = append(p.marks, u)
	}
}

// addFind adds a reference or a date: its own term, the coarser ones, and the
// bare number for texts in which it was printed in an unknown way.
func (p *planner) addFind(r *reading, f find) {
	field := Dates
	if slices.ContainsFunc(r.refs, func(g find) bool { return g.from == f.from }) {
		field = Refs
	}
	u := Unit{[]Term{{field, f.terms[0], weightFind}}}
	for _, t := range f.terms[1:] {
		if !strings.HasPrefix(t, "#") && !strings.Contains(t, "-q") {
			u.Terms = append(u.Terms, Term{field, t, weightCoarse})
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
	exact := Term{Words, key, weightWord}
	loose := Term{Folded, folded, weightFolded}
	if !p.marked && !p.exact {
		exact, loose = Term{Folded, folded, weightWord}, Term{}
	}
	if p.isStop(key, folded) {
		exact.Weight = weightStop
		if len(p.soft) < maxUnits && !slices.Contains(p.soft, exact) {
			p.soft = append(p.soft, exact)
		}
		return
	}
	u := Unit{[]Term{exact}}
	if loose.Text != "" && !p.exact {
		u.Terms = append(u.Terms, loose)
	}
	p.add(u)
}

// remember keeps token i for marking and as neighbour of the query word before.
func (p *planner) remember(r *reading, i, previous int) int {
	if len(p.words) >= 4*maxUnits {
		return -1
	}
	w := queryWord{key: r.keys[i], folded: r.folded[i], stop: p.isStop(r.keys[i], r.folded[i])}
	at := len(p.words)
	if previous >= 0 {
		q := queryPair{pair(p.words[previous].key, w.key), pair(p.words[previous].folded, w.folded)}
		if !p.words[previous].stop || !w.stop {
			p.words[previous].paired = append(p.words[previous].paired, len(p.pairs))
			w.paired = append(w.paired, len(p.pairs))
			p.pairs = append(p.pairs, q)
		}
		t := Term{Pairs, q.key, weightPair}
		if !p.marked && !p.exact {
			t = Term{FoldedPairs, q.folded, weightPair}
		}
		if len(p.near) < 2*maxUnits && !slices.Contains(p.near, t) {
			p.near = append(p.near, t)
		}
	}
	p.words = append(p.words, w)
	return at
}
