package ingest

import (
	"bytes"
	"errors"
	"fmt"
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

// pictureFont is a file whose font is made of pictures of letters with names that tell
// nothing; the codes are those of the words moved by shift.
func pictureFont(words string, shift byte) []byte {
	codes := []byte(words)
	for i, c := range codes {
		if c != ' ' {
			codes[i] = c + shift
		}
	}
	var glyphs strings.Builder
	for i := range 94 {
		fmt.Fprintf(&glyphs, "/n%d", i)
	}
	return pdftest.Assemble(map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R>>",
		2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		4: pdftest.Stream("", fmt.Sprintf("BT /F1 12 Tf 72 720 Td <%x> Tj ET", codes)),
		5: "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<>>" +
			"/Encoding<</Differences[32/space" + glyphs.String() + "]>>/FirstChar 32/LastChar 126/Widths[" + strings.Repeat("500 ", 95) + "]>>",
	}, "/Root 1 0 R")
}

// TestToldByCodes: where no font tells the letters, the codes do if they make words.
func TestToldByCodes(t *testing.T) {
	const words = "The plan of the office"
	doc := ingesttest.Run(t, func() (*corpus.Document, error) { return Read(t.Context(), "a.pdf", pictureFont(words, 0)) })
	if strings.TrimSpace(doc.Text) != words || !hasNote(doc, NoteRestored) {
		t.Errorf("text %q, notes %+v", doc.Text, doc.Notes)
	}
	for _, c := range []struct {
		words string
		shift byte
	}{{words, 1}, {"The plan of", 0}, {"1.2 34 5-6 78", 0}} {
		if _, err := Read(t.Context(), "a.pdf", pictureFont(c.words, c.shift)); !errors.Is(err, ErrNoText) {
			t.Errorf("%q moved by %d: error %v, want ErrNoText", c.words, c.shift, err)
		}
	}
}
