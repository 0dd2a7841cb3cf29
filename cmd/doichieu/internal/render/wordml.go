package render

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// The least of WordprocessingML that a report of tables needs. The libraries that
// there are for Go either bind their users to the AGPL, or write no footers, or
// put the time of writing into the file, which must be the same for the same
// input.

// Sizes of a landscape page of A4, in twentieths of a point.
const (
	wordPageWidth  = 16838
	wordPageHeight = 11906
	wordMargin     = 850 // 1.5 cm
	wordTextWidth  = wordPageWidth - 2*wordMargin
)

// wordRun is a piece of text in one style.
type wordRun struct {
	text         string
	bold, italic bool
}

// wordLine is a paragraph.
type wordLine []wordRun

// plain is a line in no special style.
func plain(s string) wordLine { return wordLine{{text: s}} }

// strong is a line in bold.
func strong(s string) wordLine { return wordLine{{text: s, bold: true}} }

// wordCell is a cell of a table.
type wordCell struct {
	lines []wordLine
	shade string // colour of the ground in hex, "" for none
	span  int    // columns that it takes, 0 means 1
}

// word writes a document from top to bottom.
type word struct{ body strings.Builder }

// line writes a paragraph in a style of wordStyles.
func (d *word) line(style string, line wordLine) {
	fmt.Fprintf(&d.body, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr>`, style)
	for _, r := range line {
		d.run(r)
	}
	d.body.WriteString(`</w:p>`)
}

// run writes a piece of text. Control characters are shown, as in every format.
func (d *word) run(r wordRun) {
	d.body.WriteString(`<w:r>`)
	if r.bold || r.italic {
		d.body.WriteString(`<w:rPr>`)
		if r.bold {
			d.body.WriteString(`<w:b/>`)
		}
		if r.italic {
			d.body.WriteString(`<w:i/>`)
		}
		d.body.WriteString(`</w:rPr>`)
	}
	for i, part := range strings.Split(visible(r.text), "\n") {
		if i > 0 {
			d.body.WriteString(`<w:br/>`)
		}
		fmt.Fprintf(&d.body, `<w:t xml:space="preserve">%s</w:t>`, escapeXML(part))
	}
	d.body.WriteString(`</w:r>`)
}

// table writes a table with columns of those shares of the width. The heading is
// repeated on every page, and no row is split over two pages.
func (d *word) table(shares []float64, heading []string, rows [][]wordCell) {
	total := 0.0
	for _, s := range shares {
		total += s
	}
	widths := make([]int, len(shares))
	d.body.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Table"/>`)
	fmt.Fprintf(&d.body, `<w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`, wordTextWidth)
	for i, s := range shares {
		widths[i] = int(s / total * wordTextWidth)
		fmt.Fprintf(&d.body, `<w:gridCol w:w="%d"/>`, widths[i])
	}
	d.body.WriteString(`</w:tblGrid>`)
	head := make([]wordCell, len(heading))
	for i, h := range heading {
		for part := range strings.SplitSeq(h, "\n") {
			head[i].lines = append(head[i].lines, strong(part))
		}
		head[i].shade = "DCE6F1"
	}
	d.row(widths, head, "<w:tblHeader/>")
	for _, r := range rows {
		d.row(widths, r, "")
	}
	d.body.WriteString(`</w:tbl>`)
}

