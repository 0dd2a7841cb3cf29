package layout

import (
	"strings"
	"testing"
)

// ruleRows rules the rows of a table without columns.
func (s *sheet) ruleRows(ys ...float64) {
	for _, y := range ys {
		s.rule(left, y, right, y)
	}
}

// row sets the cells of a row at fixed places.
func (s *sheet) row(y float64, cells ...string) {
	for i, x := range []float64{90, 130, 330, 450} {
		if i < len(cells) {
			s.at(x, y, size, cells[i])
		}
	}
}

// TestRuledRows: rules between the rows are enough where columns stay free, a
// row that names a group is one cell, and the table goes on overleaf with fewer
// rules than a table needs.
func TestRuledRows(t *testing.T) {
	a, b := newSheet(1), newSheet(2)
	a.ruleRows(100, 130, 160, 190, 240, 270)
	a.row(120, "TT", "Chỉ tiêu", "Đơn vị", "Năm 2026")
	a.row(150, "1", "Diện tích rừng", "ha", "2.140")
	a.at(90, 180, size, "II. Nhóm chỉ tiêu về xã hội và môi trường")
	a.row(210, "2", "Tỷ lệ hộ nghèo", "%", "3,5")
	a.at(130, 230, size, "đa chiều")
	a.row(260, "3", "Số thôn", "", "12")
	b.ruleRows(60, 90, 120)
	b.row(80, "TT", "Chỉ tiêu", "Đơn vị", "Năm 2026")
	b.row(110, "4", "Sản lượng", "tấn", "900")
	check(t, "ta TT | Chỉ tiêu | Đơn vị | Năm 2026 ; 1 | Diện tích rừng | ha | 2.140 ; II. Nhóm chỉ tiêu về xã hội và môi trường | | | ;"+
		" 2 | Tỷ lệ hộ nghèo/đa chiều | % | 3,5 ; 3 | Số thôn | | 12 ; 4 | Sản lượng | tấn | 900\n", a, b)
}

// TestRulesWithoutRows: rules to write on, running text between rules, and too
// few rules make no table.
func TestRulesWithoutRows(t *testing.T) {
	for name, set := range map[string]func(*sheet){
		"to write on": func(s *sheet) {
			s.ruleRows(300, 320, 340, 360, 380)
			s.at(left, 290, size, "Ý kiến của cơ quan chủ trì:")
		},
		"running text": func(s *sheet) {
			s.ruleRows(200, 300, 400, 500)
			for _, y := range []float64{220, 320, 420} {
				s.wrap(y, 28, long)
			}
		},
		"two columns only": func(s *sheet) {
			s.ruleRows(300, 330, 360, 390)
			for _, y := range []float64{320, 350, 380} {
				s.at(90, y, size, "Sở Y tế")
				s.at(330, y, size, "Sở Nội vụ")
			}
		},
		"few rules": func(s *sheet) {
			s.ruleRows(300, 330, 360)
			s.row(320, "TT", "Chỉ tiêu", "Đơn vị", "Năm 2026")
			s.row(350, "1", "Diện tích rừng", "ha", "2.140")
		},
	} {
		s := newSheet(1)
		s.wrap(100, 28, long)
		set(s)
		if got := outline(must(blocksOf(s))); strings.Contains(got, "ta ") {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
}
