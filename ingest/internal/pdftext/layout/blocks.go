package layout

import (
	"doichieu/corpus"
	"doichieu/ingest/internal/grammar"
)

// Blocks puts the pages together. It is called once, behind the last Add.
func (r *Reader) Blocks() []Block {
	r.takeFurniture()
	r.areas()
	h := habits{size: r.bodySize()}
	lines := make([][]Line, len(r.pages))
	var all []Line
	open := false
	for i, p := range r.pages {
		p.takeFootnotes(h.size, open)
		open = p.openNote()
		p.dropMarks(&r.Counts)
		lines[i] = p.lines(h.size)
		all = append(all, lines[i]...)
	}
	h.measure(all)
	a := assembly{habits: h, counts: &r.Counts}
	for i, p := range r.pages {
		a.page(p, lines[i])
	}
	a.flush()
	return a.blocks
}

// assembly makes blocks of lines and tables in reading order.
type assembly struct {
	habits
	counts  *Counts
	blocks  []Block
	open    *paragraph
	table   *table
	waiting []Block // what interrupts the open paragraph or table
}

// page adds a page: what stands at its head, its lines and tables by their
// place, and what stands at its foot.
func (a *assembly) page(p *page, lines []Line) {
	for _, l := range p.head {
		a.furniture(l)
	}
	sortTables(p.tables)
	next := 0
	for _, l := range lines {
		for next < len(p.tables) && p.tables[next].top < l.Top && !l.Turned {
			a.addTable(p.tables[next])
			next++
		}
		a.line(l)
	}
	for ; next < len(p.tables); next++ {
		a.addTable(p.tables[next])
	}
	for _, n := range p.notes {
		a.footnote(n)
	}
	for _, s := range p.stamps {
		b := Block{Kind: corpus.Stamp}
		for _, l := range s {
			b.Lines = append(b.Lines, l.piece())
		}
		a.wait(b)
	}
	for _, l := range p.foot {
		a.furniture(l)
	}
}

func (a *assembly) furniture(l Line) {
	a.wait(Block{Kind: corpus.Furniture, Lines: Paragraph{l.piece()}})
}

// footnote adds a footnote; lines without a mark at the top of a page's notes
// go on with the last one of the page before.
func (a *assembly) footnote(lines []Line) {
	mark := noteMark(lines[0])
	b := Block{Kind: corpus.Footnote, Mark: mark}
	for i, l := range lines {
		if i == 0 && mark != "" {
			_, l.Text = splitMark(l.Text)
			if l.Lead != "" && l.Text == lines[0].Text {
				l.Text = lines[0].Text[len(l.Lead):]
			}
		}
		b.Lines = append(b.Lines, l.piece())
	}
	if last := a.lastNote(lines[0].Page - 1); mark == "" && last != nil {
		last.Lines = append(last.Lines, b.Lines...)
		return
	}
	a.counts.Footnotes++
	a.wait(b)
}

// lastNote is the footnote that was added last, if it reaches the page.
func (a *assembly) lastNote(page int) *Block {
	for _, list := range [][]Block{a.waiting, a.blocks} {
		for i := len(list) - 1; i >= 0; i-- {
			b := &list[i]
			if n := len(b.Lines); n > 0 && b.Lines[n-1].Page < page {
				break
			}
			if b.Kind == corpus.Footnote {
				return b
			}
		}
	}
	return nil
}

// wait adds a block now, or behind the paragraph or table that it interrupts.
func (a *assembly) wait(b Block) { a.waiting = append(a.waiting, b) }

// line adds a line of text.
func (a *assembly) line(l Line) {
	if grammar.IsRule(l.Text) {
		a.furniture(l)
		return
	}
	if a.table != nil {
		a.flush()
	}
	if a.open != nil && a.joins(a.open, l) {
		a.open.take(l)
		return
	}
	a.flush()
	a.open = &paragraph{}
	a.open.take(l)
}

// addTable adds a table, or goes on with the one that the page before broke off.
func (a *assembly) addTable(t *table) {
	if a.table != nil && a.table.page < t.page && sameColumns(a.table, t) {
		a.table.append(t, a.counts)
		a.table.page = t.page
		return
	}
	a.flush()
	a.table = t
}

// flush writes what is open and, behind it, what interrupted it.
func (a *assembly) flush() {
	switch {
	case a.open != nil:
		a.blocks = append(a.blocks, a.open.block())
	case a.table != nil:
		a.blocks = append(a.blocks, a.table.block())
	}
	a.open, a.table = nil, nil
	a.blocks = append(a.blocks, a.waiting...)
	a.waiting = a.waiting[:0]
}

// longestHeading is the length in bytes above which a bold paragraph is no
// heading.
const longestHeading = 300

// block is the paragraph as a block: a heading if it is all capitals, or bold
// and no sentence.
func (p *paragraph) block() Block {
	b := Block{Kind: corpus.Paragraph, Bold: true}
	caps, size := true, 0
	for _, l := range p.lines {
		b.Lines = append(b.Lines, l.piece())
		b.Bold = b.Bold && l.Bold
		caps = caps && grammar.Capitals(l.Text)
		size += len(l.Text)
	}
	if end := grammar.LastRune(p.last().Text); !p.first().Column && end != '.' && end != ';' && end != ',' && (caps || b.Bold && size < longestHeading) {
		b.Kind = corpus.Heading
	}
	return b
}
