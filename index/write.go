package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"sync"

	"doichieu/extract"
	"doichieu/index/engine"
)

// Put makes the provisions of a plan searchable in place of those that the index
// had of it. The change is seen wholly or not at all, and when Put returns.
func (x *Index) Put(ctx context.Context, plan *extract.Plan) error {
	c, err := x.change(plan)
	if err != nil {
		return err
	}
	return x.apply(ctx, c)
}

// Delete takes a plan out; one that is not there is no error.
func (x *Index) Delete(ctx context.Context, planID string) error {
	return x.apply(ctx, engine.Change{Group: engine.Group{Name: planID}, Delete: true})
}

// apply writes a change while nothing searches.
func (x *Index) apply(ctx context.Context, c engine.Change) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.cards.forget(c.Name)
	_, err := x.engine.Apply(ctx, c)
	return err
}

// change is a plan as the documents of the engine.
func (x *Index) change(plan *extract.Plan) (engine.Change, error) {
	c := cardOf(plan)
	g := engine.Group{Name: plan.Document.ID}
	var err error
	if g.Stored, err = json.Marshal(c); err != nil {
		return engine.Change{}, fmt.Errorf("indexing plan %s: %w", g.Name, err)
	}
	for _, e := range Entries(plan) {
		d, err := document(&e, x.analyzer)
		if err != nil {
			return engine.Change{}, err
		}
		g.Docs = append(g.Docs, d)
	}
	return engine.Change{Group: g}, nil
}

// batchSize is how many entries a rebuild writes at once, and builders how many
// batches it prepares at the same time: more costs memory and gains nothing.
const (
	batchSize = 1000
	builders  = 2
)

// Rebuild makes the index anew from all plans, beside the one in use, and then
// takes its place; readers of the old one go on undisturbed. It stops at the
// first error, which leaves the old index as it was. No plan may come twice.
func Rebuild(ctx context.Context, dir string, plans iter.Seq2[*extract.Plan, error]) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the folder of the search index: %w", err)
	}
	lock, err := lockDir(dir, DefaultWait)
	if err != nil {
		return err
	}
	defer func() { _ = lock.Unlock() }()
	old, err := current(dir)
	if err != nil && !NeedsRebuild(err) {
		return err
	}
	removeOthers(dir, old)
	n := buildNumber(old) + 1
	build, path := buildName(n), filepath.Join(dir, buildName(n))
	if err := fill(ctx, dir, n, plans); err != nil {
		return errors.Join(err, os.RemoveAll(path))
	}
	if err := setCurrent(dir, build); err != nil {
		return errors.Join(err, os.RemoveAll(path))
	}
	removeOthers(dir, build)
	return nil
}

// fill makes build n of plans.
func fill(ctx context.Context, dir string, n int, plans iter.Seq2[*extract.Plan, error]) error {
	x, err := create(dir, n, true)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	work := make(chan []*extract.Plan)
	var wg sync.WaitGroup
	for range builders {
		wg.Go(func() {
			for group := range work {
				if err := x.addAll(ctx, group); err != nil {
					cancel(err)
				}
			}
		})
	}
	send := func(group []*extract.Plan) {
		select {
		case work <- group:
		case <-ctx.Done():
		}
	}
	err = grouped(ctx, plans, send)
	close(work)
	wg.Wait()
	if err == nil {
		err = context.Cause(ctx)
	}
	if err == nil {
		err = x.engine.Settle(ctx)
	}
	return errors.Join(err, x.Close())
}

// grouped hands plans on in groups of about batchSize entries.
func grouped(ctx context.Context, plans iter.Seq2[*extract.Plan, error], send func([]*extract.Plan)) error {
	var group []*extract.Plan
	entries := 0
	seen := map[string]bool{}
	for plan, err := range plans {
		if err != nil {
			return fmt.Errorf("rebuilding the search index: %w", err)
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if seen[plan.Document.ID] {
			return fmt.Errorf("rebuilding the search index: plan %s comes twice", plan.Document.ID)
		}
		seen[plan.Document.ID] = true
		group, entries = append(group, plan), entries+len(plan.Tasks)+len(plan.Provisions)
		if entries >= batchSize {
			send(group)
			group, entries = nil, 0
		}
	}
	if len(group) > 0 {
		send(group)
	}
	return nil
}

// addAll writes plans that the index does not have yet. The analysis of several
// groups runs at the same time; they are written one after the other.
func (x *Index) addAll(ctx context.Context, plans []*extract.Plan) error {
	changes := make([]engine.Change, len(plans))
	for i, p := range plans {
		var err error
		if changes[i], err = x.change(p); err != nil {
			return err
		}
	}
	_, err := x.engine.Apply(ctx, changes...)
	return err
}
