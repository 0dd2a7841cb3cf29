package compare

import (
	"slices"
	"strconv"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/extract"
)

// wordChanges are the words that only one side of a row has: a difference, or nil.
// Words that say who, by when and how much are left out, since these are compared
// by what they mean; so are years that went on with the plans.
func wordChanges(was, is []Member, years int) []Difference {
	earlier, later := strings.TrimSpace(textsOf(was)), strings.TrimSpace(textsOf(is))
	gone, added := Reworded(earlier, later)
	x, y := changedWords(earlier, gone), changedWords(later, added)
	known, knownToo := valueWords(was), valueWords(is)
	goneYears, addedYears := yearsIn(x, known), yearsIn(y, knownToo)
	goOn := len(goneYears) == len(addedYears)
	for i := range min(len(goneYears), len(addedYears)) {
		n := addedYears[i] - goneYears[i]
		goOn = goOn && n >= 0 && n <= years
	}
	plain := func(word string, known map[string]bool) bool {
		return known[word] || goOn && isYear(word)
	}
	a, b := quotes(earlier, gone, known, plain), quotes(later, added, knownToo, plain)
	if a == "" && b == "" {
		return nil
	}
	return []Difference{{Kind: Words, Was: a, Is: b}}
}

// quotes are the runs of words that are not plain, joined by " … ".
func quotes(text string, runs []corpus.Span, known map[string]bool, plain func(string, map[string]bool) bool) string {
	var out []string
	for _, s := range runs {
		if words := changedWords(text, []corpus.Span{s}); slices.ContainsFunc(words, func(w string) bool { return !plain(w, known) }) {
			out = append(out, s.In(text))
		}
	}
	return strings.Join(out, " … ")
}

// changedWords are the words of the runs, in small letters.
func changedWords(text string, runs []corpus.Span) []string {
	var out []string
	for _, s := range runs {
		part := s.In(text)
		out = append(out, written(part, vn.Tokens(part))...)
	}
	return out
}

// valueWords are the words in which the tasks name agencies, days and targets.
func valueWords(members []Member) map[string]bool {
	known := map[string]bool{}
	add := func(raw string) {
		for _, w := range written(raw, vn.Tokens(raw)) {
			known[w] = true
		}
	}
	for _, m := range members {
		for _, list := range [][]extract.Assignment{m.Lead, m.Coordinating, m.Implementing} {
			for _, a := range list {
				add(a.Raw)
			}
		}
		for _, d := range m.Deadlines {
			add(d.Raw)
		}
		for _, t := range m.Targets {
			add(t.Raw)
		}
	}
	return known
}

// yearsIn are the years among words, those that are known aside.
func yearsIn(words []string, known map[string]bool) []int {
	var out []int
	for _, w := range words {
		if isYear(w) && !known[w] {
			n, _ := strconv.Atoi(w)
			out = append(out, n)
		}
	}
	return out
}

// isYear reports whether a word is a year of this century.
func isYear(word string) bool {
	return len(word) == 4 && strings.HasPrefix(word, "20") && !strings.ContainsFunc(word, func(r rune) bool { return r < '0' || r > '9' })
}
