package when

import (
	"strconv"
	"strings"
	"time"
)

// Limits that come again: "hằng quý", "định kỳ 6 tháng, 01 năm", "trước ngày
// 15/12 hằng năm", "02 lần/năm".

// period is one element of a list of recurring limits.
type period struct {
	every      string   // ISO 8601
	on         []string // last days each time, one limit each; empty for none
	start, end int      // tokens
}

var unitLetters = map[string]string{"ngày": "D", "tuần": "W", "tháng": "M", "quý": "M", "năm": "Y"}

// every writes n units as an ISO 8601 period: a quarter is three months.
func every(n int, unit string) string {
	if unit == "quý" {
		n *= 3
	}
	return "P" + strconv.Itoa(n) + unitLetters[unit]
}

// readTurn reads one period. Where bare is set, a number with a unit and a
// unit alone count too, as behind "định kỳ".
func readTurn(r *reader, i int, bare bool) (period, bool) {
	p := period{start: i}
	switch {
	case r.is(i, "hằng", "hàng", "mỗi") && r.is(i+1, "ngày", "tuần", "tháng", "quý", "năm"):
		p.every, p.end = every(1, r.tokens[i+1].text), i+2
		if r.is(i+2, "học", "thứ") || r.is(i, "mỗi") && r.is(i+1, "ngày") {
			return p, false
		}
		if r.is(i, "mỗi") {
			p.times(r, i+1)
		}
		return p, true
	case r.is(i, "mỗi", "từng", "hằng", "hàng") && r.seq(i+1, "học", "kỳ"), r.is(i, "mỗi") && r.seq(i+1, "năm", "học"):
		p.end = i + 3
		return p, true
	case bare && r.is(i, "nửa") && r.is(i+1, "năm"):
		p.every, p.end = "P6M", i+2
		return p, true
	case bare && r.is(i, "cả") && r.is(i+1, "năm"):
		p.every, p.end = "P1Y", i+2
		return p, true
	case bare && r.is(i, "tuần", "tháng", "quý", "năm") && romanQuarter(r, i+1) == 0 && !r.isNumber(i+1) && !r.is(i+1, "học"):
		p.every, p.end = every(1, r.tokens[i].text), i+1
		return p, true
	}
	c, j, ok := readCount(r, i)
	if r.is(i, "mỗi") {
		c, j, ok = readCount(r, i+1)
	}
	if !ok || !r.is(j, "ngày", "tuần", "tháng", "quý", "năm") || c.number > 60 {
		return p, false
	}
	p.every, p.end = every(c.number, r.tokens[j].text), j+1
	if r.is(p.end, "đầu", "cuối") && r.is(p.end+1, "năm") {
		p.end += 2
	}
	if k := onceBehind(r, p.end); k > p.end {
		p.end = k
		return p, true
	}
	if _, year := r.number(p.end, 1945, 2100); year || r.is(p.end, "/") {
		return p, false
	}
	return p, bare || r.is(i, "mỗi")
}

// onceBehind is where "/lần", "một lần", "/01 lần" ends behind a period.
func onceBehind(r *reader, i int) int {
	j := i
	if r.is(j, "/") {
		j++
	}
	if r.is(j, "1", "01", "một") {
		j++
	}
	if j > i && r.is(j, "lần") {
		return j + 1
	}
	return i
}

// times reads "02 lần" behind "mỗi năm": twice a year is once in six months.
func (p *period) times(r *reader, unit int) {
	j := p.end
	if r.seq(j, "ít", "nhất") || r.seq(j, "tối", "thiểu") {
		j += 2
	}
	if r.seq(j, "tổ", "chức") {
		j += 2
	}
	c, j, ok := readCount(r, j)
	if !ok || !r.is(j, "lần", "đợt", "kỳ") {
		return
	}
	p.every, p.end = often(c.number, r.tokens[unit].text), j+1
}

// often is the period of n times in a unit, where it is a whole number of
// months; else the unit's own.
func often(n int, unit string) string {
	months := map[string]int{"năm": 12, "quý": 3}[unit]
	if n > 1 && months > 0 && months%n == 0 {
		return every(months/n, "tháng")
	}
	return every(1, unit)
}

// readFrequency reads "02 lần/năm", "1 lần mỗi quý".
func readFrequency(r *reader, i int) (capture, int, bool) {
	c, j, ok := readCount(r, i)
	if !ok || !r.is(j, "lần", "kỳ", "đợt") {
		return c, i, false
	}
	j++
	if !r.is(j, "/", "mỗi", "một", "trong", "trên", "1", "01") {
		return c, i, false
	}
	j++
	if r.is(j, "1", "01", "một") {
		j++
	}
	if !r.is(j, "tuần", "tháng", "quý", "năm") || r.isNumber(j+1) {
		return c, i, false
	}
	c.periods = []period{{every: often(c.number, r.tokens[j].text), start: i, end: j + 1}}
	return c, j + 1, true
}

