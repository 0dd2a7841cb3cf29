package extract

import (
	"strings"
	"unicode"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/marker"
	"doichieu/corpus/vn"
	"doichieu/extract/vocab"
)

var (
	// Capacities above a signature: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH",
	// "PHÓ CHỦ TỊCH", and those of Party papers.
	reGuest    = lazy.MustCompile(`^(?:TM|KT|TL|TUQ|Q|QUYỀN)\s*[./]|^(?:T/M|K/T|T/L)[\s.]|^(?:PHÓ |Q\. ?)?(?:CHỦ TỊCH|TRƯỞNG BAN|GIÁM ĐỐC|BÍ THƯ|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|VIỆN TRƯỞNG|CHÁNH ÁN|HIỆU TRƯỞNG|TỔNG BÍ THƯ|THƯỜNG TRỰC)`)
	reOnBehalf = lazy.MustCompile(`^(?:TM|KT|TL|TUQ)\s*[./]|^(?:T/M|K/T|T/L)[\s.]`)
	reName     = lazy.MustCompile(`^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*){1,4}$`)
	reToList   = lazy.MustCompile(`(?i)^[\s*|]*nơi\s+nhận`)
	// Degrees and ranks in front of a signer's name.
	reRank = lazy.MustCompile(`^(?:(?:GS|PGS|TS|ThS|BS|KS|CKI|CKII)(?:\.\s*|\s+|$))+|^(?:Thiếu|Trung|Thượng|Đại) (?:tá|tướng|úy|uý)\s+`)
	// Family names, for signers printed in capitals.
	reFamily = lazy.MustCompile(`^(?:NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|HỒ|NGÔ|DƯƠNG|LÝ|ĐINH|ĐOÀN|LÂM|TRỊNH|MAI|ĐÀO|CAO|HÀ|LƯƠNG|LƯU|TRƯƠNG|TẠ|PHÙNG|QUÁCH|TÔ|CHÂU|THÁI|TỐNG|KIỀU|VI|LÒ|GIÀNG|HẦU|SÙNG)(?: \p{Lu}+){1,4}$`)
)

// readSigner reads the name under the paper and the capacity above the name.
func (x *extractor) readSigner(f *frame, lines []line) {
	from := signatureStart(lines)
	if from < 0 {
		return
	}
	end := len(lines)
	for i, l := range lines[from+1:] {
		if marker.Parse(l.text).Kind == marker.Appendix {
			end = from + 1 + i
			break
		}
	}
	lines = lines[:end]
	var capacity []string
	var span corpus.Span
	for i, l := range lines[from:] {
		if k := marker.Parse(l.text).Kind; startsAnnex(l) || k != marker.None && k < marker.Letter {
			break // what is annexed
		}
		text := strings.TrimSpace(l.text)
		if reFamily.MatchString(text) && len(capacity) > 0 {
			x.put(f, &f.record.Signer, "signer", text, corpus.Span{Start: l.span.Start, End: l.span.Start + len(text)})
			continue
		}
		title, name := splitSignature(text)
		if title != "" && !reRank.MatchString(title) && (reGuest.MatchString(title) || len(capacity) > 0) && f.record.Signer == "" {
			if len(capacity) == 0 {
				span.Start = l.span.Start
			}
			capacity = append(capacity, title)
			span.End = l.span.Start + strings.Index(l.text, title) + len(title)
		}
		name = name[len(reRank.FindString(name)):]
		if name != "" && x.isPerson(name) {
			at := l.span.Start + strings.LastIndex(l.text, name)
			if f.record.Signer == "" && len(capacity) > 0 {
				if office, end := x.officeBelow(lines[from+i+1:]); office != "" {
					capacity = append(capacity, office)
					span.End = end
				}
			}
			x.put(f, &f.record.Signer, "signer", name, corpus.Span{Start: at, End: at + len(name)})
		}
	}
	if len(capacity) > 0 {
		x.put(f, &f.record.Capacity, "capacity", strings.Join(capacity, " / "), span)
	}
}

