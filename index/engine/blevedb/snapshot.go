package blevedb

import (
	"context"
	"errors"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"doichieu/index/engine"
)

// evaluation answers a request on one snapshot of the index, segment by segment.
//
// It does not go through Bleve's searchers, which move every clause from document
// to document: for an agency with a topic and three facets that is ten iterators
// a hit. Scorch, Bleve's store, keeps the documents of a term as a bitmap. So what
// answers is found by the algebra of bitmaps first, and only of those documents
// the frequencies are read, term by term. At 100,000 tasks that takes a sixth of
// the time.
type evaluation struct {
	x        *index
	segments []*scorch.SegmentSnapshot
	total    float64 // documents of all segments
	norm     float64 // that makes the scores of one query comparable
	postings map[termKey]*posting
	dicts    map[string][]segment.TermDictionary // by field, one for each segment
}

type termKey struct{ field, text string }

// posting is the documents of a term in each of the segments.
type posting struct {
	lists []segment.PostingsList
	bits  []*roaring.Bitmap // belong to the segments: never written to
	docs  uint64            // in all segments
}

// noDocs is the bitmap of no documents. It is never written to.
var noDocs = roaring.New()

// evaluate opens the present snapshot and gives it to f.
func (x *index) evaluate(ctx context.Context, f func(*evaluation) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	b, err := x.bleve.Advanced()
	if err != nil {
		return fmt.Errorf("searching: %w", err)
	}
	r, err := b.Reader()
	if err != nil {
		return fmt.Errorf("searching: %w", err)
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return fmt.Errorf("searching: %T is no snapshot of scorch", r)
	}
	total, err := snapshot.DocCount()
	if err != nil {
		return fmt.Errorf("searching: %w", err)
	}
	return f(&evaluation{
		x: x, segments: snapshot.Segments(), total: float64(total), norm: 1,
		postings: map[termKey]*posting{}, dicts: map[string][]segment.TermDictionary{},
	})
}

// dictionaries are the terms of a field in each segment.
func (e *evaluation) dictionaries(field string) ([]segment.TermDictionary, error) {
	if dicts, ok := e.dicts[field]; ok {
		return dicts, nil
	}
	var dicts []segment.TermDictionary
	for _, s := range e.segments {
		d, err := s.Segment().Dictionary(field)
		if err != nil {
			return nil, fmt.Errorf("searching: %w", err)
		}
		dicts = append(dicts, d)
	}
	e.dicts[field] = dicts
	return dicts, nil
}

// posting reads the documents of a term.
func (e *evaluation) posting(field, text string) (*posting, error) {
	key := termKey{field, text}
	if p, ok := e.postings[key]; ok {
		return p, nil
	}
	dicts, err := e.dictionaries(field)
	if err != nil {
		return nil, err
	}
	p := &posting{}
	for i, s := range e.segments {
		list, err := dicts[i].PostingsList([]byte(text), s.Deleted(), nil)
		if err != nil {
			return nil, fmt.Errorf("searching: %w", err)
		}
		bits := noDocs
		if n := list.Count(); n > 0 {
			p.docs += n
			if bits, err = bitmapOf(list); err != nil {
				return nil, err
			}
		}
		p.lists, p.bits = append(p.lists, list), append(p.bits, bits)
	}
	e.postings[key] = p
	return p, nil
}

// bitmapOf are the documents of a list, which are not to be changed.
func bitmapOf(list segment.PostingsList) (*roaring.Bitmap, error) {
	it, err := optimizable(list, false)
	if err != nil {
		return nil, err
	}
	if doc, one := it.DocNum1Hit(); one {
		return roaring.BitmapOf(uint32(doc)), nil
	}
	return it.ActualBitmap(), nil
}

// iterator goes through a list and knows its bitmap.
type iterator interface {
	segment.PostingsIterator
	segment.OptimizablePostingsIterator
}

func optimizable(list segment.PostingsList, frequencies bool) (iterator, error) {
	it, ok := list.Iterator(frequencies, frequencies, false, nil).(iterator)
	if !ok {
		return nil, errors.New("searching: the segments of the index keep no bitmaps")
	}
	return it, nil
}

// stored is what was kept of a document.
func (e *evaluation) stored(seg int, doc uint32) (stored []byte, err error) {
	err = e.segments[seg].VisitDocument(uint64(doc), func(field string, _ byte, value []byte, _ []uint64) bool {
		if field == fieldStored {
			stored = append([]byte{}, value...)
		}
		return field != fieldStored
	})
	if err != nil {
		return nil, fmt.Errorf("searching: %w", err)
	}
	return stored, nil
}

// ref is the name of a document.
func (e *evaluation) ref(seg int, doc uint32) (engine.Ref, error) {
	id, err := e.segments[seg].DocID(uint64(doc))
	if err != nil {
		return engine.Ref{}, fmt.Errorf("searching: %w", err)
	}
	return refOf(string(id)), nil
}
