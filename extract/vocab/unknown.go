package vocab

import (
	"slices"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/vn"
)

// Bodies that the vocabulary does not have are told by their form. A proper
// name is a head noun of bodies with capitals: "Phòng Quản lý đô thị", "Trung
// tâm Văn hóa - Thông tin", "Công ty Cấp nước An Hòa". A common noun such as
// "các cơ sở y tế" or "ngân hàng thương mại" is a body only where the grammar
// asks for one; it is reported as vague.
//
// A name ends at a bracket, at a full stop, at a comma that no capital follows,
// and at a word that begins what the body is to do or where.

// heads are the head nouns of proper names.
var heads = phrases(`phòng|trung tâm|trường|hội|ban|chi cục|cục|vụ|công ty|tổng công ty|tập đoàn|viện|học viện|quỹ|văn phòng|hiệp hội|liên minh|liên hiệp|bệnh viện|trạm|tổ|đội|đoàn|ngân hàng|nhà máy|hợp tác xã|ủy ban|hội đồng|tiểu ban|hạt kiểm lâm|bưu điện|viễn thông|đồn|thanh tra|vườn quốc gia|bảo tàng|thư viện|nhà hát|xí nghiệp|chi nhánh|sở|bộ|tạp chí|cảng vụ|nhà xuất bản|tổng cục|đài|điện lực|chủ tịch hội|cơ quan thường trực|hải đội|lữ đoàn|trung đoàn|quân khu|quân đoàn|binh đoàn|nông trường|lâm trường|khu quản lý`)

