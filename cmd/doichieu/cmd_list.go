package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"doichieu/corpus"
)

// listSchema names the JSON form of the list.
const listSchema = "doichieu.list/1"

type listOptions struct{ json bool }

func newListCommand(a *app) *cobra.Command {
	var opts listOptions
	cmd := command(&cobra.Command{
		Use:   "list",
		Short: "List the documents of the library",
		Long:  "List the documents of the library, by locality and number.",
		Example: `  doichieu list
  doichieu list --json
  doichieu list --library ~/ke-hoach`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runList(cmd.Context(), a, opts) },
	})
	cmd.Flags().BoolVar(&opts.json, "json", false, "print JSON, schema "+listSchema)
	return cmd
}

func runList(ctx context.Context, a *app, opts listOptions) (err error) {
	lib, err := a.readLibrary(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lib.Close()) }()
	list := lib.List()
	return a.writeResult("", func(w io.Writer) error {
		if opts.json {
			return writeJSON(w, struct {
				Schema    string         `json:"schema"`
				Documents []corpus.Entry `json:"documents"`
			}{listSchema, list})
		}
		return writeList(w, list, a.words())
	})
}

func writeList(w io.Writer, list []corpus.Entry, words *words) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	heads := []string{words.ID, words.Locality, words.Number, words.Issued, words.Type, words.Tasks, words.Source}
	fmt.Fprintln(t, strings.ToUpper(strings.Join(heads, "\t")))
	for _, e := range list {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%d\t%s\n", e.ID,
			cell(e.Locality), cell(e.Number), cell(e.Issued), cell(e.DocType), e.Tasks, cell(e.Source.Name)+ocrMark(e.OCR > 0))
	}
	return t.Flush()
}

// ocrMark follows the place of words that were made by OCR.
func ocrMark(made bool) string {
	if made {
		return " (OCR)"
	}
	return ""
}

// cell is a value on one line, "-" where there is none.
func cell(s string) string {
	if s = oneLine(s); s == "" {
		return "-"
	}
	return s
}
