package extract

import (
	"regexp"
	"strconv"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/extract/when"
)

// A target is a share ("100% người nghiện có hồ sơ", "có ít nhất 50% đơn vị")
// or a count that is asked of each ("mỗi huyện có ít nhất một đơn vị"). It runs
// from the words that bound it to the end of its clause. A count in brackets
// behind a share ("25% (tương đương 26/103 xã)") is the same target.

// foundTarget is a measurable aim found in a text.
type foundTarget struct {
	span                   corpus.Span
	op, unit, of, by, rule string
	value                  float64
}

var (
	reShare  = regexp.MustCompile(`(\d{1,3}(?:[.,]\d+)?) ?%`)
	reBound  = regexp.MustCompile(`(có ít nhất|ít nhất|tối thiểu|trên|đạt ít nhất|không dưới|tăng(?: từ| ít nhất| tối thiểu| thêm)*|giảm(?: từ| ít nhất| tối thiểu)*|dưới|không quá|đạt|là) *$`)
	reEach   = regexp.MustCompile(`mỗi [^.;:]{2,80}?(?:có |tổ chức |thành lập )?(ít nhất|tối thiểu|từ) (\d{1,3}|một|hai|ba|bốn|năm) `)
	reDue    = regexp.MustCompile(`(?:đến (?:hết |cuối )?năm |^năm |^giai đoạn \d \(năm )(20\d\d)`)
	reAbove  = regexp.MustCompile(`^ ?(?:trở lên|tối thiểu)`)
	numerals = map[string]float64{"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5}
)

// findTargets reads the measurable aims that text states.
func findTargets(text string, _ when.Base) []foundTarget {
	n := vn.Normalise(text)
	var out []foundTarget
	for _, m := range reShare.FindAllStringSubmatchIndex(n.Text, -1) {
		if t, ok := share(n, m); ok {
			out = append(out, t)
		}
	}
	for _, m := range reEach.FindAllStringSubmatchIndex(n.Text, -1) {
		if m[0] > 0 && !n.Bounded(m[0], m[1]-1) {
			continue
		}
		word := n.Text[m[4]:m[5]]
		value, spelled := numerals[word]
		if !spelled {
			value, _ = strconv.ParseFloat(word, 64)
		}
		from, to := n.Span(m[0], clauseEnd(n.Text, m[1]))
		out = append(out, foundTarget{
			span: corpus.Span{Start: from, End: to}, op: ">=", unit: "count", value: value,
			of: strings.TrimSpace(n.Text[m[1]:clauseEnd(n.Text, m[1])]), by: dueYear(n.Text, m[0]), rule: "count of each",
		})
	}
	return out
}

// share is the target around a percentage.
func share(n *vn.Normal, m []int) (foundTarget, bool) {
	value, err := strconv.ParseFloat(strings.ReplaceAll(n.Text[m[2]:m[3]], ",", "."), 64)
	if err != nil {
		return foundTarget{}, false
	}
	t := foundTarget{op: "=", unit: "%", value: value, rule: "share"}
	start, end := m[0], clauseEnd(n.Text, m[1])
	from := clauseStart(n.Text, m[0])
	if b := reBound.FindStringSubmatchIndex(n.Text[from:m[0]]); b != nil {
		start = from + b[2]
		word := n.Text[from+b[2] : from+b[3]]
		switch {
		case strings.HasPrefix(word, "tăng"):
			t.op, start = "+", from
		case strings.HasPrefix(word, "giảm"):
			t.op, start = "-", from
		case strings.Contains(word, "ít nhất"), word == "tối thiểu", word == "trên", word == "không dưới":
			t.op = ">="
		case word == "dưới":
			t.op = "<"
		case word == "không quá":
			t.op = "<="
		}
	}
	if t.op == "=" && reAbove.MatchString(n.Text[m[1]:]) {
		t.op = ">="
	}
	start += len(n.Text[start:m[0]]) - len(strings.TrimLeft(n.Text[start:m[0]], " "))
	a, b := n.Span(start, end)
	t.span = corpus.Span{Start: a, End: b}
	t.of = strings.Trim(n.Text[m[1]:end], " ")
	t.by = dueYear(n.Text, m[0])
	return t, true
}

// clauseStart is where the clause around offset at begins.
func clauseStart(text string, at int) int {
	i := strings.LastIndexAny(text[:at], ".;:)")
	for i >= 0 && i+1 < at && text[i+1] != ' ' {
		i = strings.LastIndexAny(text[:i], ".;:)")
	}
	i++
	for i < at && text[i] == ' ' {
		i++
	}
	return i
}

// clauseEnd is where the clause that goes on at offset at ends.
func clauseEnd(text string, at int) int {
	for i := at; i < len(text); i++ {
		switch text[i] {
		case ';', ')':
			return i
		case '.':
			if i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '/' {
				return i
			}
		case '(':
			return len(strings.TrimRight(text[:i], " "))
		}
	}
	return len(text)
}

// dueYear is the last day of the year by which the target is due, as far as
// its sentence says.
func dueYear(text string, at int) string {
	from := strings.LastIndex(text[:at], ". ") + 1
	due := reDue.FindAllStringSubmatch(strings.TrimLeft(text[from:at], " "), -1)
	if due == nil {
		return ""
	}
	return due[len(due)-1][1] + "-12-31"
}
