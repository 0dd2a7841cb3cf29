package extract

import (
	"slices"
	"strings"
	"unicode"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/marker"
	"doichieu/corpus/vn"
)

// itemRole is what an item is in the operative part.
type itemRole int

const (
	ignored itemRole = iota // outside the operative part, closing words, labels
	theme                   // a heading that names a theme
	leadIn                  // gives its agencies, roles and deadlines to the items below
	task                    // a provision that stands for itself
)

var (
	// The closing formula, and what is no provision wherever it stands.
	reClosing = lazy.MustCompile(`^(?:trên đây là|nay thông báo|nghị quyết này (?:được )?phổ biến|(?:văn phòng|thừa lệnh|ủy ban nhân dân|ubnd|hội đồng nhân dân|sở|ban)[^.;:]{0,80} (?:trân trọng |xin )?thông báo (?:để|đến|tới|ý kiến|nội dung|kết luận)[^.;:]{0,120} (?:biết|thực hiện)[^.;:]{0,40}[\s./]*$|yêu cầu các .{0,80}nghiêm túc (?:triển khai )?thực hiện (?:kế hoạch|quyết định|chỉ thị) này|(?:trong )?quá trình (?:tổ chức )?(?:triển khai )?thực hiện,? ?(?:nếu|kế hoạch|chương trình|trường hợp|có))`)
	// Closing words that call for nothing but carrying out the paper itself; no
	// provision at the very end of the body.
	reObey   = lazy.MustCompile(`^(?:căn cứ [^.;:]{0,60}(?:này|trên),? )?(?:(?:chủ tịch )?(?:ủy ban nhân dân|ubnd)[^.;:]{0,40} )?(?:yêu cầu |đề nghị |giao |thông báo )?[^.;:]{0,300}?(?:triển khai|nghiêm túc|khẩn trương|tổ chức|quan tâm|tích cực)[^.;:]{0,30}? thực hiện(?: nghiêm túc| tốt| có hiệu quả| nghiêm)?(?: (?:các nội dung|kế hoạch|chỉ thị|văn bản|thông báo|công điện|nội dung)[^.;:]{0,40})?[\s./]*$`)
	reForce  = lazy.MustCompile(`(?:có hiệu lực (?:thi hành )?(?:kể )?từ ngày|chịu trách nhiệm thi hành|căn cứ quyết định thi hành)`)
	reEnact  = lazy.MustCompile(`(?:có hiệu lực (?:thi hành )?kể từ ngày|chịu trách nhiệm thi hành|căn cứ quyết định thi hành|ban hành kèm theo (?:quyết định|nghị quyết) này)`)
	reRemark = lazy.MustCompile(`^(?:(?:\(\) ?)?(?:ghi chú|lưu ý|nguồn)\s*:|\(\)\s*:|\(?(?:ban hành )?kèm theo (?:quyết định|kế hoạch|công văn|nghị quyết|chỉ thị|thông báo|tờ trình|chương trình))`)
	// What stands in front of the words of a remark ("(*)" is "()" when
	// normalised), and the mark of a note as printed.
	reNoted = lazy.MustCompile(`^(?:\(\) ?)?lưu ý\s*[:,]?\s*`)
	reStar  = lazy.MustCompile(`^\(?\*+\)?\s`)
	// A remark with one of these calls upon somebody.
	reObliges = lazy.MustCompile(`(?:^|[ ,;])(?:phải|không được|nghiêm cấm|đề nghị|yêu cầu|có trách nhiệm|chịu trách nhiệm|hoàn thành)(?: |$)`)
	// "... do Văn phòng Sở bố trí" gives somebody something to do.
	reBy       = lazy.MustCompile(`(?:^| )do (?:các )?$`)
	reArranges = lazy.MustCompile(`^(?:\p{L}+ ){0,6}?(?:tự )?(?:bố trí|chuẩn bị|đảm bảo|bảo đảm|chi trả|cung cấp|thực hiện|chủ trì|phụ trách|tổ chức)(?: |[.;,]|$)`)
	// A provision that goes on behind a colon: "...; trong đó chú trọng:". What
	// "cụ thể" introduces is all of it, what "trong đó" singles out a part.
	reWithin = lazy.MustCompile(`[.;,]\s*(?:trong đó|cụ thể|tập trung|đặc biệt|nhất là)[^.;:]{0,60}:\s*$`)
	rePoints = lazy.MustCompile(`[.;,]\s*(?:trong đó|đặc biệt(?: là)?|nhất là)(?:,? (?:cần|phải|tập trung|chú trọng|chú ý|lưu ý|quan tâm|ưu tiên|trước mắt|trọng tâm)[^.;:]{0,60})?:\s*$`)
	// Words that say no more than that a body is in charge.
	reInCharge = lazy.MustCompile(`(?:^|[ ,])(?:là cơ quan|có trách nhiệm|chịu trách nhiệm|làm đầu mối|chủ trì|phụ trách|đảm nhiệm|phối hợp(?: chặt chẽ)? với|phối hợp|tổ chức thực hiện|triển khai thực hiện|thực hiện|(?:các |những )?nhiệm vụ(?: sau(?: đây)?)?|theo chức năng|giao|yêu cầu|đề nghị|các|và|cùng)(?:$|[ ,.;:])`)
	// Verbs of degree, with which the name of a theme begins where an order
	// names what is to be done.
	reDegree = lazy.MustCompile(`^(?:tiếp tục |không ngừng |từng bước )*(?:phát huy|nâng cao|tăng cường|đẩy mạnh|thực hiện|đổi mới|hoàn thiện|củng cố|bảo đảm|đảm bảo|mở rộng|thúc đẩy|phát triển|khơi dậy|đa dạng|làm tốt|huy động|chủ động|quan tâm|coi trọng|chăm lo) `)
	// Where the money comes from states no duty.
	reFunds  = lazy.MustCompile(`^(?:nguồn )?kinh phí`)
	reFunded = lazy.MustCompile(`(?:ngân sách|nguồn|dự toán|kinh phí (?:được|do|từ))`)
	// What a meeting agreed to or praised, with nobody told to act.
	reAccepts = lazy.MustCompile(`^(?:(?:ubnd|ủy ban nhân dân|chủ tịch)[^.;:,]{0,40} )?(?:cơ bản |về cơ bản )?(?:(?:đánh giá cao|ghi nhận|biểu dương|hoan nghênh) |(?:đồng ý|nhất trí|thống nhất(?: chủ trương| với| nội dung)) [^.;]*[.;]?$)`)
	// What an inspection or event is described by, and values that state how it
	// is held though they begin as an order does.
	reDescription = lazy.MustCompile(`^(?:đối tượng|phạm vi|thời gian|thời hạn|thời điểm|địa điểm|địa bàn|thành phần|phương tiện|kinh phí|nguồn kinh phí|quy mô|số lượng|chủ đề|cơ cấu)(?: |$)`)
	reStated      = lazy.MustCompile(`^(?:được )?(?:thực hiện|tổ chức|triển khai) (?:theo|tại|từ|vào|trong|ở|đến|trước|sau) `)
	// An item whose lines below are only the papers it speaks of.
	reCitation = lazy.MustCompile(`^(?:luật \p{L}|bộ luật \p{L}|pháp lệnh \p{L}|(?:nghị quyết|nghị định|quyết định|chỉ thị|thông tư|kết luận|kế hoạch|công văn|hướng dẫn|thông báo|quy định)(?: liên tịch)?(?: số)?:? \d)`)
)