func (d *word) row(widths []int, cells []wordCell, more string) {
	d.body.WriteString(`<w:tr><w:trPr><w:cantSplit/>` + more + `</w:trPr>`)
	at := 0
	for _, c := range cells {
		n := max(1, c.span)
		width := 0
		for _, w := range widths[at : at+n] {
			width += w
		}
		at += n
		fmt.Fprintf(&d.body, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
		if n > 1 {
			fmt.Fprintf(&d.body, `<w:gridSpan w:val="%d"/>`, n)
		}
		if c.shade != "" {
			fmt.Fprintf(&d.body, `<w:shd w:val="clear" w:color="auto" w:fill="%s"/>`, c.shade)
		}
		d.body.WriteString(`</w:tcPr>`)
		if len(c.lines) == 0 {
			d.line("Cell", nil) // a cell without a paragraph is no valid one
		}
		for _, l := range c.lines {
			d.line("Cell", l)
		}
		d.body.WriteString(`</w:tc>`)
	}
	d.body.WriteString(`</w:tr>`)
}

// wordPart is a file in the package.
type wordPart struct{ name, text string }

// write closes the document and writes the package, without any clock: the same
// document gives the same bytes. title stands at the head of each page, the
// number of the page at its foot.
func (d *word) write(w io.Writer, title string, l labels) error {
	d.line("Normal", nil) // a page ends with a paragraph, not with a table
	const name = `http://schemas.openxmlformats.org/wordprocessingml/2006/main`
	space := fmt.Sprintf(`xmlns:w="%s" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`, name)
	field := func(code string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + code + ` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	page := fmt.Sprintf(`<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/><w:pgMar w:top="%[3]d" w:right="%[3]d" w:bottom="%[3]d" w:left="%[3]d" w:header="425" w:footer="425" w:gutter="0"/></w:sectPr>`, wordPageWidth, wordPageHeight, wordMargin)
	parts := []wordPart{
		{"[Content_Types].xml", wordTypes},
		{"_rels/.rels", wordPackageRelations},
		{"docProps/core.xml", fmt.Sprintf(wordCore, escapeXML(oneLine(title)), l.Lang)},
		{"word/_rels/document.xml.rels", wordRelations},
		{"word/styles.xml", fmt.Sprintf(wordStyles, name, map[string]string{"vi": "vi-VN", "en": "en-GB"}[l.Lang])},
		{"word/header1.xml", fmt.Sprintf(`<w:hdr %s><w:p><w:pPr><w:pStyle w:val="Margin"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p></w:hdr>`, space, escapeXML(oneLine(title)))},
		{"word/footer1.xml", fmt.Sprintf(`<w:ftr %s><w:p><w:pPr><w:pStyle w:val="Margin"/></w:pPr><w:r><w:t xml:space="preserve">%s </w:t></w:r>%s<w:r><w:t>/</w:t></w:r>%s</w:p></w:ftr>`, space, escapeXML(l.Page), field("PAGE"), field("NUMPAGES"))},
		{"word/document.xml", fmt.Sprintf(`<w:document %s><w:body>%s%s</w:body></w:document>`, space, d.body.String(), page)},
	}
	z := zip.NewWriter(w)
	for _, p := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, xml.Header+p.text); err != nil {
			return err
		}
	}
	return z.Close()
}

// escapeXML escapes text for XML.
func escapeXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes all
	return b.String()
}

const wordTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

const wordPackageRelations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const wordRelations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>`

// wordCore has a day that never changes, as workbooks do.
const wordCore = `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>%s</dc:title><dc:creator>doichieu</dc:creator><dc:language>%s</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created></cp:coreProperties>`

// wordStyles are the styles, all in the font of Vietnamese state papers.
const wordStyles = `<w:styles xmlns:w="%s"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="%s"/></w:rPr></w:rPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="80"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:after="160"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="280" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="20"/></w:pPr><w:rPr><w:sz w:val="19"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Margin"><w:name w:val="Margin"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr></w:style>` +
	`<w:style w:type="table" w:styleId="Table"><w:name w:val="Table"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="808080"/><w:left w:val="single" w:sz="4" w:color="808080"/><w:bottom w:val="single" w:sz="4" w:color="808080"/><w:right w:val="single" w:sz="4" w:color="808080"/><w:insideH w:val="single" w:sz="4" w:color="808080"/><w:insideV w:val="single" w:sz="4" w:color="808080"/></w:tblBorders><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>`
