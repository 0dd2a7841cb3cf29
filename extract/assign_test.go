package extract

import (
	"fmt"
	"sort"
	"strings"
	"testing"
)

// body is a plan of an invented province around the lines given.
func body(lines ...string) []string {
	return append([]string{"Số: 12/KH-UBND", "KẾ HOẠCH", "Bảo đảm an toàn cho học sinh", "Thực hiện Chỉ thị số 9/CT-TTg ngày 01/02/2025, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:", "I. NHIỆM VỤ"}, lines...)
}

// summary writes a plan's tasks one a line: id | lead | coordinating | implementing.
func summary(p *Plan) string {
	var out []string
	for _, t := range p.Tasks {
		by := map[Role][]string{}
		for _, a := range t.Assignments {
			id := a.Agency
			if a.Requested {
				id += "?"
			}
			by[a.Role] = append(by[a.Role], id)
		}
		for _, l := range by {
			sort.Strings(l)
		}
		line := fmt.Sprintf("%s | %s | %s | %s", t.ID, strings.Join(by[Lead], " "), strings.Join(by[Coordinating], " "), strings.Join(by[Implementing], " "))
		out = append(out, strings.TrimRight(line, " |"))
	}
	return strings.Join(out, "\n")
}

func TestAssignments(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{
			"a subject leads, partners coordinate",
			[]string{"1. Sở Y tế chủ trì, phối hợp với Công an tỉnh và các sở, ngành liên quan tổ chức tập huấn cho giáo viên."},
			"I/1 | so-y-te | cong-an-tinh so-ban-nganh",
		},
		{
			"who and when in a bracket at the end; a bracket that explains",
			[]string{"1. Dựng phim quảng bá (Sở Y tế, Công an tỉnh; Quý III/2025).", "2. Gửi hồ sơ về cơ quan thường trực (Sở Y tế)."},
			"I/1 | cong-an-tinh so-y-te\nI/2",
		},
		{
			"a time in front of the subject",
			[]string{"1. Trước mắt, trong tháng 3 năm 2025, Sở Y tế rà soát."},
			"I/1 | so-y-te",
		},
		{
			"an aim, a time and more in front of the subject of a lead-in",
			[]string{
				"Nhằm đạt mục tiêu đề ra, trong thời gian tới, bên cạnh nhiệm vụ thường xuyên, các bộ, cơ quan ngang bộ, Ủy ban nhân dân các tỉnh cần cụ thể hóa và tổ chức triển khai các nhiệm vụ sau đây:",
				"1. Rà soát cơ chế, chính sách.", "2. Hoàn thiện hạ tầng số.",
			},
			"I/1 | bo-nganh ubnd-tinh\nI/2 | bo-nganh ubnd-tinh",
		},
		{
			"behind an aim, a body that does nothing is no subject",
			[]string{"1. Nhằm đạt mục tiêu đề ra, Sở Y tế và Sở Tài chính của tỉnh bạn, rà soát cơ chế."},
			"I/1",
		},
		{
			"responsibility that a scheme will give to persons is no order to their bodies",
			[]string{
				"1. Giao Sở Y tế thực hiện:",
				"- Cải cách thủ tục, giao trách nhiệm người đứng đầu các đơn vị trực tiếp phụ trách.",
				"2. Giao trách nhiệm cho Thủ trưởng các sở, ngành chỉ đạo việc rà soát.",
			},
			"I/1/-1 | so-y-te\nI/2 | so-ban-nganh",
		},
		{
			"bodies concerned are bodies, whatever they make; trades are none",
			[]string{"1. Đài Phát thanh và Truyền hình tỉnh phối hợp các đơn vị liên quan sản xuất phim.", "2. Sở Y tế phối hợp với các ngành dịch vụ."},
			"I/1 | dai-ptth | co-quan-don-vi\nI/2 | so-y-te",
		},
		{
			"a subject behind a semicolon leads too",
			[]string{"1. Sở Y tế bố trí xe cứu thương; Công an tỉnh bảo đảm an ninh."},
			"I/1 | cong-an-tinh so-y-te",
		},
		{
			"an agency behind a semicolon that does nothing is no subject",
			[]string{"1. Sở Y tế rà soát trụ sở của Sở Nội vụ; Công an tỉnh đã có trụ sở mới."},
			"I/1 | so-y-te",
		},
		{
			"presiding together with another",
			[]string{"1. Sở Y tế chủ trì cùng Sở Tài chính tham mưu mức chi.", "2. Sở Y tế chủ trì cùng lúc hai hội nghị."},
			"I/1 | so-y-te | so-tai-chinh\nI/2 | so-y-te",
		},
		{
			"whom a task concerns leads where a colon says so, not where it is a topic",
			[]string{"1. Đối với Sở Y tế: lập danh sách.", "2. Đối với Sở Y tế thì thực hiện theo quy định riêng."},
			"I/1 | so-y-te\nI/2",
		},
		{
			"a heading that ends with the public",
			[]string{"1. Doanh nghiệp và cộng đồng", "- Tham gia trồng cây."},
			"I/1/-1",
		},
		{
			"several subjects",
			[]string{"1. Sở Y tế, Sở Tài chính và Công an tỉnh phối hợp chặt chẽ với địa phương rà soát các điểm trường."},
			"I/1 | cong-an-tinh so-tai-chinh so-y-te | dia-phuong",
		},
		{
			"an agency as heading, items without a subject",
			[]string{"1. Công an tỉnh", "- Tuần tra các tuyến đường quanh trường học.", "- Phối hợp với Sở Y tế kiểm tra nồng độ cồn của lái xe."},
			"I/1/-1 | cong-an-tinh\nI/1/-2 | cong-an-tinh | so-y-te",
		},
		{
			"a lead-in gives lead and partners; an item's own lead replaces both",
			[]string{"a) Công an tỉnh chủ trì, phối hợp với các sở, ngành:", "- Tham mưu ban hành quy chế.", "- Ủy ban nhân dân cấp xã lập danh sách học sinh."},
			"I/a/-1 | cong-an-tinh | so-ban-nganh\nI/a/-2 | ubnd-xa",
		},
		{
			"a lead-in below an agency heading",
			[]string{"a) Công an tỉnh", "Chủ trì, phối hợp với Sở Tài chính:", "- Xây dựng quy chế phối hợp.", "- Tổng kết chương trình."},
			"I/a/-1 | cong-an-tinh | so-tai-chinh\nI/a/-2 | cong-an-tinh | so-tai-chinh",
		},
		{
			"asked, not told",
			[]string{"1. Đề nghị Viện kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh phối hợp chặt chẽ với Công an tỉnh xử lý nghiêm vi phạm.", "2. Giao Sở Y tế theo dõi việc thực hiện kế hoạch này."},
			"I/1 | toa-an-tinh? vien-kiem-sat-tinh? | cong-an-tinh\nI/2 | so-y-te",
		},
		{
			"told in brackets",
			[]string{"1. Thành lập đoàn kiểm tra liên ngành (Giao Công an tỉnh chủ trì, phối hợp với Sở Tư pháp tham mưu)."},
			"I/1 | cong-an-tinh | so-tu-phap",
		},
		{
			"an agency that begins a later sentence",
			[]string{"1. Triển khai chương trình phối hợp về an toàn học đường giai đoạn tới. Công an tỉnh và Sở Giáo dục và Đào tạo xây dựng kế hoạch thực hiện."},
			"I/1 | cong-an-tinh so-giao-duc-dao-tao",
		},
		{
			"directed bodies implement",
			[]string{"1. Ủy ban nhân dân cấp huyện chỉ đạo Ủy ban nhân dân cấp xã tổ chức ký cam kết với phụ huynh."},
			"I/1 | ubnd-huyen |  | ubnd-xa",
		},
		{
			"advised, reported to, checked and cited bodies are no owners",
			[]string{"1. Sở Y tế", "- Tham mưu Ủy ban nhân dân tỉnh ban hành văn bản, báo cáo Bộ Y tế trước khi trình.", "- Gửi kết quả về Ủy ban nhân dân tỉnh (qua Công an tỉnh) để tổng hợp chung."},
			"I/1/-1 | so-y-te\nI/1/-2 | so-y-te",
		},
		{
			"a genitive is no lead",
			[]string{"1. Phát huy vai trò nòng cốt, trách nhiệm của lực lượng Công an và chức năng giám sát của Hội đồng nhân dân các cấp trong công tác này."},
			"I/1",
		},
		{
			"cooperation between others is no partner",
			[]string{"1. Tăng cường phối hợp đấu tranh giữa các lực lượng Công an, Hải quan trong kiểm soát địa bàn giáp ranh."},
			"I/1",
		},
		{
			"a theme heading is no task",
			[]string{"1. Tăng cường công tác tuyên truyền, giáo dục pháp luật về giao thông.", "a) Sở Y tế mở chuyên mục về an toàn.", "b) Báo An Hòa đăng tin, bài về an toàn giao thông."},
			"I/1/a | so-y-te\nI/1/b | bao-tinh",
		},
		{
			"labelled lines",
			[]string{"1. Xây dựng phần mềm quản lý phương tiện đưa đón học sinh.", "- Cơ quan chủ trì: Sở Xây dựng.", "- Cơ quan phối hợp: Công an tỉnh, Sở Tài chính.", "- Thời gian hoàn thành: Quý III/2025.", "2. Sở Y tế tập huấn sơ cứu cho giáo viên."},
			"I/1 | so-xay-dung | cong-an-tinh so-tai-chinh\nI/2 | so-y-te",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := textDoc(body(c.lines...)...)
			p := Extract(doc)
			if got := summary(p); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			checkSpans(t, p, doc.Text)
		})
	}
}

