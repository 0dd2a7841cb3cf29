package pdftext

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"

	"doichieu/ingest/internal/letters"
)

// shape is what a font says of one character code.
type shape struct {
	text   string  // Unicode; "" where the font does not tell
	width  float64 // advance in text space units at size 1
	blank  bool    // white space: it moves the pen and shows nothing
	mapped bool    // the font tells the text
}

// font decodes the strings that are shown in it.
type font struct {
	base      string // BaseFont without the subset prefix
	bold      bool
	legacy    bool // of the TCVN3 family: codes stand for other letters than Unicode says
	capitals  bool // of that family, and shows capitals only
	composite bool
	simple    [256]shape // of a simple font
	codes     *cmap      // of a composite font; nil for two bytes a code
	toUnicode *cmap
	charset   *charset // of a composite font with a predefined CMap of East Asia
	unicode   bool     // the codes of a composite font are UTF-16 themselves
	identity  bool     // codes are CIDs
	times     bool     // codes are glyphs of Times New Roman, by its name
	latin     bool     // CIDs of one of Adobe's collections, whose first ones are ASCII
	widths    map[uint32]float64
	width     float64 // default width of a composite font
	cache     map[uint32]shape
}

var reSubset = regexp.MustCompile(`^[A-Z]{6}\+`)

// loadFont reads a font dictionary.
func loadFont(v pdf.Value, left *budget) *font {
	f := &font{base: reSubset.ReplaceAllString(v.Key("BaseFont").Name(), ""), cache: map[uint32]shape{}}
	descriptor := v.Key("FontDescriptor")
	composite := v.Key("Subtype").Name() == "Type0"
	var descendant pdf.Value
	if composite && left.widths > 0 { // each reading parses it anew, and all fonts may share a large one
		descendant = v.Key("DescendantFonts").Index(0)
		descriptor = descendant.Key("FontDescriptor")
	}
	f.style(descriptor)
	if u := v.Key("ToUnicode"); u.Kind() == pdf.Stream {
		if f.toUnicode = parseCMap(left.cmapOf(u, left.limits.CMap)); f.toUnicode.empty() {
			f.toUnicode = nil
		}
	}
	if composite {
		f.loadComposite(v, descendant, left)
	} else {
		f.loadSimple(v, descriptor, left)
	}
	return f
}

// style tells bold type and legacy letters by the name and the descriptor.
func (f *font) style(descriptor pdf.Value) {
	lower := strings.ToLower(f.base)
	flags := descriptor.Key("Flags").Int64()
	f.bold = strings.Contains(lower, "bold") || strings.Contains(lower, "black") || strings.Contains(lower, ",bd") ||
		strings.Contains(lower, "-bd") || flags&(1<<18) != 0 || descriptor.Key("FontWeight").Float64() >= 600
	f.legacy = strings.HasPrefix(f.base, ".Vn") || strings.HasPrefix(f.base, ".VN")
	family, _, _ := strings.Cut(f.base, ",")
	family, _, _ = strings.Cut(family, "-")
	f.capitals = f.legacy && strings.HasSuffix(family, "H")
}

func (f *font) loadComposite(v, d pdf.Value, left *budget) {
	f.composite = true
	switch e := v.Key("Encoding"); e.Kind() {
	case pdf.Stream:
		f.codes = parseCMap(left.cmapOf(e, left.limits.CMap))
		if use := e.Key("UseCMap").Name(); strings.HasPrefix(use, "Identity") && len(f.codes.spaces) == 0 {
			f.codes, f.identity = nil, true
		}
	default:
		n := e.Name()
		f.identity = n == "" || strings.HasPrefix(n, "Identity")
		f.charset = charsetOf(n)
		f.unicode = strings.Contains(n, "UCS2") || strings.Contains(n, "UTF16")
	}
	f.width = 1
	if dw := d.Key("DW"); !dw.IsNull() {
		f.width = dw.Float64() / 1000
	}
	f.widths = cidWidths(d.Key("W"), &left.widths)
	f.latin = slices.Contains(collections, d.Key("CIDSystemInfo").Key("Ordering").RawString())
	toGlyph := d.Key("CIDToGIDMap")
	f.times = toGlyph.Kind() != pdf.Stream && isTimes(f, toGlyph.Name())
}

