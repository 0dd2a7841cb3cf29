// Package enginetest holds engines to the contract of package engine: [Run] is
// the suite that each must pass, and [Memory] the engine that it compares with.
package enginetest

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"doichieu/index/engine"
)

// Memory is an engine that keeps its documents in memory and looks at every one
// of them to answer: so simple that it can be checked by reading, and as slow. It
// is safe for concurrent use.
type Memory struct {
	mu         sync.RWMutex
	schema     engine.Schema
	groups     map[string]engine.Group
	generation uint64
}

var _ engine.Engine = (*Memory)(nil)

// NewMemory makes an empty engine.
func NewMemory(schema engine.Schema) *Memory {
	return &Memory{schema: schema, groups: map[string]engine.Group{}}
}

// Apply takes over changes.
func (m *Memory) Apply(ctx context.Context, changes ...engine.Change) (uint64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	changed := false
	next := maps.Clone(m.groups)
	for _, c := range changes {
		if c.Delete {
			_, had := next[c.Name]
			changed = changed || had
			delete(next, c.Name)
			continue
		}
		if c.Name == "" || strings.Contains(c.Name, "/") {
			return 0, fmt.Errorf("%q is no name of a group", c.Name)
		}
		for _, d := range c.Docs {
			for field := range d.Fields {
				if _, ok := m.schema[field]; !ok {
					return 0, fmt.Errorf("the schema has no field %q", field)
				}
			}
		}
		next[c.Name], changed = c.Group, true
	}
	if changed {
		m.groups = next
		m.generation++
	}
	return m.generation, nil
}

// found is a document that answers.
type found struct {
	engine.Hit
	doc engine.Doc
}

// Search looks at every document.
func (m *Memory) Search(ctx context.Context, req engine.Request) (*engine.Result, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	all := m.answers(req)
	slices.SortFunc(all, func(a, b found) int { return before(req.Order, a.Position, b.Position) })
	r := &engine.Result{Total: len(all), Facets: map[string]map[string]int{}}
	for _, field := range req.Facets {
		r.Facets[field] = map[string]int{}
	}
	for _, f := range all {
		for _, field := range req.Facets {
			for _, v := range distinct(f.doc.Fields[field]) {
				r.Facets[field][v]++
			}
		}
		if len(r.Hits) < req.Limit && (req.After == nil || before(req.Order, *req.After, f.Position) < 0) {
			r.Hits = append(r.Hits, f.Hit)
		}
	}
	return r, nil
}

// answers are the documents that answer a request.
func (m *Memory) answers(req engine.Request) []found {
	var all []found
	for name, g := range m.groups {
		for at, d := range g.Docs {
			f := found{doc: d}
			f.Ref = engine.Ref{Group: name, At: at}
			ok := true
			if req.Match != nil {
				f.Score, ok = score(req.Match, f.Ref, d)
			}
			for _, n := range req.Filter {
				_, holds := score(n, f.Ref, d)
				ok = ok && holds
			}
			for _, n := range req.Not {
				_, holds := score(n, f.Ref, d)
				ok = ok && !holds
			}
			if !ok {
				continue
			}
			if req.Order.By != engine.ByScore {
				f.Score = 0
			}
			if values := d.Fields[req.Order.Field]; req.Order.By == engine.ByField && len(values) > 0 {
				f.Key = "+" + values[0] // "" where there is none
			}
			if req.Stored {
				f.Stored = d.Stored
			}
			all = append(all, f)
		}
	}
	return all
}

// before compares two positions in an order.
func before(o engine.Order, a, b engine.Position) int {
	switch o.By {
	case engine.ByScore:
		return cmp.Or(cmp.Compare(b.Score, a.Score), a.Ref.Compare(b.Ref))
	case engine.ByField:
		if (a.Key == "") != (b.Key == "") {
			return strings.Compare(b.Key, a.Key) // without a value last
		}
		by := strings.Compare(a.Key, b.Key)
		if o.Descending {
			by = -by
		}
		return cmp.Or(by, a.Ref.Compare(b.Ref))
	}
	return a.Ref.Compare(b.Ref)
}

