package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-pdf/fpdf"

	"doichieu/corpus"
	"doichieu/ingest/internal/ingesttest"
	"doichieu/ingest/internal/pdftext"
	"doichieu/ingest/internal/pdftext/pdftest"
)

// needOCR skips a test where the programs for OCR are missing, and fails it
// where they are required.
func needOCR(t *testing.T) {
	t.Helper()
	for _, tool := range Tools(t.Context())[:2] {
		switch {
		case tool.Missing == "":
		case os.Getenv("DOICHIEU_REQUIRE_TOOLS") == "1":
			t.Fatalf("%s, and DOICHIEU_REQUIRE_TOOLS=1 requires it", tool.Missing)
		default:
			t.Skip(tool.Missing)
		}
	}
	if testing.Short() {
		t.Skip("OCR takes seconds")
	}
}

// scanOf makes pictures of the first pages of a PDF, and a PDF of these.
func scanOf(t *testing.T, data []byte, pages int) (pictures [][]byte, scan []byte) {
	t.Helper()
	file := fpdf.New("P", "pt", "A4", "")
	for n := 1; n <= pages; n++ {
		cmd := exec.CommandContext(t.Context(), "pdftoppm", "-r", "200", "-jpeg", "-gray", "-f", fmt.Sprint(n), "-l", fmt.Sprint(n), "-")
		cmd.Stdin = bytes.NewReader(data)
		picture, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		pictures = append(pictures, picture)
		name := fmt.Sprint("page", n)
		file.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "JPEG"}, bytes.NewReader(picture))
		file.AddPage()
		file.ImageOptions(name, 0, 0, 595.28, 841.89, false, fpdf.ImageOptions{ImageType: "JPEG"}, 0, "")
	}
	var out bytes.Buffer
	if err := file.Output(&out); err != nil {
		t.Fatal(err)
	}
	return pictures, out.Bytes()
}

// wordF1 compares two texts as bags of words.
func wordF1(want, got string) float64 {
	count := map[string]int{}
	words := strings.Fields(want)
	for _, w := range words {
		count[w]++
	}
	common, all := 0, len(words)
	for _, w := range strings.Fields(got) {
		all++
		if count[w] > 0 {
			count[w]--
			common++
		}
	}
	return 2 * float64(common) / float64(max(1, all))
}

// TestOCRReads makes a scan of the sample plan and holds what OCR reads in it
// against its text: the words, the columns of its head, the numbers of its pages.
func TestOCRReads(t *testing.T) {
	needOCR(t)
	sample := readSamplePDF(t)
	want := readBytes(t, "a.pdf", sample)
	pictures, scan := scanOf(t, sample, len(want.Pages))
	o := Options{OCR: OCRAuto, Cache: t.TempDir()}
	doc := ingesttest.Run(t, func() (*corpus.Document, error) { // the second time from the cache
		return ReadWith(t.Context(), "scan.pdf", scan, o)
	})
	if f1 := wordF1(want.Text, doc.Text); f1 < 0.97 {
		t.Errorf("word F1 is %.3f; text %s", f1, doc.Text)
	}
	for _, p := range doc.Pages {
		if p.Verdict != verdictOCR {
			t.Errorf("page %d has the verdict %s", p.Number, p.Verdict)
		}
	}
	for _, code := range []string{NoteOCR, NoteOCREngine} {
		if !hasNote(doc, code) {
			t.Errorf("no note %s in %+v", code, doc.Notes)
		}
	}
	head := strings.Join(strings.Split(doc.Text, "\n")[:6], "|")
	if !strings.Contains(head, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc") {
		t.Errorf("the head of two columns is read as %s", head)
	}

	// The same without the program that draws pages: each is one JPEG picture.
	file, err := pdftext.Open(scan, pdftext.DefaultLimits())
	if err != nil || !bytes.Equal(file.Picture(file.Page(2)), pictures[1]) {
		t.Errorf("the picture of the page is not found (%v)", err)
	}
	picture, err := ReadWith(t.Context(), "page.jpg", pictures[0], o)
	if err != nil || picture.Source.Format != "picture" || picture.Pages[0].Verdict != verdictOCR {
		t.Fatalf("the picture file: %+v, %v", picture, err)
	}
	if !strings.Contains(doc.Text, strings.Split(picture.Text, "\n")[0]) {
		t.Errorf("the picture file begins %.80q", picture.Text)
	}
}

