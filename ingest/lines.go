package ingest

import (
	"strings"
	"unicode/utf8"

	"doichieu/corpus/marker"
	"doichieu/ingest/internal/grammar"
)

// lineKind says what a line of a text file is.
type lineKind int

const (
	bodyLine   lineKind = iota
	numberLine          // a page number
	ruleLine            // a line of dashes or the like
	noteLine            // of a footnote
	tableLine           // a whole table, of several lines of the file
)

// line is a line of a text file without its markup and outer blanks.
type line struct {
	text   string
	kind   lineKind
	page   int
	indent int // blanks before the text
	width  int // characters of the text
	gap    int // blank lines between it and the line before it
	feeds  int // form feeds between it and the line before it

	item marker.Marker // the list marker that it begins with

	level int    // of a Markdown heading
	bold  bool   // all words
	mark  string // of the footnote that begins here
	tail  bool   // of the list of recipients or the signature block
	alone bool   // never joined: letterhead, columns

	tabs  int          // tabs within the line
	cells string       // the line with its tabs
	rows  [][][]string // of a table: rows, cells, paragraphs
}

// split cuts the text into lines and takes the Markdown marks out; marked
// counts the lines that had some.
func split(text string, markdown bool) (all []line, marked int) {
	all = make([]line, 0, strings.Count(text, "\n")+1)
	gap, feeds := 0, 0
	if markdown {
		text = gatherTables(text)
	}
	for raw := range strings.SplitSeq(text, "\n") {
		for {
			head, rest, feed := strings.Cut(raw, "\f")
			if l, ok := newLine(head, markdown); ok {
				l.gap, l.feeds = gap, feeds
				if markdown && l.kind == bodyLine && len(l.text) != len(strings.TrimSpace(head)) {
					marked++
				}
				all = append(all, l)
				gap, feeds = 0, 0
			} else if !feed {
				gap++
			}
			if !feed {
				break
			}
			feeds++
			raw = rest
		}
	}
	return all, marked
}

// newLine reads one line; it is none (ok false) if there is no text in it.
func newLine(raw string, markdown bool) (l line, ok bool) {
	s := strings.TrimSpace(raw)
	if s == "" || markdown && strings.HasPrefix(s, "```") {
		return line{}, false
	}
	l.indent = indentOf(raw)
	if grammar.IsRule(s) {
		l.kind, l.text = ruleLine, s
		return l, true
	}
	if rows := htmlTable(s); markdown && rows != nil {
		l.kind, l.rows = tableLine, rows
		return l, true
	}
	if strings.HasPrefix(s, "|") && strings.Count(s, "|") > 1 || markdown && strings.HasPrefix(s, "|") {
		l.kind, l.text = tableLine, s
		return l, true
	}
	if markdown {
		s, l.level, l.bold = markdownLine(s)
		s = strings.ReplaceAll(s, "\n", " ")
		if s = strings.TrimSpace(s); s == "" {
			return line{}, false
		}
	}
	if tabs := strings.Count(s, "\t"); tabs > 0 {
		l.tabs = tabs
		l.cells = s
		s = strings.ReplaceAll(s, "\t", "        ")
	}
	l.setText(s)
	return l, true
}

// setText gives a body line its text and what follows from it.
func (l *line) setText(s string) {
	l.text, l.width, l.item = s, utf8.RuneCountInString(s), marker.Parse(s)
}

// indentOf counts the blanks before the text; a tab counts as eight.
func indentOf(raw string) int {
	n := 0
	for _, r := range raw {
		switch r {
		case ' ', '\u00a0':
			n++
		case '\t':
			n += 8
		default:
			return n
		}
	}
	return n
}

// paginate finds the page of each line, from the strongest sign that the file
// has: form feeds; page numbers on lines of their own; and the single blank
// that some PDF converters put before the first line of each page.
func paginate(all []line) {
	if len(all) == 0 {
		return
	}
	usual := usualGap(all)
	starts := pageStarts(all)
	feeds := 0
	for i := range all {
		feeds += all[i].feeds
	}
	page, last := 1, 0
	for i := range all {
		l := &all[i]
		if feeds > 0 {
			page += l.feeds
		} else if starts[i] {
			page++
		}
		if n, ok := grammar.PageNumber(l.text); ok && l.kind == bodyLine && l.level == 0 && isPageNumber(all, i, n, last, usual) {
			l.kind = numberLine
			// A number at the foot says 1 first, one at the head 2.
			if feeds == 0 && n > page {
				page = n
			}
			last = n
		}
		l.page = page
	}
}

// isPageNumber decides on a bare number: it is a page's if it goes on from the
// last one and stands where a page breaks: at a form feed, set apart by more
// blank lines than usual, far to the right, or in the middle of a sentence.
func isPageNumber(all []line, i, n, last, usual int) bool {
	if n <= last && n > 2 || last > 0 && n > last+30 {
		return false
	}
	l := all[i]
	if l.feeds > 0 || i+1 == len(all) || all[i+1].feeds > 0 || l.indent >= 10 {
		return true
	}
	if l.gap > usual || all[i+1].gap > usual {
		return true
	}
	return i > 0 && !grammar.Ended(all[i-1].text) && grammar.StartsLower(all[i+1].text)
}

// usualGap is the number of blank lines between two lines of one paragraph:
// the most frequent one where a sentence goes on.
func usualGap(all []line) int {
	var count [4]int
	for i := 1; i < len(all); i++ {
		if all[i].gap < len(count) && goesOn(all[i-1], all[i]) {
			count[all[i].gap]++
		}
	}
	return most(count[:])
}

// pageLines is the least number of lines from one page start to the next that
// is believed: a page of a plan holds 30 to 45.
const pageLines = 15

// pageStarts finds the lines that the converter's single blank marks as the
// first of a page. It is a sign only in a file that does not indent otherwise,
// and where a page's worth of lines lies between two of them.
func pageStarts(all []line) map[int]bool {
	var at []int
	indented := 0
	for i, l := range all {
		if l.indent == 1 && i > 0 {
			at = append(at, i)
		} else if l.indent > 1 && l.kind == bodyLine {
			indented++
		}
	}
	starts := make(map[int]bool)
	if len(at)*pageLines > len(all) || indented*10 > len(all) {
		return starts
	}
	last := 0
	for _, i := range at {
		if i-last >= pageLines {
			starts[i] = true
			last = i
		}
	}
	return starts
}
