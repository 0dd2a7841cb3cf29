package when

import (
	"slices"
	"strings"
	"sync"
)

// A pattern is a sequence of words, signs and slots:
//
//	word        this word of the normalised text
//	{slot}      something that a function reads: see slots
//	[a b]       may be missing
//	(a|b c|d)   one of these; also inside [ ]
//	{open}      an opening bracket, {close} a closing one
//
// The patterns of all rules make one graph, in which groups share what follows
// them; a text is read against all of them at once, and most words end at its
// root.
type node struct {
	words map[string][]*node
	slots []edge
	rules []int // places in the table of the rules that end here, ascending
}

// edge leads to the nodes behind a slot.
type edge struct {
	name string
	next []*node
}

// slot reads something from token i on and says where it ends.
type slot func(r *reader, i int) (capture, int, bool)

// capture is what a slot read.
type capture struct {
	slot       string
	start, end int // tokens
	date       date
	number     int
	periods    []period
	own        bool // of an anchor: the day on which this document was issued
}

// match is where a rule fits.
type match struct {
	r          *reader
	rule       *rule
	start, end int // tokens
	captures   []capture
}

// get is the n-th capture of that slot, counted from 0.
func (m *match) get(name string, n int) *capture {
	for i := range m.captures {
		if m.captures[i].slot == name {
			if n == 0 {
				return &m.captures[i]
			}
			n--
		}
	}
	return nil
}

// graph holds the patterns of all rules.
var graph = sync.OnceValue(func() *node {
	root := &node{}
	for i := range rules {
		for _, p := range rules[i].patterns {
			for _, end := range compile(p, []*node{root}) {
				if !slices.Contains(end.rules, i) {
					end.rules = append(end.rules, i)
				}
			}
		}
	}
	return root
})

// compile adds a pattern behind the nodes of from and returns where it ends.
func compile(pattern string, from []*node) []*node {
	for pattern = strings.TrimSpace(pattern); pattern != ""; pattern = strings.TrimSpace(pattern) {
		if pattern[0] != '(' && pattern[0] != '[' {
			word, rest, _ := strings.Cut(pattern, " ")
			next := &node{}
			for _, n := range from {
				n.add(word, next)
			}
			from, pattern = []*node{next}, rest
			continue
		}
		group, rest := cutGroup(pattern)
		var ends []*node
		if pattern[0] == '[' {
			ends = append(ends, from...)
		}
		for _, part := range splitTop(group) {
			ends = append(ends, compile(part, from)...)
		}
		from, pattern = ends, rest
	}
	return from
}

// add leads from n over a word or slot to next.
func (n *node) add(word string, next *node) {
	name, isSlot := strings.CutPrefix(word, "{")
	name = strings.TrimSuffix(name, "}")
	switch {
	case name == "open":
		word, isSlot = "(", false
	case name == "close":
		word, isSlot = ")", false
	}
	if !isSlot {
		if n.words == nil {
			n.words = map[string][]*node{}
		}
		n.words[word] = append(n.words[word], next)
		return
	}
	for i := range n.slots {
		if n.slots[i].name == name {
			n.slots[i].next = append(n.slots[i].next, next)
			return
		}
	}
	n.slots = append(n.slots, edge{name, []*node{next}})
}

// cutGroup splits "(group) rest" or "[group] rest".
func cutGroup(s string) (group, rest string) {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
			if depth == 0 {
				return s[1:i], s[i+1:]
			}
		}
	}
	return s[1:], ""
}

// splitTop splits s at the bars that stand in no group.
func splitTop(s string) []string {
	var parts []string
	depth, from := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '|':
			if depth == 0 {
				parts = append(parts, s[from:i])
				from = i + 1
			}
		}
	}
	return append(parts, s[from:])
}

// match is the longest match that begins at token i, or nil.
func (r *reader) match(i int) *match {
	root := graph()
	t := r.tokens[i]
	next := root.words[t.text]
	slotted := t.number >= 0 || starters[t.text]
	if len(next) == 0 && !slotted {
		return nil
	}
	w := walk{r: r}
	w.step(root, i, slotted)
	if w.best.rule == nil {
		return nil
	}
	w.best.r, w.best.start = r, i
	return &w.best
}

// starters are the words with which a slot can begin; at the root of the graph
// they and numbers are worth a closer look.
var starters = map[string]bool{
	"ngày": true, "ngay": true, "tháng": true, "quý": true, "quí": true, "qúy": true, "năm": true, "nửa": true, "đầu": true,
	"giữa": true, "cuối": true, "hằng": true, "hàng": true, "mỗi": true, "từng": true, "sáu": true, "cả": true, "tuần": true,
	"từ": true, "một": true, "hai": true, "ba": true, "bốn": true, "tư": true, "bảy": true, "tám": true, "chín": true, "mười": true,
}

// walk goes through the graph along the tokens.
type walk struct {
	r    *reader
	path []capture
	best match
	rule int // its place in the table
}

func (w *walk) step(n *node, i int, slotted bool) {
	w.accept(n, i)
	if i >= len(w.r.tokens) {
		return
	}
	for _, next := range n.words[w.r.tokens[i].text] {
		w.step(next, i+1, true)
	}
	if !slotted {
		return
	}
	for _, e := range n.slots {
		c, end, ok := slots[e.name](w.r, i)
		if !ok || end <= i {
			continue
		}
		c.slot, c.start, c.end = e.name, i, end
		w.path = append(w.path, c)
		for _, next := range e.next {
			w.step(next, end, true)
		}
		w.path = w.path[:len(w.path)-1]
	}
}

// accept keeps the match that ends here if it is the best so far.
func (w *walk) accept(n *node, i int) {
	for _, rule := range n.rules {
		if !w.allowed(&rules[rule], i) {
			continue
		}
		if i > w.best.end || i == w.best.end && rule < w.rule {
			w.rule = rule
			w.best = match{rule: &rules[rule], end: i, captures: append([]capture{}, w.path...)}
		}
		return
	}
}

// allowed keeps the rules for bare periods to time columns and labels.
func (w *walk) allowed(r *rule, end int) bool {
	return !r.bare || w.r.cell || end <= w.r.cellUntil
}
