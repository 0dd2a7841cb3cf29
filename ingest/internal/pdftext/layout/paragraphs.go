package layout

import (
	"strings"

	"doichieu/corpus/marker"
	"doichieu/ingest/internal/grammar"
)

// paragraph is the block being put together.
type paragraph struct {
	lines  []Line
	inline int // number of the last "(1)" within the text
}

func (p *paragraph) first() *Line { return &p.lines[0] }
func (p *paragraph) last() *Line  { return &p.lines[len(p.lines)-1] }

func (p *paragraph) take(l Line) {
	p.lines = append(p.lines, l)
	text := l.Text
	if len(p.lines) == 1 {
		text = text[l.item.Len:]
	}
	for at := 0; at < len(text); at++ {
		if text[at] != '(' {
			continue
		}
		if m := marker.Parse(text[at:]); m.Kind == marker.Paren && m.Ordinal > 0 {
			p.inline = m.Ordinal
		}
	}
}

// Tolerances in points.
const (
	alignTol  = 2.5 // edges of lines that are aligned
	indentTol = 6.0 // a line that begins this much to the right is indented
	sizeTol   = 1.2 // sizes of type within one paragraph
	hanging   = 45  // the text of an item stands at most so far behind its marker
)

// joins decides whether next goes on with the paragraph.
func (h *habits) joins(p *paragraph, next Line) bool {
	prev := p.last()
	lower := grammar.StartsLower(next.Text) && !grammar.Ended(prev.Text) && next.item.Kind == marker.None
	switch {
	case prev.Column != next.Column || prev.Turned || next.Turned || len(p.lines) == 1 && grammar.IsTitle(prev.Text):
		return false
	case grammar.Hyphenated(prev.Text) && grammar.StartsWord(next.Text), grammar.SignGoesOn(prev.Text, next.Text),
		grammar.SplitSign(prev.Text, next.Text) && !h.apart(prev, next):
		return true
	case abs(prev.Size-next.Size) > sizeTol && !lower:
		return false
	case prev.Column:
		return joinsInColumn(p, next, lower)
	case (p.centred() || even(*prev)) && centred(next):
		return h.joinsCentred(p, next, lower)
	case p.centred() && next.X1-next.X0 < 0.9*next.area.width() && !lower:
		return false
	}
	full := full(prev, next)
	capsPrev, capsNext := grammar.Capitals(prev.Text), grammar.Capitals(next.Text)
	if capsPrev || capsNext && !grammar.Ended(prev.Text) && !grammar.Ended(next.Text) && len(next.Text) > 3 {
		return capsPrev && capsNext && next.item.Kind == marker.None && (!h.apart(prev, next) || full && h.stretched(prev, next)) && (full || grammar.BreaksOff(prev.Text))
	}
	if prev.Bold && p.first().Bold && !next.Bold && !full && !lower {
		return false
	}
	switch h.place(p, next) {
	case begins:
		// A line set apart begins a paragraph even in mid-sentence, unless it is
		// only that the indents vary.
		open := grammar.BreaksOff(prev.Text) && next.item.Kind == marker.None && prev.X0-prev.area.left > indentTol
		return (lower && full || open) && !h.apart(prev, next)
	case goesOn:
		if next.item.Kind != marker.None {
			return grammar.GoesOnAtMarker(prev.Text, next.Text, next.item, full, p.inline) ||
				full && !grammar.Ended(prev.Text) && (!capsNext || grammar.Ended(next.Text)) && next.item.Kind != marker.Plus
		}
		return full || lower
	}
	return h.joinsInBlock(p, next, lower, full)
}

// joinsInBlock is about lines whose places tell nothing: paragraphs without
// indents.
func (h *habits) joinsInBlock(p *paragraph, next Line, lower, full bool) bool {
	prev := p.last()
	switch {
	case next.item.Kind != marker.None:
		return grammar.GoesOnAtMarker(prev.Text, next.Text, next.item, full, p.inline)
	case lower:
		return true
	case h.apart(prev, next):
		return false
	case grammar.Ended(prev.Text):
		// A sentence that ends at the very edge: the paragraph goes on.
		return full && prev.X1 > prev.area.right-alignTol && grammar.LastRune(prev.Text) != ':'
	}
	return full || grammar.BreaksOff(prev.Text) || grammar.AsksForNumber(prev.Text) && grammar.StartsDigit(next.Text)
}

