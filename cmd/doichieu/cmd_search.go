package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"doichieu/corpus"
	"doichieu/extract"
	"doichieu/index"
)

type searchOptions struct {
	filters
	limit       int
	after, sort string
	facets      []string
	exact, json bool
}

func newSearchCommand(a *app) *cobra.Command {
	var opts searchOptions
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
marked.`,
		Example: `  doichieu search du lieu dat dai
  doichieu search '"đào tạo nghề" -"hỗ trợ"' --locality "Lâm Giang"
  doichieu search --agency so-noi-vu --role lead --to 2025-12 --sort deadline
  doichieu search "chuyển đổi số" --json --facet locality`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && !opts.any() {
				return usagef("search needs a query or a filter")
			}
			return runSearch(cmd.Context(), a, opts, strings.Join(args, " "))
		},
	})
	opts.AddFlags(cmd)
	flags := cmd.Flags()
	flags.IntVarP(&opts.limit, "limit", "n", index.DefaultLimit, "print at most `n` hits")
	flags.StringVar(&opts.after, "after", "", "go on behind a page: the `place` that it ended with")
	flags.StringVar(&opts.sort, "sort", index.SortNames()[0], "`order` of the hits: "+strings.Join(index.SortNames(), ", "))
	flags.StringArrayVar(&opts.facets, "facet", nil, "count the hits by `field`: "+strings.Join(index.FacetNames(), ", ")+"; may be repeated")
	flags.BoolVar(&opts.exact, "exact", false, "words match only with the accents they are typed with")
	flags.BoolVar(&opts.json, "json", false, "print JSON")
	// The flags exist, so that registering their completion cannot fail.
	_ = cmd.RegisterFlagCompletionFunc("sort", cobra.FixedCompletions(index.SortNames(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("facet", cobra.FixedCompletions(index.FacetNames(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func runSearch(ctx context.Context, a *app, opts searchOptions, query string) (err error) {
	if err := opts.check(); err != nil {
		return err
	}
	if opts.limit < 1 {
		return usagef("--limit must be at least 1")
	}
	lib, idx, err := a.searchIndex(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, idx.Close(), lib.Close()) }()
	result, err := idx.Search(ctx, index.Request{
		Query: query, Exact: opts.exact,
		Locality: opts.localities, Agency: opts.agencies, Role: opts.role, DocType: opts.types,
		From: opts.firstDay(), To: opts.lastDay(),
		Limit: opts.limit, After: opts.after, Sort: opts.sort, Facets: opts.facets,
	})
	if err != nil {
		return indexError(err)
	}
	for _, value := range result.Unknown {
		a.notef("nothing is known as %s", value)
	}
	if opts.json {
		return a.writeResult("", func(w io.Writer) error { return writeJSON(w, result) })
	}
	p := &hitPrinter{a.words(), a.colour(a.out), result.Before}
	if err := a.writeResult("", func(w io.Writer) error { return p.write(w, result) }); err != nil {
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

// hitPrinter prints the hits of a search for reading.
type hitPrinter struct {
	words  *words
	colour bool
	offset int
}

func (p *hitPrinter) write(w io.Writer, result *index.Result) error {
	b := bufio.NewWriter(w)
	if len(result.Hits) == 0 {
		fmt.Fprintln(b, p.words.NoHits)
	}
	for i, h := range result.Hits {
		p.hit(b, p.offset+i+1, h)
	}
	for _, name := range index.FacetNames() {
		for _, v := range result.Facets[name] {
			fmt.Fprintf(b, "%s\t%d\t%s\n", name, v.Count, oneLine(v.Label))
		}
	}
	return b.Flush()
}

// hit prints one hit: the plan and the place, the words, owners and deadlines.
func (p *hitPrinter) hit(w io.Writer, n int, h index.Hit) {
	partial := ""
	if h.Partial {
		partial = "  (" + p.words.Partial + ")"
	}
	fmt.Fprintf(w, "%d. %s, %s, %s %d, %s%s  [%s %s]%s\n", n, cell(h.Locality), cell(h.Number), p.words.Page, h.Page,
		oneLine(h.Task), ocrMark(h.OCR), h.Plan, cell(h.Source.Name), partial)
	fmt.Fprintf(w, "   %s\n", p.marked(h.Text, h.Highlights))
	for _, role := range []struct {
		name string
		list []extract.Assignment
	}{{p.words.Lead, h.Lead}, {p.words.Coordinating, h.Coordinating}, {p.words.Implementing, h.Implementing}} {
		var names []string
		for _, as := range role.list {
			names = append(names, as.Name)
		}
		if len(names) > 0 {
			fmt.Fprintf(w, "   %s: %s\n", role.name, oneLine(strings.Join(names, "; ")))
		}
	}
	for _, d := range h.Deadlines {
		fmt.Fprintf(w, "   %s: %s\n", p.words.Deadline, oneLine(d.Raw+" "+limits(d, p.words)))
	}
	fmt.Fprintln(w)
}

// The escape sequences that set words off: bold yellow, and back.
const (
	markOn  = "\x1b[1;33m"
	markOff = "\x1b[0m"
)

// marked is the text of a hit with the words that were found set off.
func (p *hitPrinter) marked(text string, spans []corpus.Span) string {
	if !p.colour {
		return oneLine(text)
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(harmless(text[at:s.Start]))
		b.WriteString(markOn + harmless(s.In(text)) + markOff)
		at = s.End
	}
	b.WriteString(harmless(text[at:]))
	return b.String()
}
