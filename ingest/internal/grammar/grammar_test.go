package grammar

import (
	"testing"

	"doichieu/corpus/marker"
)

func TestSigns(t *testing.T) {
	for _, c := range []struct {
		name string
		is   func(string) bool
		yes  []string
		no   []string
	}{
		{"Ended", Ended, []string{"a.", "a;", "a:", "a.”", "(a.)", "a…"}, []string{"a", "a,", "a)", "", "-"}},
		{"BreaksOff", BreaksOff, []string{"a,", "theo", "của các", "a (", "2021 -"}, []string{"a", "a.", "danh mục", "bênh của mình"}},
		{"AsksForNumber", AsksForNumber, []string{"theo Điều", "ngày 5 tháng", "tại khoản", "Quý"}, []string{"hằng năm", "danh mục", "Sở Y tế"}},
		{"Capitals", Capitals, []string{"KẾ HOẠCH", "I. MỤC ĐÍCH", "UBND", "a) NHIỆM VỤ"}, []string{"Kế hoạch", "1. Mục đích", "AB", "2025", ""}},
		{"StartsLower", StartsLower, []string{"và", ", và", "(sau đây", "đến"}, []string{"Và", "1", "", "(Kèm"}},
		{"StartsUpper", StartsUpper, []string{"Và", "“Và", "Đến"}, []string{"và", "1", ""}},
		{"IsTitle", IsTitle, []string{"KẾ HOẠCH", "Quyết định"}, []string{"KẾ HOẠCH NĂM 2026", ""}},
		{"IsRule", IsRule, []string{"-----", "———", "* * *"}, []string{"--", "- a", "....", "| - |"}},
		{"Hyphenated", Hyphenated, []string{"số 36-", "132-KL/"}, []string{"2021 -", "-", "a"}},
		{"Addresses", Addresses, []string{"Kính gửi:", "KÍNH GỬI: Sở Nội vụ"}, []string{"Nơi nhận:", "Kính"}},
		{"Leans", Leans, []string{"VỀ PHÒNG, CHỐNG MA TÚY", "GIAI ĐOẠN 2026 - 2030"}, []string{"DANH MỤC NHIỆM VỤ", "Về việc"}},
		{"StartsPlace", StartsPlace, []string{"TỈNH LAM GIANG", "XÃ ĐẮK N'DRUNG"}, []string{"TỈNH", "NAM", "Tỉnh Lam Giang"}},
	} {
		for _, s := range c.yes {
			if !c.is(s) {
				t.Errorf("%s(%q) is false", c.name, s)
			}
		}
		for _, s := range c.no {
			if c.is(s) {
				t.Errorf("%s(%q) is true", c.name, s)
			}
		}
	}
}

func TestPageNumber(t *testing.T) {
	for s, want := range map[string]int{"4": 4, "- 12 -": 12, "Trang 3": 3, "Trang 3/12": 3, "2/6": 2, "2025": 0, "a": 0, "": 0, "4.": 0} {
		if n, ok := PageNumber(s); n != want || ok != (want > 0) {
			t.Errorf("PageNumber(%q) = %d, %v, want %d", s, n, ok, want)
		}
	}
}

func TestGoesOnAtMarker(t *testing.T) {
	for _, c := range []struct {
		prev, next string
		full       bool
		inline     int
		want       bool
	}{
		{"giai đoạn 2021", "- 2025 gắn với", false, 0, true},
		{"Trong năm", "- 20 xã", false, 0, false},
		{"kinh tế", "- xã hội", false, 0, true},
		{"Lao động", "- Thương binh", false, 0, true},
		{"Lao động", "- Thống kê", true, 0, false},
		{"nêu tại", "Điều 5 Luật này", true, 0, true},
		{"nêu tại", "Điều 5. Tổ chức", true, 0, false},
		{"nhiệm vụ: (1) một;", "(2) hai", true, 1, true},
		{"nhiệm vụ: (1) một;", "(2) hai", false, 1, false},
		{"Quý", "III/2026", false, 0, true},
		{"Kết luận.", "- xã hội", true, 0, false},
	} {
		if got := GoesOnAtMarker(c.prev, c.next, marker.Parse(c.next), c.full, c.inline); got != c.want {
			t.Errorf("%q + %q (full %v): %v", c.prev, c.next, c.full, got)
		}
	}
}
