package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// LibraryFormat names the layout of a library on disk. It is raised when a
// program that knows only the old layout would damage or misread the new one.
const LibraryFormat = "doichieu.library/1"

// The causes that a caller decides on, by errors.Is.
var (
	ErrLocked    = errors.New("in use by another process")
	ErrNoLibrary = errors.New("no library")
	ErrFormat    = errors.New("unknown library format")
	ErrNotFound  = errors.New("no such document")
	ErrAmbiguous = errors.New("more than one document fits")
	ErrMissing   = errors.New("a file of the library is missing or damaged")
)

// LibraryError says what could not be done with a library, and the way out.
type LibraryError struct {
	Reason string // lower case, names the library or the document
	Hint   string // what the user can do; may be empty
	Err    error  // one of the sentinels above, or the error of the system
}

// Error is the reason, and the cause where the system gave one.
func (e *LibraryError) Error() string { return e.Reason }

// Unwrap gives the cause to errors.Is.
func (e *LibraryError) Unwrap() error { return e.Err }

// Names inside the folder of a library.
const (
	manifestFile = "library.json"
	lockFile     = "lock"
	originalsDir = "originals"
	documentsDir = "documents"
	plansDir     = "plans"
	indexDir     = "index"
)

// Card is what the list of a library shows of a plan. The library stores plans
// as bytes that it does not understand, so whoever puts one in fills the card.
type Card struct {
	Number   string `json:"number"`
	DocType  string `json:"doc_type"`
	Title    string `json:"title"`
	Locality string `json:"locality"`
	Issued   string `json:"issued"`
	Tasks    int    `json:"tasks"`
	OCR      int    `json:"ocr"`   // tasks whose words OCR made from a picture
	Notes    int    `json:"notes"` // of the document and of the plan
}

// Entry is one document of a library.
type Entry struct {
	ID     string `json:"id"`
	Source Source `json:"source"`
	Card
}

// manifest is the form of library.json. An entry stands in it only when all
// its files are on disk.
type manifest struct {
	Format  string  `json:"format"`
	Entries []Entry `json:"entries"` // ascending by id
}

// Library keeps documents as plain files:
//
//	library.json            the format and the entries
//	originals/ab/ab12...pdf the files as they were added, by SHA-256
//	documents/ID.json       what ingest made of each
//	plans/ID.json           what was extracted from it
//	decisions.jsonl         what people decided about them: see Decisions
//	searches.jsonl          searches that are run again: see Searches
//	index/                  derived, rebuilt at any time; see IndexDir
//	lock                    held by the processes that have the library open
//
// Every file appears whole or not at all, and the entry last, so a process
// that is killed loses nothing that it reported as added. The log of decisions
// belongs to no document: it only grows, and outlives those it speaks of. A library opened for
// reading may be read by several goroutines; one opened for writing belongs to
// one.
type Library struct {
	dir      string
	writable bool
	lock     *flock.Flock
	entries  []Entry // ascending by id
}

// Options say how to open a library.
type Options struct {
	// Write asks for the library alone: it is created if it does not exist, and
	// what a killed run left is cleared away. Without it several processes may
	// read at once.
	Write bool
	// Wait is how long to wait for other processes; 0 does not wait.
	Wait time.Duration
}

// lockRetry is how often a held lock is tried again.
const lockRetry = 50 * time.Millisecond

// Open opens the library in the folder dir. Its errors are [*LibraryError]:
// ErrLocked if other processes hold it for longer than opts.Wait, ErrNoLibrary
// if there is none (or, to write, if the folder holds other things), ErrFormat
// if another version of the program wrote it.
func Open(ctx context.Context, dir string, opts Options) (*Library, error) {
	l := &Library{dir: dir, writable: opts.Write}
	if opts.Write {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, l.failed("creating the library", err)
		}
		if err := l.refuseOther(); err != nil {
			return nil, err
		}
	} else if _, err := os.Stat(l.path(manifestFile)); errors.Is(err, fs.ErrNotExist) {
		return nil, l.absent()
	}
	if err := l.acquire(ctx, opts); err != nil {
		return nil, err
	}
	if err := l.load(); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// Close gives the library back to other processes.
