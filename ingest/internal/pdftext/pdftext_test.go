package pdftext

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doichieu/ingest/internal/pdftext/pdftest"
)

// words joins the glyphs of a page, a blank where one was shown or a gap is.
func words(p *Page) string {
	var b strings.Builder
	for i, g := range p.Glyphs {
		if i > 0 && (g.Blank || g.Y != p.Glyphs[i-1].Y || g.X0-p.Glyphs[i-1].X1 > 0.2*g.Size) {
			b.WriteByte(' ')
		}
		b.WriteString(g.Text)
	}
	return b.String()
}

func openPage(t *testing.T, data []byte) *Page {
	t.Helper()
	f, err := Open(data, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	p := f.Page(1)
	if p.Err != nil {
		t.Fatal(p.Err)
	}
	return p
}

func samplePage() *pdftest.Page {
	p := &pdftest.Page{}
	p.Text(85, 100, 13, "Ủy ban nhân dân tỉnh")
	p.Bold(85, 120, 13, "Kế hoạch")
	return p
}

const sampleText = "Ủy ban nhân dân tỉnh Kế hoạch"

func TestPlaces(t *testing.T) {
	p := openPage(t, pdftest.File(samplePage()))
	if got := words(p); got != sampleText {
		t.Errorf("text %q, want %q", got, sampleText)
	}
	g, last := p.Glyphs[0], p.Glyphs[len(p.Glyphs)-1]
	if g.X0 != 85 || g.X1 != 91.5 || g.Y != 100 || g.Size != 13 || g.Bold || g.Turn != 0 {
		t.Errorf("first glyph %+v", g)
	}
	if !last.Bold || last.Y != 120 {
		t.Errorf("last glyph %+v", last)
	}
	if p.Width != 595 || p.Height != 842 {
		t.Errorf("page of %v by %v", p.Width, p.Height)
	}
}

// TestTextOperators shows text by every operator that moves or shows it.
func TestTextOperators(t *testing.T) {
	for _, c := range []struct {
		name, operators string
		x, y            float64 // of the last glyph
	}{
		{"Td", "BT /F1 10 Tf 10 700 Td <0041> Tj 5 -20 Td <0042> Tj ET", 15, 162},
		{"TD and T*", "BT /F1 10 Tf 10 700 TD 0 -14 TD <0041> Tj T* <0042> Tj ET", 10, 170},
		{"TL and quote", "BT /F1 10 Tf 12 TL 10 700 Td (\\000A) Tj (\\000B) ' ET", 10, 154},
		{"double quote", "BT /F1 10 Tf 12 TL 10 700 Td 0 2 (\\000A\\000B) \" ET", 17, 154},
		{"TJ", "BT /F1 10 Tf 10 700 Td [<0041> -1000 <0042>] TJ ET", 25, 142},
		{"Tc and Tz", "BT /F1 10 Tf 1 Tc 50 Tz 10 700 Td <00410042> Tj ET", 13, 142},
		{"Ts", "BT /F1 10 Tf 4 Ts 10 700 Td <0041> Tj ET", 10, 138},
		{"Tm and cm", "q 2 0 0 2 0 0 cm BT /F1 10 Tf 1 0 0 1 10 300 Tm <0041> Tj ET Q", 20, 242},
		{"Q gives the font back", "BT /F1 10 Tf q /F2 99 Tf Q 10 700 Td <0041> Tj ET", 10, 142},
		{"no BT", "/F1 10 Tf 10 700 Td <0041> Tj", 10, 142},
		{"a size before its font", "BT /F1 10 Tf 12 /F2 Tf 10 700 Td <00410041> Tj ET", 15, 142},
		{"words and names where strings belong", "BT /F1 10 Tf 10 700 Td <0041> Tj null Tj /AB Tj [/AB true] TJ 9 0 Td (\000B) Tj ET", 19, 142},
		{"text that clips", "BT /F1 10 Tf 7 Tr 10 700 Td <0041> Tj ET", 10, 142},
		{"beyond the sheet", "BT /F1 10 Tf 10 700 Td <0041> Tj 0 400 Td <0042> Tj 800 -400 Td <0043> Tj -1000 0 Td <0044> Tj ET", 10, 142},
		{"over the edge", "BT /F1 10 Tf 10 700 Td <0041> Tj 0 -720 Td <0042> Tj ET", 10, 862},
		{"unbalanced Q", "Q Q BT /F1 10 Tf 10 700 Td <0041> Tj ET", 10, 142},
		{"operands missing", "BT /F1 10 Tf Td Tm cm 10 700 Td <0041> Tj re l ET", 10, 142},
		{"an inline image with EI and more in it", "BI /W 20 /H 1 /BPC 8 /CS /G ID  EI BT (no) Tj ET Q EI BT /F1 10 Tf 10 700 Td <0041> Tj ET", 10, 142},
		{"an inline image in text", "BI /W 9 /H 9 /F /A85 ID <~87cURD]i EI ~>EI BT /F1 10 Tf 10 700 Td <0041> Tj ET", 10, 142},
		{"an inline image without a blank", "BI /W 9 /H 9 /BPC 8 /CS /G ID abcEI\nBT /F1 10 Tf 10 700 Td <0041> Tj ET", 10, 142},
		{"an inline image without an end", "BT /F1 10 Tf 10 700 Td <0041> Tj ET BI /W 9 /H 9 /BPC 8 /CS /G ID abc", 10, 142},
		{"an inline image with a false end", "BI /W 1 /H 1 /BPC 8 /CS /G ID aEIb EI BT /F1 10 Tf 10 700 Td <0041> Tj ET", 10, 142},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := &pdftest.Page{}
			p.Raw(c.operators)
			page := openPage(t, pdftest.File(p))
			if len(page.Glyphs) == 0 {
				t.Fatal("no glyphs")
			}
			g := page.Glyphs[len(page.Glyphs)-1]
			if abs(g.X0-c.x) > 0.01 || abs(g.Y-c.y) > 0.01 {
				t.Errorf("last glyph %q at %v, %v, want %v, %v", g.Text, g.X0, g.Y, c.x, c.y)
			}
		})
	}
}

