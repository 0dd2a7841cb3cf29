package ingest

import (
	"errors"
	"fmt"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/marker"
	"doichieu/ingest/internal/flow"
	"doichieu/ingest/internal/grammar"
	"doichieu/ingest/internal/parts"
)

// flowReader makes a document of the flow model (word processors' files, web
// pages): the steps are the letters of old fonts (flow_fonts.go), tables that
// are only frames (flow_tables.go), and lines that a paragraph breaks by hand.
type flowReader struct {
	builder
	source *flow.Document
	at     int // page of the text written last: pages do not go back
	marks  int // footnotes
	frames int // tables that were only frames

	open    openParagraph
	decoded decodedFonts
}

// openParagraph is a paragraph that the next one may go on with.
type openParagraph struct {
	flowLine
	level  int
	column bool
	notes  []flow.Note
}

// readFlow makes the document. format is the name of the format, for messages.
func readFlow(name, format string, source *flow.Document) (*corpus.Document, error) {
	r := flowReader{source: source, at: 1}
	r.decoded = decodeFonts(source)
	for _, it := range source.Items {
		r.item(it, false)
	}
	r.flush()
	if len(r.blocks) == 0 {
		return nil, emptyFlow(name, format, source)
	}
	for i := range source.Furniture {
		r.furniture(&source.Furniture[i])
	}
	verdict := verdictText
	if r.decoded.runs*2 > r.decoded.all {
		verdict = verdictLegacy
	}
	for n := 1; n <= r.at; n++ {
		r.builder.page(n, verdict)
	}
	r.noteAll()
	return r.document(), nil
}

// emptyFlow is the error for a file without text.
func emptyFlow(name, format string, source *flow.Document) error {
	if source.Counts.Rescued {
		return partsError(name, format, fmt.Errorf("%w: nothing of its text is left", parts.ErrDamaged))
	}
	if source.Counts.Pictures > 0 {
		return &Error{
			File: name, Reason: "there is no text in the " + format + " file, only pictures",
			Hint: "save it as PDF, whose pictures are read by OCR", Err: ErrNoText,
		}
	}
	return &Error{File: name, Reason: "there is no text in the " + format + " file", Err: ErrEmpty}
}

// partsError says why a file of an office program does not open.
func partsError(name, format string, err error) error {
	e := &Error{File: name, Reason: "the " + format + " file is damaged: " + err.Error(), Hint: "open it in its own program and save it anew", Err: ErrDamaged}
	if errors.Is(err, parts.ErrLimit) {
		e.Reason = "the " + format + " file holds more than any plan does: " + err.Error()
	}
	return e
}

// item writes a paragraph or a table; column says that it stands in a column of
// a letterhead or signature block, where no line is a heading.
func (r *flowReader) item(it flow.Item, column bool) {
	if it.Paragraph != nil {
		r.paragraph(it.Paragraph, column)
		return
	}
	r.flush()
	r.tableItem(it.Table, column)
}

// flowLine is a line of a paragraph: text between breaks made by hand.
type flowLine struct {
	pieces []piece
	text   string
	bold   bool
	gap    bool // an empty line stands before it
}

// paragraph takes a paragraph, in blocks where its own breaks part it.
func (r *flowReader) paragraph(p *flow.Paragraph, column bool) {
	lines := r.lines(p)
	for i := range lines {
		l := lines[i]
		switch {
		case r.open.pieces == nil:
		case i > 0 && !column && sameParagraph(r.open.text, l), i == 0 && p.Label == "" && !column && r.goesOn(l, p.Level):
			r.open.pieces = append(r.open.pieces, l.pieces...)
			r.open.text += " " + l.text
			r.open.bold = r.open.bold && l.bold
			continue
		}
		r.flush()
		r.open = openParagraph{flowLine: l, level: p.Level, column: column}
	}
	if len(lines) == 0 {
		r.footnotes(p.Notes)
		return
	}
	r.open.notes = append(r.open.notes, p.Notes...)
}

// goesOn reports that a paragraph goes on with the open one: a title set in
// lines by hand. Running text is taken as the file has it.
func (r *flowReader) goesOn(l flowLine, level int) bool {
	prev := r.open.text
	return !r.open.column && r.open.level == level && r.open.bold && l.bold && grammar.StartsLower(l.text) &&
		!grammar.Ended(prev) && !grammar.Capitals(prev) && marker.Parse(l.text).Kind == marker.None
}

// flush writes the open paragraph and, behind it, its footnotes.
func (r *flowReader) flush() {
	p := r.open
	r.open = openParagraph{}
	if p.pieces == nil {
		return
	}
	r.add(r.like(p.flowLine, p.level, p.column), p.pieces...)
	r.footnotes(p.notes)
}

// longestHeading is the length in bytes above which a bold paragraph is no
// heading.
const longestHeading = 300

// like tells the kind of a block by its letters, its weight and its level.
func (r *flowReader) like(l flowLine, level int, column bool) corpus.Block {
	b := corpus.Block{Kind: corpus.Paragraph, Bold: l.bold}
	if grammar.IsRule(l.text) { // drawn with dashes, below a letterhead
		b.Kind = corpus.Furniture
		return b
	}
	end := grammar.LastRune(l.text)
	short := len(l.text) < longestHeading && end != '.' && end != ';' && end != ','
	// Whole sentences in the style of a heading are a slip of the writer.
	stated := level > 0 && (short || len(l.text) < longestHeading && !strings.Contains(l.text, ". ") && end == '.')
	if !column && (grammar.Capitals(l.text) || l.bold && short || stated) {
		b.Kind = corpus.Heading
		if stated {
			b.Level = level
		}
	}
	return b
}

