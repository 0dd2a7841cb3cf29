package ingest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus/marker"
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
	return prev.kind == bodyLine && next.kind == bodyLine && !ended(prev.text) && startsLower(next.text) &&
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
			strings.HasSuffix(prev.text, ",") && startsLower(next.text)
	}
	switch {
	case hyphenated(prev.text) && mk.Kind != marker.Dash && startsWord(next.text), signGoesOn(prev.text, next.text):
		return true
	case mk.Kind != marker.None:
		return m.continuesAtMarker(p, next, mk)
	case next.level > 0 && !startsLower(next.text):
		return false
	case p.first.level > 0 && (prev.width < headingCut || !startsLower(next.text)):
		return false
	}
	prevCaps, nextCaps := capitals(prev.text), capitals(next.text)
	if prevCaps || nextCaps && !ended(prev.text) && next.width > 3 {
		return m.capitalsGoOn(prev, next)
	}
	if m.first > 0 && next.indent >= m.first-1 && next.indent <= m.first+1 && startsUpper(next.text) && !breaksOff(prev.text) {
		return false
	}
	if ended(prev.text) {
		return m.goesOnAfterEnd(prev, next)
	}
	if startsLower(next.text) {
		return true
	}
	open := breaksOff(prev.text) || asksForNumber(prev.text) && startsDigit(next.text) || splitSign(prev.text, next.text)
	if open && next.gap <= max(m.most+1, pageGap(prev, next)) {
		return true
	}
	if m.wrapped {
		return next.gap <= max(m.most, pageGap(prev, next)) && reach(prev, next) >= m.full
	}
	return m.cuts && p.running && startsUpper(next.text) && unicode.IsLetter(lastRune(prev.text))
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
	last := lastRune(prev.text)
	if startsLower(next.text) {
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
	if capitals(prev.text) && capitals(next.text) {
		// Capitals are wider: fewer of them fill a line.
		return breaksOff(prev.text) || m.wrapped && prev.width*10 >= m.full*6
	}
	return m.wrapped && reach(prev, next) >= m.brim && (upperOnly(before) == upperOnly(after) || startsDigit(after))
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
	prev := p.last
	rest := next.text[mk.Len:]
	if ended(prev.text) && mk.Kind != marker.Paren {
		return false
	}
	switch mk.Kind {
	case marker.Dash:
		// "2021" + "- 2025", "kinh tế" + "- xã hội", "Lao động" + "- Thương binh".
		r := lastRune(prev.text)
		if startsDigit(rest) {
			return r >= '0' && r <= '9'
		}
		return startsLower(rest) && unicode.IsLetter(r) || splitName(prev.text, rest)
	case marker.Paren:
		// An enumeration within the text: "...; (1) ...; (2) ...".
		return m.wrapped && mk.Ordinal > 1 && mk.Ordinal == p.inline+1 && next.gap <= m.most && reach(prev, next) >= m.full
	case marker.Article, marker.Title, marker.Chapter, marker.Part, marker.Appendix:
		// "theo quy định tại" + "Điều 5 Luật ...", "nêu tại" + "Mục II của ...".
		return lastRune(mk.Printed) != '.' && lastRune(mk.Printed) != ':' && (startsLower(rest) || m.wrapped && rest != "" && reach(prev, next) >= m.full)
	case marker.Arabic, marker.Decimal, marker.Letter, marker.Roman:
		return m.wrapped && asksForNumber(prev.text) && reach(prev, next) >= m.full
	}
	return false
}

// Names of bodies that are written with a dash in their middle.
var dashedNames = [][2]string{
	{"Lao động", "Thương binh"},
	{"Phát thanh", "Truyền hình"},
	{"Phát thanh", "truyền hình"},
	{"Thi đua", "Khen thưởng"},
	{"Vũng", "Tàu"},
	{"Rịa", "Vũng Tàu"},
	{"Thiên Huế", "Huế"},
	{"Khoa học", "Công nghệ"},
	{"Dân số", "Kế hoạch"},
	{"Kế hoạch", "Tài chính"},
	{"Báo chí", "Xuất bản"},
}

// splitName reports a name broken before its dash.
func splitName(prev, rest string) bool {
	for _, n := range dashedNames {
		if strings.HasSuffix(prev, n[0]) && strings.HasPrefix(rest, n[1]) {
			return true
		}
	}
	return false
}

