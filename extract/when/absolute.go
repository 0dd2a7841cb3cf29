package when

import "strconv"

// Days, and the limits that a day or a period sets: before it, until it, on it.

// readDay reads "ngày 06 tháng 6 năm 2025", "ngày 20/3", "30/6/2025",
// "30-6-2025", "30.6.2025". Without "ngày" or a year only D/M is a day.
func readDay(r *reader, i int) (capture, int, bool) {
	var c capture
	named := r.is(i, "ngày", "ngay")
	if named {
		i++
	}
	d, ok := r.number(i, 1, 31)
	if !ok {
		return c, i, false
	}
	c.date = date{unit: day, d: d}
	i++
	switch {
	case r.is(i, "/", "-", "."):
		sign := r.tokens[i].text
		m, ok := r.number(i+1, 1, 12)
		if !ok {
			return c, i, false
		}
		c.date.m = m
		i += 2
		y, j := 0, i
		if r.is(i, sign) {
			y, j = readYear(r, i+1)
		} else if r.is(i, "năm") {
			y, j = readYear(r, i+1)
		}
		if y > 0 {
			c.date.y, i = y, j
		} else if sign != "/" || r.is(i, "/", "%") || !named && r.fraction(i) {
			return c, i, false
		}
	case r.is(i, "tháng") || r.is(i, ",") && r.is(i+1, "tháng"):
		if r.is(i, ",") {
			i++
		}
		m, ok := r.number(i+1, 1, 12)
		if !ok {
			return c, i, false
		}
		c.date.m = m
		i += 2
		c.date.y, i = yearBehind(r, i)
	default:
		return c, i, false
	}
	return c, i, c.date.valid()
}

// fraction reports whether the words behind "30/45" make it a share of
// something: a noun follows, where behind a day the clause ends or a verb comes.
func (r *reader) fraction(i int) bool {
	return !r.ends(i) && !r.is(i, "-", "và", "để", "hằng", "hàng", "mỗi", "của", "về", "đến", "tới", "các", "hoặc", "khi", "tại", "cho") && !r.doing(i)
}

// readYear reads a year of four digits, or of two behind a day and month.
func readYear(r *reader, i int) (y, next int) {
	if v, ok := r.number(i, 1945, 2100); ok {
		return v, i + 1
	}
	if v, ok := r.number(i, 20, 99); ok && len(r.tokens[i].text) == 2 {
		return 2000 + v, i + 1
	}
	return 0, i
}

// yearBehind reads the year that a month or quarter is printed with: "/2025",
// "-2025", "năm 2025", "của năm 2025".
func yearBehind(r *reader, i int) (y, next int) {
	j := i
	if r.is(j, ",") && r.is(j+1, "năm") || r.is(j, "của") && r.is(j+1, "năm") {
		j++
	}
	if r.is(j, "/", "-", ".", "năm") {
		if v, ok := r.number(j+1, 1945, 2100); ok {
			return v, j + 2
		}
	}
	if v, ok := r.number(i, 2000, 2100); ok { // "quý II 2025"
		return v, i + 1
	}
	return 0, i
}

// readHour reads the hour before a day: "17h00", "17 giờ 30", "16 giờ 00 phút".
func readHour(r *reader, i int) (capture, int, bool) {
	if _, ok := r.number(i, 0, 24); !ok || !r.is(i+1, "h", "g", "giờ") {
		return capture{}, i, false
	}
	i += 2
	if _, ok := r.number(i, 0, 59); ok && !r.is(i+1, "/", "tháng") {
		i++
		if r.is(i, "phút", "p") {
			i++
		}
	}
	if r.is(i, ",") {
		i++
	}
	return capture{}, i, true
}

