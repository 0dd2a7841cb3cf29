package render

import (
	"iter"
	"slices"

	"doichieu/compare"
)

// head is the heading of a column.
type head struct {
	key     string // its name in the dictionary, the same in every language
	plan    string // label of the plan that a column of a comparison belongs to; "" for none
	heading string
	width   float64 // in a spreadsheet, in characters
}

// full is the heading in a table that has one line of them.
func (h head) full() string {
	if h.plan == "" {
		return h.heading
	}
	return h.plan + ": " + h.heading
}

// dataset is a table for programs, of which CSV files and the sheets of workbooks
// are made.
type dataset struct {
	name   string // of its CSV file
	title  string // of its sheet
	frozen int    // how many columns name the row
	heads  []head
	rows   iter.Seq[[]value]
}

// datasetOf is a dataset with a line for each of the rows.
func datasetOf[R any](name, title string, frozen int, columns []column[R], rows []R) dataset {
	s := dataset{name: name, title: title, frozen: frozen}
	for _, c := range columns {
		s.heads = append(s.heads, head{key: c.key, heading: c.heading, width: c.width})
	}
	s.rows = func(yield func([]value) bool) {
		for _, r := range rows {
			line := make([]value, len(columns))
			for i, c := range columns {
				line[i] = c.value(r)
			}
			if !yield(line) {
				return
			}
		}
	}
	return s
}

// records yields the heading and the lines as the words of a CSV file.
func (s dataset) records() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		line := make([]string, len(s.heads))
		for i, h := range s.heads {
			line[i] = csvCell(h.full())
		}
		if !yield(line) {
			return
		}
		for row := range s.rows {
			record := make([]string, len(row))
			for i, v := range row {
				record[i] = csvCell(v)
			}
			if !yield(record) {
				return
			}
		}
	}
}

// forPrograms is the table with all its columns.
func (t table) forPrograms() dataset {
	return dataset{name: t.name, title: t.sheet, frozen: 1, heads: t.heads, rows: slices.Values(t.rows)}
}

// tasksSheet is the long table of tasks.
func tasksSheet(in Input, l labels) dataset {
	return datasetOf("tasks", l.SheetTasks, 5, taskColumns(l), Tasks(in.Plans, in.Comparison))
}

// valuesSheet is the long table with one value a line.
func valuesSheet(in Input, l labels) dataset {
	return datasetOf(valuesSheetName, l.SheetValues, 6, valueColumns(l), Values(in.Plans, in.Comparison))
}

// Names of tables that are treated apart.
const (
	comparisonSheet = "comparison" // by task
	valuesSheetName = "values"
)

// byTask is the comparison by task, whatever point of view was asked for.
func (in Input) byTask(l labels) grid {
	if in.Matrix != nil && in.Matrix.Kind != compare.ByTask {
		in.Matrix = nil
	}
	return gridOf(in, l)
}

// dataset is the matrix as one table: by task a line for each row, with a group of
// columns for each plan; else a line for each task, since its cells may hold
// many.
func (g grid) dataset(l labels) dataset {
	switch g.Kind {
	case compare.ByAgency:
		return datasetOf("agencies", l.SheetAgencies, 3, g.entryColumns(l), g.entries())
	case compare.ByDeadline:
		return datasetOf("deadlines", l.SheetDeadlines, 3, g.entryColumns(l), g.entries())
	case compare.ByTarget:
		return datasetOf("targets", l.SheetTargets, 3, g.entryColumns(l), g.entries())
	}
	s := dataset{name: comparisonSheet, title: l.SheetMatrix, frozen: 1, heads: []head{
		{key: "topic", heading: g.rowHeading, width: 34}, {key: "row", heading: l.RowID, width: 14}, {key: "section", heading: l.Section, width: 24},
	}}
	for c := range g.Columns {
		for _, f := range g.fieldsOf(c, l) {
			s.heads = append(s.heads, head{f.key, g.name(c), f.heading, f.width})
		}
		s.heads = append(s.heads, head{"number", g.name(c), l.PlanNumber, 16}, head{"sha256", g.name(c), l.Sha, 68})
	}
	s.rows = func(yield func([]value) bool) {
		for _, row := range g.Rows {
			line := []value{row.Label, row.ID, row.Group}
			for c, cell := range row.Cells {
				for _, f := range g.fieldsOf(c, l) {
					line = append(line, f.value(cell))
				}
				if len(cell.Entries) > 0 {
					line = append(line, g.Columns[c].Number, g.Columns[c].Source.SHA256)
				} else {
					line = append(line, "", "")
				}
			}
			if !yield(line) {
				return
			}
		}
	}
	return s
}

