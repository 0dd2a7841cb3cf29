package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/compare"
	"doichieu/compare/review"
	"doichieu/corpus"
	"doichieu/extract"
)

func newReviewCommand(a *app) *cobra.Command {
	cmd := command(&cobra.Command{
		Use:   "review",
		Short: "Record what people decide about doubtful cells and pairs",
		Long: `Record what people decide about doubtful cells and pairs. review export writes a
sheet, people fill it in, review import records what they decided in the log of
the library, and every later compare, export, show and search heeds it.

A decision is tied to the words of its tasks. It holds again when a document is
removed and added again, and in a new edition of the plan where the words are
the same; where they changed it is not applied, and review list says so.`,
		Example: `  doichieu review export -o soat.xlsx
  doichieu review import soat.xlsx --by "Trần Thị Mẫu" --given 2026-04-01
  doichieu review list`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	})
	cmd.AddCommand(newReviewExportCommand(a), newReviewImportCommand(a), newReviewListCommand(a), newReviewUndoCommand(a))
	return cmd
}

type reviewExportOptions struct {
	output
	limit      int
	margin     float64
	confidence float64
	all        bool
	empty      bool
}

func newReviewExportCommand(a *app) *cobra.Command {
	opts := reviewExportOptions{output: output{formats: []outputFormat{
		{"xlsx", ".xlsx", "workbook with lists to choose from"}, {"csv", ".csv", "CSV in UTF-8"},
	}}}
	cmd := command(&cobra.Command{
		Use:   "export [ID]...",
		Short: "Write a sheet of what is doubtful",
		Long: `Write a sheet of what is doubtful in documents of the library (without names: in
all), the most doubtful first: pairs of tasks whose score is nearer than --margin
to the line between same and not same, and owners and deadlines that were read and
are less sure than --confidence. What was decided already is left out.

Fill in the decision, for pairs giống, khác, chưa rõ (same, not same, unsure), for
cells đúng, sửa, bỏ, chưa rõ (right, change, remove, unsure), the right agency or
day, the reason, who decided and on which day. Leave the rest of the sheet alone.`,
		Example: "  doichieu review export -o soat.xlsx\n  doichieu review export 171/KH-UBND 45/KH-UBND --limit 50 -o soat.csv",
		Args:    cobra.ArbitraryArgs,
		RunE:    func(cmd *cobra.Command, args []string) error { return runReviewExport(cmd.Context(), a, opts, args) },
	})
	opts.output.AddFlags(cmd)
	flags := cmd.Flags()
	flags.IntVar(&opts.limit, "limit", 200, "at most so many `lines`")
	flags.Float64Var(&opts.margin, "margin", 0.06, "pairs whose score is nearer than this to the line")
	flags.Float64Var(&opts.confidence, "confidence", 0.75, "cells less sure than this, 0 to 1")
	flags.BoolVar(&opts.all, "all", false, "with what was decided already, and how")
	flags.BoolVar(&opts.empty, "empty", false, "with the owners and deadlines that tasks lack, to add what was missed")
	return cmd
}

func runReviewExport(ctx context.Context, a *app, opts reviewExportOptions, refs []string) (err error) {
	format, err := opts.choose()
	if err != nil {
		return err
	}
	if format == "xlsx" && opts.file == "" && terminal(a.out) {
		return &usageError{"a workbook is not for a terminal", "give a file with -o, or redirect the output"}
	}
	if opts.limit < 1 {
		return usagef("--limit %d: a sheet has at least one line", opts.limit)
	}
	in := &inputs{app: a}
	defer func() { err = errors.Join(err, in.close()) }()
	for _, ref := range refs {
		if in.isFile(ref) {
			return &hintError{fmt.Errorf("%s is a file, and decisions are about documents of the library", ref), "doichieu add " + ref + " puts it there"}
		}
	}
	readings, failed := in.plans(ctx, refs)
	if failed != nil && len(readings) == 0 {
		return failed
	}
	readings, _ = eachOnce(readings)
	if len(readings) == 0 {
		return &hintError{errors.New("the library has no documents to review"), "doichieu add FILE... adds some"}
	}
	verdicts, _ := in.verdicts(readings)
	s := &doubts{app: a, opts: opts, decided: in.decided, plans: plansOf(readings)}
	lines := s.lines(verdicts)
	left := len(lines) - min(opts.limit, len(lines))
	lines = lines[:len(lines)-left]
	err = a.writeResult(opts.file, func(w io.Writer) error {
		if format == "csv" {
			return render.WriteReviewCSV(w, lines, a.lang)
		}
		return render.WriteReviewXLSX(w, render.ReviewSheet{Lines: lines, Choices: reviewChoices(a.lang)}, a.lang)
	})
	if err != nil {
		return err
	}
	a.countf("%d lines to decide, %d more left out by --limit", len(lines), left)
	return failed
}

