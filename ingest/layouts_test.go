package ingest

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"doichieu/corpus"
	"doichieu/ingest/internal/grammar"
)

// wrapLines breaks paragraphs at width characters, as a page does.
func wrapLines(paragraphs []string, width int) [][]string {
	var out [][]string
	for _, p := range paragraphs {
		var lines []string
		line, n := "", 0
		for _, w := range strings.Fields(p) {
			k := len([]rune(norm.NFC.String(w)))
			if n > 0 && n+1+k > width {
				lines, line, n = append(lines, line), "", 0
			}
			if n > 0 {
				line, n = line+" ", n+1
			}
			line, n = line+w, n+k
		}
		out = append(out, append(lines, line))
	}
	return out
}

// setPages puts lines (blank ones included) on pages of the given height; head
// writes what stands between two pages.
func setPages(lines []string, height int, head func(page int) string) string {
	var b strings.Builder
	page := 1
	for i, l := range lines {
		if i > 0 && i%height == 0 {
			page++
			b.WriteString(head(page))
		}
		b.WriteString(l + "\n")
	}
	return b.String()
}

// layouts are the ways in which the text of one plan arrives.
func layouts(paragraphs []string) map[string]string {
	out := map[string]string{
		"one a line":        strings.Join(paragraphs, "\n"),
		"blank between":     strings.Join(paragraphs, "\n\n"),
		"crlf":              strings.Join(paragraphs, "\r\n\r\n"),
		"nfd":               norm.NFD.String(strings.Join(paragraphs, "\n")),
		"byte order mark":   "\ufeff" + strings.Join(paragraphs, "\n"),
		"no-break blanks":   strings.ReplaceAll(strings.Join(paragraphs, "\n"), " ", "\u00a0"),
		"zero-width spaces": "\u200b" + strings.Join(paragraphs, "\n\u200b"),
	}
	for _, width := range []int{72, 78, 96} {
		wrapped := wrapLines(paragraphs, width)
		var spaced []string
		for _, p := range wrapped {
			spaced = append(append(spaced, p...), "")
		}
		flat := slices.Concat(wrapped...)
		key := func(s string) string { return fmt.Sprintf("%s, %d wide", s, width) }
		out[key("wrapped, no blank lines")] = strings.Join(flat, "\n")
		out[key("wrapped, blank between")] = strings.Join(spaced, "\n")
		out[key("double-spaced")] = strings.Join(flat, " \n\n")
		out[key("form feeds and numbers at the head")] = setPages(spaced, 40, func(n int) string { return fmt.Sprintf("\f%40d\n\n", n) })
		out[key("form feeds only")] = setPages(flat, 38, func(int) string { return "\f" })
		out[key("numbers between blank lines")] = setPages(flat, 37, func(n int) string { return fmt.Sprintf("\n\n%d\n\n\n", n) })
		out[key("layout kept")] = setPages(indented(wrapped, width), 42, func(n int) string { return fmt.Sprintf("\f%40d\n", n) })
		out[key("one blank before a page")] = setPages(flat, 41, func(int) string { return " " })
	}
	return out
}

// indented sets paragraphs as pages do: the first line set in, headings and
// titles in the middle.
func indented(wrapped [][]string, width int) []string {
	var lines []string
	for _, p := range wrapped {
		centred := grammar.Capitals(p[0])
		for i, l := range p {
			switch {
			case centred:
				l = strings.Repeat(" ", max(0, width-len([]rune(l)))/2) + l
			case i == 0:
				l = strings.Repeat(" ", 7) + l
			}
			lines = append(lines, "    "+l)
		}
	}
	return lines
}

// layoutSamples are plans with one paragraph a line: the truth that every
// layout made of them must give back.
func layoutSamples(t *testing.T) map[string][]string {
	t.Helper()
	paths := []string{"../corpus/samples/plans/hai-van.txt", "testdata/text/agencies.txt"}
	more, _ := filepath.Glob(filepath.Join(shared, "plans", "004_*.txt"))
	samples := make(map[string][]string)
	for _, p := range append(paths, more...) {
		doc, _, err := ReadFile(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range doc.Blocks {
			if b.Kind == corpus.Paragraph || b.Kind == corpus.Heading {
				samples[filepath.Base(p)] = append(samples[filepath.Base(p)], b.Span.In(doc.Text))
			}
		}
	}
	return samples
}

// TestLayouts holds that a plan reads the same in every layout: the share of
// its paragraphs that come back whole, each as one block.
func TestLayouts(t *testing.T) {
	for name, want := range layoutSamples(t) {
		for layout, text := range layouts(want) {
			t.Run(name+"/"+layout, func(t *testing.T) {
				doc, err := Read(context.Background(), name, []byte(text))
				if err != nil {
					t.Fatal(err)
				}
				got := make(map[string]int)
				for _, b := range doc.Blocks {
					if b.Kind != corpus.Furniture {
						got[b.Span.In(doc.Text)]++
					}
				}
				var lost []string
				for _, p := range want {
					if got[p] == 0 {
						lost = append(lost, p)
					}
					got[p]--
				}
				if share := 1 - float64(len(lost))/float64(len(want)); share < leastWhole {
					t.Errorf("%.3f of %d paragraphs came back whole", share, len(want))
					for _, p := range lost {
						t.Logf("lost: %.200s", p)
					}
				}
			})
		}
	}
}

// leastWhole allows for lines that happen to be full: a heading whose last word
// fills its line cannot be told from text that goes on.
const leastWhole = 0.97
