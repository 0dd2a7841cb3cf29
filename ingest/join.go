package ingest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus/marker"
	"doichieu/ingest/internal/grammar"
)

// When do two lines belong to one paragraph? No single sign tells, so a file's
// own habits are measured first (layout), and then the grammar of the genre
// decides, strongest sign first:
//
//  1. a hyphen or a dash of a range at the line's end joins;
//  2. a list marker begins a block, unless it is the number that the line
//     before asks for ("Điều" + "5. ...") or the second half of a name;
//  3. capitals are headings and join capitals only;
//  4. a small letter goes on with a sentence that has no end, over blank
//     lines, pages and footnotes;
//  5. a capital goes on only if the line before is full, that is, if the next
//     word would not have fitted; in a file of one paragraph a line, only if
//     the line before breaks off.

// layout is what was measured of a file's lines.
type layout struct {
	wrapped bool // paragraphs are broken into lines of one width
	full    int  // reach from which a line counts as full; see reach
	brim    int  // reach from which it does even where a sentence ends in it
	usual   int  // blank lines between most lines of a paragraph
	most    int  // the largest such number that is not an accident
	cuts    bool // pages cut paragraphs: more than once a sentence goes on in the next line
	first   int  // indent of a paragraph's first line where the text keeps it, else -1
}

// The lines that plainly go on in the next one show how full a line is when a
// page breaks it. Letters differ in width and headings are bold, so they reach
// differently far: a line is full if all but fullRank per cent of those lines
// reach at most a third of their spread farther. A line that ends a sentence
// must do better than brimRank per cent, since the end of a paragraph is the
// likelier cause. In a short file one heading broken by hand could set the
// measure, so four fifths of the middle is the least.
const (
	fullRank = 5
	brimRank = 25
)

// reach is the width that prev would have with the first word of next on it.
func reach(prev, next line) int {
	word, _, _ := strings.Cut(next.text, " ")
	return prev.width + 1 + utf8.RuneCountInString(word)
}

// measure finds the layout of a file's body lines.
func measure(all []line) layout {
	m := layout{usual: usualGap(all), first: firstIndent(all)}
	var reaches []int
	pairs, long, gaps := 0, 0, make([]int, 6)
	for i, l := range all {
		if i == 0 || l.kind != bodyLine || l.tail || all[i-1].kind != bodyLine || all[i-1].tail {
			continue
		}
		pairs++
		if goesOn(all[i-1], l) {
			reaches = append(reaches, reach(all[i-1], l))
			gaps[min(l.gap, len(gaps)-1)]++
		}
	}
	on := len(reaches)
	m.cuts = on >= 2
	for g, n := range gaps {
		if n*20 >= on && n > 0 {
			m.most = g
		}
	}
	if on < 3 {
		return m
	}
	slices.Sort(reaches)
	half, low := reaches[on/2], reaches[on*fullRank/100]
	m.full, m.brim = max(low-(half-low)/3, half*4/5), reaches[on*brimRank/100]
	for _, l := range all {
		if l.kind == bodyLine && l.width > half*5/4 {
			long++
		}
	}
	// A wrapped page has lines of 40 to 140 characters, hardly any of them far
	// longer than those that go on, which are of one width.
	m.wrapped = half >= 40 && half <= 140 && on*20 >= pairs && long*6 <= len(all) && m.brim*100 >= half*85
	return m
}

// firstIndent is the indent of most lines that begin a list item, if it is
// larger than that of most lines that go on with a sentence; else -1.
func firstIndent(all []line) int {
	var items, rest [40]int
	for i, l := range all {
		if l.kind != bodyLine || l.tail || l.indent >= len(items) {
			continue
		}
		if l.item.Kind != marker.None {
			items[l.indent]++
		} else if i > 0 && goesOn(all[i-1], l) {
			rest[l.indent]++
		}
	}
	first, others := most(items[:]), most(rest[:])
	if first < others+2 || items[first] < 3 {
		return -1
	}
	return first
}

// most is the index of the largest number.
func most(counts []int) int {
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	return best
}

// goesOn reports that next plainly goes on with the sentence of prev.
func goesOn(prev, next line) bool {
	return prev.kind == bodyLine && next.kind == bodyLine && !grammar.Ended(prev.text) && grammar.StartsLower(next.text) &&
		next.item.Kind == marker.None
}

// paragraph is the block being put together.
type paragraph struct {
	first line
	last  line // the line that was joined last
	mark  marker.Marker
	parts []int // indexes of its lines
	// What its text so far tells: a full sentence or a long list within it
	// proves running text, which does not stop without an end mark.
	running bool
	inline  int // number of the last "(1)" within the text
	size    int // bytes
}