func (l *Library) Close() error {
	if err := l.lock.Unlock(); err != nil {
		return l.failed("releasing the library", err)
	}
	return nil
}

// Dir is the folder of the library.
func (l *Library) Dir() string { return l.dir }

// IndexDir is the folder set aside for an index over the library. The library
// itself neither reads nor writes it.
func (l *Library) IndexDir() string { return l.path(indexDir) }

// List gives the entries, by locality, number and id.
func (l *Library) List() []Entry {
	list := slices.Clone(l.entries)
	slices.SortFunc(list, func(a, b Entry) int {
		for _, c := range [...]int{
			strings.Compare(a.Locality, b.Locality), strings.Compare(a.Number, b.Number),
		} {
			if c != 0 {
				return c
			}
		}
		return strings.Compare(a.ID, b.ID)
	})
	return list
}

// Find is the entry of the document with that SHA-256 (lower-case hex), if all
// its files are there.
func (l *Library) Find(sum string) (Entry, bool) {
	e, err := l.entry(DocumentID(sum))
	if err != nil || e.Source.SHA256 != sum || !l.complete(e) {
		return Entry{}, false
	}
	return e, true
}

// Document reads the stored document of an id.
func (l *Library) Document(id string) (*Document, error) {
	b, err := l.read(id, l.documentPath(id))
	if err != nil {
		return nil, err
	}
	doc := new(Document)
	if err := json.Unmarshal(b, doc); err != nil {
		return nil, l.damaged(id, l.documentPath(id), err)
	}
	return doc, nil
}

// PlanBytes reads the stored plan of an id, as it was put in.
func (l *Library) PlanBytes(id string) ([]byte, error) { return l.read(id, l.planPath(id)) }

// Original reads the bytes of the file that was added, and checks that they are
// still the same.
func (l *Library) Original(id string) ([]byte, error) {
	e, err := l.entry(id)
	if err != nil {
		return nil, err
	}
	path := l.originalPath(e.Source)
	b, err := l.read(id, path)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != e.Source.SHA256 {
		return nil, l.damaged(id, path, errors.New("its SHA-256 is not the one it was added with"))
	}
	return b, nil
}

// read reads a file of an entry.
func (l *Library) read(id, path string) ([]byte, error) {
	if _, err := l.entry(id); err != nil {
		return nil, err
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, l.damaged(id, path, err)
	}
	return b, nil
}

// entry is the entry with exactly that id.
func (l *Library) entry(id string) (Entry, error) {
	i, ok := slices.BinarySearchFunc(l.entries, id, func(e Entry, id string) int { return strings.Compare(e.ID, id) })
	if !ok {
		return Entry{}, l.notFound(id)
	}
	return l.entries[i], nil
}

// complete reports whether all files of an entry are there.
func (l *Library) complete(e Entry) bool {
	for _, path := range l.paths(e) {
		if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
			return false
		}
	}
	return true
}

// acquire takes the lock, shared or alone, and waits for it as long as opts say.
func (l *Library) acquire(ctx context.Context, opts Options) error {
	l.lock = flock.New(l.path(lockFile))
	try, tryAgain := l.lock.TryRLock, l.lock.TryRLockContext
	if opts.Write {
		try, tryAgain = l.lock.TryLock, l.lock.TryLockContext
	}
	held, err := try()
	if err == nil && !held && opts.Wait > 0 {
		waiting, cancel := context.WithTimeout(ctx, opts.Wait)
		held, err = tryAgain(waiting, lockRetry)
		cancel()
		if errors.Is(err, context.DeadlineExceeded) {
			err = nil
		}
	}
	switch {
	case ctx.Err() != nil:
		return errors.Join(ctx.Err(), l.lock.Close())
	case err != nil:
		return l.failed("locking the library", err)
	case !held:
		return &LibraryError{
			Reason: fmt.Sprintf("the library %s is in use by another process", l.dir),
			Hint:   "wait until the other doichieu has finished, or name another library with --library",
			Err:    ErrLocked,
		}
	}
	return nil
}

