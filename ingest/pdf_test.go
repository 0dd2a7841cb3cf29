package ingest

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/go-pdf/fpdf"

	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/ingest/internal/ingesttest"
	"doichieu/ingest/internal/pdftext/pdftest"
)

const samplePDF = "../corpus/samples/plans/dong-linh.pdf"

// readSamplePDF is the invented plan of the samples.
func readSamplePDF(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(samplePDF)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestReadPDF reads the sample plan and wants every paragraph of its source,
// each a block, in the order of reading.
func TestReadPDF(t *testing.T) {
	data := readSamplePDF(t)
	doc := ingesttest.Run(t, func() (*corpus.Document, error) { return Read(context.Background(), "dong-linh.pdf", data) })
	source, err := os.ReadFile("../corpus/samples/testdata/dong-linh.txt")
	if err != nil {
		t.Fatal(err)
	}
	var left, right, want []string
	columns := func() {
		want = append(append(want, left...), right...)
		left, right = nil, nil
	}
	for line := range strings.Lines(string(source)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		style, text, _ := strings.Cut(strings.TrimSpace(line), "|")
		switch {
		case strings.HasPrefix(style, "left"), style == "small", style == "signleft":
			left = append(left, text)
		case strings.HasPrefix(style, "right"), strings.HasPrefix(style, "sign"):
			right = append(right, text)
		default:
			columns()
			want = append(want, text)
		}
	}
	columns()
	var got []string
	for _, b := range doc.Blocks {
		if b.Kind != corpus.Furniture {
			got = append(got, b.Span.In(doc.Text))
		} else if b.Span.In(doc.Text) != "2" || b.Page != 2 {
			t.Errorf("furniture %q on page %d", b.Span.In(doc.Text), b.Page)
		}
		if b.Box == (corpus.Box{}) {
			t.Errorf("%q has no place", b.Span.In(doc.Text))
		}
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("block %d of %d is %q, want %q of %d", i, len(got), at(got, i), at(want, i), len(want))
		}
	}
	if doc.Source.Format != "pdf" || doc.Source.Pages != 2 || doc.Pages[0].Verdict != "text" {
		t.Errorf("source %+v, pages %+v", doc.Source, doc.Pages)
	}
	for _, code := range []string{NoteJoined, NotePageNumber} {
		if !hasNote(doc, code) {
			t.Errorf("no note %q among %+v", code, doc.Notes)
		}
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// planPage sets a page of running text.
func planPage(words string) *pdftest.Page {
	p := &pdftest.Page{}
	p.Bold(250, 80, 13, "KẾ HOẠCH")
	y, line := 110.0, ""
	for _, w := range strings.Fields(words) {
		if len([]rune(line+w)) > 68 {
			p.Text(85, y, 13, line)
			y, line = y+20, ""
		}
		line = strings.TrimSpace(line + " " + w)
	}
	p.Text(85, y, 13, line)
	return p
}

const planWords = "Giao Sở Giáo dục và Đào tạo chủ trì, phối hợp với Công an tỉnh tổ chức tập huấn kỹ năng giảng dạy cho giáo viên " +
	"các trường học trên địa bàn tỉnh; hoàn thành trước ngày 30 tháng 9 năm 2026. Ủy ban nhân dân các xã, phường rà soát, thống kê " +
	"các hộ nghèo, hộ cận nghèo và báo cáo kết quả thực hiện hằng quý về Ủy ban nhân dân tỉnh theo quy định hiện hành."

func TestPDFTable(t *testing.T) {
	p := planPage(planWords)
	for _, y := range []float64{400, 430, 470} {
		p.Rule(85, y, 545, y)
	}
	for _, x := range []float64{85, 130, 545} {
		p.Rule(x, 400, x, 470)
	}
	p.Text(90, 420, 13, "TT")
	p.Text(140, 420, 13, "Nhiệm vụ")
	p.Text(90, 450, 13, "1")
	p.Text(140, 446, 13, "Theo Chỉ thị 36-")
	p.Text(140, 463, 13, "CT/TW của Ban Bí thư")
	doc := readBytes(t, "a.pdf", pdftest.File(p))
	table := doc.Blocks[len(doc.Blocks)-1]
	if table.Kind != corpus.Table || table.Span.In(doc.Text) != "TT\tNhiệm vụ\n1\tTheo Chỉ thị 36-CT/TW của Ban Bí thư" || len(table.Cells) != 2 {
		t.Errorf("last block %+v: %q", table, table.Span.In(doc.Text))
	}
}

// garble maps letters to others, as a false ToUnicode map does.
func garble(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' {
			return r + 0x41
		}
		return r
	}, s)
}

