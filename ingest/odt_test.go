package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

const odfNames = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
	`xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"`

const odfType = "application/vnd.oasis.opendocument.text"

// odtOf packs an OpenDocument text: automatic styles, the text, and the whole
// of other parts.
func odtOf(t testing.TB, styles, text string, parts ...string) []byte {
	t.Helper()
	return zipped(t, append([]string{
		"mimetype", odfType, "content.xml",
		`<?xml version="1.0"?><office:document-content ` + odfNames + "><office:automatic-styles>" + styles + "</office:automatic-styles><office:body><office:text>" + text + "</office:text></office:body></office:document-content>",
	}, parts...)...)
}

const odfStyles = `<style:style style:name="B" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="BCon" style:family="paragraph" style:parent-style-name="B"/>
<style:style style:name="T" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="A" style:family="text"><style:text-properties style:font-name=".VnTime"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="C" style:family="text"><style:text-properties fo:text-transform="uppercase"/></style:style>
<style:style style:name="V" style:family="paragraph" style:parent-style-name="V"/>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="1" text:start-value="3"/>
<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="2"/><text:list-level-style-number text:level="4" style:num-format="a" style:num-suffix=")" style:num-list-format="%4%)"/><text:list-level-style-bullet text:level="5" text:bullet-char="` + "\uf0b7" + `" style:num-suffix="x"/></text:list-style>`

func TestReadODT(t *testing.T) {
	p := func(s string) string { return "<text:p>" + s + "</text:p>" }
	li := func(s string) string { return "<text:list-item>" + s + "</text:list-item>" }
	nest := func(s string) string { return li("<text:list>" + s + "</text:list>") }
	cell := func(more, s string) string { return "<table:table-cell" + more + ">" + s + "</table:table-cell>" }
	for _, c := range []struct{ name, text, want string }{
		{"blanks, tabs, breaks, spans", p("Kế\n hoạch<text:s text:c=\"3\"/>số<text:tab/>5<text:line-break/>- Xã <text:span>A</text:span><text:a>.</text:a>"), "p Kế hoạch số 5\np - Xã A.\n"},
		{"styles", `<text:p text:style-name="BCon">1. Mục tiêu</text:p><text:h text:outline-level="2">Yêu cầu</text:h><text:p text:style-name="V">vòng</text:p><text:p><text:span text:style-name="C">Kế</text:span><text:span text:style-name="H"> ẩn</text:span></text:p>`, "h 1. Mục tiêu\nh#2 Yêu cầu\np vòng\np KẾ\n"},
		{
			"lists", `<text:list text:style-name="L">` + li(p("A")+"<text:p>tiếp</text:p>") + nest(li(p("b"))+li(p("c"))+nest(li(p("d")))) + li(p("e")) + nest(li(p("f"))+nest(nest(li(p("g"))+nest(li(p("h")))))) + `</text:list>` +
				`<text:list text:style-name="L">` + li(p("i")) + `</text:list><text:list text:style-name="L" text:continue-numbering="true">` + li(p("k")) + `<text:list-item text:start-value="7">` + p("l") + `</text:list-item><text:list-header>` + p("m") + `</text:list-header></text:list>`,
			"p I. A\np tiếp\np 3. b\np 4. c\np 4.1 d\np II. e\np 3. f\np a) g\np • h\np I. i\np II. k\np VII. l\np m\n",
		},
		{
			"footnotes", p(`Rà soát<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>`+p("Theo chuẩn mới.")+p("Và cũ.")+`</text:note-body></text:note> hộ nghèo.`) + p("Hết."), "p Rà soát hộ nghèo.\nf[1] Theo chuẩn mới. Và cũ.\np Hết.\n",
		},
		{
			"tables", "<table:table><table:table-header-rows><table:table-row>" + cell("", p("TT")) + cell(` table:number-columns-spanned="2"`, p("Việc")) + "<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>" +
				cell("", p("1")) + cell("", p("a")) + cell("", p("b")+"<table:table><table:table-row>"+cell("", p("c"))+"</table:table-row></table:table>") + `</table:table-row><table:table-row table:number-rows-repeated="2">` + cell(` table:number-columns-repeated="3"`, "") + "</table:table-row></table:table>",
			"t TT⇥Việc⇥↵1⇥a⇥b↵c↵⇥⇥↵⇥⇥\n",
		},
		{
			"text boxes, sections, what is no text", `<text:tracked-changes><text:changed-region><text:deletion>` + p("xóa") + `</text:deletion></text:changed-region></text:tracked-changes><text:sequence-decls/>` +
				p(`Chính<draw:frame><draw:text-box>`+p("Hộp")+`</draw:text-box></draw:frame><office:annotation>`+p("ghi")+`</office:annotation>`) + `<text:section>` + p("Mục") + `</text:section><text:section text:display="none">` + p("ẩn") + "</text:section>",
			"p Chính\np Hộp\np Mục\n",
		},
		{"pages", `<text:p text:style-name="T">Một</text:p><text:p text:style-name="T">Hai <text:soft-page-break/>ba</text:p>`, "p Một\np2>3@\"ba\" Hai ba\n"},
		{"fonts of old encodings", p(`<text:span text:style-name="A">Uû ban nh©n d©n tØnh</text:span>`), "p Uỷ ban nhân dân tỉnh\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := readBytes(t, "mau.odt", odtOf(t, odfStyles, c.text))
			if got := outline(doc); got != c.want || doc.Source.Format != "odt" {
				t.Errorf("%s: got\n%swant\n%s", doc.Source.Format, got, c.want)
			}
		})
	}
	// The same in a single file, and heads of pages.
	flat := `<?xml version="1.0"?><office:document ` + odfNames + ` office:mimetype="` + odfType + `"><office:master-styles><style:master-page><style:header>` + p("CÔNG BÁO") + `</style:header><style:footer>` + p("- 3 -") + `</style:footer></style:master-page></office:master-styles><office:body><office:text>` + p("Thân") + `</office:text></office:body></office:document>`
	if got := outline(readBytes(t, "mau.fodt", []byte(flat))); got != "p Thân\nfu CÔNG BÁO\n" {
		t.Errorf("single file: got\n%s", got)
	}
}

