package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"doichieu/corpus"
	"doichieu/corpus/marker"
	"doichieu/corpus/vn"
)

// Provision is a paragraph of a paper that is no task, at the grain of tasks: a
// dash, a letter, a number, an unmarked paragraph, a row of a table. Together
// with sections and tasks the provisions are all that a paper says: what they
// leave out is the head, the title, signature, recipients and page furniture,
// the lines and cells that give a task its agencies and its time, and the heads
// of columns. No provision overlaps a task or another one.
type Provision struct {
	// ID is the path of markers, as in [Task.ID], and no task has it. What stands
	// outside the body begins with "opening/" or "footnote/".
	ID      string `json:"id"`
	Part    Part   `json:"part"`
	Section string `json:"section"` // id of the heading or lead-in it stands under, "" for none
	Text    string `json:"text"`    // the words at Span, pieces joined by a blank
	Span    Spans  `json:"span"`
	Page    int    `json:"page"`
	OCR     bool   `json:"ocr"` // as in [Task.OCR]
}

// provisions lists what the paper says besides its tasks.
func (x *extractor) provisions(root *item, f *frame) {
	part := OpeningPart
	if f.plain() {
		part = OtherPart
	}
	x.openingProvisions(f.opening, part)
	root.walk(x.provision)
	for _, it := range x.aside {
		x.provision(it)
	}
	slices.SortStableFunc(x.rest, byStart)
	for i := range x.rest {
		x.rest[i].ID = x.freeID(x.rest[i].ID)
	}
	x.plan.Provisions = append(x.plan.Provisions, x.rest...)
	x.footnotes()
}

// provision notes the provision that an item is.
func (x *extractor) provision(it *item) {
	if !it.isProvision() && !x.states(it) || ofAnnex(it.text) {
		return
	}
	x.say(Provision{ID: it.id, Part: it.partName(), Section: it.sectionAbove(), Text: it.text, Span: it.pieces, Page: it.page})
}

// say notes a provision; its id is settled when all are known.
func (x *extractor) say(p Provision) {
	if strings.ContainsFunc(p.Text, unicode.IsLetter) {
		x.rest = append(x.rest, p)
	}
}

// partName is the part of an item: an annex is one, whatever its headings say.
func (it *item) partName() Part {
	switch {
	case it.piece > 0:
		return AnnexPart
	case it.part == "":
		return OtherPart
	}
	return it.part
}

// assignHeads notes of the items below it under which sibling without items of
// its own they stand: a heading or lead-in on a line of its own holds for what
// comes behind it, one with a marker only for unmarked paragraphs. A lead-in
// stands under the heading itself, and ends where the next of its sequence does
// not: "Giai đoạn 3" stands beside "Giai đoạn 2: ... như sau:".
func assignHeads(it *item) {
	var heads []*item // a heading, a lead-in, or the one and the other
	for _, c := range it.below {
		heads = stillHeads(heads, c)
		section := c.isSection() && !hasItems(c)
		if section && !c.introduces() {
			heads = []*item{c}
			continue
		}
		if n := len(heads); section && n > 0 && heads[n-1].introduces() {
			heads = heads[:n-1]
		}
		if n := len(heads); n > 0 {
			c.head = heads[n-1]
		}
		if section {
			heads = append(heads, c)
		}
		assignHeads(c)
	}
}

// stillHeads are those of the heads that hold for the item as well.
func stillHeads(heads []*item, it *item) []*item {
	for i, h := range heads {
		if it.follows(h) {
			heads = heads[:i]
			break
		}
	}
	if n := len(heads); n > 0 && heads[n-1].mark.Kind != marker.None && it.mark.Kind != marker.None {
		return nil
	}
	return heads
}

// sectionAbove is the id of the nearest heading or lead-in above: one on a line
// of its own in front of the item or of one above it, or an item above that is a
// section.
func (it *item) sectionAbove() string {
	for c := it; c.parent != nil; c = c.parent {
		switch {
		case c.head != nil:
			return c.head.id
		case c.parent.isSection():
			return c.parent.id
		}
	}
	return ""
}

// rowProvisions notes rows of a table, from row number n on, as provisions.
func (x *extractor) rowProvisions(it *item, rows [][]corpus.Span, n int) {
	for i, row := range rows {
		x.cellsProvision(it, row, it.id+"/r"+strconv.Itoa(n+i), it.sectionAbove())
	}
}

// cellsProvision notes the words of some cells of a row as a provision.
func (x *extractor) cellsProvision(it *item, cells []corpus.Span, id, section string) {
	var spans Spans
	for _, c := range cells {
		if c = trim(x.doc.Text, c); c.Len() > 0 {
			spans = append(spans, c)
		}
	}
	if len(spans) > 0 {
		x.say(Provision{ID: id, Part: it.partName(), Section: section, Text: spans.In(x.doc.Text), Span: spans, Page: x.doc.PageAt(spans[0].Start)})
	}
}

// headsColumns reports whether a row of a table that lists no tasks heads its
// columns: one of them has the numbers.
func (x *extractor) headsColumns(row []corpus.Span) bool {
	return slices.ContainsFunc(x.rowTexts(row), func(cell string) bool { return labelNamed(cell) == numberLabel })
}

