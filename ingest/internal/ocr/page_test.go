package ocr

import (
	"math"
	"strings"
	"testing"
)

// TestPage: the page is turned upright and scaled to its size, and words of one
// line stand on one baseline.
func TestPage(t *testing.T) {
	pages, err := parse([]byte(answer))
	if err != nil {
		t.Fatal(err)
	}
	r := pages[0]
	r.Scale = 0.5
	p, dropped := r.Page(7)
	if p.Number != 7 || p.Width != 500 || p.Height != 700 || dropped != 1 || len(p.Glyphs) != 6 {
		t.Fatalf("page %d of %v x %v with %d glyphs, %d dropped", p.Number, p.Width, p.Height, len(p.Glyphs), dropped)
	}
	for i, g := range p.Glyphs[:3] {
		// The baseline is 134 in the middle of the page, which stays in its place.
		if math.Abs(g.Y-134*0.5) > 0.1 || g.Y != p.Glyphs[0].Y || !g.Blank {
			t.Errorf("glyph %d: %+v", i, g)
		}
	}
	// The heights of the two lines, 30 and 37, are those of one type.
	if p.Glyphs[0].Size != p.Glyphs[5].Size {
		t.Errorf("sizes %v and %v", p.Glyphs[0].Size, p.Glyphs[5].Size)
	}
	r.Scale = 0
	if p, _ := r.Page(1); p.Width != 595 {
		t.Errorf("a page of unknown size is %v wide", p.Width)
	}
}

func TestSnap(t *testing.T) {
	for size, want := range map[float64]float64{50: 54, 54: 54, 68: 54, 43: 43, 75: 75} {
		if got := snap(size, 54); got != want {
			t.Errorf("height %v beside 54 becomes %v, want %v", size, got, want)
		}
	}
}

// TestLegible: words stay however unsure the engine is of them, specks go.
func TestLegible(t *testing.T) {
	for _, c := range []struct {
		text       string
		confidence int
		want       bool
	}{
		{"ngày", 0, true},
		{"(CNVC)", 5, true},
		{"I.", 44, true},
		{"a)", 22, true},
		{"-", 22, true},
		{"-", 5, false},
		{"60/2021/NĐ", 35, true},
		{"điJZ5ố", 0, false},
		{"TÍÝ}T", 10, false},
		{"^", 80, false},
		{"°", 70, false},
		{"&", 70, true},
		{"|", 95, true},
		{"5.", 31, true},
		{"5.", 29, false},
	} {
		if got := (Word{Text: c.text, Confidence: c.confidence}).legible(); got != c.want {
			t.Errorf("%q at %d: legible %v", c.text, c.confidence, got)
		}
	}
}

func TestResolution(t *testing.T) {
	for _, c := range []struct {
		width, height float64
		want          int
	}{{595, 842, 300}, {1191, 1684, 300}, {14400, 14400, 36}, {0, 0, 300}} {
		if got := resolutionFor(c.width, c.height); got != c.want {
			t.Errorf("%v x %v points are drawn at %d, want %d", c.width, c.height, got, c.want)
		}
	}
}

// TestSpeck: a lone sign at the end of a line goes, one that belongs to a word or
// begins a line stays.
func TestSpeck(t *testing.T) {
	for line, want := range map[string]int{"Ban Chấp hành .": 3, "Ban Chấp hành.": 3, ". Ban": 2, ".": 1, "gồm: -": 2, "hết ./.": 2, "mục 5": 2} {
		var words []Word
		for w := range strings.FieldsSeq(line) {
			words = append(words, Word{Text: w})
		}
		if got := len(withoutSpeck(words)); got != want {
			t.Errorf("%q: %d words are left, want %d", line, got, want)
		}
	}
}