func abs(x float64) float64 { return max(x, -x) }

// TestCodesWithoutGlyphs shows control characters, which the reader's own fonts have
// no glyphs for; in a font of the file they may stand for any letter.
func TestCodesWithoutGlyphs(t *testing.T) {
	for font, want := range map[string]int{
		"/Encoding/WinAnsiEncoding":                                    0,
		"/Encoding/WinAnsiEncoding/FontDescriptor<</FontFile2 4 0 R>>": 2,
		"/Encoding<</Differences[1/g1/g2]>>":                           2,
		"/Encoding<</Differences[1/o/t]>>":                             0,
	} {
		objects := oddObjects()
		objects[4] = pdftest.Stream("", "BT /F1 24 Tf 72 720 Td (P\\1\\2a) Tj ET")
		objects[5] = "<</Type/Font/Subtype/TrueType/BaseFont/Arial" + font + ">>"
		if p := openPage(t, pdftest.Assemble(objects, "/Root 1 0 R")); p.Unmapped != want {
			t.Errorf("%s: %d glyphs without a text, want %d", font, p.Unmapped, want)
		}
	}
}

func TestTurnedPages(t *testing.T) {
	for _, turn := range []int{90, 180, 270, -90, 450} {
		p := &pdftest.Page{Extra: fmt.Sprintf("/Rotate %d", turn)}
		// Written so that it stands upright on the page as shown, or does not.
		p.Text(100, 200, 10, "AB")
		page := openPage(t, pdftest.File(p))
		// The only text turns the page with it.
		if g := page.Glyphs[0]; g.Turn != 0 || words(page) != "AB" || g.X1-g.X0 != 5 {
			t.Errorf("turned by %d: %+v, text %q", turn, g, words(page))
		}
	}
	// A word upwards on a page of upright text keeps its direction.
	p := samplePage()
	p.Raw("BT /F1 10 Tf 0 1 -1 0 300 300 Tm <00430044> Tj ET")
	page := openPage(t, pdftest.File(p))
	g := page.Glyphs[len(page.Glyphs)-1]
	x, y := page.Upright(g.Turn, g.X0, g.Y)
	if g.Turn != 3 || abs(x-300) > 0.01 || abs(y-(842-305)) > 0.01 {
		t.Errorf("glyph %+v stands at %v, %v", g, x, y)
	}
}