func TestPDFErrors(t *testing.T) {
	sample := readSamplePDF(t)
	scan := &pdftest.Page{}
	scan.Picture()
	stamped := &pdftest.Page{}
	stamped.Picture()
	stamped.Text(400, 60, 8, "Người ký: Ủy ban nhân dân tỉnh")
	foreign := planPage("CQNG HOA XA HOr CHir NGHIA VIET NAM " + strings.Repeat("Dhc lap Tu do Hanh phuc vlb ", 12))
	foreign.Picture()
	locked := fpdf.New("P", "mm", "A4", "")
	locked.SetProtection(fpdf.CnProtectPrint, "user", "owner")
	locked.AddPage()
	locked.SetFont("Helvetica", "", 12)
	locked.Cell(40, 10, "Ke hoach")
	var lockedBytes bytes.Buffer
	if err := locked.Output(&lockedBytes); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		data []byte
		is   error
		says string
		hint string
	}{
		{"locked", lockedBytes.Bytes(), ErrEncrypted, "password", "--password"},
		{"scan", pdftest.File(scan, scan), ErrNoText, "pictures", "tesseract-ocr-vie"},
		{"scan with a signature on it", pdftest.File(stamped), ErrNoText, "pictures", "--ocr"},
		{"OCR in another language", pdftest.File(foreign), ErrNoText, "OCR", "--ocr auto"},
		{"letters without meaning", glyphFile(t, "Arial", planWords, 0, false), ErrNoText, "garbled", "original"},
		{"false letters", pdftest.File(planPage(garble(planWords))), ErrNoText, "garbled", "original"},
		{"blank page", pdftest.File(&pdftest.Page{}), ErrEmpty, "no text", ""},
		{"nothing but a header", []byte("%PDF-1.7\n%%EOF\n"), ErrDamaged, "cut off", "anew"},
		{"cut in half", sample[:len(sample)/2], ErrDamaged, "cut off", "anew"},
		{"objects lost", bytes.ReplaceAll(pdftest.File(planPage(planWords)), []byte(" obj"), []byte(" xyz")), ErrDamaged, "damaged", "anew"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Read(context.Background(), "a.pdf", c.data)
			var e *Error
			if !errors.Is(err, c.is) || !errors.As(err, &e) {
				t.Fatalf("error %v, want %v", err, c.is)
			}
			if !strings.Contains(e.Error(), c.says) || !strings.Contains(e.Hint, c.hint) {
				t.Errorf("message %q, hint %q; want %q and %q in them", e, e.Hint, c.says, c.hint)
			}
		})
	}
}

// TestPDFPages: a page without use among good ones is noted and left out.
func TestPDFPages(t *testing.T) {
	scan := &pdftest.Page{}
	scan.Picture()
	doc := readBytes(t, "a.pdf", pdftest.File(planPage(planWords), scan, planPage(garble(planWords)), planPage(planWords), &pdftest.Page{}))
	var verdicts []string
	for _, p := range doc.Pages {
		verdicts = append(verdicts, p.Verdict)
	}
	if got := strings.Join(verdicts, " "); got != "text scan garbled text empty" {
		t.Errorf("verdicts %q", got)
	}
	if strings.Contains(doc.Text, garble("Giao")) {
		t.Error("garbled text is in the document")
	}
	for code, page := range map[string]int{NoteScan: 2, NoteGarbled: 3} {
		found := false
		for _, n := range doc.Notes {
			found = found || n.Code == code && n.Page == page
		}
		if !found {
			t.Errorf("no note %q about page %d: %+v", code, page, doc.Notes)
		}
	}
}

func TestRanges(t *testing.T) {
	for _, c := range []struct {
		numbers []int
		want    string
	}{
		{[]int{3}, "page 3"}, {[]int{1, 2, 3}, "pages 1-3"}, {[]int{1, 3, 4, 9}, "pages 1, 3-4, 9"},
	} {
		if got := ranges(c.numbers); got != c.want {
			t.Errorf("ranges(%v) = %q, want %q", c.numbers, got, c.want)
		}
	}
}

// TestPDFDoubt: letters that no Vietnamese word has are told.
func TestPDFDoubt(t *testing.T) {
	wrong := strings.NewReplacer("ư", "°", "Đ", "Ě").Replace(strings.Repeat(planWords+" ", 2))
	if doc := readBytes(t, "a.pdf", pdftest.File(planPage(wrong))); !hasNote(doc, NoteDoubt) {
		t.Errorf("no note %q among %+v", NoteDoubt, doc.Notes)
	}
	// Near misses: names from abroad, degrees, superscripts.
	fine := strings.Repeat(planWords+" ", 2) + "München, 36°C, 5 m², §2 và R&D."
	if doc := readBytes(t, "a.pdf", pdftest.File(planPage(fine))); hasNote(doc, NoteDoubt) {
		t.Errorf("a good text is in doubt: %+v", doc.Notes)
	}
}

