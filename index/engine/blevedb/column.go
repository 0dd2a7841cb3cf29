package blevedb

import (
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// column are the values of a field in a segment, by document. Deleted documents
// are among them.
type column struct {
	values []string // ascending
	starts []uint32 // of each document in places, and the end of the last one
	places []uint32 // in values
}

// of are the places in values of a document's values, ascending.
func (c *column) of(doc uint32) []uint32 { return c.places[c.starts[doc]:c.starts[doc+1]] }

// columnKey names a column: segments never change.
type columnKey struct {
	segment uint64
	field   string
}

// column reads the values of a field in a segment, once for as long as the index
// has the segment: 4 bytes for each document, and for each of its values.
func (e *evaluation) column(field string, seg int) (*column, error) {
	key := columnKey{e.segments[seg].Id(), field}
	e.x.columnMu.Lock()
	defer e.x.columnMu.Unlock()
	if c, ok := e.x.columns[key]; ok {
		return c, nil
	}
	c, err := e.readColumn(field, seg)
	if err != nil {
		return nil, err
	}
	for k := range e.x.columns {
		if !slices.ContainsFunc(e.segments, func(s *scorch.SegmentSnapshot) bool { return s.Id() == k.segment }) {
			delete(e.x.columns, k) // of a segment that was merged into another one
		}
	}
	e.x.columns[key] = c
	return c, nil
}

func (e *evaluation) readColumn(field string, seg int) (*column, error) {
	dicts, err := e.dictionaries(field)
	if err != nil {
		return nil, err
	}
	c := &column{starts: make([]uint32, e.segments[seg].Segment().Count()+1)}
	var all []*roaring.Bitmap
	it := dicts[seg].AutomatonIterator(nil, nil, nil)
	for {
		entry, err := it.Next()
		if err != nil {
			return nil, fmt.Errorf("searching: %w", err)
		}
		if entry == nil {
			break
		}
		list, err := dicts[seg].PostingsList([]byte(entry.Term), nil, nil)
		if err != nil {
			return nil, fmt.Errorf("searching: %w", err)
		}
		bits, err := bitmapOf(list)
		if err != nil {
			return nil, err
		}
		c.values, all = append(c.values, entry.Term), append(all, bits)
		bits.Iterate(func(d uint32) bool {
			c.starts[d+1]++
			return true
		})
	}
	for d := 1; d < len(c.starts); d++ {
		c.starts[d] += c.starts[d-1]
	}
	next := slices.Clone(c.starts)
	c.places = make([]uint32, c.starts[len(c.starts)-1])
	for place, bits := range all {
		bits.Iterate(func(d uint32) bool {
			c.places[next[d]] = uint32(place)
			next[d]++
			return true
		})
	}
	return c, nil
}

// count counts documents of a segment by the values of a field.
func (e *evaluation) count(field string, seg int, docs []uint32, into map[string]int) error {
	c, err := e.column(field, seg)
	if err != nil {
		return err
	}
	counts := make([]int, len(c.values))
	for _, d := range docs {
		for _, place := range c.of(d) {
			counts[place]++
		}
	}
	for place, n := range counts {
		if n > 0 {
			into[c.values[place]] += n
		}
	}
	return nil
}
