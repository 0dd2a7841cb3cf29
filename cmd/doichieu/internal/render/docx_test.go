package render

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/ingest"
)

// wordTables reads a report with the reader for plans and gives its tables.
func wordTables(t *testing.T, in Input, lang string) [][][]string {
	t.Helper()
	doc, err := ingest.Read(t.Context(), "bao-cao.docx", renderTo(t, "docx", in, lang))
	if err != nil {
		t.Fatal(err)
	}
	var tables [][][]string
	for _, b := range doc.Blocks {
		if b.Kind != corpus.Table {
			continue
		}
		tables = append(tables, b.Rows(doc.Text))
	}
	return tables
}

// wordPartOf is a file in a package.
func wordPartOf(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestDOCXReadsBack(t *testing.T) {
	tables := wordTables(t, against(), "vi")
	if len(tables) != 3 {
		t.Fatalf("%d tables, want the comparison, the coverage and the sources", len(tables))
	}
	for _, c := range []struct {
		table, row, column int
		want               string
	}{
		{0, 0, 0, "Nội dung"},
		{0, 0, 2, "Phú Sơn\n142/KH-UBND"},
		{0, 1, 1, "Chủ trì: Công an tỉnh\nPhối hợp: Sở Xây dựng; Sở Giáo dục và Đào tạo\nThời hạn: trong quý II năm 2026 (đến 30/06/2026)\n“a) Chủ trì, phối hợp với Sở Xây dựng rà soát điểm đen trước cổng trường trong quý II năm 2026.”\n[tr. 2, II/1/a]"},
		{0, 2, 2, "Không tìm thấy: gần nhất tr. 1, II/1/b (0.21)\n–"},
		{0, 3, 1, "Chủ trì: Tòa án nhân dân tỉnh (đề nghị)\n“2. Đề nghị Tòa án nhân dân tỉnh xét xử lưu động.”\n[tr. 3, II/2]"},
		{1, 1, 0, "Phú Sơn"},
		{2, 1, 1, "87/KH-UBND"},
		{2, 1, 2, "15/04/2026"},
		{2, 2, 7, strings.Repeat("b", 64)},
	} {
		if got := tables[c.table][c.row][c.column]; got != c.want {
			t.Errorf("table %d, row %d, column %d is %q, want %q", c.table, c.row, c.column, got, c.want)
		}
	}
	if got := tables[0][1][2]; strings.Count(got, "[tr. 1, II/1/") != 2 || !strings.HasSuffix(got, "[tr. 1, II/1/b (OCR)]") {
		t.Errorf("a cell with two tasks is %q", got)
	}
	tasks := wordTables(t, Input{Plans: sample().Plans}, "en")
	if got := tasks[0][2]; got[2] != "- Kiểm tra 100% xe đưa đón học sinh." || got[1] != "p. 2, II/1/-1" || got[0] != "Lam Giang; 87/KH-UBND" {
		t.Errorf("a row of tasks is %q", got)
	}
}

// TestDOCXViews: by agency, by deadline and findings are written too, and many
// plans go into several tables.
func TestDOCXViews(t *testing.T) {
	for kind, want := range map[compare.MatrixKind]string{compare.ByAgency: "Cơ quan", compare.ByDeadline: "Thời hạn", compare.ByTarget: "Năm"} {
		in := sample()
		in.Matrix = in.Comparison.Matrix(kind, compare.Vietnamese)
		if got := wordTables(t, in, "vi")[0][0][0]; got != want {
			t.Errorf("by %s the first heading is %q, want %q", kind, got, want)
		}
	}
	if got := wordTables(t, found(), "vi")[0][1][1]; got != "Cơ quan chủ trì khác" {
		t.Errorf("the first finding is %q", got)
	}
	in := sample()
	for range wordColumns {
		in.Comparison.Plans = append(in.Comparison.Plans, in.Comparison.Plans[0])
	}
	tables := wordTables(t, in, "vi")
	if len(tables) != 3 || len(tables[0][0]) != 1+wordColumns || len(tables[1][0]) != 1+2 {
		t.Errorf("%d plans give %d tables of %d and %d columns", wordColumns+2, len(tables), len(tables[0][0]), len(tables[1][0]))
	}
}

// TestDOCXPages: landscape, a heading that repeats, rows that stay whole, and
// page numbers.
func TestDOCXPages(t *testing.T) {
	data := renderTo(t, "docx", sample(), "vi")
	body := wordPartOf(t, data, "word/document.xml")
	if tables, heads := strings.Count(body, "<w:tbl>"), strings.Count(body, "<w:tblHeader/>"); tables != 2 || heads != tables {
		t.Errorf("%d tables with %d headings that repeat", tables, heads)
	}
	if rows, whole := strings.Count(body, "<w:tr>"), strings.Count(body, "<w:cantSplit/>"); rows != 4+3 || whole != rows {
		t.Errorf("%d rows, %d of which are kept whole", rows, whole)
	}
	if !strings.Contains(body, `w:w="16838" w:h="11906" w:orient="landscape"`) {
		t.Error("the page is not A4 landscape")
	}
	if foot := wordPartOf(t, data, "word/footer1.xml"); !strings.Contains(foot, " PAGE ") || !strings.Contains(foot, " NUMPAGES ") {
		t.Errorf("no page numbers in %s", foot)
	}
	if styles := wordPartOf(t, data, "word/styles.xml"); !strings.Contains(styles, "Times New Roman") {
		t.Error("the font is not Times New Roman")
	}
}

// TestHostileDOCX: whatever the words, the document has the same elements, and
// the words come back as every format shows them.
func TestHostileDOCX(t *testing.T) {
	elements := func(attack string) string {
		var b strings.Builder
		data := renderTo(t, "docx", hostile(attack), "vi")
		for _, part := range []string{"word/document.xml", "word/header1.xml", "docProps/core.xml"} {
			d := xml.NewDecoder(strings.NewReader(wordPartOf(t, data, part)))
			for {
				token, err := d.Token()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatalf("%q: %s: %v", attack, part, err)
				}
				if e, ok := token.(xml.StartElement); ok {
					b.WriteString(e.Name.Local + " ")
				}
			}
		}
		return b.String()
	}
	want := elements("lành")
	for _, attack := range attacks {
		if got := elements(attack); got != want {
			t.Errorf("%q changes the elements of the document", attack)
		}
	}
	tables := wordTables(t, hostile("\x1b[31mđỏ\u202e"), "vi")
	if got := tables[0][1][1]; !strings.Contains(got, "“␛[31mđỏ<U+202E>”") {
		t.Errorf("control characters are shown as %q", got)
	}
}
