package layout

import (
	"math"
	"slices"

	"doichieu/corpus/marker"
	"doichieu/ingest/internal/grammar"
)

// habits is what is usual in a document.
type habits struct {
	size     float64 // of most of its text
	pitch    float64 // from line to line of a paragraph, in sizes of its type; 0 if unknown
	indented bool    // first lines are indented, other lines are not
}

// apart reports that more space than usual stands between two lines of a page.
func (h *habits) apart(prev *Line, next Line) bool {
	if prev.Page != next.Page {
		return false
	}
	pitch, usual := h.pitches(prev, next)
	return pitch > usual*1.08+0.1 || pitch < 0
}

// stretched reports that two lines of a page stand farther apart than usual
// only because TeX makes room for the marks of capitals and raised signs.
func (h *habits) stretched(prev *Line, next Line) bool {
	pitch, usual := h.pitches(prev, next)
	return prev.Page == next.Page && pitch > 0 && pitch < 1.3*usual
}

// pitches is the distance of two lines, and the usual one, in sizes of the type.
func (h *habits) pitches(prev *Line, next Line) (pitch, usual float64) {
	if usual = h.pitch; usual == 0 {
		usual = 1.5
	}
	return (next.Y - prev.Y) / max(prev.Size, next.Size, 1), usual
}

// areas finds where the text of each page stands: the left and right edges that
// several of its lines keep; a page of few lines has those of its neighbours.
func (r *Reader) areas() {
	byWidth := map[int][]*page{}
	for _, p := range r.pages {
		w := int(math.Round(p.width / 4))
		byWidth[w] = append(byWidth[w], p)
	}
	for _, pages := range byWidth {
		var xs [2][]float64
		for _, p := range pages {
			a, b := p.edges()
			xs[0], xs[1] = append(xs[0], a...), append(xs[1], b...)
		}
		all := area{outer(xs[0], 1), outer(xs[1], -1)}
		if all.width() <= 0 {
			all = area{0, pages[0].width}
		}
		for _, p := range pages {
			p.area = all
			if a, b := p.edges(); len(a) >= ownArea {
				own := area{outer(a, 1), outer(b, -1)}
				// Pages of books have two pairs of margins.
				if shift := own.left - all.left; abs(shift) > 2 && abs(shift) < 0.1*p.width && own.width() > 0.8*all.width() {
					p.area = own
				} else if own.right > all.right {
					p.area.right = own.right
				}
			}
		}
	}
}

// ownArea is the least number of lines that show the margins of a page.
const ownArea = 12

// edges lists where the lines of a page begin and end.
func (p *page) edges() (left, right []float64) {
	for _, b := range p.bands {
		if l := b.line(); !l.Turned {
			left, right = append(left, l.X0), append(right, l.X1)
		}
	}
	return left, right
}

// outer is the outermost of the places (the smallest for sign 1, the largest
// for -1) that one in twenty, and at least two, agree on.
func outer(xs []float64, sign float64) float64 {
	if len(xs) == 0 {
		return 0
	}
	slices.SortFunc(xs, func(a, b float64) int {
		if a*sign < b*sign {
			return -1
		} else if a*sign > b*sign {
			return 1
		}
		return 0
	})
	need := max(2, len(xs)/20)
	for i := range xs {
		if i+need <= len(xs) && abs(xs[i+need-1]-xs[i]) <= alignTol {
			return xs[i]
		}
	}
	return xs[0]
}

// bodySize is the size of most of the text outside of tables.
func (r *Reader) bodySize() float64 {
	count := map[float64]int{}
	best := 0.0
	for _, p := range r.pages {
		for _, b := range p.bands {
			for _, l := range b.parts {
				count[l.Size] += len(l.Text)
				if count[l.Size] > count[best] || count[l.Size] == count[best] && l.Size > best {
					best = l.Size
				}
			}
		}
	}
	return best
}

// measure finds the habits of lines in reading order.
func (h *habits) measure(lines []Line) {
	pitches := map[int]int{}
	items, itemsIn, rest, restIn := 0, 0, 0, 0
	for i := range lines {
		l := &lines[i]
		if l.Column || l.Turned || centred(*l) {
			continue
		}
		in := l.X0-l.area.left > indentTol
		if l.item.Kind != marker.None {
			items++
			if in {
				itemsIn++
			}
			continue
		}
		if i == 0 || lines[i-1].Column || grammar.Ended(lines[i-1].Text) || !grammar.StartsLower(l.Text) {
			continue
		}
		rest++
		if in {
			restIn++
		}
		if prev := &lines[i-1]; prev.Page == l.Page && l.Y > prev.Y && l.Size > 0 {
			pitches[int(math.Round((l.Y-prev.Y)/l.Size*40))]++
		}
	}
	most := 0
	for p, n := range pitches {
		if n > pitches[most] || n == pitches[most] && p < most {
			most = p
		}
	}
	h.pitch = float64(most) / 40
	h.indented = itemsIn*2 >= items && items > 0 && restIn*5 <= rest
}
