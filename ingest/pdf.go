package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"doichieu/corpus"
	"doichieu/ingest/internal/pdftext"
	pdflayout "doichieu/ingest/internal/pdftext/layout"
)

// What to do about a PDF that cannot be read.
const (
	hintUnlock  = "give the password with --password, or in the environment variable DOICHIEU_PASSWORD"
	hintExport  = "export it anew from the original document"
	hintDamaged = "get the file anew from where it came; if that is no better, open it in a PDF program and save it"
)

// readPDF reads a PDF. Package pdftext finds the glyphs and rules, package
// layout makes blocks of them; here each page is judged (pdf_verdict.go), read
// by OCR where it has no text of use (pdf_ocr.go), and the blocks go to the
// builder.
func readPDF(ctx context.Context, name string, data []byte, o Options) (*corpus.Document, error) {
	doc, _, err := readOpened(ctx, name, data, o, pdftext.OpenLocked)
	if !errors.Is(err, ErrDamaged) || ctx.Err() != nil {
		return doc, err
	}
	// What is damaged beyond our mending may not be beyond another's. That one leaves
	// out fonts which it finds faulty, and with them the meaning of the letters.
	if last, broken, lastErr := readOpened(ctx, name, data, o, pdftext.OpenLast); lastErr == nil && broken == 0 {
		return last, nil
	}
	return nil, err
}

// readOpened reads a PDF that is opened in one way. broken counts the fonts that
// could not be read.
func readOpened(
	ctx context.Context, name string, data []byte, o Options,
	open func(data []byte, password string, limits pdftext.Limits) (*pdftext.File, error),
) (doc *corpus.Document, broken int, err error) {
	file, err := open(data, o.Password, pdftext.DefaultLimits())
	if err != nil {
		return nil, 0, pdfError(name, data, err)
	}
	r := pdfReader{name: name, file: file, cutOff: cutOff(data), scanner: scanner{options: o}}
	if err := r.readAll(ctx); err != nil {
		return nil, 0, err
	}
	if err := r.refuse(); err != nil {
		return nil, 0, err
	}
	r.write()
	return r.document(), file.Broken, nil
}

// pdfError says why a PDF does not open.
func pdfError(name string, data []byte, err error) error {
	switch {
	case errors.Is(err, pdftext.ErrPassword):
		return &Error{File: name, Reason: "the password does not open it", Hint: hintUnlock, Err: ErrPassword}
	case errors.Is(err, pdftext.ErrEncrypted):
		return &Error{File: name, Reason: "the PDF is locked with a password, or in a way that is not known here", Hint: hintUnlock, Err: ErrEncrypted}
	case cutOff(data):
		return cutOffError(name)
	}
	return &Error{File: name, Reason: "the PDF is damaged: its objects cannot be found", Hint: hintDamaged, Err: ErrDamaged}
}

// tailSize is how far from the end of a PDF its last word, startxref, is looked
// for: programs add notes and blanks behind it.
const tailSize = 4096

// cutOff reports that the end of the file is missing.
func cutOff(data []byte) bool {
	return !bytes.Contains(data[max(0, len(data)-tailSize):], []byte("startxref"))
}

func cutOffError(name string) error {
	return &Error{File: name, Reason: "the PDF is cut off: its end is missing", Hint: hintDamaged, Err: ErrDamaged}
}

// pdfReader puts the pages of a PDF together.
type pdfReader struct {
	builder
	name     string // of the file
	file     *pdftext.File
	cutOff   bool // the end of the file is missing
	scanner  scanner
	restored []int // numbers of the pages whose letters were restored
	layouter pdflayout.Reader
	judged   []pageJudgement
	sizes    [][2]float64 // width and height of each page
	cut      int          // pages of which a limit left something out
	lost     int          // letters that fonts do not tell
	unseen   int          // letters that the pages do not show
}

// addPage adds a page that was judged. One whose text is of no use gives its verdict
// only.
func (r *pdfReader) addPage(p *pdftext.Page, j pageJudgement) {
	r.judged = append(r.judged, j)
	r.sizes = append(r.sizes, [2]float64{p.Width, p.Height})
	if p.Cut {
		r.cut++
	}
	r.unseen += p.Unseen
	if j.useless() {
		p.Glyphs = nil
	} else {
		r.lost += p.Unmapped
	}
	r.layouter.Add(p)
}

// refuse gives the error for a PDF without text that is worth keeping: better
// none than nonsense in the library.
func (r *pdfReader) refuse() error {
	count := map[string]int{}
	for _, j := range r.judged {
		count[j.verdict]++
	}
	good := count[verdictText] + count[verdictOCR] + count[verdictLegacy]
	bad := count[verdictGarbled] + count[verdictForeign]
	unread := r.scanner.unread()
	switch {
	case good > bad:
		return nil
	case r.cutOff:
		return cutOffError(r.name)
	case bad > 0 && count[verdictForeign] >= count[verdictGarbled]:
		return &Error{
			File: r.name, Reason: "the text layer was made by OCR without Vietnamese letters and is of no use" + unread.why,
			Hint: unread.hint, Err: ErrNoText,
		}
	case bad > 0:
		return &Error{
			File: r.name, Reason: "the text is garbled: its letters make no Vietnamese words, because the fonts do not tell which letters they show" + unread.why,
			Hint: hintExport + "; or " + unread.hint, Err: ErrNoText,
		}
	case count[verdictDamaged] > 0:
		return &Error{File: r.name, Reason: "no page of the PDF can be read", Hint: hintDamaged, Err: ErrDamaged}
	case count[verdictScan] > 0:
		return &Error{
			File: r.name, Reason: fmt.Sprintf("the pages (%d) are pictures without text%s", len(r.judged), unread.why), Hint: unread.hint, Err: ErrNoText,
		}
	}
	return &Error{File: r.name, Reason: "there is no text on its pages", Hint: unread.hint, Err: ErrEmpty}
}

