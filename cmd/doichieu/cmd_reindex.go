package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

type reindexOptions struct{ reread bool }

func newReindexCommand(a *app) *cobra.Command {
	var opts reindexOptions
	cmd := command(&cobra.Command{
		Use:   "reindex",
		Short: "Build the search index of the library anew",
		Long: `Build the search index anew from the plans of the library. search and add do it
by themselves when the index is missing, damaged or of another version.

--reread first reads all originals again and extracts their plans anew: do this
after the program has learnt to read better.`,
		Example: "  doichieu reindex\n  doichieu reindex --reread",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runReindex(cmd.Context(), a, opts) },
	})
	a.addReadingFlags(cmd)
	cmd.Flags().BoolVar(&opts.reread, "reread", false, "read the originals and extract the plans again")
	return cmd
}

func runReindex(ctx context.Context, a *app, opts reindexOptions) (err error) {
	s, err := a.openForIndex(ctx, opts.reread)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	read, failed := 0, 0
	if opts.reread {
		// If the run is killed, the index must not stand beside plans that it
		// was not made of.
		if err := os.RemoveAll(s.lib.IndexDir()); err != nil {
			return fmt.Errorf("clearing the search index: %w", err)
		}
		if read, failed, err = a.rereadAll(ctx, s); err != nil {
			return err
		}
	}
	if err := s.reindex(ctx); err != nil {
		return err
	}
	a.countf("%d documents, %d read again, %d failed", len(s.lib.List()), read, failed)
	if failed > 0 {
		return errPartly
	}
	return nil
}

// openForIndex opens the library alone if its documents are to be changed. Else
// others may go on to read and search it, since the index is built beside the one
// in use.
func (a *app) openForIndex(ctx context.Context, alone bool) (*store, error) {
	if alone {
		return a.openExistingStore(ctx)
	}
	lib, err := a.readLibrary(ctx)
	if err != nil {
		return nil, err
	}
	return &store{app: a, lib: lib}, nil
}

// rereadAll reads the originals of all documents again. One that fails keeps
// what it had.
func (a *app) rereadAll(ctx context.Context, s *store) (read, failed int, err error) {
	list := s.lib.List()
	bar := a.newProgress(len(list))
	defer bar.finish()
	for _, e := range list {
		if ctx.Err() != nil {
			return read, failed, ctx.Err()
		}
		if err := s.reread(ctx, e); err != nil {
			bar.clear()
			a.report(err)
			failed++
		} else {
			read++
		}
		bar.step()
	}
	return read, failed, nil
}
