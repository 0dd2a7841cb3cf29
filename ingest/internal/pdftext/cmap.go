package pdftext

import (
	"cmp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// codespace is a range of valid codes of one length in bytes.
type codespace struct {
	length   int
	low, top uint32
}

// span maps the codes low to top, of the length given, to consecutive values.
type span struct {
	length   int
	low, top uint32
	cid      uint32
	text     []uint16 // UTF-16 of the first code's text, for ToUnicode
	list     []string // texts one by one, for ToUnicode with an array
}

// cmap is a character map: codes to CIDs (an /Encoding) or to text (ToUnicode).
type cmap struct {
	spaces []codespace
	chars  map[uint32]string // single codes to text; the length is no part of the key
	cids   map[uint32]uint32
	ranges []span
}

// maxCMapEntries bounds what a CMap may hold; the largest real ones have 65,536.
const maxCMapEntries = 200_000

// parseCMap reads the CMap in data. Broken parts are skipped, and a part without an
// end is read up to the next word.
func parseCMap(data []byte) *cmap {
	m := &cmap{chars: map[uint32]string{}, cids: map[uint32]uint32{}}
	t := tokenizer{data: data, padFront: true}
	var args []object
	entries, part := 0, ""
	for {
		o := t.next()
		done := o.kind == end || entries > maxCMapEntries
		if o.kind != operator && !done {
			args = append(args, o)
			entries++
			continue
		}
		m.define(cmp.Or(part, strings.TrimPrefix(o.str, "end")), args)
		if done {
			return m
		}
		args, part = args[:0], ""
		if word, ok := strings.CutPrefix(o.str, "begin"); ok {
			part = word
		}
	}
}

// define adds the entries of a part of that name.
func (m *cmap) define(part string, args []object) {
	switch part {
	case "codespacerange":
		for ; len(args) >= 2; args = args[2:] {
			low, n := code(args[0].str)
			top, _ := code(args[1].str)
			if n > 0 {
				m.spaces = append(m.spaces, codespace{n, low, top})
			}
		}
	case "bfchar":
		for ; len(args) >= 2; args = args[2:] {
			c, _ := code(args[0].str)
			switch args[1].kind {
			case name:
				m.chars[c] = nameText(args[1].str)
			case number:
				m.cids[c] = uint32(args[1].num)
			default:
				m.chars[c] = utf16Text(args[1].str)
			}
		}
	case "cidchar":
		for ; len(args) >= 2; args = args[2:] {
			c, _ := code(args[0].str)
			m.cids[c] = uint32(args[1].num)
		}
	case "bfrange", "cidrange":
		for ; len(args) >= 3; args = args[3:] {
			m.addRange(args[0], args[1], args[2])
		}
	}
}

func (m *cmap) addRange(from, to, target object) {
	low, n := code(from.str)
	top, _ := code(to.str)
	if top < low {
		return
	}
	s := span{length: n, low: low, top: top}
	switch target.kind {
	case number:
		s.cid = uint32(target.num)
	case array:
		for _, o := range target.list {
			s.list = append(s.list, utf16Text(o.str))
		}
	default:
		s.text = units(target.str)
	}
	m.ranges = append(m.ranges, s)
}

// code is the number that the bytes of a source code make, and their count. The
// library's own reading carries in the last byte only; ranges span more.
func code(s string) (uint32, int) {
	var c uint32
	for i := 0; i < len(s) && i < 4; i++ {
		c = c<<8 | uint32(s[i])
	}
	return c, min(len(s), 4)
}

// units splits big-endian UTF-16; a single byte stands for itself, and an odd
// last byte is dropped.
func units(s string) []uint16 {
	if len(s) == 1 {
		return []uint16{uint16(s[0])}
	}
	u := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return u
}

func utf16Text(s string) string { return string(utf16.Decode(units(s))) }

// empty reports a map that maps nothing.
func (m *cmap) empty() bool { return len(m.chars) == 0 && len(m.cids) == 0 && len(m.ranges) == 0 }

// text is what a ToUnicode map says of a code. The first range counts: programs that
// write a file anew put false ones behind it. Numbers, which such a map should not
// have, are those of characters.
func (m *cmap) text(c uint32) (string, bool) {
	if s, ok := m.chars[c]; ok {
		return s, true
	}
	if v, ok := m.cids[c]; ok {
		return string(rune(v)), true
	}
	for _, r := range m.ranges {
		if c < r.low || c > r.top {
			continue
		}
		off := c - r.low
		switch {
		case r.list != nil:
			if int(off) < len(r.list) {
				return r.list[off], true
			}
		case len(r.text) > 0:
			return shifted(r.text, off), true
		case r.cid > 0:
			return string(rune(r.cid + off)), true
		}
	}
	return "", false
}

// shifted is the text of the n-th code behind the first of a range: the last
// character counts up, over byte borders and surrogate pairs.
func shifted(first []uint16, n uint32) string {
	s := string(utf16.Decode(first))
	last, size := utf8.DecodeLastRuneInString(s)
	return s[:len(s)-size] + string(last+rune(n))
}

// cid is the character id of a code in an encoding CMap.
func (m *cmap) cid(c uint32) uint32 {
	if v, ok := m.cids[c]; ok {
		return v
	}
	for _, r := range m.ranges {
		if c >= r.low && c <= r.top {
			return r.cid + c - r.low
		}
	}
	return 0
}

// next splits the first code off s by the code space ranges: the shortest range
// that fits, as the format demands; without ranges codes have two bytes.
func (m *cmap) next(s string) (c uint32, n int) {
	for n := 1; n <= 4 && n <= len(s); n++ {
		c, _ := code(s[:n])
		for _, sp := range m.spaces {
			if sp.length == n && inSpace(c, sp) {
				return c, n
			}
		}
	}
	n = 2
	if len(m.spaces) > 0 {
		n = m.spaces[0].length
	}
	n = min(n, len(s))
	c, _ = code(s[:n])
	return c, n
}

// inSpace compares byte by byte: a code space is a box, not an interval.
func inSpace(c uint32, sp codespace) bool {
	for i := range sp.length {
		shift := 8 * i
		b := c >> shift & 0xff
		if b < sp.low>>shift&0xff || b > sp.top>>shift&0xff {
			return false
		}
	}
	return true
}
