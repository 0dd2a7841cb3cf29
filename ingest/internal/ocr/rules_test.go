package ocr

import (
	"bytes"
	"fmt"
	"math"
	"testing"
)

// sheet is a page of paper at 200 dots an inch, with grain that is the same each
// time.
func sheet() raster {
	p := raster{make([]byte, 1654*2339), 1654, 2339}
	seed := uint32(1)
	for i := range p.pixels {
		seed = seed*1664525 + 1013904223
		p.pixels[i] = 236 + byte(seed>>28)
	}
	return p
}

func (p raster) fill(x0, y0, x1, y1 int) {
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			p.pixels[y*p.w+x] = 40
		}
	}
}

// draw draws a line 3 pixels thick, from the left or from above, on a sheet that
// lies askew by that slope.
func (p raster) draw(x0, y0, x1, y1 int, slope float64) {
	for x := x0; x <= x1; x++ {
		for y := y0; y <= y1; y++ {
			dx, dy := int(math.Round(-slope*float64(y))), int(math.Round(slope*float64(x)))
			p.fill(x+dx-1, y+dy-1, x+dx+2, y+dy+2)
		}
	}
}

func (p raster) pgm() []byte {
	return append(fmt.Appendf(nil, "P5\n%d %d\n255\n", p.w, p.h), p.pixels...)
}

// words draws lines of strokes as letters have them.
func (p raster) words(x, y, lines int) {
	for l := range lines {
		for k := range 40 {
			at, top := x+k*22, y+l*50
			p.fill(at, top, at+3, top+26)
			p.fill(at, top+12, at+12, top+15)
		}
	}
}

// TestUnrule: the rules of a table are found, though the sheet lies askew, and
// wiped out; letters and what crosses a rule stay.
func TestUnrule(t *testing.T) {
	for _, slope := range []float64{0, 0.008, -0.012} {
		p := sheet()
		p.words(200, 300, 4)
		for _, y := range []int{700, 800, 950, 1100} {
			p.draw(200, y, 1400, y, slope)
		}
		for _, x := range []int{200, 300, 900, 1400} {
			p.draw(x, 700, x, 1100, slope)
		}
		p.fill(600, 760, 604, 860) // a stroke across the second rule
		r, wiped := unrule(p.pgm(), 595)
		var across, down int
		for _, o := range r.rules {
			switch {
			case o.loose:
				t.Errorf("slope %v: a loose rule %+v", slope, o)
			case o.horizontal():
				across++
				if math.Abs(o.x1-o.x0-1200) > 8 {
					t.Errorf("slope %v: a rule of 1200 pixels is %.0f long", slope, o.x1-o.x0)
				}
			default:
				down++
			}
		}
		if across != 4 || down != 4 {
			t.Errorf("slope %v: %d rules across and %d down, want 4 and 4", slope, across, down)
		}
		pixels, w, _, ok := grey(wiped)
		if !ok {
			t.Fatal("what is left is no picture")
		}
		at := func(x, y int) byte { return pixels[y*w+x] }
		if y := 950 + int(math.Round(slope*700)); at(700, y) < 200 {
			t.Errorf("slope %v: the rule is still there: %d", slope, at(700, y))
		}
		if at(602, 770) > 60 || at(201, 310) > 60 {
			t.Errorf("slope %v: letters are gone", slope)
		}
	}
}

