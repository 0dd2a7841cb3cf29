package ocr

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"unicode/utf8"
)

// The engine takes a lone digit in a narrow column for a speck, and leaves it
// out: the numbers of the rows of most tables. So what is dark in a table and
// stands in no word is cut out, set side by side in one line of a small picture,
// and read again as a line.

// Lengths as shares of the height of the page's letters.
const (
	tileShare  = 1.0 / 8 // of a tile, the grain in which ink is seen
	aroundWord = 0.2     // what belongs to a word around its box
	besideWord = 0.6     // ink so near a word on its line belongs to it
	joinsInk   = 0.4     // space within a piece
	leastInk   = 0.4     // height of a piece
	mostInk    = 2.0
	widestInk  = 12.0 // width of a piece
	mostSure   = 1.3  // height of the word that is put before them
	spaced     = 0.4  // space between them, beside what is cut out around each
)

// longestLine is the most pixels of the small picture's width; tesseract takes
// no picture that is wider than 32,767.
const longestLine = 16_000

// oneLine is tesseract's page segmentation for a picture of one line.
const oneLine = "7"

// box is left, top, right, bottom.
type box [4]int

// again reads what the engine left out of the tables of an upright picture.
func (e *Engine) again(ctx context.Context, picture []byte, r Result) (Result, error) {
	if len(r.Lines) == 0 {
		return r, nil
	}
	pixels, w, h, ok := grey(picture)
	if !ok {
		return r, nil
	}
	p := raster{pixels, w, h}
	size := r.usualSize()
	missed := p.missed(r.tableArea(), r, size)
	if len(missed) == 0 {
		return r, nil
	}
	small, places := p.collect(r.surest(size), missed, size)
	pages, err := e.read(ctx, small, oneLine)
	if err != nil || len(pages) != 1 {
		return r, err
	}
	skew := r.skew()
	for _, l := range pages[0].Lines {
		for _, w := range l.Words {
			for i, at := range places {
				if w.Box[0] < at[0] || w.Box[2] > at[2] {
					continue
				}
				dx, dy := missed[i][0]-at[0], missed[i][1]-at[1]
				base := l.Base + l.Slope*float64(w.Box[0]-l.Left)
				w.Box = [4]int{w.Box[0] + dx, w.Box[1] + dy, w.Box[2] + dx, w.Box[3] + dy}
				r.Lines = append(r.Lines, Line{Left: w.Box[0], Base: base + float64(dy), Slope: skew, Size: size, Words: []Word{w}})
				break
			}
		}
	}
	return r, nil
}

// tableArea is the box around the rules of tables; empty where there are none.
func (r Result) tableArea() box {
	area := box{r.Width, r.Height, 0, 0}
	for _, o := range r.rules {
		if o.loose {
			continue
		}
		area[0], area[1] = min(area[0], int(min(o.x0, o.x1))), min(area[1], int(min(o.y0, o.y1)))
		area[2], area[3] = max(area[2], int(max(o.x0, o.x1))), max(area[3], int(max(o.y0, o.y1)))
	}
	return area
}

// surest is the box of a word that the engine read without doubt, the longest of
// usual height.
func (r Result) surest(size float64) box {
	var best box
	confidence, length := 0, 0
	for _, l := range r.Lines {
		for _, w := range l.Words {
			n := utf8.RuneCountInString(w.Text)
			if float64(w.Box[3]-w.Box[1]) <= mostSure*size && (w.Confidence > confidence || w.Confidence == confidence && n > length) {
				best, confidence, length = w.Box, w.Confidence, n
			}
		}
	}
	return best
}

