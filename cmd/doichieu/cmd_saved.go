package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/corpus"
	"doichieu/index"
)

// The names of the JSON forms of the list of saved searches, and of a run.
const (
	savedSchema    = "doichieu.saved/1"
	savedRunSchema = "doichieu.saved-run/1"
)

func newSavedCommand(a *app) *cobra.Command {
	asJSON := false
	cmd := command(&cobra.Command{
		Use:   "saved",
		Short: "List saved searches, and tell what is new to them",
		Long: `List the searches that search --save keeps in the library: name, query,
conditions and how many hits were seen.

saved run tells which hits are new since a search was saved or last run. What is
seen is told by the plan (locality, number, year) and the words: a hit whose
words changed is new, one of a document that was removed and added again not.`,
		Example: "  doichieu search \"cai nghiện\" --save \"cai nghiện\"\n  doichieu saved\n  doichieu saved run",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runSavedList(cmd.Context(), a, asJSON) },
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, schema "+savedSchema)
	cmd.AddCommand(newSavedRunCommand(a), newSavedRemoveCommand(a))
	return cmd
}

type savedRunOptions struct{ json, keep bool }

func newSavedRunCommand(a *app) *cobra.Command {
	var opts savedRunOptions
	cmd := command(&cobra.Command{
		Use:   "run [NAME]...",
		Short: "Print the hits that are new, and remember them as seen",
		Long: `Print the hits of saved searches (without names: of all) that are new since the
search was saved or last run, and remember them as seen. Only hits that answer
the whole query count.`,
		Example: "  doichieu saved run\n  doichieu saved run \"cai nghiện\" --keep --json",
		Args:    cobra.ArbitraryArgs,
		RunE:    func(cmd *cobra.Command, args []string) error { return runSavedRun(cmd.Context(), a, opts, args) },
	})
	cmd.Flags().BoolVar(&opts.json, "json", false, "print JSON, schema "+savedRunSchema)
	cmd.Flags().BoolVar(&opts.keep, "keep", false, "do not remember: the same hits are new again next time")
	return cmd
}

func newSavedRemoveCommand(a *app) *cobra.Command {
	return command(&cobra.Command{
		Use:     "remove NAME...",
		Short:   "Forget saved searches",
		Long:    "Forget saved searches, with what was seen. If one of them is unknown, none is.",
		Example: "  doichieu saved remove \"cai nghiện\"",
		Args:    cobra.MinimumNArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return runSavedRemove(cmd.Context(), a, args) },
	})
}

// namedSearches are the places of the searches that names name, each once; of all
// without names.
func namedSearches(list []corpus.SavedSearch, names []string) ([]int, error) {
	var at []int
	if len(names) == 0 {
		for i := range list {
			at = append(at, i)
		}
		return at, nil
	}
	for _, given := range names {
		name, err := corpus.SearchName(given)
		if err != nil {
			return nil, usagef("%v", err)
		}
		i, ok := savedAt(list, name)
		if !ok {
			return nil, &hintError{fmt.Errorf("no search is saved as %q", name), "doichieu saved lists the saved searches"}
		}
		if !slices.Contains(at, i) {
			at = append(at, i)
		}
	}
	return at, nil
}

// savedRun is what a run of a saved search tells.
type savedRun struct {
	Name  string      `json:"name"`
	Query string      `json:"query"`
	Total int         `json:"total"` // hits that answer the whole query
	New   int         `json:"new"`
	Hits  []rankedHit `json:"hits"` // the new ones
}

// runSavedRun prints what is new, then remembers it: what could not be printed is
// new again next time. It has the library for itself, so that nothing that is added
// meanwhile passes unseen for seen.
func runSavedRun(ctx context.Context, a *app, opts savedRunOptions, names []string) (err error) {
	lib, idx, done, err := a.openSearch(ctx, !opts.keep)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	list, err := lib.Searches()
	if err != nil {
		return err
	}
	at, err := namedSearches(list, names)
	if err != nil {
		return err
	}
	runs, fresh := []savedRun{}, 0
	for _, i := range at {
		run, err := runSaved(ctx, lib, idx, &list[i])
		if err != nil {
			return err
		}
		runs, fresh = append(runs, run), fresh+run.New
	}
	if err := a.writeResult("", func(w io.Writer) error { return a.writeRuns(w, opts, runs) }); err != nil {
		return err
	}
	if !opts.keep && fresh > 0 {
		if err := lib.SetSearches(list); err != nil {
			return err
		}
	}
	a.countf("%d searches, %d new hits", len(runs), fresh)
	return nil
}

