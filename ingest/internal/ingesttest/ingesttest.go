// Package ingesttest is the contract of package ingest in executable form:
// what must hold of the document that a reader of any format makes.
package ingesttest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"doichieu/corpus"
)

// Run reads a document twice and holds it against [Conforms]; both readings
// must agree byte for byte, and the JSON form must read back. It returns the
// document for further tests.
func Run(t testing.TB, read func() (*corpus.Document, error)) *corpus.Document {
	t.Helper()
	doc, err := read()
	if err != nil {
		t.Fatal(err)
	}
	if err := Conforms(doc); err != nil {
		t.Error(err)
	}
	first := encode(t, doc)
	again, err := read()
	if err != nil {
		t.Fatalf("read a second time: %v", err)
	}
	if encode(t, again) != first {
		t.Error("two readings of one file differ")
	}
	var back corpus.Document
	if err := json.Unmarshal([]byte(first), &back); err != nil {
		t.Fatalf("the JSON form does not read back: %v", err)
	}
	if encode(t, &back) != first {
		t.Error("the JSON form changes when it is read back")
	}
	return doc
}

func encode(t testing.TB, doc *corpus.Document) string {
	t.Helper()
	b, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Conforms reports every rule of the document contract that doc breaks.
func Conforms(doc *corpus.Document) error {
	errs := []error{doc.Check(), text(doc.Text), pages(doc), source(doc)}
	at := 0
	page := 1
	for i, b := range doc.Blocks {
		if err := block(doc, b); err != nil {
			errs = append(errs, fmt.Errorf("block %d (%s): %w", i, b.Kind, err))
		}
		if i > 0 && doc.Text[min(at, b.Span.Start):b.Span.Start] != "\n" {
			errs = append(errs, fmt.Errorf("block %d: %q stands before it, want one newline", i, doc.Text[min(at, b.Span.Start):b.Span.Start]))
		}
		if b.Page < page {
			errs = append(errs, fmt.Errorf("block %d is on page %d, the one before on %d", i, b.Page, page))
		}
		at, page = b.Span.End, b.Page
	}
	if at != len(doc.Text) {
		errs = append(errs, fmt.Errorf("%d bytes of text lie behind the last block", len(doc.Text)-at))
	}
	for i, n := range doc.Notes {
		if n.Code == "" || n.Message == "" || n.Severity == "" {
			errs = append(errs, fmt.Errorf("note %d lacks its code, message or severity: %+v", i, n))
		}
		if n.Span.Start < 0 || n.Span.End < n.Span.Start || n.Span.End > len(doc.Text) {
			errs = append(errs, fmt.Errorf("note %d (%s) has span %v outside of the text", i, n.Code, n.Span))
		}
	}
	return errors.Join(errs...)
}

// text checks the characters of the canonical text.
func text(s string) error {
	if !utf8.ValidString(s) {
		return errors.New("the text is no valid UTF-8")
	}
	if !norm.NFC.IsNormalString(s) {
		return errors.New("the text is not NFC")
	}
	for i, r := range s {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u00a0' || r == '\ufeff' || r == '\u00ad' || r == '\u200b' {
			return fmt.Errorf("the text holds %U at byte %d", r, i)
		}
	}
	return nil
}

// pages checks that the pages are numbered 1, 2, 3, ... and have a verdict.
func pages(doc *corpus.Document) error {
	for i, p := range doc.Pages {
		if p.Number != i+1 || p.Verdict == "" {
			return fmt.Errorf("page %d is numbered %d with verdict %q", i+1, p.Number, p.Verdict)
		}
	}
	if len(doc.Pages) == 0 {
		return errors.New("the document has no page")
	}
	return nil
}

func source(doc *corpus.Document) error {
	s := doc.Source
	switch {
	case len(s.SHA256) != 64 || doc.ID != corpus.DocumentID(s.SHA256):
		return fmt.Errorf("id %q, hash %q", doc.ID, s.SHA256)
	case s.Format == "" || s.Name == "" || s.Size == 0 || strings.ContainsAny(s.Name, `/\`):
		return fmt.Errorf("source %+v is incomplete, or its name is a path", s)
	case s.Pages != len(doc.Pages):
		return fmt.Errorf("source says %d pages, the document has %d", s.Pages, len(doc.Pages))
	}
	return nil
}

// block checks one block by itself.
func block(doc *corpus.Document, b corpus.Block) error {
	if b.Span.Start < 0 || b.Span.End > len(doc.Text) || b.Span.Start >= b.Span.End {
		return fmt.Errorf("span %v is empty or out of range", b.Span)
	}
	s := b.Span.In(doc.Text)
	if b.Page < 1 || b.Page > len(doc.Pages) {
		return fmt.Errorf("page %d of %d", b.Page, len(doc.Pages))
	}
	page, offset := b.Page, b.Span.Start
	for _, br := range b.Breaks {
		if br.Page <= page || br.Page > len(doc.Pages) || br.Offset <= offset || br.Offset >= b.Span.End {
			return fmt.Errorf("page break %+v behind page %d, offset %d", br, page, offset)
		}
		page, offset = br.Page, br.Offset
	}
	switch b.Kind {
	case corpus.Table:
		return cells(doc, b)
	case corpus.Heading, corpus.Paragraph, corpus.Footnote, corpus.Furniture, corpus.Stamp:
	default:
		return fmt.Errorf("unknown kind %q", b.Kind)
	}
	if len(b.Cells) > 0 {
		return errors.New("it has cells")
	}
	if strings.ContainsAny(s, "\n\t") || strings.Contains(s, "  ") || strings.TrimSpace(s) != s {
		return fmt.Errorf("lines, tabs or superfluous blanks in %q", s)
	}
	return nil
}

// cells checks that a table's cells ascend and hold all of its words.
func cells(doc *corpus.Document, b corpus.Block) error {
	at := b.Span.Start
	for r, row := range b.Cells {
		for c, cell := range row {
			if cell.Start < at || cell.End > b.Span.End {
				return fmt.Errorf("cell %d of row %d has span %v, want one from %d on", c, r, cell, at)
			}
			if strings.TrimSpace(doc.Text[at:cell.Start]) != "" {
				return fmt.Errorf("%q stands between the cells of row %d", doc.Text[at:cell.Start], r)
			}
			at = cell.End
		}
	}
	if len(b.Cells) == 0 || strings.TrimSpace(doc.Text[at:b.Span.End]) != "" {
		return errors.New("it has text outside of its cells")
	}
	return nil
}
