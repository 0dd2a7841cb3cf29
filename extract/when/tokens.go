package when

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus/lazy"
	"doichieu/corpus/vn"
)

// token is a word, a number or a sign of the normalised text.
type token struct {
	text       string
	start, end int // in the normalised text
	number     int // its value, or -1
}

// reader reads one text.
type reader struct {
	text   string
	norm   *vn.Normal
	tokens []token
	base   Base
	cell   bool
	// cellUntil is the token up to which a label in the text makes bare
	// periods count.
	cellUntil int
	refused   *[]Refusal // what was taken for no limit, where somebody asks
}

func newReader(text string, base Base, cell bool) *reader {
	n := vn.Normalise(repair(text))
	return &reader{text: text, norm: n, tokens: tokenise(n.Text), base: base, cell: cell}
}

// reSpoilt is a date in figures, letters that OCR reads for figures among them.
var reSpoilt = lazy.MustCompile(`[0-9OoIl]{1,2}[/.-][0-9OoIl]{1,2}(?:[/.-][0-9OoIl]{4})?`)

// reSpoiltQuarter is a quarter whose roman number OCR reads with figures in it:
// "Quý II1/2025".
var reSpoiltQuarter = lazy.MustCompile(`(?i:quý|quí) ([IVl1]{1,3})(?:[^\p{L}\d]|$)`)

// Spoilt reports whether the text holds a date in figures in which letters are
// read as figures, O as 0, l and I as 1, or a roman quarter with figures in it.
func Spoilt(text string) bool { return repair(text) != text }

// repair puts figures for the letters of spoilt dates. The length of the text
// stays as it is.
func repair(text string) string {
	if !strings.ContainsAny(text, "OoIlV") {
		return text
	}
	var out []byte
	for _, m := range reSpoiltQuarter.FindAllStringSubmatchIndex(text, -1) {
		number := text[m[2]:m[3]]
		roman := strings.NewReplacer("1", "I", "l", "I").Replace(number)
		if roman == number || !strings.ContainsAny(number, "IlV") || roman != "I" && roman != "II" && roman != "III" && roman != "IV" {
			continue
		}
		if out == nil {
			out = []byte(text)
		}
		copy(out[m[2]:], roman)
	}
	for _, m := range reSpoilt.FindAllStringIndex(text, -1) {
		date := text[m[0]:m[1]]
		if !strings.ContainsAny(date, "OoIl") || !strings.ContainsAny(date, "123456789") || !vn.Bounded(text, m[0], m[1]) {
			continue
		}
		if out == nil {
			out = []byte(text)
		}
		copy(out[m[0]:], figures.Replace(date))
	}
	if out == nil {
		return text
	}
	return string(out)
}

var figures = strings.NewReplacer("O", "0", "o", "0", "I", "1", "l", "1")

// tokenise cuts s into runs of letters, runs of digits and single signs.
func tokenise(s string) []token {
	tokens := make([]token, 0, len(s)/5+1)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		j := i + n
		t := token{start: i, number: -1}
		switch {
		case r == ' ':
			i = j
			continue
		case isDigit(r):
			for j < len(s) && isDigit(rune(s[j])) {
				j++
			}
			if v, err := strconv.Atoi(s[i:j]); err == nil && j-i <= 9 {
				t.number = v
			}
		case isWord(r):
			for j < len(s) {
				r, n := utf8.DecodeRuneInString(s[j:])
				if !isWord(r) {
					break
				}
				j += n
			}
		}
		t.text, t.end = s[i:j], j
		tokens = append(tokens, t)
		i = j
	}
	return tokens
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isWord(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.Is(unicode.Mn, r))
}

// is reports whether token i is one of the words.
func (r *reader) is(i int, words ...string) bool {
	if i < 0 || i >= len(r.tokens) {
		return false
	}
	for _, w := range words {
		if r.tokens[i].text == w {
			return true
		}
	}
	return false
}

