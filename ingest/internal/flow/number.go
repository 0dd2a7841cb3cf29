package flow

import (
	"strconv"
	"strings"
)

// Style is how a list's numbers are written.
type Style int

// The styles. Bullet and None write no number.
const (
	Decimal Style = iota
	DecimalZero
	LowerLetter
	UpperLetter
	LowerRoman
	UpperRoman
	Circled
	Words // một, hai, ba
	Stars // *, **, ***
	Bullet
	None
)

// Format writes n, which counts from 1, in the style. What the style cannot
// write is written in digits.
func (s Style) Format(n int) string {
	switch s {
	case DecimalZero:
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case LowerLetter, UpperLetter:
		if n < 1 || n > 26*maxRepeat {
			break
		}
		// The alphabet of word processors is the Latin one; behind z stands
		// aa, bb, cc.
		first := byte('a')
		if s == UpperLetter {
			first = 'A'
		}
		return strings.Repeat(string(first+byte((n-1)%26)), (n-1)/26+1)
	case LowerRoman:
		return strings.ToLower(roman(n))
	case UpperRoman:
		return roman(n)
	case Circled:
		if n >= 1 && n <= 20 {
			return string(rune('①' + n - 1))
		}
	case Words:
		return words(n)
	case Stars:
		if n >= 1 && n <= maxRepeat {
			return strings.Repeat("*", n)
		}
	case Bullet, None:
		return ""
	}
	return strconv.Itoa(n)
}

// maxRepeat bounds the length of a number that repeats a sign.
const maxRepeat = 8

// roman is n in roman numerals, in digits where they do not reach.
func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		value int
		sign  string
	}{
		{1000, "M"},
		{900, "CM"},
		{500, "D"},
		{400, "CD"},
		{100, "C"},
		{90, "XC"},
		{50, "L"},
		{40, "XL"},
		{10, "X"},
		{9, "IX"},
		{5, "V"},
		{4, "IV"},
		{1, "I"},
	} {
		for n >= d.value {
			b.WriteString(d.sign)
			n -= d.value
		}
	}
	return b.String()
}

// words is a number below one hundred in Vietnamese words.
func words(n int) string {
	units := []string{"", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười"}
	switch {
	case n < 1 || n > 99:
		return strconv.Itoa(n)
	case n <= 10:
		return units[n]
	}
	tens, unit := n/10, n%10
	s := "Mười"
	if tens > 1 {
		s = units[tens] + " mươi"
	}
	switch {
	case unit == 0:
		return s
	case unit == 5:
		return s + " lăm"
	case unit == 1 && tens > 1:
		return s + " mốt"
	}
	return s + " " + strings.ToLower(units[unit])
}