// laughs is an OpenDocument text whose entities would unpack to gigabytes.
func laughs(names string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha ha ha ">`)
	for i := range 9 {
		fmt.Fprintf(&b, "<!ENTITY a%d \"%s\">", i+1, strings.Repeat(fmt.Sprintf("&a%d;", i), 10))
	}
	return b.String() + "]><office:document " + names + "><office:body><office:text><text:p>&a9;</text:p></office:text></office:body></office:document>"
}

func TestODTErrors(t *testing.T) {
	good := odtOf(t, "", "<text:p>a</text:p>")
	for _, c := range []struct {
		name string
		data []byte
		is   error
	}{
		{"cut off before the text", good[:strings.Index(string(good), "content.xml")+30], ErrDamaged},
		{"no content", zipped(t, "mimetype", odfType), ErrDamaged},
		{"no text document", zipped(t, "mimetype", odfType, "content.xml", "<a/>"), ErrDamaged},
		{"broken XML", odtOf(t, "", "<text:p>"), ErrDamaged},
		{"nested too deep", odtOf(t, "", strings.Repeat("<text:p>", 100_000)), ErrDamaged},
		{"a bomb", odtOf(t, "", strings.Repeat(" ", 40<<20)), ErrDamaged},
		{"entities", zipped(t, "mimetype", odfType, "content.xml", laughs(odfNames)), ErrDamaged},
		{"entities in a single file", []byte(strings.Replace(laughs(odfNames), "<office:text>", "<!-- "+odfType+" --><office:text>", 1)), ErrDamaged},
		{"no text", odtOf(t, "", "<text:p/>"), ErrEmpty},
		{"a spreadsheet", zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ErrUnknownFormat},
		{"locked", odtOf(t, "", "", "META-INF/manifest.xml", `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>`), ErrEncrypted},
	} {
		if _, err := Read(context.Background(), "a.odt", c.data); !errors.Is(err, c.is) || strings.Contains(err.Error(), "gave up") {
			t.Errorf("%s: error %v, want %v", c.name, err, c.is)
		}
	}
	long := "<text:p>" + strings.Repeat("Sở Y tế ", 1000) + "</text:p>"
	repeated := `<table:table><table:table-row table:number-rows-repeated="100"><table:table-cell table:number-columns-repeated="100">` + long + `</table:table-cell></table:table-row></table:table>`
	if doc := readBytes(t, "a.odt", odtOf(t, "", long+repeated)); len(doc.Text) > 4*len(long) {
		t.Errorf("words that a table repeats have %d bytes", len(doc.Text))
	}
	huge := `<text:p>x<text:s text:c="2000000000"/>y</text:p><table:table><table:table-row table:number-rows-repeated="2000000000"><table:table-cell table:number-columns-repeated="2000000000"><text:p>a</text:p></table:table-cell></table:table-row></table:table>`
	if doc := readBytes(t, "a.odt", odtOf(t, "", huge)); len(doc.Text) > 1<<20 {
		t.Errorf("a table that repeats has %d bytes of text", len(doc.Text))
	}
}

// A file whose end is missing is read as far as it goes, and says so.
func TestODTCutOff(t *testing.T) {
	var text strings.Builder
	for i := range 300 {
		fmt.Fprintf(&text, "<text:p>Giao xã %x việc số %d</text:p>", i*i*104729, i*7919)
	}
	whole := odtOf(t, "", text.String(), "styles.xml", "<office:document-styles "+odfNames+"/>")
	full := readBytes(t, "a.odt", whole)
	for name, c := range map[string]struct {
		end int
		cut bool
	}{
		"without its list": {strings.Index(string(whole), "PK\x01\x02"), false},
		"in its text":      {len(whole) / 2, true},
	} {
		doc := readBytes(t, "a.odt", whole[:c.end])
		if !strings.HasPrefix(full.Text, doc.Text) || (len(doc.Text) < len(full.Text)) != c.cut || !hasNote(doc, NoteRepaired) || hasNote(doc, NoteCut) != c.cut {
			t.Errorf("%s: %d of %d bytes, notes %v", name, len(doc.Text), len(full.Text), doc.Notes)
		}
	}
	if _, err := Read(context.Background(), "a.odt", whole[:200]); !errors.Is(err, ErrDamaged) {
		t.Errorf("without text: %v", err)
	}
}

func FuzzReadODT(f *testing.F) {
	f.Add(`<text:list text:style-name="L"><text:list-item><text:p>a</text:p><text:list><text:list-item text:start-value="9"><text:h>b</text:h></text:list-item></text:list></text:list-item></text:list>`)
	f.Add(`<text:p text:style-name="T">x<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>y<text:soft-page-break/></text:p></text:note-body></text:note><text:soft-page-break/>z</text:p>`)
	f.Add(`<table:table><table:table-row><table:table-cell table:number-columns-repeated="3"><draw:frame><draw:text-box><text:p/></draw:text-box></draw:frame></table:table-cell></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, text string) { fuzzRead(t, odtOf(t, odfStyles, text)) })
}