func TestRules(t *testing.T) {
	for _, c := range []struct {
		name, operators string
		want            int
	}{
		{"stroked line", "10 10 m 100 10 l S", 1},
		{"stroked box", "10 10 100 50 re S", 4},
		{"thin filled box", "10 10 100 0.5 re f", 1},
		{"thin filled polygon", "10 10 m 100 10 l 100 10.5 l 10 10.5 l h f", 1},
		{"scaled into thinness", "q 0.1 0 0 0.01 0 0 cm 10 10 5000 50 re f Q", 1},
		{"filled area", "10 10 100 50 re f", 0},
		{"white", "1 1 1 rg 10 10 100 0.5 re f", 0},
		{"clip", "10 10 100 50 re W n", 0},
		{"slanted", "10 10 m 100 60 l S", 0},
		{"curve", "10 10 m 20 20 30 30 40 10 c S", 0},
	} {
		p := &pdftest.Page{}
		p.Raw(c.operators)
		if page := openPage(t, pdftest.File(p)); len(page.Rules) != c.want {
			t.Errorf("%s: rules %+v, want %d", c.name, page.Rules, c.want)
		}
	}
}

func TestAnnotations(t *testing.T) {
	p := samplePage()
	p.Annotate(300, 60, 10, "171")
	page := openPage(t, pdftest.File(p))
	if len(page.Stamps) != 1 {
		t.Fatalf("%d stamps, want 1", len(page.Stamps))
	}
	s := page.Stamps[0]
	if len(s.Glyphs) != 3 || s.Glyphs[0].Text != "1" || abs(s.Glyphs[0].X0-300) > 0.01 || abs(s.Glyphs[0].Y-60) > 0.01 || s.Box[0] != 300 {
		t.Errorf("stamp %+v", s)
	}
	if words(page) != sampleText {
		t.Errorf("the stamp's text is among the page's: %q", words(page))
	}
	hidden := bytes.ReplaceAll(pdftest.File(p), []byte("/Subtype/Widget"), []byte("/Subtype/W /F 2"))
	if page := openPage(t, hidden); len(page.Stamps) != 0 {
		t.Errorf("a hidden annotation is shown: %+v", page.Stamps)
	}
}

