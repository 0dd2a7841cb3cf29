package index

import (
	"context"
	"io/fs"
	"math"
	"path/filepath"
)

// PlanInfo is what the index has of a plan.
type PlanInfo struct {
	ID    string `json:"id"`
	Tasks int    `json:"tasks"`
}

// Stats describes the index.
type Stats struct {
	Plans      int    `json:"plans"`
	Tasks      int    `json:"tasks"`
	Generation uint64 `json:"generation"`
	Version    string `json:"version"` // of format, analysis and vocabulary
}

// Plans lists the plans in the index by id, those without tasks too.
func (x *Index) Plans(ctx context.Context) ([]PlanInfo, error) {
	n, err := x.bleve.DocCount()
	if err != nil {
		return nil, err
	}
	r, err := x.find(ctx, term(fieldKind, kindPlan, 1), int(min(n, math.MaxInt32)))
	if err != nil {
		return nil, err
	}
	plans := make([]PlanInfo, len(r.Hits))
	for i, h := range r.Hits {
		var c card
		if err := decode(h, &c); err != nil {
			return nil, err
		}
		plans[i] = PlanInfo{c.Plan, c.Tasks}
	}
	return plans, nil
}

// Stats counts what the index has.
func (x *Index) Stats(ctx context.Context) (Stats, error) {
	plans, err := x.Plans(ctx)
	s := Stats{Plans: len(plans), Generation: x.Generation(), Version: fingerprint(x.analyzer)}
	for _, p := range plans {
		s.Tasks += p.Tasks
	}
	return s, err
}

// Size is the number of bytes that the index in dir takes on disk.
func Size(dir string) (int64, error) {
	var n int64
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	return n, err
}
