package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"iter"
	"os"
	"runtime"

	"doichieu/corpus"
	"doichieu/extract"
	"doichieu/ingest"
)

// store is the library opened to be changed.
type store struct {
	app *app
	lib *corpus.Library
}

// openStore opens the library alone, and creates it if there is none.
func (a *app) openStore(ctx context.Context) (*store, error) {
	lib, err := a.writeLibrary(ctx)
	if err != nil {
		return nil, err
	}
	return &store{a, lib}, nil
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
func (s *store) close() error { return s.lib.Close() }

// prepared is a file on its way into the library: read, or known already, or
// failed.
type prepared struct {
	name     string
	original []byte
	reading  *reading
	known    *corpus.Entry
	err      error
}

// add puts a file that was read into the library. added is false if its content
// is there already.
func (s *store) add(p prepared) (entry corpus.Entry, added bool, err error) {
	if p.known != nil {
		return *p.known, false, nil
	}
	plan, err := planBytes(p.reading.plan)
	if err != nil {
		return corpus.Entry{}, false, err
	}
	return s.lib.Put(p.original, p.reading.doc, plan, card(p.reading.doc, p.reading.plan))
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
func prepare(ctx context.Context, paths []string, known map[string]*corpus.Entry) iter.Seq[prepared] {
	return func(yield func(prepared) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		// Each file has a channel of its own, and the queue keeps their order;
		// its size bounds how many originals are in memory at once.
		queue := make(chan chan prepared, runtime.GOMAXPROCS(0))
		go func() {
			defer close(queue)
			for _, path := range paths {
				slot := make(chan prepared, 1)
				select {
				case queue <- slot:
				case <-ctx.Done():
					return
				}
				go func() { slot <- prepareFile(ctx, path, known) }()
			}
		}()
		for slot := range queue {
			if !yield(<-slot) {
				return
			}
		}
	}
}

// prepareFile reads one file.
func prepareFile(ctx context.Context, path string, known map[string]*corpus.Entry) prepared {
	p := prepared{name: path}
	if sum, ok := fileSum(path); ok && known[sum] != nil {
		p.known = known[sum]
		return p
	}
	doc, data, err := ingest.ReadFile(ctx, path)
	if err != nil {
		p.err = err
		return p
	}
	p.original = data
	p.reading = &reading{doc, extract.Extract(doc)}
	return p
}

// fileSum is the SHA-256 of a file that is not too large to be read; any
// trouble is left for the reader to report.
func fileSum(path string) (string, bool) {
	f, err := os.Open(path)
	if err != nil {
		return "", false
	}
	defer f.Close()
	h := sha256.New()
	if n, err := io.Copy(h, io.LimitReader(f, ingest.MaxSize+1)); err != nil || n > ingest.MaxSize {
		return "", false
	}
	return hex.EncodeToString(h.Sum(nil)), true
}

// reread reads the original of an entry again and replaces its document and
// plan.
func (s *store) reread(ctx context.Context, e corpus.Entry) error {
	data, err := s.lib.Original(e.ID)
	if err != nil {
		return err
	}
	doc, err := ingest.Read(ctx, e.Source.Name, data)
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

// remove takes a document out of the library.
func (s *store) remove(id string) error { return s.lib.Remove(id) }

// reindex builds the index anew.
func (s *store) reindex(context.Context) error { return nil }
