package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"runtime/debug"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
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

// check opens the index at path for reading only and compares the checksums of
// its segments, so that a writer never merges damaged ones.
func check(path string, wait time.Duration) error {
	x, err := open(path, wait, true)
	if err != nil {
		return err
	}
	return errors.Join(x.checkSegments(), x.Close())
}

// checkSegments compares each segment file with the CRC-32 at its end, which
// Bleve writes and never reads. The cost is one pass over the files: some 50 ms
// for 100,000 tasks.
func (x *Index) checkSegments() (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w (%v)", ErrCorrupt, p)
		}
	}()
	paths, err := x.segmentPaths()
	if err != nil {
		return err
	}
	for _, path := range paths {
		if err := checkFile(path); err != nil {
			return fmt.Errorf("%w (%w)", ErrCorrupt, err)
		}
	}
	return nil
}

// segmentPaths are the segment files of the present snapshot.
func (x *Index) segmentPaths() ([]string, error) {
	engine, err := x.bleve.Advanced()
	if err != nil {
		return nil, fmt.Errorf("checking the search index: %w", err)
	}
	reader, err := engine.Reader()
	if err != nil {
		return nil, fmt.Errorf("checking the search index: %w", err)
	}
	var paths []string
	if snapshot, ok := reader.(*scorch.IndexSnapshot); ok {
		for _, s := range snapshot.Segments() {
			if p, ok := s.Segment().(segment.PersistedSegment); ok {
				paths = append(paths, p.Path())
			}
		}
	}
	return paths, reader.Close()
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
