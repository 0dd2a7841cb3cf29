package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"doichieu/corpus"
	"doichieu/extract"
	"doichieu/index"
	"doichieu/ingest"
)

type similarOptions struct {
	output
	filters
	parts, regions []string
	limit          int
}

func newSimilarCommand(a *app) *cobra.Command {
	opts := similarOptions{output: output{formats: searchFormats()}}
	cmd := command(&cobra.Command{
		Use:   "similar PLAN TASK | PLAN:TASK",
		Short: "Find the tasks of other plans that are most like one",
		Long: `Find the tasks of other plans of the library that are most like one, by the
share of pairs of neighbouring words that they have in common. PLAN is a
document of the library: its id, its number, its file. TASK is the id that show
and search print, also of a provision that is no task.`,
		Example: `  doichieu similar 171/KH-UBND II/4/a
  doichieu similar 171/KH-UBND:II/4/a --locality "Lâm Giang" -o tuong-tu.xlsx`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := opts.check(); err != nil {
				return err
			}
			if opts.limit < 1 {
				return usagef("--limit must be at least 1")
			}
			return runSimilar(cmd.Context(), a, opts, args, conditionsGiven(cmd))
		},
	})
	opts.output.AddFlags(cmd)
	opts.filters.AddFlags(cmd)
	flags := cmd.Flags()
	flags.StringArrayVar(&opts.parts, "in", []string{string(extract.TasksPart)}, "look in this `part` of plans: "+strings.Join(partNames(), ", ")+"; may be repeated")
	flags.StringArrayVar(&opts.regions, "region", nil, "only plans of this socio-economic `region`; may be repeated")
	flags.IntVarP(&opts.limit, "limit", "n", similarShown, "print at most `n` tasks")
	// The flag exists, so that registering its completion cannot fail.
	_ = cmd.RegisterFlagCompletionFunc("in", cobra.FixedCompletions(partNames(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// similarShown is how many similar tasks are shown.
const similarShown = 10

func runSimilar(ctx context.Context, a *app, opts similarOptions, args []string, given []condition) (err error) {
	if _, err := opts.choose(); err != nil {
		return err
	}
	lib, idx, err := a.searchIndex(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, idx.Close(), lib.Close()) }()
	ref, id, err := likeTask(lib, args)
	if err != nil {
		return err
	}
	c := conditions{filters: opts.filters, parts: opts.parts, regions: opts.regions}
	req, err := c.request(lib, "")
	if err != nil {
		return err
	}
	req.Limit = opts.limit
	result, err := idx.Similar(ctx, id, ref.task, req)
	switch {
	case errors.Is(err, index.ErrNoEntry):
		return ref.missing()
	case err != nil:
		return indexError(err)
	}
	a.noteLeftOut(result.Unknown, 0)
	found := &found{query: ref.plan + " " + ref.task, similar: true, given: given, result: result}
	if err := a.writeHits(&opts.output, found); err != nil {
		return err
	}
	a.countf("%d similar tasks", len(result.Hits))
	return nil
}

// likeTask reads PLAN TASK, or PLAN:TASK, and gives the id of the plan.
func likeTask(lib *corpus.Library, args []string) (taskRef, string, error) {
	if len(args) == 2 {
		id, err := indexedPlan(lib, args[0])
		return taskRef{args[0], args[1]}, id, err
	}
	name := args[0]
	for at := strings.LastIndexByte(name, ':'); at > 0; at = strings.LastIndexByte(name[:at], ':') {
		id, err := indexedPlan(lib, name[:at])
		if !errors.Is(err, corpus.ErrNotFound) {
			return taskRef{name[:at], name[at+1:]}, id, err
		}
	}
	return taskRef{}, "", &hintError{
		fmt.Errorf("%s: no document of the library stands before a colon in it", name),
		"name the task as PLAN TASK or PLAN:TASK; doichieu list shows the documents",
	}
}

// indexedPlan is the id of a document of the library: by a name, or as a file whose
// content the library has.
func indexedPlan(lib *corpus.Library, ref string) (string, error) {
	id, err := lib.Resolve(ref)
	if !errors.Is(err, corpus.ErrNotFound) || !ingest.Exists(ref) {
		return id, err
	}
	data, loadErr := ingest.Load(ref)
	if loadErr != nil {
		return "", loadErr
	}
	sum := sha256.Sum256(data)
	if e, ok := lib.Find(hex.EncodeToString(sum[:])); ok {
		return e.ID, nil
	}
	return "", &hintError{fmt.Errorf("%s is a file that the library does not have, and the tasks of its plans are looked through: %w", ref, corpus.ErrNotFound), "doichieu add " + ref + " puts it there"}
}
