package render

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"doichieu/compare"
	"doichieu/extract"
)

func openXLSX(t *testing.T, in Input, lang string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(renderTo(t, "xlsx", in, lang)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func cell(t *testing.T, f *excelize.File, sheet, at string) string {
	t.Helper()
	v, err := f.GetCellValue(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestXLSXReadsBack(t *testing.T) {
	f := openXLSX(t, sample(), "vi")
	if got, want := f.GetSheetList(), []string{"Đối chiếu", "Theo cơ quan", "Theo thời hạn", "Theo chỉ tiêu", "Nhiệm vụ", "Giá trị", "Nguồn"}; !slices.Equal(got, want) {
		t.Fatalf("sheets %q, want %q", got, want)
	}
	for at, want := range map[string]string{
		"Đối chiếu!C1": "Lam Giang 87/KH-UBND\nSHA-256 " + strings.Repeat("a", 64), "Đối chiếu!J1": "Phú Sơn 142/KH-UBND\nSHA-256 " + strings.Repeat("b", 64),
		"Đối chiếu!B2": "Nội dung", "Đối chiếu!D2": "Chủ trì", "Đối chiếu!A3": "1",
		"Đối chiếu!B3": "rà soát điểm đen trước cổng trường", "Đối chiếu!D3": "Công an tỉnh", "Đối chiếu!E3": "Sở Xây dựng; Sở Giáo dục và Đào tạo",
		"Đối chiếu!F3": "trong quý II năm 2026", "Đối chiếu!G3": "30/06/2026", "Đối chiếu!I3": "tr. 2, II/1/a",
		"Đối chiếu!K3": "(1) Sở Xây dựng\n(2) Sở Xây dựng", "Đối chiếu!C4": "- Kiểm tra 100% xe đưa đón học sinh.", "Đối chiếu!J4": "",
		"Đối chiếu!S3":    "0.82",
		"Theo cơ quan!B2": "Công an tỉnh", "Theo cơ quan!C2": "Lam Giang", "Theo cơ quan!D2": "Chủ trì", "Theo cơ quan!D6": "Phối hợp", "Theo cơ quan!D8": "Chủ trì (đề nghị)",
		"Theo thời hạn!A2": "Năm 2026", "Theo thời hạn!B2": "Quý II/2026", "Theo thời hạn!J2": "30/06/2026", "Theo chỉ tiêu!A2": "Xe đưa đón học sinh", "Theo chỉ tiêu!E2": "100", "Theo thời hạn!B3": "Hằng năm",
		"Nhiệm vụ!G3": "- Kiểm tra 100% xe đưa đón học sinh.", "Nhiệm vụ!D2": "r1", "Nhiệm vụ!M2": "30/06/2026", "Nhiệm vụ!Q3": "--12-09",
		"Nhiệm vụ!AC2": strings.Repeat("a", 64), "Nhiệm vụ!Y2": "Công an tỉnh",
		"Giá trị!G2": "task", "Giá trị!G3": "lead", "Giá trị!H3": "cong-an-tinh", "Giá trị!J3": "Công an tỉnh", "Giá trị!G6": "deadline", "Giá trị!S6": "30/06/2026",
		"Giá trị!G10": "target", "Giá trị!W10": "eq", "Giá trị!X10": "100", "Nguồn!M3": "Phú Sơn",
		"Nguồn!C2": "Lam Giang", "Nguồn!D2": "87/KH-UBND", "Nguồn!F2": "15/04/2026", "Nguồn!F3": "2026-05", "Nguồn!G2": "lam-giang.txt",
		"Nguồn!H2": strings.Repeat("a", 64), "Nguồn!I2": "3", "Nguồn!J2": "3",
	} {
		sheet, at, _ := strings.Cut(at, "!")
		if got := cell(t, f, sheet, at); got != want {
			t.Errorf("%s!%s is %q, want %q", sheet, at, got, want)
		}
	}
	if v, err := f.GetCellValue("Đối chiếu", "G3", excelize.Options{RawCellValue: true}); err != nil || v != "46203" {
		t.Errorf("the due date is stored as %q (%v), want the day number 46203", v, err)
	}
	for sheet, want := range map[string][3]int{"Đối chiếu": {2, 2, 19}, "Theo cơ quan": {3, 1, 17}, "Theo thời hạn": {3, 1, 16}, "Nhiệm vụ": {5, 1, 29}, "Giá trị": {6, 1, 31}, "Nguồn": {1, 1, 13}} {
		panes, err := f.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.XSplit != want[0] || panes.YSplit != want[1] {
			t.Errorf("%s: panes %+v (%v), want %d columns and %d lines frozen", sheet, panes, err, want[0], want[1])
		}
		last, _ := excelize.ColumnNumberToName(want[2])
		found := false
		for _, name := range f.GetDefinedName() {
			found = found || name.Name == "_xlnm._FilterDatabase" && name.Scope == sheet && strings.Contains(name.RefersTo, "$"+last+"$")
		}
		if !found {
			t.Errorf("%s: no filter up to column %s in %+v", sheet, last, f.GetDefinedName())
		}
	}
	if dimension, err := f.GetSheetDimension("Đối chiếu"); err != nil || dimension != "A1:S5" {
		t.Errorf("dimension %q (%v), want A1:S5", dimension, err)
	}
	if one, err := f.GetRowHeight("Đối chiếu", 5); err != nil || one != 32 { // "Tòa án nhân dân tỉnh (đề nghị)" takes two lines
		t.Errorf("row 5 is %v points high (%v), want 32", one, err)
	}
	if got := openXLSX(t, sample(), "en").GetSheetList(); !slices.Equal(got, []string{"Comparison", "By agency", "By deadline", "By target", "Tasks", "Values", "Sources"}) {
		t.Errorf("English sheets %q", got)
	}
	held := openXLSX(t, against(), "vi")
	if got := held.GetSheetList(); !slices.Contains(got, "Mức độ thực hiện") {
		t.Errorf("sheets with a baseline %q", got)
	}
	if got := cell(t, held, "Đối chiếu", "J4"); !strings.HasPrefix(got, "Không tìm thấy: gần nhất tr. 1, II/1/b") {
		t.Errorf("the status of a task that is not found is %q", got)
	}
	if got := cell(t, openXLSX(t, found(), "vi"), "Khác biệt", "B2"); got != "Cơ quan chủ trì khác" {
		t.Errorf("the first finding is %q", got)
	}
	if got := openXLSX(t, Input{Plans: sample().Plans}, "").GetSheetList(); !slices.Equal(got, []string{"Nhiệm vụ", "Giá trị", "Nguồn"}) {
		t.Errorf("sheets without a comparison %q", got)
	}
}

// TestXLSXTextStaysText: words that look like formulas are string cells.
func TestXLSXTextStaysText(t *testing.T) {
	for _, attack := range attacks {
		noFormulas(t, attack, openXLSX(t, hostileHits(attack), "vi"))
		noFormulas(t, attack, openXLSX(t, hostileMentions(attack), "vi"))
		f := openXLSX(t, hostile(attack), "vi")
		noFormulas(t, attack, f)
		if got, want := cell(t, f, "Nhiệm vụ", "G2"), visible(attack); got != want {
			t.Errorf("task text %q, want %q", got, want)
		}
	}
}

func noFormulas(t *testing.T, attack string, f *excelize.File) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x := range row {
				at, _ := excelize.CoordinatesToCellName(x+1, y+1)
				if formula, err := f.GetCellFormula(sheet, at); err != nil || formula != "" {
					t.Errorf("%q: %s!%s holds formula %q (%v)", attack, sheet, at, formula, err)
				}
			}
		}
	}
}

// TestTooManyColumns: what a sheet cannot hold is refused with the figures.
func TestTooManyColumns(t *testing.T) {
	c := &compare.Comparison{Plans: make([]compare.Column, 16384/7)} // seven columns each, and five more
	if err := writeXLSX(io.Discard, Input{Comparison: c}, "vi"); err == nil || !strings.Contains(err.Error(), "take 16385 columns") {
		t.Errorf("%v", err)
	}
}

func TestFitCell(t *testing.T) {
	const notice = "… (cut)"
	for _, s := range []string{strings.Repeat("ề", cellLimit), strings.Repeat("a", cellLimit-1) + "𝄞", strings.Repeat("𝄞", 40000)} {
		got := fitCell(s, notice)
		units := len(utf16.Encode([]rune(got)))
		if s == strings.Repeat("ề", cellLimit) {
			if got != s {
				t.Errorf("a cell of just the limit was cut to %d units", units)
			}
		} else if units > cellLimit || units < cellLimit-1 || !strings.HasSuffix(got, notice) {
			t.Errorf("%d units, want at most %d and the notice", units, cellLimit)
		}
	}
	in := sample()
	in.Plans[0].Tasks[0].Text = strings.Repeat("dài ", 20000)
	if got := cell(t, openXLSX(t, in, "vi"), "Nhiệm vụ", "G2"); !strings.HasSuffix(got, vietnamese.Cut) {
		t.Errorf("a cell that is too long ends in %q", got[len(got)-30:])
	}
}

// TestManyValues: a workbook without its longest sheet is still whole, and says how
// much it leaves out.
func TestManyValues(t *testing.T) {
	in := Input{Plans: sample().Plans}
	if n := ValuesLeftOut(in); n != 0 {
		t.Errorf("%d values of a small table are left out", n)
	}
	in.Plans[0].Targets = make([]extract.Target, mostValues)
	if got := openXLSX(t, in, "vi").GetSheetList(); !slices.Equal(got, []string{"Nhiệm vụ", "Nguồn"}) || ValuesLeftOut(in) <= mostValues {
		t.Errorf("sheets %q, %d values left out", got, ValuesLeftOut(in))
	}
}

func TestSheetNamesAreValid(t *testing.T) {
	for _, l := range []labels{vietnamese, english} {
		seen := map[string]bool{}
		for _, name := range []string{l.SheetMatrix, l.SheetAgencies, l.SheetDeadlines, l.SheetTasks, l.SheetSources, l.SheetCoverage, l.SheetFindings, l.SheetTargets, l.SheetValues, l.SheetHits, l.SheetCounts, l.SheetQuery, l.SheetMentions, l.SheetQuotes} {
			if len([]rune(name)) > 31 || strings.ContainsAny(name, `[]:*?/\'`) || seen[name] || name == firstSheet {
				t.Errorf("%s: sheet name %q", l.Lang, name)
			}
			seen[name] = true
		}
	}
}
