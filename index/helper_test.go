package index

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"testing"

	"doichieu/corpus"
	"doichieu/extract"
	"doichieu/extract/vocab"
)

// testPlan makes a plan of tasks. Each task is a line of fields between bars:
//
//	text | lead, ... | coordinating, ... | from..to, ...
//
// where an agency is an id of the vocabulary or, for unknown ones, "x:name".
func testPlan(id, locality, number string, lines ...string) *extract.Plan {
	docType := ""
	if _, after, ok := strings.Cut(number, "/"); ok {
		docType, _, _ = strings.Cut(after, "-")
	}
	p := &extract.Plan{
		Schema: extract.PlanSchema,
		Document: extract.Record{
			ID: id, Locality: locality, Number: number, DocType: docType, Title: "Kế hoạch " + id,
			Source: corpus.Source{Name: id + ".txt"},
		},
		Sections: []extract.Section{{ID: "I", Marker: "I.", Heading: "Nhiệm vụ"}},
	}
	for i, line := range lines {
		f := append(strings.Split(line, "|"), "", "", "")
		t := extract.Task{ID: "I/" + string(rune('1'+i)), Section: "I", Text: strings.TrimSpace(f[0]), Page: i/3 + 1, Span: extract.Spans{{Start: 100 * i, End: 100*i + 50}}}
		for n, role := range []extract.Role{extract.Lead, extract.Coordinating} {
			for _, agency := range list(f[n+1]) {
				t.Assignments = append(t.Assignments, extract.Assignment{Role: role, Agency: agency, Name: agencyName(agency), Raw: agencyName(agency)})
			}
		}
		for _, days := range list(f[3]) {
			from, to, _ := strings.Cut(days, "..")
			t.Deadlines = append(t.Deadlines, extract.Deadline{Kind: extract.By, Raw: days, From: from, To: to})
		}
		p.Tasks = append(p.Tasks, t)
	}
	return p
}

func list(field string) []string {
	var out []string
	for _, v := range strings.Split(field, ",") {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}

func agencyName(id string) string {
	a, ok := vocab.Agencies().ByID(id)
	if !ok {
		return strings.TrimPrefix(id, "x:")
	}
	return a.Name
}

// openTest opens an index in dir until the end of the test.
func openTest(t testing.TB, dir string) *Index {
	t.Helper()
	x, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

// indexed is an index of its own with the plans, put one after the other.
func indexed(t testing.TB, plans ...*extract.Plan) *Index {
	t.Helper()
	x := openTest(t, t.TempDir())
	for _, p := range plans {
		if err := x.Put(context.Background(), p); err != nil {
			t.Fatal(err)
		}
	}
	return x
}

// sequence gives the plans to a rebuild.
func sequence(plans []*extract.Plan) iter.Seq2[*extract.Plan, error] {
	return func(yield func(*extract.Plan, error) bool) {
		for _, p := range plans {
			if !yield(p, nil) {
				return
			}
		}
	}
}

// ask runs a request that must not fail.
func ask(t testing.TB, x *Index, req Request) *Result {
	t.Helper()
	r, err := x.Search(context.Background(), req)
	if err != nil {
		t.Fatalf("%+v: %v", req, err)
	}
	return r
}

// names are the hits as "plan task", in order; partial ones in brackets.
func names(r *Result) []string {
	out := []string{}
	for _, h := range r.Hits {
		name := h.Plan + " " + h.Task
		if h.Partial {
			name = "(" + name + ")"
		}
		out = append(out, name)
	}
	return out
}

// full are the hits that answer the whole query, sorted by name.
func fullNames(r *Result) []string {
	out := slices.DeleteFunc(names(r), func(n string) bool { return strings.HasPrefix(n, "(") })
	slices.SortFunc(out, cmp.Compare[string])
	return out
}
