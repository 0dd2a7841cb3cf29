package ocr

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Cache keeps what the engine read, a file for each picture, in a folder. It
// only saves time: a file that is missing, damaged or of another version is read
// anew, and a folder that cannot be written is left alone. A nil Cache keeps
// nothing.
type Cache struct {
	dir string
}

// maxCache is the most that the files of a cache may take together, in bytes:
// some tens of thousands of pages.
const maxCache = 256 << 20

// suffix is the end of the names of the cache's files; others are not touched.
const suffix = ".ocr.json"

// OpenCache opens the cache in a folder, which need not exist, and removes what
// was not used for longest if it has grown too large.
func OpenCache(dir string) *Cache {
	c := &Cache{dir}
	c.shrink(maxCache)
	return c
}

// cacheKey names the result for a picture.
func cacheKey(picture []byte, settings string) string {
	h := sha256.New()
	h.Write([]byte(settings))
	h.Write([]byte{0})
	h.Write(picture)
	return hex.EncodeToString(h.Sum(nil))
}

func (c *Cache) path(key string) string { return filepath.Join(c.dir, key+suffix) }

// get reads a result. Its file begins with the hash of the rest.
func (c *Cache) get(key string) ([]Result, bool) {
	if c == nil {
		return nil, false
	}
	data, err := os.ReadFile(c.path(key))
	if err != nil {
		return nil, false
	}
	sum, body, _ := bytes.Cut(data, []byte("\n"))
	var pages []Result
	if string(sum) != hash(body) || json.Unmarshal(body, &pages) != nil {
		return nil, false
	}
	now := time.Now()
	_ = os.Chtimes(c.path(key), now, now) // so that it is not the next to go
	return pages, true
}

// put keeps a result. The file appears whole or not at all.
func (c *Cache) put(key string, pages []Result) {
	if c == nil || os.MkdirAll(c.dir, 0o700) != nil {
		return
	}
	body, err := json.Marshal(pages)
	if err != nil {
		return
	}
	f, err := os.CreateTemp(c.dir, "new-*")
	if err != nil {
		return
	}
	_, err = f.Write(append([]byte(hash(body)+"\n"), body...))
	if err = cmp.Or(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), c.path(key))
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
}

func hash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// leftover is the age at which a file that was never finished is removed.
const leftover = time.Hour

// shrink removes the files that were not used for longest until the rest take
// no more than most bytes.
func (c *Cache) shrink(most int64) {
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return
	}
	var files []fs.FileInfo
	total := int64(0)
	for _, e := range entries {
		info, err := e.Info()
		switch {
		case err != nil || !info.Mode().IsRegular():
		case strings.HasSuffix(e.Name(), suffix):
			files = append(files, info)
			total += info.Size()
		case strings.HasPrefix(e.Name(), "new-") && time.Since(info.ModTime()) > leftover:
			_ = os.Remove(filepath.Join(c.dir, e.Name()))
		}
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int {
		return cmp.Or(a.ModTime().Compare(b.ModTime()), strings.Compare(a.Name(), b.Name()))
	})
	for _, f := range files {
		if total <= most {
			return
		}
		if os.Remove(filepath.Join(c.dir, f.Name())) == nil {
			total -= f.Size()
		}
	}
}
