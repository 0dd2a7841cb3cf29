package ingest

import (
	"bytes"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isMarkdown reports that text was written as Markdown: a heading with #, a
// table's dashed row, a table in HTML, or pairs of ** in at least two lines.
func isMarkdown(data []byte) bool {
	strong := 0
	for l := range bytes.Lines(data) {
		l = bytes.TrimSpace(l)
		if len(l) < 3 {
			continue
		}
		switch l[0] {
		case '#':
			if hashes := len(l) - len(bytes.TrimLeft(l, "#")); hashes <= 6 && hashes < len(l) && l[hashes] == ' ' {
				return true
			}
		case '<':
			if bytes.HasPrefix(l, []byte("<table")) {
				return true
			}
		case '|':
			if isDelimiterRow(string(l)) {
				return true
			}
		}
		if bytes.Count(l, []byte("**")) >= 2 {
			if strong++; strong >= 2 {
				return true
			}
		}
	}
	return false
}

// isDelimiterRow recognises |---|:-:| below a table's head.
func isDelimiterRow(l string) bool {
	return strings.Contains(l, "-") && strings.Contains(l, "|") && strings.Trim(l, "|-: \t") == ""
}

// markdownLine takes the marks out of a line that is trimmed: the level of a
// heading, and whether all its words are bold, are what they said.
func markdownLine(s string) (text string, level int, bold bool) {
	if n := len(s) - len(strings.TrimLeft(s, "#")); n > 0 && n <= 6 && n < len(s) && s[n] == ' ' {
		level, s = n, strings.TrimSpace(strings.TrimRight(s[n:], "#"))
	}
	text, bold = stripMarks(s)
	return text, level, bold
}

// stripMarks removes emphasis, backslash escapes, links, pictures and tags from
// Markdown text. A star that is no emphasis stays: a bullet ("* Lưu ý"), a
// footnote's mark in brackets ("(*)"), a sign between blanks or digits.
func stripMarks(s string) (text string, bold bool) {
	if !strings.ContainsAny(s, `*_\<&[!`+"`") {
		return s, false
	}
	var b strings.Builder
	b.Grow(len(s))
	strong, plain := false, false // inside **, a word outside of **
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s) && isPunct(s[i+1]):
			b.WriteByte(s[i+1])
			i += 2
			continue
		case c == '*' || c == '_':
			n := runLength(s[i:])
			if isEmphasis(s, i, n) {
				if n >= 2 {
					strong = !strong
				}
			} else {
				b.WriteString(s[i : i+n])
			}
			i += n
			continue
		case c == '`':
			i++
			continue
		case c == '<':
			if n := tagLength(s[i:]); n > 0 {
				if isBreak(s[i : i+n]) {
					b.WriteByte('\n')
				}
				i += n
				continue
			}
		case c == '&':
			if n := strings.IndexByte(s[i:min(len(s), i+10)], ';'); n > 1 {
				if e := html.UnescapeString(s[i : i+n+1]); e != s[i:i+n+1] {
					b.WriteString(e)
					i += n + 1
					continue
				}
			}
		case c == '[' || c == '!' && strings.HasPrefix(s[i:], "!["):
			if label, n := link(s[i:]); n > 0 {
				if c == '[' {
					l, _ := stripMarks(label)
					b.WriteString(l)
				}
				i += n
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		plain = plain || !strong && (unicode.IsLetter(r) || unicode.IsDigit(r))
		b.WriteString(s[i : i+n])
		i += n
	}
	return strings.TrimSpace(b.String()), !plain && b.Len() > 0 && strings.Contains(s, "**")
}

func isPunct(c byte) bool { return c > ' ' && c < 0x7f && !isAlnum(c) }

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func runLength(s string) int {
	n := 1
	for n < len(s) && s[n] == s[0] {
		n++
	}
	return n
}

// isEmphasis reports whether the run of n stars or underscores at s[i:] is
// markup. OCR leaves runs unpaired, so pairs are not asked for.
func isEmphasis(s string, i, n int) bool {
	before, after := byte(' '), byte(' ')
	if i > 0 {
		before = s[i-1]
	}
	if i+n < len(s) {
		after = s[i+n]
	}
	if n > 3 || n == 1 && before == '(' && after == ')' || isDigit(before) && isDigit(after) {
		return false
	}
	if s[i] == '_' { // snake_case is a word
		return before == ' ' || after == ' ' || isPunct(before) || isPunct(after)
	}
	return n >= 2 || before != ' ' || after != ' '
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// tagLength is the length of the HTML tag or comment at the start of s, or 0:
// "<" before a number or a blank is a sign.
func tagLength(s string) int {
	if strings.HasPrefix(s, "<!--") {
		if n := strings.Index(s[:min(len(s), linkLength)], "-->"); n > 0 {
			return n + 3
		}
		return 0
	}
	if len(s) < 3 || s[1] != '/' && !(s[1] >= 'a' && s[1] <= 'z' || s[1] >= 'A' && s[1] <= 'Z') {
		return 0
	}
	return strings.IndexByte(s[:min(len(s), 200)], '>') + 1
}

func isBreak(tag string) bool {
	return len(tag) >= 4 && strings.EqualFold(tag[:3], "<br") && !isAlnum(tag[3])
}

// linkLength bounds the search for the end of a link or comment, so that a
// hostile line costs no more than its length.
const linkLength = 2000

// link reads [label](target) or ![label](target) and gives the label.
func link(s string) (label string, n int) {
	s = s[:min(len(s), linkLength)]
	from := strings.IndexByte(s, '[') + 1
	mid := strings.Index(s, "](")
	if mid < from {
		return "", 0
	}
	end := strings.IndexByte(s[mid:], ')')
	if end < 0 || strings.ContainsAny(s[from:mid], "[]") {
		return "", 0
	}
	return s[from:mid], mid + end + 1
}

// tableRow splits a line "| a | b |" into its cells; \| is no border.
func tableRow(l string) []string {
	l = strings.TrimSpace(l)
	l = strings.TrimPrefix(l, "|")
	var cells []string
	from := 0
	for i := 0; i < len(l); i++ {
		if l[i] == '|' && (i == 0 || l[i-1] != '\\') {
			cells = append(cells, l[from:i])
			from = i + 1
		}
	}
	if strings.TrimSpace(l[from:]) != "" {
		cells = append(cells, l[from:])
	}
	return cells
}
