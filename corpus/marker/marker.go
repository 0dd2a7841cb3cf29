// Package marker reads the list markers of Vietnamese administrative papers:
// "Phần thứ nhất", "Chương I", "Điều 3.", "II.", "1.", "1.2.", "a)", "đ)",
// "(1)", "-", "+". Reading a file (where does an item begin?) and reading its
// structure (which item is below which?) need the same grammar, so it stands
// here, below both.
//
// The order of point letters is that of Decree 34/2016, article 62, as drafters
// use it: a b c d đ e g h i k l m n o p q r s t u v x y; there is no f, j, w, z.
package marker

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"doichieu/corpus/lazy"
)

// Kind is the form of a marker.
type Kind int

// The kinds, in the order in which they usually nest, outermost first.
const (
	None     Kind = iota
	Appendix      // "PHỤ LỤC", "PHỤ LỤC I", "Phụ lục số 02"
	Part          // "PHẦN I", "Phần thứ nhất"
	Chapter       // "Chương II"
	Title         // "Mục 1"
	Article       // "Điều 3."
	Upper         // "A."
	Roman         // "II."
	Arabic        // "1.", "1)"
	Decimal       // "1.2.", "2.1.3"
	Letter        // "a)", "a."
	Paren         // "(1)", "(a)"
	Dash          // "-", "–"
	Plus          // "+"
	Bullet        // "*", "•" and the like
)

// Marker is a list marker at the start of a line.
type Marker struct {
	Kind    Kind
	Printed string // as printed, without the blanks behind it: "II.", "a)", "-"
	Label   string // for ids: "II", "1.2", "a", "Điều 3", "-", "+"
	Ordinal int    // place in its sequence, from 1 (of the last number of a decimal); 0 where it has none
	Depth   int    // how many numbers a decimal has; 1 for all others
	Len     int    // bytes of the line up to the text behind the marker
}

// Letters are the point letters in the order in which drafters use them.
const Letters = "abcdđeghiklmnopqrstuvxy"

