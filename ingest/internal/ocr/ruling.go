package ocr

import (
	"fmt"
	"math"
	"slices"
)

// Of the rules of a picture those that make tables are told from the others and
// wiped out before the words are read.

// Lengths in points.
const (
	leastLoose  = 36.0 // of a horizontal rule that belongs to no table
	ruleTouches = 3.0  // between rules that meet
)

// mostRounds is how often rules that meet too few others are dropped: frames and
// crosses that hang together go one after the other.
const mostRounds = 8

// ruling is the rules of a picture of w by h pixels.
type ruling struct {
	rules []rule
	w, h  int
}

// unrule finds the rules of a picture that is so many points wide, 0 if that is
// not known. The picture comes back without the rules of tables, which would
// spoil the words beside them; one without tables comes back as it is.
func unrule(picture []byte, width float64) (ruling, []byte) {
	pixels, w, h, ok := grey(picture)
	if !ok {
		return ruling{}, picture
	}
	if width <= 0 {
		width = pageWidth(w, h)
	}
	p, point := raster{pixels, w, h}, float64(w)/width
	ruled, loose := tables(p.rulesOf(point), point, w)
	if len(ruled) > 0 {
		picture = p.without(ruled)
	}
	return ruling{append(ruled, loose...), w, h}, picture
}

// turn gives the rules as they stand in the picture turned clockwise by quarter
// turns.
func (r ruling) turn(quarters int) []rule {
	rules, w, h := slices.Clone(r.rules), float64(r.w-1), float64(r.h-1)
	for range quarters {
		for i, o := range rules {
			if o.horizontal() {
				rules[i] = rule{h - o.y0, o.x0, h - o.y1, o.x1, o.thick, o.loose}
			} else {
				rules[i] = rule{h - o.y1, o.x1, h - o.y0, o.x0, o.thick, o.loose}
			}
		}
		w, h = h, w
	}
	return rules
}

// tables parts the rules that make tables from the others, on a page so many
// pixels wide: a rule of a table meets at least two that cross it, and those that
// hang together pass [isTable]. Horizontal rules which stand alone, such as the one
// above footnotes, are loose.
func tables(rules []rule, point float64, width int) (ruled, loose []rule) {
	var hs, vs []rule
	for _, r := range rules {
		if r.horizontal() {
			hs = append(hs, r)
		} else {
			vs = append(vs, r)
		}
	}
	reach := ruleTouches * point
	for round := range mostRounds {
		n := len(hs) + len(vs)
		crossed := func(r rule) int {
			count := 0
			for _, o := range vs {
				if meet(r, o, reach) {
					count++
				}
			}
			return count
		}
		hs = slices.DeleteFunc(hs, func(h rule) bool {
			c := crossed(h)
			if c == 0 && round == 0 && h.x1-h.x0 >= leastLoose*point {
				h.loose = true
				loose = append(loose, h)
			}
			return c < 2
		})
		vs = slices.DeleteFunc(vs, func(v rule) bool {
			count := 0
			for _, h := range hs {
				if meet(h, v, reach) {
					count++
				}
			}
			return count < 2
		})
		if n == len(hs)+len(vs) {
			break
		}
	}
	for _, g := range groups(hs, vs, reach) {
		if isTable(g, width) {
			ruled = append(ruled, g...)
		}
	}
	return ruled, loose
}

// groups parts rules into those that hang together.
func groups(hs, vs []rule, reach float64) [][]rule {
	var all [][]rule
	usedH, usedV := make([]bool, len(hs)), make([]bool, len(vs))
	for first := range hs {
		if usedH[first] {
			continue
		}
		usedH[first] = true
		var group []rule
		for open := []int{first}; len(open) > 0; {
			h := hs[open[len(open)-1]]
			open = open[:len(open)-1]
			group = append(group, h)
			for i, v := range vs {
				if usedV[i] || !meet(h, v, reach) {
					continue
				}
				usedV[i] = true
				group = append(group, v)
				for k, o := range hs {
					if !usedH[k] && meet(o, v, reach) {
						usedH[k] = true
						open = append(open, k)
					}
				}
			}
		}
		all = append(all, group)
	}
	return all
}

// A table has two columns at least and takes a good part of the page's width. The
// strokes of a large word ("Tỉnh") cross each other as rules do, and stamps and
// signatures stand in boxes.
const (
	leastBars  = 3
	leastShare = 1.0 / 3
)

// isTable reports that rules which hang together are those of a table, on a page so
// many pixels wide.
func isTable(rules []rule, width int) bool {
	bars, left, right := 0, math.Inf(1), math.Inf(-1)
	for _, r := range rules {
		left, right = min(left, r.x0, r.x1), max(right, r.x0, r.x1)
		if !r.horizontal() {
			bars++
		}
	}
	return bars >= leastBars && right-left >= leastShare*float64(width)
}

// meet reports that a horizontal and a vertical rule touch.
func meet(h, v rule, reach float64) bool {
	y := h.y0 + (h.y1-h.y0)*((v.x0+v.x1)/2-h.x0)/max(1, h.x1-h.x0)
	x := v.x0 + (v.x1-v.x0)*(y-v.y0)/max(1, v.y1-v.y0)
	return x >= h.x0-reach && x <= h.x1+reach && y >= v.y0-reach && y <= v.y1+reach
}

// without is the picture, as a PGM, with the rules wiped out. What crosses a rule
// stays.
func (p raster) without(rules []rule) []byte {
	out := fmt.Appendf(nil, "P5\n%d %d\n255\n", p.w, p.h)
	start := len(out)
	out = append(out, p.pixels...)
	pixels := out[start:]
	for _, r := range rules {
		// Along the rule, the pixels across it become as light as the lighter of
		// those on its two sides.
		half := int(r.thick/2) + 3
		length, across, places := p.w, p.w, p.h
		along := 1
		from, to := r.x0, r.x1
		at := func(i int) float64 { return r.y0 + (r.y1-r.y0)*(float64(i)-r.x0)/max(1, r.x1-r.x0) }
		if !r.horizontal() {
			length, across, places = p.h, 1, p.w
			along = p.w
			from, to = r.y0, r.y1
			at = func(i int) float64 { return r.x0 + (r.x1-r.x0)*(float64(i)-r.y0)/max(1, r.y1-r.y0) }
		}
		for i := max(0, int(from)-half); i < min(length, int(to)+half+1); i++ {
			a := int(math.Round(at(i)))
			if a-half-1 < 0 || a+half+1 >= places {
				continue
			}
			light := max(pixels[i*along+(a-half-1)*across], pixels[i*along+(a+half+1)*across])
			for k := a - half; k <= a+half; k++ {
				q := &pixels[i*along+k*across]
				*q = max(*q, light)
			}
		}
	}
	return out
}
