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
	files map[string]*zip.File
	read  int64 // bytes of all parts read
}

// OpenZip opens the archive.
func OpenZip(data []byte) (*Zip, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: the archive's list of parts is missing or wrong", ErrDamaged)
	}
	if len(r.File) > maxEntries {
		return nil, fmt.Errorf("%w: %d parts", ErrLimit, len(r.File))
	}
	z := &Zip{files: make(map[string]*zip.File, len(r.File))}
	for _, f := range r.File {
		name := clean(f.Name)
		if _, twice := z.files[name]; !twice {
			z.files[name] = f
		}
	}
	return z, nil
}

// clean is the form of a part's name in which it is looked up: names of parts
// do not depend on case, and some writers use backslashes.
func clean(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// Has reports whether there is such a part.
func (z *Zip) Has(name string) bool { return z.files[clean(name)] != nil }

// Bytes is the content of a part; nil where there is none.
func (z *Zip) Bytes(name string) ([]byte, error) {
	f := z.files[clean(name)]
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: part %s: %v", ErrDamaged, f.Name, err)
	}
	defer r.Close()
	// What the archive says of the size may be wrong, so the bytes are counted
	// as they come.
	room := min(maxPart, maxTotal-z.read)
	if most := int64(f.CompressedSize64) * maxRatio; most > 0 {
		room = min(room, max(most, freeSize))
	}
	data, err := io.ReadAll(io.LimitReader(r, room+1))
	z.read += int64(len(data))
	switch {
	case int64(len(data)) > room:
		return nil, fmt.Errorf("%w: part %s is larger than %d MiB when unpacked", ErrLimit, f.Name, room>>20)
	case err != nil:
		return nil, fmt.Errorf("%w: part %s: %v", ErrDamaged, f.Name, err)
	}
	return data, nil
}

// XML is the tree of a part; nil where there is none.
func (z *Zip) XML(name string) (*Node, error) {
	data, err := z.Bytes(name)
	if err != nil || data == nil {
		return nil, err
	}
	n, err := Parse(data)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	return n, nil
}
