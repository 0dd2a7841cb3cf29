package extract

import (
	"strings"
	"testing"
)

func TestPaths(t *testing.T) {
	long := "Rà soát, cập nhật danh mục các di tích trên địa bàn xã, gửi về Sở trước ngày 30/6/2025."
	p := &Plan{
		Sections: []Section{
			{ID: "II", Marker: "II.", Heading: "NHIỆM VỤ"},
			{ID: "II/1", Marker: "1.", Heading: "Nâng cao chất lượng công tác bảo tồn các di tích và lễ hội trên địa bàn tỉnh", Parent: "II"},
			{ID: "II/1/a", Marker: "a)", Heading: long, Parent: "II/1"},
			{ID: "II/1/a/-1", Marker: "-", Heading: "Kiểm tra thực địa.", Parent: "II/1/a"},
			{ID: "II/2", Marker: "2.", Heading: "", Parent: "II"},
			{ID: "p1", Heading: "Giai đoạn 2 (2026 - 2030): Phấn đấu đạt 50% di tích được xếp hạng. Cụ thể:"},
			{ID: "x", Heading: "Vòng", Parent: "y"},
			{ID: "y", Heading: "tròn", Parent: "x"},
			{ID: "z", Heading: "Không có mục trên", Parent: "none"},
		},
		Tasks:      []Task{{ID: "II/1/a"}, {ID: "II/1/a/-1"}},
		Provisions: []Provision{{ID: "p1"}},
	}
	theme := "II. NHIỆM VỤ › 1. " + p.Sections[1].Heading
	for id, want := range map[string]string{
		"II":        "II. NHIỆM VỤ",
		"II/1":      theme,
		"II/1/a":    theme + " › a) Rà soát, cập nhật danh mục các di tích trên địa bàn…",
		"II/1/a/-1": theme + " › a) Rà soát, cập nhật danh mục các di tích trên địa bàn… › - Kiểm tra thực địa.",
		"II/2":      "II. NHIỆM VỤ › 2.",
		"p1":        "Giai đoạn 2 (2026 - 2030): Phấn đấu đạt 50% di tích…",
		"x":         "tròn › Vòng",
		"y":         "Vòng › tròn",
		"z":         "Không có mục trên",
	} {
		if got := p.Paths()[id]; got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	if n := len(p.Paths()); n != len(p.Sections) {
		t.Errorf("%d paths of %d sections", n, len(p.Sections))
	}
}

// TestPathsOfPlans compares the two forms of a path.
func TestPathsOfPlans(t *testing.T) {
	p := Extract(readPlan(t, "testdata/plans/le-hoi.txt"))
	paths := p.Paths()
	for id, trail := range p.Trails() {
		if got := len(strings.Split(paths[id], PathSeparator)); got != len(trail) || trail[len(trail)-1].ID != id {
			t.Errorf("%s: path %q, %d sections", id, paths[id], len(trail))
		}
	}
}
