package when

import (
	"slices"
	"time"
)

// Limits counted from an event: "sau 15 ngày kể từ ngày ban hành".

// numerals are the spelled numbers that stand before units of time.
var numerals = map[string]int{
	"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}

// readCount reads a number of days or the like, in digits or spelled, with the
// form that repeats it: "15", "mười", "05 (năm)".
func readCount(r *reader, i int) (capture, int, bool) {
	v, ok := r.number(i, 1, 999)
	if !ok {
		if i >= len(r.tokens) {
			return capture{}, i, false
		}
		v = numerals[r.tokens[i].text]
	}
	if v == 0 {
		return capture{}, i, false
	}
	i++
	if r.is(i, "(") && r.is(i+2, ")") {
		i += 3
	}
	return capture{number: v}, i, true
}

// readUnit reads the unit of a duration; number tells which.
func readUnit(r *reader, i int) (capture, int, bool) {
	if !r.is(i, "ngày", "tuần", "tháng", "giờ", "năm") {
		return capture{}, i, false
	}
	if r.is(i, "ngày") && r.is(i+1, "làm") && r.is(i+2, "việc") {
		return capture{number: workingDays}, i + 3, true
	}
	unit := map[string]int{"ngày": days, "tuần": weeks, "tháng": months, "giờ": hours, "năm": yearsLong}[r.tokens[i].text]
	return capture{number: unit}, i + 1, true
}

const (
	days = iota
	workingDays
	weeks
	months
	hours
	yearsLong
)

// anchorWords may stand in "(kể từ) ngày ban hành Kế hoạch này": with any other
// word the day is that of something else.
var anchorWords = []string{
	"ban", "hành", "ký", "được", "kế", "hoạch", "này", "quyết", "định", "chỉ", "thị", "văn", "bản", "nghị", "kết",
	"luận", "chương", "trình", "công", "điện", "thông", "báo",
}

// readAnchor reads the event from which a duration is counted, to the end of
// its clause and at most 14 words.
func readAnchor(r *reader, i int) (capture, int, bool) {
	j := i
	own, names, this := true, false, false
	issues := r.is(i, "ký", "ban", "được") || r.is(i+2, "này")
	for j < len(r.tokens) && j < i+14 && !r.ends(j) {
		t := r.tokens[j].text
		own = own && slices.Contains(anchorWords, t)
		names = names || r.seq(j, "kế", "hoạch") || r.seq(j, "quyết", "định") || r.seq(j, "chỉ", "thị") || r.seq(j, "văn", "bản") || r.seq(j, "nghị", "quyết")
		j++
		if t == "này" && !r.is(j, "được", "ban", "có") {
			this = true
			break
		}
		this = this || t == "này"
	}
	// In a time column there is no room for "này": a paper that is named by
	// nothing but its type is the one at hand.
	return capture{own: own && issues && (this || !names || r.cell)}, j, j > i
}

// afterEvent: at the latest when the duration is over. The day is known only
// if it is counted from the issue of this document and that day is known.
// Working days leave out Saturdays and Sundays; public holidays are not known
// here.
func afterEvent(m *match) []Deadline {
	d := m.deadline(by, m.start, m.end)
	anchor := m.get("anchor", 0)
	issued, err := time.Parse(time.DateOnly, m.r.base.Issued)
	if anchor == nil || !anchor.own || err != nil {
		return []Deadline{d}
	}
	n := m.get("count", 0).number
	switch m.get("unit", 0).number {
	case days:
		issued = issued.AddDate(0, 0, n)
	case workingDays:
		for n > 0 {
			issued = issued.AddDate(0, 0, 1)
			if w := issued.Weekday(); w != time.Saturday && w != time.Sunday {
				n--
			}
		}
	case weeks:
		issued = issued.AddDate(0, 0, 7*n)
	case months:
		issued = addMonths(issued, n)
	case yearsLong:
		issued = addMonths(issued, 12*n)
	}
	d.To = iso(issued)
	return []Deadline{d}
}

// addMonths goes to the same day n months later, or to the last of that month
// where it has no such day.
func addMonths(t time.Time, n int) time.Time {
	first := at(t.Year(), t.Month()+time.Month(n), 1)
	last := at(first.Year(), first.Month()+1, 0)
	return at(first.Year(), first.Month(), min(t.Day(), last.Day()))
}

// withoutDay: a duration whose event is not named.
func withoutDay(m *match) []Deadline { return []Deadline{m.deadline(by, m.start, m.end)} }

// ahead: some time before an event that is not named.
func ahead(m *match) []Deadline { return []Deadline{m.deadline(before, m.start, m.end)} }

// durationAsked refuses looking back ("trong vòng 5 năm qua") and the length of
// an event ("trong 3 ngày, từ ngày ...").
func durationAsked(m *match) bool {
	if u := m.get("unit", 0); u != nil && u.number == yearsLong && m.get("anchor", 0) == nil {
		return false
	}
	return !m.r.is(m.end, "qua", "gần", "trở", "đầu", "cuối", "tuổi", "tù") && asksFor(m)
}
