package index

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"doichieu/corpus/vn"
	"doichieu/index/engine"
	"doichieu/index/vi"
)

// Suggestion is for a word of a query that stands in no plan, or for the value of
// a condition that nothing is known as.
type Suggestion struct {
	Word string   `json:"word"` // as typed
	Like []string `json:"like"` // what stands in plans, the likeliest first; may be empty
}

// How much is suggested: for the first words that find nothing, the first that
// are like them.
const (
	mostSuggestions = 5
	mostAlike       = 3
)

// suggestions are those for a search that found less than a page.
func (x *Index) suggestions(ctx context.Context, j *job) ([]Suggestion, error) {
	out := []Suggestion{}
	if j.result.Total-j.result.Partial >= pageSize {
		return out, nil
	}
	for _, w := range j.plan.Loose() {
		if len(out) == mostSuggestions {
			break
		}
		s, missing, err := x.alike(ctx, j, w)
		if err != nil {
			return nil, err
		}
		if missing {
			out = append(out, s)
		}
	}
	for _, unknown := range j.cond.missed {
		if len(out) == mostSuggestions {
			break
		}
		like, err := x.known(ctx, unknown)
		if err != nil {
			return nil, err
		}
		if len(like) > 0 {
			out = append(out, Suggestion{unknown.Value, like})
		}
	}
	return out, nil
}

// candidate is a term that may have been meant.
type candidate struct {
	term string
	far  int // letters that differ
	docs int
}

// best are the likeliest candidates: the nearest, of those the most frequent.
func best(list []candidate) []candidate {
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(b.docs, a.docs), strings.Compare(a.term, b.term))
	})
	return list[:min(len(list), mostAlike)]
}

// tolerated is how many letters may differ from a word or name of n letters: one
// of a syllable, since with two every short one is like every other.
func tolerated(n int) int {
	switch {
	case n < 3:
		return 0
	case n < 6:
		return 1
	}
	return 2
}

// alike suggests words for a syllable that stands in no plan; missing is false
// where it stands in one.
func (x *Index) alike(ctx context.Context, j *job, w vi.Word) (s Suggestion, missing bool, err error) {
	if _, same := j.terms.spelt.Of(vi.Term{Field: vi.Folded, Text: w.Folded}); slices.Contains(same, w.Key) || j.plan.Typed() == vi.Folded && len(same) > 0 {
		return s, false, nil
	}
	var list []candidate
	for v, err := range x.engine.Values(ctx, fieldWords, "") {
		if err != nil {
			return s, false, err
		}
		if strings.HasPrefix(v.Text, "=") {
			continue // a concept
		}
		if far := levenshtein.ComputeDistance(vn.FoldKey(v.Text), w.Folded); far <= tolerated(len(w.Folded)) {
			list = append(list, candidate{v.Text, far, v.Docs})
		}
	}
	s = Suggestion{Word: w.Typed, Like: []string{}}
	for _, c := range best(list) {
		printed, err := x.printed(ctx, c.term)
		if err != nil {
			return s, false, err
		}
		if printed != "" && !slices.Contains(s.Like, printed) {
			s.Like = append(s.Like, printed)
		}
	}
	return s, true, nil
}

// printed is how a plan prints a key.
func (x *Index) printed(ctx context.Context, key string) (string, error) {
	r, err := x.engine.Search(ctx, engine.Request{
		Match: engine.Term{Field: fieldWords, Text: key, Weight: 1}, Order: engine.Order{By: engine.ByRef}, Limit: 1, Stored: true,
	})
	if err != nil || len(r.Hits) == 0 {
		return "", err
	}
	e, err := x.entry(ctx, r.Hits[0])
	if err != nil {
		return "", err
	}
	return x.analyzer.Printed(key, e.texts()...), nil
}

// known are the values that the condition f may have meant.
func (x *Index) known(ctx context.Context, f vi.Filter) ([]string, error) {
	fields := map[string]string{
		vi.FieldAgency: fieldAgency, vi.FieldLead: fieldLead, vi.FieldCoordinating: fieldCoord, vi.FieldImplementing: fieldImpl,
		vi.FieldLocality: fieldLocality, vi.FieldTheme: fieldTheme, vi.FieldType: fieldDocType, vi.FieldPart: fieldPart,
	}
	field, ok := fields[f.Field]
	if !ok {
		return nil, nil
	}
	plain := foldWords
	if f.Field == vi.FieldLocality {
		plain = bareLocality
	}
	want := plain(f.Value)
	var list []candidate
	for v, err := range x.engine.Values(ctx, field, "") {
		if err != nil {
			return nil, err
		}
		name := v.Text
		if i := slices.IndexFunc(facetNames, func(t facet) bool { return t.field == field }); i >= 0 {
			name = label(facetNames[i].name, v.Text, x.analyzer)
		}
		if far := levenshtein.ComputeDistance(plain(name), want); far <= tolerated(len(want)) {
			list = append(list, candidate{name, far, v.Docs})
		}
	}
	var names []string
	for _, c := range best(list) {
		names = append(names, c.term)
	}
	return names, nil
}
