package extract

import (
	"regexp"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/extract/vocab"
)

// Who does what, read from the words of one item. The grammar is small, for
// drafters use few forms:
//
//	subject      "Sở Y tế, Sở Tài chính chủ trì ..." at the start of the item:
//	             the list of agencies with which it begins leads
//	told         "Giao Sở Y tế ...", "yêu cầu các sở ...", "do Công an tỉnh
//	             chủ trì", wherever it stands: they lead
//	sentence     an agency that begins a later sentence leads if the item has
//	             no other lead: "... ngày 22/01/2024. Công an tỉnh xây dựng ..."
//	presiding    "..., Sở Tài chính chủ trì ..." likewise, and "Căn cứ ..., các
//	             sở triển khai ..."
//	partner      "phối hợp (chặt chẽ) với X, Y và Z": they coordinate
//	directed     "chỉ đạo / hướng dẫn / giao X ...": they implement
//
// An agency named in any other place (reported to, advised, checked, cited,
// in a genitive) is no owner. Agencies stand in a list as long as nothing but
// a comma, "và" and the like, or a tail such as "có liên quan" parts them.

// ownership is what the words of one item assign.
type ownership struct {
	lead, coordinating, implementing []owner
	whole                            bool // the item is nothing but its agencies: a heading, or "X chủ trì, phối hợp với Y:"
}

// owner is an agency that a rule found, with its place in the item's text.
type owner struct {
	vocab.Mention
	requested bool
	rule      string
}

// Titles and quantifiers that may stand before an agency without changing who
// is meant; "đề nghị" and "giao" are told apart where they are used.
const titles = `(?:các|những|toàn thể|tất cả|từng|mỗi|thủ trưởng|giám đốc|chủ tịch|phó chủ tịch|bí thư|lãnh đạo|người đứng đầu|trưởng|cục trưởng|chi cục trưởng|chánh án|chánh|viện trưởng|tổng giám đốc|hiệu trưởng|tổng biên tập|chỉ huy trưởng|đồng chí|đơn vị|cơ quan)`

// tails may stand behind an agency inside a list.
const tails = `(?:tỉnh|thành phố|thủ đô|trung ương|cấp tỉnh|cấp thành phố|cấp huyện|cấp xã|các cấp|cùng cấp|địa phương|(?:đóng )?trên địa bàn(?: toàn)?(?: tỉnh| thành phố| xã)?|(?:có |khác có )?liên quan(?: khác)?|(?:trực )?thuộc(?: ubnd| ủy ban nhân dân)?(?: tỉnh| thành phố)|khác|chức năng|nghiệp vụ|\([^)]*\)|tổ chức liên quan)`

