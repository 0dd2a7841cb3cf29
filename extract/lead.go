package extract

import (
	"slices"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/extract/vocab"
	"doichieu/extract/when"
)

// Titles and quantifiers that may stand before an agency without changing who
// is meant; "đề nghị" and "giao" are told apart where they are used.
const titles = `(?:các|những|toàn thể|tất cả|từng|mỗi|thủ trưởng|giám đốc|chủ tịch|phó chủ tịch|bí thư|lãnh đạo|người đứng đầu|trưởng|cục trưởng|chi cục trưởng|chánh án|chánh|viện trưởng|tổng giám đốc|hiệu trưởng|tổng biên tập|chỉ huy trưởng|bộ trưởng|đồng chí|đơn vị|cơ quan|đại diện|tập thể|ban giám đốc|ban lãnh đạo)`

// tails may stand behind an agency inside a list.
const tails = `(?:tỉnh|thành phố|thủ đô|trung ương|cấp tỉnh|cấp thành phố|cấp huyện|cấp xã|các cấp|hai cấp|cùng cấp|địa phương|toàn tỉnh|toàn thành phố|(?:trong|trên) toàn (?:tỉnh|thành phố)|trong tỉnh|(?:đóng (?:chân |quân )?)?trên địa bàn(?: toàn)?(?: tỉnh| thành phố| xã| huyện| phường)?|(?:có |khác có )?liên quan(?: khác)?|(?:trực )?thuộc(?: ubnd| ủy ban nhân dân)?(?: tỉnh| thành phố)|của (?:tỉnh|thành phố|trung ương|huyện|xã|sở)|ở (?:trung ương|địa phương|cơ sở)|khác|trực thuộc|chức năng|nghiệp vụ|chuyên môn|\([^)]*\)|tổ chức liên quan)`

// listHead announces an enumeration: "các sở, ngành: Công an, Tài chính".
const listHead = `(?:(?:các )?(?:sở|bộ|ban|ngành|cơ quan|đơn vị)[^:.;()]{0,40}:\s*)?`

// When and how: what may stand in front of a subject.
const preambles = `(?:(?:trong đó|riêng|(?:\(\) )?lưu ý|hằng năm|hàng năm|trước mắt|đồng thời|ngoài ra|định kỳ(?: hằng| hàng)?(?: năm| quý| tháng)?|(?:trong )?quá trình [^.;:]{0,90}?(?:thực hiện|vướng mắc|phát sinh)|trong thời gian [^.;:,]{0,60}|trước ngày [\d/ ]+|đến (?:hết )?năm \d{4}|(?:trong )?năm \d{4}|(?:ngay )?(?:trong |vào |từ )(?:đầu |cuối )?(?:tháng|quý|năm) [\divx/ -]+(?:năm \d{4})?|trong \d+ tháng (?:đầu|cuối) năm(?: \d{4})?)[,: ]+)`

