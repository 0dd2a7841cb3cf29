// Package audit reads exports back and holds every cell against the originals:
// the words at the place that a row names, and the values that the program reads
// from them.
//
//  1. [Open] reads a file that the program exported (CSV, XLSX, JSON, DOCX), also
//     one that a spreadsheet or a word processor has opened and saved again:
//     tables are told by their headings, in any order and language.
//  2. [Export.Sources] names the files that the rows draw on, by SHA-256. The
//     caller finds them and reads them anew.
//  3. [Export.Check] makes each row again from the originals, with the columns of
//     package render, and compares it cell by cell. Cells that only a comparison
//     can say (topic, score, status, group) are counted as not checked.
//
// A row finds its counterpart by what it says of its place. Where several fit, or
// one of the cells was changed, the nearest is taken, so that a changed cell is
// one mismatch and not a lost row.
package audit

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/extract"
)

// ErrNoExport says that a file holds no table of this program.
var ErrNoExport = errors.New("this is no export of doichieu: no table in it has the headings of one")

// Source is a file that rows draw on.
type Source struct {
	SHA256 string
	Name   string // "" where the export does not say
}

// Original is a source read anew.
type Original struct {
	Doc  *corpus.Document
	Plan *extract.Plan
}

// Mismatch is a cell that the originals do not bear out.
type Mismatch struct {
	File   string `json:"file"`
	Sheet  string `json:"sheet"`  // "" where the file has one table
	Row    string `json:"row"`    // number of the row, from 1 for the heading; in JSON the path
	Column string `json:"column"` // heading; in JSON the name
	Want   string `json:"want"`   // what the original says
	Got    string `json:"got"`    // what the export says
	Reason string `json:"reason"` // "" where the two words say it
}

// Result is what a check found.
type Result struct {
	File       string     `json:"file"`
	Rows       int        `json:"rows"`
	Cells      int        `json:"cells"`     // held against the originals
	Unchecked  int        `json:"unchecked"` // cells with words that only a comparison can say
	Mismatches []Mismatch `json:"mismatches"`
}

// Export is a file that was read back.
type Export struct {
	file   string
	sheets []*sheet
	tree   any // of JSON, nil for the others
	report *report
}

// sheet is a table of an export.
type sheet struct {
	name    string
	layout  render.Layout
	marks   render.Marks
	columns []columnAt
	rows    []rowAt
	// serials says that days are numbers of days, as in a workbook.
	serials bool
	dates   dateOrder
}

// columnAt is a column with its heading and, in a comparison by task, the label
// of its plan.
type columnAt struct{ plan, heading string }

// full is the heading as messages name it.
func (c columnAt) full() string {
	if c.plan == "" {
		return c.heading
	}
	label, _, _ := strings.Cut(c.plan, "\n") // workbooks have the SHA-256 below it
	return label + ": " + c.heading
}

// rowAt is a row with its number in the file.
type rowAt struct {
	number int
	cells  []string
}

// cell is the cell below a heading, "" where there is none.
func (s *sheet) cell(r rowAt, plan, heading string) string {
	i := slices.Index(s.columns, columnAt{plan, heading})
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return strings.TrimPrefix(strings.TrimSpace(r.cells[i]), "'")
}

var reSHA = lazy.MustCompile(`\b[0-9a-f]{64}\b`)

// Sources lists the files that the rows of the export name, each once, in the
// order of their SHA-256.
func (e *Export) Sources() []Source {
	names := map[string]string{}
	add := func(sha, name string) {
		if sha = strings.ToLower(strings.TrimSpace(sha)); reSHA.MatchString(sha) {
			names[sha] = cmp.Or(names[sha], name)
		}
	}
	for _, s := range e.sheets {
		for _, r := range s.rows {
			for i, c := range s.columns {
				if i < len(r.cells) && (c.heading == s.marks.Sha || strings.HasSuffix(c.heading, ": "+s.marks.Sha)) {
					add(r.cells[i], s.cell(r, "", s.marks.File))
				}
			}
		}
	}
	walkJSON(e.tree, "", func(_ string, object map[string]any) {
		if sha, ok := object["sha256"].(string); ok {
			name, _ := object["file"].(string)
			if name == "" {
				name, _ = object["name"].(string)
			}
			add(sha, name)
		}
	})
	if e.report != nil {
		for _, s := range e.report.sources {
			add(s.SHA256, s.Name)
		}
	}
	var out []Source
	for sha, name := range names {
		out = append(out, Source{sha, name})
	}
	slices.SortFunc(out, func(a, b Source) int { return cmp.Compare(a.SHA256, b.SHA256) })
	return out
}

// Check holds the export against the originals, by SHA-256. Rows whose original
// is not among them are mismatches.
func (e *Export) Check(originals map[string]Original) Result {
	c := newChecker(e.file, originals)
	for _, s := range e.sheets {
		c.sheet(s)
	}
	if e.tree != nil {
		c.json(e.tree)
	}
	if e.report != nil {
		c.report(e.report)
	}
	return c.result
}

