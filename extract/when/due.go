package when

// Due is the last day, as ISO day, of the date that text names as due ("đến hết
// năm 2030", "năm 2026:", "trong quý II/2025"), or "". The last one named
// counts. Dates of comparison ("so với năm 2023") and of names ("giai đoạn 2021
// - 2025") are none.
func Due(text string, base Base) string {
	r := newReader(text, base, false)
	due := ""
	for i := 0; i < len(r.tokens); i++ {
		if _, end, ok := readYears(r, i); ok {
			i = end - 1
			continue
		}
		c, end, ok := readPoint(r, i)
		if !ok {
			continue
		}
		if dueAt(r, i, end, c.date) {
			if _, last, _, ok := r.resolve(c.date); ok {
				due = iso(last)
			}
		}
		i = end - 1
	}
	return due
}

// dueAt reports whether the words around a date make it a due date.
func dueAt(r *reader, i, end int, c date) bool {
	k := i - 1
	if r.is(k, "hết", "cuối") {
		k--
	}
	switch {
	case r.is(k, "với", "kỳ", "giai", "luật", "từ") || r.is(k-1, "định", "tầm") && r.is(k, "hướng", "nhìn"):
		return false
	case r.is(k, "đến", "tới"):
		return !r.is(k-1, "nay", "hướng", "nhìn", "tính")
	case r.is(k, "trong", "vào", "trước", "hết"):
		return true
	}
	return c.unit != day && (k < 0 || r.is(k, ",", "(", ".", ";", ":", "phấn", "đấu", "đảm", "bảo")) && (r.is(end, ":", ",", ")", "đạt", "có", "phấn", "là") || end == len(r.tokens))
}