var (
	reGap      = lazy.MustCompile(`^\s*(?:(?:` + tails + `|[,;/&]|và\s|cùng\s|hoặc\s|với\s)\s*)*(?:` + titles + `\s+)*$`)
	reJoin     = lazy.MustCompile(`[,;/&]|(?:^|\s)(?:và|cùng|hoặc|với)(?:\s|$)`)
	reGenitive = lazy.MustCompile(`^\s*(?:` + tails + `\s*)*(?:(?:trực )?thuộc|của|thuộc quyền quản lý của|tại)\s+(?:` + titles + `\s+)*$`)
	reAsk      = lazy.MustCompile(`^\s*(?:` + tails + `\s*)*(?:[,;.]\s*|và\s+)+(đề nghị|giao(?: nhiệm vụ)?(?: cho)?|yêu cầu)\s+(?:` + titles + `\s+)*$`)
	reOpening  = lazy.MustCompile(`^\s*` + preambles + `*(?:(đề nghị|giao(?: trách nhiệm| nhiệm vụ)?(?: cho)?|yêu cầu|phân công|trách nhiệm của|nhiệm vụ của|đối với|kiến nghị)\s+)?` + listHead + `(?:` + titles + `(?:,| và)?\s+)*$`)
	reTail     = lazy.MustCompile(`^\s*(?:` + tails + `\s*)*`)

	// What may follow a list that is a subject. A preposition or a relative
	// word shows that the agency is no subject but part of a name or topic.
	reNoSubject = lazy.MustCompile(`^(?:đã|vừa|có (?:ít nhất|tối thiểu|từ|trên|\d+)|của|với|để|về|từ|tại|cho|bị|được|số|điện tử|chính quy|hiện đại|đô thị|trong sạch|vững mạnh|các cấp ủy)(?:\s|$)`)
	// ... but what bodies were given may say which of them have to act.
	reDescribed = lazy.MustCompile(`^(?:được|bị) (?:giao|phân công|chọn|lựa chọn|kiểm tra|thanh tra|thụ hưởng|hỗ trợ|cấp|phân bổ)[^.;:]{0,120}? (?:có trách nhiệm|chịu trách nhiệm|phải|khẩn trương|chủ động|nghiêm túc|tập trung|đẩy nhanh|rà soát|tổ chức thực hiện|tiếp tục|bảo đảm|đảm bảo|hoàn thành|chuẩn bị|báo cáo) `)
	// What makes a body of a common noun in front of it: a duty, or the colon
	// behind which its work stands.
	reDuty = lazy.MustCompile(`^(?:có trách nhiệm|chịu trách nhiệm|có nghĩa vụ|phải |chuẩn bị |căn cứ |nghiêm túc |chủ động |khẩn trương |:\s*(?:(?:thực hiện|chuẩn bị|có trách nhiệm|chịu trách nhiệm|phối hợp|bố trí|cử|lập|xây dựng|tổ chức|báo cáo|chủ trì|chủ động|nghiêm túc|cung cấp|rà soát|tham mưu|giúp|kiểm tra|chấp hành|đảm bảo|bảo đảm|triển khai|căn cứ)\s))`)
	// Behind a colon, what is done to those whom a point concerns, and not by them.
	reUpon    = lazy.MustCompile(`^:\s*(?:tiếp tục |tăng cường |thường xuyên |kịp thời )?(?:kiên quyết|kiểm tra|thanh tra|xử lý|xử phạt|đình chỉ|thu hồi|hỗ trợ|khuyến khích|hướng dẫn|tuyên truyền|vận động|ưu tiên|giám sát|đôn đốc|rà soát|yêu cầu|không )`)
	rePassive = lazy.MustCompile(`^(?:phải|cần) (?:được|bị|là|đạt)\s`)
	// Teams and owners that stand as a heading though their name is a common one.
	reTeam = lazy.MustCompile(`^(?:đoàn (?:kiểm tra|thanh tra|công tác|giám sát)|tổ (?:công tác|kiểm tra)|ban (?:tổ chức|quản lý) |ban tổ chức$|chủ (?:đầu tư|rừng)|nhà (?:thầu|trường|đầu tư)|hộ kinh doanh|(?:lực lượng )?(?:cảnh sát|kiểm lâm)|hạt kiểm lâm|bảo tàng|thư viện|bệnh viện|bộ phận )`)
	// A heading's closing words behind its agencies; the public may stand last
	// among those whom it calls upon.
	reCloses   = lazy.MustCompile(`^\s*(?:(?:,|và|,? cùng)\s*(?:toàn thể |các tầng lớp |mọi |các |hộ |người )?(?:cộng đồng|nhân dân|người dân|hộ gia đình|gia đình|công dân|cá nhân|dân|hộ dân)(?: dân cư| có liên quan| liên quan| (?:trên địa bàn|trong|toàn) (?:tỉnh|thành phố|xã|phường))*)*[\s:.;,]*$`)
	reTold     = lazy.MustCompile(`(?:^|[.;,:(]\s*|\s)(giao(?: nhiệm vụ| trách nhiệm)?(?: cho)?|đề nghị|yêu cầu|do|phân công)\s+` + listHead + `(?:` + titles + `\s+)*$`)
	rePresides = lazy.MustCompile(`^\s*(?:` + tails + `\s*)*(?:là cơ quan |làm đầu mối |có trách nhiệm |chịu trách nhiệm )?(?:chủ trì|chịu trách nhiệm|có trách nhiệm|làm đầu mối|là cơ quan)`)
	reActs     = lazy.MustCompile(`^\s*(?:` + tails + `\s*)*(?:chủ trì|cần |cụ thể hóa|thực hiện|đảm nhiệm|tham mưu|tổ chức|theo dõi|chịu trách nhiệm|có trách nhiệm|phụ trách|làm đầu mối|tổng hợp|hướng dẫn|triển khai|xây dựng|rà soát|báo cáo|chủ động|bố trí|phối hợp|tiếp tục|tăng cường|căn cứ|theo chức năng|đẩy mạnh|thường xuyên|kịp thời|ban hành|kiểm tra|quản lý|chỉ đạo|đề xuất|khẩn trương|tập trung|nghiên cứu|quán triệt|tuyên truyền|lập|là đầu mối|cập nhật|cung cấp|đôn đốc|bảo đảm|đảm bảo|quan tâm|tích cực|nghiêm túc|trên cơ sở|phải|giúp|đưa|duy trì|vận động|hỗ trợ|phát huy|vận hành|tăng|chuẩn bị|mở|tiếp nhận|tham gia|cử|sẵn sàng|xử lý|giải quyết|tập huấn|niêm yết|công khai|đăng|phát |phát động|kiểm soát|thông tin|thông báo|khắc phục|huy động|lồng ghép|lắp đặt|trang trí|chăm sóc|tuần tra|rà |điều tra|khảo sát|thẩm định|đánh giá|thống kê|nâng cao|chấp hành|khai thác|tiến hành|sửa chữa|nâng cấp|tổng kết|sơ kết|giám sát|phổ biến|vệ sinh|thu gom|đẩy nhanh|cam kết|tuân thủ|nghiêm chỉnh|có nghĩa vụ|dự trữ|phun |cấp phát|tiêm |trực |khoanh vùng|di dời|sơ tán|đóng cửa|ứng trực|dự báo|cảnh báo|nạo vét|duy tu|bảo dưỡng|phân luồng|điều tiết|tìm kiếm|quy tập|thăm |trồng |số hóa|rút ngắn|cắt giảm|tiếp thu|hoàn thiện|thẩm tra|chi trả|giải ngân|thành lập|kiện toàn|củng cố|xác minh|đối chiếu|phân loại|nắm |bám sát|ứng dụng|đổi mới|phân công|trình |gửi |treo |bàn giao|ngăn chặn|phòng ngừa|đấu tranh|chấn chỉnh|lắp |quảng bá|sưu tầm|trưng bày|nhân rộng|hưởng ứng|phục hồi|khôi phục|kêu gọi|khuyến khích|ưu tiên|thu hút|kết nối|tích hợp|cân đối|phân bổ|điều chỉnh|sửa đổi|bổ sung|khen thưởng|nhắc nhở|xử phạt|cải tạo|mua |thu hồi|giải phóng|nghiệm thu|chịu )`)
	// What a body does of which "do X ..." tells that the task is its own.
	reCharged = lazy.MustCompile(`^\s*(?:` + tails + `\s*)*(?:chủ trì|thực hiện|đảm nhiệm|phụ trách|làm đầu mối|là đầu mối|chịu trách nhiệm|tham mưu|tổ chức thực hiện|triển khai thực hiện)`)
	// ... and what it does of which they tell so only of a thing that begins the
	// clause and of which no more is said: "Xe do X bố trí", but "Bảo dưỡng đường
	// do X quản lý".
	reProvides = lazy.MustCompile(`^\s*(?:` + tails + `\s*)*(?:bố trí|đảm bảo|bảo đảm|cấp|chuẩn bị|cung cấp|chi trả|quản lý|lập|tổng hợp|xây dựng|đảm nhận|tổ chức|hỗ trợ|in|mua sắm|trực|tiếp nhận|vận hành|cân đối|phát hành)(?:[\s,.;)/]|$)`)
	reThing    = lazy.MustCompile(`^\s*(?:các |những )?(?:xe|phương tiện|kinh phí|chi phí|nguồn kinh phí|hồ sơ|nhà|trụ sở|phần mềm|tài liệu|địa điểm|vật tư|thiết bị|trang thiết bị|nhân lực|lực lượng|việc|công tác|nội dung|hội trường|cơ sở vật chất|thuốc|máy|nơi|chỗ|giấy|thẻ|biểu mẫu|danh sách|hệ thống|quà|hiện vật|âm thanh|ánh sáng|phòng|đường dây)\s`)
	reOfThing  = lazy.MustCompile(`^[^.;]*\s(?:được|phải|bị|thì|là|chưa|không|còn|đã|có)\s`)
	reReviews  = lazy.MustCompile(`^\s*(?:tổ chức )?(?:rà soát|đánh giá|kiểm tra|thanh tra|giám sát|nghiệm thu|thẩm định|sửa đổi|bổ sung|thu hồi|khắc phục|xử lý|tham dự|tham gia)\s`)
	reComma    = lazy.MustCompile(`[,(]\s*(?:` + titles + `\s+)*$`)
	// A sentence that opens with its ground names its subject behind a comma:
	// "Căn cứ ..., các sở, ngành triển khai ...".
	reGround = lazy.MustCompile(`^\s*(?:căn cứ|trên cơ sở|theo|để|nhằm|bên cạnh|ngoài|cùng với|trường hợp|trong thời gian|trong giai đoạn|thực hiện|(?:trong )?quá trình|khi|sau khi)\s`)
)

