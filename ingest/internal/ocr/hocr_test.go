package ocr

import (
	"strings"
	"testing"
)

// answer is an answer of the engine about a page of 1000 by 1400 pixels that
// lies askew: each line falls by 0.01 to the right.
const answer = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head><meta name='ocr-system' content='tesseract' /></head><body>
<div class='ocr_page' id='page_1' title='image "stdin"; bbox 0 0 1000 1400; ppageno 0'>
 <div class='ocr_photo' title='bbox 1 1 9 9'></div>
 <span class='ocr_line' title="bbox 100 100 900 140; baseline 0.01 -10; x_size 30">
  <span class='ocrx_word' title='bbox 100 100 200 132; x_wconf 96'>Sở</span>
  <span class='ocrx_word' title='bbox 220 102 300 134; x_wconf 95'><strong>Y</strong></span>
  <span class='ocrx_word' title='bbox 320 103 420 135; x_wconf 95'>t&#7871;</span>
  <span class='ocrx_word' title='bbox 440 104 900 140; x_wconf 10'>&lt;&amp;</span>
 </span>
 <span class='ocr_header' title="bbox 100 160 900 201; baseline 0.01 -11; x_size 37">
  <span class='ocrx_word' title='bbox 100 160 300 192; x_wconf 0'>khám</span>
  <span class='ocrx_word' title='bbox 320 162 500 194; x_wconf 96'>sức</span>
  <span class='ocrx_word' title='bbox 520 164 700 196; x_wconf 96'>khỏe</span>
 </span>
</div></body></html>`

func TestParse(t *testing.T) {
	pages, err := parse([]byte(answer))
	if err != nil || len(pages) != 1 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	p := pages[0]
	if p.Width != 1000 || p.Height != 1400 || len(p.Lines) != 2 {
		t.Fatalf("page %+v", p)
	}
	l := p.Lines[0]
	if l.Left != 100 || l.Base != 130 || l.Slope != 0.01 || l.Size != 30 || len(l.Words) != 4 {
		t.Errorf("line %+v", l)
	}
	var words []string
	for _, w := range l.Words {
		words = append(words, w.Text)
	}
	if got := strings.Join(words, " "); got != "Sở Y tế <&" {
		t.Errorf("words %q", got)
	}
	if w := l.Words[2]; w.Box != [4]int{320, 103, 420, 135} || w.Confidence != 95 {
		t.Errorf("word %+v", w)
	}
}

// TestParseOdd: what is no answer gives an error or nothing, never a panic.
func TestParseOdd(t *testing.T) {
	for name, c := range map[string]struct {
		hocr  string
		pages int
		fails bool
	}{
		"empty":               {"", 0, false},
		"no page":             {"<span class='ocrx_word' title='bbox 1 1 2 2'>a</span>", 0, false},
		"page without a size": {"<div class='ocr_page' title='x'></div>", 0, true},
		"size not a number":   {"<div class='ocr_page' title='bbox 0 0 NaN 1e99'></div>", 0, true},
		"cut":                 {answer[:len(answer)/2], 0, true},
		"word without a line": {"<div class='ocr_page' title='bbox 0 0 9 9'><span class='ocrx_word' title='bbox 1 1 2 2'>a</span></div>", 1, false},
		"no mark-up":          {"Error opening data file", 0, false},
	} {
		pages, err := parse([]byte(c.hocr))
		if (err != nil) != c.fails || err == nil && len(pages) != c.pages {
			t.Errorf("%s: %d pages, %v", name, len(pages), err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(answer))
	f.Fuzz(func(_ *testing.T, b []byte) {
		pages, _ := parse(b)
		for _, p := range pages {
			p.Page(1)
		}
	})
}
