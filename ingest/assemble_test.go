package ingest

import (
	"testing"

	"doichieu/corpus"
)

func TestGlue(t *testing.T) {
	for _, c := range []struct{ prev, next, want string }{
		{"số 36-", "CT/TW", ""},
		{"số 93/", "NQ-CP", ""},
		{"số 93", "/NQ-CP", ""},
		{"36", "-CT/TW", ""},
		{"2021 -", "2025", " "},
		{"2021", "- 2025", " "},
		{"-", "Chỉ đạo", " "},
		{"ngành", "/huyện", " "},
		{"một", "hai", " "},
		{"a/", "“b”", " "},
		{"", "x", " "},
		{"x", "", " "},
	} {
		if got := glue(c.prev, c.next); got != c.want {
			t.Errorf("glue(%q, %q) = %q, want %q", c.prev, c.next, got, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"":                          "",
		" a\u00a0 b\tc\n":           "a b c",
		"u\u031b\u0309y":            "ửy",
		"so\u00adft\u200b hy\ufeff": "soft hy",
		"e\u200d\u0301":             "é", // a joiner kept the letter and its mark apart
		"N₂O – 5 %":                 "N₂O – 5 %",
	} {
		var b builder
		if got := b.clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestBuilder(t *testing.T) {
	var b builder
	if i := b.add(corpus.Block{Kind: corpus.Paragraph}, piece{text: " \u200b"}); i != -1 {
		t.Errorf("a block without text has index %d", i)
	}
	b.add(corpus.Block{Kind: corpus.Paragraph, Bold: true},
		piece{"theo số 36-", 1, corpus.Box{10, 10, 50, 20}}, piece{"CT/TW", 1, corpus.Box{5, 20, 40, 30}}, piece{"và", 3, corpus.Box{0, 0, 9, 9}})
	b.table(corpus.Block{Kind: corpus.Table}, [][][][]piece{{{{{text: ""}}}, {{{text: " "}}}}})
	b.table(corpus.Block{Kind: corpus.Table}, [][][][]piece{{{{{text: "a", page: 3}}}, nil}, {{{{text: "b", page: 4}}, {{text: "\u200b"}}, {{text: "c", page: 4}}}}})
	b.table(corpus.Block{Kind: corpus.Table}, [][][][]piece{{nil, nil}})
	doc := b.document()
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	if want := "theo số 36-CT/TW và\na\t\nb\nc"; doc.Text != want || len(doc.Blocks) != 2 {
		t.Fatalf("text %q in %d blocks, want %q in 2", doc.Text, len(doc.Blocks), want)
	}
	p, table := doc.Blocks[0], doc.Blocks[1]
	if p.Page != 1 || len(p.Breaks) != 1 || p.Breaks[0].Page != 3 || doc.Text[p.Breaks[0].Offset:p.Span.End] != "và" || !p.Bold {
		t.Errorf("paragraph %+v", p)
	}
	if want := (corpus.Box{5, 10, 50, 30}); p.Box != want {
		t.Errorf("box %v, want %v: the lines of its first page", p.Box, want)
	}
	if table.Page != 3 || len(table.Breaks) != 1 || len(table.Cells) != 2 || table.Cells[1][0].In(doc.Text) != "b\nc" || table.Cells[0][1].Len() != 0 {
		t.Errorf("table %+v", table)
	}
}