// TestPDFOtherText: an English text, and a short one, are no nonsense.
func TestPDFOtherText(t *testing.T) {
	english := strings.Repeat("The committee shall report to the assembly on the use of funds and the state of the projects in this plan. ", 6)
	for _, words := range []string{english, "UBND QH15 TT BC"} {
		doc := readBytes(t, "a.pdf", pdftest.File(planPage(words)))
		if doc.Pages[0].Verdict != "text" {
			t.Errorf("%.20q: verdict %q", words, doc.Pages[0].Verdict)
		}
	}
}

// TestPDFRepaired: a file that had to be mended says so.
func TestPDFRepaired(t *testing.T) {
	sample := readSamplePDF(t)
	good := readBytes(t, "a.pdf", sample)
	for name, data := range map[string][]byte{
		"bytes before the header": append([]byte("HTTP/1.1 200 OK\r\n\r\n"), sample...),
		"bytes behind the end":    append(bytes.Clone(sample), "<!-- saved -->"...),
		"no table":                bytes.ReplaceAll(sample, []byte("startxref"), []byte("startxxxx")),
	} {
		doc := readBytes(t, "a.pdf", data)
		if !hasNote(doc, NoteRepaired) || doc.Text != good.Text {
			t.Errorf("%s: notes %+v", name, doc.Notes)
		}
	}
	if hasNote(good, NoteRepaired) {
		t.Error("the sample itself was repaired")
	}
}

func TestPDFLegacy(t *testing.T) {
	// TCVN3 read as Latin-1 in a font that does not say so.
	words := strings.Repeat("Uû ban nh©n d©n tØnh giao Së Tµi chÝnh chñ tr×, phèi hîp víi c¸c së, ban, ngµnh. ", 6)
	doc := readBytes(t, "a.pdf", pdftest.File(planPage(words)))
	if !strings.Contains(doc.Text, "ban nhân dân tỉnh giao Sở Tài chính chủ trì, phối hợp với các sở") || doc.Pages[0].Verdict != "legacy" {
		t.Errorf("verdict %q, text %.200q", doc.Pages[0].Verdict, doc.Text)
	}
}

// TestPDFOtherEncoding: VNI text is neither Vietnamese nor TCVN3.
func TestPDFOtherEncoding(t *testing.T) {
	words := strings.Repeat("UÛy ban nhaân daân tænh giao Sôû Taøi chính chuû trì, phoái hôïp vôùi caùc sôû, ban, ngaønh. ", 6)
	if _, err := Read(context.Background(), "a.pdf", pdftest.File(planPage(words))); !errors.Is(err, ErrNoText) {
		t.Errorf("error %v, want ErrNoText", err)
	}
}

// TestWordsByPlace: a font that lacks letters shows them from another one, all
// behind the line; the words are whole all the same.
func TestWordsByPlace(t *testing.T) {
	p := &pdftest.Page{}
	y := 100.0
	for range 12 {
		plain, marked := []rune{}, map[int]rune{}
		for i, r := range []rune("Ủy ban nhân dân các xã phường rà soát thống kê hộ nghèo") {
			if r >= 0x300 {
				marked[i], r = r, ' '
			}
			plain = append(plain, r)
		}
		x := 85.0
		for i, r := range plain {
			if r != ' ' {
				p.Text(x+float64(i)*6.5, y, 13, string(r))
			}
		}
		for i := range plain {
			if r, ok := marked[i]; ok {
				p.Text(x+float64(i)*6.5, y, 13, string(r))
			}
		}
		y += 20
	}
	doc := readBytes(t, "a.pdf", pdftest.File(p))
	if !strings.Contains(doc.Text, "Ủy ban nhân dân các xã phường rà soát thống kê hộ nghèo") {
		t.Errorf("text %.200q", doc.Text)
	}
}

func TestSyllables(t *testing.T) {
	for _, s := range []string{
		"nghiêng", "nghị", "quyết", "quý", "khuya", "khuỷu", "rượu", "người", "tuyến", "yêu", "oai", "hoạch", "xoay", "ngoằn", "giữa", "gì",
		"kiểm", "ủy", "uỷ", "của", "chuẩn", "xuân", "thuở", "quốc", "đến", "ý", "ươm", "soóc", "tiêu", "quay", "quào",
	} {
		if !isSyllable(vn.Fold(s)) {
			t.Errorf("%q is taken for no syllable", s)
		}
	}
	for _, s := range []string{"vlb", "caurc", "kieom", "dhc", "plan", "house", "nhaan", "eoi", "zoo", "strong"} {
		if isSyllable(vn.Fold(s)) {
			t.Errorf("%q is taken for a syllable", s)
		}
	}
}

func TestPDFCancelled(t *testing.T) {
	ctx := &countdown{Context: context.Background(), left: 2}
	if _, err := Read(ctx, "a.pdf", pdftest.File(planPage(planWords), planPage(planWords), planPage(planWords))); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// countdown is cancelled when it was asked so many times.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}
