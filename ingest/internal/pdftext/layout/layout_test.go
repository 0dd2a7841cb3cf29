package layout

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"doichieu/corpus"
	"doichieu/ingest/internal/pdftext"
)

// sheet sets a page for a test: every glyph is half as wide as high, and a
// blank shows nothing.
type sheet struct{ pdftext.Page }

func newSheet(number int) *sheet {
	return &sheet{pdftext.Page{Number: number, Width: 595, Height: 842}}
}

// Margins of the test pages and the distance of their lines.
const (
	left, right = 85.0, 545.0
	size, lead  = 13.0, 20.0
)

func glyphsOf(x, y, size float64, s string, bold bool) []pdftext.Glyph {
	var out []pdftext.Glyph
	blank := false
	for _, r := range s {
		if r == ' ' {
			blank = true
		} else {
			out = append(out, pdftext.Glyph{Text: string(r), X0: x, X1: x + size/2, Y: y, Size: size, Blank: blank, Bold: bold})
			blank = false
		}
		x += size / 2
	}
	return out
}

func (s *sheet) at(x, y, size float64, text string) {
	s.Glyphs = append(s.Glyphs, glyphsOf(x, y, size, text, false)...)
}

func (s *sheet) bold(x, y float64, text string) {
	s.Glyphs = append(s.Glyphs, glyphsOf(x, y, size, text, true)...)
}

// centre sets bold text in the middle between two edges.
func (s *sheet) centre(from, to, y float64, text string) {
	s.bold((from+to)/2-float64(len([]rune(text)))*size/4, y, text)
}

// wrap sets a paragraph between the margins, its first line indented, and gives
// the baseline behind it.
func (s *sheet) wrap(y, indent float64, text string) float64 {
	x := left + indent
	line, start := "", x
	flush := func() {
		s.at(start, y, size, line)
		y, line, start = y+lead, "", left
	}
	for _, w := range strings.Fields(text) {
		width := float64(len([]rune(line+" "+w))) * size / 2
		if line != "" && start+width > right {
			flush()
		}
		if line != "" {
			line += " "
		}
		line += w
	}
	flush()
	return y
}

func (s *sheet) rule(x0, y0, x1, y1 float64) {
	s.Rules = append(s.Rules, pdftext.Rule{X0: x0, Y0: y0, X1: x1, Y1: y1})
}

// grid rules a table with the given edges.
func (s *sheet) grid(xs, ys []float64) {
	for _, x := range xs {
		s.rule(x, ys[0], x, ys[len(ys)-1])
	}
	for _, y := range ys {
		s.rule(xs[0], y, xs[len(xs)-1], y)
	}
}

