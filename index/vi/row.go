package vi

import (
	"hash/fnv"
	"io"
)

// rowsOf are the terms of three words in a row, for those rows that the numbers of
// words and pairs do not tell: where "a b" and "b c" together stand more often than
// "b", some "b" is in both, and "a b c" stands; where they do not, "a b … b c" has the
// same pairs. Some ten rows of a task are left, so that a phrase of three words is
// found without a look at any text.
func rowsOf(texts [][]string) []string {
	words := map[string]int{}
	for _, keys := range texts {
		for _, k := range keys {
			words[k]++
		}
	}
	pairs := map[[2]string]int{} // of words that stand several times
	for _, keys := range texts {
		for i := 1; i < len(keys); i++ {
			if words[keys[i-1]] > 1 || words[keys[i]] > 1 {
				pairs[[2]string{keys[i-1], keys[i]}]++
			}
		}
	}
	var out []string
	seen := map[[3]string]bool{}
	for _, keys := range texts {
		for i := 2; i < len(keys); i++ {
			row := [3]string(keys[i-2 : i+1])
			if words[row[1]] == 1 || pairs[[2]string{row[0], row[1]}]+pairs[[2]string{row[1], row[2]}] > words[row[1]] || seen[row] {
				continue
			}
			seen[row] = true
			out = append(out, rowTerm(row[0], row[1], row[2]))
		}
	}
	return out
}

// rowTerm is a short name of three words in a row, four bytes that are no text: of
// a hundred million rows that a query might take for its own, one is wrong.
func rowTerm(a, b, c string) string {
	h := fnv.New32a()
	for _, k := range []string{a, b, c} {
		_, _ = io.WriteString(h, k+" ") // a hash takes everything
	}
	return string(h.Sum(nil))
}
