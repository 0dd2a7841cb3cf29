package extract

import (
	"strings"
	"testing"
)

// tasksOf lists the tasks with the limits in their own words and those they
// inherit, "I/1 by:2025-06-30".
func tasksOf(p *Plan) string {
	var out []string
	for _, t := range p.Tasks {
		line := t.ID
		for _, l := range t.Deadlines {
			line += " " + string(l.Kind) + ":" + l.To + from(l.Inherited)
		}
		out = append(out, line)
	}
	return strings.Join(out, "|")
}

// TestProvisions shows which items below "I. NHIỆM VỤ" are tasks, beside those
// that come near and are none.
func TestProvisions(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"an order that singles out points", []string{"1. Các sở, ngành khẩn trương rà soát hồ sơ, đẩy nhanh tiến độ cấp giấy phép; trong đó lưu ý:", "a) Ưu tiên các mỏ đã hết hạn.", "b) Công khai kết quả."}, "I/1|I/1/a|I/1/b"},
		{"such an order in a paragraph", []string{"Yêu cầu Giám đốc các sở tập trung tháo gỡ vướng mắc, đẩy nhanh giải ngân vốn; trong đó, tập trung các nhiệm vụ:", "1. Rà soát các dự án chậm tiến độ.", "2. Xử lý hồ sơ tồn."}, "I/p1|I/1|I/2"},
		{"bodies and their charge only", []string{"1. Sở Y tế chủ trì, phối hợp với Công an tỉnh và các đơn vị liên quan thực hiện các nhiệm vụ sau, trong đó chú trọng:", "a) Kiểm tra các bếp ăn.", "b) Xử lý vi phạm."}, "I/1/a|I/1/b"},
		{"what is introduced is all of it", []string{"1. Nâng cao hiệu quả quản lý nhà nước về khoáng sản trên địa bàn toàn tỉnh, cụ thể:", "a) Rà soát quy hoạch.", "b) Cắm mốc ranh giới."}, "I/1/a|I/1/b"},

		{"a short order with a dash below keeps its limit", []string{"1. Sở Tài chính lập kế hoạch và gửi về Ủy ban nhân dân tỉnh trước ngày 28/2/2025.", "- Thẩm định dự toán của các đơn vị."}, "I/1 before:2025-02-27|I/1/-1"},
		{"a short order with a paragraph below", []string{"1. Sở Nội vụ theo dõi, đôn đốc.", "Định kỳ hằng quý báo cáo kết quả."}, "I/1|I/1/p1 recurring:"},
		{"an order without a subject, by a day", []string{"1. Hoàn thành kiểm kê các mộ chí trước ngày 30/6/2025.", "- Lập danh sách từng nghĩa trang."}, "I/1 before:2025-06-29|I/1/-1"},
		{"a heading with its time", []string{"1. Kiểm kê các mộ chí (hoàn thành trước ngày 30/6/2025)", "- Lập danh sách từng nghĩa trang."}, "I/1/-1 before:2025-06-29 from I/1"},
		{"a heading that names a body", []string{"1. Trách nhiệm của Sở Nội vụ.", "- Lập danh sách từng nghĩa trang."}, "I/1/-1"},
		{"a body in charge", []string{"1. Sở Nội vụ chủ trì, phối hợp với Sở Y tế.", "- Lập danh sách từng nghĩa trang."}, "I/1/-1"},

		{"a lead-in's time holds up to the next of its sequence", []string{"Đợt 1 (trước ngày 30/6/2025), thực hiện các việc sau:", "- Kiểm tra bếp ăn của các trường.", "Đợt 2: Kiểm tra lại các trường đã được nhắc nhở."}, "I/-1 before:2025-06-29 from I/p1|I/p2"},
		{"a lead-in's time holds for what is no sequence", []string{"Đợt 1 (trước ngày 30/6/2025), thực hiện các việc sau:", "- Kiểm tra bếp ăn của các trường.", "Đợt kiểm tra do các trường tự tổ chức."}, "I/-1 before:2025-06-29 from I/p1|I/p2 before:2025-06-29 from I/p1"},

		{"a theme with a full stop", []string{"1. Lễ hội", "a) Phát huy vai trò của nhân dân trong bảo tồn di tích.", "Vận động nhân dân tham gia giữ gìn, bảo tồn di tích; biểu dương vai trò của các nghệ nhân trong cộng đồng."}, "I/1/a/p1"},
		{"an order with a second paragraph", []string{"1. Lễ hội", "a) Rà soát, cập nhật danh mục các di tích trên địa bàn xã.", "Tổ chức kiểm tra thực địa, xử lý nghiêm các vi phạm và công khai kết quả trên trang thông tin điện tử."}, "I/1/a|I/1/a/p1"},
		{"a theme that sets a figure is none", []string{"1. Lễ hội", "a) Nâng cao chất lượng bảo tồn cho 12 di tích cấp tỉnh.", "Nâng cao chất lượng hồ sơ bảo tồn của di tích cấp tỉnh, bố trí kinh phí cho từng di tích."}, "I/1/a|I/1/a/p1"},

		{"a remark that orders", []string{"1. Sở Y tế lập kế hoạch phòng dịch và gửi về tỉnh.", "Lưu ý: Đối với ca bệnh mới phải báo cáo ngay."}, "I/1|I/1/p1"},
		{"a starred remark that orders", []string{"1. Sở Y tế lập kế hoạch phòng dịch và gửi về tỉnh.", "(*) Lưu ý: Sở Tài chính thẩm định dự toán trước ngày 15/12/2025."}, "I/1|I/1/p1 before:2025-12-14"},
		{"a remark that tells", []string{"1. Sở Y tế lập kế hoạch phòng dịch và gửi về tỉnh.", "Lưu ý: Biểu mẫu đăng trên trang thông tin điện tử của Sở.", "* Ghi chú: số liệu đến ngày 30/4/2025."}, "I/1"},

		{"what describes an inspection", []string{"1. Kiểm tra các bến xe trên địa bàn tỉnh, gồm các nội dung sau:", "1.1. Đối tượng kiểm tra: Quy định tại khoản 1 Điều 2 Quyết định số 12/QĐ-SXD ngày 06/3/2025.", "1.2. Thời gian kiểm tra: Dự kiến khoảng 02 ngày làm việc đối với mỗi đơn vị.", "1.3. Kinh phí cho hoạt động kiểm tra: Thực hiện theo quy định của pháp luật hiện hành.", "1.4. Nội dung: Kiểm tra việc niêm yết giá vé tại các bến xe."}, "I/1/1.4"},
		{"a description that gives somebody something to do", []string{"1. Kiểm tra các bến xe trên địa bàn tỉnh, gồm các nội dung sau:", "1.1. Thành phần: Sở Xây dựng, Công an tỉnh và các đơn vị có liên quan của tỉnh.", "1.2. Phương tiện: Xe ô tô 7 chỗ do Sở Xây dựng bố trí cho cả đoàn.", "1.3. Thời gian: Sở Xây dựng hoàn thành kiểm tra trước ngày 30/6/2025."}, "I/1/1.2|I/1/1.3 before:2025-06-29"},
		{"points that say who and when belong to the one before", []string{"1. Hội thi lái xe giỏi", "a) Nội dung: Tổ chức hội thi cho thanh niên các xã biên giới.", "b) Thời gian: Trước ngày 20/6/2025.", "c) Địa điểm: Tại sân vận động tỉnh.", "d) Đơn vị chủ trì: Sở Xây dựng."}, "I/1/a before:2025-06-19"},
		{"who is in charge, as a sentence", []string{"1. Hội thi lái xe giỏi", "a) Nội dung: Tổ chức hội thi cho thanh niên các xã biên giới.", "b) Phân công: Sở Xây dựng chủ trì, Sở Y tế phối hợp.", "c) Phân công: Công an tỉnh tuần tra các ngả đường."}, "I/1/a|I/1/c"},
		{"an order to whom no list names", []string{"1. Các tổ chức, cá nhân khai thác khoáng sản lắp đặt trạm cân trước cổng mỏ.", "Giao Sở Tài chính theo dõi việc lắp đặt."}, "I/1|I/1/p1"},
		{"a label below a task stays its time", []string{"1. Tuần tra ban đêm", "- Kiểm tra nồng độ cồn trên các tuyến.", "- Thời gian: hoàn thành trước ngày 30/9/2025."}, "I/1/-1 before:2025-09-29"},

		{"what was agreed to", []string{"1. Đồng ý đề xuất của Sở Nội vụ về việc thành lập Tổ công tác.", "2. Đánh giá cao kết quả của các sở, ngành trong quý I.", "3. Đồng ý chủ trương; giao Sở Tài chính bố trí kinh phí trước ngày 20/6/2025."}, "I/3 before:2025-06-19"},
		{"a schedule has no column of work", []string{"Lịch kiểm tra:", "| TT | Tên đơn vị được kiểm tra | Địa điểm | Thời gian |", "| 1 | Công ty Xi măng Đá Bạc | Xã Tân Lập | 23/3/2025 |", "(*) Nếu có thay đổi, Sở Xây dựng sẽ thông báo."}, ""},
		{"rows that begin anew below a group row", []string{"Danh mục:", "| TT | Nhiệm vụ | Cơ quan chủ trì |", "| I | BẾN XE | |", "| 1 | Lắp máy bán vé | Sở Xây dựng |", "| II | BẾN ĐÒ | |", "| 1 | Đăng kiểm đò | Sở Xây dựng |", "| 2 | Trang bị áo phao | Sở Y tế |"}, "I/t1/g1/1|I/t1/g3/1|I/t1/g3/2"},
		{"rows numbered through", []string{"Danh mục:", "| TT | Nhiệm vụ | Cơ quan chủ trì |", "| I | BẾN XE | |", "| 1 | Lắp máy bán vé | Sở Xây dựng |", "| II | BẾN ĐÒ | |", "| 2 | Đăng kiểm đò | Sở Xây dựng |"}, "I/t1/1|I/t1/2"},
		{"a table of tasks", []string{"Danh mục:", "| TT | Tên đề án | Cơ quan chủ trì | Thời gian |", "| 1 | Đề án bến xe thông minh | Sở Xây dựng | Quý II/2025 |", "(*) Các đơn vị phải gửi báo cáo trước khi trình."}, "I/t1/1 by:2025-06-30|I/p2"},
	} {
		doc := textDoc(body(c.lines...)...)
		p := Extract(doc)
		check(t, doc, p)
		if got := tasksOf(p); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
