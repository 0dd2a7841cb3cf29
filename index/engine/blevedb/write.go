package blevedb

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	"github.com/blevesearch/bleve/v2/search/query"

	"doichieu/corpus"
	"doichieu/index/engine"
)

// docID is the id of a document in Bleve; ids sort by group and place.
func docID(r engine.Ref) string { return fmt.Sprintf("%s/%06d", r.Group, r.At) }

// refOf is the ref of an id.
func refOf(id string) engine.Ref {
	i := strings.LastIndexByte(id, '/')
	if i < 0 {
		return engine.Ref{Group: id}
	}
	at, _ := strconv.Atoi(id[i+1:]) // ids are made by docID
	return engine.Ref{Group: id[:i], At: at}
}

func cardID(group string) string { return "group:" + group }

// card is what is kept of a group.
type card struct {
	Name   string `json:"name"`
	Docs   int    `json:"docs"`
	Stored []byte `json:"stored"`
}

// Apply writes changes as one batch.
func (x *index) Apply(ctx context.Context, changes ...engine.Change) (uint64, error) {
	batch := x.bleve.NewBatch()
	for _, c := range changes {
		if !c.Delete {
			if err := x.put(batch, c.Group); err != nil {
				return 0, err
			}
		}
	}
	x.write.Lock()
	defer x.write.Unlock()
	grown, err := x.replace(ctx, batch, changes)
	if err != nil || batch.Size() == 0 {
		return x.Generation(), err
	}
	if x.bulk {
		// Segments are made side by side; the state is written by Settle.
		x.write.Unlock()
		err := x.bleve.Batch(batch)
		x.write.Lock()
		if err != nil {
			return 0, fmt.Errorf("writing the search index: %w", err)
		}
		x.advance(grown)
		return x.Generation(), nil
	}
	err = x.commit(batch, grown)
	return x.Generation(), err
}

// replace takes out of the index what the changes leave of their groups, and tells
// by how many documents it grows.
func (x *index) replace(ctx context.Context, batch *bleve.Batch, changes []engine.Change) (grown int, err error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	for _, c := range changes {
		had, known, err := x.Group(ctx, c.Name)
		if err != nil {
			return 0, err
		}
		docs := len(c.Docs)
		switch {
		case c.Delete:
			docs = 0
			if !known {
				continue
			}
			batch.Delete(cardID(c.Name))
			grown--
		case !known:
			grown++
		}
		for i := docs; i < had.Docs; i++ {
			batch.Delete(docID(engine.Ref{Group: c.Name, At: i}))
		}
		grown += docs - had.Docs
	}
	return grown, nil
}

// put adds a group's documents and its card to a batch.
func (x *index) put(batch *bleve.Batch, g engine.Group) error {
	if g.Name == "" || strings.Contains(g.Name, "/") {
		return fmt.Errorf("indexing: %q is no name of a group", g.Name)
	}
	for i, d := range g.Docs {
		fields := []*field{newField(fieldKind, engine.Values, []string{kindDoc}), newField(fieldGroup, engine.Values, []string{g.Name}), newStored(d.Stored)}
		for _, name := range slices.Sorted(maps.Keys(d.Fields)) {
			kind, ok := x.schema[name]
			if !ok {
				return fmt.Errorf("indexing %s: the schema has no field %q", g.Name, name)
			}
			fields = append(fields, newField(name, kind, d.Fields[name]))
		}
		if err := batch.IndexAdvanced(newDocument(docID(engine.Ref{Group: g.Name, At: i}), fields...)); err != nil {
			return fmt.Errorf("indexing %s: %w", g.Name, err)
		}
	}
	c, err := json.Marshal(card{g.Name, len(g.Docs), g.Stored})
	if err == nil {
		err = batch.IndexAdvanced(newDocument(cardID(g.Name), newField(fieldKind, engine.Values, []string{kindGroup}), newStored(c)))
	}
	if err != nil {
		return fmt.Errorf("indexing %s: %w", g.Name, err)
	}
	return nil
}

