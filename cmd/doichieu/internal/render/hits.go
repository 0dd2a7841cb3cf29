package render

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/extract"
)

// Hits are what a search found, in the order of the search.
type Hits struct {
	Query   string // as typed; "" where the conditions alone chose; of similar tasks the task
	Similar bool   // the hits are tasks like the one in Query, and have a score
	Chosen  []Term // the conditions and the order, as typed
	Total   int    // how many there are, shown or not
	Partial int    // those of Total that answer only a part of the query
	Rows    []HitRow
	// Plans are the plans that the hits stand in, in their order, where they are
	// grouped; nil for a list.
	Plans  []HitPlan
	Facets []Facet
}

// HitPlan is a plan with the first of its hits.
type HitPlan struct {
	Count int // hits in the plan
	Shown int // how many of them stand in Rows, behind those of the plans before
}

// Term is a condition of a search: its name and its value.
type Term struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Facet is how often hits have each value of a field.
type Facet struct {
	Name   string // as of the index
	Values []FacetValue
}

// FacetValue is a value and how many hits have it.
type FacetValue struct {
	Value string
	Label string // as people call it
	Count int
}

// HitRow is a hit with all that is shown of it.
type HitRow struct {
	TaskRow
	Rank    int           `json:"rank"` // from 1, over all hits of the search or, grouped, of the plan
	Part    extract.Part  `json:"part"` // of the plan
	DocType string        `json:"doc_type"`
	Title   string        `json:"title"`           // of the plan
	Partial bool          `json:"partial"`         // answers only a part of the query
	Score   float64       `json:"score,omitempty"` // of similar tasks, 0 to 1
	Marks   []corpus.Span `json:"highlights"`      // byte spans of Text: the words that were found, ascending
}

// HitRows lists all that a search may find in the plans, plan by plan: the tasks,
// then the other provisions, which have no agency and no deadline, and the targets
// that stand in them.
func HitRows(plans []*extract.Plan) []HitRow {
	var out []HitRow
	for _, p := range plans {
		paths, loose, d := p.Paths(), p.TargetsByTask()[""], p.Document
		add := func(r TaskRow, part extract.Part) {
			out = append(out, HitRow{TaskRow: r, Part: part, DocType: d.DocType, Title: d.Title})
		}
		for _, r := range Tasks([]*extract.Plan{p}, nil) {
			add(r, extract.TasksPart)
		}
		for _, v := range p.Provisions {
			r := TaskRow{
				Plan: d.ID, Locality: d.Locality, Unit: d.Unit, Number: d.Number, Issued: d.Issued, File: d.Source.Name,
				Task: v.ID, Section: paths[v.Section], Text: v.Text, Page: v.Page, Span: v.Span, OCR: v.OCR, SHA256: d.Source.SHA256,
			}
			for _, t := range loose {
				if slices.ContainsFunc(v.Span, func(s corpus.Span) bool { return s.Start <= t.Span.Start && t.Span.End <= s.End }) {
					r.Targets = append(r.Targets, t)
				}
			}
			add(r, v.Part)
		}
	}
	return out
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

// placeOfHit is where a hit stands, and in which part of the plan if it is no task.
func (l labels) placeOfHit(r HitRow) string {
	place := l.placeOf(r.member())
	if r.Part != extract.TasksPart && r.Part != "" {
		place += " (" + l.part(r.Part) + ")"
	}
	return place
}

// remark says that a hit answers in part, or how similar it is; "" for none.
func (r HitRow) remark(l labels) string {
	switch {
	case r.Partial:
		return strings.ToLower(l.PartialHit)
	case r.Score > 0:
		return strings.ToLower(l.Score) + " " + strconv.FormatFloat(r.Score, 'f', 2, 64)
	}
	return ""
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
func hitColumns(l labels, similar bool) []column[HitRow] {
	own := map[string]column[HitRow]{}
	for _, c := range taskColumns(l) {
		own[c.key] = column[HitRow]{c.key, c.heading, c.width, func(r HitRow) value { return c.value(r.TaskRow) }}
	}
	for _, c := range []column[HitRow]{
		{"part", l.Part, 12, func(r HitRow) value { return l.part(r.Part) }},
		{"score", l.Score, 10, func(r HitRow) value { return math.Round(r.Score*1000) / 1000 }},
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
		"rank", "locality", "number", "doc_type", "issued", "title", "part", "section", "task", "page", "text", "lead", "coordinating", "implementing",
		"requested", "deadline", "due", "from", "kind", "every", "on", "target", "partial", "score", "ocr", "lead_ids", "coordinating_ids",
		"implementing_ids", "plan", "file", "span", "lead_words", "lead_pages", "coordinating_words", "deadline_pages", "sha256",
	} {
		if key == "score" && !similar || key == "partial" && similar {
			continue
		}
		out = append(out, own[key])
	}
	return out
}

// hitsSheet is the table of hits.
func hitsSheet(h *Hits, l labels) dataset {
	return datasetOf("hits", l.SheetHits, 3, hitColumns(l, h.Similar), h.Rows)
}

// querySheet says what was asked for, so that a file of hits can be made again.
func querySheet(terms []Term, l labels) dataset {
	return datasetOf("query", l.SheetQuery, 1, []column[Term]{
		{"condition", l.Condition, 24, func(t Term) value { return t.Name }},
		{"asked", l.Value, 70, func(t Term) value { return t.Value }},
	}, terms)
}

// counted is a value of a facet with the name of that.
type counted struct {
	facet string
	FacetValue
}

// countsSheet are the counts by facet.
func countsSheet(h *Hits, l labels) dataset {
	var rows []counted
	for _, f := range h.Facets {
		for _, v := range f.Values {
			rows = append(rows, counted{f.Name, v})
		}
	}
	return datasetOf("counts", l.SheetCounts, 1, []column[counted]{
		{"facet", l.Field, 24, func(c counted) value { return l.facet(c.facet) }},
		{"facet_value", l.Name, 50, func(c counted) value { return l.facetValue(c.facet, c.FacetValue) }},
		{"facet_id", l.Value, 30, func(c counted) value { return c.Value }},
		{"provisions", l.Count, 12, func(c counted) value { return c.Count }},
	}, rows)
}

// sheets are the tables of a search.
func (h *Hits) sheets(l labels) []dataset {
	out := []dataset{hitsSheet(h, l)}
	if len(h.Facets) > 0 {
		out = append(out, countsSheet(h, l))
	}
	return append(out, querySheet(h.terms(l), l))
}

// title is the heading of hits.
func (h *Hits) title(l labels) string {
	if h.Similar {
		return l.SimilarTitle
	}
	return l.HitsTitle
}

// terms are what was asked for and how much was found.
func (h *Hits) terms(l labels) []Term {
	asked := l.Query
	if h.Similar {
		asked = l.LikeTask
	}
	out := append([]Term{{asked, h.Query}}, h.Chosen...)
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

// hitGroup are hits below a heading, "" for a list without groups.
type hitGroup struct {
	heading string
	rows    []HitRow
}

// groups are the hits by plan, or all of them.
func (h *Hits) groups(l labels) []hitGroup {
	if h.Plans == nil {
		return []hitGroup{{"", h.Rows}}
	}
	var out []hitGroup
	rest := h.Rows
	for _, p := range h.Plans {
		g := hitGroup{"", rest[:p.Shown]}
		rest = rest[p.Shown:]
		if len(g.rows) > 0 {
			g.heading = strings.Join(g.rows[0].where(l), ", ")
		}
		g.heading += fmt.Sprintf(" (%s: %d)", strings.ToLower(l.Count), p.Count)
		out = append(out, g)
	}
	return out
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