// Words that a number or a letter of a provision must follow, and the words
// that may stand before those: "theo Điều", "tại khoản", "ngày 15 tháng". With
// other words before them they are parts of compounds ("hằng năm", "danh mục",
// "thí điểm"), after which nothing need follow.
var (
	numberWords = []string{"điều", "khoản", "điểm", "mục", "ngày", "tháng", "năm", "quý", "phần", "chương", "tiết"}
	beforeWords = []string{"theo", "tại", "của", "và", "các", "từ", "đến", "trước", "sau", "trong", "vào", "hết", "tới", "hoặc", "với"}
)

// asksForNumber reports a line that breaks off where a number must follow.
func asksForNumber(prev string) bool {
	word := lastWord(prev)
	if !slices.Contains(numberWords, strings.ToLower(word)) {
		return false
	}
	before := strings.TrimRight(strings.TrimSuffix(prev, word), " ")
	word = lastWord(before)
	return strings.HasSuffix(word, ",") || strings.ContainsAny(word, "0123456789") || slices.Contains(beforeWords, strings.ToLower(word))
}

// splitSign reports a document's number broken behind "số": "Kế hoạch số" and
// "910/KH-UBND".
func splitSign(prev, next string) bool {
	sign, _, _ := strings.Cut(next, " ")
	return lastWord(prev) == "số" && startsDigit(next) && strings.ContainsAny(sign, "/-")
}

// Words after which no Vietnamese sentence or heading ends.
var openWords = []string{
	"và", "của", "các", "với", "về", "trong", "theo", "để", "do", "tại", "cho", "từ", "đến", "là", "những", "một", "khi", "bằng",
	"hoặc", "như", "vào", "ở", "nhằm", "bởi", "giữa", "mọi", "mỗi", "được", "đã", "sẽ",
}

// breaksOff reports text that cannot end here: it ends in a comma, an opening
// bracket, a dash, or a word that joins.
func breaksOff(s string) bool {
	switch lastRune(s) {
	case ',', '(', '“', '‘', '-', '–', '&', '+', '/':
		return true
	}
	return slices.Contains(openWords, lastWord(s))
}

// ended reports that s ends as a paragraph or item may: with a full stop,
// semicolon, colon or the like, brackets and quotation marks aside. An
// ellipsis counts, but what follows in small letters may go on.
func ended(s string) bool {
	s = strings.TrimRight(s, ")]”\"’»* ")
	switch lastRune(s) {
	case '.', ';', ':', '!', '?', '…':
		return true
	}
	return false
}

// hyphenated reports a sign cut at its hyphen or slash: "36-", "132-KL/".
func hyphenated(s string) bool {
	w := lastWord(s)
	if len(w) < 2 || w[len(w)-1] != '-' && w[len(w)-1] != '/' {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(w[:len(w)-1])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// signGoesOn reports a sign cut before its slash or hyphen: "93" and "/NQ-CP",
// "36" and "-CT/TW".
func signGoesOn(prev, next string) bool {
	sign, _, _ := strings.Cut(next, " ")
	last := lastRune(prev)
	return last >= '0' && last <= '9' && len(sign) > 2 && (sign[0] == '/' || sign[0] == '-' && strings.Contains(sign, "/")) && startsUpper(sign[1:])
}

// capitals reports text whose letters are all capitals, at least three.
func capitals(s string) bool {
	// The only small letters allowed are those of a marker: look from the end.
	const longestMarker = 32
	switch at := strings.LastIndexFunc(s, unicode.IsLower); {
	case at > longestMarker:
		return false
	case at >= 0:
		k := marker.Parse(s)
		if k.Len <= at || k.Len == len(s) {
			return false
		}
		s = s[k.Len:]
	}
	upper := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper >= 3
}

// lastWord is s behind its last blank.
func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// startsLower reports that s goes on with a sentence: a small letter, or a
// sign that begins none, comes first.
func startsLower(s string) bool {
	for _, r := range s {
		switch {
		case unicode.IsLower(r), r == ',', r == ';', r == ')', r == '”', r == '%':
			return true
		case r == '“', r == '"', r == '(', r == '‘', r == '\'':
			continue
		}
		return false
	}
	return false
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "“\"(‘'"))
	return unicode.IsUpper(r)
}

func startsDigit(s string) bool { return s != "" && isDigit(s[0]) }

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
