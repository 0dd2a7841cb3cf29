package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"doichieu/extract"
)

type extractOptions struct{ output }

func newExtractCommand(a *app) *cobra.Command {
	opts := extractOptions{output{formats: []outputFormat{
		{"text", ".txt", "record, sections and tasks to read"},
		{"json", ".json", "schema " + extract.PlanSchema},
	}}}
	cmd := command(&cobra.Command{
		Use:   "extract FILE",
		Short: "Read a file and print its plan",
		Long: `Read a file and print the plan in it: the record, the sections, the tasks with
their owners and deadlines, the targets, and the notes. No library is needed;
"-" reads the standard input.`,
		Example: "  doichieu extract ke-hoach.pdf\n  doichieu extract ke-hoach.pdf --format json -o ke-hoach.json",
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return runExtract(cmd.Context(), a, opts, args[0]) },
	})
	opts.AddFlags(cmd)
	a.addReadingFlags(cmd)
	return cmd
}

func runExtract(ctx context.Context, a *app, opts extractOptions, path string) error {
	format, err := opts.choose()
	if err != nil {
		return err
	}
	doc, _, err := (&inputs{app: a}).readFile(ctx, path)
	if err != nil {
		return err
	}
	r := &reading{doc: doc, plan: extract.Extract(doc)}
	if err := ctx.Err(); err != nil {
		return err
	}
	a.noteNoTask(r)
	return a.writeResult(opts.file, func(w io.Writer) error {
		if format == "json" {
			return writeJSON(w, r.plan)
		}
		return writePlan(w, r, a.words(), false)
	})
}