// list collects the mentions from ms[i] on that stand in one list and returns
// them with the offset where the list ends. Agencies stand in a list as long as
// nothing but a comma, "và" and the like, or a tail such as "có liên quan"
// parts them; a body to which a member belongs ("trực thuộc Ủy ban nhân dân
// tỉnh") is none itself.
func (s *sentence) list(i int, rule string, requested bool) ([]owner, int) {
	ms := s.ms
	out := []owner{s.owner(ms[i], rule, requested)}
	end := ms[i].Span.End
	for i++; i < len(ms) && len(out) < longestList; i++ {
		m := ms[i]
		if m.Span.Start > end {
			gap := s.between(end, m.Span.Start)
			ask := reAsk.FindStringSubmatch(gap)
			switch {
			case ask != nil:
				requested = ask[1] == "đề nghị"
			case reGenitive.MatchString(gap):
				end = m.Span.End
				continue
			case reGap.MatchString(gap) && reJoin.MatchString(gap):
			case strings.TrimSpace(gap) == "" && ms[i-1].Collective && m.Collective:
				// "các sở, ban, ngành đoàn thể": the comma is lost.
			case inBrackets(s.text[end:], m.Span.Start-end):
				continue // "Sở Nội vụ (Ban Thi đua - Khen thưởng)"
			default:
				return out, end
			}
		}
		out = append(out, s.owner(m, rule, requested))
		end = max(end, m.Span.End)
	}
	return out, end
}