// checker collects what a check finds.
type checker struct {
	result    Result
	originals map[string]*original
}

func newChecker(file string, originals map[string]Original) *checker {
	c := &checker{result: Result{File: file, Mismatches: []Mismatch{}}, originals: map[string]*original{}}
	for sha, o := range originals {
		c.originals[sha] = newOriginal(o)
	}
	return c
}

// original is a source with what tables say of it.
type original struct {
	Original
	plan   compare.Column
	tasks  []render.HitRow // and the other provisions: tables of hits have both
	values []render.ValueRow
	loose  []extract.Target // targets that no task carries

	// Where tasks and values stand in the lists: rows look for theirs again and
	// again.
	taskAt, taskSpan      map[string][]int
	valueSpan, valueField map[string][]int // by span, and by task and field
	valueTree             map[int]map[string]any
}

func newOriginal(o Original) *original {
	plans := []*extract.Plan{o.Plan}
	out := &original{
		Original: o, plan: render.Plan(o.Plan.Document), tasks: render.HitRows(plans), values: render.Values(plans, nil),
		loose: o.Plan.TargetsByTask()[""], taskAt: map[string][]int{}, taskSpan: map[string][]int{},
		valueSpan: map[string][]int{}, valueField: map[string][]int{}, valueTree: map[int]map[string]any{},
	}
	put := func(m map[string][]int, key string, i int) { m[key] = append(m[key], i) }
	for i, t := range out.tasks {
		put(out.taskAt, t.Task, i)
		put(out.taskSpan, render.Spans(t.Span), i)
	}
	for i, v := range out.values {
		put(out.valueSpan, render.Spans(v.Span), i)
		put(out.valueField, v.Task+" "+v.Field, i)
	}
	return out
}

// task is the row of a task.
func (o *original) task(id string) (render.TaskRow, bool) {
	if at := o.taskAt[id]; len(at) > 0 {
		return o.tasks[at[0]].TaskRow, true
	}
	return render.TaskRow{}, false
}

// tasksOf are the rows that a line may be: those of its id, else those of its span.
func (o *original) tasksOf(id, span string) []render.HitRow {
	var out []render.HitRow
	for _, i := range either(o.taskAt[id], o.taskSpan[span]) {
		out = append(out, o.tasks[i])
	}
	return out
}

// valuesOf are the values that a line may be: those at its span that go by its task
// and field, else all at its span and all of its task and field.
func (o *original) valuesOf(task, field, span string) []int {
	here, named := o.valueSpan[span], o.valueField[task+" "+field]
	var both []int
	for _, i := range here {
		if slices.Contains(named, i) {
			both = append(both, i)
		}
	}
	if len(both) > 0 {
		return both
	}
	return either(here, named)
}

// either joins two lists, each number once, in order.
func either(a, b []int) []int {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

// valueJSON is a value as JSON has it.
func (o *original) valueJSON(i int) map[string]any {
	if o.valueTree[i] == nil {
		o.valueTree[i] = asJSON(o.values[i])
	}
	return o.valueTree[i]
}

// at is the text at a span, "" if it lies outside.
func (o *original) at(spans extract.Spans) string {
	for _, s := range spans {
		if s.Start < 0 || s.End < s.Start || s.End > len(o.Doc.Text) {
			return ""
		}
	}
	return spans.In(o.Doc.Text)
}

// entryOf is a task as a cell of a matrix has it.
func entryOf(t render.TaskRow) compare.Entry {
	return compare.Entry{Member: compare.Member{
		Plan: t.Plan, Task: t.Task, Text: t.Text, Lead: t.Lead, Coordinating: t.Coordinating, Implementing: t.Implementing,
		Deadlines: t.Deadlines, Targets: t.Targets, Section: t.Section, Page: t.Page, Span: t.Span, OCR: t.OCR,
	}}
}

// looseEntry is a target that no task carries, as a matrix by target has it.
func looseEntry(plan string, t extract.Target) compare.Entry {
	return compare.Entry{Member: compare.Member{Plan: plan, Text: t.Raw, Page: t.Page, Span: extract.Spans{t.Span}, Targets: []extract.Target{t}}}
}

func (c *checker) fail(m Mismatch) {
	m.File = c.result.File
	c.result.Mismatches = append(c.result.Mismatches, m)
}

// failRow reports a row that cannot be held against anything.
func (c *checker) failRow(s *sheet, r rowAt, column, got, format string, args ...any) {
	c.result.Cells++
	c.fail(Mismatch{Sheet: s.name, Row: fmt.Sprint(r.number), Column: column, Got: got, Reason: fmt.Sprintf(format, args...)})
}
