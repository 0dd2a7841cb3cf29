package ingest

import (
	"unicode"
	"unicode/utf8"

	"doichieu/corpus"
)

// The codes of the notes that reading a file leaves. They are stable: users and
// tests name them. A note that counts ordinary repairs is given once a file.
const (
	NoteJoined     = "joined"             // lines broken by the page or the width were joined to paragraphs
	NotePageNumber = "page-number"        // page numbers were taken out of the text and kept as furniture
	NoteFootnote   = "footnote-moved"     // footnotes that interrupted the text were put behind the paragraph
	NoteCut        = "cut-paragraph"      // a paragraph, or the file, ends without an end: words may be lost
	NoteLookalike  = "lookalike-letters"  // letters of another script stand inside Vietnamese words
	NoteControl    = "control-characters" // control or invisible characters were left out
	NoteDecoded    = "decoded-from"       // the file was decoded from another encoding than UTF-8
	NoteMarkup     = "markup-removed"     // Markdown or HTML marks were taken out of the text

	NoteRepaired = "repaired" // the file was damaged and was mended before it could be read

	// Of PDFs.
	NotePageDamaged  = "page-damaged"     // a page, or a part of it, could not be read
	NoteGarbled      = "garbled"          // a page's letters have no meaning; its text was left out
	NoteRestored     = "restored-letters" // letters of a page were told by the order of a font's glyphs
	NoteLost         = "lost-letters"     // letters whose fonts do not tell them were left out
	NoteDoubt        = "doubtful-letters" // letters of a page are wrong or missing
	NoteScan         = "scan"             // a page is a picture without text
	NoteOCR          = "ocr-text"         // a page's text was made by OCR
	NoteOCREngine    = "ocr-engine"       // the program that read pages by OCR here
	NoteOCRFailed    = "ocr-failed"       // OCR could not read a page
	NoteOCRDropped   = "ocr-dropped"      // marks that OCR was too unsure of were left out
	NoteFootnoteMark = "footnote-mark"    // marks of footnotes were taken out of the text
	NoteTableHead    = "table-head"       // heads that a table repeats on each page were left out
	NoteTableRow     = "table-row"        // rows that a page had cut were joined
	NotePlaced       = "placed-stamp"     // numbers written as annotations were put in their place
	NoteLimit        = "limit"            // a page holds more than is read

	// Of word processors' files and web pages.
	NoteConverted = "converted"       // the file was converted by another program first
	NoteFrame     = "frame"           // tables that only set columns were read as paragraphs
	NoteTracked   = "tracked-changes" // tracked changes were read as if accepted
	NoteMenu      = "menu"            // lists of links to other pages were left out
	NoteHidden    = "hidden-text"     // hidden text was left out
	NoteEmbedded  = "embedded"        // embedded documents were left out
	NotePicture   = "picture"         // the file holds pictures, whose words are not read
	NoteHead      = "page-head"       // heads and feet of pages stand behind the text
	NotePages     = "pages-uncertain" // the file does not tell where all of its pages begin
)

// noteLookalikes notes the words that mix Latin letters with letters of other
// scripts that look alike. The letters stay as they are: vn.Normalise and
// vn.Tokens match through them.
func noteLookalikes(b *builder, doc *corpus.Document) {
	words, first := 0, corpus.Span{}
	for i := 0; i < len(doc.Text); {
		if doc.Text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(doc.Text[i:])
		if !foreign(r) {
			i += n
			continue
		}
		w := wordAround(doc.Text, i)
		if mixed(w.In(doc.Text)) {
			if words == 0 {
				first = w
			}
			words++
		}
		i = max(w.End, i+n)
	}
	if words > 0 {
		b.note(NoteLookalike, corpus.Info, first, doc.PageAt(first.Start),
			"%d words hold letters of another script, first %q", words, first.In(doc.Text))
	}
}

// foreign reports whether r is a letter that stands for a Vietnamese one by
// mistake: Greek, Cyrillic, or the wrong capital Đ (Icelandic, African).
func foreign(r rune) bool {
	return r >= 0x370 && r <= 0x52f && unicode.IsLetter(r) || r == 'Ð' || r == 'ð' || r == 'Ɖ' || r == 'ɖ'
}

// mixed reports whether word has letters of its own script beside foreign ones.
func mixed(word string) bool {
	for _, r := range word {
		if unicode.IsLetter(r) && !foreign(r) {
			return true
		}
	}
	return false
}

// wordAround is the run of letters around offset i.
func wordAround(text string, i int) corpus.Span {
	w := corpus.Span{Start: i, End: i}
	for w.Start > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:w.Start])
		if !unicode.IsLetter(r) {
			break
		}
		w.Start -= n
	}
	for w.End < len(text) {
		r, n := utf8.DecodeRuneInString(text[w.End:])
		if !unicode.IsLetter(r) {
			break
		}
		w.End += n
	}
	return w
}
