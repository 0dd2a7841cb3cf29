package ocr

import (
	"cmp"
	"math"
	"slices"
)

// The rules of a picture are found by what they are: darker than the paper on
// both of their sides, straight, and long. The picture is cut into strips across
// their direction, as wide as the pen stroke of a letter is long. A place of a
// strip that is dark over most of the strip's width is a part of a rule; parts
// in neighbouring strips that carry on a straight line are one rule. So a rule
// may lie askew, bend a little and have gaps, and an area that is dark
// throughout, such as the shade at the edge of a scan, has no rules in it.

// Lengths in points that tell rules from the strokes of letters.
const (
	stripWidth  = 4.0  // of a strip
	besideRule  = 3.0  // from the middle of a rule to plain paper
	leastAcross = 18.0 // length of a horizontal rule
	leastDown   = 12.0 // length of a vertical rule: a row of one line
)

const (
	inkContrast = 45  // that a rule is darker than the paper beside it, of 255
	inkShare    = 0.7 // of a strip's width that is dark where a rule crosses it
	longestGap  = 2   // strips without the rule that do not end it
	unbroken    = 0.7 // share of its strips that a rule shows in
	steepestFor = 0.1 // slope of a rule; as for lines, see steepest
)

// maxRules is more than a page has; drawings and screened pictures have more.
const maxRules = 2000

// rule is a straight line in a picture, in pixels: (x0,y0) is its left or upper
// end.
type rule struct {
	x0, y0, x1, y1 float64
	thick          float64
	loose          bool // belongs to no table
}

func (r rule) horizontal() bool { return r.x1-r.x0 >= r.y1-r.y0 }

// raster is a grey picture.
type raster struct {
	pixels []byte
	w, h   int
}

// rulesOf finds the rules of a picture that has so many pixels to a point.
func (p raster) rulesOf(point float64) []rule {
	strip, beside := max(4, int(stripWidth*point)), max(3, int(besideRule*point))
	if p.w < 2*beside+strip || p.h < 2*beside+strip || strip > math.MaxUint8 {
		return nil
	}
	across, down := p.ink(strip, beside)
	hs := trace(across, p.h, strip, func(at, along int) (byte, byte) { return p.paper(along, at, 0, beside) })
	vs := trace(down, p.w, strip, func(at, along int) (byte, byte) { return p.paper(at, along, beside, 0) })
	var rules []rule
	for _, t := range hs {
		if t.to-t.from >= leastAcross*point {
			rules = append(rules, rule{x0: t.from, y0: t.at(t.from), x1: t.to, y1: t.at(t.to), thick: t.thick})
		}
	}
	for _, t := range vs {
		if t.to-t.from >= leastDown*point {
			rules = append(rules, rule{x0: t.at(t.from), y0: t.from, x1: t.at(t.to), y1: t.to, thick: t.thick})
		}
	}
	if len(rules) > maxRules {
		return nil
	}
	return rules
}

// ink counts, for each strip and each place across it, the pixels that are dark
// between light ones: for horizontal rules in strips of columns, for vertical
// ones in strips of rows.
func (p raster) ink(strip, beside int) (across, down [][]byte) {
	across, down = counters(p.w/strip+1, p.h), counters(p.h/strip+1, p.w)
	for y := range p.h {
		row := p.pixels[y*p.w : (y+1)*p.w]
		var up, low []byte
		if y >= beside && y < p.h-beside {
			up, low = p.pixels[(y-beside)*p.w:][:p.w], p.pixels[(y+beside)*p.w:][:p.w]
		}
		columns := down[y/strip]
		for x, v := range row {
			if v >= math.MaxUint8-inkContrast {
				continue
			}
			paper := v + inkContrast
			if up != nil && up[x] >= paper && low[x] >= paper {
				across[x/strip][y]++
			}
			if x >= beside && x < p.w-beside && row[x-beside] >= paper && row[x+beside] >= paper {
				columns[x]++
			}
		}
	}
	return across, down
}

func counters(strips, places int) [][]byte {
	all := make([]byte, strips*places)
	rows := make([][]byte, strips)
	for i := range rows {
		rows[i] = all[i*places:][:places]
	}
	return rows
}

// paper is the shade of a pixel, and that of the darker of the places beside it.
func (p raster) paper(x, y, dx, dy int) (shade, paper byte) {
	if x < dx || y < dy || x >= p.w-dx || y >= p.h-dy {
		return 0, 0
	}
	at := func(x, y int) byte { return p.pixels[y*p.w+x] }
	return at(x, y), min(at(x-dx, y-dy), at(x+dx, y+dy))
}

// traced is a rule along its direction: from and to its ends, and at each place
// along it the place across.
type traced struct {
	from, to    float64
	base, slope float64
	thick       float64
}