// lines cuts a paragraph at the breaks made by hand. Text on several pages is
// in several pieces.
func (r *flowReader) lines(p *flow.Paragraph) []flowLine {
	var lines []flowLine
	var text strings.Builder
	open := flowLine{bold: true}
	letters, gap := false, false
	piecesOf := func() {
		if text.Len() > 0 {
			open.pieces = append(open.pieces, piece{text: text.String(), page: r.at})
			text.Reset()
		}
	}
	end := func() {
		piecesOf()
		open.text = r.lineText(open.pieces)
		if open.text != "" {
			open.bold = open.bold && letters
			open.gap = gap
			lines = append(lines, open)
		}
		gap = open.text == ""
		open, letters = flowLine{bold: true}, false
	}
	for _, run := range p.Runs {
		if run.Page > r.at {
			piecesOf()
			r.at = run.Page
		}
		for i, part := range strings.Split(run.Text, "\n") {
			if i > 0 {
				end()
			}
			if part == "" {
				continue
			}
			if hasLetter(part) {
				letters = true
				open.bold = open.bold && run.Bold
			}
			text.WriteString(part)
		}
	}
	end()
	if len(lines) > 0 && p.Label != "" {
		first := &lines[0]
		first.pieces[0].text = p.Label + strings.TrimLeft(first.pieces[0].text, " \t\u00a0")
		first.text = r.lineText(first.pieces)
	}
	return lines
}

// lineText is the text of a line as it will stand in the document.
func (r *flowReader) lineText(pieces []piece) string {
	dropped := r.dropped
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
	}
	text := r.clean(b.String())
	r.dropped = dropped // counted when the line is written
	return text
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, isLetter) }

// sameParagraph reports that a line goes on with the text before it although a
// break stands between them: breaks serve to part items as well as to set the
// lines of a heading.
func sameParagraph(prev string, next flowLine) bool {
	switch {
	case next.gap, marker.Parse(next.text).Kind != marker.None && !grammar.Hyphenated(prev):
		return false
	case grammar.Ended(prev) && !grammar.StartsLower(next.text):
		return false
	case strings.HasSuffix(prev, ":"), grammar.IsTitle(prev), marker.Parse(prev).Len == len(prev):
		return false // what a chapter is about stands below its number
	}
	return grammar.Capitals(prev) == grammar.Capitals(next.text)
}

// footnotes writes footnotes behind the paragraph that has their marks.
func (r *flowReader) footnotes(notes []flow.Note) {
	for _, n := range notes {
		var pieces []piece
		for i := range n.Paragraphs {
			for _, l := range r.lines(&n.Paragraphs[i]) {
				pieces = append(pieces, l.pieces...)
			}
		}
		if r.add(corpus.Block{Kind: corpus.Footnote, Mark: n.Mark}, pieces...) >= 0 {
			r.marks++
		}
	}
}

// furniture writes a running head or foot behind the text: which pages show it
// is not told.
func (r *flowReader) furniture(p *flow.Paragraph) {
	var pieces []piece
	for _, l := range r.lines(p) {
		pieces = append(pieces, l.pieces...)
	}
	r.add(corpus.Block{Kind: corpus.Furniture}, pieces...)
}

// noteAll notes what was left out, moved and decoded.
func (r *flowReader) noteAll() {
	c := r.source.Counts
	for _, n := range []struct {
		code     string
		severity corpus.Severity
		count    int
		what     string
	}{
		{NoteFootnoteMark, corpus.Info, r.marks, "footnotes stand behind the paragraph or table that has their mark"},
		{NoteFrame, corpus.Info, r.frames, "tables that only set columns were read as paragraphs"},
		{NoteTracked, corpus.Warning, c.Inserted + c.Deleted, "tracked changes were read as if accepted"},
		{NoteHidden, corpus.Warning, c.Hidden, "pieces of hidden text were left out"},
		{NoteMenu, corpus.Info, c.Menus, "lists of links to other pages were left out"},
		{NoteEmbedded, corpus.Problem, c.Embedded, "embedded documents were left out"},
		{NotePicture, corpus.Info, c.Pictures, "pictures, whose words are not read"},
		{NoteLost, corpus.Warning, c.Signs, "signs of symbol fonts that are not known were left out"},
		{NoteLimit, corpus.Problem, c.Cut, "parts beyond a limit were left out"},
		{NoteHead, corpus.Info, len(r.source.Furniture), "heads and feet of pages stand behind the text"},
	} {
		if n.count > 0 {
			r.note(n.code, n.severity, corpus.Span{}, 0, "%d %s", n.count, n.what)
		}
	}
	if c.Rescued {
		r.note(NoteRepaired, corpus.Warning, corpus.Span{}, 0, "the file is damaged: its list of parts is missing, and the parts were looked for; labels of lists, footnotes or the end may be missing")
	}
	if c.BreaksOff {
		r.note(NoteCut, corpus.Problem, corpus.Span{}, 0, "the file is cut short: what stood behind its last words is missing")
	}
	for _, name := range r.decoded.names {
		r.note(NoteDecoded, corpus.Info, corpus.Span{}, 0, "text was decoded from %s", name)
	}
	if r.at > 1 && !c.Rendered {
		r.note(NotePages, corpus.Warning, corpus.Span{}, 0, "page numbers count only the page breaks made by hand: the file does not tell the others")
	}
}
