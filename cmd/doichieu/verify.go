package main

import (
	"fmt"
	"strings"

	"doichieu/corpus"
	"doichieu/extract"
)

// checks are the spans that were compared with the words they claim to be, and
// those that differ.
type checks struct {
	text       string
	Spans      int      `json:"spans"`
	Mismatches []string `json:"mismatches"`
}

// checkSpans holds every span of a document and its plan against the text.
func checkSpans(doc *corpus.Document, plan *extract.Plan) checks {
	c := checks{text: doc.Text, Mismatches: []string{}}
	if err := doc.Check(); err != nil {
		c.fail("document: %v", err)
	}
	for i, b := range doc.Blocks {
		c.inRange(fmt.Sprintf("block %d", i), b.Span)
	}
	for _, n := range doc.Notes {
		c.inRange("note "+n.Code, n.Span)
	}
	for _, p := range plan.Document.Places {
		c.equal("record "+p.Field, p.Span, p.Raw)
	}
	for _, s := range plan.Sections {
		c.inRange("section "+s.ID, s.Span)
	}
	for _, t := range plan.Tasks {
		c.pieces("task "+t.ID, t.Span, t.Text)
		for _, a := range t.Assignments {
			c.equal(fmt.Sprintf("task %s: %s %s", t.ID, a.Role, a.Agency), a.Span, a.Raw)
		}
		for _, d := range t.Deadlines {
			c.equal(fmt.Sprintf("task %s: deadline", t.ID), d.Span, d.Raw)
		}
		for _, r := range t.References {
			c.equal(fmt.Sprintf("task %s: reference", t.ID), r.Span, r.Raw)
		}
	}
	for _, p := range plan.Provisions {
		c.pieces("provision "+p.ID, p.Span, p.Text)
	}
	for _, t := range plan.Targets {
		c.equal("target of "+t.Of, t.Span, t.Raw)
	}
	for _, n := range plan.Notes {
		c.inRange("note "+n.Code, n.Span)
	}
	return c
}

// pieces holds a text against its pieces, joined by a blank.
func (c *checks) pieces(what string, spans extract.Spans, text string) {
	var words []string
	for _, s := range spans {
		if !c.inRange(what, s) {
			return
		}
		words = append(words, s.In(c.text))
	}
	if got := strings.Join(words, " "); got != text {
		c.fail("%s: the text at its place is %q, the plan says %q", what, got, text)
	}
}

// equal holds the text at a span against the words that a value claims.
func (c *checks) equal(what string, s corpus.Span, raw string) {
	if c.inRange(what, s) && s.In(c.text) != raw {
		c.fail("%s: the text at [%d,%d) is %q, the plan says %q", what, s.Start, s.End, s.In(c.text), raw)
	}
}

// inRange counts a span, and reports one that lies outside of the text.
func (c *checks) inRange(what string, s corpus.Span) bool {
	c.Spans++
	if s.Start < 0 || s.End < s.Start || s.End > len(c.text) {
		c.fail("%s: span [%d,%d) lies outside of the text of %d bytes", what, s.Start, s.End, len(c.text))
		return false
	}
	return true
}

func (c *checks) fail(format string, args ...any) {
	c.Mismatches = append(c.Mismatches, fmt.Sprintf(format, args...))
}
