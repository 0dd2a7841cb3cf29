package blevedb

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"doichieu/index/engine"
)

// answers are the documents of a segment that answer a request.
func (e *evaluation) answers(req engine.Request, seg int) (*roaring.Bitmap, error) {
	of := []engine.Node{engine.All{}}
	if req.Match != nil {
		of = append(of, req.Match)
	}
	bits, err := e.atLeast(len(of)+len(req.Filter), append(of, req.Filter...), seg)
	for _, n := range req.Not {
		if err != nil || bits.IsEmpty() {
			break
		}
		var not *roaring.Bitmap
		if not, err = e.match(n, seg); err == nil {
			bits = roaring.AndNot(bits, not)
		}
	}
	return bits, err
}

// match are the documents of a segment that answer a node. The bitmap is not to be
// changed.
func (e *evaluation) match(n engine.Node, seg int) (*roaring.Bitmap, error) {
	switch n := n.(type) {
	case engine.All:
		return e.having(fieldKind, []string{kindDoc}, seg)
	case engine.Term:
		return e.having(n.Field, []string{n.Text}, seg)
	case engine.Any:
		return e.having(n.Field, n.Texts, seg)
	case engine.In:
		return e.having(n.Field, n.Values, seg)
	case engine.Docs:
		ids := make([]string, len(n))
		for i, r := range n {
			ids[i] = docID(r)
		}
		bits, err := e.segments[seg].DocNumbers(ids)
		if err != nil {
			return nil, fmt.Errorf("searching: %w", err)
		}
		return bits, nil
	case engine.And:
		return e.atLeast(len(n), n, seg)
	case engine.AtLeast:
		return e.atLeast(n.Least, n.Of, seg)
	case engine.Rank:
		return e.match(n.Match, seg)
	case engine.Phrase:
		return e.phrase(n, seg)
	}
	return noDocs, nil // engine.None
}

// having are the documents with one of some terms in a field.
func (e *evaluation) having(field string, texts []string, seg int) (*roaring.Bitmap, error) {
	var all []*roaring.Bitmap
	for _, text := range texts {
		p, err := e.posting(field, text)
		if err != nil {
			return nil, err
		}
		if !p.bits[seg].IsEmpty() {
			all = append(all, p.bits[seg])
		}
	}
	return union(all), nil
}

func union(all []*roaring.Bitmap) *roaring.Bitmap {
	switch len(all) {
	case 0:
		return noDocs
	case 1:
		return all[0]
	}
	return roaring.FastOr(all...)
}

// atLeast are the documents that answer some of the nodes.
func (e *evaluation) atLeast(least int, of []engine.Node, seg int) (*roaring.Bitmap, error) {
	var all []*roaring.Bitmap
	for i, n := range of {
		bits, err := e.match(n, seg)
		if err != nil {
			return nil, err
		}
		if !bits.IsEmpty() {
			all = append(all, bits)
		}
		if len(all)+len(of)-i-1 < least {
			return noDocs, nil // those to come are too few
		}
	}
	switch least {
	case 1:
		return union(all), nil
	case len(all):
		slices.SortStableFunc(all, func(a, b *roaring.Bitmap) int { return cmp.Compare(a.GetCardinality(), b.GetCardinality()) })
		out := roaring.And(all[0], all[1])
		for _, bits := range all[2:] {
			out.And(bits)
		}
		return out, nil
	}
	return counted(least, all, int(e.segments[seg].Segment().Count())), nil
}

// counted are the documents below size that stand in at least some of the bitmaps.
func counted(least int, all []*roaring.Bitmap, size int) *roaring.Bitmap {
	counts := make([]uint16, size)
	out := []uint32{}
	var some [256]uint32
	for _, bits := range all {
		it := bits.ManyIterator()
		for k := it.NextMany(some[:]); k > 0; k = it.NextMany(some[:]) {
			for _, d := range some[:k] {
				if counts[d]++; int(counts[d]) == least {
					out = append(out, d)
				}
			}
		}
	}
	return roaring.BitmapOf(out...)
}

// phrase counts. Each of the words between is in two pairs: where a document has
// more of the pairs than of the words between, two pairs share a word throughout,
// and the words stand in a row. Where it has not, they may stand apart.
func (e *evaluation) phrase(n engine.Phrase, seg int) (*roaring.Bitmap, error) {
	bits, err := e.atLeast(len(n.Pairs), n.Pairs, seg)
	if err != nil || bits.IsEmpty() || len(n.Between) == 0 {
		return bits, err
	}
	docs := bits.ToArray()
	surplus := make([]int, len(docs))
	for _, part := range []struct {
		of   []engine.Node
		sign int
	}{{n.Pairs, 1}, {n.Between, -1}} {
		for _, t := range part.of {
			err := e.frequencies(t, seg, docs, bits, func(i int, f uint64, _ float64) { surplus[i] += part.sign * int(f) })
			if err != nil {
				return nil, err
			}
		}
	}
	row := noDocs
	if n.Row != nil {
		if row, err = e.match(n.Row, seg); err != nil {
			return nil, err
		}
	}
	out := []uint32{}
	for i, d := range docs {
		has := surplus[i] > 0 || row.Contains(d)
		if !has && n.Row == nil {
			if has, err = e.looked(n, seg, d); err != nil {
				return nil, err
			}
		}
		if has {
			out = append(out, d)
		}
	}
	return roaring.BitmapOf(out...), nil
}

// looked looks at what was stored of a document for a phrase.
func (e *evaluation) looked(n engine.Phrase, seg int, doc uint32) (bool, error) {
	ref, err := e.ref(seg, doc)
	if err != nil {
		return false, err
	}
	stored, err := e.stored(seg, doc)
	if err != nil {
		return false, err
	}
	return n.Has(ref, stored)
}
