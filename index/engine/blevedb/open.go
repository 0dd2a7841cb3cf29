// Package blevedb keeps the documents of search in Bleve, embedded: the engine
// that the program uses. It is the only package that imports Bleve.
//
// Terms are made outside and stored as they come. Bleve writes, merges and opens the segments; requests are answered on
// them directly (evaluation), with the scores that Bleve gives, TF-IDF: they do not
// depend on how the index is cut into segments, as those of Bleve's BM25 do, so an
// index gives the same order however it was built.
package blevedb

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"doichieu/index/engine"
)

// Driver makes and opens Bleve indexes.
type Driver struct{}

var (
	_ engine.Driver = Driver{}
	_ engine.Engine = (*index)(nil)
)

// writtenFile has the generation that was acknowledged last. It stands in the
// folder of the index beside Bleve's own files.
const writtenFile = "written"

// Keys of Bleve's internal values.
const (
	keyFingerprint = "doichieu.fingerprint"
	keyState       = "doichieu.state" // generation and number of documents
)

// index is an open Bleve index.
type index struct {
	bleve  bleve.Index
	path   string
	schema engine.Schema
	wait   time.Duration
	bulk   bool       // until it is settled, see engine.Options
	write  sync.Mutex // one change at a time
	mu     sync.Mutex // guards state
	state  state

	settled  bool       // nothing was written since Settle
	columnMu sync.Mutex // guards columns
	columns  map[columnKey]*column
}

// state is what the index says of itself; it changes with every batch.
type state struct {
	Generation uint64 // grows with each change
	Docs       uint64 // documents of Bleve, to notice lost ones
}

// config is given to Bleve at each opening. Two persisters of 20 MB measured
// best; batches are safe, so what was acknowledged survives a kill. Bleve's own
// default is to wait for other processes for ever.
func config(wait time.Duration, readOnly bool) map[string]any {
	return map[string]any{
		"bolt_timeout": wait.String(),
		"read_only":    readOnly,
		"scorchPersisterOptions": map[string]any{
			"NumPersisterWorkers": 2, "MaxSizeInMemoryMergePerWorker": 20 << 20,
		},
	}
}

// bulkSegments is how many segments are left alone while many changes are written:
// Settle merges them once, instead of again and again as they grow.
const bulkSegments = 300

// Create makes an empty index at path.
func (Driver) Create(path string, o engine.Options) (engine.Engine, error) {
	c := config(o.Wait, false)
	if o.Bulk {
		c["scorchMergePlanOptions"] = map[string]any{"MaxSegmentsPerTier": bulkSegments}
	}
	// Documents come with their terms, so that the mapping describes nothing.
	b, err := bleve.NewUsing(path, bleve.NewIndexMapping(), scorch.Name, scorch.Name, c)
	if err != nil {
		return nil, fmt.Errorf("making the search index: %w", err)
	}
	x := &index{bleve: b, path: path, schema: o.Schema, wait: o.Wait, bulk: o.Bulk, state: state{Generation: o.First}, columns: map[columnKey]*column{}}
	batch := b.NewBatch()
	batch.SetInternal([]byte(keyFingerprint), []byte(fingerprint(o)))
	if err := x.commit(batch, 0); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return x, nil
}

// fingerprint names everything that the files depend on.
func fingerprint(o engine.Options) string {
	return fmt.Sprintf("format%d bleve%d %s", formatVersion, scorch.Version, o.Fingerprint)
}

// Open opens the index at path and checks that it is ours and whole.
func (Driver) Open(path string, o engine.Options) (engine.Engine, error) {
	if err := checkFiles(path, o.Wait); err != nil {
		return nil, err
	}
	b, err := openBleve(path, config(o.Wait, o.ReadOnly))
	if err != nil {
		return nil, err
	}
	x := &index{bleve: b, path: path, schema: o.Schema, wait: o.Wait, columns: map[columnKey]*column{}}
	err = guarded(func() error { return x.load(fingerprint(o)) })
	if err == nil {
		err = guarded(x.checkGroups)
	}
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return x, nil
}

// load reads the internal values.
func (x *index) load(want string) error {
	made, err := x.bleve.GetInternal([]byte(keyFingerprint))
	if err != nil {
		return fmt.Errorf("%w (%w)", engine.ErrCorrupt, err)
	}
	if string(made) != want {
		return engine.ErrStale
	}
	raw, err := x.bleve.GetInternal([]byte(keyState))
	if err != nil {
		return fmt.Errorf("%w (%w)", engine.ErrCorrupt, err)
	}
	if _, err := fmt.Sscanf(string(raw), "%d %d", &x.state.Generation, &x.state.Docs); err != nil {
		return fmt.Errorf("%w (state %q)", engine.ErrCorrupt, raw)
	}
	// Where the files of its last snapshot are damaged, Bleve takes an older one
	// without a word.
	written, err := os.ReadFile(filepath.Join(x.path, writtenFile))
	if err != nil {
		return fmt.Errorf("%w (%w)", engine.ErrCorrupt, err)
	}
	last, err := strconv.ParseUint(strings.TrimSpace(string(written)), 10, 64)
	if err != nil || x.state.Generation < last {
		return fmt.Errorf("%w (state %q, %q was written)", engine.ErrCorrupt, raw, written)
	}
	if n, err := x.bleve.DocCount(); err != nil || n != x.state.Docs {
		return fmt.Errorf("%w (%d documents, %d were written)", engine.ErrCorrupt, n, x.state.Docs)
	}
	return nil
}

// Close releases the index. Of one that was settled it takes away the segments
// that were merged: Bleve does that when it gets round to it, which after Close is
// the next time that somebody writes.
func (x *index) Close() error {
	err := x.bleve.Close()
	if err != nil || !x.settled {
		return err
	}
	store := filepath.Join(x.path, "store")
	keep, err := lastSegments(filepath.Join(store, "root.bolt"), x.wait)
	if err != nil {
		return fmt.Errorf("closing the search index: %w", err)
	}
	segments, err := filepath.Glob(filepath.Join(store, "*.zap"))
	for _, s := range segments {
		if !slices.Contains(keep, filepath.Base(s)) {
			_ = os.Remove(s) // one that somebody reads goes later
		}
	}
	return err
}
