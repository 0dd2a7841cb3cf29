package layout

import (
	"slices"
	"strings"

	"doichieu/ingest/internal/grammar"
)

// The rule above footnotes: its length, the share of the page's width that it
// takes at most, and the share of the height below which it stands.
const (
	ruleLeast = 30.0
	ruleMost  = 0.6
	ruleBelow = 0.25
	mostRules = 10 // that are tried on a page
)

// takeFootnotes moves the footnotes of a page out of its bands. body is the
// size of the document's text; open says that the last footnote of the page
// before goes on here.
func (p *page) takeFootnotes(body float64, open bool) {
	at := p.footnotesAt(body, open)
	if at == len(p.bands) {
		return
	}
	raised := slices.ContainsFunc(p.bands[at:], func(b band) bool { return b.line().Lead != "" })
	for _, b := range p.bands[at:] {
		l := b.line()
		mark := noteMark(l)
		if raised && l.Lead == "" {
			mark = "" // a line that a number happens to begin: "Điều" and "8 Nghị định"
		}
		switch n := len(p.notes); {
		case mark != "" || n == 0:
			p.notes = append(p.notes, []Line{l})
		default:
			p.notes[n-1] = append(p.notes[n-1], l)
		}
	}
	p.bands = p.bands[:at]
}

// openNote reports that the last footnote of the page stops in mid-sentence.
func (p *page) openNote() bool {
	if len(p.notes) == 0 {
		return false
	}
	last := p.notes[len(p.notes)-1]
	return !grammar.Ended(last[len(last)-1].Text)
}

// footnotesAt is the index of the first band of footnotes.
func (p *page) footnotesAt(body float64, open bool) int {
	tried := 0
	for _, r := range p.rules {
		if tried == mostRules {
			break
		}
		if r.to-r.from < ruleLeast || r.to-r.from > ruleMost*p.width || r.at < ruleBelow*p.height || r.from > p.area.left+0.1*p.width {
			continue
		}
		tried++
		at := len(p.bands)
		for at > 0 && p.bands[at-1].bottom > r.at && p.bands[at-1].top > r.at-0.3*body {
			at--
		}
		if p.areNotes(at, body, open) && !p.tableBelow(r.at) {
			return at
		}
	}
	// Without a rule the mark must be raised and the type plainly smaller.
	at := len(p.bands)
	for at > 0 && p.bands[at-1].line().Size < 0.9*body {
		at--
	}
	if at > 0 && at < len(p.bands) && p.bands[at].line().Lead != "" && p.bands[at].top > ruleBelow*p.height && !p.tableBelow(p.bands[at].top) {
		return at
	}
	return len(p.bands)
}

// areNotes reports that the bands from at on can be footnotes: none is larger
// than the text and one begins with a mark, or all are smaller and an open
// footnote goes on in them.
func (p *page) areNotes(at int, body float64, open bool) bool {
	marked, small := false, at < len(p.bands)
	for _, b := range p.bands[at:] {
		l := b.line()
		if l.Size > body+0.3 || l.Turned {
			return false
		}
		marked = marked || noteMark(l) != ""
		small = small && l.Size < 0.95*body
	}
	return marked || open && small
}

func (p *page) tableBelow(y float64) bool {
	for _, t := range p.tables {
		if t.bottom > y {
			return true
		}
	}
	return false
}

// noteMark is the mark that a footnote's first line begins with: raised, or a
// number or stars before a capital; "" for another line.
func noteMark(l Line) string {
	if l.Lead != "" {
		return l.Lead
	}
	mark, rest := splitMark(l.Text)
	if mark == "" || l.item.Len > 0 && mark[0] != '*' || !grammar.StartsUpper(rest) {
		return ""
	}
	return mark
}

// splitMark cuts the mark off the start of a footnote's text.
func splitMark(s string) (mark, rest string) {
	n := 0
	switch {
	case strings.HasPrefix(s, "["), strings.HasPrefix(s, "("):
		if end := strings.IndexAny(s[:min(len(s), 6)], "])"); end > 1 && strings.Trim(s[1:end], "0123456789*") == "" {
			n = end + 1
		}
	default:
		for n < len(s) && n < 3 && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		if n == 0 {
			for n < len(s) && n < 3 && s[n] == '*' {
				n++
			}
		}
	}
	return strings.Trim(s[:n], "[]()"), strings.TrimLeft(s[n:], " ")
}

// dropMarks takes the marks of the page's footnotes out of its lines.
func (p *page) dropMarks(counts *Counts) {
	marks := map[string]bool{}
	for _, n := range p.notes {
		if m := noteMark(n[0]); m != "" {
			marks[strings.Trim(m, "[]()")] = true
		}
	}
	if len(marks) == 0 {
		return
	}
	drop := func(l *Line) {
		for i := len(l.Marks) - 1; i >= 0; i-- {
			m := l.Marks[i]
			if m.start > 0 && marks[strings.Trim(l.Text[m.start:m.end], "[]() ")] {
				l.Text = strings.TrimRight(l.Text[:m.start], " ") + l.Text[m.end:]
				counts.Marks++
			}
		}
	}
	for i := range p.bands {
		for k := range p.bands[i].parts {
			drop(&p.bands[i].parts[k])
		}
	}
	for _, t := range p.tables {
		for _, row := range t.rows {
			for c := range row {
				for k := range row[c].lines {
					drop(&row[c].lines[k])
				}
			}
		}
	}
}
