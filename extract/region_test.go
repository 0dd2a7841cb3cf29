package extract

import (
	"testing"

	"doichieu/corpus"
)

func TestRegionOf(t *testing.T) {
	for _, c := range []struct {
		heading string
		want    region
	}{
		{"MỤC ĐÍCH, YÊU CẦU", intro},
		{"Mục tiêu cụ thể", intro},
		{"QUAN ĐIỂM CHỈ ĐẠO", intro},
		{"NHIỆM VỤ VÀ GIẢI PHÁP", operative},
		{"NỘI DUNG VÀ BIỆN PHÁP THỰC HIỆN", operative},
		{"MỤC TIÊU, NHIỆM VỤ", operative},
		{"KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2024", intro},
		{"Đánh giá tình hình triển khai nhiệm vụ", intro},
		{"PHÂN CÔNG TRÁCH NHIỆM", operative},
		{"TỔ CHỨC THỰC HIỆN", operative},
		{"KINH PHÍ THỰC HIỆN", funding},
		{"Công an tỉnh", unknown},
		{"YÊU CẦU VỀ NỘI DUNG", operative},
	} {
		if got := regionOf(c.heading); got != c.want {
			t.Errorf("regionOf(%q) = %d, want %d", c.heading, got, c.want)
		}
	}
}

func TestRegionsAreHandedDown(t *testing.T) {
	doc := textDoc("I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "- Nâng cao nhận thức.", "II. NHIỆM VỤ", "1. Mục tiêu", "- Đến năm 2030 đạt 50%.",
		"2. Tuyên truyền", "- Mở chuyên mục.", "III. HÌNH THỨC", "- Hội nghị.", "IV. KINH PHÍ", "Ngân sách bảo đảm.", "V. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế báo cáo.")
	root := outline(doc, cutBlocks(doc), []corpus.Span{{End: len(doc.Text)}})
	assignRegions(root)
	want := map[string]region{
		"I": intro, "I/1/-1": intro, "II": operative, "II/1": intro, "II/1/-1": intro, "II/2/-1": operative,
		"III/-1": operative, "IV/p1": funding, "V/1": operative,
	}
	root.walk(func(it *item) {
		if w, ok := want[it.id]; ok && w != it.region {
			t.Errorf("%s has region %d, want %d", it.id, it.region, w)
		}
	})
}

// A short order that holds the word of a part is no heading of it.
func TestRegionOfOrders(t *testing.T) {
	doc := textDoc("Số: 5/CĐ-UBND", "CÔNG ĐIỆN", "Ứng phó bão", "Để chủ động ứng phó với bão, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu thực hiện các việc sau:", "1. Công an tỉnh trực 24/24 giờ.", "2. Đài Phát thanh và Truyền hình tỉnh tăng bản tin dự báo.", "3. Sở Y tế trực cấp cứu.", "- Chuẩn bị thuốc cho các trạm.")
	if got := tasksOf(Extract(doc)); got != "1|2|3|3/-1" {
		t.Errorf("got %s", got)
	}
}

// What an account of the past counts is no aim.
func TestTargetsOfThePast(t *testing.T) {
	doc := textDoc("Số: 15-NQ/TU", "NGHỊ QUYẾT", "về du lịch", "I. TÌNH HÌNH", "1. Kết quả đạt được: số khách tăng 12%.", "2. Sau 3 năm thực hiện Nghị quyết, 95% hồ sơ được giải quyết đúng hạn.", "II. MỤC TIÊU", "1. Đến năm 2030 số khách tăng 20%.")
	p := Extract(doc)
	if len(p.Targets) != 1 || p.Targets[0].Value != 20 {
		t.Errorf("targets %+v", p.Targets)
	}
}

// In a directive one heading at the end does not take the tasks from the items
// before it; what is given to nobody there stays none.
func TestLastHeading(t *testing.T) {
	doc := textDoc("Số: 5/CT-UBND", "CHỈ THỊ", "Về an toàn giao thông", "Để khắc phục tình hình trên, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu thực hiện các việc sau:", "1. Công an tỉnh tuần tra trên các tuyến quốc lộ.", "2. Sở Xây dựng", "- Rà soát các điểm đen trên địa bàn.", "3. Số vụ tai nạn giảm so với cùng kỳ.", "4. Trách nhiệm thi hành", "a) Giao Sở Xây dựng đôn đốc, kiểm tra các đơn vị.")
	if got := tasksOf(Extract(doc)); got != "1|2/-1|4/a" {
		t.Errorf("got %s", got)
	}
}
