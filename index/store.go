package index

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"doichieu/corpus"
	"doichieu/index/engine"
	"doichieu/index/engine/blevedb"
	"doichieu/index/vi"
)

// An index folder holds one folder of the engine per build, the file "current" with
// the name of the one in use, and the lock file of writers:
//
//	current   "build-000002"
//	lock
//	build-000002/
//
// A rebuild fills the next folder and then replaces "current" in one step;
// readers of the old one keep their open files.
const (
	currentFile = "current"
	lockFile    = "lock"
	buildPrefix = "build-"
)

// driver makes and opens the engine of each build.
var driver engine.Driver = blevedb.Driver{}

// engineOptions are those of every build.
func engineOptions(wait time.Duration) engine.Options {
	return engine.Options{Schema: schema(), Fingerprint: fmt.Sprintf("index%d %s", formatVersion, analyzer().Fingerprint()), Wait: wait}
}

// Options of opening.
type Options struct {
	// Wait is how long to wait for another process that holds the index; 0 is
	// DefaultWait. It never waits for ever.
	Wait time.Duration
}

// DefaultWait is how long opening waits for another process.
const DefaultWait = time.Second

func (o Options) wait() time.Duration {
	if o.Wait <= 0 {
		return DefaultWait
	}
	return o.Wait
}

// Index is an open index. Its methods may be called concurrently.
type Index struct {
	engine   engine.Engine
	analyzer *vi.Analyzer
	lock     *flock.Flock // nil for a reader
	mu       sync.RWMutex // held by searches, and alone while a change is written
	cards    cards
	spelt    spellings
	close    sync.Once
}

// over is an index over an engine.
func over(e engine.Engine) *Index { return &Index{engine: e, analyzer: analyzer()} }

// Open opens the index in dir for reading and writing and makes an empty one
// where there is none. It reports ErrLocked where another process has it,
// ErrStale and ErrCorrupt where Rebuild is needed.
func Open(dir string, o Options) (*Index, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder of the search index: %w", err)
	}
	lock, err := lockDir(dir, o.wait())
	if err != nil {
		return nil, err
	}
	x, err := openLocked(dir, o.wait())
	if err != nil {
		return nil, errors.Join(err, lock.Unlock())
	}
	x.lock = lock
	return x, nil
}

func openLocked(dir string, wait time.Duration) (*Index, error) {
	build, err := current(dir)
	if errors.Is(err, ErrMissing) {
		build = buildName(1)
		if err := os.RemoveAll(filepath.Join(dir, build)); err != nil {
			return nil, fmt.Errorf("clearing the search index: %w", err)
		}
		x, err := create(dir, 1, false)
		if err != nil {
			return nil, err
		}
		if err := setCurrent(dir, build); err != nil {
			return nil, errors.Join(err, x.Close())
		}
		return x, nil
	}
	if err != nil {
		return nil, err
	}
	removeOthers(dir, build)
	return open(filepath.Join(dir, build), wait, false)
}

// OpenReadOnly opens the index in dir for reading. It reports ErrMissing where
// there is none and ErrLocked where a writer has it.
func OpenReadOnly(dir string) (*Index, error) {
	for {
		build, err := current(dir)
		if err != nil {
			return nil, err
		}
		x, err := open(filepath.Join(dir, build), DefaultWait, true)
		if err == nil {
			return x, nil
		}
		if now, errNow := current(dir); errNow != nil || now == build {
			return nil, err
		} // else a rebuild took its place meanwhile: open that
	}
}

// lockDir takes the lock of writers.
func lockDir(dir string, wait time.Duration) (*flock.Flock, error) {
	ctx, cancel := context.WithTimeout(context.Background(), wait)
	defer cancel()
	lock := flock.New(filepath.Join(dir, lockFile))
	ok, err := lock.TryLockContext(ctx, 20*time.Millisecond)
	switch {
	case errors.Is(err, context.DeadlineExceeded) || err == nil && !ok:
		return nil, ErrLocked
	case err != nil:
		return nil, fmt.Errorf("locking the search index: %w", err)
	}
	return lock, nil
}

func buildName(n int) string { return fmt.Sprintf("%s%06d", buildPrefix, n) }

// current is the folder in use.
func current(dir string) (string, error) {
	b, err := os.ReadFile(filepath.Join(dir, currentFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", ErrMissing
	}
	if err != nil {
		return "", fmt.Errorf("opening the search index: %w", err)
	}
	name := strings.TrimSpace(string(b))
	if buildNumber(name) == 0 {
		return "", fmt.Errorf("%w: the file %q names no build", ErrCorrupt, currentFile)
	}
	return name, nil
}

// buildNumber is the number in a folder's name, 0 for other names.
func buildNumber(name string) int {
	digits, ok := strings.CutPrefix(name, buildPrefix)
	n, err := strconv.Atoi(digits)
	if !ok || err != nil || n < 1 || buildName(n) != name {
		return 0
	}
	return n
}

// setCurrent makes build the one in use, in one step.
func setCurrent(dir, build string) error {
	err := corpus.WriteFile(filepath.Join(dir, currentFile), func(w io.Writer) error {
		_, err := fmt.Fprintln(w, build)
		return err
	})
	if err != nil {
		return fmt.Errorf("switching the search index: %w", err)
	}
	return nil
}

// removeOthers clears builds that are not in use. What cannot be removed now,
// because a reader holds it, is removed the next time.
func removeOthers(dir, keep string) {
	names, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, n := range names {
		if n.Name() != keep && buildNumber(n.Name()) > 0 {
			_ = os.RemoveAll(filepath.Join(dir, n.Name()))
		}
	}
}

// create makes the empty build n, for many plans at once or for one after the
// other. Its generations begin above those of the builds before it.
func create(dir string, n int, bulk bool) (*Index, error) {
	o := engineOptions(DefaultWait)
	o.First, o.Bulk = uint64(n)<<32, bulk
	e, err := driver.Create(filepath.Join(dir, buildName(n)), o)
	if err != nil {
		return nil, err
	}
	return over(e), nil
}

// open opens the build at path.
func open(path string, wait time.Duration, readOnly bool) (*Index, error) {
	o := engineOptions(wait)
	o.ReadOnly = readOnly
	e, err := driver.Open(path, o)
	if err != nil {
		return nil, err
	}
	return over(e), nil
}

// Close releases the index; to close it again does nothing.
func (x *Index) Close() error {
	var err error
	x.close.Do(func() {
		err = x.engine.Close()
		if x.lock != nil {
			err = errors.Join(err, x.lock.Unlock())
		}
	})
	return err
}
