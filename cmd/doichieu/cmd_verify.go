package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"doichieu/cmd/doichieu/internal/audit"
	"doichieu/corpus"
	"doichieu/extract"
	"doichieu/ingest"
)

// verifySchema names the JSON form of what verify found.
const verifySchema = "doichieu.verify/1"

type verifyOptions struct {
	json    bool
	sources []string
}

func newVerifyCommand(a *app) *cobra.Command {
	var opts verifyOptions
	cmd := command(&cobra.Command{
		Use:   "verify [ID|FILE|EXPORT]...",
		Short: "Read the originals again and check every span, or every cell of an export",
		Long: `Check that every value stands where it says. The originals are opened and read
again, their SHA-256 and their text are compared with what the library holds,
and every span of the document and of the plan with the words it claims to be.

Without names, the whole library is checked. A file that is named is read and
checked without a library. A mismatch gives exit status 1.

An export (CSV, XLSX, JSON, or a report as DOCX) is held against the files that
it was made of, also after another program has saved it again: each cell must
say what is read from its place in the original, which is found by its SHA-256
among the files of --source or in the library. What only a comparison can say
(topics, scores, statuses, groups, counts) is counted as not checked.`,
		Example: `  doichieu verify
  doichieu verify 3f9a
  doichieu verify ke-hoach.pdf --json
  doichieu verify so-sanh.xlsx --source ke-hoach/`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return runVerify(cmd.Context(), a, opts, args) },
	})
	a.addReadingFlags(cmd)
	cmd.Flags().StringArrayVar(&opts.sources, "source", nil, "look for the originals of exports in this `path`, a file or a folder; may be repeated")
	cmd.Flags().BoolVar(&opts.json, "json", false, "print JSON, schema "+verifySchema)
	return cmd
}

// verified is what verify found out about one document.
type verified struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	checks
}

// verifyResult is what verify found, and its counts.
type verifyResult struct {
	Schema     string         `json:"schema"`
	Documents  []verified     `json:"documents"`
	Exports    []audit.Result `json:"exports"`
	Spans      int            `json:"spans"`
	Cells      int            `json:"cells"`
	Mismatches int            `json:"mismatches"` // of documents and exports
}

func runVerify(ctx context.Context, a *app, opts verifyOptions, refs []string) (err error) {
	in := &inputs{app: a}
	defer func() { err = errors.Join(err, in.close()) }()
	names, failed, err := in.expand(ctx, refs)
	if err != nil {
		return err
	}
	from, err := newOriginals(in, opts.sources)
	if err != nil {
		return fmt.Errorf("looking for the originals: %w", err)
	}
	result := verifyResult{Schema: verifySchema, Documents: []verified{}, Exports: []audit.Result{}}
	for _, name := range names {
		if isDictionary(name) {
			continue
		}
		err := in.verifyAny(ctx, name, from, &result)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			a.report(withPath(err, name))
			failed++
		}
	}
	if err := a.writeResult("", func(w io.Writer) error { return writeVerified(w, opts, result) }); err != nil {
		return err
	}
	return a.concludeVerify(result, failed)
}

// concludeVerify says the counts, and makes mismatches an error.
func (a *app) concludeVerify(result verifyResult, failed int) error {
	inDocuments := 0
	for _, v := range result.Documents {
		inDocuments += len(v.Mismatches)
	}
	if len(result.Exports) == 0 || len(result.Documents) > 0 {
		a.countf("%d documents, %d spans equal to their words, %d mismatches, %d failed",
			len(result.Documents), result.Spans-inDocuments, inDocuments, failed)
	}
	if len(result.Exports) > 0 {
		a.countf("%d exports, %d cells checked, %d mismatches, %d failed",
			len(result.Exports), result.Cells, result.Mismatches-inDocuments, failed)
	}
	if inDocuments > 0 {
		a.say("hint", "doichieu reindex --reread reads the originals of the library again")
	}
	switch {
	case result.Mismatches > 0:
		return errReported
	case failed > 0:
		return errPartly
	}
	return nil
}

