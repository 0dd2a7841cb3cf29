package main

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"doichieu/corpus"
)

type textOptions struct{ output }

func newTextCommand(a *app) *cobra.Command {
	opts := textOptions{output{formats: []outputFormat{
		{"text", ".txt", "the words, a line for each block"},
		{"json", ".json", "pages, blocks and notes with their places"},
	}}}
	cmd := command(&cobra.Command{
		Use:   "text FILE|ID",
		Short: "Print the text that was read from a document",
		Long: `Print the text that was read from a file, or from a document of the library.

The JSON form (schema ` + corpus.DocumentSchema + `) gives the pages, the blocks
with their kinds and places, and the notes on what was repaired or left out.
A file needs no library; "-" reads the standard input.`,
		Example: "  doichieu text ke-hoach.pdf\n  doichieu text ke-hoach.pdf --json\n  doichieu text 171/KH-UBND -o ke-hoach.txt",
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return runText(cmd.Context(), a, opts, args[0]) },
	})
	opts.AddFlags(cmd)
	a.addReadingFlags(cmd)
	return cmd
}

func runText(ctx context.Context, a *app, opts textOptions, ref string) (err error) {
	format, err := opts.choose()
	if err != nil {
		return err
	}
	in := &inputs{app: a}
	defer func() { err = errors.Join(err, in.close()) }()
	doc, err := in.document(ctx, ref)
	if err != nil {
		return err
	}
	return a.writeResult(opts.file, func(w io.Writer) error {
		if format == "json" {
			return writeJSON(w, doc)
		}
		return writeLines(w, doc.Text)
	})
}
