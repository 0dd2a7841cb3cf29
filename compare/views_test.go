package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"doichieu/corpus"
	"doichieu/extract"
)

// shape writes a matrix in short: "label [group]: column=tasks ...".
func shape(m *Matrix) []string {
	var out []string
	for _, r := range m.Rows {
		line := r.Label + " [" + r.Group + "]:"
		for i, c := range r.Cells {
			var tasks []string
			for _, e := range c.Entries {
				tasks = append(tasks, strings.TrimSuffix(e.Task+"/"+string(e.Role), "/"))
			}
			if len(tasks) > 0 {
				line += " " + m.Columns[i].Label + "=" + strings.Join(tasks, ",")
			}
		}
		out = append(out, line)
	}
	return out
}

func TestByAgency(t *testing.T) {
	a := given("A", "so-y-te: Khám sức khỏe người cao tuổi.", "Trồng cây chắn sóng ven biển.", "x:hội sinh vật cảnh: Mở lớp dạy nghề.")
	b := given("B", "ubnd-xa: Khám sức khỏe cho người cao tuổi.", "so-y-te: Mua sắm máy thở.")
	a.Tasks[0].Assignments = append(a.Tasks[0].Assignments, extract.Assignment{Role: extract.Coordinating, Agency: "ubnd-xa", Name: "ubnd-xa"})
	got := shape(Compare([]*extract.Plan{a, b}, Options{}).Matrix(ByAgency, Vietnamese))
	want := []string{
		"so-y-te [Cấp tỉnh]: A=a/lead B=b/lead",
		"ubnd-xa [Cấp xã]: A=a/coordinating B=a/lead",
		"x:hội sinh vật cảnh [Cơ quan khác]: A=c/lead",
		"Không nêu cơ quan chủ trì [Không nêu cơ quan chủ trì]: A=b",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestByDeadline goes through the kinds of periods, sorted as a calendar.
func TestByDeadline(t *testing.T) {
	p := given("A")
	add := func(d extract.Deadline) {
		id := fmt.Sprint(len(p.Tasks))
		at := len(p.Tasks) * 10
		p.Tasks = append(p.Tasks, extract.Task{ID: id, Text: "Việc " + id, Span: extract.Spans{{Start: at, End: at + 9}}, Deadlines: []extract.Deadline{d}})
	}
	add(extract.Deadline{Raw: "thường xuyên", Kind: extract.Ongoing})
	add(extract.Deadline{Raw: "đến hết năm 2030", Kind: extract.By, To: "2030-12-31"})
	add(extract.Deadline{Raw: "trước ngày 06 tháng 6 năm 2025", Kind: extract.Before, To: "2025-06-05"})
	add(extract.Deadline{Raw: "Quý II/2025", Kind: extract.By, From: "2025-04-01", To: "2025-06-30"})
	add(extract.Deadline{Raw: "hằng năm", Kind: extract.Recurring, Every: "P1Y"})
	add(extract.Deadline{Raw: "hằng tháng", Kind: extract.Recurring, Every: "P1M"})
	add(extract.Deadline{Raw: "định kỳ", Kind: extract.Recurring})
	add(extract.Deadline{Raw: "ngày 31/12/2025", Kind: extract.By, To: "2025-12-31"})
	add(extract.Deadline{Raw: "năm 2025", Kind: extract.By, From: "2025-01-01", To: "2025-12-31"})
	add(extract.Deadline{Raw: "từ ngày 01/7/2025", Kind: extract.During, From: "2025-07-01"})
	add(extract.Deadline{Raw: "2 năm một lần", Kind: extract.Recurring, Every: "P2Y"})
	add(extract.Deadline{Raw: "khi có yêu cầu", Kind: extract.By})
	p.Tasks = append(p.Tasks, extract.Task{ID: "none", Text: "Việc không có hạn", Span: extract.Spans{{Start: 900, End: 910}}})
	c := Compare([]*extract.Plan{p}, Options{})
	got := shape(c.Matrix(ByDeadline, ""))
	want := []string{
		"Tháng 6/2025 [Năm 2025]: A=2",
		"Quý II/2025 [Năm 2025]: A=3",
		"Từ 01/07/2025 [Năm 2025]: A=9",
		"Tháng 12/2025 [Năm 2025]: A=7",
		"Năm 2025 [Năm 2025]: A=8",
		"Năm 2030 [Năm 2030]: A=1",
		"Định kỳ: P2Y [Định kỳ]: A=10",
		"Hằng năm [Định kỳ]: A=4",
		"Hằng tháng [Định kỳ]: A=5",
		"Định kỳ [Định kỳ]: A=6",
		"Thường xuyên [Định kỳ]: A=0",
		"Thời hạn khác [Thời hạn khác]: A=11",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := shape(c.Matrix(ByDeadline, English))[1]; got != "Quarter 2/2025 [Year 2025]: A=3" {
		t.Errorf("in English: %q", got)
	}
}

// TestHeads: every column has a name of its own.
func TestHeads(t *testing.T) {
	column := func(locality, number, file string) Column {
		return Column{Locality: locality, Number: number, Source: corpus.Source{Name: file}}
	}
	var got []string
	for _, h := range (&Comparison{Plans: []Column{
		column("Lam Giang", "1/KH-UBND", "a"), column("Phú Sơn", "2/KH-UBND", "b"), column("Phú Sơn", "3/KH-UBND", "c"),
		column("", "4-KH/TU", "d"), column("", "", "e.txt"), column("Phú Sơn", "3/KH-UBND", "f"),
	}}).Heads(Vietnamese) {
		got = append(got, h.Label)
	}
	want := []string{"Lam Giang", "Phú Sơn 2/KH-UBND", "Phú Sơn 3/KH-UBND", "4-KH/TU", "e.txt", "Phú Sơn 3/KH-UBND (2)"}
	if !slices.Equal(got, want) {
		t.Errorf("heads %q, want %q", got, want)
	}
}
