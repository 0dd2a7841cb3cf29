package extract

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus"
	"doichieu/corpus/marker"
	"doichieu/extract/vocab"
	"doichieu/extract/when"
)

// columns says which column of a table holds what; -1 where none does.
type columns struct{ number, task, lead, partner, time int }

// headOf reads the columns from a table's head row. A table lists tasks if it
// has a column for the work and one for who or when.
func headOf(cells []string) (columns, bool) {
	c := columns{-1, -1, -1, -1, -1}
	for i, cell := range cells {
		switch labelNamed(cell) {
		case numberLabel:
			c.number = first(c.number, i)
		case taskLabel:
			c.task = first(c.task, i)
		case leadLabel:
			c.lead = first(c.lead, i)
		case partnerLabel:
			c.partner = first(c.partner, i)
		case timeLabel:
			c.time = first(c.time, i)
		}
	}
	return c, c.task >= 0 && (c.lead >= 0 || c.time >= 0)
}

func first(old, i int) int {
	if old >= 0 {
		return old
	}
	return i
}

// tableRows reads a table: the rows of a table of tasks, else each as a
// provision.
func (x *extractor) tableRows(it *item) {
	rows := it.table.Cells
	if it.region != intro && len(rows) > 1 {
		for r := range min(3, len(rows)) {
			if head, ok := headOf(x.rowTexts(rows[r])); ok {
				x.rowProvisions(it, rows[:r], 1)
				x.tableTasks(it, rows[r+1:], head)
				return
			}
		}
	}
	if len(rows) > 1 && x.headsColumns(rows[0]) {
		x.rowProvisions(it, rows[1:], 2)
		return
	}
	x.rowProvisions(it, rows, 1)
}

// tableTasks reads the rows of a table of tasks. A row that only has a number
// and a heading groups the rows below; an empty cell under a filled one in the
// columns of owners and time repeats it, as merged cells do.
func (x *extractor) tableTasks(it *item, rows [][]corpus.Span, head columns) {
	section, n := it.parent.id, 0
	restarts := x.restarts(rows, head)
	var above []corpus.Span
	for i, row := range rows {
		if _, again := headOf(x.rowTexts(row)); again {
			continue
		}
		if head.task >= len(row) {
			x.cellsProvision(it, row, it.id+"/r"+strconv.Itoa(i+1), section)
			continue
		}
		n++
		if text, ok := x.groupRow(row, head); ok {
			section, above = x.groupSection(it, row, text, n), nil
			continue
		}
		filled := fillDown(row, above, head)
		above = filled
		within := it.id
		if restarts && section != it.parent.id {
			within = section
		}
		id := within + "/" + x.rowLabel(row, head, n)
		x.tableTask(it, filled, head, id, section)
		if rest := head.besides(x.doc.Text, row); rest != nil {
			x.cellsProvision(it, rest, id+"/c", section)
		}
	}
}

// besides are the cells of a row that give its task neither its words nor its
// agencies nor its time: products, notes. A word or two of that kind ("Báo cáo")
// say nothing without the task and are no provision. Of a row without a task
// they are all but the number.
func (c columns) besides(text string, row []corpus.Span) []corpus.Span {
	var out []corpus.Span
	n, empty := 0, trim(text, row[c.task]).Len() == 0
	for i, cell := range row {
		if i != c.number && i != c.task && (empty || i != c.lead && i != c.partner && i != c.time) {
			out = append(out, cell)
			n += words(cell.In(text))
		}
	}
	if !empty && n < 4 {
		return nil
	}
	return out
}

func (x *extractor) rowTexts(row []corpus.Span) []string {
	out := make([]string, len(row))
	for i, c := range row {
		out[i] = c.In(x.doc.Text)
	}
	return out
}

// groupRow reports whether a row is a heading for the rows below: only its
// first cells are filled, and one of them is in capitals or has a Roman
// number, or all columns but number and task are empty in it.
func (x *extractor) groupRow(row []corpus.Span, head columns) (string, bool) {
	text, filled := "", 0
	for i, c := range row {
		if c.Len() == 0 || strings.TrimSpace(c.In(x.doc.Text)) == "" || i == head.number {
			continue
		}
		filled++
		if text == "" {
			text = c.In(x.doc.Text)
		}
	}
	if filled != 1 {
		return "", false
	}
	roman := head.number >= 0 && head.number < len(row) && marker.Parse(strings.TrimSpace(row[head.number].In(x.doc.Text))+".").Kind == marker.Roman
	return text, roman || isCapitals(text) || marker.Parse(text).Kind == marker.Roman
}

// groupSection lists a group row as a section and returns its id.
func (x *extractor) groupSection(it *item, row []corpus.Span, heading string, n int) string {
	span := corpus.Span{Start: row[0].Start, End: row[len(row)-1].End}
	s := Section{
		ID: it.id + "/g" + strconv.Itoa(n), Level: 2, Heading: heading, Parent: it.parent.id,
		Span: span, Page: x.doc.PageAt(span.Start),
	}
	x.plan.Sections = append(x.plan.Sections, s)
	return s.ID
}

// fillDown repeats the owners and the time of the row above where a merged
// cell leaves the row's own empty. Partners are repeated only with the lead: a
// row with a lead of its own and no partner has none.
func fillDown(row, above []corpus.Span, head columns) []corpus.Span {
	if above == nil {
		return row
	}
	out := append([]corpus.Span(nil), row...)
	repeated := []int{head.lead, head.time}
	if head.lead >= 0 && head.lead < len(row) && row[head.lead].Len() == 0 {
		repeated = append(repeated, head.partner)
	}
	for _, c := range repeated {
		if c >= 0 && c < len(out) && c < len(above) && out[c].Len() == 0 {
			out[c] = above[c]
		}
	}
	return out
}