// TestNoTable: what is no table is not wiped out, and of it only a long rule is
// one.
func TestNoTable(t *testing.T) {
	for name, c := range map[string]struct {
		draw func(p raster)
		want int // loose rules
	}{
		"text":            {func(p raster) { p.words(200, 300, 20) }, 0},
		"rule below text": {func(p raster) { p.words(200, 300, 3); p.draw(500, 480, 1100, 480, 0) }, 1},
		"short rule":      {func(p raster) { p.draw(500, 480, 580, 480, 0) }, 0},
		"shade":           {func(p raster) { p.fill(0, 0, 70, p.h); p.fill(0, p.h-60, p.w, p.h) }, 0},
		"picture":         {func(p raster) { p.fill(300, 300, 900, 900) }, 0},
		"cross":           {func(p raster) { p.draw(300, 600, 900, 600, 0); p.draw(600, 300, 600, 900, 0) }, 0},
		"box of a stamp": {func(p raster) {
			for _, y := range []int{1500, 1560, 1700} {
				p.draw(900, y, 1500, y, 0)
			}
			p.draw(900, 1500, 900, 1700, 0)
			p.draw(1500, 1500, 1500, 1700, 0)
		}, 0},
		"large word": {func(p raster) { // strokes of letters that cross
			p.draw(300, 300, 380, 300, 0)
			p.draw(300, 360, 460, 360, 0)
			for _, x := range []int{320, 360, 375} {
				p.draw(x, 300, x, 362, 0)
			}
		}, 0},
		"all black": {func(p raster) { p.fill(0, 0, p.w, p.h) }, 0},
	} {
		p := sheet()
		c.draw(p)
		picture := p.pgm()
		r, got := unrule(picture, 595)
		if len(r.rules) != c.want || !bytes.Equal(got, picture) {
			t.Errorf("%s: rules %+v, picture changed: %t; want %d rules and the picture as it is", name, r.rules, !bytes.Equal(got, picture), c.want)
		}
	}
	for _, bad := range []string{"", "P5\n1 1\n255\na", "P5\n40 3\n255\n" + string(make([]byte, 120))} {
		if r, got := unrule([]byte(bad), 0); len(r.rules) != 0 || string(got) != bad {
			t.Errorf("%q: %v", bad, r)
		}
	}
}

// TestRulesTurn: rules go with the picture, and four turns give them back.
func TestRulesTurn(t *testing.T) {
	r := ruling{[]rule{{x0: 1, y0: 2, x1: 9, y1: 3}, {x0: 4, y0: 0, x1: 5, y1: 6}}, 10, 8}
	want := []rule{{x0: 5, y0: 1, x1: 4, y1: 9}, {x0: 1, y0: 5, x1: 7, y1: 4}}
	got := r.turn(1)
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("turned %+v, want %+v", got[i], want[i])
		}
	}
	back := ruling{got, 8, 10}.turn(3)
	for i := range back {
		if back[i] != r.rules[i] {
			t.Errorf("turned back %+v, want %+v", back[i], r.rules[i])
		}
	}
}

// TestMissed: a sign in a table that stands in no word is found; words, what is
// near one, specks and what is too large are not.
func TestMissed(t *testing.T) {
	p := sheet()
	digit := box{240, 740, 252, 768}
	p.fill(digit[0], digit[1], digit[2], digit[3])
	p.fill(340, 740, 352, 768) // of the word
	p.fill(372, 740, 384, 768) // beside it
	p.fill(240, 900, 243, 903) // a speck
	p.fill(600, 760, 800, 900) // a seal
	r := Result{Width: p.w, Height: p.h, Lines: []Line{{Left: 330, Base: 768, Size: 28, Words: []Word{{Text: "chữ", Box: [4]int{330, 738, 362, 770}, Confidence: 90}}}}}
	got := p.missed(box{200, 700, 1400, 1100}, r, 28)
	if len(got) != 1 || got[0][0] > digit[0] || got[0][1] > digit[1] || got[0][2] < digit[2] || got[0][3] < digit[3] {
		t.Fatalf("found %v, want one around %v", got, digit)
	}
	if got := p.missed(r.tableArea(), r, 28); len(got) != 0 {
		t.Errorf("without a table %v", got)
	}
	small, places := p.collect(r.surest(28), got, 28)
	pixels, w, h, ok := grey(small)
	if !ok || len(places) != 1 || places[0][2] > w || places[0][3] > h {
		t.Fatalf("collected %d by %d, places %v", w, h, places)
	}
	if x, y := (places[0][0]+places[0][2])/2, (places[0][1]+places[0][3])/2; pixels[y*w+x] > 60 {
		t.Error("the sign is not at its place")
	}
}