// prune takes out of the tree what closes the paper, and remarks, so that it makes no lead-in
// of the item above it.
func (x *extractor) prune(root *item) {
	var order []*item
	root.walk(func(it *item) { order = append(order, it) })
	gone, spoken := map[*item]bool{}, map[int]bool{}
	for i := len(order) - 1; i > 0; i-- {
		it := order[i]
		if it.mark.Kind != marker.None || hasItems(it) || it.table != nil {
			spoken[it.piece] = true
			continue
		}
		text := strings.TrimSpace(vn.Normalise(cut(it.text, 2*reach)).Text)
		closing := reClosing.MatchString(text) || !spoken[it.piece] && reObey.MatchString(text)
		if closing || x.remarks(it, text) {
			gone[it] = true
			if closing {
				it.part = ClosingPart
			}
			x.aside = append(x.aside, it)
			continue
		}
		spoken[it.piece] = true
	}
	for it := range gone {
		it.parent.below = slices.DeleteFunc(it.parent.below, func(c *item) bool { return gone[c] })
	}
}

// remarks reports whether an item is a note that calls upon nobody. "Lưu ý: ...
// phải báo cáo ngay" is a provision of the item it follows; the note below a
// table tells of the table unless it obliges somebody.
func (x *extractor) remarks(it *item, text string) bool {
	if !reRemark.MatchString(text) {
		starred := strings.HasPrefix(it.mark.Printed, "*") || it.mark.Kind == marker.None && reStar.MatchString(it.text)
		return starred && it.tabled && !reObliges.MatchString(text)
	}
	n := vn.Normalise(cut(it.text, 2*reach))
	noted := reNoted.FindString(n.Text)
	if noted == "" || len(noted) == len(n.Text) {
		return true
	}
	from, _ := n.Span(len(noted), len(noted)+1)
	return !x.obliges(it.text[from:])
}

