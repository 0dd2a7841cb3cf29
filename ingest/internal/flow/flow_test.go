package flow

import (
	"slices"
	"testing"
)

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		style Style
		n     int
		want  string
	}{
		{Decimal, 12, "12"},
		{DecimalZero, 3, "03"},
		{DecimalZero, 12, "12"},
		{LowerLetter, 1, "a"},
		{LowerLetter, 26, "z"},
		{LowerLetter, 28, "bb"},
		{UpperLetter, 4, "D"},
		{LowerLetter, 0, "0"},
		{LowerLetter, 100_000, "100000"},
		{UpperRoman, 1994, "MCMXCIV"},
		{LowerRoman, 9, "ix"},
		{UpperRoman, 0, "0"},
		{UpperRoman, 5000, "5000"},
		{Circled, 20, "⑳"},
		{Circled, 21, "21"},
		{Words, 1, "Một"},
		{Words, 10, "Mười"},
		{Words, 11, "Mười một"},
		{Words, 15, "Mười lăm"},
		{Words, 21, "Hai mươi mốt"},
		{Words, 40, "Bốn mươi"},
		{Words, 99, "Chín mươi chín"},
		{Words, 100, "100"},
		{Stars, 2, "**"},
		{Stars, 99, "99"},
		{Bullet, 1, ""},
		{None, 1, ""},
		{Decimal, -4, "-4"},
	} {
		if got := c.style.Format(c.n); got != c.want {
			t.Errorf("%d in style %d is %q, want %q", c.n, c.style, got, c.want)
		}
	}
}

func TestTrim(t *testing.T) {
	text := func(s string) Cell { return Cell{Items: []Item{{Paragraph: &Paragraph{Label: s}}}} }
	covered := Cell{Covered: true}
	table := Table{Rows: [][]Cell{{text("a"), covered, text("b")}, {covered, covered, text("c")}, {text("d")}}}
	table.Trim()
	var widths []int
	for _, row := range table.Rows {
		widths = append(widths, len(row))
	}
	if !slices.Equal(widths, []int{2, 2, 1}) || table.Rows[1][1].Items[0].Paragraph.Label != "c" {
		t.Errorf("widths %v, rows %+v", widths, table.Rows)
	}
}

func TestEach(t *testing.T) {
	p := func(s string) *Paragraph { return &Paragraph{Runs: []Run{{Text: s}}} }
	noted := p("a")
	noted.Notes = []Note{{Paragraphs: []Paragraph{*p("b")}}}
	d := Document{
		Items:     []Item{{Paragraph: noted}, {Table: &Table{Rows: [][]Cell{{{Items: []Item{{Paragraph: p("c")}, {Table: &Table{Rows: [][]Cell{{{Items: []Item{{Paragraph: p("d")}}}}}}}}}}}}}},
		Furniture: []Paragraph{*p("e")},
	}
	got := ""
	d.Each(func(p *Paragraph) { got += p.Text() })
	if got != "abcde" {
		t.Errorf("paragraphs in the order %q", got)
	}
}
