package when

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func seeds(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.tsv")
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, line := range strings.Split(string(b), "\n") {
			if c := strings.Split(line, "\t"); len(c) > 2 {
				f.Add(c[2], 2025)
				f.Add(norm.NFD.String(c[2]), 0)
			}
		}
	}
}

// Whatever the text, the words are those at the span, the spans ascend, days
// are days and no span of time ends before it begins.
func FuzzLimits(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text string, year int) {
		base := Base{Year: (year%3000 + 3000) % 3000, Issued: "2025-03-14"}
		for _, list := range [][]Deadline{Find(text, base), Cell(text, base)} {
			at := 0
			for _, d := range list {
				if d.Span.Start < 0 || d.Span.End > len(text) || d.Span.Start >= d.Span.End || d.Span.In(text) != d.Raw {
					t.Fatalf("%+v does not lie in %q", d, text)
				}
				if d.Span.Start < at {
					t.Fatalf("%+v stands before what came first", d)
				}
				at = d.Span.Start
				if d.From != "" && d.To != "" && d.From > d.To {
					t.Fatalf("%+v ends before it begins", d)
				}
				if d.Kind == "" || d.Rule == "" {
					t.Fatalf("%+v has no kind or rule", d)
				}
			}
		}
		Due(text, base)
	})
}

// Spelling does not matter: decomposed letters, old tone placement, capitals,
// dashes and line ends give the same limits.
func TestSpelling(t *testing.T) {
	base := Base{Year: 2025}
	for _, pair := range [][2]string{
		{"hoàn thành trong quý II năm 2025", norm.NFD.String("hoàn thành trong quý II năm 2025")},
		{"Hoàn thành trong quý II năm 2025", "HOÀN THÀNH TRONG QUÝ II NĂM 2025"},
		{"thực hiện trong giai đoạn 2026 - 2030", "thực hiện trong giai đoạn 2026–2030"},
		{"định kỳ hằng năm báo cáo", "định  kỳ\nhằng năm báo cáo"},
		{"Tháng hành động hòa nhập (tháng 6)", "Tháng hành động hoà nhập (tháng 6)"},
		{"trước ngày 15/6/2025", "trước ngày **15/6/2025**"},
	} {
		a, b := Find(pair[0], base), Find(pair[1], base)
		if len(a) != 1 || len(b) != 1 {
			t.Errorf("%q gives %d limits, %q gives %d; want one each", pair[0], len(a), pair[1], len(b))
			continue
		}
		if a[0].From != b[0].From || a[0].To != b[0].To || a[0].Every != b[0].Every || a[0].Rule != b[0].Rule {
			t.Errorf("%q gives %+v, %q gives %+v", pair[0], a[0], pair[1], b[0])
		}
		if b[0].Span.In(pair[1]) != b[0].Raw {
			t.Errorf("%q: the words %q are not those at the span", pair[1], b[0].Raw)
		}
	}
}

// Without a year the base's is taken and said so; without that the day stays
// open.
func TestMissingYear(t *testing.T) {
	const text = "gửi báo cáo trước ngày 20/3"
	if d := Find(text, Base{Year: 2024}); len(d) != 1 || d[0].To != "2024-03-19" || d[0].Inferred != "year" {
		t.Errorf("with a year: %+v", d)
	}
	if d := Find(text, Base{}); len(d) != 1 || d[0].To != "" || d[0].Inferred != "" {
		t.Errorf("without a year: %+v", d)
	}
	if d := Find("trước ngày 20/3/2025", Base{Year: 2024}); len(d) != 1 || d[0].Inferred != "" {
		t.Errorf("a printed year is not inferred: %+v", d)
	}
	// A plan for the next year may ask for work before it begins.
	next := Base{Issued: "2024-11-20", Year: 2025}
	if d := Find("gửi kế hoạch trước ngày 31/12/2024", next); len(d) != 1 || d[0].To != "2024-12-30" {
		t.Errorf("a day between issue and the plan's year: %+v", d)
	}
	if d := Find("gửi kế hoạch trước ngày 31/12/2023", next); len(d) != 0 {
		t.Errorf("a day before the year of issue is no limit: %+v", d)
	}
}

// Durations are counted only from the issue of this document, and only if its
// day is known.
func TestAfterIssue(t *testing.T) {
	const text = "trong thời hạn 02 ngày làm việc kể từ ngày ban hành"
	for _, c := range []struct{ issued, text, to string }{
		{"2025-03-14", text, "2025-03-18"}, // a Friday
		{"2025-03", text, ""},
		{"", text, ""},
		{"2025-01-31", "sau 01 tháng kể từ ngày ký", "2025-02-28"},
		{"2025-03-14", "sau 15 ngày kể từ ngày nhận được hồ sơ", ""},
		{"2025-03-14", "sau 15 ngày kể từ ngày ban hành Luật Đất đai", ""},
	} {
		d := Find(c.text, Base{Issued: c.issued, Year: 2025})
		if len(d) != 1 || d[0].To != c.to || d[0].Kind != by {
			t.Errorf("%q issued %q: %+v, want one limit to %q", c.text, c.issued, d, c.to)
		}
	}
}

func TestDue(t *testing.T) {
	base := Base{Year: 2025}
	for text, want := range map[string]string{
		"phấn đấu đến hết năm 2030, có ít nhất": "2030-12-31",
		"Năm 2026: Đạt":                      "2026-12-31",
		"Giai đoạn 1 (năm 2025): xây dựng":   "2025-12-31",
		"trong quý II/2025 có":               "2025-06-30",
		"tăng so với năm 2023":               "",
		"Chương trình giai đoạn 2021 - 2025": "",
		"theo Luật Đất đai năm 2024, có":     "",
		"định hướng đến năm 2045":            "",
	} {
		if got := Due(text, base); got != want {
			t.Errorf("Due(%q) = %q, want %q", text, got, want)
		}
	}
}

func BenchmarkPlan(b *testing.B) {
	files, _ := filepath.Glob("../../../shared/plans/000_*.txt")
	if len(files) == 0 {
		b.Skip("the shared plans are not here")
	}
	source, err := os.ReadFile(files[0])
	if err != nil {
		b.Fatal(err)
	}
	// Paragraphs are told by their end marks: the lines are those of the page.
	var paragraphs []string
	for _, p := range strings.SplitAfter(strings.ReplaceAll(string(source), "\n", " "), ";  ") {
		paragraphs = append(paragraphs, strings.SplitAfter(p, ".  ")...)
	}
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range paragraphs {
			Find(p, Base{Year: 2025})
		}
	}
}

// BenchmarkRun is a long run of dates in one sentence: time for a byte must
// not grow with the length.
func BenchmarkRun(b *testing.B) {
	for _, n := range []int{100, 1000} {
		text := strings.Repeat("từ ngày 01/6/2025 trước quý II, hằng năm ", n)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Find(text, Base{Year: 2025})
			}
		})
	}
}
