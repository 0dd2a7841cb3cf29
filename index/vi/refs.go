package vi

import (
	"slices"
	"strconv"
	"strings"

	"doichieu/corpus/vn"
)

// find is something recognised at the tokens [from, to): its terms, the most
// telling first, and those of which one must stand in a text that names the same
// thing, as far as either says.
type find struct {
	from, to     int
	terms, match []string
}

// reading is a text cut into tokens with what was recognised in it.
type reading struct {
	text   string
	tokens []vn.Token
	keys   []string // canonical
	folded []string
	refs   []find
	dates  []find

	percents []find
}

func read(text string) *reading {
	r := &reading{text: text, tokens: tokens(text)}
	r.keys = keysOf(r.tokens)
	r.folded = foldedKeys(r.tokens)
	r.findRefs()
	r.findDates()
	r.findPercents()
	return r
}

// tokens are the syllables and numbers of a text, "8.000" being one number.
func tokens(text string) []vn.Token {
	all := vn.Tokens(text)
	out := all[:0]
	for _, t := range all {
		if n := len(out); n > 0 && thousands(text, out[n-1], t) {
			out[n-1].Key += text[t.Start:t.End] // with its zeros
			out[n-1].End = t.End
			continue
		}
		out = append(out, t)
	}
	return out
}

// thousands reports whether b goes on with the number a after a dot.
func thousands(text string, a, b vn.Token) bool {
	if b.End-b.Start != 3 || a.End+1 != b.Start || text[a.End] != '.' || !digits(text[b.Start:b.End]) {
		return false
	}
	first := text[a.Start:a.End]
	return digits(first) && first[0] != '0' && (len(first) <= 3 || strings.Contains(first, "."))
}

// findAt is the reference or date that begins at token i.
func (r *reading) findAt(i int) (find, bool) {
	for _, list := range [][]find{r.refs, r.dates} {
		if f, ok := beginning(list, i); ok {
			return f, true
		}
	}
	return find{}, false
}

// beginning is the one of the finds, in the order of the text, that begins at
// token i.
func beginning(finds []find, i int) (find, bool) {
	k, ok := slices.BinarySearchFunc(finds, i, func(f find, i int) int { return f.from - i })
	if !ok {
		return find{}, false
	}
	return finds[k], true
}

// gap is what stands between token i and the next, without blanks; "\x00" past
// the end, which no separator equals.
func (r *reading) gap(i int) string {
	if i < 0 || i+1 >= len(r.tokens) {
		return "\x00"
	}
	g := strings.TrimSpace(r.text[r.tokens[i].End:r.tokens[i+1].Start])
	switch g {
	case "–", "—", "‑", "−":
		return "-"
	}
	return g
}

// key is the folded key of token i, "" past the end.
func (r *reading) key(i int) string {
	if i < 0 || i >= len(r.folded) {
		return ""
	}
	return r.folded[i]
}

func digits(s string) bool {
	return s != "" && s[0] >= '0' && s[0] <= '9'
}

