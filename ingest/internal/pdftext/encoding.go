package pdftext

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/encoding/charmap"
)

//go:embed glyphs.tsv
var glyphTable string

// glyphNames maps the names of the Adobe Glyph List to their characters.
var glyphNames = sync.OnceValue(func() map[string]string {
	names, err := parseGlyphTable(glyphTable)
	if err != nil {
		// The table is part of the program and a test reads it whole.
		return map[string]string{}
	}
	return names
})

func parseGlyphTable(table string) (map[string]string, error) {
	names := map[string]string{}
	for i, line := range strings.Split(strings.TrimSpace(table), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, hex, ok := strings.Cut(line, "\t")
		v, err := strconv.ParseUint(hex, 16, 21)
		if !ok || err != nil || names[name] != "" {
			return nil, fmt.Errorf("glyph table, line %d: want a new name, a tab and a code point, have %q", i+1, line)
		}
		names[name] = string(rune(v))
	}
	return names, nil
}

// nameText is the text of a glyph by its name: of the glyph list, uniXXXX,
// uXXXXX, parts joined by _, a variant behind a full stop; "" if unknown.
func nameText(glyph string) string {
	base, _, _ := strings.Cut(glyph, ".")
	if s, ok := glyphNames()[base]; ok {
		return ligature(s)
	}
	if parts := strings.Split(base, "_"); len(parts) > 1 {
		var b strings.Builder
		for _, p := range parts {
			s := nameText(p)
			if s == "" {
				return ""
			}
			b.WriteString(s)
		}
		return b.String()
	}
	if hex, ok := strings.CutPrefix(base, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		var b strings.Builder
		for i := 0; i < len(hex); i += 4 {
			v, err := strconv.ParseUint(hex[i:i+4], 16, 16)
			if err != nil {
				return ""
			}
			b.WriteRune(rune(v))
		}
		return b.String()
	}
	if hex, ok := strings.CutPrefix(base, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		if v, err := strconv.ParseUint(hex, 16, 21); err == nil {
			return string(rune(v))
		}
	}
	return ""
}

// ligature spells the presentation forms out, so that words can be found.
func ligature(s string) string {
	switch s {
	case "\ufb00":
		return "ff"
	case "\ufb01":
		return "fi"
	case "\ufb02":
		return "fl"
	case "\ufb03":
		return "ffi"
	case "\ufb04":
		return "ffl"
	}
	return s
}

// standardUpper is the upper half of Adobe's StandardEncoding (ISO 32000-1,
// table D.2), by code.
var standardUpper = map[byte]rune{
	0xa1: '¡', 0xa2: '¢', 0xa3: '£', 0xa4: '⁄', 0xa5: '¥', 0xa6: 'ƒ', 0xa7: '§', 0xa8: '¤', 0xa9: '\'', 0xaa: '“',
	0xab: '«', 0xac: '‹', 0xad: '›', 0xae: 'ﬁ', 0xaf: 'ﬂ', 0xb1: '–', 0xb2: '†', 0xb3: '‡', 0xb4: '·', 0xb6: '¶',
	0xb7: '•', 0xb8: '‚', 0xb9: '„', 0xba: '”', 0xbb: '»', 0xbc: '…', 0xbd: '‰', 0xbf: '¿', 0xc1: '`', 0xc2: '´',
	0xc3: 'ˆ', 0xc4: '˜', 0xc5: '¯', 0xc6: '˘', 0xc7: '˙', 0xc8: '¨', 0xca: '˚', 0xcb: '¸', 0xcd: '˝', 0xce: '˛',
	0xcf: 'ˇ', 0xd0: '—', 0xe1: 'Æ', 0xe3: 'ª', 0xe8: 'Ł', 0xe9: 'Ø', 0xea: 'Œ', 0xeb: 'º', 0xf1: 'æ', 0xf5: 'ı',
	0xf8: 'ł', 0xf9: 'ø', 0xfa: 'œ', 0xfb: 'ß',
}

// baseEncoding is the text of the 256 codes in one of the named encodings of
// the format; any other name gives StandardEncoding.
func baseEncoding(name string) [256]string {
	var table [256]string
	for i := range table {
		c := byte(i)
		var r rune
		switch {
		case i < 0x20:
			continue
		case name == "WinAnsiEncoding":
			if r = charmap.Windows1252.DecodeByte(c); r == '\ufffd' || r >= 0x80 && r < 0xa0 {
				r = '•' // the codes that the encoding leaves free show a bullet
			}
		case name == "MacRomanEncoding":
			r = charmap.Macintosh.DecodeByte(c)
		case c == '\'':
			r = '’'
		case c == '`':
			r = '‘'
		case i < 0x7f:
			r = rune(c)
		default:
			if r = standardUpper[c]; r == 0 {
				continue
			}
		}
		table[i] = ligature(string(r))
	}
	return table
}
