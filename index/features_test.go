package index

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"doichieu/extract"
	"doichieu/index/vi"
)

// compareNames orders hits by plan and task.
func compareNames(a, b Hit) int { return strings.Compare(a.Plan+" "+a.Task, b.Plan+" "+b.Task) }

// TestCursor goes on from pages, also where it must not.
func TestCursor(t *testing.T) {
	ctx := context.Background()
	x := indexed(t, small()...)
	req := Request{Query: "rà soát", Limit: 1}
	first := ask(t, x, req)
	if first.Next == "" || first.Before != 0 {
		t.Fatalf("first page %+v", first)
	}
	again := req
	again.After = first.Next
	if second := ask(t, x, again); second.Before != 1 || len(second.Hits) != 1 || names(second)[0] == names(first)[0] {
		t.Errorf("second page %+v", second)
	}
	more := again
	more.Limit, more.Facets = 5, []string{"lead"} // another size of page is the same search
	ask(t, x, more)
	for name, other := range map[string]Request{
		"another query":  {Query: "rà soát đất", After: first.Next},
		"another filter": {Query: "rà soát", Year: []string{"2025"}, After: first.Next},
		"another order":  {Query: "rà soát", Sort: "date", After: first.Next},
		"no cursor":      {Query: "rà soát", After: "zzz!"},
		"nonsense":       {Query: "rà soát", After: "bm9uc2Vuc2U"},
	} {
		if r, err := x.Search(ctx, other); !errors.Is(err, ErrCursor) {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
	if err := x.Put(ctx, testPlan("p9", "", "", "Rà soát lại")); err != nil {
		t.Fatal(err)
	}
	if _, err := x.Search(ctx, again); !errors.Is(err, ErrCursor) {
		t.Errorf("after a change: %v", err)
	}
}

// withParts are plans with provisions beside their tasks.
func withParts() []*extract.Plan {
	plans := small()
	plans[0].Provisions = []extract.Provision{
		{ID: "I/-9", Part: extract.Part("purpose"), Section: "I", Text: "Nâng cao nhận thức về rà soát đất đai", Span: extract.Spans{{Start: 1000, End: 1050}}, Page: 3},
		{ID: "I/-10", Part: extract.Part("targets"), Section: "", Text: "100% xã rà soát xong", Span: extract.Spans{{Start: 2000, End: 2030}}, Page: 4},
	}
	plans[0].Targets = []extract.Target{{Raw: "100%", Op: "=", Value: 100, Unit: "%", Span: extract.Spans{{Start: 2000, End: 2004}}[0]}}
	return plans
}

func TestParts(t *testing.T) {
	x := indexed(t, withParts()...)
	for _, tt := range []struct {
		req  Request
		want string
	}{
		{Request{Query: "rà soát"}, "p1 I/-10, p1 I/-9, p1 I/4, p3 I/2"},
		{Request{Query: "rà soát", Part: []string{"tasks"}}, "p1 I/4, p3 I/2"},
		{Request{Query: "rà soát phần:nhiệm vụ"}, "p1 I/4, p3 I/2"},
		{Request{Query: "rà soát phần:mục đích"}, "p1 I/-9"},
		{Request{Query: "rà soát -in:tasks"}, "p1 I/-10, p1 I/-9"},
		{Request{Part: []string{"purpose", "chỉ tiêu"}}, "p1 I/-10, p1 I/-9"},
		{Request{Target: []string{"any"}}, "p1 I/-10"},
		{Request{Target: []string{"%"}}, "p1 I/-10"},
		{Request{Target: []string{"count"}}, ""},
		{Request{Theme: []string{"nhiem vu"}, Part: []string{"purpose", "targets"}}, "p1 I/-9"},
		{Request{Theme: []string{"nhiệm"}, Part: []string{"targets"}}, ""},
		{Request{Query: "chủ đề:vụ phần:purpose"}, "p1 I/-9"},
		{Request{DeadlineKind: []string{"none"}, Plan: []string{"p1"}}, "p1 I/4"},
		{Request{DeadlineKind: []string{"by"}, Plan: []string{"p1"}}, "p1 I/1, p1 I/2, p1 I/3"},
		{Request{Query: "loại hạn:thường xuyên"}, ""},
	} {
		if got := strings.Join(fullNames(ask(t, x, tt.req)), ", "); got != tt.want {
			t.Errorf("%+v: %s\nwant %s", tt.req, got, tt.want)
		}
	}
	r := ask(t, x, Request{Query: "rà soát", Facets: []string{"part", "theme", "deadline", "deadline_kind", "target", "agency", "plan"}})
	want := "map[agency:[{bo-cong-an Bộ Công an 1} {cong-an-xa Công an cấp xã 1} {so-noi-vu Sở Nội vụ 1} {ubnd-xa Ủy ban nhân dân cấp xã 1} {x:ban quản lý chợ ban quản lý chợ 1}] deadline:[{none none 2}] deadline_kind:[{none none 2}] part:[{tasks tasks 2} {purpose purpose 1} {targets targets 1}] plan:[{p1 p1 3} {p3 p3 1}] target:[{% % 1}] theme:[{Nhiệm vụ Nhiệm vụ 3}]]"
	if got := fmt.Sprint(r.Facets); got != want {
		t.Errorf("facets %s\nwant   %s", got, want)
	}
	hit := ask(t, x, Request{Query: "xã rà soát xong"}).Hits[0]
	if hit.Part != "targets" || hit.Page != 4 || len(hit.Targets) != 1 || len(hit.Lead) != 0 {
		t.Errorf("hit %+v", hit)
	}
}

func TestGrouped(t *testing.T) {
	ctx := context.Background()
	x := indexed(t, append(small(), testPlan("p4", "", "", "Rà soát hộ nghèo", "Rà soát chợ", "Rà soát sổ", "Rà soát xe", "Không"))...)
	grouped := func(req Request) *Grouped {
		t.Helper()
		g, err := x.Grouped(ctx, req)
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	g := grouped(Request{Query: "rà soát", Facets: []string{"plan"}})
	var got []string
	for _, group := range g.Groups {
		got = append(got, fmt.Sprintf("%s %d/%d", group.Plan, len(group.Hits), group.Count))
		flat := ask(t, x, Request{Query: "rà soát", Plan: []string{group.Plan}})
		for i, h := range group.Hits {
			if h.Task != flat.Hits[i].Task || len(h.Highlights) == 0 {
				t.Errorf("%s: hit %d is %s %v, in the plan alone %s", group.Plan, i, h.Task, h.Highlights, flat.Hits[i].Task)
			}
		}
	}
	whole := ask(t, x, Request{Query: "rà soát"})
	if g.Total != whole.Total || g.Partial != whole.Partial || g.Plans != 3 || g.Groups[0].Plan != whole.Hits[0].Plan {
		t.Errorf("%d hits, %d in part, of %d plans, the first %s; as a list %d, %d, %s", g.Total, g.Partial, g.Plans, g.Groups[0].Plan, whole.Total, whole.Partial, whole.Hits[0].Plan)
	}
	slices.Sort(got)
	if s := strings.Join(got, ", "); s != "p1 1/1, p3 1/1, p4 3/4" {
		t.Errorf("groups %s", s)
	}
	var paged []string
	for req := (Request{Query: "rà soát", Limit: 2}); ; {
		page := grouped(req)
		for _, group := range page.Groups {
			paged = append(paged, group.Plan)
		}
		if len(page.Facets) != 0 {
			t.Errorf("facets %v were not asked for", page.Facets)
		}
		if req.After = page.Next; req.After == "" {
			break
		}
	}
	if len(paged) != 3 || paged[0] != g.Groups[0].Plan || paged[2] != g.Groups[2].Plan {
		t.Errorf("pages %q", paged)
	}
	if g := grouped(Request{Query: "zzzz"}); g.Plans != 0 || g.Groups == nil {
		t.Errorf("nothing: %+v", g)
	}
}

func TestSimilar(t *testing.T) {
	ctx := context.Background()
	x := indexed(t,
		testPlan("a", "Lâm Giang", "", "Tổ chức đào tạo nghề cho lao động nông thôn trên địa bàn tỉnh", "Rà soát đất đai"),
		testPlan("b", "Phú Sơn", "", "Đào tạo nghề cho lao động nông thôn, ưu tiên hộ nghèo", "Tổ chức lễ hội trên địa bàn"),
		testPlan("c", "Huế", "", "Tổ chức đào tạo nghề cho lao động nông thôn trên địa bàn thành phố", "Đào tạo lái xe"),
	)
	r, err := x.Similar(ctx, "a", "I/1", Request{})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(names(r), ", "); got != "c I/1, b I/1, b I/2" {
		t.Errorf("similar: %s", got)
	}
	for i, h := range r.Hits {
		if h.Score <= 0 || h.Score > 1 || i > 0 && h.Score > r.Hits[i-1].Score {
			t.Errorf("hit %d scores %v", i, h.Score)
		}
	}
	var marked []string
	for _, s := range r.Hits[1].Highlights {
		marked = append(marked, s.In(r.Hits[1].Text))
	}
	if got := strings.Join(marked, "|"); got != "Đào tạo nghề cho lao động nông thôn" {
		t.Errorf("marked %q", got)
	}
	narrowed, err := x.Similar(ctx, "a", "I/1", Request{Locality: []string{"Phú Sơn"}, Limit: 1})
	if err != nil || strings.Join(names(narrowed), ", ") != "b I/1" {
		t.Errorf("narrowed: %v, %v", narrowed, err)
	}
	for _, id := range [][2]string{{"a", "I/9"}, {"z", "I/1"}} {
		if r, err := x.Similar(ctx, id[0], id[1], Request{}); !errors.Is(err, ErrNoEntry) {
			t.Errorf("%v: %v, %v", id, r, err)
		}
	}
	if r, err := x.Similar(ctx, "c", "I/2", Request{}); err != nil || len(r.Hits) != 0 {
		t.Errorf("a task like no other: %v, %v", names(r), err)
	}
}

func TestSuggestions(t *testing.T) {
	x := indexed(t, small()...)
	for _, tt := range []struct{ query, want string }{
		{"rà soát", "[]"},
		{"rà xoát", "[{xoát [soát]}]"},
		{"ra xoat", "[{xoat [soát]}]"},
		{"ruộng qwertyuiop", "[{ruộng [trường]} {qwertyuiop []}]"},
		{"rá soát", "[{rá [rà]}]"}, // the syllable stands with another tone only
		{"rà soát -xoát", "[]"},
		{"của", "[]"},
		{"tỉnh:\"Phú Sen\"", "[{Phú Sen [tỉnh Phú Sơn]}]"},
		{"cơ quan:\"Sở Y tếe\"", "[{Sở Y tếe [Sở Y tế]}]"},
		{"tỉnh:Đâuđó", "[]"},
	} {
		if got := fmt.Sprint(ask(t, x, Request{Query: tt.query}).Suggestions); got != tt.want {
			t.Errorf("%q: %s\nwant %s", tt.query, got, tt.want)
		}
	}
}

// TestLocalitiesInTimeAndSpace asks for plans by the line of a locality and by its
// region.
func TestLocalitiesInTimeAndSpace(t *testing.T) {
	x := indexed(t,
		testPlan("p1", "Hậu Giang", "", "Việc một"), testPlan("p2", "Thành phố Cần Thơ", "", "Việc hai"),
		testPlan("p3", "Sóc Trăng", "", "Việc ba"), testPlan("p4", "Hà Nội", "", "Việc bốn"), testPlan("p5", "Lâm Giang", "", "Việc năm"),
	)
	for _, tt := range []struct {
		req  Request
		want string
	}{
		{Request{Locality: []string{"Cần Thơ"}}, "p1 I/1, p2 I/1, p3 I/1"},
		{Request{Locality: []string{"hau giang"}}, "p1 I/1, p2 I/1"},
		{Request{Query: "tỉnh:Sóc Trăng"}, "p2 I/1, p3 I/1"},
		{Request{Query: "việc -tỉnh:Cần Thơ"}, "p1 I/1, p3 I/1, p4 I/1, p5 I/1"},
		{Request{Locality: []string{"Lâm Giang"}}, "p5 I/1"},
		{Request{Region: []string{"Đồng bằng sông Cửu Long"}}, "p1 I/1, p2 I/1, p3 I/1"},
		{Request{Query: "vùng:đồng bằng sông hồng"}, "p4 I/1"},
		{Request{Region: []string{"dong-bang-song-hong"}}, "p4 I/1"},
		{Request{Region: []string{"Tây"}}, ""},
	} {
		if got := strings.Join(fullNames(ask(t, x, tt.req)), ", "); got != tt.want {
			t.Errorf("%+v: %s\nwant %s", tt.req, got, tt.want)
		}
	}
	r := ask(t, x, Request{Facets: []string{"region"}})
	if got := fmt.Sprint(r.Facets["region"]); got != "[{dong-bang-song-cuu-long Đồng bằng sông Cửu Long 3} {dong-bang-song-hong Đồng bằng sông Hồng 1}]" {
		t.Errorf("regions %s", got)
	}
}

func TestThemes(t *testing.T) {
	for _, tt := range []struct{ path, want string }{
		{"NHIỆM VỤ VÀ GIẢI PHÁP|Công tác tuyên truyền", "Nhiệm vụ và giải pháp|Công tác tuyên truyền"},
		{"NHIỆM VỤ|Công an tỉnh", "Nhiệm vụ"},
		{"TỔ CHỨC THỰC HIỆN|Đề nghị Viện kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh", "Tổ chức thực hiện"},
		{"Sở Y tế chủ trì, phối hợp với các đơn vị thực hiện các nhiệm vụ sau:", ""},
		{"Rà soát đất đai trên địa bàn tỉnh.|Nội dung", "Nội dung"},
		{"nâng cao năng lực của Sở Y tế trong phòng chống dịch và chăm sóc sức khỏe", "Nâng cao năng lực của Sở Y tế trong phòng chống dịch và chăm sóc sức khỏe"},
		{" | NHIỆM  VỤ |Nhiệm vụ", "Nhiệm vụ"},
		{"", ""},
	} {
		if got := strings.Join(themes(strings.Split(tt.path, "|")), "|"); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.path, got, tt.want)
		}
	}
}

// TestPhrasesOfFewWords asks for phrases among texts that have the same words again
// and again, side by side and apart, in headings and below.
func TestPhrasesOfFewWords(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	words := strings.Fields("đất đai dat rà soát ra hộ")
	text := func(n int) string {
		out := make([]string, n)
		for i := range out {
			out[i] = words[r.IntN(len(words))]
		}
		return strings.Join(out, " ")
	}
	var plans []*extract.Plan
	for i := range 12 {
		var lines []string
		for range 9 {
			lines = append(lines, text(4+r.IntN(10)))
		}
		p := testPlan(fmt.Sprintf("p%02d", i), "", "", lines...)
		p.Sections[0].Heading = text(5)
		plans = append(plans, p)
	}
	x, entries := indexed(t, plans...), entriesOf(plans)
	found := 0
	for range 150 {
		phrase := text(2 + r.IntN(3))
		plan, _ := analyzer().Plan(`"`+phrase+`"`, vi.Options{})
		want := []string{}
		for _, e := range entries {
			if plan.Phrases[0].Has(e.texts()...) {
				want = append(want, e.Plan+" "+e.Task.ID)
			}
		}
		slices.Sort(want)
		found += len(want)
		for _, sort := range []string{"", "plan"} {
			if got := fullNames(ask(t, x, Request{Query: `"` + phrase + `"`, Limit: 1000, Sort: sort})); !slices.Equal(got, want) {
				t.Fatalf("%q: %q\nwant %q", phrase, got, want)
			}
		}
	}
	if found < 500 {
		t.Errorf("only %d hits in all", found)
	}
}
