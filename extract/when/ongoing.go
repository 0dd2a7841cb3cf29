package when

// What is to be done all the time.

func always(m *match) []Deadline {
	i, j := m.start, m.end
	for m.r.is(i, "(") {
		i++
	}
	for m.r.is(j-1, ")", ",") {
		j--
	}
	return []Deadline{m.deadline(ongoing, i, j)}
}

// alwaysAsked: the word is the time rule of the task only at its very start;
// inside the sentence it tells how one thing among others is done.
func alwaysAsked(m *match) bool {
	return (m.start == 0 || m.r.cell || m.end <= m.r.cellUntil) && !m.r.is(m.end, "của", "vụ", "trực", ":")
}
