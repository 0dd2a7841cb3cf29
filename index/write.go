package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"

	"doichieu/extract"
)

// Kinds of documents in Bleve: a task, and one card for each plan, which also
// stands for a plan without tasks.
const (
	kindTask = "task"
	kindPlan = "plan"
)

// card is what is kept of a plan beside its tasks.
type card struct {
	Plan  string `json:"plan"`
	Tasks int    `json:"tasks"`
}

// taskID is the id of a task in Bleve; ids sort by plan and place in the plan.
func taskID(plan string, i int) string { return fmt.Sprintf("%s/%06d", plan, i) }

func cardID(plan string) string { return "plan:" + plan }

// Put makes the tasks of a plan searchable in place of those that the index had
// of it. The change is seen wholly or not at all, and when Put returns.
func (x *Index) Put(ctx context.Context, plan *extract.Plan) error {
	x.write.Lock()
	defer x.write.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	had, known, err := x.card(plan.Document.ID)
	if err != nil {
		return err
	}
	batch := x.bleve.NewBatch()
	if err := x.add(batch, plan); err != nil {
		return err
	}
	for i := len(plan.Tasks); i < had.Tasks; i++ {
		batch.Delete(taskID(plan.Document.ID, i))
	}
	grown := len(plan.Tasks) - had.Tasks
	if !known {
		grown++ // the card
	}
	return x.apply(batch, grown)
}

// Delete takes a plan out; one that is not there is no error.
func (x *Index) Delete(ctx context.Context, planID string) error {
	x.write.Lock()
	defer x.write.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	had, known, err := x.card(planID)
	if err != nil || !known {
		return err
	}
	batch := x.bleve.NewBatch()
	batch.Delete(cardID(planID))
	for i := range had.Tasks {
		batch.Delete(taskID(planID, i))
	}
	return x.apply(batch, -had.Tasks-1)
}

// add puts the documents of a plan into a batch.
func (x *Index) add(batch *bleve.Batch, plan *extract.Plan) error {
	id := plan.Document.ID
	if id == "" || strings.Contains(id, "/") {
		return fmt.Errorf("indexing a plan: %q is no id of a plan", id)
	}
	for i, e := range Entries(plan) {
		r, err := record(&e, x.analyzer)
		if err != nil {
			return err
		}
		if err := batch.Index(taskID(id, i), r); err != nil {
			return fmt.Errorf("indexing task %s of plan %s: %w", e.Task.ID, id, err)
		}
	}
	c, err := json.Marshal(card{id, len(plan.Tasks)})
	if err != nil {
		return fmt.Errorf("indexing plan %s: %w", id, err)
	}
	err = batch.Index(cardID(id), map[string]any{fieldKind: kindPlan, fieldEntry: string(c)})
	if err != nil {
		return fmt.Errorf("indexing plan %s: %w", id, err)
	}
	return nil
}

// card is what the index has of a plan.
func (x *Index) card(plan string) (c card, known bool, err error) {
	r, err := x.find(context.Background(), docs(cardID(plan)), 1)
	if err != nil || len(r.Hits) == 0 {
		return card{}, false, err
	}
	return c, true, decode(r.Hits[0], &c)
}

// apply writes a batch together with the state it leads to. Callers hold write.
func (x *Index) apply(batch *bleve.Batch, grown int) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	next := state{x.state.Generation + 1, uint64(int64(x.state.Docs) + int64(grown))}
	batch.SetInternal([]byte(keyState), fmt.Appendf(nil, "%d %d", next.Generation, next.Docs))
	if err := x.bleve.Batch(batch); err != nil {
		return fmt.Errorf("writing the search index: %w", err)
	}
	x.state = next
	if err := replaceFile(filepath.Join(x.path, writtenFile), fmt.Sprintln(next.Generation), false); err != nil {
		return fmt.Errorf("writing the search index: %w", err)
	}
	return nil
}

// batchSize is how many tasks a rebuild writes at once, and builders how many
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
	x, err := create(dir, n)
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
				if err := x.addAll(group); err != nil {
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
	return errors.Join(err, x.Close())
}

// grouped hands plans on in groups of about batchSize tasks.
func grouped(ctx context.Context, plans iter.Seq2[*extract.Plan, error], send func([]*extract.Plan)) error {
	var group []*extract.Plan
	tasks := 0
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
		group, tasks = append(group, plan), tasks+len(plan.Tasks)
		if tasks >= batchSize {
			send(group)
			group, tasks = nil, 0
		}
	}
	if len(group) > 0 {
		send(group)
	}
	return nil
}

// addAll writes plans that the index does not have yet. The analysis of several
// groups runs at the same time; their states are written one after the other.
func (x *Index) addAll(plans []*extract.Plan) error {
	batch := x.bleve.NewBatch()
	grown := 0
	for _, p := range plans {
		if err := x.add(batch, p); err != nil {
			return err
		}
		grown += len(p.Tasks) + 1
	}
	x.write.Lock()
	defer x.write.Unlock()
	return x.apply(batch, grown)
}
