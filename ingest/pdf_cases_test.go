package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doichieu/corpus"
	"doichieu/ingest/internal/ingesttest"
	"doichieu/ingest/internal/pdftext/pdftest"
)

// truth is the exact text of a generated case; see cases/README.md.
type truth struct {
	Paragraphs, Footnotes []string
	Tables                []struct {
		Header []string
		Rows   [][]string
	}
}

// TestPDFCases holds the reader against the generated cases with exact text:
// the share of paragraphs, and all table rows and footnotes.
func TestPDFCases(t *testing.T) {
	if _, err := os.Stat(shared + "/cases/pdf"); err != nil {
		t.Skipf("the generated cases are not there: %v", err)
	}
	for name, c := range map[string]struct {
		truth string
		least float64
	}{
		"lo-tagged": {"a", .98}, "lo-untagged": {"a", .98}, "lo-left": {"s", .99}, "lo-pdfa1": {"s", .99}, "chrome": {"an", .98},
		"wordlike": {"an", .98}, "wordlike-charruns": {"sn", .95}, "pdflatex-t5": {"s", .99}, "cairo": {"s", .99},
		"wkhtmltopdf": {"sn", .99}, "merged-collide": {"bd", .95}, "xref-shifted": {"s", .99}, "junk-before": {"s", .99},
		"incremental": {"s", .99}, "objstm": {"s", .99}, "enc-aes128-empty": {"s", .99},
	} {
		t.Run(name, func(t *testing.T) {
			var want truth
			raw, err := os.ReadFile(shared + "/cases/truth/" + c.truth + ".json")
			if err == nil {
				err = json.Unmarshal(raw, &want)
			}
			if err != nil {
				t.Fatal(err)
			}
			doc, _, err := ReadFile(context.Background(), shared+"/cases/pdf/"+name+".pdf")
			if err != nil {
				t.Fatal(err)
			}
			checkTruth(t, doc, want, c.least)
		})
	}
}

func checkTruth(t *testing.T, doc *corpus.Document, want truth, least float64) {
	t.Helper()
	tight := func(s string) string { return strings.Join(strings.Fields(s), "") }
	paragraphs, rows, notes := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, b := range doc.Blocks {
		paragraphs[tight(b.Span.In(doc.Text))] = true
		if b.Kind == corpus.Footnote {
			notes[tight(b.Span.In(doc.Text))] = true
		}
		for _, row := range b.Cells {
			key := ""
			for _, cell := range row {
				if cell.Len() > 0 {
					key += tight(cell.In(doc.Text)) + "|"
				}
			}
			rows[key] = true
		}
	}
	found := 0
	for _, p := range want.Paragraphs {
		if paragraphs[tight(p)] {
			found++
		}
	}
	if float64(found) < least*float64(len(want.Paragraphs)) {
		t.Errorf("%d of %d paragraphs exact, want %.0f %%", found, len(want.Paragraphs), least*100)
	}
	for _, n := range want.Footnotes {
		if !notes[tight(n)] {
			t.Errorf("no footnote %q", n)
		}
	}
	for _, table := range want.Tables {
		for _, row := range append([][]string{table.Header}, table.Rows...) {
			key := ""
			for _, cell := range row {
				if cell != "" {
					key += tight(cell) + "|"
				}
			}
			if !rows[key] {
				t.Errorf("no row %.100q", key)
			}
		}
	}
}

// TestPDFCaseErrors: cases that hold no text of use are refused.
func TestPDFCaseErrors(t *testing.T) {
	if _, err := os.Stat(shared + "/cases/pdf"); err != nil {
		t.Skipf("the generated cases are not there: %v", err)
	}
	for name, want := range map[string]error{
		"scan": ErrNoText, "no-tounicode": ErrNoText, "gs-wordlike": ErrNoText, "truncated": ErrDamaged,
		"enc-aes128-user": ErrEncrypted, "enc-aes256-user": ErrEncrypted,
	} {
		if _, _, err := ReadFile(context.Background(), shared+"/cases/pdf/"+name+".pdf"); !errors.Is(err, want) {
			t.Errorf("%s: error %v, want %v", name, err, want)
		}
	}
}

