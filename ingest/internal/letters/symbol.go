package letters

import "strings"

// Signs that the symbol fonts of office programs show for the codes F020 to
// F0FF of the private area, as far as papers of the genre use them: bullets,
// arrows, boxes to tick, signs of arithmetic.
var (
	symbolSigns = map[rune]rune{
		0x2d: '-', 0xa3: '≤', 0xa5: '∞', 0xae: '→', 0xb0: '°', 0xb1: '±', 0xb3: '≥', 0xb4: '×', 0xb7: '•', 0xb8: '÷', 0xb9: '≠', 0xbb: '≈',
		0xbe: '-', 0xde: '⇒', 0x61: 'α', 0x62: 'β', 0x44: 'Δ', 0x53: 'Σ', 0x57: 'Ω', 0x6d: 'μ', 0x70: 'π', 0xd7: '·', 0xa8: '♦',
	}
	wingdingsSigns = map[rune]rune{
		0x6c: '●', 0x6d: '○', 0x6e: '■', 0x6f: '□', 0x71: '❑', 0x72: '❒', 0x75: '◆', 0x76: '❖', 0x77: '◆', 0x9f: '•', 0xa1: '○', 0xa7: '▪', 0xa8: '□',
		0xd8: '➢', 0xe0: '→', 0xe8: '➔', 0xf0: '⇨', 0xfb: '✗', 0xfc: '✓', 0xfd: '☒', 0xfe: '☑', 0x2a: '✉', 0x28: '☎', 0x46: '☞',
	}
)

// IsSymbolFont reports a font whose characters are signs and no letters.
func IsSymbolFont(font string) bool {
	return strings.EqualFold(font, "Symbol") || hasFold(font, "Wingdings") || hasFold(font, "Webdings") || hasFold(font, "ZapfDingbats")
}

// Symbol is the sign that a font shows for a private character of the range of
// symbol fonts; ok is false where it is not known. A file that names no such
// font means Symbol or Wingdings: their bullets do not collide.
func Symbol(r rune, font string) (sign rune, ok bool) {
	if r >= 0xf020 && r <= 0xf0ff {
		r -= 0xf000
	}
	if hasFold(font, "Wingdings") {
		sign, ok = wingdingsSigns[r]
		return sign, ok
	}
	if sign, ok = symbolSigns[r]; !ok && !strings.EqualFold(font, "Symbol") {
		sign, ok = wingdingsSigns[r]
	}
	return sign, ok
}

// hasFold reports that s begins with prefix, in whatever case.
func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
