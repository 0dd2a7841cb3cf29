package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/extract"
)

// sheet checks a table in each order of days, and keeps the one that fits best.
func (c *checker) sheet(s *sheet) {
	best := Result{}
	for order := range dateLayouts {
		s.dates = dateOrder(order)
		tried := &checker{result: Result{File: c.result.File}, originals: c.originals}
		for _, r := range s.rows {
			tried.row(s, r)
		}
		if order == 0 || len(tried.result.Mismatches) < len(best.Mismatches) {
			best = tried.result
		}
		if len(best.Mismatches) == 0 {
			break
		}
	}
	c.result.Rows += best.Rows
	c.result.Cells += best.Cells
	c.result.Unchecked += best.Unchecked
	c.result.Mismatches = append(c.result.Mismatches, best.Mismatches...)
}

// row checks a row of any table.
func (c *checker) row(s *sheet, r rowAt) {
	c.result.Rows++
	switch s.layout.Name {
	case "comparison":
		c.groups(s, r)
	case "findings":
		c.finding(s, r)
	case "coverage", "changes":
		c.unchecked(s, r)
	case "sources":
		if o := c.source(s, r, ""); o != nil {
			if cells, err := render.SourceCells(o.plan, s.layout.Lang); err == nil {
				c.nearest(s, r, "", []render.Cells{cells})
			}
		}
	case "quotes":
		if s.cell(r, "", s.marks.Sha) == "" { // a locality with nothing on the query
			c.unchecked(s, r)
			return
		}
		fallthrough
	default:
		if o := c.source(s, r, ""); o != nil {
			c.line(s, r, o)
		}
	}
}

// unchecked counts the cells of a row that no plan says.
func (c *checker) unchecked(s *sheet, r rowAt) {
	for _, cell := range r.cells[:min(len(r.cells), len(s.columns))] {
		if cell != "" {
			c.result.Unchecked++
		}
	}
}

// source is the original of a row, or of a plan in a row; nil if it is not among
// those given, which is a mismatch.
func (c *checker) source(s *sheet, r rowAt, plan string) *original {
	sha := strings.ToLower(s.cell(r, plan, s.marks.Sha))
	if sha == "" { // workbooks say it once, above the columns
		sha = reSHA.FindString(plan)
	}
	if o := c.originals[sha]; o != nil {
		return o
	}
	c.failRow(s, r, columnAt{plan, s.marks.Sha}.full(), sha, "no original with this SHA-256 was found")
	return nil
}

// line checks a row that stands for one task or value.
func (c *checker) line(s *sheet, r rowAt, o *original) {
	var fits []render.Cells
	add := func(cells render.Cells, err error) {
		if err == nil {
			fits = append(fits, cells)
		}
	}
	span := s.cell(r, "", s.marks.Span)
	switch s.layout.Name {
	case "tasks", "hits", "quotes":
		cells := map[string]func(render.HitRow, string) (render.Cells, error){
			"tasks":  func(r render.HitRow, lang string) (render.Cells, error) { return render.TaskCells(r.TaskRow, lang) },
			"hits":   render.HitCells,
			"quotes": render.QuoteCells,
		}[s.layout.Name]
		for _, t := range o.tasksOf(s.cell(r, "", s.marks.Task), span) {
			add(cells(t, s.layout.Lang))
		}
	case "values":
		for _, i := range o.valuesOf(s.cell(r, "", s.marks.Task), s.cell(r, "", s.marks.Field), span) {
			add(render.ValueCells(o.values[i], s.layout.Lang))
		}
	default:
		kind := map[string]compare.MatrixKind{"agencies": compare.ByAgency, "deadlines": compare.ByDeadline, "targets": compare.ByTarget}[s.layout.Name]
		for _, e := range o.entries(kind, s.placed(s.cell(r, "", s.marks.Place))) {
			cells, err := render.EntryCells(kind, e.Entry, o.plan, s.layout.Lang)
			if e.agency != "" {
				cells[s.marks.Agency] = e.agency
				if got := s.cell(r, "", s.marks.Agency); strings.EqualFold(got, e.agency) {
					cells[s.marks.Agency] = got // a row goes by the first of several spellings
				}
			}
			add(cells, err)
		}
	}
	if len(fits) > 0 {
		c.nearest(s, r, "", fits)
		return
	}
	words := cmp.Or(s.cell(r, "", s.marks.Quote), s.cell(r, "", s.marks.Text))
	at := o.at(parseSpans(span))
	c.result.Cells++
	c.fail(Mismatch{
		Sheet: s.name, Row: fmt.Sprint(r.number), Column: cmp.Or(s.marks.Quote, s.marks.Text), Want: at, Got: words,
		Reason: "nothing is read from this place of " + o.plan.Source.Name,
	})
}