// commons are the head nouns of common names, and whether the noun needs words
// behind it to say which body is meant.
var (
	commons = phrases(`ngân hàng|cơ quan|cơ sở|đơn vị|trung tâm|trường|phòng|hội|ban quản lý|công ty|viện|quỹ|văn phòng|hiệp hội|liên minh|tập đoàn|bệnh viện|trạm|tổ|đội`)
	whole   = phrases(`chủ đầu tư|nhà trường|trường học|nhà đầu tư|chủ rừng|nhà thầu|cơ sở giáo dục|cơ sở y tế|trường đại học|trường cao đẳng|trường cao đẳng, trung cấp|trường trung cấp|tổ chức tín dụng|cơ quan báo chí|cơ quan truyền thông|công ty lâm nghiệp|bệnh viện|cơ quan đảng|quốc hội|hệ thống thông tin cơ sở|hệ thống truyền thanh cơ sở|đài truyền thanh cơ sở|cơ sở giáo dục nghề nghiệp|cơ sở khám bệnh, chữa bệnh|cơ sở khám, chữa bệnh|hộ kinh doanh|đoàn kiểm tra|đoàn kiểm tra liên ngành|đoàn thanh tra|đoàn công tác|đoàn giám sát|tổ công tác|tổ kiểm tra|ban tổ chức lễ hội|ban tổ chức|cảnh sát giao thông|lực lượng cảnh sát giao thông|lực lượng kiểm lâm|bảo tàng tỉnh|bảo tàng thành phố|thư viện tỉnh|thư viện thành phố|hạt kiểm lâm|hạt kiểm lâm khu vực|hạt kiểm lâm các khu vực|bộ phận một cửa|bộ phận tiếp nhận và trả kết quả`)
	kinds   = phrases(`doanh nghiệp|hợp tác xã|nhà máy|tổ chức xã hội|tổ chức chính trị`)
	// What makes of a common head something that is no body.
	things = phrases(`hạ tầng|vật chất|dữ liệu|pháp lý|khoa học|lý luận|hành chính|tính|chức|hợp|ngừa|chống|nghị|thảo|tiền|đó|này|bảo vệ|đảng|sản xuất kinh doanh|nhà đất|quan hệ|ngũ|đất|phí`)
	// Fields that make one kind of body of "các cơ quan" and "các đơn vị".
	fields = phrases(`đảng|báo chí|truyền thông|thông tấn|y tế|giáo dục|văn hóa|tố tụng|tư pháp|kinh doanh|vận tải|sản xuất|đào tạo|nghiên cứu|du lịch|quân đội|vũ trang|kiểm lâm|thuế|tài chính|sự nghiệp|khai thác|thi công|tư vấn|viễn thông|điện lực|lưu trú|quản lý nhà nước|quản lý đường bộ|quân sự|dân cử|bảo vệ pháp luật|xây dựng|cung cấp|cấp nước|bảo hiểm|thông tin đại chúng|thông tin, truyền thông`)
	// Words at which a name ends: what follows says what the body does, where,
	// or with whom.
	verbs = phrases(`và|để|trong|trên|tại|theo|tổ chức|thực hiện|triển khai|xây dựng|nghiên cứu|tăng cường|tiếp tục|tích cực|đổi mới|thông báo|rà soát|phối hợp|tham mưu|đề xuất|kiểm tra|hướng dẫn|tuyên truyền|có|đẩy mạnh|chủ động|chủ trì|chịu|căn cứ|là|được|phải|cần|đã|sẽ|nhằm|về|với|cùng|của|cho|từ|đến|khi|nếu|do|bị|đảm bảo|bảo đảm|đôn đốc|giám sát|chỉ đạo|khẩn trương|nghiêm túc|thường xuyên|kịp thời|tổng hợp|báo cáo|gửi|lập|ban hành|quán triệt|phổ biến|vận động|hỗ trợ|bố trí|cung cấp|tiếp nhận|giải quyết|xử lý|theo dõi|đánh giá|thẩm định|trình|xem xét|đóng trên|làm|hoàn thành|hoàn thiện|nâng cao|phát huy|phát động|đưa|mở|duy trì|vận hành|quản lý chặt chẽ|quan tâm|ưu tiên|chuẩn bị|tham gia|thống nhất|tập trung|liên quan|khác|trực tiếp|giúp|thành lập|lựa chọn|đăng ký|ký|cử|phân công|giao|yêu cầu|đề nghị|hằng|hàng|định kỳ|trước|sau|giữa|như|nơi|lồng ghép|phát hiện|ngăn chặn|khai thác và|thu hút|rà|sử dụng|chấp hành|đối với|không|sớm|cùng cấp|nắm|niêm yết|công khai|bám sát|gắn|biên soạn|tạo|huy động|đầu tư|thông tin|đăng|phát sóng|kết nối|cập nhật|thống kê|tuần tra|tích hợp|cải tạo|sửa chữa|trực|trực ban|phát dọn|tập luyện|điều tra|xác minh|thu gom|vệ sinh|ký kết|vào|ra|bằng|qua|mỗi|cũng|nên|đến hết|tự|cam kết|phân loại|ứng dụng|mua sắm|lắp|lắp đặt|khắc phục|bảo vệ|phòng ngừa|đấu tranh|thẩm tra|thanh tra|công bố|thu|chi trả|chuyển|nhận|truyền thông về|tạo điều kiện|khuyến khích|tăng|khảo sát|rà soát|cân đối|phân bổ|khôi phục|tu bổ|tôn tạo|thăm|tặng|dâng|treo|trang trí|điều tiết|phân luồng|phê duyệt|tiến hành|xác định|nhắc nhở|nâng cấp|phản ánh|cắm|xử phạt|chỉnh trang|giải tỏa|sẵn sàng|tiếp tục|củng cố|kiện toàn|tìm kiếm|quy tập|thắp|phân tích|cảnh báo|tính toán|rút kinh nghiệm|tổng kết|sơ kết|ưu đãi|giảm|cùng với|các địa phương|các huyện|các xã|các phường`)
	// More such words; the kind of body may itself be named by one that stands
	// directly behind its head: "trung tâm dạy nghề", "đội thi công".
	deeds = phrases(`chăm sóc|trồng|nạo vét|duy tu|bảo dưỡng|bảo trì|thi công|khoanh vùng|dập dịch|cách ly|tiêu hủy|tiêm|khử trùng|phun|khám|cấp cứu|sơ tán|di dời|ứng trực|cứu hộ|đón tiếp|dạy văn hóa|dạy nghề|dạy|mai táng|an táng|cất bốc|giám định|lấy mẫu|xét nghiệm|vận chuyển|đo đạc|nghiệm thu|thanh toán|quyết toán|giải ngân|bàn giao|dự trữ|niêm phong|thu hồi|khởi công|tháo dỡ|cưỡng chế|soạn thảo|in ấn|phát hành|cấp phát|phục vụ|lưu trữ|số hóa|bảo quản|tu sửa|sắp xếp|chấn chỉnh|chia sẻ|khen thưởng|biểu diễn|dàn dựng|quét dọn|dọn|kẻ vẽ|phân luồng|trông giữ|canh gác|chốt trực|vớt|gia cố|đắp|xả lũ|đóng|mở cửa|đăng tải|rút ngắn|cắt giảm|công nhận|tiếp thu|giải trình|chi|trả|nộp|kê khai|nghỉ|sinh hoạt|đẩy nhanh|tuân thủ|nghiêm chỉnh|quảng bá|sưu tầm|trưng bày|nhân rộng|hưởng ứng|phục hồi|chằng chống|kêu gọi|điều chỉnh|sửa đổi|bổ sung`)
	// Behind "thuộc" these say to which kind a body belongs.
	spheres = phrases(`hệ thống|ngành|lĩnh vực|khối|loại hình`)
	// Fields in whose names such a word stands.
	inNames = phrases(`thường trực|thờ tự|trật tự|tự quản|tự nguyện|tự chủ|công trình|chương trình|quy trình|dự án đầu tư xây dựng|dự án đầu tư|xúc tiến đầu tư|quản lý đầu tư|giáo dục thường xuyên|đào tạo|sáng tạo|hỗ trợ doanh nghiệp|kiểm tra đảng|quản lý và`)
	titles  = phrases(`chủ tịch|phó chủ tịch|bí thư|giám đốc|thủ trưởng|lãnh đạo|đồng chí|trưởng|đại diện`)
)