var (
	reOthers     = lazy.MustCompile(`(?:liên quan|khác)$`)
	reOthersTail = lazy.MustCompile(`^\s*(?:có )?(?:liên quan|giáp ranh|lân cận|liền kề|khác)(?:[\s,.;:)]|$)`)
)

// tellsApart reports whether the words of a body's name, or those behind it,
// set bodies apart from others of their kind: "các xã giáp ranh".
func tellsApart(name, after string) bool {
	return reOthers.MatchString(name) || reOthersTail.MatchString(after)
}

func (s *sentence) owner(m vocab.Mention, rule string, requested bool) owner {
	return owner{m, requested, rule, tellsApart(s.between(m.Span.Start, m.Span.End), s.after(m.Span.End))}
}

// longestList is how many agencies a list has at most.
const longestList = 80

// inBrackets reports whether offset at of s lies in a bracket that opens
// directly at the start of s.
func inBrackets(s string, at int) bool {
	t := strings.TrimLeft(s, " ")
	return strings.HasPrefix(t, "(") && !strings.Contains(s[:at], ")")
}

// tail is the normalised text behind byte i, without what may stand behind an
// agency in a list.
func (s *sentence) tail(i int) string {
	rest := s.after(i)
	return strings.TrimLeft(rest[len(reTail.FindString(rest)):], " ")
}

