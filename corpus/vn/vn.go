// Package vn knows the letters of Vietnamese: syllables and their canonical
// keys, folding without diacritics, the two tone placements, look-alikes from
// OCR, and normalised copies that lead back to the original bytes.
//
// Three forms of a text are in use:
//
//   - the text itself, NFC, never changed;
//   - [Normalise]: a lower-case copy in which spelling variants agree, for
//     rules; every byte of it leads back to the original;
//   - [Tokens]: the syllables with a canonical key each, for vocabularies,
//     search and comparison.
//
// The package is a leaf and touches no files.
package vn

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// NFC composes the letters of s.
func NFC(s string) string { return norm.NFC.String(s) }

// Tone marks, as combining characters.
const (
	grave = '\u0300'
	acute = '\u0301'
	hook  = '\u0309'
	tilde = '\u0303'
	dot   = '\u0323'
)

// letter is what a composed letter is made of: the base with its vowel mark
// (ê, ơ, đ), the bare Latin letter (e, o, d), and the tone (0 for none).
type letter struct{ vowel, bare, tone rune }

// letters has at each lower-case Vietnamese letter beyond ASCII its parts, and
// nothing elsewhere; ỹ is the last. It is computed from Unicode's
// decompositions, so that no letter can be missed. A table is read several times
// as fast as a map, and every letter of every text passes through it.
var letters = func() *['ỹ' + 1]letter {
	table := ['ỹ' + 1]letter{'đ': {'đ', 'd', 0}}
	for _, base := range "aăâeêioôơuưy" {
		bare := rune(norm.NFD.String(string(base))[0])
		if base > unicode.MaxASCII {
			table[base] = letter{base, bare, 0}
		}
		for _, tone := range []rune{grave, acute, hook, tilde, dot} {
			composed := norm.NFC.String(string(base) + string(tone))
			r, _ := utf8.DecodeRuneInString(composed)
			table[r] = letter{base, bare, tone}
		}
	}
	return &table
}()

// parts are those of a lower-case Vietnamese letter beyond ASCII; ok is false
// for any other.
func parts(r rune) (l letter, ok bool) {
	if r < 0 || int(r) >= len(letters) {
		return letter{}, false
	}
	l = letters[r]
	return l, l.vowel != 0
}

// lookalikes maps letters of other scripts that OCR puts inside Vietnamese
// words, and Latin letters that fonts and keyboards confuse, to what is meant.
var lookalikes = map[rune]rune{
	'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'і': 'i', 'ѕ': 's', 'ј': 'j', 'ԁ': 'd',
	'һ': 'h', 'п': 'n', 'т': 't', 'м': 'm', 'к': 'k', 'в': 'b', 'н': 'h', 'г': 'r', 'и': 'u', 'ч': 'c',
	'α': 'a', 'ο': 'o', 'ρ': 'p', 'υ': 'u', 'ν': 'v', 'ι': 'i', 'κ': 'k', 'τ': 't',
	'ð': 'đ', 'ɖ': 'đ',
}

// lower is the lower-case form of r with look-alikes of other scripts replaced.
func lower(r rune) rune {
	r = unicode.ToLower(r)
	if r < unicode.MaxASCII {
		return r
	}
	if _, ok := parts(r); ok {
		return r // saves looking most letters up
	}
	if l, ok := lookalikes[r]; ok {
		return l
	}
	return r
}

// Fold is s in lower case without any diacritics, đ as d, composed or not: the
// form in which people type who type without accents.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		r = lower(r)
		switch {
		case r < unicode.MaxASCII:
			b.WriteByte(byte(r))
		case unicode.Is(unicode.Mn, r):
		default:
			if l, ok := parts(r); ok {
				b.WriteRune(l.bare)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// Token is a syllable or a number in a text.
type Token struct {
	Start, End int    // byte span in the text given to Tokens
	Key        string // canonical key: see Key
}

// Tokens splits text into syllables (runs of letters and marks) and numbers
// (runs of digits). Everything else separates. Composed and decomposed input
// give the same keys.
func Tokens(text string) []Token {
	tokens := make([]Token, 0, len(text)/6+1)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		class := classOf(r)
		if class == 0 {
			i += n
			continue
		}
		j := i + n
		for j < len(text) {
			r, n := utf8.DecodeRuneInString(text[j:])
			if c := classOf(r); c != class && !(class == 1 && unicode.Is(unicode.Mn, r)) {
				break
			}
			j += n
		}
		tokens = append(tokens, Token{i, j, Key(text[i:j])})
		i = j
	}
	return tokens
}

// classOf is 1 for letters, 2 for digits, 0 for the rest.
func classOf(r rune) int {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
		return 1
	case r >= '0' && r <= '9':
		return 2
	case r < unicode.MaxASCII:
		return 0
	case unicode.IsLetter(r), unicode.Is(unicode.Mn, r):
		return 1
	case unicode.IsDigit(r):
		return 2
	}
	return 0
}

// Key is the canonical key of a syllable: lower case, look-alikes replaced, a
// lone y behind a consonant written i (kỹ = kĩ), and the tone mark moved to the
// end, so that both tone placements agree (hòa = hoà). Leading zeros of a
// number are dropped. It is no text to show.
//
//	Key("Hoà") == Key("hòa") == "hoa\u0300"
func Key(syllable string) string {
	if s := ascii(syllable); s != "" {
		return lonelyY(s)
	}
	var space [32]byte // most syllables have six letters at most
	b := space[:0]
	var tone rune
	for _, r := range norm.NFC.String(syllable) {
		r = lower(r)
		if l, ok := parts(r); ok {
			if l.tone != 0 {
				tone = l.tone
			}
			r = l.vowel
		}
		b = utf8.AppendRune(b, r)
	}
	if len(b) > 0 && b[len(b)-1] == 'y' {
		b = append(b[:0], lonelyY(string(b))...)
	}
	if tone != 0 {
		b = utf8.AppendRune(b, tone)
	}
	return string(b)
}

// ascii is the lower-case form of s if it has only ASCII letters or digits, and
// "" otherwise; leading zeros of a number are dropped.
func ascii(s string) string {
	upper := false
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return ""
		}
		upper = upper || s[i] >= 'A' && s[i] <= 'Z'
	}
	if upper {
		s = strings.ToLower(s)
	}
	if s != "" && s[0] == '0' {
		if t := strings.TrimLeft(s, "0"); t != "" {
			return t
		}
		return "0"
	}
	return s
}

// lonelyY writes the vowel y behind a single consonant cluster as i: ky -> ki,
// ly -> li, quy -> qui; "uy", "ay", "y" stay.
func lonelyY(s string) string {
	if !strings.HasSuffix(s, "y") || len(s) < 2 {
		return s
	}
	before := s[:len(s)-1]
	if before == "qu" {
		return "qui"
	}
	for _, r := range before {
		if strings.ContainsRune("aăâeêioôơuưy", r) {
			return s
		}
	}
	return before + "i"
}

// FoldKey is the key without tone and vowel marks, đ as d.
func FoldKey(key string) string {
	for i := 0; i < len(key); i++ {
		if key[i] >= utf8.RuneSelf {
			return Fold(key)
		}
	}
	return key
}

// Keys are the keys of the tokens of text.
func Keys(text string) []string {
	tokens := Tokens(text)
	keys := make([]string, len(tokens))
	for i, t := range tokens {
		keys[i] = t.Key
	}
	return keys
}
