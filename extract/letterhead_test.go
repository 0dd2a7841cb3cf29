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

// TestIsPerson: given names are names of provinces as well.
func TestIsPerson(t *testing.T) {
	x := newExtractor(textDoc("KẾ HOẠCH"))
	for name, want := range map[string]bool{
		"Trần Hà Giang": true, "Phạm Thái Bình": true, "Lê Thị Mẫu": true,
		"Thái Bình": false, "Tỉnh Hà Giang": false, "Thành phố Hải Phòng": false, "Sở Tài chính": false,
	} {
		if got := x.isPerson(name); got != want {
			t.Errorf("%q: %t, want %t", name, got, want)
		}
	}
}

// TestRecord reads heads and signatures of several layouts.
func TestRecord(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string // number | type | issued | issuer | signer | capacity | title
	}{
		{
			"two columns interleaved, rules drawn, day left blank",
			[]string{"ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỈNH AN HÒA Độc lập - Tự do - Hạnh phúc", "-------", "Số: /KH-UBND An Hòa, ngày tháng 6 năm 2025", "KẾ HOẠCH", "-----", "Phòng, chống thiên tai", "I. NHIỆM VỤ", "1. Sở Y tế trực cấp cứu suốt mùa mưa bão.", "Nơi nhận:", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Lê Thị Mẫu"},
			"/KH-UBND | KH | 2025-06 | ỦY BAN NHÂN DÂN | Lê Thị Mẫu | KT. CHỦ TỊCH / PHÓ CHỦ TỊCH | Phòng, chống thiên tai",
		},
		{
			"a department, by order, with a degree",
			[]string{"UBND TỈNH AN HÒA", "SỞ Y TẾ", "Số: 90/KH-SYT", "An Hòa, ngày 05/11/2025", "KẾ HOẠCH", "Tiêm chủng", "Sở Y tế ban hành kế hoạch như sau:", "1. Trung tâm Kiểm soát bệnh tật lập danh sách trẻ em.", "TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "ThS. Trần Văn Giả"},
			"90/KH-SYT | KH | 2025-11-05 | Sở Y tế | Trần Văn Giả | TL. GIÁM ĐỐC / CHÁNH VĂN PHÒNG | Tiêm chủng",
		},
		{
			"a Party paper",
			[]string{"TỈNH ỦY AN HÒA", "Số 08-CT/TU", "An Hòa, ngày 01 tháng 02 năm 2025", "CHỈ THỊ", "về phòng cháy rừng", "1. Các huyện ủy lãnh đạo công tác trực cháy.", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "NGÔ VĂN THỬ"},
			"08-CT/TU | CT | 2025-02-01 | TỈNH ỦY AN HÒA | NGÔ VĂN THỬ | T/M BAN THƯỜNG VỤ / BÍ THƯ | về phòng cháy rừng",
		},
		{
			"an organ of the body itself",
			[]string{"TỈNH ỦY AN HÒA", "BAN THƯỜNG VỤ", "Số 30-KL/TU", "An Hòa, ngày 12 tháng 5 năm 2025", "KẾT LUẬN", "về cải cách hành chính", "1. Ban Tổ chức Tỉnh ủy rà soát biên chế của các cơ quan đảng.", "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lê Văn Thử"},
			"30-KL/TU | KL | 2025-05-12 | TỈNH ỦY AN HÒA | Lê Văn Thử | T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ | về cải cách hành chính",
		},
		{
			"a team below its department, an office below the name",
			[]string{"SỞ XÂY DỰNG", "ĐOÀN KIỂM TRA", "THEO QUYẾT ĐỊNH", "SỐ 12/QĐ-SXD", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 15/KH-ĐKT", "An Hòa, ngày 10 tháng 3 năm 2025", "KẾ HOẠCH", "Kiểm tra các bến xe", "Thực hiện Quyết định số 12/QĐ-SXD ngày 06/3/2025, Trưởng đoàn lập kế hoạch như sau:", "1. Đoàn kiểm tra lập biên bản tại từng bến xe.", "T/M. ĐOÀN KIỂM TRA", "TRƯỞNG ĐOÀN", "Lê Văn Thử", "PHÓ GIÁM ĐỐC", "SỞ XÂY DỰNG AN HÒA", "PHỤ LỤC I"},
			"15/KH-ĐKT | KH | 2025-03-10 | ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ 12/QĐ-SXD | Lê Văn Thử | T/M. ĐOÀN KIỂM TRA / TRƯỞNG ĐOÀN / PHÓ GIÁM ĐỐC SỞ XÂY DỰNG AN HÒA | Kiểm tra các bến xe",
		},
		{
			"day and month left blank, a name that ends as a province does, a second signer",
			[]string{"ỦY BAN NHÂN DÂN", "TỈNH AN HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: /KH-UBND", "An Hòa, ngày tháng năm 2025", "KẾ HOẠCH", "Tiêm chủng", "1. Sở Y tế lập danh sách trẻ em.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Hòa Bình", "GIÁM ĐỐC", "SỞ Y TẾ", "Lê Thị Mẫu"},
			"/KH-UBND | KH |  | ỦY BAN NHÂN DÂN TỈNH AN HÒA | Nguyễn Hòa Bình | KT. CHỦ TỊCH / PHÓ CHỦ TỊCH | Tiêm chủng",
		},
	} {
		doc := textDoc(c.lines...)
		p := Extract(doc)
		check(t, doc, p)
		d := p.Document
		if got := strings.Join([]string{d.Number, d.DocType, d.Issued, d.Issuer, d.Signer, d.Capacity, d.Title}, " | "); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestBlankDateline: a dateline without day and month still tells the year that
// limits are read against, and the place.
func TestBlankDateline(t *testing.T) {
	doc := textDoc("ỦY BAN NHÂN DÂN", "TỈNH AN HÒA", "Số: /KH-UBND", "An Hòa, ngày tháng năm 2027", "KẾ HOẠCH", "Tiêm chủng", "Căn cứ Luật Phòng bệnh số 12/2025/QH15 ngày 06/3/2025;", "Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 90/TTr-SYT ngày 06/3/2025.", "I. NHIỆM VỤ", "1. Sở Y tế lập danh sách trẻ em trước ngày 20/4.")
	p := Extract(doc)
	check(t, doc, p)
	if d := p.Document; d.Issued != "" || d.Locality != "An Hòa" || strings.Join(d.Basis, " ") != "12/2025/QH15" {
		t.Errorf("issued %q, locality %q, basis %q", d.Issued, d.Locality, d.Basis)
	}
	if len(p.Tasks) != 1 || p.Tasks[0].Deadlines[0].To != "2027-04-19" {
		t.Errorf("tasks %+v", p.Tasks)
	}
}

// TestRecipients: those who receive the paper give no tasks and no headings,
// also where OCR spoilt or lost the words above them.
func TestRecipients(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"as printed", []string{"Nơi nhận:", "- Như trên;", "- Sở Y tế;", "- Lưu: VT."}, "I/1"},
		{"a letter taken for another", []string{"Nai nhặn;", "- Sở Y tế;", "- UBND các xã (để thực hiện);", "- Lưu: VT."}, "I/1"},
		{"lost", []string{"- Như trên;", "- Thường trực Tỉnh ủy (báo cáo);", "- UBND các xã, phường;", "- Lưu: VT, NC."}, "I/1"},
		{"dashes with something to do", []string{"- Công an tỉnh lập chốt trực;", "- Sở Y tế trực cấp cứu;", "- Lưu: VT."}, "I/1|I/1/-1|I/1/-2"},
		{"a heading of like sound", []string{"Nội dung:", "- Sở Y tế trực cấp cứu."}, "I/1|I/1/-1"},
	} {
		doc := textDoc(body(append([]string{"1. Công an tỉnh tuần tra ban đêm trên các tuyến phố."}, c.lines...)...)...)
		p := Extract(doc)
		check(t, doc, p)
		if got := tasksOf(p); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
		for _, n := range p.Notes {
			t.Errorf("%s: note %s", c.name, n.Message)
		}
	}
}

// TestSpoiltDate: a date with letters for figures is read, kept as printed and
// noted.
func TestSpoiltDate(t *testing.T) {
	doc := textDoc(body("1. Sở Y tế lập danh sách trước ngày 3O/6/2O25.", "2. Sở Nội vụ rà soát ô tô Iol/Ool.")...)
	p := Extract(doc)
	check(t, doc, p)
	if d := p.Tasks[0].Deadlines; len(d) != 1 || d[0].To != "2025-06-29" || d[0].Raw != "trước ngày 3O/6/2O25" {
		t.Errorf("deadlines %+v", d)
	}
	if len(p.Notes) != 1 || p.Notes[0].Code != "repaired-figures" {
		t.Errorf("notes %+v", p.Notes)
	}
}
