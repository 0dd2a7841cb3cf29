package ingest

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"doichieu/ingest/internal/grammar"
)

// markFootnotes finds the footnotes at the foot of pages: a line that begins
// with a number without a full stop, whose number stands behind a word of the
// text before it ("ma túy1;"), and all that follows on that page.
func markFootnotes(all []line) {
	next := 1
	for i := 0; i < len(all); i++ {
		mark, skip := footnoteStart(all[i], next)
		if skip == 0 || !marked(all[:i], mark) {
			continue
		}
		end := footnoteEnd(all, i)
		for ; i < end; i++ {
			if m, n := footnoteStart(all[i], next); n > 0 && marked(all[:i], m) {
				all[i].mark = strings.Trim(m, "[]^:")
				all[i].text = strings.TrimSpace(all[i].text[n:])
				next++
			}
			all[i].kind = noteLine
		}
		i--
	}
}

// footnoteStart reads the mark of footnote number n at the start of a line,
// and the bytes up to its text: "1 Quyết định", "[1] Quyết định",
// "[^1]: Quyết định", "¹ Quyết định".
func footnoteStart(l line, n int) (mark string, skip int) {
	if l.kind != bodyLine || l.level > 0 {
		return "", 0
	}
	number := strconv.Itoa(n)
	for _, form := range []string{number, "[" + number + "]", "[^" + number + "]:", superscript(number)} {
		rest, ok := strings.CutPrefix(l.text, form)
		if !ok {
			continue
		}
		text := strings.TrimLeft(rest, " \t\u00a0")
		first, _ := utf8.DecodeRuneInString(text)
		if form == number && (len(text) == len(rest) || !unicode.IsUpper(first)) {
			continue
		}
		if text != "" {
			return form, len(l.text) - len(text)
		}
	}
	return "", 0
}

// superscript is a number in superscript digits.
func superscript(number string) string {
	const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹"
	var b strings.Builder
	for _, d := range number {
		b.WriteRune([]rune(raised)[d-'0'])
	}
	return b.String()
}

// footnoteReach is how many lines before a footnote its mark may stand: a page
// and the footnotes on it.
const footnoteReach = 90

// marked reports whether mark stands behind a word in the last lines before
// the footnote.
func marked(before []line, mark string) bool {
	mark = strings.TrimSuffix(mark, ":")
	for i := len(before) - 1; i >= 0 && len(before)-i <= footnoteReach; i-- {
		if before[i].kind == bodyLine && holdsMark(before[i].text, mark) {
			return true
		}
	}
	return false
}

// holdsMark looks for mark glued to the end of a word ("ma túy1,"). Behind a
// sign of all capitals or of digits it would be part of the sign ("QH15").
func holdsMark(text, mark string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], mark)
		if i < 0 {
			return false
		}
		i += from
		from = i + len(mark)
		prev, _ := utf8.DecodeLastRuneInString(text[:i])
		next, _ := utf8.DecodeRuneInString(text[from:])
		if unicode.IsLetter(next) || unicode.IsDigit(next) || next == '/' || next == '-' {
			continue
		}
		if mark[0] == '[' || mark[0] > utf8.RuneSelf || unicode.IsLower(prev) || i > 0 && strings.ContainsRune(")”\"’…", prev) {
			return true
		}
	}
}

// footnoteEnd is the line behind the footnotes that begin at line i: where the
// page ends, or, where pages cannot be told, the paragraph.
func footnoteEnd(all []line, i int) int {
	end := i + 1
	for end < len(all) && all[end].page == all[i].page && all[end].kind == bodyLine {
		end++
	}
	if end < len(all) && end-i <= footnoteReach/2 {
		return end
	}
	end = i + 1
	for end < len(all) && all[end].kind == bodyLine && !grammar.Ended(all[end-1].text) && all[end].gap <= all[i+1].gap {
		end++
	}
	return end
}
