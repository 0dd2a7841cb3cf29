package extract

import (
	"strings"

	"doichieu/corpus/lazy"
	"doichieu/corpus/marker"
	"doichieu/corpus/vn"
)

// Part is the part of a paper in which a paragraph stands. The parts are those
// that drafters give headings to, in the order in which papers have them.
type Part string

// The parts.
const (
	TasksPart        Part = "tasks"        // the tasks themselves: no [Provision] has it
	OpeningPart      Part = "opening"      // legal basis, and the words in front of the body: "Thực hiện Kết luận số ..., UBND tỉnh ban hành kế hoạch như sau"
	SituationPart    Part = "situation"    // account of the past: tình hình, kết quả, tồn tại, nguyên nhân, dự báo
	PurposePart      Part = "purpose"      // mục đích, quan điểm
	RequirementsPart Part = "requirements" // yêu cầu, nguyên tắc, phương châm
	TargetsPart      Part = "targets"      // mục tiêu, chỉ tiêu
	ScopePart        Part = "scope"        // whom, where and when the paper is about: phạm vi, đối tượng, thời gian, địa điểm, thành phần
	FundingPart      Part = "funding"      // where the money comes from: kinh phí
	OtherPart        Part = "other"        // what directs nobody in the operative part, and what no heading tells
	ClosingPart      Part = "closing"      // "Trên đây là ...", "... có hiệu lực kể từ ngày ..."
	AnnexPart        Part = "annex"        // paragraphs and rows of what is annexed
	FootnotePart     Part = "footnote"     // notes at the foot of a page
)

// Parts lists the parts in the order of the paper.
func Parts() []Part {
	return []Part{
		OpeningPart, SituationPart, PurposePart, RequirementsPart, TargetsPart, ScopePart,
		TasksPart, FundingPart, OtherPart, ClosingPart, AnnexPart, FootnotePart,
	}
}

// finalPhrases are headings of the last articles of a law, normalised.
var finalPhrases = []string{"hiệu lực thi hành", "điều khoản thi hành", "điều khoản chuyển tiếp"}

// assignParts gives the items below it the part that the nearest heading above
// them tells, else the given one; plain is that of what stands below a heading
// that says nothing. A heading that has nothing below it tells it for the items
// behind it.
func assignParts(it *item, part, plain Part) {
	top, opens := it.parent == nil, it.parent == nil
	for _, c := range it.below {
		own, named := part, partOf(c, top)
		opens = opens && c.mark.Kind == marker.None && c.table == nil && isBasis(c.text)
		switch {
		case named != "":
			own = named
			if c.headsRest() {
				part = named
			}
		case opens:
			own = OpeningPart // a dispatch has its first paragraph in the body
		case top && (!isLoose(c.mark.Kind) || isCapitals(c.text)):
			own = plain
		}
		c.part = own
		assignParts(c, own, plain)
	}
}

// headsRest reports whether the item is a heading of the items behind it, as in
// "- Mục tiêu cụ thể" with unmarked paragraphs behind.
func (it *item) headsRest() bool {
	return !hasItems(it) && isHeading(it) && isLoose(it.mark.Kind) && !endsSentence(it.text) && (it.mark.Kind == marker.None || startsWithPart(vn.Normalise(cut(it.text, reach)).Text) && words(it.text) <= 6)
}

// partNamed is how many bytes of a paragraph tell its part.
const partNamed = 120

// partOf is the part that the words of an item tell: a heading's, a lead-in's, a
// label's ("Kinh phí: ...") or those with which an account of the past opens; ""
// where they tell none. At the top a heading may name it behind other words.
func partOf(it *item, top bool) Part {
	if it.table != nil || it.text == "" {
		return ""
	}
	head := hasItems(it) || isHeading(it) && it.mark.Kind < marker.Dash || it.headsRest()
	length := 2 * reach
	if !head {
		length = partNamed
	}
	text := strings.TrimSpace(vn.Normalise(cut(it.text, length)).Text)
	if it.region != operative && reSince.MatchString(text) {
		return SituationPart
	}
	switch {
	case head && words(text) <= longHeading && (top && !strings.HasSuffix(it.text, ".") || startsWithPart(text) && words(text) <= 12):
		for _, p := range finalPhrases {
			if strings.Contains(text, p) {
				return ClosingPart
			}
		}
		_, part := regionAndPart(text)
		return part
	case head && strings.HasSuffix(text, ":"):
		return ""
	}
	if reFunds.MatchString(text) && !isHeading(it) && reFunded.MatchString(vn.Normalise(cut(it.text, 2*reach)).Text) {
		return FundingPart
	}
	name, _, labelled := strings.Cut(text, ":")
	if !labelled || words(name) > 6 || !startsWithPart(name) {
		return ""
	}
	_, part := regionAndPart(name)
	if it.region == operative && (part == SituationPart || part == OpeningPart) {
		return "" // "Kết quả: báo cáo" is what comes of a task
	}
	return part
}

// isSection reports whether the item is a heading or lead-in, or has items below
// that need it as one.
func (it *item) isSection() bool {
	if it.parent == nil || it.table != nil {
		return false
	}
	return hasItems(it) || it.introduces() || (it.role == theme || it.role == leadIn) && !it.isProvision()
}

// introduces reports whether the item is a lead-in by its form: it is left open
// for paragraphs or a table behind it.
func (it *item) introduces() bool {
	if it.role == task || !strings.HasSuffix(strings.TrimSpace(it.text), ":") {
		return false
	}
	after := it.next()
	return after != nil && (it.mark.Kind == marker.None || after.mark.Kind == marker.None)
}

// isProvision reports whether the item is by its form no task and no heading or
// lead-in; what one of these says besides is found by states.
func (it *item) isProvision() bool {
	if it.parent == nil || it.table != nil || it.text == "" || it.role == task || it.role == leadIn {
		return false
	}
	switch {
	case hasItems(it):
		return (it.region != operative || it.role == ignored) && !isHeading(it) && !strings.HasSuffix(strings.TrimSpace(it.text), ":")
	case isCapitals(it.text), it.introduces():
		return false
	case it.role != theme, it.mark.Kind != marker.None && !it.headsRest():
		return true
	}
	// An unmarked line without an end heads the paragraph behind it, unless that
	// is another such line: then they are a list.
	after := it.next()
	return after == nil || it.mark.Kind != marker.None && after.mark.Kind != marker.None || isHeading(it) && it.mark.Kind == marker.None && after.table == nil && after.mark.Kind == marker.None && isHeading(after) && !isCapitals(after.text)
}

// next is the sibling behind the item, nil behind the last.
func (it *item) next() *item {
	if it.at+1 < len(it.parent.below) {
		return it.parent.below[it.at+1]
	}
	return nil
}

// reOfAnnex is the line below the title of an annex that says to what paper it
// belongs.
var reOfAnnex = lazy.MustCompile(`^\((?:ban hành )?kèm theo [^)]*\)?[.]?$`)

// ofAnnex reports whether the text is that line.
func ofAnnex(text string) bool {
	return strings.HasPrefix(text, "(") && reOfAnnex.MatchString(strings.TrimSpace(vn.Normalise(cut(text, 2*reach)).Text))
}
