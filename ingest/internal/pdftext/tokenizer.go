package pdftext

import (
	"bytes"
	"math"
	"slices"
	"strconv"
)

// kind is the type of an operand.
type kind uint8

const (
	null kind = iota
	number
	text // a string, literal or hexadecimal
	name
	array
	dict
	operator // a bare word: the operator that ends a run of operands
	ref      // a reference "12 0 R" inside an array or dictionary; num is the object
	end      // no more input
)

// object is an operand or an operator of a content stream or a CMap.
type object struct {
	kind kind
	num  float64
	str  string   // of text, name and operator
	list []object // items of an array; keys and values of a dictionary in turn
}

// get is the value of a dictionary's key; the zero object where it is missing.
func (o object) get(key string) object {
	if o.kind != dict {
		return object{}
	}
	for i := 0; i+1 < len(o.list); i += 2 {
		if o.list[i].str == key {
			return o.list[i+1]
		}
	}
	return object{}
}

// maxNesting bounds arrays and dictionaries inside each other in content.
const maxNesting = 64

// tokenizer splits the bytes of a content stream or a CMap into objects. It
// never fails: stray delimiters are skipped, unfinished strings end with the
// input, numbers that are none count as zero, as other readers do it.
type tokenizer struct {
	data     []byte
	pos      int
	open     []object // items of the arrays and dictionaries that are not closed yet
	padFront bool     // an odd digit of a hexadecimal string is its first: in CMaps they are numbers
}

// next is the next object; kind end at the end of the input.
func (t *tokenizer) next() object { return t.object(0) }

func (t *tokenizer) object(depth int) object {
	for {
		t.skipBlank()
		if t.pos >= len(t.data) {
			return object{kind: end}
		}
		c := t.data[t.pos]
		switch c {
		case '/':
			t.pos++
			return object{kind: name, str: t.name()}
		case '(':
			t.pos++
			return object{kind: text, str: t.literal()}
		case '<':
			if t.pos+1 < len(t.data) && t.data[t.pos+1] == '<' {
				t.pos += 2
				return object{kind: dict, list: tidy(t.until('>', depth))}
			}
			t.pos++
			return object{kind: text, str: t.hex()}
		case '[':
			t.pos++
			return object{kind: array, list: t.until(']', depth)}
		case ']', '>', ')', '{', '}':
			t.pos++ // stray, or the braces of a CMap procedure
			continue
		}
		return t.word()
	}
}

// until reads objects up to the closing delimiter of an array or a dictionary.
func (t *tokenizer) until(closing byte, depth int) []object {
	if depth >= maxNesting {
		return nil
	}
	start := len(t.open)
	t.items(closing, depth)
	list := slices.Clone(t.open[start:])
	t.open = t.open[:start]
	return list
}

// items puts the objects up to a closing delimiter behind those of the lists
// around them.
func (t *tokenizer) items(closing byte, depth int) {
	first := len(t.open)
	for {
		t.skipBlank()
		if t.pos >= len(t.data) {
			return
		}
		if c := t.data[t.pos]; c == closing {
			t.pos++
			if closing == '>' && t.pos < len(t.data) && t.data[t.pos] == '>' {
				t.pos++
			}
			return
		}
		start := t.pos
		o := t.object(depth + 1)
		if o.kind == end {
			return
		}
		if o.kind == operator && (o.str == "endobj" || o.str == "stream") {
			t.pos = start // the closing delimiter is missing
			return
		}
		list := t.open[first:]
		if n := len(list); o.kind == operator && o.str == "R" && n >= 2 && list[n-1].kind == number && list[n-2].kind == number {
			t.open = append(t.open[:first+n-2], object{kind: ref, num: list[n-2].num})
			continue
		}
		t.open = append(t.open, o)
	}
}

// tidy is the keys and values of a dictionary without what stands in the place
// of a key and is no name.
func tidy(list []object) []object {
	good := len(list)%2 == 0
	for i := 0; good && i < len(list); i += 2 {
		good = list[i].kind == name
	}
	if good {
		return list
	}
	var kept []object
	for i := 0; i+1 < len(list); i++ {
		if list[i].kind == name {
			kept = append(kept, list[i], list[i+1])
			i++
		}
	}
	return kept
}

