package render

import (
	"fmt"
	"slices"
	"strings"

	"doichieu/compare"
	"doichieu/extract"
)

// grid is a matrix as every format shows it: a column for each plan, and in each
// cell the tasks that the plan has there, none for "absent".
type grid struct {
	*compare.Matrix
	title      string
	rowHeading string          // what the label of a row is: topic, agency, deadline
	held       map[string]bool // ids of the plans that are held against another
}

// gridOf is the matrix to write, by task where none was chosen.
func gridOf(in Input, l labels) grid {
	m := in.Matrix
	if m == nil {
		m = in.Comparison.Matrix(compare.ByTask, compare.Lang(l.Lang))
	}
	g := grid{Matrix: m, title: l.Title, rowHeading: l.Topic, held: map[string]bool{}}
	if in.Comparison != nil && m.Kind == compare.ByTask {
		if in.Comparison.OverTime != nil {
			g.title = l.TitleOverTime
		}
		for _, step := range in.Comparison.Steps() {
			g.held[step.Later] = true
		}
	}
	switch m.Kind {
	case compare.ByAgency:
		g.title, g.rowHeading = l.TitleByAgency, l.Agency
	case compare.ByDeadline:
		g.title, g.rowHeading = l.TitleByDeadline, l.Period
		if m.On != "" {
			g.title += " (" + l.date(m.On) + ")"
		}
	case compare.ByTarget:
		g.title, g.rowHeading = l.TitleByTarget, l.Year
	}
	return g
}

// rowKey names what the label of a row is, for the dictionary of columns.
func (g grid) rowKey() string {
	switch g.Kind {
	case compare.ByAgency:
		return "agency"
	case compare.ByDeadline:
		return "period"
	case compare.ByTarget:
		return "year"
	}
	return "topic"
}

// label of a row with its flags.
func (g grid) label(row compare.MatrixRow, l labels) string {
	if len(row.Flags) == 0 {
		return row.Label
	}
	return row.Label + " ⚑ " + l.flags(row.Flags)
}

// name of a column in one line.
func (g grid) name(column int) string { return oneLine(g.Columns[column].Label) }

// groups says for each row whether its group opens there: agencies and deadlines
// stand under their level and year. Rows by task name their section themselves.
func (g grid) groups() []bool {
	opens := make([]bool, len(g.Rows))
	for i, r := range g.Rows {
		opens[i] = g.Kind != compare.ByTask && r.Group != "" && (i == 0 || g.Rows[i-1].Group != r.Group)
	}
	return opens
}

// counts says how many tasks of a cell the row's agency leads, and in how many
// it helps; "" where one look tells.
func (g grid) counts(cell compare.Cell, l labels) string {
	if g.Kind != compare.ByAgency || len(cell.Entries) < 3 {
		return ""
	}
	leads := 0
	for _, e := range cell.Entries {
		if e.Role == extract.Lead {
			leads++
		}
	}
	return fmt.Sprintf("%s %d · %s %d", l.Lead, leads, l.Coordinating, len(cell.Entries)-leads)
}

// cellField is a part of a cell that tables with sub-columns show by itself.
type cellField struct {
	key     string
	heading string
	width   float64 // in a spreadsheet, in characters
	value   func(entries []compare.Entry) value
}

// status is what became of the tasks of the baseline, or of the plans before, in a
// cell; "" for none. Where there are several, each names its plan.
func (g grid) status(cell compare.Cell, l labels) string {
	return join(cell.Statuses, func(s *compare.RowStatus) string {
		words := l.status(s)
		at := slices.IndexFunc(g.Columns, func(h compare.Head) bool { return h.ID == s.Against })
		if len(cell.Statuses) > 1 && at >= 0 {
			words = l.Against + " " + g.name(at) + ": " + words
		}
		return words
	})
}

// fieldsOf are the parts of the cells of a column, the status among them where
// the plan is held against another.
func (g grid) fieldsOf(column int, l labels) []field {
	var fields []field
	if g.held[g.Columns[column].ID] {
		fields = append(fields, field{"status", l.Status, 34, func(c compare.Cell) value { return g.status(c, l) }})
	}
	for _, f := range cellFields(l) {
		fields = append(fields, field{f.key, f.heading, f.width, func(c compare.Cell) value { return f.value(c.Entries) }})
	}
	return fields
}

// field is a part of a cell with its status.
type field struct {
	key     string
	heading string
	width   float64
	value   func(compare.Cell) value
}

// cellFields are the parts of a cell, left to right. Where a plan has several
// tasks in one row, each part numbers them alike: "(1) ...", "(2) ...".
func cellFields(l labels) []cellField {
	return []cellField{
		{"text", l.Text, 46, each(func(e compare.Entry) string { return e.Text })},
		{"lead", l.Lead, 22, each(func(e compare.Entry) string { return l.agencies(e.Lead) })},
		{"coordinating", l.Coordinating, 22, each(func(e compare.Entry) string { return l.agencies(e.Coordinating) })},
		{"deadline", l.Deadline, 20, each(func(e compare.Entry) string {
			return join(e.Deadlines, func(d extract.Deadline) string { return Reviewed(d.Raw, d.Review) })
		})},
		{"due", l.DueDate, 12, func(entries []compare.Entry) value {
			var all []extract.Deadline
			for _, e := range entries {
				all = append(all, e.Deadlines...)
			}
			return day(earliest(all))
		}},
		{"target", l.Target, 20, each(func(e compare.Entry) string {
			return joinTargets(e.Targets)
		})},
		{"place", l.Place, 14, each(func(e compare.Entry) string { return l.placeOf(e.Member) })},
	}
}