// phrases makes a trie of the phrases parted by "|".
func phrases(list string) *node {
	root := &node{}
	for i, p := range strings.Split(list, "|") {
		root.add(vn.Keys(p), i)
	}
	return root
}

// longest is how many syllables a body's name has at most, furthest how many
// behind a kind of bodies say which of them are meant.
const (
	longest  = 14
	furthest = 5
)

// unknown reads a body that the vocabulary does not have at token i and returns
// how many tokens it covers.
func (s *Set) unknown(text string, tokens []vn.Token, i int, ctx Context) (Mention, int) {
	if capital(text[tokens[i].Start:]) {
		if _, h := walk(heads, tokens[i:]); h > 0 && i+h < len(tokens) && blank(text, tokens, i+h) && capital(text[tokens[i+h].Start:]) && contiguous(text, tokens, i, i+h) {
			if n := s.nameEnd(text, tokens, i, i+h+1); n > i+h {
				return s.named(text, tokens, i, i, n, ctx), n - i
			}
		}
	}
	from, several, ok := quantified(text, tokens, i)
	if !ok {
		return Mention{}, 0
	}
	_, h := walk(commons, tokens[from:])
	_, w := walk(whole, tokens[from:])
	_, o := walk(kinds, tokens[from:])
	w = max(w, o)
	if h == 0 && w == 0 || !contiguous(text, tokens, from, from+max(h, w)) {
		return Mention{}, 0
	}
	n := from + w
	if w <= o || w <= h {
		n = s.nameEnd(text, tokens, from, from+max(h, w))
	}
	if o > 0 && n > from+o+furthest {
		n = from + o // a sentence goes on, no name
	}
	if _, thing := walk(things, tokens[min(from+max(h, w), len(tokens)):]); n <= from+h && w == 0 || thing > 0 && w == 0 {
		return Mention{}, 0
	}
	n = s.belongs(text, tokens, from, n)
	m := s.named(text, tokens, i, from, n, ctx)
	m.Vague = !several
	return m, n - i
}

