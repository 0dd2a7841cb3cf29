package extract

import (
	"strings"
	"unicode/utf8"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/marker"
)

// reInline finds where an item may begin inside a line: behind the end of a
// sentence or in front of a Roman heading.
var reInline = lazy.MustCompile(`(?:[.;:!?…”"]|/\.|\))\s+((?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*)[.)]\s|[a-zđ]\)\s|[-–+]\s)|\s((?:[IVX]{1,5})\.\s+\p{Lu}{2})|\p{L}\s+((?:\d{1,2}(?:\.\d{1,2})*)\.\s+\p{Lu}|[-–]\s+\p{Lu}|[a-zđ]\)\s+\p{Lu})`)

// segments cuts a block into items where several were run into one line, as in
// texts whose line ends were lost. A block is cut only if that is plain: it is
// long and has at least three places where an item can begin and does begin
// with a marker; in a text that is run in as a whole, one is enough. Otherwise
// the block is one segment.
func segments(text string, s corpus.Span, runIn bool) []corpus.Span {
	line := s.In(text)
	if len(line) < 400 && !runIn {
		return []corpus.Span{s}
	}
	cuts := inlineMarkers(line, runIn)
	if len(cuts) < 3 && !runIn {
		return []corpus.Span{s}
	}
	var out []corpus.Span
	from := 0
	for _, c := range append(cuts, len(line)) {
		part := strings.TrimRight(line[from:c], " \t\u00a0")
		if part != "" {
			out = append(out, corpus.Span{Start: s.Start + from, End: s.Start + from + len(part)})
		}
		from = c
	}
	return out
}

// pieces are the segments of every block of a document, and whether it is run in.
type pieces struct {
	runIn bool
	of    [][]corpus.Span
}

// cutBlocks cuts all blocks of the document.
func cutBlocks(doc *corpus.Document) pieces {
	p := pieces{runIn: runIn(doc), of: make([][]corpus.Span, len(doc.Blocks))}
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Kind == corpus.Paragraph || b.Kind == corpus.Heading {
			p.of[i] = segments(doc.Text, b.Span, p.runIn)
		}
	}
	return p
}

// runIn reports whether the document as a whole has lost its line ends: most of
// its words stand in blocks that hold several items.
func runIn(doc *corpus.Document) bool {
	inside, total := 0, 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind != corpus.Paragraph && b.Kind != corpus.Heading {
			continue
		}
		total += b.Span.Len()
		if b.Span.Len() >= 400 && len(inlineMarkers(b.Span.In(doc.Text), false)) >= 3 {
			inside += b.Span.Len()
		}
	}
	return total > 0 && inside*2 > total
}

// inlineMarkers are the offsets in the line at which items begin.
func inlineMarkers(line string, runIn bool) []int {
	var cuts []int
	before := 0
	for i := 1; i < len(line); i++ {
		if line[i-1] != ' ' || !mayBeMarker(line[i:]) {
			continue
		}
		// The letter or sign before the blanks, the marker and a word behind it.
		k := len(strings.TrimRight(line[:i], " "))
		_, size := utf8.DecodeLastRuneInString(line[:k])
		from := k - size
		m := reInline.FindStringSubmatchIndex(cut(line[from:], i-from+24))
		if m == nil {
			continue
		}
		group := 2
		for m[group] < 0 {
			group += 2
		}
		if from+m[group] == i && marker.Parse(cut(line[i:], 40)).Kind != marker.None && beginsItem(line, before, i, runIn) {
			cuts = append(cuts, i)
			before = i
		}
	}
	// A line end may have parted a marker from its words.
	if m := reLastMarker.FindStringSubmatchIndex(line); runIn && m != nil && m[2] > before {
		cuts = append(cuts, m[2])
	}
	return cuts
}

var reLastMarker = lazy.MustCompile(`[\p{L}.;:]\s+(\d{1,2}(?:\.\d{1,2})*\.|[a-zđ]\)|[-–+])\s*$`)

// mayBeMarker is a quick look whether a marker can begin the text.
func mayBeMarker(s string) bool {
	switch c := s[0]; {
	case c >= '0' && c <= '9', c == 'I', c == 'V', c == 'X', c == '-', c == '+':
		return true
	case c >= 'a' && c <= 'z':
		return len(s) > 1 && s[1] == ')'
	}
	return strings.HasPrefix(s, "–") || strings.HasPrefix(s, "đ)")
}

// heading is the length in bytes up to which the words between two markers can
// be a heading that has no end mark ("1. Mục đích - Chỉ đạo ...").
const heading = 90

// beginsItem refuses the dash of a range or of a name ("2021 - 2025", "Thương
// binh - Xã hội") and numbers that belong to the words before them: a marker
// stands behind the end of a sentence or behind a short heading.
func beginsItem(line string, before, at int, runIn bool) bool {
	left := strings.TrimRight(line[max(before, at-reach):at], " \t\u00a0")
	if left == "" || endsSentence(left) {
		return true
	}
	if runIn && (capitalWords(left) || before == 0 && len(left) < heading/2) {
		return true // "... NHIỆM VỤ CỤ THỂ 1. Sở ...", and a heading that the line before began
	}
	roman := line[at] == 'I' || line[at] == 'V' || line[at] == 'X'
	m := marker.Parse(cut(line[before:], 40))
	return roman || m.Kind != marker.None && m.Kind < marker.Dash && at-before < heading
}

// capitalHead is how many bytes of the text are a heading in capitals, of three
// words or more, in front of a sentence; 0 where there is none.
func capitalHead(text string) int {
	text = cut(text, reach)
	at := 0
	for _, w := range strings.Fields(text) {
		k := strings.Index(text[at:], w)
		if w != strings.ToUpper(w) && !strings.ContainsAny(w, "/-") {
			if isCapitals(text[:at]) && words(text[:at]) > 2 {
				return at
			}
			return 0
		}
		at += k + len(w)
	}
	return 0
}

// capitalWords reports whether the text ends in two words in capitals, as
// headings do.
func capitalWords(text string) bool {
	at := len(text)
	for range 2 {
		at = strings.LastIndexByte(strings.TrimRight(text[:at], " "), ' ')
		if at < 0 {
			at = 0
			break
		}
	}
	return isCapitals(text[at:]) && !strings.ContainsAny(text[at:], "/-0123456789")
}
