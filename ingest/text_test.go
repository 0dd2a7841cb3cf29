package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	textunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"doichieu/corpus"
	"doichieu/ingest/internal/docx"
	"doichieu/ingest/internal/ingesttest"
)

// outline prints a document as one line a block: the kind's first letter, the
// page where it is not 1, flags, and the text.
func outline(doc *corpus.Document) string {
	var b strings.Builder
	for _, bl := range doc.Blocks {
		fmt.Fprintf(&b, "%.1s", bl.Kind)
		if bl.Kind == corpus.Furniture {
			b.WriteString("u")
		}
		if bl.Page > 1 {
			fmt.Fprintf(&b, "%d", bl.Page)
		}
		for _, br := range bl.Breaks {
			fmt.Fprintf(&b, ">%d@%.8q", br.Page, doc.Text[br.Offset:])
		}
		if bl.Level > 0 {
			fmt.Fprintf(&b, "#%d", bl.Level)
		}
		if bl.Mark != "" {
			b.WriteString("[" + bl.Mark + "]")
		}
		b.WriteString(" " + strings.NewReplacer("\n", "↵", "\t", "⇥").Replace(bl.Span.In(doc.Text)) + "\n")
	}
	return b.String()
}

func readString(t *testing.T, text string) *corpus.Document {
	t.Helper()
	return ingesttest.Run(t, func() (*corpus.Document, error) { return Read(context.Background(), "mau.txt", []byte(text)) })
}

