package extract

import (
	"slices"
	"strings"

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
	reEnact  = lazy.MustCompile(`(?:có hiệu lực (?:thi hành )?kể từ ngày|chịu trách nhiệm thi hành|căn cứ quyết định thi hành|ban hành kèm theo (?:quyết định|nghị quyết) này)`)
	reRemark = lazy.MustCompile(`^(?:(?:ghi chú|lưu ý|\(?\*+\)?|nguồn)\s*:|\(?(?:ban hành )?kèm theo (?:quyết định|kế hoạch|công văn|nghị quyết|chỉ thị|thông báo|tờ trình|chương trình))`)
	// A provision that goes on behind a colon: "...; trong đó chú trọng:".
	reWithin = lazy.MustCompile(`[.;,]\s*(?:trong đó|cụ thể|tập trung|đặc biệt|nhất là)[^.;:]{0,60}:\s*$`)
	// Where the money comes from states no duty.
	reFunds  = lazy.MustCompile(`^(?:nguồn )?kinh phí`)
	reFunded = lazy.MustCompile(`(?:ngân sách|nguồn|dự toán|kinh phí (?:được|do|từ))`)
	// An item whose lines below are only the papers it speaks of.
	reCitation = lazy.MustCompile(`^(?:luật \p{L}|bộ luật \p{L}|pháp lệnh \p{L}|(?:nghị quyết|nghị định|quyết định|chỉ thị|thông tư|kết luận|kế hoạch|công văn|hướng dẫn|thông báo|quy định)(?: liên tịch)?(?: số)?:? \d)`)
)

// prune takes out of the tree what closes the paper, and remarks, so that it makes no lead-in
// of the item above it.
func prune(root *item) {
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
		if reClosing.MatchString(text) || reRemark.MatchString(text) || !spoken[it.piece] && reObey.MatchString(text) {
			gone[it] = true
			continue
		}
		spoken[it.piece] = true
	}
	for it := range gone {
		it.parent.below = slices.DeleteFunc(it.parent.below, func(c *item) bool { return gone[c] })
	}
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
	if it.table == nil && !hasItems(it) && it.text != "" && isRemark(it, strings.TrimSpace(vn.Normalise(cut(it.text, 2*reach)).Text)) {
		return ignored
	}
	switch {
	case it.region == unknown || it.region == intro:
		if hasItems(it) || isHeading(it) {
			return theme
		}
		return ignored
	case it.table != nil:
		return ignored
	}
	text := strings.TrimSpace(vn.Normalise(it.text).Text)
	if text == "" || isRemark(it, text) {
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
	case len(it.own.lead) == 0 && reFunds.MatchString(text) && reFunded.MatchString(text):
		return ignored // where the money comes from
	case it.own.whole:
		x.note("heading-without-task", corpus.Warning, it, "an agency stands as a heading with nothing below it")
		return leadIn
	case (x.strict || it.region == funding) && !x.directs(it, text), isHeading(it) && isCapitals(it.text), words(text) < 4:
		return theme
	}
	return task
}

func isRemark(it *item, text string) bool {
	if reRemark.MatchString(text) || reEnact.MatchString(text) {
		return true
	}
	return it.mark.Kind == marker.None && reClosing.MatchString(text)
}

// roleAbove is the role of an item that has others below it: it introduces
// them, unless it is a full instruction itself.
func (x *extractor) roleAbove(it *item, text string) itemRole {
	if it.own.whole {
		return leadIn
	}
	open := strings.HasSuffix(text, ":")
	switch {
	case open && reWithin.MatchString(text) && words(text) > 25 && sentences(text) > 1:
		return task
	case open:
		return leadIn
	case onlyParagraphs(it) && it.mark.Kind >= marker.Letter && (endsSentence(text) && words(text) > 8 || words(text) > longHeading):
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
	case open && len(after) > 0 && !(sentences(text) > 1 && words(text) > 40):
		return leadIn
	case (x.strict || it.region == funding) && !x.directs(it, text):
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
var reOrders = lazy.MustCompile(`^(?:(?:đề nghị|giao|yêu cầu) |(?:các |những )?(?:tổ chức|cá nhân|doanh nghiệp|hộ|chủ |người )[^.;:]{0,240} (?:có|chịu) trách nhiệm )`)

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
	// How much of the theme's own words the next paragraphs take up.
	below := map[string]bool{}
	for _, a := range after[:min(len(after), 2)] {
		for _, k := range vn.Keys(a.text) {
			below[k] = true
		}
	}
	keys, shared := vn.Keys(text), 0
	for _, k := range keys {
		if below[k] {
			shared++
		}
	}
	return shared*10 >= len(keys)*7
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
// that is written with a full stop ("TT.", "TP.", "v.v.").
func abbreviated(text string) bool {
	i := strings.LastIndexAny(text, " (.")
	word := text[i+1:]
	return len(word) < 2 || word == "tt" || word == "tp" || word == "tx" || word == "ths" || word == "ts"
}
