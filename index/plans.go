package index

import (
	"context"
	"math"
)

// PlanInfo is what the index has of a plan.
type PlanInfo struct {
	ID    string `json:"id"`
	Tasks int    `json:"tasks"`
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
