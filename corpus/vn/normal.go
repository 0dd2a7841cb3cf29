package vn

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normal is a normalised copy of a text whose every byte leads back to the
// bytes of the original that it came from.
type Normal struct {
	Text string
	// start[i] and end[i] are the span in the original of what byte i of
	// Text was made from.
	start, end []int32
}

// Span is the place in the original of Text[i:j]; i < j.
func (n *Normal) Span(i, j int) (start, end int) { return int(n.start[i]), int(n.end[j-1]) }

// Slice is the part of Text that was made from bytes i to j of the original.
func (n *Normal) Slice(i, j int) string {
	return n.Text[n.index(i):n.index(j)]
}

// index is where in Text the first byte stands that was made from byte i of the
// original or from a later one.
func (n *Normal) index(i int) int {
	return sort.Search(len(n.start), func(k int) bool { return int(n.start[k]) >= i })
}

// Normalise makes the copy that rules are matched against: NFC, lower case,
// look-alikes of other scripts inside words replaced, both tone placements of
// oa, oe and uy written the common way (hoà -> hòa, thuý -> thúy, uỷ -> ủy),
// every run of white space one blank, every dash "-", every double quotation
// mark '"', invisible characters and Markdown emphasis (*, _) dropped.
//
// Go's \b and \w know ASCII only: write the edges of words as
// (?:^|[^\p{L}\p{M}]) or check them with [Normal.Bounded].
func Normalise(text string) *Normal {
	n := &Normal{start: make([]int32, 0, len(text)), end: make([]int32, 0, len(text))}
	buf := make([]byte, 0, len(text))
	put := func(r rune, start, end int) {
		before := len(buf)
		buf = utf8.AppendRune(buf, r)
		for range len(buf) - before {
			n.start = append(n.start, int32(start))
			n.end = append(n.end, int32(end))
		}
	}
	type char struct {
		r          rune
		start, end int
	}
	var word []char
	flush := func() {
		for i := 0; i+1 < len(word); i++ {
			// An open rhyme: the tone stands on its last letter in the
			// new style and on the one before it in the old style.
			if i+2 != len(word) {
				continue
			}
			a := word[i].r
			b, _ := parts(word[i+1].r)
			open := a == 'o' && (b.vowel == 'a' || b.vowel == 'e') || a == 'u' && b.vowel == 'y'
			afterQ := a == 'u' && i > 0 && word[i-1].r == 'q'
			if open && b.tone != 0 && !afterQ {
				r, _ := utf8.DecodeRuneInString(norm.NFC.String(string(a) + string(b.tone)))
				word[i].r, word[i+1].r = r, b.vowel
			}
		}
		for _, c := range word {
			put(c.r, c.start, c.end)
		}
		word = word[:0]
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		j := i + size
		// Take the combining marks that belong to the letter with it.
		for j < len(text) {
			m, k := utf8.DecodeRuneInString(text[j:])
			if !unicode.Is(unicode.Mn, m) {
				break
			}
			j += k
		}
		if j > i+size {
			if c := norm.NFC.String(text[i:j]); utf8.RuneCountInString(c) == 1 {
				r, _ = utf8.DecodeRuneInString(c)
			}
		}
		switch {
		case unicode.IsLetter(r):
			word = append(word, char{lower(r), i, j})
		case unicode.IsSpace(r):
			flush()
			if len(buf) > 0 && buf[len(buf)-1] != ' ' {
				put(' ', i, j)
			}
		case r == '*' || r == '_' || r == '\u00ad' || unicode.Is(unicode.Cf, r):
			flush() // nothing is put: emphasis and invisible characters
		case r == '-' || r >= '\u2010' && r <= '\u2015' || r == '\u2212':
			flush()
			put('-', i, j)
		case r == '“' || r == '”' || r == '„' || r == '"' || r == '«' || r == '»':
			flush()
			put('"', i, j)
		default:
			flush()
			put(r, i, j)
		}
		i = j
	}
	flush()
	n.Text = string(buf)
	return n
}

// Bounded reports whether Text[i:j] is not the middle of a word: no letter
// touches it where it begins or ends with a letter itself, nor digit a digit.
func (n *Normal) Bounded(i, j int) bool { return Bounded(n.Text, i, j) }

// Bounded reports whether s[i:j] is not the middle of a word or of a number.
func Bounded(s string, i, j int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	first, _ := utf8.DecodeRuneInString(s[i:j])
	last, _ := utf8.DecodeLastRuneInString(s[i:j])
	after, _ := utf8.DecodeRuneInString(s[j:])
	return !(i > 0 && sameRun(before, first)) && !(j < len(s) && sameRun(last, after))
}

func sameRun(a, b rune) bool {
	c := classOf(a)
	return c != 0 && c == classOf(b)
}
