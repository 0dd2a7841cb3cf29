package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"iter"
	"path/filepath"
	"runtime"

	"doichieu/compare/review"
	"doichieu/corpus"
	"doichieu/extract"
	"doichieu/index"
	"doichieu/ingest"
)

// store is the library opened to be changed, with the index over it.
type store struct {
	app *app
	lib *corpus.Library
	idx *index.Index // nil until openIndex

	decided *review.Decided // nil until inUse
}

// openStore opens the library alone, and creates it if there is none.
func (a *app) openStore(ctx context.Context) (*store, error) {
	lib, err := a.writeLibrary(ctx)
	if err != nil {
		return nil, err
	}
	return &store{app: a, lib: lib}, nil
}

// openExistingStore opens the library alone. Where there is none it fails: a
// wrong --library must not create an empty one.
func (a *app) openExistingStore(ctx context.Context) (*store, error) {
	lib, err := a.readLibrary(ctx)
	if err != nil {
		return nil, err
	}
	if err := lib.Close(); err != nil {
		return nil, err
	}
	return a.openStore(ctx)
}

// close gives the library back to other processes.
func (s *store) close() error {
	if s.idx == nil {
		return s.lib.Close()
	}
	return errors.Join(s.idx.Close(), s.lib.Close())
}

// prepared is a file on its way into the library: read, or known already, or
// failed.
type prepared struct {
	name     string
	original []byte
	reading  *reading
	known    *corpus.Entry
	err      error
}

// add puts a file that was read into the library and the index. added is false
// if its content is there already.
func (s *store) add(ctx context.Context, p prepared) (entry corpus.Entry, added bool, err error) {
	if p.known != nil {
		return *p.known, false, nil
	}
	plan, err := planBytes(p.reading.plan)
	if err != nil {
		return corpus.Entry{}, false, err
	}
	entry, added, err = s.lib.Put(p.original, p.reading.doc, plan, card(p.reading.doc, p.reading.plan))
	if err != nil || !added {
		return entry, added, err
	}
	// The document is in the library now, whatever becomes of the index: the
	// next search notices what it lacks.
	if err := s.idx.Put(context.WithoutCancel(ctx), s.inUse(p.reading.plan)); err != nil {
		s.app.notef("%s: %v; the next search builds the index anew", p.name, err)
	}
	return entry, true, nil
}

// remove takes a document out of the library and the index.
func (s *store) remove(ctx context.Context, id string) error {
	if err := s.lib.Remove(id); err != nil {
		return err
	}
	if err := s.idx.Delete(context.WithoutCancel(ctx), id); err != nil {
		s.app.notef("%s: %v; the next search builds the index anew", id, err)
	}
	return nil
}

// planBytes is the stored form of a plan, the same as extract --json prints.
func planBytes(plan *extract.Plan) ([]byte, error) {
	var b bytes.Buffer
	err := writeJSON(&b, plan)
	return b.Bytes(), err
}

// known are the entries of the library by SHA-256, as they are now.
func (s *store) known() map[string]*corpus.Entry {
	m := map[string]*corpus.Entry{}
	for _, e := range s.lib.List() {
		if _, ok := s.lib.Find(e.Source.SHA256); ok {
			m[e.Source.SHA256] = &e
		}
	}
	return m
}

// prepare reads files, several at a time, and gives them in the order of paths.
// A file whose content is known is not read again.
func (a *app) prepare(ctx context.Context, allowPrivate bool, paths []string, known map[string]*corpus.Entry) iter.Seq[prepared] {
	return func(yield func(prepared) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		// Each file has a channel of its own, and the queue keeps their order;
		// its size bounds how many originals are in memory at once.
		queue := make(chan chan prepared, runtime.GOMAXPROCS(0))
		options := a.options(len(paths))
		go func() {
			defer close(queue)
			for _, path := range paths {
				slot := make(chan prepared, 1)
				select {
				case queue <- slot:
				case <-ctx.Done():
					return
				}
				go func() { slot <- prepareFile(ctx, path, allowPrivate, known, options) }()
			}
		}()
		for slot := range queue {
			if !yield(<-slot) {
				return
			}
		}
	}
}

// prepareFile reads one file, or what stands at an address.
func prepareFile(ctx context.Context, path string, allowPrivate bool, known map[string]*corpus.Entry, options ingest.Options) prepared {
	p := prepared{name: path}
	name := filepath.Base(path)
	if ingest.IsURL(path) {
		p.name = ingest.ShownURL(path)
		name, p.original, p.err = ingest.Fetch(ctx, path, allowPrivate)
	} else {
		p.original, p.err = ingest.Load(path)
	}
	if p.err != nil {
		return p
	}
	sum := sha256.Sum256(p.original)
	if p.known = known[hex.EncodeToString(sum[:])]; p.known != nil {
		return p
	}
	doc, err := readDocument(ctx, name, p.original, options)
	if err != nil {
		p.err = err
		return p
	}
	p.reading = &reading{doc: doc, plan: extract.Extract(doc)}
	return p
}

// reread reads the original of an entry again and replaces its document and
// plan.
func (s *store) reread(ctx context.Context, e corpus.Entry) error {
	data, err := s.lib.Original(e.ID)
	if err != nil {
		return err
	}
	doc, err := readDocument(ctx, e.Source.Name, data, s.app.options(1))
	if err != nil {
		return err
	}
	plan := extract.Extract(doc)
	b, err := planBytes(plan)
	if err != nil {
		return err
	}
	return errors.Join(ctx.Err(), s.lib.Update(doc, b, card(doc, plan)))
}
