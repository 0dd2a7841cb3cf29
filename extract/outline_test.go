package extract

import (
	"strings"
	"testing"

	"doichieu/corpus"
)

// textDoc is a document of one paragraph a line; a line that begins with "^ "
// is a footnote with the mark behind it, lines that begin with "| " are the rows
// of a table.
func textDoc(lines ...string) *corpus.Document {
	doc := &corpus.Document{ID: "000000000000", Source: corpus.Source{Name: "thu.txt", Format: "text", Pages: 1}, Pages: []corpus.Page{{Number: 1, Verdict: "text"}}}
	var text strings.Builder
	for _, l := range lines {
		b := corpus.Block{Kind: corpus.Paragraph, Page: 1}
		if rest, ok := strings.CutPrefix(l, "^ "); ok {
			b.Kind = corpus.Footnote
			b.Mark, l, _ = strings.Cut(rest, " ")
		}
		if text.Len() > 0 {
			text.WriteByte('\n')
		}
		b.Span = corpus.Span{Start: text.Len(), End: text.Len() + len(l)}
		text.WriteString(l)
		if strings.HasPrefix(l, "| ") {
			b.Kind = corpus.Table
			b.Cells = [][]corpus.Span{cells(l, b.Span.Start)}
			if k := len(doc.Blocks) - 1; k >= 0 && doc.Blocks[k].Kind == corpus.Table {
				doc.Blocks[k].Span.End = b.Span.End
				doc.Blocks[k].Cells = append(doc.Blocks[k].Cells, b.Cells...)
				continue
			}
		}
		doc.Blocks = append(doc.Blocks, b)
	}
	doc.Text = text.String()
	return doc
}

// cells are the spans of the cells of a row "| a | b |" that begins at byte at.
func cells(row string, at int) []corpus.Span {
	var out []corpus.Span
	from := 1
	for i := 1; i < len(row); i++ {
		if row[i] == '|' {
			cell := strings.TrimSpace(row[from:i])
			start := at + from + strings.Index(row[from:i], cell)
			out = append(out, corpus.Span{Start: start, End: start + len(cell)})
			from = i + 1
		}
	}
	return out
}

// ids are the ids of all items in reading order, with the first words of each.
func ids(root *item) string {
	var out []string
	root.walk(func(it *item) {
		if it.parent != nil {
			out = append(out, it.id+" "+it.text)
		}
	})
	return strings.Join(out, "\n")
}

func TestOutline(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{
			"the usual order",
			[]string{"I. A", "1. B", "a) C", "- D", "- E", "b) F", "2. G", "II. H"},
			"I A|I/1 B|I/1/a C|I/1/a/-1 D|I/1/a/-2 E|I/1/b F|I/2 G|II H",
		},
		{
			"a number printed twice is a sibling",
			[]string{"II. A", "4. B", "4. C", "a) D", "5. E"},
			"II A|II/4 B|II/4~2 C|II/4~2/a D|II/5 E",
		},
		{
			"a missing number changes nothing",
			[]string{"V. A", "1. B", "VII. C", "1. D", "3. E"},
			"V A|V/1 B|VII C|VII/1 D|VII/3 E",
		},
		{
			"đ follows d",
			[]string{"1. A", "d) B", "đ) C", "e) D"},
			"1 A|1/d B|1/đ C|1/e D",
		},
		{
			"an unmarked paragraph belongs to the point, not to the dash",
			[]string{"1. A", "- B", "C d.", "a) E.", "F g."},
			"1 A|1/-1 B|1/p1 C d.|1/a E.|1/a/p1 F g.",
		},
		{
			"plus below dash",
			[]string{"1. A:", "- B:", "+ C", "+ D", "- E"},
			"1 A:|1/-1 B:|1/-1/+1 C|1/-1/+2 D|1/-2 E",
		},
		{
			"decimals below their number",
			[]string{"II. A", "1. B", "1.1. C", "1.2. D", "2. E", "2.1. F"},
			"II A|II/1 B|II/1/1.1 C|II/1/1.2 D|II/2 E|II/2/2.1 F",
		},
		{
			"capital letters above or below Roman numbers, as printed",
			[]string{"A. X", "I. Y", "1. Z", "B. W", "I. V"},
			"A X|A/I Y|A/I/1 Z|B W|B/I V",
		},
		{
			"articles",
			[]string{"Điều 1. A", "1. B", "Điều 2. C"},
			"Điều 1 A|Điều 1/1 B|Điều 2 C",
		},
		{
			"an l that OCR made of a 1",
			[]string{"I. A", "l. B", "a) C", "2. D"},
			"I A|I/1 B|I/1/a C|I/2 D",
		},
		{
			"an l that follows k",
			[]string{"1. A", "i) B", "k) C", "l) D"},
			"1 A|1/i B|1/k C|1/l D",
		},
		{
			"points below a dash that opens a list",
			[]string{"1. A", "- B:", "a) C", "b) D"},
			"1 A|1/-1 B:|1/-1/a C|1/-1/b D",
		},
		{
			"mid-sentence goes on",
			[]string{"a) chỉ đạo các cơ quan", "chức năng của tỉnh;", "b) D"},
			"a chỉ đạo các cơ quan chức năng của tỉnh;|b D",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := textDoc(c.lines...)
			got := strings.ReplaceAll(ids(outline(doc, cutBlocks(doc), []corpus.Span{{End: len(doc.Text)}})), "\n", "|")
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSegments(t *testing.T) {
	long := strings.Repeat("triển khai các biện pháp bảo đảm an toàn cho học sinh ", 4)
	run := "I. MỤC ĐÍCH, YÊU CẦU 1. Mục đích - Chỉ đạo " + long + ". - Xác định " + long + "; 2. Yêu cầu a) Bám sát " + long + ". b) Phân công " + long + ". II. NHIỆM VỤ"
	doc := textDoc(run)
	var got []string
	for _, s := range segments(doc.Text, doc.Blocks[0].Span, false) {
		got = append(got, strings.Join(strings.Fields(s.In(doc.Text))[:2], " "))
	}
	want := "I. MỤC|1. Mục|- Chỉ|- Xác|2. Yêu|a) Bám|b) Phân|II. NHIỆM"
	if strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
	for _, whole := range []string{
		"Giai đoạn 2021 - 2025, Sở Lao động - Thương binh và Xã hội " + long + long,
		"Hoàn thành các chỉ tiêu: (1) 100% xã " + long + "; (2) 90% " + long,
	} {
		doc := textDoc(whole)
		if n := len(segments(doc.Text, doc.Blocks[0].Span, false)); n != 1 {
			t.Errorf("%q was cut into %d", whole[:40], n)
		}
	}
}
