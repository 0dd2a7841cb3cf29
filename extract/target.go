package extract

import (
	"sort"
	"strconv"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/vn"
	"doichieu/extract/when"
)

// foundTarget is a measurable aim found in a text; span is in the bytes of
// that text.
type foundTarget struct {
	span  corpus.Span
	op    string
	value float64
	unit  string
	of    string
	by    string
	rule  string
}

var (
	rePercent = lazy.MustCompile(`(` + numberPattern + `)(?: ?%)?(?: ?(?:-|đến) ?(?:` + numberPattern + `))? ?(?:%|phần trăm)`)
	// Counts stand behind a word that makes them an aim.
	reCount = lazy.MustCompile(`(?:ít nhất|tối thiểu|không dưới|không ít hơn)(?: là| có| đạt| từ)? (` + numberPattern + `|` + spelledPattern + `) (\p{L}+)`)
	reFrom  = lazy.MustCompile(`từ (` + numberPattern + `|` + spelledPattern + `) (\p{L}+)(?: [^.;:%]{0,60}|/[^.;:%]{0,60})? trở lên`)
	reReach = lazy.MustCompile(`(?:phấn đấu|chỉ tiêu|mục tiêu)[^.;:%]{0,120}? (?:đạt|có|xây dựng|thành lập|hỗ trợ|giải quyết|đào tạo|hoàn thành)(?: được| trên| khoảng)? (` + numberPattern + `)(?:/(?:` + numberPattern + `))? (\p{L}+)`)

	// "Đến hết năm 2027 lấy 1.500 mẫu hài cốt": a due year and a verb of doing
	// make an aim of the count.
	reDueCount = lazy.MustCompile(`(?:đến|trong) (?:hết |cuối )?năm \d{4},? (?:phấn đấu |toàn tỉnh |có |tổ chức |hoàn thành |hoàn thành việc )?(?:lấy|trồng|xây dựng|thành lập|đào tạo|tập huấn|hỗ trợ|công nhận|lắp đặt|tu bổ|nâng cấp|cấp|sửa chữa|kết nạp|có|đạt|thu hút|giải quyết|bồi dưỡng)(?: được| mới)* (` + numberPattern + `) (\p{L}+)`)

	// Words between the beginning of a clause and its aim that only say that
	// it is one.
	reAim = lazy.MustCompile(`(?:đảm bảo|bảo đảm|phấn đấu|tiến tới|hướng tới|theo hướng|hướng đến|mục tiêu|chỉ tiêu|yêu cầu|trong đó|cụ thể|(?:đến|trong) (?:hết |cuối )?năm \d{4}|hằng năm|hàng năm|mỗi năm|đồng thời|nhằm|qua đó|gồm|là)[,:]?(?: (?:để|phải|từng bước))? `)
	// Where the phrase that states an aim is over.
	reOver = lazy.MustCompile(`[.;:](?: |$|/)|,? (?:đồng thời|và từng bước|góp phần|qua đó|từ đó|nhằm|trong đó)|, (?:đảm bảo|bảo đảm|năm \d{4}|đến năm|đến hết|có biện pháp|tăng cường|đẩy mạnh|thực hiện|tiếp tục|giảm |tăng |nâng cao|phục vụ|kịp thời|tạo |tiến tới|phấn đấu|không để|kết hợp|từng bước|báo cáo|gửi|tham mưu|hoàn thành (?:trước|trong))`)
	// Words behind what is measured: the base year, the due date.
	reOfOver = lazy.MustCompile(` (?:so với |trở lên|trở xuống|(?:trong|đến|vào) (?:hết |cuối )?năm \d{4}|trước (?:ngày|tháng|quý|năm) |(?:trong|vào) (?:tháng|quý) |theo quy định)`)
	// "(tương đương 26/103 xã)" says the share once more, as a count.
	reAlike = lazy.MustCompile(`^\((?:tương đương |khoảng |là )*` + numberPattern + `(?:/` + numberPattern + `)?(?: ([^)]*))?\)`)
	reAgain = lazy.MustCompile(`\s*\(\s*[Tt]ương đương [^)]*\)`)
	// A count in front of what is counted.
	reCounted = lazy.MustCompile(`^(?:` + numberPattern + `(?:/` + numberPattern + `)? )`)
	// Verbs in front of what a share in a bracket measures.
	reGives = lazy.MustCompile(`^(?:(?:phân bổ|bố trí|cân đối|dành|trích|đảm bảo|bảo đảm|huy động|hỗ trợ|giao|sử dụng|ưu tiên|tăng cường)(?: đủ| kịp thời)? )+`)
	// A share that is the measure of a rule, no aim.
	reRate = lazy.MustCompile(`(?:^| )(?:với|theo) (?:tỷ lệ|mức)$`)
	// A due date alone is not what is measured.
	reDueOnly = lazy.MustCompile(`^(?:đến |hết |trong |cuối )*năm \d{4},?$`)
	// What happened, is given or is paid is no aim.
	rePast     = lazy.MustCompile(`(?:^|[^\p{L}])(?:đã|chiếm|ước đạt|hiện nay|hiện có|kết quả đạt được|chỉ đạt|mới chỉ|lãi suất|thuế suất|thuế|tính đến)(?:[^\p{L}]|$)`)
	rePastOnly = lazy.MustCompile(`(?:^|[^\p{L}])(?:đã|ước đạt|hiện nay|hiện có|kết quả đạt được|chỉ đạt|mới chỉ|lãi suất|thuế suất|tính đến)(?:[^\p{L}]|$)`)
	reMoney    = lazy.MustCompile(`^ ?(?:/ ?(?:năm|tháng|ngày)|(?:tổng |mức |giá trị |phần )?(?:kinh phí|chi phí|mức|lương|học phí|mệnh giá|tiền|giá|vốn|ngân sách|lãi suất|đơn giá|dự toán|thuế|phụ cấp)(?:[^\p{L}]|$))`)
	reClock    = lazy.MustCompile(`^(?:giờ|h|phút|ngày|tháng|năm|tuần|quý|tuổi|trang|điểm trở|khoản|điều|đồng)$`)
	// "(1)" in front of the items of a list.
	reItem = lazy.MustCompile(`\(\d{1,2}\) ?`)
)

