package main

import (
	"errors"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/corpus"
	"doichieu/extract"
	"doichieu/index"
)

// conditions are what a search asks for beside its query: what is kept of a saved
// search.
type conditions struct {
	filters
	parts, regions, themes, kinds, targets, years, numbers, plans []string

	sort  string
	exact bool
}

// condition is a flag of a search with its values, as typed.
type condition struct {
	name   string
	values []string
}

// conditionFlags are the flags of [conditions], in the order in which files name
// them. A test holds that they are all.
var conditionFlags = []string{
	"in", "locality", "region", "type", "year", "number", "plan", "agency", "role", "theme", "from", "to", "deadline-kind", "target", "sort", "exact",
}

// AddFlags defines the flags of the conditions, with completion.
func (c *conditions) AddFlags(cmd *cobra.Command) {
	c.filters.AddFlags(cmd)
	flags := cmd.Flags()
	flags.StringArrayVar(&c.parts, "in", nil, "only this `part` of plans: "+strings.Join(partNames(), ", ")+"; may be repeated")
	flags.StringArrayVar(&c.regions, "region", nil, "only plans of this socio-economic `region`; may be repeated")
	flags.StringArrayVar(&c.years, "year", nil, "only plans issued in this `year`; may be repeated")
	flags.StringArrayVar(&c.numbers, "number", nil, "only plans of this `number`, and provisions that cite it; may be repeated")
	flags.StringArrayVar(&c.plans, "plan", nil, "only the plan of this `name`: id, number or file; may be repeated")
	flags.StringArrayVar(&c.themes, "theme", nil, "only below headings with these `words`; may be repeated")
	flags.StringArrayVar(&c.kinds, "deadline-kind", nil, "only tasks with a deadline of this `kind`: "+strings.Join(deadlineKinds, ", ")+"; may be repeated")
	flags.StringArrayVar(&c.targets, "target", nil, "only provisions with a target in this `unit` (%, count, ..., or any); may be repeated")
	flags.StringVar(&c.sort, "sort", index.SortNames()[0], "`order` of the hits: "+strings.Join(index.SortNames(), ", "))
	flags.BoolVar(&c.exact, "exact", false, "words match only with the accents they are typed with")
	for name, values := range map[string][]string{"in": partNames(), "deadline-kind": deadlineKinds, "sort": index.SortNames()} {
		// The flag exists, so that registering its completion cannot fail.
		_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	}
}

// partNames are the parts of plans by their ids.
func partNames() []string {
	var names []string
	for _, p := range extract.Parts() {
		names = append(names, string(p))
	}
	return names
}

// deadlineKinds are the kinds of deadlines, and none.
var deadlineKinds = []string{
	string(extract.By), string(extract.Before), string(extract.During), string(extract.Recurring), string(extract.Ongoing), "none",
}

// any reports whether any condition is set that chooses.
func (c *conditions) any() bool {
	n := 0
	for _, list := range [][]string{c.parts, c.regions, c.themes, c.kinds, c.targets, c.years, c.numbers, c.plans} {
		n += len(list)
	}
	return n > 0 || c.filters.any()
}

// request asks for every hit; the caller narrows it to a page.
func (c *conditions) request(lib *corpus.Library, query string) (index.Request, error) {
	plans, err := planIDs(lib, c.plans)
	return index.Request{
		Query: query, Exact: c.exact,
		Part: c.parts, Locality: c.localities, Region: c.regions, DocType: c.types, Year: c.years, Number: c.numbers, Plan: plans,
		Agency: c.agencies, Role: c.role, Theme: c.themes, From: c.firstDay(), To: c.lastDay(), DeadlineKind: c.kinds, Target: c.targets,
		Sort: c.sort, Limit: math.MaxInt,
	}, err
}

// planIDs are the ids of plans of the library. A name that none has stays: the
// index says that it knows nothing by it.
func planIDs(lib *corpus.Library, names []string) ([]string, error) {
	var ids []string
	for _, name := range names {
		id, err := lib.Resolve(name)
		switch {
		case errors.Is(err, corpus.ErrNotFound):
			id = name
		case err != nil:
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// documents are the conditions on documents alone.
func (c *conditions) documents() conditions {
	return conditions{filters: filters{localities: c.localities, types: c.types}, regions: c.regions, years: c.years, plans: c.plans}
}

// conditionsGiven are the conditions that a command line states.
func conditionsGiven(cmd *cobra.Command) []condition {
	var list []condition
	for _, name := range conditionFlags {
		f := cmd.Flags().Lookup(name)
		if f == nil || !f.Changed {
			continue
		}
		if many, ok := f.Value.(interface{ GetSlice() []string }); ok {
			list = append(list, condition{name, many.GetSlice()})
		} else {
			list = append(list, condition{name, []string{f.Value.String()}})
		}
	}
	return list
}

// terms are conditions for the head of a file.
func terms(list []condition) []render.Term {
	var out []render.Term
	for _, c := range list {
		for _, v := range c.values {
			out = append(out, render.Term{Name: "--" + c.name, Value: v})
		}
	}
	return out
}