// sourceRow is a plan that a table draws on, with the name of its columns.
type sourceRow struct {
	n int
	compare.Head
}

// headsOf are the plans that tables draw on, with the names of their columns.
func headsOf(in Input, l labels) []compare.Head {
	if in.Comparison != nil {
		return in.Comparison.Heads(compare.Lang(l.Lang))
	}
	return (&compare.Comparison{Plans: sourcesOf(in)}).Heads(compare.Lang(l.Lang))
}

// sourcesSheet says where everything came from.
func sourcesSheet(in Input, l labels) dataset {
	var rows []sourceRow
	for i, h := range headsOf(in, l) {
		rows = append(rows, sourceRow{i + 1, h})
	}
	return datasetOf("sources", l.SheetSources, 1, sourceColumns(l), rows)
}

// sourceColumns are the columns of the table of sources, left to right.
func sourceColumns(l labels) []column[sourceRow] {
	return []column[sourceRow]{
		{"n", l.Number, 6, func(r sourceRow) value { return r.n }},
		{"title", l.DocTitle, 60, func(r sourceRow) value { return r.Title }},
		{"locality", l.Locality, 18, func(r sourceRow) value { return l.place(r.Locality, r.Unit) }},
		{"number", l.PlanNumber, 18, func(r sourceRow) value { return r.Number }},
		{"issuer", l.Issuer, 30, func(r sourceRow) value { return r.Issuer }},
		{"issued", l.Issued, 14, func(r sourceRow) value { return day(r.Issued) }},
		{"file", l.File, 30, func(r sourceRow) value { return r.Source.Name }},
		{"sha256", l.Sha, 68, func(r sourceRow) value { return r.Source.SHA256 }},
		{"pages", l.Pages, 9, func(r sourceRow) value { return r.Source.Pages }},
		{"tasks", l.Tasks, 10, func(r sourceRow) value { return r.Tasks }},
		{"matched", l.Matched, 14, func(r sourceRow) value { return r.Matched }},
		{"plan", l.PlanID, 16, func(r sourceRow) value { return r.ID }},
		{"column", l.Column, 18, func(r sourceRow) value { return oneLine(r.Label) }},
	}
}

// mainSheet is the table that formats with one table show.
func (in Input) mainSheet(l labels) dataset {
	switch {
	case in.Hits != nil:
		return hitsSheet(in.Hits, l)
	case in.Mentions != nil:
		return quotesSheet(in.Mentions, l)
	case in.Long:
		return valuesSheet(in, l)
	case in.Comparison == nil:
		return tasksSheet(in, l)
	case in.Findings:
		return findings(in.Comparison, l).forPrograms()
	}
	return gridOf(in, l).dataset(l)
}

// sheets are all tables, the one asked for first: the comparison from each point
// of view, what goes with it, the tasks, their values and the sources.
func (in Input) sheets(l labels) []dataset {
	switch {
	case in.Hits != nil:
		return in.Hits.sheets(l)
	case in.Mentions != nil:
		return in.Mentions.sheets(l)
	}
	var out []dataset
	if in.Comparison != nil {
		first := gridOf(in, l)
		out = append(out, first.dataset(l))
		for _, kind := range compare.MatrixKinds() {
			if kind != first.Kind {
				in.Matrix = in.Comparison.Matrix(kind, compare.Lang(l.Lang))
				out = append(out, gridOf(in, l).dataset(l))
			}
		}
		for _, t := range in.tables(l) {
			out = append(out, t.forPrograms())
		}
	}
	return append(out, tasksSheet(in, l), valuesSheet(in, l), sourcesSheet(in, l))
}