// outline prints blocks a line each: the kind's first letter, the pages, the
// mark of a footnote, and the text; "/" joins lines, "|" parts cells.
func outline(blocks []Block) string {
	var b strings.Builder
	for _, bl := range blocks {
		fmt.Fprintf(&b, "%.2s", bl.Kind)
		if bl.Mark != "" {
			fmt.Fprintf(&b, "[%s]", bl.Mark)
		}
		if bl.Kind != corpus.Table {
			b.WriteString(" " + join(bl.Lines) + "\n")
			continue
		}
		for i, row := range bl.Rows {
			if i > 0 {
				b.WriteString(" ;")
			}
			for c, cell := range row {
				if c > 0 {
					b.WriteString(" |")
				}
				for k, p := range cell {
					if k > 0 {
						b.WriteString(" ¶")
					}
					b.WriteString(" " + join(p))
				}
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func join(p Paragraph) string {
	var parts []string
	for _, l := range p {
		parts = append(parts, l.Text)
	}
	return strings.Join(parts, "/")
}

func blocksOf(sheets ...*sheet) ([]Block, Counts) {
	var r Reader
	for _, s := range sheets {
		r.Add(&s.Page)
	}
	blocks := r.Blocks()
	return blocks, r.Counts
}

func check(t *testing.T, want string, sheets ...*sheet) {
	t.Helper()
	blocks, _ := blocksOf(sheets...)
	if got := outline(blocks); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

// Paragraphs to fill pages with.
const (
	long  = "a) Giao Sở Giáo dục và Đào tạo chủ trì, phối hợp với Công an tỉnh tổ chức tập huấn kỹ năng cho giáo viên các trường học trên địa bàn tỉnh."
	short = "b) Rà soát, thống kê."
)

func TestIndentedParagraphs(t *testing.T) {
	s := newSheet(1)
	y := s.wrap(100, 28, long)
	y = s.wrap(y, 28, short)
	y = s.wrap(y, 28, long)
	s.wrap(y, 28, "Trên đây là Kế hoạch.")
	blocks, _ := blocksOf(s)
	if len(blocks) != 4 || len(blocks[0].Lines) < 2 || len(blocks[1].Lines) != 1 {
		t.Errorf("got:\n%s", outline(blocks))
	}
}

// TestParagraphInMidSentence: a short line and an indented one are two
// paragraphs, even though the second begins with a small letter.
func TestParagraphInMidSentence(t *testing.T) {
	s := newSheet(1)
	y := s.wrap(100, 28, long)
	y = s.wrap(y, 28, "- Chiến lược phòng, chống và kiểm")
	y = s.wrap(y, 28, "soát ma túy đến năm 2030.")
	s.wrap(y, 28, long)
	blocks, _ := blocksOf(s)
	if len(blocks) != 4 || join(blocks[2].Lines) != "soát ma túy đến năm 2030." {
		t.Errorf("got:\n%s", outline(blocks))
	}
}

// TestBlockParagraphs: without indents, space and words part the paragraphs.
func TestBlockParagraphs(t *testing.T) {
	s := newSheet(1)
	y := s.wrap(100, 0, long)
	y = s.wrap(y+8, 0, "Giao các sở, ban, ngành tiếp tục thực hiện nhiệm vụ được phân công tại Kế hoạch này và báo cáo trước ngày 15 hằng tháng.")
	s.wrap(y+8, 0, short)
	blocks, _ := blocksOf(s)
	if len(blocks) != 3 {
		t.Errorf("got:\n%s", outline(blocks))
	}
}

func TestPageBreakInParagraph(t *testing.T) {
	a, b := newSheet(1), newSheet(2)
	y := a.wrap(100, 28, long)
	a.at(left+28, y, size, "- Tiếp tục kiện toàn tổ chức bộ máy của các cơ quan thuộc tỉnh, sắp xếp")
	b.at(300, 40, size, "2")
	b.at(left, 100, size, "lại các đơn vị sự nghiệp.")
	b.wrap(120, 28, long)
	blocks, counts := blocksOf(a, b)
	got := strings.Split(outline(blocks), "\n")
	if len(got) < 4 || !strings.HasPrefix(got[1], "pa - Tiếp tục") || !strings.HasSuffix(got[1], "/lại các đơn vị sự nghiệp.") || got[2] != "fu 2" {
		t.Errorf("got:\n%s", strings.Join(got, "\n"))
	}
	if counts.Numbers != 1 {
		t.Errorf("counts %+v", counts)
	}
}

func TestFurniture(t *testing.T) {
	var sheets []*sheet
	for n := 1; n <= 4; n++ {
		s := newSheet(n)
		s.at(left, 40, 10, "Kế hoạch phòng, chống thiên tai")
		s.at(500, 800, 10, fmt.Sprintf("Trang %d", n))
		s.wrap(100, 28, long)
		s.wrap(200, 28, fmt.Sprintf("%d xã đạt chuẩn.", n))
		sheets = append(sheets, s)
	}
	blocks, _ := blocksOf(sheets...)
	furniture := 0
	for _, b := range blocks {
		if b.Kind == corpus.Furniture {
			furniture++
		}
	}
	if furniture != 8 {
		t.Errorf("%d lines of furniture, want 8:\n%s", furniture, outline(blocks))
	}
	// Near misses: a number within the page, and one at the edge that counts nothing.
	s, u := newSheet(1), newSheet(2)
	s.at(left, 40, size, "2025")
	s.wrap(100, 28, long)
	u.at(left, 400, size, "2")
	u.wrap(420, 28, long)
	blocks, _ = blocksOf(s, u)
	if i := slices.IndexFunc(blocks, func(b Block) bool { return b.Kind == corpus.Furniture }); i >= 0 {
		t.Errorf("%q was taken for furniture", join(blocks[i].Lines))
	}
}

func TestLetterheadAndSignature(t *testing.T) {
	s := newSheet(1)
	s.at(95, 60, size, "ỦY BAN NHÂN DÂN")
	s.at(280, 60, size, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
	s.at(100, 80, size, "TỈNH LAM GIANG")
	s.at(310, 80, size, "Độc lập - Tự do - Hạnh phúc")
	s.at(95, 105, size, "Số: 12/KH-UBND")
	s.at(290, 112, size, "Lam Giang, ngày 5 tháng 5 năm 2026")
	s.centre(left, right, 150, "KẾ HOẠCH")
	s.centre(left, right, 170, "Phòng, chống thiên tai năm 2026")
	y := s.wrap(200, 28, long)
	s.at(left, y+20, 12, "Nơi nhận:")
	s.at(360, y+20, size, "TM. ỦY BAN NHÂN DÂN")
	s.at(left, y+36, 11, "- Các sở, ban, ngành,")
	s.at(400, y+40, size, "CHỦ TỊCH")
	s.at(left, y+50, 11, "đoàn thể tỉnh;")
	s.at(left, y+64, 11, "- Lưu: VT.")
	s.at(385, y+110, size, "Nguyễn Văn Mẫu")
	check(t, `pa ỦY BAN NHÂN DÂN
pa TỈNH LAM GIANG
pa Số: 12/KH-UBND
pa CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
pa Độc lập - Tự do - Hạnh phúc
pa Lam Giang, ngày 5 tháng 5 năm 2026
he KẾ HOẠCH
he Phòng, chống thiên tai năm 2026
`+outline([]Block{{Kind: corpus.Paragraph, Lines: linesOf(long)}})+`pa Nơi nhận:
pa - Các sở, ban, ngành,/đoàn thể tỉnh;
pa - Lưu: VT.
pa TM. ỦY BAN NHÂN DÂN
pa CHỦ TỊCH
pa Nguyễn Văn Mẫu
`, s)
}

// linesOf is how wrap breaks a paragraph.
func linesOf(text string) Paragraph {
	s := newSheet(1)
	s.wrap(100, 28, text)
	blocks, _ := blocksOf(s)
	return blocks[0].Lines
}

// TestGapIsNoColumn: a wide gap in one line, and markers with a tab behind
// them, are no columns.
func TestGapIsNoColumn(t *testing.T) {
	s := newSheet(1)
	y := s.wrap(100, 28, long)
	for _, m := range []string{"1.", "2.", "3."} {
		s.at(left+28, y, size, m)
		s.at(left+70, y, size, "Sở Nội vụ tổng hợp.")
		y += lead
	}
	s.at(left+28, y, size, "Số lượng:")
	s.at(left+150, y, size, "người.")
	blocks, _ := blocksOf(s)
	got := outline(blocks)
	for _, want := range []string{"pa 1. Sở Nội vụ tổng hợp.\n", "pa 3. Sở Nội vụ tổng hợp.\n", "pa Số lượng: người.\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
}

func TestFootnotes(t *testing.T) {
	s := newSheet(1)
	y := s.wrap(100, 28, long)
	s.at(left+28, y, size, "- Rà soát năm 2025")
	s.at(left+28+18*size/2, y-4.5, 8, "1")
	s.at(left+28+18*size/2+4, y, size, ", báo cáo.")
	s.rule(left, 700, left+144, 700)
	s.at(left, 712, 7, "1")
	s.at(left+4, 715, 10, "Theo Quyết định số 5/QĐ-UBND.")
	s.at(left, 729, 10, "và các văn bản liên quan.")
	s.at(300, 800, size, "1")
	blocks, counts := blocksOf(s)
	got := outline(blocks)
	for _, want := range []string{"pa - Rà soát năm 2025, báo cáo.\n", "fo[1] Theo Quyết định số 5/QĐ-UBND./và các văn bản liên quan.\n", "fu 1\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	if counts.Marks != 1 || counts.Footnotes != 1 {
		t.Errorf("counts %+v", counts)
	}
}

// TestRaisedButNoFootnote: a raised figure without a note stays in the text,
// and a rule without notes below takes nothing.
func TestRaisedButNoFootnote(t *testing.T) {
	s := newSheet(1)
	y := s.wrap(100, 28, long)
	s.at(left+28, y, size, "Diện tích 500 m")
	s.at(left+28+15*size/2, y-4.5, 8, "2")
	s.rule(left, 600, left+144, 600)
	s.wrap(640, 28, "Trên đây là Kế hoạch.")
	got := outline(must(blocksOf(s)))
	if !strings.Contains(got, "pa Diện tích 500 m2\n") || strings.Contains(got, "fo") {
		t.Errorf("got:\n%s", got)
	}
}

func must(blocks []Block, _ Counts) []Block { return blocks }

func TestStamps(t *testing.T) {
	s := newSheet(1)
	s.at(left, 100, size, "Số:")
	s.at(left+60, 100, size, "/KH-UBND")
	s.wrap(150, 28, long)
	s.Stamps = []pdftext.Stamp{
		{Glyphs: glyphsOf(left+24, 100, size, "171", false)},
		{Glyphs: glyphsOf(400, 60, 8, "Người ký: Ủy ban nhân dân tỉnh", false)},
	}
	blocks, counts := blocksOf(s)
	got := outline(blocks)
	if !strings.HasPrefix(got, "pa Số: 171/KH-UBND\n") && !strings.HasPrefix(got, "pa Số: 171 /KH-UBND\n") {
		t.Errorf("the number is not in its place:\n%s", got)
	}
	if !strings.HasSuffix(got, "st Người ký: Ủy ban nhân dân tỉnh\n") || counts.Placed != 1 {
		t.Errorf("got:\n%s%+v", got, counts)
	}
}

// TestPartyLetterhead: the star below the name is no list marker, and the gap of
// a number left blank makes no column.
func TestPartyLetterhead(t *testing.T) {
	s := newSheet(1)
	s.at(95, 60, size, "TỈNH ỦY LAM GIANG")
	s.at(330, 60, size, "ĐẢNG CỘNG SẢN VIỆT NAM")
	s.at(147, 80, size, "*")
	s.at(300, 80, size, "Lam Giang, ngày 5 tháng 6 năm 2026")
	s.at(100, 100, size, "Số:")
	s.at(160, 100, size, "-KH/TU")
	s.centre(left, right, 150, "KẾ HOẠCH")
	s.centre(left, right, 170, "thực hiện Chỉ thị số 36-CT/TW")
	s.wrap(200, 28, long)
	got := outline(must(blocksOf(s)))
	want := "pa TỈNH ỦY LAM GIANG\npa *\npa Số: -KH/TU\npa ĐẢNG CỘNG SẢN VIỆT NAM\npa Lam Giang, ngày 5 tháng 6 năm 2026\nhe KẾ HOẠCH\nhe thực hiện Chỉ thị số 36-CT/TW\n"
	if !strings.HasPrefix(got, want) {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

// TestAbbreviationsAtTheEnd: the last line of a sentence may hold nothing but
// abbreviations in capitals; a heading in capitals begins a block.
func TestAbbreviationsAtTheEnd(t *testing.T) {
	s := newSheet(1)
	y := s.wrap(100, 0, long)
	s.at(left, y, size, "- Thu hút đầu tư theo ngành nghề phù hợp với điều kiện phát triển các KCN")
	s.at(left, y+lead, size, "KKT, CCN.")
	s.at(left, y+2*lead, size, "II. GIẢI PHÁP")
	got := outline(must(blocksOf(s)))
	if !strings.HasSuffix(got, " các KCN/KKT, CCN.\nhe II. GIẢI PHÁP\n") {
		t.Errorf("got:\n%s", got)
	}
}

func TestRule(t *testing.T) {
	s := newSheet(1)
	y := s.wrap(100, 28, long)
	s.at(250, y, size, "-------")
	s.wrap(y+lead, 28, short)
	if got := outline(must(blocksOf(s))); !strings.Contains(got, "fu -------\npa b) ") {
		t.Errorf("got:\n%s", got)
	}
}

// TestFootnoteOverPages: a footnote goes on at the foot of the next page, where
// no note has a mark, and a line of it that begins with a number begins no note.
func TestFootnoteOverPages(t *testing.T) {
	a, b := newSheet(1), newSheet(2)
	y := a.wrap(100, 28, long)
	a.at(left+28, y, size, "- Rà soát")
	a.at(left+28+9*size/2, y-4.5, 8, "1")
	a.rule(left, 700, left+144, 700)
	a.at(left, 712, 7, "1")
	a.at(left+4, 715, 10, "Theo Quyết định số 5/QĐ-UBND và theo khoản 2 Điều")
	a.at(left, 729, 10, "8 Luật Đất đai, các văn bản hướng dẫn")
	y = b.wrap(100, 28, long)
	b.wrap(y, 28, long)
	b.rule(left, 700, left+144, 700)
	b.at(left, 715, 10, "và các văn bản liên quan.")
	want := "fo[1] Theo Quyết định số 5/QĐ-UBND và theo khoản 2 Điều/8 Luật Đất đai, các văn bản hướng dẫn/và các văn bản liên quan.\n"
	if got := outline(must(blocksOf(a, b))); !strings.Contains(got, want) {
		t.Errorf("no %q in:\n%s", want, got)
	}
	// A near miss: the note has ended, so that small type below a rule is text.
	a.at(left, 743, 10, "thi hành.")
	if got := outline(must(blocksOf(a, b))); !strings.Contains(got, "pa và các văn bản liên quan.\n") {
		t.Errorf("got:\n%s", got)
	}
}

// TestTurnedNumber: the page number of a page laid on its side is furniture;
// other turned writing is text.
func TestTurnedNumber(t *testing.T) {
	a, b := newSheet(1), newSheet(2)
	a.wrap(100, 28, long)
	b.wrap(100, 28, long)
	for _, text := range []string{"2", "Mẫu 05"} {
		for _, g := range glyphsOf(400, 30+10*float64(len(text)), size, text, false) {
			g.Turn = 1
			b.Glyphs = append(b.Glyphs, g)
		}
	}
	got := outline(must(blocksOf(a, b)))
	if !strings.Contains(got, "fu 2\n") || !strings.Contains(got, "pa Mẫu 05\n") {
		t.Errorf("got:\n%s", got)
	}
}

// TestStretchedLines: TeX sets a line of raised signs and marked capitals lower;
// a full line goes on in the next at the left edge. An indented line, and one
// that stands far below, begin a paragraph.
func TestStretchedLines(t *testing.T) {
	lines := linesOf(long)
	set := func(pitch, indent float64) string {
		s := newSheet(1)
		y := s.wrap(100, 28, long)
		y = s.wrap(y, 28, long)
		s.at(left+28, y, size, lines[0].Text)
		s.at(left+indent, y+pitch, size, "Bộ Tư pháp chủ trì.")
		return outline(must(blocksOf(s)))
	}
	if got, want := set(1.25*lead, 0), lines[0].Text+"/Bộ Tư pháp chủ trì.\n"; !strings.Contains(got, want) {
		t.Errorf("no %q in:\n%s", want, got)
	}
	for _, got := range []string{set(1.25*lead, 28), set(1.6*lead, 0)} {
		if !strings.Contains(got, "pa Bộ Tư pháp chủ trì.\n") {
			t.Errorf("got:\n%s", got)
		}
	}
}

// TestTitleLines: a line of capitals that cannot begin a title goes on with the
// short one above; the name of a document does not.
func TestTitleLines(t *testing.T) {
	s := newSheet(1)
	s.centre(left, right, 100, "KẾT LUẬN")
	s.centre(left, right, 120, "CỦA TỈNH ỦY LAM GIANG")
	s.centre(left, right, 140, "VỀ PHÒNG, CHỐNG MA TÚY")
	y := s.wrap(200, 28, long)
	for i := range 3 { // full lines show where the text ends
		s.at(right-20*size/2, y+200+float64(i)*lead, size, strings.Repeat("x", 20))
	}
	s.centre(left, right, y+40, "PHỤ LỤC")
	s.centre(left, right, y+60, "DANH MỤC NHIỆM VỤ")
	got := outline(must(blocksOf(s)))
	for _, want := range []string{"he KẾT LUẬN\nhe CỦA TỈNH ỦY LAM GIANG/VỀ PHÒNG, CHỐNG MA TÚY\n", "he PHỤ LỤC\nhe DANH MỤC NHIỆM VỤ\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
}

// TestAddressee: whom a letter is for stands below the letterhead, even close
// to its left column.
func TestAddressee(t *testing.T) {
	s := newSheet(1)
	s.at(95, 60, size, "SỞ Y TẾ")
	s.at(280, 60, size, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
	s.at(95, 80, size, "Số: 12/SYT-VP")
	s.at(310, 80, size, "Độc lập - Tự do - Hạnh phúc")
	s.at(95, 100, size, "V/v báo cáo quý I")
	s.at(150, 122, size, "Kính gửi:")
	s.at(200, 142, size, "- Sở Nội vụ;")
	s.wrap(170, 28, long)
	got := outline(must(blocksOf(s)))
	if want := "pa V/v báo cáo quý I\npa CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\npa Độc lập - Tự do - Hạnh phúc\npa Kính gửi:\npa - Sở Nội vụ;\n"; !strings.Contains(got, want) {
		t.Errorf("got:\n%s", got)
	}
}
