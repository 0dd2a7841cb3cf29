package ingest

import (
	"context"

	"doichieu/ingest/internal/ocr"
	"doichieu/ingest/internal/pdftext"
)

// openPage is a page on its way: judged, and perhaps waiting for OCR.
type openPage struct {
	page   *pdftext.Page
	judged pageJudgement
	scan   chan scanned // nil where OCR does not read it
}

// scanned is what OCR gave for a page.
type scanned struct {
	result ocr.Result
	err    error
}

// pagesAhead is how many pages wait in memory behind one that OCR reads, for
// each page that it reads at once.
const pagesAhead = 4

// readAll reads the pages and adds them in their order, while OCR reads several
// of them side by side.
func (r *pdfReader) readAll(ctx context.Context) error {
	work, cancel := context.WithCancel(ctx)
	defer cancel()
	var waiting []openPage
	slots := make(chan struct{}, r.scanner.parallel())
	for n := 1; n <= r.file.Pages() || len(waiting) > 0; {
		if err := ctx.Err(); err != nil {
			return err
		}
		if n <= r.file.Pages() && len(waiting) < pagesAhead*cap(slots) {
			o, err := r.open(work, n, slots)
			if err != nil {
				return err
			}
			waiting = append(waiting, o)
			n++
		}
		for len(waiting) > 0 && (waiting[0].scan == nil || n > r.file.Pages() || len(waiting) >= pagesAhead*cap(slots)) {
			if err := r.take(ctx, waiting[0]); err != nil {
				return err
			}
			waiting = waiting[1:]
		}
	}
	return nil
}

// open reads and judges a page and sends it to OCR if it needs it. slots bounds
// how many pages OCR reads at once. Without an engine the page stays as it is,
// unless OCR was demanded.
func (r *pdfReader) open(ctx context.Context, n int, slots chan struct{}) (openPage, error) {
	p, j := r.readPage(n)
	o := openPage{page: p, judged: j}
	if !r.scanner.wants(o.judged) {
		return o, nil
	}
	engine, err := r.scanner.find(ctx)
	switch {
	case ctx.Err() != nil:
		return o, ctx.Err()
	case err != nil && r.scanner.options.OCR == OCRForce:
		return o, &Error{
			File: r.name, Reason: "it was to be read by OCR, and " + err.Error(), Hint: hintInstall, Err: ErrNoOCR,
		}
	case err != nil:
		return o, nil
	}
	o.scan = make(chan scanned, 1)
	var picture []byte
	if !engine.Renders() {
		picture = r.file.Picture(p)
	}
	go func() {
		slots <- struct{}{}
		defer func() { <-slots }()
		if ctx.Err() != nil { // nobody waits for it any more
			o.scan <- scanned{err: ctx.Err()}
			return
		}
		r.scanner.announce()
		result, err := engine.Page(ctx, r.file.Bytes(), n, p.Width, p.Height, picture)
		o.scan <- scanned{result, err}
	}()
	return o, nil
}

// take adds a page, with what OCR made of it.
func (r *pdfReader) take(ctx context.Context, o openPage) error {
	if o.scan == nil {
		r.addPage(o.page, o.judged)
		return nil
	}
	s := <-o.scan
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case s.err != nil:
		r.scanner.failed = append(r.scanner.failed, failedPage{o.page.Number, s.err})
		r.addPage(o.page, o.judged)
		return nil
	}
	p, j := r.scanner.accept(o.page.Number, s.result, o.page)
	r.addPage(p, j)
	return nil
}
