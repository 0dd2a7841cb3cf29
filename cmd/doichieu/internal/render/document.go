package render

import (
	"cmp"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"doichieu/corpus"
)

//go:embed document.html
var documentHTML string

//go:embed document.css
var documentCSS string

var documentTemplate = template.Must(template.New("document").Parse(documentHTML))

// documentPage is what document.html shows: each page as it was read beside its
// blocks, numbered alike, so that the eye can check one against the other.
type documentPage struct {
	L                    labels
	Name, Format, SHA256 string
	Policy, Whole        string
	Style                template.CSS
	Kinds                []corpus.BlockKind
	Pages                []sheet
	Notes                []string
	words                documentWords
}

// KindName is what a kind of block is called, VerdictName what the verdict on a
// page.
func (p documentPage) KindName(k corpus.BlockKind) string { return p.words.kinds[k] }

func (p documentPage) VerdictName(verdict string) string {
	return cmp.Or(p.words.verdicts[verdict], oneLine(verdict))
}

// documentWords name the kinds of blocks and the verdicts on pages, in one
// language.
type documentWords struct {
	kinds    map[corpus.BlockKind]string
	verdicts map[string]string
}

var vietnameseDocument = documentWords{
	kinds: map[corpus.BlockKind]string{
		corpus.Heading: "đề mục", corpus.Paragraph: "đoạn văn", corpus.Table: "bảng", corpus.Footnote: "chú thích cuối trang",
		corpus.Furniture: "số trang, đầu trang", corpus.Stamp: "dấu, chữ ký số",
	},
	verdicts: map[string]string{
		"text": "có lớp chữ", "legacy": "bảng mã cũ, đã chuyển", "garbled": "lớp chữ hỏng", "foreign-ocr": "OCR không có dấu tiếng Việt",
		"ocr": "nhận dạng chữ (OCR)", "scan": "bản quét, chưa nhận dạng", "empty": "trang trắng", "damaged": "không đọc được",
	},
}

var englishDocument = documentWords{
	kinds: map[corpus.BlockKind]string{
		corpus.Heading: "heading", corpus.Paragraph: "paragraph", corpus.Table: "table", corpus.Footnote: "footnote",
		corpus.Furniture: "page number, running head", corpus.Stamp: "stamp, signature",
	},
	verdicts: map[string]string{
		"text": "text", "legacy": "old encoding, decoded", "garbled": "garbled text", "foreign-ocr": "OCR without Vietnamese letters",
		"ocr": "read by OCR", "scan": "scan, not read", "empty": "empty", "damaged": "cannot be read",
	},
}

// sheet is a page of the document: a drawing of where its blocks stand, over its
// picture if there is one, and the blocks. Formats without places have no drawing.
type sheet struct {
	Number        int
	Verdict       string
	Sheet         bool
	Width, Height float64
	Picture       template.URL
	Boxes         []sheetBox
	Blocks        []sheetBlock
}

type sheetBox struct {
	N          int
	Kind       corpus.BlockKind
	X, Y, W, H float64
}

type sheetBlock struct {
	N          int
	Kind       corpus.BlockKind
	Mark, Text string
	Rows       [][]string
}

// A4 in points, the size of a page of which nothing is known.
const a4Width, a4Height = 595, 842

// margin is the white around the blocks of a page whose size is not known.
const margin = 40

// Document writes a page that shows how a document was read. pictures holds a
// PNG for each page that has one, by page number; it may be nil. Everything that
// comes from the document is escaped, and the page needs nothing but itself.
func Document(w io.Writer, doc *corpus.Document, pictures map[int][]byte, lang string) error {
	l, err := labelsFor(lang)
	if err != nil {
		return err
	}
	words := vietnameseDocument
	if l.Lang == english.Lang {
		words = englishDocument
	}
	p := documentPage{
		words: words,
		L:     l, Name: oneLine(doc.Source.Name), Format: oneLine(doc.Source.Format), SHA256: doc.Source.SHA256, Whole: "100%",
		Style:  template.CSS(documentCSS),
		Kinds:  []corpus.BlockKind{corpus.Heading, corpus.Paragraph, corpus.Table, corpus.Footnote, corpus.Furniture, corpus.Stamp},
		Policy: fmt.Sprintf("default-src 'none'; style-src %s; img-src data:; base-uri 'none'; form-action 'none'", sourceHash(documentCSS)),
	}
	for _, page := range doc.Pages {
		p.Pages = append(p.Pages, newSheet(doc, page, pictures[page.Number]))
	}
	for _, n := range doc.Notes {
		p.Notes = append(p.Notes, fmt.Sprintf("%s %d: %s (%s)", l.PageShort, n.Page, oneLine(n.Message), oneLine(n.Code)))
	}
	return fill(w, documentTemplate, p)
}

func newSheet(doc *corpus.Document, page corpus.Page, picture []byte) sheet {
	s := sheet{Number: page.Number, Verdict: page.Verdict, Width: page.Width, Height: page.Height}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Page != page.Number {
			continue
		}
		n := len(s.Blocks) + 1
		s.Blocks = append(s.Blocks, newSheetBlock(doc, b, n))
		if box := b.Box; box != (corpus.Box{}) {
			s.Boxes = append(s.Boxes, sheetBox{n, b.Kind, box[0], box[1], box[2] - box[0], box[3] - box[1]})
			if page.Width == 0 {
				s.Width, s.Height = max(s.Width, box[2]+margin), max(s.Height, box[3]+margin)
			}
		}
	}
	s.Sheet = len(s.Boxes) > 0 || len(picture) > 0
	if s.Sheet && s.Width == 0 {
		s.Width, s.Height = a4Width, a4Height
	}
	if len(picture) > 0 {
		s.Picture = template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(picture))
	}
	return s
}

func newSheetBlock(doc *corpus.Document, b *corpus.Block, n int) sheetBlock {
	out := sheetBlock{N: n, Kind: b.Kind, Mark: oneLine(b.Mark), Text: visible(b.Span.In(doc.Text))}
	for _, row := range b.Rows(doc.Text) {
		for i, words := range row {
			row[i] = strings.TrimSpace(visible(words))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