// commit writes a batch together with the state it leads to. Callers hold write,
// but where nobody else has the index yet.
func (x *index) commit(batch *bleve.Batch, grown int) error {
	next := x.next(grown)
	batch.SetInternal([]byte(keyState), fmt.Appendf(nil, "%d %d", next.Generation, next.Docs))
	if err := x.bleve.Batch(batch); err != nil {
		return fmt.Errorf("writing the search index: %w", err)
	}
	x.advance(grown)
	return x.writeGeneration()
}

// next is the state after a change.
func (x *index) next(grown int) state {
	return state{x.state.Generation + 1, uint64(int64(x.state.Docs) + int64(grown))}
}

// advance makes it the present one.
func (x *index) advance(grown int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.state, x.settled = x.next(grown), false
}

// writeGeneration writes the generation that is acknowledged beside Bleve's files.
func (x *index) writeGeneration() error {
	err := corpus.WriteFile(filepath.Join(x.path, writtenFile), func(w io.Writer) error {
		_, err := fmt.Fprintln(w, x.Generation())
		return err
	})
	if err != nil {
		return fmt.Errorf("writing the search index: %w", err)
	}
	return nil
}

// merger is what Bleve's own index does to merge its segments.
type merger interface {
	ForceMerge(ctx context.Context, o *mergeplan.MergePlanOptions) error
}

// Settle merges all segments into one: a third smaller, and read faster.
func (x *index) Settle(ctx context.Context) error {
	x.write.Lock()
	defer x.write.Unlock()
	b, err := x.bleve.Advanced()
	if err != nil {
		return fmt.Errorf("settling the search index: %w", err)
	}
	m, ok := b.(merger)
	if !ok {
		return fmt.Errorf("settling the search index: %T cannot be merged", b)
	}
	all := mergeplan.SingleSegmentMergePlanOptions
	all.SegmentsPerMergeTask = bulkSegments
	if err := m.ForceMerge(ctx, &all); err != nil {
		return fmt.Errorf("settling the search index: %w", err)
	}
	// The merged segment is in use now, and on the disk when the next batch is.
	batch := x.bleve.NewBatch()
	batch.SetInternal([]byte(keyState), fmt.Appendf(nil, "%d %d", x.state.Generation, x.state.Docs))
	if err := x.bleve.Batch(batch); err != nil {
		return fmt.Errorf("settling the search index: %w", err)
	}
	if err := x.writeGeneration(); err != nil {
		return err
	}
	x.settled, x.bulk = true, false
	return ctx.Err()
}

// Generation is that of the last change.
func (x *index) Generation() uint64 {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.state.Generation
}

// Group reads the card of a group.
func (x *index) Group(ctx context.Context, name string) (engine.GroupInfo, bool, error) {
	list, err := x.cards(ctx, query.NewDocIDQuery([]string{cardID(name)}), 1)
	if err != nil || len(list) == 0 {
		return engine.GroupInfo{}, false, err
	}
	return list[0], true, nil
}

// Groups reads all cards.
func (x *index) Groups(ctx context.Context) ([]engine.GroupInfo, error) {
	n, err := x.bleve.DocCount()
	if err != nil {
		return nil, err
	}
	cards := query.NewTermQuery(kindGroup)
	cards.SetField(fieldKind)
	list, err := x.cards(ctx, cards, int(min(n, math.MaxInt32)))
	slices.SortFunc(list, func(a, b engine.GroupInfo) int { return strings.Compare(a.Name, b.Name) })
	return list, err
}

// cards reads the cards that a query of Bleve finds.
func (x *index) cards(ctx context.Context, q query.Query, size int) ([]engine.GroupInfo, error) {
	req := bleve.NewSearchRequestOptions(q, size, 0, false)
	req.Fields = []string{fieldStored}
	req.Score = "none"
	r, err := x.bleve.SearchInContext(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("searching: %w", errors.Join(ctx.Err(), err))
	}
	var list []engine.GroupInfo
	for _, h := range r.Hits {
		kept, _ := h.Fields[fieldStored].(string)
		var c card
		if err := json.Unmarshal([]byte(kept), &c); err != nil {
			return nil, errors.Join(engine.ErrCorrupt, fmt.Errorf("card of %s: %w", h.ID, err))
		}
		list = append(list, engine.GroupInfo{Name: c.Name, Docs: c.Docs, Stored: c.Stored})
	}
	return list, nil
}
