package extract

import (
	"strconv"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/vn"
)

var (
	reNumber = lazy.MustCompile(`(?:^[Ss]ố\s*:?|[\s|(]Số\s*:|^Luật\s+số\s*:?)\s*(\d[\d ]*|[ .…_]*)\s*(/(?:\d{4}/)?\s?\p{Lu}[\p{L}\d]*(?:\s?[-–]\s?\p{Lu}[\p{L}\d&]*)+|/\d{4}/(?:QH|UBTVQH)\d+|-\p{Lu}\p{L}*/\p{Lu}[\p{L}\d]*(?:-\p{Lu}\p{L}*)?)`)
	rePlace  = lazy.MustCompile(`(\p{Lu}[\p{L} .–-]{1,40}?)\s*,\s*ngày\s*([\d .…]*?)\s*tháng\s*([\d .…]*?)\s*năm\s*(\d[\d ]{3,5})`)
	reDate   = lazy.MustCompile(`(\p{Lu}[\p{L} .–-]{1,40}?)\s*,\s*ngày\s*(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(\d{4})\s*$`)
	reIssue  = lazy.MustCompile(`((?:Ủy|Uỷ) ban nhân dân(?: \([^)]*\))?(?: tỉnh| thành phố| Thành phố| huyện| thị xã| xã| phường)?(?: \p{Lu}\p{L}*(?:[ -]+\p{Lu}\p{L}*)*)?|UBND (?:tỉnh|thành phố|Thành phố|huyện|thị xã|xã|phường)(?: \p{Lu}\p{L}*)*|Ban Chỉ đạo [\d\p{L}]+(?: tỉnh| thành phố)?(?: \p{Lu}\p{L}*)*|Ban Thường vụ (?:Tỉnh|Thành) (?:ủy|uỷ)|Hội đồng nhân dân (?:tỉnh|thành phố)|Sở \p{Lu}[\p{L} -]*?(?:, Thể thao và Du lịch)?)\s+(?:ban hành|xây dựng|đề ra|triển khai)`)
)

// readLetterhead reads number, place and date: line by line, and where a line
// end stands inside of them, from the head as a whole.
func (x *extractor) readLetterhead(f *frame, head []line) {
	top := 0
	for top < len(head) && !strings.HasPrefix(vn.Normalise(cut(head[top].text, 60)).Text, "căn cứ") && !isBasis(head[top].text) {
		x.readNumber(f, head[top].text, head[top].span.Start)
		x.readDate(f, head[top].text, head[top].span.Start)
		top++
	}
	if top == 0 || f.record.Number != "" && f.record.Issued != "" {
		return
	}
	all := cut(x.doc.Text[head[0].span.Start:head[top-1].span.End], 2000)
	x.readNumber(f, all, head[0].span.Start)
	x.readDate(f, all, head[0].span.Start)
}

// readNumber reads the number from a piece of the letterhead that begins at
// byte at of the text.
func (x *extractor) readNumber(f *frame, text string, at int) {
	if f.record.Number != "" {
		return
	}
	if m := reNumber.FindStringSubmatchIndex(text); m != nil {
		value := digits(text[m[2]:m[3]]) + strings.ReplaceAll(text[m[4]:m[5]], " ", "")
		x.put(f, &f.record.Number, "number", strings.ReplaceAll(value, "–", "-"), corpus.Span{Start: at + m[2], End: at + m[5]})
	}
}

