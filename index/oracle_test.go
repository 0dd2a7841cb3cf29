package index

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"doichieu/corpus/vn"
	"doichieu/extract"
	"doichieu/index/vi"
)

func entriesOf(plans []*extract.Plan) []Entry {
	var out []Entry
	for _, p := range plans {
		out = append(out, Entries(p)...)
	}
	return out
}

// randomPlans are plans over few words, agencies and days, so that most requests
// have some hits and not all.
func randomPlans(r *rand.Rand, n int) []*extract.Plan {
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	some := func(most int, one func() string) string {
		var out []string
		for range r.IntN(most + 1) {
			out = append(out, one())
		}
		return strings.Join(out, ",")
	}
	agency := func() string {
		return pick("so-y-te", "so-noi-vu", "cong-an", "cong-an-tinh", "ubnd-xa", "x:hội làng nghề", "x:tổ y tế thôn")
	}
	day := func() string { return fmt.Sprintf("202%d-%02d-%02d", r.IntN(4)+4, r.IntN(12)+1, r.IntN(28)+1) }
	days := func() string {
		a, b := day(), day()
		return pick(min(a, b)+".."+max(a, b), ".."+a, a+"..", a+".."+a)
	}
	var plans []*extract.Plan
	for i := range n {
		var lines []string
		for range r.IntN(8) {
			var words []string
			for range r.IntN(9) + 1 {
				words = append(words, pick("rà", "ra", "soát", "đất", "đai", "dai", "hộ", "nghèo", "và", "của", "132-KL/TW", "KL 132", "Sở Y tế", "31/12/2025"))
			}
			lines = append(lines, strings.Join(words, " ")+"|"+some(3, agency)+"|"+some(2, agency)+"|"+some(5, days))
		}
		p := testPlan(fmt.Sprintf("p%02d", i), pick("", "Lâm Giang", "Tỉnh Lâm Giang", "Phú Sơn", "Huế"), pick("", "15/KH-UBND", "7/NQ-HĐND", "16/KH-UBND"), lines...)
		p.Document.Issued = pick("", "2025-03", "2025-03-04", "2026-01-01")
		plans = append(plans, p)
	}
	return plans
}

func randomRequest(r *rand.Rand) Request {
	some := func(chance float64, from ...string) []string {
		var out []string
		for r.Float64() < chance {
			out = append(out, from[r.IntN(len(from))])
		}
		return out
	}
	one := func(chance float64, from ...string) string { return append(some(chance, from...), "")[0] }
	return Request{
		Query:    strings.Join(some(0.7, "rà", "soát", "rà soát", "đất", "dat", "đai", "hộ nghèo", "132-KL/TW", "sở y tế", `"rà soát đất"`, `"đất đai"`, "-rà", `-"hộ nghèo và"`, "của", "31/12/2025"), " "),
		Locality: some(0.2, "Lâm Giang", "phú sơn", "TP Huế", "Nowhere"),
		Agency:   some(0.3, "so-y-te", "Sở Nội vụ", "công an", "y tế", "làng nghề", "cong-an", "x:tổ y tế thôn", "lạ"),
		Role:     one(0.3, "lead", "coordinating", "implementing"),
		DocType:  some(0.15, "KH", "nghị quyết"),
		From:     one(0.3, "2025-01-01", "2026-06-15"), To: one(0.3, "2025-12-31", "2027-03-01"),
		Year: some(0.1, "2025", "2026"), Plan: some(0.1, "p01", "p02", "p03"),
		Exact: r.IntN(6) == 0, Sort: one(0.5, SortNames()...), Facets: FacetNames(), Limit: 1000,
	}
}

// oracle decides by looking at an entry what a request asks for, as the
// documentation says it.
type oracle struct {
	a    *vi.Analyzer
	req  Request
	plan *vi.Plan
}

func (o *oracle) holds(e *Entry) bool {
	any := func(values []string, ok func(string) bool) bool {
		return len(values) == 0 || slices.ContainsFunc(values, ok)
	}
	return any(o.req.Locality, func(v string) bool {
		return map[string]string{"Lâm Giang": "Lâm Giang", "phú sơn": "Phú Sơn", "TP Huế": "Huế"}[v] == strings.TrimPrefix(e.Locality, "Tỉnh ") && e.Locality != ""
	}) &&
		any(o.req.DocType, func(v string) bool { return map[string]string{"KH": "KH", "nghị quyết": "NQ"}[v] == e.DocType }) &&
		any(o.req.Year, func(v string) bool { return strings.HasPrefix(e.Issued, v) }) &&
		any(o.req.Plan, func(v string) bool { return v == e.Plan }) &&
		o.owned(e) && o.due(e) && o.phrases(e)
}

// agencies are the ids that each name of the requests stands for.
var oracleAgencies = map[string][]string{
	"so-y-te": {"so-y-te"}, "Sở Nội vụ": {"so-noi-vu"}, "công an": {"cong-an", "cong-an-tinh"}, "cong-an": {"cong-an"},
	"y tế": {"so-y-te", "x:tổ y tế thôn"}, "làng nghề": {"x:hội làng nghề"}, "x:tổ y tế thôn": {"x:tổ y tế thôn"},
}

func (o *oracle) owned(e *Entry) bool {
	if len(o.req.Agency) == 0 && o.req.Role == "" {
		return true
	}
	return slices.ContainsFunc(e.Task.Assignments, func(a extract.Assignment) bool {
		return (o.req.Role == "" || o.req.Role == string(a.Role)) &&
			(len(o.req.Agency) == 0 || slices.ContainsFunc(o.req.Agency, func(n string) bool { return slices.Contains(oracleAgencies[n], a.Agency) }))
	})
}