// score tells whether a document answers a node, and how much.
func score(n engine.Node, ref engine.Ref, d engine.Doc) (s float64, ok bool) {
	sum := func(nodes []engine.Node) (total float64, holding int) {
		for _, n := range nodes {
			if s, ok := score(n, ref, d); ok {
				total, holding = total+s, holding+1
			}
		}
		return total, holding
	}
	switch n := n.(type) {
	case engine.All:
		return 1, true
	case engine.Term:
		for _, t := range d.Fields[n.Field] {
			if t == n.Text {
				s += n.Weight
			}
		}
		return s, slices.Contains(d.Fields[n.Field], n.Text)
	case engine.Any:
		for _, t := range d.Fields[n.Field] {
			if slices.Contains(n.Texts, t) {
				s, ok = s+n.Weight, true
			}
		}
		return s, ok
	case engine.In:
		return 0, slices.ContainsFunc(d.Fields[n.Field], func(v string) bool { return slices.Contains(n.Values, v) })
	case engine.Docs:
		return 0, slices.Contains(n, ref)
	case engine.And:
		s, holding := sum(n)
		return s, holding == len(n)
	case engine.AtLeast:
		s, holding := sum(n.Of)
		return s, holding >= n.Least
	case engine.Phrase:
		_, pairs := sum(n.Pairs)
		return 0, pairs == len(n.Pairs) && (len(n.Between) == 0 || inRow(n, ref, d))
	case engine.Rank:
		s, ok := score(n.Match, ref, d)
		bonus, _ := sum(n.Bonus)
		return s + bonus, ok
	}
	return 0, false // engine.None
}

// inRow tells of a document with all pairs of a phrase whether the words stand in a
// row.
func inRow(n engine.Phrase, ref engine.Ref, d engine.Doc) bool {
	count := func(nodes []engine.Node) (total int) {
		for _, node := range nodes {
			switch node := node.(type) {
			case engine.Term:
				total += often(d.Fields[node.Field], node.Text)
			case engine.Any:
				total += often(d.Fields[node.Field], node.Texts...)
			}
		}
		return total
	}
	switch {
	case count(n.Pairs) > count(n.Between):
		return true
	case n.Row != nil:
		_, ok := score(n.Row, ref, d)
		return ok
	}
	ok, err := n.Has(ref, d.Stored)
	return ok && err == nil
}

// often is how many of the terms are among texts.
func often(terms []string, texts ...string) (n int) {
	for _, t := range terms {
		if slices.Contains(texts, t) {
			n++
		}
	}
	return n
}

// Values lists the values of all documents.
func (m *Memory) Values(_ context.Context, field, prefix string) iter.Seq2[engine.Value, error] {
	return func(yield func(engine.Value, error) bool) {
		m.mu.RLock()
		counts := map[string]int{}
		for _, g := range m.groups {
			for _, d := range g.Docs {
				for _, v := range distinct(d.Fields[field]) {
					counts[v]++
				}
			}
		}
		m.mu.RUnlock()
		for _, v := range slices.Sorted(maps.Keys(counts)) {
			if strings.HasPrefix(v, prefix) && !yield(engine.Value{Text: v, Docs: counts[v]}, nil) {
				return
			}
		}
	}
}

func distinct(values []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(values)))
}

// Groups lists the groups.
func (m *Memory) Groups(context.Context) ([]engine.GroupInfo, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	var list []engine.GroupInfo
	for _, name := range slices.Sorted(maps.Keys(m.groups)) {
		list = append(list, info(m.groups[name]))
	}
	return list, nil
}

// Group tells of one group.
func (m *Memory) Group(_ context.Context, name string) (engine.GroupInfo, bool, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	g, ok := m.groups[name]
	return info(g), ok, nil
}

func info(g engine.Group) engine.GroupInfo {
	return engine.GroupInfo{Name: g.Name, Docs: len(g.Docs), Stored: g.Stored}
}

// Settle has nothing to do.
func (m *Memory) Settle(ctx context.Context) error { return ctx.Err() }

// Generation is that of the last change.
func (m *Memory) Generation() uint64 {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.generation
}

// Close does nothing.
func (m *Memory) Close() error { return nil }