// checkSpans checks that every raw text of the plan is what stands at its span.
func checkSpans(t *testing.T, p *Plan, text string) {
	t.Helper()
	for _, task := range p.Tasks {
		if got := task.Span.In(text); got != task.Text {
			t.Errorf("%s: text %q, at its span %q", task.ID, task.Text, got)
		}
		for _, a := range task.Assignments {
			if a.Span.In(text) != a.Raw || a.Raw == "" {
				t.Errorf("%s: %s raw %q, at its span %q", task.ID, a.Agency, a.Raw, a.Span.In(text))
			}
		}
		for _, d := range task.Deadlines {
			if d.Span.In(text) != d.Raw || d.Raw == "" {
				t.Errorf("%s: deadline raw %q, at its span %q", task.ID, d.Raw, d.Span.In(text))
			}
		}
	}
	for _, g := range p.Targets {
		if g.Span.In(text) != g.Raw {
			t.Errorf("target raw %q, at its span %q", g.Raw, g.Span.In(text))
		}
	}
	for _, g := range p.Document.Places {
		if g.Span.In(text) != g.Raw {
			t.Errorf("%s raw %q, at its span %q", g.Field, g.Raw, g.Span.In(text))
		}
	}
}

func TestDeadlinesAreInherited(t *testing.T) {
	doc := textDoc(body("1. Tuyên truyền (Hoàn thành trong tháng 5/2025)", "a) Sở Y tế", "Mở chuyên mục về an toàn giao thông cho học sinh.", "b) Công an tỉnh", "Tập huấn cho giáo viên (hoàn thành trong quý III/2025).")...)
	p := Extract(doc)
	if len(p.Tasks) != 2 || len(p.Tasks[0].Deadlines) != 1 || len(p.Tasks[1].Deadlines) != 1 {
		t.Fatalf("got %+v", p.Tasks)
	}
	first, second := p.Tasks[0].Deadlines[0], p.Tasks[1].Deadlines[0]
	if first.To != "2025-05-31" || first.Inherited != "I/1" {
		t.Errorf("first has %+v, want May 2025 inherited from I/1", first)
	}
	if second.To != "2025-09-30" || second.Inherited != "" {
		t.Errorf("second has %+v, want its own third quarter", second)
	}
}

func TestNoTasks(t *testing.T) {
	for name, lines := range map[string][]string{
		"law": {
			"LUẬT", "An toàn giao thông học đường", "Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi điều chỉnh", "1. Luật này quy định về an toàn giao thông.",
			"Điều 2. Trách nhiệm của Ủy ban nhân dân cấp tỉnh", "1. Ủy ban nhân dân cấp tỉnh có trách nhiệm tổ chức thực hiện Luật này.",
		},
		"news":  {"Hôm nay trời nắng đẹp tại An Hòa", "Sáng 3/5, hàng nghìn người dân đã đổ về quảng trường để dự lễ hội.", "Công an tỉnh phối hợp với Sở Văn hóa bảo đảm trật tự."},
		"empty": {},
	} {
		t.Run(name, func(t *testing.T) {
			p := Extract(textDoc(lines...))
			if len(p.Tasks) != 0 {
				t.Errorf("found tasks: %s", summary(p))
			}
			found := false
			for _, n := range p.Notes {
				found = found || n.Code == "no-task"
			}
			if !found {
				t.Error("no note says why there are no tasks")
			}
		})
	}
}
