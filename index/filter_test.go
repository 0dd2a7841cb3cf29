package index

import (
	"fmt"
	"strings"
	"testing"
)

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
