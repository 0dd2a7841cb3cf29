package render

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"doichieu/compare"
)

// writeMarkdown writes a table in the dialect of GitHub: a column for each plan,
// parts of a cell on lines of their own (<br>). All that Markdown or HTML could
// take for mark-up is escaped.
func writeMarkdown(w io.Writer, in Input, lang string) error {
	l, err := labelsFor(lang)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	switch {
	case in.Hits != nil:
		markdownHits(out, in.Hits, l)
	case in.Mentions != nil:
		markdownMentions(out, in.Mentions, l)
	case in.Comparison == nil:
		markdownTasks(out, Tasks(in.Plans, nil), l)
		markdownSources(out, sourcesOf(in), false, l)
	default:
		markdownGrid(out, gridOf(in, l), in.Comparison, in.tables(l), l)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing Markdown: %w", err)
	}
	return nil
}

func markdownGrid(out *bufio.Writer, g grid, c *compare.Comparison, tables []table, l labels) {
	fmt.Fprintf(out, "# %s\n\n", g.title)
	head := []string{g.rowHeading}
	for i, col := range g.Columns {
		head = append(head, "**"+markdown(g.name(i))+"**<br>"+markdown(col.Number))
	}
	markdownRow(out, head)
	markdownRule(out, len(head))
	opens := g.groups()
	for i, row := range g.Rows {
		if opens[i] {
			markdownRow(out, append([]string{"**" + markdown(row.Group) + "**"}, make([]string, len(g.Columns))...))
		}
		cells := []string{markdown(g.label(row, l))}
		for _, cell := range row.Cells {
			var parts []string
			if s := g.status(cell, l); s != "" {
				parts = append(parts, "*"+markdown(s)+"*")
			}
			for _, e := range cell.Entries {
				parts = append(parts, markdownEntry(e, l))
			}
			if len(parts) == 0 {
				parts = []string{"–"}
			}
			cells = append(cells, strings.Join(parts, "<br><br>"))
		}
		markdownRow(out, cells)
	}
	for _, t := range tables {
		fmt.Fprintf(out, "\n## %s\n\n", t.title)
		markdownRow(out, t.headings())
		markdownRule(out, len(t.headings()))
		for _, row := range t.cells(l) {
			cells := make([]string, len(row))
			for i, s := range row {
				cells[i] = markdown(s)
			}
			markdownRow(out, cells)
		}
	}
	markdownSources(out, c.Plans, true, l)
	if len(c.Notes) > 0 {
		fmt.Fprintf(out, "\n## %s\n\n", l.Notes)
		for _, n := range c.Notes {
			fmt.Fprintf(out, "- %s (%s)\n", markdown(n.Message), markdown(n.Code))
		}
	}
}

// markdownSources says where everything came from. Without a comparison nothing
// has a counterpart.
func markdownSources(out *bufio.Writer, plans []compare.Column, compared bool, l labels) {
	fmt.Fprintf(out, "\n## %s\n\n", l.Sources)
	head := []string{l.Locality, l.PlanNumber, l.Issued, l.Issuer, l.File, l.Tasks, l.Matched, l.Sha}
	if !compared {
		head = slices.Delete(head, 6, 7)
	}
	markdownRow(out, head)
	markdownRule(out, len(head))
	for _, col := range plans {
		cells := []string{
			markdown(col.Place(compare.Lang(l.Lang))), markdown(col.Number), markdown(l.date(col.Issued)), markdown(col.Issuer),
			markdown(col.Source.Name), fmt.Sprint(col.Tasks), fmt.Sprint(col.Matched), "`" + markdown(col.Source.SHA256) + "`",
		}
		if !compared {
			cells = slices.Delete(cells, 6, 7)
		}
		markdownRow(out, cells)
	}
}

// markdownEntry is one task of a cell: the role of the row's agency, lead in bold, coordinating below it,
// then deadline, target and place.
func markdownEntry(m compare.Entry, l labels) string {
	var lines []string
	add := func(format, words string) {
		if words != "" {
			lines = append(lines, fmt.Sprintf(format, markdown(words)))
		}
	}
	add("*%s*", l.role(m))
	add("**%s**", l.agencies(m.Lead))
	add("+ %s", l.agencies(m.Coordinating))
	for _, d := range m.Deadlines {
		add("⏱ %s", l.dueWithWords(d))
	}
	for _, t := range m.Targets {
		add("◎ %s", t.Raw)
	}
	add("⚑ %s", l.flags(m.Flags))
	add("%s", m.Text)
	add("<sub>%s</sub>", l.placeOf(m.Member))
	return strings.Join(lines, "<br>")
}

func markdownTasks(out *bufio.Writer, rows []TaskRow, l labels) {
	fmt.Fprintf(out, "# %s\n\n", l.TasksTitle)
	markdownRow(out, []string{l.Locality, l.TaskID, l.Page, l.Text, l.Lead, l.Coordinating, l.Deadline, l.Target})
	markdownRule(out, 8)
	for _, r := range rows {
		markdownRow(out, []string{
			markdown(cmp.Or(l.place(r.Locality, r.Unit), r.Number, r.File)), markdown(r.Task), fmt.Sprint(r.Page) + l.ocr(r.OCR), markdown(r.Text),
			markdown(l.agencies(r.Lead)), markdown(l.agencies(r.Coordinating)),
			markdown(join(r.Deadlines, l.dueWithWords)),
			markdown(joinTargets(r.Targets)),
		})
	}
}

func markdownRow(out *bufio.Writer, cells []string) {
	fmt.Fprintf(out, "| %s |\n", strings.Join(cells, " | "))
}

func markdownRule(out *bufio.Writer, n int) {
	fmt.Fprintf(out, "|%s\n", strings.Repeat(" --- |", n))
}

// markdownEscapes keeps words from being read as mark-up. Autolinks are broken
// by escaping ":" before a slash and "@"; a table ends at "|".
var markdownEscapes = strings.NewReplacer(
	`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "~", `\~`, "#", `\#`,
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "://", `\://`, "www.", `www\.`, "@", "&#64;", "$", `\$`, "!", `\!`,
)

// markdown makes words safe inside a table cell.
func markdown(s string) string { return markdownEscapes.Replace(oneLine(s)) }
