package index

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/blevesearch/bleve/v2"
)

// openBleve opens a Bleve index. A root file that was cut short makes Bleve
// panic, or read past the end of a mapped file; both become an error here.
func openBleve(path string, config map[string]any) (b bleve.Index, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			b, err = nil, fmt.Errorf("opening %s: %v", path, p)
		}
	}()
	return bleve.OpenUsing(path, config)
}

// openChecked opens the index at path for reading only, if it is whole.
func openChecked(path string, wait time.Duration) (*Index, error) {
	if err := checkSegments(path); err != nil {
		return nil, err
	}
	x, err := open(path, wait, true)
	if err != nil {
		return nil, err
	}
	if err := x.checkPlans(); err != nil {
		return nil, errors.Join(err, x.Close())
	}
	return x, nil
}

// checkPlans counts the tasks of each plan. The root file has no checksum, and a
// flipped bit in its lists of deleted documents brings back a task that was
// replaced and takes another one away.
func (x *Index) checkPlans() error {
	plans, err := x.Plans(context.Background())
	if err != nil {
		return fmt.Errorf("%w (%w)", ErrCorrupt, err)
	}
	req := bleve.NewSearchRequestOptions(term(fieldKind, kindTask, 1), 0, 0, false)
	req.Score = "none"
	req.AddFacet(fieldPlan, bleve.NewFacetRequest(fieldPlan, len(plans)+1))
	r, err := x.search(context.Background(), req)
	if err != nil {
		return fmt.Errorf("%w (%w)", ErrCorrupt, err)
	}
	counted := map[string]int{}
	for _, t := range r.Facets[fieldPlan].Terms.Terms() {
		counted[t.Term] = t.Count
	}
	for _, p := range plans {
		if counted[p.ID] != p.Tasks {
			return fmt.Errorf("%w (plan %s has %d tasks, %d were written)", ErrCorrupt, p.ID, counted[p.ID], p.Tasks)
		}
		delete(counted, p.ID)
	}
	if len(counted) > 0 {
		return fmt.Errorf("%w (tasks of %d plans that are gone)", ErrCorrupt, len(counted))
	}
	return nil
}

// checkSegments compares each segment file with the CRC-32 at its end, which
// Bleve writes and never reads. That comes before Bleve opens them: a false length
// in a segment makes it ask for more memory than there is, which nothing can
// catch. A file that the root does not name is what a killed writer left, and
// Bleve will not open it either. The cost is one pass over the files: some 50 ms
// for 100,000 tasks.
func checkSegments(path string) error {
	store := filepath.Join(path, "store")
	segments, err := filepath.Glob(filepath.Join(store, "*.zap"))
	if err != nil {
		return fmt.Errorf("checking the search index: %w", err)
	}
	root, err := os.ReadFile(filepath.Join(store, "root.bolt"))
	if err != nil {
		return fmt.Errorf("%w (%w)", ErrCorrupt, err)
	}
	for _, s := range segments {
		if err := checkFile(s); err != nil && bytes.Contains(root, []byte(filepath.Base(s))) {
			return fmt.Errorf("%w (%w)", ErrCorrupt, err)
		}
	}
	return nil
}

// checkFile compares the last four bytes of a file with the CRC-32 of the rest.
func checkFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() < crc32.Size {
		return fmt.Errorf("%s is cut short", info.Name())
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyN(sum, f, info.Size()-crc32.Size); err != nil {
		return fmt.Errorf("reading %s: %w", info.Name(), err)
	}
	var want uint32
	if err := binary.Read(f, binary.BigEndian, &want); err != nil {
		return fmt.Errorf("reading %s: %w", info.Name(), err)
	}
	if sum.Sum32() != want {
		return fmt.Errorf("%s does not fit its checksum", info.Name())
	}
	return nil
}
