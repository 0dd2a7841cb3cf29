package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"doichieu/corpus"
)

// MaxSize is the largest file that is read, in bytes. Plans are a few
// megabytes even when scanned; a larger file is a mistake or an attack.
const MaxSize = 256 << 20

// Walk lists the files under the given paths: a file as it is, a folder with
// all below it and a zip archive with all in it, in lexical order. Files and
// folders whose name begins with a dot are skipped below a folder, links to
// folders are not followed there, and each path is listed once. A path that
// cannot be read is listed with its error, and the walk goes on.
func Walk(paths []string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		seen := make(map[string]bool)
		for _, root := range paths {
			if root == "" { // a variable without a value, not the folder at hand
				if !yield(root, ErrNoName) {
					return
				}
				continue
			}
			root = inside(filepath.Clean(root))
			if _, _, member := splitMember(root); member {
				if !seen[root] && !yield(root, nil) {
					return
				}
				seen[root] = true
				continue
			}
			err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
				switch {
				case err != nil:
					if !yield(path, err) {
						return errStop
					}
					return nil
				case path != root && strings.HasPrefix(d.Name(), "."):
					if d.IsDir() {
						return fs.SkipDir
					}
					return nil
				case d.IsDir() || path != root && !readable(path, d) || seen[path]:
					return nil
				}
				seen[path] = true
				if isArchive(path) {
					if !walkArchive(path, yield) {
						return errStop
					}
					return nil
				}
				if !yield(path, nil) {
					return errStop
				}
				return nil
			})
			if err != nil {
				return
			}
		}
	}
}

// inside is a root as the walk takes it: a link to a folder that the user names is
// followed.
func inside(root string) string {
	link, err := os.Lstat(root)
	if err != nil || link.Mode()&fs.ModeSymlink == 0 {
		return root
	}
	if to, err := os.Stat(root); err != nil || !to.IsDir() {
		return root
	}
	return root + string(filepath.Separator)
}

// ErrNoName is the error for a path of no letters.
var ErrNoName = errors.New("the name of a file is empty")

// errStop ends the walk over all paths: the caller has had enough.
var errStop = errors.New("stop")

// readable reports a regular file, or a link to one.
func readable(path string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular()
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// ReadFile reads the document in the file at path, and gives the file's bytes
// with it.
func ReadFile(ctx context.Context, path string) (*corpus.Document, []byte, error) {
	data, err := Load(path)
	if err != nil {
		return nil, nil, err
	}
	doc, err := Read(ctx, path, data)
	return doc, data, err
}

// Load gives the bytes of the file at path, or of the member of an archive that
// [Walk] gave, to be given to [Read]. A file larger than [MaxSize] is refused. The
// error is an [*Error], or [ErrNoName].
func Load(path string) ([]byte, error) {
	if path == "" {
		return nil, ErrNoName
	}
	name := filepath.Base(path)
	f, err := os.Open(path)
	if err != nil {
		if archive, member, ok := splitMember(path); ok {
			return loadMember(archive, member)
		}
	}
	if err != nil {
		return nil, &Error{File: name, Reason: reason(err), Err: err}
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, &Error{File: name, Reason: reason(err), Err: err}
	case info.IsDir():
		return nil, &Error{File: name, Reason: "this is a folder", Hint: "give the files in it", Err: ErrUnknownFormat}
	case info.Size() > MaxSize:
		return nil, tooLarge(name)
	case isArchive(path):
		return nil, &Error{File: name, Reason: "this is a zip archive", Hint: "give a file in it, as " + name + "/NAME", Err: ErrUnknownFormat}
	}
	// The size may be unknown (a pipe) or grow while the file is read.
	data, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	switch {
	case err != nil:
		return nil, &Error{File: name, Reason: reason(err), Err: err}
	case len(data) > MaxSize:
		return nil, tooLarge(name)
	}
	return data, nil
}

func tooLarge(name string) error {
	return &Error{
		File: name, Reason: fmt.Sprintf("the file is larger than %d MiB", MaxSize>>20),
		Hint: "split it, or save it without its pictures", Err: ErrUnknownFormat,
	}
}

// reason is the bare cause of an error of the system, without the path.
func reason(err error) string {
	if p, ok := err.(*fs.PathError); ok {
		err = p.Err
	}
	return err.Error()
}
