package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"doichieu/compare/review"
	"doichieu/corpus"
	"doichieu/extract"
	"doichieu/ingest"
)

// reading is a plan with the document that its spans point into.
type reading struct {
	doc  *corpus.Document
	plan *extract.Plan

	stored bool // in the library, so that its decisions apply
}

// inputs finds the documents that a command line names: files, folders of
// files, "-" for the standard input, and documents of the library. The library
// is opened when the first name needs it.
type inputs struct {
	app *app
	lib *corpus.Library

	decided *review.Decided // nil until a document of the library is read
}

// close gives the library back, if it was opened.
func (in *inputs) close() error {
	if in.lib == nil {
		return nil
	}
	return in.lib.Close()
}

// library opens the library for reading, once.
func (in *inputs) library(ctx context.Context) (*corpus.Library, error) {
	if in.lib == nil {
		lib, err := in.app.readLibrary(ctx)
		if err != nil {
			return nil, err
		}
		in.lib = lib
	}
	return in.lib, nil
}

// expand lists what refs name, each folder and archive as the files in it. Without
// refs it is every document of the library. What of a folder cannot be listed is
// reported and counted.
func (in *inputs) expand(ctx context.Context, refs []string) (list []string, failed int, err error) {
	if len(refs) == 0 {
		lib, err := in.library(ctx)
		if err != nil {
			return nil, 0, err
		}
		for _, e := range lib.List() {
			list = append(list, e.ID)
		}
		return list, 0, nil
	}
	for _, ref := range refs {
		if !in.isFile(ref) || ref == "-" {
			list = append(list, ref)
			continue
		}
		for path, err := range ingest.Walk([]string{ref}) {
			if err != nil {
				in.app.report(unlisted(path, err))
				failed++
				continue
			}
			list = append(list, path)
		}
	}
	return list, failed, nil
}

// document reads the document that ref names.
func (in *inputs) document(ctx context.Context, ref string) (*corpus.Document, error) {
	if in.isFile(ref) {
		doc, _, err := in.readFile(ctx, ref)
		return doc, err
	}
	lib, id, err := in.resolve(ctx, ref)
	if err != nil {
		return nil, err
	}
	return lib.Document(id)
}

// plan reads the document that ref names, and its plan.
func (in *inputs) plan(ctx context.Context, ref string) (*reading, error) {
	if in.isFile(ref) {
		doc, _, err := in.readFile(ctx, ref)
		if err != nil {
			return nil, err
		}
		return &reading{doc: doc, plan: extract.Extract(doc)}, nil
	}
	lib, id, err := in.resolve(ctx, ref)
	if err != nil {
		return nil, err
	}
	r, err := storedPlan(lib, id)
	if err != nil {
		return nil, err
	}
	decided, err := in.decisions(lib)
	if err != nil {
		return nil, err
	}
	r.plan = decided.Apply(r.plan)
	return r, nil
}

// plans reads what refs name. What cannot be read is reported, and the rest go
// on: the error is errPartly then, beside the plans that could be read.
func (in *inputs) plans(ctx context.Context, refs []string) ([]*reading, error) {
	names, bad, err := in.expand(ctx, refs)
	if err != nil {
		return nil, err
	}
	var list []*reading
	var failed error
	if bad > 0 {
		failed = errPartly
	}
	for _, name := range names {
		r, err := in.plan(ctx, name)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.Is(err, corpus.ErrDecisions):
			return nil, err
		case err != nil:
			in.app.report(withPath(err, name))
			failed = errPartly
		default:
			list = append(list, r)
		}
	}
	return list, failed
}

// isFile reports whether ref names a file rather than a document of the
// library. A file wins: its path is what the user sees in the folder.
func (in *inputs) isFile(ref string) bool {
	if ref == "-" {
		return true
	}
	return ingest.Exists(ref)
}

