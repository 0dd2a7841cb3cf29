package extract

import (
	"regexp"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/marker"
	"doichieu/corpus/vn"
	"doichieu/extract/when"
)

// A label is what a printed line or a column's head says of the words behind
// or below it.
type label int

const (
	noLabel      label = iota
	leadLabel          // cơ quan chủ trì, đơn vị thực hiện
	partnerLabel       // cơ quan phối hợp
	timeLabel          // thời gian, tiến độ
	otherLabel         // sản phẩm, kinh phí, ghi chú: kept out of the task's own words
	taskLabel          // nội dung công việc (columns only)
	numberLabel        // TT, STT (columns only)
)

// Wordings of labels, as drafters print them in front of a colon and as heads
// of columns. The longest that fits decides.
var labelWords = []struct {
	phrase string
	label  label
}{
	{"chủ trì", leadLabel},
	{"cơ quan chủ trì", leadLabel},
	{"đơn vị chủ trì", leadLabel},
	{"cơ quan, đơn vị chủ trì", leadLabel},
	{"cơ quan/đơn vị chủ trì", leadLabel},
	{"cơ quan thực hiện", leadLabel},
	{"đơn vị thực hiện", leadLabel},
	{"cơ quan, đơn vị thực hiện", leadLabel},
	{"cơ quan chủ trì thực hiện", leadLabel},
	{"đơn vị chủ trì thực hiện", leadLabel},
	{"cơ quan chủ trì tham mưu", leadLabel},
	{"cơ quan tham mưu", leadLabel},
	{"trách nhiệm thực hiện", leadLabel},
	{"phân công thực hiện", leadLabel},
	{"phân công", leadLabel},
	{"đơn vị đầu mối", leadLabel},
	{"cơ quan đầu mối", leadLabel},
	{"đơn vị phụ trách", leadLabel},
	{"người phụ trách", otherLabel},
	{"phối hợp", partnerLabel},
	{"cơ quan phối hợp", partnerLabel},
	{"đơn vị phối hợp", partnerLabel},
	{"cơ quan, đơn vị phối hợp", partnerLabel},
	{"cơ quan/đơn vị phối hợp", partnerLabel},
	{"cơ quan phối hợp thực hiện", partnerLabel},
	{"đơn vị phối hợp thực hiện", partnerLabel},
	{"phối hợp thực hiện", partnerLabel},
	{"thời gian", timeLabel},
	{"thời hạn", timeLabel},
	{"tiến độ", timeLabel},
	{"thời điểm", timeLabel},
	{"thời gian thực hiện", timeLabel},
	{"thời hạn thực hiện", timeLabel},
	{"thời gian hoàn thành", timeLabel},
	{"thời hạn hoàn thành", timeLabel},
	{"thời gian, tiến độ", timeLabel},
	{"tiến độ thực hiện", timeLabel},
	{"tiến độ hoàn thành", timeLabel},
	{"lộ trình thực hiện", timeLabel},
	{"lộ trình", timeLabel},
	{"hoàn thành", timeLabel},
	{"sản phẩm", otherLabel},
	{"kết quả", otherLabel},
	{"sản phẩm đầu ra", otherLabel},
	{"sản phẩm dự kiến", otherLabel},
	{"kết quả đầu ra", otherLabel},
	{"kết quả dự kiến", otherLabel},
	{"kinh phí", otherLabel},
	{"kinh phí thực hiện", otherLabel},
	{"nguồn kinh phí", otherLabel},
	{"ghi chú", otherLabel},
	{"địa điểm", otherLabel},
	{"địa bàn thực hiện", otherLabel},
	{"thành phần", otherLabel},
	{"nội dung", taskLabel},
	{"nhiệm vụ", taskLabel},
	{"công việc", taskLabel},
	{"hoạt động", taskLabel},
	{"tt", numberLabel},
	{"stt", numberLabel},
	{"số tt", numberLabel},
}

// labelled is a labelled line with the place of its value.
type labelled struct {
	label label
	item  *item
	value corpus.Span // in the item's text
}

// reLabel is a line "Cơ quan chủ trì: ..."; the label is at most eight words.
var reLabel = regexp.MustCompile(`^\s*([\p{L}/,&() -]{2,60}?)\s*:\s*`)