// readDayOfMonth reads "ngày 25" or "25" without a month.
func readDayOfMonth(r *reader, i int) (capture, int, bool) {
	if r.is(i, "ngày") {
		i++
	}
	d, ok := r.number(i, 1, 31)
	if !ok || r.is(i+1, "/", "tháng", "%") && !(r.is(i+1, "tháng") && !r.isNumber(i+2)) {
		return capture{}, i, false
	}
	return capture{number: d}, i + 1, true
}

func (r *reader) isNumber(i int) bool { return i < len(r.tokens) && r.tokens[i].number >= 0 }

// beforeDate: strictly before the first day. Before a vague part of a period
// ("trước cuối năm") means no later than that part ends, before an hour of a
// day ("trước 17h00 ngày 25/6") no later than on that day.
func beforeDate(m *match) []Deadline {
	c := m.date(0)
	d := m.deadline(before, m.start, m.end)
	if first, last, inferred, ok := m.r.resolve(c); ok {
		d.Inferred = inferred
		if c.part == whole && m.get("hour", 0) == nil {
			d.To = iso(first.AddDate(0, 0, -1))
		} else {
			d.To = iso(last)
		}
	}
	return []Deadline{d}
}

// untilDate: at the latest at its end; the beginning is open.
func untilDate(m *match) []Deadline {
	d := m.deadline(by, m.start, m.end)
	if _, last, inferred, ok := m.r.resolve(m.date(0)); ok {
		d.To, d.Inferred = iso(last), inferred
	}
	return []Deadline{d}
}

// onDay: the doing takes place on that day.
func onDay(m *match) []Deadline {
	d := m.deadline(during, m.start, m.end)
	if first, last, inferred, ok := m.r.resolve(m.date(0)); ok {
		d.From, d.To, d.Inferred = iso(first), iso(last), inferred
	}
	return []Deadline{d}
}

// date is the n-th date of the match.
func (m *match) date(n int) date {
	for i := range m.captures {
		switch m.captures[i].slot {
		case "day", "period", "point", "vague", "year":
			if n == 0 {
				return m.captures[i].date
			}
			n--
		}
	}
	return date{}
}

// Words before a date that make it part of what the task is about: when things
// happened, not when they shall be done.
var told = []string{
	"phát sinh", "xảy ra", "tồn tại", "hy sinh", "sinh", "có hiệu lực", "nghỉ hưu", "tiếp nhận", "hết hiệu lực",
	"đạt được", "được giao", "đã giao", "được bổ sung", "tính", "số liệu", "tình hình", "thành lập",
	"đăng ký", "cấp", "nhập ngũ", "xây dựng từ", "đã có", "công trình", "cư trú", "vi phạm", "đầu tư công",
}

// asksFor refuses dates that tell when something happened.
func asksFor(m *match) bool {
	left := m.r.left(m.start)
	if endsIn(left, told) || endsIn(left, []string{"tồn đọng"}) && !clears(m, left) {
		return false
	}
	return !hasAny(tail(left, 6), []string{"đã", "tính đến", "số liệu", "kỳ báo cáo"})
}

// clearing are verbs of bringing a backlog to its end.
var clearing = []string{"giải quyết", "xử lý", "thanh toán", "quyết toán", "khắc phục", "hoàn thành", "tháo gỡ", "chi trả", "rà soát", "thu hồi"}

// clears reports whether a date behind "tồn đọng" is that by which the backlog
// is to be cleared: the clause says so with its verb, and the date lies ahead.
// One that lies behind is the age of the backlog.
func clears(m *match, left string) bool {
	if !hasAny(left, clearing) || m.r.is(m.start, "từ", "kể") {
		return false
	}
	issued := m.r.base.Issued
	if issued == "" && m.r.base.Year > 0 {
		issued = strconv.Itoa(m.r.base.Year)
	}
	_, last, _, ok := m.r.resolve(m.date(0))
	return ok && issued != "" && iso(last) > issued
}

// untilAsked refuses, besides, the end of what a paper will cover and the due
// year of a target.
func untilAsked(m *match) bool {
	return asksFor(m) && !ofPaper(m) && !ofTarget(m)
}
