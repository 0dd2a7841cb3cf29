package when

// Occasions: a month of action, a week, a session of the council.

// readTitle reads the rest of an occasion's name up to the bracket behind it.
func readTitle(r *reader, i int) (capture, int, bool) {
	j := i
	for j < len(r.tokens) && j < i+18 && !r.is(j, "(", ")", ";", ":", ".") {
		if r.is(j, "hưởng") || r.is(j, "tháng") && r.is(j+1, "hành", "cao") || r.is(j, "tuần") && r.is(j+1, "lễ") {
			return capture{}, j, false // the occasion itself begins further on
		}
		j++
	}
	return capture{}, j, j > i && r.is(j, "(")
}

// readWord reads one word that is no number.
func readWord(r *reader, i int) (capture, int, bool) {
	return capture{}, i + 1, i < len(r.tokens) && isWord([]rune(r.tokens[i].text)[0])
}

// onOccasion: the time is the one in the bracket; a year printed in the name
// is its year.
func onOccasion(m *match) []Deadline {
	c := m.date(0)
	title := m.get("title", 0)
	for i := title.start; i < title.end && c.yearless(); i++ {
		if y, ok := m.r.number(i+1, 1945, 2100); ok && m.r.is(i, "năm") {
			c = c.in(y)
		}
	}
	d := m.deadline(during, m.start, m.end)
	if first, last, inferred, ok := m.r.resolve(c); ok {
		d.From, d.To, d.Inferred = iso(first), iso(last), inferred
	}
	if end := m.date(1); end.valid() && end.m > 0 {
		if _, last, _, ok := m.r.resolve(end); ok && iso(last) >= d.From {
			d.To = iso(last)
		}
	}
	return []Deadline{d}
}

// atSession: of a session named by a part of the year only the end of the year
// is certain.
func atSession(m *match) []Deadline {
	c := m.date(0)
	d := m.deadline(during, m.start, m.end)
	first, last, inferred, ok := m.r.resolve(c)
	if !ok || c.part != whole && c.part != late {
		return []Deadline{d}
	}
	d.To, d.Inferred = iso(last), inferred
	if c.part == whole {
		d.From = iso(first)
	}
	return []Deadline{d}
}
