package index

import (
	"context"
	"errors"
	"strings"
	"testing"
)

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
