package blevedb

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/RoaringBitmap/roaring/v2"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"doichieu/index/engine"
)

// Search answers a request on one snapshot.
func (x *index) Search(ctx context.Context, req engine.Request) (*engine.Result, error) {
	out := &engine.Result{Facets: map[string]map[string]int{}}
	for _, field := range req.Facets {
		out.Facets[field] = map[string]int{}
	}
	err := x.evaluate(ctx, func(e *evaluation) error {
		if req.Order.By == engine.ByScore && req.Match != nil {
			if err := e.normalise(req.Match); err != nil {
				return err
			}
		}
		t := newTop(e, req)
		for seg := range e.segments {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := e.search(req, seg, out, t); err != nil {
				return err
			}
		}
		return e.hits(req, t, out)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// search adds what a segment has to the result.
func (e *evaluation) search(req engine.Request, seg int, out *engine.Result, t *top) error {
	bits, err := e.answers(req, seg)
	if err != nil || bits.IsEmpty() {
		return err
	}
	out.Total += int(bits.GetCardinality())
	if req.Limit == 0 && len(req.Facets) == 0 {
		return nil
	}
	docs := bits.ToArray()
	for _, field := range req.Facets {
		if err := e.count(field, seg, docs, out.Facets[field]); err != nil {
			return err
		}
	}
	if req.Limit == 0 {
		return nil
	}
	places, err := e.places(req, seg, docs, bits)
	if err != nil {
		return err
	}
	for _, p := range places {
		t.add(p)
	}
	return nil
}

// places are documents of a segment with what they are sorted by.
func (e *evaluation) places(req engine.Request, seg int, docs []uint32, bits *roaring.Bitmap) ([]place, error) {
	places := make([]place, len(docs))
	for i, d := range docs {
		places[i] = place{seg: seg, doc: d}
	}
	switch {
	case req.Order.By == engine.ByScore && req.Match != nil:
		s, err := e.score(req.Match, seg, docs, bits)
		if err != nil {
			return nil, err
		}
		for i := range places {
			places[i].score = s.of[i]
		}
	case req.Order.By == engine.ByField:
		c, err := e.column(req.Order.Field, seg)
		if err != nil {
			return nil, err
		}
		for i, d := range docs {
			if of := c.of(d); len(of) > 0 {
				places[i].key = valueSign + c.values[of[0]]
			}
		}
	}
	return places, nil
}

// hits gives the first documents of the order.
func (e *evaluation) hits(req engine.Request, t *top, out *engine.Result) error {
	first, err := t.sorted()
	if err != nil {
		return err
	}
	for _, p := range first {
		h := engine.Hit{Position: engine.Position{Score: p.score, Key: p.key, Ref: *p.ref}}
		if req.Stored {
			if h.Stored, err = e.stored(p.seg, p.doc); err != nil {
				return err
			}
		}
		out.Hits = append(out.Hits, h)
	}
	return nil
}

// Values reads the dictionary of a field.
func (x *index) Values(ctx context.Context, field, prefix string) iter.Seq2[engine.Value, error] {
	return func(yield func(engine.Value, error) bool) {
		fail := func(err error) { yield(engine.Value{}, fmt.Errorf("searching: %w", err)) }
		var dict bleveindex.FieldDict
		var err error
		if prefix == "" {
			dict, err = x.bleve.FieldDict(field)
		} else {
			dict, err = x.bleve.FieldDictPrefix(field, []byte(prefix))
		}
		if err != nil {
			fail(err)
			return
		}
		defer func() { _ = dict.Close() }() // nothing was written
		for {
			e, err := dict.Next()
			if err = errors.Join(err, ctx.Err()); err != nil {
				fail(err)
				return
			}
			if e == nil || !yield(engine.Value{Text: e.Term, Docs: int(e.Count)}, nil) {
				return
			}
		}
	}
}
