package extract

import (
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/marker"
	"doichieu/corpus/vn"
)

// item is a node of the outline: a piece of the document with the marker it
// was printed with, below the item that it belongs to.
//
// The tree is built from the markers alone, for layout is no proof: OCR sets
// headings in any size and bold at random. Three rules carry it:
//
//   - a marker of a form that is open already is the next sibling at that
//     level, whatever its number says (numbers repeat and go missing);
//   - the first of a sequence ("1.", "a)") of a form that is not open begins a
//     new level below the current item, once dashes are closed;
//   - any other marker goes by the usual order of forms (marker.Kind).
//
// Example: I. | 1. | a) | - | - | b) | 2. | II. gives I/1/a/-1, I/1/a/-2,
// I/1/b, I/2, II.
type item struct {
	mark marker.Marker
	passage
	kind   corpus.BlockKind
	level  int // heading level that the format states, 0 for none
	bold   bool
	block  int // index of the block it begins in
	piece  int // which piece of the text it stands in: the body or an annex
	page   int
	table  *corpus.Block
	tabled bool // it stands behind a table at its level
	parent *item
	below  []*item
	at     int   // index in parent.below
	head   *item // sibling in front that heads it, set for provisions

	id     string
	region region
	part   Part
	strict bool // no heading tells its region: a task only where it is given to somebody by name
	role   itemRole
	own    ownership   // what its own words assign, set in assign.go
	term   corpus.Span // in its words: the time in a bracket that says who and when
	limits []Deadline
	labels []labelled // "Cơ quan chủ trì: ...", in lines of their own or in its words
}

// passage is running text taken from one or several places of the document.
type passage struct {
	text   string // the words behind the marker, pieces joined by a blank
	spans  Spans  // where the words stand, marker included
	pieces Spans  // where the pieces of text stand, marker excluded
}

// place is the span in the document of text[start:end]. A range over two
// pieces gives the part in the piece where it begins.
func (p *passage) place(start, end int) corpus.Span {
	at := 0
	for _, piece := range p.pieces {
		if start < at+piece.Len() {
			from := piece.Start + max(0, start-at)
			return corpus.Span{Start: from, End: min(piece.End, piece.Start+end-at)}
		}
		at += piece.Len() + 1
	}
	last := p.pieces[len(p.pieces)-1]
	return corpus.Span{Start: last.End, End: last.End}
}

// add appends a further piece of the document to the passage.
func (p *passage) add(doc *corpus.Document, s corpus.Span) {
	p.spans = append(p.spans, s)
	if p.text == "" {
		p.text, p.pieces = s.In(doc.Text), Spans{s} // the marker stood alone
		return
	}
	p.text += " " + s.In(doc.Text)
	p.pieces = append(p.pieces, s)
}

// outliner builds the tree.
type outliner struct {
	doc    *corpus.Document
	path   []*item // from root to the current item
	last   *item   // the item placed last
	pieces         // the segments of the blocks
	piece  int     // which piece of the text is read
}

// deepest is how many levels the tree has at most. No drafter uses more than
// seven; a text that opens lists without end stays on the last.
const deepest = 24

// outline builds the tree of the given pieces of the text.
func outline(doc *corpus.Document, cut pieces, ranges []corpus.Span) *item {
	root := &item{}
	o := &outliner{doc: doc, path: []*item{root}, pieces: cut}
	for n, r := range ranges {
		o.path, o.last, o.piece = o.path[:1], nil, n
		first := sort.Search(len(doc.Blocks), func(i int) bool { return doc.Blocks[i].Span.End > r.Start })
		for i := first; i < len(doc.Blocks) && doc.Blocks[i].Span.Start < r.End; i++ {
			b := &doc.Blocks[i]
			switch b.Kind {
			case corpus.Furniture, corpus.Stamp, corpus.Footnote:
			case corpus.Table:
				o.place(&item{kind: b.Kind, block: i, page: b.Page, table: b, passage: passage{spans: Spans{b.Span}, pieces: Spans{b.Span}}})
			default:
				o.block(i, r)
			}
		}
	}
	number(root)
	return root
}

