package render

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"doichieu/compare"
	"doichieu/extract"
)

const (
	defaultWidth = 100 // columns of a terminal
	narrowest    = 19  // columns that a plan's column needs; below it rows are printed as lists
	absentNamed  = 12  // plans without the task that a list names; more are counted
)

// writeText writes for a terminal of in.Width columns. Plans stand side by side
// where each gets at least [narrowest] columns, else below each other within a
// row. Agencies, deadline, target and place are shown, the tasks' own words only
// where rows are lists.
func writeText(w io.Writer, in Input, lang string) error {
	l, err := labelsFor(lang)
	if err != nil {
		return err
	}
	total := in.Width
	if total <= 0 {
		total = defaultWidth
	}
	out := bufio.NewWriter(w)
	switch {
	case in.Hits != nil:
		textHits(out, in.Hits, l, in.Colour)
	case in.Mentions != nil:
		textMentions(out, in.Mentions, l, total)
	case in.Comparison == nil:
		textTasks(out, Tasks(in.Plans, nil), l, total)
	default:
		textComparison(out, in, l, total)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing text: %w", err)
	}
	return nil
}

// textComparison prints the matrix or the findings, then the tables that go with
// them.
func textComparison(out *bufio.Writer, in Input, l labels, total int) {
	g := gridOf(in, l)
	if in.Findings {
		textFindings(out, in.Comparison, l, total)
	} else if n := (total - 3*len(g.Columns)) / (len(g.Columns) + 1); n >= narrowest {
		textTable(out, g, l, total, n)
	} else {
		textLists(out, g, l, total)
	}
	for _, t := range in.tables(l) {
		if t.sheet == l.SheetFindings {
			continue // as a list of their own, or not at all
		}
		textExtra(out, t, l, total)
	}
	textCounts(out, g, in.Comparison, l, total)
}

// textTable prints a column for the label and one of n columns for each plan;
// what the division leaves goes to the label.
func textTable(out *bufio.Writer, g grid, l labels, total, n int) {
	widths := []int{total - (n+3)*len(g.Columns)}
	head := [][]string{wrap(strings.ToUpper(g.rowHeading), widths[0])}
	for i, c := range g.Columns {
		widths = append(widths, n)
		lines := wrap(strings.ToUpper(g.name(i)), n)
		if c.Number != c.Label {
			lines = append(lines, wrap(oneLine(c.Number), n)...)
		}
		head = append(head, lines)
	}
	textRow(out, head, widths)
	textRule(out, widths, "═", "╪")
	opens := g.groups()
	for i, row := range g.Rows {
		if i > 0 {
			textRule(out, widths, "─", "┼")
		}
		if opens[i] {
			textIndented(out, wrap("▌ "+oneLine(row.Group), total), "")
			textRule(out, widths, "─", "┼")
		}
		cells := [][]string{wrap(oneLine(g.label(row, l)), widths[0])}
		for _, cell := range row.Cells {
			cells = append(cells, g.textCell(cell, l, n))
		}
		textRow(out, cells, widths)
	}
	fmt.Fprintln(out)
	textIndented(out, wrap(l.Legend+": "+textLegend(l), total), "")
}

// textCell is the cell of one plan, a line for each thing.
func (g grid) textCell(cell compare.Cell, l labels, n int) []string {
	var status facts
	sign := "="
	for _, s := range cell.Statuses {
		if s.Status != compare.Kept && s.Status != compare.Unchanged {
			sign = "≠"
		}
	}
	status.add(sign, g.status(cell, l), n)
	if len(cell.Entries) == 0 {
		return append([]string{"–"}, status.lines...)
	}
	lines := status.lines
	if counts := g.counts(cell, l); counts != "" {
		lines = append(wrap(counts, n), "")
	}
	for i, e := range cell.Entries {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, g.textEntry(e, l, n)...)
		lines = append(lines, wrap("["+oneLine(l.placeOf(e.Member))+"]", n)...)
	}
	return lines
}

