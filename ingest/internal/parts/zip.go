// Package parts opens the files of office programs: zip archives of XML parts.
// Such files come from anywhere, so everything here has a limit: the number of
// parts, their size and how far they were compressed, the depth of the XML and
// the number of its elements. Entities that a part defines are never expanded.
package parts

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// The causes that a caller decides on.
var (
	ErrDamaged = errors.New("damaged")
	ErrLimit   = errors.New("beyond what is read")
)

// The limits. The XML of a plan of a thousand pages has about ten megabytes;
// XML of office programs is compressed to a tenth, at most to a fiftieth.
const (
	maxEntries = 20_000
	maxPart    = 64 << 20
	maxTotal   = 160 << 20
	maxRatio   = 250
	freeSize   = 4 << 20 // below this the ratio does not matter
)

// Zip is an opened archive.
type Zip struct {
	files map[string]entry
	read  int64 // bytes of all parts read

	Rescued bool // the list of parts was missing or wrong: they were found by their headers
	Cut     bool // a part that was read breaks off
}

// entry is a part of the archive.
type entry interface {
	size() int64 // packed
	// unpack gives at most limit bytes of the part; cut says that it breaks off
	// behind them.
	unpack(limit int64) (data []byte, cut bool, err error)
}

// OpenZip opens the archive. Where its list of parts is missing or wrong, the
// parts are looked for one by one.
func OpenZip(data []byte) (*Zip, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		z := &Zip{files: rescue(data), Rescued: true}
		switch {
		case len(z.files) == 0:
			return nil, fmt.Errorf("%w: the archive's list of parts is missing or wrong", ErrDamaged)
		case len(z.files) > maxEntries:
			return nil, fmt.Errorf("%w: more than %d parts", ErrLimit, maxEntries)
		}
		return z, nil
	}
	if len(r.File) > maxEntries {
		return nil, fmt.Errorf("%w: %d parts", ErrLimit, len(r.File))
	}
	z := &Zip{files: make(map[string]entry, len(r.File))}
	for _, f := range r.File {
		name := clean(f.Name)
		if _, twice := z.files[name]; !twice {
			z.files[name] = listed{f}
		}
	}
	return z, nil
}

// listed is a part of the archive's list.
type listed struct{ file *zip.File }

func (l listed) size() int64 { return int64(l.file.CompressedSize64) }

func (l listed) unpack(limit int64) ([]byte, bool, error) {
	r, err := l.file.Open()
	if err != nil {
		return nil, false, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, limit))
	return data, false, err
}

// clean is the form of a part's name in which it is looked up: names of parts
// do not depend on case, and some writers use backslashes.
func clean(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// Has reports whether there is such a part.
func (z *Zip) Has(name string) bool { return z.files[clean(name)] != nil }

// unpack is the content of a part, nil where there is none, and whether it
// breaks off.
func (z *Zip) unpack(name string) (data []byte, cut bool, err error) {
	e := z.files[clean(name)]
	if e == nil {
		return nil, false, nil
	}
	// What the archive says of the size may be wrong, so the bytes are counted
	// as they come.
	room := min(maxPart, maxTotal-z.read)
	if most := e.size() * maxRatio; most > 0 {
		room = min(room, max(most, freeSize))
	}
	data, cut, err = e.unpack(room + 1)
	z.read += int64(len(data))
	switch {
	case int64(len(data)) > room:
		return nil, false, fmt.Errorf("%w: part %s is larger than %d MiB when unpacked", ErrLimit, clean(name), room>>20)
	case err != nil:
		return nil, false, fmt.Errorf("%w: part %s: %v", ErrDamaged, clean(name), err)
	}
	z.Cut = z.Cut || cut
	return data, cut, nil
}

// XML is the tree of a part; nil where there is none. Of a part that breaks off
// it is the tree of what is there.
func (z *Zip) XML(name string) (*Node, error) {
	data, cut, err := z.unpack(name)
	if err != nil || data == nil {
		return nil, err
	}
	n, err := parse(data, cut)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	return n, nil
}
