package vi

import (
	"strings"
	"testing"
)

func TestPercents(t *testing.T) {
	a := New(nil)
	for text, want := range map[string]string{
		"50%":                              "50",
		"trên 50 %":                        "50",
		"50\u00a0%":                        "50",
		"50 phần trăm":                     "50",
		"50 PHAN TRAM":                     "50",
		"5,5%":                             "5.5",
		"5.5 %":                            "5.5",
		"5,50% và 5,05%":                   "5.5 5.05",
		"50,0%":                            "50",
		"0,5%":                             "0.5",
		"1.200%":                           "1200",
		"tăng 5-7%":                        "5 7",
		"tăng 5,5 – 7,5%":                  "5.5 7.5",
		"từ 5 đến 7%":                      "5 7",
		"từ 5% đến 7%":                     "5 7",
		"100% người nghiện":                "100",
		"kế hoạch 80%":                     "80",
		"kế hoạch 80 %":                    "80",
		"kế hoạch 80 phần trăm":            "80",
		"giai đoạn 2026 - 2030: 50%":       "50",
		"tháng 6/2025: 50%; 132-KL/TW 20%": "50 20",

		// near misses
		"":                          "",
		"%":                         "",
		"% 50":                      "",
		"50":                        "",
		"50 xã, 5 phần":             "",
		"năm mươi phần trăm":        "",
		"50 phần, trăm":             "",
		"năm 2025 - 50% hoàn thành": "50",
		"5 đến nơi 7%":              "7",
		"5, 7%":                     "7",
	} {
		var got []string
		for _, w := range a.Terms(text).Words {
			if isPercent(w) {
				got = append(got, strings.TrimPrefix(w, conceptSign+percentSign))
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for _, w := range a.Above("Đạt 50%").Words {
		if isPercent(w) {
			t.Errorf("the percentage of a heading is of the texts below: %q", w)
		}
	}
}

// TestFiguresAreAskedOfEveryAnswer tells numbers that must be there from those that
// need not.
func TestFiguresAreAskedOfEveryAnswer(t *testing.T) {
	a := New(nil)
	for query, want := range map[string]string{
		"50% xã":          "=%50",
		"50 phan tram xa": "=%50",
		"từ 5 đến 7% hộ":  "=%5 =%7",
		"500 giáo viên":   "500",
		"8.000 học sinh":  "8000",
		"100 100%":        "100 =%100",

		"đến năm 2030":  "",
		"5 giáo viên":   "",
		"05 giáo viên":  "",
		"giáo viên":     "",
		"xã 50a":        "50",
		"giai đoạn 1-2": "",
	} {
		plan, _ := a.Plan(query, Options{})
		var got []string
		for _, u := range plan.Units {
			if u.Named {
				got = append(got, u.Terms[0].Text)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q asks for %q, want %q", query, got, want)
		}
	}
}