var (
	reGap     = regexp.MustCompile(`^\s*(?:(?:` + tails + `|[,;/&]|và\s|cùng\s|hoặc\s|với\s)\s*)*(?:` + titles + `\s+)*$`)
	reJoin    = regexp.MustCompile(`[,;/&]|(?:^|\s)(?:và|cùng|hoặc|với)(?:\s|$)`)
	reAsk     = regexp.MustCompile(`^\s*(?:` + tails + `\s*)*(?:[,;.]\s*|và\s+)*(đề nghị|giao(?: nhiệm vụ)?(?: cho)?|yêu cầu)\s+(?:` + titles + `\s+)*$`)
	reOpening = regexp.MustCompile(`^\s*(?:(?:trong đó|riêng|hằng năm|hàng năm|trước mắt)[, ]+)?(?:(đề nghị|giao(?: trách nhiệm| nhiệm vụ)?(?: cho)?|yêu cầu|phân công|trách nhiệm của|nhiệm vụ của|đối với)\s+)?(?:(?:các )?(?:sở|ban|ngành|cơ quan|đơn vị)[^:.;]{0,40}:\s*)?(?:` + titles + `\s+)*$`)
	reTail    = regexp.MustCompile(`^\s*(?:` + tails + `\s*)*`)

	// What may follow a list that is a subject. A preposition or a relative
	// word shows that the agency is no subject but part of a name or topic.
	reNoSubject = regexp.MustCompile(`^(?:của|với|để|về|từ|tại|cho|bị|được|số|điện tử|chính quy|hiện đại|trong sạch|vững mạnh|các cấp ủy)(?:\s|$)`)
	// A heading's closing words behind its agencies.
	reCloses   = regexp.MustCompile(`^[\s:.;,]*$`)
	rePartner  = regexp.MustCompile(`phối hợp`)
	reWithGap  = regexp.MustCompile(`^[\s,]*(?:(?:chặt chẽ|đồng bộ|hiệu quả|có hiệu quả|thường xuyên|tích cực|kịp thời|chủ động|liên ngành|cùng|và|hướng dẫn|chỉ đạo|đôn đốc)[\s,]*)*(?:` + titles + `\s+)*$`)
	reWithWith = regexp.MustCompile(`^(?:[^.;:()]{0,60}?[\s,])?(?:với|cùng)(?:\s+cả)?\s+(?:` + titles + `\s+)*$`)
	reDirects  = regexp.MustCompile(`(?:^|[.;,:]\s*|\s)((?:chỉ đạo|giao nhiệm vụ cho|giao|hướng dẫn|đôn đốc|yêu cầu|phân công)(?:(?:\s*,\s*|\s+và\s+)(?:chỉ đạo|hướng dẫn|đôn đốc|kiểm tra|giao|yêu cầu))*)\s+(?:` + titles + `\s+)*$`)
	reTold     = regexp.MustCompile(`(?:^|[.;,:(]\s*|\s)(giao(?: nhiệm vụ)?(?: cho)?|đề nghị|yêu cầu|do|phân công)\s+(?:` + titles + `\s+)*$`)
	rePresides = regexp.MustCompile(`^\s*(?:` + tails + `\s*)*(?:là cơ quan |làm đầu mối |có trách nhiệm |chịu trách nhiệm )?(?:chủ trì|chịu trách nhiệm|có trách nhiệm|làm đầu mối|là cơ quan)`)
	reActs     = regexp.MustCompile(`^\s*(?:` + tails + `\s*)*(?:chủ trì|thực hiện|đảm nhiệm|tham mưu|tổ chức|theo dõi|chịu trách nhiệm|phụ trách|làm đầu mối|tổng hợp|hướng dẫn|triển khai|xây dựng|rà soát|báo cáo|chủ động|bố trí)`)
)

// read finds what the words of the item assign.
func (x *extractor) read(it *item) {
	text := it.text
	if text == "" || it.table != nil {
		return
	}
	ms := x.agencies.Mentions(text, x.context)
	o := ownership{}
	end := 0
	o.lead, end = x.subject(text, ms, 0)
	if len(o.lead) == 0 {
		o.lead = x.told(text, ms)
	}
	if len(o.lead) == 0 {
		o.lead = x.later(text, ms)
	}
	o.coordinating = x.partners(text, ms)
	o.implementing = directed(text, ms)
	o.implementing = without(without(o.implementing, o.lead), o.coordinating)
	o.coordinating = without(o.coordinating, o.lead)
	if len(o.lead) > 0 {
		o.whole = reCloses.MatchString(vn.Normalise(text[end:]).Text)
	}
	it.own = o
}

// list collects the mentions from ms[i] on that stand in one list and returns
// them with the index behind the last and the offset where the list ends.
func (x *extractor) list(text string, ms []vocab.Mention, i int, rule string, requested bool) ([]owner, int, int) {
	out := []owner{{ms[i], requested, rule}}
	end := ms[i].Span.End
	for i++; ; i++ {
		if i < len(ms) && ms[i].Span.Start <= end {
			out = append(out, owner{ms[i], requested, rule})
			end = max(end, ms[i].Span.End)
			continue
		}
		if i < len(ms) {
			gap := vn.Normalise(text[end:ms[i].Span.Start]).Text
			if m := reAsk.FindStringSubmatch(gap); m != nil {
				requested = m[1] == "đề nghị"
			} else if !reGap.MatchString(gap) || !reJoin.MatchString(gap) {
				if inBrackets(text[end:], ms[i].Span.Start-end) && len(out) > 0 {
					continue // "Sở Nội vụ (Ban Thi đua - Khen thưởng)"
				}
				break
			}
			out = append(out, owner{ms[i], requested, rule})
			end = max(end, ms[i].Span.End)
			continue
		}
		break
	}
	return out, i, end
}

