package index

import "context"

// PlanInfo is what the index has of a plan.
type PlanInfo struct {
	ID      string `json:"id"`
	Entries int    `json:"entries"` // tasks and other provisions
}

// Plans lists the plans in the index by id, those without provisions too.
func (x *Index) Plans(ctx context.Context) ([]PlanInfo, error) {
	groups, err := x.engine.Groups(ctx)
	if err != nil {
		return nil, err
	}
	plans := make([]PlanInfo, len(groups))
	for i, g := range groups {
		plans[i] = PlanInfo{g.Name, g.Docs}
	}
	return plans, nil
}
