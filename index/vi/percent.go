package vi

import (
	"strings"
	"unicode"
)

// A percentage is a thing of its own: "50% số xã" is no answer to "80% số xã",
// however many words they share. Its term in the field Words is that of a concept,
// whatever the form: 50%, 50 %, 50 phần trăm; 5,5% and 5.5%; both ends of 5-7%
// and "từ 5 đến 7%".
const percentSign = "%"

// isPercent reports whether a term of the field Words is a percentage.
func isPercent(term string) bool { return strings.HasPrefix(term, conceptSign+percentSign) }

// percentFind is the percentage of a number at the tokens [from, to).
func percentFind(from, to int, number string) find {
	term := ConceptTerm(percentSign + number)
	return find{from: from, to: to, terms: []string{term}, match: []string{term}}
}

// findPercents recognises percentages.
func (r *reading) findPercents() {
	if !strings.Contains(r.text, "%") && !strings.Contains(r.text, "％") && !r.saysPercent() {
		return
	}
	for i := 0; i < len(r.tokens); i++ {
		if !digits(r.key(i)) {
			continue
		}
		number, end := r.decimal(i)
		if to, ok := r.percentAfter(end); ok {
			r.percents = append(r.percents, percentFind(i, to, number))
			i = to - 1
			continue
		}
		second := end
		switch {
		case r.gap(end-1) == "-" && !isYear(number):
		case r.gap(end-1) == "" && r.key(end) == "den" && r.gap(end) == "":
			second++
		default:
			i = end - 1
			continue
		}
		if digits(r.key(second)) {
			last, next := r.decimal(second)
			if to, ok := r.percentAfter(next); ok {
				r.percents = append(r.percents, percentFind(i, end, number), percentFind(second, to, last))
				end = to
			}
		}
		i = end - 1
	}
}

// saysPercent reports whether "phần trăm" stands somewhere.
func (r *reading) saysPercent() bool {
	for i := range r.folded {
		if r.folded[i] == "phan" && r.key(i+1) == "tram" {
			return true
		}
	}
	return false
}

// decimal is the number that begins at token i, its fraction behind a point and
// without zeros at the end, and the token after it.
func (r *reading) decimal(i int) (number string, end int) {
	number = r.key(i)
	if g := r.gap(i); g != "," && g != "." || !digits(r.key(i+1)) || r.tokens[i].End+1 != r.tokens[i+1].Start {
		return number, i + 1
	}
	next := r.tokens[i+1]
	if fraction := strings.TrimRight(r.text[next.Start:next.End], "0"); fraction != "" {
		number += "." + fraction
	}
	return number, i + 2
}

// percentAfter reports whether a percent sign, or its name, stands right before
// token end, and which token is the next one then.
func (r *reading) percentAfter(end int) (to int, ok bool) {
	rest := strings.TrimLeftFunc(r.text[r.tokens[end-1].End:], unicode.IsSpace)
	if strings.HasPrefix(rest, "%") || strings.HasPrefix(rest, "％") {
		return end, true
	}
	if r.gap(end-1) == "" && r.key(end) == "phan" && r.gap(end) == "" && r.key(end+1) == "tram" {
		return end + 2, true
	}
	return end, false
}
