package vi

import (
	"fmt"
	"slices"
	"strconv"
)

// findDates recognises days, months and quarters in every written form. Years
// alone are left to the words: they are in names and programmes everywhere.
func (r *reading) findDates() {
	taken := 0
	for i := 0; i < len(r.tokens); i++ {
		for taken < len(r.refs) && r.refs[taken].to <= i {
			taken++
		}
		if taken < len(r.refs) && r.refs[taken].from <= i {
			continue // "05/2020/NĐ-CP" is no month
		}
		if f, ok := r.dateAt(i); ok {
			r.dates = append(r.dates, f)
			i = f.to - 1
		}
	}
}

func (r *reading) dateAt(i int) (find, bool) {
	switch k := r.key(i); {
	case k == "ngay":
		if f, ok := r.dayAt(i + 1); ok {
			f.from = i
			return f, true
		}
	case k == "thang":
		return r.monthAt(i)
	case k == "qui" || k == "quy" || k == "q":
		return r.quarterAt(i)
	case digits(k):
		if f, ok := r.dayAt(i); ok {
			return f, true
		}
		// "6/2025" without the word
		if r.gap(i-1) != "/" && r.gap(i) == "/" && isYear(r.key(i+1)) && r.gap(i+1) != "/" {
			return monthFind(i, i+2, r.number(i), r.number(i+1))
		}
	}
	return find{}, false
}

// dayAt reads 06/6/2025, 06-6-2025, 6.6.2025, 2025-06-06 and 06 tháng 6 năm
// 2025 from token i on.
func (r *reading) dayAt(i int) (find, bool) {
	if i+2 >= len(r.tokens) {
		return find{}, false
	}
	if g := r.gap(i); g == r.gap(i+1) && (g == "/" || g == "-" || g == ".") {
		if isYear(r.key(i)) {
			return dayFind(i, i+3, r.number(i+2), r.number(i+1), r.number(i))
		}
		if isYear(r.key(i + 2)) {
			return dayFind(i, i+3, r.number(i), r.number(i+1), r.number(i+2))
		}
	}
	if r.key(i+1) == "thang" && r.key(i+3) == "nam" && isYear(r.key(i+4)) {
		return dayFind(i, i+5, r.number(i), r.number(i+2), r.number(i+4))
	}
	return find{}, false
}

// monthAt reads tháng 5/2025, tháng 5-2025, tháng 5 năm 2025.
func (r *reading) monthAt(i int) (find, bool) {
	month := r.number(i + 1)
	if year, end, ok := r.yearAfter(i + 1); ok {
		return monthFind(i, end, month, year)
	}
	return find{}, false
}

func (r *reading) quarterAt(i int) (find, bool) {
	q, end := 0, i+1
	switch k := r.key(i + 1); k {
	case "i", "ii", "iii", "iv":
		q = map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4}[k]
	default:
		q = r.number(i + 1)
	}
	year, end, ok := r.yearAfter(end)
	if q < 1 || q > 4 || !ok {
		return find{}, false
	}
	return dateFind(i, end, fmt.Sprintf("%04d-q%d", year, q)), true
}

// dateFind has the terms of a date: the date itself, which answers it, the longer
// times that it is in, and the date as it is stated.
func dateFind(from, to int, terms ...string) find {
	return find{from: from, to: to, terms: append(slices.Clone(terms), statedSign+terms[0]), match: terms[:1]}
}

// ImpliedDates are the terms of the field [Dates] of the days that a text has
// without stating them, such as the last one of "trong quý II năm 2025".
func ImpliedDates(text string) []string {
	var terms []string
	for _, f := range read(text).dates {
		terms = append(terms, f.terms[:len(f.terms)-1]...)
	}
	return terms
}

// yearAfter is the year behind token i and the token after it.
func (r *reading) yearAfter(i int) (year, end int, ok bool) {
	if g := r.gap(i); (g == "/" || g == "-" || g == "." || g == "") && isYear(r.key(i+1)) {
		return r.number(i + 1), i + 2, true
	}
	if r.key(i+1) == "nam" && isYear(r.key(i+2)) {
		return r.number(i + 2), i + 3, true
	}
	return 0, 0, false
}

// number is token i as a number, 0 where it is none.
func (r *reading) number(i int) int {
	n, err := strconv.Atoi(r.key(i))
	if err != nil {
		return 0
	}
	return n
}

func dayFind(from, to, day, month, year int) (find, bool) {
	f, ok := monthFind(from, to, month, year)
	if !ok || day < 1 || day > 31 {
		return find{}, false
	}
	return dateFind(from, to, fmt.Sprintf("%04d-%02d-%02d", year, month, day), f.terms[0], f.terms[1]), true
}

func monthFind(from, to, month, year int) (find, bool) {
	if month < 1 || month > 12 {
		return find{}, false
	}
	return dateFind(from, to, fmt.Sprintf("%04d-%02d", year, month), fmt.Sprintf("%04d-q%d", year, (month+2)/3)), true
}
