package render

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible makes words of a document safe to show: an escape sequence must not
// reach a terminal, a bidirectional control must not reorder a table, and a
// control character must not break XML. None of them is dropped, because a
// reader who checks a cell must see that it is there: C0 controls become their
// picture (ESC is ␛), the others their number (<U+202E>). White space other
// than a newline becomes a blank; bytes that are not UTF-8 become U+FFFD.
func visible(s string) string {
	if clean(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteRune(r)
		case r == '\t' || r == '\r' || r == '\v' || r == '\f' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			b.WriteByte(' ')
		case r < 0x20:
			b.WriteRune(0x2400 + r)
		case r == 0x7F:
			b.WriteRune('␡')
		case hidden(r):
			fmt.Fprintf(&b, "<U+%04X>", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// clean reports whether visible would leave s as it is.
func clean(s string) bool {
	for i, r := range s {
		if r == '\n' {
			continue
		}
		if r < 0x20 || r == 0x7F || r == '\u2028' || r == '\u2029' || hidden(r) {
			return false
		}
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return false
			}
		}
	}
	return true
}

// hidden reports whether r shows nothing but changes what is shown: C1
// controls, bidirectional and zero-width format characters, tags, and code
// points that XML 1.0 does not allow.
func hidden(r rune) bool {
	return r >= 0x80 && r < 0xA0 || unicode.Is(unicode.Cf, r) && r != 0xAD || r == 0xFFFE || r == 0xFFFF
}

// oneLine is visible text with each run of white space one blank.
func oneLine(s string) string { return strings.Join(strings.Fields(visible(s)), " ") }

// runsAsFormula reports whether a spreadsheet that opens s from a CSV file
// would take it for a formula: it begins, perhaps after blanks, with = + - @ or
// their full-width forms, and it is no plain number.
func runsAsFormula(s string) bool {
	t := strings.TrimLeftFunc(s, unicode.IsSpace)
	if t == "" {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(t); !strings.ContainsRune("=+-@＝＋－＠", first) {
		return s[0] == '\t' || s[0] == '\r'
	}
	digits := strings.TrimLeft(t, "+-")
	return len(t)-len(digits) != 1 || strings.Trim(digits, "0123456789.,") != "" || digits == ""
}
