package vi

import "slices"

// Field names a field of [Terms], or one that is asked for in all spellings.
type Field int

// The fields. A term of Folded stands for every term of Words that has its
// letters, whatever the marks, and one of FoldedPairs for every pair: see
// [Spellings].
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
	weightConcept = 4.0 // or a percentage
	weightWider   = 1.0 // what a concept is a case of
	weightFind    = 4.0 // a reference or a date
	weightCoarse  = 1.0 // the date as stated, the month of a day, the number without its body or cited above
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

// Unit is one thing that was asked for. Terms find and score every text that may
// answer it; Match, any of which must be there, tells those that do: a syllable with
// the accents it was typed with, the day and not only its month, a number of the
// same body as far as either says. A unit that was recognised as a thing, Named,
// is asked of every text that answers; of the other ones, most are.
type Unit struct {
	Terms, Match []Term
	Named        bool // a concept, a percentage, a figure, a cited document or a date
}

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
		r := &reading{keys: keysOf(tokens(text))} // references and dates do not matter
		if p.folded {
			r.folded = foldedKeys(tokens(text))
		}
		if len(p.in(r)) > 0 {
			return true
		}
	}
	return false
}

// Between are the words of the phrase that have another one on either side.
func (p Phrase) Between() []Term {
	field := Words
	if p.folded {
		field = Folded
	}
	var terms []Term
	for i := 1; i+1 < len(p.keys); i++ {
		terms = append(terms, Term{field, p.keys[i], weightWord})
	}
	return terms
}

// Row is the term among [Terms.Rows] of the phrase; ok is false unless it is of three
// words in their own accents.
func (p Phrase) Row() (term string, ok bool) {
	if p.folded || len(p.keys) != 3 {
		return "", false
	}
	return rowTerm(p.keys[0], p.keys[1], p.keys[2]), true
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
	Near     []Term   // neighbours, some of which a text that answers has
	Bonus    [][]Term // groups of terms that raise the score and are never required
	Phrases  []Phrase // required
	Excluded []Phrase
	Filters  []Filter
	Cut      int // words left out because there were too many

	marked bool // typed with accents somewhere: syllables without any are meant so
	exact  bool

	words []queryWord
	pairs []queryPair
	marks []Unit // units that are marked as found things: concepts, percentages, references, dates
}

// queryWord and queryPair are kept for marking.
type queryWord struct {
	typed       string
	key, folded string
	stop        bool
	named       bool  // part of the name of a concept, or of a percentage
	paired      []int // pairs it is part of
}

type queryPair struct{ first, second queryWord }

// Word is a syllable of a query that means something by itself: no empty word and
// no part of a name that was recognised.
type Word struct {
	Typed  string
	Key    string // as in the field Words
	Folded string // as in the field Folded
}

// Loose are the syllables that are asked for one by one, each once.
func (p *Plan) Loose() []Word {
	var out []Word
	for _, w := range p.words {
		if w.stop || w.named || slices.ContainsFunc(out, func(o Word) bool { return o.Key == w.key }) {
			continue
		}
		out = append(out, Word{Typed: w.typed, Key: w.key, Folded: w.folded})
	}
	return out
}

// Typed is the field in which the syllables are asked for: Words if somebody
// typed accents, else Folded, where a syllable stands for all of them.
func (p *Plan) Typed() Field {
	if p.marked || p.exact {
		return Words
	}
	return Folded
}

// All reports that nothing was asked for, so that everything answers.
func (p *Plan) All() bool {
	return len(p.Units) == 0 && len(p.Phrases) == 0 && len(p.Excluded) == 0 && len(p.Filters) == 0
}

// Options of planning.
type Options struct {
	Exact  bool   // words match only with the accents they are typed with; no concepts
	Values Values // known values of several words, may be nil
}
