package render

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
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

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{"inc": func(n int) int { return n + 1 }}).Parse(pageHTML))

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
	Tables          []pageTable
	Sources         []pageSource
	Notes           []string
}

type pageHead struct{ Name, Number, Counts string }

type pageRow struct {
	ID, Label, Section string
	Group              string // opens above the row
	Cells              []pageCell
}

// pageTable is a table behind the comparison.
type pageTable struct {
	Title string
	Heads []string
	Rows  [][]string
}

type pageCell struct {
	Counts string
	Status string
	Tasks  []pageTask
}

type pageTask struct {
	Lead                       []pageAgency
	Coordinating, Implementing string
	Due                        []pageDue
	Targets                    []string
	Place, Text, Section       string
	Topic, Role                string // in rows by agency or deadline
	Leads                      bool   // the row's agency leads
	Flags                      string // what deserves a second look
	Open                       bool   // the words stand in the open
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
	if in.Hits != nil {
		return htmlHits(w, in.Hits, l)
	}
	p := page{
		L: l, Style: template.CSS(pageCSS), Script: template.JS(pageJS), Comparison: in.Comparison != nil,
		Policy: fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'",
			sourceHash(pageCSS), sourceHash(pageJS)),
	}
	if in.Comparison != nil {
		p.comparison(gridOf(in, l), in.Comparison)
		for _, t := range in.tables(l) {
			shown := pageTable{Title: t.title, Heads: t.headings()}
			for _, row := range t.cells(l) {
				cells := make([]string, len(row))
				for i, s := range row {
					cells[i] = oneLine(s)
				}
				shown.Rows = append(shown.Rows, cells)
			}
			p.Tables = append(p.Tables, shown)
		}
	} else {
		p.tasks(Tasks(in.Plans, nil))
	}
	for _, s := range sourcesOf(in) {
		p.Sources = append(p.Sources, pageSource{
			Locality: oneLine(s.Place(compare.Lang(p.L.Lang))), Number: oneLine(s.Number), Title: oneLine(s.Title), Issued: l.date(s.Issued),
			File: oneLine(s.Source.Name), SHA256: s.Source.SHA256, Pages: s.Source.Pages, Tasks: s.Tasks,
		})
	}
	return fill(w, pageTemplate, p)
}

// sourceHash is the source expression of CSP for an inline style or script.
func sourceHash(code string) string {
	sum := sha256.Sum256([]byte(code))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func (p *page) comparison(g grid, c *compare.Comparison) {
	var places []string
	for i, col := range g.Columns {
		places = append(places, g.name(i))
		p.Heads = append(p.Heads, pageHead{
			Name: g.name(i), Number: oneLine(col.Number),
			Counts: fmt.Sprintf("%s %d · %s %d", p.L.Tasks, col.Tasks, strings.ToLower(p.L.Matched), col.Matched),
		})
	}
	p.Title = g.title
	p.Subtitle = fmt.Sprintf("%s · %d %s", strings.Join(places, " – "), len(g.Rows), p.L.Rows)
	p.RowHeading = g.rowHeading
	opens := g.groups()
	for i, row := range g.Rows {
		r := pageRow{ID: oneLine(row.ID), Label: oneLine(g.label(row, p.L))}
		if g.Kind == compare.ByTask {
			r.Section = oneLine(row.Group)
		} else {
			r.ID = fmt.Sprintf("r%d", i+1) // ids of agencies and periods may hold blanks
		}
		if opens[i] {
			r.Group = oneLine(row.Group)
		}
		for _, cell := range row.Cells {
			c := pageCell{Counts: g.counts(cell, p.L), Status: oneLine(g.status(cell, p.L))}
			for _, e := range cell.Entries {
				c.Tasks = append(c.Tasks, p.entry(g.Kind, e))
			}
			r.Cells = append(r.Cells, c)
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
			Deadlines: r.Deadlines, Targets: r.Targets, Page: r.Page, OCR: r.OCR,
		})
		t.Open = true
		p.Rows = append(p.Rows, pageRow{
			ID: fmt.Sprintf("t%d", i+1), Label: oneLine(cmp.Or(p.L.place(r.Locality, r.Unit), r.Number, r.File)), Section: oneLine(r.Section),
			Cells: []pageCell{{Tasks: []pageTask{t}}},
		})
	}
}

// entry is a task in a cell of a matrix. By agency it says what the agency does,
// and in both other points of view what the task is about.
func (p *page) entry(kind compare.MatrixKind, e compare.Entry) pageTask {
	t := p.task(e.Member)
	if kind != compare.ByTask {
		t.Topic, t.Role, t.Leads = oneLine(e.Topic), p.L.role(e), e.Role == extract.Lead
	}
	t.Flags = oneLine(p.L.flags(e.Flags))
	if kind == compare.ByAgency {
		t.Lead, t.Coordinating, t.Implementing = nil, "", ""
	}
	return t
}

func (p *page) task(m compare.Member) pageTask {
	t := pageTask{
		Coordinating: oneLine(p.L.agencies(m.Coordinating)), Implementing: oneLine(p.L.agencies(m.Implementing)),
		Place: oneLine(p.L.placeOf(m)), Text: visible(m.Text), Section: oneLine(m.Section),
	}
	for _, a := range m.Lead {
		agency := pageAgency{Name: oneLine(Reviewed(p.L.agency(a), a.Review))}
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
	return pageDue{Raw: oneLine(Reviewed(d.Raw, d.Review)), Short: oneLine(Reviewed(cmp.Or(p.L.due(d), d.Raw), d.Review)), From: d.Inherited != ""}
}

// fill writes a page: a template with its data.
func fill(w io.Writer, t *template.Template, data any) error {
	out := bufio.NewWriter(w)
	if err := errors.Join(t.Execute(out, data), out.Flush()); err != nil {
		return fmt.Errorf("writing HTML: %w", err)
	}
	return nil
}

// IsPage reports whether a file begins as a page that this program wrote.
func IsPage(data []byte) bool {
	const opening = 4096 // the mark stands among the first lines
	return bytes.Contains(data[:min(opening, len(data))], []byte(`<meta name="generator" content="doichieu">`))
}