// belongs extends the common name that ends at token n over the body or sphere
// to which it belongs, without which nobody could tell whom it means: "trường
// học thuộc hệ thống giáo dục nghề nghiệp". Of the committees, which everybody
// in a plan belongs to, it says nothing.
func (s *Set) belongs(text string, tokens []vn.Token, from, n int) int {
	at := n
	if at < len(tokens) && tokens[at].Key == ownKeys[0] {
		at++
	}
	if at+1 >= len(tokens) || tokens[at].Key != ownKeys[1] || !contiguous(text, tokens, n-1, at+2) || strings.ContainsAny(text[tokens[n-1].End:tokens[at+1].Start], ",-") {
		return n
	}
	if a, k := s.match(text, tokens, at+1); k > 0 {
		if s.single(a) {
			return at + 1 + k
		}
		return n
	}
	if _, k := walk(spheres, tokens[at+1:]); k > 0 {
		return s.nameEnd(text, tokens, from, at+1+k)
	}
	return n
}

var ownKeys = vn.Keys("trực thuộc")

// single reports whether agency a is one body below the committees and
// councils.
func (s *Set) single(a int) bool {
	switch s.agencies[a].ID {
	case "ubnd-tinh", "ubnd-huyen", "ubnd-xa", "hdnd-tinh", "hdnd-huyen", "hdnd-xa", "tinh-uy", "chinh-phu", "thu-tuong":
		return false
	}
	return s.agencies[a].Kind == "body"
}

// reDivision is a body named only as a part of another, up to that other.
var reDivision = lazy.MustCompile(`^(?:các |những )?(phòng|phòng, ban|đơn vị|cơ quan|cơ quan, đơn vị|bộ phận)(?: chuyên môn| nghiệp vụ| chức năng)*(?:(?: nghiệp vụ| chuyên môn)| (?:trực )?thuộc| của) $`)

// divisionHeads are the syllables with which reDivision begins.
var divisionHeads = func() map[string]bool {
	heads := map[string]bool{}
	for _, k := range vn.Keys("các những phòng đơn cơ bộ") {
		heads[k] = true
	}
	return heads
}()

// division reads the parts of a body that have no name of their own: "các phòng
// chuyên môn thuộc Sở Xây dựng" are that department to another, and rooms of
// its own to itself.
func (s *Set) division(text string, tokens []vn.Token, i int, ctx Context) (Mention, int) {
	if !divisionHeads[tokens[i].Key] {
		return Mention{}, 0
	}
	for j := i + 2; j < len(tokens) && j <= i+10 && together(text[tokens[j-1].End:tokens[j].Start]); j++ {
		a, n := s.match(text, tokens, j)
		if n == 0 || !capital(text[tokens[j].Start:]) && !strings.HasPrefix(text[tokens[j].Start:], "sở") {
			continue
		}
		head := reDivision.FindStringSubmatch(vn.Normalise(text[tokens[i].Start:tokens[j].Start]).Text)
		a = s.cityOf(a, text, tokens, j, n, ctx)
		if head == nil || !s.single(a) || s.agencies[a].ID == ctx.Issuer {
			return Mention{}, 0
		}
		m := s.mention(a, text, tokens[i], tokens[j+n-1])
		m.Division = "co-quan-don-vi"
		if strings.HasPrefix(head[1], "phòng") {
			m.Division = "phong-ban"
		}
		n += j
		n += s.placeBehind(text, tokens, n, &m)
		return m, n - i
	}
	return Mention{}, 0
}

