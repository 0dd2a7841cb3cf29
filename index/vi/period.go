package vi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Period reads a day, month, quarter or year in any written form, or two of
// them with ".." between, as ISO days [from, to]; one that is open on a side
// ("2025..") has "" there. ok is false where it is none of these.
func Period(s string) (from, to string, ok bool) {
	if a, b, found := strings.Cut(s, ".."); found {
		from, _, okA := Period(a)
		_, to, okB := Period(b)
		open := strings.TrimSpace(a) == "" || strings.TrimSpace(b) == ""
		if okA && okB || open && okA != okB {
			return from, to, true
		}
		return "", "", false
	}
	r := read(s)
	switch {
	case len(r.dates) == 1 && r.dates[0].from == 0 && r.dates[0].to == len(r.tokens):
		return days(r.dates[0].terms[0])
	case len(r.tokens) == 1 && isYear(r.key(0)), len(r.tokens) == 2 && r.key(0) == "nam" && isYear(r.key(1)):
		year := r.key(len(r.tokens) - 1)
		return year + "-01-01", year + "-12-31", true
	case len(r.tokens) == 2 && isYear(r.key(0)) && r.gap(0) == "-": // ISO month
		return days(fmt.Sprintf("%s-%02d", r.key(0), r.number(1)))
	case len(r.tokens) == 3 && isYear(r.key(0)) && r.key(1) == "q": // 2025-q2
		return days(r.key(0) + "-q" + r.key(2))
	}
	return "", "", false
}

// days are the first and last day of a date term.
func days(term string) (from, to string, ok bool) {
	if t, err := time.Parse(time.DateOnly, term); err == nil {
		return t.Format(time.DateOnly), t.Format(time.DateOnly), true
	}
	months, start := 1, term
	if year, q, found := strings.Cut(term, "-q"); found {
		n, err := strconv.Atoi(q)
		if err != nil || n < 1 || n > 4 {
			return "", "", false
		}
		months, start = 3, fmt.Sprintf("%s-%02d", year, 3*n-2)
	}
	t, err := time.Parse("2006-01", start)
	if err != nil {
		return "", "", false
	}
	return t.Format(time.DateOnly), t.AddDate(0, months, -1).Format(time.DateOnly), true
}

// NumberTerms are the terms of [Refs], any of which stands where a document of
// that number is cited, in a text or above it, as far as the number and the text
// say; "#132" for a bare number.
func NumberTerms(number string) []string {
	r := read(number)
	var terms []string
	switch {
	case len(r.refs) > 0:
		terms = r.refs[0].match
	case len(r.tokens) == 1 && digits(r.key(0)):
		terms = []string{"#" + r.key(0)}
	}
	out := slices.Clone(terms)
	for _, t := range terms {
		out = append(out, aboveSign+t)
	}
	return out
}
