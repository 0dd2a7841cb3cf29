package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Put stores a document with its original and its plan. If the same content is
// there already, under whatever name, nothing changes and the entry it has is
// given with added false. When Put returns without an error, everything is on
// disk.
func (l *Library) Put(original []byte, doc *Document, plan []byte, card Card) (entry Entry, added bool, err error) {
	sum := sha256.Sum256(original)
	if got := hex.EncodeToString(sum[:]); got != doc.Source.SHA256 || doc.ID != DocumentID(got) {
		return Entry{}, false, &LibraryError{Reason: fmt.Sprintf("adding %s: the document was not read from these bytes", doc.Source.Name)}
	}
	if e, ok := l.Find(doc.Source.SHA256); ok {
		return e, false, nil
	}
	if e, err := l.entry(doc.ID); err == nil && e.Source.SHA256 != doc.Source.SHA256 {
		return Entry{}, false, &LibraryError{
			Reason: fmt.Sprintf("adding %s: another document, %s, has the same id %s", doc.Source.Name, e.Source.Name, e.ID),
			Hint:   "keep one of them in another library",
		}
	}
	entry = Entry{ID: doc.ID, Source: doc.Source, Card: card}
	entry.Source.Name = baseName(doc.Source.Name)
	return entry, true, l.write(entry, original, doc, plan)
}

// Update replaces the document and the plan of an entry, after a newer program
// read the original again.
func (l *Library) Update(doc *Document, plan []byte, card Card) error {
	old, err := l.entry(doc.ID)
	if err != nil {
		return err
	}
	// If the run is killed between the two writes, the plan must not stand
	// beside a text whose spans it does not have.
	if err := os.Remove(l.planPath(doc.ID)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return l.failed("updating the library", err)
	}
	entry := Entry{ID: doc.ID, Source: doc.Source, Card: card}
	entry.Source.Name = old.Source.Name
	return l.write(entry, nil, doc, plan)
}

// write stores the files of an entry, then the entry. original may be nil where
// it is there already.
func (l *Library) write(entry Entry, original []byte, doc *Document, plan []byte) error {
	stored := *doc
	stored.Source = entry.Source
	document, err := json.Marshal(&stored)
	if err != nil {
		return l.failed("adding "+entry.Source.Name+" to the library", err)
	}
	for _, f := range []struct {
		path string
		data []byte
	}{
		{l.originalPath(entry.Source), original},
		{l.documentPath(entry.ID), append(document, '\n')},
		{l.planPath(entry.ID), plan},
	} {
		if f.data == nil {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(f.path), 0o755); err != nil {
			return l.failed("adding "+entry.Source.Name+" to the library", err)
		}
		if err := writeBytes(f.path, f.data); err != nil {
			return l.failed("adding "+entry.Source.Name+" to the library", err)
		}
	}
	entries := slices.Clone(l.entries)
	i, there := slices.BinarySearchFunc(entries, entry.ID, func(e Entry, id string) int { return strings.Compare(e.ID, id) })
	if there {
		entries[i] = entry
	} else {
		entries = slices.Insert(entries, i, entry)
	}
	return l.save(entries)
}

// Remove takes a document out, with its original. The entry goes first: a run
// that is killed leaves files that the next one sweeps away.
func (l *Library) Remove(id string) error {
	e, err := l.entry(id)
	if err != nil {
		return err
	}
	rest := slices.DeleteFunc(slices.Clone(l.entries), func(e Entry) bool { return e.ID == id })
	if err := l.save(rest); err != nil {
		return err
	}
	for _, path := range l.paths(e) {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return l.failed("removing "+id+" from the library", err)
		}
	}
	return nil
}

// own matches the names that the library gives to its files: only those are
// ever swept away.
var own = regexp.MustCompile(`^(?:[0-9a-f]{12}\.json|[0-9a-f]{64}\.[0-9a-z]{1,8})$`)

// sweep removes what a killed run left: half-written files, and files without
// an entry.
func (l *Library) sweep() error {
	keep := map[string]bool{}
	for _, e := range l.entries {
		for _, path := range l.paths(e) {
			keep[path] = true
		}
	}
	for _, dir := range []string{originalsDir, documentsDir, plansDir, ""} {
		if err := l.sweepFolder(l.path(dir), dir, keep); err != nil {
			return l.failed("tidying the library", err)
		}
	}
	return nil
}

func (l *Library) sweepFolder(root, dir string, keep map[string]bool) error {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			if dir == "" && path != root {
				return fs.SkipDir
			}
			return nil
		case isTemp(d.Name()) || dir != "" && own.MatchString(d.Name()) && !keep[path]:
			return os.Remove(path)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// extension matches the endings that a stored original keeps.
var extension = regexp.MustCompile(`^\.[0-9a-z]{1,8}$`)

// originalName is the path of an original inside the library. It is made of the
// hash alone, with the ending of the name where that is harmless, so that a
// name can lead nowhere else.
func originalName(src Source) string {
	ext := strings.ToLower(filepath.Ext(baseName(src.Name)))
	if !extension.MatchString(ext) {
		ext = ".bin"
	}
	return filepath.Join(originalsDir, src.SHA256[:min(2, len(src.SHA256))], src.SHA256+ext)
}

// baseName is the last element of a name, whichever system's separators it has,
// in valid UTF-8.
func baseName(name string) string {
	name = strings.ToValidUTF8(name, "\uFFFD")
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	if name == "" || name == "." || name == ".." {
		return "unnamed"
	}
	return name
}
