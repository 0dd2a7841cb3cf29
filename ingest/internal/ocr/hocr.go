package ocr

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// resultVersion is raised when [Result] or the way it is read changes: results
// of another version are not taken from the cache.
const resultVersion = "doichieu.ocr/1"

// Result is what the engine read in the picture of one page. Places are pixels
// from the top left corner.
type Result struct {
	Width, Height int
	Lines         []Line

	// Scale is points for a pixel; 0 where the size of the page is not known.
	Scale float64 `json:"-"`
	// Turned is by how many quarters the picture was turned clockwise before it
	// was read.
	Turned int `json:"-"`

	rules []rule // that the picture shows
}

// Line is a line of words. Its baseline is Base pixels below the top where the
// line begins, and falls by Slope pixels for each to the right.
type Line struct {
	Left        int
	Base, Slope float64
	Size        float64 // height of its letters
	Words       []Word
}

// Word is a word with its box: left, top, right, bottom.
type Word struct {
	Text       string
	Box        [4]int
	Confidence int // 0 to 100
}

// More than this no page has.
const (
	maxPages = 5000
	maxWords = 100_000
)

// parse reads hOCR: elements of class ocr_page, ocr_line (or another that holds
// words) and ocrx_word, their places in the attribute title.
func parse(hocr []byte) ([]Result, error) {
	p := parser{pages: []Result{}}
	d := xml.NewDecoder(bytes.NewReader(hocr))
	d.Strict, d.Entity, d.AutoClose = false, xml.HTMLEntity, xml.HTMLAutoClose
	for {
		token, err := d.Token()
		if err == io.EOF {
			return p.pages, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := p.open(t); err != nil {
				return nil, err
			}
		case xml.CharData:
			if p.word != nil {
				p.word.Text += string(t)
			}
		case xml.EndElement:
			// A word may hold marks of emphasis; its span is what ends it.
			if t.Name.Local == "span" && p.word != nil {
				p.close()
			}
		}
	}
}

// parser collects the pages of an answer.
type parser struct {
	pages []Result
	word  *Word
	words int
}

func (p *parser) open(t xml.StartElement) error {
	class, title := "", ""
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "class":
			class = a.Value
		case "title":
			title = a.Value
		}
	}
	places := placesOf(title)
	switch {
	case class == "ocr_page":
		box := places.box()
		if len(p.pages) == maxPages || box[2] <= 0 || box[3] <= 0 {
			return fmt.Errorf("page %d has the box %v", len(p.pages)+1, box)
		}
		p.pages = append(p.pages, Result{Width: box[2], Height: box[3], Lines: []Line{}})
	case len(p.pages) == 0:
	case places["x_size"] != nil:
		page := &p.pages[len(p.pages)-1]
		box, base := places.box(), places["baseline"]
		l := Line{Left: box[0], Base: float64(box[3]), Size: places["x_size"][0], Words: []Word{}}
		if len(base) == 2 {
			l.Slope, l.Base = base[0], float64(box[3])+base[1]
		}
		page.Lines = append(page.Lines, l)
	case class == "ocrx_word":
		if p.words++; p.words > maxWords {
			return fmt.Errorf("more than %d words", maxWords)
		}
		p.word = &Word{Box: places.box()}
		if c := places["x_wconf"]; len(c) == 1 {
			p.word.Confidence = int(c[0])
		}
	}
	return nil
}

// close ends a word. One without a line stands on a line of its own.
func (p *parser) close() {
	w := *p.word
	p.word = nil
	if w.Text = strings.TrimSpace(w.Text); w.Text == "" {
		return
	}
	page := &p.pages[len(p.pages)-1]
	if len(page.Lines) == 0 {
		page.Lines = append(page.Lines, Line{Left: w.Box[0], Base: float64(w.Box[3]), Size: float64(w.Box[3] - w.Box[1])})
	}
	l := &page.Lines[len(page.Lines)-1]
	l.Words = append(l.Words, w)
}

// places are the numbers in a title by their names: "bbox 1 2 3 4; x_wconf 95".
type places map[string][]float64

func placesOf(title string) places {
	m := places{}
	for part := range strings.SplitSeq(title, ";") {
		fields := strings.Fields(part)
		if len(fields) < 2 {
			continue
		}
		numbers := make([]float64, 0, len(fields)-1)
		for _, f := range fields[1:] {
			if n, err := strconv.ParseFloat(f, 64); err == nil && n > -1e6 && n < 1e6 {
				numbers = append(numbers, n)
			}
		}
		if len(numbers) == len(fields)-1 {
			m[fields[0]] = numbers
		}
	}
	return m
}

func (m places) box() (box [4]int) {
	if b := m["bbox"]; len(b) == 4 {
		for i := range box {
			box[i] = int(b[i])
		}
	}
	return box
}
