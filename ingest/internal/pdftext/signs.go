package pdftext

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed signs.tsv
var signTable string

// signFont is a core font that shows signs and Greek letters, in an encoding of
// its own; files may leave encoding and widths out.
type signFont struct {
	texts  [256]string
	widths [256]float64
	names  map[string]string // text by the name of the glyph
}

// named is the text of a glyph by the name that the font has for it. A nil font
// has none.
func (s *signFont) named(glyph string) string {
	if s == nil {
		return ""
	}
	return s.names[glyph]
}

// signFonts is the fonts of the table by name.
var signFonts = sync.OnceValue(func() map[string]*signFont {
	fonts, err := parseSignTable(signTable)
	if err != nil {
		// The table is part of the program and a test reads it whole.
		return map[string]*signFont{}
	}
	return fonts
})

func parseSignTable(table string) (map[string]*signFont, error) {
	fonts := map[string]*signFont{}
	for i, line := range strings.Split(strings.TrimSpace(table), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 5 {
			return nil, fmt.Errorf("table of signs, line %d: want five cells, have %q", i+1, line)
		}
		code, err := strconv.ParseUint(cells[1], 16, 8)
		point, err2 := strconv.ParseUint(cells[3], 16, 21)
		width, err3 := strconv.ParseUint(cells[4], 10, 12)
		f := fonts[cells[0]]
		if f == nil {
			f = &signFont{names: map[string]string{}}
			fonts[cells[0]] = f
		}
		if err != nil || err2 != nil || err3 != nil || f.texts[code] != "" || f.names[cells[2]] != "" {
			return nil, fmt.Errorf("table of signs, line %d: want a new code and name, have %q", i+1, line)
		}
		f.texts[code], f.widths[code] = string(rune(point)), float64(width)/1000
		f.names[cells[2]] = f.texts[code]
	}
	return fonts, nil
}

// signs is the core font of signs that a font is by its name, or nil; a style may
// stand behind the name ("Symbol,Bold"). Symbol as TrueType is another font with
// codes of its own.
func (f *font) signs() *signFont {
	name, _, _ := strings.Cut(f.base, ",")
	return signFonts()[name]
}
