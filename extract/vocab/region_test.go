package vocab

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// TestRegions holds the table: six regions with nine, six, five, six, three and
// five units, which are all that there are today, each once.
func TestRegions(t *testing.T) {
	var units []string
	var sizes []int
	spelled := map[string]bool{}
	for _, r := range Regions() {
		sizes = append(sizes, len(r.Units))
		units = append(units, r.Units...)
		if !slices.IsSorted(r.Units) || r.Source == "" || r.ID == "" {
			t.Errorf("%+v is not sorted or lacks something", r)
		}
		for _, name := range append([]string{r.ID, r.Name}, r.Aliases...) {
			if spelled[name] || !norm.NFC.IsNormalString(name) || strings.TrimSpace(name) != name {
				t.Errorf("%q stands twice or is spelled %+q", name, name)
			}
			spelled[name] = true
			if got, ok := RegionNamed(name); !ok || got.ID != r.ID {
				t.Errorf("RegionNamed(%q) = %q, %v", name, got.ID, ok)
			}
		}
	}
	if !slices.Equal(sizes, []int{9, 6, 5, 6, 3, 5}) {
		t.Errorf("the regions have %v units", sizes)
	}
	var today []string
	for _, l := range LocalitiesOn("") {
		today = append(today, l.Name)
	}
	slices.Sort(units)
	if slices.Sort(today); !slices.Equal(units, today) {
		t.Errorf("the regions have %q, today there are %q", units, today)
	}
	for _, l := range Localities() {
		if _, ok := RegionOf(l.Name); !ok {
			t.Errorf("%s is in no region", l.Name)
		}
	}
	if _, err := parseRegions("a\tb\nc"); err == nil {
		t.Error("a row of two columns was accepted")
	}
}

func TestRegionOf(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Cần Thơ", "dong-bang-song-cuu-long"},
		{"Hậu Giang", "dong-bang-song-cuu-long"},
		{"Long An", "dong-nam-bo"}, // in Tây Ninh today
		{"Bình Thuận", "nam-trung-bo-va-tay-nguyen"},
		{"Thừa Thiên Huế", "bac-trung-bo"},
		{"Bắc Giang", "dong-bang-song-hong"},
		{"Hoà Bình", "trung-du-mien-nui-phia-bac"},
		{"TP.HCM", "dong-nam-bo"},
		{"ca mau", "dong-bang-song-cuu-long"},
		{"An Giang Thượng", ""},
		{"", ""},
	} {
		r, ok := RegionOf(c.name)
		if r.ID != c.want || ok != (c.want != "") {
			t.Errorf("RegionOf(%q) = %q, %v, want %q", c.name, r.ID, ok, c.want)
		}
	}
}

func TestRegionNamed(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Vùng Đồng bằng sông Cửu Long", "dong-bang-song-cuu-long"},
		{"dong bang song cuu long", "dong-bang-song-cuu-long"},
		{"ĐBSCL", "dong-bang-song-cuu-long"},
		{"ĐÔNG NAM BỘ", "dong-nam-bo"},
		{"Tây Nguyên", ""}, // a part of a region, and no region of its own any more
		{"Đồng bằng sông", ""},
		{"Đông Nam Bộ mở rộng", ""},
		{"vùng", ""},
		{"", ""},
	} {
		r, ok := RegionNamed(c.name)
		if r.ID != c.want || ok != (c.want != "") {
			t.Errorf("RegionNamed(%q) = %q, %v, want %q", c.name, r.ID, ok, c.want)
		}
	}
}

func TestLine(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Hậu Giang", "Hậu Giang, Cần Thơ"}, // not Sóc Trăng
		{"Cần Thơ", "Cần Thơ, Hậu Giang, Sóc Trăng"},
		{"Bình Phước", "Bình Phước, Đồng Nai"}, // over two changes
		{"Đồng Nai", "Đồng Nai, Bình Phước"},
		{"Thừa Thiên Huế", "Huế"},
		{"Hà Nội", "Hà Nội"},
		{"hau giang", "Hậu Giang, Cần Thơ"},
		{"thanh pho Can Tho", "Cần Thơ, Hậu Giang, Sóc Trăng"},
		{"tỉnh Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu, Hồ Chí Minh"},
		{"tỉnh", ""},
		{"huyện Hậu Giang", ""},
		{"TP.HCM", "Hồ Chí Minh, Bà Rịa - Vũng Tàu, Bình Dương"},
		{"An Giang Thượng", ""},
		{"", ""},
	} {
		if got := strings.Join(Line(c.name), ", "); got != c.want {
			t.Errorf("Line(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}
