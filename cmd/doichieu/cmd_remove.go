package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

func newRemoveCommand(a *app) *cobra.Command {
	return command(&cobra.Command{
		Use:   "remove ID...",
		Short: "Take documents out of the library",
		Long: `Take documents out of the library, with the copies of their files in it. ID is
the id that list prints or the beginning of it, the name of the file, or the
number of the document. If one of them is unknown, none is removed.`,
		Example: "  doichieu remove 3f9a\n  doichieu remove 171/KH-UBND ke-hoach.pdf",
		Args:    cobra.MinimumNArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return runRemove(cmd.Context(), a, args) },
	})
}

func runRemove(ctx context.Context, a *app, refs []string) (err error) {
	s, err := a.openExistingStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	var ids []string
	seen := map[string]bool{}
	for _, ref := range refs {
		id, err := s.lib.Resolve(ref)
		if err != nil {
			return err
		}
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	names := map[string]string{}
	for _, e := range s.lib.List() {
		names[e.ID] = e.Source.Name
	}
	if err := s.openIndex(ctx); err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.remove(ctx, id); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(a.out, "removed  %s  %s\n", id, cell(names[id])); err != nil {
			return err
		}
	}
	a.countf("%d removed", len(ids))
	return nil
}
