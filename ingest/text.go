package ingest

import (
	"context"
	"fmt"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/marker"
	"doichieu/ingest/internal/grammar"
)

// readText reads plain text and Markdown. The steps: decode, cut into lines
// and take the Markdown marks out, find pages and footnotes, take the columns
// of letterhead and signature apart, measure the layout, and join the lines to
// paragraphs (join.go says when).
func readText(ctx context.Context, name string, data []byte) (*corpus.Document, error) {
	in, bad := decode(data)
	if bad != nil {
		bad.File = name
		return nil, bad
	}
	all, marked := split(in.text, isMarkdown([]byte(in.text)))
	if len(all) == 0 {
		return nil, &Error{File: name, Reason: "there is nothing but blanks in the file", Err: ErrEmpty}
	}
	all = tables(all)
	paginate(all)
	markFootnotes(all)
	all = frame(all)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	t := textReader{layout: measure(all), all: all, marked: marked}
	t.dropped = in.dropped
	t.read()
	if in.from != "" {
		t.note(NoteDecoded, corpus.Info, corpus.Span{}, 0, "the text was decoded from %s", in.from)
	}
	return t.finish(), nil
}

// textReader joins lines to blocks.
type textReader struct {
	builder
	layout
	all     []line
	block   int   // index of the block written last, furniture and footnotes aside
	waiting []int // lines that interrupt the open paragraph: page numbers, footnotes
	numbers int   // page numbers
	moved   int   // footnotes that interrupted a paragraph
	marked  int   // lines that Markdown marks were taken out of
}

func (t *textReader) read() {
	var p *paragraph
	for i, l := range t.all {
		switch {
		case l.kind == numberLine || l.kind == noteLine || l.kind == ruleLine && p != nil:
			t.waiting = append(t.waiting, i)
		case l.kind != bodyLine:
			t.flush(p)
			p = nil
			t.waiting = append(t.waiting, i)
			t.release()
		case p != nil && t.joins(p, l):
			t.moved += t.notesSince(p)
			p.take(i, l)
		default:
			t.flush(p)
			t.noteCut(p)
			p = &paragraph{first: l, mark: l.item}
			p.take(i, l)
		}
	}
	t.flush(p)
}

// runningSize is the length in bytes above which text with a semicolon in it is
// no heading: the longest headings of the genre have two thirds of it.
const runningSize = 400

// take adds a line to the paragraph.
func (p *paragraph) take(i int, l line) {
	p.parts = append(p.parts, i)
	p.last = l
	p.size += len(l.text)
	text := l.text
	if len(p.parts) == 1 {
		text = text[p.mark.Len:]
	}
	p.running = p.running || hasSentence(text) || p.size > runningSize && strings.Contains(text, ";")
	for at := 0; at < len(text); at++ {
		if text[at] != '(' {
			continue
		}
		if m := marker.Parse(text[at:]); m.Kind == marker.Paren && m.Ordinal > 0 {
			p.inline = m.Ordinal
		}
	}
}

// sentence reports that p is an instruction and no heading, whatever mark OCR
// gave it: it ends as a sentence does, and is longer than headings are.
func (p *paragraph) sentence() bool {
	end := grammar.LastRune(p.last.text)
	return (end == '.' || end == ';') && (p.running || p.size > runningSize/2)
}

// hasSentence reports a full stop with a new sentence behind it.
func hasSentence(s string) bool {
	for {
		_, rest, ok := strings.Cut(s, ". ")
		if !ok {
			return false
		}
		if grammar.StartsUpper(rest) {
			return true
		}
		s = rest
	}
}

// flush writes the paragraph and, behind it, what interrupted it.
func (t *textReader) flush(p *paragraph) {
	if p != nil {
		like := corpus.Block{Kind: corpus.Paragraph, Bold: true}
		caps := !p.first.tail && !p.first.alone
		pieces := make([]piece, len(p.parts))
		for k, i := range p.parts {
			l := t.all[i]
			pieces[k] = piece{text: l.text, page: l.page}
			like.Bold = like.Bold && l.bold
			caps = caps && grammar.Capitals(l.text)
		}
		if caps || p.first.level > 0 && !p.sentence() {
			like.Kind, like.Level = corpus.Heading, p.first.level
		}
		t.block = t.add(like, pieces...)
	}
	t.release()
}

// release writes the lines that waited for the end of the paragraph.
func (t *textReader) release() {
	for k := 0; k < len(t.waiting); k++ {
		l := t.all[t.waiting[k]]
		at := piece{text: l.text, page: l.page}
		switch l.kind {
		case tableLine:
			t.table(corpus.Block{Kind: corpus.Table}, tablePieces(l))
		case noteLine:
			pieces := []piece{at}
			for k+1 < len(t.waiting) && t.all[t.waiting[k+1]].kind == noteLine && t.all[t.waiting[k+1]].mark == "" {
				k++
				next := t.all[t.waiting[k]]
				pieces = append(pieces, piece{text: next.text, page: next.page})
			}
			t.add(corpus.Block{Kind: corpus.Footnote, Mark: l.mark}, pieces...)
		default:
			if l.kind == numberLine {
				t.numbers++
			}
			t.add(corpus.Block{Kind: corpus.Furniture}, at)
		}
	}
	t.waiting = t.waiting[:0]
}

// notesSince counts the footnotes that begin behind the last line of p.
func (t *textReader) notesSince(p *paragraph) int {
	n := 0
	for _, i := range t.waiting {
		if i > p.parts[len(p.parts)-1] && t.all[i].mark != "" {
			n++
		}
	}
	return n
}

// noteCut notes a written paragraph that stops in the middle of a sentence
// although another block begins: the file has lost words.
func (t *textReader) noteCut(p *paragraph) {
	if p == nil || t.block < 0 || p.last.tail || p.last.alone || grammar.Ended(p.last.text) || !grammar.BreaksOff(p.last.text) || grammar.Capitals(p.first.text) {
		return
	}
	t.note(NoteCut, corpus.Warning, t.blocks[t.block].Span, p.last.page,
		"the paragraph that begins %q stops in the middle of a sentence (%q)", excerpt(p.first.text), grammar.LastWord(p.last.text))
}

// excerpt is the first words of s, for a message.
func excerpt(s string) string {
	r := []rune(s)
	if len(r) <= 40 {
		return s
	}
	return string(r[:40]) + "…"
}

// finish states the pages and the notes that count ordinary repairs.
func (t *textReader) finish() *corpus.Document {
	last := 1
	for _, l := range t.all {
		last = max(last, l.page)
	}
	for n := 1; n <= last; n++ {
		t.page(n, "text")
	}
	for _, n := range []struct {
		code  string
		count int
		what  string
	}{
		{NoteJoined, t.joined, "lines were joined to the paragraph before"},
		{NotePageNumber, t.numbers, "page numbers were taken out of the text"},
		{NoteMarkup, t.marked, "lines had Markdown marks, which were taken out"},
		{NoteFootnote, t.moved, "footnotes that interrupted a paragraph were put behind it"},
	} {
		if n.count > 0 {
			t.note(n.code, corpus.Info, corpus.Span{}, 0, "%s", fmt.Sprint(n.count, " ", n.what))
		}
	}
	return t.document()
}
