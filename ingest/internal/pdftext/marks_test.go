package pdftext

import (
	"fmt"
	"strings"
	"testing"

	"doichieu/ingest/internal/pdftext/pdftest"
)

// showAt is content that shows s at the place (10, y).
func showAt(y int, s string) string {
	return fmt.Sprintf("BT /F1 10 Tf 1 0 0 1 10 %d Tm <%s> Tj ET\n", y, pdftest.Codes(s))
}

func TestActualText(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"in place of what is shown", "/Span<</ActualText(Th\\364n V\\342n)>> BDC " + showAt(700, "Xóm") + "EMC " + showAt(680, "Lâm"), "Thôn Vân Lâm"},
		{"as UTF-16", "/Span<</ActualText<FEFF1EE7>>> BDC " + showAt(700, "x") + "EMC", "ủ"},
		{"as UTF-8", "/Span<</ActualText<EFBBBFE1BBA7>>> BDC " + showAt(700, "x") + "EMC", "ủ"},
		{"a mark by itself", "/Span<</ActualText<FEFF00610301>>> BDC " + showAt(700, "x") + "EMC", "a\u0301"},
		{"from the resources", "/Span /P BDC " + showAt(700, "x") + "EMC", "Lũng Vân"},
		{"of part in part", "/Span<</ActualText(A B)>> BDC /Span<</ActualText(C)>> BDC " + showAt(700, "x") + "EMC EMC", "A B"},
		{"empty", "/Span<</ActualText()>> BDC " + showAt(700, "Vân") + "EMC", "Vân"},
		{"blank", "/Span<</ActualText( )>> BDC " + showAt(700, "....") + "EMC", "...."},
		{"of nothing", "/Span<</ActualText(A)>> BDC EMC " + showAt(700, "Vân"), "Vân"},
		{"without an end", "/Span<</ActualText(A)>> BDC " + showAt(700, "Vân"), "Vân"},
		{"ends without a part", "EMC EMC " + showAt(700, "Vân"), "Vân"},
		{"of two lines", "/Span<</ActualText(A)>> BDC " + showAt(700, "Lũng") + showAt(680, "Vân") + "EMC", "Lũng Vân"},
		{"far longer than what is shown", "/Span<</ActualText(" + strings.Repeat("A", 2*maxSpelled) + ")>> BDC " + showAt(700, "x") + "EMC", "x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := openPage(t, layered(c.content))
			if got := words(page); got != c.want {
				t.Errorf("text %q, want %q", got, c.want)
			}
			for i, g := range page.Glyphs {
				if g.X1 < g.X0 || g.X0 < 10 || g.X1 > 100 {
					t.Errorf("glyph %d at %v to %v", i, g.X0, g.X1)
				}
			}
		})
	}
}

// layered is a file with content, and with layers: 20 is on, 21 off.
func layered(content string) []byte {
	return pdftest.Assemble(map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[20 0 R 21 0 R]/D<</OFF[21 0 R]>>>>>>",
		2: "<</Type/Pages/Count 1/Kids[3 0 R]>>",
		3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[8 0 R]/Resources<</Font<</F1 5 0 R>>" +
			"/XObject<</On 7 0 R/Off 6 0 R>>/Properties<</P<</ActualText<FEFF004C0169006E00670020005600E2006E>>>/On 20 0 R/Off 21 0 R" +
			"/All 22 0 R/Any 23 0 R/None 24 0 R/Some 25 0 R/Rule 26 0 R/Not 27 0 R>>>>>>",
		4: pdftest.Stream("", content),
		5: "<</Type/Font/Subtype/Type0/BaseFont/Test/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/DW 500>>]>>",
		6: pdftest.Stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/OC 21 0 R", showAt(500, "tắt")),
		7: pdftest.Stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/OC 20 0 R", showAt(480, "bật")),
		8: "<</Type/Annot/Subtype/Stamp/Rect[10 10 90 30]/OC 21 0 R/AP<</N 9 0 R>>>>",
		9: pdftest.Stream("/Type/XObject/Subtype/Form/BBox[0 0 80 20]/Resources<</Font<</F1 5 0 R>>>>", showAt(5, "dấu")),

		20: "<</Type/OCG/Name(a)>>",
		21: "<</Type/OCG/Name(b)>>",
		22: "<</Type/OCMD/OCGs[20 0 R 21 0 R]/P/AllOn>>",
		23: "<</Type/OCMD/OCGs[20 0 R 21 0 R]>>",
		24: "<</Type/OCMD/OCGs 21 0 R>>",
		25: "<</Type/OCMD/OCGs[20 0 R]/P/AnyOff>>",
		26: "<</Type/OCMD/OCGs[20 0 R]/VE[/And 20 0 R[/Or 21 0 R 21 0 R]]>>",
		27: "<</Type/OCMD/VE[/Not 21 0 R]>>",
	}, "/Root 1 0 R")
}

func TestLayers(t *testing.T) {
	for layer, shown := range map[string]bool{
		"On": true, "Off": false, "All": false, "Any": true, "None": false, "Some": false, "Rule": false, "Not": true, "Missing": true,
	} {
		t.Run(layer, func(t *testing.T) {
			want := "Vân"
			if shown {
				want = "Lũng Vân"
			}
			page := openPage(t, layered("/OC/"+layer+" BDC /Span BMC "+showAt(700, "Lũng")+"0 0 m 90 0 l S EMC EMC "+showAt(680, "Vân")))
			if got := words(page); got != want || (page.Unseen == 0) != shown || (len(page.Rules) > 0) != shown || len(page.Stamps) > 0 {
				t.Errorf("text %q, want %q; %d unseen, %d rules, %d stamps", got, want, page.Unseen, len(page.Rules), len(page.Stamps))
			}
		})
	}
	if got := words(openPage(t, layered("/Off Do /On Do "+showAt(680, "Vân")))); got != "bật Vân" {
		t.Errorf("text of forms %q", got)
	}
	// Whoever switches all layers off lists those that are on.
	data := strings.Replace(string(layered("/OC/On BDC "+showAt(700, "Lũng")+"EMC /OC/Off BDC "+showAt(680, "Vân")+"EMC")),
		"/D<</OFF[21 0 R]>>", "/D<</BaseState/OFF/ON[21 0 R]>>", 1)
	if got := words(openPage(t, []byte(data))); got != "Vân" {
		t.Errorf("text %q where all other layers are off", got)
	}
}

// TestMarksBounded repeats what costs much: long texts for short ones, and layers
// among many.
func TestMarksBounded(t *testing.T) {
	limits := DefaultLimits()
	limits.Glyphs = 1000
	f, err := Open(layered(strings.Repeat("/Span<</ActualText("+strings.Repeat("A", maxSpelled)+")>> BDC "+showAt(700, "x")+"EMC\n", 100)), limits)
	if err != nil {
		t.Fatal(err)
	}
	if p := f.Page(1); !p.Cut || len(p.Glyphs) > limits.Glyphs+maxSpelled {
		t.Errorf("%d glyphs, cut %v", len(p.Glyphs), p.Cut)
	}
	f, err = Open(layered(strings.Repeat("/OC/All BDC EMC ", 1000)+showAt(700, "Vân")), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if p := f.Page(1); words(p) != "Vân" || f.layers.read > 1000 {
		t.Errorf("text %q; %d bytes were read to tell one layer", words(p), f.layers.read)
	}
}