// Ordinals of "Phần thứ ...".
var spelled = map[string]int{
	"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}

var (
	reWord    = lazy.MustCompile(`^(?i)(phụ lục|phần|chương|mục|điều)(?:[ \t\x{a0}]+(?:số[ \t\x{a0}]+)?(thứ[ \t\x{a0}]+\p{L}+|[IVXLC]+|\d{1,3}[a-zđ]?|[A-H]))?([.:/]|[ \t\x{a0}]*[-–]|)(?:[ \t\x{a0}]+|$)`)
	reRoman   = lazy.MustCompile(`^([IVXl]{1,7})[ \t\x{a0}]*([./)\-–:])[ \t\x{a0}]*`)
	reUpper   = lazy.MustCompile(`^([A-HKLMĐ])([./)])[ \t\x{a0}]+`)
	reDecimal = lazy.MustCompile(`^(\d{1,3}(?:\.\d{1,3})+)([.)\-/:]?)[ \t\x{a0}]+`)
	reArabic  = lazy.MustCompile(`^(\d{1,3})[ \t\x{a0}]?([.)/:\-–])[ \t\x{a0}]*`)
	reLetter  = lazy.MustCompile(`^(\p{Ll})[ \t\x{a0}]?([).\-])[ \t\x{a0}]*`)
	reParen   = lazy.MustCompile(`^\((\d{1,3}|\p{Ll}|[ivx]{1,5})\)[ \t\x{a0}]*`)
	reDash    = lazy.MustCompile(`^[` + dashes + `][ \t\x{a0}]*`)
	rePlus    = lazy.MustCompile(`^\+[ \t\x{a0}]*`)
	reBullet  = lazy.MustCompile(`^[` + bullets + `][ \t\x{a0}]+`)
)

// The signs of lists without numbers. The last three are those of the Symbol
// fonts, as Word writes them.
const (
	dashes  = "-–—−‐‑"
	bullets = "*•●○▪■◦·\uf0b7\uf02d\uf0a7"
)

// Parse reads the marker at the start of line, which must not begin with
// blanks. The zero Marker (Kind None) means that there is none. A number that
// is part of the text ("2025 là năm", "1,5 tỷ", "5.000 người", "10% số xã")
// is no marker.
func Parse(line string) Marker {
	if line == "" {
		return Marker{}
	}
	switch c := line[0]; {
	case c == '(':
		if m := reParen.FindStringSubmatch(line); m != nil {
			return Marker{Paren, "(" + m[1] + ")", "(" + m[1] + ")", ordinal(m[1]), 1, len(m[0])}
		}
		return Marker{}
	case c >= '0' && c <= '9':
		return number(line)
	case c == '+':
		m := rePlus.FindString(line)
		return Marker{Plus, "+", "+", 0, 1, len(m)}
	}
	// Most lines have no marker: a form is tried where the first letters allow it.
	first, n := utf8.DecodeRuneInString(line)
	switch {
	case strings.ContainsRune(dashes, first):
		m := reDash.FindString(line)
		return Marker{Dash, strings.TrimRight(m, " \t\u00a0"), "-", 0, 1, len(m)}
	case strings.ContainsRune(bullets, first):
		if m := reBullet.FindString(line); m != "" {
			return Marker{Bullet, strings.TrimRight(m, " \t\u00a0"), "*", 0, 1, len(m)}
		}
		return Marker{}
	case strings.ContainsRune("pcmđPCMĐ", first):
		if m := reWord.FindStringSubmatch(line); m != nil {
			if k := word(m); k.Kind != None {
				return k
			}
		}
	}
	if strings.ContainsRune("IVXl", first) {
		if m := reRoman.FindStringSubmatch(line); m != nil && romanFollows(m[2], line[len(m[0]):]) {
			// OCR prints the capital I as a small l.
			if n := romanValue(strings.ReplaceAll(m[1], "l", "I")); n > 0 && !allSmallL(m[1]) {
				return Marker{Roman, m[1] + m[2], strings.ReplaceAll(m[1], "l", "I"), n, 1, len(m[0])}
			}
		}
	}
	if n == len(line) || !strings.ContainsRune(".)/- \t\u00a0", nextRune(line[n:])) {
		return Marker{} // a second letter
	}
	if m := reUpper.FindStringSubmatch(line); m != nil {
		return Marker{Upper, m[1] + m[2], m[1], 1 + strings.Index("ABCDĐEGHKLM", m[1]), 1, len(m[0])}
	}
	if m := reLetter.FindStringSubmatch(line); m != nil {
		rest := line[len(m[0]):]
		// "f)" is printed where a drafter or OCR knows no better: it has
		// no place in the sequence, but it is a marker. "a." and "a-" need
		// a blank behind them: "v.v", "e-mail" are words.
		if m[2] == ")" || strings.Contains(Letters, m[1]) && strings.HasSuffix(m[0], " ") && rest != "" {
			return Marker{Letter, m[1] + m[2], m[1], ordinal(m[1]), 1, len(m[0])}
		}
	}
	return Marker{}
}

func nextRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func number(line string) Marker {
	if m := reDecimal.FindStringSubmatch(line); m != nil && !thousands(m[1], m[2]) {
		parts := strings.Split(m[1], ".")
		n, _ := strconv.Atoi(parts[len(parts)-1])
		return Marker{Decimal, m[1] + m[2], m[1], n, len(parts), len(m[0])}
	}
	m := reArabic.FindStringSubmatch(line)
	if m == nil {
		return Marker{}
	}
	rest := line[len(m[0]):]
	blank := len(m[0]) > len(m[1])+len(m[2])
	switch {
	case rest == "" && m[2] != ".":
		return Marker{}
	case rest != "" && rest[0] >= '0' && rest[0] <= '9' && (!blank || m[2] != "."):
		return Marker{} // 1.500, 15/5, 10-12
	case (m[2] == "-" || m[2] == "–" || m[2] == "/" || m[2] == ":") && !blank:
		return Marker{} // 36-CT/TW, 24/24
	}
	n, _ := strconv.Atoi(m[1])
	return Marker{Arabic, m[1] + m[2], m[1], n, 1, len(m[0])}
}

// thousands tells 5.000 or 1.250.000 from a decimal marker: every group behind
// the first has three digits and no full stop follows.
func thousands(number, tail string) bool {
	if tail == "." || tail == ")" {
		return false
	}
	for _, g := range strings.Split(number, ".")[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return true
}

// romanFollows keeps "I. MỤC ĐÍCH" and refuses "V.I. Lênin" or "X-quang".
func romanFollows(sep, rest string) bool {
	if rest == "" {
		return sep == "."
	}
	if sep == "-" || sep == "–" || sep == "/" {
		return rest[0] != ' ' && len(rest) > 1 && !(rest[0] >= 'a' && rest[0] <= 'z')
	}
	return !reInitial.MatchString(rest)
}

var reInitial = lazy.MustCompile(`^\p{Lu}\.`)

func allSmallL(s string) bool { return strings.Trim(s, "l") == "" }

func word(m []string) Marker {
	name, num := strings.ToLower(m[1]), strings.TrimSpace(m[2])
	mk := Marker{Depth: 1, Len: len(m[0]), Printed: strings.TrimSpace(m[0])}
	switch name {
	case "phụ lục":
		mk.Kind = Appendix
		// "phụ lục" in running text is not a heading; headings are capitals or end there.
		if m[1] == name || num == "" && m[1] != strings.ToUpper(m[1]) {
			return Marker{}
		}
	case "phần":
		mk.Kind = Part
	case "chương":
		mk.Kind = Chapter
	case "mục":
		mk.Kind = Title
	case "điều":
		mk.Kind = Article
	}
	if mk.Kind != Appendix && (num == "" || m[1] == name) {
		return Marker{} // "mục 5 Kế hoạch này", "phần lớn" in running text
	}
	mk.Label = strings.TrimSpace(capital(name) + " " + num)
	f := strings.Fields(strings.ToLower(num))
	switch {
	case len(f) == 2:
		mk.Ordinal = spelled[f[1]]
	case num != "":
		if n := romanValue(num); n > 0 {
			mk.Ordinal = n
		} else {
			mk.Ordinal = ordinal(strings.ToLower(num))
		}
	}
	return mk
}

func capital(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// ordinal is the value of "3", "đ", "iv"; 0 where it is none of them.
func ordinal(s string) int {
	if n, err := strconv.Atoi(strings.TrimRight(s, Letters)); err == nil {
		return n
	}
	if r := []rune(s); len(r) == 1 {
		for i, l := range []rune(Letters) {
			if l == r[0] {
				return i + 1
			}
		}
	}
	return romanValue(strings.ToUpper(s))
}

// romanValue is the value of a well-formed Roman numeral up to 399, else 0.
func romanValue(s string) int {
	values := map[byte]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100}
	total := 0
	for i := 0; i < len(s); i++ {
		v, ok := values[s[i]]
		if !ok {
			return 0
		}
		if i+1 < len(s) && v < values[s[i+1]] {
			total -= v
		} else {
			total += v
		}
	}
	if s == "" || !reRomanForm.MatchString(s) {
		return 0
	}
	return total
}

var reRomanForm = lazy.MustCompile(`^C{0,3}(XC|XL|L?X{0,4})(IX|IV|V?I{0,4})$`)
