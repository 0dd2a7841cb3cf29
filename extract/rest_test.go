package extract

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"doichieu/corpus"
)

// said writes a plan's provisions one a line: part id (section) text.
func said(p *Plan) string {
	var out []string
	for _, v := range p.Provisions {
		out = append(out, fmt.Sprintf("%s %s (%s) %s", v.Part, v.ID, v.Section, v.Text))
	}
	return strings.Join(out, "\n")
}

func TestWhatIsNoTask(t *testing.T) {
	for name, c := range map[string]struct {
		lines []string
		want  string
	}{
		"purpose and requirements below one heading": {
			[]string{"I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "a) Nâng cao nhận thức của Nhân dân về phòng cháy.", "2. Yêu cầu", "- Bảo đảm thiết thực, hiệu quả.", "II. NHIỆM VỤ", "1. Sở Y tế báo cáo."},
			"purpose I/1/a (I/1) Nâng cao nhận thức của Nhân dân về phòng cháy.\nrequirements I/2/-1 (I/2) Bảo đảm thiết thực, hiệu quả.",
		},
		"purpose without headings below": {
			[]string{"I. MỤC ĐÍCH, YÊU CẦU", "- Nâng cao nhận thức", "- Bảo đảm thiết thực", "II. NHIỆM VỤ", "1. Sở Y tế báo cáo."},
			"purpose I/-1 (I) Nâng cao nhận thức\npurpose I/-2 (I) Bảo đảm thiết thực",
		},
		"labels tell the part": {
			[]string{"I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích: Nâng cao nhận thức của Nhân dân.", "2. Yêu cầu: Thực hiện nghiêm túc, tiết kiệm.", "II. NHIỆM VỤ", "1. Sở Y tế báo cáo."},
			"purpose I/1 (I) Mục đích: Nâng cao nhận thức của Nhân dân.\nrequirements I/2 (I) Yêu cầu: Thực hiện nghiêm túc, tiết kiệm.",
		},
		"aims, with a heading that has nothing below it": {
			[]string{"I. QUAN ĐIỂM", "Phòng là chính.", "II. MỤC TIÊU", "- Mục tiêu cụ thể", "Đến năm 2030, 50% số xã không có ma túy.", "III. NHIỆM VỤ", "1. Sở Y tế báo cáo."},
			"purpose I/p1 (I) Phòng là chính.\ntargets II/p1 (II/-1) Đến năm 2030, 50% số xã không có ma túy.",
		},
		"aims within the duties": {
			[]string{"I. MỤC TIÊU, NHIỆM VỤ", "1. Mục tiêu", "- 100% trường có tủ thuốc.", "2. Nhiệm vụ", "- Sở Y tế kiểm tra tủ thuốc."},
			"targets I/1/-1 (I/1) 100% trường có tủ thuốc.",
		},
		"a lead-in that sets an aim, and the next of its sequence": {
			[]string{"I. MỤC TIÊU", "- Mục tiêu cụ thể", "Giai đoạn 1 (năm 2025): Phấn đấu xây dựng 20% trường an toàn.", "Giai đoạn 2 (2026 - 2030): Phấn đấu mỗi năm đạt thêm 10% trường an toàn, cụ thể như sau:", "Năm 2026: Đạt 25%.", "Năm 2027: Đạt 35%.", "Giai đoạn 3 (từ năm 2031): Giữ vững kết quả.", "II. NHIỆM VỤ", "1. Sở Y tế báo cáo."},
			"targets I/p1 (I/-1) Giai đoạn 1 (năm 2025): Phấn đấu xây dựng 20% trường an toàn.\ntargets I/p2 (I/-1) Giai đoạn 2 (2026 - 2030): Phấn đấu mỗi năm đạt thêm 10% trường an toàn, cụ thể như sau:\ntargets I/p3 (I/p2) Năm 2026: Đạt 25%.\ntargets I/p4 (I/p2) Năm 2027: Đạt 35%.\ntargets I/p5 (I/-1) Giai đoạn 3 (từ năm 2031): Giữ vững kết quả.",
		},
		"lead-ins that only introduce": {
			[]string{"I. MỤC TIÊU", "Giai đoạn 2026 - 2030, cụ thể như sau:", "Năm 2026: Đạt 25%.", "Thực hiện 02 mục tiêu sau:", "- Giữ vững kết quả.", "II. NHIỆM VỤ", "1. Sở Y tế. Phối hợp với Công an tỉnh:", "- Báo cáo kết quả kiểm tra."},
			"targets I/p2 (I/p1) Năm 2026: Đạt 25%.\ntargets I/-1 (I/p3) Giữ vững kết quả.",
		},
		"a lead-in with a sentence of its own": {
			[]string{"I. NHIỆM VỤ", "Các trường tự kiểm tra tủ thuốc khi có yêu cầu. Sở Y tế thực hiện các nhiệm vụ sau:", "1. Kiểm tra các trường ở xã."},
			"other I/p1 (I) Các trường tự kiểm tra tủ thuốc khi có yêu cầu. Sở Y tế thực hiện các nhiệm vụ sau:",
		},
		"figures in front of what they introduce": {
			[]string{"I. TÌNH HÌNH", "Trong năm đã kiểm tra 12 trường, trong đó:", "- Cấp tỉnh: 02 trường.", "Trong năm 2024 đã kiểm tra theo Kế hoạch số 12/KH-UBND, trong đó:", "- Cấp xã: 10 trường.", "II. NHIỆM VỤ", "1. Sở Y tế báo cáo."},
			"situation I/p1 (I) Trong năm đã kiểm tra 12 trường, trong đó:\nsituation I/-1 (I/p1) Cấp tỉnh: 02 trường.\nsituation I/-2 (I/p2) Cấp xã: 10 trường.",
		},
		"a table behind a lead-in, and one that no line introduces": {
			[]string{"I. TÌNH HÌNH", "Kết quả kiểm tra như sau:", "| STT | Tên trường | Kết quả |", "| 1 | Trường An Hòa | Đạt |", "1. Tủ thuốc", "| STT | Tên trường | Số tủ |", "| 1 | Trường An Hòa | 3 |", "II. NHIỆM VỤ", "1. Sở Y tế báo cáo."},
			"situation I/t1/r2 (I/p1) 1 Trường An Hòa Đạt\nsituation I/1/t1/r2 (I/1) 1 Trường An Hòa 3",
		},
		"where, with a line below, and a theme with a label": {
			[]string{"I. NHIỆM VỤ", "1. Địa điểm: Nhà văn hóa tỉnh.", "- Số 12 đường Hòa Bình.", "2. Chuyên đề 1: Vệ sinh trường học", "- Sở Y tế báo cáo."},
			"scope I/1 (I) Địa điểm: Nhà văn hóa tỉnh.\nscope I/1/-1 (I/1) Số 12 đường Hòa Bình.",
		},
		"an account of the past": {
			[]string{"I. TÌNH HÌNH", "Số vụ cháy giảm 5%.", "1. Tồn tại, hạn chế", "- Công tác kiểm tra còn hình thức.", "II. NHIỆM VỤ", "1. Sở Y tế báo cáo."},
			"situation I/p1 (I) Số vụ cháy giảm 5%.\nsituation I/1/-1 (I/1) Công tác kiểm tra còn hình thức.",
		},
		"the result of a task is no account of the past": {
			[]string{"I. NHIỆM VỤ", "1. Sở Y tế kiểm tra tủ thuốc của các trường.", "- Kết quả: báo cáo của đoàn kiểm tra."},
			"other I/1/-1 (I) Kết quả: báo cáo của đoàn kiểm tra.",
		},
		"who and when are cells of the task": {
			[]string{"I. NHIỆM VỤ", "1. Kiểm tra tủ thuốc của các trường.", "- Cơ quan chủ trì: Sở Y tế.", "- Thời gian: Quý II/2025."},
			"",
		},
		"whom and where": {
			[]string{"I. PHẠM VI, ĐỐI TƯỢNG", "Các trường trên địa bàn tỉnh.", "II. NHIỆM VỤ", "1. Địa điểm: Nhà văn hóa tỉnh.", "2. Sở Y tế báo cáo."},
			"scope I/p1 (I) Các trường trên địa bàn tỉnh.\nscope II/1 (II) Địa điểm: Nhà văn hóa tỉnh.",
		},
		"money, and who is told to spend it": {
			[]string{"I. NHIỆM VỤ", "1. Sở Y tế báo cáo.", "II. KINH PHÍ THỰC HIỆN", "Kinh phí được bố trí từ ngân sách tỉnh.", "Sở Tài chính tham mưu bố trí kinh phí."},
			"funding II/p1 (II) Kinh phí được bố trí từ ngân sách tỉnh.",
		},
		"closing, and a sentence that begins alike": {
			[]string{"I. NHIỆM VỤ", "1. Sở Y tế báo cáo.", "Trên đây là Kế hoạch bảo đảm an toàn cho học sinh.", "Nơi nhận:", "- Sở Y tế;", "- Lưu: VT.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Thử"},
			"closing I/1/p1 (I) Trên đây là Kế hoạch bảo đảm an toàn cho học sinh.",
		},
		"an annex": {
			[]string{"I. NHIỆM VỤ", "1. Sở Y tế báo cáo.", "Nơi nhận:", "- Lưu: VT.", "PHỤ LỤC I", "DANH SÁCH TRƯỜNG", "(Kèm theo Kế hoạch số 12/KH-UBND)", "| STT | Tên trường | Số học sinh |", "| 1 | Trường An Hòa | 120 |", "|  | | |", "Ghi chú: số liệu năm 2024."},
			"annex p1/t1/r2 (p1) 1 Trường An Hòa 120\nannex p1/p2 (p1) Ghi chú: số liệu năm 2024.",
		},
		"rows of tasks keep what is no cell": {
			[]string{"I. NHIỆM VỤ", "| TT | Nội dung | Chủ trì | Sản phẩm | Ghi chú |", "| 1 | Kiểm tra tủ thuốc | Sở Y tế | Báo cáo | |", "| 2 | Rà soát trường học | Sở Xây dựng | Quyết định công nhận trường an toàn | |"},
			"other I/t1/2/c (I) Quyết định công nhận trường an toàn",
		},
		"footnotes": {
			[]string{"I. NHIỆM VỤ", "1. Sở Y tế kiểm tra tủ thuốc1 của các trường.", "^ 1 Theo danh mục của Bộ Y tế.", "^ 2 2025", "2. Sở Nội vụ báo cáo."},
			"footnote footnote/1 (I) Theo danh mục của Bộ Y tế.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			head := []string{"Số: 12/KH-UBND", "KẾ HOẠCH", "Bảo đảm an toàn cho học sinh", "Thực hiện Chỉ thị số 9/CT-TTg ngày 01/02/2025, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:"}
			doc := textDoc(append(head, c.lines...)...)
			p := Extract(doc)
			check(t, doc, p)
			want := "opening opening/p1 () " + head[3]
			if c.want != "" {
				want += "\n" + c.want
			}
			if got := said(p); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestOpeningOfOtherPapers(t *testing.T) {
	for name, c := range map[string]struct {
		lines []string
		want  string
	}{
		"dispatch": {
			[]string{"Số: 12/UBND-KT", "V/v kiểm tra trường học", "Kính gửi:", "- Sở Y tế;", "- Các trường.", "Thời gian qua, tai nạn của học sinh trên địa bàn tỉnh tăng cao so với cùng kỳ năm trước.", "Ủy ban nhân dân tỉnh yêu cầu các đơn vị thực hiện ngay các nội dung sau đây:", "1. Sở Y tế kiểm tra."},
			"situation opening/p1 () Thời gian qua, tai nạn của học sinh trên địa bàn tỉnh tăng cao so với cùng kỳ năm trước.\nopening opening/p2 () Ủy ban nhân dân tỉnh yêu cầu các đơn vị thực hiện ngay các nội dung sau đây:",
		},
		"news": {
			[]string{"Hội nghị an toàn trường học", "Sáng 12/01, tỉnh tổ chức hội nghị.", "Tham dự có các sở."},
			"other opening/p1 () Sáng 12/01, tỉnh tổ chức hội nghị.\nother opening/p2 () Tham dự có các sở.",
		},
		"decision with rules": {
			[]string{"Số: 7/QĐ-UBND", "QUYẾT ĐỊNH", "Ban hành Quy chế trường học", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;", "QUYẾT ĐỊNH:", "Điều 1. Ban hành Quy chế trường học.", "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Thử", "QUY CHẾ", "TRƯỜNG HỌC", "Điều 1. Nhiệm vụ của trường", "1. Sở Y tế kiểm tra tủ thuốc.", "PHỤ LỤC I", "NHIỆM VỤ", "1. Sở Nội vụ báo cáo."},
			"opening opening/p1 () Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;\nother Điều 1 () Ban hành Quy chế trường học.\nclosing Điều 2 () Quyết định này có hiệu lực kể từ ngày ký.\nannex p2/Điều 1/1 (p2/Điều 1) Sở Y tế kiểm tra tủ thuốc.",
		},
		"decision with a line below its force": {
			[]string{"Số: 7/QĐ-UBND", "QUYẾT ĐỊNH", "Kiện toàn Hội đồng trường", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;", "QUYẾT ĐỊNH:", "Điều 1. Nhiệm vụ của Hội đồng", "1. Sở Y tế kiểm tra tủ thuốc.", "Điều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 5/QĐ-UBND.", "Các trường chịu trách nhiệm thi hành Quyết định này."},
			"opening opening/p1 () Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;\nclosing Điều 2 () Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 5/QĐ-UBND.\nclosing Điều 2/p1 (Điều 2) Các trường chịu trách nhiệm thi hành Quyết định này.",
		},
		"report with a reason below a request": {
			[]string{"Số: 7/BC-UBND", "BÁO CÁO", "Công tác y tế trường học", "1. Công tác triển khai thực hiện", "Các trường có tủ thuốc.", "2. Đề xuất, kiến nghị", "a) Xem xét, sửa đổi quy định về tủ thuốc của các trường ở xã vùng cao và hải đảo.", "Lý do: các trường ở xa bệnh viện.", "b) Về các nội dung khác:", "Sớm ban hành danh mục thuốc."},
			"other 1/p1 (1) Các trường có tủ thuốc.\nsituation 2/a (2) Xem xét, sửa đổi quy định về tủ thuốc của các trường ở xã vùng cao và hải đảo.\nsituation 2/a/p1 (2/a) Lý do: các trường ở xa bệnh viện.\nsituation 2/b/p1 (2/b) Sớm ban hành danh mục thuốc.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			doc := textDoc(c.lines...)
			p := Extract(doc)
			check(t, doc, p)
			if got := said(p); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestSectionsOfLeadIns(t *testing.T) {
	p := Extract(textDoc("Số: 12/KH-UBND", "KẾ HOẠCH", "Bảo đảm an toàn cho học sinh", "I. MỤC TIÊU", "- Mục tiêu cụ thể", "Giai đoạn 1: Đạt 20%.", "Giai đoạn 2: Đạt 50%, cụ thể như sau:", "Năm 2026: Đạt 25%.", "- Các nhóm trường:", "+ Trường ở vùng cao.", "II. NHIỆM VỤ", "1. Sở Y tế báo cáo."))
	var got []string
	for _, s := range p.Sections {
		got = append(got, fmt.Sprintf("%s in %q, level %d", s.ID, s.Parent, s.Level))
	}
	want := `I in "", level 1|I/-1 in "I", level 2|I/p2 in "I/-1", level 3|I/-2 in "I", level 2|II in "", level 1`
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}

// TestNothingIsLost looks in whole papers for letters of the body that are in no
// task, section or provision: only lines of labels and cells of tables of tasks
// may be, and markers.
func TestNothingIsLost(t *testing.T) {
	files, _ := filepath.Glob("testdata/plans/*.txt")
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			doc := readPlan(t, file)
			x := newExtractor(doc)
			p := x.run()
			held := make([]bool, len(doc.Text))
			hold := func(spans ...corpus.Span) {
				for _, s := range spans {
					for i := s.Start; i < s.End; i++ {
						held[i] = true
					}
				}
			}
			for _, v := range p.Tasks {
				hold(v.Span...)
			}
			for _, v := range p.Provisions {
				hold(v.Span...)
			}
			for _, v := range p.Sections {
				hold(v.Span)
			}
			f := x.readFrame()
			for i := range doc.Blocks {
				b := &doc.Blocks[i]
				inside := slices.ContainsFunc(f.ranges, func(r corpus.Span) bool { return r.Contains(b.Span) })
				if !inside || b.Kind == corpus.Table || b.Kind == corpus.Furniture {
					continue
				}
				it := &item{passage: cellPassage(doc, b.Span)}
				if len(x.findLabels(it)) > 0 {
					continue
				}
				lost := ""
				for k, r := range doc.Text[b.Span.Start:b.Span.End] {
					if !held[b.Span.Start+k] && unicode.IsLetter(r) {
						lost += string(r)
					}
				}
				if len([]rune(lost)) > 8 && !strings.HasPrefix(it.text, "(") {
					t.Errorf("lost of %q: %q", it.text, lost)
				}
			}
		})
	}
}

func TestPartsAreAll(t *testing.T) {
	seen := map[Part]bool{}
	for _, p := range Parts() {
		if p == "" || seen[p] {
			t.Errorf("part %q is empty or listed twice", p)
		}
		seen[p] = true
	}
	for _, w := range regionWords {
		if !seen[w.part] {
			t.Errorf("%q gives the part %q, which is not listed", w.phrase, w.part)
		}
	}
}
