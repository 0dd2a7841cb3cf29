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
// The patterns of all rules make one tree; a text is read against all of them
// at once, and most words end at its root.
type node struct {
	words map[string]*node
	slots []edge
	rules []int // places in the table of the rules that end here, ascending
}

type edge struct {
	name string
	next *node
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

// tree holds the patterns of all rules.
var tree = sync.OnceValue(func() *node {
	root := &node{}
	for i := range rules {
		for _, p := range rules[i].patterns {
			for _, words := range expand(p) {
				root.add(words, i)
			}
		}
	}
	return root
})

func (n *node) add(words []string, rule int) {
	for _, w := range words {
		if name, isSlot := strings.CutPrefix(w, "{"); isSlot {
			n = n.slot(strings.TrimSuffix(name, "}"))
			continue
		}
		if n.words == nil {
			n.words = map[string]*node{}
		}
		if n.words[w] == nil {
			n.words[w] = &node{}
		}
		n = n.words[w]
	}
	if !slices.Contains(n.rules, rule) {
		n.rules = append(n.rules, rule)
	}
}

func (n *node) slot(name string) *node {
	switch name {
	case "open", "close":
		sign := map[string]string{"open": "(", "close": ")"}[name]
		if n.words == nil {
			n.words = map[string]*node{}
		}
		if n.words[sign] == nil {
			n.words[sign] = &node{}
		}
		return n.words[sign]
	}
	for _, e := range n.slots {
		if e.name == name {
			return e.next
		}
	}
	next := &node{}
	n.slots = append(n.slots, edge{name, next})
	return next
}

// expand lists the sequences of words and slots that a pattern stands for.
func expand(pattern string) [][]string {
	all := [][]string{nil}
	for pattern = strings.TrimSpace(pattern); pattern != ""; pattern = strings.TrimSpace(pattern) {
		var choices [][]string
		switch pattern[0] {
		case '(', '[':
			group, rest := cutGroup(pattern)
			if pattern[0] == '[' {
				choices = append(choices, nil)
			}
			for _, part := range splitTop(group) {
				choices = append(choices, expand(part)...)
			}
			pattern = rest
		default:
			word, rest, _ := strings.Cut(pattern, " ")
			choices, pattern = [][]string{{word}}, rest
		}
		var longer [][]string
		for _, a := range all {
			for _, c := range choices {
				longer = append(longer, append(append([]string{}, a...), c...))
			}
		}
		all = longer
	}
	return all
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
	w := walk{r: r}
	w.step(tree(), i)
	if w.best.rule == nil {
		return nil
	}
	w.best.r, w.best.start = r, i
	return &w.best
}

// walk goes through the tree along the tokens.
type walk struct {
	r    *reader
	path []capture
	best match
	rule int // its place in the table
}

func (w *walk) step(n *node, i int) {
	for _, rule := range n.rules {
		if !w.allowed(&rules[rule], i) {
			continue
		}
		if i > w.best.end || i == w.best.end && rule < w.rule {
			w.rule = rule
			w.best = match{rule: &rules[rule], end: i, captures: append([]capture{}, w.path...)}
		}
		break
	}
	if i >= len(w.r.tokens) {
		return
	}
	if next := n.words[w.r.tokens[i].text]; next != nil {
		w.step(next, i+1)
	}
	if n == tree() && !starts(w.r.tokens[i]) {
		return
	}
	for _, e := range n.slots {
		c, end, ok := slots[e.name](w.r, i)
		if !ok || end <= i {
			continue
		}
		c.slot, c.start, c.end = e.name, i, end
		w.path = append(w.path, c)
		w.step(e.next, end)
		w.path = w.path[:len(w.path)-1]
	}
}

// starters are the words with which a slot can begin; at the root of the tree
// they and numbers are worth a closer look.
var starters = map[string]bool{
	"ngày": true, "ngay": true, "tháng": true, "quý": true, "quí": true, "qúy": true, "năm": true, "nửa": true, "đầu": true,
	"giữa": true, "cuối": true, "hằng": true, "hàng": true, "mỗi": true, "từng": true, "sáu": true, "cả": true, "tuần": true,
	"từ": true, "một": true, "hai": true, "ba": true, "bốn": true, "tư": true, "bảy": true, "tám": true, "chín": true, "mười": true,
}

func starts(t token) bool { return t.number >= 0 || starters[t.text] }

// allowed keeps the rules for bare periods to time columns and labels.
func (w *walk) allowed(r *rule, end int) bool {
	return !r.bare || w.r.cell || end <= w.r.cellUntil
}
