package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"doichieu/corpus"
	"doichieu/ingest"
)

// addSchema names the JSON form of what add did.
const addSchema = "doichieu.add/1"

type addOptions struct {
	json, allowPrivate bool
	report             string
}

func newAddCommand(a *app) *cobra.Command {
	var opts addOptions
	cmd := command(&cobra.Command{
		Use:   "add PATH|URL...",
		Short: "Read files into the library",
		Long: `Read files, and the files in folders and zip archives, into the library. The
format is told by the content, not by the name:

  ` + formatNames() + `

An address on the web is fetched first; addresses of private networks are
refused.

A file that cannot be read is reported, and the rest go on. Adding the same
content twice changes nothing, so a run that was stopped goes on where it was.`,
		Example: `  doichieu add ke-hoach.pdf
  doichieu add ke-hoach/ nghi-quyet.docx
  doichieu add ke-hoach.zip --report ket-qua.csv
  doichieu add https://vanban.example.vn/ke-hoach-45.pdf
  doichieu add ke-hoach/ --json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runAdd(cmd.Context(), a, opts, args) },
	})
	a.addReadingFlags(cmd)
	cmd.Flags().StringVar(&opts.report, "report", "", "write what became of each file to a CSV `file`")
	cmd.Flags().BoolVar(&opts.allowPrivate, "allow-private", false, "fetch also from addresses of this machine and of private networks")
	cmd.Flags().BoolVar(&opts.json, "json", false, "print what was done as JSON, schema "+addSchema)
	return cmd
}

// formatNames lists the formats that can be read.
func formatNames() string {
	var list []string
	for _, f := range ingest.Formats() {
		list = append(list, f.Name)
	}
	return strings.Join(list, ", ")
}

// addResult is what add did, in the order of the files.
type addResult struct {
	Schema    string         `json:"schema"`
	Added     []corpus.Entry `json:"added"`
	Unchanged []addKnown     `json:"unchanged"`
	Failed    []addFailure   `json:"failed"`

	report addReport
}

// addKnown is a file whose content the library has.
type addKnown struct {
	File string       `json:"file"`
	As   corpus.Entry `json:"as"`
}

// addFailure is a file that could not be read.
type addFailure struct {
	File   string   `json:"file"`
	Reason string   `json:"reason"`
	Hints  []string `json:"hints"`
}

func runAdd(ctx context.Context, a *app, opts addOptions, args []string) (err error) {
	result := addResult{Schema: addSchema, Added: []corpus.Entry{}, Unchanged: []addKnown{}, Failed: []addFailure{}}
	paths := a.addWalk(args, &result)
	if len(paths) == 0 && len(result.Failed) == 0 {
		return &hintError{
			fmt.Errorf("no file to read in %s", strings.Join(args, ", ")),
			"names that begin with a dot are passed over; give such a file itself",
		}
	}
	s, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	stopped := a.addAll(ctx, s, opts, paths, &result)
	if opts.json {
		err = a.writeResult("", func(w io.Writer) error { return writeJSON(w, result) })
	}
	if opts.report != "" {
		err = errors.Join(err, a.writeResult(opts.report, result.report.write))
	}
	a.countf("%d added, %d unchanged, %d failed%s", len(result.Added), len(result.Unchanged), len(result.Failed), result.report.counts())
	if stopped == nil && len(result.Failed) > 0 {
		stopped = errPartly
	}
	return errors.Join(stopped, err)
}

// addWalk lists the files to read. The library's own files are left out, where
// it lies inside a folder that is added.
func (a *app) addWalk(args []string, result *addResult) []string {
	library, err := filepath.Abs(a.libraryDir())
	if err != nil {
		library = a.libraryDir()
	}
	var paths, files []string
	for _, arg := range args {
		if ingest.IsURL(arg) {
			paths = append(paths, arg)
		} else {
			files = append(files, arg)
		}
	}
	for path, err := range ingest.Walk(files) {
		if err != nil {
			a.addFailed(result, path, unlisted(path, err))
			continue
		}
		if full, err := filepath.Abs(path); err == nil && strings.HasPrefix(full, library+string(filepath.Separator)) {
			continue
		}
		paths = append(paths, path)
	}
	return paths
}

// addAll puts the files into the library one after the other. Its error ends
// the run: the library cannot be written, or the user has interrupted.
func (a *app) addAll(ctx context.Context, s *store, opts addOptions, paths []string, result *addResult) error {
	if err := s.openIndex(ctx); err != nil {
		return err
	}
	bar := a.newProgress(len(paths))
	defer bar.finish()
	for p := range a.prepare(ctx, opts.allowPrivate, paths, s.known()) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if p.err != nil {
			bar.clear()
			a.addFailed(result, p.name, p.err)
			bar.step()
			continue
		}
		entry, added, err := s.add(ctx, p)
		if err != nil {
			return err
		}
		bar.clear()
		if err := a.addDone(opts, p, entry, added, result); err != nil {
			return err
		}
		bar.step()
	}
	return ctx.Err()
}

// addDone reports a file that is in the library now.
func (a *app) addDone(opts addOptions, p prepared, e corpus.Entry, added bool, result *addResult) error {
	verb := "added"
	if added {
		result.Added = append(result.Added, e)
		result.report.added(p, e)
		a.noteProblems(p.name, p.reading.doc)
		a.noteNoTask(p.reading)
	} else {
		result.Unchanged = append(result.Unchanged, addKnown{p.name, e})
		result.report.unchanged(p.name, e)
		verb = "unchanged"
	}
	if opts.json {
		return nil
	}
	_, err := fmt.Fprintf(a.out, "%-9s  %s  %s  %s  %s  %d tasks%s\n",
		verb, e.ID, cell(e.Source.Name), cell(e.Locality), cell(e.Number), e.Tasks, ocrMark(e.OCR > 0))
	return err
}

// addFailed reports a file that could not be read.
func (a *app) addFailed(result *addResult, path string, err error) {
	err = withPath(err, path)
	a.report(err)
	result.report.failed(path, err)
	result.Failed = append(result.Failed, addFailure{path, err.Error(), append([]string{}, hints(err)...)})
}