// write hands the blocks to the builder.
func (r *pdfReader) write() {
	for _, b := range r.layouter.Blocks() {
		like := corpus.Block{Kind: b.Kind, Bold: b.Bold, Mark: b.Mark}
		if b.Kind != corpus.Table {
			r.add(like, pdfPieces(b.Lines)...)
			continue
		}
		rows := make([][][][]piece, len(b.Rows))
		for i, row := range b.Rows {
			rows[i] = make([][][]piece, len(row))
			for c, cell := range row {
				for _, paragraph := range cell {
					rows[i][c] = append(rows[i][c], pdfPieces(paragraph))
				}
			}
		}
		r.table(like, rows)
	}
	for i, j := range r.judged {
		r.page(i+1, j.verdict)
		r.builder.pages[i].Width, r.builder.pages[i].Height = r.sizes[i][0], r.sizes[i][1]
	}
	r.noteAll()
}

// noteVerdicts notes the pages whose text is missing or doubtful, once for each
// verdict.
func (r *pdfReader) noteVerdicts() {
	for _, w := range verdictNotes(r.scanner.unread().hint) {
		var numbers []int
		for i, j := range r.judged {
			if j.verdict == w.verdict {
				numbers = append(numbers, i+1)
			}
		}
		if len(numbers) > 0 {
			r.note(w.code, w.severity, corpus.Span{}, numbers[0], "%s: %s", ranges(numbers), w.message)
		}
	}
}

// ranges is "page 3" or "pages 1-4, 7" of ascending numbers.
func ranges(numbers []int) string {
	if len(numbers) == 1 {
		return fmt.Sprint("page ", numbers[0])
	}
	var b strings.Builder
	b.WriteString("pages ")
	for i := 0; i < len(numbers); {
		k := i
		for k+1 < len(numbers) && numbers[k+1] == numbers[k]+1 {
			k++
		}
		if i > 0 {
			b.WriteString(", ")
		}
		if fmt.Fprint(&b, numbers[i]); k > i {
			fmt.Fprint(&b, "-", numbers[k])
		}
		i = k + 1
	}
	return b.String()
}

func pdfPieces(lines pdflayout.Paragraph) []piece {
	out := make([]piece, len(lines))
	for i, l := range lines {
		out[i] = piece{text: l.Text, page: l.Page, box: l.Box}
	}
	return out
}

// noteAll notes what was repaired, left out and moved.
func (r *pdfReader) noteAll() {
	for _, s := range r.file.Repairs {
		r.note(NoteRepaired, corpus.Warning, corpus.Span{}, 0, "the file was repaired: %s", s)
	}
	if r.cutOff {
		r.note(NoteRepaired, corpus.Problem, corpus.Span{}, 0, "the end of the file is missing: pages may be missing too")
	}
	if r.file.Unlisted {
		r.note(NoteRepaired, corpus.Problem, corpus.Span{}, 0, "the list of the pages is lost: pages may be missing or stand in the wrong order")
	}
	r.noteVerdicts()
	r.noteRestored()
	r.scanner.note(&r.builder)
	for i, j := range r.judged {
		if j.doubt != "" && !j.useless() {
			r.note(NoteDoubt, corpus.Warning, corpus.Span{}, i+1, "%s", j.doubt)
		}
		if j.err != nil {
			r.note(NotePageDamaged, corpus.Problem, corpus.Span{}, i+1, "reading the page stopped: %v", j.err)
		}
	}
	if r.lost > 0 {
		r.note(NoteLost, corpus.Warning, corpus.Span{}, 0, "%d letters are missing from the text: their fonts do not tell which they are", r.lost)
	}
	if r.file.Broken > 0 {
		r.note(NotePageDamaged, corpus.Problem, corpus.Span{}, 0, "%d fonts of the file cannot be read", r.file.Broken)
	}
	c := r.layouter.Counts
	for _, n := range []struct {
		code  string
		count int
		what  string
	}{
		{NoteJoined, r.joined, "lines were joined to the paragraph before"},
		{NotePageNumber, c.Numbers, "page numbers and repeated heads were taken out of the text"},
		{NoteFootnote, c.Footnotes, "footnotes were put behind the paragraph or table that they interrupt"},
		{NoteFootnoteMark, c.Marks, "marks of footnotes were taken out of the text and kept with the notes"},
		{NoteTableHead, c.Heads, "repeated heads of tables were left out"},
		{NoteTableRow, c.Rows, "rows of tables that a page had cut were joined"},
		{NotePlaced, c.Placed, "numbers written over the page as annotations were put in their place"},
		{NoteHidden, r.unseen, "letters that the pages do not show were left out: far beyond the edge of the paper, or in a layer that is switched off"},
		{NoteLimit, r.cut + c.LeftOut, "pages hold more than is read: the rest of them was left out"},
	} {
		if n.count > 0 {
			r.note(n.code, corpus.Info, corpus.Span{}, 0, "%d %s", n.count, n.what)
		}
	}
}
