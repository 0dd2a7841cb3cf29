package ingest

import (
	"bytes"
	"context"
	"errors"

	"doichieu/corpus"
	"doichieu/ingest/internal/odt"
)

// isODT looks for the name of the format, which the archive holds as it stands,
// or for the root element of a document in a single file.
func isODT(data []byte) bool {
	head := data[:min(len(data), 4096)]
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(head, []byte(odt.Type)) ||
		bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head, []byte("<office:document")) && bytes.Contains(head, []byte(odt.Type))
}

// readODT reads an OpenDocument text. Package odt finds its paragraphs, tables,
// labels and footnotes.
func readODT(_ context.Context, name string, data []byte) (*corpus.Document, error) {
	source, err := odt.Read(data)
	switch {
	case errors.Is(err, odt.ErrLocked):
		return nil, &Error{File: name, Reason: "the file is locked with a password", Hint: "open it with its password and save it without one", Err: ErrEncrypted}
	case err != nil:
		return nil, partsError(name, "OpenDocument", err)
	}
	return readFlow(name, "OpenDocument", source)
}
