package extract

import "testing"

func TestFollows(t *testing.T) {
	for _, c := range []struct {
		before, text string
		want         bool
	}{
		{"Giai đoạn 2 (2026 - 2030): Đạt 50%.", "Giai đoạn 3 (từ năm 2031): Giữ vững.", true},
		{"Giai đoạn 2021 - 2025:", "Giai đoạn 2026-2030: Đạt 50%.", true},
		{"Giai đoạn 2021 - 2025:", "Giai đoạn 2025 - 2030: Đạt 50%.", true},
		{"NĂM 2025:", "Năm 2026, các trường báo cáo.", true},
		{"Nhóm A: các sở", "Nhóm B: các xã", true},
		{"Mức d: kém", "Mức đ: rất kém", true},
		{"Phần i: chung", "Phần ii: riêng", true},
		{"Nhóm h: chợ", "Nhóm i: bến xe", true},
		{"Thứ nhất, kiểm tra", "Thứ hai, báo cáo", true},
		{"Đối với đợt 1: kiểm tra", "Đối với đợt 2: kiểm tra lại", true},

		{"Giai đoạn 2 (2026 - 2030):", "Giai đoạn 2026 - 2028: Đạt 40%.", false},
		{"Giai đoạn 2:", "Giai đoạn 4:", false},
		{"Giai đoạn 2:", "Giai đoạn 2:", false},
		{"Năm 2025:", "Đến năm 2026:", false},
		{"Giai đoạn 2:", "Năm 3:", false},
		{"Nhóm 1: các sở", "Nhóm 2 người của các xã", false},
		{"Nhóm A: các sở", "Nhóm C: các xã", false},
		{"Nhóm A: các sở", "Nhóm 2: các xã", false},
		{"Nhóm xã: các sở", "Nhóm sở: các xã", false},
		{"1: các sở", "2: các xã", false},
		{"", "", false},
	} {
		a, b := &item{passage: passage{text: c.before}}, &item{passage: passage{text: c.text}}
		if got := b.follows(a); got != c.want {
			t.Errorf("%q after %q: %v", c.text, c.before, got)
		}
	}
}
