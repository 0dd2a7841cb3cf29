package extract

import (
	"strconv"
	"strings"

	"doichieu/corpus/lazy"
	"doichieu/corpus/marker"
	"doichieu/corpus/vn"
)

// reCountsItself begins a paragraph that counts itself without a marker: a word or
// few with a number, a range of numbers, a letter or a spelled ordinal behind,
// and a mark that ends them: "Giai đoạn 2 (2026 - 2030): ...", "Giai đoạn 2021 -
// 2025: ...", "Nhóm B: ...", "Thứ hai, ...".
var reCountsItself = lazy.MustCompile(`^((?:\p{L}+ ){1,4}?)(?:(\d{1,4})(?: ?- ?(\d{1,4}))?|(\p{L}{1,5}))(?: ?[(:.,;]| - |$)`)

// numbering is how a paragraph that has no marker counts itself.
type numbering struct {
	name        string // the words in front of the number
	first, last int    // its number or, where it has a range, those at its ends
	letter      string // or its letter, Roman numeral or ordinal
}

// counted reads how the text counts itself; the name is "" where it does not.
func counted(text string) numbering {
	m := reCountsItself.FindStringSubmatch(vn.Normalise(cut(text, reachOfNumber)).Text)
	if m == nil {
		return numbering{}
	}
	n := numbering{name: m[1], letter: m[4]}
	n.first, _ = strconv.Atoi(m[2])
	n.last = n.first
	if m[3] != "" {
		n.last, _ = strconv.Atoi(m[3])
	}
	return n
}

// reachOfNumber is how many bytes of a paragraph its name and number take.
const reachOfNumber = 80

// follows reports whether the paragraph is the next of the sequence in which
// the other one stands: "Giai đoạn 3: ..." after "Giai đoạn 2: ...". A range
// follows the one whose end it goes on from or begins with.
func (it *item) follows(other *item) bool {
	a, b := counted(other.text), counted(it.text)
	switch {
	case a.name == "" || a.name != b.name || (a.letter == "") != (b.letter == ""):
		return false
	case a.letter == "":
		return b.first == a.last+1 || b.first == a.last && a.first < a.last
	}
	for _, form := range []func(string) string{
		func(s string) string { return s + ") x" },
		func(s string) string { return strings.ToUpper(s) + ". X" },
		func(s string) string { return "Phần thứ " + s },
	} {
		x, y := marker.Parse(form(a.letter)), marker.Parse(form(b.letter))
		if x.Ordinal > 0 && y.Kind == x.Kind && y.Ordinal == x.Ordinal+1 {
			return true
		}
	}
	return false
}
