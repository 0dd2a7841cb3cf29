package docx

import (
	"strconv"
	"strings"

	"doichieu/ingest/internal/flow"
	"doichieu/ingest/internal/letters"
	"doichieu/ingest/internal/parts"
)

// How Word numbers: an abstract list has nine levels, each with its form and a
// counter. A list ("num") is an abstract list, maybe with levels of its own or
// other first numbers; lists of one abstract list share its counters. An item
// counts up the counter of its level and sets back those of the levels below.

// listLevel is the form of a level.
type listLevel struct {
	start   int
	style   flow.Style
	custom  []string // numbers spelled out by the file
	text    string   // "%1.%2."
	restart int      // level (from 1) whose items set it back; -1: any above it
	legal   bool     // all numbers in digits
	font    string
	picture bool
	tight   bool // nothing between the label and the text
	pStyle  string
}

// levels is the number of levels of a list.
const levels = 9

// abstract is an abstract list with its counters.
type abstract struct {
	level   [levels]*listLevel
	counter [levels]int
	begun   [levels]bool
	link    string // style that has the list's real definition
}

// list is a list.
type list struct {
	of       *abstract
	override [levels]*listLevel
	start    [levels]int // first number of its own, -1 for none
	started  [levels]bool
}

// numbering are the lists by their ids.
type numbering struct {
	lists  map[string]*list
	styles *styles
}

// newNumbering reads the part; n may be nil.
func newNumbering(n *parts.Node, s *styles) *numbering {
	all := &numbering{lists: map[string]*list{}, styles: s}
	if n == nil {
		return all
	}
	abstracts := map[string]*abstract{}
	for _, k := range n.Kids {
		if k.Name == "w:abstractNum" {
			abstracts[k.Attr("w:abstractNumId")] = newAbstract(k)
		}
	}
	for _, k := range n.Kids {
		if k.Name != "w:num" {
			continue
		}
		if a := abstracts[val(k, "w:abstractNumId")]; a != nil {
			all.lists[k.Attr("w:numId")] = newList(k, a)
		}
	}
	// A list may borrow the definition of the list of a style.
	for _, l := range all.lists {
		if l.of.link == "" {
			continue
		}
		if real := all.lists[s.get(l.of.link).list.num]; real != nil && real.of.link == "" {
			l.of = real.of
		}
	}
	return all
}

func newAbstract(n *parts.Node) *abstract {
	a := &abstract{link: val(n, "w:numStyleLink")}
	for _, k := range n.Kids {
		if k.Name != "w:lvl" {
			continue
		}
		if i, ok := levelOf(k.Attr("w:ilvl")); ok {
			a.level[i] = newLevel(k)
		}
	}
	return a
}

func newList(n *parts.Node, a *abstract) *list {
	l := &list{of: a}
	for i := range l.start {
		l.start[i] = -1
	}
	for _, k := range n.Kids {
		if k.Name != "w:lvlOverride" {
			continue
		}
		i, ok := levelOf(k.Attr("w:ilvl"))
		if !ok {
			continue
		}
		if lvl := k.Child("w:lvl"); lvl != nil {
			l.override[i] = newLevel(lvl)
		}
		if start, err := strconv.Atoi(val(k, "w:startOverride")); err == nil {
			l.start[i] = start
		}
	}
	return l
}

func levelOf(s string) (int, bool) {
	i, err := strconv.Atoi(s)
	return i, err == nil && i >= 0 && i < levels
}

// numberStyles are the forms of numbers by their names in the file. Others are
// written in digits.
var numberStyles = map[string]flow.Style{
	"decimal": flow.Decimal, "decimalZero": flow.DecimalZero, "lowerLetter": flow.LowerLetter, "upperLetter": flow.UpperLetter,
	"lowerRoman": flow.LowerRoman, "upperRoman": flow.UpperRoman, "bullet": flow.Bullet, "none": flow.None,
	"decimalEnclosedCircle": flow.Circled, "decimalEnclosedCircleChinese": flow.Circled, "vietnameseCounting": flow.Words, "chicago": flow.Stars,
}