// collections are Adobe's character collections of East Asia. The CIDs from 1 to 95
// of each are the printable characters of ASCII, in their order.
var collections = []string{"Japan1", "GB1", "CNS1", "Korea1"}

// maxCIDs bounds the widths of a composite font: CIDs have two bytes.
const maxCIDs = 1 << 16

// cidWidths reads a W array: "c [w1 w2 ...]" and "first last w". left is how
// many widths may still be kept.
func cidWidths(w pdf.Value, left *int) map[uint32]float64 {
	widths := map[uint32]float64{}
	defer func() { *left -= len(widths) }()
	for i, most := 0, min(maxCIDs, *left); i+1 < w.Len() && len(widths) < most; {
		first, next := w.Index(i).Int64(), w.Index(i+1)
		if next.Kind() == pdf.Array {
			for j := range min(next.Len(), most) {
				widths[uint32(first)+uint32(j)] = next.Index(j).Float64() / 1000
			}
			i += 2
			continue
		}
		width := w.Index(i+2).Float64() / 1000
		for c := first; c <= next.Int64() && c-first < int64(most); c++ {
			widths[uint32(c)] = width
		}
		i += 3
	}
	return widths
}

func (f *font) loadSimple(v, descriptor pdf.Value, left *budget) {
	names := f.encoding(v, descriptor, left)
	scale := 1.0 / 1000
	type3 := v.Key("Subtype").Name() == "Type3"
	if type3 {
		if scale = v.Key("FontMatrix").Index(0).Float64(); scale == 0 {
			scale = 1.0 / 1000
		}
	}
	// Fonts that are not in the file are the reader's, and have no glyphs for
	// control characters.
	absent := !type3 && !f.legacy
	for _, key := range []string{"FontFile", "FontFile2", "FontFile3"} {
		absent = absent && descriptor.Key(key).IsNull()
	}
	signs := f.signs()
	first, widths := v.Key("FirstChar").Int64(), v.Key("Widths")
	missing := descriptor.Key("MissingWidth").Float64()
	for i := range f.simple {
		s := &f.simple[i]
		s.text, s.mapped = names[i], names[i] != ""
		switch {
		case names[i] == noText:
			s.text, s.mapped = "", false
		case i < ' ' && names[i] == "" && absent:
			s.mapped = true // shows nothing
		}
		if f.toUnicode != nil {
			if t, ok := f.toUnicode.text(uint32(i)); ok && t != "" {
				s.text, s.mapped = t, true
			}
		}
		n := i - int(first)
		switch {
		case widths.Kind() != pdf.Array && signs != nil:
			s.width = signs.widths[i]
		case widths.Kind() != pdf.Array:
			s.width = coreWidth(f.base, s.text)
		case n >= 0 && n < widths.Len():
			s.width = widths.Index(n).Float64() * scale
		default:
			s.width = missing * scale
		}
		f.finish(s)
	}
}

// noText stands for the text of a glyph whose name is not known.
const noText = "\ufffd"

