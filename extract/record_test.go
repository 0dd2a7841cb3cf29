package extract

import (
	"strings"
	"testing"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"Số: 171 /KH-UBND", "171/KH-UBND"},
		{"Số:          /KH-BCĐ Hải An, ngày        tháng 3 năm 2024", "/KH-BCĐ"},
		{"Số 03-NQ/TU", "03-NQ/TU"},
		{"Số: 254/QĐ-UBND", "254/QĐ-UBND"},
		{"Số: 05/2026/QĐ-UBND", "05/2026/QĐ-UBND"},
		{"Số: 565    /TB-UBND", "565/TB-UBND"},
		{"Số: 1 2 /KH-STC", "12/KH-STC"},
	} {
		m := reNumber.FindStringSubmatch(c.line)
		if m == nil {
			t.Errorf("no number in %q", c.line)
			continue
		}
		if got := digits(m[1]) + strings.ReplaceAll(m[2], " ", ""); got != c.want {
			t.Errorf("number in %q is %q, want %q", c.line, got, c.want)
		}
	}
	for _, line := range []string{"Chỉ số cải cách", "số lượng 12/15", "Một số 5 nhiệm vụ"} {
		if m := reNumber.FindString(line); m != "" {
			t.Errorf("%q was taken as a number in %q", m, line)
		}
	}
}

func TestCitations(t *testing.T) {
	text := "Thực hiện Nghị quyết số 93/NQ-CP ngày 16/4/2025, Kết luận 132-KL/TW, Kế hoạch số 408-KH/TU, Nghị quyết số 163/2024/QH15 và 36 - CT/TW; ngày 21/12/2023, 24/24 giờ"
	var got []string
	for _, c := range citations(text) {
		got = append(got, c.number)
	}
	want := "93/NQ-CP 132-KL/TW 408-KH/TU 163/2024/QH15 36-CT/TW"
	if strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, " "), want)
	}
}

func TestIsoDate(t *testing.T) {
	for _, c := range []struct{ y, m, d, want string }{
		{"2025", "5", "15", "2025-05-15"},
		{"2024", "3", "  ", "2024-03"},
		{"2018", "0 6", "26", "2018-06-26"},
		{"2024", "", "", "2024"},
		{"2024", "13", "1", "2024"},
		{"24", "1", "1", ""},
	} {
		if got := isoDate(c.y, c.m, c.d); got != c.want {
			t.Errorf("isoDate(%q, %q, %q) = %q, want %q", c.y, c.m, c.d, got, c.want)
		}
	}
}

func TestSignOf(t *testing.T) {
	for number, want := range map[string]string{
		"171/KH-UBND": "KH", "03-NQ/TU": "NQ", "05/2006/QĐ-UBND": "QĐ", "1234/UBND-NC": "CV", "/KH-BCĐ": "KH", "": "", "26/2005/PL-UBTVQH11": "PL",
	} {
		if got := signOf(number); got != want {
			t.Errorf("signOf(%q) = %q, want %q", number, got, want)
		}
	}
}
