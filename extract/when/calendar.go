package when

import "time"

// unit is the length of a date.
type unit int

const (
	day unit = iota
	month
	quarter
	half
	year
)

// part narrows a period ("cuối năm").
type part int

const (
	whole  part = iota
	early       // đầu
	middle      // giữa
	late        // cuối
)

// date is a day or a period of the calendar as the words name it. y is 0 where
// they name no year.
type date struct {
	unit          unit
	part          part
	y, m, d, q, h int
}

// yearless reports whether the words name no year.
func (c date) yearless() bool { return c.y == 0 }

// in is the date with the year y if it names none.
func (c date) in(y int) date {
	if c.y == 0 {
		c.y = y
	}
	return c
}

// valid reports whether the calendar has such a date; a day of no year is
// looked up in a leap year.
func (c date) valid() bool {
	if c.unit != day {
		return true
	}
	t := time.Date(c.in(2024).y, time.Month(c.m), c.d, 0, 0, 0, 0, time.UTC)
	return int(t.Month()) == c.m && t.Day() == c.d
}

// span is the first and the last day. The year must be known.
func (c date) span() (first, last time.Time) {
	start := time.January
	months := 12
	switch c.unit {
	case day:
		t := at(c.y, time.Month(c.m), c.d)
		return t, t
	case month:
		start, months = time.Month(c.m), 1
	case quarter:
		start, months = time.Month(3*c.q-2), 3
	case half:
		start, months = time.Month(6*c.h-5), 6
	}
	first, last = at(c.y, start, 1), at(c.y, start+time.Month(months), 0)
	switch c.part {
	case early:
		return first, c.third(first, 1)
	case middle:
		return c.third(first, 1).AddDate(0, 0, 1), c.third(first, 2)
	case late:
		return c.third(first, 2).AddDate(0, 0, 1), last
	}
	return first, last
}

// third is where the n-th part of a period ends, by the usage of offices: the
// month has three decades, the quarter its three months, and the year begins
// with its first quarter and reaches its middle at the end of June.
func (c date) third(first time.Time, n int) time.Time {
	switch c.unit {
	case month:
		return first.AddDate(0, 0, 10*n-1)
	case quarter:
		return first.AddDate(0, n, -1)
	}
	return first.AddDate(0, 3*n, -1)
}

func at(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func iso(t time.Time) string { return t.Format(time.DateOnly) }

// resolve writes the first and last day into from and to, with the base's year
// where the words name none; ok is false where no year is known.
func (r *reader) resolve(c date) (first, last time.Time, inferred string, ok bool) {
	if c.yearless() {
		if r.base.Year == 0 {
			return first, last, "", false
		}
		inferred = "year"
	}
	first, last = c.in(r.base.Year).span()
	return first, last, inferred, true
}

// yearly is the day of every year ("--12-09") n days after the last day of c.
func (c date) yearly(n int) string {
	_, last := c.in(2023).span()
	return last.AddDate(0, 0, n).Format("--01-02")
}

// monthly is the day of a period shorter than a year ("---24"); n days are
// added. The first of the month minus one is the last of the month before.
func monthly(d, n int) string { return at(2023, time.January, d).AddDate(0, 0, n).Format("---02") }
