// Package grammar tells from the words of two lines of a Vietnamese
// administrative paper whether the second goes on with the first, and what
// kind of line a line is. Readers of all formats decide by it, each together
// with what its format knows of the page: blank lines, widths, places.
//
// Nothing here looks at more than the text of the lines.
package grammar

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus/marker"
)

// Kinds of documents as their titles print them.
var titleWords = []string{
	"KẾ HOẠCH", "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "CHỈ THỊ", "CHƯƠNG TRÌNH", "CHƯƠNG TRÌNH HÀNH ĐỘNG", "ĐỀ ÁN", "THÔNG BÁO", "BÁO CÁO",
	"KẾT LUẬN", "HƯỚNG DẪN", "CÔNG ĐIỆN", "QUY CHẾ", "QUY ĐỊNH", "PHƯƠNG ÁN", "TỜ TRÌNH",
}

// IsTitle reports a line that is nothing but the kind of a document: "KẾ HOẠCH".
func IsTitle(s string) bool {
	for _, w := range titleWords {
		if strings.EqualFold(s, w) {
			return true
		}
	}
	return false
}

// Addresses reports the line below a letterhead that names whom a letter is
// for: "Kính gửi: ...".
func Addresses(s string) bool {
	const word = "Kính gửi"
	return len(s) >= len(word) && strings.EqualFold(s[:len(word)], word)
}

// Words that no title begins with, so that a line of a title that does goes on
// with the one above: "ỦY BAN NHÂN DÂN" is followed by "VỀ VIỆC ...".
var leaningWords = []string{"VỀ ", "CỦA ", "TRONG ", "TRÊN ", "CHO ", "VÀ ", "TẠI ", "ĐẾN ", "THEO ", "VỚI ", "THUỘC ", "GIAI ĐOẠN ", "NĂM 2", "TẦM NHÌN "}

// Leans reports a line in capitals that cannot begin a title.
func Leans(s string) bool {
	return slices.ContainsFunc(leaningWords, func(w string) bool { return strings.HasPrefix(s, w) })
}

// Kinds of places, as the second line of a letterhead begins with one: "TỈNH
// LAM GIANG" below "ỦY BAN NHÂN DÂN".
var placeWords = []string{"TỈNH ", "THÀNH PHỐ ", "HUYỆN ", "QUẬN ", "THỊ XÃ ", "THỊ TRẤN ", "XÃ ", "PHƯỜNG ", "ĐẶC KHU "}

// StartsPlace reports that s begins with the kind of a place in capitals.
func StartsPlace(s string) bool {
	return slices.ContainsFunc(placeWords, func(w string) bool { return strings.HasPrefix(s, w) })
}

// IsRule reports a line that only draws: three or more dashes, stars and the
// like. Dots are places to fill in and stay text.
func IsRule(s string) bool {
	return len(s) >= 3 && strings.Trim(s, "-–—_=*~ ─━") == "" && !strings.Contains(s, "|")
}

// PageNumber reads a line that is nothing but a page number: "4", "- 4 -",
// "Trang 4", "Trang 4/12".
func PageNumber(s string) (int, bool) {
	if len(s) > 24 {
		return 0, false
	}
	for _, word := range []string{"Trang", "trang", "TRANG", "Page", "page"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, word))
	}
	s = strings.Trim(s, "-–— ")
	if of := strings.IndexByte(s, '/'); of > 0 && digits(strings.TrimSpace(s[of+1:])) > 0 {
		s = strings.TrimSpace(s[:of])
	}
	n := digits(s)
	return n, n > 0
}

