package extract

import (
	"strings"

	"doichieu/corpus/lazy"
	"doichieu/corpus/vn"
)

// fewestSaid is how many words a statement has at least besides the bodies and
// their charge.
const fewestSaid = 6

// reIntroduces are the words behind a statement that introduce what stands
// below: "..., trong đó:", "...; cụ thể như sau:".
var reIntroduces = lazy.MustCompile(`[.;,:]\s*(?:trong đó|cụ thể|theo đó|(?:bao )?gồm|như sau|tập trung|đặc biệt|nhất là)[^.;:]{0,60}:\s*$`)

// states reports whether a heading or lead-in says something of its own besides
// naming or introducing what stands below it: it has a sentence in front of the
// last one, sets an aim, gives a figure in front of the words that introduce, or
// says where, when, for whom or of what money. It is a provision as well, so
// that its words are found:
//
//	Giai đoạn 2: ... bảo đảm đến năm 2030 đạt 50% số xã. Cụ thể như sau:
//	Trong năm đã kiểm tra 12 cơ sở, trong đó:
//	2. Địa điểm: Nhà văn hóa tỉnh.   (with a dash below)
//
// "Thực hiện các nhiệm vụ sau:" and "Sở Y tế. Phối hợp với Công an tỉnh:" say
// nothing without what they introduce.
func (x *extractor) states(it *item) bool {
	if it.role == task || !it.isSection() || isCapitals(it.text) || it.own.whole {
		return false
	}
	text := cut(it.text, longest)
	open := strings.HasSuffix(strings.TrimSpace(text), ":")
	if name, value, labelled := strings.Cut(text, ":"); labelled && !open && statesFrame(name) && strings.TrimSpace(value) != "" {
		return true
	}
	if len(findTargets(text, x.base)) > 0 {
		return true
	}
	n := vn.Normalise(text)
	if sentences(n.Text) > 1 {
		said := len(text)
		if open {
			said = strings.LastIndex(text, ". ") + 1
		}
		return it.substance(said) >= fewestSaid
	}
	m := reIntroduces.FindStringIndex(n.Text)
	return m != nil && counts(n.Text[:m[0]])
}

// statesFrame reports whether a label is one of where, when, for whom or of what
// money a paper is.
func statesFrame(name string) bool {
	if words(name) > 6 {
		return false
	}
	text := vn.Normalise(name).Text
	_, part := regionAndPart(text)
	return startsWithPart(text) && (part == ScopePart || part == FundingPart)
}

// counts reports whether a normalised text has a figure that counts or measures
// something, besides years, dates, periods and the numbers of papers and their
// parts.
func counts(text string) bool {
	fields := strings.Fields(text)
	for i, f := range fields {
		if f[0] < '0' || f[0] > '9' {
			continue
		}
		if strings.HasSuffix(strings.TrimRight(f, ",;)"), "%") {
			return true
		}
		if strings.Trim(f, "0123456789.,") != "" || reYear.MatchString(f) || i+1 == len(fields) {
			continue // a date, a paper's number, the end of the clause
		}
		before := strings.Join(fields[max(0, i-2):i], " ")
		if before != "tổng số" && reNumbers.MatchString(before) || rePeriods.MatchString(fields[i+1]) {
			continue
		}
		if isLetterByte(fields[i+1][0]) {
			return true
		}
	}
	return false
}

var (
	reYear = lazy.MustCompile(`^(?:19|20)\d\d[.,]?$`)
	// Words behind which a figure only numbers, and those with which it says how
	// long or ends.
	reNumbers = lazy.MustCompile(`(?:^|\P{L})(?:năm|số|ngày|tháng|quý|điều|khoản|điểm|mục|phần|chương|đoạn|kỳ|thứ|khóa|lục|biểu|mẫu|loại|cấp|hạng|đợt|định|luật|lệnh|tư|quyết|thị|nghị)$`)
	rePeriods = lazy.MustCompile(`^(?:giờ|phút|ngày|tuần|tháng|quý|năm|tuổi|của|về|và|hoặc|quy)(?:\P{L}|$)`)
)
