package render

import (
	"strings"

	"github.com/rivo/uniseg"
)

// width is how many columns of a terminal s takes: combining marks none, wide
// letters of East Asia two.
func width(s string) int { return uniseg.StringWidth(s) }

// wrap breaks s into lines of at most n columns at blanks; a word that is
// longer than a line is cut between letters, never within one. Newlines in s
// end a line. The result has at least one line.
func wrap(s string, n int) []string {
	n = max(n, 2)
	var lines []string
	for paragraph := range strings.SplitSeq(s, "\n") {
		line, used := "", 0
		for word := range strings.FieldsSeq(paragraph) {
			w := width(word)
			if used > 0 && used+1+w > n {
				lines = append(lines, line)
				line, used = "", 0
			}
			if used > 0 {
				line, used = line+" ", used+1
			}
			for w > n {
				head, rest := cut(word, n)
				lines = append(lines, head)
				word, w = rest, width(rest)
			}
			line, used = line+word, used+w
		}
		lines = append(lines, line)
	}
	return lines
}

// cut splits s behind as many letters as fit into n columns, at least one.
func cut(s string, n int) (head, rest string) {
	used, at, state := 0, 0, -1
	for rest = s; rest != ""; {
		var letter string
		var w int
		letter, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if at > 0 && used+w > n {
			break
		}
		used, at = used+w, at+len(letter)
	}
	return s[:at], s[at:]
}

// pad fills s with blanks to n columns.
func pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-width(s))) }

// shorten cuts s to n columns, with "…" where something was left out.
func shorten(s string, n int) string {
	if width(s) <= n {
		return s
	}
	head, _ := cut(s, max(1, n-1))
	return strings.TrimRight(head, " ") + "…"
}
