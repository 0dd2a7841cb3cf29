package index

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"

	"doichieu/index/engine"
)

// cursor is the place behind a page: Result.Next is its text. It holds for the
// same request on the same generation, and says so, since after a change the
// pages before would be other ones.
type cursor struct {
	Request    [8]byte // of what was asked for, not how much of it
	Generation uint64
	Before     int              // hits shown so far
	Partial    int              // of them in part
	Position   *engine.Position // of the last whole hit, nil before the first
}

// readCursor is the cursor of a request, or the one before its first page.
func readCursor(req Request, generation uint64) (cursor, error) {
	first := cursor{Request: asked(req), Generation: generation}
	if req.After == "" {
		return first, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(req.After)
	if err != nil {
		return cursor{}, ErrCursor
	}
	c, ok := parseCursor(b)
	if !ok || c.Request != first.Request || c.Generation != generation {
		return cursor{}, ErrCursor
	}
	return c, nil
}

// asked names what a request asks for, whatever page of it.
func asked(req Request) [8]byte {
	req.Limit, req.After, req.Facets = 0, "", nil
	sum := sha256.Sum256(fmt.Appendf(nil, "%#v", req))
	return [8]byte(sum[:8])
}

// String writes the cursor: the request, and numbers and texts one after the
// other, each text behind its length.
func (c cursor) String() string {
	b := c.Request[:]
	for _, n := range []uint64{c.Generation, uint64(c.Before), uint64(c.Partial)} {
		b = binary.AppendUvarint(b, n)
	}
	if p := c.Position; p != nil {
		b = binary.BigEndian.AppendUint64(b, math.Float64bits(p.Score))
		for _, s := range []string{p.Key, p.Ref.Group} {
			b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
		}
		b = binary.AppendUvarint(b, uint64(p.Ref.At))
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// parseCursor reads what String wrote; ok is false for anything else.
func parseCursor(b []byte) (c cursor, ok bool) {
	if len(b) < len(c.Request) {
		return c, false
	}
	r := cursorReader{b: b[copy(c.Request[:], b):]}
	c.Generation, c.Before, c.Partial = r.number(), r.count(), r.count()
	if len(r.b) > 0 {
		c.Position = &engine.Position{Score: r.score(), Key: r.text(), Ref: engine.Ref{Group: r.text(), At: r.count()}}
	}
	return c, !r.bad && len(r.b) == 0
}

// cursorReader takes values off the bytes of a cursor; bad is set where they do
// not have one.
type cursorReader struct {
	b   []byte
	bad bool
}

func (r *cursorReader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.bad, n = true, 0
	}
	taken := r.b[:n]
	r.b = r.b[n:]
	return taken
}

func (r *cursorReader) number() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad = true
	}
	r.take(max(0, n))
	return v
}

func (r *cursorReader) count() int { return int(min(r.number(), farthest)) }

func (r *cursorReader) text() string { return string(r.take(r.count())) }

func (r *cursorReader) score() float64 {
	b := r.take(8)
	if r.bad {
		return 0
	}
	return math.Float64frombits(binary.BigEndian.Uint64(b))
}