// seq reports whether the tokens from i on are the words.
func (r *reader) seq(i int, words ...string) bool {
	for k, w := range words {
		if !r.is(i+k, w) {
			return false
		}
	}
	return true
}

// number is the value of token i if it is a number from lo to hi.
func (r *reader) number(i, lo, hi int) (int, bool) {
	if i < 0 || i >= len(r.tokens) {
		return 0, false
	}
	v := r.tokens[i].number
	return v, v >= lo && v <= hi
}

// glued reports whether no blank stands between token i and the next.
func (r *reader) glued(i int) bool {
	return i >= 0 && i+1 < len(r.tokens) && r.tokens[i].end == r.tokens[i+1].start
}

// ends reports whether token i ends a clause: sign, bracket or end of text.
func (r *reader) ends(i int) bool {
	return i >= len(r.tokens) || r.is(i, ".", ";", ":", ",", ")", "/", "(", "…", "!", "?", `"`)
}

// begins reports whether a clause begins at token i: at the start of the text
// or behind a full stop, semicolon, colon, opening bracket or dash.
func (r *reader) begins(i int) bool {
	return i == 0 || r.is(i-1, ".", ";", ":", "(", "!", "-", "+", "…", ")") && !(r.is(i-1, "-") && r.glued(i-1))
}

// sentenceEnd is the first token from i on that ends a sentence.
func (r *reader) sentenceEnd(i int) int {
	for ; i < len(r.tokens); i++ {
		if r.is(i, ";") || r.is(i, ".") && !r.glued(i) {
			return i
		}
	}
	return i
}

// reach is how many tokens around a match its check looks at. A clause is
// rarely longer, and with a bound the cost grows with the text only.
const reach = 60

// left is the text before token i, back to the last sign that ends a clause
// (commas do not).
func (r *reader) left(i int) string {
	from := 0
	if i > reach {
		from = r.tokens[i-reach].start
	}
	for k := i - 1; k >= max(0, i-reach); k-- {
		if r.is(k, ".", ";", ":", "(") && !r.glued(k) || r.is(k, "(", ")") {
			from = r.tokens[k].end
			break
		}
	}
	if i >= len(r.tokens) {
		return strings.TrimSpace(r.norm.Text[from:])
	}
	return strings.TrimSpace(r.norm.Text[from:r.tokens[i].start])
}

// right is the text from token i up to the end of the clause.
func (r *reader) right(i int) string {
	if i >= len(r.tokens) {
		return ""
	}
	to := len(r.norm.Text)
	if i+reach < len(r.tokens) {
		to = r.tokens[i+reach].start
	}
	for k := i; k < min(len(r.tokens), i+reach); k++ {
		if r.is(k, ";") || r.is(k, ".") && !r.glued(k) {
			to = r.tokens[k].start
			break
		}
	}
	return r.norm.Text[r.tokens[i].start:to]
}

// tail are the last n words of s.
func tail(s string, n int) string {
	for i := len(s); i > 0; {
		k := strings.LastIndexByte(s[:i], ' ')
		n--
		if k < 0 || n == 0 {
			return s[k+1:]
		}
		i = k
	}
	return s
}

// hasAny reports whether s contains one of the phrases as whole words.
func hasAny(s string, phrases []string) bool {
	for _, p := range phrases {
		for at := 0; ; {
			i := strings.Index(s[at:], p)
			if i < 0 {
				break
			}
			i += at
			if vn.Bounded(s, i, i+len(p)) {
				return true
			}
			at = i + len(p)
		}
	}
	return false
}

// endsIn reports whether s ends in one of the phrases.
func endsIn(s string, phrases []string) bool {
	for _, p := range phrases {
		if strings.HasSuffix(s, p) && vn.Bounded(s, len(s)-len(p), len(s)) {
			return true
		}
	}
	return false
}

// startsWith reports whether s begins with one of the phrases.
func startsWith(s string, phrases []string) bool {
	for _, p := range phrases {
		if strings.HasPrefix(s, p) && vn.Bounded(s, 0, len(p)) {
			return true
		}
	}
	return false
}
