package layout

import (
	"slices"
	"strings"

	"doichieu/ingest/internal/grammar"
)

// Where furniture stands: within this share of the page's height from its edge.
const edgeShare = 0.13

// How many bands from the edge may be furniture.
const edgeBands = 3

// spot is a band near the edge of a page.
type spot struct {
	page  int // index
	band  int
	atTop bool
	y     float64 // from the edge
	text  string  // with "#" for each run of digits
	value int     // of a page number, else 0
	apart bool    // more space than between lines parts it from the text
}

// apartShare is the space, in sizes of the type, that parts running heads from
// the text: lines set with double space stand nearer.
const apartShare = 0.9

// takeFurniture moves the page numbers and the lines that pages repeat out of
// the bands of the pages.
func (r *Reader) takeFurniture() {
	var spots []spot
	for i, p := range r.pages {
		spots = append(spots, p.spots(i)...)
	}
	repeats := map[string]int{}
	for _, s := range spots {
		repeats[s.key()]++
	}
	numbered := map[[3]int]bool{}
	for _, s := range spots {
		if s.value > 0 {
			numbered[[3]int{s.page, side(s.atTop), s.value}] = true
		}
	}
	taken := make([]map[int]bool, len(r.pages))
	for _, s := range spots {
		is := s.value == 0 && s.apart && repeats[s.key()] >= max(3, len(r.pages)/4)
		if s.value > 0 {
			is = s.value == r.pages[s.page].number || numbered[[3]int{s.page + 1, side(s.atTop), s.value + 1}] ||
				numbered[[3]int{s.page - 1, side(s.atTop), s.value - 1}]
		}
		if is {
			if taken[s.page] == nil {
				taken[s.page] = map[int]bool{}
			}
			taken[s.page][s.band] = true
		}
	}
	for i, p := range r.pages {
		p.take(taken[i])
		r.Counts.Numbers += len(p.head) + len(p.foot)
	}
}

func side(top bool) int {
	if top {
		return 1
	}
	return 0
}

// key is equal for spots of the same words in the same place.
func (s spot) key() string {
	return s.text + "|" + string(rune('a'+side(s.atTop))) + string(rune(0x100+int(s.y/6)))
}

// spots lists the bands near the edges of a page.
func (p *page) spots(index int) []spot {
	var out []spot
	for i, b := range p.bands {
		if i >= edgeBands && i < len(p.bands)-edgeBands {
			continue
		}
		l := b.line()
		s := spot{page: index, band: i, atTop: true, y: max(0, b.bottom), text: shape(l.Text)}
		s.value, _ = grammar.PageNumber(l.Text)
		switch {
		case i < edgeBands && b.bottom < edgeShare*p.height:
			s.apart = p.set(i, 1, l.Size)
		case i >= len(p.bands)-edgeBands && b.top > (1-edgeShare)*p.height && (!l.Turned || s.value > 0):
			// The number of a page laid on its side is turned.
			s.atTop, s.y, s.apart = false, max(0, p.height-b.bottom), p.set(i, -1, l.Size)
		default:
			continue
		}
		out = append(out, s)
	}
	return out
}

// set reports that one of the bands near the edge, from i on towards the text,
// is parted from the next one: a running head may have several lines.
func (p *page) set(i, step int, size float64) bool {
	for range edgeBands {
		next := i + step
		if next < 0 || next >= len(p.bands) {
			return true
		}
		a, b := p.bands[min(i, next)], p.bands[max(i, next)]
		if b.top-a.bottom > apartShare*size {
			return true
		}
		if i = next; step > 0 && b.bottom > edgeShare*p.height || step < 0 && a.top < (1-edgeShare)*p.height {
			return false
		}
	}
	return false
}

// shape is text with one sign for each run of digits.
func shape(text string) string {
	var b strings.Builder
	digit := false
	for _, r := range text {
		is := r >= '0' && r <= '9'
		if !is {
			b.WriteRune(r)
		} else if !digit {
			b.WriteByte('#')
		}
		digit = is
	}
	return b.String()
}

// take moves the bands out of the page's text.
func (p *page) take(bands map[int]bool) {
	if len(bands) == 0 {
		return
	}
	var rest []band
	for i, b := range p.bands {
		switch {
		case !bands[i]:
			rest = append(rest, b)
		case b.bottom < p.height/2:
			p.head = append(p.head, b.line())
		default:
			p.foot = append(p.foot, b.line())
		}
	}
	p.bands = slices.Clip(rest)
}