// runSaved finds what is new to a search and adds it to what was seen.
func runSaved(ctx context.Context, lib *corpus.Library, idx *index.Index, s *corpus.SavedSearch) (savedRun, error) {
	run := savedRun{Name: s.Name, Query: s.Query, Hits: []rankedHit{}}
	c, err := restored(s)
	if err != nil {
		return run, err
	}
	hits, err := fullHits(ctx, lib, idx, c, s.Query)
	if err != nil {
		return run, err
	}
	seen := map[string]bool{}
	for _, key := range s.Seen {
		seen[key] = true
	}
	for _, h := range hits {
		key := seenKey(&h.Hit)
		if seen[key] {
			continue
		}
		seen[key] = true
		s.Seen = append(s.Seen, key)
		run.Hits = append(run.Hits, h)
	}
	run.Total, run.New = len(hits), len(run.Hits)
	return run, nil
}

// writeRuns prints the new hits of each search below its name.
func (a *app) writeRuns(w io.Writer, opts savedRunOptions, runs []savedRun) error {
	if opts.json {
		return writeJSON(w, struct {
			Schema   string     `json:"schema"`
			Searches []savedRun `json:"searches"`
		}{savedRunSchema, runs})
	}
	format, err := render.Lookup("text")
	if err != nil {
		return err
	}
	for _, run := range runs {
		if _, err := fmt.Fprintf(w, "%s: %d %s\n", oneLine(run.Name), run.New, a.words().New); err != nil {
			return err
		}
		if run.New == 0 {
			continue
		}
		hits := &render.Hits{}
		for _, h := range run.Hits {
			hits.Rows = append(hits.Rows, hitRow(&h.Hit, h.Rank))
		}
		if err := format.Write(w, render.Input{Hits: hits, Colour: a.colour(a.out)}, a.lang); err != nil {
			return err
		}
	}
	return nil
}

// listedSearch is a saved search in the list: of the hits that were seen the number.
type listedSearch struct {
	Name       string              `json:"name"`
	Query      string              `json:"query"`
	Conditions map[string][]string `json:"conditions"`
	Seen       int                 `json:"seen"`
}

// runSavedList lists the saved searches.
func runSavedList(ctx context.Context, a *app, asJSON bool) (err error) {
	lib, err := a.readLibrary(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lib.Close()) }()
	searches, err := lib.Searches()
	if err != nil {
		return err
	}
	list := []listedSearch{}
	for _, s := range searches {
		list = append(list, listedSearch{s.Name, s.Query, s.Conditions, len(s.Seen)})
	}
	return a.writeResult("", func(w io.Writer) error {
		if asJSON {
			return writeJSON(w, struct {
				Schema   string         `json:"schema"`
				Searches []listedSearch `json:"searches"`
			}{savedSchema, list})
		}
		return writeSaved(w, list, a.words())
	})
}

func writeSaved(w io.Writer, list []listedSearch, words *words) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, strings.ToUpper(strings.Join([]string{words.Name, words.Query, words.Conditions, words.Seen}, "\t")))
	for _, s := range list {
		var given []string
		for _, name := range conditionFlags {
			for _, v := range s.Conditions[name] {
				given = append(given, "--"+name+" "+v)
			}
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%d\n", cell(s.Name), cell(s.Query), cell(strings.Join(given, " ")), s.Seen)
	}
	return t.Flush()
}

// runSavedRemove forgets saved searches.
func runSavedRemove(ctx context.Context, a *app, names []string) (err error) {
	s, err := a.openExistingStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	list, err := s.lib.Searches()
	if err != nil {
		return err
	}
	at, err := namedSearches(list, names)
	if err != nil {
		return err
	}
	var left []corpus.SavedSearch
	for i, saved := range list {
		if !slices.Contains(at, i) {
			left = append(left, saved)
		}
	}
	if err := s.lib.SetSearches(left); err != nil {
		return err
	}
	for _, i := range at {
		if _, err := fmt.Fprintf(a.out, "removed  %s\n", oneLine(list[i].Name)); err != nil {
			return err
		}
	}
	return nil
}
