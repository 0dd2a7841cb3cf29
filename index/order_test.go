package index

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"doichieu/extract"
)

// answersOf are the answers to some queries, as JSON without the
// generation.
func answersOf(t testing.TB, x *Index) string {
	t.Helper()
	var out []byte
	for _, q := range []string{
		"", "rà soát", "ra soat dat dai", "hộ nghèo đất đai", "Sở Y tế rà soát", "132-KL/TW", "31/12/2025", `"rà soát"`,
		"tỉnh:Huế hộ", "-rà đất", "của",
	} {
		for _, sort := range []string{"relevance", "deadline"} {
			r := ask(t, x, Request{Query: q, Facets: FacetNames(), Limit: 50, Sort: sort})
			r.Generation, r.Next = 0, ""
			b, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			out = append(append(out, b...), '\n')
		}
	}
	return string(out)
}

// rebuilt is an index that Rebuild made of the plans.
func rebuilt(t testing.TB, plans []*extract.Plan) *Index {
	t.Helper()
	dir := t.TempDir()
	if err := Rebuild(context.Background(), dir, sequence(plans)); err != nil {
		t.Fatal(err)
	}
	return openTest(t, dir)
}

// TestSameAnswersHoweverBuilt holds an index of some hundred entries built at once,
// one built plan by plan in another order and changed on the way, the same opened
// again, and the same merged, to the same answers with the same scores.
func TestSameAnswersHoweverBuilt(t *testing.T) {
	ctx := context.Background()
	r := rand.New(rand.NewPCG(3, 4))
	plans := randomPlans(r, 100)
	if n := len(entriesOf(plans)); n < 300 {
		t.Fatalf("only %d entries", n)
	}
	want := answersOf(t, rebuilt(t, plans))

	if got := answersOf(t, rebuilt(t, plans)); got != want {
		t.Error("two rebuilds answer differently")
	}
	shuffled := slices.Clone(plans)
	r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	if got := answersOf(t, rebuilt(t, shuffled)); got != want {
		t.Error("a rebuild in another order answers differently")
	}

	dir := t.TempDir()
	x := openTest(t, dir)
	others := randomPlans(r, 106) // the same ids with other tasks, and six more
	for _, list := range [][]*extract.Plan{others, shuffled} {
		for _, p := range list {
			if err := x.Put(ctx, p); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, p := range others[len(plans):] {
		if err := errors.Join(x.Delete(ctx, p.Document.ID), x.Delete(ctx, p.Document.ID)); err != nil {
			t.Fatal(err)
		}
	}
	if got := answersOf(t, x); got != want {
		t.Error("an index that was changed answers differently")
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	x = openTest(t, dir)
	if got := answersOf(t, x); got != want {
		t.Error("an index that was opened again answers differently")
	}
	if err := x.engine.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	if got := answersOf(t, x); got != want {
		t.Error("an index that was merged answers differently")
	}
}

func TestPlansAndGenerations(t *testing.T) {
	ctx := context.Background()
	x := indexed(t, small()...)
	before := ask(t, x, Request{}).Generation
	if err := x.Put(ctx, testPlan("p1", "Lâm Giang", "", "Một việc")); err != nil {
		t.Fatal(err)
	}
	if err := x.Put(ctx, testPlan("p0", "", "")); err != nil {
		t.Fatal(err)
	}
	plans, err := x.Plans(ctx)
	want := []PlanInfo{{"p0", 0}, {"p1", 1}, {"p2", 4}, {"p3", 2}}
	if err != nil || !slices.Equal(plans, want) {
		t.Errorf("plans %v, %v", plans, err)
	}
	if got := names(ask(t, x, Request{Plan: []string{"p1"}})); !slices.Equal(got, []string{"p1 I/1"}) {
		t.Errorf("tasks of the plan put again: %q", got)
	}
	if err := x.Delete(ctx, "p9"); err != nil { // what is not there changes nothing
		t.Error(err)
	}
	if now := ask(t, x, Request{}).Generation; now != before+2 {
		t.Errorf("generation %d after two changes of %d", now, before)
	}
}

func TestPutRefuses(t *testing.T) {
	ctx := context.Background()
	x := indexed(t)
	for _, id := range []string{"", "a/b"} {
		if err := x.Put(ctx, testPlan(id, "", "", "Việc")); err == nil {
			t.Errorf("a plan with the id %q is taken", id)
		}
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if err := x.Put(cancelled, small()[0]); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := x.Delete(cancelled, "p1"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if n := ask(t, x, Request{}).Total; n != 0 {
		t.Errorf("%d tasks of refused plans", n)
	}
}

func TestRebuildThatFailsLeavesTheOldIndex(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	if err := Rebuild(ctx, dir, sequence(small())); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	cancelled, cancel := context.WithCancel(ctx)
	for name, rebuild := range map[string]func() error{
		"an error of the source": func() error {
			return Rebuild(ctx, dir, func(yield func(*extract.Plan, error) bool) {
				_ = yield(testPlan("p1", "", "", "Việc"), nil) && yield(nil, broken)
			})
		},
		"a plan that comes twice": func() error {
			return Rebuild(ctx, dir, sequence([]*extract.Plan{small()[0], small()[0]}))
		},
		"a plan without id": func() error { return Rebuild(ctx, dir, sequence([]*extract.Plan{testPlan("", "", "", "Việc")})) },
		"cancelled": func() error {
			return Rebuild(cancelled, dir, func(yield func(*extract.Plan, error) bool) {
				cancel()
				yield(small()[0], nil)
			})
		},
	} {
		if err := rebuild(); err == nil {
			t.Errorf("%s: no error", name)
		}
		x := openTest(t, dir)
		if n := ask(t, x, Request{}).Total; n != 10 {
			t.Errorf("%s: %d tasks are left", name, n)
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSearchesSeeOneState searches while plans change: every answer is of one
// state, in which each plan has as many tasks as the others.
func TestSearchesSeeOneState(t *testing.T) {
	ctx := context.Background()
	lines := []string{"Rà soát đất đai", "Rà soát đất đai", "Hộ nghèo đất đai", "Rà soát đất"}
	x := indexed(t, testPlan("p1", "", "", lines[:2]...))
	done := make(chan error)
	go func() {
		var err error
		for i := range 30 {
			err = errors.Join(err, x.Put(ctx, testPlan("p1", "", "", lines[:i%4+1]...)))
		}
		done <- err
	}()
	for {
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
			return
		default:
		}
		r := ask(t, x, Request{Query: "rà soát đất đai", Facets: []string{"locality"}})
		if r.Total != len(r.Hits) || r.Total < 1 || r.Total > 4 {
			t.Fatalf("%d hits, %d shown", r.Total, len(r.Hits))
		}
		for i, h := range r.Hits {
			if slices.ContainsFunc(r.Hits[:i], func(g Hit) bool { return g.Task == h.Task }) {
				t.Fatalf("%s is shown twice", h.Task)
			}
		}
	}
}
