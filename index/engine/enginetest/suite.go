package enginetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"doichieu/index/engine"
)

// schema is that of the suite's documents.
var schema = engine.Schema{"words": engine.Terms, "pairs": engine.Terms, "number": engine.Values, "place": engine.Counted, "owner": engine.Counted}

func options() engine.Options {
	return engine.Options{Schema: schema, Fingerprint: "suite", Wait: time.Second}
}

// Run holds the engines of a driver to the contract.
func Run(t *testing.T, d engine.Driver) {
	t.Run("Answers", func(t *testing.T) { answers(t, create(t, d)) })
	t.Run("Order", func(t *testing.T) { order(t, create(t, d)) })
	t.Run("HoweverWritten", func(t *testing.T) { howeverWritten(t, d) })
	t.Run("Any", func(t *testing.T) { anyAsOne(t, create(t, d)) })
	t.Run("Phrase", func(t *testing.T) { phrase(t, create(t, d)) })
	t.Run("Groups", func(t *testing.T) { groups(t, create(t, d)) })
	t.Run("Refused", func(t *testing.T) { refused(t, create(t, d)) })
	t.Run("AtOnce", func(t *testing.T) { atOnce(t, create(t, d)) })
	t.Run("Bulk", func(t *testing.T) { bulk(t, d) })
	t.Run("Reopened", func(t *testing.T) { reopened(t, d) })
}

