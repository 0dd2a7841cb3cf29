package vocab

import (
	"strings"

	"doichieu/corpus/lazy"
	"doichieu/corpus/vn"
)

// Plans also address bodies that nobody could list, by what they do or were
// given: "các tổ chức, cá nhân được cấp giấy phép khai thác khoáng sản có trách
// nhiệm ...", "Đơn vị được kiểm tra:". Such a class is a noun of kind, words
// that qualify it, and then what it has to do, or a colon. It is read only
// where a clause begins or a list of bodies goes on; anywhere else the same
// words tell what is inspected, supported or informed.

var (
	// Nouns of kind. "Tổ chức" is a verb too.
	addressees = phrases(`tổ chức|tổ chức, cá nhân|cá nhân, tổ chức|tổ chức và cá nhân|tổ chức, doanh nghiệp|tổ chức, đơn vị|cơ quan, tổ chức|cơ quan, đơn vị|cơ quan, đơn vị, tổ chức|cơ quan, tổ chức, cá nhân|cơ quan, đơn vị, tổ chức, cá nhân|doanh nghiệp|doanh nghiệp, hợp tác xã|doanh nghiệp, cá nhân|đơn vị|đơn vị, doanh nghiệp|đơn vị, cá nhân|cơ quan|cơ sở|chủ cơ sở|chủ đầu tư|chủ dự án|chủ phương tiện|chủ rừng|chủ đập|chủ hồ|chủ hồ chứa|chủ tàu|nhà đầu tư|nhà thầu|hộ kinh doanh|hợp tác xã|công ty`)
	// How the words that say which of them begin.
	qualifiers = phrases(`được|bị|có|đang|đã|chưa|chậm|hoạt động|khai thác|kinh doanh|sản xuất|quản lý|sử dụng|chủ trì|chủ quản|đầu mối|tham gia|thi công|vận tải|vận chuyển|thăm dò|chế biến|thu mua|dự án|các dự án|công trình|các công trình|nuôi trồng|chăn nuôi|giao kế hoạch|trúng thầu|trúng đấu giá|cung cấp|cung ứng|nhập khẩu|xuất khẩu|giết mổ|lưu trú|thủy điện|thủy lợi|cá|thờ tự`)
	// What they have to do: words that end a qualifier for sure, and verbs that
	// do where nothing makes them part of it.
	duties = phrases(`có trách nhiệm|chịu trách nhiệm|có nghĩa vụ|phải|cần phải|tự chịu trách nhiệm|chịu hoàn toàn trách nhiệm`)
	acts   = phrases(`chuẩn bị|đẩy nhanh|khẩn trương|nghiêm túc|nghiêm chỉnh|chủ động|tăng cường|tiếp tục|tập trung|kịp thời|bảo đảm|đảm bảo|thực hiện|báo cáo|rà soát|lập|tổ chức|cử|bố trí|gửi|chấp hành|phối hợp|căn cứ|tích cực|triển khai|hoàn thành|cam kết|niêm yết|công khai|hướng dẫn|xây dựng|tuân thủ|theo chức năng|theo nhiệm vụ|nâng cao|thường xuyên|lắp đặt|khắc phục|khai báo|vận hành`)
	// ... which say no more than the noun.
	liaisons = phrases(`có liên quan|có chức năng|chức năng`)
	// Words that make a topic or a statement of the whole.
	breaks = phrases(`là|thì|gồm|bao gồm|như sau|nếu`)
)

// binding are the words behind which a verb still belongs to the qualifier: "được
// giao thực hiện", "đơn vị chủ trì xây dựng".
var binding = map[string]bool{vn.Key("được"): true, vn.Key("bị"): true, vn.Key("giao"): true, vn.Key("trì"): true, vn.Key("đang"): true, vn.Key("đã"): true, vn.Key("để"): true, vn.Key("mối"): true}

// passives make of a duty one that others have towards the body.
var passives = map[string]bool{vn.Key("được"): true, vn.Key("bị"): true, vn.Key("là"): true, vn.Key("đạt"): true}

// auxiliary are qualifiers that say nothing alone.
var auxiliary = map[string]bool{vn.Key("được"): true, vn.Key("bị"): true, vn.Key("có"): true, vn.Key("đang"): true, vn.Key("đã"): true, vn.Key("chưa"): true, vn.Key("chậm"): true}

// widest is how many syllables the words of a class take at most.
const widest = 30

// reClauseStart is what stands in front of a class, normalised, where it begins
// a clause.
var reClauseStart = lazy.MustCompile(`(?:^|[.;:–+-] ?|, )(?:(?:[^.;:,]{0,30} )?(?:đối với|yêu cầu|đề nghị|giao|trách nhiệm của|nhiệm vụ của) )?(?:(?:toàn thể|tất cả|người đứng đầu|lãnh đạo|thủ trưởng|giám đốc|đại diện) )*$`)

