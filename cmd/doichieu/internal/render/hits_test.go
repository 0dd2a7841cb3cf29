package render

import (
	"encoding/json"
	"fmt"
	"html"
	"reflect"
	"slices"
	"strings"
	"testing"

	"doichieu/corpus"
	"doichieu/extract"
)

// marks are the places of words in a text.
func marks(text string, words ...string) []corpus.Span {
	var out []corpus.Span
	for _, w := range words {
		at := strings.Index(text, w)
		out = append(out, corpus.Span{Start: at, End: at + len(w)})
	}
	return out
}

// hits are three hits of a search over the sample plans, the first page's second
// to fourth; the last one fits in part.
func hits() Input {
	rows := Tasks(sample().Plans, nil)
	row := func(i, rank int, words ...string) HitRow {
		return HitRow{TaskRow: rows[i], Rank: rank, Part: extract.TasksPart, DocType: "KH", Title: "Kế hoạch an toàn giao thông học đường", Marks: marks(rows[i].Text, words...)}
	}
	last := row(4, 4, "Sở Xây dựng")
	last.Partial, last.Part = true, extract.PurposePart
	return Input{Hits: &Hits{
		Query: `"điểm đen" <trường>`, Chosen: []Term{{"--locality", "Lam Giang"}, {"--sort", "date"}}, Total: 7, Partial: 1,
		Rows: []HitRow{row(0, 2, "rà soát", "điểm đen", "trường"), row(1, 3), last},
		Facets: []Facet{
			{"lead", []FacetValue{{"cong-an-tinh", "Công an tỉnh", 4}, {"so-xay-dung", "Sở Xây dựng", 2}}},
			{"part", []FacetValue{{"tasks", "tasks", 6}, {"purpose", "purpose", 1}}},
			{"deadline", []FacetValue{{"2026", "2026", 3}, {"none", "none", 1}}},
		},
	}}
}

// grouped are the same hits by plan.
func grouped() Input {
	in := hits()
	in.Hits.Plans = []HitPlan{{5, 2}, {2, 1}}
	for i := range in.Hits.Rows {
		in.Hits.Rows[i].Rank = i%2 + 1
	}
	return in
}

// similar are tasks like another one.
func similar() Input {
	in := hits()
	h := in.Hits
	h.Query, h.Similar, h.Total, h.Partial, h.Facets = "45/KH-UBND II/1/a", true, 3, 0, nil
	for i := range h.Rows {
		h.Rows[i].Score, h.Rows[i].Partial = 0.8125-float64(i)/10, false
	}
	return in
}

// mentions are two queries, of which nothing answers the second.
func mentions() Input {
	rows := hits().Hits.Rows
	var plans []HitRow
	for _, r := range rows {
		if !slices.ContainsFunc(plans, func(p HitRow) bool { return p.Plan == r.Plan }) {
			plans = append(plans, r)
		}
	}
	return Input{Mentions: &Mentions{
		Chosen: []Term{{"--type", "KH"}}, Localities: []string{"Lam Giang", "Phú Sơn", ""}, Plans: (&Hits{Rows: plans}).sources(),
		Rows: []MentionRow{
			{"điểm đen", 5, []string{}, []Mention{{"Lam Giang", 3, &rows[0]}, {"Phú Sơn", 2, &rows[2]}, {"", 0, nil}}},
			{"-1+1", 0, []string{}, []Mention{{"Lam Giang", 0, nil}, {"Phú Sơn", 0, nil}, {"", 0, nil}}},
		},
	}}
}

// hostileHits is a page of hits in which every string that comes from a document
// or from the command line is the attack, with its first half marked.
func hostileHits(attack string) Input {
	in := hits()
	h := in.Hits
	bad := Tasks(hostile(attack).Plans, nil)
	half := 0
	for i := range attack {
		if i <= len(attack)/2 {
			half = i
		}
	}
	h.Query, h.Chosen = attack, []Term{{"--agency", attack}}
	h.Facets = []Facet{{"lead", []FacetValue{{attack, attack, 1}}}}
	for i := range h.Rows {
		r := &h.Rows[i]
		r.TaskRow, r.DocType, r.Title = bad[i], attack, attack
		r.Section, r.Implementing, r.Marks = attack, bad[i].Lead, []corpus.Span{{Start: 0, End: half}}
	}
	return in
}