// readRecurring reads a list of periods that begins with "hằng" or the like;
// readTurns one behind "định kỳ", where bare units count.
func readRecurring(r *reader, i int) (capture, int, bool) { return readList(r, i, false) }

func readTurns(r *reader, i int) (capture, int, bool) { return readList(r, i, true) }

func readList(r *reader, i int, bare bool) (capture, int, bool) {
	var c capture
	p, ok := readTurn(r, i, bare)
	if !ok {
		return c, i, false
	}
	for ok {
		p.on, p.end = readOn(r, p.end, p.every)
		c.periods = append(c.periods, p)
		j := p.end
		if !r.is(j, ",", "và", "hoặc", "/", "-") {
			break
		}
		j++
		if r.is(j-1, ",") && r.is(j, "và", "hoặc") {
			j++
		}
		p, ok = readTurn(r, j, true)
		// A bare unit in a list closes the list or is followed by more.
		if ok && p.end-p.start == 1 && !r.ends(p.end) && !r.is(p.end, "và", "hoặc") && !r.doing(p.end) {
			ok = false
		}
	}
	return c, c.periods[len(c.periods)-1].end, true
}

// readOn reads the days each time behind a period: "(trước ngày 10 tháng 12)",
// ", trước ngày 15/6 và 15/12". It returns i if there are none.
func readOn(r *reader, i int, every string) ([]string, int) {
	j := i
	bracket := r.is(j, "(")
	if bracket || r.is(j, ",") {
		j++
	}
	for r.is(j, "gửi", "báo", "cáo", "xong", "hoàn", "thành") && bracket {
		j++
	}
	shift := 0
	switch {
	case r.is(j, "trước"):
		j, shift = j+1, -1
	case r.seq(j, "chậm", "nhất"), r.seq(j, "muộn", "nhất"):
		j += 2
		if r.is(j, "là") {
			j++
		}
		if r.is(j, "trước") {
			j, shift = j+1, -1
		}
	case r.is(j, "vào", "đến"):
		j++
	case !bracket:
		return nil, i
	}
	var on []string
	for {
		day, k := readOnDay(r, j, every, shift)
		if k == j {
			break
		}
		on, j = append(on, day), k
		if !r.is(j, ",", "và") || r.is(j+1, "và") {
			break
		}
		j++
		if r.is(j, "trước") {
			j++
		}
	}
	if len(on) == 0 || bracket && !r.is(j, ")") {
		return nil, i
	}
	if r.is(j-1, ",", "và") {
		j--
	}
	if bracket {
		j++
	}
	return on, j
}

// readOnDay reads one day of the year, or of the month for shorter periods.
func readOnDay(r *reader, i int, every string, shift int) (string, int) {
	if _, j, ok := readHour(r, i); ok {
		i = j
	}
	if strings.HasSuffix(every, "Y") || every == "P6M" {
		if c, j, ok := readPoint(r, i); ok && c.date.yearless() {
			return c.date.on(shift), j
		}
		return "", i
	}
	if c, j, ok := readDayOfMonth(r, i); ok {
		return monthly(c.number, shift), j
	}
	return "", i
}

// on is the last day each year; before a month or quarter it is the last day
// of the one before.
func (c date) on(shift int) string {
	if shift < 0 && c.unit != day {
		first, _ := c.in(2023).span()
		return first.AddDate(0, 0, shift).Format("--01-02")
	}
	return c.yearly(shift)
}

// readYearlessDate reads a day or period that names no year.
func readYearlessDate(r *reader, i int) (capture, int, bool) {
	c, end, ok := readPoint(r, i)
	return c, end, ok && c.date.yearless()
}

// again: each period of the list is a limit of its own.
func again(m *match) []Deadline {
	var list []period
	for i := range m.captures {
		list = append(list, m.captures[i].periods...)
	}
	if len(list) == 0 {
		return []Deadline{m.deadline(recurring, m.start, m.end)}
	}
	var out []Deadline
	for i, p := range list {
		from := p.start
		if i == 0 {
			from = m.start
		}
		d := m.deadline(recurring, from, p.end)
		d.Every = p.every
		if len(p.on) == 0 {
			out = append(out, d)
		}
		for _, on := range p.on {
			d.On = on
			out = append(out, d)
		}
	}
	return out
}

