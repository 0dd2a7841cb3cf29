package docx

import (
	"strconv"
	"strings"

	"doichieu/ingest/internal/flow"
	"doichieu/ingest/internal/letters"
	"doichieu/ingest/internal/parts"
)

// inline reads the runs of a paragraph, whatever they are wrapped in.
func (r *reader) inline(n *parts.Node, c *content) {
	if n == nil {
		return
	}
	for _, k := range n.Kids {
		switch k.Name {
		case "w:r":
			r.run(k, c)
		case "w:ins", "w:moveTo":
			r.doc.Counts.Inserted++
			r.inline(k, c)
		case "w:del", "w:moveFrom":
			r.doc.Counts.Deleted++
		case "w:hyperlink", "w:smartTag", "w:fldSimple", "w:customXml", "w:dir", "w:bdo":
			r.inline(k, c)
		case "w:sdt":
			r.inline(k.Child("w:sdtContent"), c)
		case "mc:AlternateContent":
			r.inline(chosen(k), c)
		case "m:oMath", "m:oMathPara":
			k.Find("m:t", func(t *parts.Node) {
				c.Append(flow.Run{Text: t.Content(), Page: r.page})
			})
		}
	}
}

// run reads a run.
func (r *reader) run(n *parts.Node, c *content) {
	p := r.styles.run(c.style, n.Child("w:rPr"))
	for _, k := range n.Kids {
		r.piece(k, c, p)
	}
}

// piece reads one element of a run.
func (r *reader) piece(k *parts.Node, c *content, p props) {
	switch k.Name {
	case "w:t":
		r.text(c, p, p.shown(k.Content()))
	case "w:tab", "w:ptab":
		r.text(c, p, "\t")
	case "w:cr":
		r.text(c, p, "\n")
	case "w:br":
		r.lineBreak(k, c, p)
	case "w:noBreakHyphen":
		r.text(c, p, "-")
	case "w:softHyphen":
		// Fonts of the TCVN3 family show a letter for it.
		r.text(c, p, "\u00ad")
	case "w:sym":
		r.symbol(k, c, p)
	case "w:footnoteReference", "w:endnoteReference":
		r.reference(k, c)
	case "w:fldChar":
		r.field(k.Attr("w:fldCharType"))
	case "w:lastRenderedPageBreak":
		if !r.inNote {
			r.page++
		}
	case "w:drawing", "w:pict", "w:object":
		r.drawing(k, c)
	case "mc:AlternateContent":
		if kind := chosen(k); kind != nil {
			for _, inner := range kind.Kids {
				r.piece(inner, c, p)
			}
		}
	case "w:ruby":
		r.inline(k.Child("w:rubyBase"), c)
	}
}

// text adds text to the paragraph, unless it is hidden or the code of a field.
func (r *reader) text(c *content, p props, s string) {
	for _, shown := range r.fields {
		if !shown {
			return
		}
	}
	if p.hidden {
		if strings.TrimSpace(s) != "" {
			r.doc.Counts.Hidden++
		}
		return
	}
	if c.mark != nil && strings.TrimSpace(s) != "" {
		c.Notes = append(c.Notes, *c.mark)
		c.Notes[len(c.Notes)-1].Mark = strings.TrimSpace(s)
		c.mark = nil
		return
	}
	c.Append(flow.Run{Text: s, Font: p.font, Bold: p.bold, Page: r.page})
}

// lineBreak reads a break of the line, the column or the page.
func (r *reader) lineBreak(k *parts.Node, c *content, p props) {
	r.text(c, p, "\n")
	if k.Attr("w:type") == "page" {
		r.breakPage()
	}
}

// symbol reads a sign of a symbol font.
func (r *reader) symbol(k *parts.Node, c *content, p props) {
	code, err := strconv.ParseUint(k.Attr("w:char"), 16, 16)
	if err != nil {
		return
	}
	char, font := rune(code), k.Attr("w:font")
	sign, ok := letters.Symbol(char, font)
	switch {
	case ok:
		r.text(c, p, string(sign))
	case letters.IsSymbolFont(font) || char >= 0xe000 && char <= 0xf8ff:
		r.doc.Counts.Signs++
	default:
		r.text(c, p, string(char))
	}
}

// field follows the parts of a field: its code, which may hold fields itself,
// and its result, which is shown.
func (r *reader) field(kind string) {
	n := len(r.fields)
	switch {
	case kind == "begin":
		r.fields = append(r.fields, false)
	case kind == "separate" && n > 0:
		r.fields[n-1] = true
	case kind == "end" && n > 0:
		r.fields = r.fields[:n-1]
	}
}

// drawing reads the text boxes of a drawing. They stand where they are put on
// the page; in the text they come behind the paragraph that holds them.
func (r *reader) drawing(n *parts.Node, c *content) {
	if !r.boxes(n, c) && n.Name != "w:object" && holdsPicture(n) {
		r.doc.Counts.Pictures++
	}
}

// boxes reads the text boxes below n and reports whether there are any.
func (r *reader) boxes(n *parts.Node, c *content) (found bool) {
	if n == nil {
		return false
	}
	for _, k := range n.Kids {
		switch k.Name {
		case "":
		case "mc:AlternateContent":
			found = r.boxes(chosen(k), c) || found
		case "w:txbxContent":
			fields := r.fields
			r.fields = nil
			c.boxes = append(c.boxes, r.blocks(k)...)
			r.fields, found = fields, true
		default:
			found = r.boxes(k, c) || found
		}
	}
	return found
}

// holdsPicture reports a drawing that shows a picture: lines and shapes are
// drawings too.
func holdsPicture(n *parts.Node) bool {
	for _, k := range n.Kids {
		if k.Name == "other:blip" || k.Name == "other:imagedata" || k.Name != "" && holdsPicture(k) {
			return true
		}
	}
	return false
}
