// Package engine is the seam between search and the program that stores and
// ranks. Package index speaks to an [Engine] in documents of terms, in a small
// tree of queries, and in positions to go on from; it never sees how any of them
// is kept. What a text's terms are, which clauses a user's words become, and
// which words of a text are marked, is decided on this side of the seam (package
// vi), so that every engine finds the same.
//
// Nothing that a user typed crosses: an engine analyses no text and reads no
// query language.
//
// # What every engine holds to
//
// The suite of package enginetest runs against each, beside one that looks at
// every document:
//
//   - the documents that answer, the total, the counts of facets and the values
//     of fields are those that the definitions below give;
//   - scores are the engine's own, but the same documents give the same scores
//     however they were written: at once, one after the other, replaced, merged;
//   - the order of a result is total: equal documents stand in the order of
//     their refs, so that going on from a position neither repeats nor leaves out;
//   - a change is seen wholly or not at all, when [Engine.Apply] returns, and is
//     there after the process was killed.
//
// Marked words are no matter of engines: vi.Mark finds them in the text that is
// shown, as spans, and the engine keeps that text unread ([Doc.Stored]).
package engine

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"strings"
	"time"
)

// Kind says what a field of documents is for.
type Kind int

// The kinds of fields.
const (
	Terms   Kind = iota // scored; a term may stand several times, in the order of the text
	Values              // asked for, and not scored or counted
	Counted             // asked for, counted by facets, and sorted by if a document has one
)

// Schema are the fields that documents may have. A field that is not in it is an
// error of the program.
type Schema map[string]Kind

// Doc is a document: what it is found by and what is given back of it.
type Doc struct {
	Fields map[string][]string // terms and values by field; no blank in a term
	Stored []byte              // given back as it is
}

// Group is the documents that are written and taken out together, a plan; it may
// have none.
type Group struct {
	Name   string // neither empty nor with a slash in it
	Docs   []Doc
	Stored []byte // given back as it is
}

// Change replaces a group, or takes out the one of that name where Delete is set.
// To take out what is not there is no error.
type Change struct {
	Group
	Delete bool
}

// Ref names a document: its group, and its place in it from 0.
type Ref struct {
	Group string
	At    int
}

// Compare orders refs by group and place.
func (r Ref) Compare(o Ref) int {
	return cmp.Or(strings.Compare(r.Group, o.Group), cmp.Compare(r.At, o.At))
}

// Request asks for a page of documents.
type Request struct {
	Match  Node   // ranks what answers; nil for everything
	Filter []Node // all must hold as well
	Not    []Node // none may hold

	Order  Order
	After  *Position // go on behind it; nil from the start
	Limit  int       // hits to return, at least 0
	Facets []string  // fields of kind Counted
	Stored bool      // give back what was stored
}

// Order is the order of a result. The zero Order is by relevance.
type Order struct {
	By         OrderBy
	Field      string // of kind Counted with at most one value, for ByField
	Descending bool   // for ByField; documents without a value come last all the same
}

// OrderBy says what a result is sorted by.
type OrderBy int

// The orders.
const (
	ByScore OrderBy = iota // the best first
	ByRef                  // by group and place
	ByField                // by the value of a field, in the order of its bytes
)

// Position is the place of a hit in an order. It holds for requests with the
// same Match, Filter, Not and Order, on the same generation.
type Position struct {
	Score float64 // for ByScore
	Key   string  // for ByField: the engine's own form of the value
	Ref   Ref
}

// Result is a page of hits.
type Result struct {
	Total  int // documents that answer, on all pages
	Hits   []Hit
	Facets map[string]map[string]int // documents with each value, over Total, by field
}

// Hit is a document that answers.
type Hit struct {
	Position
	Stored []byte // nil unless it was asked for
}

// Value is a value of a field with the number of documents that have it.
type Value struct {
	Text string
	Docs int
}

// GroupInfo is what an engine has of a group.
type GroupInfo struct {
	Name   string
	Docs   int
	Stored []byte
}

// Engine stores documents and answers requests. Its methods may be called
// concurrently, also while a change is written.
type Engine interface {
	// Apply writes changes of different groups as one and returns the generation
	// that they lead to. A group that is malformed is an error, and nothing is
	// changed.
	Apply(ctx context.Context, changes ...Change) (uint64, error)
	// Search answers a request on the state of one generation.
	Search(ctx context.Context, req Request) (*Result, error)
	// Values lists the values of a field that begin with prefix, in the order of
	// their bytes. It may list values of documents that are gone, and count them.
	Values(ctx context.Context, field, prefix string) iter.Seq2[Value, error]
	// Groups lists the groups by name.
	Groups(ctx context.Context) ([]GroupInfo, error)
	// Group tells what is kept of one group; ok is false where there is none.
	Group(ctx context.Context, name string) (info GroupInfo, ok bool, err error)
	// Settle brings what was written into its best form for reading, which may
	// take long. It changes no answer and no generation.
	Settle(ctx context.Context) error
	// Generation grows with each change.
	Generation() uint64
	Close() error
}

// Options of opening a stored engine.
type Options struct {
	Schema Schema
	// Fingerprint names everything that the stored terms depend on; one that was
	// made under another fingerprint is ErrStale.
	Fingerprint string
	// First is the generation that a new engine begins with.
	First uint64
	// Bulk says of a new engine that many changes are to come, and Settle after
	// them. Until then nothing is sure to be kept: one that was not settled is
	// ErrCorrupt when it is opened.
	Bulk bool
	// Wait is how long to wait for another process; never for ever.
	Wait     time.Duration
	ReadOnly bool
}

// Driver makes and opens the engines that it keeps in folders of their own.
type Driver interface {
	// Create makes an empty engine in a folder that does not exist.
	Create(path string, o Options) (Engine, error)
	// Open opens one for reading, or for writing alone. It reports ErrLocked where
	// another process has it, ErrStale for another fingerprint, and ErrCorrupt for
	// files that are damaged in any way: an answer must never be wrong without a
	// word.
	Open(path string, o Options) (Engine, error)
}

// Errors that a caller decides on.
var (
	// ErrLocked says that another process holds the files.
	ErrLocked = errors.New("another process is using the search index; try again when it has finished")
	// ErrCorrupt says that the files are damaged and have to be made anew.
	ErrCorrupt = errors.New("the search index is damaged and has to be rebuilt")
	// ErrStale says that they were made under another fingerprint.
	ErrStale = errors.New("the search index was made by another version and has to be rebuilt")
)
