package ingest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"doichieu/corpus/meter"
)

// BenchmarkAgainstPdftotext reads a PDF of many pages with this package and with
// poppler's pdftotext in one run, and reports the ratio of the processor time of
// the two: "cpu-ratio" 1 is as fast as pdftotext, which makes no blocks.
func BenchmarkAgainstPdftotext(b *testing.B) {
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		b.Skip("pdftotext (package poppler-utils) is not installed")
	}
	files := map[string][]byte{"made": manyPages(300)}
	for _, name := range []string{"cases/pdf/lo-tagged", "cases/pdf/wordlike", "real/pdf/btp-danhmuc-vb-2021"} {
		if data, err := os.ReadFile(filepath.Join(shared, name+".pdf")); err == nil {
			files[filepath.Base(name)] = data
		}
	}
	for name, data := range files {
		b.Run(name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "a.pdf")
			if err := os.WriteFile(path, data, 0o644); err != nil {
				b.Fatal(err)
			}
			var ours, theirs time.Duration
			for b.Loop() {
				before := meter.CPU(b)
				if _, err := Read(context.Background(), "a.pdf", data); err != nil {
					b.Fatal(err)
				}
				ours += meter.CPU(b) - before
				cmd := exec.Command(pdftotext, path, os.DevNull)
				if err := cmd.Run(); err != nil {
					b.Fatal(err)
				}
				theirs += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			}
			b.ReportMetric(ours.Seconds()/theirs.Seconds(), "cpu-ratio")
			b.ReportMetric(float64(ours.Milliseconds())/float64(b.N), "ours-ms")
			b.ReportMetric(float64(theirs.Milliseconds())/float64(b.N), "pdftotext-ms")
		})
	}
}