func (o *oracle) due(e *Entry) bool {
	if o.req.From == "" && o.req.To == "" {
		return true
	}
	return slices.ContainsFunc(e.Task.Deadlines, func(d extract.Deadline) bool {
		first, last := cmp.Or(d.From, d.To), cmp.Or(d.To, "9999-12-31")
		return (o.req.To == "" || first <= o.req.To) && (o.req.From == "" || last >= o.req.From)
	})
}

func (o *oracle) phrases(e *Entry) bool {
	for _, p := range o.plan.Phrases {
		if !p.Has(e.texts()...) {
			return false
		}
	}
	return !slices.ContainsFunc(o.plan.Excluded, func(p vi.Phrase) bool { return p.Has(e.texts()...) })
}

// answers reports whether the entry has enough of the words.
func (o *oracle) answers(e *Entry) bool {
	terms := e.terms(o.a)
	of := map[vi.Field][]string{vi.Words: terms.Words, vi.Pairs: terms.Pairs, vi.Refs: terms.Refs, vi.Dates: terms.Dates}
	folded := map[vi.Field][]string{vi.Folded: terms.Words, vi.FoldedPairs: terms.Pairs}
	stands := func(t vi.Term) bool {
		return slices.Contains(of[t.Field], t.Text) || slices.ContainsFunc(folded[t.Field], func(w string) bool { return vn.FoldKey(w) == t.Text })
	}
	loose, units, pairs := 0, 0, 0
	for _, u := range o.plan.Units {
		has := slices.ContainsFunc(u.Match, stands)
		switch {
		case u.Named && !has:
			return false
		case !u.Named:
			loose++
			if has {
				units++
			}
		}
	}
	for _, t := range o.plan.Near {
		if stands(t) {
			pairs++
		}
	}
	return 4*units >= 3*loose && pairs >= near(len(o.plan.Near))
}

// TestAgainstOracle compares the match sets, totals, facets and pages of random
// requests with those of a look at every task.
func TestAgainstOracle(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	plans := randomPlans(r, 20)
	x, entries := indexed(t, plans...), entriesOf(plans)
	hits := 0
	for n := range 120 {
		req := randomRequest(r)
		plan, asked := analyzer().Plan(req.Query, vi.Options{Exact: req.Exact})
		o := &oracle{analyzer(), req, plan}
		want := []string{}
		for _, e := range entries {
			if (asked || req.Query == "") && o.holds(&e) && o.answers(&e) {
				want = append(want, e.Plan+" "+e.Task.ID)
			}
		}
		got := ask(t, x, req)
		if full := fullNames(got); !slices.Equal(full, want) {
			t.Fatalf("%+v: %q\nwant %q", req, full, want)
		}
		hits += len(want)
		checkResult(t, req, got, entries, o)
		if n%6 == 0 {
			checkPages(t, x, req, got)
		}
	}
	if hits < 500 {
		t.Errorf("only %d hits in all: the requests test little", hits)
	}
}

// checkResult holds a whole result to itself: what stands in it in part, and its
// facets.
func checkResult(t *testing.T, req Request, whole *Result, entries []Entry, o *oracle) {
	t.Helper()
	if whole.Total != len(whole.Hits) || whole.Partial != strings.Count(strings.Join(names(whole), ""), "(") {
		t.Fatalf("%+v: %d in all, %d in part, hits %q", req, whole.Total, whole.Partial, names(whole))
	}
	if whole.Partial > 0 && whole.Total > pageSize {
		t.Fatalf("%+v: %d hits and some of them in part", req, whole.Total)
	}
	facets := map[string]map[string]int{}
	for _, h := range whole.Hits {
		i := slices.IndexFunc(entries, func(e Entry) bool { return e.Plan == h.Plan && e.Task.ID == h.Task })
		e := &entries[i]
		if h.Partial && (!o.holds(e) || o.answers(e)) {
			t.Fatalf("%+v: %s %s is no partial hit", req, h.Plan, h.Task)
		}
		for _, f := range facetNames {
			for _, v := range f.values(e) {
				if facets[f.name] == nil {
					facets[f.name] = map[string]int{}
				}
				facets[f.name][v]++
			}
		}
	}
	for _, name := range FacetNames() {
		if len(whole.Facets[name]) != len(facets[name]) {
			t.Fatalf("%+v: facet %s has %v, want %v", req, name, whole.Facets[name], facets[name])
		}
		for _, v := range whole.Facets[name] {
			if facets[name][v.Value] != v.Count {
				t.Fatalf("%+v: facet %s has %v, want %v", req, name, whole.Facets[name], facets[name])
			}
		}
	}
}

// checkPages holds the pages of a result to the whole.
func checkPages(t *testing.T, x *Index, req Request, whole *Result) {
	t.Helper()
	var paged []string
	for req.Limit = 9; ; {
		page := ask(t, x, req)
		if page.Total != whole.Total || page.Before != len(paged) || fmt.Sprint(page.Facets) != fmt.Sprint(whole.Facets) {
			t.Fatalf("%+v: the page has another total or place, or other facets", req)
		}
		paged = append(paged, names(page)...)
		if req.After = page.Next; req.After == "" {
			break
		}
	}
	if !slices.Equal(paged, names(whole)) {
		t.Fatalf("%+v: pages %q\nwhole %q", req, paged, names(whole))
	}
}
