package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"doichieu/compare/review"
	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/index"
)

// openSearch opens the library and its index: for reading, or alone to change what
// is saved. done closes both.
func (a *app) openSearch(ctx context.Context, change bool) (lib *corpus.Library, idx *index.Index, done func() error, err error) {
	if !change {
		lib, idx, err := a.searchIndex(ctx)
		return lib, idx, func() error { return errors.Join(idx.Close(), lib.Close()) }, err
	}
	s, err := a.openExistingStore(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	if err := s.openIndex(ctx); err != nil {
		return nil, nil, nil, errors.Join(err, s.close())
	}
	return s.lib, s.idx, s.close, nil
}

// notSaved reports a name that a search is saved as already; "" is none.
func notSaved(lib *corpus.Library, name string) error {
	if name == "" {
		return nil
	}
	list, err := lib.Searches()
	if err != nil {
		return err
	}
	if _, ok := savedAt(list, name); ok {
		return &hintError{fmt.Errorf("a search is saved as %q already", name), "choose another name, or doichieu saved remove gives this one free"}
	}
	return nil
}

// saveSearch keeps a search in the library. All that it finds now counts as seen.
func (a *app) saveSearch(ctx context.Context, lib *corpus.Library, idx *index.Index, opts *searchOptions, query string, given []condition) error {
	list, err := lib.Searches()
	if err != nil {
		return err
	}
	saved := corpus.SavedSearch{Name: opts.save, Query: query, Conditions: map[string][]string{}}
	for _, c := range given {
		saved.Conditions[c.name] = c.values
	}
	hits, err := fullHits(ctx, lib, idx, &opts.conditions, query)
	if err != nil {
		return err
	}
	for _, h := range hits {
		saved.Seen = append(saved.Seen, seenKey(&h.Hit))
	}
	if err := lib.SetSearches(append(list, saved)); err != nil {
		return err
	}
	a.notef("saved as %s; %d hits count as seen", opts.save, len(hits))
	return nil
}

// fullHits are the hits of a search that answer the whole query.
func fullHits(ctx context.Context, lib *corpus.Library, idx *index.Index, c *conditions, query string) ([]rankedHit, error) {
	req, err := c.request(lib, query)
	if err != nil {
		return nil, err
	}
	result, err := idx.Search(ctx, req)
	if err != nil {
		return nil, indexError(err)
	}
	list := []rankedHit{}
	for i, h := range result.Hits {
		if !h.Partial {
			list = append(list, rankedHit{i + 1, h})
		}
	}
	return list, nil
}

// seenKey tells a hit by its plan and its words. A plan is known by locality,
// number and year, so that another file of it is no news; one without a number by
// its file.
func seenKey(h *index.Hit) string {
	plan := []string{h.Plan}
	if h.Number != "" && !strings.HasPrefix(h.Number, "/") { // a draft has no number yet
		plan = []string{bareLocality(h.Locality), vn.Fold(h.Number), h.Issued[:min(len("2006"), len(h.Issued))]}
	}
	return corpus.SeenKey(append(plan, review.Key(h.Text))...)
}

// savedAt finds a saved search by its name.
func savedAt(list []corpus.SavedSearch, name string) (int, bool) {
	return slices.BinarySearchFunc(list, name, func(s corpus.SavedSearch, name string) int { return cmp.Compare(s.Name, name) })
}

// restored are the conditions of a saved search.
func restored(s *corpus.SavedSearch) (*conditions, error) {
	var c conditions
	cmd := new(cobra.Command)
	c.AddFlags(cmd)
	for name, values := range s.Conditions {
		for _, v := range values {
			if err := cmd.Flags().Set(name, v); err != nil {
				return nil, unusable(s, err)
			}
		}
	}
	if err := c.check(); err != nil {
		return nil, unusable(s, err)
	}
	return &c, nil
}

// unusable is the error of a saved search that this program cannot ask.
func unusable(s *corpus.SavedSearch, err error) error {
	return &hintError{fmt.Errorf("the saved search %q: %w", s.Name, err), "doichieu saved remove forgets it; save it anew"}
}