// word reads a number or an operator. A letter ends a number: some programs
// write no blank between the two.
func (t *tokenizer) word() object {
	start := t.pos
	for t.pos < len(t.data) && isNumeric(t.data[t.pos]) {
		t.pos++
	}
	if t.pos > start {
		return object{kind: number, num: parseNumber(t.data[start:t.pos])}
	}
	for t.pos < len(t.data) && !isBlank(t.data[t.pos]) && !isDelimiter(t.data[t.pos]) {
		t.pos++
	}
	switch s := string(t.data[start:t.pos]); s {
	case "null", "true", "false":
		return object{kind: null, str: s}
	default:
		return object{kind: operator, str: s}
	}
}

func isNumeric(c byte) bool { return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' }

// parseNumber reads a PDF number; "--5", "1.2.3", "12-34" are read up to where
// they stop making sense, as other readers do it.
func parseNumber(w []byte) float64 {
	sign, i := 1.0, 0
	for i < len(w) && (w[i] == '-' || w[i] == '+') {
		if w[i] == '-' {
			sign = -1
		}
		i++
	}
	v, scale := 0.0, 0.0
	for ; i < len(w); i++ {
		switch c := w[i]; {
		case c >= '0' && c <= '9' && scale == 0:
			v = v*10 + float64(c-'0')
		case c >= '0' && c <= '9':
			v += float64(c-'0') * scale
			scale /= 10
		case c == '.' && scale == 0:
			scale = 0.1
		default:
			return sign * v
		}
	}
	if math.IsInf(v, 0) {
		return 0
	}
	return sign * v
}

// literal reads a string behind its opening bracket.
func (t *tokenizer) literal() string {
	start := t.pos
	// Most strings have neither escapes nor brackets inside.
	for i := t.pos; i < len(t.data); i++ {
		switch t.data[i] {
		case ')':
			t.pos = i + 1
			return string(t.data[start:i])
		case '\\', '(', '\r':
			return t.escaped()
		}
	}
	return t.escaped()
}

func (t *tokenizer) escaped() string {
	var b []byte
	depth := 1
	for t.pos < len(t.data) {
		c := t.data[t.pos]
		t.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return string(b)
			}
		case '\r':
			t.skipNewline()
			c = '\n'
		case '\\':
			b = t.escape(b)
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

// skipNewline drops the LF of a CR LF.
func (t *tokenizer) skipNewline() {
	if t.pos < len(t.data) && t.data[t.pos] == '\n' {
		t.pos++
	}
}

// escape reads what follows a backslash.
func (t *tokenizer) escape(b []byte) []byte {
	if t.pos >= len(t.data) {
		return b
	}
	c := t.data[t.pos]
	t.pos++
	switch c {
	case 'n':
		return append(b, '\n')
	case 'r':
		return append(b, '\r')
	case 't':
		return append(b, '\t')
	case 'b':
		return append(b, '\b')
	case 'f':
		return append(b, '\f')
	case '\r':
		t.skipNewline()
		return b
	case '\n':
		return b
	}
	if c < '0' || c > '7' {
		return append(b, c)
	}
	v := int(c - '0')
	for range 2 {
		if t.pos >= len(t.data) || t.data[t.pos] < '0' || t.data[t.pos] > '7' {
			break
		}
		v = v<<3 | int(t.data[t.pos]-'0')
		t.pos++
	}
	return append(b, byte(v))
}

// hex reads a hexadecimal string behind its opening bracket; an odd last digit
// counts as if a zero followed, or as padFront says.
func (t *tokenizer) hex() string {
	stop := bytes.IndexByte(t.data[t.pos:], '>')
	if stop < 0 {
		stop = len(t.data) - t.pos
	}
	b := make([]byte, 0, stop/2+1)
	high := -1
	if digits := t.data[t.pos : t.pos+stop]; t.padFront && oddDigits(digits) {
		high = 0
	}
	for _, c := range t.data[t.pos : t.pos+stop] {
		d := unhex(c)
		switch {
		case d < 0:
		case high < 0:
			high = d
		default:
			b, high = append(b, byte(high<<4|d)), -1
		}
	}
	if high >= 0 {
		b = append(b, byte(high<<4))
	}
	t.pos = min(t.pos+stop+1, len(t.data))
	return string(b)
}

// oddDigits reports an odd number of hexadecimal digits.
func oddDigits(data []byte) bool {
	odd := false
	for _, c := range data {
		odd = odd != (unhex(c) >= 0)
	}
	return odd
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// name reads a name behind its slash, #xx escapes resolved.
func (t *tokenizer) name() string {
	start := t.pos
	for t.pos < len(t.data) && !isBlank(t.data[t.pos]) && !isDelimiter(t.data[t.pos]) {
		t.pos++
	}
	raw := t.data[start:t.pos]
	if bytes.IndexByte(raw, '#') < 0 {
		return string(raw)
	}
	b := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if v, err := strconv.ParseUint(string(raw[i+1:i+3]), 16, 8); err == nil {
				b = append(b, byte(v))
				i += 2
				continue
			}
		}
		b = append(b, raw[i])
	}
	return string(b)
}

// inlineImage skips the data of an inline image, whose dictionary stands in args:
// the position is behind ID, and afterwards behind EI. Where the dictionary tells
// how long the data are, EI must stand there. Else it is looked for: image bytes may
// contain "EI", so what follows has to look like content again.
func (t *tokenizer) inlineImage(args []object) {
	if n, ok := inlineLength(object{kind: dict, list: args}, t.data[t.pos:]); ok {
		for start := t.pos; start <= t.pos+2; start++ { // none, one or two bytes end the line
			at := start + n
			if at+2 > len(t.data) {
				break
			}
			end := tokenizer{data: t.data[:min(len(t.data), at+8)], pos: at}
			end.skipBlank()
			if bytes.HasPrefix(t.data[end.pos:], []byte("EI")) {
				t.pos = end.pos + 2
				return
			}
		}
	}
	// A blank should stand before EI, which some programs leave out.
	for i := t.pos; i+1 < len(t.data); i++ {
		if t.data[i] != 'E' || t.data[i+1] != 'I' || i+2 < len(t.data) && !isBlank(t.data[i+2]) {
			continue
		}
		if printable(t.data[i+2 : min(i+12, len(t.data))]) {
			t.pos = i + 2
			return
		}
	}
	t.pos = len(t.data)
}

// maxInline is how far the end of the data of an inline image is looked for: the
// format wants them to be shorter than 4 KB, and there may be many.
const maxInline = 16 << 10

// inlineLength is the length in bytes of the data of an inline image, without
// what ends the line before them; false where the dictionary does not tell it.
func inlineLength(header object, data []byte) (int, bool) {
	if l := header.either("Length", "L"); l.kind == number && l.num > 0 && l.num <= float64(len(data)) {
		return int(l.num), true
	}
	names, _ := filterList(header)
	if len(names) > 0 {
		mark := map[string]string{"ASCII85Decode": "~>", "A85": "~>", "ASCIIHexDecode": ">", "AHx": ">"}[names[0]]
		i := bytes.Index(data[:min(len(data), maxInline)], []byte(mark))
		return i + len(mark), mark != "" && i >= 0
	}
	colours, bits := 0.0, header.either("BitsPerComponent", "BPC").num
	switch space := header.either("ColorSpace", "CS"); {
	case header.either("ImageMask", "IM").str == "true":
		colours, bits = 1, 1
	case space.kind == array: // of indices
		colours = 1
	default:
		colours = map[string]float64{"G": 1, "DeviceGray": 1, "RGB": 3, "DeviceRGB": 3, "CMYK": 4, "DeviceCMYK": 4}[space.str]
	}
	w, h := header.either("Width", "W").num, header.either("Height", "H").num
	n := math.Ceil(w*colours*bits/8) * h
	return int(n), n > 0 && n <= float64(len(data))
}

func printable(b []byte) bool {
	for _, c := range b {
		if c >= 0x7f || c < 0x20 && !isBlank(c) {
			return false
		}
	}
	return true
}

func (t *tokenizer) skipBlank() {
	for t.pos < len(t.data) {
		switch c := t.data[t.pos]; {
		case isBlank(c):
			t.pos++
		case c == '%':
			for t.pos < len(t.data) && t.data[t.pos] != '\n' && t.data[t.pos] != '\r' {
				t.pos++
			}
		default:
			return
		}
	}
}

func isBlank(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}