// subject reads the list of agencies with which the text begins, and where it
// ends.
func (s *sentence) subject() ([]owner, int) {
	first := s.ms[0]
	opening := reOpening.FindStringSubmatch(s.between(0, first.Span.Start))
	if opening == nil {
		return nil, 0
	}
	rule := "subject"
	if strings.HasPrefix(opening[1], "giao") {
		rule = "told"
	}
	owners, end := s.list(0, rule, opening[1] == "đề nghị")
	rest := s.tail(end)
	switch {
	case first.Vague && !s.burdened(first, opening[1], rest):
		return nil, 0
	case reNoSubject.MatchString(rest) && !reDescribed.MatchString(rest):
		return nil, 0
	case (opening[1] == "đối với" || strings.HasSuffix(opening[1], " của")) && !strings.HasPrefix(rest, ":") && !reCloses.MatchString(rest):
		return nil, 0
	case s.speaks(first) && (strings.HasPrefix(rest, "yêu cầu ") || strings.HasPrefix(rest, "giao ") || strings.HasPrefix(rest, "đề nghị ") || strings.HasPrefix(rest, "phân công ")):
		return nil, 0 // "Ủy ban nhân dân tỉnh yêu cầu ...": whoever is asked leads
	case first.Unknown && opening[1] == "đối với" && reUpon.MatchString(rest):
		return nil, 0
	case first.Unknown && opening[1] == "" && !reCloses.MatchString(rest) && !reActs.MatchString(strings.TrimLeft(rest, ": ,")):
		return nil, 0 // a name of the same form that does nothing: "Hội thi ..."
	}
	return owners, end
}

// speaks reports whether the paper may speak in the agency's name, so that its
// orders in the text are the paper's own. A department or a commune orders its
// own units where the paper is another's; a collective issues none.
func (s *sentence) speaks(m vocab.Mention) bool {
	switch {
	case m.Collective:
		return false
	case s.issuer == "" || m.Agency == s.issuer:
		return true
	case m.Agency == "ubnd-xa" || m.Agency == "ubnd-huyen":
		return s.issuer != "ubnd-tinh"
	}
	return !strings.HasPrefix(m.Agency, "so-") && !strings.HasPrefix(m.Agency, "bo-chi-huy-") && m.Agency != "cong-an-tinh"
}

// burdened reports whether what follows a body of a common noun gives it
// something to do.
func (s *sentence) burdened(m vocab.Mention, opening, rest string) bool {
	return !rePassive.MatchString(rest) && (reDuty.MatchString(rest) || s.team(m, opening, rest))
}

// team reports whether the common name is that of a team or owner, and what
// stands in front of and behind it make it the subject or a heading.
func (s *sentence) team(m vocab.Mention, opening, rest string) bool {
	return reTeam.MatchString(s.between(m.Span.Start, m.Span.End)) &&
		(reCloses.MatchString(rest) || opening == "đối với" && strings.HasPrefix(rest, ":") && strings.HasPrefix(s.between(m.Span.Start, m.Span.End), "đoàn ") || opening != "đối với" && reActs.MatchString(rest))
}

// charged reports whether "do", in front of the agency at byte i, makes the
// thing done its task; rest is what stands behind the agency.
func (s *sentence) charged(i int, rest string) bool {
	gap := s.between(lastBreak(s.text[:i]), i)
	inside := inBracket(gap) || strings.Contains(gap, ", do ")
	switch {
	case !inside && reReviews.MatchString(gap):
		return false
	case reCharged.MatchString(rest):
		return true
	}
	return reProvides.MatchString(rest) && reThing.MatchString(gap) && !reOfThing.MatchString(rest)
}

// clauses finds, behind the first leads of an item, the subjects of further
// clauses and sentences: the item gives work to each of them. Bodies in taken
// have another role, though a semicolon may part them in their list.
func (s *sentence) clauses(end int, taken []owner) []owner {
	if end == 0 {
		return nil
	}
	var out []owner
	for i := s.next(end); i < len(s.ms); i = max(i+1, s.next(end)) {
		m := s.ms[i]
		end = m.Span.End
		at := lastBreak(s.text[:m.Span.Start])
		if m.Vague && !s.burdened(m, "", s.tail(end)) || at == 0 || s.text[at-1] == ':' {
			continue
		}
		opening := reOpening.FindStringSubmatch(s.between(at, m.Span.Start))
		if opening == nil || strings.HasSuffix(opening[1], " của") || opening[1] == "đối với" || reShares.MatchString(opening[0]) ||
			holds(taken, m) && (opening[1] == "" || strings.HasSuffix(s.between(m.Span.Start, m.Span.End), "trực thuộc")) {
			continue // "...; giao các đơn vị trực thuộc" is an order of the lead
		}
		var owners []owner
		owners, end = s.list(i, "clause", opening[1] == "đề nghị")
		if s.enumerated(i, owners) {
			continue
		}
		if reActs.MatchString(s.after(end)) && !reNoSubject.MatchString(s.tail(end)) {
			out = append(out, owners...)
		}
	}
	return out
}