// restarts reports whether the numbers printed in the rows begin anew below a
// group row: then a row is told by its group and its number.
func (x *extractor) restarts(rows [][]corpus.Span, head columns) bool {
	seen, grouped := map[string]bool{}, false
	for i, row := range rows {
		if _, again := headOf(x.rowTexts(row)); again || head.task >= len(row) {
			continue
		}
		if _, ok := x.groupRow(row, head); ok {
			grouped = true
			continue
		}
		label := x.rowLabel(row, head, i)
		if grouped && seen[label] {
			return true
		}
		seen[label] = true
	}
	return false
}

// rowLabel is the number printed in a row, else its place.
func (x *extractor) rowLabel(row []corpus.Span, head columns, n int) string {
	if head.number >= 0 && head.number < len(row) {
		if printed := strings.Trim(row[head.number].In(x.doc.Text), " .)\n"); printed != "" && len(printed) < 12 {
			return printed
		}
	}
	return "r" + strconv.Itoa(n)
}

// tableTask writes the task of one row.
func (x *extractor) tableTask(it *item, row []corpus.Span, head columns, id, section string) {
	span := trim(x.doc.Text, row[head.task])
	if span.Len() == 0 {
		return
	}
	t := Task{ID: x.freeID(id), Section: section, Span: Spans{span}, Text: span.In(x.doc.Text), Page: x.doc.PageAt(span.Start), References: []Reference{}}
	for _, c := range []struct {
		column int
		role   Role
	}{{head.lead, Lead}, {head.partner, Coordinating}} {
		if c.column < 0 || c.column >= len(row) || row[c.column].Len() == 0 {
			continue
		}
		p := cellPassage(x.doc, row[c.column])
		for _, a := range x.columnOwners(&p, c.role) {
			if !assigned(t.Assignments, a.Agency) {
				t.Assignments = append(t.Assignments, a)
			}
		}
	}
	if head.time >= 0 && head.time < len(row) && row[head.time].Len() > 0 {
		p := cellPassage(x.doc, row[head.time])
		for _, d := range when.Cell(p.text, x.base) {
			t.Deadlines = append(t.Deadlines, x.deadline(&p, d))
		}
	}
	t.Assignments, t.Deadlines = nonNil(t.Assignments), nonNil(t.Deadlines)
	x.plan.Tasks = append(x.plan.Tasks, t)
	own := cellPassage(x.doc, row[head.task])
	if t.ID == x.watch {
		x.watched = &item{passage: own}
	}
	x.targetsOf(&own, t.ID)
}

// columnOwners reads the owners in a cell: those behind labels within it
// ("Chủ trì: Sở A; phối hợp: Sở B"), else all that it names. What the cell holds
// besides bodies that are known by their form is a body too: nothing else
// stands in such a column.
func (x *extractor) columnOwners(p *passage, role Role) []Assignment {
	labels := x.findLabels(&item{passage: *p})
	if len(labels) == 0 || labels[0].start > 0 {
		return x.cellOwners(p, corpus.Span{End: len(p.text)}, role, "column")
	}
	var out []Assignment
	for _, l := range labels {
		switch l.label {
		case leadLabel:
			out = append(out, x.cellOwners(p, l.value, Lead, "column")...)
		case partnerLabel:
			out = append(out, x.cellOwners(p, l.value, Coordinating, "column")...)
		}
	}
	return out
}

// unnamed are the parts of a cell, between marks, that hold no mention: bodies
// of which only the column tells that they are some.
func (s *sentence) unnamed() []vocab.Mention {
	var out []vocab.Mention
	k, from := 0, 0
	for i := 0; i <= len(s.text); i++ {
		for k < len(s.ms) && s.ms[k].Span.End <= i {
			k++
		}
		inside := k < len(s.ms) && s.ms[k].Span.Start < i
		if i < len(s.text) && (inside || !strings.ContainsRune(",;\n", rune(s.text[i]))) {
			continue
		}
		span := trim(s.text, corpus.Span{Start: from, End: i})
		from = i + 1
		held := k > 0 && s.ms[k-1].Span.End > span.Start || inside
		if m, ok := s.unnamedBody(span); ok && !held {
			out = append(out, m)
		}
	}
	return out
}

// unnamedBody makes a mention of a part of a cell that begins with a capital
// and has the length of a name.
func (s *sentence) unnamedBody(span corpus.Span) (vocab.Mention, bool) {
	name := strings.TrimRight(span.In(s.text), ". ")
	first, _ := utf8.DecodeRuneInString(name)
	lower := s.norm.Slice(span.Start, span.Start+len(name))
	if n := words(name); n < 2 || n > longestName || !unicode.IsUpper(first) || rePartner.MatchString(lower) || strings.Contains(name, ":") {
		return vocab.Mention{}, false
	}
	return vocab.Mention{Agency: "x:" + strings.TrimPrefix(lower, "các "), Name: name, Unknown: true, Span: corpus.Span{Start: span.Start, End: span.Start + len(name)}}, true
}

// longestName is how many words the name of a body has at most.
const longestName = 14

func assigned(list []Assignment, agency string) bool {
	for _, a := range list {
		if a.Agency == agency {
			return true
		}
	}
	return false
}

// freeID is the id, with ~2 and so on behind it where it is taken.
func (x *extractor) freeID(id string) string {
	free := id
	for n := 2; x.taken[free]; n++ {
		free = id + "~" + strconv.Itoa(n)
	}
	x.taken[free] = true
	return free
}

func cellPassage(doc *corpus.Document, s corpus.Span) passage {
	return passage{text: s.In(doc.Text), spans: Spans{s}, pieces: Spans{s}}
}