// encoding is the text of each code of a simple font, without ToUnicode: "" for a
// code without a glyph, [noText] for a glyph that is not known.
func (f *font) encoding(v, descriptor pdf.Value, left *budget) [256]string {
	e := v.Key("Encoding")
	baseName := e.Name()
	if e.Kind() == pdf.Dict {
		baseName = e.Key("BaseEncoding").Name()
	}
	signs := f.signs()
	var table [256]string
	switch {
	case signs != nil && !builtin(&table, descriptor, left):
		table = signs.texts
	case signs != nil:
	case baseName != "":
		table = baseEncoding(baseName)
	case builtin(&table, descriptor, left):
	case v.Key("Subtype").Name() == "Type3":
	case v.Key("Subtype").Name() == "TrueType":
		// Also of a font that is flagged as symbolic: programs that write a
		// PDF anew drop the encoding and keep the codes.
		table = baseEncoding("WinAnsiEncoding")
	default:
		table = baseEncoding("StandardEncoding")
	}
	diffs := e.Key("Differences")
	at := 0
	for i := range min(diffs.Len(), 2*256) {
		d := diffs.Index(i)
		if d.Kind() == pdf.Name {
			if at >= 0 && at < 256 {
				table[at] = cmp.Or(signs.named(d.Name()), nameText(d.Name()), noText)
			}
			at++
			continue
		}
		at = int(d.Int64())
	}
	return table
}

var reBuiltin = regexp.MustCompile(`dup\s+(\d{1,3})\s*/([A-Za-z0-9._]+)\s+put`)

// builtin reads the encoding inside an embedded Type 1 font, which stands in
// its clear-text part.
func builtin(table *[256]string, descriptor pdf.Value, left *budget) bool {
	file := descriptor.Key("FontFile")
	if file.Kind() != pdf.Stream {
		return false
	}
	head := left.cmapOf(file, 64<<10)
	found := false
	for _, m := range reBuiltin.FindAllSubmatch(head, 256) {
		code := 0
		for _, c := range m[1] {
			code = code*10 + int(c-'0')
		}
		if code < 256 {
			table[code] = nameText(string(m[2]))
			found = true
		}
	}
	return found
}

// finish makes the text of a shape what it shows: decoded, white space told
// from letters, without what shows nothing. A font that gives control characters
// for its letters does not tell them.
func (f *font) finish(s *shape) {
	text := s.text
	if f.legacy {
		text = letters.TCVN3(text, f.capitals)
	}
	s.text, s.blank = clean(text)
	s.mapped = s.mapped && (s.text != "" || s.blank || text == "")
}

// clean drops what shows nothing from a glyph's text and tells white space. The
// soft hyphen stays: legacy fonts show a letter with it.
func clean(s string) (text string, blank bool) {
	blank = s != ""
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u200b', r == 0:
			if r == 0 || r == '\n' || r == '\r' || r == '\t' {
				return -1
			}
			return r
		case blank:
			blank = false
		}
		if unicode.IsControl(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
	if blank {
		text = ""
	}
	return text, blank
}

// next splits the first code off s and says what it shows. word tells the
// one-byte code 32, to which word spacing applies.
func (f *font) next(s string) (g shape, n int, word bool) {
	if !f.composite {
		return f.simple[s[0]], 1, s[0] == ' '
	}
	var c uint32
	switch {
	case f.charset != nil:
		c, n = f.charset.next(s)
	case f.codes == nil:
		n = min(2, len(s))
		c, _ = code(s[:n])
	default:
		c, n = f.codes.next(s)
	}
	key := c | uint32(n)<<28
	g, ok := f.cache[key]
	if !ok {
		g = f.composed(c)
		f.cache[key] = g
	}
	return g, n, n == 1 && c == ' '
}

// composed is what a code of a composite font shows.
func (f *font) composed(c uint32) shape {
	cid := c
	if f.codes != nil {
		cid = f.codes.cid(c)
	}
	g := shape{width: f.width}
	if f.charset == nil {
		if w, ok := f.widths[cid]; ok {
			g.width = w
		}
	} else if c <= 0xff {
		g.width = f.width / 2 // the widths are those of CIDs, which are not known
	}
	switch {
	case f.toUnicode != nil:
		g.text, g.mapped = f.toUnicode.text(c)
	case f.charset != nil:
		g.text, g.mapped = f.charset.text(c)
	case f.unicode:
		g.text, g.mapped = string(rune(c)), true
	case f.latin && cid >= 1 && cid <= 95:
		g.text, g.mapped = string(rune(cid+' '-1)), true
	}
	if g.mapped {
		f.finish(&g)
	}
	return g
}
