package pdftext

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// Programs that write a PDF anew lose what the codes of a font mean, or give
// them a false meaning, and keep the codes: these are the numbers of glyphs. In
// Times New Roman, which most papers of the administration are set in, the order
// of the glyphs is known, and leads from the codes back to the letters. Other
// fonts carry that name too, so the result must be judged by its words.

//go:embed times.tsv
var timesTable string

// timesLetters maps the glyphs of Times New Roman to letters.
var timesLetters = sync.OnceValue(func() map[uint32]string {
	letters, err := parseTimesTable(timesTable)
	if err != nil {
		// The table is part of the program and a test reads it whole.
		return map[uint32]string{}
	}
	return letters
})

func parseTimesTable(table string) (map[uint32]string, error) {
	letters := map[uint32]string{}
	for i, line := range strings.Split(strings.TrimSuffix(table, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		glyph, letter, ok := strings.Cut(line, "\t")
		n, err := strconv.ParseUint(glyph, 10, 16)
		if !ok || err != nil || letter == "" || letters[uint32(n)] != "" {
			return nil, fmt.Errorf("table of Times New Roman, line %d: want a new glyph, a tab and a letter, have %q", i+1, line)
		}
		letters[uint32(n)] = letter
	}
	return letters, nil
}

// isTimes reports a font whose name is Times New Roman and whose codes are
// numbers of glyphs.
func isTimes(f *font, toGlyph string) bool {
	name := strings.ReplaceAll(f.base, " ", "")
	return f.identity && f.codes == nil && (toGlyph == "" || toGlyph == "Identity") && strings.HasPrefix(name, "TimesNewRoman")
}

// restore gives a shape the letter of the glyph that its code, the bytes s, stands
// for, or the letter that the code itself is where the font tells nothing: fonts of
// pictures of letters, and those whose glyphs are named by numbers, keep the codes
// of the text that they were made for. done reports that there is one.
func (f *font) restore(g *shape, s string) (done bool) {
	c, _ := code(s)
	letter := ""
	switch r := rune(c); {
	case f.times:
		letter = timesLetters()[c]
	case !g.mapped && unicode.IsPrint(r):
		letter = string(r)
	}
	if letter == "" {
		return false
	}
	g.text, g.mapped = letter, true
	f.finish(g)
	return true
}

// Restored is [File.Page] with the letters of Times New Roman told by the order
// of its glyphs, and those that no font tells by their codes; Page.Restored counts
// them. The result must be judged by its words.
func (f *File) Restored(number int) *Page { return f.read(number, true) }