// inBrackets reports whether offset at of s lies in a bracket that opens
// directly at the start of s.
func inBrackets(s string, at int) bool {
	t := strings.TrimLeft(s, " ")
	return strings.HasPrefix(t, "(") && !strings.Contains(s[:at], ")")
}

// subject reads the list of agencies with which text[from:] begins.
func (x *extractor) subject(text string, ms []vocab.Mention, from int) ([]owner, int) {
	i := 0
	for i < len(ms) && ms[i].Span.Start < from {
		i++
	}
	if i == len(ms) {
		return nil, from
	}
	opening := reOpening.FindStringSubmatch(vn.Normalise(text[from:ms[i].Span.Start]).Text)
	if opening == nil {
		return nil, from
	}
	rule := "subject"
	if strings.HasPrefix(opening[1], "giao") {
		rule = "told"
	}
	owners, _, end := x.list(text, ms, i, rule, opening[1] == "đề nghị")
	rest := vn.Normalise(text[end:]).Text
	rest = strings.TrimLeft(reTail.ReplaceAllString(rest, ""), " ")
	switch {
	case reNoSubject.MatchString(rest):
		return nil, from
	case (opening[1] == "đối với" || strings.HasSuffix(opening[1], " của")) && !reCloses.MatchString(rest):
		return nil, from
	case strings.HasPrefix(rest, "yêu cầu ") || strings.HasPrefix(rest, "giao ") || strings.HasPrefix(rest, "đề nghị "):
		return nil, from // "Ủy ban nhân dân tỉnh yêu cầu ...": whoever is asked leads
	}
	return owners, end
}

// told finds "giao X", "yêu cầu X", "do X chủ trì".
func (x *extractor) told(text string, ms []vocab.Mention) []owner {
	end := 0
	for i := 0; i < len(ms); i++ {
		if ms[i].Span.Start < end {
			continue
		}
		gap := vn.Normalise(text[end:ms[i].Span.Start]).Text
		m := reTold.FindStringSubmatch(gap)
		end = ms[i].Span.End
		if m == nil {
			continue
		}
		owners, _, stop := x.list(text, ms, i, "told", m[1] == "đề nghị")
		rest := vn.Normalise(text[stop:]).Text
		if !reActs.MatchString(rest) && !reCloses.MatchString(rest) && (m[1] == "do" || !startsClause(gap, m[1])) {
			continue
		}
		return owners
	}
	return nil
}

// startsClause reports whether the asking word stands at the start of a clause.
func startsClause(gap, word string) bool {
	before := strings.TrimRight(gap[:strings.LastIndex(gap, word)], " ")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".;:(")
}

// later finds an agency that begins a later sentence, or that presides.
func (x *extractor) later(text string, ms []vocab.Mention) []owner {
	for i, m := range ms {
		before := text[:m.Span.Start]
		at := lastBreak(before)
		gap := vn.Normalise(text[at:m.Span.Start]).Text
		begins := reOpening.MatchString(gap) && at > 0
		owners, _, end := x.list(text, ms, i, "sentence", false)
		rest := vn.Normalise(text[end:]).Text
		switch {
		case begins && strings.HasSuffix(text[:at], ".") &&
			!reNoSubject.MatchString(strings.TrimLeft(reTail.ReplaceAllString(rest, ""), " ")) && !reCloses.MatchString(rest):
			return owners
		case (begins || reComma.MatchString(gap)) && rePresides.MatchString(rest),
			reGround.MatchString(gap) && reComma.MatchString(gap) && reActs.MatchString(rest):
			for k := range owners {
				owners[k].rule = "presiding"
			}
			return owners
		}
	}
	return nil
}

