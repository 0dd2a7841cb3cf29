package index

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"doichieu/index/engine"
)

// cursor is the place behind a page: Result.Next is its text. It holds for the
// same request on the same generation, and says so, since after a change the
// pages before would be other ones.
type cursor struct {
	Request    string     `json:"r"` // of what was asked for, not how much of it
	Generation uint64     `json:"g"`
	Before     int        `json:"n"`           // hits shown so far
	Partial    int        `json:"p,omitempty"` // of them in part
	Position   *placeHeld `json:"h,omitempty"` // of the last whole hit, nil before the first
}

// placeHeld is an engine.Position as JSON.
type placeHeld struct {
	Score float64 `json:"s,omitempty"`
	Key   string  `json:"k,omitempty"`
	Group string  `json:"g"`
	At    int     `json:"a"`
}

// readCursor is the cursor of a request, or the one before its first page.
func readCursor(req Request, generation uint64) (cursor, error) {
	first := cursor{Request: asked(req), Generation: generation}
	if req.After == "" {
		return first, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(req.After)
	var c cursor
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil || c.Request != first.Request || c.Generation != generation || c.Before < 0 || c.Partial < 0 {
		return cursor{}, ErrCursor
	}
	return c, nil
}

// asked names what a request asks for, whatever page of it.
func asked(req Request) string {
	req.Limit, req.After, req.Facets = 0, "", nil
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", fmt.Sprintf("%#v", req)))
	return hex.EncodeToString(sum[:8])
}

func (c cursor) String() string {
	b, _ := json.Marshal(c) // numbers and strings can be written; scores are no NaN
	return base64.RawURLEncoding.EncodeToString(b)
}

func (c cursor) position() *engine.Position {
	if c.Position == nil {
		return nil
	}
	p := c.Position
	return &engine.Position{Score: p.Score, Key: p.Key, Ref: engine.Ref{Group: p.Group, At: p.At}}
}

// at moves the cursor behind a hit.
func (c *cursor) at(p engine.Position) {
	c.Position = &placeHeld{Score: p.Score, Key: p.Key, Group: p.Ref.Group, At: p.Ref.At}
}