// verifyAny checks a document or an export, and adds what it found.
func (in *inputs) verifyAny(ctx context.Context, name string, from *originals, result *verifyResult) error {
	export, err := in.export(ctx, name)
	if err != nil {
		return err
	}
	if export != nil {
		checked, err := from.check(ctx, export)
		if err != nil {
			return err
		}
		result.Exports = append(result.Exports, checked)
		result.Cells += checked.Cells
		result.Mismatches += len(checked.Mismatches)
		return nil
	}
	v, err := in.verify(ctx, name)
	if err != nil {
		return err
	}
	result.Documents = append(result.Documents, v)
	result.Spans += v.Spans
	result.Mismatches += len(v.Mismatches)
	for _, m := range v.Mismatches {
		in.app.say("error", v.Name+": "+m)
	}
	return nil
}

func writeVerified(w io.Writer, opts verifyOptions, result verifyResult) error {
	if opts.json {
		return writeJSON(w, result)
	}
	state := func(mismatches int) string {
		if mismatches > 0 {
			return "MISMATCH"
		}
		return "ok"
	}
	for _, v := range result.Documents {
		if _, err := fmt.Fprintf(w, "%-8s  %s  %s  %d spans, %d mismatches\n", state(len(v.Mismatches)), v.ID, cell(v.Name), v.Spans, len(v.Mismatches)); err != nil {
			return err
		}
	}
	for _, e := range result.Exports {
		if _, err := fmt.Fprintf(w, "%-8s  %s  %d rows, %d cells, %d mismatches, %d not checked\n", state(len(e.Mismatches)), cell(e.File), e.Rows, e.Cells, len(e.Mismatches), e.Unchecked); err != nil {
			return err
		}
	}
	return nil
}

// verify checks one file or document of the library.
func (in *inputs) verify(ctx context.Context, ref string) (verified, error) {
	if in.isFile(ref) {
		doc, _, err := in.readFile(ctx, ref)
		if err != nil {
			return verified{}, err
		}
		return verified{doc.ID, doc.Source.Name, checkSpans(doc, extract.Extract(doc))}, nil
	}
	lib, id, err := in.resolve(ctx, ref)
	if err != nil {
		return verified{}, err
	}
	return in.app.verifyStored(ctx, lib, id)
}

// verifyStored checks a document of the library against its original.
func (a *app) verifyStored(ctx context.Context, lib *corpus.Library, id string) (verified, error) {
	r, err := storedPlan(lib, id)
	if err != nil {
		return verified{}, err
	}
	v := verified{id, r.doc.Source.Name, checkSpans(r.doc, r.plan)}
	original, err := lib.Original(id) // checks the SHA-256
	if err != nil {
		v.fail("original: %v; %s", err, strings.Join(hints(err), "; "))
		return v, nil
	}
	again, err := a.readAsStored(ctx, r.doc, original)
	switch {
	case err != nil:
		v.fail("original: it can no longer be read: %v", err)
	case again.Text != r.doc.Text:
		v.fail("original: read again it gives another text (%d bytes, stored %d)%s", len(again.Text), len(r.doc.Text), engines(r.doc, again))
	case again.Source.SHA256 != r.plan.Document.Source.SHA256:
		v.fail("plan: it was made from a file with SHA-256 %s", r.plan.Document.Source.SHA256)
	}
	return v, nil
}

// readAsStored reads an original again in the way that gave the stored document:
// with OCR only if pages of it were read by OCR, and of all pages if that alone
// gives the same text.
func (a *app) readAsStored(ctx context.Context, stored *corpus.Document, original []byte) (*corpus.Document, error) {
	o := a.options(1)
	o.OCR = ingest.OCRNever
	if engineOf(stored) != "" {
		o.OCR = ingest.OCRAuto
	}
	again, err := readDocument(ctx, stored.Source.Name, original, o)
	if o.OCR == ingest.OCRNever || err == nil && again.Text == stored.Text || ctx.Err() != nil {
		return again, err
	}
	o.OCR = ingest.OCRForce
	if forced, err := readDocument(ctx, stored.Source.Name, original, o); err == nil && forced.Text == stored.Text {
		return forced, nil
	}
	return again, err
}

// engineOf is what the document says of the OCR of its pages, "" if there was
// none.
func engineOf(doc *corpus.Document) string {
	for _, n := range doc.Notes {
		if n.Code == ingest.NoteOCREngine {
			return n.Message
		}
	}
	return ""
}

// engines names two ways of OCR, if they differ: that explains another text.
func engines(stored, again *corpus.Document) string {
	was, is := engineOf(stored), engineOf(again)
	if was == is {
		return ""
	}
	return fmt.Sprintf("; stored: %q, now: %q", was, is)
}
