package ingest

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"doichieu/corpus"
)

// TestOfficeCases holds the readings of the shared cases, where they are
// present, against their exact text: every paragraph, row and footnote.
func TestOfficeCases(t *testing.T) {
	for file, truth := range map[string]string{"a.docx": "a", "s.docx": "s", "an.html": "an"} {
		data, err := os.ReadFile(filepath.Join(shared, "cases/other", file))
		if err != nil {
			t.Skip(err)
		}
		raw, err := os.ReadFile(filepath.Join(shared, "cases/truth", truth+".json"))
		if err != nil {
			t.Skip(err)
		}
		var want struct {
			Paragraphs, Footnotes []string
			Tables                []struct {
				Header []string
				Rows   [][]string
			}
		}
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		doc, err := Read(context.Background(), file, data)
		if err != nil {
			t.Fatal(err)
		}
		got := map[corpus.BlockKind][]string{}
		for _, b := range doc.Blocks {
			kind := b.Kind
			if kind == corpus.Heading {
				kind = corpus.Paragraph
			}
			got[kind] = append(got[kind], squeeze(b.Span.In(doc.Text)))
			for _, row := range b.Cells {
				got["row"] = append(got["row"], squeeze(doc.Text[row[0].Start:row[len(row)-1].End]))
			}
		}
		missing := func(kind corpus.BlockKind, text string) {
			if !slices.Contains(got[kind], squeeze(text)) {
				t.Errorf("%s: no %s %q", file, kind, text)
			}
		}
		for _, p := range want.Paragraphs {
			missing(corpus.Paragraph, p)
		}
		for _, n := range want.Footnotes {
			missing(corpus.Footnote, n)
		}
		for _, table := range want.Tables {
			for _, row := range append(table.Rows, table.Header) {
				whole := ""
				for _, cell := range row {
					whole += cell
				}
				missing("row", whole)
			}
		}
	}
}
