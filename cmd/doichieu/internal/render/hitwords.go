package render

import (
	"cmp"

	"doichieu/extract"
)

// hitWords name what a search tells hits apart by, in one language: the parts of
// plans, the facets, and those of their values that are ids.
type hitWords struct {
	parts  map[extract.Part]string
	facets map[string]string
	kinds  map[string]string // of deadlines
	values map[string]string // of years in which deadlines end, and of units
}

var vietnameseHits = hitWords{
	parts: map[extract.Part]string{
		extract.TasksPart: "nhiệm vụ", extract.OpeningPart: "căn cứ", extract.SituationPart: "tình hình", extract.PurposePart: "mục đích",
		extract.RequirementsPart: "yêu cầu", extract.TargetsPart: "chỉ tiêu", extract.ScopePart: "phạm vi", extract.FundingPart: "kinh phí",
		extract.OtherPart: "khác", extract.ClosingPart: "kết thúc", extract.AnnexPart: "phụ lục", extract.FootnotePart: "chú thích",
	},
	facets: map[string]string{
		"locality": "Địa phương", "region": "Vùng", "agency": "Cơ quan", "lead": "Chủ trì", "coordinating": "Phối hợp", "implementing": "Thực hiện",
		"year": "Năm ban hành", "doc_type": "Loại văn bản", "part": "Phần", "theme": "Đề mục", "deadline": "Năm đến hạn",
		"deadline_kind": "Loại thời hạn", "target": "Đơn vị của chỉ tiêu", "plan": "Văn bản",
	},
	kinds: map[string]string{
		string(extract.By): "đến hết, chậm nhất", string(extract.Before): "trước", string(extract.During): "trong", string(extract.Recurring): "định kỳ",
		string(extract.Ongoing): "thường xuyên", "none": "không có thời hạn",
	},
	values: map[string]string{"open": "không có ngày cuối", "none": "không có thời hạn", "count": "số đếm"},
}

var englishHits = hitWords{
	parts: map[extract.Part]string{
		extract.TasksPart: "tasks", extract.OpeningPart: "opening", extract.SituationPart: "situation", extract.PurposePart: "purpose",
		extract.RequirementsPart: "requirements", extract.TargetsPart: "targets", extract.ScopePart: "scope", extract.FundingPart: "funding",
		extract.OtherPart: "other", extract.ClosingPart: "closing", extract.AnnexPart: "annex", extract.FootnotePart: "footnote",
	},
	facets: map[string]string{
		"locality": "Locality", "region": "Region", "agency": "Agency", "lead": "Lead", "coordinating": "Coordinating", "implementing": "Implementing",
		"year": "Year of issue", "doc_type": "Type of document", "part": "Part", "theme": "Heading", "deadline": "Year due",
		"deadline_kind": "Kind of deadline", "target": "Unit of the target", "plan": "Plan",
	},
	kinds: map[string]string{
		string(extract.By): "by", string(extract.Before): "before", string(extract.During): "during", string(extract.Recurring): "recurring",
		string(extract.Ongoing): "ongoing", "none": "no deadline",
	},
	values: map[string]string{"open": "no last day", "none": "no deadline", "count": "count"},
}

func (l labels) hitWords() hitWords {
	if l.Lang == english.Lang {
		return englishHits
	}
	return vietnameseHits
}

// part names a part of a plan.
func (l labels) part(p extract.Part) string { return cmp.Or(l.hitWords().parts[p], string(p)) }

// facet names a facet.
func (l labels) facet(name string) string { return cmp.Or(l.hitWords().facets[name], oneLine(name)) }

// facetValue names a value of a facet.
func (l labels) facetValue(facet string, v FacetValue) string {
	words := l.hitWords()
	name := ""
	switch facet {
	case "part":
		name = words.parts[extract.Part(v.Value)]
	case "deadline_kind":
		name = words.kinds[v.Value]
	case "deadline", "target":
		name = words.values[v.Value]
	}
	return cmp.Or(name, v.Label, v.Value)
}
