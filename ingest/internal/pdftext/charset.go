package pdftext

import (
	"encoding/binary"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// charset is a character set of East Asia that the codes of a composite font
// belong to: the predefined CMaps of the format are named by them.
type charset struct {
	encoding encoding.Encoding
	size     func(first byte) int // bytes of a code by its first one
	seven    bool                 // the bytes lack their highest bit
}

// charsets are the character sets by what the names of their CMaps contain.
var charsets = []struct {
	part string
	set  charset
}{
	{"UTF8", charset{unicode.UTF8, sizeUTF8, false}},
	{"UTF32", charset{utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), func(byte) int { return 4 }, false}},
	{"RKSJ", charset{japanese.ShiftJIS, sizeShiftJIS, false}},
	{"GB", charset{simplifiedchinese.GBK, sizeOfTwo, false}},
	{"B5", charset{traditionalchinese.Big5, sizeOfTwo, false}},
	{"KSC", charset{korean.EUCKR, sizeOfTwo, false}},
	{"EUC", charset{japanese.EUCJP, sizeOfTwo, false}}, // behind those of China and Korea, which have the word too
}

// jis is the character set of the CMaps H and V.
var jis = charset{japanese.EUCJP, func(byte) int { return 2 }, true}

func sizeOfTwo(b byte) int {
	if b <= 0x80 || b == 0xff {
		return 1
	}
	return 2
}

// sizeShiftJIS knows the bytes from A0 to DF, which stand alone for narrow kana.
func sizeShiftJIS(b byte) int {
	if b >= 0xa0 && b <= 0xdf {
		return 1
	}
	return sizeOfTwo(b)
}

func sizeUTF8(b byte) int {
	switch {
	case b < 0xc0:
		return 1
	case b < 0xe0:
		return 2
	case b < 0xf0:
		return 3
	}
	return 4
}

// charsetOf is the character set of a predefined CMap; nil for the others, and for
// those whose codes are UTF-16.
func charsetOf(cmap string) *charset {
	switch {
	case cmap == "H" || cmap == "V":
		return &jis
	case strings.Contains(cmap, "UCS2"), strings.Contains(cmap, "UTF16"):
		return nil
	}
	for i := range charsets {
		if strings.Contains(cmap, charsets[i].part) {
			return &charsets[i].set
		}
	}
	return nil
}

// next splits the first code off s.
func (c *charset) next(s string) (v uint32, n int) {
	n = min(c.size(s[0]), len(s))
	v, _ = code(s[:n])
	return v, n
}

// text is the character of a code.
func (c *charset) text(v uint32) (string, bool) {
	raw := binary.BigEndian.AppendUint32(nil, v)
	for c.size(0) < 4 && len(raw) > 1 && raw[0] == 0 {
		raw = raw[1:]
	}
	for i := range raw {
		if c.seven {
			raw[i] |= 0x80
		}
	}
	out, err := c.encoding.NewDecoder().Bytes(raw)
	s := string(out)
	return s, err == nil && s != "" && !strings.ContainsRune(s, '\ufffd')
}
