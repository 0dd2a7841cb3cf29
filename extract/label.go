package extract

import (
	"slices"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/marker"
	"doichieu/corpus/vn"
	"doichieu/extract/vocab"
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

// Wordings of labels, normalised, as drafters print them in front of a colon
// and as heads of columns. The first that fits decides.
var labelForms = []struct {
	form  *lazy.Regexp
	label label
}{
	{lazy.MustCompile(`^(?:stt|tt|số tt|số thứ tự)$`), numberLabel},
	{lazy.MustCompile(`^(?:người|lãnh đạo|họ và tên|cán bộ)\s`), otherLabel},
	{lazy.MustCompile(`^(?:thời gian|thời hạn|thời điểm|tiến độ|lộ trình|mốc thời gian|hạn hoàn thành|kỳ hạn|dự kiến (?:thời gian|hoàn thành)|hoàn thành (?:trong|trước|vào))(?:$|[\s,/(])|^hoàn thành$`), timeLabel},
	{lazy.MustCompile(`^(?:sản phẩm|kết quả|kinh phí|nguồn kinh phí|nguồn vốn|nguồn lực|dự toán|ghi chú|địa điểm|địa bàn|thành phần|đối tượng|hình thức|số lượng|chỉ tiêu|căn cứ|cấp trình|hồ sơ|lĩnh vực|loại hình|ngành nghề|phương tiện|phạm vi|quy mô)(?:$|[\s,/(])`), otherLabel},
	{lazy.MustCompile(`chủ trì`), leadLabel},
	{lazy.MustCompile(`phối hợp`), partnerLabel},
	{lazy.MustCompile(`^(?:các )?(?:cơ quan|đơn vị|bộ phận|cấp|chủ thể)(?:[,/&]? ?(?:và )?(?:cơ quan|đơn vị|cá nhân|tổ chức|địa phương))* (?:được giao )?(?:thực hiện|đầu mối|tham mưu|phụ trách|chịu trách nhiệm|triển khai|tổ chức)`), leadLabel},
	{lazy.MustCompile(`^(?:trách nhiệm(?: thực hiện)?|phân công(?: thực hiện| nhiệm vụ)?|đầu mối(?: thực hiện)?|tổ chức thực hiện|thực hiện|cơ quan, đơn vị|đơn vị)$`), leadLabel},
	{lazy.MustCompile(`^tên (?:các )?(?:cơ quan|đơn vị|cơ sở|doanh nghiệp|công ty|tổ chức|cá nhân|hộ|đoàn|địa phương|địa điểm|huyện|xã|thôn|mỏ|trường|chợ)(?:$|[\s,/(])`), otherLabel},
	{lazy.MustCompile(`(?:nội dung|nhiệm vụ|công việc|hoạt động|giải pháp|^tên )`), taskLabel},
}

// labelNamed is the label of that name; "" and long names are none.
func labelNamed(name string) label {
	name = strings.Trim(vn.Normalise(name).Text, " .-+(")
	if name == "" || words(name) > 9 {
		return noLabel
	}
	for _, f := range labelForms {
		if f.form.MatchString(name) {
			return f.label
		}
	}
	return noLabel
}

// labelled is a label with the place of its value.
type labelled struct {
	label label
	item  *item
	start int         // where the label begins in the item's text
	value corpus.Span // in the item's text
}

// printedLabel is how many bytes in front of a colon a label can take.
const printedLabel = 90

// mostLabels is how many labels the words of one item have at most.
const mostLabels = 24

// findLabels finds the labels in an item's words: "...; cơ quan chủ trì: Sở Y
// tế; thời gian: quý II/2025". A value ends where the next label begins, at the
// end of a sentence, and with the bracket that it stands in.
func (x *extractor) findLabels(it *item) []labelled {
	var out []labelled
	text := cut(it.text, longest)
	for at := 0; len(out) < mostLabels; {
		i := strings.IndexByte(text[at:], ':')
		if i < 0 {
			break
		}
		colon := at + i
		from := max(at, colon-printedLabel)
		start := from + labelStart(text[from:colon])
		at = colon + 1
		l := labelNamed(text[start:colon])
		if l == noLabel || l >= taskLabel || start > 0 && l == otherLabel {
			continue
		}
		value := corpus.Span{Start: colon + 1, End: valueEnd(text, start, colon+1)}
		if !x.fits(l, value.In(text), start == 0) {
			continue
		}
		if len(out) > 0 {
			last := &out[len(out)-1]
			last.value.End = min(last.value.End, start)
		}
		out = append(out, labelled{l, it, start, value})
	}
	return out
}

// labelStart is where the label in front of a colon begins: behind the last
// mark that parts it from the words before.
func labelStart(before string) int {
	start := 0
	for _, mark := range []string{". ", "; ", "(", " - ", " + ", ": ", "* ", ").", "./"} {
		if k := strings.LastIndex(before, mark); k >= 0 {
			start = max(start, k+len(mark))
		}
	}
	// "Cơ quan, đơn vị chủ trì" holds a comma of its own.
	if k := strings.LastIndex(before, ", "); k > start && labelNamed(before[start:]) == noLabel {
		start = k + 2
	}
	return start
}

func valueEnd(text string, start, from int) int {
	end := len(text)
	if k := strings.Index(text[from:end], ". "); k >= 0 {
		end = from + k
	}
	if start > 0 && text[start-1] == '(' {
		if k := strings.IndexByte(text[from:end], ')'); k >= 0 {
			end = from + k
		}
	}
	return end
}

// fits reports whether the value is what the label announces: a line that
// begins "Chủ trì: " is no label if no agency follows.
func (x *extractor) fits(l label, value string, alone bool) bool {
	switch l {
	case leadLabel, partnerLabel:
		value = strings.TrimSpace(cut(value, reach))
		ms := x.agencies.Mentions(value, x.context)
		return len(ms) > 0 && reOpening.MatchString(vn.Normalise(value[:ms[0].Span.Start]).Text)
	case timeLabel:
		return alone || len(when.Cell(cut(value, reach), x.base)) > 0
	}
	return alone
}

// wordsEnd is where the item's own words end and labels begin.
func (it *item) wordsEnd() int {
	if len(it.labels) > 0 && it.labels[0].item == it {
		return it.labels[0].start
	}
	return len(it.text)
}

// attachLabels takes labelled lines out of the tree and gives them to the
// provision they belong to; labels within an item's words stay with it.
func (x *extractor) attachLabels(it *item) {
	var kept []*item
	var owner *item
	run := 0 // provisions since the last labelled line
	for i, c := range it.below {
		x.attachLabels(c)
		var found []labelled
		if c.region == operative && c.table == nil {
			found = x.findLabels(c)
		}
		line := len(found) > 0 && found[0].start == 0 && !hasItems(c) && (isLoose(c.mark.Kind) || c.mark.Kind == marker.Plus || x.statesOnly(found[0]))
		if !line {
			if len(found) > 0 && found[0].start > 0 {
				c.labels = found
			}
			kept = append(kept, c)
			run++
			continue
		}
		switch {
		case owner == nil && run > 1 && it.parent != nil && x.onlyLabels(it.below[i+1:]):
			owner = it // the one set of labels, behind all the dashes, holds for each
		case run > 0 || owner == nil:
			owner = x.labelOwner(it, kept, c, run)
		}
		if slices.ContainsFunc(found, func(l labelled) bool { return l.label == otherLabel }) {
			x.aside = append(x.aside, c) // a product, a place: no cell has it
		}
		owner.labels = append(owner.labels, found...)
		run = 0
	}
	it.below = kept
}

// statesOnly reports whether a point with a marker of its own says nothing but
// who or when: "c) Đơn vị chủ trì: Sở Xây dựng.". One that goes on behind the
// bodies or with an order is a provision.
func (x *extractor) statesOnly(l labelled) bool {
	value := strings.TrimSpace(l.value.In(l.item.text))
	if l.label >= otherLabel || !x.fits(l.label, value, false) {
		return false
	}
	s := x.sentence(cut(value, reach))
	charge := item{passage: passage{text: s.text}, own: ownership{lead: all(s.ms, "label")}}
	switch {
	case l.label != timeLabel && charge.substance(len(s.text)) < 2:
		return true // "Sở Y tế chủ trì, Sở Tài chính phối hợp"
	case x.obliges(value):
		return false
	}
	return l.label == timeLabel || reCloses.MatchString(s.tail(s.ms[len(s.ms)-1].Span.End))
}

// onlyLabels reports whether all the items are labelled lines.
func (x *extractor) onlyLabels(items []*item) bool {
	for _, c := range items {
		if found := x.findLabels(c); len(found) == 0 || found[0].start > 0 || hasItems(c) {
			return false
		}
	}
	return true
}

// labelOwner is the item that a labelled line c below it belongs to: the one
// before, else the item above; lines of another form behind several dashes
// belong to the item above, for all of them.
func (x *extractor) labelOwner(it *item, kept []*item, c *item, run int) *item {
	if c.mark.Kind != marker.None && it.mark.Kind != marker.None && isHeading(it) && len(kept) > 0 && describesOnly(kept) && !x.namesBody(it.text) {
		return it // "3. Hội chợ" | what it is | - Cơ quan chủ trì: ...
	}
	for i := len(kept) - 1; i >= 0; i-- {
		k := kept[i]
		if k.table != nil || x.describesEvent(k.text) {
			continue
		}
		if run > 1 && k.mark.Kind != c.mark.Kind && isLoose(k.mark.Kind) && k.mark.Kind != marker.None && it.parent != nil {
			return it
		}
		return k
	}
	return it
}

// namesBody reports whether a heading names a body rather than an activity.
func (x *extractor) namesBody(heading string) bool {
	for _, m := range x.agencies.Mentions(cut(heading, reach), x.context) {
		if !m.Vague {
			return true
		}
	}
	return false
}

// describesOnly reports whether the items are unmarked paragraphs that begin
// with no verb of command.
func describesOnly(items []*item) bool {
	for _, k := range items {
		if k.mark.Kind != marker.None || k.table != nil || hasItems(k) || commands(k.text) {
			return false
		}
	}
	return true
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
func (x *extractor) cellOwners(p *passage, span corpus.Span, role Role, rule string) []Assignment {
	part := &item{passage: *p}
	s := x.sentence(cut(span.In(p.text), longest))
	partners := s.partners()
	bodies := s.bodies()
	if rule == "column" {
		bodies = append(bodies, s.unnamed()...)
		slices.SortStableFunc(bodies, func(a, b vocab.Mention) int { return a.Span.Start - b.Span.Start })
	}
	own := all(bodies, rule)
	if role == Lead {
		own = without(own, partners)
	} else {
		partners = nil
	}
	shift := func(list []owner) []owner {
		for i := range list {
			list[i].Span = list[i].Span.Shift(span.Start)
		}
		return list
	}
	out := x.assignments(part, role, shift(own), "")
	return append(out, x.assignments(part, Coordinating, shift(partners), "")...)
}

// bodies are the mentions that name a body of their own; one to which another
// belongs is none ("các đơn vị thuộc Sở Y tế").
func (s *sentence) bodies() []vocab.Mention {
	var out []vocab.Mention
	end := 0
	for _, m := range s.ms {
		if len(out) == 0 || !reGenitive.MatchString(s.between(min(end, m.Span.Start), m.Span.Start)) {
			out = append(out, m)
		}
		end = m.Span.End
	}
	return out
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
