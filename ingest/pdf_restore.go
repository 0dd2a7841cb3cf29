package ingest

import (
	"doichieu/corpus"
	"doichieu/ingest/internal/pdftext"
)

// readPage reads and judges a page. Where its letters are garbled or doubtful, it is
// read again with the letters told by the order of the glyphs of Times New Roman,
// or by their codes, and the better of the two readings counts. On a page of few words
// nonsense does not show, so such a page is tried where another one was restored.
func (r *pdfReader) readPage(n int) (*pdftext.Page, pageJudgement) {
	p := r.file.Page(n)
	j := judge(p)
	if j.verdict != verdictGarbled && j.verdict != verdictForeign && j.doubt == "" && len(r.restored) == 0 {
		return p, j
	}
	again := r.file.Restored(n)
	if again.Restored == 0 {
		return p, j
	}
	was, is := wordsOfPage(p), wordsOfPage(again)
	if is.syllables <= was.syllables || float64(is.syllables) < leastSyllables*float64(is.count) {
		if j.verdict != verdictGarbled || !is.language.whole() {
			return p, j
		}
	}
	better := judge(again)
	if better.verdict != verdictText {
		return p, j
	}
	r.restored = append(r.restored, n)
	return again, better
}

// noteRestored notes the pages that were restored.
func (r *pdfReader) noteRestored() {
	if len(r.restored) > 0 {
		r.note(NoteRestored, corpus.Warning, corpus.Span{}, r.restored[0],
			"%s: the letters were restored by the order of the glyphs of Times New Roman, or by their codes, because the file does not tell them rightly", ranges(r.restored))
	}
}
