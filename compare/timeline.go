package compare

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"doichieu/corpus/vn"
	"doichieu/extract"
	"doichieu/extract/vocab"
)

// Plans over time
//
// A plan follows an earlier one if on its day of issue both belong to one unit:
// that of Hải Phòng of August 2025 follows the plans of Hải Phòng and of Hải
// Dương of 2024, which no longer is a province by then; the two of 2024 do not
// follow each other. Each plan is held against those that it follows with none
// between, as a rule one.

// ErrNoSteps says that no two plans follow each other.
var ErrNoSteps = errors.New("no two of the plans are of one locality, so nothing changed over time can be told")

// Step is two plans of which the later one is held against the earlier one.
type Step struct {
	Earlier string `json:"earlier"` // id of the plan
	Later   string `json:"later"`
}

// Timeline puts plans in order of time: those of one locality beside each other,
// localities in the order in which they were given. steps are the pairs to hold
// against each other, alone the plans that stand in none, those without a locality
// among them. The error names the plans whose day of issue is not known, or that
// were issued on one day, since their order is never guessed; or it is
// [ErrNoSteps].
func Timeline(plans []*extract.Plan) (ordered []*extract.Plan, steps []Step, alone []*extract.Plan, err error) {
	if err := datable(plans); err != nil {
		return nil, nil, nil, err
	}
	last := ""
	for _, p := range plans {
		last = max(last, issuedOn(p))
	}
	units := []string{}
	for _, p := range plans {
		units = append(units, unitOn(p, last))
	}
	order := slices.Clone(plans)
	slices.SortStableFunc(order, func(a, b *extract.Plan) int {
		return cmp.Or(
			cmp.Compare(slices.Index(units, unitOn(a, last)), slices.Index(units, unitOn(b, last))),
			inTime(a, b),
		)
	})
	stands := map[string]bool{}
	for _, p := range order {
		for _, q := range order {
			if !follows(p, q) || slices.ContainsFunc(order, func(r *extract.Plan) bool { return follows(p, r) && follows(r, q) }) {
				continue
			}
			if sameTime(p, q) {
				return nil, nil, nil, fmt.Errorf("%s and %s are of one locality and both of %s: which is the earlier one is not known",
					q.Document.Source.Name, p.Document.Source.Name, cmp.Or(q.Document.Issued, p.Document.Issued))
			}
			steps = append(steps, Step{Earlier: q.Document.ID, Later: p.Document.ID})
			stands[p.Document.ID], stands[q.Document.ID] = true, true
		}
	}
	if len(steps) == 0 {
		return nil, nil, nil, ErrNoSteps
	}
	for _, p := range order {
		if stands[p.Document.ID] {
			ordered = append(ordered, p)
		} else {
			alone = append(alone, p)
		}
	}
	return ordered, steps, alone, nil
}

// datable reports the plans that cannot be put in order.
func datable(plans []*extract.Plan) error {
	var undated []string
	for _, p := range plans {
		if p.Document.Issued == "" {
			undated = append(undated, p.Document.Source.Name)
		}
	}
	if len(undated) > 0 {
		return fmt.Errorf("%s: no day of issue was read, so the order in time is not known", strings.Join(undated, ", "))
	}
	return nil
}

// issuedOn is the ISO day of issue; the first of the month where the day is blank.
func issuedOn(p *extract.Plan) string { return firstDay(p.Document.Issued) }

// firstDay is the day of a date, the first of a month without days.
func firstDay(date string) string {
	if len(date) == len("2006-01") {
		return date + "-01"
	}
	return date
}

// sameTime reports whether two plans were issued on one day, or in one month of
// which the day is blank in either.
func sameTime(p, q *extract.Plan) bool {
	a, b := p.Document.Issued, q.Document.Issued
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

// follows reports whether a plan comes after another, and is of the unit that the
// other's locality belongs to by then.
func follows(later, earlier *extract.Plan) bool {
	day := issuedOn(later)
	return later.Document.Locality != "" && inTime(earlier, later) < 0 && unitOn(later, day) == unitOn(earlier, day)
}

// inTime compares plans by day of issue; of one day, by id.
func inTime(a, b *extract.Plan) int {
	return cmp.Or(cmp.Compare(issuedOn(a), issuedOn(b)), cmp.Compare(a.Document.ID, b.Document.ID))
}

// unitOn is the name of the unit in which a day finds the plan's locality; of a
// locality that the registry does not know, its own name in bare letters.
func unitOn(p *extract.Plan, day string) string {
	if unit, ok := vocab.LocalityOn(p.Document.Locality, day); ok {
		return unit.Name
	}
	return strings.Join(strings.Fields(vn.Fold(p.Document.Locality)), " ")
}
