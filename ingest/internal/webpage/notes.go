package webpage

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"doichieu/ingest/internal/flow"
)

// Footnotes of pages that word processors saved are links in pairs: the mark
// leads to the note, and a link at the start of the note leads back.

// noteLinks are the footnotes of a page.
type noteLinks struct {
	marks map[*html.Node]noteLink
	skip  map[*html.Node]bool // notes, read with their marks, and links back
}

// noteLink is where a mark leads: the element of the note, and the link back.
type noteLink struct{ body, back *html.Node }

// longestMark is the length in bytes above which a link's text is no mark.
const longestMark = 12

// findNotes pairs the links below root; the first of two is the mark.
func (r *reader) findNotes(root *html.Node) {
	r.notes = noteLinks{map[*html.Node]noteLink{}, map[*html.Node]bool{}}
	byName := map[string]*html.Node{} // links by the name of themselves or of what is around them
	var links []*html.Node
	var walk func(n *html.Node, name string)
	walk = func(n *html.Node, name string) {
		if id := attr(n, "id"); id != "" {
			name = id
		}
		if n.DataAtom == atom.A && strings.HasPrefix(attr(n, "href"), "#") && len(textOf(n, longestMark+1)) <= longestMark {
			links = append(links, n)
			for _, id := range []string{attr(n, "name"), attr(n, "id"), name} {
				if _, taken := byName[id]; id != "" && !taken {
					byName[id] = n
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, name)
		}
	}
	walk(root, "")
	place := make(map[*html.Node]int, len(links))
	for i, l := range links {
		place[l] = i
	}
	for i, mark := range links {
		back := byName[strings.TrimPrefix(attr(mark, "href"), "#")]
		if back == nil || place[back] <= i || r.notes.skip[mark] || byName[strings.TrimPrefix(attr(back, "href"), "#")] != mark {
			continue
		}
		// What a note refers to stays text: notes hold no notes.
		if body := noteBody(back, root, mark); body != nil && !r.notes.skip[body] && !r.inBody(mark) {
			r.notes.marks[mark] = noteLink{body, back}
			r.notes.skip[body], r.notes.skip[back] = true, true
		}
	}
}

// inBody reports that n stands in a note.
func (r *reader) inBody(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if r.notes.skip[n] {
			return true
		}
	}
	return false
}

// noteBody is the element of the note that a link back stands in: its
// paragraph, or the named element around that.
func noteBody(back, root, mark *html.Node) *html.Node {
	for n := back.Parent; n != nil && n != root; n = n.Parent {
		if !blocks[n.DataAtom] {
			continue
		}
		if up := n.Parent; up != nil && up != root && (up.DataAtom == atom.Div || up.DataAtom == atom.Li) && attr(up, "id") != "" && firstLink(up) == back {
			n = up
		}
		if within(mark, n) {
			return nil
		}
		return n
	}
	return nil
}

// firstLink is the first link below n.
func firstLink(n *html.Node) *html.Node { return find(n, atom.A) }

// note reads the footnote behind a mark. The link back repeats the mark and is
// left out.
func (r *reader) note(mark *html.Node, l noteLink) {
	delete(r.notes.skip, l.body)
	inside := flow.Document{Items: r.cell(l.body)}
	r.notes.skip[l.body] = true
	n := flow.Note{Mark: strings.Trim(strings.TrimSpace(textOf(mark, longestMark)), "[]()")}
	inside.Each(func(p *flow.Paragraph) { n.Paragraphs = append(n.Paragraphs, *p) })
	r.open.Notes = append(r.open.Notes, n)
}
