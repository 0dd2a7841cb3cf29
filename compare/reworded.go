package compare

import (
	"slices"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/vn"
)

// mostPairsOfWords bounds the table of the longest common sequence. Beyond it (two
// texts of 2,000 words each without a common beginning or end) all is changed.
const mostPairsOfWords = 4_000_000

// Reworded tells which words of two wordings of one duty differ: the places, in
// bytes, of those that only the earlier has and of those that only the later
// has, each run of neighbours as one span. What stands in both in the same order
// is kept (the longest common sequence). Letter case and punctuation make no
// other word, tone marks do.
//
// Of "Tập huấn cho giáo viên" and "Tập huấn cho cán bộ, giáo viên" nothing is
// gone and "cán bộ" is added.
func Reworded(earlier, later string) (gone, added []corpus.Span) {
	a, b := vn.Tokens(earlier), vn.Tokens(later)
	x, y := written(earlier, a), written(later, b)
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		a, b, x, y = a[1:], b[1:], x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	keptA, keptB := keptWords(x, y)
	return runs(a[:len(x)], keptA), runs(b[:len(y)], keptB)
}

// written are the words as they are written, in small letters.
func written(text string, tokens []vn.Token) []string {
	out := make([]string, 0, len(tokens))
	for _, t := range tokens {
		out = append(out, strings.ToLower(text[t.Start:t.End]))
	}
	return out
}

// keptWords marks the words of the longest common sequence.
func keptWords(x, y []string) (keptX, keptY []bool) {
	keptX, keptY = make([]bool, len(x)), make([]bool, len(y))
	if len(x) == 0 || len(y) == 0 || len(x) > mostPairsOfWords/len(y) {
		return keptX, keptY
	}
	width := len(y) + 1
	length := make([]int32, (len(x)+1)*width) // of what is common from i and j on
	for i, word := range slices.Backward(x) {
		for j, other := range slices.Backward(y) {
			at := i*width + j
			length[at] = max(length[at+1], length[at+width])
			if word == other {
				length[at] = length[at+width+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch at := i*width + j; {
		case x[i] == y[j]:
			keptX[i], keptY[j] = true, true
			i++
			j++
		case length[at+width] >= length[at+1]:
			i++
		default:
			j++
		}
	}
	return keptX, keptY
}

// runs are the places of the words that are not kept, neighbours joined.
func runs(tokens []vn.Token, kept []bool) []corpus.Span {
	var out []corpus.Span
	for i, t := range tokens {
		switch {
		case kept[i]:
		case i > 0 && !kept[i-1]:
			out[len(out)-1].End = t.End
		default:
			out = append(out, corpus.Span{Start: t.Start, End: t.End})
		}
	}
	return out
}
