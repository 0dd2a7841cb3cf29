package render

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"

	"doichieu/compare"
	"doichieu/extract"
)

// markdownTerms lists what was asked for.
func markdownTerms(out *bufio.Writer, terms []Term) {
	for _, t := range terms {
		fmt.Fprintf(out, "- %s: %s\n", markdown(t.Name), markdown(t.Value))
	}
	fmt.Fprintln(out)
}

// markdownHits writes a line for each hit, the words that were found in bold; of
// groups a table for each.
func markdownHits(out *bufio.Writer, h *Hits, l labels) {
	fmt.Fprintf(out, "# %s\n\n", h.title(l))
	markdownTerms(out, h.terms(l))
	for i, g := range h.groups(l) {
		if i > 0 {
			fmt.Fprintln(out)
		}
		if g.heading != "" {
			fmt.Fprintf(out, "## %s\n\n", markdown(g.heading))
		}
		head := []string{l.Rank, l.SheetSources, l.Headings, l.Quote, l.Lead, l.Coordinating, l.Implementing, l.Deadline, l.Target, l.Place}
		markdownRow(out, head)
		markdownRule(out, len(head))
		for _, r := range g.rows {
			markdownHit(out, r, l)
		}
	}
	for _, f := range h.Facets {
		fmt.Fprintf(out, "\n## %s\n\n", markdown(l.facet(f.Name)))
		for _, v := range f.Values {
			fmt.Fprintf(out, "- %s: %d\n", markdown(l.facetValue(f.Name, v)), v.Count)
		}
	}
	markdownPlans(out, h.sources(), l)
}

func markdownHit(out *bufio.Writer, r HitRow, l labels) {
	rank := strconv.Itoa(r.Rank)
	if words := r.remark(l); words != "" {
		rank += "<br>*" + markdown(words) + "*"
	}
	markdownRow(out, []string{
		rank, markdown(strings.Join(r.where(l, r.DocType), "; ")) + "<br><sub>" + markdown(r.Plan) + "</sub>", markdown(r.Section), markdownMarked(r.words()),
		markdownAgencies(r.Lead, l), markdownAgencies(r.Coordinating, l), markdownAgencies(r.Implementing, l),
		markdown(join(r.Deadlines, l.dueWithWords)), markdown(joinTargets(r.Targets)), markdown(l.placeOfHit(r)),
	})
}

// markdownMarked is a text with the words in bold that are set off.
func markdownMarked(m marked) string {
	return strings.TrimSpace(m.write(func(s string) string { return markdownEscapes.Replace(onOneLine(s)) }, "**", "**"))
}

// markdownAgencies lists agencies by name and id.
func markdownAgencies(as []extract.Assignment, l labels) string {
	return join(as, func(a extract.Assignment) string {
		return markdown(l.agencies([]extract.Assignment{a})) + " <sub>" + markdown(a.Agency) + "</sub>"
	})
}

// markdownMentions writes a line for each query and a column for each locality.
func markdownMentions(out *bufio.Writer, m *Mentions, l labels) {
	fmt.Fprintf(out, "# %s\n\n", l.MentionsTitle)
	if len(m.Chosen) > 0 {
		markdownTerms(out, m.Chosen)
	}
	head := []string{l.Query}
	for _, name := range m.Localities {
		head = append(head, "**"+markdown(l.mentionedIn(name))+"**")
	}
	markdownRow(out, head)
	markdownRule(out, len(head))
	for _, row := range m.Rows {
		cells := []string{markdown(row.Query)}
		for _, c := range row.Cells {
			words := strconv.Itoa(c.Count)
			if c.Best != nil {
				words += "<br>" + markdownMarked(c.Best.words()) + "<br><sub>" + markdown(join([]string{c.Best.Number, l.placeOfHit(*c.Best)}, oneLine)) + "</sub>"
			}
			cells = append(cells, words)
		}
		markdownRow(out, cells)
	}
	markdownPlans(out, m.sources(), l)
}

// markdownPlans says which files hits come from.
func markdownPlans(out *bufio.Writer, plans []compare.Column, l labels) {
	fmt.Fprintf(out, "\n## %s\n\n", l.Sources)
	head := []string{l.PlanID, l.Locality, l.PlanNumber, l.Issued, l.DocTitle, l.File, l.Sha}
	markdownRow(out, head)
	markdownRule(out, len(head))
	for _, p := range plans {
		markdownRow(out, []string{
			markdown(p.ID), markdown(p.Place(compare.Lang(l.Lang))), markdown(p.Number), markdown(l.date(p.Issued)), markdown(p.Title),
			markdown(p.Source.Name), "`" + markdown(p.Source.SHA256) + "`",
		})
	}
}
