package extract

import (
	"strconv"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/marker"
	"doichieu/corpus/vn"
	"doichieu/extract/vocab"
	"doichieu/extract/when"
)

// The parts of an administrative paper and their order are those of Decree
// 30/2020/NĐ-CP, article 8 and appendix I (State) and of Guidance 36-HD/VPTW
// (Party): letterhead with number, place and date; type and title; the legal
// basis; the body; signature and recipients; annexes. letterhead.go, opening.go
// and signature.go read them.

// frame is the record together with what it tells the other steps.
type frame struct {
	record   Record
	context  vocab.Context
	base     when.Base
	dateline corpus.Span   // place and day of issue, also where the day is left blank
	dated    int           // the year of the dateline, 0 for none
	ranges   []corpus.Span // the body and the annexes
	rules    map[int]bool  // those of them that are rules and give no tasks, by index
	opening  []line        // what stands between the title and the body
	provides bool          // the paper is of a type that gives tasks
	assigns  bool          // it may give them without a heading that says so
}

// docTypes are the types of papers by their full name, normalised, with the
// abbreviation of Decree 30/2020, appendix III (Party papers likewise), and
// whether papers of the type give tasks to named bodies.
var docTypes = []struct {
	name, code string
	tasks      bool
}{
	{"kế hoạch", "KH", true},
	{"chương trình hành động", "CTr", true},
	{"chương trình phối hợp", "CTr", true},
	{"chương trình", "CTr", true},
	{"nghị quyết", "NQ", true},
	{"quyết định", "QĐ", true},
	{"chỉ thị", "CT", true},
	{"kết luận", "KL", true},
	{"thông báo", "TB", true},
	{"công điện", "CĐ", true},
	{"hướng dẫn", "HD", true},
	{"đề án", "ĐA", true},
	{"phương án", "PA", true},
	{"quy chế", "QC", false},
	{"quy định", "QyĐ", false},
	{"luật", "Luật", false},
	{"bộ luật", "Luật", false},
	{"pháp lệnh", "PL", false},
	{"nghị định", "NĐ", false},
	{"thông tư", "TT", false},
	{"báo cáo", "BC", false},
	{"tờ trình", "TTr", false},
	{"biên bản", "BB", false},
	{"giấy mời", "GM", false},
}

var (
	reYearOf = lazy.MustCompile(`năm (20\d\d)`)
	reDated  = lazy.MustCompile(`(?:/|năm )(20\d\d)(?:\D|$)`)
)

// readFrame reads the record and finds the body.
func (x *extractor) readFrame() frame {
	f := frame{record: Record{ID: x.doc.ID, Basis: []string{}, Places: []Place{}, Source: x.doc.Source}}
	lines := x.lines()
	start := bodyStart(lines)
	head := lines[:start]
	x.readLetterhead(&f, head)
	x.readTitle(&f, head)
	x.readReported(&f, lines)
	x.readIssuer(&f, head)
	x.readBasis(&f, head)
	x.readLocality(&f, head, lines)
	x.readSigner(&f, lines[start:])
	f.ranges, f.rules = x.bodyRanges(lines, start, f.record.DocType)
	f.opening = x.openingLines(&f, lines, start)
	f.setBase(head)
	f.setUse()
	return f
}

// line is a piece of the text with its place: a paragraph, or a line of a cell.
type line struct {
	text  string
	span  corpus.Span
	block int
	kind  corpus.BlockKind
}

// lines lists the paragraphs of the document, table cells line by line, items
// run into one paragraph each for itself.
func (x *extractor) lines() []line {
	var out []line
	run := x.pieces.runIn
	for i := range x.doc.Blocks {
		b := &x.doc.Blocks[i]
		add := func(s corpus.Span) {
			if s = trim(x.doc.Text, s); s.Len() > 0 {
				// No line of a head is longer; a text without line ends is.
				out = append(out, line{cut(s.In(x.doc.Text), longest), s, i, b.Kind})
			}
		}
		switch {
		case b.Kind == corpus.Furniture || b.Kind == corpus.Footnote:
		case b.Kind == corpus.Table:
			for _, row := range b.Cells {
				for _, c := range row {
					for _, s := range splitLines(x.doc.Text, c) {
						add(s)
					}
				}
			}
		default:
			for _, s := range x.pieces.of[i] {
				for _, part := range splitHead(x.doc.Text, s, run && i < 8) {
					add(part)
				}
			}
		}
	}
	return out
}

func splitLines(text string, s corpus.Span) []corpus.Span {
	var out []corpus.Span
	from := s.Start
	for i := s.Start; i < s.End; i++ {
		if text[i] == '\n' {
			out = append(out, corpus.Span{Start: from, End: i})
			from = i + 1
		}
	}
	return append(out, corpus.Span{Start: from, End: s.End})
}

// reHeadType is the type of a paper in capitals within a run of words.
var reHeadType = lazy.MustCompile(`\s(?:KẾ HOẠCH|NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|CHƯƠNG TRÌNH|THÔNG BÁO|KẾT LUẬN|CÔNG ĐIỆN|HƯỚNG DẪN|BÁO CÁO)(?:\s|$)`)

