package main

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"doichieu/corpus"
)

// qualitySchema names the JSON form of show --quality.
const qualitySchema = "doichieu.quality/1"

type showOptions struct{ json, quality bool }

func newShowCommand(a *app) *cobra.Command {
	var opts showOptions
	cmd := command(&cobra.Command{
		Use:   "show ID|FILE",
		Short: "Show a plan: record, sections, tasks and notes",
		Long: `Show a plan of the library: its record, sections, tasks and notes. ID is the id
that list prints or the beginning of it, the name of the file, or the number of
the document.

--quality shows which part of the operative text (first task to last) tasks and
headings account for, the lines that neither explains, agencies that the
vocabulary does not have, deadlines whose year was inferred, pages without
text, and what was skipped, guessed or repaired.`,
		Example: `  doichieu show 171/KH-UBND
  doichieu show 3f9a --quality
  doichieu show 3f9a --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runShow(cmd.Context(), a, opts, args[0]) },
	})
	cmd.Flags().BoolVar(&opts.quality, "quality", false, "show the notes and the share of text in tasks")
	cmd.Flags().BoolVar(&opts.json, "json", false, "print the plan as JSON (with --quality: schema "+qualitySchema+")")
	return cmd
}

func runShow(ctx context.Context, a *app, opts showOptions, ref string) (err error) {
	in := &inputs{app: a}
	defer func() { err = errors.Join(err, in.close()) }()
	r, err := in.plan(ctx, ref)
	if err != nil {
		return err
	}
	return a.writeResult("", func(w io.Writer) error {
		switch {
		case opts.json && opts.quality:
			return writeJSON(w, qualityOf(r))
		case opts.json:
			return writeJSON(w, r.plan)
		}
		return writePlan(w, r, a.words(), opts.quality)
	})
}

// quality is the JSON form of show --quality.
type quality struct {
	Schema   string   `json:"schema"`
	Plan     string   `json:"plan"`
	Share    float64  `json:"share"` // of the operative text that is in tasks, 0 to 1
	Coverage coverage `json:"coverage"`
	gaps
	Pages []corpus.Page `json:"pages"`
	Notes []corpus.Note `json:"notes"`
}

func qualityOf(r *reading) quality {
	c := coverageOf(r)
	return quality{
		Schema: qualitySchema, Plan: r.doc.ID, Share: c.share(c.Tasks), Coverage: c, gaps: gapsOf(r),
		Pages: append([]corpus.Page{}, r.doc.Pages...),
		Notes: append(append([]corpus.Note{}, r.doc.Notes...), r.plan.Notes...),
	}
}
