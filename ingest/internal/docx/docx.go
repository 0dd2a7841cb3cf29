// Package docx reads the documents of Word (Office Open XML) into the flow
// model. The steps:
//
//  1. the package: which part is the document, which are its styles, lists,
//     footnotes, heads and feet (docx.go);
//  2. styles and lists: what a paragraph or a run inherits (styles.go), and the
//     label that Word would print before a list item (numbering.go);
//  3. the body in reading order: paragraphs (paragraph.go), runs (run.go),
//     tables (table.go), footnotes (notes.go).
//
// Tracked changes are read as if accepted, hidden text and the codes of fields
// are left out, and of two forms of one content the newer is taken. What a
// letter means and which lines belong together is not decided here.
package docx

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"doichieu/ingest/internal/flow"
	"doichieu/ingest/internal/parts"
)

// Encrypted marks the bytes of a Word document locked with a password: it is
// no zip archive, but a container with this stream.
const Encrypted = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e"

// MainPart is how the name of the main part begins, as good as always.
const MainPart = "word/document"

// TypesPart is the name of the part that lists the types of the others; every
// file of Office Open XML has it.
const TypesPart = "[Content_Types].xml"

// Is reports that the archive says it is a document of Word.
func Is(data []byte) bool {
	z, err := parts.OpenZip(data)
	if err != nil {
		return false
	}
	types, err := z.XML(TypesPart)
	if err != nil || types == nil {
		return false
	}
	return slices.ContainsFunc(types.Kids, func(n *parts.Node) bool {
		return strings.Contains(n.Attr("ContentType"), "wordprocessingml") && strings.Contains(n.Attr("ContentType"), ".main+xml") ||
			strings.HasPrefix(n.Attr("ContentType"), "application/vnd.ms-word.")
	})
}

// reader holds what is read once for the whole document.
type reader struct {
	zip      *parts.Zip
	dir      string              // folder of the main part
	rels     map[string][]string // last word of the relation's type -> parts
	settings *parts.Node
	styles   *styles
	lists    *numbering
	notes    map[string]*noteKind // by the name of the mark's element
	doc      *flow.Document

	page     int  // of what is read next
	rendered bool // the file says where Word broke the pages
	fields   []bool
	inNote   bool
	cells    int      // of all tables
	carried  *content // of a paragraph whose end was deleted
}

// Read reads a document. Its errors are those of package parts.
func Read(data []byte) (*flow.Document, error) {
	z, err := parts.OpenZip(data)
	if err != nil {
		return nil, err
	}
	r := &reader{zip: z, doc: &flow.Document{}, page: 1}
	main, err := r.open()
	if err != nil {
		return nil, err
	}
	body := main.Child("w:body")
	if body == nil {
		return nil, fmt.Errorf("%w: the document has no body", parts.ErrDamaged)
	}
	body.Find("w:lastRenderedPageBreak", func(*parts.Node) { r.rendered = true })
	r.doc.Items = r.blocks(body)
	r.doc.Pages = r.page
	r.doc.Counts.Rendered = r.rendered
	err = r.furniture()
	r.doc.Counts.Rescued, r.doc.Counts.BreaksOff = z.Rescued, z.Cut
	return r.doc, err
}

// open reads the parts that belong to the document and returns the main one.
func (r *reader) open() (*parts.Node, error) {
	name := MainPart + ".xml"
	rels, err := r.relations("_rels/.rels", "")
	if err != nil {
		return nil, err
	}
	if list := rels["officeDocument"]; len(list) > 0 && r.zip.Has(list[0]) {
		name = list[0]
	}
	main, err := r.zip.XML(name)
	switch {
	case err != nil:
		return nil, err
	case main == nil:
		return nil, fmt.Errorf("%w: the part %s is missing", parts.ErrDamaged, name)
	}
	r.dir = path.Dir(name)
	r.rels, err = r.relations(path.Join(r.dir, "_rels", path.Base(name)+".rels"), r.dir)
	if err != nil {
		return nil, err
	}
	load := func(kind string) *parts.Node {
		n, bad := r.part(kind)
		err = errors.Join(err, bad)
		return n
	}
	r.styles = newStyles(load("styles"))
	r.lists = newNumbering(load("numbering"), r.styles)
	r.settings = load("settings")
	r.notes = map[string]*noteKind{
		"w:footnoteReference": newNotes(load("footnotes"), "w:footnote", r.settings.Child("w:footnotePr"), flow.Decimal),
		"w:endnoteReference":  newNotes(load("endnotes"), "w:endnote", r.settings.Child("w:endnotePr"), flow.LowerRoman),
	}
	// A part that only adds something may be missing, but not hostile.
	if errors.Is(err, parts.ErrLimit) {
		return nil, err
	}
	return main, nil
}

// relations reads which parts belong to a part, by the kind of the relation.
// They are named relative to dir.
func (r *reader) relations(name, dir string) (map[string][]string, error) {
	n, err := r.zip.XML(name)
	if errors.Is(err, parts.ErrLimit) {
		return nil, err
	}
	rels := map[string][]string{}
	if n == nil {
		return rels, nil
	}
	for _, k := range n.Kids {
		if k.Name != "rel:Relationship" || k.Attr("TargetMode") == "External" {
			continue
		}
		target := strings.ReplaceAll(k.Attr("Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		// Targets are addresses, names of parts should be; some writers forget it.
		if plain, err := url.PathUnescape(target); err == nil && !r.zip.Has(target) {
			target = plain
		}
		kind := path.Base(k.Attr("Type"))
		rels[kind] = append(rels[kind], target)
	}
	return rels, nil
}

// part is the part of a kind: by its relation, else by its usual name.
func (r *reader) part(kind string) (*parts.Node, error) {
	if list := r.rels[kind]; len(list) > 0 && r.zip.Has(list[0]) {
		return r.zip.XML(list[0])
	}
	return r.zip.XML(path.Join(r.dir, kind+".xml"))
}

// furniture reads heads and feet of pages; each text stands there once.
func (r *reader) furniture() error {
	seen := map[string]bool{}
	for _, kind := range []string{"header", "footer"} {
		for _, name := range r.rels[kind] {
			n, err := r.zip.XML(name)
			if errors.Is(err, parts.ErrLimit) {
				return err
			}
			if n == nil {
				continue
			}
			furniture := flow.Document{Items: r.blocks(n)}
			furniture.Each(func(p *flow.Paragraph) {
				text := p.Text()
				if strings.Trim(text, " \t\n0123456789-–—./") == "" || seen[text] {
					return
				}
				seen[text] = true
				r.doc.Furniture = append(r.doc.Furniture, *p)
			})
		}
	}
	return nil
}

// val is the w:val of a child element.
func val(n *parts.Node, name string) string { return n.Child(name).Attr("w:val") }