// TestOCRCase is the scan among the generated cases.
func TestOCRCase(t *testing.T) {
	needOCR(t)
	truth, err := os.ReadFile(shared + "/cases/truth/scan.txt")
	if err != nil {
		t.Skipf("the generated cases are not there: %v", err)
	}
	data, err := os.ReadFile(shared + "/cases/pdf/scan.pdf")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := ReadWith(t.Context(), "scan.pdf", data, Options{OCR: OCRAuto})
	if err != nil {
		t.Fatal(err)
	}
	if f1 := wordF1(string(truth), doc.Text); f1 < 0.97 {
		t.Errorf("word F1 is %.3f", f1)
	}
}

// TestOCRTable: the ruled table on a picture of a page comes as rows and cells.
func TestOCRTable(t *testing.T) {
	needOCR(t)
	data, err := os.ReadFile(shared + "/cases/pdf/wordlike.pdf")
	if err != nil {
		t.Skipf("the generated cases are not there: %v", err)
	}
	cmd := exec.CommandContext(t.Context(), "pdftoppm", "-r", "200", "-jpeg", "-gray", "-f", "16", "-l", "16", "-")
	cmd.Stdin = bytes.NewReader(data)
	picture, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := ReadWith(t.Context(), "page.jpg", picture, Options{OCR: OCRAuto})
	if err != nil {
		t.Fatal(err)
	}
	rows := func(d *corpus.Document) (rows [][]string) {
		for _, b := range d.Blocks {
			rows = append(rows, b.Rows(d.Text)...)
		}
		return rows
	}
	want, got := rows(readBytes(t, "a.pdf", data)), rows(doc)
	if len(got) < 4 || strings.Join(got[0], "|") != strings.Join(want[0], "|") {
		t.Fatalf("rows %q", got)
	}
	for i := range got[:len(got)-1] { // the last one goes on behind the page
		if len(got[i]) != len(want[i]) || len(want[i][0]) < 3 && got[i][0] != want[i][0] || wordF1(strings.Join(want[i], " "), strings.Join(got[i], " ")) < 0.85 {
			t.Errorf("row %d is %q, want %q", i, got[i], want[i])
		}
	}
}

// engine puts a tesseract on the path, the only program there, that reads every
// picture as the words given, or fails where there are none.
func engine(t *testing.T, words string) {
	t.Helper()
	lines, y := "", 200
	for line := range strings.SplitSeq(words, "\n") {
		x := 300
		lines += fmt.Sprintf("<span class='ocr_line' title='bbox 300 %d 2200 %d; baseline 0 -10; x_size 55'>", y, y+50)
		for w := range strings.FieldsSeq(line) {
			lines += fmt.Sprintf("<span class='ocrx_word' title='bbox %d %d %d %d; x_wconf 90'>%s</span>", x, y, x+25*len(w), y+50, w)
			x += 25*len(w) + 20
		}
		lines, y = lines+"</span>", y+70
	}
	read := "cat <<'END'\n<div class='ocr_page' title='bbox 0 0 2480 3508'>" + lines + "</div>\nEND"
	if words == "" {
		read = "echo 'no words for it' >&2; exit 1"
	}
	dir := t.TempDir()
	script := "#!/bin/sh\nPATH=/bin:/usr/bin\ncase $1 in\n--version) echo tesseract 9.0 ;;\n--list-langs) echo vie ;;\n*) cat >/dev/null\n" + read + "\n;; esac\n"
	for name, script := range map[string]string{"tesseract": script, "pdftoppm": "#!/bin/sh\nexec /bin/cat\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
}

// readAs reads pages with a mode and gives the verdicts on them.
func readAs(t *testing.T, mode OCRMode, pages ...*pdftest.Page) (*corpus.Document, string, error) {
	t.Helper()
	doc, err := ReadWith(t.Context(), "a.pdf", pdftest.File(pages...), Options{OCR: mode, Parallel: 2})
	if err != nil {
		return nil, "", err
	}
	var verdicts []string
	for _, p := range doc.Pages {
		verdicts = append(verdicts, p.Verdict)
	}
	return doc, strings.Join(verdicts, " "), nil
}

// TestOCRModes: which pages are read by OCR.
func TestOCRModes(t *testing.T) {
	engine(t, "1. Sở Y tế khám sức khỏe người cao tuổi.")
	text := planPage(planWords)
	scan, garbled := &pdftest.Page{}, planPage(garble(planWords))
	scan.Picture()
	for _, c := range []struct {
		mode OCRMode
		want string
	}{
		{OCRNever, "text scan text text"},
		{"", "text scan text text"},
		{OCRAuto, "text ocr text text"},
		{OCRForce, "ocr ocr ocr ocr"},
	} {
		doc, got, err := readAs(t, c.mode, text, scan, text, text)
		if err != nil || got != c.want {
			t.Errorf("%q: verdicts %s, %v; want %s", c.mode, got, err, c.want)
			continue
		}
		if read := strings.Contains(doc.Text, "1. Sở Y tế khám sức khỏe"); read != strings.Contains(c.want, "ocr") {
			t.Errorf("%q: text %q", c.mode, doc.Text)
		}
	}
	if _, got, err := readAs(t, OCRAuto, text, garbled, scan, garbled); err != nil || got != "text ocr ocr ocr" {
		t.Errorf("garbled pages: %s, %v", got, err)
	}
	// The order of the pages is kept, however many wait.
	var many []*pdftest.Page
	want := ""
	for range 14 {
		many, want = append(many, scan, text, text), want+" ocr text text"
	}
	if _, got, err := readAs(t, OCRAuto, many...); err != nil || " "+got != want {
		t.Errorf("verdicts %s, %v; want%s", got, err, want)
	}
}

// TestOCRMissing: without the engine nothing counts as read; a page of text is
// kept with a note on the others.
func TestOCRMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	text, scan := planPage(planWords), &pdftest.Page{}
	scan.Picture()
	for _, c := range []struct {
		mode OCRMode
		is   error
	}{{OCRNever, ErrNoText}, {OCRAuto, ErrNoText}, {OCRForce, ErrNoOCR}} {
		_, _, err := readAs(t, c.mode, scan, scan)
		var e *Error
		if !errors.Is(err, c.is) || !errors.As(err, &e) || !strings.Contains(e.Hint, "tesseract-ocr-vie") || e.File != "a.pdf" {
			t.Errorf("%q: %v, hint of %+v", c.mode, err, e)
		}
	}
	doc, got, err := readAs(t, OCRAuto, text, scan)
	if err != nil || got != "text scan" || !hasNote(doc, NoteScan) || hasNote(doc, NoteOCREngine) {
		t.Errorf("mixed: %s, %v", got, err)
	}
	if _, err := ReadWith(t.Context(), "a.png", []byte("\x89PNG\r\n\x1a\n"), Options{OCR: OCRAuto}); !errors.Is(err, ErrNoText) {
		t.Errorf("picture: %v", err)
	}
}

