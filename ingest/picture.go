package ingest

import (
	"context"
	"fmt"

	"doichieu/corpus"
	"doichieu/ingest/internal/ocr"
	"doichieu/ingest/internal/pdftext"
)

// readPicture reads a picture file by OCR and lays its words out as those of a
// PDF's page.
func readPicture(ctx context.Context, name string, data []byte, o Options) (*corpus.Document, error) {
	r := pdfReader{name: name, file: new(pdftext.File), scanner: scanner{options: o}}
	if o.OCR != OCRAuto && o.OCR != OCRForce {
		return nil, &Error{File: name, Reason: "this is a picture, and pictures are read by OCR only", Hint: hintSwitch, Err: ErrNoText}
	}
	engine, err := r.scanner.find(ctx)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, &Error{File: name, Reason: "this is a picture, and " + err.Error(), Hint: hintInstall, Err: ErrNoText}
	}
	r.scanner.announce()
	pages, err := r.pages(ctx, engine, data)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, &Error{File: name, Reason: fmt.Sprintf("this is a picture, and OCR failed: %v", err), Hint: hintRescan, Err: ErrNoText}
	}
	for i, page := range pages {
		p, j := r.scanner.accept(i+1, page, nil)
		r.addPage(p, j)
	}
	if err := r.refuse(); err != nil {
		return nil, err
	}
	r.write()
	return r.document(), nil
}

// pages reads the pictures of a file within the time of one page: files of many
// pages come as PDF.
func (r *pdfReader) pages(ctx context.Context, engine *ocr.Engine, data []byte) ([]ocr.Result, error) {
	ctx, cancel := context.WithTimeout(ctx, ocr.PageTime)
	defer cancel()
	return engine.Pictures(ctx, data)
}
