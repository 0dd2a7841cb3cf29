package pdftext

import (
	"fmt"
	"strings"
	"testing"

	"doichieu/ingest/internal/pdftext/pdftest"
)

// pictureFile is a file of one page with the entries and content given; /A is a
// JPEG picture and /B one of another encoding.
func pictureFile(page, content string) []byte {
	const jpeg = "\xff\xd8\xff\xe0 picture \xff\xd9"
	image := "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
	return pdftest.Assemble(map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R>>",
		2: "<</Type/Pages/Count 1/Kids[3 0 R]>>",
		3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</A 5 0 R/B 6 0 R>>>>" + page + ">>",
		4: pdftest.Stream("", content),
		5: pdftest.Stream(image+"/Filter/DCTDecode", jpeg),
		6: pdftest.Stream(image, "x"),
	}, "/Root 1 0 R")
}

// TestPicture: a page that is one JPEG picture gives it, others give nothing.
func TestPicture(t *testing.T) {
	const show = "q 595 0 0 842 0 0 cm /%s Do Q\n"
	for name, c := range map[string]struct {
		page, content string
		want          bool
	}{
		"one":              {"", fmt.Sprintf(show, "A"), true},
		"with words":       {"", fmt.Sprintf(show, "A") + "BT ET", true},
		"other encoding":   {"", fmt.Sprintf(show, "B"), false},
		"two":              {"", fmt.Sprintf(show, "A") + fmt.Sprintf(show, "B"), false},
		"turned":           {"/Rotate 90", fmt.Sprintf(show, "A"), false},
		"none":             {"", "", false},
		"not in the table": {"", fmt.Sprintf(show, "C"), false},
	} {
		f, err := Open(pictureFile(c.page, c.content), DefaultLimits())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := string(f.Picture(f.Page(1))); (got != "") != c.want || c.want && !strings.Contains(got, " picture ") {
			t.Errorf("%s: %q", name, got)
		}
	}
}