// missed finds the signs in an area that stand in no word, top to bottom.
func (p raster) missed(area box, r Result, size float64) []box {
	area = p.within(area)
	tile := max(3, int(size*tileShare))
	cols, rows := (area[2]-area[0])/tile, (area[3]-area[1])/tile
	if cols < 1 || rows < 1 {
		return nil
	}
	// Tiles with ink are numbered 1; those of words are cleared.
	dark := p.paperShade(area) * 6 / 10
	inked := make([]bool, cols*rows)
	for ty := range rows {
		for tx := range cols {
			n := 0
			for y := area[1] + ty*tile; y < area[1]+(ty+1)*tile; y++ {
				for _, v := range p.pixels[y*p.w+area[0]+tx*tile:][:tile] {
					if int(v) < dark {
						n++
					}
				}
			}
			inked[ty*cols+tx] = n*6 >= tile*tile
		}
	}
	around := int(size * aroundWord)
	for _, l := range r.Lines {
		for _, w := range l.Words {
			for ty := max(0, (w.Box[1]-around-area[1])/tile); ty < min(rows, (w.Box[3]+around-area[1])/tile+1); ty++ {
				for tx := max(0, (w.Box[0]-around-area[0])/tile); tx < min(cols, (w.Box[2]+around-area[0])/tile+1); tx++ {
					inked[ty*cols+tx] = false
				}
			}
		}
	}
	var found []box
	reach := max(1, int(size*joinsInk)/tile)
	for i := range inked {
		if !inked[i] {
			continue
		}
		b := spread(inked, cols, i, reach)
		px := box{area[0] + b[0]*tile, area[1] + b[1]*tile, area[0] + (b[2]+1)*tile, area[1] + (b[3]+1)*tile}
		width, height := float64(px[2]-px[0]), float64(px[3]-px[1])
		if height >= leastInk*size && height <= mostInk*size && width <= widestInk*size && !r.beside(px, int(besideWord*size)) {
			found = append(found, px)
		}
	}
	return found
}

// within is the part of a box that is in the picture.
func (p raster) within(b box) box {
	x, y := min(max(0, b[0]), p.w), min(max(0, b[1]), p.h)
	return box{x, y, max(x, min(b[2], p.w)), max(y, min(b[3], p.h))}
}

// beside reports that a word stands in a box, or within so many pixels beside it.
func (r Result) beside(b box, reach int) bool {
	for _, l := range r.Lines {
		for _, w := range l.Words {
			if w.Box[0] < b[2]+reach && w.Box[2] > b[0]-reach && w.Box[1] < b[3] && w.Box[3] > b[1] {
				return true
			}
		}
	}
	return false
}

// spread takes the tiles that hang together with one, up to reach apart along
// the line, and gives the box around them.
func spread(inked []bool, cols, first, reach int) box {
	b := box{first % cols, first / cols, first % cols, first / cols}
	stack := []int{first}
	inked[first] = false
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		x, y := i%cols, i/cols
		b = box{min(b[0], x), min(b[1], y), max(b[2], x), max(b[3], y)}
		for ny := max(0, y-1); ny <= min(len(inked)/cols-1, y+1); ny++ {
			for nx := max(0, x-reach); nx <= min(cols-1, x+reach); nx++ {
				if n := ny*cols + nx; inked[n] {
					inked[n] = false
					stack = append(stack, n)
				}
			}
		}
	}
	return b
}

// paperShade is the shade that most of the light pixels of an area have.
func (p raster) paperShade(area box) int {
	var count [256]int
	for y := area[1]; y < area[3]; y += 2 {
		for _, v := range p.pixels[y*p.w+area[0] : y*p.w+area[2]] {
			count[v]++
		}
	}
	best := 128
	for v := 128; v < 256; v++ {
		if count[v] > count[best] {
			best = v
		}
	}
	return best
}

// collect sets pieces of a picture side by side behind the piece first, on one
// line, as a PGM, with the places that they have there. What is too much for a
// line is left out.
func (p raster) collect(first box, pieces []box, size float64) (small []byte, places []box) {
	gap, pad := int(size*spaced), max(2, int(size*aroundWord))
	width, height := gap, 0
	all := append([]box{first}, pieces...)
	for i, b := range all {
		b = p.within(box{b[0] - pad, b[1] - pad, b[2] + pad, b[3] + pad})
		if i > 0 && width+b[2]-b[0]+gap > longestLine {
			all = all[:i]
			break
		}
		all[i] = b
		places = append(places, box{width, 0, width + b[2] - b[0], b[3] - b[1]})
		width, height = width+b[2]-b[0]+gap, max(height, b[3]-b[1])
	}
	margin := int(size)
	small = fmt.Appendf(nil, "P5\n%d %d\n255\n", width, height+2*margin)
	start := len(small)
	small = append(small, bytes.Repeat([]byte{math.MaxUint8}, width*(height+2*margin))...)
	pixels := small[start:]
	for i, b := range all { // they stand on their feet
		drop := margin + height - places[i][3]
		places[i][1], places[i][3] = drop, margin+height
		for row := range b[3] - b[1] {
			copy(pixels[(drop+row)*width+places[i][0]:], p.pixels[(b[1]+row)*p.w+b[0]:][:b[2]-b[0]])
		}
		if i > 0 {
			pieces[i-1] = b
		}
	}
	return small, places[1:]
}
