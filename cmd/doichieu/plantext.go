package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/corpus"
	"doichieu/extract"
)

// writeLines writes a text line by line, harmless to a terminal.
func writeLines(w io.Writer, text string) error {
	b := bufio.NewWriter(w)
	for line := range strings.Lines(text) {
		fmt.Fprintln(b, oneLine(line))
	}
	return b.Flush()
}

// noteProblems says on standard error what of a document is missing.
func (a *app) noteProblems(name string, doc *corpus.Document) {
	for _, n := range doc.Notes {
		if n.Severity == corpus.Problem {
			a.notef("%s: %s", name, n.Message)
		}
	}
}

// noteNoTask says on standard error that a document holds no task, and why.
func (a *app) noteNoTask(r *reading) {
	for _, n := range r.plan.Notes {
		if n.Code == "no-task" {
			a.notef("%s: %s", r.doc.Source.Name, n.Message)
		}
	}
}

// writePlan writes a plan for reading: the record, the sections and the tasks,
// and with quality the notes and how much of the text the tasks account for.
func writePlan(w io.Writer, r *reading, words *words, quality bool) error {
	b := bufio.NewWriter(w)
	writeRecord(b, r.plan.Document, words)
	if quality {
		writeQuality(b, r, words)
		return b.Flush()
	}
	fmt.Fprintf(b, "\n%s\n", strings.ToUpper(words.Sections))
	for _, s := range r.plan.Sections {
		fmt.Fprintf(b, "%s%s\n", strings.Repeat("  ", max(1, s.Level)), oneLine(s.Marker+" "+s.Heading))
	}
	fmt.Fprintf(b, "\n%s (%d)\n", strings.ToUpper(words.Tasks), len(r.plan.Tasks))
	if len(r.plan.Tasks) == 0 {
		fmt.Fprintf(b, "  %s\n", words.None)
	}
	targets := map[string][]extract.Target{}
	for _, t := range r.plan.Targets {
		targets[t.Task] = append(targets[t.Task], t)
	}
	for _, t := range r.plan.Tasks {
		writeTask(b, t, targets[t.ID], words)
	}
	writeNotes(b, r, words)
	return b.Flush()
}

// writeRecord writes the identity card of a document.
func writeRecord(w io.Writer, r extract.Record, words *words) {
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "%-18s %s\n", name, oneLine(value))
		}
	}
	line(words.ID, r.ID)
	line(words.Locality, r.Locality)
	line(words.Number, r.Number)
	line(words.Type, r.DocType)
	line(words.Issued, r.Issued)
	line(words.Title, r.Title)
	line(words.Issuer, r.Issuer)
	line(words.Signer, strings.TrimSuffix(r.Signer+" ("+r.Capacity+")", " ()"))
	line(words.Basis, strings.Join(r.Basis, "; "))
	line(words.Source, fmt.Sprintf("%s (%s, %d %s)", r.Source.Name, r.Source.Format, r.Source.Pages, words.Pages))
}

// writeTask writes a task with its owners, deadlines and targets.
func writeTask(w io.Writer, t extract.Task, targets []extract.Target, words *words) {
	made := ""
	if t.OCR {
		made = ", OCR"
	}
	fmt.Fprintf(w, "\n  %s  (%s %d%s)\n    %s\n", oneLine(t.ID), words.Page, t.Page, made, oneLine(t.Text))
	for _, role := range []struct {
		role extract.Role
		name string
	}{{extract.Lead, words.Lead}, {extract.Coordinating, words.Coordinating}, {extract.Implementing, words.Implementing}} {
		var names []string
		for _, as := range t.Assignments {
			if as.Role != role.role {
				continue
			}
			name := as.Name
			if as.Requested {
				name += " (" + words.Requested + ")"
			}
			names = append(names, render.Reviewed(name, as.Review)+inherited(as.Inherited, words))
		}
		if len(names) > 0 {
			fmt.Fprintf(w, "    %s: %s\n", role.name, oneLine(strings.Join(names, "; ")))
		}
	}
	for _, d := range t.Deadlines {
		fmt.Fprintf(w, "    %s: %s\n", words.Deadline, oneLine(render.Reviewed(d.Raw, d.Review)+" "+limits(d, words)+inherited(d.Inherited, words)))
	}
	for _, g := range targets {
		fmt.Fprintf(w, "    %s: %s\n", words.Target, oneLine(g.Raw))
	}
}

// inherited says where a value came from, if not from the task's own words.
func inherited(from string, words *words) string {
	if from == "" {
		return ""
	}
	return " [" + words.From + " " + from + "]"
}

// limits is the normalised form of a deadline in brackets: "[by ..2025-12-31]".
func limits(d extract.Deadline, words *words) string {
	parts := []string{string(d.Kind)}
	if d.From != "" || d.To != "" {
		parts = append(parts, d.From+".."+d.To)
	}
	for _, s := range []string{d.Every, d.On} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if d.Inferred != "" {
		parts = append(parts, words.Inferred)
	}
	return "[" + strings.Join(parts, " ") + "]"
}

// writeNotes writes the notes of the document and of the plan.
func writeNotes(w io.Writer, r *reading, words *words) {
	notes := append(append([]corpus.Note{}, r.doc.Notes...), r.plan.Notes...)
	fmt.Fprintf(w, "\n%s (%d)\n", strings.ToUpper(words.Notes), len(notes))
	for _, n := range notes {
		place := ""
		if n.Page > 0 {
			place = fmt.Sprintf(" (%s %d)", words.Page, n.Page)
		}
		fmt.Fprintf(w, "  %s %s: %s%s\n", n.Severity, n.Code, oneLine(n.Message), place)
	}
}

// writeQuality writes how much of the text the tasks account for, and the notes.
func writeQuality(w io.Writer, r *reading, words *words) {
	c := coverageOf(r)
	fmt.Fprintf(w, "\n%s\n", strings.ToUpper(words.Quality))
	for _, part := range []struct {
		name  string
		bytes int
	}{{words.Covered, c.Tasks}, {words.Headings, c.Headings}, {words.Rest, c.Rest()}} {
		fmt.Fprintf(w, "  %-18s %5.1f %%\n", part.name, 100*c.share(part.bytes))
	}
	writeGaps(w, gapsOf(r), words)
	writeNotes(w, r, words)
}

// writeGaps lists what nobody could make sense of, each with its place.
func writeGaps(w io.Writer, g gaps, words *words) {
	head := func(name string, n int) {
		fmt.Fprintf(w, "\n%s (%d)\n", strings.ToUpper(name), n)
	}
	for _, list := range []struct {
		name  string
		items []excerpt
	}{{words.Unexplained, g.Unexplained}, {words.UnknownAgencies, g.UnknownAgencies}, {words.GuessedYears, g.GuessedYears}} {
		head(list.name, len(list.items))
		for _, e := range list.items {
			fmt.Fprintf(w, "  %s %d: %s\n", words.Page, e.Page, oneLine(e.Text))
		}
	}
	head(words.EmptyPages, len(g.EmptyPages))
	for _, n := range g.EmptyPages {
		fmt.Fprintf(w, "  %s %d\n", words.Page, n)
	}
}