// officeBelow is the office that a signer holds besides, printed below the name
// on one or two lines ("PHÓ GIÁM ĐỐC" "SỞ Y TẾ"), and where it ends; "" where
// there is none, or where another signer follows.
func (x *extractor) officeBelow(lines []line) (office string, end int) {
	for _, l := range lines[:min(len(lines), 4)] {
		text := strings.TrimSpace(l.text)
		switch {
		case startsAnnex(l):
			return office, end
		case !isCapitals(text) || reFamily.MatchString(text):
			if _, name := splitSignature(text); reFamily.MatchString(text) || x.isPerson(name[len(reRank.FindString(name)):]) {
				return "", 0
			}
			return office, end
		case office == "" && (reOnBehalf.MatchString(text) || !reGuest.MatchString(text)), office != "" && !isIssuer(text):
			return office, end
		}
		office = strings.TrimSpace(office + " " + text)
		end = l.span.End
	}
	return office, end
}

// signatureStart is the index of the line at which the signature block or the
// list of recipients begins, -1 if there is none.
func signatureStart(lines []line) int {
	for i, l := range lines {
		if i > 0 && endsBody(l) || headsRecipients(l.text) {
			return i
		}
	}
	return -1
}

// reGarbled is "nơi nhận" without its marks, with one letter that poor OCR took
// for another.
var reGarbled = lazy.MustCompile(`^(?:.oi nhan|n.i nhan|no. nhan|noi .han|noi n.an|noi nh.n|noi nha.|noinhan)\s*[:;.,]?$`)

// headsRecipients reports whether the line stands above the list of those who
// receive the paper, also where OCR spoilt the words.
func headsRecipients(text string) bool {
	return reToList.MatchString(text) || len(text) < 24 && reGarbled.MatchString(vn.Fold(strings.Trim(text, " *_|")))
}

// reKeep is the last line of the list of recipients: the copy for the files.
var reKeep = lazy.MustCompile(`^[-–•*]?\s*Lưu\s*:?\s*(?:VT|VP|HC|TH|V\s*T)(?:[\s,;.:/(-]|$)`)

// recipientsFrom is the index of the first of the recipients that end with
// line i, the copy for the files, where OCR lost the words above them: bodies of
// which nothing is said but why they receive the paper.
func (x *extractor) recipientsFrom(lines []line, i, start int) int {
	for i > start {
		text := strings.TrimSpace(lines[i-1].text)
		m := marker.Parse(text)
		s := x.sentence(cut(strings.TrimSpace(text[m.Len:]), reach))
		if m.Kind != marker.Dash && m.Kind != marker.Bullet || words(text) > 20 {
			break
		}
		if !strings.HasPrefix(s.norm.Text, "như ") {
			if len(s.ms) == 0 || !reOpening.MatchString(s.between(0, s.ms[0].Span.Start)) {
				break
			}
			_, end := s.list(0, "", false)
			if rest := s.tail(end); !strings.HasPrefix(rest, "(") && !reCloses.MatchString(rest) {
				break
			}
		}
		i--
	}
	return i
}

// endsBody reports whether the line begins the recipients or a signature.
func endsBody(l line) bool {
	return headsRecipients(l.text) || len(l.text) < 80 && isCapitals(l.text) && reGuest.MatchString(l.text)
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
	if name != "" && !strings.Contains(text, name) {
		name = ""
	}
	return title, name
}

// isPerson reports whether the words can be a person's name and are no place,
// body or heading.
func (x *extractor) isPerson(name string) bool {
	if !reName.MatchString(name) {
		return false
	}
	for _, m := range x.agencies.Mentions(name, x.context) {
		if !m.Unknown && strings.Contains(m.Span.In(name), " ") { // "Đoàn" is a family name as well
			return false
		}
	}
	for _, r := range name {
		if unicode.IsDigit(r) {
			return false
		}
	}
	// Given names are names of provinces as well: "Trần Hà Giang". Behind a family
	// name they are no place.
	_, at, place := vocab.FindLocality(name)
	return !place || at.Start > 0 && !reUnit.MatchString(vn.Normalise(name).Text)
}

