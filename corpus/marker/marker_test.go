package marker

import "testing"

func TestParse(t *testing.T) {
	for _, c := range []struct {
		line  string
		kind  Kind
		label string
		ord   int
		rest  string
	}{
		{"I. MỤC ĐÍCH", Roman, "I", 1, "MỤC ĐÍCH"},
		{"VII. TỔ CHỨC", Roman, "VII", 7, "TỔ CHỨC"},
		{"II- NHIỆM VỤ", Roman, "II", 2, "NHIỆM VỤ"},
		{"lI. NỘI DUNG", Roman, "II", 2, "NỘI DUNG"},
		{"1. Mục đích", Arabic, "1", 1, "Mục đích"},
		{"4.Tăng cường", Arabic, "4", 4, "Tăng cường"},
		{"2) Sở Y tế", Arabic, "2", 2, "Sở Y tế"},
		{"1.2. Chỉ tiêu", Decimal, "1.2", 2, "Chỉ tiêu"},
		{"2.1.3 Kiểm tra", Decimal, "2.1.3", 3, "Kiểm tra"},
		{"a) Công an", Letter, "a", 1, "Công an"},
		{"đ) Sở Tư pháp", Letter, "đ", 5, "Sở Tư pháp"},
		{"f) Chủ động", Letter, "f", 0, "Chủ động"},
		{"g. Đài", Letter, "g", 7, "Đài"},
		{"(1) Nhiệm vụ", Paren, "(1)", 1, "Nhiệm vụ"},
		{"- Chỉ đạo", Dash, "-", 0, "Chỉ đạo"},
		{"– Chỉ đạo", Dash, "-", 0, "Chỉ đạo"},
		{"+ Rà soát", Plus, "+", 0, "Rà soát"},
		{"• Rà soát", Bullet, "*", 0, "Rà soát"},
		{"Điều 3. Giao", Article, "Điều 3", 3, "Giao"},
		{"Chương II QUY ĐỊNH", Chapter, "Chương II", 2, "QUY ĐỊNH"},
		{"PHẦN THỨ HAI", Part, "Phần THỨ HAI", 2, ""},
		{"PHỤ LỤC 01", Appendix, "Phụ lục 01", 1, ""},
	} {
		m := Parse(c.line)
		if m.Kind != c.kind || m.Label != c.label || m.Ordinal != c.ord || c.line[m.Len:] != c.rest {
			t.Errorf("Parse(%q) = %+v, rest %q; want kind %d label %q ordinal %d rest %q", c.line, m, c.line[m.Len:], c.kind, c.label, c.ord, c.rest)
		}
	}
}

func TestParseNoMarker(t *testing.T) {
	for _, line := range []string{
		"", "2025 là năm", "1,5 tỷ đồng", "5.000 người", "1.250.000 đồng", "10% số xã", "15/5/2025", "36-CT/TW",
		"24/24 giờ", "V.I. Lênin", "e-mail", "mục 5 Kế hoạch này", "phần lớn người dân", "điều 7 Nghị định", "phụ lục kèm theo",
		"Công an tỉnh", "a", "Xã hội hóa", "f. chữ không dùng",
	} {
		if m := Parse(line); m.Kind != None {
			t.Errorf("Parse(%q) = %+v, want no marker", line, m)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"I. A", "1.2.3 x", "đ) y", "Phần thứ nhất", "(iv) z", "\u00a0- x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if m := Parse(line); m.Len < 0 || m.Len > len(line) || m.Kind != None && m.Len == 0 {
			t.Fatalf("Parse(%q) = %+v", line, m)
		}
	})
}
