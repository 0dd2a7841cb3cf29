package vi

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// marked sets the words that a query finds in brackets.
func marked(a *Analyzer, query, text string, o Options) string {
	plan, _ := a.Plan(query, o)
	var b strings.Builder
	at := 0
	for _, s := range a.Mark(plan, text) {
		b.WriteString(text[at:s.Start] + "[" + s.In(text) + "]")
		at = s.End
	}
	return b.String() + text[at:]
}

func TestMark(t *testing.T) {
	a := New(known)
	tests := []struct{ query, text, want string }{
		{"rà soát", "Tổng rà soát đất", "Tổng [rà soát] đất"},
		{"ra soat", "Tổng RÀ SOÁT đất", "Tổng [RÀ SOÁT] đất"},
		{"hoà giải", "hòa giải", "[hòa giải]"},
		{"HOÀ GIẢI", norm.NFD.String("hòa giải"), "[" + norm.NFD.String("hòa giải") + "]"},
		{"đất", "đất, đất", "[đất], [đất]"},
		{"dat", "đạt đất dắt", "[đạt đất dắt]"},
		{"đất", "đạt", "[đạt]"}, // in other accents where the text has no own
		{"đất", "đạt đất", "đạt [đất]"},
		{"ma túy", "ma trận ma túy", "ma trận [ma túy]"}, // only in its pair
		{"ma túy", "ma trận", "[ma] trận"},
		{"của xã", "của xã", "[của xã]"},
		{"đất của xã", "của ai đất", "của ai [đất]"}, // empty words alone are not marked
		{"Sở Y tế", "sở y tế và cơ sở y học", "[sở y tế] và cơ sở y học"},
		{"uỷ ban nhân dân", "UBND giao nhân viên", "[UBND] giao nhân viên"},
		{"UBND", "Ủy ban nhân dân tỉnh", "[Ủy ban nhân dân] tỉnh"},
		{"kl 132", "Kết luận số 132-KL/TW, ngày 132", "[Kết luận số 132-KL/TW], ngày 132"},
		{"132-KL/TW", "KL 132", "[KL 132]"},
		{"06/6/2025", "ngày 06 tháng 6 năm 2025", "[ngày 06 tháng 6 năm 2025]"},
		{"6/2025", "năm 2025", "năm 2025"},
		{"50% xã", "đạt 50 phần trăm số xã và 50 hộ", "đạt [50 phần trăm] số [xã] và 50 hộ"},
		{"50% xã", "50 xã, 20% xã", "[50 xã], 20% xã"}, // the pair that was typed
		{`"rà soát đất"`, "rà soát đất, đất", "[rà soát đất], đất"},
		{"-đất rà", "đất rà", "đất [rà]"},
		{"cơ quan:so-y-te", "Sở Y tế", "Sở Y tế"}, // a condition marks nothing
		{"", "đất", "đất"},
		{"không", "đất", "đất"},
		{"y tế, giáo dục", "Y tế; giáo dục", "[Y tế]; [giáo dục]"},
	}
	for _, tt := range tests {
		if got := marked(a, tt.query, tt.text, Options{}); got != tt.want {
			t.Errorf("%q: %s\nwant %s", tt.query, got, tt.want)
		}
	}
	if got := marked(a, "dat đất", "đạt đất dat", Options{Exact: true}); got != "đạt [đất dat]" {
		t.Errorf("exact: %s", got)
	}
}

// FuzzPlan holds that no input is an error and that marks are spans of whole
// words of the text, in order.
func FuzzPlan(f *testing.F) {
	for _, seed := range []string{
		`"đất đai`, `-"a" -`, `hạn:<2025..`, `hạn:>..`, `tỉnh:`, "a_b", "132-KL/TW 5/2025 -KL", "\xff\xfe\"", "ma tuy \u0300\u0301",
		"số:/ năm:>=..2025 -hạn:=", "𝒹ất ﬁ ǆ", "Sở Y tế UBND Sở", strings.Repeat("-\"", 50),
	} {
		f.Add(seed, "Sở Y tế rà soát, 132-KL/TW ngày 06/6/2025")
		f.Add("ma túy", seed)
	}
	a := New(known)
	f.Fuzz(func(t *testing.T, query, text string) {
		for _, finds := range [][]find{read(text).refs, read(text).dates, read(text).percents} {
			if !slices.IsSortedFunc(finds, func(a, b find) int { return a.from - b.from }) {
				t.Fatalf("%q: finds out of order: %v", text, finds)
			}
		}
		for _, o := range []Options{{}, {Exact: true}, {Values: twoWords}} {
			plan, _ := a.Plan(query, o)
			for _, u := range plan.Units {
				if len(u.Terms) == 0 || len(u.Match) == 0 {
					t.Fatalf("%q: the unit %v has no terms", query, u)
				}
			}
			end := 0
			for i, s := range a.Mark(plan, text) {
				if s.Start < end || i > 0 && s.Start == end || s.End <= s.Start || s.End > len(text) {
					t.Fatalf("%q in %q: span %v after %d", query, text, s, end)
				}
				end = s.End
			}
		}
		if terms := a.Terms(text); len(terms.Words) < len(terms.Pairs) {
			t.Fatalf("%q: %d words and %d pairs", text, len(terms.Words), len(terms.Pairs))
		}
	})
}