// entryRow is a task in a cell of a matrix, on a line of its own: what tables
// show of matrices by agency and by deadline, whose cells may hold many tasks.
type entryRow struct {
	row    *compare.MatrixRow
	column string
	plan   compare.Column
	compare.Entry
}

// entries lists the tasks of a matrix, row by row, plan by plan.
func (g grid) entries() []entryRow {
	var out []entryRow
	for i := range g.Rows {
		for c, cell := range g.Rows[i].Cells {
			for _, e := range cell.Entries {
				out = append(out, entryRow{&g.Rows[i], g.name(c), g.Columns[c].Column, e})
			}
		}
	}
	return out
}

// entryColumns are the columns of such a table, left to right.
func (g grid) entryColumns(l labels) []column[entryRow] {
	columns := []column[entryRow]{
		{"group", l.Group, 20, func(e entryRow) value { return e.row.Group }},
		{g.rowKey(), g.rowHeading, 30, func(e entryRow) value { return e.row.Label }},
		{"column", l.Locality, 16, func(e entryRow) value { return e.column }},
	}
	if g.Kind == compare.ByAgency {
		columns = append(columns, column[entryRow]{"role", l.Role, 12, func(e entryRow) value { return l.role(e.Entry) }})
	}
	if g.Kind == compare.ByTarget {
		target := func(e entryRow) extract.Target { return append(e.Targets, extract.Target{})[0] }
		columns = append(columns,
			column[entryRow]{"op", l.Op, 9, func(e entryRow) value { return l.sign(target(e).Op) }},
			column[entryRow]{"amount", l.Value, 9, func(e entryRow) value { return target(e).Value }},
			column[entryRow]{"unit", l.Unit, 9, func(e entryRow) value { return target(e).Unit }},
		)
	}
	return append(columns,
		column[entryRow]{"flags", l.Flags, 20, func(e entryRow) value { return l.flags(slices.Concat(e.row.Flags, e.Flags)) }},
		column[entryRow]{"topic", l.Topic, 34, func(e entryRow) value { return e.Topic }},
		column[entryRow]{"text", l.Text, 70, func(e entryRow) value { return e.Text }},
		column[entryRow]{"lead", l.Lead, 24, func(e entryRow) value { return l.agencies(e.Lead) }},
		column[entryRow]{"coordinating", l.Coordinating, 24, func(e entryRow) value { return l.agencies(e.Coordinating) }},
		column[entryRow]{"deadline", l.Deadline, 24, func(e entryRow) value {
			return join(e.Deadlines, func(d extract.Deadline) string { return Reviewed(d.Raw, d.Review) })
		}},
		column[entryRow]{"due", l.DueDate, 13, func(e entryRow) value { return day(earliest(e.Deadlines)) }},
		column[entryRow]{"target", l.Target, 24, func(e entryRow) value { return joinTargets(e.Targets) }},
		column[entryRow]{"place", l.Place, 16, func(e entryRow) value { return l.placeOf(e.Member) }},
		column[entryRow]{"row", l.RowID, 12, func(e entryRow) value { return e.Entry.Row }},
		column[entryRow]{"plan", l.PlanID, 14, func(e entryRow) value { return e.plan.ID }},
		column[entryRow]{"number", l.PlanNumber, 16, func(e entryRow) value { return e.plan.Number }},
		column[entryRow]{"sha256", l.Sha, 68, func(e entryRow) value { return e.plan.Source.SHA256 }},
	)
}

// each applies part to the members and numbers the results where there are
// several.
func each(part func(compare.Entry) string) func([]compare.Entry) value {
	return func(members []compare.Entry) value {
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
			return Reviewed(l.agency(a)+" ("+l.Asked+")", a.Review)
		}
		return Reviewed(l.agency(a), a.Review)
	})
}

// agency names an agency, and the one that the plan names where the duty is shown
// under its heir.
func (l labels) agency(a extract.Assignment) string {
	if a.Former == nil {
		return a.Name
	}
	return l.withFormer(a.Name, a.Former.Name)
}

// withFormer puts the printed name of an agency behind words about its heir.
func (l labels) withFormer(words, former string) string {
	if former == "" {
		return words
	}
	return words + " (" + l.Printed + ": " + former + ")"
}

// place names a locality and, where a day was asked for, the unit that it belongs
// to then.
func (l labels) place(locality, unit string) string {
	return compare.Column{Locality: locality, Unit: unit}.Place(compare.Lang(l.Lang))
}

// role names what the row's agency does in a task.
func (l labels) role(e compare.Entry) string {
	name := map[extract.Role]string{extract.Lead: l.Lead, extract.Coordinating: l.Coordinating, extract.Implementing: l.Implementing}[e.Role]
	if e.Requested {
		name += " (" + l.Asked + ")"
	}
	return l.withFormer(name, e.Former)
}

// placeOf is where a task stands, "tr. 3, II/4/a", and a mark where its words
// were made by OCR.
func (l labels) placeOf(m compare.Member) string {
	if m.Task == "" { // a target that no task carries
		return fmt.Sprintf("%s %d", l.PageShort, m.Page)
	}
	return fmt.Sprintf("%s %d, %s%s", l.PageShort, m.Page, m.Task, l.ocr(m.OCR))
}

// ocr is the mark behind the place of words that were made by OCR.
func (l labels) ocr(made bool) string {
	if made {
		return " (" + l.OCR + ")"
	}
	return ""
}
