package index

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"doichieu/index/engine"
)

// TestSchemaHasEveryField holds that no field is written that is not described.
func TestSchemaHasEveryField(t *testing.T) {
	s := schema()
	for _, e := range entriesOf(small()) {
		d, err := document(&e, analyzer())
		if err != nil {
			t.Fatal(err)
		}
		for field, values := range d.Fields {
			if kind, ok := s[field]; !ok || kind == engine.Terms && slices.ContainsFunc(values, func(v string) bool { return strings.ContainsAny(v, " \t\n") }) {
				t.Errorf("the field %s is not described, or has a term with a blank: %q", field, values)
			}
		}
	}
}

// TestFieldsOfARecord asks the index itself which terms it has.
func TestFieldsOfARecord(t *testing.T) {
	x := indexed(t, small()...)
	for field, want := range map[string]string{
		fieldWords:  strings.Join(analyzer().Terms("bảo vệ").Words, " "),
		fieldPairs:  strings.Join(slices.Concat(analyzer().Terms("bảo vệ", "môi trường").Pairs), " "),
		fieldRefs:   "kl:132:tw kl:132 ^kh:15:ubnd",
		fieldDates:  "2025-12-31 2025-12 2025-q4",
		fieldPlace:  "lam giang",
		fieldType:   "kh",
		fieldLead:   "so-y-te",
		fieldWhen:   "2025-10-01..2025-12-31 2026-02-01..9999-12-31 2025-06-06..2025-06-06",
		fieldNumber: "15/kh-ubnd",
	} {
		values, err := x.values(context.Background(), field)
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
		`"total":1`, `"hits":[{"plan":"p1","source":{"name":"p1.txt","sha256":""},"locality":""`, `"part":"tasks"`, `"task":"I/1"`, `"text":"Việc không của ai"`, `"page":1`,
		`"span":[0,50]`, `"lead":[]`, `"deadlines":[]`, `"facets":{"lead":[]}`, `"highlights":[[0,6]]`, `"path":["Nhiệm vụ"]`,
	} {
		if !strings.Contains(string(b), want) {
			t.Errorf("no %s in %s", want, b)
		}
	}
}
