package index

import (
	"fmt"
	"strings"
	"testing"

	"doichieu/extract"
)

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
