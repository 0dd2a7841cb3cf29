package when

import (
	"fmt"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	base := Base{Issued: "2025-05-15", Year: 2025}
	for _, c := range []struct{ text, want string }{
		{"Tham mưu ban hành quy chế (Hoàn thành trong quý II năm 2025)", "by 2025-04-01 2025-06-30   Hoàn thành trong quý II năm 2025"},
		{"Tổ chức quán triệt (Hoàn thành trong tháng 5/2025)", "by 2025-05-01 2025-05-31   Hoàn thành trong tháng 5/2025"},
		{"gửi kế hoạch về Sở Y tế trước ngày 06 tháng 6 năm 2025;", "before  2025-06-05   trước ngày 06 tháng 6 năm 2025"},
		{"ban hành quy chế phối hợp trước tháng 5/2024", ""},
		{"ban hành quy chế phối hợp trước tháng 9/2025", "before  2025-08-31   trước tháng 9/2025"},
		{"Định kỳ hằng năm (trước ngày 10 tháng 12), báo cáo kết quả", "recurring   P1Y --12-09 Định kỳ hằng năm (trước ngày 10 tháng 12)"},
		{"Định kỳ 6 tháng, 01 năm báo cáo tình hình", "recurring   P6M  Định kỳ 6 tháng|recurring   P1Y  01 năm"},
		{"Hằng năm bố trí kinh phí cho công tác này", "recurring   P1Y  Hằng năm"},
		{"Thường xuyên rà soát danh sách", "ongoing     Thường xuyên"},
		// Near misses.
		{"ban hành kế hoạch từ nay đến năm 2030, có lộ trình thực hiện hằng năm", ""},
		{"Thực hiện Kế hoạch số 910/KH-UBND ngày 25/3/2020 của tỉnh", ""},
		{"thực hiện Chương trình an toàn giao thông giai đoạn 2021 - 2025", ""},
		{"bố trí trong dự toán ngân sách nhà nước hằng năm", ""},
		{"bảo đảm đến hết năm 2030, có ít nhất 50% trường học đạt chuẩn", ""},
		{"chủ động phòng ngừa từ sớm, từ xa", ""},
	} {
		var got []string
		for _, d := range Find(c.text, base) {
			got = append(got, fmt.Sprintf("%s %s %s %s %s %s", d.Kind, d.From, d.To, d.Every, d.On, d.Raw))
			if d.Span.In(c.text) != d.Raw || d.Rule == "" {
				t.Errorf("%q: raw %q at %v, rule %q", c.text, d.Raw, d.Span, d.Rule)
			}
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("Find(%q)\ngot  %s\nwant %s", c.text, strings.Join(got, "|"), c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Định kỳ 6 tháng, trước ngày 31/02/2025, quý IV năm")
	f.Fuzz(func(t *testing.T, text string) {
		for _, d := range Find(text, Base{Year: 2025}) {
			if d.Span.In(text) != d.Raw {
				t.Fatalf("raw %q at %v of %q", d.Raw, d.Span, text)
			}
		}
	})
}