// nearest checks the cells of a row against the rows that it may be, and keeps
// the one that fits best.
func (c *checker) nearest(s *sheet, r rowAt, plan string, fits []render.Cells) {
	var best []Mismatch
	cells, unchecked := 0, 0
	for n, want := range fits {
		var differ []Mismatch
		cells, unchecked = 0, 0
		for i, column := range s.columns {
			if column.plan != plan || i >= len(r.cells) {
				continue
			}
			value, known := want[column.heading]
			switch {
			case !known && r.cells[i] != "":
				unchecked++
			case known:
				cells++
				if got := r.cells[i]; !s.same(value, got) {
					differ = append(differ, Mismatch{Sheet: s.name, Row: fmt.Sprint(r.number), Column: column.full(), Want: fmt.Sprint(value), Got: got})
				}
			}
		}
		if n == 0 || len(differ) < len(best) {
			best = differ
		}
	}
	c.result.Cells += cells
	c.result.Unchecked += unchecked
	for _, m := range best {
		c.fail(m)
	}
}

// groups checks a row of a comparison by task, plan by plan.
func (c *checker) groups(s *sheet, r rowAt) {
	var plans []string
	for i, column := range s.columns {
		if column.plan == "" {
			if i < len(r.cells) && r.cells[i] != "" {
				c.result.Unchecked++
			}
		} else if !slices.Contains(plans, column.plan) {
			plans = append(plans, column.plan)
		}
	}
	for _, plan := range plans {
		c.group(s, r, plan)
	}
}

// group checks what a row of a comparison says of a plan.
func (c *checker) group(s *sheet, r rowAt, plan string) {
	said := false
	for i, column := range s.columns {
		said = said || column.plan == plan && column.heading != s.marks.Status && i < len(r.cells) && r.cells[i] != ""
	}
	if !said {
		if s.cell(r, plan, s.marks.Status) != "" {
			c.result.Unchecked++
		}
		return
	}
	o := c.source(s, r, plan)
	if o == nil {
		return
	}
	if s.cell(r, plan, s.marks.Place) == "" {
		c.failRow(s, r, columnAt{plan, s.marks.Text}.full(), s.cell(r, plan, s.marks.Text), "these words have no place")
		return
	}
	var entries []compare.Entry
	for line := range strings.SplitSeq(s.cell(r, plan, s.marks.Place), "\n") {
		place := s.placed(reNumbered.ReplaceAllString(line, ""))
		t, ok := o.task(place.task)
		if !ok {
			c.failRow(s, r, columnAt{plan, s.marks.Place}.full(), line, "there is no such task in %s", o.plan.Source.Name)
			return
		}
		entries = append(entries, entryOf(t))
	}
	if cells, err := render.GroupCells(entries, o.plan, s.layout.Lang); err == nil {
		c.nearest(s, r, plan, []render.Cells{cells})
	}
}

// reNumbered is the number of a task in a cell with several.
var reNumbered = lazy.MustCompile(`^\(\d+\) `)

// place is where a task stands: "tr. 3, II/4/a (OCR)", without a task for a target
// that none carries.
type place struct {
	page int
	task string
}

// placed reads a place.
func (s *sheet) placed(cell string) place {
	cell = strings.TrimSuffix(strings.TrimSpace(cell), " ("+s.marks.OCR+")")
	page, task, _ := strings.Cut(strings.TrimPrefix(cell, s.marks.PageShort+" "), ", ")
	n, _ := strconv.Atoi(page)
	return place{n, task}
}

