package render

import (
	"strconv"
	"strings"

	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/extract"
)

// Hits are what a search found, in the order of the search.
type Hits struct {
	Query   string // as typed; "" where the conditions alone chose
	Chosen  []Term // the conditions and the order, as typed
	Total   int    // how many there are, shown or not
	Partial int    // those of Total that answer only a part of the query
	Rows    []HitRow
	Facets  []Facet
}

// Term is a condition of a search: its name and its value.
type Term struct{ Name, Value string }

// Facet is how often hits have each value of a field.
type Facet struct {
	Name   string
	Values []FacetValue
}

// FacetValue is a value, as people call it, and how many hits have it.
type FacetValue struct {
	Label string
	Count int
}

// HitRow is a hit with all that is shown of it.
type HitRow struct {
	TaskRow
	Rank    int           `json:"rank"` // from 1, over all hits of the search
	DocType string        `json:"doc_type"`
	Title   string        `json:"title"`      // of the plan
	Partial bool          `json:"partial"`    // answers only a part of the query
	Marks   []corpus.Span `json:"highlights"` // byte spans of Text: the words that were found, ascending
}

// marked is the value of a cell in which some words are set off.
type marked struct {
	text  string
	marks []corpus.Span
}

// piece is a part of a text, set off or not.
type piece struct {
	Text   string
	Marked bool
}

// pieces cuts a text at its marks. Marks that lie outside of it, or begin before
// the last one ended, are left out.
func (m marked) pieces() []piece {
	var out []piece
	at := 0
	add := func(end int, is bool) {
		if end > at {
			out = append(out, piece{m.text[at:end], is})
			at = end
		}
	}
	for _, s := range m.marks {
		if s.Start < at || s.End <= s.Start || s.End > len(m.text) {
			continue
		}
		add(s.Start, false)
		add(s.End, true)
	}
	add(len(m.text), false)
	return out
}

// write puts the pieces together again, each made safe by safe, those that are
// set off between on and off.
func (m marked) write(safe func(string) string, on, off string) string {
	var b strings.Builder
	for _, p := range m.pieces() {
		if p.Marked {
			b.WriteString(on + safe(p.Text) + off)
		} else {
			b.WriteString(safe(p.Text))
		}
	}
	return b.String()
}

// onOneLine is visible text with each run of white space one blank, also at its
// ends: where pieces of a text meet, a blank must stay.
func onOneLine(s string) string {
	s = visible(s)
	words := oneLine(s)
	if words == "" {
		return " "[:min(1, len(s))]
	}
	if strings.TrimLeft(s, " \n") != s {
		words = " " + words
	}
	if strings.TrimRight(s, " \n") != s {
		words += " "
	}
	return words
}

// words are the hit's text with the words that were found.
func (r HitRow) words() marked { return marked{r.Text, r.Marks} }

// member is the hit as cells of a comparison show a task.
func (r HitRow) member() compare.Member {
	return compare.Member{Plan: r.Plan, Task: r.Task, Page: r.Page, OCR: r.OCR}
}

// where names the plan: locality, number and day of issue, and what is given
// beside them.
func (r HitRow) where(l labels, also ...string) []string {
	var out []string
	for _, s := range append([]string{l.place(r.Locality, r.Unit), r.Number, l.date(r.Issued)}, also...) {
		if s = oneLine(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// duty is a line of who does what: the name of the role, and the agencies.
type duty struct {
	name     string
	agencies []extract.Assignment
}

// duties are the roles that somebody has in the hit.
func (r HitRow) duties(l labels) []duty {
	var out []duty
	for _, d := range []duty{{l.Lead, r.Lead}, {l.Coordinating, r.Coordinating}, {l.Implementing, r.Implementing}} {
		if len(d.agencies) > 0 {
			out = append(out, d)
		}
	}
	return out
}

// hitColumns are the columns of the table of hits, left to right: those of the
// table of tasks, but for the row of a comparison, and what a search adds.
func hitColumns(l labels) []column[HitRow] {
	own := map[string]column[HitRow]{}
	for _, c := range taskColumns(l) {
		own[c.key] = column[HitRow]{c.key, c.heading, c.width, func(r HitRow) value { return c.value(r.TaskRow) }}
	}
	for _, c := range []column[HitRow]{
		{"rank", l.Rank, 7, func(r HitRow) value { return r.Rank }},
		{"doc_type", l.DocType, 10, func(r HitRow) value { return r.DocType }},
		{"issued", l.Issued, 13, func(r HitRow) value { return day(r.Issued) }},
		{"title", l.DocTitle, 40, func(r HitRow) value { return r.Title }},
		{"section", l.Headings, 34, func(r HitRow) value { return r.Section }},
		{"text", l.Text, 70, func(r HitRow) value { return r.words() }},
		{"implementing_ids", l.ImplementingIDs, 20, func(r HitRow) value { return ids(r.Implementing) }},
		{"partial", l.PartialHit, 9, func(r HitRow) value { return l.yes(r.Partial) }},
	} {
		own[c.key] = c
	}
	var out []column[HitRow]
	for _, key := range []string{
		"rank", "locality", "number", "doc_type", "issued", "title", "section", "task", "page", "text", "lead", "coordinating", "implementing",
		"requested", "deadline", "due", "from", "kind", "every", "on", "target", "partial", "ocr", "lead_ids", "coordinating_ids",
		"implementing_ids", "plan", "file", "span", "lead_words", "lead_pages", "coordinating_words", "deadline_pages", "sha256",
	} {
		out = append(out, own[key])
	}
	return out
}

// hitsSheet is the table of hits.
func hitsSheet(h *Hits, l labels) dataset {
	return datasetOf("hits", l.SheetHits, 3, hitColumns(l), h.Rows)
}

// querySheet says what was asked for, so that a file of hits can be made again.
func querySheet(h *Hits, l labels) dataset {
	return datasetOf("query", l.SheetQuery, 1, []column[Term]{
		{"condition", l.Condition, 24, func(t Term) value { return t.Name }},
		{"asked", l.Value, 70, func(t Term) value { return t.Value }},
	}, h.terms(l))
}

// terms are what was asked for and how much was found.
func (h *Hits) terms(l labels) []Term {
	out := append([]Term{{l.Query, h.Query}}, h.Chosen...)
	return append(out, Term{l.Found, h.counts(l)})
}

// counts says how many hits there are, in part, and in the file.
func (h *Hits) counts(l labels) string {
	words := strconv.Itoa(h.Total)
	if h.Partial > 0 {
		words += " (" + l.PartialHit + ": " + strconv.Itoa(h.Partial) + ")"
	}
	return words + "; " + l.Shown + ": " + strconv.Itoa(len(h.Rows))
}

// sources are the plans that hits stand in, in the order of their first hits.
func (h *Hits) sources() []compare.Column {
	var out []compare.Column
	seen := map[string]bool{}
	for _, r := range h.Rows {
		if seen[r.Plan] {
			continue
		}
		seen[r.Plan] = true
		out = append(out, compare.Column{
			ID: r.Plan, Locality: r.Locality, Unit: r.Unit, Number: r.Number, Title: r.Title, Issued: r.Issued,
			Source: corpus.Source{Name: r.File, SHA256: r.SHA256},
		})
	}
	return out
}
