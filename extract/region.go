package extract

import (
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/marker"
	"doichieu/corpus/vn"
)

// region tells what a part of the document is for.
type region int

const (
	unknown   region = iota
	intro            // purpose, requirements, aims, assessment of the past: targets only
	operative        // duties and solutions, assignment of duties, implementation: tasks
	funding          // where the money comes from: tasks only where somebody is told to act
)

// Words of headings that tell the region and the part, normalised. The first found in the
// heading decides; of two that begin at one place, the longer.
var regionWords = []struct {
	phrase string
	region region
	part   Part
}{
	{"mục đích", intro, PurposePart},
	{"yêu cầu", intro, RequirementsPart},
	{"mục tiêu", intro, TargetsPart},
	{"quan điểm", intro, PurposePart},
	{"phương châm", intro, RequirementsPart},
	{"nguyên tắc", intro, RequirementsPart},
	{"căn cứ", intro, OpeningPart},
	{"chỉ tiêu", intro, TargetsPart},
	{"phạm vi", intro, ScopePart},
	{"thời gian", intro, ScopePart},
	{"địa điểm", intro, ScopePart},
	{"quy mô", intro, ScopePart},
	{"thành phần", intro, ScopePart},
	{"đối tượng", intro, ScopePart},
	{"tình hình", intro, SituationPart},
	{"đánh giá", intro, SituationPart},
	{"kết quả", intro, SituationPart},
	{"thực trạng", intro, SituationPart},
	{"nguyên nhân", intro, SituationPart},
	{"tồn tại", intro, SituationPart},
	{"bối cảnh", intro, SituationPart},
	{"sự cần thiết", intro, SituationPart},
	{"đặc điểm", intro, SituationPart},
	{"dự báo", intro, SituationPart},
	{"kinh phí", funding, FundingPart},
	{"nguồn lực thực hiện", funding, FundingPart},
	{"nhiệm vụ", operative, OtherPart},
	{"giải pháp", operative, OtherPart},
	{"biện pháp", operative, OtherPart},
	{"nội dung", operative, OtherPart},
	{"hình thức", operative, OtherPart},
	{"phân công", operative, OtherPart},
	{"trách nhiệm", operative, OtherPart},
	{"tổ chức thực hiện", operative, OtherPart},
	{"tổ chức triển khai", operative, OtherPart},
	{"triển khai thực hiện", operative, OtherPart},
	{"công tác chỉ đạo", operative, OtherPart},
	{"chế độ báo cáo", operative, OtherPart},
	{"thông tin báo cáo", operative, OtherPart},
	{"thông tin, báo cáo", operative, OtherPart},
	{"kế hoạch thực hiện", operative, OtherPart},
	{"hoạt động", operative, OtherPart},
	{"lộ trình", operative, OtherPart},
	{"chương trình công tác", operative, OtherPart},
}

// looksBack reports whether the item stands in an account of the past: what it
// counts was reached and is no aim.
func looksBack(it *item) bool {
	if reSince.MatchString(vn.Normalise(cut(it.text, 60)).Text) {
		return true
	}
	for ; it.parent != nil; it = it.parent {
		if it.region != operative && rePastPart.MatchString(vn.Normalise(cut(it.text, 60)).Text) && (hasItems(it) || strings.Contains(it.text, ":")) {
			return true
		}
	}
	return false
}

// reSince opens a paragraph that tells of the time gone by.
var reSince = lazy.MustCompile(`^(?:(?:sau|qua)(?: hơn| gần)? [\d\p{L}]{1,4} (?:năm|tháng) |(?:trong )?(?:thời gian|những năm|các năm|năm|nhiệm kỳ) (?:vừa )?qua[ ,])`)

// rePastPart begins the heading of an account of the past.
var rePastPart = lazy.MustCompile(`^(?:(?:đánh giá )?(?:tình hình|kết quả|thực trạng|bối cảnh)|(?:những |các |một số )?(?:hạn chế|tồn tại|nguyên nhân)|ưu điểm)(?:[ ,:.]|$)`)

