package audit

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/corpus/lazy"
)

// What a spreadsheet may make of a cell without changing what it says:
//
//   - words keep their letters; an apostrophe in front, which marks words that
//     are no formula, comes or goes, and blanks at the ends go;
//   - a day is a number of days, or stands in one of dateLayouts, the same one in
//     the whole table: 05/06 in a table of days before months is 5 June;
//   - a number has a decimal point or comma, and perhaps more zeros;
//   - words of figures that a spreadsheet takes for a day ("12/2026", the task
//     "1/2") become one with the same figures, and those that it takes for a
//     number or a share in per cent become the same number.

// dateOrder is how a table writes its days: an index into dateLayouts.
type dateOrder int

// dateLayouts are the ways in which spreadsheets write days, by the order of their
// parts. Every table may use those of the first beside its own.
var dateLayouts = [][]string{
	{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006/01/02", "2006-01-02T15:04:05Z"},
	{"02/01/2006", "2/1/2006", "02/01/06", "2/1/06", "02-01-2006", "02.01.2006", "02.01.06", "2.1.2006"},
	{"01/02/2006", "1/2/2006", "01/02/06", "1/2/06", "01-02-2006"},
}

// parseDay reads a day in the first layouts or in those of an order; as a number
// of days where serials are allowed.
func parseDay(s string, order dateOrder, serials bool) (time.Time, bool) {
	for _, layouts := range [][]string{dateLayouts[0], dateLayouts[order]} {
		for _, layout := range layouts {
			if t, err := time.Parse(layout, s); err == nil {
				return t, true
			}
		}
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil && serials && n == math.Trunc(n) && n > 0 && n < 1e6 {
		return time.Date(1899, time.December, 30+int(n), 0, 0, 0, 0, time.UTC), true
	}
	return time.Time{}, false
}

// same reports whether a cell says what it should.
func (s *sheet) same(want any, got string) bool {
	got = strings.TrimSpace(strings.ReplaceAll(got, "\r\n", "\n"))
	switch want := want.(type) {
	case int:
		n, ok := plainNumber(got)
		return ok && n == float64(want)
	case float64:
		n, ok := plainNumber(got)
		return ok && math.Abs(n-want) <= 1e-9*math.Abs(want)
	case render.Day:
		return s.sameDay(string(want), got)
	case string:
		return s.sameWords(want, got)
	}
	return false
}

func (s *sheet) sameDay(want, got string) bool {
	if want == "" || got == "" {
		return want == got
	}
	t, ok := parseDay(got, s.dates, s.serials)
	if !ok {
		return want == got
	}
	if len(want) == len("2006-01") { // a month becomes its first day
		return want+"-01" == t.Format(time.DateOnly)
	}
	return want == t.Format(time.DateOnly)
}

func (s *sheet) sameWords(want, got string) bool {
	want = strings.TrimSpace(render.Visible(want))
	got = strings.TrimSpace(got)
	if want == got || strings.TrimPrefix(want, "'") == strings.TrimSpace(strings.TrimPrefix(got, "'")) {
		return true
	}
	if _, err := time.Parse(time.DateOnly, want); err == nil {
		return s.sameDay(want, got)
	}
	if s.serials && strings.TrimSpace(render.Fitted(want, s.layout.Lang)) == got { // the most that a cell holds
		return true
	}
	if t, ok := parseDay(got, s.dates, s.serials); ok && sameFigures(want, t.Format(time.DateOnly)) {
		return true
	}
	return sameFigures(want, got)
}

// plainNumber reads a number with a decimal point or comma.
func plainNumber(s string) (float64, bool) {
	n, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	return n, err == nil && !math.IsNaN(n) && !math.IsInf(n, 0)
}

var (
	reDateLike   = lazy.MustCompile(`^\d{1,4}([/.-]\d{1,4}){1,2}\.?$`)
	reNumberLike = lazy.MustCompile(`^[+-]?\d+([.,]\d+)?(E[+-]?\d+)?\s?%?$`)
	reFigures    = lazy.MustCompile(`\d+`)
)

// sameFigures reports whether words that a spreadsheet takes for a day or a number
// became that. A month and a year gain the first day, a day and a month a year.
func sameFigures(want, got string) bool {
	if reNumberLike.MatchString(strings.ToUpper(want)) && reNumberLike.MatchString(strings.ToUpper(got)) {
		a, okA := share(want)
		b, okB := share(got)
		return okA && okB && math.Abs(a-b) <= 1e-6*math.Abs(a)
	}
	if !reDateLike.MatchString(want) || !reDateLike.MatchString(got) {
		return false
	}
	of := func(s string) []int {
		var list []int
		for _, f := range reFigures.FindAllString(s, -1) {
			n, _ := strconv.Atoi(f)
			list = append(list, n%100)
		}
		slices.Sort(list)
		return list
	}
	w, g := of(want), of(got)
	for _, n := range w {
		i := slices.Index(g, n)
		if i < 0 {
			return false
		}
		g = slices.Delete(g, i, i+1)
	}
	return len(g) <= 1
}

// share reads a number, of one in per cent its hundredth.
func share(s string) (float64, bool) {
	bare, percent := strings.CutSuffix(s, "%")
	n, ok := plainNumber(strings.TrimSpace(bare))
	if percent {
		n /= 100
	}
	return n, ok
}