// TestDamagedFrames damages a file in the ways seen in the wild; the text must
// be read all the same, and the repair be told.
func TestDamagedFrames(t *testing.T) {
	good := pdftest.File(samplePage())
	i := bytes.LastIndex(good, []byte("startxref"))
	for name, data := range map[string][]byte{
		"junk before":      append([]byte("junk\n"), good...),
		"junk behind":      append(bytes.Clone(good), "junk"...),
		"NULs behind":      append(bytes.Clone(good), make([]byte, 300)...),
		"no end mark":      good[:bytes.LastIndex(good, []byte("%%EOF"))],
		"no startxref":     good[:i],
		"no table":         good[:bytes.LastIndex(good, []byte("xref\n0"))],
		"table elsewhere":  append(bytes.Clone(good[:i]), "startxref\n999999999\n%%EOF\n"...),
		"startxref at 0":   append(bytes.Clone(good[:i]), "startxref\n0\n%%EOF\n"...),
		"absurd size":      bytes.Replace(good, []byte("xref\n0 "), []byte("xref\n0 99999"), 1),
		"table by itself":  bytes.Replace(good, []byte("/Root 1 0 R"), []byte(fmt.Sprintf("/Root 1 0 R/Prev %d", bytes.LastIndex(good, []byte("xref\n0")))), 1),
		"offsets shifted":  bytes.Replace(good, []byte("%PDF-1.7\n"), []byte("%PDF-1.7\n%shifted\n"), 1),
		"no header":        good[len("%PDF-1.7\n"):],
		"short header":     bytes.Replace(good, []byte("%PDF-1.7\n"), []byte("%PDF-1\n"), 1),
		"far junk before":  append(bytes.Repeat([]byte("junk\n"), 9000), good...),
		"no catalog named": bytes.Replace(good, []byte("/Root 1 0 R"), []byte("/Rxxt 1 0 R"), 1),
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Open(data, DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if got := words(f.Page(1)); got != sampleText {
				t.Errorf("text %q", got)
			}
			if len(f.Repairs) == 0 {
				t.Error("no repair is told")
			}
		})
	}
	for name, data := range map[string][]byte{
		"PDF 2.0":              bytes.Replace(good, []byte("%PDF-1.7"), []byte("%PDF-2.0"), 1),
		"blank in the header":  bytes.Replace(good, []byte("%PDF-1.7\n"), []byte("%PDF-1.7 "), 1),
		"page without a type":  bytes.Replace(good, []byte("/Type/Page/"), []byte("/Tyqe/Page/"), 1),
		"false count of pages": bytes.Replace(good, []byte("/Count 1"), []byte("/Count 9"), 1),
		"nothing encrypted it": bytes.Replace(good, []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Encrypt 99 0 R"), 1),
	} {
		if f, err := Open(data, DefaultLimits()); err != nil || words(f.Page(1)) != sampleText {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHopelessFiles(t *testing.T) {
	for name, data := range map[string][]byte{
		"empty": {}, "header only": []byte("%PDF-1.7\n"), "text": []byte("Kế hoạch"),
		"no pages": pdftest.Assemble(map[int]string{1: "<</Type/Catalog>>"}, "/Root 1 0 R"),
	} {
		if _, err := Open(data, DefaultLimits()); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: error %v, want ErrDamaged", name, err)
		}
	}
	f, err := Open(pdftest.File(samplePage()), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, -1, 2} {
		if p := f.Page(n); p.Err == nil {
			t.Errorf("page %d has no error", n)
		}
	}
}

// TestLoops builds files that refer to themselves: each must end, at a limit.
func TestLoops(t *testing.T) {
	self := map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R>>",
		2: "<</Type/Pages/Count 1/Kids[2 0 R 3 0 R 2 0 R]>>",
		3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
		4: pdftest.Stream("", "/X Do 1 0 0 1 0 20 cm /X Do"),
		5: pdftest.Stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R/Y 6 0 R>>>>", "/X Do /Y Do"),
		6: pdftest.Stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>", "/X Do BT /F 9 Tf 9 9 Td (A) Tj ET"),
	}
	f, err := Open(pdftest.Assemble(self, "/Root 1 0 R"), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if f.Pages() != 1 {
		t.Errorf("%d pages, want one", f.Pages())
	}
	if p := f.Page(1); p.Cut || words(p) != "A A" {
		t.Errorf("text %q, cut %v: a form that draws itself draws the rest once", words(p), p.Cut)
	}
}

func TestLimits(t *testing.T) {
	p := &pdftest.Page{}
	p.Raw(strings.Repeat("BT /F1 10 Tf 10 700 Td <00410041> Tj ET 10 10 m 90 10 l S\n", 100))
	limits := DefaultLimits()
	limits.Glyphs, limits.Rules = 50, 20
	f, err := Open(pdftest.File(p), limits)
	if err != nil {
		t.Fatal(err)
	}
	page := f.Page(1)
	if len(page.Glyphs) > 60 || len(page.Rules) > 20 || !page.Cut {
		t.Errorf("%d glyphs, %d rules, cut %v", len(page.Glyphs), len(page.Rules), page.Cut)
	}
}

// TestDecrypt opens what qpdf encrypted with an empty user password, and refuses
// what it did with one. The files are samplePage's, written by
//
//	qpdf --allow-weak-crypto --encrypt "" own 40 -- sample.pdf rc4-40.pdf
//
// and the like: 128 --use-aes=n, 128 --use-aes=y, 256, 256 --force-R5.
func TestDecrypt(t *testing.T) {
	for _, name := range []string{"rc4-40", "rc4-128", "aes-128", "aes-128-metadata", "aes-128-objstm", "aes-256", "aes-256-r5"} {
		data, err := os.ReadFile(filepath.Join("testdata", name+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		if got := words(openPage(t, data)); got != sampleText {
			t.Errorf("%s: text %q", name, got)
		}
	}
	for _, name := range []string{"user-rc4-40", "user-aes-128", "user-aes-256"} {
		data, err := os.ReadFile(filepath.Join("testdata", name+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(data, DefaultLimits()); !errors.Is(err, ErrEncrypted) {
			t.Errorf("%s: error %v, want ErrEncrypted", name, err)
		}
	}
}

// TestDecryptLength reads a file whose dictionary of encryption gives the key a
// length that no key has.
func TestDecryptLength(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "rc4-128.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	long := bytes.Replace(data, []byte("/Length 128"), []byte("/Length 999"), 1)
	if bytes.Equal(long, data) {
		t.Fatal("the sample does not give the length")
	}
	if got := words(openPage(t, long)); got != sampleText {
		t.Errorf("text %q", got)
	}
}

func FuzzPage(f *testing.F) {
	p := samplePage()
	p.Rule(10, 10, 100, 10)
	p.Annotate(300, 60, 10, "171")
	p.Picture()
	f.Add(pdftest.File(p))
	f.Add(pdftest.File(&pdftest.Page{Extra: "/Rotate 90/UserUnit 2"}, p))
	f.Add(pdftest.Assemble(map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Kids[3 0 R]/Type/Pages>>",
		3: "<</Type/Page/Contents[4 0 R]/Resources<</Font<</F 5 0 R>>>>>>",
		4: pdftest.Stream("", "BT /F 12 Tf (Nghị \\(quy\\) \\101) Tj [(a) -300 (b)] TJ T* (x) ' 1 2 (y) \" ET"),
		5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 32/Widths[250 300]/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[65/uni1EA0/acircumflexacute 200/a/b]>>>>",
	}, "/Root 1 0 R"))
	odd := oddObjects()
	odd[4] = "<</Filter[/AHx/Fl/LZW/RL/A85]/DecodeParms[null<</Predictor 15/Columns 3>>]/Length 3>>stream\n80>\nendstream"
	f.Add(pdftest.Assemble(odd, "/Root 1 0 R"))
	odd[3], odd[5] = "<</X 1 0 R 0 R/Contents 4 0 R", "<</Subtype/Type1/BaseFont/ZapfDingbats/Encoding<</Differences[65/a1]>>>>"
	f.Add(pdftest.Assemble(odd, "/Root 9 0 R"))
	for _, name := range []string{"objstm", "linearized", "enc-aes128-objstm"} {
		if data, err := os.ReadFile(filepath.Join("../../../../shared/cases/pdf", name+".pdf")); err == nil {
			f.Add(data)
		}
	}
	limits := DefaultLimits()
	limits.Pages, limits.Ops, limits.Stream = 20, 50_000, 1<<20
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open(data, limits)
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrEncrypted) {
				t.Fatal(err)
			}
			return
		}
		for n := 1; n <= min(file.Pages(), 5); n++ {
			for _, g := range file.Page(n).Glyphs {
				if g.X1 < g.X0 || g.Text == "" {
					t.Fatalf("glyph %+v", g)
				}
			}
		}
	})
}
