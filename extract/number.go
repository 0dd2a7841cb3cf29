package extract

import (
	"strconv"
	"strings"

	"doichieu/corpus/vn"
)

// A number as printed: points part thousands, a comma the decimals; OCR and
// hurried drafters also print a decimal point.
const numberPattern = `\d+(?:[.,]\d+)*`

const spelledPattern = `một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười`

// operators are the words in front of a number and what they make of it; ""
// for those that only lead up to it.
var operators = []struct{ word, op string }{
	{"ít nhất", ">="},
	{"tối thiểu", ">="},
	{"trên", ">="},
	{"không dưới", ">="},
	{"không thấp hơn", ">="},
	{"không ít hơn", ">="},
	{"hơn", ">="},
	{"không quá", "<="},
	{"không vượt quá", "<="},
	{"tối đa", "<="},
	{"dưới mức", "<="},
	{"dưới", "<="},
	{"giảm xuống còn", ""},
	{"giảm còn", ""},
	{"xuống còn", ""},
	{"còn", ""},
	{"tăng thêm", "+"},
	{"tăng bình quân", "+"},
	{"tăng", "+"},
	{"giảm thêm", "-"},
	{"giảm bình quân", "-"},
	{"kéo giảm", "-"},
	{"giảm", "-"},
	{"đạt tỷ lệ", ""},
	{"đạt", ""},
	{"khoảng", ""},
	{"tương đương", ""},
	{"là", ""},
	{"từ", ""},
	{"có", ""},
	{"lên", ""},
}

// operator reads the words right before and behind the number of the i-th aim;
// opens is where they begin, never inside the aim before.
func (t *targetReader) operator(i int) (op string, opens int) {
	s, a := t.norm.Text, t.aims[i]
	from := 0
	if i > 0 {
		from = min(t.aims[i-1].end, a.start)
	}
	left := strings.TrimRight(s[from:a.start], " ")
	opens, op = a.start, "="
	for again := true; again; {
		again = false
		for _, w := range operators {
			if !strings.HasSuffix(left, w.word) || !vn.Bounded(left, len(left)-len(w.word), len(left)) {
				continue
			}
			left, again = left[:len(left)-len(w.word)], true
			opens = from + len(left)
			left = strings.TrimRight(left, " ")
			switch {
			case w.op == "+" || w.op == "-":
				return w.op, opens
			case w.op != "" && op == "=":
				op = w.op
			}
			break
		}
	}
	right := s[a.end:]
	if k := strings.IndexAny(right, ".;:"); k >= 0 {
		right = right[:k]
	}
	if op == "=" && (a.rule == "or-more" || strings.HasPrefix(right, " trở lên") || strings.Contains(firstWords(right, 8), "trở lên")) {
		op = ">="
	}
	if op == "=" && strings.HasPrefix(right, " trở xuống") {
		op = "<="
	}
	return op, opens
}

func firstWords(s string, n int) string {
	words := strings.Fields(s)
	return strings.Join(words[:min(n, len(words))], " ")
}

// numberOf reads a number as printed in Vietnamese papers.
func numberOf(s string) (float64, bool) {
	if v, ok := map[string]float64{
		"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
	}[s]; ok {
		return v, true
	}
	whole, decimals, hasComma := strings.Cut(s, ",")
	if strings.Contains(decimals, ",") {
		return 0, false
	}
	parts := strings.Split(whole, ".")
	if len(parts) == 2 && len(parts[1]) != 3 && !hasComma {
		whole, decimals, hasComma = parts[0], parts[1], true // a decimal point
	} else {
		whole = strings.Join(parts, "")
	}
	if hasComma && decimals != "" {
		whole += "." + decimals
	}
	v, err := strconv.ParseFloat(whole, 64)
	return v, err == nil
}