// block places the items of one paragraph or heading, as far as they begin in r.
func (o *outliner) block(i int, r corpus.Span) {
	b := &o.doc.Blocks[i]
	for k, s := range o.of[i] {
		if s.Start < r.Start || s.Start >= r.End {
			continue
		}
		line := s.In(o.doc.Text)
		it := &item{kind: b.Kind, level: b.Level, bold: b.Bold, block: i, page: o.doc.PageAt(s.Start)}
		it.mark = o.repaired(marker.Parse(line))
		words := trim(o.doc.Text, corpus.Span{Start: s.Start + it.mark.Len, End: s.End})
		it.passage = passage{text: words.In(o.doc.Text), spans: Spans{s}, pieces: Spans{words}}
		if it.mark.Kind == marker.None && (o.continues(it) || o.runIn && k == 0 && o.last != nil && o.last.table == nil) {
			o.last.add(o.doc, s)
			continue
		}
		if k := capitalHead(it.text); o.runIn && k > 0 && it.mark.Kind != marker.None {
			// "III. TỔ CHỨC THỰC HIỆN Các sở ...": heading and first paragraph.
			rest := trim(o.doc.Text, corpus.Span{Start: words.Start + k, End: words.End})
			head := trim(o.doc.Text, corpus.Span{Start: words.Start, End: words.Start + k})
			it.passage = passage{text: head.In(o.doc.Text), spans: Spans{{Start: s.Start, End: head.End}}, pieces: Spans{head}}
			o.place(it)
			it = &item{kind: b.Kind, block: i, page: o.doc.PageAt(rest.Start), passage: passage{text: rest.In(o.doc.Text), spans: Spans{rest}, pieces: Spans{rest}}}
		}
		o.place(it)
	}
}

// repaired reads "l." as "1." where no list of letters has come as far as k: OCR
// takes the figure for the letter. What is printed stays.
func (o *outliner) repaired(m marker.Marker) marker.Marker {
	if m.Kind != marker.Letter || m.Label != "l" {
		return m
	}
	for _, it := range o.path {
		if it.mark.Kind == marker.Letter && it.mark.Ordinal > 1 {
			return m
		}
	}
	m.Kind, m.Label, m.Ordinal = marker.Arabic, "1", 1
	return m
}

// continues reports whether an unmarked block is the rest of the item before
// it: the item was left open and the block begins in mid-sentence, or a
// heading in capitals runs on in capitals.
func (o *outliner) continues(it *item) bool {
	l := o.last
	if l == nil || l.table != nil || l.text == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(it.text)
	if unicode.IsLower(first) && !endsSentence(l.text) {
		return true
	}
	if endsSentence(l.text) {
		return false
	}
	long := (l.mark.Kind == marker.None || l.mark.Kind >= marker.Letter) && words(l.text) > longHeading && !isCapitals(it.text)
	return long && !closed(l.text) && !commands(it.text) || l.mark.Kind != marker.None && isCapitals(l.text) && isCapitals(it.text)
}

// closed reports whether the text ends with a quotation or bracket: it is no
// sentence that a page cut.
func closed(text string) bool {
	return strings.HasSuffix(text, "”") || strings.HasSuffix(text, "\"") || strings.HasSuffix(text, ")") || strings.HasSuffix(text, "»")
}

// reCommands are the verbs with which drafters begin a provision.
var reCommands = lazy.MustCompile(`^(?:đẩy mạnh|tăng cường|tiếp tục|thực hiện|tổ chức|chủ trì|phối hợp|xây dựng|chỉ đạo|hướng dẫn|triển khai|nâng cao|rà soát|tham mưu|chủ động|kịp thời|thường xuyên|tập trung|khẩn trương|phát huy|quản lý|kiểm tra|tuyên truyền|bố trí|đề nghị|giao|yêu cầu|ưu tiên|huy động|định kỳ|hằng năm|hàng năm|nghiên cứu|theo dõi|bảo đảm|đảm bảo|quán triệt|đổi mới|hoàn thiện|ban hành|củng cố|vận động)(?: |$)`)

// commands reports whether the text begins as a provision does.
func commands(text string) bool { return reCommands.MatchString(vn.Normalise(cut(text, 60)).Text) }

// place puts the item into the tree and makes it the current one.
func (o *outliner) place(it *item) {
	depth := 1
	switch {
	case it.mark.Kind == marker.None && it.table == nil && isCapitals(it.text) && words(it.text) > 1:
		depth = 1 // a heading in capitals without a number closes everything
	case it.mark.Kind == marker.None:
		depth = len(o.path)
		for depth > 1 && !mayHoldParagraph(o.path[depth-1]) {
			depth--
		}
	default:
		depth = o.depthOf(it.mark)
	}
	depth = min(depth, deepest)
	o.path = o.path[:depth]
	it.parent, it.piece = o.path[depth-1], o.piece
	if n := len(it.parent.below); n > 0 {
		before := it.parent.below[n-1]
		it.tabled = before.table != nil || before.tabled
	}
	it.parent.below = append(it.parent.below, it)
	if it.mark.Kind != marker.None || it.table == nil && isCapitals(it.text) && words(it.text) > 1 {
		o.path = append(o.path, it)
	}
	o.last = it
}

