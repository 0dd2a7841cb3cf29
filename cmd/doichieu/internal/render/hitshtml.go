package render

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"doichieu/extract"
)

//go:embed hits.html
var hitsHTML string

//go:embed hits.css
var hitsCSS string

var hitsTemplate = template.Must(template.New("hits").Parse(hitsHTML))

// hitsPage is what hits.html shows. As in [page] everything is a plain string that
// the template escapes.
type hitsPage struct {
	L             labels
	Title, Policy string
	Style         template.CSS
	Terms         []Term
	Groups        []groupShown
	Facets        []Facet
}

type groupShown struct {
	Heading string
	Hits    []hitShown
}

type hitShown struct {
	L                                 labels
	Rank                              int
	ID, Where, Remark, Title, Section string
	Place, File, Plan, SHA256         string
	Words                             []piece
	Duties                            []dutyShown
	Due, Targets                      []string
}

type dutyShown struct {
	Role     string
	Leads    bool
	Agencies []agencyShown
}

type agencyShown struct{ Name, ID string }

// htmlHits writes one page of hits, the words that were found marked. It needs
// nothing but itself and has no script.
func htmlHits(w io.Writer, h *Hits, l labels) error {
	style := pageCSS + hitsCSS
	p := hitsPage{
		L: l, Title: h.title(l), Style: template.CSS(style),
		Policy: fmt.Sprintf("default-src 'none'; style-src %s; base-uri 'none'; form-action 'none'", sourceHash(style)),
	}
	for _, t := range h.terms(l) {
		p.Terms = append(p.Terms, Term{oneLine(t.Name), oneLine(t.Value)})
	}
	for i, g := range h.groups(l) {
		shown := groupShown{Heading: oneLine(g.heading)}
		for _, r := range g.rows {
			hit := shownHit(r, l)
			hit.ID = fmt.Sprintf("h%d", r.Rank)
			if h.Plans != nil {
				hit.ID = fmt.Sprintf("p%dh%d", i+1, r.Rank)
			}
			shown.Hits = append(shown.Hits, hit)
		}
		p.Groups = append(p.Groups, shown)
	}
	for _, f := range h.Facets {
		shown := Facet{Name: l.facet(f.Name)}
		for _, v := range f.Values {
			shown.Values = append(shown.Values, FacetValue{Label: oneLine(l.facetValue(f.Name, v)), Count: v.Count})
		}
		p.Facets = append(p.Facets, shown)
	}
	return fill(w, hitsTemplate, p)
}

func shownHit(r HitRow, l labels) hitShown {
	s := hitShown{
		L: l, Rank: r.Rank, Where: strings.Join(r.where(l, oneLine(r.DocType)), " · "), Title: oneLine(r.Title), Section: oneLine(r.Section),
		Remark: r.remark(l), Place: oneLine(l.placeOfHit(r)), File: oneLine(r.File), Plan: oneLine(r.Plan), SHA256: oneLine(r.SHA256),
	}
	for _, p := range r.words().pieces() {
		s.Words = append(s.Words, piece{visible(p.Text), p.Marked})
	}
	for _, d := range r.duties(l) {
		shown := dutyShown{Role: d.name, Leads: d.name == l.Lead}
		for _, a := range d.agencies {
			shown.Agencies = append(shown.Agencies, agencyShown{oneLine(l.agencies([]extract.Assignment{a})), oneLine(a.Agency)})
		}
		s.Duties = append(s.Duties, shown)
	}
	for _, d := range r.Deadlines {
		s.Due = append(s.Due, oneLine(l.dueWithWords(d)))
	}
	for _, t := range r.Targets {
		s.Targets = append(s.Targets, oneLine(t.Raw))
	}
	return s
}
