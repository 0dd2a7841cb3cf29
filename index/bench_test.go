package index

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"doichieu/extract"
)

// synthetic are plans of 100 tasks of some 40 words of a growing vocabulary, as
// texts have it: a few syllables everywhere, many in a few tasks.
func synthetic(tasks int) []*extract.Plan {
	r := rand.New(rand.NewPCG(7, 8))
	zipf := rand.NewZipf(r, 1.3, 8, 6000)
	agencies := []string{"so-y-te", "so-noi-vu", "cong-an-tinh", "ubnd-xa", "so-tai-chinh", "so-giao-duc-dao-tao"}
	word := func() string {
		n := zipf.Uint64()
		return string("bcdghklmnpqrstvx"[n%16]) + []string{"an", "ối", "ường", "ị", "ạch", "ua"}[n/16%6] + strings.Repeat("h", int(n/96%3)) + fmt.Sprintf("%c", 'a'+n/288%20)
	}
	var plans []*extract.Plan
	for p := range tasks / 100 {
		var lines []string
		for i := range 100 {
			words := make([]string, 40)
			for j := range words {
				words[j] = word()
			}
			year := 2025 + r.IntN(5)
			lines = append(lines, fmt.Sprintf("%s|%s|%s|%d-01-01..%d-%02d-28", strings.Join(words, " "), agencies[i%6], agencies[(i+p)%6], year, year, r.IntN(12)+1))
		}
		plans = append(plans, testPlan(fmt.Sprintf("p%05d", p), fmt.Sprintf("Tỉnh %c", 'A'+p%20), "1/KH-UBND", lines...))
	}
	return plans
}

// sizeOf is the number of bytes in the files below dir.
func sizeOf(b *testing.B, dir string) (size int64) {
	b.Helper()
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return size
}

var sizes = []int{1000, 10000}

// BenchmarkRebuild reports the time and size of a task; compare the two sizes.
func BenchmarkRebuild(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			plans := synthetic(n)
			dir := b.TempDir()
			for b.Loop() {
				if err := Rebuild(context.Background(), dir, sequence(plans)); err != nil {
					b.Fatal(err)
				}
			}
			size := sizeOf(b, dir)
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/task")
			b.ReportMetric(float64(size)/float64(n), "B/task")
		})
	}
}

// BenchmarkSearch reports what kinds of queries cost at the two sizes.
func BenchmarkSearch(b *testing.B) {
	for _, n := range sizes {
		plans := synthetic(n)
		dir := b.TempDir()
		if err := Rebuild(context.Background(), dir, sequence(plans)); err != nil {
			b.Fatal(err)
		}
		x := openTest(b, dir)
		words := strings.Fields(plans[0].Tasks[0].Text)
		facets := []string{"locality", "lead", "year"}
		for _, q := range []struct {
			name string
			req  Request
		}{
			{"two", Request{Query: strings.Join(words[:2], " ")}},
			{"six", Request{Query: strings.Join(words[:6], " ")}},
			{"six-plain", Request{Query: foldWords(strings.Join(words[:6], " "))}},
			{"phrase", Request{Query: `"` + strings.Join(words[:3], " ") + `"`}},
			{"filtered", Request{Query: words[0], Agency: []string{"so-y-te"}, Role: "lead", From: "2026-01-01", To: "2026-06-30"}},
			{"facets", Request{Query: strings.Join(words[:2], " "), Facets: facets}},
			{"everything", Request{Facets: facets}},
		} {
			b.Run(fmt.Sprintf("%s/%d", q.name, n), func(b *testing.B) {
				var total int
				for b.Loop() {
					total = ask(b, x, q.req).Total
				}
				b.ReportMetric(float64(total), "hits")
			})
		}
	}
}

// BenchmarkOpen reports what it costs to open an index and check it.
func BenchmarkOpen(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			if err := Rebuild(context.Background(), dir, sequence(synthetic(n))); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				x, err := OpenReadOnly(dir)
				if err != nil {
					b.Fatal(err)
				}
				if err := x.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPut reports what it costs to put one plan again.
func BenchmarkPut(b *testing.B) {
	plans := synthetic(sizes[0])
	x := indexed(b, plans...)
	for b.Loop() {
		if err := x.Put(context.Background(), plans[3]); err != nil {
			b.Fatal(err)
		}
	}
}
