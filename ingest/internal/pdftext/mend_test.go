package pdftext

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"doichieu/ingest/internal/pdftext/pdftest"
)

// oddContent is what the pages of odd files show.
const oddContent = "BT /F1 24 Tf 72 720 Td (Potato) Tj ET"

// oddObjects are the objects of a page that shows oddContent.
func oddObjects() map[int]string {
	return map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R>>",
		2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		4: pdftest.Stream("", oddContent),
		5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
	}
}

// TestOddObjects writes one object of a file in ways that the object layer does
// not read; the page must be read all the same.
func TestOddObjects(t *testing.T) {
	hex := fmt.Sprintf("%X>", oddContent)
	flate := string(deflated(t, oddContent))
	for _, c := range []struct {
		name   string
		number int
		body   string
	}{
		{"hex", 4, pdftest.Stream("/Filter/ASCIIHexDecode", hex)},
		{"hex of a wrong length", 4, "<</Filter/AHx/Length 9>>stream\n" + hex + "\nendstream"},
		{"two filters", 4, pdftest.Stream("/Filter[/ASCIIHexDecode/FlateDecode]", fmt.Sprintf("%X>", flate))},
		{"LZW", 4, pdftest.Stream("/Filter/LZWDecode", string(lzwPacked(oddContent, 1)))},
		{"predictor 1", 4, pdftest.Stream("/Filter/FlateDecode/DecodeParms<</Predictor 1>>", flate)},
		{"predictor 15", 4, pdftest.Stream("/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 37>>", string(deflated(t, "\x00"+oddContent)))},
		{"no columns", 4, pdftest.Stream("/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 0>>", flate)},
		{"short names", 4, pdftest.Stream("/F/Fl/DP<</Predictor 15/Columns 7 0 R>>", string(deflated(t, "\x00"+oddContent)))},
		{"a wrong Flate header", 4, pdftest.Stream("/Filter/FlateDecode", "zz"+flate[2:])},
		{"parameters elsewhere", 4, pdftest.Stream("/Filter 6 0 R", hex)},
		{"length too short", 4, "<</Length 12>>stream\n" + oddContent + "\nendstream"},
		{"length too long", 4, "<</Length 120>>stream\n" + oddContent + "\nendstream"},
		{"length missing", 4, "<<>>stream\n" + oddContent + "\nendstream"},
		{"length absurd", 4, "<</Length 99999999999>>stream\n" + oddContent + "\nendstream"},
		{"length of itself", 4, "<</Length 4 0 R>>stream\n" + oddContent + "\nendstream"},
		{"line end missing", 4, fmt.Sprintf("<</Length %d>>stream \r\n%s\nendstream", len(oddContent), oddContent)},
		{"a key that is no name", 1, "<</X 1 0 R 0 R /Type/Catalog/Pages 2 0 R>>"},
		{"a word in a dictionary", 1, "<</Type/Catalog garbage /Pages 2 0 R>>"},
		{"a dictionary that does not end", 5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding"},
		{"a name with a false escape", 5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Name/A#zz>>"},
		{"a stray bracket", 3, strings.Replace(oddObjects()[3], "/Parent", ") /Parent", 1)},
		{"a page that is a reference", 3, "6 0 R"},
	} {
		t.Run(c.name, func(t *testing.T) {
			objects := oddObjects()
			objects[6], objects[7] = "/ASCIIHexDecode", "37"
			if c.number == 3 {
				objects[6] = objects[3]
			}
			objects[c.number] = c.body
			f, err := Open(pdftest.Assemble(objects, "/Root 1 0 R"), DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			p := f.Page(1)
			if got := words(p); p.Err != nil || !strings.HasPrefix(got, "Potato") || len(f.Repairs) == 0 {
				t.Errorf("text %q, error %v, repairs %q", got, p.Err, f.Repairs)
			}
		})
	}
}

// TestSoundObjects opens files that are as they should be, which must not be
// written anew: that costs time.
func TestSoundObjects(t *testing.T) {
	elsewhere := oddObjects()
	elsewhere[4] = "<</Length 6 0 R>>stream\n" + oddContent + "\nendstream"
	elsewhere[6] = fmt.Sprint(len(oddContent))
	endless := oddObjects()
	endless[4] = fmt.Sprintf("<</Length %d>>stream\n%s\nenxstream", len(oddContent), oddContent)
	packed := oddObjects()
	packed[4] = pdftest.Stream("/Filter/FlateDecode", string(deflated(t, oddContent)))
	for name, objects := range map[string]map[int]string{"plain": oddObjects(), "length elsewhere": elsewhere, "end mark missing": endless, "Flate": packed} {
		f, err := Open(pdftest.Assemble(objects, "/Root 1 0 R"), DefaultLimits())
		if err != nil {
			t.Fatal(name, err)
		}
		if got := words(f.Page(1)); got != "Potato" || f.mended || len(f.Repairs) > 0 {
			t.Errorf("%s: text %q, repairs %q", name, got, f.Repairs)
		}
	}
}

// TestDamagedLists damages what lists the pages.
func TestDamagedLists(t *testing.T) {
	for _, c := range []struct {
		name     string
		damage   func(map[int]string)
		unlisted bool
	}{
		{"catalog lost", func(o map[int]string) { delete(o, 1) }, true},
		{"catalog is something else", func(o map[int]string) { o[1] = "<</Type/Font>>" }, true},
		{"list lost", func(o map[int]string) { delete(o, 2) }, true},
		{"list without kids", func(o map[int]string) { o[2] = "<</Type/Pages/Kids[9 0 R]/Count 1>>" }, true},
		{"list of itself and the page", func(o map[int]string) { o[2] = "<</Kids[2 0 R 3 0 R]>>" }, false},
		{"another catalog", func(o map[int]string) { o[1], o[6] = "<</X 1>>", "<</Type/Catalog/Pages 2 0 R>>" }, false},
	} {
		objects := oddObjects()
		c.damage(objects)
		f, err := Open(pdftest.Assemble(objects, "/Root 1 0 R"), DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		found := false
		for n := 1; n <= f.Pages(); n++ {
			found = found || words(f.Page(n)) == "Potato"
		}
		if !found || f.Unlisted != c.unlisted {
			t.Errorf("%s: text found %v, unlisted %v", c.name, found, f.Unlisted)
		}
	}
}

// TestMissingPage lists a page that is not there: it counts, and says so.
func TestMissingPage(t *testing.T) {
	objects := oddObjects()
	objects[2] = "<</Type/Pages/Kids[9 0 R 3 0 R]/Count 2>>"
	f, err := Open(pdftest.Assemble(objects, "/Root 1 0 R"), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if f.Pages() != 2 || !errors.Is(f.Page(1).Err, ErrMissing) || words(f.Page(2)) != "Potato" {
		t.Errorf("%d pages, error of the first %v", f.Pages(), f.Page(1).Err)
	}
}

// TestFreedPage reads a file whose table counts as free what its list of pages
// needs.
func TestFreedPage(t *testing.T) {
	objects := oddObjects()
	objects[2] = "<</Type/Pages/Kids[9 0 R 3 0 R]/Count 2>>"
	objects[9] = objects[3]
	data := pdftest.Assemble(objects, "/Root 1 0 R")
	i := bytes.Index(data, []byte("9 0 obj"))
	freed := bytes.Replace(data, fmt.Appendf(nil, "%010d 00000 n", i), []byte("0000000000 00001 f"), 1)
	f, err := Open(freed, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if f.Pages() != 2 || words(f.Page(1)) != "Potato" || len(f.Repairs) == 0 {
		t.Errorf("%d pages, the first %q, repairs %v", f.Pages(), words(f.Page(1)), f.Repairs)
	}
}

// TestCutFiles cuts a file at each of its bytes: what is read of it must be the
// beginning of its text, and the cut end be told.
func TestCutFiles(t *testing.T) {
	whole := pdftest.Assemble(oddObjects(), "/Root 1 0 R")
	read := 0
	for n := range len(whole) - 1 {
		f, err := Open(whole[:n], DefaultLimits())
		if err != nil {
			continue
		}
		got := words(f.Page(1))
		if !strings.HasPrefix("Potato", got) {
			t.Errorf("cut at %d: text %q", n, got)
		}
		if got == "Potato" {
			read++
		}
		if n < bytes.Index(whole, []byte("startxref")) && len(f.Repairs) == 0 {
			t.Errorf("cut at %d: no repair is told", n)
		}
	}
	if read < 200 {
		t.Errorf("the text is read of %d cut files only", read)
	}
}

// TestFileInFile holds another PDF in a stream: it must not be taken for objects
// of the file.
func TestFileInFile(t *testing.T) {
	inner := oddObjects()
	inner[4] = pdftest.Stream("", strings.Replace(oddContent, "Potato", "Tomato", 1))
	objects := oddObjects()
	objects[6] = pdftest.Stream("/Type/EmbeddedFile", string(pdftest.Assemble(inner, "/Root 1 0 R")))
	whole := pdftest.Assemble(objects, "/Root 1 0 R")
	f, err := Open(whole[:bytes.LastIndex(whole, []byte("xref\n0"))], DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if got := words(f.Page(1)); got != "Potato" {
		t.Errorf("text %q", got)
	}
}

// TestObjectStreams loses the table of a file with an object stream, whose
// filter has its short name.
func TestObjectStreams(t *testing.T) {
	o := oddObjects()
	inside, places := "", ""
	for _, n := range []int{1, 2, 3, 5} {
		places += fmt.Sprintf("%d %d ", n, len(inside))
		inside += o[n] + "\n"
	}
	body := deflated(t, places+inside)
	data := pdftest.Assemble(map[int]string{
		4: o[4], 6: pdftest.Stream(fmt.Sprintf("/Type/ObjStm/N 4/First %d/Filter/Fl", len(places)), string(body)),
	}, "/Root 1 0 R")
	f, err := Open(data, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if got := words(f.Page(1)); got != "Potato" {
		t.Errorf("text %q", got)
	}
}

func TestSigns(t *testing.T) {
	if fonts, err := parseSignTable(signTable); err != nil || len(fonts) != 2 {
		t.Fatalf("%d fonts, error %v", len(fonts), err)
	}
	for _, table := range []string{"Symbol\t20\tspace\t0020", "Symbol\t20\ta\t0020\t1\nSymbol\t20\tb\t0020\t1", "Symbol\tzz\ta\t0020\t1"} {
		if _, err := parseSignTable(table); err == nil {
			t.Errorf("no error for %q", table)
		}
	}
	for _, c := range []struct{ font, want string }{
		{"/BaseFont/ZapfDingbats", "✁✔"},
		{"/BaseFont/ZapfDingbats/Encoding/WinAnsiEncoding", "✁✔"},
		{"/BaseFont/ZapfDingbats/Encoding<</Differences[33/a4]>>", "☎✔"},
		{"/BaseFont/Symbol", "!4"},
		{"/BaseFont/Symbol/Encoding<</Differences[33/alpha]>>", "α4"},
		{"/BaseFont/Symbol,Bold/Encoding<</Differences[33/alpha]>>", "α4"},
		{"/BaseFont/Symbols", "!4"},
	} {
		objects := oddObjects()
		objects[4] = pdftest.Stream("", "BT /F1 24 Tf 72 720 Td (!4) Tj ET")
		objects[5] = "<</Type/Font/Subtype/Type1" + c.font + ">>"
		if got := words(openPage(t, pdftest.Assemble(objects, "/Root 1 0 R"))); got != c.want {
			t.Errorf("%s: %q, want %q", c.font, got, c.want)
		}
	}
}

// TestRebuildBounded rebuilds a file whose objects and trailers do not end, so that
// each is as long as what is looked at.
func TestRebuildBounded(t *testing.T) {
	whole := pdftest.Assemble(oddObjects(), "/Root 1 0 R")
	whole = whole[:bytes.LastIndex(whole, []byte("xref\n0"))]
	for _, open := range []string{"9 0 obj<</A(", "trailer<</A(", "trailer("} {
		data := append(bytes.Clone(whole), strings.Repeat(open, 100_000)...)
		b := &rebuilder{data: data, entries: map[int]entry{}, limits: DefaultLimits(), look: leastLook + lookFactor*len(data)}
		if b.scan(); b.look < -maxHeader {
			t.Errorf("%s: %d bytes too many were looked at", open, -b.look)
		}
		if got := words(openPage(t, data)); got != "Potato" {
			t.Errorf("%s: text %q", open, got)
		}
	}
}