// headingCut is the least width of a Markdown heading that a page may have cut:
// a shorter one would have stood on one line.
const headingCut = 40

// joins decides whether next belongs to p.
func (m layout) joins(p *paragraph, next line) bool {
	prev := p.last
	if prev.alone || next.alone {
		return false
	}
	mk := next.item
	if prev.tail || next.tail {
		return prev.tail && next.tail && p.mark.Kind == marker.Dash && mk.Kind == marker.None &&
			strings.HasSuffix(prev.text, ",") && grammar.StartsLower(next.text)
	}
	switch {
	case grammar.Hyphenated(prev.text) && mk.Kind != marker.Dash && grammar.StartsWord(next.text), grammar.SignGoesOn(prev.text, next.text):
		return true
	case mk.Kind != marker.None:
		return m.continuesAtMarker(p, next, mk)
	case next.level > 0 && !grammar.StartsLower(next.text):
		return false
	case p.first.level > 0 && (prev.width < headingCut || !grammar.StartsLower(next.text)):
		return false
	}
	prevCaps, nextCaps := grammar.Capitals(prev.text), grammar.Capitals(next.text)
	if prevCaps || nextCaps && !grammar.Ended(prev.text) && next.width > 3 {
		return m.capitalsGoOn(prev, next)
	}
	if m.first > 0 && next.indent >= m.first-1 && next.indent <= m.first+1 && grammar.StartsUpper(next.text) && !grammar.BreaksOff(prev.text) {
		return false
	}
	if grammar.Ended(prev.text) {
		return m.goesOnAfterEnd(prev, next)
	}
	if grammar.StartsLower(next.text) {
		return true
	}
	open := grammar.BreaksOff(prev.text) || grammar.AsksForNumber(prev.text) && grammar.StartsDigit(next.text) || grammar.SplitSign(prev.text, next.text)
	if open && next.gap <= max(m.most+1, pageGap(prev, next)) {
		return true
	}
	if m.wrapped {
		return next.gap <= max(m.most, pageGap(prev, next)) && reach(prev, next) >= m.full
	}
	return m.cuts && p.running && grammar.StartsUpper(next.text) && unicode.IsLetter(grammar.LastRune(prev.text))
}

// pageGap allows the blank lines that a page's edge leaves.
func pageGap(prev, next line) int {
	if next.page > prev.page {
		return 8
	}
	return 0
}

// goesOnAfterEnd is about a sentence that ends where the line happens to end,
// in the middle of a paragraph.
func (m layout) goesOnAfterEnd(prev, next line) bool {
	last := grammar.LastRune(prev.text)
	if grammar.StartsLower(next.text) {
		dots := strings.HasSuffix(prev.text, "..") || last == '…'
		return dots || m.wrapped && last != ':' && reach(prev, next) >= m.full
	}
	if !m.wrapped || last == ':' || strings.HasSuffix(prev.text, "./.") {
		return false
	}
	return next.gap <= max(m.usual, pageGap(prev, next)) && next.indent <= prev.indent+2 && reach(prev, next) >= m.brim
}

// capitalsGoOn is about lines in capitals, whole or in part: a heading over two
// lines, or one that runs into the text where the file lost its paragraphs.
func (m layout) capitalsGoOn(prev, next line) bool {
	if next.gap > m.most || prev.level != next.level {
		return false
	}
	before, after := wordsOf(prev.text, -2), wordsOf(next.text, 2)
	if grammar.Capitals(prev.text) && grammar.Capitals(next.text) {
		// Capitals are wider: fewer of them fill a line.
		return grammar.BreaksOff(prev.text) || m.wrapped && prev.width*10 >= m.full*6
	}
	return m.wrapped && reach(prev, next) >= m.brim && (upperOnly(before) == upperOnly(after) || grammar.StartsDigit(after))
}

// wordsOf gives the first n words of s, or the last -n.
func wordsOf(s string, n int) string {
	f := strings.Fields(s)
	if n < 0 {
		return strings.Join(f[max(0, len(f)+n):], " ")
	}
	return strings.Join(f[:min(n, len(f))], " ")
}

// upperOnly reports that s holds no small letter.
func upperOnly(s string) bool { return strings.IndexFunc(s, unicode.IsLower) < 0 }

// continuesAtMarker is about a line that begins as a list item does, but is
// the rest of the line before.
func (m layout) continuesAtMarker(p *paragraph, next line, mk marker.Marker) bool {
	full := m.wrapped && reach(p.last, next) >= m.full
	if mk.Kind == marker.Paren {
		full = full && next.gap <= m.most
	}
	return grammar.GoesOnAtMarker(p.last.text, next.text, mk, full, p.inline)
}
