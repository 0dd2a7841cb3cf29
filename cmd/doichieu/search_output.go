package main

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/corpus"
	"doichieu/extract"
	"doichieu/index"
)

// Names of the formats in which programs get hits as the index gives them.
const (
	formatJSON  = "json"
	formatJSONL = "jsonl"
)

// searchFormats are the formats of hits, the first the default.
func searchFormats() []outputFormat {
	return hitFormats("text", formatJSON, formatJSONL, "csv", "xlsx", "md", "html")
}

// groupedFormats are those of hits by plan: a table has its own ways to group.
func groupedFormats() []outputFormat { return hitFormats("text", formatJSON, "md", "html") }

// hitFormats are formats of package render, and the one that it does not have.
func hitFormats(names ...string) []outputFormat {
	known := append(tableFormats(), outputFormat{formatJSONL, ".jsonl", "a hit in JSON on each line"})
	var list []outputFormat
	for _, name := range names {
		i := slices.IndexFunc(known, func(f outputFormat) bool { return f.name == name })
		list = append(list, known[i])
	}
	descriptions := map[string]string{
		"text": "list for the terminal", formatJSON: "result with its hits, counts and facets", "xlsx": "Excel workbook, the words that were found in bold",
	}
	for i, f := range list {
		if words := descriptions[f.name]; words != "" {
			list[i].description = words
		}
	}
	return list
}

// found is the result of a search, or of a search by plan, with what was asked
// for.
type found struct {
	query   string
	similar bool
	given   []condition
	result  *index.Result
	grouped *index.Grouped // nil for a list
	plans   map[string]corpus.Entry
}

// entriesOf are the library's documents, by id.
func entriesOf(lib *corpus.Library) map[string]corpus.Entry {
	m := map[string]corpus.Entry{}
	for _, e := range lib.List() {
		m[e.ID] = e
	}
	return m
}

// writeHits writes hits in the format asked for.
func (a *app) writeHits(o *output, f *found) error {
	format, err := o.choose()
	if err != nil {
		return err
	}
	if len(f.counts()) > 0 && (format == formatJSONL || format == "csv" && !o.folder()) {
		a.notef("the format %s has no room for the counts of --facet; json, xlsx and -o FOLDER/ have them", format)
	}
	switch {
	case format == formatJSON && f.grouped != nil:
		return a.writeResult(o.file, func(w io.Writer) error { return writeJSON(w, f.grouped) })
	case format == formatJSON:
		return a.writeResult(o.file, func(w io.Writer) error { return writeJSON(w, f.result) })
	case format == formatJSONL:
		return a.writeResult(o.file, f.writeLines)
	}
	return a.writeTable(o, render.Input{Hits: f.hits(), Colour: o.file == "" && a.colour(a.out)})
}

// rankedHit is a hit with its rank in the search.
type rankedHit struct {
	Rank int `json:"rank"`
	index.Hit
}

// writeLines writes a hit on each line.
func (f *found) writeLines(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for i, h := range f.result.Hits {
		if err := e.Encode(rankedHit{f.result.Before + i + 1, h}); err != nil {
			return err
		}
	}
	return nil
}

// counts are those of the facets.
func (f *found) counts() map[string][]index.FacetValue {
	if f.grouped != nil {
		return f.grouped.Facets
	}
	return f.result.Facets
}

// hits are the hits for the formats of package render.
func (f *found) hits() *render.Hits {
	h := &render.Hits{Query: f.query, Similar: f.similar, Chosen: terms(f.given), Facets: f.facets()}
	if g := f.grouped; g != nil {
		h.Total, h.Partial, h.Plans = g.Total, g.Partial, []render.HitPlan{}
		for _, group := range g.Groups {
			h.Plans = append(h.Plans, render.HitPlan{Count: group.Count, Shown: len(group.Hits)})
			for i := range group.Hits {
				h.Rows = append(h.Rows, hitRow(&group.Hits[i], i+1))
			}
		}
		return h
	}
	r := f.result
	h.Total, h.Partial = r.Total, r.Partial
	for i := range r.Hits {
		row := hitRow(&r.Hits[i], r.Before+i+1)
		if f.similar {
			row.Score = r.Hits[i].Score
		}
		h.Rows = append(h.Rows, row)
	}
	return h
}

// facets are the counts for the formats of package render, in the order of the
// index. It knows plans by their ids alone; people know them by more.
func (f *found) facets() []render.Facet {
	counts := f.counts()
	var out []render.Facet
	for _, name := range index.FacetNames() {
		values, ok := counts[name]
		if !ok {
			continue
		}
		facet := render.Facet{Name: name}
		for _, v := range values {
			label := v.Label
			if e, ok := f.plans[v.Value]; ok && name == "plan" {
				label = strings.Join(slices.DeleteFunc([]string{e.Locality, e.Number, e.ID}, func(s string) bool { return s == "" }), ", ")
			}
			facet.Values = append(facet.Values, render.FacetValue{Value: v.Value, Label: label, Count: v.Count})
		}
		out = append(out, facet)
	}
	return out
}

// hitRow is a hit as tables show it.
func hitRow(h *index.Hit, rank int) render.HitRow {
	r := render.HitRow{
		TaskRow: render.TaskRow{
			Plan: h.Plan, Locality: h.Locality, Number: h.Number, Issued: h.Issued, File: h.Source.Name, Task: h.Task,
			Section: strings.Join(h.Path, extract.PathSeparator), Text: h.Text, Lead: h.Lead, Coordinating: h.Coordinating,
			Implementing: h.Implementing, Deadlines: h.Deadlines, Targets: h.Targets, Page: h.Page, Span: h.Span, OCR: h.OCR,
			SHA256: h.Source.SHA256,
		},
		Rank: rank, Part: h.Part, DocType: h.DocType, Title: h.Title, Partial: h.Partial, Marks: h.Highlights,
	}
	for _, list := range [][]extract.Assignment{h.Lead, h.Coordinating, h.Implementing} {
		r.Requested = r.Requested || slices.ContainsFunc(list, func(a extract.Assignment) bool { return a.Requested })
	}
	return r
}
