package audit

import (
	"testing"

	"doichieu/cmd/doichieu/internal/render"
)

func TestSame(t *testing.T) {
	table, dayFirst, monthFirst := &sheet{}, &sheet{dates: 1}, &sheet{dates: 2}
	workbook := &sheet{serials: true}
	for _, c := range []struct {
		sheet *sheet
		want  any
		got   string
		same  bool
	}{
		{table, "Sở Y tế", "Sở Y tế", true},
		{table, "Sở Y tế", "Sở Y Tế", false},
		{table, "- Kiểm tra", "'- Kiểm tra", true},
		{table, "- Kiểm tra", "Kiểm tra", false},
		{table, "a\x1bb", "a␛b", true},
		{table, "dòng\nkhác", "dòng\r\nkhác", true},
		{table, "", "", true},
		{table, "", "x", false},
		{table, "x", "", false},

		{table, 12, "12", true},
		{table, 12, "12.0", true},
		{table, 12, "13", false},
		{table, 0.125, "0,125", true},
		{table, 0.125, "0.13", false},
		{table, 0.99, "", false},

		{table, render.Day("2026-06-05"), "2026-06-05", true},
		{table, render.Day("2026-06-05"), "05/06/2026", false}, // days are written in another order here
		{dayFirst, render.Day("2026-06-05"), "05/06/2026", true},
		{dayFirst, render.Day("2026-06-05"), "06/05/2026", false},
		{monthFirst, render.Day("2026-06-05"), "06/05/26", true},
		{workbook, render.Day("2026-06-30"), "46203", true},
		{workbook, render.Day("2026-06-30"), "46204", false},
		{table, render.Day("2026-06-30"), "46203", false},
		{table, render.Day("2024-03"), "2024-03", true},
		{dayFirst, render.Day("2024-03"), "01/03/2024", true},
		{table, render.Day(""), "2026-06-30", false},

		{monthFirst, "12/2026", "12/01/26", true}, // the words "12/2026" became a day
		{monthFirst, "12/2026", "11/01/26", false},
		{monthFirst, "1/2", "01/02/26", true}, // a task's id did
		{monthFirst, "1/2", "01/03/26", false},
		{workbook, "30/6/2026", "46203", true},
		{workbook, "30/6/2026", "46204", false},
		{table, "100%", "100.00%", true},
		{workbook, "100%", "1", true},
		{table, "100%", "1000%", false},
		{table, "II/1", "II/1", true},
		{dayFirst, "2026-06-05", "06/05/2026", false}, // a day among the values
		{dayFirst, "2026-06-05", "05/06/2026", true},
	} {
		if got := c.sheet.same(c.want, c.got); got != c.same {
			t.Errorf("same(%#v, %q) in a table of order %d, serials %v = %v", c.want, c.got, c.sheet.dates, c.sheet.serials, got)
		}
	}
}