// hostileGroups is the same by plan, below headings.
func hostileGroups(attack string) Input {
	in := hostileHits(attack)
	in.Hits.Plans = []HitPlan{{5, 2}, {2, 1}}
	return in
}

// hostileMentions is the same of several queries.
func hostileMentions(attack string) Input {
	in, rows := mentions(), hostileHits(attack).Hits.Rows
	m := in.Mentions
	m.Localities[0], m.Rows[0].Query, m.Chosen = attack, attack, []Term{{"--agency", attack}}
	m.Rows[0].Cells[0] = Mention{attack, 1, &rows[0]}
	m.Plans[0].Locality, m.Plans[0].Title, m.Plans[0].Source.Name = attack, attack, attack
	return in
}

func TestPieces(t *testing.T) {
	text := "thu gom rác thải nhựa"
	all := corpus.Span{Start: 0, End: len(text)}
	for _, c := range []struct {
		name  string
		marks []corpus.Span
		want  []piece
	}{
		{"none", nil, []piece{{text, false}}},
		{"ends", marks(text, "thu", "nhựa"), []piece{{"thu", true}, {" gom rác thải ", false}, {"nhựa", true}}},
		{"all", []corpus.Span{all}, []piece{{text, true}}},
		{"side by side", []corpus.Span{{Start: 0, End: 3}, {Start: 3, End: 7}}, []piece{{"thu", true}, {" gom", true}, {" rác thải nhựa", false}}},
		{"wrong ones", []corpus.Span{{Start: -1, End: 2}, {Start: 4, End: 4}, {Start: 4, End: 7}, {Start: 5, End: 9}, {Start: 9, End: 900}}, []piece{{"thu ", false}, {"gom", true}, {" rác thải nhựa", false}}},
	} {
		m := marked{text, c.marks}
		if got := m.pieces(); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if got := m.write(strings.ToUpper, "", ""); got != strings.ToUpper(text) {
			t.Errorf("%s: the pieces make %q", c.name, got)
		}
	}
	if got := (marked{}).pieces(); len(got) != 0 {
		t.Errorf("no text has pieces %v", got)
	}
}

func TestOnOneLine(t *testing.T) {
	for s, want := range map[string]string{"": "", "a": "a", " ": " ", "\n\n": " ", " a\tb\n": " a b ", "a\x1b[2J": "a␛[2J"} {
		if got := onOneLine(s); got != want {
			t.Errorf("onOneLine(%q) = %q, want %q", s, got, want)
		}
	}
}

// TestColouredHits: words that were found are set off on a terminal alone, and no
// escape of a document gets through.
func TestColouredHits(t *testing.T) {
	in := hits()
	r := &in.Hits.Rows[0]
	r.Text = "thu gom\nrác\x1b[2J thải nhựa"
	r.Marks = marks(r.Text, "thu", "nhựa")
	if got := string(renderTo(t, "text", in, "vi")); !strings.Contains(got, "   thu gom rác␛[2J thải nhựa\n") || strings.Contains(got, "\x1b") {
		t.Errorf("without colour: %q", got)
	}
	in.Colour = true
	if got, want := string(renderTo(t, "text", in, "vi")), "   "+markOn+"thu"+markOff+" gom rác␛[2J thải "+markOn+"nhựa"+markOff+"\n"; !strings.Contains(got, want) {
		t.Errorf("with colour: %q lacks %q", got, want)
	}
}

