package when

import (
	"strings"
	"unicode/utf8"
)

// Months, quarters, halves of the year, years, and parts of them.

// readPeriod reads a month, quarter, half-year or year, or a part of one.
func readPeriod(r *reader, i int) (capture, int, bool) {
	p := whole
	switch {
	case r.is(i, "đầu"):
		p = early
	case r.is(i, "giữa"):
		p = middle
	case r.is(i, "cuối"):
		p = late
	}
	if p != whole {
		c, end, ok := readWhole(r, i+1)
		if !ok && r.is(i+1, "năm") && !r.is(i+2, "học") {
			// "cuối năm" without a number is that of the year in hand.
			c.date, end, ok = date{unit: year}, i+2, true
			if r.is(end, "nay") {
				end++
			}
		}
		c.date.part = p
		return c, end, ok && c.date.unit != half
	}
	return readWhole(r, i)
}

func readWhole(r *reader, i int) (capture, int, bool) {
	var c capture
	switch {
	case r.is(i, "tháng"):
		m, ok := r.number(i+1, 1, 12)
		if !ok || r.is(i+2, "đầu", "cuối", "ngày", "tuổi") {
			return c, i, false
		}
		y, end := yearBehind(r, i+2)
		if y == 0 && r.is(i+2, "năm") && r.is(i+3, "nay") {
			end = i + 4
		}
		c.date = date{unit: month, m: m, y: y}
		return c, end, true
	case r.is(i, "quý", "quí", "qúy"):
		q := romanQuarter(r, i+1)
		if q == 0 {
			return c, i, false
		}
		y, end := yearBehind(r, i+2)
		c.date = date{unit: quarter, q: q, y: y}
		return c, end, true
	case r.is(i, "năm"):
		y, ok := r.number(i+1, 1945, 2100)
		if !ok || r.is(i+2, "/") {
			return c, i, false
		}
		c.date = date{unit: year, y: y}
		return c, i + 2, true
	case r.is(i, "nửa") && r.is(i+1, "đầu", "cuối") && r.is(i+2, "năm"):
		return halfYear(r, i+1)
	case r.is(i, "6", "06", "sáu") && r.is(i+1, "tháng") && r.is(i+2, "đầu", "cuối") && r.is(i+3, "năm", "của"):
		return halfYear(r, i+2)
	}
	// "8/2027", but not what is left of a quarter that OCR spoilt, "IH8/2027".
	if m, ok := r.number(i, 1, 12); ok && r.is(i+1, "/") && (i == 0 || r.tokens[i-1].end < r.tokens[i].start || r.sign(i-1)) {
		if y, ok := r.number(i+2, 1945, 2100); ok {
			c.date = date{unit: month, m: m, y: y}
			return c, i + 3, true
		}
	}
	return c, i, false
}

// halfYear reads "đầu năm 2025" behind "6 tháng".
func halfYear(r *reader, i int) (capture, int, bool) {
	c := capture{date: date{unit: half, h: 1}}
	if r.is(i, "cuối") {
		c.date.h = 2
	}
	i++
	if r.is(i, "của") {
		i++
	}
	if !r.is(i, "năm") {
		return c, i, false
	}
	i++
	if y, ok := r.number(i, 1945, 2100); ok {
		c.date.y = y
		i++
	} else if r.is(i, "nay") {
		i++
	}
	return c, i, true
}

// sign reports that token i is neither letters nor figures.
func (r *reader) sign(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.tokens[i].text)
	return !isDigit(c) && !isWord(c)
}

// romanQuarter is the quarter's number; recognition software reads I as l.
func romanQuarter(r *reader, i int) int {
	if i >= len(r.tokens) || i+1 < len(r.tokens) && r.tokens[i+1].start == r.tokens[i].end && !r.sign(i+1) {
		return 0 // "II1": what goes on without a blank is another number
	}
	switch strings.ReplaceAll(r.tokens[i].text, "l", "i") {
	case "i", "1", "01":
		return 1
	case "ii", "2", "02":
		return 2
	case "iii", "3", "03":
		return 3
	case "iv", "4", "04":
		return 4
	}
	return 0
}

// readPoint reads a day or a period.
func readPoint(r *reader, i int) (capture, int, bool) {
	if c, end, ok := readDay(r, i); ok {
		return c, end, true
	}
	return readPeriod(r, i)
}

// readVague reads a part of a period only.
func readVague(r *reader, i int) (capture, int, bool) {
	c, end, ok := readPeriod(r, i)
	return c, end, ok && c.date.part != whole
}

// readBareYear reads a year without "năm". Behind a stroke it is part of a date
// that was not understood.
func readBareYear(r *reader, i int) (capture, int, bool) {
	y, ok := r.number(i, 2000, 2100)
	ok = ok && (i == 0 || !r.is(i-1, "/"))
	return capture{date: date{unit: year, y: y}}, i + 1, ok && !r.is(i+1, "/", "-", ".") || ok && !r.glued(i)
}

// withinPeriod: finished by the end of the period; the words name its first
// day too. Of "cuối năm" the end is certain and the beginning is not.
func withinPeriod(m *match) []Deadline { return []Deadline{m.within(m.date(0), m.start, m.end)} }

