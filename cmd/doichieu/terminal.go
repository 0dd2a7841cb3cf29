package main

import (
	"io"
	"os"
	"strings"
	"unicode"

	"golang.org/x/term"
)

// terminal reports whether w is one that a person looks at.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// width is the number of columns of the terminal w, or 0 if it is none.
func width(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok {
		return 0
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return columns
}

// colour reports whether to colour what goes to w: only a terminal, and only if
// the user did not ask to do without (https://no-color.org).
func (a *app) colour(w io.Writer) bool {
	return terminal(w) && a.getenv("NO_COLOR") == "" && a.getenv("TERM") != "dumb"
}

// oneLine is s on one line and harmless to a terminal.
func oneLine(s string) string { return strings.Join(strings.Fields(harmless(s)), " ") }

// harmless is s without power over a terminal: white space becomes a blank, and
// what would move the cursor, change colours or turn the direction of writing
// becomes U+FFFD, so that it is seen that something was there.
func harmless(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r) && r != '\u00AD', r == '\u2028', r == '\u2029':
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