var (
	reComma = regexp.MustCompile(`,\s*(?:` + titles + `\s+)*$`)
	// A sentence that opens with its ground names its subject behind a comma:
	// "Căn cứ ..., các sở, ngành triển khai ...".
	reGround = regexp.MustCompile(`^\s*(?:căn cứ|trên cơ sở|theo|để|nhằm|thực hiện)\s`)
)

// lastBreak is the offset behind the last end of a sentence or clause in s.
func lastBreak(s string) int {
	for i := len(s) - 2; i >= 0; i-- {
		if (s[i] == '.' || s[i] == ';' || s[i] == ':') && s[i+1] == ' ' {
			return i + 1
		}
	}
	return 0
}

// partners finds all lists behind "phối hợp ... với".
func (x *extractor) partners(text string, ms []vocab.Mention) []owner {
	n := vn.Normalise(text)
	var out []owner
	for _, at := range rePartner.FindAllStringIndex(n.Text, -1) {
		if !n.Bounded(at[0], at[1]) {
			continue
		}
		_, pos := n.Span(at[0], at[1])
		i := 0
		for i < len(ms) && ms[i].Span.Start < pos {
			i++
		}
		if i < len(ms) {
			gap := vn.Normalise(text[pos:ms[i].Span.Start]).Text
			with := reWithWith.MatchString(gap) && !strings.Contains(gap, "giữa") && words(gap) <= 8
			if with || reWithGap.MatchString(gap) {
				owners, next, end := x.list(text, ms, i, "partner", false)
				out = append(out, owners...)
				out = append(out, x.namedPartners(text, ms, next, end)...)
				continue
			}
		}
		out = append(out, x.unknownPartner(text, pos)...)
	}
	return unique(out)
}

// namedPartners goes on with bodies that the vocabulary does not know, behind
// a list: "... Ngân hàng Chính sách xã hội và các ngân hàng thương mại".
func (x *extractor) namedPartners(text string, ms []vocab.Mention, next, end int) []owner {
	stop := len(text)
	if next < len(ms) {
		stop = ms[next].Span.Start
	}
	gap := text[end:stop]
	j := reJoinHead.FindStringIndex(gap)
	if j == nil {
		return nil
	}
	m, ok := x.agencies.Noun(text[end+j[1]:], x.context)
	if !ok {
		return nil
	}
	m.Span = m.Span.Shift(end + j[1])
	return []owner{{m, false, "partner"}}
}

var reJoinHead = regexp.MustCompile(`^\s*(?:,|;|,?\s*và|,?\s*cùng)\s+`)

// unknownPartner reads a body that the vocabulary does not know directly
// behind "phối hợp với".
func (x *extractor) unknownPartner(text string, pos int) []owner {
	j := reWithHead.FindStringIndex(text[pos:])
	if j == nil {
		return nil
	}
	m, ok := x.agencies.Noun(text[pos+j[1]:], x.context)
	if !ok {
		return nil
	}
	m.Span = m.Span.Shift(pos + j[1])
	return []owner{{m, false, "partner"}}
}

var reWithHead = regexp.MustCompile(`^\s*(?:(?:chặt chẽ|đồng bộ|thường xuyên|tích cực|liên ngành)[\s,]*)*(?:với|cùng)\s+`)