// againOn: the day stands before the period ("trước ngày 15/12 hằng năm").
func againOn(m *match) []Deadline {
	shift := 0
	for i := m.start; i < m.end; i++ {
		if m.r.is(i, "trước") && m.get("hour", 0) == nil {
			shift = -1
		}
	}
	each := "P3M" // "tháng cuối quý"
	if c := m.get("recurring", 0); c != nil {
		each = c.periods[0].every
	}
	var out []Deadline
	for i := range m.captures {
		c := &m.captures[i]
		d := m.deadline(recurring, m.start, m.end)
		d.Every = each
		switch c.slot {
		case "yearless":
			d.On = c.date.on(shift)
		case "dayofmonth":
			d.On = monthly(c.number, shift)
		default:
			continue
		}
		out = append(out, d)
	}
	if len(out) == 0 {
		// An hour of each day, a day of each week: no day that a period names.
		d := m.deadline(recurring, m.start, m.end)
		d.Every = each
		out = append(out, d)
	}
	return out
}

// joinDays gives a recurring limit the days of the year that its sentence names
// further on without a year: "định kỳ hằng năm báo cáo kết quả về Sở Nội vụ
// trước ngày 15 tháng 12" is one limit.
func (r *reader) joinDays(list []Deadline) []Deadline {
	var out []Deadline
	for i := 0; i < len(list); i++ {
		d := list[i]
		if i+1 < len(list) && r.detailed(d, list[i+1]) {
			i++
			joined := list[i]
			joined.Span.Start = d.Span.Start
			joined.Raw = joined.Span.In(r.text)
			out = append(out, joined)
			continue
		}
		if d.Kind != recurring || d.On != "" || d.Every != "P1Y" && d.Every != "P6M" {
			out = append(out, d)
			continue
		}
		joined := d
		for i+1 < len(list) && r.dayOf(joined, list[i+1]) {
			i++
			last, err := time.Parse(time.DateOnly, list[i].To)
			if err != nil {
				continue
			}
			joined.Span.End = list[i].Span.End
			joined.Raw, joined.On = joined.Span.In(r.text), last.Format("--01-02")
			out = append(out, joined)
		}
		if joined.On == "" {
			out = append(out, d)
		}
	}
	return out
}

// detailed reports whether the second limit, in a bracket behind the first,
// says on which day of the same period: "hằng quý (trước ngày 05 của tháng đầu
// quý)".
func (r *reader) detailed(a, b Deadline) bool {
	return a.Kind == recurring && b.Kind == recurring && a.On == "" && b.On != "" && a.Every == b.Every &&
		a.Span.End <= b.Span.Start && strings.TrimSpace(r.text[a.Span.End:b.Span.Start]) == "("
}

// dayOf reports whether the second limit is a day without a year in the same
// sentence as the first.
func (r *reader) dayOf(a, b Deadline) bool {
	if b.Inferred != "year" || b.Kind != before && b.Kind != by || b.From != "" || b.To == "" {
		return false
	}
	between := r.text[a.Span.End:b.Span.Start]
	return !strings.ContainsAny(between, ";\n") && !strings.Contains(between, ". ")
}

// doing are verbs of office work: behind "hằng năm" they say that the doing
// recurs.
var doing = []string{
	"tổ chức", "thực hiện", "triển khai", "tiến hành", "bố trí", "tổng hợp", "báo cáo", "xây dựng", "ban hành", "rà soát",
	"đánh giá", "kiểm tra", "tham mưu", "cập nhật", "chủ trì", "phối hợp", "trình", "lập", "mở", "cung cấp", "công bố", "gửi",
	"thống kê", "thông báo", "giám sát", "sơ kết", "tổng kết", "họp", "giao ban", "khảo sát", "hướng dẫn", "đôn đốc",
	"theo dõi", "đề xuất", "trao đổi", "tập huấn", "bồi dưỡng", "nghiên cứu", "dành", "phân bổ", "cân đối", "hỗ trợ",
	"tuyên truyền", "duy trì", "xem xét", "phê duyệt", "phải", "cần", "có", "tập trung", "đưa", "thẩm định", "khen thưởng",
	"biểu dương", "ký", "phát động", "thăm", "tặng", "hoàn thành", "bảo đảm", "đảm bảo", "ưu tiên", "trích", "lựa chọn", "xét",
	"kiện toàn", "chỉ đạo", "yêu cầu", "giao", "đăng ký", "công khai", "chấm", "vận động", "quyết toán", "thanh tra", "đào tạo",
	"tăng cường", "phát hành", "đăng tải", "tiếp nhận", "phân công", "làm", "đối chiếu", "đo lường", "chốt", "đề nghị", "quan tâm", "thu",
}

// doing reports whether a verb of office work begins at token i, behind a
// comma or "đều" too.
func (r *reader) doing(i int) bool {
	for r.is(i, ",", "đều", "sẽ") {
		i++
	}
	if i >= len(r.tokens) {
		return false
	}
	return startsWith(r.norm.Text[r.tokens[i].start:], doing)
}

