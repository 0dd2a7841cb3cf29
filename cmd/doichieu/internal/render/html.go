package render

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"doichieu/compare"
	"doichieu/extract"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

//go:embed page.js
var pageJS string

var pageTemplate = template.Must(template.New("page").Parse(pageHTML))

// A page is what page.html shows. Everything in it is a plain string that the
// template escapes; only the style and the script of this package pass as code.
type page struct {
	L               labels
	Title, Subtitle string
	Policy          string
	Style           template.CSS
	Script          template.JS
	Comparison      bool
	RowHeading      string
	Heads           []pageHead
	Rows            []pageRow
	Sources         []pageSource
	Notes           []string
}

type pageHead struct{ Name, Number, Counts string }

type pageRow struct {
	ID, Label, Section string
	Cells              [][]pageTask
}

type pageTask struct {
	Lead                       []pageAgency
	Coordinating, Implementing string
	Due                        []pageDue
	Targets                    []string
	Place, Text, Section       string
	Open                       bool // the words stand in the open
}

type pageAgency struct{ Name, Asked, From string }

type pageDue struct {
	Raw, Short string
	From       bool // inherited
}

type pageSource struct {
	Locality, Number, Title, Issued, File, SHA256 string
	Pages, Tasks                                  int
}

// writeHTML writes one page that needs nothing but itself: no network, no fonts,
// no script to be read (the script only adds a filter box). A content security
// policy names the hashes of its own style and script and forbids all else, so
// that a document's words could not do anything even if an escape were missed.
func writeHTML(w io.Writer, in Input, lang string) error {
	l, err := labelsFor(lang)
	if err != nil {
		return err
	}
	p := page{
		L: l, Style: template.CSS(pageCSS), Script: template.JS(pageJS), Comparison: in.Comparison != nil,
		Policy: fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'",
			sourceHash(pageCSS), sourceHash(pageJS)),
	}
	if in.Comparison != nil {
		p.comparison(newGrid(in, l), in.Comparison)
	} else {
		p.tasks(Tasks(in.Plans, nil))
	}
	for _, s := range sourcesOf(in) {
		p.Sources = append(p.Sources, pageSource{
			Locality: oneLine(s.Locality), Number: oneLine(s.Number), Title: oneLine(s.Title), Issued: l.date(s.Issued),
			File: oneLine(s.Source.Name), SHA256: s.Source.SHA256, Pages: s.Source.Pages, Tasks: s.Tasks,
		})
	}
	out := bufio.NewWriter(w)
	if err := pageTemplate.Execute(out, p); err != nil {
		return fmt.Errorf("writing HTML: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing HTML: %w", err)
	}
	return nil
}

// sourceHash is the source expression of CSP for an inline style or script.
func sourceHash(code string) string {
	sum := sha256.Sum256([]byte(code))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func (p *page) comparison(g grid, c *compare.Comparison) {
	var places []string
	for _, col := range g.columns {
		places = append(places, col.name)
		p.Heads = append(p.Heads, pageHead{
			Name: col.name, Number: oneLine(col.Number),
			Counts: fmt.Sprintf("%s %d · %s %d", p.L.Tasks, col.Tasks, strings.ToLower(p.L.Matched), col.Matched),
		})
	}
	p.Title = p.L.Title
	p.Subtitle = fmt.Sprintf("%s · %d %s", strings.Join(places, " – "), len(g.rows), p.L.Rows)
	p.RowHeading = g.rowHeading
	for _, row := range g.rows {
		r := pageRow{ID: oneLine(row.id), Label: oneLine(row.label), Section: oneLine(row.section)}
		for _, members := range row.cells {
			var tasks []pageTask
			for _, m := range members {
				tasks = append(tasks, p.task(m))
			}
			r.Cells = append(r.Cells, tasks)
		}
		p.Rows = append(p.Rows, r)
	}
	for _, n := range c.Notes {
		p.Notes = append(p.Notes, oneLine(n.Message)+" ("+n.Code+")")
	}
}

// tasks shows the long table: a line for each task.
func (p *page) tasks(rows []TaskRow) {
	p.Title, p.Subtitle = p.L.TasksTitle, fmt.Sprintf("%d %s", len(rows), p.L.Rows)
	p.RowHeading = p.L.Locality
	p.Heads = []pageHead{{Name: p.L.Text}}
	for i, r := range rows {
		t := p.task(compare.Member{
			Task: r.Task, Text: r.Text, Lead: r.Lead, Coordinating: r.Coordinating, Implementing: r.Implementing,
			Deadlines: r.Deadlines, Targets: r.Targets, Page: r.Page,
		})
		t.Open = true
		p.Rows = append(p.Rows, pageRow{
			ID: fmt.Sprintf("t%d", i+1), Label: oneLine(firstOf(r.Locality, r.Number, r.File)), Section: oneLine(r.Section),
			Cells: [][]pageTask{{t}},
		})
	}
}

func (p *page) task(m compare.Member) pageTask {
	t := pageTask{
		Coordinating: oneLine(p.L.agencies(m.Coordinating)), Implementing: oneLine(p.L.agencies(m.Implementing)),
		Place: oneLine(p.L.placeOf(m)), Text: visible(m.Text), Section: oneLine(m.Section),
	}
	for _, a := range m.Lead {
		agency := pageAgency{Name: oneLine(a.Name)}
		if a.Requested {
			agency.Asked = p.L.Asked
		}
		if a.Inherited != "" {
			agency.From = p.L.Inherited + " " + oneLine(a.Inherited)
		}
		t.Lead = append(t.Lead, agency)
	}
	for _, d := range m.Deadlines {
		t.Due = append(t.Due, p.due(d))
	}
	for _, target := range m.Targets {
		t.Targets = append(t.Targets, oneLine(target.Raw))
	}
	return t
}

func (p *page) due(d extract.Deadline) pageDue {
	return pageDue{Raw: oneLine(d.Raw), Short: oneLine(firstOf(p.L.due(d), d.Raw)), From: d.Inherited != ""}
}
