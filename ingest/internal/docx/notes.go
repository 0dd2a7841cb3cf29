package docx

import (
	"doichieu/ingest/internal/flow"
	"doichieu/ingest/internal/parts"
)

// noteKind are the footnotes, or the endnotes, of the document.
type noteKind struct {
	nodes map[string]*parts.Node
	style flow.Style
	count int
}

// newNotes reads the part; n and pr may be nil.
func newNotes(n *parts.Node, name string, pr *parts.Node, style flow.Style) *noteKind {
	k := &noteKind{nodes: map[string]*parts.Node{}, style: style}
	if format := val(pr, "w:numFmt"); format != "" {
		k.style = numberStyles[format]
	}
	if n != nil {
		for _, note := range n.Kids {
			if note.Name == name {
				k.nodes[note.Attr("w:id")] = note
			}
		}
	}
	return k
}

// reference reads the footnote whose mark stands here.
func (r *reader) reference(k *parts.Node, c *content) {
	kind := r.notes[k.Name]
	n := kind.nodes[k.Attr("w:id")]
	// A note is read at its first mark, and holds no notes itself.
	if n == nil || r.inNote {
		return
	}
	delete(kind.nodes, k.Attr("w:id"))
	r.inNote = true
	fields := r.fields
	r.fields = nil
	body := flow.Document{Items: r.blocks(n)}
	r.fields, r.inNote = fields, false

	note := flow.Note{}
	body.Each(func(p *flow.Paragraph) { note.Paragraphs = append(note.Paragraphs, *p) })
	if v, ok := k.Lookup("w:customMarkFollows"); ok && isOn(v) {
		c.mark = &note
		return
	}
	kind.count++
	note.Mark = kind.style.Format(kind.count)
	c.Notes = append(c.Notes, note)
}
