package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/extract"
)

type exportOptions struct {
	output
	filters
}

func newExportCommand(a *app) *cobra.Command {
	opts := exportOptions{output: output{formats: tableFormats()}}
	cmd := command(&cobra.Command{
		Use:   "export [ID|FILE]...",
		Short: "Write the long table of tasks",
		Long: `Write the long table of tasks: a row for each task of each plan, with its
owners, deadlines, targets and the place where it stands.

Without names, all plans of the library are written; files are read without a
library. The filters may be combined.

--long writes one value a row instead: each agency, deadline and target by
itself, with the words it was read from, their page and bytes and the SHA-256 of
the file. A CSV file named with -o gets a dictionary of its columns beside it (a
Frictionless Data Package); -o FOLDER/ writes all tables as CSV files with one
dictionary. doichieu verify holds an export against the originals.`,
		Example: `  doichieu export -o nhiem-vu.xlsx
  doichieu export --agency so-noi-vu --role lead --format csv
  doichieu export --long -o gia-tri.csv
  doichieu export a.pdf b.docx --to 2025-12 -o den-han.html`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return runExport(cmd.Context(), a, opts, args) },
	})
	opts.output.AddFlags(cmd)
	opts.addLong(cmd)
	opts.filters.AddFlags(cmd)
	a.addReadingFlags(cmd)
	return cmd
}

func runExport(ctx context.Context, a *app, opts exportOptions, refs []string) (err error) {
	if err := opts.checkLong(); err != nil {
		return err
	}
	if err := opts.check(); err != nil {
		return err
	}
	in := &inputs{app: a}
	defer func() { err = errors.Join(err, in.close()) }()
	readings, failed := in.plans(ctx, refs)
	if failed != nil && len(readings) == 0 {
		return failed
	}
	plans := opts.apply(plansOf(readings))
	if err := a.writeTable(&opts.output, render.Input{Plans: plans}); err != nil {
		return err
	}
	tasks := 0
	for _, p := range plans {
		tasks += len(p.Tasks)
	}
	a.countf("%d tasks of %d plans", tasks, len(plans))
	return failed
}

// plansOf are the plans of readings.
func plansOf(readings []*reading) []*extract.Plan {
	var plans []*extract.Plan
	for _, r := range readings {
		plans = append(plans, r.plan)
	}
	return plans
}