// entryAt is a task in a matrix, by agency in the row of that agency.
type entryAt struct {
	compare.Entry
	agency string // "" where nobody leads, and in other matrices
}

// entries are the ways in which a task may stand in a matrix: by agency in each of
// its roles, by target with each of its targets.
func (o *original) entries(kind compare.MatrixKind, at place) []entryAt {
	var out []entryAt
	t, ok := o.task(at.task)
	if !ok {
		for _, target := range o.loose {
			if kind == compare.ByTarget && at.task == "" && target.Page == at.page {
				out = append(out, entryAt{looseEntry(o.plan.ID, target), ""})
			}
		}
		return out
	}
	e := entryOf(t)
	switch kind {
	case compare.ByTarget:
		for _, target := range t.Targets {
			e.Targets = []extract.Target{target}
			out = append(out, entryAt{e, ""})
		}
		return out
	case compare.ByAgency:
		for _, a := range slices.Concat(t.Lead, t.Coordinating, t.Implementing) {
			out = append(out, entryAt{e.Of(a), a.Name})
		}
	}
	return append(out, entryAt{e, ""})
}

// finding checks both sides of a finding.
func (c *checker) finding(s *sheet, r rowAt) {
	m := s.marks
	checked := 0
	for _, side := range []string{m.Here, m.Against} {
		at, sha := s.placed(s.cell(r, "", side+": "+m.Place)), strings.ToLower(s.cell(r, "", side+": "+m.Sha))
		if at.task == "" && sha == "" {
			continue // a task that is only here is held against nobody
		}
		o := c.originals[sha]
		if o == nil {
			c.failRow(s, r, side+": "+m.Sha, sha, "no original with this SHA-256 was found")
			continue
		}
		want := render.Cells{side + ": " + m.Number: o.plan.Number, side + ": " + m.Sha: o.plan.Source.SHA256}
		if at.task == "" { // what is absent has no words
			checked += c.said(s, r, want)
			continue
		}
		t, ok := o.task(at.task)
		if !ok {
			c.failRow(s, r, side+": "+m.Place, s.cell(r, "", side+": "+m.Place), "there is no such task in %s", o.plan.Source.Name)
			continue
		}
		want[side+": "+m.Text] = t.Text
		want[side+": "+m.Place] = fmt.Sprintf("%s %d, %s", m.PageShort, t.Page, t.Task)
		checked += c.said(s, r, want)
		c.words(s, r, side+": "+m.Words, o)
	}
	c.result.Unchecked += max(0, len(s.columns)-checked)
}

// said checks some cells of a row, without counting the others, and says how many
// they are.
func (c *checker) said(s *sheet, r rowAt, want render.Cells) int {
	before := c.result.Unchecked
	c.nearest(s, r, "", []render.Cells{want})
	c.result.Unchecked = before
	return len(want)
}

// words checks the words that differ: they are names, deadlines or targets of the
// plan.
func (c *checker) words(s *sheet, r rowAt, heading string, o *original) {
	said := s.cell(r, "", heading)
	if said == "" {
		return
	}
	c.result.Cells++
	var known []string
	for _, v := range o.values {
		if v.Field != render.FieldTask {
			known = append(known, render.Visible(v.Name), render.Visible(v.Quote))
		}
	}
	slices.SortFunc(known, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	rest := said
	for _, words := range known { // the longest first: one may hold another
		if words != "" {
			rest = strings.ReplaceAll(rest, words, "")
		}
	}
	if strings.Trim(rest, "; ") != "" {
		c.fail(Mismatch{Sheet: s.name, Row: fmt.Sprint(r.number), Column: heading, Got: said, Reason: "these are no agencies, deadlines or targets of " + o.plan.Source.Name})
	}
}

var reSpan = lazy.MustCompile(`\[(\d+),(\d+)\)`)

// parseSpans reads spans as tables write them.
func parseSpans(s string) extract.Spans {
	var out extract.Spans
	for _, m := range reSpan.FindAllStringSubmatch(s, -1) {
		start, _ := strconv.Atoi(m[1])
		end, _ := strconv.Atoi(m[2])
		out = append(out, corpus.Span{Start: start, End: end})
	}
	return out
}
