package ingest

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus"
	"doichieu/corpus/vn"
)

// piece is a run of text on one page: a line, or a part of one. Its text may
// be as the file has it; the builder cleans it.
type piece struct {
	text string
	page int        // 1-based
	box  corpus.Box // zero where the format has no geometry
}

// builder makes the canonical text: every reader hands it blocks in reading
// order, as pieces, and takes the document from it. It alone decides how lines
// are joined and which characters the text may hold, so that the formats agree.
type builder struct {
	text   strings.Builder
	blocks []corpus.Block
	pages  []corpus.Page
	notes  []corpus.Note

	dropped int // control and invisible characters left out
	joined  int // lines joined to the one before
}

// page states the verdict on a page (see corpus.Page). Pages are stated in
// ascending order, each once.
func (b *builder) page(number int, verdict string) {
	b.pages = append(b.pages, corpus.Page{Number: number, Verdict: verdict})
}

// note adds a note; span and page may be zero.
func (b *builder) note(code string, severity corpus.Severity, span corpus.Span, page int, format string, args ...any) {
	b.notes = append(b.notes, corpus.Note{
		Code: code, Severity: severity, Message: fmt.Sprintf(format, args...), Span: span, Page: page,
	})
}

// add appends one block without rows: its pieces joined to one line. Kind,
// Level, Bold and Mark are taken from like; Span, Page, Breaks and (if like
// has none) Box are computed. It returns the index of the block, or -1 if the
// pieces hold no text.
func (b *builder) add(like corpus.Block, pieces ...piece) int {
	start := b.open()
	like.Page, like.Breaks = 0, nil
	b.join(&like, "", pieces)
	return b.close(like, start)
}

// join writes pieces as one line of the block, with what stands before it if
// there is text in them, and notes the pages and the place that the block takes
// by them.
func (b *builder) join(block *corpus.Block, before string, pieces []piece) {
	start := -1
	for _, p := range pieces {
		text := b.clean(p.text)
		if text == "" {
			continue
		}
		if start < 0 {
			b.text.WriteString(before)
			start = b.text.Len()
		} else {
			b.joined++
			b.text.WriteString(glue(b.text.String()[max(start, b.text.Len()-8):], text))
		}
		at, last := b.text.Len(), block.Page
		if n := len(block.Breaks); n > 0 {
			last = block.Breaks[n-1].Page
		}
		switch {
		case last == 0:
			block.Page = p.page
		case p.page > last:
			block.Breaks = append(block.Breaks, corpus.PageBreak{Offset: at, Page: p.page})
		}
		if p.page == block.Page {
			block.Box = union(block.Box, p.box)
		}
		b.text.WriteString(text)
	}
}

// table appends a table: rows of cells, a cell being its paragraphs, each of
// pieces to join. A tab separates cells, a newline rows and the paragraphs of a
// cell. Blank rows are kept: their place may mean something.
func (b *builder) table(like corpus.Block, rows [][][][]piece) int {
	start := b.open()
	like.Page, like.Breaks, like.Cells = 0, nil, make([][]corpus.Span, len(rows))
	for r, row := range rows {
		if r > 0 {
			b.text.WriteByte('\n')
		}
		for c, cell := range row {
			if c > 0 {
				b.text.WriteByte('\t')
			}
			from := b.text.Len()
			for _, paragraph := range cell {
				before := ""
				if b.text.Len() > from {
					before = "\n"
				}
				b.join(&like, before, paragraph)
			}
			like.Cells[r] = append(like.Cells[r], corpus.Span{Start: from, End: b.text.Len()})
		}
	}
	if like.Page == 0 { // nothing but separators: take them back
		text := b.text.String()[:start]
		b.text.Reset()
		b.text.WriteString(text)
	}
	return b.close(like, start)
}

// open writes the newline before a new block and returns where it begins.
func (b *builder) open() int {
	if n := len(b.blocks); n > 0 && b.blocks[n-1].Span.End == b.text.Len() {
		b.text.WriteByte('\n')
	}
	return b.text.Len()
}

func (b *builder) close(like corpus.Block, start int) int {
	like.Span = corpus.Span{Start: start, End: b.text.Len()}
	if like.Span.Len() == 0 {
		return -1
	}
	b.blocks = append(b.blocks, like)
	return len(b.blocks) - 1
}

// document is the finished document, without its Source.
func (b *builder) document() *corpus.Document {
	end := 0 // open may have written a newline that no block followed
	if n := len(b.blocks); n > 0 {
		end = b.blocks[n-1].Span.End
	}
	doc := &corpus.Document{Text: b.text.String()[:end], Pages: b.pages, Blocks: b.blocks}
	if len(doc.Pages) == 0 {
		doc.Pages = []corpus.Page{{Number: 1, Verdict: "text"}}
	}
	if b.dropped > 0 {
		b.note(NoteControl, corpus.Info, corpus.Span{}, 0, "%d control or invisible characters were left out", b.dropped)
	}
	noteLookalikes(b, doc)
	doc.Notes = b.notes
	return doc
}

// clean makes the text of a piece canonical: NFC, every run of white space
// (no-break blanks among them) one blank, none at the ends, no control or
// invisible characters.
func (b *builder) clean(s string) string {
	if plain(s) {
		return s
	}
	s = vn.NFC(s)
	var out strings.Builder
	out.Grow(len(s))
	blank, dropped := false, b.dropped
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			blank = true
			continue
		case unicode.IsControl(r) || invisible(r):
			b.dropped++
			continue
		}
		if blank && out.Len() > 0 {
			out.WriteByte(' ')
		}
		blank = false
		out.WriteRune(r)
	}
	if b.dropped == dropped {
		return out.String()
	}
	// A dropped character may have kept a letter and its mark apart.
	return vn.NFC(out.String())
}

// plain reports that s is canonical as it stands; it may say no of text that is.
func plain(s string) bool {
	prev := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || c == 0x7f || c == ' ' && prev == ' ' {
			return false
		}
		prev = c
	}
	return prev != ' ' || s == ""
}

// invisible reports whether r has no glyph and no meaning in Vietnamese text:
// soft hyphens, zero-width characters, direction marks, byte order marks.
func invisible(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r == 0xfeff, r == utf8.RuneError:
		return true
	}
	return r >= 0xfe00 && r <= 0xfe0f
}

// glue is what stands between two joined lines: a blank, or nothing where a
// sign is cut at its hyphen or slash ("36-" and "CT/TW", "93" and "/NQ-CP").
// A dash with a blank before it ("2021 -" and "2025") is no hyphen. Of prev
// only the last two characters count.
func glue(prev, next string) string {
	if len(prev) < 2 || next == "" {
		return " "
	}
	first, _ := utf8.DecodeRuneInString(next)
	last, before := prev[len(prev)-1], prev[:len(prev)-1]
	ahead, _ := utf8.DecodeLastRuneInString(before)
	word := unicode.IsLetter(first) || unicode.IsDigit(first)
	if (last == '-' || last == '/') && word && (unicode.IsLetter(ahead) || unicode.IsDigit(ahead)) {
		return ""
	}
	if last >= '0' && last <= '9' && (next[0] == '-' || next[0] == '/') && len(next) > 1 {
		if r, _ := utf8.DecodeRuneInString(next[1:]); unicode.IsUpper(r) {
			return ""
		}
	}
	return " "
}

// union is the smallest box around both; the zero box is none.
func union(a, b corpus.Box) corpus.Box {
	switch zero := (corpus.Box{}); {
	case a == zero:
		return b
	case b == zero:
		return a
	}
	return corpus.Box{min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])}
}