// TestOCRFails: a page that OCR cannot read stays what it was.
func TestOCRFails(t *testing.T) {
	engine(t, "")
	text, scan := planPage(planWords), &pdftest.Page{}
	scan.Picture()
	doc, got, err := readAs(t, OCRAuto, text, scan)
	if err != nil || got != "text scan" || !hasNote(doc, NoteOCRFailed) {
		t.Errorf("mixed: %s, %v", got, err)
	}
	if _, _, err := readAs(t, OCRAuto, scan); !errors.Is(err, ErrNoText) || !strings.Contains(err.Error(), "OCR failed on page 1: tesseract failed (exit status 1): no words for it") {
		t.Errorf("scan: %v", err)
	}
	engine(t, strings.Repeat("vlb qzx wrf dhc ", 30))
	if _, _, err := readAs(t, OCRAuto, scan); !errors.Is(err, ErrNoText) || !strings.Contains(err.Error(), "OCR finds no Vietnamese words") {
		t.Errorf("nonsense: %v", err)
	}
}

// TestOCRStamps: what an annotation writes in letters is taken from it, and not
// from its picture.
func TestOCRStamps(t *testing.T) {
	engine(t, "Sở Y tế khám sức khỏe người cao tuổi.")
	scan := &pdftest.Page{}
	scan.Picture()
	// The picture shows its words 48 to 60 points below the top, from 72 on.
	scan.Annotate(72, 58, 12, "Ký bởi Ủy ban")
	doc, _, err := readAs(t, OCRAuto, scan)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(doc.Text, "Ký bởi Ủy ban") || strings.HasPrefix(doc.Text, "Sở Y tế") || !strings.Contains(doc.Text, "cao tuổi.") {
		t.Errorf("text %q", doc.Text)
	}
}

func TestOCRCancelled(t *testing.T) {
	engine(t, "một")
	scan := &pdftest.Page{}
	scan.Picture()
	ctx, cancel := context.WithCancel(t.Context())
	o := Options{OCR: OCRAuto, Parallel: 1, Announce: func(time.Duration) { cancel() }}
	if _, err := ReadWith(ctx, "a.pdf", pdftest.File(scan, scan, scan), o); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
