package extract

import "testing"

// TestRankOfLocality: whether "thành phố" is the whole locality or a district of
// it depends on what it was on the day of issue.
func TestRankOfLocality(t *testing.T) {
	for _, c := range []struct{ issuer, day, locality, want string }{
		{"ỦY BAN NHÂN DÂN TỈNH THỪA THIÊN HUẾ", "Thừa Thiên Huế, ngày 08 tháng 3 năm 2024", "Huế", "ubnd-huyen"},
		{"ỦY BAN NHÂN DÂN", "Huế, ngày 08 tháng 3 năm 2025", "Huế", "ubnd-tinh"},
		{"ỦY BAN NHÂN DÂN", "Đồng Nai, ngày 08 tháng 4 năm 2026", "Đồng Nai", "ubnd-huyen"},
		{"ỦY BAN NHÂN DÂN", "Đồng Nai, ngày 08 tháng 5 năm 2026", "Đồng Nai", "ubnd-tinh"},
	} {
		p := Extract(textDoc(c.issuer, "Số: 17/KH-UBND", c.day, "KẾ HOẠCH", "Phòng, chống dịch bệnh",
			"I. NHIỆM VỤ", "1. Ủy ban nhân dân thành phố chủ trì tổ chức tiêm chủng mở rộng cho trẻ em."))
		if len(p.Tasks) != 1 || len(p.Tasks[0].Assignments) == 0 {
			t.Fatalf("%s: tasks %+v", c.day, p.Tasks)
		}
		if got := p.Tasks[0].Assignments[0].Agency; p.Document.Locality != c.locality || got != c.want {
			t.Errorf("%s: %s gives the task to %s, want %s of %s", c.day, p.Document.Locality, got, c.want, c.locality)
		}
	}
}
