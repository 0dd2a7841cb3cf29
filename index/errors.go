package index

import (
	"errors"

	"doichieu/index/engine"
)

// Errors that a caller decides on.
var (
	// ErrLocked says that another process holds the index.
	ErrLocked = engine.ErrLocked
	// ErrCorrupt says that the files are damaged; Rebuild makes them anew.
	ErrCorrupt = engine.ErrCorrupt
	// ErrStale says that another version of the program or vocabulary made it.
	ErrStale = engine.ErrStale
	// ErrMissing says that there is no index to read.
	ErrMissing = errors.New("there is no search index yet; it has to be built")
	// ErrRequest says that a request names something that does not exist.
	ErrRequest = errors.New("bad search request")
	// ErrCursor says that a cursor belongs to another request, or that the index
	// has changed since: the pages have to be asked for from the first one.
	ErrCursor = errors.New("the place to go on from is of another search, or the library has changed since; search again from the start")
)

// NeedsRebuild reports whether Rebuild is the remedy for err.
func NeedsRebuild(err error) bool {
	return errors.Is(err, ErrCorrupt) || errors.Is(err, ErrStale) || errors.Is(err, ErrMissing)
}