func TestReadText(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"one paragraph a line", "1. Mục đích\na) Nâng cao nhận thức\nb) Rà soát.\n", "p 1. Mục đích\np a) Nâng cao nhận thức\np b) Rà soát.\n"},
		{"capitals are headings", "II. NHIỆM VỤ\n1. Sở Y tế\n", "h II. NHIỆM VỤ\np 1. Sở Y tế\n"},
		{
			"heading without end, then a sentence",
			"a) Các sở, ban, ngành\n\nKhẩn trương tổ chức phổ biến.\n",
			"p a) Các sở, ban, ngành\np Khẩn trương tổ chức phổ biến.\n",
		},
		{
			"a page cuts a paragraph in two",
			"- Chiến lược phòng, chống và kiểm\n\nsoát hạn hán đến năm 2030.\n",
			"p - Chiến lược phòng, chống và kiểm soát hạn hán đến năm 2030.\n",
		},
		{
			"small letter after an end is a new paragraph",
			"Gồm các việc:\n\nrà soát;\n\nthống kê.\n",
			"p Gồm các việc:\np rà soát;\np thống kê.\n",
		},
		{"sign cut at its hyphen", "theo Chỉ thị số 36-\nCT/TW và Kết luận số 93\n/NQ-CP.\n", "p theo Chỉ thị số 36-CT/TW và Kết luận số 93/NQ-CP.\n"},
		{"range cut at its dash", "giai đoạn 2021 -\n2025 gắn với Đề án.\n", "p giai đoạn 2021 - 2025 gắn với Đề án.\n"},
		{"range cut before its dash", "trong giai đoạn 2021\n- 2025 gắn với Đề án.\n", "p trong giai đoạn 2021 - 2025 gắn với Đề án.\n"},
		{"item that begins with a number", "Trong năm 2021\n- 20 xã đạt chuẩn.\n", "p Trong năm 2021 - 20 xã đạt chuẩn.\n"},
		{"name cut before its dash", "Giao Sở Lao động\n- Thương binh và Xã hội.\n", "p Giao Sở Lao động - Thương binh và Xã hội.\n"},
		{"item after a line without end", "Giao Sở Lao động\n- Thống kê người có việc.\n", "p Giao Sở Lao động\np - Thống kê người có việc.\n"},
		{
			"page numbers between lines",
			"- Rà soát các\n\n\n\n4\n\n\n\nhộ nghèo;\n\n- Thống kê.\n",
			"p>4@\"hộ nghèo\" - Rà soát các hộ nghèo;\nfu4 4\np4 - Thống kê.\n",
		},
		{
			"bare numbers that are no page numbers",
			"STT\n1\nSở Y tế\n2\nSở Nội vụ\n1\nSở Tài chính\n",
			"h STT\np 1\np Sở Y tế\np 2\np Sở Nội vụ\np 1\np Sở Tài chính\n",
		},
		{
			"form feeds",
			"- Rà soát các\n\f  2\n\nhộ nghèo;\n\f3\n- Thống kê.\n",
			"p>2@\"hộ nghèo\" - Rà soát các hộ nghèo;\nfu2 2\nfu3 3\np3 - Thống kê.\n",
		},
		{
			"footnote interrupts an item",
			"- Kiểm tra trường học1 và các\n\n1 Theo Quyết định số 5/QĐ-UBND.\n\fcơ sở y tế.\n- Báo cáo.\n",
			"p>2@\"cơ sở y \" - Kiểm tra trường học1 và các cơ sở y tế.\nf[1] Theo Quyết định số 5/QĐ-UBND.\np2 - Báo cáo.\n",
		},
		{
			"two footnotes, one with items",
			"Rà soát hộ nghèo1, hộ cận nghèo2.\n1 Theo chuẩn mới.\n2 Gồm:\n- Hộ già yếu;\n- Hộ neo đơn.\n\f- Báo cáo.\n",
			"p Rà soát hộ nghèo1, hộ cận nghèo2.\nf[1] Theo chuẩn mới.\nf[2] Gồm: - Hộ già yếu; - Hộ neo đơn.\np2 - Báo cáo.\n",
		},
		{
			"a number at the start of a line without a mark before is no footnote",
			"Mỗi xã thành lập\n1 Tổ công tác.\n",
			"p Mỗi xã thành lập\np 1 Tổ công tác.\n",
		},
		{
			"letterhead in two columns",
			"ỦY BAN NHÂN DÂN         CỘNG HÒA XÃ HỘI\n  TỈNH A                Độc lập\nSố: 1/KH-UBND           A, ngày 2 tháng 3 năm 2026\n\n   KẾ HOẠCH\n",
			"p ỦY BAN NHÂN DÂN\np TỈNH A\np Số: 1/KH-UBND\np CỘNG HÒA XÃ HỘI\np Độc lập\np A, ngày 2 tháng 3 năm 2026\nh KẾ HOẠCH\n",
		},
		{
			"number and day left blank are no columns",
			"Số:      /KH-BCĐ B, ngày     tháng 3 năm 2024\nKẾ HOẠCH\n",
			"p Số: /KH-BCĐ B, ngày tháng 3 năm 2024\nh KẾ HOẠCH\n",
		},
		{
			"recipients and signature",
			"Nơi nhận:\n- Trợ lý TTg,\n  các Vụ, Cục;\n- Lưu: VT\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu\n",
			"p Nơi nhận:\np - Trợ lý TTg, các Vụ, Cục;\np - Lưu: VT\np TM. ỦY BAN NHÂN DÂN\np CHỦ TỊCH\np Nguyễn Văn Mẫu\n",
		},
		{
			"an annex after the signature",
			"Nơi nhận:\n- Lưu: VT.\nPHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n",
			"p Nơi nhận:\np - Lưu: VT.\nh PHỤ LỤC I\nh DANH MỤC NHIỆM VỤ\n",
		},
		{"invisible characters and no-break blanks", "-\u00a0Rà\u200b soát\u00ad hộ\u00a0 nghèo\u0007.\n", "p - Rà soát hộ nghèo.\n"},
		{"table of tabs", "TT\tViệc\tHạn\n1\tRà soát\t2026\nHết.\n", "t TT⇥Việc⇥Hạn↵1⇥Rà soát⇥2026\np Hết.\n"},
		{"tab behind a marker", "1.\tMục đích\n2.\tYêu cầu\n", "p 1. Mục đích\np 2. Yêu cầu\n"},
		{"rules", "A\n-----\nB\n", "p A\nfu -----\np B\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := outline(readString(t, c.text)); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
}

