package letters

import (
	"strings"
	"unicode"

	"doichieu/corpus/vn"
)

// In VNI a letter with a mark is two characters: the letter, then a character
// that stands for its marks. Both are capitals where the letter is. The letters
// i and y with a dot below, ơ, ư and đ are one character each.

// vniMarks are the combining marks that the second character stands for.
var vniMarks = map[rune]string{
	'ù': "\u0301", 'ø': "\u0300", 'û': "\u0309", 'õ': "\u0303", 'ï': "\u0323",
	'â': "\u0302", 'á': "\u0302\u0301", 'à': "\u0302\u0300", 'å': "\u0302\u0309", 'ã': "\u0302\u0303", 'ä': "\u0302\u0323",
	'ê': "\u0306", 'é': "\u0306\u0301", 'è': "\u0306\u0300", 'ú': "\u0306\u0309", 'ü': "\u0306\u0303", 'ë': "\u0306\u0323",
}

// vniLetters are the letters of one character.
var vniLetters = map[rune]rune{
	'ô': 'ơ', 'ö': 'ư', 'ñ': 'đ', 'í': 'í', 'ì': 'ì', 'æ': 'ỉ', 'ó': 'ĩ', 'ò': 'ị', 'î': 'ỵ',
}

// vni decodes text that was read as Latin-1.
func vni(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	base := rune(0) // the letter before, small, that a mark may follow
	for _, r := range s {
		small := unicode.ToLower(r)
		if marks, ok := vniMarks[small]; ok && carries(base, marks) {
			b.WriteString(marks)
			base = 0
			continue
		}
		base = small
		if l, ok := vniLetters[small]; ok {
			base = l
			if r != small {
				l = unicode.ToUpper(l)
			}
			r = l
		}
		b.WriteRune(r)
	}
	return vn.NFC(b.String())
}

// carries reports that VNI writes the marks behind the letter.
func carries(base rune, marks string) bool {
	switch {
	case strings.HasPrefix(marks, "\u0302"):
		return base == 'a' || base == 'e' || base == 'o'
	case strings.HasPrefix(marks, "\u0306"):
		return base == 'a'
	}
	return base != 0 && strings.ContainsRune("aeouyơư", base)
}
