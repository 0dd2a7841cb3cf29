package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"doichieu/corpus"
	"doichieu/index"
)

type searchOptions struct {
	output
	conditions
	limit         int
	after         string
	all           bool
	facets        []string
	queries, save string
}

// conditions are what a search asks for beside its query: what is kept of a saved
// search.
type conditions struct {
	filters
	sort  string
	exact bool
}

func newSearchCommand(a *app) *cobra.Command {
	opts := searchOptions{output: output{formats: searchFormats()}}
	cmd := command(&cobra.Command{
		Use:   "search QUERY...",
		Short: "Search the tasks of the library",
		Long: `Search the tasks of the library. Accents may be left out, and both ways to place
a tone mark find each other. In the query, "quotes" hold a phrase together, a
minus excludes a syllable or a phrase in quotes, and fields narrow it: agency:,
tỉnh:, hạn:<2025-12-31, năm:2025, số:132-KL/TW. Without a query, the filters
alone choose.

A task counts if it has the agencies, localities, documents and dates named and
most of the words, side by side; where few do, the nearest others follow and are
marked.

-o FILE writes exactly the hits that are shown, --all every one. --queries FILE
asks each line of a file and tells which locality has how much on it, and its
best hit. --save NAME keeps the search; saved run tells later what is new.`,
		Example: `  doichieu search du lieu dat dai
  doichieu search '"đào tạo nghề" -"hỗ trợ"' --locality "Lâm Giang"
  doichieu search --agency so-noi-vu --role lead --to 2025-12 --sort deadline
  doichieu search "chuyển đổi số" --json --facet locality
  doichieu search "cai nghiện" --all -o cai-nghien.xlsx
  doichieu search --queries cau-hoi.txt --type KH -o bang.xlsx
  doichieu search "cai nghiện" --role lead --save "cai nghiện"`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := opts.checkUse(cmd, args); err != nil {
				return err
			}
			given := conditionsGiven(cmd)
			if opts.queries != "" {
				return runQueries(cmd.Context(), a, opts, given)
			}
			return runSearch(cmd.Context(), a, opts, strings.Join(args, " "), given)
		},
	})
	opts.output.AddFlags(cmd)
	opts.conditions.AddFlags(cmd)
	flags := cmd.Flags()
	flags.IntVarP(&opts.limit, "limit", "n", index.DefaultLimit, "print at most `n` hits")
	flags.StringVar(&opts.after, "after", "", "go on behind a page: the `place` that it ended with")
	flags.BoolVar(&opts.all, "all", false, "print every hit")
	flags.StringArrayVar(&opts.facets, "facet", nil, "count the hits by `field`: "+strings.Join(index.FacetNames(), ", ")+"; may be repeated")
	flags.StringVar(&opts.queries, "queries", "", "ask each line of `file` (- for the standard input) and count by locality")
	flags.StringVar(&opts.save, "save", "", "keep the search in the library as `name`")
	// The flag exists, so that registering its completion cannot fail.
	_ = cmd.RegisterFlagCompletionFunc("facet", cobra.FixedCompletions(index.FacetNames(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// AddFlags defines the flags of the conditions, with completion.
func (c *conditions) AddFlags(cmd *cobra.Command) {
	c.filters.AddFlags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&c.sort, "sort", index.SortNames()[0], "`order` of the hits: "+strings.Join(index.SortNames(), ", "))
	flags.BoolVar(&c.exact, "exact", false, "words match only with the accents they are typed with")
	// The flag exists, so that registering its completion cannot fail.
	_ = cmd.RegisterFlagCompletionFunc("sort", cobra.FixedCompletions(index.SortNames(), cobra.ShellCompDirectiveNoFileComp))
}

// request asks for every hit; the caller narrows it to a page.
func (c *conditions) request(query string) index.Request {
	return index.Request{
		Query: query, Exact: c.exact,
		Locality: c.localities, Agency: c.agencies, Role: c.role, DocType: c.types,
		From: c.firstDay(), To: c.lastDay(), Sort: c.sort,
		Limit: math.MaxInt,
	}
}

// checkUse reports flags that do not go together, or have no sense.
func (o *searchOptions) checkUse(cmd *cobra.Command, args []string) error {
	given := func(names ...string) string {
		for _, name := range names {
			if cmd.Flags().Changed(name) {
				return name
			}
		}
		return ""
	}
	switch {
	case o.queries == "" && given("queries") != "":
		return usagef("--queries needs the name of a file")
	case o.queries != "" && len(args) > 0:
		return usagef("--queries takes its queries from the file, and %q stands on the command line", args[0])
	case o.queries != "" && given("limit", "after", "all", "facet", "sort", "save") != "":
		return usagef("--%s does not go with --queries", given("limit", "after", "all", "facet", "sort", "save"))
	case o.all && given("limit", "after") != "":
		return usagef("--all and --%s exclude each other", given("limit", "after"))
	case o.limit < 1:
		return usagef("--limit must be at least 1")
	case o.queries == "" && len(args) == 0 && !o.any():
		return usagef("search needs a query or a filter")
	}
	if given("save") != "" {
		name, err := corpus.SearchName(o.save)
		if err != nil {
			return usagef("--save: %v", err)
		}
		o.save = name
	}
	return o.check()
}

// runSearch prints a page of hits, or writes it to a file. given are the conditions
// as typed.
func runSearch(ctx context.Context, a *app, opts searchOptions, query string, given []condition) (err error) {
	if opts.save != "" {
		if err := saveSearch(ctx, a, &opts, query, given); err != nil {
			return err
		}
	}
	lib, idx, err := a.searchIndex(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, idx.Close(), lib.Close()) }()
	req := opts.request(query)
	req.Facets = opts.facets
	if !opts.all {
		req.Limit, req.After = opts.limit, opts.after
	}
	result, err := idx.Search(ctx, req)
	if err != nil {
		return indexError(err)
	}
	a.noteLeftOut(result)
	found := &found{query: query, given: given, result: result, first: result.Before + 1, sources: sourcesOf(lib)}
	if err := a.writeHits(&opts.output, found); err != nil {
		return err
	}
	partial := ""
	if result.Partial > 0 {
		partial = fmt.Sprintf("%d of them in part, ", result.Partial)
	}
	a.countf("%d hits, %s%d shown", result.Total, partial, len(result.Hits))
	if result.Next != "" {
		a.notef("there are more: --after %s", result.Next)
	}
	return nil
}

// noteLeftOut says what of a query had no part in the search.
func (a *app) noteLeftOut(result *index.Result) {
	for _, value := range result.Unknown {
		a.notef("nothing is known as %s", value)
	}
	if result.Cut > 0 {
		a.notef("the query is too long: its last %d words were left out", result.Cut)
	}
}