// regular are nouns that "hằng năm" qualifies.
var regular = []string{
	"kế hoạch", "dự toán", "lộ trình", "chương trình", "xếp loại", "ngân sách", "kinh phí", "tiêu chí", "chỉ tiêu", "mục tiêu",
	"nhiệm vụ", "bình xét", "thi đua", "định mức", "chi phí", "nguồn", "dự báo", "bình quân", "trung bình", "được", "kết quả",
}

// planned are the nouns of these that a report may be about.
var planned = []string{"kế hoạch", "chương trình", "nhiệm vụ", "kinh phí", "dự toán", "lộ trình"}

// trailing are verbs behind which "hằng năm" at the end of a clause says how
// often the doing comes.
var trailing = []string{"tổ chức", "thực hiện", "cập nhật", "rà soát", "công bố", "tiến hành", "sơ kết", "duy trì", "họp", "gửi", "giao ban"}

// recursAsked tells "hằng năm tổ chức tập huấn" from "dự toán hằng năm": the
// period opens its clause, a verb follows, or it closes a clause behind a verb.
func recursAsked(m *match) bool {
	if m.r.cell {
		return true
	}
	left := m.r.left(m.start)
	for i := range m.captures {
		for _, p := range m.captures[i].periods {
			if len(p.on) > 0 || m.captures[i].slot == "frequency" {
				return !endsIn(left, []string{"trả lương", "mức"})
			}
		}
	}
	if startsWith(strings.TrimLeft(m.r.right(m.end), ", "), []string{"tăng", "giảm", "đạt", "của", "theo"}) {
		return false
	}
	if m.r.begins(m.start) {
		return true
	}
	closing := m.r.ends(m.end) || m.r.is(m.end, "về", "cho", "gửi", "với")
	short := m.captures[0].periods[0].every != "P1Y"
	reports := hasAny(tail(left, 6), []string{"báo cáo", "giao ban", "họp", "tổng hợp"}) && !hasAny(tail(left, 4), planned)
	switch {
	case reports && (short && closing || m.r.is(m.end, "về", "gửi")):
		return true
	case hasAny(tail(left, 5), regular):
		return false
	}
	return m.r.doing(m.end) || beforeObject(m) || closing && endsIn(left, trailing)
}

// repeated are verbs that may have their period in front of their object:
// "Kiểm tra định kỳ công tác ...".
var repeated = []string{
	"kiểm tra", "rà soát", "giám sát", "đánh giá", "cập nhật", "thống kê", "tổng hợp", "khảo sát", "công khai", "công bố",
	"tuần tra", "diễn tập", "tập huấn", "duy tu", "kiểm kê", "đối chiếu", "sơ kết", "thẩm định",
}

// nominal are words behind which such a verb is a noun, or in front of which
// the doing is to be more, not regular.
var nominal = []string{
	"chế độ", "quy chế", "quy định", "hoạt động", "công tác", "việc", "kết quả", "đợt", "cuộc", "lịch", "kế hoạch", "chương trình", "qua",
	"nội dung", "hình thức", "tăng cường", "đẩy mạnh", "duy trì", "nâng cao", "chất lượng", "trong", "theo",
}

// object are words with which the object of such a verb begins.
var object = []string{
	"công tác", "việc", "các", "những", "danh sách", "danh mục", "tình hình", "toàn bộ", "hồ sơ", "số liệu", "chất lượng", "hiện trạng",
	"hoạt động", "điều kiện", "dữ liệu", "thông tin", "hệ thống", "tất cả", "kết quả", "tiến độ",
}

// beforeObject reports whether the period stands between the verb of its clause
// and the object, where "kiểm tra định kỳ" is no name of a kind of check.
func beforeObject(m *match) bool {
	left := m.r.left(m.start)
	if !endsIn(left, repeated) || hasAny(tail(left, 5), nominal) {
		return false
	}
	end := m.end
	if m.r.is(end, ",", "và", "hoặc") && m.r.seq(end+1, "đột", "xuất") {
		end += 3
	}
	return startsWith(m.r.right(end), object)
}

// turnsAsked: "định kỳ" with a period says how often, whatever stands before
// it but an examination that is regular by its nature.
func turnsAsked(m *match) bool {
	return !endsIn(m.r.left(m.start), []string{"khám sức khỏe", "sức khỏe", "bảo dưỡng", "kiểm định"})
}

// regularAsked: "định kỳ" alone counts where it opens a clause, or stands
// between somebody and what they do.
func regularAsked(m *match) bool {
	if m.r.begins(m.start) {
		return true
	}
	if beforeObject(m) {
		return true
	}
	left := m.r.left(m.start)
	if hasAny(tail(left, 3), []string{"khám", "kiểm tra", "báo cáo", "sức khỏe", "chế độ", "quy chế", "xét nghiệm", "giám sát", "đánh giá", "họp", "giao ban", "tổ chức", "thực hiện"}) {
		return false
	}
	return m.r.is(m.start-1, ",", "và", "thời") && m.r.doing(m.end)
}
