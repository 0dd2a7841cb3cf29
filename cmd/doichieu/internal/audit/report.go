package audit

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/corpus/lazy"
)

// report is an export for a word processor, read as any document is: its tables,
// and the plans that its last table names.
type report struct {
	marks   render.Marks
	lang    string
	tables  [][][]string
	columns []string // label of each source, as in the headings
	numbers []string
	sources []Source
}

// reportOf reads the tables of a document; nil if none of them names sources.
func reportOf(doc *corpus.Document) *report {
	r := &report{}
	for _, b := range doc.Blocks {
		if b.Kind != corpus.Table {
			continue
		}
		rows := b.Rows(doc.Text)
		if len(rows) == 0 || len(rows[0]) == 0 {
			continue
		}
		for y, row := range rows { // a row that was edited may be short, or long
			for len(row) < len(rows[0]) {
				row = append(row, "")
			}
			rows[y] = row[:len(rows[0])]
		}
		r.tables = append(r.tables, rows)
	}
	for _, lang := range render.Languages() {
		m, err := render.MarksIn("", lang)
		if err != nil {
			continue
		}
		for i, t := range r.tables {
			head := t[0]
			sha, file, number := slices.Index(head, m.Sha), slices.Index(head, m.File), slices.Index(head, m.Number)
			if head[0] != m.Column || sha < 0 || file < 0 || number < 0 {
				continue
			}
			r.marks, r.lang = m, lang
			r.tables = slices.Delete(r.tables, i, i+1)
			for _, row := range t[1:] {
				r.columns, r.numbers = append(r.columns, row[0]), append(r.numbers, row[number])
				r.sources = append(r.sources, Source{strings.Join(strings.Fields(row[sha]), ""), row[file]})
			}
			return r
		}
	}
	return nil
}

// reportPlace is the line that ends a task in a cell: "[tr. 3, II/4/a]".
var reportPlace = lazy.MustCompile(`^\[\S+ \d+(, .+)?\]$`)

// report checks the tables whose cells quote plans: comparisons, whose columns are
// plans, and the table of tasks.
func (c *checker) report(r *report) {
	for i, t := range r.tables {
		s := &sheet{name: fmt.Sprintf("table %d", i+1), marks: r.marks, layout: render.Layout{Lang: r.lang}}
		switch {
		case len(t[0]) > 2 && t[0][0] == r.marks.Locality && t[0][1] == r.marks.Place:
			c.reportTasks(s, t)
		case len(t[0]) > 1 && r.plan(t[0][1]) >= 0:
			c.reportGrid(s, r, t)
		default:
			c.reportFindings(s, r, t)
		}
	}
}

// reportFindings checks a table of findings, whose sides name their plans by the
// label, and counts the cells of other tables.
func (c *checker) reportFindings(s *sheet, r *report, t [][]string) {
	layout, columns := layoutOf(t[0])
	found := layout != nil && layout.Name == "findings"
	if found {
		s.layout, s.columns = *layout, columns
		for _, side := range []string{s.marks.Here, s.marks.Against} {
			s.columns = append(s.columns, columnAt{heading: side + ": " + s.marks.Sha})
		}
	}
	for y, row := range t[1:] {
		c.result.Rows++
		if !found {
			c.result.Unchecked += len(row)
			continue
		}
		cells := slices.Clone(row)
		for _, side := range []string{s.marks.Here, s.marks.Against} {
			sha := ""
			at := slices.Index(t[0], side)
			if at >= 0 && slices.Contains(r.columns, row[at]) {
				sha = r.sources[slices.Index(r.columns, row[at])].SHA256
			}
			cells = append(cells, sha)
		}
		c.finding(s, rowAt{y + 2, cells})
	}
}

// plan is the place of the source that a heading names, or -1.
func (r *report) plan(heading string) int {
	for i := range r.columns {
		if strings.Join(strings.Fields(heading), " ") == strings.Join(strings.Fields(r.columns[i]+" "+r.numbers[i]), " ") {
			return i
		}
	}
	return -1
}

