package compare

import (
	"cmp"
	"slices"
	"strings"

	"doichieu/extract"
	"doichieu/extract/vocab"
)

// view fills a matrix.
type view struct {
	comparison *Comparison
	matrix     *Matrix
	words      matrixWords
	columns    map[string]int // place of a plan
	at         map[string]int // place of a row, by its id
}

// row is the matrix row with the id, made if there is none.
func (v *view) row(id, label, group string) *MatrixRow {
	i, ok := v.at[id]
	if !ok {
		i = len(v.matrix.Rows)
		v.at[id] = i
		row := MatrixRow{ID: id, Label: label, Group: group, Score: 1, Cells: make([]Cell, len(v.matrix.Columns))}
		for k := range row.Cells {
			row.Cells[k].Entries = []Entry{}
		}
		v.matrix.Rows = append(v.matrix.Rows, row)
	}
	return &v.matrix.Rows[i]
}

// each calls f for every task of the comparison, plan by plan in reading order.
func (v *view) each(f func(column int, e Entry)) {
	entries := make([][]Entry, len(v.matrix.Columns))
	for _, row := range v.comparison.Rows {
		for _, m := range row.Members {
			if c, ok := v.columns[m.Plan]; ok {
				entries[c] = append(entries[c], Entry{Member: m, Row: row.ID, Topic: row.Topic})
			}
		}
	}
	for c, list := range entries {
		slices.SortStableFunc(list, func(a, b Entry) int { return cmp.Compare(start(a.Member), start(b.Member)) })
		for _, e := range list {
			f(c, e)
		}
	}
}

func start(m Member) int {
	if len(m.Span) == 0 {
		return 0
	}
	return m.Span[0].Start
}

func (r *MatrixRow) put(column int, e Entry) {
	r.Cells[column].Entries = append(r.Cells[column].Entries, e)
}

// byTask has the rows of the comparison as they are.
func (v *view) byTask() {
	for _, row := range v.comparison.Rows {
		r := v.row(row.ID, row.Topic, row.Section)
		r.Score = row.Score
		for _, m := range row.Members {
			if c, ok := v.columns[m.Plan]; ok {
				r.put(c, Entry{Member: m, Row: row.ID, Topic: row.Topic})
			}
		}
		for i := range row.Statuses {
			if c, ok := v.columns[row.Statuses[i].Plan]; ok {
				r.Cells[c].Statuses = append(r.Cells[c].Statuses, &row.Statuses[i])
			}
		}
	}
}

// noLead is the id of the row of tasks that nobody leads.
const noLead = "-"

// byAgency has a row for each agency that any plan gives a task to: what each
// locality gave to it, in which role. Tasks without a leading agency stand last.
// Agencies are sorted by level, then by how many plans give them something and
// how much.
func (v *view) byAgency() {
	agencies := vocab.Agencies()
	v.each(func(c int, e Entry) {
		if len(e.Lead) > 1 {
			e.Flags = []string{FlagLeads}
		}
		for _, list := range [][]extract.Assignment{e.Lead, e.Coordinating, e.Implementing} {
			for _, a := range list {
				known, _ := agencies.ByID(a.Agency)
				v.row(a.Agency, a.Name, v.words.level(known)).put(c, e.Of(a))
			}
		}
		if len(e.Lead) == 0 {
			v.row(noLead, v.words.noLead, v.words.noLead).put(c, e)
		}
	})
	for i := range v.matrix.Rows {
		r := &v.matrix.Rows[i]
		if plans, _ := r.weight(); plans == 1 && len(v.matrix.Columns) > 1 && r.ID != noLead {
			r.Flags = []string{FlagOneUses}
		}
	}
	slices.SortStableFunc(v.matrix.Rows, func(a, b MatrixRow) int {
		plansA, tasksA := a.weight()
		plansB, tasksB := b.weight()
		return cmp.Or(
			cmp.Compare(v.words.rank(a), v.words.rank(b)),
			cmp.Compare(plansB, plansA), cmp.Compare(tasksB, tasksA), strings.Compare(a.ID, b.ID),
		)
	})
}

// weight is how many plans have something in the row, and how many tasks.
func (r MatrixRow) weight() (plans, tasks int) {
	for _, c := range r.Cells {
		if len(c.Entries) > 0 {
			plans++
		}
		tasks += len(c.Entries)
	}
	return plans, tasks
}

// byDeadline has a row for each period in which something falls due, in order
// of time, then one for each recurrence, and one for what goes on all the time.
// Tasks without a time limit are not shown: the columns count them.
func (v *view) byDeadline() {
	order := map[string]string{}
	v.matrix.On = v.comparison.On
	v.each(func(c int, e Entry) {
		seen := map[string]bool{}
		for _, d := range e.Deadlines {
			p := v.words.period(d)
			if seen[p.id] {
				continue
			}
			seen[p.id] = true
			order[p.id] = p.order
			e.Flags = dueFlags(d, v.comparison.On)
			v.row(p.id, p.label, p.group).put(c, e)
		}
	})
	slices.SortStableFunc(v.matrix.Rows, func(a, b MatrixRow) int { return strings.Compare(order[a.ID], order[b.ID]) })
}