// reSharedLevel is another body behind a bare "Ủy ban nhân dân", with the level
// that both share.
var reSharedLevel = lazy.MustCompile(`^(?:,|,? ?và) (?:ban quản lý|ban chỉ huy|ban chỉ đạo|công an|quân sự|đảng ủy|hội đồng nhân dân|mặt trận tổ quốc|ủy ban mặt trận)[^.;:()]{0,60}? (?:các |cấp )?(tỉnh|huyện|quận|xã|phường|thị trấn|đặc khu)(?:\s|,|$)`)

var committees = [][]string{vn.Keys("ủy ban nhân dân"), vn.Keys("ubnd")}

// committee reads "Ủy ban nhân dân" without a level that the next body in its
// list has: "Ủy ban nhân dân, Công an các xã".
func (s *Set) committee(text string, tokens []vn.Token, i int) (Mention, int) {
	for _, keys := range committees {
		n := len(keys)
		if i+n > len(tokens) || !slices.EqualFunc(keys, tokens[i:i+n], func(k string, t vn.Token) bool { return k == t.Key }) {
			continue
		}
		end := tokens[i+n-1].End
		level := reSharedLevel.FindStringSubmatch(vn.Normalise(text[end:min(len(text), end+240)]).Text)
		if level == nil {
			return Mention{}, 0
		}
		id := "ubnd-xa"
		switch level[1] {
		case "tỉnh":
			id = "ubnd-tinh"
		case "huyện", "quận":
			id = "ubnd-huyen"
		}
		return s.mention(s.byID[id], text, tokens[i], tokens[i+n-1]), n
	}
	return Mention{}, 0
}

// quantified is where the noun behind a quantifier at token i stands, i itself
// where there is none; ok is false where no noun can follow.
func quantified(text string, tokens []vn.Token, i int) (from int, several, ok bool) {
	from, several = i, quantifier[tokens[i].Key]
	if several {
		from++
	}
	return from, several, from < len(tokens) && (!several || blank(text, tokens, from))
}

var quantifier = map[string]bool{vn.Key("các"): true, vn.Key("những"): true}

// named makes the mention of tokens i to n whose name begins at token from.
func (s *Set) named(text string, tokens []vn.Token, i, from, n int, ctx Context) Mention {
	name := text[tokens[from].Start:tokens[n-1].End]
	m := Mention{Name: name, Unknown: true, Span: corpus.Span{Start: tokens[i].Start, End: tokens[n-1].End}}
	lower := vn.Normalise(name).Text
	if ctx.Locality != "" {
		place := vn.Normalise(ctx.Locality).Text
		for _, p := range []string{" tỉnh " + place, " thành phố " + place, " " + place} {
			lower = strings.TrimSuffix(lower, p)
		}
	}
	m.Agency = "x:" + lower
	if strings.HasPrefix(lower, "ban chỉ đạo ") && (strings.HasSuffix(lower, " tỉnh") || strings.HasSuffix(lower, " thành phố")) {
		a := s.agencies[s.byID["ban-chi-dao-tinh"]]
		m.Agency, m.Name, m.Unknown = a.ID, a.Name, false
	}
	return m
}

// nameEnd is the index of the token behind the name that begins at token i and
// goes on at least to token j.
func (s *Set) nameEnd(text string, tokens []vn.Token, i, j int) int {
	behind := j
	for ; j < len(tokens) && j-i < longest; j++ {
		gap := strings.Trim(text[tokens[j-1].End:tokens[j].Start], " \u00a0")
		upper := capital(text[tokens[j].Start:])
		and := tokens[j].Key == andKey
		next := j
		if and {
			next++
		}
		if _, n := walk(inNames, tokens[j:]); n > 0 && gap != "," {
			j += n - 1
			continue
		}
		switch {
		case gap == "" && !and:
			if _, v := walk(verbs, tokens[j:]); v > 0 && !upper {
				return j
			}
			if _, d := walk(deeds, tokens[j:]); d > 0 && !upper && j > behind {
				return j
			}
		case gap == "-" || gap == "–" || gap == "/" || gap == "&":
		case (gap == "," && upper || gap == "" && and) && next < len(tokens) && capital(text[tokens[next].Start:]) && !s.begins(text, tokens, next):
		default:
			return j
		}
	}
	return j
}

