// Package corpus holds the stored documents: the document model that every
// other package reads, and the library that keeps documents on disk.
//
// A [Document] is one canonical text with spans into it. Package ingest fixes
// the text once (UTF-8, NFC, LF); nothing edits it afterwards, and every value
// that any later stage reports is a half-open byte [Span] of it. What a stage
// skipped, guessed, repaired or did not understand is a [Note], never silence.
//
// The package is a leaf: it imports nothing else of this module. The helpers
// corpus/vn (Vietnamese letters), corpus/marker (list markers) and corpus/lazy
// (regular expressions compiled when used) touch no files.
package corpus

import (
	"encoding/json"
	"fmt"
	"sort"
)

// DocumentSchema names the JSON form of a [Document].
const DocumentSchema = "doichieu.document/1"

// Span is a half-open range [Start, End) of byte offsets into Document.Text.
// Its JSON form is the two-element array [start, end].
type Span struct{ Start, End int }

// Len is the number of bytes the span covers.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the spans share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Shift moves the span by n bytes; it turns a span of a part into one of the
// whole when n is where the part begins.
func (s Span) Shift(n int) Span { return Span{s.Start + n, s.End + n} }

// In is the text that the span covers. It panics if the span is out of range,
// as a slice expression does.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// MarshalJSON writes [start, end].
func (s Span) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "[%d,%d]", s.Start, s.End), nil
}

// UnmarshalJSON reads [start, end].
func (s *Span) UnmarshalJSON(b []byte) error {
	var a [2]int
	if err := json.Unmarshal(b, &a); err != nil {
		return err
	}
	s.Start, s.End = a[0], a[1]
	return nil
}

// Source says which file a document was read from.
type Source struct {
	Name   string `json:"name"`   // base name of the file as given, never a whole path
	SHA256 string `json:"sha256"` // of the original bytes, lower-case hex
	Format string `json:"format"` // name of the row of ingest's format table: text, markdown, pdf, ...
	Size   int64  `json:"size"`   // bytes of the original
	Pages  int    `json:"pages"`  // number of pages; 1 where the format has none
}

// BlockKind tells what a block is in the layout of the document.
type BlockKind string

// The kinds of blocks.
const (
	Heading   BlockKind = "heading"   // set apart by the layout (Markdown #, a line of its own in capitals or bold)
	Paragraph BlockKind = "paragraph" // running text, one paragraph or list item, its lines joined
	Table     BlockKind = "table"     // rows and cells
	Footnote  BlockKind = "footnote"  // text at the foot of a page, tied to its mark
	Furniture BlockKind = "furniture" // page numbers, running heads: belongs to the page, not to the text
	Stamp     BlockKind = "stamp"     // appearance of a signature or other annotation
)

// PageBreak says that from Offset on a block stands on page Page.
type PageBreak struct {
	Offset int `json:"offset"` // byte offset into Document.Text, inside the block's span
	Page   int `json:"page"`
}

// Box is a rectangle on a page in points (1/72 inch), origin at the top left:
// left, top, right, bottom. All zero where the format has no geometry.
type Box [4]float64

// Block is one piece of the document in reading order. Blocks do not overlap,
// their spans ascend, and one newline separates each from the next in
// Document.Text. The text of a paragraph contains no newline: lines broken by
// the page were joined, and a paragraph that furniture or a footnote
// interrupted is one block, with the interrupting block after it.
type Block struct {
	Kind   BlockKind
	Span   Span
	Page   int         // 1-based page on which the block begins
	Breaks []PageBreak // where it runs on to later pages, ascending
	Box    Box
	// Cells are the spans of a table's cells, by row; empty for other kinds.
	// A cell that a merged cell covers is empty (Start == End). Within a cell
	// a newline separates paragraphs.
	Cells [][]Span
	// Level is the depth of a heading where the format states it (Markdown #
	// to ######, DOCX outline level), else 0.
	Level int
	// Bold says that all the words are bold; OCR Markdown is bold at random,
	// so it is a hint and never a proof.
	Bold bool
	// Mark is the footnote's mark as printed ("1", "*"), for Kind Footnote.
	Mark string
}

// Page is one page of the original.
type Page struct {
	Number int `json:"number"` // 1-based
	// Verdict says what the page's text is worth: text, legacy, garbled,
	// foreign-ocr, ocr, scan, empty, damaged.
	Verdict string `json:"verdict"`
	// Width and Height are the page's size in points; 0 where the format has no
	// geometry.
	Width  float64 `json:"width,omitempty"`
	Height float64 `json:"height,omitempty"`
}

// OCR reports a page whose text was made by OCR from a picture.
func (p Page) OCR() bool { return p.Verdict == "ocr" }

// Unread reports a page that has something on it of which no text was kept: a
// scan, letters without meaning, a damaged page.
func (p Page) Unread() bool {
	switch p.Verdict {
	case "garbled", "foreign-ocr", "scan", "damaged":
		return true
	}
	return false
}

// Severity of a note.
type Severity string

// The severities, in rising order.
const (
	Info    Severity = "info"    // worth knowing: repaired, inferred
	Warning Severity = "warning" // may be wrong: look at it
	Problem Severity = "error"   // something could not be read or understood
)

// Note records something skipped, guessed, repaired or not understood. Code is
// stable and made of lower-case words with hyphens ("footnote-moved"); tests
// and users name it. Span is empty (0,0) where the note is about no place.
type Note struct {
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
	Span     Span     `json:"span"`
	Page     int      `json:"page"` // 0 where the note is about no page
}