// readFile reads a file, or the standard input as "-".
func (in *inputs) readFile(ctx context.Context, path string) (*corpus.Document, []byte, error) {
	if path != "-" {
		data, err := ingest.Load(path)
		if err != nil {
			return nil, nil, err
		}
		doc, err := readDocument(ctx, filepath.Base(path), data, in.app.options(1))
		return doc, data, err
	}
	data, err := io.ReadAll(io.LimitReader(in.app.in, ingest.MaxSize+1))
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("reading the standard input: %w", err)
	case len(data) > ingest.MaxSize:
		return nil, nil, fmt.Errorf("the standard input is larger than %d MiB", ingest.MaxSize>>20)
	}
	doc, err := readDocument(ctx, "stdin", data, in.app.options(1))
	return doc, data, err
}

// resolve finds ref in the library. Where there is no such file and no library
// either, the file is what the user meant.
func (in *inputs) resolve(ctx context.Context, ref string) (*corpus.Library, string, error) {
	if ref == "" {
		return nil, "", ingest.ErrNoName
	}
	lib, err := in.library(ctx)
	if errors.Is(err, corpus.ErrNoLibrary) {
		return nil, "", &hintError{
			fmt.Errorf("%s: no such file, and there is no library in %s", ref, in.app.libraryDir()),
			"give the path of a file, or name the library with --library",
		}
	}
	if err != nil {
		return nil, "", err
	}
	id, err := lib.Resolve(ref)
	if errors.Is(err, corpus.ErrNotFound) {
		return nil, "", &hintError{
			fmt.Errorf("%s: no such file, and no such document in the library %s", ref, lib.Dir()),
			"doichieu list shows the documents of the library",
		}
	}
	return lib, id, err
}

// storedPlan reads a document of the library and its plan.
func storedPlan(lib *corpus.Library, id string) (*reading, error) {
	doc, err := lib.Document(id)
	if err != nil {
		return nil, err
	}
	b, err := lib.PlanBytes(id)
	if err != nil {
		return nil, err
	}
	plan := new(extract.Plan)
	if err := json.Unmarshal(b, plan); err != nil {
		return nil, outdated(id, fmt.Errorf("the stored plan cannot be read: %w", err))
	}
	if plan.Schema != extract.PlanSchema {
		return nil, outdated(id, fmt.Errorf("the stored plan has schema %q, this program reads %q", plan.Schema, extract.PlanSchema))
	}
	return &reading{doc: doc, plan: plan, stored: true}, nil
}

// outdated names the command that reads the originals again.
func outdated(id string, err error) error {
	return &hintError{fmt.Errorf("document %s: %w", id, err), "doichieu reindex --reread reads the originals of the library again"}
}

// card is what the library's list shows of a plan.
func card(doc *corpus.Document, plan *extract.Plan) corpus.Card {
	r, scanned := plan.Document, 0
	for _, t := range plan.Tasks {
		if t.OCR {
			scanned++
		}
	}
	return corpus.Card{
		Number: r.Number, DocType: r.DocType, Title: r.Title, Locality: r.Locality, Issued: r.Issued,
		Tasks: len(plan.Tasks), OCR: scanned, Notes: len(doc.Notes) + len(plan.Notes),
	}
}

// withPath is an error of reading a file that names the whole path: files of
// several folders may have one name.
func withPath(err error, path string) error {
	if e, ok := errors.AsType[*ingest.Error](err); ok && path != "-" && !ingest.IsURL(path) {
		named := *e
		named.File = path
		return &named
	}
	return err
}

// unlisted is the error of a path of a folder or an archive that cannot be listed.
func unlisted(path string, err error) error {
	if e, ok := errors.AsType[*ingest.Error](err); ok {
		return withPath(e, path)
	}
	if path == "" {
		return err
	}
	return fmt.Errorf("%s: %w", path, bare(err))
}

// bare is an error of the system without the path that it names.
func bare(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	if l, ok := errors.AsType[*os.LinkError](err); ok {
		return l.Err
	}
	return err
}