// begins reports whether another body or a person begins at token i.
func (s *Set) begins(text string, tokens []vn.Token, i int) bool {
	if _, n := s.match(text, tokens, i); n > 0 {
		return true
	}
	if _, n := walk(titles, tokens[i:]); n > 0 {
		return true
	}
	if _, n := walk(commons, tokens[i:]); n > 1 {
		return true // "..., Ban quản lý Vườn quốc gia ..."
	}
	_, n := walk(heads, tokens[i:])
	return n > 0 && i+n < len(tokens) && capital(text[tokens[i+n].Start:]) || quantifier[tokens[i].Key]
}

// blank reports whether nothing but blanks parts token i from the one before.
func blank(text string, tokens []vn.Token, i int) bool {
	return strings.Trim(text[tokens[i-1].End:tokens[i].Start], " \u00a0") == ""
}

func contiguous(text string, tokens []vn.Token, i, j int) bool {
	for k := i + 1; k < j; k++ {
		if !together(text[tokens[k-1].End:tokens[k].Start]) {
			return false
		}
	}
	return true
}

// specified reports whether a field behind "các cơ quan" or "các đơn vị" makes
// one kind of body of it: "các cơ quan báo chí".
func (s *Set) specified(at int, text string, tokens []vn.Token, i, n int) bool {
	if s.agencies[at].ID != "co-quan-don-vi" || i+n >= len(tokens) || n > 3 || strings.Contains(text[tokens[i].Start:tokens[i+n-1].End], ",") || !blank(text, tokens, i+n) {
		return false
	}
	_, k := walk(fields, tokens[i+n:])
	return k > 0
}

var plainKeys = [][]string{vn.Keys("cơ quan"), vn.Keys("đơn vị"), vn.Keys("tổ chức")}

// army is how the army is named behind the police: "Công an, Quân sự, Biên
// phòng", of whatever level.
var army = map[string]bool{vn.Key("quân") + " " + vn.Key("sự"): true, vn.Key("quân") + " " + vn.Key("đội"): true}

// plain reads "đơn vị" or "cơ quan" standing alone as a member of a list:
// "các sở, ngành, đơn vị, địa phương".
func (s *Set) plain(text string, tokens []vn.Token, i int, before []Mention) (Mention, int) {
	if len(before) == 0 || i+1 >= len(tokens) || !listGap(text[before[len(before)-1].Span.End:tokens[i].Start]) {
		return Mention{}, 0
	}
	if last, known := s.ByID(before[len(before)-1].Agency); known && last.Kind == "force" && capital(text[tokens[i].Start:]) && army[tokens[i].Key+" "+tokens[i+1].Key] {
		return s.named(text, tokens, i, i, i+2, Context{}), 2
	}
	for _, k := range plainKeys {
		if tokens[i].Key != k[0] || tokens[i+1].Key != k[1] {
			continue
		}
		rest := vn.Normalise(text[tokens[i+1].End:min(len(text), tokens[i+1].End+40)]).Text
		for _, ok := range []string{",", ";", ".", " và ", " liên quan", " có liên quan", " khác", " trực thuộc", " chức năng", " của tỉnh"} {
			if rest == "" || strings.HasPrefix(rest, ok) {
				return s.mention(s.byID["co-quan-don-vi"], text, tokens[i], tokens[i+1]), 2
			}
		}
	}
	return Mention{}, 0
}

// Noun reads a body at the very start of text, known or not. It is for places
// that hold nothing but a body, such as a table's cell.
func (s *Set) Noun(text string, ctx Context) (Mention, bool) {
	ms := s.Mentions(text, ctx)
	if len(ms) == 0 || strings.TrimSpace(text[:ms[0].Span.Start]) != "" {
		return Mention{}, false
	}
	return ms[0], true
}
