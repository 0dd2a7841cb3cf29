package webpage

import (
	"errors"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// errTangled says that marks of letters are left open over too many elements.
var errTangled = errors.New("its marks of bold letters, fonts and the like are not closed")

// maxCopies is how many elements the parser may add to those of the page.
const maxCopies = 2_000_000

// letterMarks are the elements that go on, if they are not closed, in every
// block that follows: the parser puts a copy of each into each.
var letterMarks = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Nobr: true,
	atom.S: true, atom.Small: true, atom.Strike: true, atom.Strong: true, atom.Tt: true, atom.U: true,
}

// tangled reports a page whose tree would be many times as large as the page.
func tangled(page string) bool {
	z := html.NewTokenizer(strings.NewReader(page))
	open, copies := 0, 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			if letterMarks[atom.Lookup(name)] {
				open++
			} else if copies += open; copies > maxCopies {
				return true
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if letterMarks[atom.Lookup(name)] && open > 0 {
				open--
			}
		}
	}
}
