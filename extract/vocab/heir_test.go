package vocab

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"doichieu/corpus/vn"
)

// TestHeirTable holds the table of what moved against that of the agencies: both
// sides are known, days and sources are stated, and the two tables agree on what
// ended when and into what it went.
func TestHeirTable(t *testing.T) {
	s := Agencies()
	document := regexp.MustCompile(`^\d+(?:/\d{4}/(?:QH\d+|NĐ-CP)$|-(?:NQ|KL)/TW)`)
	ended := map[string]Heir{}
	for i, h := range heirs() {
		body, known := s.ByID(h.Body)
		_, heir := s.ByID(h.Agency)
		if !known || !heir && h.Agency != "" || h.Agency == h.Body {
			t.Errorf("%s goes to %q: both must be in agencies.tsv", h.Body, h.Agency)
		}
		if dayAfter(t, h.From) == "" || !document.MatchString(h.Source) {
			t.Errorf("%s: from %q by %q", h.Body, h.From, h.Source)
		}
		for _, w := range h.Duty {
			if w == "" || w != vn.Fold(w) {
				t.Errorf("%s has the words %q", h.Body, w)
			}
		}
		if i > 0 && strings.Compare(heirs()[i-1].Body, h.Body) > 0 {
			t.Errorf("%s stands behind %s", h.Body, heirs()[i-1].Body)
		}
		if len(h.Duty) > 0 {
			if _, last := ended[h.Body]; last {
				t.Errorf("%s: a named duty stands behind all others, which has it too", h.Body)
			}
			continue
		}
		if _, twice := ended[h.Body]; twice {
			t.Errorf("%s has two heirs for all its duties", h.Body)
		}
		ended[h.Body] = h
		if dayAfter(t, body.To) != h.From || strings.Join(body.Successors, "|") != h.Agency {
			t.Errorf("%s ends on %q for %q in agencies.tsv, and goes to %q from %s in heirs.tsv", h.Body, body.To, body.Successors, h.Agency, h.From)
		}
	}
	for _, a := range s.All() {
		if _, ok := ended[a.ID]; ok != (a.To != "") {
			t.Errorf("%s ends on %q, and heirs.tsv says nothing else of it: %v", a.ID, a.To, !ok)
		}
		if a.From != "" && (dayAfter(t, a.From) == "" || !slices.ContainsFunc(heirs(), func(h Heir) bool { return h.Agency == a.ID && h.From == a.From })) {
			t.Errorf("%s begins on %q, when nothing goes to it", a.ID, a.From)
		}
		if a.Level == "district" && a.To == "" && !strings.HasSuffix(a.ID, "-khu-vuc") {
			t.Errorf("%s is of a district and has no end; districts ended on 30 June 2025", a.ID)
		}
	}
	if _, err := parseHeirs("a\tb\tc\td\te\nx\ty"); err == nil {
		t.Error("a line with two columns is read without an error")
	}
}

// TestHeirsEnd: from heir to heir one comes to an agency that has the duty still.
func TestHeirsEnd(t *testing.T) {
	for _, h := range heirs() {
		seen := []string{h.Body}
		for at := h.Agency; at != ""; {
			if slices.Contains(seen, at) {
				t.Fatalf("%q go in a circle", append(seen, at))
			}
			seen = append(seen, at)
			next := slices.IndexFunc(heirs(), func(n Heir) bool { return n.Body == at && n.From >= h.From && len(n.Duty) == 0 })
			if next < 0 {
				break
			}
			at = heirs()[next].Agency
		}
	}
}

func TestHeirOn(t *testing.T) {
	for _, c := range []struct{ agency, duty, day, want string }{
		{"so-lao-dong-tbxh", "Quản lý người cai nghiện ma túy", "2025-03-01", "cong-an-tinh"},
		{"so-lao-dong-tbxh", "Quản lý người cai nghiện ma túy", "2025-02-28", "still"},
		{"so-lao-dong-tbxh", "Chi trả trợ cấp cho người có công", "2025-03-01", "so-noi-vu"},
		{"so-lao-dong-tbxh", "Đào tạo nghề cho lao động nông thôn", "", "so-giao-duc-dao-tao"},
		{"bo-lao-dong-tbxh", "công tác cai nghiện", "2025-06-01", "bo-cong-an"},
		{"so-noi-vu", "quản lý nhà nước về tôn giáo", "2025-03-01", "so-dan-toc-ton-giao"},
		{"so-noi-vu", "cải cách hành chính", "2025-03-01", "still"},
		{"cong-an-huyen", "", "2025-03-01", "cong-an-xa"},
		{"ubnd-huyen", "", "2025-06-30", "still"},
		{"ubnd-huyen", "", "2025-07-01", "ubnd-xa"},
		{"ban-chi-dao-138-huyen", "", "2025-07-01", ""},
		{"so-y-te", "cai nghiện", "", "still"},
		{"x:không ai", "", "", "still"},
	} {
		got := "still"
		if h, ok := HeirOn(c.agency, c.duty, c.day); ok {
			got = h.Agency
		}
		if got != c.want {
			t.Errorf("HeirOn(%q, %q, %q) = %q, want %q", c.agency, c.duty, c.day, got, c.want)
		}
	}
	if !Inherits("so-lao-dong-tbxh", "cong-an-tinh", vn.Fold("cơ sở cai nghiện")) || Inherits("so-lao-dong-tbxh", "cong-an-tinh", vn.Fold("việc làm")) ||
		Inherits("so-lao-dong-tbxh", "so-noi-vu", vn.Fold("việc làm")) {
		t.Error("a duty that moved by name is told by its words alone")
	}
}

// TestLawDays: the days are in order, each once, and something moved on each.
func TestLawDays(t *testing.T) {
	days := LawDays()
	if !slices.IsSorted(days) || len(slices.Compact(slices.Clone(days))) != len(days) {
		t.Errorf("the days are %q", days)
	}
	for _, day := range []string{"2025-03-01", "2025-07-01"} {
		if !slices.Contains(days, day) {
			t.Errorf("%s is missing", day)
		}
	}
}
