package ingest

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"doichieu/ingest/internal/letters"
)

// Which encoding from before Unicode is a text in? Each is tried, and the one
// that makes Vietnamese syllables of nearly all words is it, if no other comes
// near. A wrong table makes letters too, even Vietnamese ones, but sounds that
// no syllable has: "Ngaøy" is "Ngày" in VNI and "Ngaứy" in TCVN3.

// bestEncoding is the encoding that makes Vietnamese words of text read as
// Latin-1, and the text decoded; letters.Unicode where none does.
func bestEncoding(text string) (letters.Encoding, string) {
	best, second, found, decoded := 0.0, 0.0, letters.Unicode, text
	for _, e := range letters.Legacy() {
		try := letters.Decode(text, e, false)
		words, syllables, marked := judgeWords(try)
		if words == 0 || float64(syllables) < leastSyllables*float64(words) {
			continue
		}
		score := float64(syllables+marked) / float64(words)
		switch {
		case score > best:
			best, second, found, decoded = score, best, e, try
		case score > second:
			second = score
		}
	}
	if best < leastScore || best-second < scoreMargin {
		return letters.Unicode, text
	}
	return found, decoded
}

// Of clean text nearly all words are syllables and four fifths have a
// diacritic, together about 1.8. A wrong table makes syllables of half of the
// words.
const (
	leastScore  = 1.3
	scoreMargin = 0.15
)

// judgeWords counts the words of text, with a stricter idea of syllables than
// the verdict on pages needs: at most one tone, and a sound that exists.
func judgeWords(text string) (words, syllables, marked int) {
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }) {
		if len(w) > longestWord {
			words++
			continue
		}
		c := wordCounts{}
		c.word(w)
		words += c.count
		if c.syllables > 0 && sound(w) {
			syllables++
			marked += c.marked
		}
	}
	return words, syllables, marked
}

// sounds are the vowels of Vietnamese syllables without their tones.
var sounds = func() map[string]bool {
	all := map[string]bool{}
	for s := range strings.FieldsSeq("a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu iu oa oai oao oay oă oe oeo oi oo ôi ôô ơi " +
		"ua uâ uây uê ui uô uôi uơ uy uya uyê uyu ưa ưi ươ ươi ươu ưu yê yêu uai uao uay uă ue ueo uau") {
		all[s] = true
	}
	return all
}()

// sound reports that the vowels of a word are one sound with one tone at most,
// one of the two that a syllable may have before a final c, ch, p or t, and that
// no capital stands behind a small letter.
func sound(w string) bool {
	if smallFirst(w) {
		return false
	}
	tones := 0
	small := strings.ToLower(w)
	stopped := strings.HasSuffix(small, "ch") || strings.ContainsAny(small[len(small)-1:], "cpt")
	var vowels strings.Builder
	for _, r := range norm.NFD.String(small) {
		switch {
		case strings.ContainsRune("\u0300\u0303\u0309", r) && stopped:
			return false
		case strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", r):
			tones++
		case strings.ContainsRune("aeiouy\u0302\u0306\u031b", r):
			vowels.WriteRune(r)
		}
	}
	v := norm.NFC.String(vowels.String())
	if len(w) > 2 && strings.EqualFold(w[:2], "gi") && sounds[v[1:]] {
		return tones <= 1 // the vowel belongs to the consonant
	}
	return tones <= 1 && sounds[v]
}

// smallFirst reports a capital behind a small letter.
func smallFirst(w string) bool {
	prev := rune(0)
	for _, r := range w {
		if unicode.IsLower(prev) && unicode.IsUpper(r) {
			return true
		}
		prev = r
	}
	return false
}
