package render

import (
	"bufio"
	"fmt"
	"strings"
)

// The escape sequences that set words off: bold yellow, and back.
const (
	markOn  = "\x1b[1;33m"
	markOff = "\x1b[0m"
)

// textHits prints hits one below the other, each with its plan, place, owners and
// deadlines, and behind them the counts of the facets.
func textHits(out *bufio.Writer, h *Hits, l labels, colour bool) {
	if len(h.Rows) == 0 {
		fmt.Fprintln(out, l.NoHits)
	}
	for _, g := range h.groups(l) {
		if g.heading != "" {
			fmt.Fprintf(out, "▌ %s\n\n", oneLine(g.heading))
		}
		for _, r := range g.rows {
			where := r.where(l)
			if g.heading != "" {
				where = nil
			}
			textHit(out, r, where, l, colour)
		}
	}
	for _, f := range h.Facets {
		for _, v := range f.Values {
			fmt.Fprintf(out, "%s\t%d\t%s\n", oneLine(f.Name), v.Count, oneLine(l.facetValue(f.Name, v)))
		}
	}
}

// textHit prints a hit; where names its plan, if no heading has named it.
func textHit(out *bufio.Writer, r HitRow, where []string, l labels, colour bool) {
	where = append(where, oneLine(l.placeOfHit(r)))
	fmt.Fprintf(out, "%d. %s  [%s %s]", r.Rank, strings.Join(where, ", "), oneLine(r.Plan), oneLine(r.File))
	if words := r.remark(l); words != "" {
		fmt.Fprintf(out, "  (%s)", words)
	}
	fmt.Fprintln(out)
	line := func(words string) {
		if words = strings.TrimSpace(words); words != "" {
			fmt.Fprintf(out, "   %s\n", words)
		}
	}
	line(oneLine(r.Section))
	on, off := "", ""
	if colour {
		on, off = markOn, markOff
	}
	line(r.words().write(onOneLine, on, off))
	for _, d := range r.duties(l) {
		line(d.name + ": " + oneLine(l.agencies(d.agencies)))
	}
	for _, d := range r.Deadlines {
		line(l.Period + ": " + oneLine(l.dueWithWords(d)))
	}
	fmt.Fprintln(out)
}

// textMentions prints for each query the localities that have something on it,
// with the place of the best hit, and then those that have nothing.
func textMentions(out *bufio.Writer, m *Mentions, l labels, total int) {
	for i, row := range m.Rows {
		textIndented(out, wrap(fmt.Sprintf("%d. %s: %d", i+1, oneLine(row.Query), row.Total), total), "")
		var absent []string
		for _, c := range row.Cells {
			if c.Best == nil {
				absent = append(absent, l.mentionedIn(c.Locality))
				continue
			}
			head := fmt.Sprintf("%s: %d  [%s]", l.mentionedIn(c.Locality), c.Count, oneLine(strings.TrimPrefix(c.Best.Number+", ", ", ")+l.placeOfHit(*c.Best)))
			textIndented(out, wrap(head, total-2), "  ")
			textIndented(out, wrap(oneLine(c.Best.Text), total-4), "    ")
		}
		textAbsent(out, absent, l, total)
		fmt.Fprintln(out)
	}
}