// mayHoldParagraph tells whether an unmarked paragraph behind the item belongs
// to it: dashes and the like end with their own text.
func mayHoldParagraph(it *item) bool {
	switch it.mark.Kind {
	case marker.Dash, marker.Plus, marker.Bullet:
		return false
	}
	return true
}

// depthOf is the length of the path that the marked item is to hang from.
func (o *outliner) depthOf(m marker.Marker) int {
	if m.Kind == marker.Decimal {
		if d := o.decimalDepth(m); d > 0 {
			return d
		}
	}
	top := o.path[len(o.path)-1]
	opens := m.Ordinal <= 1 && strings.HasSuffix(strings.TrimSpace(top.text), ":") && top.mark.Kind != m.Kind
	for i := len(o.path) - 1; i > 0 && !opens; i-- {
		if sameForm(o.path[i].mark, m) {
			return i
		}
	}
	depth := len(o.path)
	if opens {
		return depth
	}
	for depth > 1 {
		k := o.path[depth-1].mark.Kind
		loose := k == marker.Dash || k == marker.Plus || k == marker.Bullet || k == marker.Paren
		if k < m.Kind || m.Ordinal == 1 && !loose && k != marker.None && k != m.Kind && m.Kind > marker.Article {
			break
		}
		depth--
	}
	return depth
}

// decimalDepth hangs 1.2 below the 1 or beside the 1.1 that is open.
func (o *outliner) decimalDepth(m marker.Marker) int {
	cut := strings.LastIndexByte(m.Label, '.')
	for i := len(o.path) - 1; i > 0; i-- {
		p := o.path[i].mark
		if p.Label == m.Label[:cut] {
			return i + 1
		}
		if p.Kind == marker.Decimal && p.Depth == m.Depth {
			return i
		}
	}
	return 0
}

// sameForm reports whether two markers are of one sequence: the same kind, and
// for numbers the same punctuation, unless the number simply goes on.
func sameForm(a, b marker.Marker) bool {
	if a.Kind != b.Kind || a.Kind == marker.Decimal && a.Depth != b.Depth {
		return false
	}
	if a.Kind == marker.Arabic || a.Kind == marker.Letter {
		return a.Printed[len(a.Printed)-1] == b.Printed[len(b.Printed)-1] || b.Ordinal == a.Ordinal+1
	}
	return true
}

// number gives every item its id: the path of markers as printed; dashes and
// unmarked paragraphs are counted within their parent, and a marker printed
// twice at one level gets ~2 the second time.
func number(it *item) {
	seen := map[string]int{}
	for _, c := range it.below {
		label := c.mark.Label
		switch c.mark.Kind {
		case marker.None:
			label = "p"
			if c.table != nil {
				label = "t"
			}
			fallthrough
		case marker.Dash, marker.Plus, marker.Bullet:
			seen[label]++
			label += strconv.Itoa(seen[label])
		default:
			seen[label]++
			if n := seen[label]; n > 1 {
				label += "~" + strconv.Itoa(n)
			}
		}
		c.id = label
		if it.id != "" {
			c.id = it.id + "/" + label
		}
		number(c)
	}
}

// settle sets the place of every item among its siblings, once the tree has its
// final form.
func (it *item) settle() {
	for i, c := range it.below {
		c.at = i
		c.settle()
	}
}

// walk visits the item and all below it in reading order.
func (it *item) walk(visit func(*item)) {
	visit(it)
	for _, c := range it.below {
		c.walk(visit)
	}
}

// endsSentence reports whether the text ends with a mark that closes a
// sentence, a clause or a lead-in.
func endsSentence(text string) bool {
	text = strings.TrimRight(text, " \t\u00a0)”\"»")
	if text == "" {
		return false
	}
	switch text[len(text)-1] {
	case '.', ';', ':', '!', '?', '/':
		return true
	}
	return strings.HasSuffix(text, "…")
}

// isCapitals reports whether the text has letters and all of them are capitals.
func isCapitals(text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 1
}

// trim is the span without the blanks at its ends.
func trim(text string, s corpus.Span) corpus.Span {
	in := s.In(text)
	s.Start += len(in) - len(strings.TrimLeft(in, " \t\n\u00a0"))
	s.End = s.Start + len(strings.TrimSpace(in))
	return s
}

// words counts the words of the text.
func words(text string) int { return len(strings.Fields(text)) }
