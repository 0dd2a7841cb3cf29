package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/corpus"
	"doichieu/ingest"
)

// addReport is what became of each file, in order, for --report and the counts.
type addReport struct{ lines []addLine }

type addLine struct {
	file, result string
	entry        corpus.Entry
	repaired     bool // the file was damaged and was mended
	needsOCR     bool // pages are pictures of which no text was made
	reason       string
	hints        []string
}

func (r *addReport) added(p prepared, e corpus.Entry) {
	line := addLine{file: p.name, result: "added", entry: e}
	for _, n := range p.reading.doc.Notes {
		line.repaired = line.repaired || n.Code == ingest.NoteRepaired
	}
	line.needsOCR = slices.ContainsFunc(p.reading.doc.Pages, corpus.Page.Unread)
	r.lines = append(r.lines, line)
}

func (r *addReport) unchanged(file string, e corpus.Entry) {
	r.lines = append(r.lines, addLine{file: file, result: "unchanged", entry: e})
}

func (r *addReport) failed(file string, err error) {
	r.lines = append(r.lines, addLine{
		file: file, result: "failed", needsOCR: errors.Is(err, ingest.ErrNoText) || errors.Is(err, ingest.ErrNoOCR),
		reason: err.Error(), hints: hints(err),
	})
}

// counts are what the closing line says beside added, unchanged and failed.
func (r *addReport) counts() string {
	repaired, ocr := 0, 0
	for _, l := range r.lines {
		if l.repaired {
			repaired++
		}
		if l.needsOCR {
			ocr++
		}
	}
	var b strings.Builder
	if repaired > 0 {
		fmt.Fprintf(&b, ", %d repaired", repaired)
	}
	if ocr > 0 {
		fmt.Fprintf(&b, ", %d need OCR", ocr)
	}
	return b.String()
}

// write writes the report as CSV.
func (r *addReport) write(w io.Writer) error {
	yes := func(b bool) string {
		if b {
			return "yes"
		}
		return ""
	}
	rows := [][]string{{"file", "result", "id", "sha256", "format", "pages", "tasks", "repaired", "needs_ocr", "reason", "hint"}}
	for _, l := range r.lines {
		row := []string{l.file, l.result, "", "", "", "", "", yes(l.repaired), yes(l.needsOCR), l.reason, strings.Join(l.hints, "; ")}
		if e := l.entry; e.ID != "" {
			copy(row[2:], []string{e.ID, e.Source.SHA256, e.Source.Format, strconv.Itoa(e.Source.Pages), strconv.Itoa(e.Tasks)})
		}
		rows = append(rows, row)
	}
	return render.CSV(w, rows)
}