// obliges reports whether the words of a remark call upon somebody to act.
func (x *extractor) obliges(text string) bool {
	s := x.sentence(cut(text, reach))
	if reObliges.MatchString(s.norm.Text) || reCommands.MatchString(s.norm.Text) {
		return true
	}
	for i, m := range s.ms {
		before := s.between(0, m.Span.Start)
		_, end := s.list(i, "", false)
		if reOpening.MatchString(before) && (reActs.MatchString(s.after(end)) || strings.HasPrefix(s.tail(end), "hoàn thành")) || reBy.MatchString(before) && reArranges.MatchString(s.after(end)) {
			return true
		}
	}
	return false
}

// assignRoles tells headings, lead-ins and tasks apart, from the top down.
func (x *extractor) assignRoles(it *item) {
	for i, c := range it.below {
		c.role = x.roleOf(c, it.below[i+1:])
		described := c.role == task && len(c.labels) > 0 && c.labels[0].item != c && describes(c)
		if c.role != ignored && c.region == operative && listsPapers(c) || described {
			c.role = task
			x.absorb(c)
			continue
		}
		x.assignRoles(c)
	}
}

// roleOf is the role of an item; after are its later siblings.
func (x *extractor) roleOf(it *item, after []*item) itemRole {
	text, remark := "", false
	if it.table == nil {
		text = strings.TrimSpace(vn.Normalise(it.text).Text)
		remark = text != "" && x.isRemark(it, text)
		if remark && closes(it, text) {
			it.part = ClosingPart
		}
	}
	switch {
	case remark && !hasItems(it):
		return ignored
	case it.region == unknown || it.region == intro:
		if hasItems(it) || isHeading(it) {
			return theme
		}
		return ignored
	case text == "" || remark:
		return ignored
	}
	if len(it.labels) > 0 && it.labels[0].item != it && onlyParagraphs(it) && !it.own.whole {
		return task // a block of an activity: its name, and lines that say who and when
	}
	if hasItems(it) {
		return x.roleAbove(it, text)
	}
	if it.mark.Kind == marker.None {
		return x.roleOfParagraph(it, text, after)
	}
	switch {
	case len(it.own.lead) == 0 && (reFunds.MatchString(text) && reFunded.MatchString(text) || x.describesEvent(it.text)):
		return ignored // where the money comes from; whom, where and when it is about
	case len(it.own.lead) == 0 && reAccepts.MatchString(text) && !reObliges.MatchString(text):
		return ignored
	case it.own.whole:
		x.note("heading-without-task", corpus.Warning, it, "an agency stands as a heading with nothing below it")
		return leadIn
	case (it.strict || it.region == funding) && !x.directs(it, text), isHeading(it) && isCapitals(it.text), words(text) < 4:
		return theme
	}
	return task
}

// describesEvent reports whether the words are a label and what it says of an
// inspection or event, as in "3.1. Đối tượng: các cơ sở ...", and call upon
// nobody.
func (x *extractor) describesEvent(text string) bool {
	name, value, _ := strings.Cut(text, ":")
	value = strings.TrimSpace(value)
	if value == "" || words(name) > 9 || !reDescription.MatchString(vn.Normalise(name).Text) {
		return false
	}
	return reStated.MatchString(vn.Normalise(cut(value, 60)).Text) || !x.obliges(value)
}

func (x *extractor) isRemark(it *item, text string) bool {
	if x.remarks(it, text) || reEnact.MatchString(text) {
		return true
	}
	return it.mark.Kind == marker.None && reClosing.MatchString(text)
}

// closes reports whether the words of an item close the paper: "Trên đây là
// ...", or put it in force.
func closes(it *item, text string) bool {
	return it.mark.Kind == marker.None && reClosing.MatchString(text) || reForce.MatchString(text)
}