func newReviewImportCommand(a *app) *cobra.Command {
	var opts reviewImportOptions
	cmd := command(&cobra.Command{
		Use:   "import FILE",
		Short: "Record the decisions of a filled sheet",
		Long: `Record the decisions of a sheet that review export wrote and people filled in, as
XLSX or CSV. Every line is checked first; if one is wrong, all that is wrong is
listed with its cell, and nothing is recorded. A decision that is recorded already
changes nothing.

An agency is written by a name that the program knows; one that it does not know
takes "x:" before the name. A day is written 31/12/2026 or 2026-12-31.

A decision that says the opposite of an earlier one is refused. With --replace it
takes the place of the earlier one, and the log keeps both.`,
		Example: "  doichieu review import soat.xlsx\n  doichieu review import soat.csv --by \"Trần Thị Mẫu\" --given 2026-04-01",
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return runReviewImport(cmd.Context(), a, opts, args[0]) },
	})
	flags := cmd.Flags()
	flags.StringVar(&opts.by, "by", "", "`name` of who decided, for lines that do not say")
	flags.StringVar(&opts.given, "given", "", "`day` on which it was decided, for lines that do not say (2026-01-31)")
	flags.BoolVar(&opts.replace, "replace", false, "let decisions take the place of earlier ones that say something else")
	return cmd
}

func runReviewImport(ctx context.Context, a *app, opts reviewImportOptions, path string) (err error) {
	if opts.given != "" {
		day, ok := readDay(opts.given)
		if !ok {
			return usagef("--given %q is no day; write 2026-01-31", opts.given)
		}
		opts.given = day
	}
	data, err := readSheet(path)
	if err != nil {
		return err
	}
	lines, err := render.ReadReview(data)
	if err != nil {
		return &hintError{fmt.Errorf("%s: %w", path, err), "doichieu review export writes a sheet to fill in"}
	}
	s, err := a.openExistingStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	plans, err := storedPlans(s.lib)
	if err != nil {
		return err
	}
	log, err := s.lib.Decisions()
	if err != nil {
		return err
	}
	f := &filled{opts: opts, plans: plans, log: log}
	list := f.decisions(lines)
	if len(f.faults) > 0 {
		for _, fault := range f.faults {
			a.say("error", filepath.Base(path)+": "+fault)
		}
		a.say("hint", "nothing was recorded; correct the sheet and import it again")
		return errReported
	}
	if err := s.record(ctx, list, plans); err != nil {
		return err
	}
	for _, d := range list {
		if _, err := fmt.Fprintln(a.out, oneLine("recorded  "+decisionLine(d))); err != nil {
			return err
		}
	}
	a.countf("%d decisions recorded, %d were there already", len(list), f.known)
	return nil
}

// maxSheet bounds the file of a sheet in bytes.
const maxSheet = 64 << 20

func readSheet(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, bare(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSheet+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, bare(err))
	case len(data) > maxSheet:
		return nil, fmt.Errorf("%s is larger than %d MiB", path, maxSheet>>20)
	}
	return data, nil
}

// decisionLine is a decision in one line.
func decisionLine(d corpus.Decision) string {
	what := string(d.Kind) + " " + string(d.Verdict)
	var values []string
	for _, o := range d.Agencies {
		values = append(values, o.Name)
	}
	if d.Day != "" {
		values = append(values, d.Day)
	}
	if len(values) > 0 {
		what += " " + strings.Join(values, "; ")
	}
	var places []string
	for _, t := range d.Tasks {
		places = append(places, strings.TrimSpace(t.Locality+" "+t.Number)+" "+t.Task)
	}
	line := fmt.Sprintf("%s  %s  %s  (%s, %s)", d.ID, what, strings.Join(places, " | "), d.By, d.Given)
	if d.Why != "" {
		line += "  " + d.Why
	}
	return line
}

// doubts collects what is doubtful in plans.
type doubts struct {
	app     *app
	opts    reviewExportOptions
	decided *review.Decided
	plans   []*extract.Plan
	list    []doubt
}

// doubt is a line with how far it is from the worst doubt, 0, to none, 1.
type doubt struct {
	line render.ReviewLine
	far  float64
}

// lines are what is doubtful, the worst first.
func (s *doubts) lines(verdicts []compare.Verdict) []render.ReviewLine {
	s.pairs(verdicts)
	for _, p := range s.plans {
		for i := range p.Tasks {
			s.cells(p, &p.Tasks[i])
		}
	}
	slices.SortStableFunc(s.list, func(x, y doubt) int {
		switch {
		case x.far < y.far:
			return -1
		case x.far > y.far:
			return 1
		}
		return 0
	})
	out := []render.ReviewLine{}
	for _, d := range s.list {
		out = append(out, d.line)
	}
	return out
}
