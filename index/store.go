package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/gofrs/flock"

	"doichieu/index/vi"
)

// An index folder holds one folder of Bleve per build, the file "current" with
// the name of the one in use, and the lock file of writers:
//
//	current   "build-000002"
//	lock
//	build-000002/
//	build-000002/written   the generation that was acknowledged last
//
// A rebuild fills the next folder and then replaces "current" in one step;
// readers of the old one keep their open files.
const (
	currentFile = "current"
	lockFile    = "lock"
	writtenFile = "written"
	buildPrefix = "build-"
)

// Keys of Bleve's internal values.
const (
	keyFingerprint = "doichieu.fingerprint"
	keyState       = "doichieu.state" // generation and number of documents
)

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
	bleve    bleve.Index
	path     string // of the build
	analyzer *vi.Analyzer
	lock     *flock.Flock // nil for a reader
	write    sync.Mutex   // one change at a time
	mu       sync.RWMutex // held by searches, and alone while a change is written
	state    state
	close    sync.Once
}

// state is what the index says of itself; it changes with every batch.
type state struct {
	Generation uint64 // grows with each change
	Docs       uint64 // documents of Bleve, to notice lost ones
}

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
		x, err := create(dir, 1)
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
	if err := replaceFile(filepath.Join(dir, currentFile), build+"\n", true); err != nil {
		return fmt.Errorf("switching the search index: %w", err)
	}
	return nil
}

// replaceFile gives a small file its content in one step.
func replaceFile(path, content string, sync bool) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(content)
	if sync && err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
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

// config is given to Bleve at each opening. Two persisters of 20 MB measured
// best; batches are safe, so what was acknowledged survives a kill.
func config(wait time.Duration, readOnly bool) map[string]any {
	return map[string]any{
		"bolt_timeout": wait.String(),
		"read_only":    readOnly,
		"scorchPersisterOptions": map[string]any{
			"NumPersisterWorkers": 2, "MaxSizeInMemoryMergePerWorker": 20 << 20,
		},
	}
}

// create makes the empty build n. Its generations begin above those of the
// builds before it.
func create(dir string, n int) (*Index, error) {
	m, err := newMapping()
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, buildName(n))
	b, err := bleve.NewUsing(path, m, scorch.Name, scorch.Name, config(DefaultWait, false))
	if err != nil {
		return nil, fmt.Errorf("making the search index: %w", err)
	}
	x := &Index{bleve: b, path: path, analyzer: analyzer(), state: state{Generation: uint64(n) << 32}}
	batch := b.NewBatch()
	batch.SetInternal([]byte(keyFingerprint), []byte(fingerprint(x.analyzer)))
	if err := x.apply(batch, 0); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return x, nil
}

// fingerprint names everything that the stored terms depend on.
func fingerprint(a *vi.Analyzer) string {
	return fmt.Sprintf("format%d bleve%d %s", formatVersion, scorch.Version, a.Fingerprint())
}

// open opens the index at path and checks that it is ours and whole.
func open(path string, wait time.Duration, readOnly bool) (*Index, error) {
	if err := checkFiles(path, wait); err != nil {
		return nil, err
	}
	b, err := openBleve(path, config(wait, readOnly))
	if err != nil {
		return nil, err
	}
	x := &Index{bleve: b, path: path, analyzer: analyzer()}
	err = guarded(x.load)
	if err == nil {
		err = guarded(x.checkPlans)
	}
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return x, nil
}

// load reads the internal values.
func (x *Index) load() error {
	made, err := x.bleve.GetInternal([]byte(keyFingerprint))
	if err != nil {
		return fmt.Errorf("%w (%w)", ErrCorrupt, err)
	}
	if string(made) != fingerprint(x.analyzer) {
		return ErrStale
	}
	raw, err := x.bleve.GetInternal([]byte(keyState))
	if err != nil {
		return fmt.Errorf("%w (%w)", ErrCorrupt, err)
	}
	if _, err := fmt.Sscanf(string(raw), "%d %d", &x.state.Generation, &x.state.Docs); err != nil {
		return fmt.Errorf("%w (state %q)", ErrCorrupt, raw)
	}
	// Where the files of its last snapshot are damaged, Bleve takes an older one
	// without a word.
	written, err := os.ReadFile(filepath.Join(x.path, writtenFile))
	if err != nil {
		return fmt.Errorf("%w (%w)", ErrCorrupt, err)
	}
	last, err := strconv.ParseUint(strings.TrimSpace(string(written)), 10, 64)
	if err != nil || x.state.Generation < last {
		return fmt.Errorf("%w (state %q, %q was written)", ErrCorrupt, raw, written)
	}
	if n, err := x.bleve.DocCount(); err != nil || n != x.state.Docs {
		return fmt.Errorf("%w (%d documents, %d were written)", ErrCorrupt, n, x.state.Docs)
	}
	return nil
}

// Close releases the index; to close it again does nothing.
func (x *Index) Close() error {
	var err error
	x.close.Do(func() {
		err = x.bleve.Close()
		if x.lock != nil {
			err = errors.Join(err, x.lock.Unlock())
		}
	})
	return err
}
