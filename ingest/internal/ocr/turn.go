package ocr

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/jpeg" // pictures that are turned
	_ "image/png"
	"math"
)

// Pages lie on the side, or upside down, in many a scan. The engine reads lines
// that run downwards as they stand, with a steep baseline, and makes nonsense of
// others. So a page whose lines are steep, or whose words the engine is mostly
// unsure of, is turned and read again, and the surest reading counts.

// A word counts as sure from this confidence on. Of a page that stands upright
// nine words in ten are sure, of one upside down hardly any.
const (
	sureWord  = 70
	sureShare = 0.5
)

// sure counts the words that the engine is sure of, and all of them.
func (r Result) sure() (sure, all int) {
	for _, l := range r.Lines {
		for _, w := range l.Words {
			if all++; w.Confidence >= sureWord {
				sure++
			}
		}
	}
	return sure, all
}

// sideways reports that most words stand in lines that run up or down.
func (r Result) sideways() bool {
	steep, all := 0, 0
	for _, l := range r.Lines {
		if all += len(l.Words); math.Abs(l.Slope) > 1 {
			steep += len(l.Words)
		}
	}
	return steep*2 > all
}

// upright reads a picture of one page again if it does not seem to stand
// upright, and gives the picture as it does. r is how it reads as it is.
func (e *Engine) upright(ctx context.Context, picture []byte, r Result) (Result, []byte, error) {
	asIs := picture
	sure, all := r.sure()
	var turns []int
	switch {
	case r.sideways():
		turns = []int{3, 1}
	case all > 0 && float64(sure) < sureShare*float64(all):
		turns = []int{2}
	}
	for _, turn := range turns {
		turned, ok := turnPicture(asIs, turn)
		if !ok {
			return r, picture, nil
		}
		pages, err := e.read(ctx, turned, segments)
		if err != nil || len(pages) != 1 {
			return r, picture, err
		}
		if n, all := pages[0].sure(); n > sure || r.sideways() && float64(n) >= sureShare*float64(all) && n > 0 {
			r, sure = pages[0], n
			r.Turned, picture = turn, turned
		}
		if n, all := r.sure(); r.Turned != 0 && float64(n) >= sureShare*float64(all) {
			break
		}
	}
	return r, picture, nil
}

// largestPicture is the most pixels of a picture that is turned.
const largestPicture = 100_000_000

// turnPicture turns a picture clockwise by quarter turns. It gives a grey PGM;
// ok is false where the picture cannot be turned.
func turnPicture(picture []byte, quarters int) (turned []byte, ok bool) {
	pixels, w, h, ok := grey(picture)
	if !ok {
		return nil, false
	}
	tw, th := w, h
	if quarters%2 == 1 {
		tw, th = h, w
	}
	out := fmt.Appendf(nil, "P5\n%d %d\n255\n", tw, th)
	start := len(out)
	out = append(out, make([]byte, w*h)...)
	for y := range h {
		row := pixels[y*w : (y+1)*w]
		for x, v := range row {
			switch quarters {
			case 1:
				out[start+x*tw+(h-1-y)] = v
			case 2:
				out[start+(h-1-y)*tw+(w-1-x)] = v
			default:
				out[start+(w-1-x)*tw+y] = v
			}
		}
	}
	return out, true
}

// grey gives the pixels of a picture: a PGM as pdftoppm writes it, a JPEG or a
// PNG.
func grey(picture []byte) (pixels []byte, w, h int, ok bool) {
	var most int
	if n, _ := fmt.Sscanf(string(picture[:min(len(picture), 64)]), "P5\n%d %d\n%d", &w, &h, &most); n == 3 {
		head := len(fmt.Sprintf("P5\n%d %d\n%d\n", w, h, most))
		ok := most == 255 && w > 0 && h > 0 && w <= largestPicture/h && len(picture) >= head+w*h
		if !ok {
			return nil, 0, 0, false
		}
		return picture[head : head+w*h], w, h, true
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(picture))
	if err != nil || size.Width < 1 || size.Height < 1 || size.Width > largestPicture/size.Height {
		return nil, 0, 0, false
	}
	decoded, _, err := image.Decode(bytes.NewReader(picture))
	if err != nil {
		return nil, 0, 0, false
	}
	b := decoded.Bounds()
	w, h = b.Dx(), b.Dy()
	pixels = make([]byte, 0, w*h)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, b, _ := decoded.At(x, y).RGBA()
			pixels = append(pixels, byte((299*r+587*g+114*b)/1000>>8))
		}
	}
	return pixels, w, h, true
}