// readDate reads the place and the day of issue, in words or as 15/5/2025. A
// dateline whose day and month are left blank tells the year and no day of issue.
func (x *extractor) readDate(f *frame, text string, at int) {
	if f.record.Issued != "" {
		return
	}
	for _, re := range []*lazy.Regexp{rePlace, reDate} {
		if m := re.FindStringSubmatchIndex(text); m != nil {
			date := isoDate(text[m[8]:m[9]], text[m[6]:m[7]], text[m[4]:m[5]])
			if date == "" {
				return
			}
			f.dateline = corpus.Span{Start: at + m[2], End: at + m[1]}
			f.dated, _ = strconv.Atoi(date[:4])
			if len(date) == 4 {
				return
			}
			x.put(f, &f.record.Issued, "issued", date, f.dateline)
			return
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

// typeNamed is the code of the type that a line of the head names, and how many
// words it takes: the line is the type alone, or begins with it and is in
// capitals.
func typeNamed(l line) (code string, length int) {
	capitals := isCapitals(l.text)
	if !capitals && l.kind != corpus.Heading {
		return "", 0
	}
	t := strings.TrimRight(vn.Normalise(cut(l.text, reach)).Text, " :.")
	for _, d := range docTypes {
		if t == d.name || capitals && strings.HasPrefix(t, d.name+" ") {
			return d.code, words(d.name)
		}
	}
	return "", 0
}

// readTitle reads the type and the title. A type named in the number's sign
// comes first: the cover of a plan that a decision puts in force is a decision.
func (x *extractor) readTitle(f *frame, head []line) {
	for i, l := range head {
		if code, n := typeNamed(l); code != "" {
			x.put(f, &f.record.DocType, "doc_type", code, l.span)
			x.titleBehind(f, head, i, n)
			break
		}
	}
	for _, l := range head {
		if m := reSubject.FindStringIndex(l.text); m != nil && f.record.DocType == "" {
			at := corpus.Span{Start: l.span.Start + m[1], End: l.span.End}
			x.put(f, &f.record.Title, "title", strings.Join(strings.Fields(at.In(x.doc.Text)), " "), at)
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

// titleBehind takes the lines behind the type as the title, up to whatever is
// no title: the basis, whoever issues the paper, a paragraph, a ruled line.
func (x *extractor) titleBehind(f *frame, head []line, i, length int) {
	from, typed := i, 0
	if fields := strings.Fields(head[i].text); len(fields) > length {
		// The title stands behind the type on one line.
		for _, w := range fields[:length] {
			typed += strings.Index(head[i].text[typed:], w) + len(w)
		}
	} else {
		from++
		for from < len(head) && isRule(head[from].text) {
			from++
		}
	}
	to := from
	for to < len(head) && to-from < 8 && (to == i || !endsTitle(head[to].text, to > from, to > from && isCapitals(head[to-1].text))) {
		to++
	}
	if from < to {
		span := trim(x.doc.Text, corpus.Span{Start: head[from].span.Start + typed, End: head[to-1].span.End})
		x.put(f, &f.record.Title, "title", strings.Join(strings.Fields(span.In(x.doc.Text)), " "), span)
	}
}

// reAuthority is the line between title and basis that names who decides.
var reAuthority = lazy.MustCompile(`^(?:CHỦ TỊCH|(?:ỦY|UỶ) BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|THỦ TƯỚNG|CHÍNH PHỦ|BỘ TRƯỞNG|GIÁM ĐỐC|THƯỜNG TRỰC|BAN THƯỜNG VỤ|QUỐC HỘI|TRƯỞNG BAN)`)

// reSubject stands in front of what a dispatch is about.
var reSubject = lazy.MustCompile(`(?:^|\s)V/[vV]:?\s+`)

// endsTitle reports whether the line is no part of a title; behind says that
// the title has begun, capitals that it is in capitals.
func endsTitle(text string, behind, capitals bool) bool {
	t := vn.Normalise(cut(text, 120)).Text
	switch {
	case isBasisParagraph(text), isRule(text), isSentence(text), capitals && isBasis(text) && !isCapitals(text):
		return true
	case strings.HasSuffix(text, "sau:"), strings.HasSuffix(text, "sau đây:"), strings.HasSuffix(text, "điện:"), strings.HasSuffix(text, "gửi:"):
		return true
	case strings.HasPrefix(t, "kính gửi"), behind && strings.HasPrefix(t, "- "), strings.HasPrefix(t, "(kèm theo"), strings.HasPrefix(t, "(ban hành kèm"), strings.HasPrefix(t, "kèm theo"):
		return true
	}
	return behind && isCapitals(text) && reAuthority.MatchString(text)
}

// isRule reports whether the line is drawn, not written.
func isRule(text string) bool { return strings.Trim(text, " -–—_=*.─━") == "" }

// isSentence tells a paragraph from a line of a title: many words and an end.
func isSentence(text string) bool {
	return !isCapitals(text) && words(text) > 14 && endsSentence(text)
}

// isBasis reports whether the line cites what the paper rests on.
func isBasis(text string) bool {
	t := vn.Normalise(cut(text, 200)).Text
	for _, p := range []string{"căn cứ ", "thực hiện ", "triển khai ", "theo đề nghị", "xét đề nghị", "xét báo cáo", "để triển khai", "nhằm "} {
		if strings.HasPrefix(t, p) && words(t) > 8 {
			return true
		}
	}
	return false
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
	if code == "UBND" || code == "VP" || code == "VPCP" || code == "BCĐ" || code == "CV" || strings.HasPrefix(code, "S") && strings.ToUpper(code) == code {
		return "CV"
	}
	return ""
}

// readIssuer reads who issues the paper: the subject of "... ban hành kế hoạch"
// in the opening, else the letterhead.
func (x *extractor) readIssuer(f *frame, head []line) {
	for _, l := range head {
		for _, m := range reIssue.FindAllStringSubmatchIndex(l.text, -1) {
			name := l.text[m[2]:m[3]]
			if strings.HasSuffix(name, " về") || strings.HasSuffix(name, " việc") || strings.HasPrefix(strings.ToLower(l.text[:m[2]]), "trên ") {
				continue // the title of a paper that it issued
			}
			x.put(f, &f.record.Issuer, "issuer", name, corpus.Span{Start: l.span.Start + m[2], End: l.span.Start + m[3]})
		}
	}
	for i, l := range head {
		if f.record.Issuer != "" {
			return
		}
		name := reCapitalRun.FindString(l.text)
		if k := strings.Index(name, " CỘNG H"); k > 0 {
			name = name[:k]
		}
		if !isIssuer(name) {
			continue
		}
		span := corpus.Span{Start: l.span.Start, End: l.span.Start + len(name)}
		// "ỦY BAN NHÂN DÂN" and "TỈNH ..." stand on two lines.
		if i+1 < len(head) && len(name) == len(l.text) && rePlaceLine.MatchString(head[i+1].text) && head[i+1].span.Start == l.span.End+1 {
			span.End = head[i+1].span.Start + len(reCapitalRun.FindString(head[i+1].text))
			i++
		}
		if below := issuerBelow(head[i+1:]); below.Len() > 0 {
			span = below
		}
		x.put(f, &f.record.Issuer, "issuer", strings.Join(strings.Fields(span.In(x.doc.Text)), " "), span)
	}
}

// issuerBelow is the name, in capitals, of the body that stands below its parent
// at the top of a paper: by Decree 30/2020, appendix I, that body issues it. It
// may take several lines. Empty where the parent is named alone.
func issuerBelow(lines []line) corpus.Span {
	var span corpus.Span
	for i, l := range lines[:min(len(lines), 5)] {
		name := reCapitalRun.FindString(l.text)
		if k := strings.Index(name, " CỘNG H"); k > 0 {
			name = name[:k]
		}
		whole := len(name) == len(l.text)
		switch {
		case reOrgan.MatchString(name):
			return span // an organ of the parent itself
		case span.Len() == 0 && strings.HasPrefix(l.text, "CỘNG H"), span.Len() == 0 && i > 0 && !reSubordinate.MatchString(name):
			return span
		case span.Len() == 0 && reSubordinate.MatchString(name):
			span = corpus.Span{Start: l.span.Start, End: l.span.Start + len(name)}
			if !whole {
				return span
			}
		case span.Len() > 0 && isCapitals(l.text) && reNameGoesOn.MatchString(l.text):
			span.End = l.span.End
		default:
			return span
		}
	}
	return span
}

var (
	// Bodies that have a parent above them in the head of a paper ("VĂN PHÒNG"
	// alone needs its parent's name), and lines on which the name of one goes on.
	reSubordinate = lazy.MustCompile(`^(?:SỞ|BAN|ĐOÀN|TỔ|HỘI ĐỒNG|CHI CỤC|CỤC|PHÒNG|TRUNG TÂM|VĂN PHÒNG|THANH TRA|VIỆN|TRƯỜNG|BỆNH VIỆN|CÔNG AN|ĐẢNG ỦY|KHO BẠC|VỤ|TỔNG CỤC)\s`)
	reOrgan       = lazy.MustCompile(`^(?:BAN THƯỜNG VỤ|BAN CHẤP HÀNH|BAN BÍ THƯ|BAN CÁN SỰ)`)
	reNameGoesOn  = lazy.MustCompile(`^(?:(?:THEO|VỀ|VÀ|CẤP|TỈNH|THÀNH PHỐ|HUYỆN|XÃ|PHƯỜNG)\s|SỐ\s\d)`)
	reCapitalRun  = lazy.MustCompile(`^\p{Lu}+(?:(?:,? +|\s?-\s?)\p{Lu}{2,})*`)
	rePlaceLine   = lazy.MustCompile(`^(?:TỈNH|THÀNH PHỐ|HUYỆN|THỊ XÃ|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU)\s\p{Lu}`)
)

func isIssuer(text string) bool {
	for _, p := range []string{"ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "UBND", "HỘI ĐỒNG NHÂN DÂN", "BAN CHỈ ĐẠO", "THỦ TƯỚNG", "CHÍNH PHỦ", "SỞ ", "BỘ ", "TỈNH ỦY", "THÀNH ỦY", "HUYỆN ỦY", "ĐẢNG ỦY", "CÔNG AN"} {
		if strings.HasPrefix(text, p) {
			return true
		}
	}
	return false
}