func (m *match) within(c date, i, j int) Deadline {
	d := m.deadline(by, i, j)
	first, last, inferred, ok := m.r.resolve(c)
	if !ok {
		return d
	}
	d.To, d.Inferred = iso(last), inferred
	if c.part == whole && c.unit != day || c.part == early {
		d.From = iso(first)
	}
	return d
}

// bareDates: every date of the match is a limit of its own ("Quý II, quý
// IV/2025"); the year of a later one holds for those before it.
func bareDates(m *match) []Deadline {
	var out []Deadline
	var dates []capture
	for _, c := range m.captures {
		if c.slot == "point" || c.slot == "quarters" || c.slot == "year" {
			dates = append(dates, c)
		}
	}
	y := 0
	for i := len(dates) - 1; i >= 0; i-- {
		if dates[i].date.y != 0 {
			y = dates[i].date.y
		}
		dates[i].date = dates[i].date.in(y)
	}
	for i, c := range dates {
		from := c.start
		if i == 0 {
			from = m.start
		}
		out = append(out, m.within(c.date, from, c.end))
	}
	return out
}

// readQuarterNumber reads the number of a further quarter: "quý I, II/2025".
func readQuarterNumber(r *reader, i int) (capture, int, bool) {
	q := romanQuarter(r, i)
	if q == 0 {
		return capture{}, i, false
	}
	y, end := yearBehind(r, i+1)
	return capture{date: date{unit: quarter, q: q, y: y}}, end, true
}

// Papers whose own period words about time name: what a plan still to be
// written will cover, or when a programme runs.
var papers = []string{
	"kế hoạch", "đề án", "chương trình", "chiến lược", "quy hoạch", "dự án", "dự toán", "lộ trình", "nghị quyết",
	"kinh phí", "ngân sách", "mục tiêu", "chỉ tiêu", "định hướng", "tầm nhìn", "phương án", "danh mục", "thời kỳ", "đề cương",
}

// ofPaper reports whether the period belongs to a paper: one is named in the
// clause before it, and no word of doing stands between.
func ofPaper(m *match) bool {
	left := m.r.left(m.start)
	if i := strings.LastIndexByte(left, ','); i >= 0 && !hasAny(left[i:], papers) {
		// A new part of the sentence begins after the paper's name, unless
		// the name itself has commas ("phòng, chống").
		if strings.TrimSpace(left[i+1:]) == "" || startsWith(strings.TrimSpace(left[i+1:]), doing) || startsWith(strings.TrimSpace(left[i+1:]), finished) {
			return false
		}
	}
	if endsIn(left, doing) || endsIn(left, finished) {
		return false
	}
	return hasAny(left, papers)
}

var finished = []string{"hoàn thành", "xong", "hoàn tất", "phải", "cơ bản"}

// ofTarget reports whether the words behind state a measurable aim: its due
// year is the target's and no limit of the task.
func ofTarget(m *match) bool {
	right := m.r.right(m.end)
	if strings.Contains(right, "%") {
		return true
	}
	return hasAny(right, []string{"ít nhất", "tối thiểu", "phấn đấu"}) && strings.ContainsAny(right, "0123456789") ||
		startsWith(strings.TrimLeft(right, ", :-"), []string{"phấn đấu", "đạt", "có", "tỷ lệ", "tỉ lệ", "số"})
}

// inPeriod refuses what happened or was given in the period, and the period
// that a paper covers.
func inPeriod(m *match) bool {
	left := m.r.left(m.start)
	if !asksFor(m) || endsIn(left, []string{"nhiệm vụ", "công tác", "kế hoạch", "kinh phí", "dự toán", "giao", "bổ sung", "mới", "tăng", "giảm"}) {
		return false
	}
	return !hasAny(tail(left, 5), []string{"kết quả", "phát sinh"}) && !ofTarget(m)
}

// closes reports whether a bracket with a period closes its clause: then it is
// the time rule of the clause and no remark on a name.
func closes(m *match) bool {
	if m.r.is(m.end, "-", "của", "và") {
		return false
	}
	return m.r.is(m.end, ".", ";") || m.end >= len(m.r.tokens)
}

func bracketed(m *match) []Deadline { return []Deadline{m.within(m.date(0), m.start+1, m.end-1)} }

// untilYearAsked: "đến năm 2030" is a limit at the head of its clause, or where
// something shall be finished by then.
func untilYearAsked(m *match) bool {
	if !untilAsked(m) {
		return false
	}
	return m.r.is(m.start, "hoàn", "xong", "phấn") || m.r.begins(m.start) && m.r.is(m.end, ",", "phải", "cơ", "hoàn", "tất", "các", "toàn")
}

// stagePeriod is the period that heads a paragraph.
func stagePeriod(m *match) []Deadline {
	j := m.end
	if m.r.is(j-1, ":", ",") {
		j--
	}
	return []Deadline{m.within(m.date(0), m.start, j)}
}

// thisYear is the base's year.
func thisYear(m *match) []Deadline {
	return []Deadline{m.within(date{unit: year}, m.start, m.end)}
}

// turnsOnly refuses a duration ("06 tháng kể từ ngày ...").
func turnsOnly(m *match) bool {
	counted := m.r.isNumber(m.start) && m.r.is(m.end-1, "ngày", "tuần") // how long, not how often
	return m.r.ends(m.end) && !counted
}
