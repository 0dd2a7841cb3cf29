package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"doichieu/corpus"
	"doichieu/extract"
	"doichieu/extract/eval"
)

// evalSchema names the JSON form of eval.
const evalSchema = "doichieu.eval/1"

type evalOptions struct{ json, list bool }

func newEvalCommand(a *app) *cobra.Command {
	var opts evalOptions
	cmd := command(&cobra.Command{
		Use:   "eval LABELS SOURCE",
		Short: "Measure an extraction against labels made by hand",
		Long: `Measure what the program extracts from SOURCE against LABELS, which people made
by hand: precision, recall and F1 of each field, and the share of rows that
need no correction (the task found, its leads, coordinating bodies and
deadlines all exact).

LABELS has one JSON object a line. "type" is document (number, doc_type,
locality, issued, signer), task (id, lines, begin, end, lead, coord, deadlines
with kind, from, to, every, on) or target (op, value, unit, by). "lines" is
[first, last] or a list of such, counted from 1: lines of SOURCE where it is a
text file, else of what "doichieu text SOURCE" prints. Agencies are ids of the
vocabulary, or "x:" and the name.

--list shows every fault: what was missed, what is too much, and the cells
that differ.`,
		Example: `  doichieu eval ke-hoach.jsonl ke-hoach.txt
  doichieu eval ke-hoach.jsonl ke-hoach.txt --list
  doichieu eval ke-hoach.jsonl ke-hoach.txt --json`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runEval(cmd.Context(), a, opts, args[0], args[1])
		},
	})
	cmd.Flags().BoolVar(&opts.list, "list", false, "show every fault before the figures")
	cmd.Flags().BoolVar(&opts.json, "json", false, "print schema "+evalSchema+", faults included")
	return cmd
}

func runEval(ctx context.Context, a *app, opts evalOptions, labels, source string) error {
	file, err := os.Open(labels)
	if err != nil {
		return fmt.Errorf("reading the labels %s: %w", labels, bare(err))
	}
	defer file.Close()
	l, err := eval.Read(file)
	if err != nil {
		return fmt.Errorf("%s: %w", labels, err)
	}
	doc, data, err := (&inputs{app: a}).readFile(ctx, source)
	if err != nil {
		return err
	}
	report := eval.Score(l, sourceLines(doc, data), extract.Extract(doc))
	return a.writeResult("", func(w io.Writer) error {
		if opts.json {
			return writeJSON(w, struct {
				Schema string  `json:"schema"`
				Rows   float64 `json:"rows_share"`
				*eval.Report
			}{evalSchema, report.RowsShare(), report})
		}
		if opts.list {
			for _, f := range report.Faults {
				fmt.Fprintf(w, "%s\n", oneLine(faultLine(f)))
			}
		}
		return report.Write(w)
	})
}

// sourceLines are the lines that labels count: those of a text file as it is,
// else those of the text that was read.
func sourceLines(doc *corpus.Document, data []byte) []string {
	text := doc.Text
	if doc.Source.Format == "text" || doc.Source.Format == "markdown" {
		text = strings.ReplaceAll(string(data), "\r\n", "\n")
	}
	return strings.Split(text, "\n")
}

// faultLine tells one fault in a line.
func faultLine(f eval.Fault) string {
	const shown = 90
	if f.Field == "missed" || f.Field == "extra" {
		text := []rune(f.Text)
		return fmt.Sprintf("%-12s %-16s %s", strings.ToUpper(f.Field), f.Task, string(text[:min(shown, len(text))]))
	}
	return fmt.Sprintf("%-12s %-16s wrong [%s] missing [%s]", strings.ToUpper(f.Field), f.Task, strings.Join(f.Wrong, ", "), strings.Join(f.Missing, ", "))
}
