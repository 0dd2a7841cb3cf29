package compare

import (
	"cmp"
	"slices"

	"doichieu/extract"
	"doichieu/extract/vocab"
)

// LawDays are the ISO days on which [AsOf] begins to give something else, in order
// of time.
func LawDays() []string { return vocab.LawDays() }

// longAgo is before all that the registry knows.
const longAgo = "0001-01-01"

// AsOf is a plan as an ISO day finds it: its locality under the unit to which it
// belongs then, each agency under the one that has the duty by law, which the
// task's words tell. What was read stays beside both ([extract.Former], the
// record's Locality). A day on which nothing had moved yet changes nothing, and
// the plan given is not changed in any case. An agency that no other followed
// stays as it is.
func AsOf(plan *extract.Plan, day string) *extract.Plan {
	out := *plan
	issued := cmp.Or(issuedOn(plan), longAgo)
	unit, known := vocab.LocalityOn(plan.Document.Locality, day)
	if then, _ := vocab.LocalityOn(plan.Document.Locality, issued); known && day > issued && then.Called != unit.Called {
		out.Document.Unit = unit.Called
	}
	out.Tasks = slices.Clone(plan.Tasks)
	for i, t := range out.Tasks {
		out.Tasks[i].Assignments = slices.Clone(t.Assignments)
		for k, a := range t.Assignments {
			heir, ok := vocab.HeirOn(a.Agency, t.Text, day)
			known, found := vocab.Agencies().ByID(heir.Agency)
			if !ok || !found {
				continue
			}
			a.Former = &extract.Former{Agency: a.Agency, Name: a.Name, Source: heir.Source}
			a.Agency, a.Name = known.ID, known.Name
			out.Tasks[i].Assignments[k] = a
		}
	}
	return &out
}
