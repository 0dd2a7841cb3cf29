package blevedb

import (
	"cmp"
	"container/heap"
	"errors"
	"slices"
	"strings"

	"doichieu/index/engine"
)

// place is a document with what it is sorted by.
type place struct {
	seg   int
	doc   uint32
	score float64
	key   string      // of the field; valueSign before it, so that "" is none
	ref   *engine.Ref // nil until it is needed: to read it costs more than the rest
}

// valueSign stands before the value of a field in a key.
const valueSign = "="

// top keeps the first documents of an order. As a heap it has the last of them in
// front.
type top struct {
	e     *evaluation
	order engine.Order
	limit int
	after *place // only what comes behind it counts; nil for everything
	list  []place
	err   error
}

func newTop(e *evaluation, req engine.Request) *top {
	t := &top{e: e, order: req.Order, limit: req.Limit}
	if a := req.After; a != nil {
		t.after = &place{score: a.Score, key: a.Key, ref: &a.Ref}
	}
	return t
}

func (t *top) ref(p *place) engine.Ref {
	if p.ref == nil {
		r, err := t.e.ref(p.seg, p.doc)
		t.err = errors.Join(t.err, err)
		p.ref = &r
	}
	return *p.ref
}

// compare orders two places; documents without a value come last.
func (t *top) compare(a, b *place) int {
	by := 0
	switch t.order.By {
	case engine.ByScore:
		by = cmp.Compare(b.score, a.score)
	case engine.ByField:
		switch {
		case a.key == "" || b.key == "":
			by = cmp.Compare(len(b.key), len(a.key))
		case t.order.Descending:
			by = strings.Compare(b.key, a.key)
		default:
			by = strings.Compare(a.key, b.key)
		}
	}
	if by != 0 {
		return by
	}
	return t.ref(a).Compare(t.ref(b))
}

// add takes a document in if it is among the first.
func (t *top) add(p place) {
	switch {
	case t.limit == 0, t.after != nil && t.compare(&p, t.after) <= 0:
	case len(t.list) < t.limit:
		heap.Push(t, p)
	case t.compare(&p, &t.list[0]) < 0:
		t.list[0] = p
		heap.Fix(t, 0)
	}
}

// sorted are the documents in order.
func (t *top) sorted() ([]place, error) {
	slices.SortFunc(t.list, func(a, b place) int { return t.compare(&a, &b) })
	for i := range t.list {
		t.ref(&t.list[i])
	}
	return t.list, t.err
}

// Len, Less, Swap, Push and Pop make a heap of the list.
func (t *top) Len() int           { return len(t.list) }
func (t *top) Less(i, j int) bool { return t.compare(&t.list[i], &t.list[j]) > 0 }
func (t *top) Swap(i, j int)      { t.list[i], t.list[j] = t.list[j], t.list[i] }
func (t *top) Push(p any)         { t.list = append(t.list, p.(place)) }
func (t *top) Pop() any {
	last := t.list[len(t.list)-1]
	t.list = t.list[:len(t.list)-1]
	return last
}
