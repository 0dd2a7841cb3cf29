package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"doichieu/corpus/samples"
)

type demoOptions struct{ dir string }

func newDemoCommand(a *app) *cobra.Command {
	var opts demoOptions
	cmd := command(&cobra.Command{
		Use:   "demo",
		Short: "Show the whole program on four sample plans",
		Long: `Show the whole program on four sample plans that it carries with it: they are
read into a library of their own, compared and searched, and the comparison is
written as a workbook and as a page. The plans, their provinces and their people
are invented. Your own library is not touched.`,
		Example: "  doichieu demo\n  doichieu demo --dir thu-nghiem",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runDemo(cmd.Context(), a, opts) },
	})
	cmd.Flags().StringVar(&opts.dir, "dir", "", "`folder` for the plans, the library and the tables (default a new temporary one)")
	return cmd
}

// demoQuery is typed as people type who leave the accents out.
const demoQuery = "tap huan giao vien"

func runDemo(ctx context.Context, a *app, opts demoOptions) error {
	dir, err := demoFolder(opts.dir)
	if err != nil {
		return err
	}
	plans := filepath.Join(dir, "plans")
	if err := os.CopyFS(plans, samples.FS()); err != nil {
		return fmt.Errorf("writing the sample plans: %w", err)
	}
	d := &demo{app: *a}
	d.library = filepath.Join(dir, "library")
	xlsx, html := filepath.Join(dir, "doi-chieu.xlsx"), filepath.Join(dir, "doi-chieu.html")

	d.step("add "+plans, func() error { return runAdd(ctx, &d.app, addOptions{}, []string{plans}) })
	d.step("compare --shared", func() error { return d.compare(ctx, output{}, true) })
	d.step("search "+demoQuery, func() error {
		return runSearch(ctx, &d.app, searchOptions{output: output{formats: searchFormats()}, limit: 3}, demoQuery, nil)
	})
	d.step("compare -o "+xlsx, func() error { return d.compare(ctx, output{file: xlsx}, false) })
	d.step("compare -o "+html, func() error { return d.compare(ctx, output{file: html}, false) })
	if d.err != nil {
		return d.err
	}
	_, err = fmt.Fprintf(a.out, "\nThe workbook: %s\nThe page:     %s\nThe plans:    %s\nGo on with:   doichieu --library %s list\n",
		oneLine(xlsx), oneLine(html), oneLine(plans), oneLine(d.library))
	return err
}

// demoFolder makes the folder of the demonstration. A folder that is in use is
// left alone.
func demoFolder(dir string) (string, error) {
	if dir == "" {
		dir, err := os.MkdirTemp("", "doichieu-demo-")
		if err != nil {
			return "", fmt.Errorf("making a temporary folder: %w", err)
		}
		return dir, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("making the folder %s: %w", dir, bare(err))
	}
	names, err := os.ReadDir(dir)
	if err != nil {
		return "", fmt.Errorf("reading the folder %s: %w", dir, bare(err))
	}
	if len(names) > 0 {
		return "", &hintError{fmt.Errorf("the folder %s is not empty", dir), "name a new folder with --dir"}
	}
	return dir, nil
}

// demo runs commands one after the other, as a user would, and keeps the first
// error.
type demo struct {
	app
	err error
}

// step shows a command and runs it.
func (d *demo) step(command string, run func() error) {
	if d.err != nil {
		return
	}
	if _, d.err = fmt.Fprintf(d.out, "\n$ doichieu %s\n", oneLine(command)); d.err == nil {
		d.err = run()
	}
	if errors.Is(d.err, errPartly) {
		d.err = fmt.Errorf("a sample plan could not be read: %w", errReported)
	}
}

// compare compares the plans of the library.
func (d *demo) compare(ctx context.Context, o output, shared bool) error {
	o.formats = tableFormats()
	return runCompare(ctx, &d.app, compareOptions{output: o, by: views()[0], shared: shared}, nil)
}