// reportGrid checks a comparison.
func (c *checker) reportGrid(s *sheet, r *report, t [][]string) {
	for y, row := range t[1:] {
		c.result.Rows++
		at := rowAt{y + 2, row}
		for x, cell := range row {
			p := -1
			if x > 0 {
				p = r.plan(t[0][x])
			}
			if p < 0 {
				c.result.Unchecked++
				continue
			}
			o := c.originals[r.sources[p].SHA256]
			if o == nil {
				c.failRow(s, at, t[0][x], r.sources[p].SHA256, "no original with this SHA-256 was found")
				continue
			}
			c.reportCell(s, at, strings.ReplaceAll(t[0][x], "\n", " "), cell, o)
		}
	}
}

// reportCell checks the tasks of a cell. What stands in front of the first is what
// became of the baseline's task there.
func (c *checker) reportCell(s *sheet, at rowAt, column, cell string, o *original) {
	var lines []string
	for line := range strings.SplitSeq(cell, "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, s.marks.Flags+": ") {
			continue
		}
		lines = append(lines, line)
		if !reportPlace.MatchString(line) {
			continue
		}
		c.result.Cells++
		where := s.placed(strings.Trim(line, "[]"))
		var ways []compare.Entry
		for _, kind := range []compare.MatrixKind{compare.ByTask, compare.ByAgency, compare.ByTarget} {
			for _, e := range o.entries(kind, where) {
				ways = append(ways, e.Entry)
			}
		}
		nearest := ""
		ok := false
		for i, e := range ways {
			want, _ := render.EntryLines(e, s.layout.Lang)
			for k := range want {
				want[k] = strings.TrimSpace(render.Visible(want[k]))
			}
			if i == 0 {
				nearest = strings.Join(want, "\n")
			}
			n := len(lines) - len(want)
			if n >= 0 && n <= 1 && slices.Equal(lines[n:], want) {
				ok = true
				break
			}
		}
		if !ok {
			reason := ""
			if nearest == "" {
				reason = "nothing is read from this place of " + o.plan.Source.Name
			}
			c.fail(Mismatch{Sheet: s.name, Row: fmt.Sprint(at.number), Column: column, Want: nearest, Got: strings.Join(lines, "\n"), Reason: reason})
		}
		lines = nil
	}
	switch {
	case len(lines) == 0:
	case lines[len(lines)-1] == "–": // nothing, perhaps below what became of the task
		c.result.Unchecked++
	default:
		c.failRow(s, at, column, strings.Join(lines, "\n"), "these words have no place")
	}
}

// reportTasks checks the table of tasks.
func (c *checker) reportTasks(s *sheet, t [][]string) {
	for y, row := range t[1:] {
		c.result.Rows++
		c.result.Cells += len(row)
		at, task := rowAt{y + 2, row}, s.placed(row[1]).task
		var best []string
		least := len(row) + 1
		for _, sha := range slices.Sorted(maps.Keys(c.originals)) {
			known, ok := c.originals[sha].task(task)
			if !ok {
				continue
			}
			want, _ := render.TaskWords(known, s.layout.Lang)
			if n := differing(want, row); n < least {
				best, least = want, n
			}
		}
		if best == nil {
			c.failRow(s, at, s.marks.Place, row[1], "there is no such task in any of the originals")
			continue
		}
		for x := range row {
			if x < len(best) && render.Visible(best[x]) != row[x] {
				c.fail(Mismatch{Sheet: s.name, Row: fmt.Sprint(at.number), Column: t[0][x], Want: best[x], Got: row[x]})
			}
		}
	}
}

// differing counts the cells that are not as they should be.
func differing(want, got []string) int {
	n := 0
	for x := range got {
		if x >= len(want) || render.Visible(want[x]) != got[x] {
			n++
		}
	}
	return n
}
