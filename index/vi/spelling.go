package vi

import (
	"iter"
	"slices"
	"strings"

	"doichieu/corpus/vn"
)

// Spellings are the syllables that texts have, by what they are without marks:
// "tuy" leads to "tuy", "túy", "tùy". They turn what is asked for in the fields
// [Folded] and [FoldedPairs], which no text has terms of, into terms that texts
// have. So an index need not hold each text twice.
type Spellings map[string][]string

// NewSpellings takes the terms of the field [Words] of all texts; concepts among
// them are left out.
func NewSpellings(words iter.Seq[string]) Spellings {
	s := Spellings{}
	for w := range words {
		if strings.HasPrefix(w, conceptSign) {
			continue
		}
		folded := vn.FoldKey(w)
		s[folded] = append(s[folded], w)
	}
	for _, list := range s {
		slices.Sort(list)
	}
	return s
}

// Of gives the terms that a term of a plan stands for, of which any answers it as
// well as another, and the field that texts have them in. There may be none. A
// pair stands for all pairs of the spellings of its halves, whether a text has
// them or not.
func (s Spellings) Of(t Term) (field Field, texts []string) {
	switch t.Field {
	case Folded:
		return Words, s[t.Text]
	case FoldedPairs:
		first, second, _ := strings.Cut(t.Text, pairSign)
		for _, a := range s[first] {
			for _, b := range s[second] {
				texts = append(texts, pair(a, b))
			}
		}
		return Pairs, texts
	}
	return t.Field, []string{t.Text}
}