// splitHead parts the head of a text that has lost its line ends: in front of
// the type in capitals, and behind a title in capitals.
func splitHead(text string, s corpus.Span, run bool) []corpus.Span {
	if k := marker.Parse(s.In(text)).Kind; !run || k != marker.None && k != marker.Dash {
		return []corpus.Span{s}
	}
	var out []corpus.Span
	if m := reHeadType.FindStringIndex(cut(s.In(text), reach)); m != nil {
		out = append(out, corpus.Span{Start: s.Start, End: s.Start + m[0]})
		s.Start += m[0] + 1
	}
	// The title is over at the first word with small letters, signs such as
	// "31/CT-TTg" apart.
	if at := capitalHead(s.In(text)); at > 0 {
		out = append(out, corpus.Span{Start: s.Start, End: s.Start + at})
		s.Start += at
	}
	return append(out, s)
}

// bodyStart is the index of the first line of the body: the first with a
// marker that begins a sequence, or the one behind "... như sau:". A short
// notice has neither: its body is the first paragraph behind the title.
func bodyStart(lines []line) int {
	end := len(lines)
	for i, l := range lines {
		if headsRecipients(l.text) || reOnBehalf.MatchString(l.text) && isCapitals(l.text) {
			end = i
			break
		}
	}
	for i, l := range lines {
		m := marker.Parse(l.text)
		switch {
		case l.kind == corpus.Table:
			continue
		case m.Kind == marker.Roman && m.Ordinal == 1, m.Kind == marker.Upper && m.Ordinal == 1,
			m.Kind == marker.Arabic && m.Ordinal == 1, m.Kind == marker.Article && m.Ordinal == 1,
			m.Kind == marker.Part && m.Ordinal == 1, m.Kind == marker.Chapter && m.Ordinal == 1:
			return i
		case i > 0 && strings.HasSuffix(lines[i-1].text, "sau:") || i > 0 && strings.HasSuffix(lines[i-1].text, "sau đây:"):
			return i
		case i >= end && end < len(lines):
			return plainStart(lines[:end])
		}
	}
	return min(plainStart(lines[:end]), 12)
}

// plainStart is the index of the first paragraph of several sentences or many
// words behind the title.
func plainStart(lines []line) int {
	titled := false
	for i, l := range lines {
		if code, _ := typeNamed(l); code != "" {
			titled = true
			continue
		}
		if titled && isSentence(l.text) && !isBasisParagraph(l.text) {
			return i
		}
	}
	return len(lines)
}

// put sets a field of the record with its place.
func (x *extractor) put(f *frame, field *string, name, value string, s corpus.Span) {
	if *field != "" || value == "" {
		return
	}
	*field = value
	f.record.Places = append(f.record.Places, Place{Field: name, Raw: s.In(x.doc.Text), Span: s, Page: x.doc.PageAt(s.Start)})
}

// setBase fixes what deadlines are read against: the day of issue and the year
// of the plan, from its title, its date, or the latest paper it cites.
func (f *frame) setBase(head []line) {
	f.base = when.Base{Issued: f.record.Issued}
	// "... đến năm 2030" says how far the paper looks, not whose year it is.
	title := vn.Normalise(f.record.Title).Text
	if m := reYearOf.FindAllStringSubmatchIndex(title, -1); len(m) == 1 && !strings.HasSuffix(title[:m[0][0]], "đến ") {
		f.base.Year, _ = strconv.Atoi(title[m[0][2]:m[0][3]])
	}
	if f.base.Year == 0 {
		f.base.Year = f.dated
	}
	if f.base.Year == 0 && len(f.record.Issued) >= 4 { // of a paper that is reported
		f.base.Year, _ = strconv.Atoi(f.record.Issued[:4])
	}
	if f.base.Year != 0 {
		return
	}
	for _, l := range head {
		for _, m := range reDated.FindAllStringSubmatch(l.text, -1) {
			if y, _ := strconv.Atoi(m[1]); y > f.base.Year && y < 2100 && !strings.Contains(l.text, "đến năm "+m[1]) {
				f.base.Year = y
			}
		}
	}
}

// setUse tells from the type whether the paper gives tasks.
func (f *frame) setUse() {
	f.provides = true
	for _, d := range docTypes {
		if d.code == f.record.DocType {
			f.provides = d.tasks
		}
	}
	switch f.record.DocType {
	case "CT", "TB", "KL", "CĐ", "CV", "HD":
		f.assigns = true
	}
}

// why says what kind of paper gave no task.
func (f *frame) why() string {
	switch {
	case f.record.DocType == "":
		return "the document has no type of an administrative paper and no part that assigns duties"
	case !f.provides:
		return "papers of type " + f.record.DocType + " do not assign tasks"
	}
	return "no part of the document assigns duties (nhiệm vụ, giải pháp, phân công, tổ chức thực hiện)"
}
