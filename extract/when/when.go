// Package when reads the time limits that administrative Vietnamese puts on
// doing a task.
package when

import "doichieu/corpus"

// Base is what a deadline's words are read against.
type Base struct {
	Issued string // ISO day, or month, or "": of the document
	Year   int    // the plan's own year, from "năm 2024" in its title or from its date; 0 unknown
}

// Deadline is a time limit found in a text.
type Deadline struct {
	Raw      string // the words at Span
	Kind     string // "by", "before", "during", "recurring", "ongoing"
	From     string // ISO day or ""
	To       string // ISO day, the last one allowed, or ""
	Every    string // ISO 8601 period of a recurring limit, or ""
	On       string // last day each time: "--12-09" of a year, "---24" of a month
	Inferred string // "year" where the words state none and the base gave it
	Rule     string // name of the rule that read it
	Span     corpus.Span
}

// RuleInfo describes a rule to people.
type RuleInfo struct{ Name, Description string }

// Find reads the time limits that text puts on doing the task; text is one
// provision (task item, heading, lead-in).
func Find(text string, base Base) []Deadline { return nil }

// Cell reads a table's time column or the value behind a label such as "Thời
// gian:", where a bare period counts.
func Cell(text string, base Base) []Deadline { return nil }

// Rules lists the rules.
func Rules() []RuleInfo { return nil }