// textEntry is a task of a cell. By agency it is what the agency does and what
// the task is about; by deadline also who leads.
func (g grid) textEntry(e compare.Entry, l labels, n int) []string {
	var f facts
	switch g.Kind {
	case compare.ByAgency:
		sign := "+"
		switch e.Role {
		case extract.Lead:
			sign = "●"
		case extract.Implementing:
			sign = "→"
		}
		topic := e.Topic
		if e.Requested {
			topic += " (" + l.Asked + ")"
		}
		f.add(sign, l.withFormer(topic, e.Former), n)
	case compare.ByDeadline:
		f.add("●", l.agencies(e.Lead), n)
		f.add("·", e.Topic, n)
	case compare.ByTarget:
		for _, t := range e.Targets {
			f.add("%", t.Raw, n)
		}
		f.add("⚑", l.flags(e.Flags), n)
		return f.lines
	default:
		return textFacts(e.Member, l, n)
	}
	f.limits(e.Member, l, n)
	f.add("⚑", l.flags(e.Flags), n)
	return f.lines
}

// facts are lines that begin with a sign.
type facts struct{ lines []string }

// add wraps words to n columns behind the sign.
func (f *facts) add(sign, words string, n int) {
	if words = oneLine(words); words == "" {
		return
	}
	for i, line := range wrap(words, n-2) {
		if i > 0 {
			sign = " "
		}
		f.lines = append(f.lines, sign+" "+line)
	}
}

// limits adds the deadlines and targets of a task.
func (f *facts) limits(m compare.Member, l labels, n int) {
	for _, d := range m.Deadlines {
		f.add("»", Reviewed(cmp.Or(l.due(d), d.Raw), d.Review), n)
	}
	for _, t := range m.Targets {
		f.add("%", t.Raw, n)
	}
}

// textFacts are the agencies, deadlines and targets of a task, each behind its
// sign and wrapped to n columns.
func textFacts(m compare.Member, l labels, n int) []string {
	var f facts
	f.add("●", l.agencies(m.Lead), n)
	f.add("+", l.agencies(m.Coordinating), n)
	f.limits(m, l, n)
	return f.lines
}

func textLegend(l labels) string {
	return fmt.Sprintf("● %s  + %s  » %s  %% %s  – %s",
		l.LegendLead, l.LegendCoordinating, l.LegendDeadline, l.LegendTarget, l.Absent)
}

// textLists prints the plans of a row below each other.
func textLists(out *bufio.Writer, g grid, l labels, total int) {
	opens := g.groups()
	for i, row := range g.Rows {
		if opens[i] {
			textIndented(out, wrap("▌ "+oneLine(row.Group), total), "")
			fmt.Fprintln(out)
		}
		textIndented(out, wrap(fmt.Sprintf("%d. %s", i+1, oneLine(g.label(row, l))), total), "")
		var absent []string
		for c, cell := range row.Cells {
			if s := g.status(cell, l); s != "" {
				textIndented(out, wrap(g.name(c)+": "+oneLine(s), total-2), "  ")
			} else if len(cell.Entries) == 0 {
				absent = append(absent, g.name(c))
			}
			for _, e := range cell.Entries {
				textIndented(out, wrap(g.name(c)+" ["+oneLine(l.placeOf(e.Member))+"]", total-2), "  ")
				textIndented(out, g.textEntry(e, l, total-4), "    ")
				textIndented(out, wrap(oneLine(e.Text), total-6), "      ")
			}
		}
		textAbsent(out, absent, l, total)
		fmt.Fprintln(out)
	}
}

// textAbsent names those that have nothing, or says how many they are.
func textAbsent(out *bufio.Writer, absent []string, l labels, total int) {
	if len(absent) > absentNamed {
		absent = []string{strconv.Itoa(len(absent))}
	}
	if len(absent) > 0 {
		textIndented(out, wrap(l.Absent+": "+strings.Join(absent, ", "), total-2), "  ")
	}
}

