package webpage

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"doichieu/ingest/internal/flow"
)

// reader turns elements into paragraphs and tables.
type reader struct {
	*page
	doc    *flow.Document
	root   *html.Node
	skipTo *html.Node // element at which the document begins
	notes  noteLinks
	cells  int // of all tables

	items []flow.Item
	open  flow.Paragraph
	label string // of the list item whose first paragraph comes next
	lists []*list
	look  look
}

// look is what an element's ancestors say of its letters.
type look struct {
	bold bool
	font string
	pre  bool // line ends and blanks count
}

// blocks are the elements that begin and end a paragraph.
var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true, atom.Footer: true, atom.Blockquote: true,
	atom.Center: true, atom.Address: true, atom.Pre: true, atom.Hr: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Fieldset: true,
	atom.Form: true, atom.Figure: true, atom.Figcaption: true, atom.Details: true, atom.Summary: true, atom.Body: true, atom.Caption: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Table: true,
	atom.Tr: true, atom.Td: true, atom.Th: true, atom.Tbody: true, atom.Thead: true, atom.Tfoot: true, atom.Legend: true,
}

// block reads an element, whatever it is.
func (r *reader) block(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.text(n.Data)
		return
	case html.ElementNode:
	case html.DocumentNode:
		r.children(n)
		return
	default:
		return
	}
	if !r.see(n) || r.notes.skip[n] {
		return
	}
	if l, ok := r.notes.marks[n]; ok {
		r.note(n, l)
		return
	}
	if blocks[n.DataAtom] && n != r.root && r.isMenu(n) {
		r.doc.Counts.Menus++
		return
	}
	look := r.look
	r.look = r.look.at(n)
	defer func() { r.look = look }()
	switch n.DataAtom {
	case atom.Br:
		r.write("\n")
	case atom.Img:
		r.doc.Counts.Pictures++
	case atom.Table:
		r.flush()
		r.table(n)
	case atom.Ul, atom.Ol:
		r.flush()
		r.lists = append(r.lists, newList(n, len(r.lists)))
		r.children(n)
		r.flush()
		r.lists = r.lists[:len(r.lists)-1]
	case atom.Li:
		r.flush()
		r.item(n)
		r.children(n)
		r.flush()
		r.label = ""
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.flush()
		r.open.Level = int(n.Data[1] - '0')
		r.children(n)
		r.flush()
	default:
		if blocks[n.DataAtom] {
			r.flush()
			r.children(n)
			r.flush()
			return
		}
		r.children(n)
	}
}

// children reads what is in an element; before the document begins, only the
// element in which it does.
func (r *reader) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if r.skipTo != nil {
			if !within(r.skipTo, c) {
				continue
			}
			if r.skipTo == c {
				r.skipTo = nil
			}
		}
		r.block(c)
	}
}

// within reports that n stands at or below up.
func within(n, up *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == up {
			return true
		}
	}
	return false
}

// at is the look of what stands in an element.
func (l look) at(n *html.Node) look {
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.Th, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		l.bold = true
	case atom.Pre:
		l.pre = true
	case atom.Font:
		if face := attr(n, "face"); face != "" {
			l.font = firstFont(face)
		}
	}
	s := style(n)
	if s == "" {
		return l
	}
	if _, weight, ok := strings.Cut(s, "font-weight:"); ok {
		l.bold = strings.HasPrefix(weight, "bold") || weight != "" && weight[0] >= '6' && weight[0] <= '9'
	}
	if strings.Contains(s, "font-family:") {
		// The name has blanks, so it is read from the attribute itself.
		if _, family, ok := strings.Cut(attr(n, "style"), "font-family"); ok {
			family, _, _ = strings.Cut(strings.TrimLeft(family, " :"), ";")
			l.font = firstFont(family)
		}
	}
	if strings.Contains(s, "white-space:pre") {
		l.pre = true
	}
	return l
}

// firstFont is the first font of a list of fonts.
func firstFont(s string) string {
	s, _, _ = strings.Cut(s, ",")
	return strings.Trim(s, " '\"")
}

// text adds the text of a page. Its line ends are blanks, but in text that was
// set by hand.
func (r *reader) text(s string) {
	if !r.look.pre {
		s = strings.NewReplacer("\n", " ", "\r", " ").Replace(s)
	}
	if strings.TrimLeft(s, " \t") == "" && len(r.open.Runs) == 0 {
		return
	}
	r.write(s)
}

func (r *reader) write(s string) {
	r.open.Append(flow.Run{Text: s, Font: r.look.font, Bold: r.look.bold, Page: 1})
}

// flush ends the open paragraph.
func (r *reader) flush() {
	p := r.open
	r.open = flow.Paragraph{}
	if strings.TrimSpace(p.Text()) == "" && len(p.Notes) == 0 {
		return
	}
	p.Label, r.label = r.label, ""
	r.items = append(r.items, flow.Item{Paragraph: &p})
}

// list is a list that is being read.
type list struct {
	style flow.Style
	sign  string // of a list without numbers
	next  int
	step  int
}

// listStyles are the forms of numbers, by the attribute type and by the style
// list-style-type.
var listStyles = map[string]flow.Style{
	"1": flow.Decimal, "a": flow.LowerLetter, "A": flow.UpperLetter, "i": flow.LowerRoman, "I": flow.UpperRoman,
	"decimal": flow.Decimal, "decimal-leading-zero": flow.DecimalZero, "lower-alpha": flow.LowerLetter, "lower-latin": flow.LowerLetter,
	"upper-alpha": flow.UpperLetter, "upper-latin": flow.UpperLetter, "lower-roman": flow.LowerRoman, "upper-roman": flow.UpperRoman,
	"disc": flow.Bullet, "circle": flow.Bullet, "square": flow.Bullet, "none": flow.None,
}

// newList begins a list; depth is the number of lists around it, by which
// browsers choose the bullet.
func newList(n *html.Node, depth int) *list {
	l := &list{style: flow.Decimal, next: 1, step: 1}
	if n.DataAtom == atom.Ul {
		l.style, l.sign = flow.Bullet, []string{"•", "○", "▪"}[min(depth, 2)]
	}
	if s, ok := styleOf(n); ok {
		l.style = s
	}
	if start, err := strconv.Atoi(attr(n, "start")); err == nil {
		l.next = start
	}
	if hasAttr(n, "reversed") {
		l.step = -1
		if !hasAttr(n, "start") {
			l.next = items(n)
		}
	}
	return l
}

// styleOf is the form of numbers that an element states itself.
func styleOf(n *html.Node) (flow.Style, bool) {
	for _, property := range []string{"list-style-type:", "list-style:"} {
		if _, value, ok := strings.Cut(style(n), property); ok {
			value, _, _ = strings.Cut(value, ";")
			s, known := listStyles[value]
			return s, known
		}
	}
	s, ok := listStyles[attr(n, "type")]
	return s, ok
}

// items counts the items of a list.
func items(n *html.Node) int {
	count := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Li {
			count++
		}
	}
	return count
}

// item counts a list item and keeps its label for its first paragraph.
func (r *reader) item(n *html.Node) {
	if len(r.lists) == 0 {
		return
	}
	l := r.lists[len(r.lists)-1]
	if value, err := strconv.Atoi(attr(n, "value")); err == nil {
		l.next = value
	}
	form := l.style
	if s, ok := styleOf(n); ok {
		form = s
	}
	number := l.next
	l.next += l.step
	switch form {
	case flow.None:
		r.label = ""
	case flow.Bullet:
		r.label = l.sign + " "
	default:
		r.label = form.Format(number) + ". "
	}
}
