package odt

import (
	"strconv"

	"doichieu/ingest/internal/flow"
	"doichieu/ingest/internal/parts"
)

// item is the list item whose first paragraph comes next.
type item struct {
	counters *counters
	style    string
	level    int // from 0
	label    bool
}

// blocks reads the paragraphs and tables below n in reading order.
func (r *reader) blocks(n *parts.Node) []flow.Item {
	var items []flow.Item
	r.walk(n, &items, nil)
	return items
}

func (r *reader) walk(n *parts.Node, items *[]flow.Item, it *item) {
	for _, k := range n.Kids {
		switch k.Name {
		case "text:p", "text:h":
			*items = append(*items, r.paragraph(k, it)...)
		case "text:list":
			r.list(k, items, it)
		case "table:table":
			if t := r.table(k); len(t.Rows) > 0 {
				*items = append(*items, flow.Item{Table: t})
			}
		case "text:section":
			if k.Attr("text:display") == "none" {
				r.doc.Counts.Hidden++
				continue
			}
			r.walk(k, items, nil)
		case "text:table-of-content", "text:alphabetical-index", "text:illustration-index", "text:table-index", "text:object-index",
			"text:user-index", "text:bibliography":
			if body := k.Child("text:index-body"); body != nil {
				r.walk(body, items, nil)
			}
		case "text:index-title":
			r.walk(k, items, nil)
		case "text:soft-page-break":
			r.breakPage()
		case "draw:frame", "draw:g", "draw:custom-shape", "draw:rect":
			c := &content{}
			r.drawing(k, c)
			*items = append(*items, c.boxes...)
		}
	}
}

// list reads a list; it is an item of the list around it, if there is one.
func (r *reader) list(n *parts.Node, items *[]flow.Item, around *item) {
	it := item{style: n.Attr("text:style-name")}
	if around != nil {
		it.counters, it.level = around.counters, around.level+1
		if it.style == "" {
			it.style = around.style
		}
	} else {
		it.counters = r.lists.begin(n, it.style)
	}
	for _, k := range n.Kids {
		switch k.Name {
		case "text:list-item":
			it.label = true
			if start, err := strconv.Atoi(k.Attr("text:start-value")); err == nil && it.level < levels {
				it.counters.at[it.level], it.counters.begun[it.level] = start-1, true
			}
			r.walk(k, items, &it)
		case "text:list-header":
			it.label = false
			r.walk(k, items, &it)
		case "text:soft-page-break":
			r.breakPage()
		}
	}
}

// content is what is in a paragraph.
type content struct {
	flow.Paragraph
	boxes []flow.Item // of text boxes, which stand behind the paragraph
}

// paragraph reads a paragraph or heading: itself, and behind it its text boxes.
func (r *reader) paragraph(n *parts.Node, it *item) []flow.Item {
	st := r.styles.paragraph(n.Attr("text:style-name"))
	if st.before && r.begun {
		r.breakPage()
	}
	c := &content{}
	c.Level = st.level
	if n.Name == "text:h" {
		if level, err := strconv.Atoi(n.Attr("text:outline-level")); err == nil && level > 0 && level < 10 {
			c.Level = level
		}
	}
	if label := r.label(n, st, it, c.Level); label != "" {
		c.Label = label + " "
	}
	r.inline(n, c, st.look)
	if st.after {
		r.breakPage()
	}
	return append([]flow.Item{{Paragraph: &c.Paragraph}}, c.boxes...)
}

// label counts a list item, or a numbered heading, and gives its label.
func (r *reader) label(n *parts.Node, st style, it *item, level int) string {
	switch {
	case n.Attr("text:is-list-header") == "true":
	case it != nil && it.label:
		it.label = false
		style := it.style
		if style == "" || r.lists.styles[style] == nil {
			style = st.list
		}
		return it.counters.label(r.lists.styles[style], it.level)
	case it == nil && n.Name == "text:h" && level > 0 && st.list == "":
		return r.lists.heads.label(r.lists.outline, level-1)
	}
	return ""
}

// breakPage begins a page.
func (r *reader) breakPage() {
	if !r.inNote {
		r.page++
	}
}