// digits is the value of a number of one to three digits, else 0.
func digits(s string) int {
	if len(s) == 0 || len(s) > 3 {
		return 0
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// Names of bodies that are written with a dash in their middle.
var dashedNames = [][2]string{
	{"Lao động", "Thương binh"},
	{"Phát thanh", "Truyền hình"},
	{"Phát thanh", "truyền hình"},
	{"Thi đua", "Khen thưởng"},
	{"Vũng", "Tàu"},
	{"Rịa", "Vũng Tàu"},
	{"Thiên Huế", "Huế"},
	{"Khoa học", "Công nghệ"},
	{"Dân số", "Kế hoạch"},
	{"Kế hoạch", "Tài chính"},
	{"Báo chí", "Xuất bản"},
}

// SplitName reports a name broken before its dash.
func SplitName(prev, rest string) bool {
	for _, n := range dashedNames {
		if strings.HasSuffix(prev, n[0]) && strings.HasPrefix(rest, n[1]) {
			return true
		}
	}
	return false
}

// Words that a number or a letter of a provision must follow, and the words
// that may stand before those: "theo Điều", "tại khoản", "ngày 15 tháng". With
// other words before them they are parts of compounds ("hằng năm", "danh mục",
// "thí điểm"), after which nothing need follow.
var (
	numberWords = []string{"điều", "khoản", "điểm", "mục", "ngày", "tháng", "năm", "quý", "phần", "chương", "tiết"}
	beforeWords = []string{"theo", "tại", "của", "và", "các", "từ", "đến", "trước", "sau", "trong", "vào", "hết", "tới", "hoặc", "với"}
)

// AsksForNumber reports a line that breaks off where a number must follow.
func AsksForNumber(prev string) bool {
	word := LastWord(prev)
	if !slices.Contains(numberWords, strings.ToLower(word)) {
		return false
	}
	before := strings.TrimRight(strings.TrimSuffix(prev, word), " ")
	word = LastWord(before)
	return before == "" || strings.HasSuffix(word, ",") || strings.ContainsAny(word, "0123456789") || slices.Contains(beforeWords, strings.ToLower(word))
}

// SplitSign reports a document's number broken behind "số": "Kế hoạch số" and
// "910/KH-UBND".
func SplitSign(prev, next string) bool {
	sign, _, _ := strings.Cut(next, " ")
	return LastWord(prev) == "số" && StartsDigit(next) && strings.ContainsAny(sign, "/-")
}

// Words after which no Vietnamese sentence or heading ends.
var openWords = []string{
	"và", "của", "các", "với", "về", "trong", "theo", "để", "do", "tại", "cho", "từ", "đến", "là", "những", "một", "khi", "bằng",
	"hoặc", "như", "vào", "ở", "nhằm", "bởi", "giữa", "mọi", "mỗi", "được", "đã", "sẽ",
}

// BreaksOff reports text that cannot end here: it ends in a comma, an opening
// bracket, a dash, or a word that joins.
func BreaksOff(s string) bool {
	switch LastRune(s) {
	case ',', '(', '“', '‘', '-', '–', '&', '+', '/':
		return true
	}
	return slices.Contains(openWords, LastWord(s))
}

// Ended reports that s ends as a paragraph or item may: with a full stop,
// semicolon, colon or the like, brackets and quotation marks aside. An
// ellipsis counts, but what follows in small letters may go on.
func Ended(s string) bool {
	s = strings.TrimRight(s, ")]”\"’»* ")
	switch LastRune(s) {
	case '.', ';', ':', '!', '?', '…':
		return true
	}
	return false
}

// Hyphenated reports a sign cut at its hyphen or slash: "36-", "132-KL/".
func Hyphenated(s string) bool {
	w := LastWord(s)
	if len(w) < 2 || w[len(w)-1] != '-' && w[len(w)-1] != '/' {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(w[:len(w)-1])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// SignGoesOn reports a sign cut before its slash or hyphen: "93" and "/NQ-CP",
// "36" and "-CT/TW".
func SignGoesOn(prev, next string) bool {
	sign, _, _ := strings.Cut(next, " ")
	last := LastRune(prev)
	return last >= '0' && last <= '9' && len(sign) > 2 && (sign[0] == '/' || sign[0] == '-' && strings.Contains(sign, "/")) && StartsUpper(sign[1:])
}

// Capitals reports text whose letters are all Capitals, at least three.
func Capitals(s string) bool {
	// The only small letters allowed are those of a marker: look from the end.
	const longestMarker = 32
	switch at := strings.LastIndexFunc(s, unicode.IsLower); {
	case at > longestMarker:
		return false
	case at >= 0:
		k := marker.Parse(s)
		if k.Len <= at || k.Len == len(s) {
			return false
		}
		s = s[k.Len:]
	}
	upper := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper >= 3
}

// LastWord is s behind its last blank.
func LastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// LastRune is the last character of s; utf8.RuneError if there is none.
func LastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// StartsLower reports that s goes on with a sentence: a small letter, or a
// sign that begins none, comes first.
func StartsLower(s string) bool {
	for _, r := range s {
		switch {
		case unicode.IsLower(r), r == ',', r == ';', r == ')', r == '”', r == '%':
			return true
		case r == '“', r == '"', r == '(', r == '‘', r == '\'':
			continue
		}
		return false
	}
	return false
}

// StartsUpper reports that s begins with a capital, quotation marks and opening
// brackets aside.
func StartsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "“\"(‘'"))
	return unicode.IsUpper(r)
}

// StartsDigit reports that s begins with an ASCII digit.
func StartsDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// StartsWord reports that s begins with a letter or a digit.
func StartsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// GoesOnAtMarker reports that next, which begins with the list marker mk, is
// nevertheless the rest of the line prev: "2021" and "- 2025", "nêu tại" and
// "Mục II của ...". full says that no other word would have fitted on prev,
// and inline is the number of the last "(1)" within the paragraph so far.
func GoesOnAtMarker(prev, next string, mk marker.Marker, full bool, inline int) bool {
	rest := next[mk.Len:]
	if Ended(prev) && mk.Kind != marker.Paren {
		return false
	}
	switch mk.Kind {
	case marker.Dash:
		// "2021" + "- 2025", "kinh tế" + "- xã hội", "Lao động" + "- Thương binh".
		r := LastRune(prev)
		if StartsDigit(rest) {
			return r >= '0' && r <= '9'
		}
		return StartsLower(rest) && unicode.IsLetter(r) || SplitName(prev, rest)
	case marker.Paren:
		// An enumeration within the text: "...; (1) ...; (2) ...".
		return full && mk.Ordinal > 1 && mk.Ordinal == inline+1
	case marker.Article, marker.Title, marker.Chapter, marker.Part, marker.Appendix:
		// "theo quy định tại" + "Điều 5 Luật ...", "nêu tại" + "Mục II của ...".
		return LastRune(mk.Printed) != '.' && LastRune(mk.Printed) != ':' && (StartsLower(rest) || full && rest != "")
	case marker.Arabic, marker.Decimal, marker.Letter, marker.Roman:
		// "Quý" + "III/2026" stands in narrow columns.
		return (full || StartsDigit(rest) && strings.HasSuffix(mk.Printed, "/")) && AsksForNumber(prev)
	}
	return false
}