func TestReadMarkdown(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"headings", "# KẾ HOẠCH\n\n### 1. Mục đích\n\na) Một.\n", "h#1 KẾ HOẠCH\nh#3 1. Mục đích\np a) Một.\n"},
		{"an item marked as heading", "## 2. Sở Y tế\n\n## a) Rà soát, thống kê toàn bộ cơ sở khám bệnh, chữa bệnh trên địa bàn; báo cáo. Hoàn thành trước ngày 05/9/2026.\n", "h#2 2. Sở Y tế\np a) Rà soát, thống kê toàn bộ cơ sở khám bệnh, chữa bệnh trên địa bàn; báo cáo. Hoàn thành trước ngày 05/9/2026.\n"},
		{
			"bold cut by a page", "# A\n\n**b) Người đứng đầu được giao phụ trách,**\n\nquản lý. *Mỗi* cán bộ **gương mẫu.**\n",
			"h#1 A\np b) Người đứng đầu được giao phụ trách, quản lý. Mỗi cán bộ gương mẫu.\n",
		},
		{"emphasis broken between lines", "# A\n\nPhong trào “*từ gia*\n\n*đình*”, *\"Dòng họ*\".\n", "h#1 A\np Phong trào “từ gia đình”, \"Dòng họ\".\n"},
		{"a heading that ends in a word of number", "# A\n\n**7. Chuyển đổi số**\n\na) Xây dựng.\n\n**8. Nguồn lực hằng năm**\n\n1. Bố trí.\n", "h#1 A\np 7. Chuyển đổi số\np a) Xây dựng.\np 8. Nguồn lực hằng năm\np 1. Bố trí.\n"},
		{"escapes, entities and tags", "# A\n\n1\\. Mục&nbsp;đích \\- <u>rõ</u> x < y<br>\n", "h#1 A\np 1. Mục đích - rõ x < y\n"},
		{"stars that stay", "# A\n\n* Lưu ý (*) 5*3.\n", "h#1 A\np * Lưu ý (*) 5*3.\n"},
		{"links and pictures", "# A\n\n![dấu](a.png)\n\nXem [Kế hoạch](http://x/y) này.\n", "h#1 A\np Xem Kế hoạch này.\n"},
		{
			"tables", "| TT | Nhiệm **vụ** |\n|---|:-:|\n| 1 | Rà soát<br>Thống kê |\n| 2 | |\n\nHết.\n",
			"t TT⇥Nhiệm vụ↵1⇥Rà soát↵Thống kê↵2⇥\np Hết.\n",
		},
		{"a table over two pages", "| A | B |\n|---|---|\n| 1 | x |\n\n| 2 | y |\n", "t A⇥B↵1⇥x↵2⇥y\n"},
		{
			"html table with merged cells", "# A\n<table>\n<tr><td rowspan=\"2\">1</td><td colspan=\"2\">Sở Y tế<br>Sở &amp; B</td></tr>\n<tr><td>x</td><td>y</td></tr></table>\nHết.\n",
			"h#1 A\nt 1⇥Sở Y tế↵Sở & B⇥↵⇥x⇥y\np Hết.\n",
		},
		{"html table without end", "# A\n<table><tr><td>x\nHết.\n", "h#1 A\np x\np Hết.\n"},
		{"two tables", "| A | B |\n|---|---|\n| 1 | x |\n\n| C | D |\n|---|---|\n", "t A⇥B↵1⇥x\nt C⇥D\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := readString(t, c.text)
			if got := outline(doc); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
			if doc.Source.Format != "markdown" {
				t.Errorf("format %q", doc.Source.Format)
			}
		})
	}
}

func TestBoldAndCells(t *testing.T) {
	doc := readString(t, "# A\n\n**Đậm cả**\n\n**Đậm** nửa\n\n| a | b |\n|---|---|\n| c | d |\n")
	if !doc.Blocks[1].Bold || doc.Blocks[2].Bold {
		t.Errorf("bold: %v, %v; want true, false", doc.Blocks[1].Bold, doc.Blocks[2].Bold)
	}
	if cells := doc.Blocks[3].Cells; len(cells) != 2 || cells[1][0].In(doc.Text) != "c" || cells[1][1].In(doc.Text) != "d" {
		t.Errorf("cells %v", cells)
	}
}

