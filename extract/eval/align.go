package eval

import (
	"strings"
	"unicode"

	"doichieu/corpus/vn"
)

// floor is the overlap of words from which on a task counts as found. Two
// labellers who cut a task alike agree on nearly all its words; a neighbour in
// the same plan shares less than half.
const floor = 0.80

// normal is the text in lower case with single blanks, without marks of
// emphasis and headings.
func normal(text string) string {
	text = strings.Map(func(r rune) rune {
		if r == '*' || r == '#' || r == '_' {
			return -1
		}
		return r
	}, vn.NFC(text))
	return strings.ToLower(strings.Join(strings.Fields(text), " "))
}

// tokens are the words and numbers of a text.
func tokens(text string) []string {
	return strings.FieldsFunc(normal(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// bag counts the words of a text.
func bag(words []string) map[string]int {
	b := map[string]int{}
	for _, w := range words {
		b[w]++
	}
	return b
}

// similarity is the F1 of two bags of words that have n words together.
func similarity(a, b map[string]int, n int) float64 {
	if len(b) < len(a) {
		a, b = b, a
	}
	shared := 0
	for w, k := range a {
		shared += min(k, b[w])
	}
	if shared == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(n)
}

// align pairs the texts of a and b one to one and in order, so that the sum of
// the similarities is greatest. For each of a it gives the index in b, -1 for
// none.
func align(a, b [][]string) []int {
	sim := similarities(a, b)
	best := make([][]float64, len(a)+1)
	for i := range best {
		best[i] = make([]float64, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if s := sim[i][j]; s > 0 {
				best[i][j] = max(best[i][j], s+best[i+1][j+1])
			}
		}
	}
	pairs := make([]int, len(a))
	for i := range pairs {
		pairs[i] = -1
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		rest := best[i][j] - sim[i][j] - best[i+1][j+1]
		switch {
		case sim[i][j] > 0 && rest < 1e-9 && rest > -1e-9:
			pairs[i] = j
			i++
			j++
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// similarities gives every pair its similarity, 0 below the floor.
func similarities(a, b [][]string) [][]float64 {
	bags := make([]map[string]int, len(b))
	for j, words := range b {
		bags[j] = bag(words)
	}
	sim := make([][]float64, len(a))
	for i, words := range a {
		sim[i] = make([]float64, len(b))
		own := bag(words)
		for j := range b {
			if s := similarity(own, bags[j], len(words)+len(b[j])); s >= floor {
				sim[i][j] = s
			}
		}
	}
	return sim
}
