package odt

import (
	"strconv"
	"strings"

	"doichieu/ingest/internal/flow"
	"doichieu/ingest/internal/parts"
)

// maxBlanks bounds the blanks that one element stands for.
const maxBlanks = 100

// inline reads the text in an element of a paragraph.
func (r *reader) inline(n *parts.Node, c *content, l look) {
	for _, k := range n.Kids {
		switch k.Name {
		case "":
			// Line ends of the file are blanks.
			r.text(c, l, strings.NewReplacer("\n", " ", "\r", " ").Replace(k.Text))
		case "text:span":
			r.inline(k, c, r.styles.span(l, k.Attr("text:style-name")))
		case "text:s":
			count, err := strconv.Atoi(k.Attr("text:c"))
			if err != nil {
				count = 1
			}
			r.text(c, l, strings.Repeat(" ", min(max(count, 0), maxBlanks)))
		case "text:tab":
			r.text(c, l, "\t")
		case "text:line-break":
			r.text(c, l, "\n")
		case "text:soft-page-break":
			r.breakPage()
		case "text:note":
			r.note(k, c)
		case "text:ruby":
			if base := k.Child("text:ruby-base"); base != nil {
				r.inline(base, c, l)
			}
		case "text:number", "text:hidden-text", "text:hidden-paragraph", "office:annotation", "office:annotation-end":
		case "text:p", "text:h", "text:list": // inside a field: not allowed
		default:
			if strings.HasPrefix(k.Name, "draw:") {
				r.drawing(k, c)
				continue
			}
			r.inline(k, c, l) // links, fields, marks
		}
	}
}

// text adds text to the paragraph, unless it is hidden.
func (r *reader) text(c *content, l look, s string) {
	if l.hidden {
		if strings.TrimSpace(s) != "" {
			r.doc.Counts.Hidden++
		}
		return
	}
	if l.capitals {
		s = strings.ToUpper(s)
	}
	r.begun = r.begun || strings.TrimSpace(s) != ""
	c.Append(flow.Run{Text: s, Font: l.font, Bold: l.bold, Page: r.page})
}

// note reads a footnote or an endnote, which stands where its mark is.
func (r *reader) note(n *parts.Node, c *content) {
	body := n.Child("text:note-body")
	if body == nil || r.inNote {
		return
	}
	r.inNote = true
	inside := flow.Document{Items: r.blocks(body)}
	r.inNote = false
	note := flow.Note{Mark: strings.TrimSpace(n.Child("text:note-citation").Content())}
	inside.Each(func(p *flow.Paragraph) { note.Paragraphs = append(note.Paragraphs, *p) })
	c.Notes = append(c.Notes, note)
}

// drawing reads the text boxes and shapes of a drawing; pictures are counted.
func (r *reader) drawing(n *parts.Node, c *content) {
	switch n.Name {
	case "draw:image":
		r.doc.Counts.Pictures++
		return
	case "draw:object", "draw:object-ole":
		return
	case "draw:frame":
		// A frame offers several forms of one content; the first is the best.
		for _, k := range n.Kids {
			if strings.HasPrefix(k.Name, "draw:") {
				r.drawing(k, c)
				return
			}
		}
		return
	}
	c.boxes = append(c.boxes, r.blocks(n)...)
	if n.Name == "draw:text-box" {
		return
	}
	for _, k := range n.Kids {
		if strings.HasPrefix(k.Name, "draw:") && k.Name != "draw:frame" && k.Name != "draw:g" && k.Name != "draw:custom-shape" && k.Name != "draw:rect" {
			r.drawing(k, c)
		}
	}
}
