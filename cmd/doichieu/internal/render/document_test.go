package render

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doichieu/corpus"
)

// read is a document of one page with a heading, a table and a page number, and
// of a second page of which no text was kept.
func read(text string) *corpus.Document {
	doc := &corpus.Document{
		Source: corpus.Source{Name: "ke-hoach.pdf", SHA256: strings.Repeat("a", 64), Format: "pdf", Pages: 2},
		Pages:  []corpus.Page{{Number: 1, Verdict: "text", Width: 595, Height: 842}, {Number: 2, Verdict: "scan"}},
		Notes:  []corpus.Note{{Code: "scan", Severity: corpus.Problem, Message: "the page is a picture", Page: 2}},
	}
	doc.Text = text + "\nViệc\tCơ quan\n2"
	at := len(text) + 1
	doc.Blocks = []corpus.Block{
		{Kind: corpus.Heading, Span: corpus.Span{Start: 0, End: len(text)}, Page: 1, Box: corpus.Box{100, 80, 300, 96}},
		{Kind: corpus.Table, Span: corpus.Span{Start: at, End: at + len("Việc\tCơ quan")}, Page: 1, Box: corpus.Box{80, 120, 500, 200}, Cells: [][]corpus.Span{{
			{Start: at, End: at + len("Việc")}, {Start: at + len("Việc\t"), End: at + len("Việc\tCơ quan")},
		}}},
		{Kind: corpus.Furniture, Span: corpus.Span{Start: len(doc.Text) - 1, End: len(doc.Text)}, Page: 1},
	}
	return doc
}

func TestDocument(t *testing.T) {
	var b bytes.Buffer
	if err := Document(&b, read("KẾ HOẠCH"), map[int][]byte{2: []byte("\x89PNG")}, "vi"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "document.html")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("the page differs; run with -update and read the difference:\n%s", firstDifference(b.Bytes(), want))
	}
	if err := Document(&b, read("x"), nil, "fr"); err == nil {
		t.Error("an unknown language is no error")
	}
}

// TestDocumentIsHarmless: words of a document and the name of a file stay words.
func TestDocumentIsHarmless(t *testing.T) {
	for _, attack := range attacks {
		doc := read(strings.ReplaceAll(attack, "\n", " "))
		doc.Source.Name, doc.Notes[0].Message, doc.Blocks[0].Mark = attack, attack, attack
		var b bytes.Buffer
		if err := Document(&b, doc, nil, ""); err != nil {
			t.Fatal(err)
		}
		if s := b.String(); strings.Contains(s, "<script") || strings.Contains(s, "<img") || strings.Contains(s, "\x1b") {
			t.Errorf("%q gets through", attack)
		}
	}
}

// TestDocumentWords: both languages name every kind of block, and the same
// verdicts.
func TestDocumentWords(t *testing.T) {
	kinds := []corpus.BlockKind{corpus.Heading, corpus.Paragraph, corpus.Table, corpus.Footnote, corpus.Furniture, corpus.Stamp}
	for _, words := range []documentWords{vietnameseDocument, englishDocument} {
		for _, k := range kinds {
			if words.kinds[k] == "" {
				t.Errorf("no word for %s", k)
			}
		}
		for verdict := range vietnameseDocument.verdicts {
			if words.verdicts[verdict] == "" {
				t.Errorf("no word for %s", verdict)
			}
		}
	}
	var b bytes.Buffer
	if err := Document(&b, read("KẾ HOẠCH"), nil, "en"); err != nil || !strings.Contains(b.String(), "<small>scan, not read</small>") {
		t.Errorf("the English page: %v", err)
	}
}
