package blevedb

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/util"
	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"doichieu/index/engine"
)

// Bleve trusts its files. A damaged segment may make it ask for more memory than
// there is, which ends the process, or give wrong answers; where it cannot open
// one it takes an older state of the index without a word. So the files are
// checked before Bleve opens them, and the documents are counted afterwards.

// guarded runs f, which reads mapped files that may be cut short, and makes of a
// panic or a fault the error that the index is damaged.
func guarded(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w (%v)", engine.ErrCorrupt, p)
		}
	}()
	return f()
}

// opened tells errors of opening that a rebuild mends from the other ones.
func opened(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bolterrors.ErrTimeout):
		return engine.ErrLocked
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("opening the search index: %w", err)
	case errors.Is(err, engine.ErrCorrupt):
		return err
	}
	return fmt.Errorf("%w (%w)", engine.ErrCorrupt, err)
}

// openBleve opens a Bleve index.
func openBleve(path string, config map[string]any) (b bleve.Index, err error) {
	err = guarded(func() error {
		b, err = bleve.OpenUsing(path, config)
		return err
	})
	return b, opened(err)
}

// checkFiles compares each segment of the last state of the index at path with
// the CRC-32 at its end, which Bleve writes and never reads. The cost is one pass
// over the files: some 50 ms for 100,000 tasks.
func checkFiles(path string, wait time.Duration) error {
	var names []string
	err := guarded(func() (err error) {
		names, err = lastSegments(filepath.Join(path, "store", "root.bolt"), wait)
		return err
	})
	if err != nil {
		return opened(err)
	}
	for _, name := range names {
		if err := checkFile(filepath.Join(path, "store", name)); err != nil {
			return opened(err)
		}
	}
	return nil
}

// lastSegments are the names of the segment files that the root file lists for
// the last state. A root file that ends before its last page is refused here: a
// page that is not there makes Bleve panic, which leaves the file locked.
func lastSegments(root string, wait time.Duration) (names []string, err error) {
	db, err := bolt.Open(root, 0o600, &bolt.Options{ReadOnly: true, Timeout: wait})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	err = db.View(func(tx *bolt.Tx) error {
		if info, err := os.Stat(root); err != nil || info.Size() < tx.Size() {
			return errors.Join(errors.New("the root file is cut short"), err)
		}
		states := tx.Bucket(util.BoltSnapshotsBucket)
		if states == nil {
			return errors.New("the root file lists nothing")
		}
		last, _ := states.Cursor().Last()
		state := states.Bucket(last)
		if state == nil {
			return errors.New("the root file lists no state")
		}
		return state.ForEachBucket(func(key []byte) error {
			if key[0] != util.BoltInternalKey[0] && key[0] != util.BoltMetaDataKey[0] {
				names = append(names, string(state.Bucket(key).Get(util.BoltPathKey)))
			}
			return nil
		})
	})
	return names, err
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

// checkGroups counts the documents of each group. The root file has no checksum,
// and a flipped bit in its lists of deleted documents brings back a document that
// was replaced and takes another one away.
func (x *index) checkGroups() error {
	ctx := context.Background()
	groups, err := x.Groups(ctx)
	if err != nil {
		return opened(err)
	}
	counted := map[string]int{}
	err = x.evaluate(ctx, func(e *evaluation) error {
		for _, g := range groups {
			p, err := e.posting(fieldGroup, g.Name)
			if err != nil {
				return err
			}
			counted[g.Name] = int(p.docs)
		}
		all, err := e.posting(fieldKind, kindDoc)
		if err == nil {
			counted[""] = int(all.docs)
		}
		return err
	})
	if err != nil {
		return opened(err)
	}
	rest := counted[""]
	for _, g := range groups {
		if counted[g.Name] != g.Docs {
			return fmt.Errorf("%w (%s has %d documents, %d were written)", engine.ErrCorrupt, g.Name, counted[g.Name], g.Docs)
		}
		rest -= g.Docs
	}
	if rest != 0 {
		return fmt.Errorf("%w (%d documents of groups that are gone)", engine.ErrCorrupt, rest)
	}
	return nil
}
