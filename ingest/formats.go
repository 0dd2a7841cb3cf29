// Package ingest reads files of any supported format and makes a
// [corpus.Document] of each.
//
// The steps, for every format alike:
//
//  1. the format is told by the content, never by the extension alone;
//  2. the format's reader turns the bytes into pieces of text in reading order,
//     and knows which are headings, tables, footnotes and page furniture;
//  3. one builder (assemble.go) makes the canonical text of them, so that a
//     paragraph of the same plan reads the same whatever the file was.
//
// What a reader repairs, moves or leaves out is a note with a code of
// notes.go. The package does not look for sections, tasks or dates.
package ingest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"

	"doichieu/corpus"
)

// Format describes a format that can be read, for help texts and the README.
type Format struct {
	Name        string   // as in corpus.Source.Format
	Extensions  []string // usual extensions with the dot, lower case
	Description string
	Limits      string // what is not read, or not well
}

// format is a row of the table: how to tell the format, and how to read it.
type format struct {
	Format
	sniff func(data []byte) bool
	read  func(ctx context.Context, name string, data []byte) (*corpus.Document, error)
	// readWith stands in the place of read where options change the reading.
	readWith func(ctx context.Context, name string, data []byte, o Options) (*corpus.Document, error)
}

// formats is the table. The first row whose sniff accepts the content reads
// the file. A new format is one row here, its reader in a file of its own, and
// samples for the conformance suite.
func formats() []format {
	return []format{
		{
			Format: Format{
				Name: "pdf", Extensions: []string{".pdf"},
				Description: "PDF of any producer; fonts of the TCVN3 (ABC) family are decoded; scans are read by OCR",
				Limits:      "OCR needs tesseract; tables are read where rules draw them, not in pictures; locked files need their password",
			},
			sniff:    isPDF,
			readWith: readPDF,
		},
		{
			Format: Format{
				Name: "picture", Extensions: []string{".png", ".jpg", ".jpeg", ".tif", ".tiff"},
				Description: "PNG, JPEG and TIFF pictures of pages, read by OCR",
				Limits:      "OCR needs tesseract; tables come as lines",
			},
			sniff:    isPageImage,
			readWith: readPicture,
		},
		{
			Format: Format{
				Name: "docx", Extensions: []string{".docx", ".docm", ".dotx"},
				Description: "Word documents, with the labels of lists, tables, footnotes and text boxes; TCVN3, VNI, VISCII and VPS fonts are decoded",
				Limits:      "pictures are not read; tracked changes count as accepted; pages are known only if Word saved the file",
			},
			sniff: isDOCX,
			read:  readDOCX,
		},
		{
			Format: Format{
				Name: "odt", Extensions: []string{".odt", ".ott", ".fodt"},
				Description: "OpenDocument texts, with the labels of lists, tables, footnotes and text boxes",
				Limits:      "pictures are not read; tracked changes count as accepted",
			},
			sniff: isODT,
			read:  readODT,
		},
		{
			Format: Format{
				Name: "doc", Extensions: []string{".doc", ".dot"},
				Description: "old Word documents, by way of LibreOffice (package libreoffice-writer), else as bare text by catdoc",
				Limits:      "one of the two programs must be installed",
			},
			sniff:    isDOC,
			readWith: readDOC,
		},
		{
			Format: Format{
				Name: "rtf", Extensions: []string{".rtf"},
				Description: "rich text, by way of LibreOffice (package libreoffice-writer), else as bare text by catdoc",
				Limits:      "one of the two programs must be installed",
			},
			sniff:    isRTF,
			readWith: readRTF,
		},
		{
			Format: Format{
				Name: "html", Extensions: []string{".html", ".htm", ".xhtml"},
				Description: "web pages, also those that word processors saved: the document on the page, with tables, lists and footnotes",
				Limits:      "style sheets are not evaluated; what a page loads later is not in the file",
			},
			sniff: isHTML,
			read:  readHTML,
		},
		{
			Format: Format{
				Name: "mhtml", Extensions: []string{".mht", ".mhtml"},
				Description: "web pages saved with their pictures in one file, by browsers and by Word",
				Limits:      "pictures are not read",
			},
			sniff: isMHTML,
			read:  readMHTML,
		},
		{
			Format: Format{
				Name: "markdown", Extensions: []string{".md", ".markdown"},
				Description: "Markdown, as OCR programs and web page savers write it",
				Limits:      "marks of emphasis are taken out; pictures are not read",
			},
			sniff: func(data []byte) bool { return isText(data) && isMarkdown(data) },
			read:  readText,
		},
		{
			Format: Format{
				Name: "text", Extensions: []string{".txt", ".text"},
				Description: "plain text in UTF-8, UTF-16, Windows-1258, TCVN3 (ABC), VNI, VISCII or VPS, one paragraph a line or hard-wrapped",
				Limits:      "columns of tables only where tabs or | separate them",
			},
			sniff: isText,
			read:  readText,
		},
	}
}

// Formats lists the formats that can be read, in the order of the table.
func Formats() []Format {
	var list []Format
	for _, f := range formats() {
		list = append(list, f.Format)
	}
	return list
}

// Read reads one document without OCR. name is for messages; its base name
// becomes Source.Name. The error is an [*Error]; see the sentinels for its
// causes.
func Read(ctx context.Context, name string, data []byte) (*corpus.Document, error) {
	return ReadWith(ctx, name, data, Options{})
}

// ReadWith is [Read] as the options say.
func ReadWith(ctx context.Context, name string, data []byte, o Options) (*corpus.Document, error) {
	name = filepath.Base(name)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, &Error{File: name, Reason: "the file is empty", Err: ErrEmpty}
	}
	table := formats()
	i := slices.IndexFunc(table, func(f format) bool { return f.sniff(data) })
	if i < 0 {
		return nil, unknown(name, data)
	}
	doc, err := safely(ctx, table[i], name, data, o)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	doc.ID = corpus.DocumentID(hash)
	doc.Source = corpus.Source{
		Name: name, SHA256: hash, Format: table[i].Name, Size: int64(len(data)), Pages: len(doc.Pages),
	}
	return doc, nil
}

// safely runs a reader and turns its panic into an error: readers stand on
// foreign code and meet hostile files.
func safely(ctx context.Context, f format, name string, data []byte, o Options) (doc *corpus.Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			doc, err = nil, &Error{
				File: name, Reason: fmt.Sprintf("the %s reader gave up: %v", f.Name, r),
				Hint: "open the file in its own program and save it anew", Err: ErrDamaged,
			}
		}
	}()
	if f.readWith != nil {
		return f.readWith(ctx, name, data, o)
	}
	return f.read(ctx, name, data)
}
