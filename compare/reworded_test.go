package compare

import (
	"strings"
	"testing"

	"doichieu/corpus"
)

func TestReworded(t *testing.T) {
	for _, c := range []struct{ earlier, later, gone, added string }{
		{"Tập huấn cho giáo viên", "Tập huấn cho giáo viên.", "", ""},
		{"Tập huấn cho giáo viên", "tập huấn cho Giáo viên", "", ""},
		{"Tập huấn cho giáo viên", "Tập huấn cho cán bộ, giáo viên", "", "cán bộ"},
		{"Rà soát và lập danh sách hộ nghèo", "Thống kê và lập hồ sơ hộ nghèo", "Rà soát|danh sách", "Thống kê|hồ sơ"},
		{"kiểm tra ma", "kiểm tra má", "ma", "má"},
		{"", "Báo cáo", "", "Báo cáo"},
	} {
		gone, added := Reworded(c.earlier, c.later)
		if g, a := quoted(c.earlier, gone), quoted(c.later, added); g != c.gone || a != c.added {
			t.Errorf("%q, %q: gone %q, added %q; want %q, %q", c.earlier, c.later, g, a, c.gone, c.added)
		}
	}
}

func TestRewordedHostile(t *testing.T) {
	x, y := strings.Repeat("a ", 30_000)+"z", strings.Repeat("b ", 30_000)+"y"
	gone, added := Reworded(x, y)
	if quoted(x, gone) != x || quoted(y, added) != y {
		t.Error("texts that are too long are not changed as a whole")
	}
}

func quoted(text string, spans []corpus.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, text[s.Start:s.End])
	}
	return strings.Join(out, "|")
}
