package extract

import (
	"slices"
	"strings"
	"testing"
)

// TestProvisionsNamed: the provisions of a plan that words name, and the papers of others
// that look alike.
func TestProvisionsNamed(t *testing.T) {
	known := endings{}
	for _, id := range []string{
		"II", "II/1", "II/3", "II/3/a", "II/3/b", "II/3/c", "II/4", "II/4~2", "II/5", "II/5/a", "II/5/b", "II/5/c", "II/5/d", "II/5/đ",
		"II/5/5.1", "III", "III/3", "III/3/a", "A/I/2", "A/I/2/a",
	} {
		known.add(id)
	}
	for text, want := range map[string]string{
		"thực hiện các nội dung nêu tại điểm a, b và c thuộc mục 5 Kế hoạch này;":               "II/5/a II/5/b II/5/c",
		"thực hiện nhiệm vụ tại điểm a mục 3.":                                                  "II/3/a",
		"thực hiện nhiệm vụ tại Mục III, khoản 3, điểm a của Kế hoạch này":                      "III/3/a",
		"tổ chức thực hiện các chỉ tiêu tại Mục II của Kế hoạch này.":                           "II",
		"triển khai nhiệm vụ, giải pháp được giao tại các điểm a đến đ khoản 5 Mục II nêu trên": "II/5/a II/5/b II/5/c II/5/d II/5/đ",
		"theo nội dung tại mục 1, mục 3 phần II Chương trình này":                               "II/1 II/3",
		"thực hiện nhiệm vụ tại điểm a khoản 2 mục I phần A Nghị quyết này":                     "A/I/2/a",
		"các nhiệm vụ tại mục 5.1 Kế hoạch này":                                                 "II/5/5.1",
		"các nhiệm vụ nêu tại điểm b mục 3 và điểm c mục 5 Kế hoạch này":                        "II/3/b II/5/c",

		// provisions of other papers, and what only looks like a place
		"phân công người theo quy định tại khoản 1 Điều 7 Nghị định số 26/2020/NĐ-CP":       "",
		"thực hiện nhiệm vụ tại khoản 3 Điều 5 Luật Phòng, chống ma túy":                    "",
		"các nhiệm vụ tại mục 3 Kế hoạch số 12/KH-UBND ngày 05/01/2025 của Ủy ban nhân dân": "",
		"thực hiện mục tiêu, nhiệm vụ đề ra tại Kế hoạch này":                               "",
		"quán triệt tại mục a, phần mềm và các điểm b, ấp c thuộc địa bàn":                  "",
		"các nhiệm vụ tại mục 4 Kế hoạch này":                                               "", // there are two
		"các nhiệm vụ tại mục 9 Kế hoạch này":                                               "", // there is none
		"các nhiệm vụ tại điểm a, h mục 5 Kế hoạch này":                                     "", // one of them is not there
	} {
		var got []string
		for _, p := range provisionsNamed(text) {
			if p.own(text) {
				got = append(got, p.ids("II/9/-1", known)...)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestReferences: a list of duties by agency at the end of a plan names the
// themes, which may come before or behind it.
func TestReferences(t *testing.T) {
	p := Extract(textDoc(strings.Split(`KẾ HOẠCH
Phòng, chống tệ nạn xã hội năm 2026
I. MỤC ĐÍCH
Nâng cao nhận thức của nhân dân.
II. NHIỆM VỤ, GIẢI PHÁP
1. Công tác tuyên truyền
a) Tổ chức tuyên truyền trên loa truyền thanh cơ sở.
b) Xây dựng phóng sự về gương người tốt, việc tốt.
2. Công tác quản lý
a) Rà soát, thống kê các cơ sở lưu trú trên địa bàn.
III. TỔ CHỨC THỰC HIỆN
1. Sở Văn hóa, Thể thao và Du lịch chủ trì thực hiện các nhiệm vụ tại điểm a, b mục 1 Phần II Kế hoạch này.
2. Công an tỉnh thực hiện nhiệm vụ tại mục 2 Phần II Kế hoạch này.
3. Sở Tài chính bố trí kinh phí theo quy định tại khoản 2 Điều 8 Luật Ngân sách nhà nước.
4. Sở Y tế thực hiện nhiệm vụ tại mục 7 Phần II Kế hoạch này.`, "\n")...))
	var got []string
	for _, task := range p.Tasks {
		for _, r := range task.References {
			got = append(got, task.ID+" → "+strings.Join(r.To, " "))
		}
	}
	if want := []string{"III/1 → II/1/a II/1/b", "III/2 → II/2"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for id, want := range map[string]string{"II/1/a": "III/1", "II/2/a": "III/2", "II/2": "III/2", "III/3": ""} {
		if got := strings.Join(p.NamedBy(id), " "); got != want {
			t.Errorf("%s is named by %q, want %q", id, got, want)
		}
	}
	notes := 0
	for _, n := range p.Notes {
		if n.Code == "reference-unknown" {
			notes++
		}
	}
	if notes != 1 {
		t.Errorf("%d notes on unknown places, want 1: %v", notes, p.Notes)
	}
}