func TestNotes(t *testing.T) {
	for _, c := range []struct{ name, text, code string }{
		{"joined", "Một dòng còn\nnữa.\n", NoteJoined},
		{"page number", "Một dòng còn\n\f2\nnữa.\n", NotePageNumber},
		{"footnote", "Kiểm tra trường học1 và\n1 Theo Kế hoạch.\n\fbệnh viện.\n", NoteFootnote},
		{"cut", "- Quản lý lao động trong\n\n- Chỉ đạo.\n", NoteCut},
		{"look-alikes", "Tình hình phуч tạp.\n", NoteLookalike},
		{"control characters", "Một\u0001 dòng dài hơn một trăm chữ để không bị coi là tệp nhị phân, vì tệp nhị phân có nhiều ký tự điều khiển.\n", NoteControl},
		{"markup", "# A\n\nB **c**\n", NoteMarkup},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := readString(t, c.text)
			if !hasNote(doc, c.code) {
				t.Errorf("no note %q among %+v", c.code, doc.Notes)
			}
		})
	}
	doc := readString(t, "1. Mục đích\n- Quản lý lao động trong\n\f2\n- Chỉ đạo.\n")
	if n := doc.Notes[0]; n.Code != NoteCut || n.Span.In(doc.Text) != "- Quản lý lao động trong" || n.Page != 1 {
		t.Errorf("the note does not point at the cut paragraph: %+v", n)
	}
	if doc := readString(t, "1. Mục đích\na) Việc thứ nhất.\n"); len(doc.Notes) > 0 {
		t.Errorf("a clean text has notes: %+v", doc.Notes)
	}
}

func hasNote(doc *corpus.Document, code string) bool {
	for _, n := range doc.Notes {
		if n.Code == code {
			return true
		}
	}
	return false
}

func TestEncodings(t *testing.T) {
	const text = "Ủy ban nhân dân xã; đường thủy, kiểm soát, nghề nghiệp.\nSở Nội vụ chủ trì.\n"
	utf16 := func(order textunicode.Endianness, bom textunicode.BOMPolicy) []byte {
		b, err := textunicode.UTF16(order, bom).NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	// Windows-1258 writes a letter with its vowel mark and the tone behind it.
	var split strings.Builder
	for _, r := range text {
		d := []rune(norm.NFD.String(string(r)))
		if len(d) == 3 {
			if d[1] == '\u0323' { // the dot stands first in NFD
				d[1], d[2] = d[2], d[1]
			}
			split.WriteString(norm.NFC.String(string(d[:2])) + string(d[2]))
			continue
		}
		if len(d) == 2 && !strings.ContainsRune("âăêôơưÂĂÊÔƠƯ", r) {
			split.WriteString(string(d))
			continue
		}
		split.WriteRune(r)
	}
	cp1258, err := charmap.Windows1258.NewEncoder().Bytes([]byte(split.String()))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		note bool
	}{
		"utf-8":                  {[]byte(text), false},
		"utf-8 with a mark":      {[]byte("\ufeff" + text), false},
		"utf-16 le":              {utf16(textunicode.LittleEndian, textunicode.UseBOM), true},
		"utf-16 be":              {utf16(textunicode.BigEndian, textunicode.UseBOM), true},
		"utf-16 le without mark": {utf16(textunicode.LittleEndian, textunicode.IgnoreBOM), true},
		"windows-1258":           {cp1258, true},
		"old mac line ends":      {[]byte(strings.ReplaceAll(text, "\n", "\r")), false},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := Read(context.Background(), "a.txt", c.data)
			if err != nil {
				t.Fatal(err)
			}
			if doc.Text+"\n" != text {
				t.Errorf("got %q", doc.Text)
			}
			if hasNote(doc, NoteDecoded) != c.note {
				t.Errorf("notes %+v", doc.Notes)
			}
		})
	}
}

