package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"strings"

	"doichieu/cmd/doichieu/internal/audit"
	"doichieu/cmd/doichieu/internal/render"
	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/extract"
	"doichieu/ingest"
)

// mismatchesShown is how many mismatches of an export are printed one by one; JSON
// has all.
const mismatchesShown = 20

// isDictionary reports the name of a file that describes tables beside it.
func isDictionary(path string) bool {
	name := filepath.Base(path)
	return name == render.DictionaryName || strings.HasSuffix(name, render.DictionaryExt)
}

// export opens the export that ref names; nil if it is a document. A Word file may
// be either: it is an export if it names its sources as one does.
func (in *inputs) export(ctx context.Context, ref string) (*audit.Export, error) {
	page := strings.EqualFold(filepath.Ext(ref), ".html")
	if ref == "-" || !in.isFile(ref) || !audit.Readable(ref) && !page {
		return nil, nil
	}
	data, err := ingest.Load(ref)
	switch {
	case err != nil:
		return nil, err
	case page && render.IsPage(data):
		return nil, &hintError{fmt.Errorf("%s is a page for reading, and its cells are not checked", ref), "verify the CSV, XLSX, JSON or DOCX of the same table"}
	case page:
		return nil, nil
	}
	word := func() (*corpus.Document, error) {
		return readDocument(ctx, filepath.Base(ref), data, in.app.options(1))
	}
	export, err := audit.Open(ref, data, word)
	switch {
	case errors.Is(err, audit.ErrNoExport) && strings.EqualFold(filepath.Ext(ref), ".docx"):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("%s: %w", ref, err)
	}
	return export, nil
}

// originals are the files that exports draw on, read anew, by SHA-256.
type originals struct {
	in     *inputs
	found  map[string]audit.Original
	failed map[string]string // why one could not be read
	// decided are those of the library with what people decided about their tasks;
	// nil where nobody decided anything.
	decided map[string]audit.Original
	// offered are the files of --source by SHA-256, and named their hashes by name.
	offered map[string]string
	named   map[string]string
}

// newOriginals lists the files that --source offers.
func newOriginals(in *inputs, sources []string) (*originals, error) {
	o := &originals{in: in, found: map[string]audit.Original{}, failed: map[string]string{}, offered: map[string]string{}, named: map[string]string{}}
	if len(sources) == 0 {
		return o, nil
	}
	for path, err := range ingest.Walk(sources) {
		if err != nil {
			return nil, unlisted(path, err)
		}
		data, err := ingest.Load(path)
		if err != nil {
			return nil, withPath(err, path)
		}
		sum := sha256.Sum256(data)
		sha := hex.EncodeToString(sum[:])
		o.offered[sha], o.named[filepath.Base(path)] = path, sha
	}
	return o, nil
}

// read finds and reads a source: among the files offered, else in the library.
// What cannot be found or read is remembered with the reason.
func (o *originals) read(ctx context.Context, s audit.Source) error {
	if _, ok := o.found[s.SHA256]; ok || o.failed[s.SHA256] != "" {
		return nil
	}
	doc, err := o.document(ctx, s)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		o.failed[s.SHA256] = err.Error()
	default:
		o.found[s.SHA256] = audit.Original{Doc: doc, Plan: extract.Extract(doc)}
		return o.decide(s.SHA256)
	}
	return nil
}

// decide sets a document of the library beside itself with what people decided.
func (o *originals) decide(sha string) error {
	if o.in.lib == nil {
		return nil
	}
	decided, err := o.in.decisions(o.in.lib)
	if err != nil {
		return err
	}
	if len(decided.List()) == 0 {
		return nil
	}
	if o.decided == nil {
		o.decided = map[string]audit.Original{}
	}
	original := o.found[sha]
	o.decided[sha] = audit.Original{Doc: original.Doc, Plan: decided.Apply(original.Plan)}
	return nil
}

func (o *originals) document(ctx context.Context, s audit.Source) (*corpus.Document, error) {
	if path, ok := o.offered[s.SHA256]; ok {
		doc, _, err := o.in.readFile(ctx, path)
		return doc, err
	}
	if sha, ok := o.named[s.Name]; ok {
		return nil, fmt.Errorf("the file has changed: its SHA-256 is %s now", sha)
	}
	lib, err := o.in.library(ctx)
	if errors.Is(err, corpus.ErrNoLibrary) {
		return nil, errors.New("it is not among the files of --source, and there is no library")
	}
	if err != nil {
		return nil, err
	}
	entry, ok := lib.Find(s.SHA256)
	if !ok {
		return nil, errors.New("it is neither among the files of --source nor in the library")
	}
	stored, err := lib.Document(entry.ID)
	if err != nil {
		return nil, err
	}
	original, err := lib.Original(entry.ID) // checks the SHA-256
	if err != nil {
		return nil, err
	}
	return o.in.app.readAsStored(ctx, stored, original)
}

// check holds an export against its originals, and reports what does not fit.
func (o *originals) check(ctx context.Context, e *audit.Export) (audit.Result, error) {
	missing := 0
	for _, s := range e.Sources() {
		if err := o.read(ctx, s); err != nil {
			return audit.Result{}, err
		}
		if reason := o.failed[s.SHA256]; reason != "" {
			o.in.app.say("error", fmt.Sprintf("original %s (SHA-256 %s): %s", s.Name, s.SHA256, reason))
			missing++
		}
	}
	if missing > 0 {
		o.in.app.say("hint", "name the files or folders that the export was made of with --source, or the library with --library")
	}
	result := o.fitting(e)
	for i, m := range result.Mismatches {
		if i == mismatchesShown {
			o.in.app.say("error", fmt.Sprintf("%s: %d mismatches more; --json has them all", result.File, len(result.Mismatches)-i))
			break
		}
		o.in.app.say("error", mismatchLine(m))
	}
	return result, nil
}

// fitting checks an export against the originals as they are or, where that fits
// better, with what people decided, since an export of a file knows no decisions,
// and as of a day on which the law changed something (compare --as-of).
func (o *originals) fitting(e *audit.Export) audit.Result {
	best := e.Check(o.found)
	versions := []map[string]audit.Original{o.found}
	if o.decided != nil {
		with := maps.Clone(o.found)
		maps.Copy(with, o.decided)
		versions = append(versions, with)
	}
	for _, day := range append([]string{""}, compare.LawDays()...) {
		for _, version := range versions {
			if len(best.Mismatches) == 0 {
				return best
			}
			if result := e.Check(asOf(version, day)); len(result.Mismatches) < len(best.Mismatches) {
				best = result
			}
		}
	}
	return best
}

// asOf are originals as a day finds them; "" as they are.
func asOf(originals map[string]audit.Original, day string) map[string]audit.Original {
	if day == "" {
		return originals
	}
	out := map[string]audit.Original{}
	for sha, original := range originals {
		original.Plan = compare.AsOf(original.Plan, day)
		out[sha] = original
	}
	return out
}

// mismatchLine says where a cell stands and what is wrong with it.
func mismatchLine(m audit.Mismatch) string {
	line := m.File + ": "
	if m.Sheet != "" {
		line += fmt.Sprintf("sheet %q, ", m.Sheet)
	}
	line += fmt.Sprintf("row %s, %q: ", m.Row, m.Column)
	if m.Want == "" && m.Reason != "" {
		return line + fmt.Sprintf("the export says %q; %s", m.Got, m.Reason)
	}
	line += fmt.Sprintf("the original gives %q, the export says %q", m.Want, m.Got)
	if m.Reason != "" {
		line += "; " + m.Reason
	}
	return line
}