// textFindings prints the findings as a list, both sides below each other.
func textFindings(out *bufio.Writer, c *compare.Comparison, l labels, total int) {
	words, name := l.statusWords(), planNames(c, l)
	for i, f := range c.Findings {
		textIndented(out, wrap(fmt.Sprintf("%d. %s: %s", i+1, words.findings[f.Kind], oneLine(f.Topic)), total), "")
		for _, s := range []compare.FindingSide{f.Here, f.Measure} {
			if s.Plan == "" {
				continue
			}
			head := oneLine(name[s.Plan])
			if s.Task == "" {
				head += ": " + cmp.Or(join(f.Gaps, func(g string) string { return words.gaps[g] }), l.Absent)
			} else {
				head += fmt.Sprintf(" [%s %d, %s]", l.PageShort, s.Page, oneLine(s.Task))
			}
			if s.Words != "" {
				head += ": " + oneLine(s.Words)
			}
			textIndented(out, wrap(head, total-2), "  ")
			textIndented(out, wrap(oneLine(s.Text), total-4), "    ")
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "%s: %d\n", l.Findings, len(c.Findings))
}

// textExtra prints a table as a list, a line for each row: "first, second:
// heading value, heading value". What is 0 or empty is left out.
func textExtra(out *bufio.Writer, t table, l labels, total int) {
	fmt.Fprintf(out, "\n%s\n", strings.ToUpper(t.title))
	for _, row := range t.cells(l) {
		var parts []string
		for i, s := range row[t.lead:] {
			if s = oneLine(s); s != "" && s != "0" {
				parts = append(parts, strings.ToLower(t.heads[t.lead+i].heading)+" "+s)
			}
		}
		line := oneLine(strings.Join(row[:t.lead], " · ")) + ": " + strings.Join(parts, " · ")
		textIndented(out, wrap(line, total-2), "  ")
	}
	fmt.Fprintln(out)
}

func textTasks(out *bufio.Writer, rows []TaskRow, l labels, total int) {
	plan := ""
	for i, r := range rows {
		if r.Plan != plan {
			if plan = r.Plan; i > 0 {
				fmt.Fprintln(out)
			}
			head := join([]string{l.place(r.Locality, r.Unit), r.Number, r.File}, oneLine)
			fmt.Fprintf(out, "%s\n", shorten(strings.ReplaceAll(head, "; ", " · "), total))
		}
		m := compare.Member{Task: r.Task, Page: r.Page, OCR: r.OCR, Lead: r.Lead, Coordinating: r.Coordinating, Deadlines: r.Deadlines, Targets: r.Targets}
		fmt.Fprintln(out)
		textIndented(out, wrap("["+oneLine(l.placeOf(m))+"]", total), "")
		textIndented(out, wrap(oneLine(r.Text), total-2), "  ")
		textIndented(out, textFacts(m, l, total-4), "    ")
	}
	if len(rows) == 0 {
		fmt.Fprintln(out, l.None)
	}
}

func textIndented(out *bufio.Writer, lines []string, indent string) {
	for _, line := range lines {
		fmt.Fprintln(out, strings.TrimRight(indent+line, " "))
	}
}

// textRow prints cells side by side.
func textRow(out *bufio.Writer, cells [][]string, widths []int) {
	height := 0
	for _, c := range cells {
		height = max(height, len(c))
	}
	for y := range height {
		parts := make([]string, len(cells))
		for x, c := range cells {
			if y < len(c) {
				parts[x] = c[y]
			}
			parts[x] = pad(parts[x], widths[x])
		}
		fmt.Fprintln(out, strings.TrimRight(strings.Join(parts, " │ "), " "))
	}
}

func textRule(out *bufio.Writer, widths []int, line, cross string) {
	parts := make([]string, len(widths))
	for i, w := range widths {
		parts[i] = strings.Repeat(line, w)
	}
	fmt.Fprintln(out, strings.Join(parts, line+cross+line))
}

// textCounts closes with what was compared, and the notes.
func textCounts(out *bufio.Writer, g grid, c *compare.Comparison, l labels, total int) {
	if len(g.Rows) == 0 {
		fmt.Fprintln(out, l.None)
	}
	fmt.Fprintf(out, "%s: %d\n", l.Rows, len(g.Rows))
	for i, col := range g.Columns {
		line := fmt.Sprintf("%s: %s %d, %s %d (%s)", g.name(i), strings.ToLower(l.Tasks), col.Tasks,
			strings.ToLower(l.Matched), col.Matched, oneLine(col.Source.Name))
		textIndented(out, wrap(line, total-2), "  ")
	}
	for _, n := range c.Notes {
		textIndented(out, wrap(l.Notes+": "+oneLine(n.Message)+" ("+n.Code+")", total-2), "  ")
	}
}