// enumerated reports whether the list that begins at mention i goes on one that
// semicolons part: "Thông báo cho Sở A; Sở B; Sở C".
func (s *sentence) enumerated(i int, owners []owner) bool {
	semicolon := func(a, b corpus.Span) bool { return strings.TrimSpace(s.between(a.End, b.Start)) == ";" }
	return i > 0 && len(owners) > 1 && semicolon(s.ms[i-1].Span, owners[0].Span) && semicolon(owners[0].Span, owners[1].Span)
}

// holds reports whether the mention is among the owners.
func holds(owners []owner, m vocab.Mention) bool {
	return slices.ContainsFunc(owners, func(o owner) bool { return o.Span == m.Span })
}

// told finds "giao X", "yêu cầu X", "do X chủ trì", and where the list ends.
// Below a heading that gives a lead, only what begins a clause of its own takes
// the task from it.
func (s *sentence) told(under bool) ([]owner, int) {
	end := 0
	for i, m := range s.ms {
		if m.Span.Start < end {
			continue
		}
		gap := s.between(end, m.Span.Start)
		end = m.Span.End
		word := reTold.FindStringSubmatch(gap)
		if word == nil {
			continue
		}
		owners, stop := s.list(i, "told", word[1] == "đề nghị")
		rest := s.after(stop)
		clause := startsClause(gap, word[1], !under && word[1] != "đề nghị")
		switch {
		case word[1] == "do" && !s.charged(m.Span.Start, rest),
			under && !clause && word[1] != "do",
			!clause && word[1] != "do" && !reActs.MatchString(rest) && !reCloses.MatchString(rest),
			strings.HasPrefix(word[1], "giao") && !clause && !reHandsOver.MatchString(gap[:strings.LastIndex(gap, word[1])]),
			s.advised(i, gap[:strings.LastIndex(gap, word[1])]),
			reShares.MatchString(gap) && strings.TrimSpace(gap[:strings.LastIndex(gap, word[1])]) != "",
			reDone.MatchString(gap[:strings.LastIndex(gap, word[1])]):
			continue
		}
		return owners, stop
	}
	return nil, 0
}

var (
	// "giao" in mid-clause orders only behind its subject or another verb of
	// deciding: "diện tích đất thu hồi giao X quản lý" tells of land.
	reHandsOver = lazy.MustCompile(`(?:^\s*|[.,;:(–-]\s*|(?:và|đồng thời|đồng ý|thống nhất|nhất trí|chấp thuận|quyết định|tiếp tục|xem xét|nay|tạm|trực tiếp)\s+)$`)
	// What an agency that is advised may ask is no order yet.
	reAdvised = lazy.MustCompile(`(?:tham mưu|tham mưu cho|trình|đề xuất|kiến nghị|báo cáo)\s+(?:` + titles + `\s+)*$`)
	// Whom a programme is to hold responsible is its content: "xây dựng kế hoạch;
	// giao trách nhiệm người đứng đầu các đơn vị".
	reShares = lazy.MustCompile(`(?:giao|phân công) trách nhiệm (?:cho |của )?(?:người đứng đầu|từng|cá nhân)`)
)

// advised reports whether the asking word behind the mention before mention i is
// that agency's, which is itself only advised; gap stands in front of the word.
func (s *sentence) advised(i int, gap string) bool {
	if i == 0 || strings.TrimSpace(gap) != "" {
		return false
	}
	from := 0
	if i > 1 {
		from = s.ms[i-2].Span.End
	}
	return reAdvised.MatchString(s.between(from, s.ms[i-1].Span.Start))
}

