package vi

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
)

// Terms are what a text is found by, in the order of the text.
type Terms struct {
	Words, Pairs, Refs, Dates []string

	keys [][]string // of the texts
}

// Rows are the terms of three words in a row that the numbers of words and pairs do
// not tell, see rowsOf.
func (t Terms) Rows() []string { return rowsOf(t.keys) }

// Analyzer turns texts and queries into terms. It is safe for concurrent use.
type Analyzer struct {
	dict        *dictionary
	names       map[string]string   // concept id -> first name given
	wider       map[string][]string // concept id -> ids of what it is a case of
	fingerprint string
}

// New makes an analyzer that knows the given concepts and those of the
// package's own table of phrases and abbreviations.
func New(concepts []Concept) *Analyzer {
	own, _ := phrases() // a test holds the table to its form
	known := append(slices.Clone(concepts), own...)
	a := &Analyzer{dict: newDictionary(known), names: map[string]string{}, wider: map[string][]string{}}
	sum := sha256.New()
	fmt.Fprintf(sum, "%d\n%s%s", Version, stopsTSV, docTypesTSV)
	for _, c := range known {
		if _, ok := a.names[c.ID]; !ok && len(c.Names) > 0 {
			a.names[c.ID] = c.Names[0]
		}
		a.wider[c.ID] = append(a.wider[c.ID], c.Wider...)
		_, _ = io.WriteString(sum, fmt.Sprintf("%q\n", c))
	}
	a.fingerprint = fmt.Sprintf("vi%d-%s", Version, hex.EncodeToString(sum.Sum(nil))[:12])
	return a
}

// Fingerprint names the version of the analysis and of its vocabulary. Texts
// analysed under another one must be analysed again.
func (a *Analyzer) Fingerprint() string { return a.fingerprint }

// Name is the first name that was given for a concept, "" if it is unknown.
func (a *Analyzer) Name(id string) string { return a.names[id] }

// Signs in terms: no key has any of them.
const (
	conceptSign = "="
	pairSign    = "_"
	aboveSign   = "^" // before a document that is cited above a text
	statedSign  = "!" // before a date as a text states it
)

// ConceptTerm is the term of a concept in the field Words.
func ConceptTerm(id string) string { return conceptSign + id }

// Terms analyses texts that are searched as one; no pair crosses from one to
// the next.
func (a *Analyzer) Terms(texts ...string) Terms {
	var t Terms
	for _, text := range texts {
		r := read(text)
		a.terms(&t, r)
		t.keys = append(t.keys, r.keys)
	}
	return t
}

// Above analyses texts that stand above another one, such as its headings, and
// are searched with it. A document that they cite is found with the text below,
// but behind one that cites it itself; a percentage is theirs and not of each text
// below.
func (a *Analyzer) Above(texts ...string) Terms {
	t := a.Terms(texts...)
	for i, ref := range t.Refs {
		t.Refs[i] = aboveSign + ref
	}
	t.Words = slices.DeleteFunc(t.Words, isPercent)
	return t
}

// And are the terms of t and those of other texts, searched as one.
func (t Terms) And(o Terms) Terms {
	return Terms{
		Words: slices.Concat(t.Words, o.Words), Pairs: slices.Concat(t.Pairs, o.Pairs),
		Refs: slices.Concat(t.Refs, o.Refs), Dates: slices.Concat(t.Dates, o.Dates),
		keys: slices.Concat(t.keys, o.keys),
	}
}

func (a *Analyzer) terms(t *Terms, r *reading) {
	for i, key := range r.keys {
		for _, e := range all(a.dict.exact, r.keys[i:]) {
			t.Words = append(t.Words, ConceptTerm(e.id))
		}
		t.Words = append(t.Words, key)
		if i > 0 {
			t.Pairs = append(t.Pairs, pair(r.keys[i-1], key))
		}
	}
	for _, f := range r.percents {
		t.Words = append(t.Words, f.terms...)
	}
	for _, f := range r.refs {
		t.Refs = append(t.Refs, f.terms...)
	}
	for _, f := range r.dates {
		t.Dates = append(t.Dates, f.terms...)
	}
}

// pair is the term of two neighbours.
func pair(a, b string) string { return a + pairSign + b }