// farAim is how many bytes of a text are looked at together: what states an aim
// and what it is due by stand near each other.
const farAim = 1 << 12

// findTargets reads the measurable aims that text states.
func findTargets(text string, base when.Base) []foundTarget {
	if len(text) <= farAim {
		return aimsOf(text, base)
	}
	var out []foundTarget
	for at := 0; at < len(text); {
		part := cut(text[at:], farAim)
		if k := strings.LastIndex(part, ". "); k > 0 && len(part) < len(text)-at {
			part = part[:k+2]
		}
		for _, f := range aimsOf(part, base) {
			f.span = f.span.Shift(at)
			out = append(out, f)
		}
		at += len(part)
	}
	return out
}

// aimsOf reads the aims of a piece of text.
func aimsOf(text string, base when.Base) []foundTarget {
	if !mayAim(text) {
		return nil
	}
	n := vn.Normalise(text)
	t := &targetReader{text: text, norm: n, base: base}
	t.collect()
	var out []foundTarget
	for i := range t.aims {
		f, ok := t.target(i)
		if !ok {
			continue
		}
		if reDueOnly.MatchString(strings.ToLower(f.of)) && len(out) > 0 {
			f.of = out[len(out)-1].of // the yearly steps of one aim
		}
		out = append(out, f)
	}
	return out
}

