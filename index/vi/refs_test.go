package vi

import (
	"slices"
	"testing"
)

func TestRefs(t *testing.T) {
	tests := []struct {
		text string
		want []string // of each reference, the first term
	}{
		{"Kết luận số 132-KL/TW ngày 18/3/2025", []string{"kl:132:tw"}},
		{"132-KL/TW", []string{"kl:132:tw"}},
		{"132 - KL/TW", []string{"kl:132:tw"}},
		{"132 KL/TW", []string{"kl:132:tw"}},
		{"KL 132", []string{"kl:132"}},
		{"kl132", []string{"kl:132"}},
		{"Kết luận số 132", []string{"kl:132"}},
		{"Kết luận 132", []string{"kl:132"}},
		{"ket luan so 132", []string{"kl:132"}},
		{"KẾT LUẬN SỐ: 132", []string{"kl:132"}},
		{"Nghị quyết số 93/NQ-CP", []string{"nq:93:cp"}},
		{"93 / NQ – CP", []string{"nq:93:cp"}},
		{"Nghị định số 30/2020/NĐ-CP", []string{"nd:30/2020/cp"}},
		{"Nghị định số 030/2020/NĐ-CP", []string{"nd:30/2020/cp"}},
		{"Nghị định 30/2020", []string{"nd:30:2020"}},
		{"Luật số 73/2021/QH14", []string{"qh:73:2021"}},
		{"73/2021/QH14", []string{"qh:73:2021"}},
		{"171/KH-UBND", []string{"kh:171:ubnd"}},
		{"Kế hoạch số 88-KH/TU", []string{"kh:88:tu"}},
		{"773/QĐ-TTg", []string{"qd:773:ttg"}},
		{"05-CTr/TU", []string{"ctr:5:tu"}},
		{"Chương trình hành động số 05", []string{"ctr:5"}},
		{"93/NQ-CP và 132-KL/TW", []string{"nq:93:cp", "kl:132:tw"}},

		// near misses
		{"132 kết luận", nil},
		{"kết luận của 132 người", nil},
		{"ngày 18/3/2025", nil},
		{"kế hoạch 2025", nil},
		{"báo cáo 6 tháng", nil},
		{"báo cáo 15 ngày", nil},
		{"kế hoạch 80%", nil},
		{"kế hoạch 6/2025", nil},
		{"132-XY/TW", nil},
		{"100% xã", nil},
		{"số 132", nil},
		{"luật sư 12", nil},
	}
	for _, tt := range tests {
		var got []string
		for _, f := range read(tt.text).refs {
			got = append(got, f.terms[0])
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestRefsOfOneDocument says which numbers, asked for, are held to be the same
// document as which numbers in a text.
func TestRefsOfOneDocument(t *testing.T) {
	a := New(nil)
	texts := []string{
		"132-KL/TW", "Kết luận số 132", "132-KL/TU", "132/NQ-CP",
		"30/2020/NĐ-CP", "30/2018/NĐ-CP", "30/NĐ-CP", "Nghị định 30", "Nghị định số 30/2020", "30/2020/NĐ-TW",
		"73/2021/QH14",
	}
	for number, want := range map[string][]string{
		"132-KL/TW":         {"132-KL/TW", "Kết luận số 132"},
		"Kết luận 132":      {"132-KL/TW", "Kết luận số 132", "132-KL/TU"},
		"kl 132":            {"132-KL/TW", "Kết luận số 132", "132-KL/TU"},
		"132":               {"132-KL/TW", "Kết luận số 132", "132-KL/TU", "132/NQ-CP"},
		"0132":              {"132-KL/TW", "Kết luận số 132", "132-KL/TU", "132/NQ-CP"},
		"30/2020/NĐ-CP":     {"30/2020/NĐ-CP", "30/NĐ-CP", "Nghị định 30", "Nghị định số 30/2020"},
		"30/NĐ-CP":          {"30/2020/NĐ-CP", "30/2018/NĐ-CP", "30/NĐ-CP", "Nghị định 30"},
		"Nghị định 30/2020": {"30/2020/NĐ-CP", "Nghị định 30", "Nghị định số 30/2020", "30/2020/NĐ-TW"},
		"Luật 73/2021/QH14": {"73/2021/QH14"},
		"1":                 nil,
		"13":                nil,
		"":                  nil,
		"không số":          nil,
	} {
		var got []string
		asked := NumberTerms(number)
		for _, text := range texts {
			if slices.ContainsFunc(a.Terms(text).Refs, func(r string) bool { return slices.Contains(asked, r) }) {
				got = append(got, text)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q is found in %q, want %q", number, got, want)
		}
	}
}

// TestRefsAbove holds that a document cited in a heading is found with the text
// below it, by a weaker term than one that the text cites.
func TestRefsAbove(t *testing.T) {
	a := New(nil)
	own, above := a.Terms("Kết luận số 132-KL/TW").Refs, a.Above("Kết luận số 132-KL/TW").Refs
	if len(own) == 0 || len(own) != len(above) {
		t.Fatalf("refs %q, above %q", own, above)
	}
	weight := func(query string, refs []string) (most float64) {
		plan, _ := a.Plan(query, Options{})
		for _, term := range plan.Units[0].Match {
			if slices.Contains(refs, term.Text) {
				most = max(most, term.Weight)
			}
		}
		return most
	}
	for _, tt := range []struct {
		query      string
		own, above float64
	}{
		{"132-KL/TW", weightFind, weightCoarse},
		{"KL 132", weightFind, weightCoarse},
		{"133-KL/TW", 0, 0},
		{"132-KL/TU", 0, 0}, // of another body
	} {
		if o, b := weight(tt.query, own), weight(tt.query, above); o != tt.own || b != tt.above {
			t.Errorf("%s: weighs %v in the text and %v above, want %v and %v", tt.query, o, b, tt.own, tt.above)
		}
	}
	for _, number := range []string{"132-KL/TW", "132"} {
		asked := NumberTerms(number)
		if !slices.ContainsFunc(above, func(r string) bool { return slices.Contains(asked, r) }) {
			t.Errorf("the condition %s does not find what stands below it", number)
		}
	}
}

func TestDocType(t *testing.T) {
	for name, want := range map[string]string{
		"KH": "kh", "kế hoạch": "kh", "KE HOACH": "kh", "Kế hoạch": "kh",
		"NQ": "nq", "nghị quyết": "nq", "QĐ": "qd", "quyết định": "qd", "qd": "qd",
		"QyĐ": "qyd", "quy định": "qyd", "CTr": "ctr", "chương trình hành động": "ctr",
		"sổ tay": "so tay", "": "", "kế": "ke",
	} {
		if got := DocType(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}
