package compare

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus/lazy"
	"doichieu/corpus/vn"
)

// A topic is short enough to read at a glance: it ends with its clause, else at
// the last comma between topicLeast and topicMost syllables, else at topicMost.
const (
	topicLeast = 7
	topicMost  = 16
)

// topic labels a row with the beginning of what one of its tasks says is done:
// of the task that is nearest to the others, without who does it and the
// commonplaces in front ("tiếp tục tổ chức triển khai").
func (b *builder) topic(row *openRow) string {
	near := map[int]float64{}
	for _, p := range row.pairs {
		near[p.a] += p.total
		near[p.b] += p.total
	}
	best := row.tasks[0]
	for _, t := range row.tasks {
		if near[t] > near[best] {
			best = t
		}
	}
	p := b.profiles[best]
	text := b.plans[p.plan].Tasks[p.task].Text
	return capitalise(shorten(p.topic.In(text)))
}

// shorten cuts words to a topic.
func shorten(words string) string {
	tokens := vn.Tokens(words)
	comma, within := 0, 0
	for i, t := range tokens {
		if i == topicMost {
			if comma > 0 {
				return tidy(words[:comma])
			}
			kept := tokens[:i]
			for len(kept) > 1 && genre().empty[kept[len(kept)-1].Key] {
				kept = kept[:len(kept)-1] // no label ends in "và" or "của"
			}
			return tidy(words[:kept[len(kept)-1].End]) + "…"
		}
		// A comma inside a phrase ("phòng, chống") parts nothing.
		within = max(within-1, genre().find(tokens[i:]).longest())
		if i+1 == len(tokens) {
			break
		}
		switch between := words[t.End:tokens[i+1].Start]; {
		case strings.ContainsAny(between, ";:") || strings.Contains(between, ". "):
			return tidy(words[:t.End+strings.IndexAny(between, ";:.")])
		case strings.Contains(between, ",") && within <= 1 && i+1 >= topicLeast:
			comma = t.End + strings.IndexByte(between, ',') // behind a closing quote
		}
	}
	return tidy(words)
}

// reDangling is what leads up to a time limit or a place that was cut off.
var reDangling = lazy.MustCompile(`(?i)[\s,;(]*(?:(?:và |hoàn thành|xong)\s*)?$`)

// tidy takes off what a cut may leave: blanks, stops, one half of a pair of
// brackets or quotes.
func tidy(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	s = reDangling.ReplaceAllString(s, "")
	s = strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsSpace(r) || slices.Contains([]rune(".,;:-–/("), r) })
	for _, pair := range [...][2]string{{"“", "”"}, {"(", ")"}, {"«", "»"}} {
		if strings.Count(s, pair[0]) != strings.Count(s, pair[1]) {
			s = strings.NewReplacer(pair[0], "", pair[1], "").Replace(s)
		}
	}
	return strings.TrimSpace(s)
}

func capitalise(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