// mayAim is a quick look whether the text can state an aim.
func mayAim(text string) bool {
	for _, w := range []string{"%", "phần trăm", "t nhất", "ối thiểu", "trở lên", "hông dưới", "hông ít hơn", "đấu", "tiêu", "\u0301", "\u0323"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// targetReader reads the aims of one text. Offsets are in norm.Text.
type targetReader struct {
	text string
	norm *vn.Normal
	base when.Base
	aims []aim
}

// aim is a place where a number states an aim: start to end is the number with
// its unit, cue the beginning of the words that belong to it.
type aim struct {
	cue, start, end int
	number          string
	unit            string
	noun            int // where what is counted begins, for counts
	rule            string
}

// collect finds the numbers that may state an aim, in reading order, each once.
func (t *targetReader) collect() {
	s := t.norm.Text
	for _, m := range rePercent.FindAllStringSubmatchIndex(s, -1) {
		if vn.Bounded(s, m[2], m[3]) && !strings.HasSuffix(s[:m[2]], "/") {
			t.aims = append(t.aims, aim{cue: m[0], start: m[0], end: m[1], number: s[m[2]:m[3]], unit: "%", rule: "percent"})
		}
	}
	for _, p := range []struct {
		re   *lazy.Regexp
		rule string
	}{{reCount, "at-least"}, {reFrom, "or-more"}, {reReach, "reach"}, {reDueCount, "due-count"}} {
		for _, m := range p.re.FindAllStringSubmatchIndex(s, -1) {
			unit, end := unitOf(s, m[4], m[5])
			if unit == "" || !vn.Bounded(s, m[0], m[1]) || t.taken(m[2], m[3]) {
				continue
			}
			a := aim{cue: m[0], start: m[2], end: end, number: s[m[2]:m[3]], unit: unit, noun: m[4], rule: p.rule}
			if p.rule == "or-more" {
				a.end = m[1]
			}
			if p.rule == "reach" || p.rule == "due-count" {
				a.cue = m[2]
			}
			t.aims = append(t.aims, a)
		}
	}
	sort.SliceStable(t.aims, func(i, j int) bool { return t.aims[i].start < t.aims[j].start })
}

func (t *targetReader) taken(i, j int) bool {
	for _, a := range t.aims {
		if i < a.end && a.cue < j {
			return true
		}
	}
	return false
}

// unitOf reads the unit behind a count: a measure or "count"; "" where the
// number tells time or money of a norm.
func unitOf(s string, i, j int) (string, int) {
	for _, u := range []string{"nghìn tỷ đồng", "tỷ đồng", "triệu đồng", "tỷ usd", "triệu usd", "ha", "km", "tấn", "mw", "m2", "kwh"} {
		if strings.HasPrefix(s[i:], u) && vn.Bounded(s, i, i+len(u)) {
			return u, i + len(u)
		}
	}
	if reClock.MatchString(s[i:j]) || s[i:j] == "triệu" || s[i:j] == "nghìn" || s[i:j] == "tỷ" {
		return "", j
	}
	return "count", i
}

// target makes the target of the i-th aim, unless the words around tell what
// happened or what is paid.
func (t *targetReader) target(i int) (foundTarget, bool) {
	s, a := t.norm.Text, t.aims[i]
	sentence, over := t.sentence(a.start), t.over(i)
	before := s[sentence:a.cue]
	if k := strings.LastIndex(before, ", "); k >= 0 {
		before = before[k:]
	}
	op, opens := t.operator(i)
	change := op == "+" || op == "-" // "giảm 10% chi phí" is an aim, "hỗ trợ 70% chi phí" is none
	// "Đến năm 2030, kinh tế số chiếm ít nhất 25%" looks ahead.
	least := strings.HasPrefix(s[opens:], "ít nhất") || strings.HasPrefix(s[opens:], "tối thiểu")
	ahead := least || op == ">=" && t.due(i, sentence, over) > strconv.Itoa(t.base.Year)
	if rePast.MatchString(before) && !(ahead && !rePastOnly.MatchString(before)) || a.unit == "%" && !change && reMoney.MatchString(s[a.end:]) {
		return foundTarget{}, false
	}
	value, ok := numberOf(a.number)
	if !ok || reRate.MatchString(strings.TrimRight(s[:opens], " ")) {
		return foundTarget{}, false
	}
	f := foundTarget{value: value, unit: a.unit, rule: a.rule, op: op}
	f.by = t.due(i, sentence, over)
	if f.by != "" && t.base.Year > 0 && f.by < strconv.Itoa(t.base.Year) {
		return foundTarget{}, false
	}
	begin := t.beginning(i, sentence, opens)
	end := over
	if change {
		end = t.changeEnds(a.end, over)
	}
	for end > begin && strings.ContainsRune(" ,:-", rune(s[end-1])) {
		end--
	}
	if end <= begin {
		return foundTarget{}, false
	}
	if from, name, close := t.bracket(a, begin, opens); close > 0 {
		begin, end, f.of = from, close, t.original(name, opens-1)
	} else {
		f.of = t.of(a, begin, opens, end)
		// "Đạt" in front of the figure adds nothing to it.
		if f.of != "" && begin == opens && strings.HasPrefix(s[begin:a.start], "đạt ") {
			begin += len("đạt ")
		}
	}
	start, _ := t.norm.Span(begin, begin+1)
	_, stop := t.norm.Span(end-1, end)
	f.span = corpus.Span{Start: start, End: stop}
	return f, true
}

// sentence is where the clause with offset i begins: behind a full stop,
// semicolon, colon or an item's number.
func (t *targetReader) sentence(i int) int {
	s := t.norm.Text
	from := 0
	for _, end := range []string{". ", "; ", ": "} {
		if k := strings.LastIndex(s[:i], end); k >= 0 {
			from = max(from, k+len(end))
		}
	}
	for _, m := range reItem.FindAllStringIndex(s[from:i], -1) {
		if m[1] <= i-from {
			return from + m[1]
		}
	}
	return from
}

// over is where the phrase of the i-th aim ends: at the end of the clause, at
// words that begin something else, or before the next aim.
func (t *targetReader) over(i int) int {
	s, a := t.norm.Text, t.aims[i]
	end := len(s)
	at := a.end
	if a.noun > at {
		at = a.noun
	}
	if m := reOver.FindStringIndex(s[at:]); m != nil {
		end = at + m[0]
	}
	if i+1 < len(t.aims) && t.aims[i+1].cue < end {
		end = t.aims[i+1].cue
		if k := strings.LastIndexAny(s[at:end], ",;("); k >= 0 {
			end = at + k
		}
	}
	return end
}

// beginning is where the shortest phrase begins: at the number with its
// operator where only words of aiming stand before it in the clause; else at
// the verb or subject that it belongs to.
func (t *targetReader) beginning(i, sentence, opens int) int {
	s := t.norm.Text
	from := sentence
	if i > 0 && t.aims[i-1].end > from {
		// Behind the aim before, a new part begins at the comma.
		from = t.aims[i-1].end
		if k := strings.LastIndex(s[from:opens], ", "); k >= 0 {
			from += k + 2
		} else {
			return opens
		}
	}
	if k := strings.LastIndex(s[from:opens], "mỗi "); k >= 0 && t.aims[i].unit != "%" && vn.Bounded(s, from+k, from+k+len("mỗi")) {
		return from + k
	}
	for _, m := range reAim.FindAllStringIndex(s[from:opens], -1) {
		if vn.Bounded(s, from+m[0], from+m[1]-1) {
			sentence = from + m[1]
		}
	}
	if sentence > from {
		from = sentence
	}
	for from < opens && strings.ContainsRune(" ,:-()", rune(s[from])) {
		from++
	}
	return from
}

// bracket reads a share that stands in a bracket of its own behind what it
// measures, "vốn đối ứng ngân sách huyện (tối thiểu 5%)": where the phrase
// begins, where the name of what is measured does, and where the bracket ends, 0
// where there is none.
func (t *targetReader) bracket(a aim, begin, opens int) (from, name, end int) {
	s := t.norm.Text
	close := strings.IndexByte(s[a.end:], ')')
	if opens == 0 || s[opens-1] != '(' || begin >= opens-1 || close < 0 {
		return 0, 0, 0
	}
	if rest := strings.TrimSpace(s[a.end : a.end+close]); rest != "" && rest != "trở lên" {
		return 0, 0, 0
	}
	from = begin + len(reGives.FindString(s[begin:opens-1]))
	name = from + len(reCounted.FindString(s[from:opens-1]))
	if strings.TrimSpace(s[name:opens-1]) == "" {
		return 0, 0, 0
	}
	return from, name, a.end + close + 1
}

// changeEnds is where an increase or decrease ends: behind what it is compared
// with.
func (t *targetReader) changeEnds(at, over int) int {
	s := t.norm.Text
	if k := strings.Index(s[at:over], ","); k >= 0 {
		return at + k
	}
	return over
}

// of is what is measured: the words behind a share or count; before it where
// the number closes the phrase.
func (t *targetReader) of(a aim, begin, opens, end int) string {
	s := t.norm.Text
	from := a.end
	if a.unit == "count" {
		from = a.noun
	}
	if from < end {
		tail := strings.TrimLeft(strings.Trim(s[from:end], " ,:-"), ") ")
		for _, lead := range []string{"trở lên ", "tổng số ", "số "} {
			tail = strings.TrimPrefix(tail, lead)
		}
		about := !strings.HasPrefix(tail, "so với") && !strings.HasPrefix(tail, "trở lên") && !strings.HasPrefix(tail, "(")
		if tail != "" && about {
			at := from + strings.Index(s[from:end], tail)
			if m := reOfOver.FindStringIndex(s[at:end]); m != nil {
				end = at + m[0]
			}
			return reAgain.ReplaceAllString(t.original(at, end), "")
		}
		if m := reAlike.FindStringSubmatchIndex(tail); m != nil {
			// "25% (26/103 xã, phường) không ma túy"
			at := from + strings.Index(s[from:end], tail)
			of := t.original(min(at+m[1]+1, end), end)
			if m[2] >= 0 {
				of = strings.TrimSpace(t.original(at+m[2], at+m[3]) + " " + of)
			}
			if of != "" {
				return of
			}
		}
	}
	if begin < opens {
		return strings.TrimSuffix(t.original(begin, opens), " chiếm")
	}
	return t.rate(begin)
}

// rate is the rate named before offset i in the sentence, for a figure that only
// words of aiming part from it: "tỷ lệ cán bộ có chuyên môn, hướng tới 25%".
func (t *targetReader) rate(i int) string {
	s := t.norm.Text
	from := strings.LastIndexAny(s[:i], ".;:") + 1
	k := strings.LastIndex(s[from:i], "tỷ lệ ")
	comma := strings.LastIndex(s[from:i], ", ")
	if k < 0 || comma < k || !reAim.MatchString(s[from+comma:i]) {
		return ""
	}
	return t.original(from+k, from+comma)
}

// original are the printed words of a piece of the normalised text.
func (t *targetReader) original(i, j int) string {
	for j > i && t.norm.Text[j-1] == ' ' {
		j--
	}
	if i >= j {
		return ""
	}
	start, end := t.norm.Span(i, j)
	return t.text[start:end]
}

// due is the due day in the aim's own words, else the one named before them in
// its sentence, else the one behind.
func (t *targetReader) due(i, sentence, over int) string {
	s, a := t.norm.Text, t.aims[i]
	from := 0
	for _, end := range []string{". ", "; "} {
		if k := strings.LastIndex(s[:a.start], end); k >= 0 {
			from = max(from, k+len(end))
		}
	}
	if due := when.Due(s[min(from, sentence):a.start], t.base); due != "" {
		return due
	}
	if due := when.Due(s[a.end:over], t.base); due != "" {
		return due
	}
	// "Đến năm 2030, ...; ...; ...": the date that opens the sentence holds for
	// all its parts.
	from = 0
	if k := strings.LastIndex(s[:a.start], ". "); k >= 0 {
		from = k + 2
	}
	return when.Due(firstWords(s[from:a.start], 6), t.base)
}
