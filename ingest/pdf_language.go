package ingest

import (
	"strings"
	"unicode"
)

// The syllable test knows Vietnamese only. So that it does not refuse a page in
// another language, a page is let through where its words prove to be whole:
// by the words that every English text is full of, by letters that are nearly all
// of one other script, or by the form of its words. Text with lost or false
// letters has none of this: it mixes scripts, capitals and signs inside of
// words, and has words without vowels.

// englishWords stand in every English text. None of them has the form of a
// Vietnamese syllable, so that text without its marks does not count as English.
var englishWords = wordSet(`about after against all and any are as because been before between both
	could does each every first for from had has have his if into is its itself last like made more must of
	often only or other others our over page same shall should some these they their there those this
	through under used using value very was we were where which while who will with within without would you your`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// Of clean English text 15 to 30 of 100 words are in the list; tables and lists
// have fewer, of several kinds all the same.
const (
	leastEnglish      = 0.06
	leastEnglishKinds = 4
)

// Of the words of a clean page in a European language at least so many have the
// form of words, and at most so many that of syllables; OCR of Vietnamese text
// by another language gives more of those.
const (
	leastFormed    = 0.93
	leastWords     = 20 // fewer tell nothing by their form
	leastTold      = 4  // those of letters that were told by their codes
	mostSyllables  = 0.4
	leastLatin     = 0.9  // letters of ASCII among those of the page
	leastOwnScript = 0.6  // letters of one script that is not Latin
	mostMixed      = 0.02 // words of two scripts
)

// language is what is counted to tell other languages.
type language struct {
	kinds         map[string]bool // English words met
	english       int
	words         int // those that the syllable test counts
	formed, mixed int // of these
	syllables     int // of these that could be Vietnamese
	letters       int
	ascii         int
	scripts       [len(otherScripts)]int
}

// otherScripts are those that clean text on a page can be written in; Chinese,
// Japanese and Korean are written in several.
var otherScripts = [...][]*unicode.RangeTable{
	{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo},
	{unicode.Cyrillic},
	{unicode.Greek},
	{unicode.Arabic},
	{unicode.Hebrew},
	{unicode.Thai},
	{unicode.Devanagari},
}

// add counts a run of letters, which may have the form of a Vietnamese syllable.
func (l *language) add(word string, syllable bool) {
	if lower := strings.ToLower(word); englishWords[lower] {
		if l.kinds == nil {
			l.kinds = map[string]bool{}
		}
		l.kinds[lower] = true
		l.english++
	}
	l.words++
	if formed(word) {
		l.formed++
	}
	if syllable {
		l.syllables++
	}
	first := -2
	for _, r := range word {
		l.letters++
		if r < 0x80 {
			l.ascii++
		}
		s := scriptOf(r)
		if s >= 0 {
			l.scripts[s]++
		}
		if first == -2 {
			first = s
		} else if s != first {
			first = mixedScript
		}
	}
	if first == mixedScript {
		l.mixed++
	}
}

// mixedScript stands for the script of a word that has two.
const mixedScript = -3

// scriptOf is the number of a letter's script, -1 for Latin.
func scriptOf(r rune) int {
	if r < 0x370 {
		return -1
	}
	for i, tables := range otherScripts {
		if unicode.In(r, tables...) {
			return i
		}
	}
	return -1
}

// formed reports that a run of letters has the form of a word: all small, all
// capital, or with a capital at its beginning, and with a vowel if it is long.
func formed(word string) bool {
	upper, n, vowel := 0, 0, false
	rest := false // a capital stands behind the first letter
	for i, r := range word {
		n++
		if unicode.IsUpper(r) {
			upper++
			rest = rest || i > 0
		}
		vowel = vowel || r >= 0x80 || strings.ContainsRune("aeiouyAEIOUY", r)
	}
	return (vowel || n < 3) && (!rest || upper == n)
}

// whole reports that letters which no font tells make words all the same, though
// they be few: false letters give words without vowels, and capitals inside of words.
func (l *language) whole() bool {
	return l.words >= leastTold && float64(l.formed) >= leastFormed*float64(l.words) && l.mixed == 0
}

// clean reports that the page is written in another language and its letters are
// right. shown is false for text that nobody sees, or that a picture covers: OCR
// made it, and only English is known of that.
func (l *language) clean(shown bool) bool {
	words := float64(l.words)
	if float64(l.english) >= leastEnglish*words && len(l.kinds) >= leastEnglishKinds {
		return true
	}
	if !shown || float64(l.mixed) > mostMixed*words {
		return false
	}
	for _, s := range l.scripts {
		if float64(s) > leastOwnScript*float64(l.letters) {
			return true
		}
	}
	return l.words >= leastWords && float64(l.formed) >= leastFormed*words && float64(l.syllables) < mostSyllables*words &&
		float64(l.ascii) >= leastLatin*float64(l.letters)
}