// directed finds the bodies that the lead is told to direct.
func directed(text string, ms []vocab.Mention) []owner {
	var out []owner
	end := 0
	for i := 0; i < len(ms); i++ {
		if ms[i].Span.Start < end {
			continue
		}
		gap := vn.Normalise(text[end:ms[i].Span.Start]).Text
		end = ms[i].Span.End
		if !reDirects.MatchString(gap) {
			continue
		}
		j := i
		for {
			out = append(out, owner{ms[j], false, "directed"})
			end = max(end, ms[j].Span.End)
			if j+1 == len(ms) {
				break
			}
			between := vn.Normalise(text[min(end, ms[j+1].Span.Start):ms[j+1].Span.Start]).Text
			if ms[j+1].Span.Start > end && (!reGap.MatchString(between) || !reJoin.MatchString(between)) {
				break
			}
			j++
		}
		i = j
	}
	return unique(out)
}

// without drops from a the agencies that are in b.
func without(a, b []owner) []owner {
	var out []owner
next:
	for _, m := range a {
		for _, o := range b {
			if m.Agency == o.Agency {
				continue next
			}
		}
		out = append(out, m)
	}
	return out
}

// unique keeps the first mention of each agency.
func unique(a []owner) []owner {
	var out []owner
	for _, m := range a {
		out = append(out, without([]owner{m}, out)...)
	}
	return out
}

// assignments turns owners into the assignments of a task.
func (x *extractor) assignments(it *item, role Role, owners []owner, inherited string) []Assignment {
	var out []Assignment
	for _, o := range unique(owners) {
		span := it.place(o.Span.Start, o.Span.End)
		out = append(out, Assignment{
			Role: role, Agency: o.Agency, Name: o.Name, Raw: span.In(x.doc.Text), Requested: o.requested,
			Inherited: inherited, Span: span, Page: x.doc.PageAt(span.Start), Rule: o.rule,
		})
	}
	return out
}

// resolve gives the task its owners: its own, and what it inherits from the
// lead-ins and headings above it. A lead of its own replaces the inherited
// owners; partners of its own are added to the inherited ones.
func (x *extractor) resolve(it *item) []Assignment {
	out := x.assignments(it, Lead, it.own.lead, "")
	coordinating := x.assignments(it, Coordinating, it.own.coordinating, "")
	implementing := x.assignments(it, Implementing, it.own.implementing, "")
	if len(out) == 0 {
		for _, g := range givers(it) {
			coordinating = append(coordinating, x.assignments(g, Coordinating, g.own.coordinating, g.id)...)
			if len(implementing) == 0 {
				implementing = x.assignments(g, Implementing, g.own.implementing, g.id)
			}
			if len(g.own.lead) > 0 {
				out = x.assignments(g, Lead, g.own.lead, g.id)
				break
			}
		}
	}
	seen := map[string]bool{}
	for _, a := range out {
		seen[a.Agency] = true
	}
	for _, list := range [][]Assignment{coordinating, implementing} {
		for _, a := range list {
			if !seen[a.Agency] {
				seen[a.Agency] = true
				out = append(out, a)
			}
		}
	}
	return out
}

// givers are the lead-ins and headings that the item inherits from, nearest
// first: the lead-in paragraph before it at its level, then the item above, and
// so on up.
func givers(it *item) []*item {
	var out []*item
	for ; it.parent != nil; it = it.parent {
		before := indexOf(it.parent.below, it)
		for i := before - 1; i >= 0; i-- {
			s := it.parent.below[i]
			if s.mark.Kind == 0 && s.role == leadIn {
				out = append(out, s)
				break
			}
			if s.mark.Kind == 0 && s.role != ignored || s.mark.Kind != 0 && s.mark.Kind < it.mark.Kind {
				break
			}
		}
		if p := it.parent; p.parent != nil && (len(p.own.lead) > 0 || strings.HasSuffix(strings.TrimSpace(p.text), ":")) {
			out = append(out, p)
		}
	}
	return out
}

func indexOf(items []*item, it *item) int {
	for i, o := range items {
		if o == it {
			return i
		}
	}
	return -1
}

// spanOf is the place of an item's marker and words.
func (it *item) spanOf() corpus.Span {
	return corpus.Span{Start: it.spans[0].Start, End: it.spans[len(it.spans)-1].End}
}
