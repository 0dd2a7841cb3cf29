// Package webpage reads the document that a web page shows into the flow model:
// a plan or a decision, not the portal around it. The steps:
//
//  1. what no reader sees is left out: scripts, hidden parts, controls, and the
//     parts that the page itself calls navigation (see);
//  2. the part of the page that holds the document is found (main.go);
//  3. its elements become paragraphs, lists with their labels, tables and
//     footnotes (read.go, table.go, notes.go).
//
// Style sheets are not evaluated: only what stands at an element counts.
package webpage

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"doichieu/ingest/internal/flow"
)

// Read reads a page that was decoded to UTF-8. Its error says why the page
// cannot be read.
func Read(text string) (*flow.Document, error) {
	if tangled(text) {
		return nil, errTangled
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("its elements cannot be read: %w", err)
	}
	body := find(root, atom.Body)
	if body == nil {
		body = root
	}
	p := page{all: false}
	p.measure(body)
	if p.weight[body] == 0 {
		// The saved state of a page may hide what it is about.
		p = page{all: true}
		p.measure(body)
	}
	main, first := p.main(body)
	r := reader{page: &p, doc: &flow.Document{Pages: 1}, root: main, skipTo: first}
	r.findNotes(main)
	r.block(main)
	r.flush()
	r.doc.Items = r.items
	return r.doc, nil
}

// find is the first element of a kind at or below n.
func find(n *html.Node, kind atom.Atom) *html.Node {
	if n.DataAtom == kind && n.Type == html.ElementNode {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if f := find(c, kind); f != nil {
			return f
		}
	}
	return nil
}

// attr is the value of an attribute, "" where there is none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// style is an element's own style, small and without blanks.
func style(n *html.Node) string {
	s := attr(n, "style")
	if s == "" {
		return ""
	}
	return strings.ToLower(strings.Join(strings.Fields(s), ""))
}

// unread are elements whose content is no text of the page.
var unread = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Iframe: true, atom.Object: true,
	atom.Button: true, atom.Select: true, atom.Textarea: true, atom.Input: true, atom.Dialog: true, atom.Canvas: true, atom.Video: true,
	atom.Audio: true, atom.Head: true, atom.Title: true, atom.Datalist: true, atom.Nav: true, atom.Menu: true, atom.Aside: true,
}

// roles are the parts of a page that it calls no content itself.
var roles = map[string]bool{
	"navigation": true, "banner": true, "contentinfo": true, "search": true, "dialog": true, "menu": true, "menubar": true, "toolbar": true,
	"complementary": true, "tablist": true, "button": true, "alert": true, "status": true, "tooltip": true,
}

// see reports whether an element belongs to what is read.
func (p *page) see(n *html.Node) bool {
	if unread[n.DataAtom] {
		return false
	}
	if p.all {
		return true
	}
	return !roles[attr(n, "role")] && !hidden(n)
}

// hidden reports an element that is not shown.
func hidden(n *html.Node) bool {
	if hasAttr(n, "hidden") || attr(n, "aria-hidden") == "true" {
		return true
	}
	s := style(n)
	return strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") || strings.Contains(s, "mso-hide:all")
}
