package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/extract"
	"doichieu/ingest"
)

type compareOptions struct {
	output
	filters
	timeOptions
	by       string
	shared   bool
	baseline string
	findings bool
	on       string
}

func newCompareCommand(a *app) *cobra.Command {
	opts := compareOptions{output: output{formats: tableFormats()}}
	cmd := command(&cobra.Command{
		Use:   "compare [ID|FILE]...",
		Short: "Lay plans side by side",
		Long: `Lay plans side by side, a column for each. Tasks that give the same action on
the same object stand in one row, whoever does it and by when; a cell says who
leads, who helps, by when, with which target, and where it is printed.

Without names, all plans of the library are compared; files are read without a
library. What has no task and no number, type or issuer of a document is no
plan: a note names it, and it has no column.

--by agency shows what each locality gave to each agency, --by deadline what
falls due when, --by target the indicators and their yearly steps. By task, the
filters keep each row in which any plan has such a task; from the other points
of view they keep those tasks.

--baseline puts one plan first and says of each of its tasks what became of it
in the others: kept, changed (other lead, other time, other target), weaker,
not found (with the tasks that come nearest), or unknown where pages or the end
of a plan could not be read; and which tasks are local additions.

--over-time puts the plans of each locality in order of issue and says of each
task what became of it since the plan before: new, dropped, moved to another
lead (by the plan's choice, or by law, which is named), re-dated, re-targeted,
reworded, unchanged. Plans of a province that was merged belong to the new one.

--as-of shows localities and agencies as a day finds them by law: a plan of Hải
Dương under Hải Phòng from 2025-07-01 on. What is printed stays beside it.

--findings lists the differences worth a reader's eye, the most telling first:
another lead, a later date or none, a lower target, a task that all plans but
one have, or only one; web pages, workbooks and Markdown show them in any case.`,
		Example: `  doichieu compare a.pdf b.docx -o so-sanh.xlsx
  doichieu compare ke-hoach/ --by agency --agency so-y-te
  doichieu compare --by deadline --from 2025-06 --to 2025-12 -o han.html
  doichieu compare a.txt b.txt --shared --json
  doichieu compare --baseline trung-uong.pdf ke-hoach/ -o so-sanh.xlsx
  doichieu compare --baseline trung-uong.pdf ke-hoach/ -o bao-cao.docx
  doichieu compare ke-hoach/ --agency so-y-te -o han.ics
  doichieu compare --over-time ke-hoach-2024.pdf ke-hoach-2025.pdf
  doichieu compare ke-hoach/ --by agency --as-of 2025-07-01 -o co-quan.xlsx
  doichieu compare ke-hoach/ --findings --format csv -o khac-biet.csv`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return runCompare(cmd.Context(), a, opts, args) },
	})
	opts.output.AddFlags(cmd)
	opts.addLong(cmd)
	opts.filters.AddFlags(cmd)
	a.addReadingFlags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&opts.by, "by", string(compare.ByTask), "point of `view`: "+strings.Join(views(), ", "))
	flags.BoolVar(&opts.findings, "findings", false, "list the differences worth a reader's eye instead of the table")
	flags.StringVar(&opts.on, "on", "", "by deadline: mark what is due and overdue on this `day` (2025-01-31)")
	flags.StringVar(&opts.baseline, "baseline", "", "hold the others against this `plan`: a document of the library or a file")
	opts.timeOptions.addFlags(flags)
	flags.BoolVar(&opts.shared, "shared", false, "only tasks that more than one plan has")
	// The flag exists, so that registering its completion cannot fail.
	_ = cmd.RegisterFlagCompletionFunc("by", cobra.FixedCompletions(views(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// views are the values of --by.
func views() []string {
	var list []string
	for _, k := range compare.MatrixKinds() {
		list = append(list, string(k))
	}
	return list
}

func runCompare(ctx context.Context, a *app, opts compareOptions, refs []string) (err error) {
	if err := opts.checkAll(); err != nil {
		return err
	}
	in := &inputs{app: a}
	defer func() { err = errors.Join(err, in.close()) }()
	readings, failed := in.plans(ctx, refs)
	if failed != nil && len(readings) == 0 {
		return failed
	}
	readings, aside := eachOnce(readings)
	readings, strays := plansOnly(readings)
	aside = append(aside, strays...)
	var plans []*extract.Plan
	for _, r := range readings {
		a.noteNoTask(r)
		r.plan = opts.read(r.plan)
		if opts.plan(r.plan) {
			plans = append(plans, r.plan)
		}
	}
	if opts.baseline != "" {
		base, err := opts.readBaseline(ctx, in)
		if err != nil {
			return err
		}
		readings, plans = withBaseline(base, readings, plans)
	}
	if len(plans) < 2 {
		problem := "there is nothing to compare: a comparison needs at least two plans"
		for _, n := range aside {
			problem += ", and " + n.Message
		}
		return &hintError{errors.New(problem), "name files or documents, or add plans to the library"}
	}
	plans, single, err := opts.inOrder(plans)
	if err != nil {
		return err
	}
	aside = append(aside, single...)
	for _, n := range aside {
		a.notef("%s", n.Message)
	}
	verdicts, lost := in.verdicts(readings)
	table := opts.lay(plans, gapsByPlan(readings), verdicts, compare.Lang(a.lang))
	table.Comparison.Notes = append(table.Comparison.Notes, slices.Concat(aside, unreadPages(readings), lost)...)
	if err := a.writeTable(&opts.output, table); err != nil {
		return err
	}
	shared := 0
	for _, row := range table.Comparison.Rows {
		if inSeveral(row) {
			shared++
		}
	}
	a.countf("%d tasks in %d rows, %d of them in more than one of %d plans", members(table.Comparison), len(table.Comparison.Rows), shared, len(plans))
	return failed
}

// readBaseline reads the baseline, and names it in the options by its id.
func (o *compareOptions) readBaseline(ctx context.Context, in *inputs) (*reading, error) {
	base, err := in.plan(ctx, o.baseline)
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading the baseline: %w", withPath(err, o.baseline))
	case len(base.plan.Tasks) == 0:
		return nil, &hintError{
			fmt.Errorf("%s: no task was found in the baseline, so nothing can be held against it", o.baseline),
			"choose a plan with tasks; doichieu show says what was read of a document",
		}
	}
	base.plan = o.read(base.plan)
	o.baseline = base.plan.Document.ID
	return base, nil
}

// eachOnce keeps each document once, and notes those that were given again.
func eachOnce(readings []*reading) (once []*reading, notes []corpus.Note) {
	first := map[string]*reading{}
	for _, r := range readings {
		if same := first[r.doc.ID]; same != nil {
			notes = append(notes, corpus.Note{
				Code: compare.NoteSameSource, Severity: corpus.Warning,
				Message: fmt.Sprintf("%s is the same document as %s and stands in the comparison once", r.doc.Source.Name, same.doc.Source.Name),
			})
			continue
		}
		first[r.doc.ID] = r
		once = append(once, r)
	}
	return once, notes
}

// plansOnly leaves out what is no plan and notes it: a README beside the plans, an
// article from the web. It has no task, nor anything of a plan's record: an empty
// column would say of a locality that it lacks everything. A document that could
// not be read whole stays, since it may be a plan all the same.
func plansOnly(readings []*reading) (plans []*reading, notes []corpus.Note) {
	gaps := gapsByPlan(readings)
	for _, r := range readings {
		d := r.plan.Document
		if len(r.plan.Tasks) > 0 || d.Number != "" || d.DocType != "" || d.Issuer != "" || len(gaps[d.ID]) > 0 {
			plans = append(plans, r)
			continue
		}
		notes = append(notes, corpus.Note{
			Code: compare.NoteNoPlan, Severity: corpus.Warning,
			Message: r.doc.Source.Name + " has no task, and no number, type or issuer of a document: it is no plan and has no column",
		})
	}
	return plans, notes
}

// withBaseline puts the baseline in front, once.
func withBaseline(base *reading, readings []*reading, plans []*extract.Plan) ([]*reading, []*extract.Plan) {
	id := base.plan.Document.ID
	readings = slices.DeleteFunc(readings, func(r *reading) bool { return r.plan.Document.ID == id })
	plans = slices.DeleteFunc(plans, func(p *extract.Plan) bool { return p.Document.ID == id })
	return append([]*reading{base}, readings...), append([]*extract.Plan{base.plan}, plans...)
}

// gapsByPlan says what of each document could not be read.
func gapsByPlan(readings []*reading) map[string][]string {
	gaps := map[string][]string{}
	for _, r := range readings {
		id := r.plan.Document.ID
		if slices.ContainsFunc(r.doc.Pages, corpus.Page.Unread) {
			gaps[id] = append(gaps[id], compare.GapPages)
		}
		if cutShort(r) {
			gaps[id] = append(gaps[id], compare.GapCut)
		}
	}
	return gaps
}

// cutFile reports that the file of a document breaks off.
func cutFile(doc *corpus.Document) bool {
	return slices.ContainsFunc(doc.Notes, func(n corpus.Note) bool { return n.Code == ingest.NoteCut && n.Severity == corpus.Problem })
}

// cutShort reports whether the file breaks off, or the text ends within a
// provision: its last words are those of a task, and no stop closes them.
func cutShort(r *reading) bool {
	if cutFile(r.doc) {
		return true
	}
	text := strings.TrimRightFunc(r.doc.Text, unicode.IsSpace)
	end := 0
	for _, t := range r.plan.Tasks {
		for _, s := range t.Span {
			end = max(end, s.End)
		}
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	return end > 0 && end >= len(text) && !strings.ContainsRune(".;!?)/”\"", last)
}

// lay compares the plans and keeps what the options ask for.
func (o *compareOptions) lay(plans []*extract.Plan, gaps map[string][]string, verdicts []compare.Verdict, lang compare.Lang) render.Input {
	c := compare.Compare(plans, compare.Options{Baseline: o.baseline, Gaps: gaps, Verdicts: verdicts, Steps: o.steps})
	kind := compare.MatrixKind(o.by)
	rows := []compare.Row{}
	for _, row := range c.Rows {
		if o.shared && !inSeveral(row) {
			continue
		}
		passing := slices.DeleteFunc(slices.Clone(row.Members), func(m compare.Member) bool { return !o.task(taskOf(m)) })
		if len(passing) == 0 {
			continue
		}
		if kind != compare.ByTask {
			row.Members = passing
		}
		rows = append(rows, row)
	}
	c.Rows = rows
	c.Cover(gaps)
	if kind == compare.ByTask && !o.overTime {
		c.Findings = c.FindDifferences(gaps)
	}
	c.On = o.on
	if o.some() {
		c.KeepTaskTargets()
	}
	m := c.Matrix(kind, lang)
	if kind == compare.ByAgency && (len(o.agencies) > 0 || o.role != "") {
		m.Rows = slices.DeleteFunc(m.Rows, func(r compare.MatrixRow) bool { return !o.agencyRow(&r) })
	}
	return render.Input{Comparison: c, Matrix: m, Findings: o.findings, Plans: keepTasks(plans, c, o.some())}
}

// unreadPages notes the documents with pages of which no text was kept, or whose
// end is missing: what a plan seems to lack may stand there.
func unreadPages(readings []*reading) []corpus.Note {
	var notes []corpus.Note
	for _, r := range readings {
		var pages []string
		for _, p := range r.doc.Pages {
			if p.Unread() {
				pages = append(pages, strconv.Itoa(p.Number))
			}
		}
		if len(pages) > 0 {
			notes = append(notes, corpus.Note{
				Code: compare.NoteUnreadPages, Severity: corpus.Problem,
				Message: fmt.Sprintf("%s: no text could be read from page %s; what seems to be missing may stand there", r.doc.Source.Name, strings.Join(pages, ", ")),
			})
		}
		if cutFile(r.doc) {
			notes = append(notes, corpus.Note{
				Code: compare.NoteUnreadPages, Severity: corpus.Problem,
				Message: r.doc.Source.Name + ": the file is cut short; what seems to be missing may have stood behind its last words",
			})
		}
	}
	return notes
}

// agencyRow keeps of a row by agency what the filters on agency and role let
// through, and reports whether anything is left.
func (o *compareOptions) agencyRow(r *compare.MatrixRow) bool {
	any := false
	for i := range r.Cells {
		r.Cells[i].Entries = slices.DeleteFunc(r.Cells[i].Entries, func(e compare.Entry) bool {
			for _, as := range taskOf(e.Member).Assignments {
				if as.Agency == r.ID && as.Role == e.Role && o.owner(as) {
					return false
				}
			}
			return true
		})
		any = any || len(r.Cells[i].Entries) > 0
	}
	return any
}

// taskOf is the task behind a member, as far as filters look at it.
func taskOf(m compare.Member) extract.Task {
	return extract.Task{ID: m.Task, Assignments: slices.Concat(m.Lead, m.Coordinating, m.Implementing), Deadlines: m.Deadlines}
}

// some reports whether only some of the tasks are shown.
func (o *compareOptions) some() bool {
	return len(o.agencies) > 0 || o.role != "" || o.from != "" || o.to != "" || o.shared
}

// keepTasks gives the plans with those tasks and their targets only that stand in
// the comparison, for the tables that go with it. Targets of no task stay while
// all tasks do.
func keepTasks(plans []*extract.Plan, c *compare.Comparison, some bool) []*extract.Plan {
	type name struct{ plan, task string }
	shown := map[name]bool{}
	for _, row := range c.Rows {
		for _, m := range row.Members {
			shown[name{m.Plan, m.Task}] = true
		}
	}
	out := []*extract.Plan{}
	for _, p := range plans {
		q := *p
		q.Tasks = slices.DeleteFunc(slices.Clone(p.Tasks), func(t extract.Task) bool { return !shown[name{p.Document.ID, t.ID}] })
		q.Targets = slices.DeleteFunc(slices.Clone(p.Targets), func(t extract.Target) bool {
			return t.Task == "" && some || t.Task != "" && !shown[name{p.Document.ID, t.Task}]
		})
		out = append(out, &q)
	}
	return out
}

// inSeveral reports whether tasks of more than one plan stand in a row.
func inSeveral(row compare.Row) bool {
	return slices.ContainsFunc(row.Members, func(m compare.Member) bool { return m.Plan != row.Members[0].Plan })
}

// members counts the tasks of a comparison.
func members(c *compare.Comparison) int {
	n := 0
	for _, row := range c.Rows {
		n += len(row.Members)
	}
	return n
}
