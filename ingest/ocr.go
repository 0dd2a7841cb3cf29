package ingest

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"doichieu/corpus"
	"doichieu/ingest/internal/ocr"
	"doichieu/ingest/internal/pdftext"
)

// OCRMode says which pages are read by OCR.
type OCRMode string

// The modes.
const (
	OCRNever OCRMode = "never" // none
	OCRAuto  OCRMode = "auto"  // those without text that is of use
	OCRForce OCRMode = "force" // all pages of PDFs, and pictures
)

// Options choose how a file is read. The zero Options read without outside
// programs and without a password.
type Options struct {
	OCR      OCRMode // "" is [OCRNever]
	Cache    string  // folder where results of OCR are kept; "" keeps none
	Parallel int     // how many pages OCR reads at once; 0 for one a processor
	Password string  // opens a PDF that is locked

	// Announce, if set, is told before OCR reads a page, or another program
	// converts the file, how long that may take at most. It is called from several goroutines, one at a time.
	Announce func(most time.Duration)
}

// What to do about pictures without text.
const (
	packagesOCR = "tesseract-ocr tesseract-ocr-vie poppler-utils"
	hintSwitch  = "read it with OCR: --ocr auto (packages " + packagesOCR + ")"
	hintInstall = "install the programs that read pictures (Debian, Ubuntu: apt-get install " + packagesOCR + ") and read it again; doichieu doctor shows what is missing"
	hintRescan  = "scan it again with 300 dots per inch, upright, and read it again"
)

// scanner reads pages by OCR. It looks for the engine when the first page needs
// it, and remembers what became of the pages.
type scanner struct {
	options Options

	once    sync.Once
	engine  *ocr.Engine
	missing error // why there is no engine

	mu      sync.Mutex // for Announce
	read    []int      // numbers of the pages that OCR read
	failed  []failedPage
	dropped int // marks that it was too unsure of
}

// failedPage is a page that OCR did not read.
type failedPage struct {
	number int
	err    error
}

// find looks for the engine, once.
func (s *scanner) find(ctx context.Context) (*ocr.Engine, error) {
	s.once.Do(func() {
		var cache *ocr.Cache
		if s.options.Cache != "" {
			cache = ocr.OpenCache(s.options.Cache)
		}
		s.engine, s.missing = ocr.Find(ctx, cache)
	})
	return s.engine, s.missing
}

// wants reports that OCR reads a page of that verdict.
func (s *scanner) wants(j pageJudgement) bool {
	switch s.options.OCR {
	case OCRForce:
		return true
	case OCRAuto:
		return j.verdict == verdictScan || j.useless()
	}
	return false
}

// parallel is how many pages are read at once.
func (s *scanner) parallel() int {
	if s.options.Parallel > 0 {
		return s.options.Parallel
	}
	return runtime.GOMAXPROCS(0)
}

func (s *scanner) announce() {
	if s.options.Announce == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.options.Announce(ocr.PageTime)
}

// accept takes what OCR read of a page: the page, and what its words are worth.
// before is the page without OCR; what an annotation says in letters of its own
// is better than what its picture looks like.
func (s *scanner) accept(number int, result ocr.Result, before *pdftext.Page) (*pdftext.Page, pageJudgement) {
	p, dropped := result.Page(number)
	if before != nil {
		p.Stamps, p.Err = before.Stamps, before.Err
		if result.Turned == 0 && abs(before.Width-p.Width) < 2 && abs(before.Height-p.Height) < 2 {
			p.Glyphs = slices.DeleteFunc(p.Glyphs, func(g pdftext.Glyph) bool { return stamped(p.Stamps, g) })
			p.Rules = append(p.Rules, before.Rules...)
		}
	}
	j := pageJudgement{verdict: verdictOCR}
	switch w := wordsOfPage(p); {
	case w.count == 0:
		j.verdict = verdictScan
	case w.nonsense():
		j.verdict = verdictForeign
	}
	s.read = append(s.read, number)
	s.dropped += dropped
	return p, j
}

// stamped reports a word that stands where an annotation writes.
func stamped(stamps []pdftext.Stamp, g pdftext.Glyph) bool {
	x, y := (g.X0+g.X1)/2, g.Y-g.Size/3
	return slices.ContainsFunc(stamps, func(s pdftext.Stamp) bool {
		return len(s.Glyphs) > 0 && x > s.Box[0] && x < s.Box[2] && y > s.Box[1] && y < s.Box[3]
	})
}

// remedy is why pictures were not read, to be put behind a reason, and what to
// do about it.
type remedy struct{ why, hint string }

// unread says why pages that OCR should have read were not.
func (s *scanner) unread() remedy {
	switch {
	case s.options.OCR == "" || s.options.OCR == OCRNever:
		return remedy{"", hintSwitch}
	case s.missing != nil:
		return remedy{", and " + s.missing.Error(), hintInstall}
	case len(s.failed) > 0 && errors.Is(s.failed[0].err, ocr.ErrMissing):
		return remedy{", and " + s.failed[0].err.Error(), hintInstall}
	case len(s.failed) > 0:
		return remedy{fmt.Sprintf(", and OCR failed on page %d: %v", s.failed[0].number, s.failed[0].err), hintRescan}
	case len(s.read) > 0:
		return remedy{"; OCR finds no Vietnamese words in them", hintRescan}
	}
	return remedy{"", hintSwitch}
}

// note adds the notes on what OCR did.
func (s *scanner) note(b *builder) {
	if len(s.read) > 0 {
		b.note(NoteOCREngine, corpus.Info, corpus.Span{}, s.read[0], "%s: read by %s, language %s", ranges(s.read), s.engine.Version, ocr.Language)
	}
	for _, f := range s.failed {
		b.note(NoteOCRFailed, corpus.Problem, corpus.Span{}, f.number, "page %d: OCR failed: %v", f.number, f.err)
	}
	if s.dropped > 0 {
		b.note(NoteOCRDropped, corpus.Info, corpus.Span{}, 0, "%d marks that OCR was too unsure of were left out, seals and signatures mostly", s.dropped)
	}
}