func isYear(s string) bool { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") }

// findRefs recognises the numbers of documents. The State writes number, slash,
// type, hyphen, body ("93/NQ-CP", "30/2020/NĐ-CP"), the Party number, hyphen,
// type, slash, body ("132-KL/TW"); people write the type before the number.
func (r *reading) findRefs() {
	for i := 0; i < len(r.tokens); i++ {
		if !digits(r.key(i)) || len(r.key(i)) > 5 || r.gap(i-1) == "/" && i > 0 && digits(r.key(i-1)) {
			continue
		}
		f, ok := r.printedRef(i)
		if !ok {
			f, ok = r.spokenRef(i)
		}
		if ok {
			r.refs = append(r.refs, f)
			i = f.to - 1
		}
	}
}

// printedRef reads number [/ year] sep type [sep body] from token i on.
func (r *reading) printedRef(i int) (find, bool) {
	number, year, at := r.key(i), "", i
	if r.gap(i) == "/" && isYear(r.key(i+1)) {
		year, at = r.key(i+1), i+1
	}
	sep := r.gap(at)
	types, _ := docTypes()
	code, known := types.code[r.key(at+1)]
	after := r.gap(at + 1)
	switch {
	case known && (sep == "-" || sep == "/"):
	case known && sep == "" && (after == "/" || after == "-") && at+2 < len(r.tokens): // "132 KL/TW"
	case year != "" && sep == "/" && r.key(at+1) == "qh": // laws: "73/2021/QH14"
		start, _ := r.typeBefore(i)
		return refFind(start, at+2+r.bodyDigits(at+1), "qh", number, year, ""), true
	default:
		return find{}, false
	}
	end, body := at+2, ""
	if (after == "/" || after == "-") && end < len(r.tokens) && !digits(r.key(end)) {
		body = r.key(end)
		end += 1 + r.bodyDigits(end)
	}
	start, before := r.typeBefore(i)
	if before != "" && before != code {
		start = i // "Kế hoạch 93/NQ-CP": the word belongs to something else
	}
	return refFind(start, end, code, number, year, body), true
}

// bodyDigits is 1 where digits are glued to token i: QH14.
func (r *reading) bodyDigits(i int) int {
	if i+1 < len(r.tokens) && digits(r.key(i+1)) && r.tokens[i].End == r.tokens[i+1].Start {
		return 1
	}
	return 0
}

// spokenRef reads type [số] number: "Kết luận số 132", "KL 132".
func (r *reading) spokenRef(i int) (find, bool) {
	start, code := r.typeBefore(i)
	if code == "" {
		return find{}, false
	}
	said := r.key(i-1) == "so"
	n, _ := strconv.Atoi(r.key(i))
	switch next := r.key(i + 1); {
	case r.gap(i) == "/" && isYear(next) && (said || n > 12): // "Nghị định 30/2020"
		return refFind(start, i+2, code, r.key(i), next, ""), true
	case said:
	case isYear(r.key(i)), r.gap(i) == "/", countsTime[next] && r.gap(i) == "":
		return find{}, false // "kế hoạch 2025", "báo cáo 6 tháng"
	}
	if _, ok := r.percentAfter(i + 1); ok {
		return find{}, false // "kế hoạch 80%"
	}
	return refFind(start, i+1, code, r.key(i), "", ""), true
}

var countsTime = map[string]bool{"thang": true, "nam": true, "ngay": true, "tuan": true, "quy": true, "qui": true, "nguoi": true, "gio": true}

// typeBefore is the type named right before token i, "số" between them or not,
// and where its words begin; i and "" where there is none.
func (r *reading) typeBefore(i int) (start int, code string) {
	end := i
	if g := r.gap(i - 1); r.key(i-1) == "so" && (g == "" || g == ":") {
		end--
	}
	types, _ := docTypes()
	for n := min(4, end); n > 0; n-- {
		for _, w := range types.first[r.key(end-n)] {
			if len(w.keys) == n && hasPrefix(r.folded[end-n:end], w.keys) && r.tight(end-n, end) {
				return end - n, w.code
			}
		}
	}
	return i, ""
}

// tight reports whether only blanks separate the tokens [from, to) from each
// other and from the next.
func (r *reading) tight(from, to int) bool {
	for i := from; i < to; i++ {
		if r.gap(i) != "" {
			return false
		}
	}
	return true
}

// refFind has the terms of a reference. Its form "nd:30/2020/cp" says which of
// year and body were printed: texts leave either out, and one that does may mean
// the same document, while another year or body is another document.
func refFind(from, to int, code, number, year, body string) find {
	form := func(year, body string) string { return code + ":" + number + "/" + year + "/" + body }
	coarse := code + ":" + number
	f := find{from: from, to: to}
	switch withYear, withBody := coarse+":"+year, coarse+":"+body; {
	case year != "" && body != "":
		f.terms = []string{form(year, body), withBody, withYear, coarse}
		f.match = []string{form(year, body), form(year, ""), form("", body), form("", "")}
	case body != "":
		f.terms = []string{withBody, coarse, form("", body)}
		f.match = []string{withBody, form("", "")}
	case year != "":
		f.terms = []string{withYear, coarse, form(year, "")}
		f.match = []string{withYear, form("", "")}
	default:
		f.terms = []string{coarse, form("", "")}
		f.match = []string{coarse}
	}
	f.terms = append(f.terms, "#"+number)
	return f
}
