package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkTextAgainstPdftotext has the whole program, with the process that
// reads the file, and poppler's pdftotext read the same PDF in turn, as it is and
// twenty times over, and reports the ratio of the processor time of the two. Two
// starts of the program are most of what a short file costs.
func BenchmarkTextAgainstPdftotext(b *testing.B) {
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		b.Skip("pdftotext (package poppler-utils) is not installed")
	}
	for _, name := range []string{"lo-tagged", "chrome", "wordlike", "cairo"} {
		short := filepath.Join("../../../shared/cases/pdf", name+".pdf")
		if _, err := os.Stat(short); err != nil {
			b.Skip(err)
		}
		long := filepath.Join(b.TempDir(), "a.pdf")
		var pages []string
		for range 20 {
			pages = append(pages, short)
		}
		if err := exec.CommandContext(b.Context(), "pdfunite", append(pages, long)...).Run(); err != nil {
			b.Fatal(err)
		}
		for length, file := range map[string]string{"short": short, "long": long} {
			b.Run(name+"/"+length, func(b *testing.B) {
				var ours, theirs time.Duration
				for b.Loop() {
					ours += processorTime(b, os.Args[0], "text", file)
					theirs += processorTime(b, pdftotext, file, os.DevNull)
				}
				b.ReportMetric(ours.Seconds()/theirs.Seconds(), "cpu-ratio")
				b.ReportMetric(float64(theirs.Milliseconds())/float64(b.N), "pdftotext-ms")
			})
		}
	}
}

// processorTime is what a program takes of the processors, those it starts
// included.
func processorTime(b *testing.B, program string, args ...string) time.Duration {
	cmd := exec.CommandContext(b.Context(), program, args...)
	cmd.Env = append(os.Environ(), asProgramEnv+"=1")
	if err := cmd.Run(); err != nil {
		b.Fatal(err)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}
