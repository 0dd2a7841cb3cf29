package vi

import (
	"slices"
	"testing"
)

func TestSpellings(t *testing.T) {
	a := New(known)
	words := slices.Concat(a.Terms("Ma túy, ma tuý, tùy theo Sở Y tế").Words, a.Terms("đất đai").Words)
	slices.Sort(words)
	s := NewSpellings(slices.Values(slices.Compact(words)))
	one := func(text string) string { return a.Terms(text).Words[0] }
	for _, tt := range []struct {
		term  Term
		field Field
		want  []string
	}{
		{Term{Field: Folded, Text: "tuy"}, Words, []string{one("túy"), one("tùy")}},
		{Term{Field: Folded, Text: "dat"}, Words, []string{one("đất")}},
		{Term{Field: Folded, Text: "xyz"}, Words, nil},
		{Term{Field: FoldedPairs, Text: "ma_tuy"}, Pairs, []string{"ma_" + one("túy"), "ma_" + one("tùy")}},
		{Term{Field: FoldedPairs, Text: "ma_xyz"}, Pairs, nil},
		{Term{Field: Words, Text: "tuy"}, Words, []string{"tuy"}},
		{Term{Field: Refs, Text: "kl:132"}, Refs, []string{"kl:132"}},
	} {
		field, got := s.Of(tt.term)
		slices.Sort(tt.want)
		slices.Sort(got)
		if field != tt.field || !slices.Equal(got, tt.want) {
			t.Errorf("%+v: %v %q, want %v %q", tt.term, field, got, tt.field, tt.want)
		}
	}
	for folded := range s {
		if folded == "" || folded[0] == '=' {
			t.Errorf("a concept is taken for a syllable: %q", folded)
		}
	}
}