// assignHeadings tells the headings of a paper that gives no tasks: what has the
// form of a heading, or introduces the items below it.
func assignHeadings(root *item) {
	root.walk(func(it *item) {
		switch {
		case it.parent == nil || it.table != nil || it.text == "":
		case isHeading(it), hasItems(it) && strings.HasSuffix(strings.TrimSpace(it.text), ":"):
			it.role = theme
		case closes(it, vn.Normalise(cut(it.text, 2*reach)).Text):
			it.part = ClosingPart
		}
	})
}

// roleAbove is the role of an item that has others below it: it introduces
// them, unless it is a full instruction itself.
func (x *extractor) roleAbove(it *item, text string) itemRole {
	if it.own.whole {
		return leadIn
	}
	open := strings.HasSuffix(text, ":")
	switch {
	case open && (it.singlesOut() || reWithin.MatchString(text) && words(text) > 25 && sentences(text) > 1):
		return task
	case open:
		return leadIn
	case it.orders(), strings.HasSuffix(it.text, ".") && reOrders.MatchString(text):
		return task
	case onlyParagraphs(it) && it.mark.Kind >= marker.Letter && (endsSentence(text) && words(text) > 8 && !namesPoint(it, text) || words(text) > longHeading):
		return task // the paragraphs below are further provisions of the same point
	case sentences(text) > 1 && words(text) > 25:
		return task
	case len(it.own.lead) > 0 && endsSentence(text) && !isHeading(it) && (words(text) > 15 || words(text) > 7 && onlyParagraphs(it)):
		return task
	case len(it.own.lead) > 0:
		return leadIn
	}
	return theme
}

// roleOfParagraph is the role of an unmarked paragraph.
func (x *extractor) roleOfParagraph(it *item, text string, after []*item) itemRole {
	open := strings.HasSuffix(text, ":")
	switch {
	case isCapitals(it.text) || isHeading(it) && !it.own.whole:
		return theme
	case it.own.whole:
		return leadIn
	case open && len(after) > 0 && !it.singlesOut() && !(sentences(text) > 1 && words(text) > 40):
		return leadIn
	case (it.strict || it.region == funding) && !x.directs(it, text):
		return ignored
	case len(x.inheritedLead(it)) == 0 && namesTheme(it, text, after):
		return theme
	}
	return task
}

// directs reports whether the item tells somebody to act.
func (x *extractor) directs(it *item, text string) bool {
	return len(it.own.lead) > 0 || !reFunds.MatchString(text) && (len(x.inheritedLead(it)) > 0 || reOrders.MatchString(text))
}

// reOrders is an order to somebody who is no body that can be named: "Đề nghị
// ...", "Các tổ chức, cá nhân ... có trách nhiệm ...".
var reOrders = lazy.MustCompile(`^(?:(?:đề nghị|giao|yêu cầu) |(?:các |những )?(?:tổ chức|cá nhân|doanh nghiệp|hộ|chủ |người )[^.;:]{0,240} (?:(?:có|chịu) trách nhiệm|chấp hành|lắp đặt|nộp|kê khai|đăng ký|ký cam kết|nghiêm túc|chủ động) )`)

func (x *extractor) inheritedLead(it *item) []owner {
	for _, g := range givers(it) {
		if len(g.own.lead) > 0 {
			return g.own.lead
		}
	}
	return nil
}

// namesTheme reports whether an unmarked paragraph of one sentence only names
// the theme that the paragraphs below carry out: it gives the task to nobody,
// is shorter than they are, and they take up its words.
func namesTheme(it *item, text string, after []*item) bool {
	if sentences(text) > 1 || len(it.own.lead) > 0 || len(after) == 0 {
		return false
	}
	next := after[0]
	if next.mark.Kind != marker.None || next.table != nil || words(text) > 60 || words(next.text) < words(text) {
		return false
	}
	if strings.Contains(text, ";") && words(text) > 40 {
		return false
	}
	keys, shared := takenUp(text, after)
	return shared*10 >= keys*7
}

// namesPoint reports whether the sentence of a point only names the theme that
// the unmarked paragraphs below it carry out: it begins with a verb of degree,
// gives the task to nobody, sets no limit and no figure, and is taken up.
func namesPoint(it *item, text string) bool {
	if !reDegree.MatchString(text) || sentences(text) > 1 || words(text) > longHeading || strings.ContainsAny(text, ";0123456789") {
		return false
	}
	if len(it.own.lead) > 0 || len(it.limits) > 0 || words(it.below[0].text) < words(text) {
		return false
	}
	keys, shared := takenUp(text, it.below)
	return shared*10 >= keys*6
}