// regionOf reads the region from a heading, unknown where its words do not
// tell.
func regionOf(heading string) region {
	r, _ := regionAndPart(vn.Normalise(heading).Text)
	return r
}

// regionAndPart reads from a normalised heading what stands below it. "Mục tiêu,
// nhiệm vụ" is operative: what stands below tells them apart; "Kết quả thực hiện
// nhiệm vụ" is about the past. The part is "" where the words do not tell.
func regionAndPart(text string) (region, Part) {
	found, part, at, past := unknown, Part(""), len(text), false
	duties := false
	for _, w := range regionWords {
		i := strings.Index(text, w.phrase)
		if i < 0 || !vn.Bounded(text, i, i+len(w.phrase)) {
			continue
		}
		if i < at {
			found, part, at = w.region, w.part, i
			past = w.phrase == "kết quả" || w.phrase == "đánh giá" || w.phrase == "tình hình"
		}
		duties = duties || w.region == operative
	}
	if found == intro && duties && !past {
		return operative, OtherPart
	}
	return found, part
}

// isHeading tells a heading from a provision by its form: marked above the
// level of points, short or in capitals, and not a sentence with an end mark.
func isHeading(it *item) bool {
	if it.text == "" || it.table != nil {
		return false
	}
	if isCapitals(it.text) {
		return true
	}
	n := words(it.text)
	switch {
	case it.mark.Kind == marker.None && it.kind != corpus.Heading:
		return n <= 12 && !endsSentence(it.text)
	case n > 40:
		return false
	}
	return n <= 12 || !endsSentence(it.text)
}

// assignRegions gives every item its region: its own heading's, else that of
// the item above, else that of the heading before it at the top.
func assignRegions(root *item) {
	above := unknown
	for _, c := range root.below {
		r := unknown
		if isHeading(c) {
			if !strings.HasSuffix(c.text, ".") || isCapitals(c.text) || startsWithRegion(c.text) {
				r = regionOf(c.text) // a short sentence is no heading for holding the word
			}
			if r == unknown && above == operative && c.mark.Kind != marker.None {
				r = operative
			}
			if r == unknown && c.mark.Kind != marker.None && hasItems(c) && above != unknown {
				r = operative // "III. HÌNH THỨC ..." after purpose: what is to be done
			}
		} else if above == operative || above == funding {
			r = above
		}
		if r != unknown {
			above = r
		} else if c.mark.Kind == marker.None {
			r = above
		}
		setRegion(c, r)
	}
}

func hasItems(it *item) bool { return len(it.below) > 0 }

// setRegion hands the region down; a sub-heading may narrow it: "1. Mục tiêu"
// below "NHIỆM VỤ" gives targets only.
func setRegion(it *item, r region) {
	it.region = r
	for _, c := range it.below {
		own := r
		if isHeading(c) && c.mark.Kind != marker.None && c.mark.Kind < marker.Dash && words(c.text) <= 10 && !statesTime(c) {
			if named := regionOf(c.text); named != unknown && startsWithRegion(c.text) {
				own = named
				if r == intro && named == funding {
					own = intro
				}
			}
		}
		setRegion(c, own)
	}
}

// statesTime reports whether the item is a label for a time with its value,
// "b) Thời gian: trước ngày 20/6": no heading of a part.
func statesTime(it *item) bool {
	name, value, _ := strings.Cut(it.text, ":")
	return strings.TrimSpace(value) != "" && !hasItems(it) && labelNamed(name) == timeLabel
}

// startsWithRegion reports whether the heading begins with the region's word:
// "Mục tiêu cụ thể" does, "Tăng cường các biện pháp" does not.
func startsWithRegion(heading string) bool { return startsWithPart(vn.Normalise(heading).Text) }

// startsWithPart is [startsWithRegion] of a normalised heading.
func startsWithPart(text string) bool {
	text = strings.TrimPrefix(text, "các ")
	for _, w := range regionWords {
		if strings.HasPrefix(text, w.phrase) && vn.Bounded(text, 0, len(w.phrase)) {
			return true
		}
	}
	return false
}
