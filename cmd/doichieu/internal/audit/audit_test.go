package audit

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/corpus/samples"
	"doichieu/extract"
	"doichieu/ingest"
)

// plans are the sample plans, read once.
var plans = sync.OnceValues(func() (map[string]Original, error) {
	out := map[string]Original{}
	err := fs.WalkDir(samples.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(samples.FS(), path)
		if err != nil {
			return err
		}
		doc, err := ingest.Read(context.Background(), filepath.Base(path), data)
		if err != nil {
			return err
		}
		out[doc.Source.SHA256] = Original{doc, extract.Extract(doc)}
		return nil
	})
	return out, err
})

// input is a comparison of the samples, held against the first of them.
func input(t *testing.T) (render.Input, map[string]Original) {
	t.Helper()
	originals, err := plans()
	if err != nil {
		t.Fatal(err)
	}
	var list []*extract.Plan
	for _, sha := range slices.Sorted(maps.Keys(originals)) {
		list = append(list, originals[sha].Plan)
	}
	c := compare.Compare(list, compare.Options{Baseline: list[0].Document.ID})
	c.Findings = c.FindDifferences(nil)
	return render.Input{Comparison: c, Plans: list}, originals
}

// written is what a format makes of an input.
func written(t *testing.T, format string, in render.Input, lang string) []byte {
	t.Helper()
	f, err := render.Lookup(format)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b, in, lang); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// opened reads an export back.
func opened(t *testing.T, name string, data []byte) *Export {
	t.Helper()
	e, err := Open(name, data, func() (*corpus.Document, error) { return ingest.Read(t.Context(), name, data) })
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return e
}

// holds checks an export of which all is right.
func holds(t *testing.T, name string, data []byte, originals map[string]Original) Result {
	t.Helper()
	result := opened(t, name, data).Check(originals)
	for i, m := range result.Mismatches {
		if i < 3 {
			t.Errorf("%s: %+v", name, m)
		}
	}
	if result.Rows == 0 || result.Cells == 0 && name != "coverage.csv" {
		t.Errorf("%s: %d rows and %d cells were checked", name, result.Rows, result.Cells)
	}
	return result
}

// exports are the samples in every form that can be verified.
func exports(t *testing.T, lang string) (map[string][]byte, map[string]Original) {
	t.Helper()
	in, originals := input(t)
	out := map[string][]byte{"all.xlsx": written(t, "xlsx", in, lang), "tasks.docx": written(t, "docx", render.Input{Plans: in.Plans}, lang)}
	files, err := render.CSVFolder(in, lang)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Name != render.DictionaryName {
			out[f.Name] = f.Data
		}
	}
	rows := render.HitRows(in.Plans)
	quotes := &render.Mentions{Rows: []render.MentionRow{{Query: "q"}}}
	for i := range rows {
		quotes.Rows[0].Cells = append(quotes.Rows[0].Cells, render.Mention{Locality: rows[i].Locality, Count: 1, Best: &rows[i]})
	}
	out["hits.csv"] = written(t, "csv", render.Input{Hits: &render.Hits{Rows: rows}}, lang)
	out["hits.xlsx"] = written(t, "xlsx", render.Input{Hits: &render.Hits{Rows: rows}}, lang)
	out["quotes.csv"] = written(t, "csv", render.Input{Mentions: quotes}, lang)
	for _, kind := range compare.MatrixKinds() {
		view := in
		view.Matrix = in.Comparison.Matrix(kind, compare.Lang(lang))
		out["by-"+string(kind)+".json"] = written(t, "json", view, lang)
		out["by-"+string(kind)+".docx"] = written(t, "docx", view, lang)
	}
	for name, view := range map[string]render.Input{
		"tasks.json": {Plans: in.Plans}, "values.json": {Plans: in.Plans, Long: true},
		"findings.json": {Comparison: in.Comparison, Plans: in.Plans, Findings: true},
	} {
		out[name] = written(t, "json", view, lang)
	}
	return out, originals
}

func TestExportsHold(t *testing.T) {
	for _, lang := range render.Languages() {
		files, originals := exports(t, lang)
		if len(files) < 20 {
			t.Errorf("%d exports", len(files))
		}
		for _, name := range slices.Sorted(maps.Keys(files)) {
			holds(t, name, files[name], originals)
			if n := len(opened(t, name, files[name]).Sources()); n != len(originals) && name != "coverage.csv" {
				t.Errorf("%s names %d sources, want %d", name, n, len(originals))
			}
		}
	}
}

// altered gives a cell another meaning.
func altered(cell string) string {
	runes := []rune(cell)
	last := len(runes) - 1
	switch r := runes[last]; {
	case r >= '0' && r <= '8':
		runes[last]++
	case r == '9':
		runes[last] = '8'
	default:
		return cell + " khác"
	}
	return string(runes)
}

