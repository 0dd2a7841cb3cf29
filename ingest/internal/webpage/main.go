package webpage

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"doichieu/corpus/vn"
)

// Which part of a page is the document? Its weight is the number of letters
// outside of links. From the body one goes down to the heaviest child as long
// as it holds nearly all of the weight; menus, lists of related documents and
// footers stay behind, for they are links or few words. A letterhead must not
// stay behind: where the page has one ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
// one goes down only with it, and what stands before it is the portal's.
//
// No portal's names of classes are used: they change, and there are many.

// share is how much of the weight the heaviest child must hold. A document is
// several times as long as what portals write around it.
const share = 0.7

// preface is how much of the weight may stand before the letterhead to be held
// for the portal's (a title, names of tabs), and how many letters at most.
const (
	preface     = 0.15
	prefaceMost = 3000
)

// page is what was measured of a page.
type page struct {
	all    bool // hidden parts too
	weight map[*html.Node]int
	linked map[*html.Node]links
	head   *html.Node // text node of the letterhead
}

// links are the links at and below an element, and the letters in them.
type links struct{ count, letters int }

// Elements whose letters are nearly all in links, of which there are several,
// are lists of other pages: menus, paths, related documents.
const (
	menuLinks = 3
	menuShare = 4 // letters in links for one outside of them
)

// isMenu reports a list of links.
func (p *page) isMenu(n *html.Node) bool {
	l := p.linked[n]
	return l.count >= menuLinks && l.letters > menuShare*p.weight[n] && !p.headIn(n)
}

const headWords = "cộng hòa xã hội chủ nghĩa việt nam"

// measure weighs the elements at and below n.
func (p *page) measure(n *html.Node) {
	p.weight, p.linked = map[*html.Node]int{}, map[*html.Node]links{}
	p.weigh(n, false)
}

func (p *page) weigh(n *html.Node, inLink bool) (weight int, in links) {
	switch {
	case n.Type == html.TextNode:
		if inLink {
			return 0, links{letters: countLetters(n.Data)}
		}
		if p.head == nil && isHead(n.Data) {
			p.head = n
		}
		return countLetters(n.Data), links{}
	case n.Type != html.ElementNode && n.Type != html.DocumentNode, n.Type == html.ElementNode && !p.see(n):
		return 0, links{}
	}
	// A link within the page is one to a footnote or a part of the document.
	if n.DataAtom == atom.A && hasAttr(n, "href") && !strings.HasPrefix(attr(n, "href"), "#") {
		inLink = true
		in.count++
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w, l := p.weigh(c, inLink)
		weight += w
		in.count += l.count
		in.letters += l.letters
	}
	p.weight[n], p.linked[n] = weight, in
	return weight, in
}

// isHead reports the first line of a letterhead: nothing but these words, in
// capitals. Portals write them elsewhere too, in other words.
func isHead(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) > 100 || strings.IndexFunc(s, unicode.IsLower) >= 0 {
		return false
	}
	return strings.HasPrefix(strings.TrimSpace(vn.Normalise(s).Text), headWords)
}

func countLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// main is the element that holds the document, and the element below it at
// which the document begins, nil where it begins at once.
func (p *page) main(body *html.Node) (root, first *html.Node) {
	root = body
	for {
		heaviest := p.heaviest(root)
		if heaviest == nil || float64(p.weight[heaviest]) < share*float64(p.weight[root]) || p.headIn(root) && !p.headIn(heaviest) || leaf(heaviest) {
			break
		}
		root = heaviest
	}
	// A table is read as a whole, unless the document is in one of its cells.
	for root != body && (root.DataAtom == atom.Table || root.DataAtom == atom.Tbody || root.DataAtom == atom.Tr) {
		root = root.Parent
	}
	if !p.headIn(root) {
		return root, nil
	}
	first = p.letterhead(root)
	if before := p.before(root, first); before > prefaceMost || float64(before) > preface*float64(p.weight[root]) {
		return root, nil
	}
	return root, first
}

// leaf reports an element that is a part of a text and not the place of one.
// Tables are none: old portals set the whole page in a table.
func leaf(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Ul, atom.Ol, atom.Li, atom.Pre, atom.B, atom.Strong:
		return true
	}
	return false
}

func (p *page) heaviest(n *html.Node) *html.Node {
	var best *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (best == nil || p.weight[c] > p.weight[best]) {
			best = c
		}
	}
	return best
}

// headIn reports that the letterhead stands at or below n.
func (p *page) headIn(n *html.Node) bool {
	if p.head == nil {
		return false
	}
	for up := p.head; up != nil; up = up.Parent {
		if up == n {
			return true
		}
	}
	return false
}

// letterheadSize is how much of an element's text is looked at for the number,
// in bytes.
const letterheadSize = 2000

// letterhead is the element below root that holds the whole letterhead: the
// table it is set in, else the smallest element with the document's number in
// it ("Số:").
func (p *page) letterhead(root *html.Node) *html.Node {
	first := p.head
	for up := p.head.Parent; up != nil && up != root; up = up.Parent {
		if up.DataAtom == atom.Table {
			return up
		}
	}
	for up := p.head.Parent; up != nil && up != root; up = up.Parent {
		if first = up; strings.Contains(textOf(up, letterheadSize), "Số") {
			return up
		}
	}
	return first
}

// before is the weight of what stands before an element within root.
func (p *page) before(root, first *html.Node) int {
	w := 0
	for n := first; n != nil && n != root; n = n.Parent {
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			if s.Type == html.TextNode {
				w += countLetters(s.Data)
			}
			w += p.weight[s]
		}
	}
	return w
}

// textOf is the text at and below n, cut behind about most bytes.
func textOf(n *html.Node, most int) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil && b.Len() < most; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}
