package extract

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"github.com/go-pdf/fpdf"

	"doichieu/corpus/meter"
	"doichieu/ingest"
)

const (
	benchFont = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
	benchPlan = "testdata/plans/cai-cach-hanh-chinh.txt"
)

// planText is the body of a sample over and over, 1.4 kB each time: 50 kB, the
// length of a province's plan, for n = 36.
func planText(tb testing.TB, n int) string {
	tb.Helper()
	raw, err := os.ReadFile(benchPlan)
	if err != nil {
		tb.Fatal(err)
	}
	text, _, _ := strings.Cut(string(raw), "PHỤ LỤC")
	head, body, ok := strings.Cut(text, "II. NHIỆM VỤ")
	body, sign, signed := strings.Cut(body, "Trên đây là")
	if !ok || !signed {
		tb.Fatal("the sample has other parts")
	}
	return head + strings.Repeat("II. NHIỆM VỤ"+body, n) + "Trên đây là" + sign
}

// BenchmarkExtract extracts plans of growing length; bytes a second stay the
// same where the cost grows with the length.
func BenchmarkExtract(b *testing.B) {
	for _, n := range []int{3, 36, 600} {
		text := planText(b, n)
		doc := textDoc(strings.Split(strings.TrimRight(text, "\n"), "\n")...)
		b.Run(fmt.Sprintf("%dkB", len(text)/1000), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Extract(doc)
			}
		})
	}
}

// BenchmarkMemory reports as multiples of the text how many bytes are in use at
// the end of an extraction, all that could be collected left out (the plan and
// what it was made of), and the most that the heap holds in between, what waits
// to be collected included.
func BenchmarkMemory(b *testing.B) {
	text := planText(b, 1500)
	doc := textDoc(strings.Split(strings.TrimRight(text, "\n"), "\n")...)
	Extract(doc) // what is built once is no part of a plan
	var held, peak uint64
	for b.Loop() {
		runtime.GC()
		before := heapBytes()
		most := watchHeap()
		x := newExtractor(doc)
		p := x.run()
		peak += max(most(), before) - before
		runtime.GC()
		held += heapBytes() - before
		runtime.KeepAlive(p)
		runtime.KeepAlive(x)
	}
	b.ReportMetric(float64(held)/float64(b.N)/float64(len(text)), "held/text")
	b.ReportMetric(float64(peak)/float64(b.N)/float64(len(text)), "peak/text")
}

// heapBytes is the size of all objects on the heap, dead ones included that were
// not swept yet.
func heapBytes() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// watchHeap looks at the heap every tenth of a millisecond until the function
// that it gives is called, which tells the most that was seen.
func watchHeap() func() uint64 {
	stop, most := make(chan struct{}), make(chan uint64)
	go func() {
		tick := time.NewTicker(100 * time.Microsecond)
		defer tick.Stop()
		seen := heapBytes()
		for {
			select {
			case <-tick.C:
				seen = max(seen, heapBytes())
			case <-stop:
				most <- max(seen, heapBytes())
				return
			}
		}
	}()
	return func() uint64 {
		close(stop)
		return <-most
	}
}

// BenchmarkAgainstPdftotext reports the CPU time of extracting a plan, and of
// reading its text and extracting it, as a share of what poppler's pdftotext
// spends on a PDF of the same words: user and system time of the processes,
// measured in one run.
func BenchmarkAgainstPdftotext(b *testing.B) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		b.Skip("pdftotext is not installed")
	}
	if _, err := os.Stat(benchFont); err != nil {
		b.Skip("no font to make a PDF with: ", err)
	}
	text := planText(b, 36)
	pdf := filepath.Join(b.TempDir(), "plan.pdf")
	makePDF(b, pdf, text)
	txt := filepath.Join(b.TempDir(), "plan.txt")
	if err := os.WriteFile(txt, []byte(text), 0o666); err != nil {
		b.Fatal(err)
	}
	doc := textDoc(strings.Split(strings.TrimRight(text, "\n"), "\n")...)
	var poppler, extract, read time.Duration
	for b.Loop() {
		cmd := exec.Command(tool, pdf, "-")
		if err := cmd.Run(); err != nil {
			b.Fatal(err)
		}
		poppler += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		extract += spent(b, func() { Extract(doc) })
		read += spent(b, func() {
			doc, _, err := ingest.ReadFile(context.Background(), txt)
			if err != nil {
				b.Fatal(err)
			}
			Extract(doc)
		})
	}
	b.ReportMetric(float64(extract)/float64(poppler), "extract/pdftotext")
	b.ReportMetric(float64(read)/float64(poppler), "read+extract/pdftotext")
	b.ReportMetric(float64(poppler.Microseconds())/float64(b.N), "pdftotext-µs/op")
	b.ReportMetric(float64(extract.Microseconds())/float64(b.N), "extract-µs/op")
}

// spent is the CPU time of this process, all its threads, while f runs.
func spent(tb testing.TB, f func()) time.Duration {
	start := meter.CPU(tb)
	f()
	return meter.CPU(tb) - start
}

// makePDF sets the text, a paragraph a line, as a PDF with embedded fonts.
func makePDF(tb testing.TB, file, text string) {
	tb.Helper()
	pdf := fpdf.New("P", "mm", "A4", filepath.Dir(benchFont))
	pdf.AddUTF8Font("serif", "", filepath.Base(benchFont))
	pdf.SetFont("serif", "", 12)
	pdf.AddPage()
	for line := range strings.Lines(text) {
		pdf.MultiCell(0, 6, strings.TrimSuffix(line, "\n"), "", "J", false)
	}
	if err := pdf.OutputFileAndClose(file); err != nil {
		tb.Fatal(err)
	}
}