// TestAlteredCells changes cells of each table one by one, and expects each to be
// found that is not counted as unchecked.
func TestAlteredCells(t *testing.T) {
	files, originals := exports(t, "vi")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(name, ".csv") {
			continue
		}
		s := opened(t, name, files[name]).sheets[0]
		c := newChecker("", originals)
		tried := 0
		for y := 0; y < len(s.rows); y += 1 + len(s.rows)/25 {
			r := s.rows[y]
			for x, cell := range r.cells {
				if cell == "" {
					continue
				}
				c.result = Result{}
				c.row(s, r)
				before := c.result
				cells := slices.Clone(r.cells)
				cells[x] = altered(cell)
				c.result = Result{}
				c.row(s, rowAt{r.number, cells})
				if unchecked := slices.Contains(notChecked[s.layout.Name], s.columns[x].heading); unchecked == (len(c.result.Mismatches) > 0) {
					t.Errorf("%s, row %d, %q changed to %q: %d mismatches (before: %d)", name, r.number, s.columns[x].full(), cells[x], len(c.result.Mismatches), len(before.Mismatches))
				}
				tried++
			}
		}
		if tried == 0 && name != "coverage.csv" {
			t.Errorf("%s: no cell was changed", name)
		}
	}
}

// notChecked are the headings of each table below which no plan says anything.
var notChecked = map[string][]string{
	"tasks":      {"Mã dòng"},
	"values":     {"Mã dòng", "Nội dung"},
	"hits":       {"Thứ hạng", "Khớp một phần", "Các đề mục"},
	"quotes":     {"Truy vấn", "Số kết quả", "Các đề mục"},
	"comparison": {"Nội dung", "Mã dòng", "Mục", "Tình trạng"},
	"agencies":   {"Nhóm", "Địa phương", "Cần xem", "Nội dung", "Mã dòng"},
	"deadlines":  {"Nhóm", "Thời hạn", "Địa phương", "Cần xem", "Nội dung", "Mã dòng"},
	"targets":    {"Nhóm", "Năm", "Địa phương", "Cần xem", "Nội dung", "Mã dòng"},
	"findings":   {"TT", "Khác biệt", "Nội dung", "Nơi khác biệt", "So với", "Trọng số", "Mã dòng"},
	"sources":    {"TT", "Tệp", "Số nhiệm vụ", "Có nhiệm vụ tương ứng", "Cột"},
	"coverage": {
		"Địa phương", "Mục", "Giữ nguyên", "Thay đổi", "Yếu hơn", "Không tìm thấy", "Chưa rõ (văn bản đọc không đủ)", "Riêng của địa phương", "Phần không đọc được",
	},
}

// TestAlteredJSON changes every word of a task, wherever it stands in the tree.
func TestAlteredJSON(t *testing.T) {
	files, originals := exports(t, "vi")
	for _, name := range []string{"tasks.json", "values.json", "by-task.json", "by-agency.json", "findings.json"} {
		for _, c := range []struct{ was, is string }{
			{`"Sở Xây dựng"`, `"Sở Y tế"`}, {`giao thông`, `giao thong`}, {`"so-xay-dung"`, `"so-y-te"`}, {`"page": 2`, `"page": 3`}, {`2026-06-30`, `2026-07-30`},
		} {
			data := bytes.Replace(files[name], []byte(c.was), []byte(c.is), 1)
			if bytes.Equal(data, files[name]) {
				t.Errorf("%s: there is no %s to change", name, c.was)
			}
			if got := opened(t, name, data).Check(originals); len(got.Mismatches) == 0 {
				t.Errorf("%s: %s changed to %s is not found", name, c.was, c.is)
			}
		}
	}
	// The same tree in another order and spacing says the same.
	var tree any
	if err := json.Unmarshal(files["values.json"], &tree); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	holds(t, "again.json", again, originals)
}

// TestAlteredWorkbook changes a name, a day, a number and a quote.
func TestAlteredWorkbook(t *testing.T) {
	files, originals := exports(t, "vi")
	for _, c := range []struct {
		sheet, at string
		value     any
		column    string
	}{
		{"Đối chiếu", "D8", "Sở Tư pháp", "Chủ trì"},
		{"Nhiệm vụ", "G3", "Lời khác", "Nhiệm vụ (nguyên văn)"},
		{"Nhiệm vụ", "S3", 99, "Trang"},
		{"Giá trị", "J4", "Sở khác", "Nguyên văn"},
		{"Giá trị", "S5", 46000, "Đến ngày"},
		{"Theo cơ quan", "B2", "Sở Tư pháp", "Cơ quan"},
	} {
		f, err := excelize.OpenReader(bytes.NewReader(files["all.xlsx"]))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellValue(c.sheet, c.at, c.value); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		got := opened(t, "all.xlsx", b.Bytes()).Check(originals).Mismatches
		if len(got) != 1 || got[0].Sheet != c.sheet || !strings.HasSuffix(got[0].Column, c.column) || got[0].Got != fmt.Sprint(c.value) {
			t.Errorf("%s!%s changed to %v gives %+v", c.sheet, c.at, c.value, got)
		}
	}
}

