package index

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/mapping"
)

// TestAnalyzerOfEveryField asks Bleve about each field: for one that it does not
// know it would answer with an analyzer of its own, without an error.
func TestAnalyzerOfEveryField(t *testing.T) {
	m, err := newMapping()
	if err != nil {
		t.Fatal(err)
	}
	e := entriesOf(small())[0]
	r, err := record(&e, analyzer())
	if err != nil {
		t.Fatal(err)
	}
	described := slices.Concat(termFields, idFields, dvFields, []string{fieldEntry})
	for field := range r {
		if !slices.Contains(described, field) {
			t.Errorf("the field %s is written and not described", field)
		}
	}
	for _, field := range described {
		want := keyword.Name
		if slices.Contains(termFields, field) {
			want = terms
		}
		if got := m.AnalyzerNameForPath(field); got != want {
			t.Errorf("the analyzer of %s is %q, want %q", field, got, want)
		}
		tokens, err := m.(*mapping.IndexMappingImpl).AnalyzeText(want, []byte("Kế_hoạch =a:b 2025"))
		if n := len(tokens); err != nil || (want == terms) != (n == 3) {
			t.Errorf("the field %s cuts a text into %d terms, %v", field, n, err)
		}
	}
	if m.AnalyzerNameForPath("no such field") == terms {
		t.Error("a field that is not described takes terms")
	}
}

// TestFieldsOfARecord asks the index itself which terms it has.
func TestFieldsOfARecord(t *testing.T) {
	x := indexed(t, small()...)
	for field, want := range map[string]string{
		fieldFolded:   "bao ve",
		fieldFoldPair: "bao_ve moi_truong",
		fieldRefs:     "kl:132:tw kl:132 kh:15:ubnd",
		fieldDates:    "2025-12-31 2025-12 2025-q4",
		fieldPlace:    "lam giang",
		fieldType:     "kh",
		fieldLead:     "so-y-te",
		fieldWhen:     "2025-10-01..2025-12-31 2026-02-01..9999-12-31 2025-06-06..2025-06-06",
		fieldNumber:   "15/kh-ubnd",
	} {
		values, err := x.values(field)
		if err != nil {
			t.Fatal(err)
		}
		if field == fieldPlace {
			want = strings.ReplaceAll(want, " ", "\x00")
		}
		for _, term := range strings.Fields(want) {
			if term = strings.ReplaceAll(term, "\x00", " "); !slices.Contains(values, term) {
				t.Errorf("the field %s has no %q", field, term)
			}
		}
	}
}

// TestEmptyIsNeverNull holds the JSON of results to [] and {}.
func TestEmptyIsNeverNull(t *testing.T) {
	x := indexed(t, testPlan("p1", "", "", "Việc không của ai"))
	for _, req := range []Request{{}, {Query: "việc", Facets: FacetNames()}, {Query: "zzzz"}, {Limit: -1}} {
		r := ask(t, x, req)
		b, err := json.Marshal(r)
		if err != nil || strings.Contains(string(b), "null") {
			t.Errorf("%+v: %s, %v", req, b, err)
		}
	}
	b, err := json.Marshal(ask(t, x, Request{Query: "việc", Facets: []string{"lead"}}))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"total":1`, `"hits":[{"plan":"p1","source":{"name":"p1.txt"}`, `"task":"I/1"`, `"text":"Việc không của ai"`, `"page":1`,
		`"span":[0,50]`, `"lead":[]`, `"deadlines":[]`, `"facets":{"lead":[]}`, `"highlights":[[0,6]]`, `"path":["Nhiệm vụ"]`,
	} {
		if !strings.Contains(string(b), want) {
			t.Errorf("no %s in %s", want, b)
		}
	}
}
