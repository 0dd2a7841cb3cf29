package extract

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"doichieu/corpus"
	"doichieu/corpus/marker"
	"doichieu/corpus/vn"
	"doichieu/extract/vocab"
	"doichieu/extract/when"
)

// The parts of an administrative paper and their order are those of Decree
// 30/2020/NĐ-CP, article 8 and appendix I (State) and of Guidance 36-HD/VPTW
// (Party): letterhead with number, place and date; type and title; the legal
// basis; the body; signature and recipients; annexes.

// frame is the record together with what it tells the other steps.
type frame struct {
	record   Record
	context  vocab.Context
	base     when.Base
	ranges   [][2]int // blocks of the body and of the annexes
	provides bool     // the paper is of a type that gives tasks
	assigns  bool     // it may give them without a heading that says so
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
	reNumber = regexp.MustCompile(`(?:^[Ss]ố\s*:?|[\s|(]Số\s*:)\s*(\d[\d ]*|[ .…_]*)\s*(/(?:\d{4}/)?\s?\p{Lu}[\p{L}\d]*(?:\s?[-–]\s?\p{Lu}[\p{L}\d&]*)+|-\p{Lu}\p{L}*/\p{Lu}[\p{L}\d]*(?:-\p{Lu}\p{L}*)?)`)
	reCited  = regexp.MustCompile(`(\d{1,5})\s?(/(?:\d{4}/)?\p{Lu}[\p{L}\d]*(?:\s?[-–]\s?\p{Lu}[\p{L}\d&]*)*|[-–]\s?\p{Lu}[\p{Lu}\p{Ll}]*\s?/\s?\p{Lu}[\p{L}\d]*)`)
	rePlace  = regexp.MustCompile(`(\p{Lu}[\p{L} .–-]{1,40}?)\s*,\s*ngày\s*([\d .…]*?)\s*tháng\s*([\d .…]*?)\s*năm\s*(\d[\d ]{3,5})`)
	reReport = regexp.MustCompile(`[Nn]gày (\d{1,2})/(\d{1,2})/(\d{4}),\s*(\p{Lu}[\p{L} ]{3,60}?)\s+(?:đã )?(?:ban hành|ký ban hành|ký)\s+(\p{Lu}\p{Ll}+ \p{Ll}+)\s+số\s+(\d+[-/]\p{Lu}[\p{L}\d]*(?:[-/]\p{Lu}[\p{L}\d]*)*)`)
	reYearOf = regexp.MustCompile(`năm (20\d\d)`)
	reDated  = regexp.MustCompile(`(?:/|năm )(20\d\d)(?:\D|$)`)
	reIssue  = regexp.MustCompile(`((?:Ủy|Uỷ) ban nhân dân(?: \([^)]*\))?(?: tỉnh| thành phố| Thành phố)?(?: \p{Lu}\p{L}*(?:[ -]+\p{Lu}\p{L}*)*)?|UBND (?:tỉnh|thành phố|Thành phố)(?: \p{Lu}\p{L}*)*|Ban Chỉ đạo [\d\p{L}]+(?: tỉnh| thành phố)?(?: \p{Lu}\p{L}*)*|Ban Thường vụ (?:Tỉnh|Thành) (?:ủy|uỷ)|Hội đồng nhân dân (?:tỉnh|thành phố)|Sở \p{Lu}[\p{L}, -]*?)\s+(?:ban hành|xây dựng|đề ra|triển khai)`)
	reGuest  = regexp.MustCompile(`^(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q|QUYỀN)\s*[./]|^(?:PHÓ |Q\. ?)?(?:CHỦ TỊCH|TRƯỞNG BAN|GIÁM ĐỐC|BÍ THƯ|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|VIỆN TRƯỞNG|CHÁNH ÁN|HIỆU TRƯỞNG|TỔNG BÍ THƯ|THƯỜNG TRỰC)`)
	reName   = regexp.MustCompile(`^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*){1,4}$`)
	reToList = regexp.MustCompile(`(?i)^[\s*|]*nơi\s+nhận`)
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
	x.readOpening(&f, head)
	x.readLocality(&f, head)
	x.readSigner(&f, lines[start:])
	f.ranges = x.bodyRanges(lines, start)
	f.setBase(head, x.doc.Text)
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

// lines lists the paragraphs of the document, table cells line by line.
func (x *extractor) lines() []line {
	var out []line
	for i := range x.doc.Blocks {
		b := &x.doc.Blocks[i]
		add := func(s corpus.Span) {
			for _, part := range splitLines(x.doc.Text, s) {
				if part = trim(x.doc.Text, part); part.Len() > 0 {
					out = append(out, line{part.In(x.doc.Text), part, i, b.Kind})
				}
			}
		}
		switch {
		case b.Kind == corpus.Furniture || b.Kind == corpus.Footnote:
		case b.Kind == corpus.Table:
			for _, row := range b.Cells {
				for _, c := range row {
					add(c)
				}
			}
		default:
			for _, s := range segments(x.doc.Text, b.Span) {
				add(s)
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

// bodyStart is the index of the first line of the body: the first with a
// marker that begins a sequence, or the one behind "... như sau:".
func bodyStart(lines []line) int {
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
		}
	}
	return min(len(lines), 12)
}

// put sets a field of the record with its place.
func (x *extractor) put(f *frame, field *string, name, value string, s corpus.Span) {
	if *field != "" || value == "" {
		return
	}
	*field = value
	f.record.Places = append(f.record.Places, Place{Field: name, Raw: s.In(x.doc.Text), Span: s, Page: x.doc.PageAt(s.Start)})
}

// readLetterhead reads number, place and date.
func (x *extractor) readLetterhead(f *frame, head []line) {
	for _, l := range head {
		if strings.HasPrefix(vn.Normalise(l.text).Text, "căn cứ") || isBasis(l.text) {
			return
		}
		if m := reNumber.FindStringSubmatchIndex(l.text); m != nil && f.record.Number == "" {
			value := digits(l.text[m[2]:m[3]]) + strings.ReplaceAll(l.text[m[4]:m[5]], " ", "")
			x.put(f, &f.record.Number, "number", strings.ReplaceAll(value, "–", "-"), corpus.Span{Start: l.span.Start + m[2], End: l.span.Start + m[5]})
		}
		if m := rePlace.FindStringSubmatchIndex(l.text); m != nil && f.record.Issued == "" {
			at := corpus.Span{Start: l.span.Start + m[2], End: l.span.Start + m[1]}
			x.put(f, &f.record.Issued, "issued", isoDate(l.text[m[8]:m[9]], l.text[m[6]:m[7]], l.text[m[4]:m[5]]), at)
		}
	}
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// isoDate joins year, month and day, as far as they are printed.
func isoDate(year, month, day string) string {
	y, _ := strconv.Atoi(digits(year))
	m, _ := strconv.Atoi(digits(month))
	d, _ := strconv.Atoi(digits(day))
	pad := func(n int) string { return strconv.Itoa(100 + n)[1:] }
	switch {
	case y < 1945 || y > 2100:
		return ""
	case m < 1 || m > 12:
		return strconv.Itoa(y)
	case d < 1 || d > 31:
		return strconv.Itoa(y) + "-" + pad(m)
	}
	return strconv.Itoa(y) + "-" + pad(m) + "-" + pad(d)
}

// isBasis reports whether the line cites what the paper rests on.
func isBasis(text string) bool {
	t := vn.Normalise(text).Text
	for _, p := range []string{"căn cứ ", "thực hiện ", "triển khai ", "theo đề nghị", "xét đề nghị", "để triển khai", "nhằm "} {
		if strings.HasPrefix(t, p) && words(t) > 8 {
			return true
		}
	}
	return false
}

// readTitle reads the type and the title. A type named in the number's sign
// comes first: the cover of a plan that a decision puts in force is a decision.
func (x *extractor) readTitle(f *frame, head []line) {
	for i, l := range head {
		t := strings.TrimRight(vn.Normalise(l.text).Text, " :.")
		for _, d := range docTypes {
			if t != d.name && !(isCapitals(l.text) && strings.HasPrefix(t, d.name+" ")) || !isCapitals(l.text) && l.kind != corpus.Heading {
				continue
			}
			x.put(f, &f.record.DocType, "doc_type", d.code, l.span)
			x.titleBehind(f, head, i, len(d.name) < len(t))
			break
		}
		if f.record.DocType != "" {
			break
		}
	}
	if code := signOf(f.record.Number); code != "" && code != f.record.DocType {
		for _, p := range f.record.Places {
			if p.Field == "number" {
				f.record.DocType = ""
				x.put(f, &f.record.DocType, "doc_type", code, p.Span)
				break
			}
		}
	}
}

// titleBehind takes the lines behind the type as the title, up to the basis.
func (x *extractor) titleBehind(f *frame, head []line, i int, sameLine bool) {
	from, to := i+1, i+1
	if sameLine {
		from = i
	}
	for to < len(head) && !isBasisParagraph(head[to].text) && to-from < 8 && !strings.HasPrefix(head[to].text, "---") {
		to++
	}
	if from < to {
		span := corpus.Span{Start: head[from].span.Start, End: head[to-1].span.End}
		x.put(f, &f.record.Title, "title", strings.Join(strings.Fields(span.In(x.doc.Text)), " "), span)
	}
}

// isBasisParagraph tells the basis from a title that begins alike ("Triển khai
// thực hiện Nghị quyết ..."): the basis is a sentence that ends, or that names
// who issues the paper.
func isBasisParagraph(text string) bool {
	t := strings.TrimSpace(text)
	return isBasis(t) && (endsSentence(t) || strings.Contains(t, "ban hành") || strings.HasSuffix(t, ",")) && !isCapitals(t)
}

// signOf is the type code in a number: KH in 171/KH-UBND, NQ in 03-NQ/TU. Codes
// that are no types (1234/UBND-NC is a dispatch) give "CV".
func signOf(number string) string {
	cut := strings.IndexAny(number, "/-")
	if cut < 0 {
		return ""
	}
	rest := number[cut+1:]
	if len(rest) > 5 && rest[0] == '2' && rest[4] == '/' {
		rest = rest[5:] // 05/2006/QĐ-UBND
	}
	code := rest
	if i := strings.IndexAny(rest, "-/"); i >= 0 {
		code = rest[:i]
	}
	for _, d := range docTypes {
		if d.code == code {
			return code
		}
	}
	if code == "UBND" || code == "VP" || code == "VPCP" || code == "BCĐ" {
		return "CV"
	}
	return ""
}

// readReported reads the record of the document that an article reports.
func (x *extractor) readReported(f *frame, lines []line) {
	if f.record.Number != "" || f.record.DocType != "" || len(lines) == 0 {
		return
	}
	for _, l := range lines[:min(len(lines), 4)] {
		m := reReport.FindStringSubmatchIndex(l.text)
		if m == nil {
			continue
		}
		at := func(g int) corpus.Span {
			return corpus.Span{Start: l.span.Start + m[2*g], End: l.span.Start + m[2*g+1]}
		}
		part := func(g int) string { return l.text[m[2*g]:m[2*g+1]] }
		x.put(f, &f.record.Number, "number", part(6), at(6))
		x.put(f, &f.record.Issued, "issued", isoDate(part(3), part(2), part(1)), corpus.Span{Start: at(1).Start, End: at(3).End})
		x.put(f, &f.record.Issuer, "issuer", part(4), at(4))
		x.put(f, &f.record.DocType, "doc_type", signOf(part(6)), at(6))
		return
	}
}

// readOpening reads the issuer and the legal basis. A paper cited behind "về"
// belongs to the title of the one before it and is no basis of its own.
func (x *extractor) readOpening(f *frame, head []line) {
	seen := map[string]bool{}
	for _, l := range head {
		if m := reIssue.FindStringSubmatchIndex(l.text); m != nil {
			x.put(f, &f.record.Issuer, "issuer", l.text[m[2]:m[3]], corpus.Span{Start: l.span.Start + m[2], End: l.span.Start + m[3]})
		}
		if !isBasis(l.text) || isCapitals(l.text) {
			continue
		}
		for _, c := range citations(l.text) {
			number := c.number
			if seen[number] || inTitle(l.text[:c.start]) {
				continue
			}
			seen[number] = true
			span := corpus.Span{Start: l.span.Start + c.start, End: l.span.Start + c.end}
			f.record.Basis = append(f.record.Basis, number)
			f.record.Places = append(f.record.Places, Place{"basis", span.In(x.doc.Text), span, x.doc.PageAt(span.Start)})
		}
	}
	for _, l := range head {
		if f.record.Issuer == "" && isCapitals(l.text) && isIssuer(l.text) {
			x.put(f, &f.record.Issuer, "issuer", l.text, l.span)
		}
	}
}

func isIssuer(text string) bool {
	for _, p := range []string{"ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "UBND", "HỘI ĐỒNG NHÂN DÂN", "BAN CHỈ ĐẠO", "THỦ TƯỚNG", "CHÍNH PHỦ", "SỞ ", "BỘ ", "TỈNH ỦY", "THÀNH ỦY"} {
		if strings.HasPrefix(text, p) {
			return true
		}
	}
	return false
}

// citation is a document number cited in a text.
type citation struct {
	number     string
	start, end int
}

// citations finds the document numbers in a text, without blanks.
func citations(text string) []citation {
	var out []citation
	for _, m := range reCited.FindAllStringIndex(text, -1) {
		number := strings.NewReplacer(" ", "", "–", "-").Replace(text[m[0]:m[1]])
		if vn.Bounded(text, m[0], m[1]) {
			out = append(out, citation{number, m[0], m[1]})
		}
	}
	return out
}

// inTitle reports whether what follows before stands in the title of a cited
// paper: behind "về", with no other citation's separator since.
func inTitle(before string) bool {
	t := vn.Normalise(before).Text
	about := strings.LastIndex(t, " về ")
	return about >= 0 && strings.LastIndexAny(t, ";") < about && !strings.Contains(t[about:], "), ")
}

// readLocality reads the province: from the place of issue, the issuer, the
// title, or the opening.
func (x *extractor) readLocality(f *frame, head []line) {
	for _, p := range f.record.Places {
		if p.Field == "issued" || p.Field == "issuer" || p.Field == "title" {
			x.locate(f, p.Span)
		}
	}
	for _, l := range head {
		x.locate(f, l.span)
	}
	f.context = vocab.Context{Locality: f.record.Locality, Level: "province"}
	letterhead := f.record.Issuer + " " + f.record.Title
	for _, l := range head {
		letterhead += " " + l.text
	}
	t := vn.Normalise(letterhead).Text
	f.context.City = strings.Contains(t, "ủy ban nhân dân thành phố") || strings.Contains(t, "ubnd thành phố") ||
		strings.Contains(t, "thành ủy") || strings.Contains(t, "địa bàn thành phố")
	if strings.HasPrefix(f.record.Issuer, "Chính phủ") || strings.HasPrefix(t, "chính phủ") || strings.HasPrefix(t, "thủ tướng") {
		f.context.Level = "central"
	}
}

// locate sets the locality if the words at the span name one.
func (x *extractor) locate(f *frame, s corpus.Span) {
	if f.record.Locality != "" {
		return
	}
	l, at, ok := vocab.FindLocality(s.In(x.doc.Text))
	if !ok {
		return
	}
	at = at.Shift(s.Start)
	x.put(f, &f.record.Locality, "locality", l.Name, at)
}

// readSigner reads the name under the paper and the capacity above the name.
func (x *extractor) readSigner(f *frame, lines []line) {
	end := len(lines)
	for i, l := range lines {
		if marker.Parse(l.text).Kind == marker.Appendix && i > 0 && endsPaper(lines[:i]) {
			end = i
			break
		}
	}
	lines = lines[:end]
	from := signatureStart(lines)
	if from < 0 {
		return
	}
	var capacity []string
	var span corpus.Span
	for _, l := range lines[from:] {
		text := strings.TrimSpace(l.text)
		title, name := splitSignature(text)
		if title != "" && (reGuest.MatchString(title) || len(capacity) > 0) && f.record.Signer == "" {
			if len(capacity) == 0 {
				span.Start = l.span.Start
			}
			capacity = append(capacity, title)
			span.End = l.span.Start + strings.Index(l.text, title) + len(title)
		}
		if name != "" && x.isPerson(name) {
			at := l.span.Start + strings.LastIndex(l.text, name)
			x.put(f, &f.record.Signer, "signer", name, corpus.Span{Start: at, End: at + len(name)})
		}
	}
	if len(capacity) > 0 {
		x.put(f, &f.record.Capacity, "capacity", strings.Join(capacity, " / "), span)
	}
}

// endsPaper reports whether the lines hold the end of a paper.
func endsPaper(lines []line) bool { return signatureStart(lines) >= 0 }

// signatureStart is the index of the line at which the signature block or the
// list of recipients begins, -1 if there is none.
func signatureStart(lines []line) int {
	for i, l := range lines {
		if reToList.MatchString(l.text) || isCapitals(l.text) && reGuest.MatchString(l.text) && len(l.text) < 80 && i > 2 {
			return i
		}
	}
	return -1
}

// splitSignature parts "CHỦ TỊCH Hoàng Quốc Khánh" into title and name.
func splitSignature(text string) (title, name string) {
	if isCapitals(text) {
		return text, ""
	}
	fields := strings.Fields(text)
	for i, w := range fields {
		if !isCapitals(w) && !strings.HasSuffix(w, ".") {
			title, name = strings.Join(fields[:i], " "), strings.Join(fields[i:], " ")
			break
		}
	}
	if title != "" && !strings.Contains(text, title) {
		title = ""
	}
	return title, name
}

// isPerson reports whether the words can be a person's name and are no place,
// body or heading.
func (x *extractor) isPerson(name string) bool {
	if !reName.MatchString(name) || len(x.agencies.Mentions(name, x.context)) > 0 {
		return false
	}
	for _, r := range name {
		if unicode.IsDigit(r) {
			return false
		}
	}
	_, _, place := vocab.FindLocality(name)
	return !place
}

// bodyRanges are the blocks of the body, from its first line to the signature,
// and those of the annexes behind it. The articles of a decision that only
// puts a plan in force are no part of the plan's body.
func (x *extractor) bodyRanges(lines []line, start int) [][2]int {
	if start >= len(lines) {
		return nil
	}
	if p := annexedPlan(lines, start); p > 0 {
		start = p
	}
	var out [][2]int
	from := lines[start].block
	open := true
	for i := start; i < len(lines); i++ {
		l := lines[i]
		switch {
		case open && (reToList.MatchString(l.text) || isCapitals(l.text) && reGuest.MatchString(l.text) && len(l.text) < 80):
			out = append(out, [2]int{from, l.block})
			open = false
		case !open && startsAnnex(l):
			from, open = l.block, true
		}
	}
	if open {
		out = append(out, [2]int{from, len(x.doc.Blocks)})
	}
	return out
}

// startsAnnex reports whether the line is the head of an annex.
func startsAnnex(l line) bool {
	if marker.Parse(l.text).Kind == marker.Appendix {
		return true
	}
	t := vn.Normalise(l.text).Text
	return isCapitals(l.text) && (strings.HasPrefix(t, "kế hoạch") || strings.HasPrefix(t, "phụ lục") || strings.HasPrefix(t, "danh mục") || strings.HasPrefix(t, "chương trình") || strings.HasPrefix(t, "biểu"))
}

// annexedPlan is the index of the line behind the title of a plan that follows
// the signature of a decision, 0 if there is none.
func annexedPlan(lines []line, start int) int {
	signed := false
	for i := start; i < len(lines); i++ {
		l := lines[i]
		if reToList.MatchString(l.text) || isCapitals(l.text) && reGuest.MatchString(l.text) {
			signed = true
		}
		if !signed || !startsAnnex(l) || marker.Parse(l.text).Kind == marker.Appendix {
			continue
		}
		rest := lines[i+1:]
		if b := bodyStart(rest); b < len(rest) {
			return i + 1 + b
		}
	}
	return 0
}

// setBase fixes what deadlines are read against: the day of issue and the year
// of the plan, from its title, its date, or the latest paper it cites.
func (f *frame) setBase(head []line, text string) {
	f.base = when.Base{Issued: f.record.Issued}
	if m := reYearOf.FindAllStringSubmatch(vn.Normalise(f.record.Title).Text, -1); len(m) == 1 {
		f.base.Year, _ = strconv.Atoi(m[0][1])
	}
	if f.base.Year == 0 && len(f.record.Issued) >= 4 {
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
