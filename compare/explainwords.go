package compare

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"doichieu/corpus/vn"
)

// spelling turns the number of a syllable back into its letters. Profiles keep
// numbers only; what they stand for is read from the texts again.
type spelling map[uint32]string

// spelling reads the syllables of some tasks. Where two write one syllable in
// two ways, the first way is shown.
func (b *builder) spelling(tasks ...int) spelling {
	s := spelling{}
	for _, i := range tasks {
		p := b.profiles[i]
		text := b.plans[p.plan].Tasks[p.task].Text
		for _, t := range vn.Tokens(text) {
			if id := wordID(t.Key); s[id] == "" {
				s[id] = strings.ToLower(text[t.Start:t.End])
			}
		}
	}
	instead := genre().spelling // of abbreviations that are read as words
	for _, key := range slices.Sorted(maps.Keys(instead)) {
		if id := wordID(key); s[id] == "" {
			s[id] = instead[key]
		}
	}
	return s
}

// bigram are the two syllables of a term.
func (s spelling) bigram(id uint64) string {
	return s[uint32(id>>32)] + " " + s[uint32(id)]
}

// shared are the words that both tasks have.
func (s spelling) shared(a, b *profile) []SharedWord {
	list := []SharedWord{}
	common(a.whole.terms, b.whole.terms, func(x, y term) {
		list = append(list, SharedWord{Words: s.bigram(x.id), A: rounded(x.weight), B: rounded(y.weight)})
	})
	slices.SortFunc(list, func(a, b SharedWord) int {
		return cmp.Or(cmp.Compare(b.A+b.B, a.A+a.B), strings.Compare(a.Words, b.Words))
	})
	return list
}

// only are the words of a that b lacks.
func (s spelling) only(a, b *profile) []OwnWord {
	both := map[uint64]bool{}
	common(a.whole.terms, b.whole.terms, func(x, _ term) { both[x.id] = true })
	list := []OwnWord{}
	for _, t := range a.whole.terms {
		if !both[t.id] {
			list = append(list, OwnWord{Words: s.bigram(t.id), Weight: rounded(t.weight)})
		}
	}
	slices.SortFunc(list, func(a, b OwnWord) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), strings.Compare(a.Words, b.Words))
	})
	return list
}
