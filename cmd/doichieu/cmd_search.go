package main

import (
	"context"
	"errors"
	"fmt"
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
	all, group    bool
	facets        []string
	queries, save string
}

func newSearchCommand(a *app) *cobra.Command {
	opts := searchOptions{output: output{formats: searchFormats()}}
	cmd := command(&cobra.Command{
		Use:   "search QUERY...",
		Short: "Search the plans of the library",
		Long: `Search every provision of the plans in the library: tasks, which are shown with
their owners and deadlines, and the others, which are marked with their part of
the plan (legal basis, purpose, targets, funding, annex, ...); --in narrows to
parts. Accents may be left out, and both ways to place a tone mark find each
other. In the query, "quotes" hold a phrase together, a minus excludes a word or
a phrase in quotes, and fields narrow it: agency:, tỉnh:, phần:nhiệm vụ,
hạn:<2025-12-31, năm:2025, số:132-KL/TW. Without a query, the filters alone
choose.

A provision counts if it has the agencies, localities, documents and dates named
and most of the words, side by side; where few do, the nearest others follow and
are marked. A locality stands for those that it was made of or became part of.

-o FILE writes exactly the hits that are shown, --all every one. --queries FILE
asks each line of a file and tells which locality has how much on it, and its
best hit. --save NAME keeps the search; saved run tells later what is new.`,
		Example: `  doichieu search du lieu dat dai
  doichieu search '"đào tạo nghề" -"hỗ trợ"' --locality "Lâm Giang"
  doichieu search --agency so-noi-vu --role lead --to 2025-12 --sort deadline
  doichieu search "chuyển đổi số" --in tasks --group --facet region
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
	flags.BoolVar(&opts.group, "group", false, fmt.Sprintf("print hits by plan, the first %d of each; --limit and --after count plans", index.GroupHits))
	flags.StringArrayVar(&opts.facets, "facet", nil, "count the hits by `field`: "+strings.Join(index.FacetNames(), ", ")+"; may be repeated")
	flags.StringVar(&opts.queries, "queries", "", "ask each line of `file` (- for the standard input) and count by locality")
	flags.StringVar(&opts.save, "save", "", "keep the search in the library as `name`")
	// The flag exists, so that registering its completion cannot fail.
	_ = cmd.RegisterFlagCompletionFunc("facet", cobra.FixedCompletions(index.FacetNames(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
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
	case o.queries != "" && given("limit", "after", "all", "group", "facet", "sort", "save") != "":
		return usagef("--%s does not go with --queries", given("limit", "after", "all", "group", "facet", "sort", "save"))
	case o.save != "" && o.after != "":
		return usagef("--save keeps a search, not a page: it does not go with --after")
	case o.all && given("limit", "after") != "":
		return usagef("--all and --%s exclude each other", given("limit", "after"))
	case o.limit < 1:
		return usagef("--limit must be at least 1")
	case o.queries == "" && len(args) == 0 && !o.any():
		return usagef("search needs a query or a filter")
	}
	switch {
	case o.queries != "":
		o.formats = queriesFormats()
	case o.group:
		o.formats = groupedFormats()
	}
	if _, err := o.choose(); err != nil {
		return err
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
	lib, idx, done, err := a.openSearch(ctx, opts.save != "")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	if err := notSaved(lib, opts.save); err != nil {
		return err
	}
	req, err := opts.request(lib, query)
	if err != nil {
		return err
	}
	req.Facets = opts.facets
	if !opts.all {
		req.Limit, req.After = opts.limit, opts.after
	}
	found := &found{query: query, given: given, plans: entriesOf(lib)}
	show := a.searchList
	if opts.group {
		show = a.searchByPlan
	}
	if err := show(ctx, idx, req, &opts.output, found); err != nil || opts.save == "" {
		return err
	}
	return a.saveSearch(ctx, lib, idx, &opts, query, given)
}

// searchList prints hits one after the other.
func (a *app) searchList(ctx context.Context, idx *index.Index, req index.Request, o *output, found *found) error {
	result, err := idx.Search(ctx, req)
	if err != nil {
		return indexError(err)
	}
	a.noteLeftOut(result.Unknown, result.Cut)
	found.result = result
	if err := a.writeHits(o, found); err != nil {
		return err
	}
	a.countf("%d hits, %s%d shown", result.Total, inPart(result.Partial), len(result.Hits))
	a.noteMore(result.Suggestions, result.Next)
	return nil
}

// searchByPlan prints the plans that have hits, each with its first ones.
func (a *app) searchByPlan(ctx context.Context, idx *index.Index, req index.Request, o *output, found *found) error {
	g, err := idx.Grouped(ctx, req)
	if err != nil {
		return indexError(err)
	}
	a.noteLeftOut(g.Unknown, g.Cut)
	found.grouped = g
	if err := a.writeHits(o, found); err != nil {
		return err
	}
	a.countf("%d plans with %d hits, %s%d plans shown", g.Plans, g.Total, inPart(g.Partial), len(g.Groups))
	a.noteMore(g.Suggestions, g.Next)
	return nil
}

// inPart says how many hits answer only a part of the query.
func inPart(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d of them in part, ", n)
}

// noteLeftOut says what of a query had no part in the search.
func (a *app) noteLeftOut(unknown []string, cut int) {
	for _, value := range unknown {
		a.notef("nothing is known as %s", value)
	}
	if cut > 0 {
		a.notef("the query is too long: its last %d words were left out", cut)
	}
}

// noteMore says what else may be meant, and how to go on.
func (a *app) noteMore(suggestions []index.Suggestion, next string) {
	for _, s := range suggestions {
		if len(s.Like) > 0 {
			a.notef("%s stands in no plan; did you mean %s?", s.Word, strings.Join(s.Like, ", "))
		} else {
			a.notef("%s stands in no plan", s.Word)
		}
	}
	if next != "" {
		a.notef("there are more: --after %s", next)
	}
}
