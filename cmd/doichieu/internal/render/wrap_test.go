package render

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		s    string
		n    int
		want []string
	}{
		{"", 10, []string{""}},
		{"Công an tỉnh", 12, []string{"Công an tỉnh"}},
		{"Công an tỉnh", 11, []string{"Công an", "tỉnh"}},
		{"Co\u0302ng an tỉnh", 12, []string{"Co\u0302ng an tỉnh"}}, // a combining mark takes no column
		{"nghiêng", 4, []string{"nghi", "êng"}},
		{"a nghiêng b", 4, []string{"a", "nghi", "êng", "b"}},
		{"một\nhai ba", 10, []string{"một", "hai ba"}},
		{"日本語", 4, []string{"日本", "語"}},
		{"abc", 0, []string{"ab", "c"}}, // never narrower than a wide letter
	} {
		if got := wrap(c.s, c.n); !slices.Equal(got, c.want) {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.s, c.n, got, c.want)
		}
	}
}

func TestShorten(t *testing.T) {
	if got := shorten("Sở Giáo dục và Đào tạo", 10); got != "Sở Giáo d…" {
		t.Errorf("%q", got)
	}
	if got := shorten("Sở Y tế", 7); got != "Sở Y tế" {
		t.Errorf("%q", got)
	}
}

// FuzzWrap: no line is too wide, and no letter is lost or cut.
func FuzzWrap(f *testing.F) {
	f.Add("Chủ trì, phối hợp với Sở Giáo dục và Đào tạo", 9)
	f.Add("e\u0323\u0302e\u0323\u0302e\u0323\u0302", 2)
	f.Add("👨‍👩‍👧‍👦👨‍👩‍👧‍👦 日本語", 3)
	f.Fuzz(func(t *testing.T, s string, n int) {
		n = 2 + (n%60+60)%60
		s = strings.ToValidUTF8(visible(s), "")
		lines := wrap(s, n)
		for _, line := range lines {
			if width(line) > n {
				t.Errorf("line %q is %d wide, want at most %d", line, width(line), n)
			}
			if !utf8.ValidString(line) {
				t.Errorf("line %q cuts a letter", line)
			}
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got, want := squeeze(strings.Join(lines, "")), squeeze(s); got != want {
			t.Errorf("lines hold %q, want %q", got, want)
		}
	})
}

// TestTextFitsTheTerminal: the promise of the format, at several widths.
func TestTextFitsTheTerminal(t *testing.T) {
	for _, columns := range []int{40, 60, 80, 100, 180} {
		for _, in := range []Input{sample(), hostile(attacks[0]), {Plans: sample().Plans}} {
			in.Width = columns
			for line := range strings.Lines(string(renderTo(t, "text", in, "vi"))) {
				line = strings.TrimSuffix(line, "\n")
				if width(line) > columns {
					t.Errorf("at %d columns a line is %d wide: %q", columns, width(line), line)
				}
				if strings.TrimRight(line, " ") != line {
					t.Errorf("blanks at the end of %q", line)
				}
			}
		}
	}
}