func create(t *testing.T, d engine.Driver) engine.Engine {
	t.Helper()
	e, err := d.Create(filepath.Join(t.TempDir(), "engine"), options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	return e
}

var letters = strings.Split("a b c d e f g h i j k l", " ")

// randomGroup makes a group of documents, some of them equal.
func randomGroup(r *rand.Rand, name string) engine.Group {
	g := engine.Group{Name: name, Stored: []byte("card of " + name)}
	for i := range r.IntN(12) {
		var words, pairs []string
		for range r.IntN(9) {
			words = append(words, letters[r.IntN(len(letters))])
		}
		for k := 1; k < len(words); k++ {
			pairs = append(pairs, words[k-1]+"_"+words[k])
		}
		fields := map[string][]string{"words": words, "pairs": pairs}
		if r.IntN(4) > 0 {
			fields["place"] = []string{"Nơi " + letters[r.IntN(3)]}
		}
		for range r.IntN(3) {
			fields["owner"] = append(fields["owner"], "cơ quan "+letters[r.IntN(4)])
		}
		if r.IntN(3) == 0 {
			fields["number"] = []string{fmt.Sprintf("%d/kh", r.IntN(5))}
		}
		g.Docs = append(g.Docs, engine.Doc{Fields: fields, Stored: fmt.Appendf(nil, "%s %d <&> \x00 đ", name, i)})
	}
	return g
}

func randomGroups(r *rand.Rand, n int) []engine.Group {
	out := make([]engine.Group, n)
	for i := range out {
		out[i] = randomGroup(r, fmt.Sprintf("p%02d", i))
	}
	return out
}

// randomNode makes a query of some depth.
func randomNode(r *rand.Rand, depth int) engine.Node {
	some := func(least int) []engine.Node {
		nodes := make([]engine.Node, least+r.IntN(4))
		for i := range nodes {
			nodes[i] = randomNode(r, depth-1)
		}
		return nodes
	}
	word := engine.Term{Field: "words", Text: letters[r.IntN(len(letters))], Weight: 0.5 + r.Float64()}
	if depth == 0 {
		return word
	}
	switch r.IntN(13) {
	case 0:
		return engine.All{}
	case 1:
		return engine.In{Field: "owner", Values: []string{"cơ quan a", "cơ quan " + letters[r.IntN(6)]}[:r.IntN(3)]}
	case 2:
		return engine.In{Field: "number", Values: []string{"1/kh", "2/kh"}}
	case 3:
		return engine.Docs{{Group: "p01", At: r.IntN(9)}, {Group: "p02", At: 0}, {Group: "none", At: 3}}[:r.IntN(4)]
	case 4:
		return engine.None{}
	case 5, 6:
		return engine.And(some(1))
	case 7, 8:
		of := some(1)
		return engine.AtLeast{Least: 1 + r.IntN(len(of)+1), Of: of}
	case 9:
		return engine.Rank{Match: randomNode(r, depth-1), Bonus: some(0)}
	case 10:
		return engine.Term{Field: "pairs", Text: letters[r.IntN(4)] + "_" + letters[r.IntN(4)], Weight: 1}
	case 11:
		return engine.Any{Field: "words", Texts: []string{letters[r.IntN(3)], letters[3+r.IntN(3)], "none", letters[6+r.IntN(3)]}[:1+r.IntN(4)], Weight: 1.5}
	}
	return word
}

func randomRequest(r *rand.Rand) engine.Request {
	req := engine.Request{Limit: 1000, Stored: true, Facets: []string{"place", "owner"}}
	if r.IntN(5) > 0 {
		req.Match = randomNode(r, 3)
	}
	for range r.IntN(2) {
		req.Filter = append(req.Filter, randomNode(r, 2))
	}
	for range r.IntN(2) {
		req.Not = append(req.Not, randomNode(r, 1))
	}
	switch r.IntN(4) {
	case 0:
		req.Order.By = engine.ByRef
	case 1:
		req.Order = engine.Order{By: engine.ByField, Field: "place", Descending: r.IntN(2) == 0}
	}
	return req
}

func search(t *testing.T, e engine.Engine, req engine.Request) *engine.Result {
	t.Helper()
	r, err := e.Search(context.Background(), req)
	if err != nil {
		t.Fatalf("%+v: %v", req, err)
	}
	return r
}

func refs(hits []engine.Hit) []engine.Ref {
	out := []engine.Ref{}
	for _, h := range hits {
		out = append(out, h.Ref)
	}
	return out
}

// filled puts groups into an engine and into one in memory.
func filled(t *testing.T, e engine.Engine, list []engine.Group) *Memory {
	t.Helper()
	m := NewMemory(schema)
	for _, g := range list {
		apply(t, e, engine.Change{Group: g})
		apply(t, m, engine.Change{Group: g})
	}
	return m
}

func apply(t *testing.T, e engine.Engine, changes ...engine.Change) uint64 {
	t.Helper()
	n, err := e.Apply(context.Background(), changes...)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// answers holds match sets, totals, facets, what is stored, and orders that are
// not by score, to those of a look at every document.
func answers(t *testing.T, e engine.Engine) {
	r := rand.New(rand.NewPCG(1, 2))
	m := filled(t, e, randomGroups(r, 14))
	hits := 0
	for range 400 {
		req := randomRequest(r)
		got, want := search(t, e, req), search(t, m, req)
		if got.Total != want.Total || !reflect.DeepEqual(got.Facets, want.Facets) {
			t.Fatalf("%+v: %d in all, facets %v\nwant %d, %v", req, got.Total, got.Facets, want.Total, want.Facets)
		}
		a, b := refs(got.Hits), refs(want.Hits)
		if req.Order.By == engine.ByScore {
			slices.SortFunc(a, engine.Ref.Compare)
			slices.SortFunc(b, engine.Ref.Compare)
		}
		if !slices.Equal(a, b) {
			t.Fatalf("%+v: %v\nwant %v", req, a, b)
		}
		for _, h := range got.Hits {
			if want := fmt.Sprintf("%s %d <&> \x00 đ", h.Ref.Group, h.Ref.At); string(h.Stored) != want {
				t.Fatalf("%+v: %v has %q stored", req, h.Ref, h.Stored)
			}
		}
		hits += got.Total
	}
	if hits < 2000 {
		t.Errorf("only %d hits in all: the requests test little", hits)
	}
	values(t, e, m)
}

// values holds the dictionaries to those that there must be.
func values(t *testing.T, e, m engine.Engine) {
	t.Helper()
	for _, field := range []string{"words", "place", "owner", "number"} {
		for _, prefix := range []string{"", "c", "Nơi ", "zz"} {
			if got, want := dictionary(t, e, field, prefix), dictionary(t, m, field, prefix); !slices.Equal(got, want) {
				t.Errorf("values of %s that begin with %q: %v\nwant %v", field, prefix, got, want)
			}
		}
	}
}

func dictionary(t *testing.T, e engine.Engine, field, prefix string) []engine.Value {
	t.Helper()
	var out []engine.Value
	for v, err := range e.Values(context.Background(), field, prefix) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// order goes through results page by page, under equal scores too, and holds the
// order to be total and the scores to fall.
func order(t *testing.T, e engine.Engine) {
	r := rand.New(rand.NewPCG(3, 4))
	filled(t, e, randomGroups(r, 14))
	equal := engine.Group{Name: "equal"}
	for range 40 {
		equal.Docs = append(equal.Docs, engine.Doc{Fields: map[string][]string{"words": {"a"}, "place": {"Nơi a"}}})
	}
	apply(t, e, engine.Change{Group: equal})
	for range 80 {
		req := randomRequest(r)
		whole := search(t, e, req)
		for i, h := range whole.Hits {
			if i > 0 && req.Order.By == engine.ByScore {
				last := whole.Hits[i-1]
				if h.Score != h.Score || h.Score > last.Score || h.Score == last.Score && h.Ref.Compare(last.Ref) <= 0 {
					t.Fatalf("%+v: %v stands behind %v", req, h.Position, last.Position)
				}
			}
		}
		var paged []engine.Ref
		req.Limit = 1 + r.IntN(9)
		for {
			page := search(t, e, req)
			if page.Total != whole.Total || !reflect.DeepEqual(page.Facets, whole.Facets) {
				t.Fatalf("%+v: the page has another total or other facets", req)
			}
			paged = append(paged, refs(page.Hits)...)
			if len(page.Hits) < req.Limit {
				break
			}
			req.After = &page.Hits[len(page.Hits)-1].Position
		}
		if want := refs(whole.Hits); !slices.Equal(paged, want) && len(want) > 0 {
			t.Fatalf("%+v: pages %v\nwhole %v", req, paged, want)
		}
	}
}

// howeverWritten writes the same documents in several ways: at once, one after
// the other in another order, over others, settled. All must answer with the same
// scores.
func howeverWritten(t *testing.T, d engine.Driver) {
	r := rand.New(rand.NewPCG(5, 6))
	list := randomGroups(r, 20)
	var changes []engine.Change
	for _, g := range list {
		changes = append(changes, engine.Change{Group: g})
	}
	once := create(t, d)
	apply(t, once, changes...)
	single, over := create(t, d), create(t, d)
	for _, i := range r.Perm(len(list)) {
		apply(t, single, changes[i])
	}
	for _, g := range randomGroups(r, 26) { // the same names with other documents, and six more
		apply(t, over, engine.Change{Group: g})
	}
	for _, i := range r.Perm(len(list)) {
		apply(t, over, changes[i])
	}
	for i := 20; i < 26; i++ {
		apply(t, over, engine.Change{Group: engine.Group{Name: fmt.Sprintf("p%02d", i)}, Delete: true})
	}
	settled := create(t, d)
	for _, c := range changes {
		apply(t, settled, c)
	}
	before := settled.Generation()
	if err := settled.Settle(context.Background()); err != nil || settled.Generation() != before {
		t.Fatalf("settled: generation %d after %d, %v", settled.Generation(), before, err)
	}
	for range 100 {
		req := randomRequest(r)
		want := search(t, once, req)
		for name, e := range map[string]engine.Engine{"one by one": single, "over others": over, "and settled": settled} {
			if got := search(t, e, req); !reflect.DeepEqual(got, want) {
				t.Fatalf("written %s: %+v: %+v\nwant %+v", name, req, got, want)
			}
		}
	}
}

// anyAsOne holds several terms that are asked for as one to score as one term does
// in the documents that have it in their place.
func anyAsOne(t *testing.T, e engine.Engine) {
	spelt := engine.Group{Name: "spelt"}
	for _, words := range []string{"t1 x", "t2 x y", "t1 t2 x", "t3 t3", "x y", "t1 x y z t1", "z"} {
		fields := map[string][]string{"words": strings.Fields(words), "pairs": nil}
		for _, w := range fields["words"] {
			fields["pairs"] = append(fields["pairs"], strings.TrimRight(w, "123"))
		}
		spelt.Docs = append(spelt.Docs, engine.Doc{Fields: fields})
	}
	apply(t, e, engine.Change{Group: spelt})
	scores := func(n engine.Node) map[engine.Ref]float64 {
		out := map[engine.Ref]float64{}
		for _, h := range search(t, e, engine.Request{Match: n, Limit: 20}).Hits {
			out[h.Ref] = h.Score
		}
		return out
	}
	got := scores(engine.Any{Field: "words", Texts: []string{"t1", "t2", "t3", "t4"}, Weight: 2})
	want := scores(engine.Term{Field: "pairs", Text: "t", Weight: 2})
	if len(want) != 5 || len(got) != len(want) {
		t.Fatalf("%v\nwant %v", got, want)
	}
	// Which of two is better does not depend on how often each spelling stands
	// elsewhere.
	for a := range want {
		for b := range want {
			if (want[a] > want[b]) != (got[a] > got[b]) {
				t.Errorf("%v and %v score %v and %v; as one term %v and %v", a, b, got[a], got[b], want[a], want[b])
			}
		}
	}
}

// phrase asks for words in a row among documents of few words, which have most of
// them several times and apart.
func phrase(t *testing.T, e engine.Engine) {
	r := rand.New(rand.NewPCG(13, 14))
	list := make([]engine.Group, 8)
	for i := range list {
		list[i].Name = fmt.Sprintf("p%02d", i)
		for range 25 {
			words := make([]string, 12)
			for k := range words {
				words[k] = letters[r.IntN(5)]
			}
			fields := map[string][]string{"words": words}
			for k := 1; k < len(words); k++ {
				fields["pairs"] = append(fields["pairs"], words[k-1]+"_"+words[k])
			}
			list[i].Docs = append(list[i].Docs, engine.Doc{Fields: fields, Stored: []byte(strings.Join(words, " "))})
		}
		apply(t, e, engine.Change{Group: list[i]})
	}
	found, apart := 0, 0
	for range 60 {
		row := make([]string, 2+r.IntN(3))
		for k := range row {
			row[k] = letters[r.IntN(5)]
		}
		has := func(text string) bool { return strings.Contains(" "+text+" ", " "+strings.Join(row, " ")+" ") }
		n := engine.Phrase{Has: func(_ engine.Ref, stored []byte) (bool, error) { return has(string(stored)), nil }}
		for k := 1; k < len(row); k++ {
			n.Pairs = append(n.Pairs, engine.Term{Field: "pairs", Text: row[k-1] + "_" + row[k], Weight: 1})
			if k+1 < len(row) {
				n.Between = append(n.Between, engine.Any{Field: "words", Texts: []string{row[k], "none"}, Weight: 1})
			}
		}
		want := engine.Docs{}
		for _, g := range list {
			for at, d := range g.Docs {
				if has(string(d.Stored)) {
					want = append(want, engine.Ref{Group: g.Name, At: at})
				}
			}
		}
		byRow := n
		byRow.Row, byRow.Has = want, nil
		for _, node := range []engine.Node{n, byRow} {
			got := refs(search(t, e, engine.Request{Filter: []engine.Node{node}, Order: engine.Order{By: engine.ByRef}, Limit: 1000}).Hits)
			if !slices.Equal(got, want) && len(want) > 0 {
				t.Fatalf("%q: %v\nwant %v", row, got, want)
			}
		}
		all := search(t, e, engine.Request{Filter: []engine.Node{engine.And(n.Pairs)}})
		found, apart = found+len(want), apart+all.Total-len(want)
	}
	if found < 100 || apart < 100 {
		t.Errorf("%d documents with the words in a row and %d with them apart: that tests little", found, apart)
	}
	broken := errors.New("broken")
	_, err := e.Search(context.Background(), engine.Request{Filter: []engine.Node{engine.Phrase{
		Pairs: []engine.Node{engine.All{}}, Between: []engine.Node{engine.Term{Field: "words", Text: "a", Weight: 1}},
		Has: func(engine.Ref, []byte) (bool, error) { return false, broken },
	}}})
	if !errors.Is(err, broken) {
		t.Errorf("an error of looking is lost: %v", err)
	}
}

// groups replaces and deletes groups and looks at what is left.
func groups(t *testing.T, e engine.Engine) {
	ctx := context.Background()
	r := rand.New(rand.NewPCG(7, 8))
	m := NewMemory(schema)
	var last uint64
	for range 60 {
		c := engine.Change{Group: randomGroup(r, fmt.Sprintf("p%02d", r.IntN(12)))}
		if r.IntN(3) == 0 {
			c = engine.Change{Group: engine.Group{Name: c.Name}, Delete: true}
		}
		before, _ := m.Groups(ctx)
		apply(t, m, c)
		now := apply(t, e, c)
		after, _ := m.Groups(ctx)
		if changed := !c.Delete || len(after) != len(before); changed != (now > last) || now != e.Generation() {
			t.Fatalf("generation %d after %d, changed: %v", now, last, changed)
		}
		last = now
	}
	got, err := e.Groups(ctx)
	want, _ := m.Groups(ctx)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("groups %v, %v\nwant %v", got, err, want)
	}
	for i := range 12 {
		name := fmt.Sprintf("p%02d", i)
		got, ok, err := e.Group(ctx, name)
		want, there, _ := m.Group(ctx, name)
		if err != nil || ok != there || !reflect.DeepEqual(got, want) {
			t.Errorf("group %s: %v, %v, %v; want %v, %v", name, got, ok, err, want, there)
		}
	}
	req := engine.Request{Limit: 1000, Order: engine.Order{By: engine.ByRef}}
	if got, want := refs(search(t, e, req).Hits), refs(search(t, m, req).Hits); !slices.Equal(got, want) {
		t.Errorf("documents %v\nwant %v", got, want)
	}
}

// refused holds that what is malformed or cancelled changes nothing.
func refused(t *testing.T, e engine.Engine) {
	ctx := context.Background()
	good := engine.Change{Group: engine.Group{Name: "good", Docs: []engine.Doc{{Fields: map[string][]string{"words": {"a"}}}}}}
	before := e.Generation()
	for _, bad := range []engine.Change{
		{},
		{Group: engine.Group{Name: "a/b"}},
		{Group: engine.Group{Name: "p", Docs: []engine.Doc{{Fields: map[string][]string{"colour": {"red"}}}}}},
	} {
		if _, err := e.Apply(ctx, good, bad); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := e.Apply(cancelled, good); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled change: %v", err)
	}
	if r := search(t, e, engine.Request{Limit: 9}); r.Total != 0 || e.Generation() != before {
		t.Errorf("%d documents of refused changes, generation %d after %d", r.Total, e.Generation(), before)
	}
	if _, err := e.Search(cancelled, engine.Request{Match: engine.Term{Field: "words", Text: "a", Weight: 1}, Limit: 9}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled search: %v", err)
	}
}

// atOnce searches while a group is replaced again and again: each answer has the
// old documents or the new ones, whole.
func atOnce(t *testing.T, e engine.Engine) {
	change := func(n int) engine.Change {
		g := engine.Group{Name: "p"}
		for range 3 + n%2*4 {
			g.Docs = append(g.Docs, engine.Doc{Fields: map[string][]string{"words": {letters[n%2], "l"}}})
		}
		return engine.Change{Group: g}
	}
	apply(t, e, change(0))
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				r, err := e.Search(context.Background(), engine.Request{Match: engine.Term{Field: "words", Text: "l", Weight: 1}, Limit: 20})
				if err != nil || r.Total != 3 && r.Total != 7 || len(r.Hits) != r.Total {
					t.Errorf("%+v, %v", r, err)
					return
				}
			}
		})
	}
	for n := range 30 {
		apply(t, e, change(n))
	}
	close(done)
	wg.Wait()
}