// Document is what ingest makes of a file of any format.
type Document struct {
	ID     string // the first 12 hex digits of Source.SHA256
	Source Source
	Text   string // canonical: UTF-8, NFC, LF; never edited after ingest
	Pages  []Page
	Blocks []Block
	Notes  []Note
}

// DocumentID is the id of a document with that SHA-256 (lower-case hex).
func DocumentID(sha256 string) string { return sha256[:min(12, len(sha256))] }

// BlockAt is the index of the block that covers offset, or -1.
func (d *Document) BlockAt(offset int) int {
	i := sort.Search(len(d.Blocks), func(i int) bool { return d.Blocks[i].Span.End > offset })
	if i < len(d.Blocks) && d.Blocks[i].Span.Start <= offset {
		return i
	}
	return -1
}

// PageAt is the 1-based page on which the byte at offset stands; for an offset
// between blocks, the page of the next block; 1 for a document without blocks.
func (d *Document) PageAt(offset int) int {
	i := sort.Search(len(d.Blocks), func(i int) bool { return d.Blocks[i].Span.End > offset })
	if i == len(d.Blocks) {
		if i == 0 {
			return 1
		}
		i--
	}
	b := d.Blocks[i]
	page := b.Page
	for _, br := range b.Breaks {
		if br.Offset <= offset {
			page = br.Page
		}
	}
	return page
}

// documentJSON is the wire form: the product's schema with the text beside it.
type documentJSON struct {
	Schema string      `json:"schema"`
	ID     string      `json:"id"`
	Source Source      `json:"source"`
	Text   string      `json:"text"`
	Pages  []Page      `json:"pages"`
	Blocks []blockJSON `json:"blocks"`
	Notes  []Note      `json:"notes"`
}

type blockJSON struct {
	Kind   BlockKind   `json:"kind"`
	Text   string      `json:"text"`
	Rows   [][]string  `json:"rows"`
	Page   int         `json:"page"`
	Box    Box         `json:"box"`
	Span   Span        `json:"span"`
	Breaks []PageBreak `json:"breaks"`
	Cells  [][]Span    `json:"cells"`
	Level  int         `json:"level"`
	Bold   bool        `json:"bold"`
	Mark   string      `json:"mark"`
}

// Rows are the words of the cells of a table, row by row; text is that of the
// document. A block that is no table has none; the list is never nil.
func (b *Block) Rows(text string) [][]string {
	rows := make([][]string, len(b.Cells))
	for i, spans := range b.Cells {
		rows[i] = make([]string, len(spans))
		for k, s := range spans {
			rows[i][k] = s.In(text)
		}
	}
	return rows
}

// MarshalJSON writes schema "doichieu.document/1". Empty lists are [], never
// null; blocks carry their text so that readers need not slice bytes.
func (d *Document) MarshalJSON() ([]byte, error) {
	out := documentJSON{
		Schema: DocumentSchema, ID: d.ID, Source: d.Source, Text: d.Text,
		Pages: nonNil(d.Pages), Notes: nonNil(d.Notes), Blocks: make([]blockJSON, len(d.Blocks)),
	}
	for i, b := range d.Blocks {
		j := blockJSON{
			Kind: b.Kind, Text: b.Span.In(d.Text), Rows: b.Rows(d.Text), Page: b.Page, Box: b.Box, Span: b.Span,
			Breaks: nonNil(b.Breaks), Cells: nonNil(b.Cells), Level: b.Level, Bold: b.Bold, Mark: b.Mark,
		}
		out.Blocks[i] = j
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote. It refuses another schema and
// checks the document with [Document.Check].
func (d *Document) UnmarshalJSON(b []byte) error {
	var in documentJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	if in.Schema != DocumentSchema {
		return fmt.Errorf("document has schema %q, this program reads %q", in.Schema, DocumentSchema)
	}
	*d = Document{ID: in.ID, Source: in.Source, Text: in.Text, Pages: in.Pages, Notes: in.Notes}
	for _, j := range in.Blocks {
		d.Blocks = append(d.Blocks, Block{
			Kind: j.Kind, Span: j.Span, Page: j.Page, Breaks: j.Breaks, Box: j.Box,
			Cells: j.Cells, Level: j.Level, Bold: j.Bold, Mark: j.Mark,
		})
	}
	return d.Check()
}

// Check reports the first broken invariant of the document: block spans in
// range, ascending and disjoint, cells and page breaks inside their block.
func (d *Document) Check() error {
	at := 0
	for i, b := range d.Blocks {
		if b.Span.Start < at || b.Span.End < b.Span.Start || b.Span.End > len(d.Text) {
			return fmt.Errorf("block %d has span %v, want one within [%d,%d]", i, b.Span, at, len(d.Text))
		}
		at = b.Span.End
		for _, row := range b.Cells {
			for _, c := range row {
				if !b.Span.Contains(c) || c.End < c.Start {
					return fmt.Errorf("block %d: cell %v lies outside of the block's %v", i, c, b.Span)
				}
			}
		}
		for _, br := range b.Breaks {
			if br.Offset < b.Span.Start || br.Offset > b.Span.End {
				return fmt.Errorf("block %d: page break at %d lies outside of %v", i, br.Offset, b.Span)
			}
		}
	}
	return nil
}

// nonNil turns a nil slice into an empty one, so that JSON says [].
func nonNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
