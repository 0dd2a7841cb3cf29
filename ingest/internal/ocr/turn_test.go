package ocr

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// TestTurnPicture: each turn puts the pixels in their places, and four of them
// give the picture back.
func TestTurnPicture(t *testing.T) {
	const picture = "P5\n3 2\n255\nabcdef"
	for turn, want := range map[int]string{
		1: "P5\n2 3\n255\ndaebfc",
		2: "P5\n3 2\n255\nfedcba",
		3: "P5\n2 3\n255\ncfbead",
	} {
		got, ok := turnPicture([]byte(picture), turn)
		if !ok || string(got) != want {
			t.Errorf("turned by %d: %q, want %q", turn, got, want)
		}
		back, _ := turnPicture(got, 4-turn)
		if string(back) != picture {
			t.Errorf("turned by %d and back: %q", turn, back)
		}
	}
	small := image.NewGray(image.Rect(0, 0, 2, 1))
	small.SetGray(1, 0, color.Gray{Y: 200})
	var b bytes.Buffer
	if err := png.Encode(&b, small); err != nil {
		t.Fatal(err)
	}
	if got, ok := turnPicture(b.Bytes(), 2); !ok || string(got) != "P5\n2 1\n255\n\xc8\x00" {
		t.Errorf("PNG: %q", got)
	}
	for _, bad := range []string{"", "P5\n3 2\n255\nabc", "P5\n-3 -2\n255\nabcdef", "P5\n99999999 99999999\n255\n", "P5\n0 0\n255\n", "II*\x00"} {
		if got, ok := turnPicture([]byte(bad), 1); ok {
			t.Errorf("%q is turned to %q", bad, got)
		}
	}
}

// TestUpright: a page that reads badly is turned, one that reads well is not.
func TestUpright(t *testing.T) {
	// The engine reads the picture that begins with the letter f well only.
	const line = `<div class='ocr_page' title='bbox 0 0 3 2'><span class='ocr_line' title='bbox 0 0 3 2; baseline SLOPE 0; x_size 1'><span class='ocrx_word' title='bbox 0 0 1 1; x_wconf SURE'>chữ</span></span></div>`
	reads := func(slope string) string {
		return `data=$(/usr/bin/tail -n 1)
case "$data" in f*) sure=95 slope=0 ;; *) sure=10 slope=` + slope + ` ;; esac
/bin/cat <<END | /bin/sed "s/SURE/$sure/; s/SLOPE/$slope/"
` + line + `
END`
	}
	for _, c := range []struct {
		picture, slope string
		turned         int
	}{
		{"P5\n3 2\n255\nfedcba", "0", 0},
		{"P5\n3 2\n255\nabcdef", "0", 2},
		{"P5\n2 3\n255\nedcfba", "-80", 0}, // neither turn reads well
		{"P5\n2 3\n255\ncfbead", "-80", 3}, // f comes first when it is turned
		{"P5\n2 3\n255\nedcbfa", "-80", 1},
	} {
		install(t, map[string]string{"tesseract": fakeReader(reads(c.slope))})
		e, err := Find(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		pages, err := e.Pictures(t.Context(), []byte(c.picture))
		if err != nil || len(pages) != 1 || pages[0].Turned != c.turned {
			t.Errorf("%q, slope %s: %+v, %v; want it turned by %d", c.picture, c.slope, pages, err, c.turned)
		}
	}
}

// fakeReader is [fake] with the picture left on the standard input of the lines.
func fakeReader(lines string) string {
	return `case "$1" in
--version) echo 'tesseract 9.0' ;;
--list-langs) echo vie ;;
*) ` + lines + `
;; esac
`
}