// What the place of a line says of it.
type placeSign int

const (
	unclear placeSign = iota
	begins            // a paragraph
	goesOn            // with the paragraph before
)

// place compares where next begins with where the paragraph's lines do.
func (h *habits) place(p *paragraph, next Line) placeSign {
	prev := p.last()
	// Pages may have margins of their own: places count from the text's edge.
	at := func(l *Line) float64 { return l.X0 - l.area.left }
	x, first, last := at(&next), at(p.first()), at(prev)
	switch {
	case h.indented && abs(x) <= alignTol && next.item.Kind == marker.None && full(prev, next) && h.stretched(prev, next):
		return goesOn
	case h.apart(prev, next):
		return begins
	case len(p.lines) > 1 && x > last+indentTol:
		return begins
	case len(p.lines) > 1 && abs(x-last) <= alignTol && last < first-alignTol:
		return goesOn
	case len(p.lines) > 1 && abs(x-last) <= alignTol && last > first+alignTol:
		return unclear // the lines of an item stand behind its marker
	case len(p.lines) == 1 && p.first().item.Kind != marker.None && x > first+alignTol && x < first+hanging:
		return unclear
	case len(p.lines) == 1 && x < first-indentTol:
		if h.indented && x > alignTol {
			return unclear
		}
		return goesOn
	case h.indented && x > indentTol:
		return begins
	case h.indented && abs(x) <= alignTol:
		return goesOn
	}
	return unclear
}

// full reports that the first word of next would not have fitted on prev.
func full(prev *Line, next Line) bool {
	return prev.X1+next.First > prev.area.right-1
}

// centred reports a line that stands in the middle of its area, with room at
// both sides.
func centred(l Line) bool {
	return even(l) && l.X0-l.area.left > indentTol
}

// even reports a line with as much room at its left as at its right.
func even(l Line) bool { return abs((l.X0-l.area.left)-(l.area.right-l.X1)) < 5 }

// centred reports that the lines are centred; the widest of them may fill the
// width.
func (p *paragraph) centred() bool {
	any := false
	for _, l := range p.lines {
		if centred(l) {
			any = true
		} else if !even(l) || len(p.lines) == 1 {
			return false
		}
	}
	return any
}

// joinsCentred is about the lines of a title.
func (h *habits) joinsCentred(p *paragraph, next Line, lower bool) bool {
	prev := p.last()
	if lower {
		return true
	}
	caps := grammar.Capitals(prev.Text)
	wide := prev.X1-prev.X0+next.First > prev.area.width()-1
	if caps != grammar.Capitals(next.Text) || prev.Bold != next.Bold || next.item.Kind != marker.None || grammar.Ended(prev.Text) ||
		h.apart(prev, next) && !(wide && h.stretched(prev, next)) {
		return false
	}
	if !caps && prev.Bold {
		return true // titles are broken by hand
	}
	return wide || grammar.BreaksOff(prev.Text) || caps && (prev.X1-prev.X0 > 0.5*prev.area.width() || prev.item.Kind == marker.None && grammar.Leans(next.Text))
}

// joinsInColumn is about the lines of a head or a signature block.
func joinsInColumn(p *paragraph, next Line, lower bool) bool {
	prev := p.last()
	if prev.area != next.area || next.item.Kind != marker.None {
		return false
	}
	wide := prev.X1-prev.X0+next.First > prev.area.width()-1
	switch {
	case lower:
		return true
	case grammar.Capitals(prev.Text) && grammar.Capitals(next.Text):
		return wide && prev.Bold == next.Bold && !signs(prev.Text) && !grammar.StartsPlace(next.Text)
	case grammar.AsksForNumber(prev.Text) && grammar.StartsDigit(next.Text):
		return true
	}
	return p.first().item.Kind == marker.Dash && !grammar.Ended(prev.Text) && (wide || grammar.BreaksOff(prev.Text))
}

// signs reports the line of a signature block that says for whom or in whose
// place is signed; the signer's office stands on a line of its own.
func signs(s string) bool {
	for _, w := range []string{"TM.", "T/M", "KT.", "TL.", "TUQ.", "Q."} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// piece is the line as a piece of a block.
func (l Line) piece() Piece {
	return Piece{Text: l.Text, Page: l.Page, Box: [4]float64{l.X0, l.Top, l.X1, l.Bottom}}
}