// labelOf reads the label with which a line begins; value is where the words
// behind it begin. Labels that stand for columns only are none here.
func labelOf(line string) (l label, value int) {
	m := reLabel.FindStringSubmatchIndex(line)
	if m == nil {
		return noLabel, 0
	}
	name := strings.TrimSpace(vn.Normalise(line[m[2]:m[3]]).Text)
	for _, w := range labelWords {
		if w.phrase == name && w.label < taskLabel {
			return w.label, m[1]
		}
	}
	return noLabel, 0
}

// attachLabels takes labelled lines out of the tree and gives them to the
// provision they belong to: the item that they stand below if nothing else
// stands below it, else the item before them.
func attachLabels(it *item) {
	var kept []*item
	for _, c := range it.below {
		attachLabels(c)
		l, value := labelOf(c.text)
		if l == noLabel || hasItems(c) || !isLoose(c.mark.Kind) && c.mark.Kind != marker.Plus || c.region != operative {
			kept = append(kept, c)
			continue
		}
		owner := it
		for i := len(kept) - 1; i >= 0; i-- {
			if kept[i].table == nil {
				owner = kept[i]
				break
			}
		}
		owner.labels = append(owner.labels, labelled{l, c, corpus.Span{Start: value, End: len(c.text)}})
	}
	it.below = kept
}

func isLoose(k marker.Kind) bool {
	return k == marker.None || k == marker.Dash || k == marker.Plus || k == marker.Bullet
}

// applyLabels gives the task what its labelled lines say. A label says it
// outright, so it comes before what the sentence suggests.
func (x *extractor) applyLabels(it *item, t *Task) {
	for holder := it; holder != nil; holder = holder.parent {
		for _, l := range holder.labels {
			inherited := ""
			if holder != it {
				inherited = holder.id
			}
			x.applyLabel(l, t, inherited)
		}
		if len(holder.labels) > 0 {
			return
		}
	}
}

func (x *extractor) applyLabel(l labelled, t *Task, inherited string) {
	value := l.value.In(l.item.text)
	switch l.label {
	case leadLabel, partnerLabel:
		role := Lead
		if l.label == partnerLabel {
			role = Coordinating
		}
		found := x.cellOwners(&l.item.passage, l.value, role, "label")
		for i := range found {
			found[i].Inherited = inherited
		}
		t.Assignments = replaceRole(t.Assignments, role, found)
	case timeLabel:
		var limits []Deadline
		for _, d := range when.Cell(value, x.base) {
			d.Span = d.Span.Shift(l.value.Start)
			limit := x.deadline(&l.item.passage, d)
			limit.Inherited = inherited
			limits = append(limits, limit)
		}
		if len(limits) > 0 {
			t.Deadlines = limits
		}
	}
}

// cellOwners reads the agencies of a table cell or of a label's value. Where
// the words name partners ("Sở A chủ trì, phối hợp với Sở B") they are read as
// a sentence; otherwise every agency named has the role.
func (x *extractor) cellOwners(p *passage, s corpus.Span, role Role, rule string) []Assignment {
	text := s.In(p.text)
	part := &item{passage: *p}
	mentions := x.agencies.Mentions(text, x.context)
	partners := x.partners(text, mentions)
	var own []owner
	for _, m := range mentions {
		own = append(own, owner{m, false, rule})
	}
	if len(mentions) == 0 {
		if m, ok := x.agencies.Noun(strings.TrimSpace(text), x.context); ok {
			own = append(own, owner{m, false, rule})
		}
	}
	if role == Lead {
		own = without(own, partners)
	} else {
		partners = nil
	}
	shift := func(list []owner) []owner {
		for i := range list {
			list[i].Span = list[i].Span.Shift(s.Start)
		}
		return list
	}
	out := x.assignments(part, role, shift(own), "")
	return append(out, x.assignments(part, Coordinating, shift(partners), "")...)
}

// replaceRole puts found in the place of the assignments of that role, if
// anything was found.
func replaceRole(old []Assignment, role Role, found []Assignment) []Assignment {
	if len(found) == 0 {
		return old
	}
	have := map[string]bool{}
	for _, f := range found {
		have[f.Agency] = true
	}
	out := found
	for _, a := range old {
		if a.Role != role && !have[a.Agency] {
			out = append(out, a)
		}
	}
	return out
}
