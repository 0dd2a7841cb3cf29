package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"doichieu/corpus"
	"doichieu/ingest/internal/ingesttest"
)

// zipped packs parts, given as name, content, name, content, ...
func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		method := zip.Deflate
		if parts[i] == "mimetype" {
			method = zip.Store // the name of the format must stand there as it is
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const wordNames = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`

// word packs a Word document: the content of its body, and other parts without
// their root element.
func word(t testing.TB, body string, parts ...string) []byte {
	t.Helper()
	all := []string{"word/document.xml", "<?xml version=\"1.0\"?><w:document " + wordNames + "><w:body>" + body + "</w:body></w:document>"}
	for i := 0; i < len(parts); i += 2 {
		all = append(all, "word/"+parts[i]+".xml", "<w:"+parts[i]+" "+wordNames+">"+parts[i+1]+"</w:"+parts[i]+">")
	}
	return zipped(t, all...)
}

// wp is a paragraph: properties, and its text as one run.
func wp(properties, text string) string {
	return "<w:p><w:pPr>" + properties + "</w:pPr>" + wr("", text) + "</w:p>"
}

func wr(properties, text string) string {
	return "<w:r><w:rPr>" + properties + "</w:rPr><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>"
}

// item is the properties of a paragraph of a list.
func item(list, level int) string {
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, list)
}

func readBytes(t *testing.T, name string, data []byte) *corpus.Document {
	t.Helper()
	return ingesttest.Run(t, func() (*corpus.Document, error) { return Read(context.Background(), name, data) })
}

func TestReadDOCX(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{
			"runs, tabs, breaks, hyphens",
			`<w:p><w:r><w:t>Số 12-</w:t></w:r><w:r><w:t>KH</w:t><w:noBreakHyphen/><w:t>UB</w:t><w:tab/><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r></w:p>`,
			"p Số 12-KH-UB ab\n",
		},
		{"letters in parts", wp("", "Ke\u0302\u0301 hoa\u0323ch"), "p Kế hoạch\n"},
		{
			"tracked changes as accepted, fields by their results",
			`<w:p><w:r><w:t>Đến </w:t></w:r><w:ins><w:r><w:t>năm 2031</w:t></w:r></w:ins><w:del><w:r><w:delText>năm 2030</w:delText></w:r></w:del>` +
				`<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText><w:t>mã</w:t><w:fldChar w:fldCharType="separate"/><w:t> tại mục 3</w:t><w:fldChar w:fldCharType="end"/></w:r>` +
				`<w:hyperlink><w:r><w:t>, Phụ lục</w:t></w:r></w:hyperlink></w:p>`,
			"p Đến năm 2031 tại mục 3, Phụ lục\n",
		},
		{
			"deleted end of a paragraph", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + wr("", "Sở Y tế ") + "</w:p>" + wp("", "chủ trì."), "p Sở Y tế chủ trì.\n",
		},
		{"hidden text", "<w:p>" + wr("", "Hiện") + wr("<w:vanish/>", " ẩn") + wr(`<w:vanish w:val="0"/>`, " rõ") + "</w:p>", "p Hiện rõ\n"},
		{"capitals by the font", wp("", "x") + "<w:p>" + wr("<w:caps/>", "Kế hoạch") + "</w:p>", "p x\nh KẾ HOẠCH\n"},
		{"signs of symbol fonts", `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> Đồng ý ` + "\uf0b3" + ` 80%</w:t></w:r></w:p>`, "p ☑ Đồng ý ≥ 80%\n"},
		{
			"content controls and text boxes, one of two forms",
			`<w:sdt><w:sdtContent>` + wp("", "Trong khung") + `</w:sdtContent></w:sdt><w:p><w:r><w:t>Chính</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>` +
				wp("", "Hộp mới") + `</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>` + wp("", "Hộp cũ") + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>` + wp("", "Sau"),
			"p Trong khung\np Chính\np Hộp mới\np Sau\n",
		},
		{
			"lines broken by hand: items and a title",
			`<w:p><w:r><w:t>KẾ HOẠCH</w:t><w:br/><w:t>Triển khai công tác</w:t><w:br/><w:t>năm 2026</w:t></w:r></w:p><w:p><w:r><w:t>Gồm:</w:t><w:br/><w:t>- Xã A;</w:t><w:br/><w:t>- Xã B.</w:t></w:r></w:p>`,
			"h KẾ HOẠCH\np Triển khai công tác năm 2026\np Gồm:\np - Xã A;\np - Xã B.\n",
		},
		{
			"headings: outline level, bold, a sentence in the style of a heading",
			wp(`<w:outlineLvl w:val="1"/>`, "Mục tiêu") + "<w:p>" + wr("<w:b/>", "2. Nhiệm vụ") + "</w:p>" + wp(`<w:outlineLvl w:val="0"/>`, strings.Repeat("Nội dung dài. ", 40)) + wp(`<w:outlineLvl w:val="9"/>`, "Thân bài"),
			"h#2 Mục tiêu\nh 2. Nhiệm vụ\np " + strings.TrimSpace(strings.Repeat("Nội dung dài. ", 40)) + "\np Thân bài\n",
		},
		{
			"title in two paragraphs, and near misses",
			"<w:p>" + wr("<w:b/>", "Triển khai công tác an toàn,") + "</w:p><w:p>" + wr("<w:b/>", "vệ sinh lao động") + "</w:p>" + wp("", "Gồm các việc") + wp("", "rà soát"),
			"h Triển khai công tác an toàn, vệ sinh lao động\np Gồm các việc\np rà soát\n",
		},
		{
			"pages by hand", wp("", "Một") + `<w:p><w:r><w:br w:type="page"/><w:t>Hai</w:t></w:r></w:p>` + wp("<w:pageBreakBefore/>", "Ba") + wp("<w:sectPr/>", "Ba nữa") + wp("", "Bốn"),
			"p Một\np2 Hai\np3 Ba\np3 Ba nữa\np4 Bốn\n",
		},
		{
			"pages as Word saved them: breaks by hand are among them",
			wp("", "Một") + `<w:p><w:r><w:br w:type="page"/></w:r><w:r><w:lastRenderedPageBreak/><w:t>Hai </w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>ba</w:t></w:r></w:p>`,
			"p Một\np2>3@\"ba\" Hai ba\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := outline(readBytes(t, "mau.docx", word(t, c.body))); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

const lists = `
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
 <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="` + "\uf0b7" + `"/><w:rPr><w:rFonts w:hAnsi="Symbol"/></w:rPr></w:lvl>
 <w:lvl w:ilvl="5"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/><w:rPr><w:rFonts w:hAnsi="Courier New"/></w:rPr></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
 <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/><w:pStyle w:val="Dieu"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:lvlRestart w:val="0"/><w:numFmt w:val="decimalZero"/><w:lvlText w:val="%2/"/><w:suff w:val="nothing"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:isLgl/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1-%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="3">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="custom" w:format="a, b, c, d, đ, e, ..."/><w:lvlText w:val="%1)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1."/></w:lvl></w:lvlOverride></w:num>`

const listStyles = `<w:style w:type="paragraph" w:styleId="Dieu"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="DieuCon"><w:basedOn w:val="Dieu"/></w:style>
<w:style w:type="paragraph" w:styleId="Vong"><w:basedOn w:val="Vong"/></w:style>`

// Labels are what Word prints, as LibreOffice shows them too.
func TestDOCXLabels(t *testing.T) {
	type par struct{ properties, text string }
	for _, c := range []struct {
		name string
		pars []par
		want string
	}{
		{"levels set back those below", []par{{item(1, 0), "A"}, {item(1, 1), "b"}, {item(1, 1), "c"}, {item(1, 2), "d"}, {item(1, 0), "E"}, {item(1, 1), "f"}, {item(1, 3), "g"}, {item(1, 3), "h"}}, "I. A|1. b|2. c|2.1. d|II. E|1. f|a) g|b) h"},
		{"a level whose parent never came", []par{{item(1, 2), "x"}}, "1.1. x"},
		{"a level that was skipped counts as begun", []par{{item(1, 0), "A"}, {item(1, 2), "b"}, {item(1, 1), "c"}}, "I. A|1.1. b|2. c"},
		{"bullets", []par{{item(1, 4), "x"}, {item(1, 5), "y"}}, "• x|○ y"},
		{"lists of one definition go on", []par{{item(1, 1), "a"}, {item(5, 1), "b"}}, "1. a|2. b"},
		{"a list with its own first number begins anew, once", []par{{item(1, 1), "a"}, {item(1, 1), "b"}, {item(2, 1), "c"}, {item(2, 1), "d"}}, "1. a|2. b|1. c|2. d"},
		{"a level of its own", []par{{item(5, 0), "a"}, {item(5, 0), "b"}}, "A. a|B. b"},
		{"by style, inherited; none by number 0", []par{{`<w:pStyle w:val="Dieu"/>`, "a"}, {`<w:pStyle w:val="DieuCon"/>`, "b"}, {`<w:pStyle w:val="Dieu"/>` + item(0, 0), "c"}, {`<w:pStyle w:val="Vong"/>`, "d"}}, "Điều 3. a|Điều 4. b|c|d"},
		{"never set back, nothing behind, digits only", []par{{item(3, 0), "a"}, {item(3, 1), "b"}, {item(3, 0), "c"}, {item(3, 1), "d"}, {item(3, 2), "e"}}, "Điều 3. a|01/b|Điều 4. c|02/d|4-1 e"},
		{"letters spelled out by the file", []par{{item(4, 0), "a"}, {item(4, 0), "b"}, {item(4, 0), "c"}, {item(4, 0), "d"}, {item(4, 0), "e"}}, "a) a|b) b|c) c|d) d|đ) e"},
		{"empty items count", []par{{item(1, 1), "a"}, {item(1, 1), ""}, {item(1, 1), "c"}}, "1. a|3. c"},
		{"unknown list", []par{{item(99, 1), "a"}, {item(1, 12), "b"}}, "a|I. b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var body strings.Builder
			for _, p := range c.pars {
				body.WriteString(wp(p.properties, p.text))
			}
			doc := readBytes(t, "mau.docx", word(t, body.String(), "numbering", lists, "styles", listStyles))
			if got := strings.ReplaceAll(doc.Text, "\n", "|"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func wcell(properties, content string) string {
	return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + content + "</w:tc>"
}

func TestDOCXTables(t *testing.T) {
	cell := func(s string) string { return wcell("", wp("", s)) }
	row := func(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }
	for _, c := range []struct{ name, body, want string }{
		{
			"merged cells, a nested table, a deleted row",
			"<w:tbl>" + row(cell("TT"), wcell(`<w:gridSpan w:val="2"/>`, wp("", "Nhiệm vụ"))) +
				row(wcell(`<w:vMerge w:val="restart"/>`, wp("", "1")), cell("a"), wcell("", wp("", "b")+"<w:tbl>"+row(cell("c"), cell("d"))+"</w:tbl>"+wp("", ""))) +
				row(wcell(`<w:vMerge/>`, wp("", "")), cell("e"), cell("f")) +
				"<w:tr><w:trPr><w:del/></w:trPr>" + cell("xóa") + "</w:tr></w:tbl>",
			"t TT⇥Nhiệm vụ⇥↵1⇥a⇥b↵c↵d↵⇥e⇥f\n",
		},
		{
			"edges that only other rows have are no columns",
			"<w:tbl>" + row(wcell(`<w:gridSpan w:val="2"/>`, wp("", "a")), cell("b")) + row(wcell(`<w:gridSpan w:val="2"/>`, wp("", "c")), cell("d")) + "</w:tbl>",
			"t a⇥b↵c⇥d\n",
		},
		{
			"letterhead: columns one after the other, no headings",
			"<w:tbl>" + row(wcell("", wp("", "ỦY BAN NHÂN DÂN")+wp("", "TỈNH LAM GIANG")), wcell("", wp("", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")+wp("", "Độc lập - Tự do - Hạnh phúc"))) +
				row(cell("Số: 87/KH-UBND"), cell("Lam Giang, ngày 5 tháng 5 năm 2026")) + "</w:tbl>" + wp("", "KẾ HOẠCH"),
			"p ỦY BAN NHÂN DÂN\np TỈNH LAM GIANG\np Số: 87/KH-UBND\np CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\np Độc lập - Tự do - Hạnh phúc\np Lam Giang, ngày 5 tháng 5 năm 2026\nh KẾ HOẠCH\n",
		},
		{
			"frame around a table", "<w:tbl>" + row(wcell("", "<w:tbl>"+row(cell("a"), cell("b"))+row(cell("c"), cell("d"))+"</w:tbl>"+wp("", "Ghi chú"))) + "</w:tbl>",
			"t a⇥b↵c⇥d\np Ghi chú\n",
		},
		{
			"a small table that is one", "<w:tbl>" + row(cell("Cơ quan"), cell("Việc")) + row(cell("Sở Y tế"), cell("Rà soát")) + "</w:tbl>", "t Cơ quan⇥Việc↵Sở Y tế⇥Rà soát\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := outline(readBytes(t, "mau.docx", word(t, c.body))); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestDOCXFootnotes(t *testing.T) {
	mark := func(kind, id, more string) string {
		return fmt.Sprintf(`<w:r><w:%sReference w:id="%s"%s/>`, kind, id, more)
	}
	note := func(kind, id, text string) string {
		return fmt.Sprintf(`<w:%s w:id="%s"><w:p><w:r><w:footnoteRef/></w:r>%s</w:p></w:%s>`, kind, id, wr("", text), kind)
	}
	body := "<w:p>" + wr("", "Rà soát hộ nghèo") + mark("footnote", "2", "") + "</w:r>" + wr("", ", hộ cận nghèo") + mark("footnote", "3", ` w:customMarkFollows="1"`) + "<w:t>*</w:t></w:r>" + wr("", ".") + "</w:p>" +
		"<w:tbl><w:tr>" + wcell("", "<w:p>"+wr("", "a")+mark("footnote", "4", "")+"</w:r></w:p>") + wcell("", wp("", "b")) + "</w:tr><w:tr>" + wcell("", wp("", "c")) + wcell("", wp("", "d")) + "</w:tr></w:tbl>" +
		"<w:p>" + wr("", "Hết") + mark("endnote", "2", "") + "</w:r>" + mark("footnote", "77", "") + "</w:r></w:p>"
	doc := readBytes(t, "mau.docx", word(t, body,
		"footnotes", note("footnote", "0", "vạch")+note("footnote", "2", " Theo chuẩn mới.")+note("footnote", "3", "Theo chuẩn cũ.")+note("footnote", "4", "Số liệu 2025."),
		"endnotes", note("endnote", "2", "Ghi cuối.")))
	want := "p Rà soát hộ nghèo, hộ cận nghèo.\nf[1] Theo chuẩn mới.\nf[*] Theo chuẩn cũ.\nt a⇥b↵c⇥d\nf[2] Số liệu 2025.\np Hết\nf[i] Ghi cuối.\n"
	if got := outline(doc); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if !hasNote(doc, NoteFootnoteMark) {
		t.Error("no note on the footnotes")
	}
}

// Fonts of old encodings are believed only where their words gain by decoding.
func TestDOCXFonts(t *testing.T) {
	font := func(name, text string) string {
		return "<w:p>" + wr(fmt.Sprintf(`<w:rFonts w:ascii="%s" w:hAnsi="%s"/>`, name, name), text) + "</w:p>"
	}
	abc := font(".VnTimeH", "kÕ ho¹ch") + "<w:p>" + wr(`<w:rFonts w:hAnsi=".VnTime"/>`, "ñy ban nh©n d©n tØnh, t") +
		`<w:r><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr><w:softHyphen/></w:r>` + wr(`<w:rFonts w:hAnsi=".VnTime"/>`, " ph¸p") + "</w:p>"
	doc := readBytes(t, "abc.docx", word(t, abc))
	if want := "h KẾ HOẠCH\np ủy ban nhân dân tỉnh, tư pháp\n"; outline(doc) != want {
		t.Errorf("TCVN3: got\n%swant\n%s", outline(doc), want)
	}
	if doc.Pages[0].Verdict != verdictLegacy || !hasNote(doc, NoteDecoded) {
		t.Errorf("verdict %q, notes %v", doc.Pages[0].Verdict, doc.Notes)
	}
	vni := "<w:p>" + wr(`<w:rFonts w:hAnsi="VNI-Times"/>`, "UÛy ban nhaân daân tænh, Ñieàu 1 quy ñònh a") + wr(`<w:rFonts w:hAnsi="VNI-Times"/><w:i/>`, "ùp duïng") + "</w:p>"
	if got := outline(readBytes(t, "vni.docx", word(t, vni))); got != "p Ủy ban nhân dân tỉnh, Điều 1 quy định áp dụng\n" {
		t.Errorf("VNI: got %s", got)
	}
	// The text was converted, its font stayed.
	kept := font(".VnTimeH", "Sở Y tế chủ trì") + font(".VnTimeH", "và UBND") + font(".VnTime", "Kế hoạch")
	if got := outline(readBytes(t, "giu.docx", word(t, kept))); got != "p Sở Y tế chủ trì\np và UBND\np Kế hoạch\n" {
		t.Errorf("Unicode in old fonts: got\n%s", got)
	}
	// The font says nothing, the letters do.
	bare := wp("", strings.Repeat("ñy ban nh©n d©n tØnh ban hµnh kÕ ho¹ch triÓn khai. ", 8))
	if got := outline(readBytes(t, "tran.docx", word(t, bare))); !strings.HasPrefix(got, "p ủy ban nhân dân tỉnh ban hành kế hoạch triển khai.") {
		t.Errorf("no font: got %s", got)
	}
}

func TestDOCXHeads(t *testing.T) {
	rel := func(id, kind, target string) string {
		return `<Relationship Id="` + id + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="` + target + `"/>`
	}
	head := func(text string) string { return "<w:hdr " + wordNames + ">" + wp("", text) + "</w:hdr>" }
	data := zipped(t,
		"word/document.xml", "<w:document "+wordNames+"><w:body>"+wp("", "Thân")+"</w:body></w:document>",
		"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+rel("1", "header", "header1.xml")+rel("2", "header", "header2.xml")+rel("3", "footer", "footer1.xml")+"</Relationships>",
		"word/header1.xml", head("CÔNG BÁO LAM GIANG"), "word/header2.xml", head("CÔNG BÁO LAM GIANG"), "word/footer1.xml", head("- 2 -"))
	doc := readBytes(t, "a.docx", data)
	if want := "p Thân\nfu CÔNG BÁO LAM GIANG\n"; outline(doc) != want || !hasNote(doc, NoteHead) {
		t.Errorf("got\n%swant\n%s%v", outline(doc), want, doc.Notes)
	}
}

// Strict files, other prefixes, other names of parts and other ways to name them
// are the same documents.
func TestDOCXForms(t *testing.T) {
	const (
		transitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
		strict       = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
		want         = "p I. Kế hoạch\nf[1] Ghi chú.\n"
	)
	// form is the document with its parts named, and its relations, as given.
	form := func(names, relations, main, dir, numbering, numberingTarget, notes, notesTarget string) []byte {
		rel := func(kind, target string) string {
			return `<Relationship Id="r" Type="` + relations + kind + `" Target="` + target + `"/>`
		}
		const open = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
		return zipped(t,
			"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/`+main+`" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
			"_rels/.rels", open+rel("officeDocument", main)+"</Relationships>",
			main, `<x:document xmlns:x="`+names+`"><x:body><x:p><x:pPr><x:numPr><x:ilvl x:val="0"/><x:numId x:val="1"/></x:numPr></x:pPr><x:r><x:t>Kế hoạch</x:t><x:footnoteReference x:id="1"/></x:r></x:p></x:body></x:document>`,
			dir+"_rels/"+main[strings.LastIndex(main, "/")+1:]+".rels", open+rel("numbering", numberingTarget)+rel("footnotes", notesTarget)+"</Relationships>",
			numbering, `<numbering xmlns="`+names+`" xmlns:x="`+names+`"><abstractNum x:abstractNumId="5"><lvl x:ilvl="0"><start x:val="1"/><numFmt x:val="upperRoman"/><lvlText x:val="%1."/></lvl></abstractNum><num x:numId="1"><abstractNumId x:val="5"/></num></numbering>`,
			notes, `<footnotes xmlns="`+names+`" xmlns:x="`+names+`"><footnote x:id="1"><p><r><t>Ghi chú.</t></r></p></footnote></footnotes>`)
	}
	const usual, pure = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
	for name, data := range map[string][]byte{
		"usual":                form(usual, transitional, "word/document.xml", "word/", "word/numbering.xml", "numbering.xml", "word/footnotes.xml", "footnotes.xml"),
		"strict":               form(pure, strict, "word/document.xml", "word/", "word/numbering.xml", "numbering.xml", "word/footnotes.xml", "footnotes.xml"),
		"absolute targets":     form(usual, transitional, "word/document2.xml", "word/", "word/numbering.xml", "/word/numbering.xml", "word/footnotes.xml", "/word/footnotes.xml"),
		"a folder up and down": form(usual, transitional, "word/document.xml", "word/", "lists/n.xml", "../lists/./n.xml", "word/footnotes.xml", "../../../word/footnotes.xml"),
		"escapes and case":     form(usual, transitional, "word/document.xml", "word/", "word/ghi số.xml", "ghi%20s%E1%BB%91.xml", "word/Foot%20notes.xml", "foot%20notes.xml"),
		"backslashes":          form(usual, transitional, "word/document.xml", "word/", `word\numbering.xml`, `\word\numbering.xml`, `word\footnotes.xml`, "footnotes.xml"),
		"another name":         form(usual, transitional, "tai-lieu/chinh.xml", "tai-lieu/", "tai-lieu/numbering.xml", "numbering.xml", "tai-lieu/footnotes.xml", "footnotes.xml"),
		"at the root":          form(usual, transitional, "document.xml", "", "numbering.xml", "numbering.xml", "footnotes.xml", "footnotes.xml"),
		"relations lost":       form(usual, "x/y/", "word/document.xml", "word/", "word/numbering.xml", "none.xml", "word/footnotes.xml", "none.xml"),
	} {
		if doc := readBytes(t, "a.docx", data); outline(doc) != want || doc.Source.Format != "docx" {
			t.Errorf("%s: as %s\n%s", name, doc.Source.Format, outline(doc))
		}
	}
	// Another file of Office Open XML is none.
	sheet := zipped(t, "[Content_Types].xml", `<Types><Override PartName="/a.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`, "a.xml", "<a/>")
	if _, err := Read(context.Background(), "a.docx", sheet); !errors.Is(err, ErrUnknownFormat) {
		t.Errorf("a workbook: error %v", err)
	}
}

// A file whose end is missing is read as far as it goes, and says so.
func TestDOCXCutOff(t *testing.T) {
	var body strings.Builder
	for i := range 400 {
		body.WriteString(wp("", fmt.Sprintf("%d. Giao Sở Y tế chủ trì việc số %d, phối hợp với xã %x", i, i*i*7919%1000, i*i*104729)))
	}
	whole := word(t, body.String(), "numbering", lists)
	full := readBytes(t, "a.docx", whole)
	list := bytes.Index(whole, []byte("PK\x01\x02"))
	for name, data := range map[string][]byte{"no list": whole[:list], "a wrong list": append(bytes.Clone(whole[:list]), bytes.Repeat([]byte{7}, 90)...)} {
		doc := readBytes(t, "a.docx", data)
		if doc.Text != full.Text || !hasNote(doc, NoteRepaired) || hasNote(doc, NoteCut) {
			t.Errorf("%s: %d of %d bytes, notes %v", name, len(doc.Text), len(full.Text), doc.Notes)
		}
	}
	read := 0
	for end := 0; end < list-2000; end += 97 {
		doc, err := Read(context.Background(), "a.docx", whole[:end])
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrEmpty) && !errors.Is(err, ErrUnknownFormat) || strings.Contains(err.Error(), "gave up") {
				t.Fatalf("cut at %d: %v", end, err)
			}
			continue
		}
		if read++; !strings.HasPrefix(full.Text, doc.Text) || !hasNote(doc, NoteRepaired) || !hasNote(doc, NoteCut) {
			t.Fatalf("cut at %d: text %.80q, notes %v", end, doc.Text[max(0, len(doc.Text)-80):], doc.Notes)
		}
	}
	if read < 20 {
		t.Errorf("only %d of the pieces were read", read)
	}
	if hasNote(full, NoteRepaired) || hasNote(full, NoteCut) {
		t.Errorf("the whole file has notes %v", full.Notes)
	}
}

func TestDOCXHostile(t *testing.T) {
	good := word(t, wp("", "Kế hoạch"))
	deep := strings.Repeat("<w:p>", 100_000)
	laughs := `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document ` + wordNames + `><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`
	for _, c := range []struct {
		name string
		data []byte
		is   error
		says string
	}{
		{"cut off before the text", good[:bytes.Index(good, []byte("word/document.xml"))+40], ErrDamaged, "damaged"},
		{"no main part", zipped(t, "word/document_x.xml", "<a/>"), ErrDamaged, "missing"},
		{"no body", zipped(t, "word/document.xml", "<a/>"), ErrDamaged, "no body"},
		{"broken XML", zipped(t, "word/document.xml", "<w:document><w:body>"), ErrDamaged, "damaged"},
		{"entities", zipped(t, "word/document.xml", laughs), ErrDamaged, "damaged"},
		{"nested too deep", word(t, deep), ErrDamaged, "nested"},
		{"a bomb", word(t, strings.Repeat(" ", 40<<20)), ErrDamaged, "when unpacked"},
		{"no text", word(t, wp("", " ")), ErrEmpty, "no text"},
		{"only a picture", word(t, `<w:p><w:r><w:drawing><a:blip xmlns:a="x"/></w:drawing></w:r></w:p>`), ErrNoText, "pictures"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Read(context.Background(), "a.docx", c.data)
			if !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "gave up") {
				t.Errorf("error %v, want %v that says %q", err, c.is, c.says)
			}
		})
	}
	spans := "<w:tbl>" + strings.Repeat(`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="120"/></w:tcPr></w:tc></w:tr>`, 5000) + "</w:tbl>"
	if doc := readBytes(t, "a.docx", word(t, wp("", "x")+spans)); !hasNote(doc, NoteLimit) {
		t.Error("no note on rows left out")
	}
	wide := "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"2000000000\"/></w:trPr>" + strings.Repeat(wcell(`<w:gridSpan w:val="2000000000"/>`, wp("", "a")), 3) + "</w:tr></w:tbl>"
	if doc := readBytes(t, "a.docx", word(t, wp("", "x")+wide)); doc.Text == "" {
		t.Error("a table with huge spans has no text")
	}
	// Styles in a circle and a footnote inside itself.
	loop := word(t, `<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:footnoteReference w:id="1"/><w:t>x</w:t></w:r></w:p>`,
		"styles", `<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>`,
		"footnotes", `<w:footnote w:id="1"><w:p><w:r><w:t>y</w:t><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote>`)
	if got := outline(readBytes(t, "a.docx", loop)); got != "p x\nf[1] y\n" {
		t.Errorf("circles: got %q", got)
	}
}

// fuzzRead holds whatever a reader makes of the data against the contract.
func fuzzRead(t *testing.T, data []byte) {
	doc, err := Read(context.Background(), "a", data)
	if err != nil {
		var e *Error
		if !errors.As(err, &e) || strings.Contains(e.Reason, "gave up") {
			t.Fatal(err)
		}
		return
	}
	if err := ingesttest.Conforms(doc); err != nil {
		t.Fatal(err)
	}
}

// FuzzReadDOCX mutates the XML of the body: in the zip archive nearly every
// mutation would only break a checksum.
func FuzzReadDOCX(f *testing.F) {
	for _, s := range []string{
		wp(item(1, 0), "A") + wp(item(1, 3), "b\u0301"),
		"<w:tbl><w:tr>" + wcell(`<w:vMerge/><w:gridSpan w:val="3"/>`, wp("", "a")) + "</w:tr></w:tbl>",
		`<w:p><w:r><w:footnoteReference w:id="1"/><w:br w:type="page"/><w:t>` + "x\u00adnh©n" + `</w:t><w:lastRenderedPageBreak/><w:fldChar w:fldCharType="begin"/></w:r></w:p>`,
		`<w:p><w:pPr><w:rPr><w:del/></w:rPr><w:pStyle w:val="Dieu"/></w:pPr><w:r><w:txbxContent/></w:r><w:r><w:drawing><w:txbxContent><w:p/></w:txbxContent></w:drawing></w:r></w:p>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		fuzzRead(t, word(t, body, "numbering", lists, "styles", listStyles, "footnotes", `<w:footnote w:id="1"><w:p><w:r><w:t>y</w:t></w:r></w:p></w:footnote>`))
	})
}
