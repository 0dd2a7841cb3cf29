package main

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

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

// condition is a flag of a search with its values, as typed.
type condition struct {
	name   string
	values []string
}

// conditionFlags are the flags of [conditions], in the order in which files name
// them. A test holds that they are all.
var conditionFlags = []string{"locality", "type", "agency", "role", "from", "to", "sort", "exact"}

// conditionsGiven are the conditions that a command line states.
func conditionsGiven(cmd *cobra.Command) []condition {
	var list []condition
	for _, name := range conditionFlags {
		f := cmd.Flags().Lookup(name)
		if f == nil || !f.Changed {
			continue
		}
		if many, ok := f.Value.(interface{ GetSlice() []string }); ok {
			list = append(list, condition{name, many.GetSlice()})
		} else {
			list = append(list, condition{name, []string{f.Value.String()}})
		}
	}
	return list
}

// terms are conditions for the head of a file.
func terms(list []condition) []render.Term {
	var out []render.Term
	for _, c := range list {
		for _, v := range c.values {
			out = append(out, render.Term{Name: "--" + c.name, Value: v})
		}
	}
	return out
}

// found is the result of a search with what was asked for.
type found struct {
	query   string
	given   []condition
	result  *index.Result
	first   int // rank of the first hit of the result
	sources map[string]corpus.Source
}

// sourcesOf are the files of the library's documents, by id.
func sourcesOf(lib *corpus.Library) map[string]corpus.Source {
	m := map[string]corpus.Source{}
	for _, e := range lib.List() {
		m[e.ID] = e.Source
	}
	return m
}

// writeHits writes hits in the format asked for.
func (a *app) writeHits(o *output, f *found) error {
	format, err := o.choose()
	if err != nil {
		return err
	}
	switch format {
	case formatJSON:
		return a.writeResult(o.file, func(w io.Writer) error { return writeJSON(w, f.result) })
	case formatJSONL:
		return a.writeResult(o.file, f.writeLines)
	}
	return a.writeTable(o, render.Input{Hits: f.hits(), Colour: o.file == "" && a.colour(a.out)})
}

// hitLine is a hit on a line of its own, with what the result says of all.
type hitLine struct {
	Rank int `json:"rank"`
	index.Hit
	SHA256 string `json:"sha256"` // of the plan's file
}

// writeLines writes a hit on each line.
func (f *found) writeLines(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for i, h := range f.result.Hits {
		if err := e.Encode(hitLine{f.first + i, h, f.sources[h.Plan].SHA256}); err != nil {
			return err
		}
	}
	return nil
}

// hits are the hits for the formats of package render.
func (f *found) hits() *render.Hits {
	h := &render.Hits{Query: f.query, Chosen: terms(f.given), Total: f.result.Total, Partial: f.result.Partial}
	for i := range f.result.Hits {
		h.Rows = append(h.Rows, hitRow(&f.result.Hits[i], f.first+i, f.sources))
	}
	for _, name := range index.FacetNames() {
		values, ok := f.result.Facets[name]
		if !ok {
			continue
		}
		facet := render.Facet{Name: name}
		for _, v := range values {
			facet.Values = append(facet.Values, render.FacetValue{Label: v.Label, Count: v.Count})
		}
		h.Facets = append(h.Facets, facet)
	}
	return h
}

// hitRow is a hit as tables show it.
func hitRow(h *index.Hit, rank int, sources map[string]corpus.Source) render.HitRow {
	r := render.HitRow{
		TaskRow: render.TaskRow{
			Plan: h.Plan, Locality: h.Locality, Number: h.Number, Issued: h.Issued, File: h.Source.Name, Task: h.Task,
			Section: strings.Join(h.Path, extract.PathSeparator), Text: h.Text, Lead: h.Lead, Coordinating: h.Coordinating, Implementing: h.Implementing,
			Deadlines: h.Deadlines, Targets: h.Targets, Page: h.Page, Span: h.Span, OCR: h.OCR, SHA256: sources[h.Plan].SHA256,
		},
		Rank: rank, DocType: h.DocType, Title: h.Title, Partial: h.Partial, Marks: h.Highlights,
	}
	for _, list := range [][]extract.Assignment{h.Lead, h.Coordinating, h.Implementing} {
		r.Requested = r.Requested || slices.ContainsFunc(list, func(a extract.Assignment) bool { return a.Requested })
	}
	return r
}
