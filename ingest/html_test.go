package ingest

import (
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

	"doichieu/ingest/internal/letters"
)

const letterhead = `<table><tr><td><p><b>ỦY BAN NHÂN DÂN<br>TỈNH LAM GIANG</b></p></td><td><p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b></p></td></tr>
<tr><td>Số: 87/KH-UBND</td><td><i>Lam Giang, ngày 5 tháng 5 năm 2026</i></td></tr></table>`

const letterheadLines = "p ỦY BAN NHÂN DÂN\np TỈNH LAM GIANG\np Số: 87/KH-UBND\np CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\np Độc lập - Tự do - Hạnh phúc\np Lam Giang, ngày 5 tháng 5 năm 2026\n"

func TestReadHTML(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"blanks, breaks, entities", "<p>Kế\n  hoạch&nbsp;số&#32;5<br>\n- Xã A &amp; B;<br/>- Xã C.</p>trần<div>Khối <span>chữ</span></div>", "p Kế hoạch số 5\np - Xã A & B;\np - Xã C.\np trần\np Khối chữ\n"},
		{"headings and bold", "<h2>I. MỤC ĐÍCH</h2><p><b>1. Yêu cầu</b></p><p><b>1.</b> Rà soát</p><p style='font-weight: 700'>Đậm</p><b>x <span style='font-weight:normal'>y</span></b>", "h#2 I. MỤC ĐÍCH\nh 1. Yêu cầu\np 1. Rà soát\nh Đậm\np x y\n"},
		{
			"what is not shown", "<p>A</p><script>x</script><style>y</style><nav>Trang chủ</nav><p hidden>ẩn</p><p style='display: none'>ẩn</p><div aria-hidden=true>ẩn</div><!-- ẩn --><select><option>ẩn</select><span style='mso-hide:all'>ẩn</span><p>B</p>", "p A\np B\n",
		},
		{
			"lists", "<ol type=I start=2><li>a<ul><li>b<li style='list-style-type:none'>- c</ul><li value=7><p>d</p><p>e</p></ol><ol style='list-style-type: lower-alpha'><li>f</ol><ol reversed><li>g<li>h</ol><ul style='list-style:none'><li>i</ul>",
			"p II. a\np ○ b\np - c\np VII. d\np e\np a. f\np 2. g\np 1. h\np i\n",
		},
		{
			"a table with merged cells, in it a table, its caption", "<table><caption>Phụ lục</caption><thead><tr><th rowspan=2>TT<th colspan=2>Nhiệm vụ<tr><th>a<th>b</thead><tbody><tr><td>1<td>c<br>- d<td><table><tr><td>e<td>f</table></tbody></table>",
			"p Phụ lục\nt TT⇥Nhiệm vụ⇥↵⇥a⇥b↵1⇥c↵- d⇥e↵f\n",
		},
		{"letterhead", letterhead + "<p>KẾ HOẠCH</p>", letterheadLines + "h KẾ HOẠCH\n"},
		{
			"footnotes of word processors",
			`<p>Rà soát<a style='x' href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> hộ nghèo<a href="#n2" id="r2">2</a>; xem <a href="#cuoi">mục 3</a>.</p><p>Hết.</p><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Theo chuẩn mới.</p><p>Và cũ.</p></div><ol style='list-style:none'><li id="n2"><p>Ghi chú hai. <a href="#r2">↩</a></p></li></ol><p id=cuoi>Cuối</p>`,
			"p Rà soát hộ nghèo; xem mục 3.\nf[1] Theo chuẩn mới. Và cũ.\nf[2] Ghi chú hai.\np Hết.\np Cuối\n",
		},
		{"fonts of old encodings", `<font face=".VnTime">Uû ban nh©n d©n tØnh</font><p style="font-family: 'VNI-Times', serif">UÛy ban nhaân daân tænh</p>`, "p Uỷ ban nhân dân tỉnh\np Ủy ban nhân dân tỉnh\n"},
		{
			"fonts of VISCII and VPS", "<font face='VI Times'>Hµi ð°ng nhân dân tïnh</font><p style='font-family: VPS Times Hoa'>Ñy ban nhân dân tÌnh</p><p style='font-family:VI Times'>Kế hoạch</p>",
			"p Hội đồng nhân dân tỉnh\nh ỦY BAN NHÂN DÂN TỈNH\np Kế hoạch\n",
		},
		{"set by hand", "<pre>Kế hoạch\n- Xã A\n</pre>", "p Kế hoạch\np - Xã A\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := outline(readBytes(t, "mau.html", []byte("<!DOCTYPE html><meta charset=utf-8><title>Trang</title>"+c.page))); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// The document of a portal, not the portal.
func TestHTMLMainContent(t *testing.T) {
	body := "<p>KẾ HOẠCH</p>" + strings.Repeat("<p>- Giao Sở Y tế chủ trì, phối hợp với các <a href='/x'>cơ quan</a> liên quan rà soát.</p>", 12)
	lines := "h KẾ HOẠCH\n" + strings.Repeat("p - Giao Sở Y tế chủ trì, phối hợp với các cơ quan liên quan rà soát.\n", 12)
	around := func(document string) string {
		return "<html><body><div class=a><div><a href=/>Trang chủ</a> | <a href=/tin>Tin tức</a></div></div><div class=b><div class=c><div><span>Nội dung</span><span>Thuộc tính</span><span>Tải về</span></div>" +
			document + "</div><div class=d><h3>Văn bản liên quan</h3>" + strings.Repeat("<p><a href=/y>Quyết định ban hành kế hoạch khác của tỉnh về việc khác hẳn</a></p>", 30) +
			"</div></div><footer>Cổng thông tin điện tử tỉnh Lam Giang. Giấy phép số 1.</footer></body></html>"
	}
	for _, c := range []struct{ name, page, want string }{
		{"in a part of its own", around("<div>" + letterhead + body + "</div>"), letterheadLines + lines},
		{"letterhead and text beside each other, behind the names of tabs", around(letterhead + "<div>" + body + "</div>"), letterheadLines + lines},
		{"letterhead without a table", around("<div><div><div>ỦY BAN NHÂN DÂN<br>Số: 1/KH</div><div>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div></div>" + body + "</div>"), "h ỦY BAN NHÂN DÂN\np Số: 1/KH\nh CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" + lines},
		{
			"lists of links around the text, and near misses", around("<article><div><a href=/>Trang chủ</a> » <a href=/v>Văn bản</a> » <a href=/k>Kế hoạch</a></div>" + body + "<p>Căn cứ <a href=/1>Luật A</a>, <a href=/2>Luật B</a>, <a href=/3>Luật C</a> của Quốc hội.</p><ul><li><a href=#1>Phần I</a><li><a href=#2>Phần II</a><li><a href=#3>Phần III</a></ul><ul><li><a href=/a>Tin một</a><li><a href=/b>Tin hai</a><li><a href=/c>Tin ba</a></ul></article>"),
			lines + "p Căn cứ Luật A, Luật B, Luật C của Quốc hội.\np • Phần I\np • Phần II\np • Phần III\n",
		},
		{"without letterhead", around("<article>" + body + "</article>"), lines},
		{"set in a table of the portal", "<html><table><tr><td><a href=/>Menu</a><td>" + letterhead + body + "</table>", letterheadLines + lines},
		{"in many equal parts", "<html>" + strings.Repeat("<div><p>- Sở Y tế rà soát.</p></div>", 4), strings.Repeat("p - Sở Y tế rà soát.\n", 4)},
		{"all hidden by the saved state", "<html><div style='display:none'>" + body + "</div>", lines},
		{
			"a decision before the plan's own letterhead stays",
			"<html>" + strings.Repeat("<p>Căn cứ Luật Tổ chức chính quyền địa phương.</p>", 9) + letterhead + body, strings.Repeat("p Căn cứ Luật Tổ chức chính quyền địa phương.\n", 9) + letterheadLines + lines,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := outline(readBytes(t, "trang.html", []byte(c.page))); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestHTMLEncodings(t *testing.T) {
	page := func(meta string) string {
		return "<html><head>" + meta + "</head><body><p>" + strings.Repeat("Ủy ban nhân dân tỉnh quyết định. ", 6) + "</p></body></html>"
	}
	want := "Ủy ban nhân dân tỉnh quyết định."
	viet, err := charmap.Windows1258.NewEncoder().String(strings.NewReplacer("Ủ", "U\u0309", "ỉ", "i\u0309", "ế", "ê\u0301", "ị", "i\u0323").Replace(page("")))
	if err != nil {
		t.Fatal(err)
	}
	wide, err := textunicode.UTF16(textunicode.LittleEndian, textunicode.UseBOM).NewEncoder().String(page(""))
	if err != nil {
		t.Fatal(err)
	}
	abc := strings.NewReplacer("Ủy", "Uû", "nhân dân", "nh\xa9n d\xa9n", "tỉnh", "t\xd8nh", "quyết định", "quy\xd5t \xae\xdenh").Replace(page(""))
	abc = strings.ReplaceAll(abc, "Uû", "U\xfb")
	viscii := codes(page("<meta http-equiv=Content-Type content='text/html; charset=viscii'>"), letters.VISCII)
	for name, data := range map[string]string{
		"UTF-8 that says it is not": page("<meta charset=iso-8859-1>"),
		"byte order mark":           "\ufeff" + page(""),
		"in parts":                  norm.NFD.String(page("<meta charset=utf-8>")),
		"Windows-1258":              viet,
		"UTF-16":                    wide,
		"a few bad bytes":           strings.Replace(page(""), "tỉnh", "tỉnh\xff", 1),
		"TCVN3 that says nothing":   abc,
		"VISCII":                    viscii,
		"VISCII that says nothing":  strings.Replace(viscii, "viscii", "iso-8859-1", 1),
		"VISCII, made up":           strings.Replace(viscii, "viscii", "x-user-defined", 1),
		"VPS":                       strings.ReplaceAll(codes(page("<meta charset=x-viet-vps>"), letters.VPS), "\n", "\r\n"),
	} {
		doc := readBytes(t, "a.html", []byte(data))
		if !strings.HasPrefix(strings.ReplaceAll(doc.Text, "Uỷ", "Ủy"), want) {
			t.Errorf("%s: %.60q", name, doc.Text)
		}
	}
}

func TestHTMLErrors(t *testing.T) {
	for _, c := range []struct {
		name, data string
		is         error
	}{
		{"nested too deep", "<html>" + strings.Repeat("<div>", 100_000) + "a", ErrDamaged},
		{"pictures nested too deep", "<html><svg>" + strings.Repeat("<g>", 100_000) + "a", ErrDamaged},
		{"formulas nested too deep", "<html><math>" + strings.Repeat("<mrow>", 100_000) + "a", ErrDamaged},
		{"tables nested too deep", "<html>" + strings.Repeat("<table><tr><td>", 100_000) + "a", ErrDamaged},
		{"fonts left open over all paragraphs", "<html>" + strings.Repeat("<font size=1><b><i>", 100) + strings.Repeat("<p>a", 100_000), ErrDamaged},
		{"no text", "<html><script>a()</script>", ErrEmpty},
		{"only a picture", "<html><img src=a.png>", ErrNoText},
	} {
		if _, err := Read(context.Background(), "a.html", []byte(c.data)); !errors.Is(err, c.is) || strings.Contains(err.Error(), "gave up") {
			t.Errorf("%s: error %v, want %v", c.name, err, c.is)
		}
	}
	// Footnotes inside of one another are not read again and again.
	var chain strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&chain, `<a href="#n%d" name="r%d">1</a><p><a href="#r%d" name="n%d">1</a>x`, i, i, i, i)
	}
	if doc := readBytes(t, "a.html", []byte("<html>"+chain.String())); strings.Count(doc.Text, "x") != 2000 {
		t.Errorf("of footnotes in a chain %d are left", strings.Count(doc.Text, "x"))
	}
	// Two notes in one paragraph: it is read once.
	both := `<html><p>a<a href="#n1" name="r1">1</a>b<a href="#n2" name="r2">2</a><p><a href="#r1" name="n1">1</a>x <a href="#r2" name="n2">2</a>y`
	if got := outline(readBytes(t, "a.html", []byte(both))); got != "p ab2\nf[1] x 2y\n" {
		t.Errorf("two notes in one paragraph: got %s", got)
	}
	// Rows that a cell above covers cost a few bytes each.
	rows := "<html><table>" + strings.Repeat("<tr><td colspan=120 rowspan=120>a"+strings.Repeat("<tr>", 119), 100) + "</table>"
	if doc := readBytes(t, "a.html", []byte(rows)); !hasNote(doc, NoteLimit) {
		t.Error("no note on rows left out")
	}
	huge := "<html><table><tr><td colspan=2000000000 rowspan=2000000000>a<td>b<tr><td>c<td>d</table>"
	if doc := readBytes(t, "a.html", []byte(huge)); doc.Text == "" {
		t.Error("a table with huge spans has no text")
	}
}

func TestMHTML(t *testing.T) {
	const head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: "
	const want = "p Kế hoạch số 5\n"
	for name, data := range map[string]string{
		"quoted":   head + "quoted-printable\r\n\r\n<html><p>K=E1=BA=BF ho=E1=BA=A1ch =\r\ns=E1=BB=91 5</p></html>\r\n--x--\r\n",
		"base64":   head + "base64\r\n\r\nPGh0bWw+PHA+S+G6vyBob+G6oWNoIHPhu5EgNTwvcD48L2h0bWw+\r\n--x--\r\n",
		"cut off":  head + "8bit\r\n\r\n<html><p>Kế hoạch số 5</p>",
		"one part": "Content-Type: text/html\r\nMIME-Version: 1.0\r\n\r\n<html><p>Kế hoạch số 5",
	} {
		doc := readBytes(t, "a.doc", []byte(data))
		if got := outline(doc); got != want || doc.Source.Format != "mhtml" {
			t.Errorf("%s: %s: got %s", name, doc.Source.Format, got)
		}
	}
	for _, bad := range []string{head + "8bit", "MIME-Version: 1.0\nContent-Type: multipart/related\n\nx", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--\r\n"} {
		if _, err := Read(context.Background(), "a.mht", []byte(bad)); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrEmpty) {
			t.Errorf("%.40q: error %v", bad, err)
		}
	}
}

func FuzzReadHTML(f *testing.F) {
	found, _ := filepath.Glob("testdata/html/*")
	for _, path := range found {
		if data, err := os.ReadFile(path); err == nil {
			f.Add(string(data))
		}
	}
	f.Add(letterhead + "<ol type=i><li>a<ul><li>b</ol><p>x<a href=#b id=a>1</a><p><a href=#a id=b>1</a> y")
	f.Add("<table><tr><td rowspan=3>a<td colspan=2>b<tr><td>c</table><font face=.VnTime>nh©n\u00ad</font><pre>\n\ta\r\n</pre>")
	f.Add("<div hidden>a<div>b</div></div><h3>\u0301c</h3><br><br>d<div style='font-family:VNI-Times;font-weight:bold'>aâ</div>")
	f.Fuzz(func(t *testing.T, page string) { fuzzRead(t, []byte("<html>"+page)) })
}
