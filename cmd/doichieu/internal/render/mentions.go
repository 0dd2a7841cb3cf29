package render

import (
	"cmp"

	"doichieu/compare"
	"doichieu/corpus"
)

// MentionsSchema names the JSON form of [Mentions].
const MentionsSchema = "doichieu.mentions/1"

// Mentions say for several queries which localities have something on them.
type Mentions struct {
	Chosen     []Term           `json:"conditions"` // that hold for all queries, as typed
	Localities []string         `json:"localities"` // the columns
	Plans      []compare.Column `json:"-"`          // of those localities
	Rows       []MentionRow     `json:"queries"`
}

// MentionRow is a query with a mention for each locality.
type MentionRow struct {
	Query   string    `json:"query"`
	Total   int       `json:"total"`   // sum of the counts
	Unknown []string  `json:"unknown"` // conditions in the query whose value is not known to anything
	Cells   []Mention `json:"localities"`
}

// Mention is what a locality has on a query.
type Mention struct {
	Locality string  `json:"locality"`
	Count    int     `json:"count"`          // provisions that answer the whole query
	Best     *HitRow `json:"best,omitempty"` // nil where there is none
}

// sources are the plans in which something was looked for.
func (m *Mentions) sources() []compare.Column { return m.Plans }

// mentionedIn names a locality.
func (l labels) mentionedIn(locality string) string { return cmp.Or(oneLine(locality), l.NoLocality) }

// mentionsSheet has a line for each query, and the counts by locality.
func mentionsSheet(m *Mentions, l labels) dataset {
	s := dataset{name: "mentions", title: l.SheetMentions, frozen: 1, heads: []head{
		{key: "query", heading: l.Query, width: 40}, {key: "hits", heading: l.Count, width: 10},
	}}
	for _, name := range m.Localities {
		s.heads = append(s.heads, head{"hits", l.mentionedIn(name), l.Count, 14})
	}
	s.rows = func(yield func([]value) bool) {
		for _, row := range m.Rows {
			line := []value{row.Query, row.Total}
			for _, c := range row.Cells {
				line = append(line, c.Count)
			}
			if !yield(line) {
				return
			}
		}
	}
	return s
}

// sheets are the tables of several queries.
func (m *Mentions) sheets(l labels) []dataset {
	out := []dataset{mentionsSheet(m, l), quotesSheet(m, l)}
	if len(m.Chosen) > 0 {
		out = append(out, querySheet(m.Chosen, l))
	}
	return out
}

// quoteRow is a query with what one locality has on it.
type quoteRow struct {
	query string
	Mention
}

// quotesSheet has a line for each query and locality, with the words of the best
// hit and their place.
func quotesSheet(m *Mentions, l labels) dataset {
	var rows []quoteRow
	for _, row := range m.Rows {
		for _, c := range row.Cells {
			rows = append(rows, quoteRow{row.Query, c})
		}
	}
	return datasetOf("quotes", l.SheetQuotes, 2, quoteColumns(l), rows)
}

// quoteColumns are the columns of that table, left to right.
func quoteColumns(l labels) []column[quoteRow] {
	best := func(part func(HitRow) value) func(quoteRow) value {
		return func(r quoteRow) value {
			if r.Best == nil {
				return ""
			}
			return part(*r.Best)
		}
	}
	return []column[quoteRow]{
		{"query", l.Query, 40, func(r quoteRow) value { return r.query }},
		{"locality", l.Locality, 18, func(r quoteRow) value { return l.mentionedIn(r.Locality) }},
		{"hits", l.Count, 10, func(r quoteRow) value { return r.Count }},
		{"quote", l.Quote, 70, best(func(h HitRow) value { return h.words() })},
		{"part", l.Part, 12, best(func(h HitRow) value { return l.part(h.Part) })},
		{"task", l.TaskID, 12, best(func(h HitRow) value { return h.Task })},
		{"page", l.Page, 7, best(func(h HitRow) value { return h.Page })},
		{"section", l.Headings, 34, best(func(h HitRow) value { return h.Section })},
		{"lead", l.Lead, 26, best(func(h HitRow) value { return l.names(h.Lead) })},
		{"number", l.PlanNumber, 16, best(func(h HitRow) value { return h.Number })},
		{"issued", l.Issued, 13, best(func(h HitRow) value { return day(h.Issued) })},
		{"plan", l.PlanID, 14, best(func(h HitRow) value { return h.Plan })},
		{"file", l.File, 22, best(func(h HitRow) value { return h.File })},
		{"span", l.Span, 14, best(func(h HitRow) value { return spans(h.Span) })},
		{"sha256", l.Sha, 68, best(func(h HitRow) value { return h.SHA256 })},
	}
}

// MentionColumn is a plan in which mentions were looked for.
func MentionColumn(e corpus.Entry) compare.Column {
	return compare.Column{
		ID: e.ID, Locality: e.Locality, Number: e.Number, Title: e.Title, Issued: e.Issued, Source: e.Source, Tasks: e.Tasks,
	}
}
