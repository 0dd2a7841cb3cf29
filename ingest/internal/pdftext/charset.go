package pdftext

import (
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// charset is a character set of East Asia that the codes of a composite font
// belong to: the predefined CMaps of the format are named by them. Codes have one
// byte or two.
type charset struct {
	encoding encoding.Encoding
	half     bool // bytes from A0 to DF stand alone, for narrow kana
}

// charsets are the character sets by what the names of their CMaps contain.
var charsets = []struct {
	part string
	set  charset
}{
	{"RKSJ", charset{japanese.ShiftJIS, true}},
	{"GB", charset{simplifiedchinese.GBK, false}},
	{"B5", charset{traditionalchinese.Big5, false}},
	{"KSC", charset{korean.EUCKR, false}},
	{"EUC", charset{japanese.EUCJP, false}}, // behind those of China and Korea, which have the word too
}

// charsetOf is the character set of a predefined CMap; nil for the others. Those
// that begin with Uni have Unicode for codes.
func charsetOf(cmap string) *charset {
	if strings.HasPrefix(cmap, "Uni") {
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
	n = min(2, len(s))
	if b := s[0]; b <= 0x80 || b == 0xff || c.half && b >= 0xa0 && b <= 0xdf {
		n = 1
	}
	v, _ = code(s[:n])
	return v, n
}

// text is the character of a code.
func (c *charset) text(v uint32) (string, bool) {
	raw := []byte{byte(v >> 8), byte(v)}
	if v <= 0xff {
		raw = raw[1:]
	}
	out, err := c.encoding.NewDecoder().Bytes(raw)
	s := string(out)
	return s, err == nil && s != "" && !strings.ContainsRune(s, '\ufffd')
}
