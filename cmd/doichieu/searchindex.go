package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log"
	"slices"

	"doichieu/corpus"
	"doichieu/extract"
	"doichieu/index"
)

// The index is derived from the library and never trusted to agree with it: it
// is compared when it is opened, and built anew where it is missing, damaged,
// of another version, or of other documents than the library's (a run was
// killed, or somebody put a backup of the library back).

// errOutdated says that the index is of other documents than the library.
var errOutdated = errors.New("the search index does not agree with the library")

// openIndex opens the index of the store to be changed, and builds it anew
// where that is needed.
func (s *store) openIndex(ctx context.Context) error {
	if s.idx != nil {
		return nil
	}
	idx, err := openAgreeing(ctx, s.lib, func(dir string) (*index.Index, error) { return index.Open(dir, index.Options{Wait: lockWait}) })
	if needsRebuild(err) {
		// An index that was never there is no news to a new library.
		if !errors.Is(err, index.ErrMissing) && len(s.lib.List()) > 0 {
			s.app.notef("%v; building it anew", err)
		}
		if err := s.reindex(ctx); err != nil {
			return err
		}
		idx, err = index.Open(s.lib.IndexDir(), index.Options{Wait: lockWait})
	}
	if err != nil {
		return indexError(err)
	}
	s.idx = idx
	return nil
}

// reindex builds the index anew from the plans of the library.
func (s *store) reindex(ctx context.Context) error {
	if s.idx != nil {
		err := s.idx.Close()
		s.idx = nil
		if err != nil {
			return indexError(err)
		}
	}
	return indexError(index.Rebuild(ctx, s.lib.IndexDir(), s.plans()))
}

// plans are the plans of the library for the index. One that cannot be read is
// reported and stands in the index without tasks, so that it is not tried again
// with each search. Plans of versions that kept nothing but the tasks are
// counted: nobody could tell from a search that the rest is missing.
func (s *store) plans() iter.Seq2[*extract.Plan, error] {
	return func(yield func(*extract.Plan, error) bool) {
		older := 0
		for _, e := range s.lib.List() {
			plan := &extract.Plan{Document: extract.Record{ID: e.ID}}
			if r, err := storedPlan(s.lib, e.ID); err != nil {
				s.app.report(err)
			} else {
				if r.plan.Provisions == nil {
					older++
				}
				plan = s.inUse(r.plan)
			}
			if !yield(plan, nil) {
				return
			}
		}
		if older > 0 {
			s.app.notef("documents read by an older version: %d; of these only the tasks are found, and doichieu reindex --reread makes their other provisions searchable", older)
		}
	}
}

// searchIndex opens the index of the library for reading, and builds it anew
// where that is needed. The library that it gives holds the lock that keeps
// others from changing either.
func (a *app) searchIndex(ctx context.Context) (*corpus.Library, *index.Index, error) {
	lib, err := a.readLibrary(ctx)
	if err != nil {
		return nil, nil, err
	}
	idx, err := openAgreeing(ctx, lib, index.OpenReadOnly)
	if !needsRebuild(err) {
		if err != nil {
			return nil, nil, errors.Join(indexError(err), lib.Close())
		}
		return lib, idx, nil
	}
	a.notef("%v; building it anew", err)
	// Nobody changes the library meanwhile, and others may go on to search: the
	// index is built beside the one in use.
	s := &store{app: a, lib: lib}
	if err := s.reindex(ctx); err != nil {
		return nil, nil, errors.Join(err, lib.Close())
	}
	if idx, err = index.OpenReadOnly(lib.IndexDir()); err != nil {
		return nil, nil, errors.Join(indexError(err), lib.Close())
	}
	return lib, idx, nil
}

// openAgreeing opens the index of a library and compares its documents with the
// library's.
func openAgreeing(ctx context.Context, lib *corpus.Library, open func(dir string) (*index.Index, error)) (*index.Index, error) {
	// Bleve writes what it finds damaged to the standard log, which nothing else
	// here uses; that the index is built anew says enough.
	log.SetOutput(io.Discard)
	idx, err := open(lib.IndexDir())
	if err != nil {
		return nil, err
	}
	plans, err := idx.Plans(ctx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w (%w)", index.ErrCorrupt, err), idx.Close())
	}
	var have, want []string
	for _, p := range plans {
		have = append(have, p.ID)
	}
	for _, e := range lib.List() {
		want = append(want, e.ID)
	}
	slices.Sort(have)
	slices.Sort(want)
	if !slices.Equal(have, want) {
		return nil, errors.Join(errOutdated, idx.Close())
	}
	return idx, nil
}

// needsRebuild reports whether building the index anew is the remedy.
func needsRebuild(err error) bool { return index.NeedsRebuild(err) || errors.Is(err, errOutdated) }

// indexError adds the way out to an error of the index.
func indexError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, index.ErrLocked):
		return &hintError{err, "wait until the other doichieu has finished, or name another library with --library"}
	case errors.Is(err, index.ErrRequest), errors.Is(err, index.ErrCursor):
		return &usageError{reason: err.Error()}
	case errors.Is(err, context.Canceled):
		return err
	}
	return &hintError{err, "doichieu reindex builds the search index anew"}
}