// takenUp counts the words of a theme, and those of them that the next
// paragraphs take up.
func takenUp(text string, after []*item) (keys, shared int) {
	below := map[string]bool{}
	for _, a := range after[:min(len(after), 2)] {
		for _, k := range vn.Keys(a.text) {
			below[k] = true
		}
	}
	for _, k := range vn.Keys(text) {
		keys++
		if below[k] {
			shared++
		}
	}
	return keys, shared
}

// orders reports whether the item is a complete order, however short: it ends
// as a sentence and either says what a body is to do or by when.
func (it *item) orders() bool {
	text := strings.TrimRight(it.text, " /")
	if !strings.HasSuffix(text, ".") || isCapitals(text) {
		return false
	}
	if len(it.own.lead) > 0 {
		return it.substance(len(it.text)) > 1
	}
	return slices.ContainsFunc(it.limits, func(d Deadline) bool { return d.Kind == By || d.Kind == Before || d.Kind == Recurring && d.On != "" })
}

// singlesOut reports whether the item is a complete order that goes on to
// single out points of it: "...; trong đó lưu ý:".
func (it *item) singlesOut() bool {
	n := vn.Normalise(it.text)
	m := rePoints.FindStringIndex(n.Text)
	if m == nil {
		return false
	}
	end, _ := n.Span(m[0], m[0]+1)
	return it.substance(end) > 5
}

// substance counts the words up to byte end that say what is to be done: those
// besides the bodies and their being in charge.
func (it *item) substance(end int) int {
	var rest strings.Builder
	at := 0
	owners := slices.Concat(it.own.lead, it.own.coordinating, it.own.implementing)
	slices.SortFunc(owners, func(a, b owner) int { return a.Span.Start - b.Span.Start })
	for _, o := range owners {
		if o.Span.Start >= at && o.Span.End <= end {
			rest.WriteString(it.text[at:o.Span.Start] + " ")
			at = o.Span.End
		}
	}
	rest.WriteString(it.text[at:end])
	text := vn.Normalise(rest.String()).Text
	for range 2 { // words that stand side by side share the blank between them
		text = reInCharge.ReplaceAllString(text, "  ")
	}
	return len(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }))
}

// longHeading is how many words a heading or an agency list rarely reaches: a
// point with more is a provision, also where its end mark is missing.
const longHeading = 40

func onlyParagraphs(it *item) bool {
	for _, c := range it.below {
		if c.mark.Kind != marker.None {
			return false
		}
	}
	return true
}

// listsPapers reports whether all that stands below an item are papers that it
// cites, one a line: they are part of it and no tasks. The last line may sum up.
func listsPapers(it *item) bool {
	for i, c := range it.below {
		text := vn.Normalise(cut(c.text, reach)).Text
		if hasItems(c) || !reCitation.MatchString(text) && (i == 0 || i+1 < len(it.below) || !strings.HasPrefix(text, "các văn bản")) {
			return false
		}
	}
	return hasItems(it)
}

// describes reports whether all that stands below an item are paragraphs that
// tell more of it and give no instruction of their own.
func describes(it *item) bool {
	for _, c := range it.below {
		if c.mark.Kind != marker.None || c.table != nil || hasItems(c) || commands(c.text) || len(c.own.lead) > 0 {
			return false
		}
	}
	return true
}

// absorb takes the items below into the item itself.
func (x *extractor) absorb(it *item) {
	for _, c := range it.below {
		for _, s := range c.spans {
			it.add(x.doc, s)
		}
	}
	it.below = nil
}

// sentences counts the sentences of a normalised text: full stops with a blank
// behind them that do not end an abbreviation or a marker.
func sentences(text string) int {
	n := 1
	for i := 1; i+2 < len(text); i++ {
		if text[i] == '.' && text[i+1] == ' ' && text[i-1] != '.' && text[i-1] != ' ' && !abbreviated(text[:i]) {
			n++
		}
	}
	return n
}

// abbreviated reports whether the text ends in a word of one letter or in one
// that is written with a full stop ("TT.", "TP.", "v.v."), or in the letter of a
// point ("a/.").
func abbreviated(text string) bool {
	i := strings.LastIndexAny(text, " (.")
	word := strings.TrimRight(text[i+1:], "/")
	return len(word) < 2 || word == "tt" || word == "tp" || word == "tx" || word == "ths" || word == "ts"
}