// reUnit begins the name of a unit of administration.
var reUnit = lazy.MustCompile(`^(?:tỉnh|thành phố|tp|thủ đô|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu) `)

// bodyRanges are the pieces of the text that hold the body, from its first line
// to the signature, and the annexes behind it. The articles of a decision that
// only puts a plan in force are no part of the plan's body. Statutes that a paper
// puts in force give no tasks: rules has the indexes of such pieces.
func (x *extractor) bodyRanges(lines []line, start int, docType string) (out []corpus.Span, rules map[int]bool) {
	rules = map[int]bool{}
	if start >= len(lines) {
		return nil, rules
	}
	if docType == "QĐ" || docType == "NQ" {
		if p := annexedPlan(lines, start); p > 0 {
			start = p
		}
	}
	from := x.begins(lines[start])
	open := true
	for i := start; i < len(lines); i++ {
		l := lines[i]
		switch {
		case open && endsBody(l):
			out = append(out, corpus.Span{Start: from, End: x.begins(l)})
			open = false
		case open && reKeep.MatchString(l.text):
			end := x.begins(lines[x.recipientsFrom(lines, i, start)])
			out = append(out, corpus.Span{Start: from, End: max(from, end)})
			open = false
		case open && rules[len(out)] && startsAnnex(l) && x.begins(l) > from:
			out = append(out, corpus.Span{Start: from, End: x.begins(l)})
			from = x.begins(l)
		case !open && (startsAnnex(l) || startsRules(l)):
			from, open = x.begins(l), true
			rules[len(out)] = !startsAnnex(l)
		}
	}
	if open {
		out = append(out, corpus.Span{Start: from, End: len(x.doc.Text)})
	}
	return out, rules
}

// reRules is the title of rules that a paper puts in force.
var reRules = lazy.MustCompile(`^(?:quy chế|quy định|quy trình|điều lệ|nội quy)(?: |$)`)

// startsRules reports whether the line is the title of rules behind a signature.
func startsRules(l line) bool {
	return isCapitals(l.text) && reRules.MatchString(vn.Normalise(cut(l.text, 60)).Text)
}

// begins is where the line begins; a table is taken as a whole.
func (x *extractor) begins(l line) int {
	if l.kind == corpus.Table {
		return x.doc.Blocks[l.block].Span.Start
	}
	return l.span.Start
}

// startsAnnex reports whether the line is the head of an annex.
func startsAnnex(l line) bool {
	if marker.Parse(l.text).Kind == marker.Appendix {
		return true
	}
	if !isCapitals(l.text) {
		return false
	}
	t := vn.Normalise(cut(l.text, 60)).Text
	for _, p := range []string{"kế hoạch", "phụ lục", "danh mục", "chương trình", "biểu"} {
		if strings.HasPrefix(t, p) {
			return true
		}
	}
	return false
}

// reAnnexed is the title of what a decision puts in force.
var reAnnexed = lazy.MustCompile(`^(?:kế hoạch|chương trình|đề án|phương án)(?: |$)`)

// mostTitles is how many lines behind a signature may be the title of what it puts
// in force; behind each the text is read for where its body begins.
const mostTitles = 50

// annexedPlan is the index of the line behind the title of a plan that follows
// the signature of a decision, 0 if there is none.
func annexedPlan(lines []line, start int) int {
	signed, titles := false, 0
	for i := start; i < len(lines) && titles < mostTitles; i++ {
		l := lines[i]
		signed = signed || endsBody(l)
		if !signed || !isCapitals(l.text) || !reAnnexed.MatchString(vn.Normalise(cut(l.text, 60)).Text) {
			continue
		}
		titles++
		rest := lines[i+1:]
		if b := bodyStart(rest); b < len(rest) {
			return i + 1 + b
		}
	}
	return 0
}
