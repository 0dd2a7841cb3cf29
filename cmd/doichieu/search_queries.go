package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/corpus"
	"doichieu/index"
)

// queriesFormats are the formats of the table of several queries.
func queriesFormats() []outputFormat { return hitFormats("text", formatJSON, "csv", "xlsx", "md") }

// runQueries asks each query of a file, and writes how much each locality has on
// it and the best that it has.
func runQueries(ctx context.Context, a *app, opts searchOptions, given []condition) (err error) {
	queries, err := a.readQueries(opts.queries)
	if err != nil {
		return err
	}
	lib, idx, err := a.searchIndex(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, idx.Close(), lib.Close()) }()
	b := &batch{app: a, lib: lib, idx: idx, opts: opts}
	if err := b.choose(ctx); err != nil {
		return err
	}
	m := &render.Mentions{Chosen: append([]render.Term{}, terms(given)...), Localities: []string{}, Rows: []render.MentionRow{}}
	for _, p := range b.places {
		m.Localities = append(m.Localities, p.name)
		for _, e := range p.entries {
			m.Plans = append(m.Plans, render.MentionColumn(e))
		}
	}
	without := 0
	for _, q := range queries {
		row, err := b.ask(ctx, q)
		if err != nil {
			return err
		}
		m.Rows = append(m.Rows, row)
		if row.Total == 0 {
			without++
		}
	}
	if err := a.writeTable(&opts.output, render.Input{Mentions: m}); err != nil {
		return err
	}
	a.countf("%d queries, %d localities, %d queries that find nothing", len(m.Rows), len(m.Localities), without)
	return nil
}

// maxQueries bounds the file of queries in bytes.
const maxQueries = 8 << 20

// readQueries reads the queries of a file, or of the standard input as "-": one a
// line, without blank lines and those that begin with #.
func (a *app) readQueries(path string) ([]string, error) {
	var in io.Reader = a.in
	name := "the standard input"
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, bare(err))
		}
		defer f.Close()
		in, name = f, path
	}
	data, err := io.ReadAll(io.LimitReader(in, maxQueries+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, bare(err))
	case len(data) > maxQueries:
		return nil, fmt.Errorf("%s is larger than %d MiB", name, maxQueries>>20)
	case !utf8.Valid(data):
		return nil, &hintError{fmt.Errorf("%s is not UTF-8", name), "save the queries as UTF-8, one a line"}
	}
	var list []string
	for line := range strings.Lines(string(bytes.TrimPrefix(data, []byte("\uFEFF")))) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			list = append(list, line)
		}
	}
	if len(list) == 0 {
		return nil, &hintError{fmt.Errorf("%s holds no query", name), "write one query a line; lines that begin with # are left out"}
	}
	return list, nil
}

// batch asks queries of all places at once.
type batch struct {
	app    *app
	lib    *corpus.Library
	idx    *index.Index
	opts   searchOptions
	places []place
	placed map[string]int // where a plan's locality stands in places
}

// place is a locality with its plans in the library.
type place struct {
	name    string
	entries []corpus.Entry
}

// choose lists the localities whose plans the filters on documents leave.
func (b *batch) choose(ctx context.Context) error {
	passes, err := b.passing(ctx)
	if err != nil {
		return err
	}
	var places []place
	for _, e := range b.lib.List() { // in the order of the localities
		i := slices.IndexFunc(places, func(p place) bool { return sameLocality(p.name, e.Locality) })
		if i < 0 {
			i, places = len(places), append(places, place{name: e.Locality})
		}
		places[i].entries = append(places[i].entries, e)
	}
	b.placed = map[string]int{}
	for _, p := range places {
		if !slices.ContainsFunc(p.entries, func(e corpus.Entry) bool { return passes(e.ID) }) {
			continue
		}
		for _, e := range p.entries {
			b.placed[e.ID] = len(b.places)
		}
		b.places = append(b.places, p)
	}
	return nil
}

// passing tells the plans that pass the filters on documents.
func (b *batch) passing(ctx context.Context) (func(id string) bool, error) {
	documents := b.opts.documents()
	if !documents.any() {
		return func(string) bool { return true }, nil
	}
	req, err := documents.request(b.lib, "")
	if err != nil {
		return nil, err
	}
	req.Limit, req.Facets = -1, []string{"plan"}
	result, err := b.idx.Search(ctx, req)
	if err != nil {
		return nil, indexError(err)
	}
	left := map[string]bool{}
	for _, v := range result.Facets["plan"] {
		left[v.Value] = true
	}
	return func(id string) bool { return left[id] }, nil
}

// ask asks a query, and gives each place its share of the hits: the first one of a
// place is its best.
func (b *batch) ask(ctx context.Context, query string) (render.MentionRow, error) {
	row := render.MentionRow{Query: query, Cells: make([]render.Mention, len(b.places))}
	for i, p := range b.places {
		row.Cells[i].Locality = p.name
	}
	req, err := b.opts.request(b.lib, query)
	if err != nil {
		return row, err
	}
	result, err := b.idx.Search(ctx, req)
	if err != nil {
		return row, indexError(err)
	}
	row.Unknown = result.Unknown
	b.app.noteLeftOut(result.Unknown, result.Cut)
	for i := range result.Hits {
		h := &result.Hits[i]
		at, ok := b.placed[h.Plan]
		if h.Partial || !ok {
			continue
		}
		m := &row.Cells[at]
		if m.Count++; m.Best == nil {
			best := hitRow(h, i+1)
			m.Best = &best
		}
		row.Total++
	}
	return row, nil
}
