package render

import (
	"fmt"
	"strings"

	"doichieu/compare"
	"doichieu/extract"
)

// grid is the comparison as every format shows it: a column for each plan, and
// in each cell the tasks that the plan has there, none for "absent".
type grid struct {
	rowHeading string // what the label of a row is: topic, agency, deadline
	columns    []gridColumn
	rows       []gridRow
}

type gridColumn struct {
	name string // short and unique: the locality, with the number where two share it
	compare.Column
}

type gridRow struct {
	id, label, section string
	score              float64
	cells              [][]compare.Member // by column
}

func newGrid(in Input, l labels) grid {
	g := grid{rowHeading: l.Topic, columns: gridColumns(in.Comparison.Plans)}
	at := map[string]int{}
	for i, c := range g.columns {
		at[c.ID] = i
	}
	for _, row := range in.Comparison.Rows {
		r := gridRow{id: row.ID, label: row.Topic, section: row.Section, score: row.Score, cells: make([][]compare.Member, len(g.columns))}
		for _, m := range row.Members {
			if i, ok := at[m.Plan]; ok {
				r.cells[i] = append(r.cells[i], m)
			}
		}
		g.rows = append(g.rows, r)
	}
	return g
}

// gridColumns names the columns. A plan without locality goes by its number,
// one without number by its file.
func gridColumns(plans []compare.Column) []gridColumn {
	count := map[string]int{}
	for _, p := range plans {
		count[p.Locality]++
	}
	columns := make([]gridColumn, len(plans))
	seen := map[string]bool{}
	for i, p := range plans {
		name := p.Locality
		if name == "" || count[name] > 1 {
			name = strings.TrimSpace(name + " " + firstOf(p.Number, p.Source.Name, p.ID))
		}
		if seen[name] {
			name += " " + p.ID
		}
		seen[name] = true
		columns[i] = gridColumn{name: oneLine(name), Column: p}
	}
	return columns
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// cellField is a part of a cell that tables with sub-columns show by itself.
type cellField struct {
	heading string
	width   float64 // in a spreadsheet, in characters
	value   func(members []compare.Member) value
}

// cellFields are the parts of a cell, left to right. Where a plan has several
// tasks in one row, each part numbers them alike: "(1) ...", "(2) ...".
func cellFields(l labels) []cellField {
	return []cellField{
		{l.Text, 46, each(func(m compare.Member) string { return m.Text })},
		{l.Lead, 22, each(func(m compare.Member) string { return l.agencies(m.Lead) })},
		{l.Coordinating, 22, each(func(m compare.Member) string { return l.agencies(m.Coordinating) })},
		{l.Deadline, 20, each(func(m compare.Member) string {
			return join(m.Deadlines, func(d extract.Deadline) string { return d.Raw })
		})},
		{l.DueDate, 12, func(members []compare.Member) value {
			var all []extract.Deadline
			for _, m := range members {
				all = append(all, m.Deadlines...)
			}
			return day(earliest(all))
		}},
		{l.Target, 20, each(func(m compare.Member) string {
			return joinTargets(m.Targets)
		})},
		{l.Place, 14, each(l.placeOf)},
	}
}

// each applies part to the members and numbers the results where there are
// several.
func each(part func(compare.Member) string) func([]compare.Member) value {
	return func(members []compare.Member) value {
		if len(members) == 1 {
			return part(members[0])
		}
		var lines []string
		for i, m := range members {
			if s := part(m); s != "" {
				lines = append(lines, fmt.Sprintf("(%d) %s", i+1, s))
			}
		}
		return strings.Join(lines, "\n")
	}
}

// agencies lists agencies by name; one that is only asked is marked.
func (l labels) agencies(as []extract.Assignment) string {
	return join(as, func(a extract.Assignment) string {
		if a.Requested {
			return a.Name + " (" + l.Asked + ")"
		}
		return a.Name
	})
}

// placeOf is where a task stands: "tr. 3, II/4/a".
func (l labels) placeOf(m compare.Member) string {
	return fmt.Sprintf("%s %d, %s", l.PageShort, m.Page, m.Task)
}