// openingLines are the paragraphs between the title and the body, and the
// articles with which a decision puts a plan in force.
func (x *extractor) openingLines(f *frame, lines []line, start int) []line {
	end := len(lines) // of what stands in front of the body
	if len(f.ranges) > 0 {
		end = start
		for end < len(lines) && x.begins(lines[end]) < f.ranges[0].Start {
			end++
		}
	}
	out := x.opens(f, lines[:min(start, end)], f.plain())
	if start >= end {
		return out
	}
	for i := start; i < end; i++ { // the articles, up to the signature
		if endsBody(lines[i]) {
			break
		}
		if lines[i].kind != corpus.Table {
			out = append(out, lines[i])
		}
	}
	for i := end - 1; i > start; i-- { // the opening of the plan that is put in force
		if isCapitals(lines[i].text) && reAnnexed.MatchString(vn.Normalise(cut(lines[i].text, 60)).Text) {
			return append(out, x.opens(f, lines[i:end], false)...)
		}
	}
	return out
}

// plain reports a text that has no letterhead: a news item.
func (f *frame) plain() bool { return f.record.DocType == "" && f.record.Number == "" }

// opens are the paragraphs of a head: sentences and what cites the basis; behind
// the title also what is shorter, unless it is whom the paper goes to. A text
// without a letterhead has a headline only.
func (x *extractor) opens(f *frame, head []line, plain bool) []line {
	titled, taken := -1, map[int]bool{}
	for i, l := range head {
		code, _ := typeNamed(l)
		here := code != ""
		for _, p := range f.record.Places {
			switch p.Field {
			case "number", "issued", "title":
				taken[i] = taken[i] || overlaps(p.Span, l.span)
				here = here || p.Field == "title" && overlaps(p.Span, l.span)
			}
		}
		if here {
			titled, taken[i] = i, true
		}
	}
	if plain && titled < 0 && len(head) > 0 {
		titled, taken[0] = 0, true
	}
	var out []line
	addressed := false
	for i, l := range head {
		t := strings.TrimSpace(vn.Normalise(cut(l.text, 2*reach)).Text)
		addressed = addressed || strings.HasPrefix(t, "kính gửi") || strings.HasSuffix(t, " điện:")
		full := isSentence(l.text) || isBasis(l.text)
		switch {
		case l.kind == corpus.Table, isRule(l.text), isCapitals(l.text), strings.HasPrefix(t, "kính gửi"), strings.HasSuffix(t, " điện:"), ofAnnex(l.text), taken[i] && (!isSentence(l.text) || plain && i == 0):
		case full:
			out, addressed = append(out, l), false
		case i > titled && titled >= 0 && !addressed:
			out = append(out, l)
		}
	}
	return out
}

// openingProvisions notes the lines in front of the body; part is what they are
// unless their words tell.
func (x *extractor) openingProvisions(lines []line, part Part) {
	n := 0
	for _, l := range lines {
		m := marker.Parse(l.text)
		own, id := part, "opening/"+m.Label
		if m.Kind == marker.None || m.Kind >= marker.Dash {
			n++
			id = "opening/p" + strconv.Itoa(n)
		}
		words := trim(x.doc.Text, corpus.Span{Start: l.span.Start + m.Len, End: l.span.End})
		t := vn.Normalise(cut(words.In(x.doc.Text), 2*reach)).Text
		switch {
		case reClosing.MatchString(t) || reForce.MatchString(t):
			own = ClosingPart
		case reSince.MatchString(t):
			own = SituationPart
		}
		if words.Len() > 0 {
			x.say(Provision{ID: id, Part: own, Text: words.In(x.doc.Text), Span: Spans{words}, Page: x.doc.PageAt(words.Start)})
		}
	}
}

// footnotes adds the footnotes, each where it stands.
func (x *extractor) footnotes() {
	var notes []Provision
	var above []Provision // tasks and provisions in reading order, made when needed
	for i := range x.doc.Blocks {
		b := &x.doc.Blocks[i]
		span := trim(x.doc.Text, b.Span)
		if b.Kind != corpus.Footnote || !strings.ContainsFunc(span.In(x.doc.Text), unicode.IsLetter) {
			continue
		}
		if above == nil {
			above = x.readingOrder()
		}
		notes = append(notes, Provision{
			ID: x.freeID("footnote/" + strconv.Itoa(len(notes)+1)), Part: FootnotePart, Section: sectionOfFootnote(b, above),
			Text: span.In(x.doc.Text), Span: Spans{span}, Page: b.Page,
		})
	}
	if len(notes) > 0 {
		x.plan.Provisions = append(x.plan.Provisions, notes...)
		slices.SortStableFunc(x.plan.Provisions, byStart)
	}
}

// readingOrder lists provisions and tasks, as far as a footnote needs them.
func (x *extractor) readingOrder() []Provision {
	all := slices.Clone(x.plan.Provisions)
	for _, t := range x.plan.Tasks {
		all = append(all, Provision{Section: t.Section, Text: t.Text, Span: t.Span, Page: t.Page})
	}
	slices.SortStableFunc(all, byStart)
	return all
}

func byStart(a, b Provision) int { return cmp.Compare(a.Span[0].Start, b.Span[0].Start) }

// mostAbove is how many paragraphs in front of a footnote may carry its mark: two
// pages have fewer.
const mostAbove = 200

// sectionOfFootnote is the section of the paragraph in front of a footnote whose
// words carry its mark, on its page or the one before; "" where there is none.
func sectionOfFootnote(b *corpus.Block, above []Provision) string {
	if b.Mark == "" {
		return ""
	}
	end, _ := slices.BinarySearchFunc(above, b.Span.Start, func(p Provision, at int) int { return cmp.Compare(p.Span[0].Start, at) })
	for i := end - 1; i >= max(0, end-mostAbove) && above[i].Page >= b.Page-1; i-- {
		if glued(above[i].Text, b.Mark) {
			return above[i].Section
		}
	}
	return ""
}
