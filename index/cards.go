package index

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"sync"

	"doichieu/index/engine"
)

// cards are those of the plans that hits were shown of, so that each is read
// once.
type cards struct {
	mu sync.Mutex
	of map[string]*card
}

func (c *cards) get(plan string) *card {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.of[plan]
}

func (c *cards) put(plan string, k *card) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil {
		c.of = map[string]*card{}
	}
	c.of[plan] = k
}

// forget drops the card of a plan that changes.
func (c *cards) forget(plan string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.of, plan)
}

// card is that of a plan. Callers hold mu, so that it is of the state that they
// search.
func (x *Index) card(ctx context.Context, plan string) (*card, error) {
	if c := x.cards.get(plan); c != nil {
		return c, nil
	}
	info, ok, err := x.engine.Group(ctx, plan)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("%w (no card of %s)", ErrCorrupt, plan)
	}
	c := &card{}
	if err := json.Unmarshal(info.Stored, c); err != nil {
		return nil, fmt.Errorf("%w (card of %s: %w)", ErrCorrupt, plan, err)
	}
	x.cards.put(plan, c)
	return c, nil
}

// entry reads what was stored of a hit.
func (x *Index) entry(ctx context.Context, hit engine.Hit) (*Entry, error) {
	c, err := x.card(ctx, hit.Ref.Group)
	if err != nil {
		return nil, err
	}
	e := &Entry{card: c}
	if err := json.Unmarshal(hit.Stored, e); err != nil {
		return nil, fmt.Errorf("%w (%s, entry %d: %w)", ErrCorrupt, hit.Ref.Group, hit.Ref.At, err)
	}
	return e, nil
}

// entries reads what was stored of hits; it ends with the first error.
func (x *Index) entries(ctx context.Context, hits []engine.Hit) iter.Seq2[*Entry, error] {
	return func(yield func(*Entry, error) bool) {
		for _, h := range hits {
			e, err := x.entry(ctx, h)
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}