func newLevel(n *parts.Node) *listLevel {
	format := n.Child("w:numFmt")
	if format == nil {
		format = chosen(n.Child("mc:AlternateContent")).Child("w:numFmt")
	}
	l := &listLevel{
		style: numberStyles[format.Attr("w:val")], text: val(n, "w:lvlText"), restart: -1,
		legal: n.Child("w:isLgl") != nil && on(n.Child("w:isLgl")), picture: n.Child("w:lvlPicBulletId") != nil,
		tight: val(n, "w:suff") == "nothing", pStyle: val(n, "w:pStyle"),
	}
	l.start, _ = strconv.Atoi(val(n, "w:start"))
	if restart, err := strconv.Atoi(val(n, "w:lvlRestart")); err == nil {
		l.restart = restart
	}
	if fonts := n.Child("w:rPr", "w:rFonts"); fonts != nil {
		l.font = fontOf(fonts, "")
	}
	// "001, 002, 003, ..." or "a, b, c, d, đ, ...": the file spells out its own.
	if custom, spelled := strings.CutSuffix(format.Attr("w:format"), ", ..."); spelled {
		l.custom = strings.Split(custom, ", ")
	}
	return l
}

// format writes a number in the form of the level.
func (l *listLevel) format(n int) string {
	if n >= 1 && n <= len(l.custom) {
		return l.custom[n-1]
	}
	return l.style.Format(n)
}

// label counts an item and gives its label; ok is false for a paragraph that is
// none.
func (a *numbering) label(ref listRef, style string) (label string, tight, ok bool) {
	l := a.lists[ref.num]
	if l == nil {
		return "", false, false
	}
	i, good := levelOf(ref.level)
	if !ref.hasLevel || !good {
		i = l.levelOfStyle(style)
	}
	form := l.form(i)
	if form == nil {
		return "", false, false
	}
	l.count(i)
	return l.print(form, i), form.tight, true
}

// levelOfStyle is the level that belongs to a style of paragraphs.
func (l *list) levelOfStyle(style string) int {
	for i := range levels {
		if f := l.form(i); f != nil && f.pStyle != "" && f.pStyle == style {
			return i
		}
	}
	return 0
}

func (l *list) form(i int) *listLevel {
	if l.override[i] != nil {
		return l.override[i]
	}
	return l.of.level[i]
}

// count counts up level i and sets back the levels below it.
func (l *list) count(i int) {
	a := l.of
	// The list's own first number counts once, at its first item.
	if l.start[i] >= 0 && !l.started[i] {
		a.begun[i] = false
	}
	l.started[i] = true
	if a.begun[i] {
		a.counter[i]++
	} else {
		a.counter[i], a.begun[i] = l.first(i), true
	}
	for k := range i { // a level that was skipped counts as begun
		if !a.begun[k] && l.form(k) != nil {
			a.counter[k], a.begun[k] = l.first(k), true
		}
	}
	for k := i + 1; k < levels; k++ {
		if f := l.form(k); f != nil && (f.restart < 0 || i < f.restart) {
			a.begun[k] = false
			l.started[k] = l.started[k] && l.start[k] < 0
		}
	}
}

// first is the number of the first item of a level.
func (l *list) first(i int) int {
	if l.start[i] >= 0 {
		return l.start[i]
	}
	if f := l.form(i); f != nil {
		return f.start
	}
	return 1
}

// print writes the label: the level's text with the numbers of this level and
// of those above in place of %1 to %9.
func (l *list) print(form *listLevel, i int) string {
	if form.picture {
		return "•"
	}
	if form.style == flow.Bullet {
		return bullet(form.text, form.font)
	}
	var b strings.Builder
	for t := form.text; t != ""; {
		if len(t) > 1 && t[0] == '%' && t[1] >= '1' && int(t[1]-'1') <= i {
			b.WriteString(l.number(int(t[1]-'1'), form.legal))
			t = t[2:]
			continue
		}
		b.WriteByte(t[0])
		t = t[1:]
	}
	return strings.TrimSpace(b.String())
}

// number is the counter of a level as it is written; one that no item has
// counted yet shows its first number.
func (l *list) number(k int, legal bool) string {
	n := l.first(k)
	if l.of.begun[k] {
		n = l.of.counter[k]
	}
	f := l.form(k)
	if f == nil || legal {
		return strconv.Itoa(n)
	}
	return f.format(n)
}

// bullet is the sign of a bullet in its font. The letter o of a typewriter font
// serves as a hollow bullet.
func bullet(text, font string) string {
	if text == "o" && strings.HasPrefix(font, "Courier") {
		return "○"
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		private := r >= 0xf000 && r <= 0xf0ff
		if !private && !letters.IsSymbolFont(font) {
			return r
		}
		if sign, ok := letters.Symbol(r, font); ok {
			return sign
		}
		if private {
			return '•'
		}
		return r
	}, text))
}
