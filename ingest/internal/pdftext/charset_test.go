package pdftext

import (
	"testing"

	"doichieu/ingest/internal/pdftext/pdftest"
)

// TestCharsets shows text in fonts with the predefined CMaps of East Asia.
func TestCharsets(t *testing.T) {
	for _, c := range []struct{ cmap, codes, want string }{
		{"90ms-RKSJ-H", "93FA967B41B1", "日本Aｱ"},
		{"GBK-EUC-H", "D6D0B9FA41", "中国A"},
		{"ETen-B5-H", "A4A4B0EA41", "中國A"},
		{"KSCms-UHC-H", "C7D1B1B941", "한국A"},
		{"EUC-V", "C6FCCBDC41", "日本A"},
		{"UniGB-UCS2-H", "4E2D0041", "中A"},
		{"H", "467C4B5C", "日本"},
		{"UniJIS-UTF8-H", "E697A541", "日A"},
		{"UniGB-UTF32-V", "00004E2D00000041", "中A"},
		{"H", "467C4B", "日\ufffd"},
		{"UniJIS-UTF8-H", "E69741", "\ufffd"},
		{"GBK-EUC-H", "D6", "\ufffd"},              // half a code
		{"90ms-RKSJ-H", "41FFFF", "A\ufffd\ufffd"}, // no codes
	} {
		objects := oddObjects()
		objects[4] = pdftest.Stream("", "BT /F1 24 Tf 72 720 Td <"+c.codes+"> Tj ET")
		objects[5] = "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/" + c.cmap + "/DescendantFonts[6 0 R]>>"
		objects[6] = "<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/DW 1000>>"
		got := ""
		for _, g := range openPage(t, pdftest.Assemble(objects, "/Root 1 0 R")).Glyphs {
			got += g.Text
		}
		if got != c.want {
			t.Errorf("%s %s: %q, want %q", c.cmap, c.codes, got, c.want)
		}
	}
}

// TestCollections shows CIDs of Adobe's collections, whose first ones are ASCII, in
// fonts that tell no letters.
func TestCollections(t *testing.T) {
	for ordering, want := range map[string]string{"Japan1": "A~\ufffd", "Korea1": "A~\ufffd", "Identity": "\ufffd\ufffd\ufffd"} {
		objects := oddObjects()
		objects[4] = pdftest.Stream("", "BT /F1 24 Tf 72 720 Td <0022005F0060> Tj ET")
		objects[5] = "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
		objects[6] = "<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(" + ordering + ")>>/DW 1000>>"
		if got := words(openPage(t, pdftest.Assemble(objects, "/Root 1 0 R"))); got != want {
			t.Errorf("%s: %q, want %q", ordering, got, want)
		}
	}
}
