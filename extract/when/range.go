package when

// Spans of time in which the task itself is done.

// readYears reads "2026 - 2030", "năm 2026 đến năm 2030", "2026 đến 2030".
func readYears(r *reader, i int) (capture, int, bool) {
	var c capture
	if r.is(i, "từ") {
		i++
	}
	if r.is(i, "năm") {
		i++
	}
	a, ok := r.number(i, 1945, 2100)
	if !ok || !r.is(i+1, "-", "đến", "tới", "–") {
		return c, i, false
	}
	i += 2
	if r.is(i, "hết") {
		i++
	}
	if r.is(i, "năm") {
		i++
	}
	b, ok := r.number(i, a, 2100)
	if !ok || r.is(i+1, "/") {
		return c, i, false
	}
	c.date, c.number = date{unit: year, y: a}, b
	return c, i + 1, true
}

// throughYears: from the first day of the first year to the last of the last.
func throughYears(m *match) []Deadline {
	c := m.get("years", 0)
	i, j := m.start, m.end
	if m.r.is(j-1, ":") {
		j--
	}
	d := m.deadline(during, i, j)
	d.From, d.To = iso(at(c.date.y, 1, 1)), iso(at(c.number, 12, 31))
	return []Deadline{d}
}

// throughDates: from the first date's first day to the second's last. A year
// printed behind the second holds for both; if the first then comes later in
// the year, it is of the year before.
func throughDates(m *match) []Deadline {
	d := m.deadline(during, m.start, m.end)
	a, b := m.ends()
	if b.yearless() && !a.yearless() {
		b = b.in(a.y)
	}
	_, last, inferred, ok := m.r.resolve(b)
	if !ok {
		return []Deadline{d}
	}
	d.Inferred = inferred
	stated := !a.yearless()
	a = a.in(last.Year())
	first, _ := a.span()
	if first.After(last) && !stated {
		a.y--
		first, _ = a.span()
	}
	if first.After(last) {
		return nil
	}
	d.From, d.To = iso(first), iso(last)
	return []Deadline{d}
}

// ends are the two dates of a range; of a first one that is only a day of the
// month or a number of a month the rest is that of the second.
func (m *match) ends() (a, b date) {
	var dates []date
	for i := range m.captures {
		c := &m.captures[i]
		switch c.slot {
		case "point", "day", "quarters":
			dates = append(dates, c.date)
		case "dayofmonth":
			dates = append(dates, date{unit: day, d: c.number})
		}
	}
	if len(dates) < 2 {
		return dates[0], dates[0]
	}
	a, b = dates[0], dates[1]
	if a.unit == day && a.m == 0 {
		a.m, a.y = b.m, b.y
	}
	if b.unit == day && b.m == 0 {
		b.m = a.m
	}
	return a, b
}

// fromDate: the beginning is stated and the end is open.
func fromDate(m *match) []Deadline {
	d := m.deadline(during, m.start, m.end)
	if first, _, inferred, ok := m.r.resolve(m.date(0)); ok {
		d.From, d.Inferred = iso(first), inferred
	}
	return []Deadline{d}
}

// untilThen: the doing begins now; the end is stated.
func untilThen(m *match) []Deadline {
	d := m.deadline(during, m.start, m.end)
	if _, last, inferred, ok := m.r.resolve(m.date(0)); ok {
		d.To, d.Inferred = iso(last), inferred
	}
	return []Deadline{d}
}

// spanAsked refuses spans that tell of what data or papers cover.
func spanAsked(m *match) bool {
	left := m.r.left(m.start)
	if !asksFor(m) || endsIn(left, papers) || endsIn(left, []string{"giai đoạn", "thời gian tính", "kỳ", "kỳ báo cáo"}) || ofTarget(m) {
		return false
	}
	whole := true
	for i := range m.captures {
		whole = whole && (m.captures[i].date.unit == year || m.captures[i].slot == "years")
	}
	// Years alone usually belong to the paper named before them.
	return !whole || m.r.begins(m.start) || !ofPaper(m)
}

// atStart wants the beginning of a clause and no target behind.
func atStart(m *match) bool { return m.r.begins(m.start) && !ofTarget(m) }

// nowAsked refuses the time that a paper to be written will cover.
func nowAsked(m *match) bool { return !ofPaper(m) && !ofTarget(m) }

// beginAsked: "từ năm 2026" is a limit at the head of a clause only.
func beginAsked(m *match) bool {
	return m.r.begins(m.start) && !startsWith(m.r.right(m.end), []string{"đến", "của"})
}

// stageAsked: a stage is the task's own where it opens the clause or closes it.
func stageAsked(m *match) bool { return m.r.begins(m.start) && !ofTarget(m) || stageCloses(m) }

// stageCloses: a stage behind the thing to be done closes the clause, and no
// paper is named in it whose years they could be.
func stageCloses(m *match) bool {
	left := m.r.left(m.start)
	return m.r.ends(m.end) && !m.r.is(m.end, ",") && asksFor(m) && !ofPaper(m) && !hasAny(left, lookingBack) && !endsIn(left, abstract)
}

// lookingBack are words of papers and looks back whose subject a stage is.
var lookingBack = []string{"tổng kết", "sơ kết", "đánh giá", "kết quả", "báo cáo", "đầu tư công", "tầm nhìn"}

// abstract are nouns that a stage qualifies: "nhiệm vụ trong giai đoạn 2026 - 2030".
var abstract = []string{"nhiệm vụ", "công tác", "yêu cầu", "tình hình", "vốn", "phát triển", "biên chế", "nhu cầu", "các dự án"}

// opensDoing: "Năm 2026, hoàn thành ..." opens with the time of what is to be
// done; "Năm 2025, tình hình ..." tells what was.
func opensDoing(m *match) bool { return atStart(m) && m.r.doing(m.end) }

// bareRange is a range of two dates or of a date and a year.
func bareRange(m *match) []Deadline {
	if c := m.get("year", 0); c != nil {
		d := m.deadline(during, m.start, m.end)
		a := m.get("point", 0).date.in(c.date.y)
		first, _ := a.span()
		d.From, d.To = iso(first), iso(at(c.date.y, 12, 31))
		return []Deadline{d}
	}
	for i := range m.captures {
		// "tháng 3 - 5/2025", "tháng 6 - 7": the numbers are months.
		if c := &m.captures[i]; c.slot == "dayofmonth" && m.r.is(m.start, "tháng") {
			if c.number > 12 {
				return nil
			}
			c.slot, c.date = "quarters", date{unit: month, m: c.number}
		}
	}
	return throughDates(m)
}