// load reads the manifest; to write, it first creates or tidies the library.
func (l *Library) load() error {
	b, err := os.ReadFile(l.path(manifestFile))
	switch {
	case err == nil:
	case !errors.Is(err, fs.ErrNotExist):
		return l.failed("opening the library", err)
	case !l.writable:
		return l.absent()
	default:
		return l.save(nil)
	}
	var m manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return &LibraryError{
			Reason: fmt.Sprintf("the list of the library, %s, cannot be read: %v", l.path(manifestFile), err),
			Hint:   "restore the file from a backup, or add the files of its folder originals to a new library",
			Err:    ErrMissing,
		}
	}
	if m.Format != LibraryFormat {
		return &LibraryError{
			Reason: fmt.Sprintf("the library %s has format %q, this program reads %q", l.dir, m.Format, LibraryFormat),
			Hint: fmt.Sprintf("use the program that wrote it, or build it anew: doichieu --library NEW add %q",
				l.path(originalsDir)),
			Err: ErrFormat,
		}
	}
	l.entries = m.Entries
	if l.writable {
		return l.sweep()
	}
	return nil
}

// save writes the manifest and makes the entries those of the library.
func (l *Library) save(entries []Entry) error {
	b, err := json.MarshalIndent(manifest{LibraryFormat, nonNil(entries)}, "", " ")
	if err != nil {
		return l.failed("writing the list of the library", err)
	}
	if err := writeBytes(l.path(manifestFile), append(b, '\n')); err != nil {
		return l.failed("writing the list of the library", err)
	}
	l.entries = entries
	return nil
}

// refuseOther reports a folder that holds things but no library. A folder with
// documents and no manifest is one too: taking it for a new library would sweep
// them away.
func (l *Library) refuseOther() error {
	if _, err := os.Stat(l.path(manifestFile)); err == nil {
		return nil
	}
	f, err := os.Open(l.dir)
	if err != nil {
		return l.failed("opening the library", err)
	}
	defer f.Close()
	names, err := f.Readdirnames(16)
	if err != nil && !errors.Is(err, io.EOF) {
		return l.failed("opening the library", err)
	}
	for _, name := range names {
		if name != lockFile && !isTemp(name) {
			if _, err := os.Stat(l.path(manifestFile)); err == nil {
				return nil // another process has just created it
			}
			return &LibraryError{
				Reason: fmt.Sprintf("the folder %s holds other files and no %s: it is not a library", l.dir, manifestFile),
				Hint:   "name an empty or new folder with --library",
				Err:    ErrNoLibrary,
			}
		}
	}
	return nil
}

func (l *Library) path(name string) string { return filepath.Join(l.dir, name) }
func (l *Library) documentPath(id string) string {
	return filepath.Join(l.dir, documentsDir, id+".json")
}

func (l *Library) planPath(id string) string      { return filepath.Join(l.dir, plansDir, id+".json") }
func (l *Library) originalPath(src Source) string { return filepath.Join(l.dir, originalName(src)) }

// paths are the files of an entry.
func (l *Library) paths(e Entry) []string {
	return []string{l.originalPath(e.Source), l.documentPath(e.ID), l.planPath(e.ID)}
}

func (l *Library) absent() error {
	return &LibraryError{
		Reason: fmt.Sprintf("there is no library in %s", l.dir),
		Hint:   "doichieu add FILE... creates it; --library names another folder",
		Err:    ErrNoLibrary,
	}
}

func (l *Library) damaged(id, path string, err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return &LibraryError{
		Reason: fmt.Sprintf("document %s: %s: %v", id, path, err),
		Hint:   "add the original file again",
		Err:    errors.Join(ErrMissing, err),
	}
}

// failed wraps an error of the system, without repeating the path it names.
func (l *Library) failed(doing string, err error) error {
	cause := err
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		cause = p.Err
	}
	return &LibraryError{Reason: fmt.Sprintf("%s %s: %v", doing, l.dir, cause), Err: err}
}
