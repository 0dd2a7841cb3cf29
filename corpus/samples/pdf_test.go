package samples

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-pdf/fpdf"
)

// Regenerating needs the DejaVu fonts (their licence, Bitstream Vera with public
// domain changes, allows embedding in documents):
//
//	go test ./corpus/samples -run TestSamplePDF -update
var update = flag.Bool("update", false, "write plans/dong-linh.pdf anew from testdata/dong-linh.txt")

const fontDir = "/usr/share/fonts/truetype/dejavu"

// A style says how a paragraph of the source is set. Lengths in millimetres.
type style struct {
	font   string  // "", "B" or "I"
	size   float64 // points
	align  string
	column string  // "left", "right", or "" for the whole width
	x      float64 // left edge from the left margin
	width  float64 // 0: to the right margin
	indent int     // blanks before the first line
	before float64
}

// styles follow Decree 30/2020, annex I: a head of two columns, centred title,
// justified text with the first line indented, recipients at the lower left and
// the signature at the lower right.
var styles = map[string]style{
	"left":        {size: 11, align: "C", column: "left", width: 65},
	"leftbold":    {font: "B", size: 11, align: "C", column: "left", width: 65},
	"right":       {font: "B", size: 11, align: "C", column: "right", x: 65, width: 100},
	"rightbold":   {font: "B", size: 11, align: "C", column: "right", x: 65, width: 100},
	"rightitalic": {font: "I", size: 11, align: "C", column: "right", x: 65, width: 100, before: 4},
	"title":       {font: "B", size: 13, align: "C", before: 8},
	"titlebold":   {font: "B", size: 12, align: "C"},
	"head":        {font: "B", size: 12, align: "L", indent: 6, before: 3},
	"sub":         {font: "B", size: 12, align: "L", indent: 6, before: 2},
	"text":        {size: 12, align: "J", indent: 6, before: 2},
	"signleft":    {font: "B", size: 10, align: "L", column: "left", width: 70, before: 5},
	"small":       {size: 10, align: "L", column: "left", width: 70},
	"sign":        {font: "B", size: 12, align: "C", column: "right", x: 75, width: 90, before: 1},
	"signname":    {font: "B", size: 12, align: "C", column: "right", x: 75, width: 90, before: 14},
}

const (
	marginLeft, marginTop, marginRight, marginBottom = 28.0, 20.0, 17.0, 25.0
	lineHeight                                       = 5.7
)

// source reads the paragraphs of testdata/dong-linh.txt as pairs of style and
// text.
func source(t *testing.T) [][2]string {
	t.Helper()
	raw, err := os.ReadFile("testdata/dong-linh.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out [][2]string
	for line := range strings.Lines(string(raw)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "|")
		if _, known := styles[name]; !ok || !known {
			t.Fatalf("testdata/dong-linh.txt: no style in %q", line)
		}
		out = append(out, [2]string{name, text})
	}
	return out
}

// makePDF sets the paragraphs. The bytes depend on the source and the fonts
// only: dates are fixed and the catalog is sorted.
func makePDF(t *testing.T, paragraphs [][2]string) []byte {
	t.Helper()
	pdf := fpdf.New("P", "mm", "A4", fontDir)
	issued := time.Date(2026, 5, 19, 8, 0, 0, 0, time.UTC)
	pdf.SetCreationDate(issued)
	pdf.SetModificationDate(issued)
	pdf.SetCatalogSort(true)
	pdf.SetTitle("Kế hoạch 33/KH-UBND (văn bản mẫu, hư cấu)", true)
	pdf.AddUTF8Font("serif", "", "DejaVuSerif.ttf")
	pdf.AddUTF8Font("serif", "B", "DejaVuSerif-Bold.ttf")
	pdf.AddUTF8Font("serif", "I", "DejaVuSerif-Italic.ttf")
	pdf.SetMargins(marginLeft, marginTop, marginRight)
	pdf.SetAutoPageBreak(true, marginBottom)
	pdf.SetHeaderFunc(func() { // decree 30/2020: page number top centre, none on page 1
		if pdf.PageNo() > 1 {
			pdf.SetFont("serif", "", 11)
			pdf.SetXY(marginLeft, 12)
			pdf.CellFormat(0, 5, string(rune('0'+pdf.PageNo())), "", 1, "C", false, 0, "")
			pdf.SetY(marginTop)
		}
	})
	pdf.AddPage()
	width, _ := pdf.GetPageSize()
	width -= marginLeft + marginRight
	at := map[string]float64{} // where each of two columns goes on; empty outside of columns
	for _, p := range paragraphs {
		s := styles[p[0]]
		y := pdf.GetY()
		switch {
		case s.column == "":
			y = max(y, at["left"], at["right"])
			clear(at)
		case len(at) == 0:
			at["left"], at["right"] = y, y
		default:
			y = at[s.column]
		}
		pdf.SetFont("serif", s.font, s.size)
		w := s.width
		if w == 0 {
			w = width
		}
		pdf.SetLeftMargin(marginLeft + s.x)
		pdf.SetXY(marginLeft+s.x, y+s.before)
		pdf.MultiCell(w, lineHeight, strings.Repeat(" ", s.indent)+p[1], "", s.align, false)
		pdf.SetLeftMargin(marginLeft)
		if s.column != "" {
			at[s.column] = pdf.GetY()
		}
	}
	var buf bytes.Buffer
	if err := pdf.Output(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// TestSamplePDF holds the committed PDF against its source: poppler, which
// shares no code with this program, must find every word of it, in order.
func TestSamplePDF(t *testing.T) {
	paragraphs := source(t)
	const name = "plans/dong-linh.pdf"
	if *update {
		if _, err := os.Stat(filepath.Join(fontDir, "DejaVuSerif.ttf")); err != nil {
			t.Fatalf("writing %s needs the package fonts-dejavu: %v", name, err)
		}
		if err := os.WriteFile(name, makePDF(t, paragraphs), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext (package poppler-utils) is not installed")
	}
	text, err := exec.Command(pdftotext, "-layout", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	words := " " + strings.Join(strings.Fields(string(text)), " ") + " "
	for _, number := range []string{" 2 ", " 3 "} { // page numbers stand inside paragraphs
		words = strings.ReplaceAll(words, "\f"+number, " ")
	}
	missing := 0
	for _, p := range paragraphs {
		for w := range strings.FieldsSeq(p[1]) {
			if !strings.Contains(words, " "+w+" ") {
				t.Errorf("pdftotext does not find %q of %q", w, p[1])
				missing++
			}
		}
	}
	if missing == 0 && !strings.Contains(words, "KẾ HOẠCH Thực hiện Nghị quyết số 921/NQ-CP") {
		t.Error("pdftotext does not find the title in reading order")
	}
}

func TestNamesAreTheFiles(t *testing.T) {
	entries, err := fs.ReadDir(FS(), ".")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	for _, name := range Names() {
		want[name] = true
	}
	for _, e := range entries {
		if !want[e.Name()] {
			t.Errorf("%s is embedded and not among Names", e.Name())
		}
		delete(want, e.Name())
		b, err := fs.ReadFile(FS(), e.Name())
		if err != nil || len(b) < 1000 {
			t.Errorf("%s: %d bytes, %v", e.Name(), len(b), err)
		}
	}
	for name := range want {
		t.Errorf("%s is among Names and not embedded", name)
	}
}
