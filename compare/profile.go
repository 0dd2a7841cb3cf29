package compare

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/marker"
	"doichieu/corpus/vn"
	"doichieu/extract"
	"doichieu/extract/vocab"
)

// profile is what aligning reads of a task: its words without those that say
// who, where and by what right.
type profile struct {
	plan, task int         // place among the plans given, and in the plan
	key        string      // plan id and task id: breaks ties, whatever the order of the plans
	whole      bag         // of all words
	clauses    []clause    // the first is the head; never empty
	heading    *bag        // of the headings above; tasks of one section share it
	refs       []string    // numbers of the documents cited, sorted
	leads      []string    // ids of the leading agencies and of their successors, sorted
	partners   []string    // ids of all other agencies, as above
	specific   bool        // a leading agency has a field of its own
	targets    []string    // "50%" of each target, sorted
	quota      bool        // the task is a list of indicators to reach
	topic      corpus.Span // of the text of the task: from where it says what is done up to where it says when
}

// clause is a part of a task up to a semicolon or a full stop.
type clause struct {
	bag
	actions  []string // in reading order, each once
	settings []string // where and for whom, sorted; not those mentioned aside
}

// bag is a set of weighted terms.
type bag struct {
	terms []term  // by id
	sum   float64 // of the weights
	norm  float64 // root of the sum of their squares
}

// term is a bigram of syllables, or an action, with its weight in a text.
type term struct {
	id     uint64
	weight float64
}

// Factors by which a word counts less than one of the first clause. They rank
// what a task says: first the action and its object, then what else is to be
// done, what it is good for, and last what any task might say.
const (
	laterFactor = 0.6  // in a later clause
	asideFactor = 0.5  // behind "nhằm", "bảo đảm", "nhất là"
	titleFactor = 0.35 // in the title of a cited document, or of the task's own plan
	frameFactor = 0.4  // in a phrase of the genre
)

// opening is how many words into a clause a phrase like "bảo đảm" is its verb,
// and not the beginning of what it is good for.
const opening = 3

// A task that names no object of its own is about the plan itself: to see to
// it, to report on it, to make one's own plan for it. fewWords is how many words
// beside the action such a task may have.
const (
	planSetting = "plan"
	fewWords    = 2
)

// upkeep are the actions by which a plan is carried along.
var upkeep = map[string]bool{"control/oversee": true, "control/inspect": true, "report/report": true, "draft/plan": true}

// wordID numbers a syllable by its letters alone, so that the order in which
// plans are read changes nothing. Two syllables with one number do no harm but
// a little noise, and are a rarity: there are some ten thousand syllables.
func wordID(key string) uint32 {
	h := uint32(2166136261) // FNV-1a
	for i := range len(key) {
		h = (h ^ uint32(key[i])) * 16777619
	}
	return h
}

// planReader reads the tasks of one plan.
type planReader struct {
	lexicon  *lexicon
	agencies *vocab.Set
	plan     *extract.Plan
	at       int // place among the plans given
	context  vocab.Context
	place    []string // keys of the name of the plan's own locality
	title    map[uint64]bool
	paths    map[string]string
	headings map[string]*bag // of the sections read so far
	targets  map[string][]extract.Target
}

func newPlanReader(p *extract.Plan, at int) *planReader {
	r := &planReader{
		lexicon: genre(), agencies: vocab.Agencies(), plan: p, at: at,
		context: vocab.Context{Locality: p.Document.Locality, Level: "province"},
		place:   vn.Keys(p.Document.Locality), title: map[uint64]bool{},
		paths: p.Paths(), headings: map[string]*bag{}, targets: p.TargetsByTask(),
	}
	for _, t := range bigrams(r.read(p.Document.Title, subject{}).words) {
		r.title[t.id] = true
	}
	return r
}

