package docx

import (
	"doichieu/ingest/internal/flow"
	"doichieu/ingest/internal/parts"
)

// content is what the runs of a paragraph give.
type content struct {
	flow.Paragraph
	style string
	boxes []flow.Item // of text boxes, which stand behind the paragraph
	mark  *flow.Note  // of which the next run shows the mark
}

// blocks reads the paragraphs and tables below n in reading order.
func (r *reader) blocks(n *parts.Node) []flow.Item {
	// A paragraph of a text box or a footnote does not go on with one outside.
	carried := r.carried
	r.carried = nil
	var items []flow.Item
	r.walk(n, &items)
	if c := r.carried; c != nil {
		items = append(items, flow.Item{Paragraph: &c.Paragraph})
		items = append(items, c.boxes...)
	}
	r.carried = carried
	return items
}

func (r *reader) walk(n *parts.Node, items *[]flow.Item) {
	if n == nil {
		return
	}
	for _, k := range n.Kids {
		switch k.Name {
		case "w:p":
			*items = append(*items, r.paragraph(k)...)
		case "w:tbl":
			if t := r.table(k); len(t.Rows) > 0 {
				*items = append(*items, flow.Item{Table: t})
			}
		case "w:sdt":
			r.walk(k.Child("w:sdtContent"), items)
		case "w:ins", "w:moveTo", "w:customXml", "w:smartTag":
			r.walk(k, items)
		case "mc:AlternateContent":
			r.walk(chosen(k), items)
		case "w:altChunk":
			r.doc.Counts.Embedded++
		}
	}
}

// chosen is the content to take of an element that offers several forms of it:
// the first, which is the newest; the last only where there is no other.
func chosen(n *parts.Node) *parts.Node {
	if c := n.Child("mc:Choice"); c != nil {
		return c
	}
	return n.Child("mc:Fallback")
}

// paragraph reads a paragraph: itself, and behind it its text boxes. It gives
// nothing yet where the paragraph's end was deleted: it goes on in the next.
func (r *reader) paragraph(n *parts.Node) []flow.Item {
	ppr := n.Child("w:pPr")
	c := &content{style: val(ppr, "w:pStyle")}
	if c.style == "" {
		c.style = r.styles.paragraph
	}
	st := r.styles.get(c.style)
	if b := ppr.Child("w:pageBreakBefore"); b != nil && on(b) || b == nil && st.break_ {
		r.breakPage()
	}
	merged := ppr.Child("w:rPr", "w:del") != nil
	if !merged {
		if label, tight, ok := r.lists.label(newListRef(ppr.Child("w:numPr")).over(st.list), c.style); ok && label != "" {
			if !tight {
				label += " "
			}
			c.Label = label
		}
	}
	c.Level = st.level
	if level, ok := ppr.Child("w:outlineLvl").Lookup("w:val"); ok {
		c.Level = outline(level)
	}
	if from := r.carried; from != nil {
		c.Runs, c.Notes, c.boxes = from.Runs, from.Notes, from.boxes
		r.carried = nil
	}
	r.inline(n, c)
	if sect := ppr.Child("w:sectPr"); sect != nil {
		r.section(sect)
	}
	if merged {
		r.carried = c
		return nil
	}
	return append([]flow.Item{{Paragraph: &c.Paragraph}}, c.boxes...)
}

// section ends a section: the next one begins a page, unless the file says
// otherwise (of the section that follows, but they are rarely different).
func (r *reader) section(sect *parts.Node) {
	if val(sect, "w:type") != "continuous" {
		r.breakPage()
	}
}

// breakPage begins a page where the file itself breaks it. Where Word has
// written down its page breaks, these are among them.
func (r *reader) breakPage() {
	if !r.rendered && !r.inNote {
		r.page++
	}
}
