package index

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"doichieu/extract"
	"doichieu/index/vi"
)

// facet is a row of the table of facets: its name, the field it counts, and the
// values that an entry has for it.
type facet struct {
	name, field string
	values      func(e *Entry) []string
}

var facetNames = []facet{
	{"locality", fieldLocality, func(e *Entry) []string { return stated(e.Locality) }},
	{"region", fieldRegion, func(e *Entry) []string { return stated(regionOf(e.Locality)) }},
	{"agency", fieldAgency, func(e *Entry) []string { return e.agencies("") }},
	{"lead", fieldLead, func(e *Entry) []string { return e.agencies(extract.Lead) }},
	{"coordinating", fieldCoord, func(e *Entry) []string { return e.agencies(extract.Coordinating) }},
	{"implementing", fieldImpl, func(e *Entry) []string { return e.agencies(extract.Implementing) }},
	{"year", fieldYear, func(e *Entry) []string { return stated(e.year()) }},
	{"doc_type", fieldDocType, func(e *Entry) []string { return stated(e.DocType) }},
	{"part", fieldPart, func(e *Entry) []string { return stated(string(e.Part)) }},
	{"theme", fieldTheme, func(e *Entry) []string { return e.Sections[e.Task.Section].Themes }},
	{"deadline", fieldEnds, (*Entry).ends},
	{"deadline_kind", fieldKind, (*Entry).kinds},
	{"target", fieldTarget, (*Entry).units},
	{"plan", fieldPlan, func(e *Entry) []string { return stated(e.Plan) }},
}

// FacetNames are the facets that a request may name.
func FacetNames() []string {
	names := make([]string, len(facetNames))
	for i, f := range facetNames {
		names[i] = f.name
	}
	return names
}

// chosen are the rows of the facets asked for.
func chosen(names []string) ([]facet, error) {
	var out []facet
	for _, name := range names {
		i := slices.IndexFunc(facetNames, func(f facet) bool { return f.name == name })
		if i < 0 {
			return nil, fmt.Errorf("%w: no facet %q; there are %s", ErrRequest, name, strings.Join(FacetNames(), ", "))
		}
		out = append(out, facetNames[i])
	}
	return out, nil
}

// counts gathers facet counts of a result.
type counts map[string]map[string]int

func newCounts(facets []facet) counts {
	c := counts{}
	for _, f := range facets {
		c[f.name] = map[string]int{}
	}
	return c
}

// take adds what the engine counted.
func (c counts) take(facets []facet, counted map[string]map[string]int) {
	for _, f := range facets {
		for value, n := range counted[f.field] {
			c[f.name][value] += n
		}
	}
}

// add counts one more entry.
func (c counts) add(facets []facet, e *Entry) {
	for _, f := range facets {
		for _, v := range f.values(e) {
			c[f.name][v]++
		}
	}
}

// values are the counts with labels, the most frequent first, then by value.
func (c counts) values(a *vi.Analyzer) map[string][]FacetValue {
	out := map[string][]FacetValue{}
	for name, of := range c {
		list := make([]FacetValue, 0, len(of))
		for v, n := range of {
			list = append(list, FacetValue{Value: v, Label: label(name, v, a), Count: n})
		}
		slices.SortFunc(list, func(x, y FacetValue) int {
			return cmp.Or(cmp.Compare(y.Count, x.Count), strings.Compare(x.Value, y.Value))
		})
		out[name] = list
	}
	return out
}

// label is a value of a facet for people.
func label(facet, value string, a *vi.Analyzer) string {
	switch facet {
	case "region":
		return regionName(value)
	case "agency", "lead", "coordinating", "implementing":
		if name := a.Name(value); name != "" {
			return name
		}
		return strings.TrimPrefix(value, "x:")
	}
	return value
}