// profile reads task i of the plan. Weights are not yet multiplied by rarity.
func (r *planReader) profile(i int) *profile {
	t := r.plan.Tasks[i]
	assigned := map[string]bool{}
	p := &profile{plan: r.at, task: i, key: r.plan.Document.ID + " " + t.ID, refs: cited(t.Text)}
	for _, a := range t.Assignments {
		assigned[a.Agency] = true
		ids := r.successors(a.Agency)
		if a.Role == extract.Lead {
			p.leads = append(p.leads, ids...)
			p.specific = p.specific || !r.general(a.Agency)
		} else {
			p.partners = append(p.partners, ids...)
		}
	}
	p.leads, p.partners = unique(p.leads), unique(p.partners)
	for _, g := range r.targets[t.ID] {
		p.targets = append(p.targets, strconv.FormatFloat(g.Value, 'g', -1, 64)+g.Unit)
	}
	p.targets = unique(p.targets)

	at := marker.Parse(t.Text).Len
	times := timesIn(t, -at)
	read := r.read(t.Text[at:], subject{assigned: assigned, times: times})
	p.topic = corpus.Span{Start: at + read.topic, End: len(t.Text)}
	for _, s := range times {
		if s = s.Shift(at); s.Start > p.topic.Start {
			p.topic.End = min(p.topic.End, s.Start)
		}
	}
	p.whole.terms = r.ownTitle(bigrams(read.words))
	p.clauses = make([]clause, len(read.clauses))
	words := read.words // those of a clause stand together
	for c, said := range read.clauses {
		n := 0
		for n < len(words) && words[n].clause == c {
			n++
		}
		p.clauses[c] = clause{actions: said.actions, settings: unique(said.settings)}
		p.clauses[c].terms = r.ownTitle(bigrams(words[:n]))
		words = words[n:]
	}
	first := &p.clauses[0]
	if len(first.settings) == 0 && read.clauses[0].objects <= fewWords && (len(first.actions) == 0 || upkeep[first.actions[0]]) {
		first.settings = []string{planSetting}
	}
	p.quota = slices.Contains(first.actions, "meet-targets")
	p.heading = r.heading(t.Section)
	return p
}

// heading reads the headings above a section, its own included.
func (r *planReader) heading(section string) *bag {
	if r.headings[section] == nil {
		words := r.read(r.paths[section], subject{heading: true}).words
		r.headings[section] = &bag{terms: slices.DeleteFunc(bigrams(words), func(t term) bool { return t.weight <= frameFactor })}
	}
	return r.headings[section]
}

// ownTitle lowers the weights of terms that stand in the title of the plan:
// they are what all its tasks are about.
func (r *planReader) ownTitle(terms []term) []term {
	for i := range terms {
		if r.title[terms[i].id] {
			terms[i].weight *= titleFactor
		}
	}
	return terms
}

// successors are the agency and those that took over its duties, so that a plan
// of last year and one of this year name the same.
func (r *planReader) successors(id string) []string {
	ids := []string{id}
	for i := 0; i < len(ids); i++ {
		a, _ := r.agencies.ByID(ids[i])
		for _, s := range a.Successors {
			if !slices.Contains(ids, s) {
				ids = append(ids, s)
			}
		}
	}
	return ids
}

// general reports whether an agency has no field of its own: a collective, or
// a People's Committee.
func (r *planReader) general(id string) bool {
	a, known := r.agencies.ByID(id)
	return known && a.Kind == "collective" || strings.HasPrefix(id, "ubnd-")
}

// bigrams are the bigrams of neighbouring words, each once with its greatest
// weight, by id.
func bigrams(words []word) []term {
	terms := make([]term, 0, len(words))
	for i := 1; i < len(words); i++ {
		if words[i].joined {
			id := uint64(words[i-1].id)<<32 | uint64(words[i].id)
			terms = append(terms, term{id, min(words[i-1].factor, words[i].factor)})
		}
	}
	slices.SortFunc(terms, func(a, b term) int { return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(b.weight, a.weight)) })
	return slices.CompactFunc(terms, func(a, b term) bool { return a.id == b.id })
}

// measure sums the weights up.
func (b *bag) measure() {
	b.sum, b.norm = 0, 0
	for _, t := range b.terms {
		b.sum += t.weight
		b.norm += t.weight * t.weight
	}
	b.norm = math.Sqrt(b.norm)
}

// unique sorts a list and drops what stands twice.
func unique(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

// timesIn are the places in the text of the task that say when, shifted.
func timesIn(t extract.Task, shift int) []corpus.Span {
	var times []corpus.Span
	for _, d := range t.Deadlines {
		at := 0
		for _, piece := range t.Span { // the text is the pieces, joined by blanks
			if piece.Contains(d.Span) {
				times = append(times, d.Span.Shift(at-piece.Start+shift))
			}
			at += piece.Len() + 1
		}
	}
	return times
}
