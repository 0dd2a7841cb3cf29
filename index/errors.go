package index

import "errors"

// Errors that a caller decides on.
var (
	// ErrLocked says that another process holds the index.
	ErrLocked = errors.New("another process is using the search index; try again when it has finished")
	// ErrCorrupt says that the files are damaged; Rebuild makes them anew.
	ErrCorrupt = errors.New("the search index is damaged and has to be rebuilt")
	// ErrStale says that another version of the program or vocabulary made it.
	ErrStale = errors.New("the search index was made by another version and has to be rebuilt")
	// ErrMissing says that there is no index to read.
	ErrMissing = errors.New("there is no search index yet; it has to be built")
	// ErrRequest says that a request names something that does not exist.
	ErrRequest = errors.New("bad search request")
)

// NeedsRebuild reports whether Rebuild is the remedy for err.
func NeedsRebuild(err error) bool {
	return errors.Is(err, ErrCorrupt) || errors.Is(err, ErrStale) || errors.Is(err, ErrMissing)
}