// bulk writes many groups at once from several sides into an engine that was made
// for it, and holds it, opened again, to have them all.
func bulk(t *testing.T, d engine.Driver) {
	path := filepath.Join(t.TempDir(), "engine")
	o := options()
	o.Bulk = true
	e, err := d.Create(path, o)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(15, 16))
	m := NewMemory(schema)
	var wg sync.WaitGroup
	for k, g := range randomGroups(r, 24) {
		apply(t, m, engine.Change{Group: g})
		wg.Go(func() {
			if _, err := e.Apply(context.Background(), engine.Change{Group: g}); err != nil {
				t.Errorf("group %d: %v", k, err)
			}
		})
	}
	wg.Wait()
	if err := errors.Join(e.Settle(context.Background()), e.Close()); err != nil {
		t.Fatal(err)
	}
	o.Bulk = false
	if e, err = d.Open(path, o); err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	req := engine.Request{Limit: 1000, Order: engine.Order{By: engine.ByRef}, Stored: true}
	if got, want := search(t, e, req), search(t, m, req); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	apply(t, e, engine.Change{Group: engine.Group{Name: "p00"}})
}

// reopened closes an engine and opens it again, for reading and under another
// fingerprint.
func reopened(t *testing.T, d engine.Driver) {
	path := filepath.Join(t.TempDir(), "engine")
	o := options()
	o.First = 7 << 32
	e, err := d.Create(path, o)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(9, 10))
	m := filled(t, e, randomGroups(r, 5))
	last := e.Generation()
	if err := e.Close(); err != nil || last <= o.First {
		t.Fatalf("generation %d, %v", last, err)
	}
	for _, readOnly := range []bool{true, false} {
		o.ReadOnly = readOnly
		if e, err = d.Open(path, o); err != nil {
			t.Fatal(err)
		}
		req := engine.Request{Limit: 1000, Order: engine.Order{By: engine.ByRef}, Stored: true}
		if got, want := search(t, e, req), search(t, m, req); !reflect.DeepEqual(got, want) || e.Generation() != last {
			t.Errorf("generation %d, want %d; %+v\nwant %+v", e.Generation(), last, got, want)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
	o.Fingerprint = "other"
	if e, err := d.Open(path, o); !errors.Is(err, engine.ErrStale) {
		t.Errorf("another fingerprint: %v, %v", e, err)
	}
}