// reDone ends what stands before "giao" where it tells of a thing, not an order.
var reDone = lazy.MustCompile(`(?:được|đã|việc|phương án|đề án|cơ chế|thẩm quyền|theo|để|đáp ứng|văn bản|công văn)\s*$`)

// startsClause reports whether the asking word stands at the start of a clause;
// a comma counts if it may.
func startsClause(gap, word string, comma bool) bool {
	before := strings.TrimRight(gap[:strings.LastIndex(gap, word)], " ")
	marks := ".;:("
	if comma {
		marks += ","
	}
	return before == "" || strings.ContainsAny(before[len(before)-1:], marks)
}

// later finds an agency that begins a later sentence or clause, or that
// presides, and where its list ends.
func (s *sentence) later(taken []owner) ([]owner, int) {
	past := 0 // where an enumeration of others ends
	for i, m := range s.ms {
		at := lastBreak(s.text[:m.Span.Start])
		gap := s.between(at, m.Span.Start)
		near := gap[max(0, len(gap)-reach):]
		begins := at > 0 && reOpening.MatchString(gap)
		comma := reComma.MatchString(near)
		if m.Vague && !(begins && s.burdened(m, "", s.tail(m.Span.End))) || !begins && !comma || holds(taken, m) || m.Span.Start < past || reShares.MatchString(near) {
			continue
		}
		owners, end := s.list(i, "sentence", false)
		rest := s.after(end)
		switch {
		case s.enumerated(i, owners):
			past = end
		case begins && strings.HasSuffix(s.text[:at], ".") && !m.Unknown && !reNoSubject.MatchString(s.tail(end)) && !reCloses.MatchString(rest):
			return owners, end
		case begins && s.text[at-1] != ':' && reActs.MatchString(rest) && !reNoSubject.MatchString(s.tail(end)):
			return owners, end
		case rePresides.MatchString(rest), inBracket(gap) && reCharged.MatchString(rest), reGround.MatchString(gap) && comma && reActs.MatchString(rest):
			return presiding(owners), end
		}
	}
	return nil, 0
}

// bracketed reads the bracket that closes an item and holds who does it and
// when, "... (Sở Y tế, Công an tỉnh; Quý III/2024).": its agencies and where the
// time begins and ends. A bracket without a time may explain a word.
func (s *sentence) bracketed(base when.Base) ([]owner, corpus.Span) {
	end := strings.LastIndexByte(s.text, ')')
	start := strings.LastIndexByte(s.text, '(')
	if start < 0 || end < start || strings.Trim(s.text[end+1:], " .;,/") != "" {
		return nil, corpus.Span{}
	}
	i := s.next(start)
	if i == len(s.ms) || strings.TrimSpace(s.text[start+1:s.ms[i].Span.Start]) != "" {
		return nil, corpus.Span{}
	}
	owners, stop := s.list(i, "bracketed", false)
	if stop > end {
		return nil, corpus.Span{}
	}
	rest := s.text[min(stop, end):end]
	time := strings.TrimLeft(rest, " ;,:-")
	if time == rest || len(when.Cell(time, base)) == 0 {
		return nil, corpus.Span{}
	}
	return owners, corpus.Span{Start: end - len(time), End: end}
}

// inBracket reports whether the gap in front of an agency opens a bracket there:
// "(Công an tỉnh thực hiện)".
func inBracket(gap string) bool {
	k := strings.LastIndexByte(gap, '(')
	return k >= 0 && !strings.ContainsAny(gap[k:], "),")
}

func presiding(owners []owner) []owner {
	for k := range owners {
		owners[k].rule = "presiding"
	}
	return owners
}

// lastBreak is the offset behind the last end of a sentence or clause in s.
func lastBreak(s string) int {
	for i := len(s) - 2; i >= max(0, len(s)-reach); i-- {
		if (s[i] == '.' || s[i] == ';' || s[i] == ':') && s[i+1] == ' ' {
			return i + 1
		}
	}
	return 0
}

// all makes owners of the mentions, each in the role that the rule gives.
func all(ms []vocab.Mention, rule string) []owner {
	out := make([]owner, len(ms))
	for i, m := range ms {
		out[i] = owner{Mention: m, rule: rule}
	}
	return out
}
