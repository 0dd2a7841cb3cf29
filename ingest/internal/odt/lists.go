package odt

import (
	"strconv"
	"strings"

	"doichieu/ingest/internal/flow"
	"doichieu/ingest/internal/letters"
	"doichieu/ingest/internal/parts"
)

// levels is the number of levels of a list.
const levels = 10

// form is the form of the labels of a level.
type form struct {
	style          flow.Style
	prefix, suffix string
	whole          string // "%1%.%2%." where the file has it
	start, shown   int    // first number; how many levels are shown
	bullet         string
}

// lists are the list styles by name, and the lists that were begun.
type lists struct {
	styles  map[string]*[levels]*form
	outline *[levels]*form
	byID    map[string]*counters
	last    map[string]*counters // by the list style
	heads   counters             // of numbered headings
}

// counters are the numbers of a list.
type counters struct {
	at    [levels]int
	begun [levels]bool
}

func newLists(s *styles, roots ...*parts.Node) *lists {
	l := &lists{styles: map[string]*[levels]*form{}, byID: map[string]*counters{}, last: map[string]*counters{}}
	for _, root := range roots {
		for _, group := range []string{"office:styles", "office:automatic-styles"} {
			n := root.Child(group)
			if n == nil {
				continue
			}
			for _, k := range n.Kids {
				switch k.Name {
				case "text:list-style":
					l.styles[k.Attr("style:name")] = newForms(s, k)
				case "text:outline-style":
					l.outline = newForms(s, k)
				}
			}
		}
	}
	return l
}

func newForms(s *styles, n *parts.Node) *[levels]*form {
	forms := new([levels]*form)
	for _, k := range n.Kids {
		i, err := strconv.Atoi(k.Attr("text:level"))
		if err != nil || i < 1 || i > levels {
			continue
		}
		forms[i-1] = newForm(s, k)
	}
	return forms
}

// numberStyles are the forms of numbers by their names in the file.
var numberStyles = map[string]flow.Style{
	"1": flow.Decimal, "a": flow.LowerLetter, "A": flow.UpperLetter, "i": flow.LowerRoman, "I": flow.UpperRoman, "": flow.None, "①": flow.Circled,
}

func newForm(s *styles, k *parts.Node) *form {
	f := &form{prefix: k.Attr("style:num-prefix"), suffix: k.Attr("style:num-suffix"), start: 1, shown: 1}
	switch k.Name {
	case "text:list-level-style-bullet":
		var l look
		s.apply(&l, k.Child("style:text-properties"))
		f.style, f.bullet = flow.Bullet, sign(k.Attr("text:bullet-char"), l.font)
	case "text:list-level-style-image":
		f.style, f.bullet = flow.Bullet, "•"
	default:
		f.style = numberStyles[k.Attr("style:num-format")]
		if whole, ok := k.Lookup("style:num-list-format"); ok {
			f.whole = whole
		} else {
			f.whole = k.Attr("other:num-list-format")
		}
	}
	if start, err := strconv.Atoi(k.Attr("text:start-value")); err == nil {
		f.start = start
	}
	if shown, err := strconv.Atoi(k.Attr("text:display-levels")); err == nil {
		f.shown = shown
	}
	return f
}

// sign is a bullet as its font shows it. The letter o of a typewriter font
// serves as a hollow bullet.
func sign(char, font string) string {
	if char == "o" && strings.HasPrefix(font, "Courier") {
		return "○"
	}
	return strings.Map(func(r rune) rune {
		if r < 0xe000 || r > 0xf8ff {
			return r
		}
		if s, ok := letters.Symbol(r, font); ok {
			return s
		}
		return '•'
	}, char)
}

// begin is the counters of a list on the top level: those of the list that it
// goes on with, or new ones.
func (l *lists) begin(n *parts.Node, style string) *counters {
	c := l.byID[n.Attr("text:continue-list")]
	if c == nil && n.Attr("text:continue-numbering") == "true" {
		c = l.last[style]
	}
	if c == nil {
		c = &counters{}
	}
	if id := n.Attr("xml:id"); id != "" {
		l.byID[id] = c
	}
	l.last[style] = c
	return c
}

// label counts an item of level i and gives its label.
func (c *counters) label(forms *[levels]*form, i int) string {
	if forms == nil || i >= levels || forms[i] == nil {
		return ""
	}
	f := forms[i]
	if c.begun[i] {
		c.at[i]++
	} else {
		c.at[i], c.begun[i] = f.start, true
	}
	for k := range levels {
		switch f := forms[k]; {
		case k > i:
			c.begun[k] = false
		case !c.begun[k] && f != nil: // a level that was skipped counts as begun
			c.at[k], c.begun[k] = f.start, true
		}
	}
	switch {
	case f.style == flow.Bullet:
		return f.bullet // programs repeat the sign in prefix or suffix
	case f.whole != "":
		return c.fill(forms, f.whole)
	case f.style == flow.None:
		return strings.TrimSpace(f.prefix + f.suffix)
	}
	var numbers []string
	for k := max(0, i+1-f.shown); k <= i; k++ {
		if s := c.number(forms, k); s != "" {
			numbers = append(numbers, s)
		}
	}
	return strings.TrimSpace(f.prefix + strings.Join(numbers, ".") + f.suffix)
}

// fill puts the numbers in their places.
func (c *counters) fill(forms *[levels]*form, whole string) string {
	for k := range levels {
		whole = strings.ReplaceAll(whole, "%"+strconv.Itoa(k+1)+"%", c.number(forms, k))
	}
	return strings.TrimSpace(whole)
}

// number is the number of a level as it is written; one that no item has
// counted yet shows its first number.
func (c *counters) number(forms *[levels]*form, k int) string {
	f := forms[k]
	if f == nil {
		return ""
	}
	n := f.start
	if c.begun[k] {
		n = c.at[k]
	}
	return f.style.Format(n)
}