func TestReadErrors(t *testing.T) {
	for _, c := range []struct {
		name, data string
		is         error
		says       string
	}{
		{"empty", "", ErrEmpty, "empty"},
		{"blanks", " \n\t\n", ErrEmpty, "empty"},
		{"nothing visible", "\u200b\n", ErrEmpty, "blanks"},
		{"binary", "\x7fELF\x00\x01\x02\x00abc", ErrUnknownFormat, "binary"},
		{"zip", "PK\x03\x04....a.txt", ErrUnknownFormat, "zip"},
		{"NUL in a text", "Kế hoạch\x00 số 5", ErrUnknownFormat, "binary"},
		{"nothing but NUL", strings.Repeat("\x00", 4096), ErrEmpty, "blanks"},
		{"epub", "PK\x03\x04....mimetypeapplication/epub+zip", ErrUnknownFormat, "epub"},
		{"PostScript", "%!PS-Adobe-3.0\n(Ke hoach) show", ErrUnknownFormat, "PostScript"},
		{"old Excel", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\x00o\x00r\x00k\x00b\x00o\x00o\x00k", ErrUnknownFormat, "xls"},
		{"an old Word file without its end", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00x", 500), ErrUnknownFormat, "cut off"},
		{"locked Word", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + docx.Encrypted, ErrEncrypted, "password"},
		{"picture", "\x89PNG\r\n\x1a\n abc", ErrNoText, "picture"},
		{"an encoding that is not known", strings.Repeat("\xa5\xd8y b\xe4n nh\xc5n d\xf1n t\xb5nh ", 20), ErrUnknownFormat, "encoding"},
		{"bad bytes in UTF-8", strings.Repeat("Ủy ban nhân dân\n", 20) + "x\xff\xfe", ErrDamaged, "line 21"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Read(context.Background(), "thu-muc/a.txt", []byte(c.data))
			var e *Error
			if !errors.Is(err, c.is) || !errors.As(err, &e) {
				t.Fatalf("error %v, want %v", err, c.is)
			}
			if !strings.Contains(err.Error(), c.says) || !strings.HasPrefix(err.Error(), "a.txt: ") {
				t.Errorf("message %q does not say %q", err, c.says)
			}
			if e.Hint == "" && !errors.Is(err, ErrEmpty) {
				t.Error("no hint")
			}
		})
	}
	// Near misses that are text.
	for _, s := range []string{"BM 01 - Biểu mẫu", "GIF8 là tên", "PK là viết tắt", "Tỷ lệ <html> trong văn bản", "100% hộ dân", "ª", "x", "100 %!PS", "Kế hoạch số 5\n" + strings.Repeat("\x00", 4096)} {
		if _, err := Read(context.Background(), "a.txt", []byte(s)); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestPanicIsAnError(t *testing.T) {
	bad := format{Format: Format{Name: "bad"}, read: func(context.Context, string, []byte) (*corpus.Document, error) {
		var none []int
		_ = none[len(none)]
		return nil, nil
	}}
	if _, err := safely(context.Background(), bad, "a.bin", nil, Options{}); !errors.Is(err, ErrDamaged) {
		t.Errorf("error %v, want ErrDamaged", err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, "a.txt", []byte("abc")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// TestConformance holds every sample of every format, and the shared plans
// where they are present, against the contract.
func TestConformance(t *testing.T) {
	var paths []string
	for _, pattern := range []string{
		"testdata/*/*", "../corpus/samples/plans/*.txt", "../corpus/samples/plans/*.md", "../corpus/samples/plans/*.pdf",
		shared + "/plans/*.txt", shared + "/real/txt/*", shared + "/cases/truth/*.txt",
		shared + "/real/docx/[lt]*.docx", shared + "/real/html/*", shared + "/cases/other/*.docx", shared + "/cases/other/*.html",
	} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			ingesttest.Run(t, func() (*corpus.Document, error) {
				doc, _, err := ReadFile(context.Background(), path)
				return doc, err
			})
		})
	}
}

func FuzzReadText(f *testing.F) {
	for _, s := range []string{
		"1. Mục đích\na) Một\n\f2\nhai;\n", "# A\n| a | b |\n|---|\n", "Một1\n1 Chú thích.\n\fb", "**a\n\nb** \\* <br> &amp; [x](y)",
		"\xff\xfea\x00", "Nơi nhận:      TM. ỦY BAN\n- A;      B\n", "e\u0301\u0323 =\n\u0338", "# a\n<table><tr><td colspan=99>x<td rowspan=3>y</table>", "a\tb\tc\nd\t\te\n", "A    B\n\n\n 4\n c",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(context.Background(), "a.txt", data)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || errors.Is(err, ErrDamaged) && strings.Contains(e.Reason, "gave up") {
				t.Fatal(err)
			}
			return
		}
		if err := ingesttest.Conforms(doc); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkReadText(b *testing.B) {
	data, err := os.ReadFile("testdata/text/agencies.txt")
	if err != nil {
		b.Fatal(err)
	}
	data = bytes.Repeat(data, 55_000/len(data)+1)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(context.Background(), "a.txt", data); err != nil {
			b.Fatal(err)
		}
	}
}