// TestPDFOddFiles reads malformed files: none may do worse than be refused.
func TestPDFOddFiles(t *testing.T) {
	paths, err := filepath.Glob(shared + "/odd/*.pdf")
	if err != nil || len(paths) == 0 {
		t.Skip("the malformed files are not there")
	}
	for _, path := range paths {
		doc, _, err := ReadFile(context.Background(), path)
		var e *Error
		switch {
		case err == nil:
			if err := ingesttest.Conforms(doc); err != nil {
				t.Errorf("%s: %v", filepath.Base(path), err)
			}
		case !errors.As(err, &e), strings.Contains(e.Reason, "gave up"):
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
}

func FuzzReadPDF(f *testing.F) {
	table := planPage("Bảng")
	for _, y := range []float64{400, 430, 470} {
		table.Rule(85, y, 545, y)
	}
	table.Rule(85, 400, 85, 470)
	table.Rule(300, 400, 300, 470)
	table.Text(90, 420, 13, "TT")
	table.Text(310, 420, 13, "Việc1")
	table.Rule(85, 700, 200, 700)
	table.Text(85, 720, 9, "1 Chú thích")
	table.Annotate(100, 60, 10, "171")
	turned := &pdftest.Page{Extra: "/Rotate 90"}
	turned.Raw("BT /F1 12 Tf 0 1 -1 0 300 300 Tm <004100420043> Tj ET")
	f.Add(pdftest.File(table))
	f.Add(pdftest.File(turned, planPage("a) Một b) Hai")))
	f.Add(pdftest.File(planPage("Số 36-"), planPage("2 CT/TW")))
	f.Add(bytes.ReplaceAll(pdftest.File(planPage("Kế hoạch")), []byte("startxref"), []byte("startxxxx")))
	f.Add(bytes.ReplaceAll(pdftest.File(planPage("Kế hoạch")), []byte("/Length "), []byte("/Filter/AHx/Length 1")))
	f.Add(bytes.ReplaceAll(pdftest.File(planPage("Kế hoạch"), planPage("Hai")), []byte("12 0 obj"), []byte("99 0 obj")))
	f.Fuzz(func(t *testing.T, data []byte) {
		if !isPDF(data) {
			data = append([]byte("%PDF-1.4\n"), data...)
		}
		doc, err := Read(context.Background(), "a.pdf", data)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || strings.Contains(e.Reason, "gave up") {
				t.Fatal(err)
			}
			return
		}
		if err := ingesttest.Conforms(doc); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkReadPDF(b *testing.B) {
	data := readSamplePDF(b)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(context.Background(), "a.pdf", data); err != nil {
			b.Fatal(err)
		}
	}
}

// TestPDFLastResort: a file whose newest table of objects bears the number of the
// page, and is damaged, is read by way of another library.
func TestPDFLastResort(t *testing.T) {
	data, err := os.ReadFile(shared + "/odd/J-F-Liu+lopdf__52b24b16af47.pdf")
	if err != nil {
		t.Skipf("the odd files are not there: %v", err)
	}
	data = bytes.Replace(data, []byte("tream\r\nendobj\r\n15 0 obj"), []byte("ream\r\nendobj\r\n\r\n5 0 obj"), 1)
	doc := readBytes(t, "a.pdf", data)
	if doc.Text != "Hello World!" {
		t.Errorf("text %q", doc.Text)
	}
	for _, n := range doc.Notes {
		if strings.Contains(n.Message, "all objects read and written anew") {
			return
		}
	}
	t.Errorf("no note of it: %+v", doc.Notes)
}

// manyPages is a PDF of n pages of text.
func manyPages(n int) []byte {
	pages := make([]*pdftest.Page, n)
	for i := range pages {
		pages[i] = planPage(strings.Repeat(planWords+" ", 4))
		pages[i].Text(290, 40, 13, fmt.Sprint(i+1))
	}
	return pdftest.File(pages...)
}