func (t traced) at(along float64) float64 { return t.base + t.slope*along }

// part is where a rule crosses a strip.
type part struct {
	strip  int
	middle float64
	thick  int
}

// chain is the parts of a rule so far.
type chain struct {
	parts []part
	slope float64 // per strip
}

func (c *chain) last() part { return c.parts[len(c.parts)-1] }

// expect is where the rule crosses a strip further on.
func (c *chain) expect(strip int) float64 {
	return c.last().middle + c.slope*float64(strip-c.last().strip)
}

func (c *chain) add(p part) {
	c.parts = append(c.parts, p)
	// The slope over the last parts, so that a rule may bend.
	if n := len(c.parts); n > settles {
		first := c.parts[max(0, n-1-memory)]
		c.slope = (p.middle - first.middle) / float64(p.strip-first.strip)
	}
}

// From how many parts on a rule has a direction, and how many give it.
const (
	settles = 4
	memory  = 16
)

// strays is how far in pixels a part may lie from where it is expected.
const strays = 2.0

// trace links the places where strips are dark to straight lines.
func trace(ink [][]byte, places, strip int, look func(at, along int) (shade, paper byte)) []traced {
	least := byte(math.Ceil(inkShare * float64(strip)))
	var open, done []*chain
	for s := range ink {
		parts := partsOf(ink[s], s, least)
		taken := make([]bool, len(parts))
		still := open[:0]
		for _, c := range open {
			at := c.expect(s)
			k, _ := slices.BinarySearchFunc(parts, at-strays, func(p part, at float64) int { return cmp.Compare(p.middle, at) })
			best := -1
			for ; k < len(parts) && parts[k].middle <= at+strays; k++ {
				if !taken[k] && (best < 0 || math.Abs(parts[k].middle-at) < math.Abs(parts[best].middle-at)) {
					best = k
				}
			}
			switch {
			case best >= 0:
				taken[best] = true
				c.add(parts[best])
			case s-c.last().strip > min(longestGap, len(c.parts)-1):
				done = append(done, c)
				continue
			}
			still = append(still, c)
		}
		open = still
		for k, p := range parts {
			if !taken[k] {
				open = append(open, &chain{parts: []part{p}})
			}
		}
	}
	var lines []traced
	for _, c := range append(done, open...) {
		if t, ok := c.line(strip); ok {
			t.from = t.end(t.from, -1, places, strip, look)
			t.to = t.end(t.to, 1, places, strip, look)
			lines = append(lines, t)
		}
	}
	return lines
}

// partsOf gives the dark places of a strip, in order.
func partsOf(ink []byte, strip int, least byte) []part {
	var parts []part
	for i := 0; i < len(ink); i++ {
		if ink[i] < least {
			continue
		}
		from := i
		for i < len(ink) && ink[i] >= least {
			i++
		}
		parts = append(parts, part{strip, float64(from+i-1) / 2, i - from})
	}
	return parts
}

// line is the straight line through the parts of a chain; ok is false where they
// are too few or make none.
func (c *chain) line(strip int) (t traced, ok bool) {
	n := len(c.parts)
	first, last := c.parts[0].strip, c.last().strip
	if n < 2 || float64(n) < unbroken*float64(last-first+1) {
		return t, false
	}
	var x, y, xx, xy float64
	thick := make([]float64, 0, n)
	for _, p := range c.parts {
		along := (float64(p.strip) + 0.5) * float64(strip)
		x, y, xx, xy = x+along, y+p.middle, xx+along*along, xy+along*p.middle
		thick = append(thick, float64(p.thick))
	}
	t.slope = (float64(n)*xy - x*y) / (float64(n)*xx - x*x)
	t.base = (y - t.slope*x) / float64(n)
	t.from, t.to = float64(first*strip), float64((last+1)*strip-1)
	t.thick = median(thick)
	return t, math.Abs(t.slope) < steepestFor
}

// end follows a rule from the edge of its last strip to where it ends, inwards
// or outwards, by the pixels.
func (t traced) end(from float64, step, places, strip int, look func(at, along int) (shade, paper byte)) float64 {
	dark := func(along int) bool {
		at := int(math.Round(t.at(float64(along))))
		for a := at - int(strays); a <= at+int(strays); a++ {
			if a < 0 || a >= places {
				continue
			}
			if shade, paper := look(a, along); int(shade)+inkContrast <= int(paper) {
				return true
			}
		}
		return false
	}
	// From the middle of the strip, over gaps that are no wider than a crossing
	// rule.
	along := int(from) - step*strip/2
	end, gap := along, 0
	for range 2*strip + strip/2 {
		along += step
		if dark(along) {
			end, gap = along, 0
		} else if gap++; gap > strip/2 {
			break
		}
	}
	return float64(end)
}
