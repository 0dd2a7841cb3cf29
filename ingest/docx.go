package ingest

import (
	"bytes"
	"context"

	"doichieu/corpus"
	"doichieu/ingest/internal/docx"
)

// isDOCX looks for the name of the main part, which a zip archive holds as it
// stands; where it has another name, the list of types tells.
func isDOCX(data []byte) bool {
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return false
	}
	return bytes.Contains(data, []byte(docx.MainPart)) || bytes.Contains(data, []byte(docx.TypesPart)) && docx.Is(data)
}

// readDOCX reads a document of Word. Package docx finds its paragraphs, tables,
// labels and footnotes.
func readDOCX(_ context.Context, name string, data []byte) (*corpus.Document, error) {
	source, err := docx.Read(data)
	if err != nil {
		return nil, partsError(name, "Word", err)
	}
	return readFlow(name, "Word", source)
}