// TestHitsWorkbook reads a workbook of hits back: words, days, and bold letters.
func TestHitsWorkbook(t *testing.T) {
	f := openXLSX(t, hits(), "vi")
	if got, want := f.GetSheetList(), []string{"Kết quả", "Thống kê", "Truy vấn"}; !slices.Equal(got, want) {
		t.Fatalf("sheets %q, want %q", got, want)
	}
	for at, want := range map[string]string{
		"Kết quả!A1": "Thứ hạng", "Kết quả!A2": "2", "Kết quả!B2": "Lam Giang", "Kết quả!C2": "87/KH-UBND", "Kết quả!D2": "KH", "Kết quả!E2": "15/04/2026",
		"Kết quả!G2": "nhiệm vụ", "Kết quả!G4": "mục đích", "Kết quả!H2": "II. NHIỆM VỤ › 1. Công an tỉnh", "Kết quả!I2": "II/1/a", "Kết quả!J2": "2", "Kết quả!K2": hits().Hits.Rows[0].Text,
		"Kết quả!L2": "Công an tỉnh", "Kết quả!Y2": "cong-an-tinh", "Kết quả!Q2": "30/06/2026", "Kết quả!W3": "", "Kết quả!W4": "có", "Kết quả!X4": "có",
		"Kết quả!AI2": strings.Repeat("a", 64), "Truy vấn!B2": `"điểm đen" <trường>`, "Truy vấn!A3": "--locality", "Thống kê!A2": "Chủ trì", "Thống kê!B2": "Công an tỉnh", "Thống kê!C2": "cong-an-tinh", "Thống kê!D2": "4", "Thống kê!B7": "không có thời hạn", "Truy vấn!B5": "7 (Khớp một phần: 1); đang hiện: 3",
	} {
		sheet, at, _ := strings.Cut(at, "!")
		if got := cell(t, f, sheet, at); got != want {
			t.Errorf("%s!%s is %q, want %q", sheet, at, got, want)
		}
	}
	runs, err := f.GetCellRichText("Kết quả", "K2")
	if err != nil {
		t.Fatal(err)
	}
	var bold []string
	for _, r := range runs {
		if r.Font != nil && r.Font.Bold {
			bold = append(bold, r.Text)
		}
	}
	if want := []string{"rà soát", "điểm đen", "trường"}; !slices.Equal(bold, want) {
		t.Errorf("bold words %q, want %q", bold, want)
	}
	long := hits()
	r := &long.Hits.Rows[0]
	r.Text = strings.Repeat("dài ", 20000)
	r.Marks = marks(r.Text, "dài")
	if got := cell(t, openXLSX(t, long, "vi"), "Kết quả", "K2"); !strings.HasSuffix(got, vietnamese.Cut) {
		t.Errorf("a text that is too long ends in %q", got[len(got)-30:])
	}
}

// TestMentionsWorkbook: counts are numbers, a locality with nothing has 0.
func TestMentionsWorkbook(t *testing.T) {
	f := openXLSX(t, mentions(), "vi")
	for at, want := range map[string]string{
		"Số kết quả!C1": "Lam Giang: Số kết quả", "Số kết quả!B2": "5", "Số kết quả!D2": "2", "Số kết quả!E2": "0", "Số kết quả!A3": "-1+1", "Số kết quả!C3": "0",
		"Trích dẫn!C2": "3", "Trích dẫn!D3": hits().Hits.Rows[2].Text, "Trích dẫn!E3": "mục đích", "Trích dẫn!F3": "II/1/b", "Trích dẫn!D4": "", "Trích dẫn!B4": "Không rõ địa phương",
	} {
		sheet, at, _ := strings.Cut(at, "!")
		if got := cell(t, f, sheet, at); got != want {
			t.Errorf("%s!%s is %q, want %q", sheet, at, got, want)
		}
	}
}

// TestHitsDictionary describes the columns of the tables of searches, beside a file
// and in a folder.
func TestHitsDictionary(t *testing.T) {
	for _, lang := range Languages() {
		for name, in := range map[string]Input{"hits": hits(), "quotes": mentions()} {
			data := renderTo(t, "csv", in, lang)
			b, err := Dictionary(in, lang, "x.csv", data)
			if err != nil {
				t.Fatal(err)
			}
			var p dataPackage
			if err := json.Unmarshal(b, &p); err != nil || len(p.Resources) != 1 || p.Resources[0].Name != name || len(p.Sources) != 2 {
				t.Fatalf("%s: %v: %s", name, err, b)
			}
			holdsTable(t, p.Resources[0], data)
			files, err := CSVFolder(in, lang)
			if err != nil || len(files) != 4 {
				t.Fatalf("%s: %d files, %v", name, len(files), err)
			}
			if err := json.Unmarshal(files[3].Data, &p); err != nil {
				t.Fatal(err)
			}
			for i, r := range p.Resources {
				holdsTable(t, r, files[i].Data)
			}
		}
	}
}

