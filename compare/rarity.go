package compare

import (
	"cmp"
	"math"
	"slices"
)

// rarity is what the tasks at hand make of the terms: the fewer use one, the
// more it says that two tasks share it.
type rarity struct {
	tasks    int
	terms    map[uint64]int // number of tasks
	actions  map[string]int
	headings map[uint64]int // number of sections
	sections int
	softened []float64 // what weights are multiplied by, by number of tasks; 0 where not yet asked for
}

const (
	// commonest is the least number of tasks a term is taken to stand in:
	// words of one or two tasks are detail, and detail does not part tasks.
	commonest = 3
	// rarityPower softens rarity. Analysts put tasks together by the words of
	// the field as well, and those are frequent.
	rarityPower = 0.52
	// leastRarity is left of a term that all tasks have.
	leastRarity = 0.02
)

// weigh multiplies the weights in the profiles by rarity.
func weigh(profiles []*profile) *rarity {
	r := &rarity{tasks: len(profiles), terms: map[uint64]int{}, actions: map[string]int{}, headings: map[uint64]int{}, softened: make([]float64, len(profiles)+1)}
	type section struct {
		plan int
		path uint64
	}
	seen := map[section]bool{}
	read := map[*bag]bool{}
	for _, p := range profiles {
		for _, t := range p.whole.terms {
			r.terms[t.id]++
		}
		var actions []string
		for _, c := range p.clauses {
			actions = append(actions, c.actions...)
		}
		for _, a := range unique(actions) {
			r.actions[a]++
		}
		if read[p.heading] {
			continue
		}
		read[p.heading] = true
		if at := (section{p.plan, headingID(p.heading.terms)}); !seen[at] {
			seen[at] = true
			r.sections++
			for _, t := range p.heading.terms {
				r.headings[t.id]++
			}
		}
	}
	for _, p := range profiles {
		r.apply(p)
	}
	for h := range read { // each by itself, in whatever order
		r.applyHeading(h)
	}
	return r
}

// headingID tells headings apart within a plan.
func headingID(terms []term) uint64 {
	id := uint64(len(terms))
	for _, t := range terms {
		id = id*1099511628211 ^ t.id
	}
	return id
}

// of is 1 for a term of hardly any task and falls towards 0 for one of all.
func (r *rarity) of(n int) float64 {
	if r.tasks <= commonest {
		return 1
	}
	return math.Max(leastRarity, math.Log(float64(r.tasks)/float64(max(n, commonest)))/math.Log(float64(r.tasks)/commonest))
}

func (r *rarity) apply(p *profile) {
	soften := func(terms []term) {
		for i, t := range terms {
			n := r.terms[t.id]
			if r.softened[n] == 0 {
				r.softened[n] = math.Pow(r.of(n), rarityPower)
			}
			terms[i].weight = t.weight * r.softened[n]
		}
	}
	soften(p.whole.terms)
	p.whole.measure()
	for c := range p.clauses {
		cl := &p.clauses[c]
		soften(cl.terms)
		for _, a := range cl.actions {
			cl.terms = append(cl.terms, term{uint64(wordID(a)), r.of(r.actions[a])}) // below all bigrams of two real words
		}
		slices.SortFunc(cl.terms, func(a, b term) int { return cmp.Compare(a.id, b.id) })
		cl.measure()
	}
}

func (r *rarity) applyHeading(h *bag) {
	all := math.Log(float64(r.sections + 1))
	for i, t := range h.terms {
		h.terms[i].weight = t.weight * math.Pow(math.Log(float64(r.sections+1)/float64(r.headings[t.id]))/all, rarityPower)
	}
	h.measure()
}
