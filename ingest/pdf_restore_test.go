package ingest

import (
	"bytes"
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"

	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/ingest/internal/ingesttest"
	"doichieu/ingest/internal/pdftext/pdftest"
)

// glyphsOf maps letters to the upright glyphs of Times New Roman.
func glyphsOf(t *testing.T) map[string]rune {
	t.Helper()
	table, err := os.ReadFile("internal/pdftext/times.tsv")
	if err != nil {
		t.Fatal(err)
	}
	glyphs := map[string]rune{}
	for line := range strings.Lines(string(table)) {
		number, letter, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if n, err := strconv.Atoi(number); err == nil {
			glyphs[letter] = rune(n) // the upright faces come last
		}
	}
	return glyphs
}

// glyphFile is a file whose codes are glyphs, moved by shift, in a font of that
// name. Its ToUnicode table is as long as the codes and false; without it there
// is none.
func glyphFile(t *testing.T, font, words string, shift rune, table bool) []byte {
	t.Helper()
	glyphs := glyphsOf(t)
	p := &pdftest.Page{}
	y, line := 80.0, ""
	show := func() {
		p.Text(85, y, 13, strings.Map(func(r rune) rune { return glyphs[string(r)] + shift }, line))
		y, line = y+20, ""
	}
	for w := range strings.FieldsSeq(vn.NFC(words)) {
		if len([]rune(line+w)) > 68 {
			show()
		}
		line = strings.TrimSpace(line + " " + w)
	}
	show()
	data := bytes.ReplaceAll(pdftest.File(p), []byte("/BaseFont/Test"), []byte("/BaseFont/"+font))
	if !table {
		data = bytes.ReplaceAll(data, []byte("/ToUnicode "), []byte("/ToNothing "))
	}
	return data
}

// TestRestored: lost and false letters of Times New Roman are told by its
// glyphs, which the page and a note say.
func TestRestored(t *testing.T) {
	words := planWords + " Đẩy mạnh “Ủy ban số” – 50% xã; Ỷ lại, Ỹ, ỹ, Ũ, Ĩ."
	for _, c := range []struct {
		font  string
		table bool
	}{{"TimesNewRomanPSMT", false}, {"ABCDEF+TimesNewRomanPS-BoldMT", true}, {"Times#20New#20Roman", false}} {
		doc := ingesttest.Run(t, func() (*corpus.Document, error) {
			return Read(t.Context(), "a.pdf", glyphFile(t, c.font, words, 0, c.table))
		})
		if got := strings.ReplaceAll(doc.Text, "\n", " "); got != words {
			t.Errorf("%s: text %q, want %q", c.font, got, words)
		}
		if doc.Pages[0].Verdict != verdictText || !hasNote(doc, NoteRestored) {
			t.Errorf("%s: page %+v, notes %+v", c.font, doc.Pages[0], doc.Notes)
		}
	}
}

// TestNotRestored: another font, or glyphs in another order, stays garbled; text
// that is good stays as it is.
func TestNotRestored(t *testing.T) {
	for name, data := range map[string][]byte{
		"another font":              glyphFile(t, "Arial", planWords, 0, false),
		"another order":             glyphFile(t, "TimesNewRomanPSMT", planWords, 2, false),
		"another order, with table": glyphFile(t, "TimesNewRomanPSMT", planWords, 2, true),
	} {
		if doc, err := Read(t.Context(), "a.pdf", data); !errors.Is(err, ErrNoText) {
			t.Errorf("%s: %+v, %v", name, doc, err)
		}
	}
	good := bytes.ReplaceAll(pdftest.File(planPage(planWords)), []byte("/BaseFont/Test"), []byte("/BaseFont/TimesNewRoman"))
	if doc := readBytes(t, "a.pdf", good); hasNote(doc, NoteRestored) || !strings.Contains(doc.Text, "Sở Giáo dục và Đào tạo") {
		t.Errorf("good text: %q, notes %+v", doc.Text, doc.Notes)
	}
}