// class reads a class of addressees at token i, behind the mentions before.
func (s *Set) class(text string, tokens []vn.Token, i int, before []Mention, ctx Context) (Mention, int) {
	from, several, ok := quantified(text, tokens, i)
	if !ok {
		return Mention{}, 0
	}
	_, h := walk(addressees, tokens[from:])
	j := from + h
	if h == 0 || !contiguous(text, tokens, from, j) || j >= len(tokens) || !blank(text, tokens, j) {
		return Mention{}, 0
	}
	if _, known := s.match(text, tokens, i); i+known > j {
		return Mention{}, 0 // "các tổ chức, cá nhân có liên quan"
	}
	_, q := walk(qualifiers, tokens[j:])
	_, duty := walk(duties, tokens[j:])
	verb := h == 2 && !several && tokens[from].Key == plainKeys[2][0] && !binding[tokens[j].Key] // "Tổ chức thi công ..."
	_, concerned := walk(liaisons, tokens[j:])
	if q == 0 || duty > 0 || concerned > 0 || verb || !s.addressed(text, tokens, i, before, several) {
		return Mention{}, 0
	}
	n := s.classEnd(text, tokens, from, j+q)
	// Alone in a heading one of a kind is a topic: "Doanh nghiệp có vốn đầu tư
	// nước ngoài"; what it was given, or who is spoken to, makes it an addressee.
	if n == 0 || n == len(tokens) && i == 0 && !several && tokens[j].Key != givenKey && !strings.HasSuffix(text, ":") {
		return Mention{}, 0
	}
	m := s.named(text, tokens, i, from, n, ctx)
	return m, n - i
}

var givenKey = vn.Key("được")

// addressed reports whether a clause begins at token i, or the list of the
// mentions before goes on.
func (s *Set) addressed(text string, tokens []vn.Token, i int, before []Mention, several bool) bool {
	at := tokens[i].Start
	if len(before) > 0 && listGap(text[before[len(before)-1].Span.End:at]) {
		return true
	}
	start := max(0, at-200)
	for start > 0 && text[start]&0xC0 == 0x80 {
		start--
	}
	front := vn.Normalise(text[start:at]).Text
	if !strings.HasSuffix(front, " ") && front != "" {
		front += " "
	}
	loc := reClauseStart.FindStringIndex(front)
	return loc != nil && (several || !strings.HasPrefix(front[loc[0]:], ","))
}

// classEnd is the token behind the words that qualify a class, which begin in
// front of token j; 0 where what follows gives it nothing to do.
func (s *Set) classEnd(text string, tokens []vn.Token, from, j int) int {
	sure := false  // only a word of duty ends it
	agent := false // "được Sở A và Sở B kiểm tra"
	if auxiliary[tokens[j-1].Key] {
		if j < len(tokens) {
			_, n := s.match(text, tokens, j)
			agent = n > 0
		}
		j++ // "được" and the like say nothing alone
	}
	for ; j < len(tokens) && j-from < widest; j++ {
		gap := strings.Trim(text[tokens[j-1].End:tokens[j].Start], " \u00a0")
		if strings.HasPrefix(gap, ":") {
			return j
		}
		comma := gap == ","
		and := tokens[j].Key == andKey
		if (comma || and) && !agent && s.another(text, tokens, j, and) {
			return j
		}
		if gap != "" && !comma && gap != "-" && gap != "/" {
			return 0
		}
		if _, b := walk(breaks, tokens[j:]); b > 0 {
			return 0
		}
		if _, d := walk(duties, tokens[j:]); d > 0 {
			if j+d < len(tokens) && passives[tokens[j+d].Key] {
				return 0 // "phải được kiểm tra": others do it
			}
			return j
		}
		_, act := walk(acts, tokens[j:])
		switch {
		case act == 0 || binding[tokens[j-1].Key] || tokens[j-1].Key == andKey:
		case comma:
			sure = true
		case !sure:
			return j
		}
	}
	if j > len(tokens) {
		return 0
	}
	if end := strings.TrimSpace(text[tokens[j-1].End:]); j == len(tokens) && (end == "" || end == ":") && !sure {
		return j // a heading
	}
	return 0
}

// another reports whether the next body of a list begins at token j, an "và" in
// front of it counted.
func (s *Set) another(text string, tokens []vn.Token, j int, and bool) bool {
	if and {
		j++
	}
	if j >= len(tokens) {
		return false
	}
	_, n := walk(whole, tokens[j:])
	return n > 0 || s.begins(text, tokens, j)
}