// TestNoHits: what finds nothing is written all the same.
func TestNoHits(t *testing.T) {
	for _, name := range []string{"text", "csv", "xlsx", "md", "html"} {
		out := renderTo(t, name, Input{Hits: &Hits{Query: "zzzz"}}, "vi")
		if name != "xlsx" && name != "csv" && !strings.Contains(string(out), "zzzz") && !strings.Contains(string(out), vietnamese.NoHits) {
			t.Errorf("%s: %s", name, out)
		}
	}
}

// TestHitWords: each language names every part, and what the other names.
func TestHitWords(t *testing.T) {
	vi, en := vietnameseHits, englishHits
	for _, w := range []hitWords{vi, en} {
		for _, p := range extract.Parts() {
			if w.parts[p] == "" {
				t.Errorf("no word for the part %s", p)
			}
		}
	}
	if len(vi.parts) != len(en.parts) || len(vi.facets) != len(en.facets) || len(vi.kinds) != len(en.kinds) || len(vi.values) != len(en.values) {
		t.Error("a language lacks words")
	}
	if got := vietnamese.facetValue("target", FacetValue{Value: "%", Label: "%"}) + vietnamese.facetValue("year", FacetValue{Value: "none"}); got != "%none" {
		t.Errorf("values without a word are %q", got)
	}
}

// TestSimilarTable: similar tasks have a score, and none answers in part.
func TestSimilarTable(t *testing.T) {
	records := readCSV(t, renderTo(t, "csv", similar(), "vi"))
	at := slices.Index(records[0], "Độ tương đồng")
	if at < 0 || records[1][at] != "0.813" || slices.Contains(records[0], "Khớp một phần") {
		t.Errorf("%q", records[:2])
	}
	if records := readCSV(t, renderTo(t, "csv", hits(), "vi")); slices.Contains(records[0], "Độ tương đồng") {
		t.Errorf("hits of a query have %q", records[0])
	}
}

// TestHitsPolicy: the page allows its own style and nothing else.
func TestHitsPolicy(t *testing.T) {
	page := string(renderTo(t, "html", hits(), "vi"))
	_, rest, _ := strings.Cut(page, "<style>")
	style, _, ok := strings.Cut(rest, "</style>")
	policy := "default-src 'none'; style-src " + sourceHash(style) + "; base-uri 'none'; form-action 'none'"
	if !ok || !strings.Contains(html.UnescapeString(page), `content="`+policy+`"`) {
		t.Errorf("the page does not have the policy %s", policy)
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "src=") {
		t.Error("the page has a script or asks for something else")
	}
}

// TestManyMarks: a long workbook sets words off in its first rows and says how many
// it leaves.
func TestManyMarks(t *testing.T) {
	in := hits()
	first := in.Hits.Rows[0]
	in.Hits.Rows = nil
	for range mostMarked + 2 {
		in.Hits.Rows = append(in.Hits.Rows, first)
	}
	in.Hits.Rows[mostMarked+1].Marks = nil
	if n := MarksLeftOut(in); n != 1 {
		t.Errorf("%d hits without marks, want 1", n)
	}
	if n := MarksLeftOut(hits()) + MarksLeftOut(mentions()) + MarksLeftOut(Input{}); n != 0 {
		t.Errorf("small tables leave %d out", n)
	}
	f := openXLSX(t, in, "vi")
	for y, want := range map[int]bool{mostMarked + 1: true, mostMarked + 2: false} {
		at := fmt.Sprintf("K%d", y)
		runs, err := f.GetCellRichText("Kết quả", at)
		if err != nil || (len(runs) > 1) != want || cell(t, f, "Kết quả", at) != first.Text {
			t.Errorf("%s has %d runs (%v)", at, len(runs), err)
		}
	}
}