// TestColumnsInAnyOrder: a table whose columns were moved and some taken out, by a
// program that parts them with semicolons and leaves the mark out.
func TestColumnsInAnyOrder(t *testing.T) {
	files, originals := exports(t, "vi")
	s := opened(t, "tasks.csv", files["tasks.csv"]).sheets[0]
	var b strings.Builder
	line := func(cells []string) {
		for x := len(cells) - 1; x >= 0; x-- {
			if s.columns[x].heading != "Tệp" {
				fmt.Fprintf(&b, `"%s";`, strings.ReplaceAll(cells[x], `"`, `""`))
			}
		}
		b.WriteString("\n")
	}
	var heads []string
	for _, c := range s.columns {
		heads = append(heads, c.heading)
	}
	line(heads)
	for _, r := range s.rows {
		line(r.cells)
	}
	if got := holds(t, "turned.csv", []byte(b.String()), originals); got.Rows != len(s.rows) {
		t.Errorf("%d rows, want %d", got.Rows, len(s.rows))
	}
}

func TestWhatIsNoExport(t *testing.T) {
	for name, data := range map[string]string{
		"other.csv": "a,b,c\n1,2,3\n", "empty.csv": "", "other.json": `{"schema":"doichieu.plan/1","tasks":[]}`, "list.json": `[1,2]`,
	} {
		if _, err := Open(name, []byte(data), nil); !errors.Is(err, ErrNoExport) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, data := range map[string]string{
		"latin.csv": "M\xe3", "broken.json": `{"schema":`, "two.json": `{} {}`, "broken.xlsx": "PK",
	} {
		if _, err := Open(name, []byte(data), nil); err == nil || errors.Is(err, ErrNoExport) {
			t.Errorf("%s: %v, want an error that says why", name, err)
		}
	}
}

// TestMissingOriginal: rows whose file is not there are mismatches, the others are
// checked all the same.
func TestMissingOriginal(t *testing.T) {
	files, originals := exports(t, "vi")
	fewer := maps.Clone(originals)
	gone := slices.Sorted(maps.Keys(originals))[0]
	delete(fewer, gone)
	for _, name := range []string{"tasks.csv", "comparison.csv", "all.xlsx", "tasks.json", "by-task.docx"} {
		got := opened(t, name, files[name]).Check(fewer)
		if len(got.Mismatches) == 0 || got.Cells <= len(got.Mismatches) {
			t.Errorf("%s: %d cells, %d mismatches", name, got.Cells, len(got.Mismatches))
		}
		for _, m := range got.Mismatches {
			if !strings.Contains(m.Reason, "original") {
				t.Errorf("%s: %+v", name, m)
			}
		}
	}
}

// TestAlteredReport: a Word report that says another agency, another day or other
// words, in the comparison and in the table of tasks.
func TestAlteredReport(t *testing.T) {
	in, originals := input(t)
	for name, alter := range map[string]func(*compare.Member){
		"agency": func(m *compare.Member) { m.Lead = []extract.Assignment{{Name: "Sở Khác"}} },
		"day": func(m *compare.Member) {
			m.Deadlines = []extract.Deadline{{Raw: "quý I", Kind: extract.By, To: "2026-03-31"}}
		},
		"words": func(m *compare.Member) { m.Text += " khác" },
		"page":  func(m *compare.Member) { m.Page += 7 },
		"place": func(m *compare.Member) { m.Task += "/x" },
	} {
		c := *in.Comparison
		c.Rows, c.Findings = slices.Clone(c.Rows), nil
		c.Rows[0].Members = slices.Clone(c.Rows[0].Members)
		alter(&c.Rows[0].Members[0])
		data := written(t, "docx", render.Input{Comparison: &c, Plans: in.Plans}, "vi")
		if got := opened(t, "a.docx", data).Check(originals).Mismatches; len(got) != 1 || got[0].Sheet != "table 1" || got[0].Row != "2" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	other := *in.Plans[0]
	other.Tasks = slices.Clone(other.Tasks)
	other.Tasks[0].Text += " khác"
	data := written(t, "docx", render.Input{Plans: []*extract.Plan{&other}}, "vi")
	if got := opened(t, "a.docx", data).Check(originals).Mismatches; len(got) != 1 || got[0].Column != "Nhiệm vụ (nguyên văn)" || got[0].Got != other.Tasks[0].Text {
		t.Errorf("a task with other words gives %+v", got)
	}
}
