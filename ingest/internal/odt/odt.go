// Package odt reads OpenDocument texts into the flow model. The steps:
//
//  1. the package, or the single XML file, and its parts (odt.go);
//  2. styles, with what they inherit (styles.go), and lists with the labels
//     that an office program would print (lists.go);
//  3. the body in reading order: paragraphs, tables, footnotes (body.go,
//     inline.go, table.go).
//
// Tracked changes are read as if accepted, hidden text is left out. What a
// letter means and which lines belong together is not decided here.
package odt

import (
	"errors"
	"fmt"
	"strings"

	"doichieu/ingest/internal/flow"
	"doichieu/ingest/internal/parts"
)

// ErrLocked says that the document is locked with a password.
var ErrLocked = errors.New("locked with a password")

// Type begins the name of the format in the file.
const Type = "application/vnd.oasis.opendocument.text"

// reader holds what is read once for the whole document.
type reader struct {
	styles *styles
	lists  *lists
	doc    *flow.Document
	page   int
	inNote bool
	begun  bool // some text was read
	cells  int  // of all tables
}

// Read reads a document: a zip archive of parts, or one XML file. Its errors
// are those of package parts, or ErrLocked.
func Read(data []byte) (*flow.Document, error) {
	r := &reader{styles: newStyles(), doc: &flow.Document{}, page: 1}
	content, more, err := r.open(data)
	if err != nil {
		return nil, err
	}
	text := content.Child("office:body", "office:text")
	if text == nil {
		return nil, fmt.Errorf("%w: there is no text document in it", parts.ErrDamaged)
	}
	r.styles.add(more)
	r.styles.add(content)
	r.lists = newLists(r.styles, more, content)
	text.Find("text:soft-page-break", func(*parts.Node) { r.doc.Counts.Rendered = true })
	r.changes(text.Child("text:tracked-changes"))
	r.doc.Items = r.blocks(text)
	r.doc.Pages = r.page
	r.furniture(more)
	return r.doc, nil
}

// open gives the root elements of the content and of the styles, which are one
// in a single file.
func (r *reader) open(data []byte) (content, styles *parts.Node, err error) {
	if !strings.HasPrefix(string(data[:min(2, len(data))]), "PK") {
		content, err = parts.Parse(data)
		return content, content, err
	}
	z, err := parts.OpenZip(data)
	if err != nil {
		return nil, nil, err
	}
	manifest, err := z.XML("META-INF/manifest.xml")
	if errors.Is(err, parts.ErrLimit) {
		return nil, nil, err
	}
	if manifest != nil {
		manifest.Find("manifest:encryption-data", func(*parts.Node) { err = ErrLocked })
		if errors.Is(err, ErrLocked) {
			return nil, nil, err
		}
	}
	if content, err = z.XML("content.xml"); err != nil {
		return nil, nil, err
	}
	if content == nil {
		return nil, nil, fmt.Errorf("%w: the part content.xml is missing", parts.ErrDamaged)
	}
	styles, err = z.XML("styles.xml")
	if errors.Is(err, parts.ErrLimit) {
		return nil, nil, err
	}
	r.doc.Counts.Rescued, r.doc.Counts.BreaksOff = z.Rescued, z.Cut
	return content, styles, nil
}

// changes counts the tracked changes. What was deleted stands apart from the
// text, what was inserted in it.
func (r *reader) changes(n *parts.Node) {
	if n == nil {
		return
	}
	for _, region := range n.Kids {
		if region.Child("text:deletion") != nil {
			r.doc.Counts.Deleted++
		}
		if region.Child("text:insertion") != nil {
			r.doc.Counts.Inserted++
		}
	}
}

// furniture reads heads and feet of pages; each text stands there once.
func (r *reader) furniture(styles *parts.Node) {
	masters := styles.Child("office:master-styles")
	if masters == nil {
		return
	}
	seen := map[string]bool{}
	for _, name := range []string{"style:header", "style:header-left", "style:header-first", "style:footer", "style:footer-left", "style:footer-first"} {
		masters.Find(name, func(n *parts.Node) {
			d := flow.Document{Items: r.blocks(n)}
			d.Each(func(p *flow.Paragraph) {
				text := p.Text()
				if strings.Trim(text, " \t\n0123456789-–—./") == "" || seen[text] {
					return
				}
				seen[text] = true
				r.doc.Furniture = append(r.doc.Furniture, *p)
			})
		})
	}
}
