// Package pdftest writes small PDFs for tests: text at given places in a font
// whose codes are UTF-16 and whose glyphs are all half as wide as high, rules,
// pictures and annotations. It writes plain objects, so that a test can damage
// one of them by replacing its bytes.
package pdftest

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Width is the advance of every glyph at size 1.
const Width = 0.5

// Page is a page under construction. Places are points from the top left
// corner; the page is A4 unless Width and Height say otherwise.
type Page struct {
	Width, Height float64
	// Extra stands in the page's dictionary: "/Rotate 90".
	Extra string

	content     bytes.Buffer
	annotations []string // content of appearances, each with its rectangle before it
}

func (p *Page) size() (w, h float64) {
	if p.Width == 0 {
		return 595, 842
	}
	return p.Width, p.Height
}

// Text shows s with its baseline's start at (x, y), y from the top.
func (p *Page) Text(x, y, size float64, s string) { p.show("F1", x, y, size, s) }

// Bold is Text in a bold font.
func (p *Page) Bold(x, y, size float64, s string) { p.show("F2", x, y, size, s) }

func (p *Page) show(font string, x, y, size float64, s string) {
	_, h := p.size()
	fmt.Fprintf(&p.content, "BT /%s %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n", font, size, x, h-y, Codes(s))
}

// Rule draws a line.
func (p *Page) Rule(x0, y0, x1, y1 float64) {
	_, h := p.size()
	fmt.Fprintf(&p.content, "%g %g m %g %g l S\n", x0, h-y0, x1, h-y1)
}

// Picture covers the whole page with a picture.
func (p *Page) Picture() {
	w, h := p.size()
	fmt.Fprintf(&p.content, "q %g 0 0 %g 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q\n", w, h)
}

// Raw adds operators as they are.
func (p *Page) Raw(operators string) { p.content.WriteString(operators + "\n") }

// Annotate adds an annotation whose appearance shows s at (x, y).
func (p *Page) Annotate(x, y, size float64, s string) {
	_, h := p.size()
	w := Width * size * float64(len([]rune(s)))
	p.annotations = append(p.annotations, fmt.Sprintf("%g %g %g %g|BT /F1 %g Tf 0 2 Td <%s> Tj ET", x, h-y-2, x+w, h-y+size, size, Codes(s)))
}

// Codes is s as the hexadecimal codes of the font.
func Codes(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// Objects of every file: catalog, page tree, fonts.
const (
	fontObjects = 3 // number of the first
	firstPage   = 10
)

const toUnicode = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n1 beginbfrange <0000> <FFFF> <0000> endbfrange\n"

// File writes a PDF of the pages.
func File(pages ...*Page) []byte {
	objects := map[int]string{1: "<</Type/Catalog/Pages 2 0 R>>"}
	for i, name := range []string{"Test", "Test-Bold"} {
		n := fontObjects + 3*i
		objects[n] = fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, n+1, n+2)
		objects[n+1] = fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/DW 500>>", name)
		objects[n+2] = Stream("", toUnicode)
	}
	const resources = "/Resources<</Font<</F1 3 0 R/F2 6 0 R>>>>"
	next := firstPage
	var kids strings.Builder
	for _, p := range pages {
		page := next
		fmt.Fprintf(&kids, "%d 0 R ", page)
		objects[page+1] = Stream("", p.content.String())
		next += 2
		var annots strings.Builder
		for _, a := range p.annotations {
			rect, content, _ := strings.Cut(a, "|")
			var x0, y0, x1, y1 float64
			fmt.Sscan(rect, &x0, &y0, &x1, &y1)
			objects[next] = fmt.Sprintf("<</Type/Annot/Subtype/Widget/Rect[%s]/AP<</N %d 0 R>>>>", rect, next+1)
			objects[next+1] = Stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %g %g]%s", x1-x0, y1-y0, resources), content)
			fmt.Fprintf(&annots, "%d 0 R ", next)
			next += 2
		}
		w, h := p.size()
		objects[page] = fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]%s/Contents %d 0 R/Annots[%s]%s>>", w, h, resources, page+1, annots.String(), p.Extra)
	}
	objects[2] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), kids.String())
	return Assemble(objects, "/Root 1 0 R")
}

// Stream is a stream object without a filter; dict stands in its dictionary.
func Stream(dict, content string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(content), content)
}

// Assemble writes a file of the objects by number, with a cross-reference table
// and the trailer's entries.
func Assemble(objects map[int]string, trailer string) []byte {
	top := 0
	for n := range objects {
		top = max(top, n)
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, top+1)
	for n := 1; n <= top; n++ {
		if body, ok := objects[n]; ok {
			offsets[n] = b.Len()
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, body)
		}
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", top+1)
	for _, at := range offsets[1:] {
		if at == 0 {
			b.WriteString("0000000000 65535 f \n")
			continue
		}
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", top+1, trailer, start)
	return b.Bytes()
}
