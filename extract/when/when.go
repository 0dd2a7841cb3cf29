// Package when reads the time limits that administrative Vietnamese puts on
// doing a task: "trước ngày 20/3", "hoàn thành trong quý II năm 2025", "định kỳ
// hằng năm (trước ngày 10 tháng 12)", "thường xuyên".
//
// How a text is read:
//
//  1. tokens.go cuts the normalised text into words, numbers and signs;
//  2. pattern.go walks one graph made of the patterns of all rules; where
//     several rules fit at a word, the longest match decides, and of equally
//     long ones the rule that stands first in the table;
//  3. the rule's own check looks at the words around (is the period part of a
//     programme's name? does "hằng năm" say how often the task is done?). A
//     match that is refused still takes its words, so that no part of it is
//     read as something else;
//  4. calendar.go turns days, months, quarters and years into ISO days.
//
// The rules stand in one table in rules.go, the functions of each family in
// the file of that name.
package when

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"doichieu/corpus"
)

// Base is what a deadline's words are read against.
type Base struct {
	Issued string // ISO day, or month, or "": of the document
	Year   int    // the plan's own year, from "năm 2024" in its title or from its date; 0 unknown
}

// Deadline is a time limit found in a text. From and To are ISO days, To the
// last day allowed; what the words leave open is "".
type Deadline struct {
	Raw      string // the words at Span
	Kind     string // "by", "before", "during", "recurring", "ongoing"
	From     string
	To       string
	Every    string // ISO 8601 period of a recurring limit; "" where the words name none
	On       string // last day each time: "--12-09" of a year, "---24" of a shorter period
	Inferred string // "year" where the words state none and the base gave it
	Rule     string // name of the rule that read it
	Span     corpus.Span
}

// The kinds of time limits.
const (
	by        = "by"
	before    = "before"
	during    = "during"
	recurring = "recurring"
	ongoing   = "ongoing"
)

// RuleInfo describes a rule to people.
type RuleInfo struct{ Name, Description string }

// Rules lists the rules in the order of the table.
func Rules() []RuleInfo {
	out := make([]RuleInfo, len(rules))
	for i, r := range rules {
		out[i] = RuleInfo{r.name, r.description}
	}
	return out
}

// Find reads the time limits that text puts on doing the task; text is one
// provision (task item, heading, lead-in, or table cell) without its marker.
// They come in reading order.
func Find(text string, base Base) []Deadline {
	if !mayState(text) {
		return nil
	}
	return newReader(text, base, false).read()
}

// Cell reads a table's time column or the value behind a label such as "Thời
// gian:" or "Thời hạn hoàn thành:", where a bare period counts.
func Cell(text string, base Base) []Deadline {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return newReader(text, base, true).read()
}

// Refusal is a phrase that looks like a time limit and was taken for none.
type Refusal struct {
	Raw    string // the words at Span
	Rule   string // name of the rule that read it
	Reason Reason
	Span   corpus.Span
}

// Reason says why a phrase was taken for no time limit.
type Reason string

// The reasons.
const (
	Name    Reason = "name"    // the rule reads periods of names, accounts and looks ahead
	Context Reason = "context" // the words around tell of something else than the doing
	Past    Reason = "past"    // it ended before the plan's year
)

// Refused reads the phrases of text that [Find] came upon and took for no time
// limit, in reading order.
func Refused(text string, base Base) []Refusal {
	r := newReader(text, base, false)
	r.refused = &[]Refusal{}
	r.read()
	return *r.refused
}

// refuse keeps a match that was taken for no limit, if somebody asks for them.
func (r *reader) refuse(m *match, reason Reason) {
	if r.refused == nil || m.rule.label {
		return
	}
	d := m.deadline("", m.start, m.end)
	*r.refused = append(*r.refused, Refusal{Raw: d.Raw, Rule: m.rule.name, Reason: reason, Span: d.Span})
}

// cues are the beginnings of phrases of which every rule needs one unless a
// digit is there, by first letter and in lower and upper case.
var cues = func() map[byte][]string {
	out := map[byte][]string{}
	for _, w := range []string{"hằng ", "hàng ", "định k", "thường xuy", "từng ", "liên t", "mỗi ", "quý ", "quí ", "cuối n", "nửa "} {
		upper := strings.ToUpper(w)
		_, n := utf8.DecodeRuneInString(w)
		out[w[0]] = append(out[w[0]], w)
		out[upper[0]] = append(out[upper[0]], upper[:n]+w[n:], upper)
	}
	return out
}()

// mayState is a quick look whether reading the text is worth while. Texts that
// are not composed are always read.
func mayState(text string) bool {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= '0' && c <= '9' || c == 0xCC || c == 0xCD {
			return true
		}
		if i > 0 && text[i-1] >= 'A' || c < 'A' {
			continue // inside a word, or no letter
		}
		switch c | 0x20 {
		case 'h', 't', 'l', 'm', 'q', 'c', 'n', 0xC4 | 0x20:
			for _, w := range cues[c] {
				if strings.HasPrefix(text[i:], w) {
					return true
				}
			}
		}
	}
	return false
}

// read finds the rules' matches from left to right.
func (r *reader) read() []Deadline {
	var out []Deadline
	for i := 0; i < len(r.tokens); {
		m := r.match(i)
		if m == nil {
			i++
			continue
		}
		if m.rule.label {
			r.cellUntil = r.sentenceEnd(m.end)
		}
		switch {
		case m.rule.build == nil:
			r.refuse(m, Name)
		case m.rule.check != nil && !m.rule.check(m):
			r.refuse(m, Context)
		default:
			for _, d := range m.rule.build(m) {
				if r.past(d) {
					r.refuse(m, Past)
					continue
				}
				out = append(out, d)
			}
		}
		i = m.end
	}
	return r.joinDays(out)
}

// past reports whether a limit ended in a year before the plan's: what the
// plan tells then, not what it asks for. A time column is taken as it is.
func (r *reader) past(d Deadline) bool {
	if r.cell || d.Kind == recurring || d.Kind == ongoing {
		return false
	}
	first := r.base.Year
	if len(r.base.Issued) >= 4 {
		if y, err := strconv.Atoi(r.base.Issued[:4]); err == nil && (first == 0 || y < first) {
			first = y
		}
	}
	last := d.To
	if last == "" {
		last = d.From
	}
	if first == 0 || last == "" {
		return false
	}
	t, err := time.Parse(time.DateOnly, last)
	return err == nil && t.Year() < first
}

// deadline makes the time limit that tokens i to j state.
func (m *match) deadline(kind string, i, j int) Deadline {
	start, _ := m.r.norm.Span(m.r.tokens[i].start, m.r.tokens[i].end)
	_, end := m.r.norm.Span(m.r.tokens[j-1].start, m.r.tokens[j-1].end)
	return Deadline{Raw: m.r.text[start:end], Kind: kind, Rule: m.rule.name, Span: corpus.Span{Start: start, End: end}}
}
