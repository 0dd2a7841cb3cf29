package compare

import (
	"fmt"
	"testing"
	"time"

	"doichieu/corpus/meter"
	"doichieu/extract/scaletest"
)

// BenchmarkScale compares ten, a hundred and a thousand plans of a hundred tasks
// each, and puts the texts of the same tasks into a full-text table of SQLite in
// the same run. It reports
//
//	cpu-ns/task  the time of the processors for a task
//	x-fts5       the same as a multiple of what indexing the task in FTS5 takes
//	growth       of cpu-ns/task from the size before, which should stay below 1.5
//	MiB-peak     the greatest memory of the process, plans and result included
//	rows, shared how many rows there are, and how many of them several plans share
//
// The table of FTS5 is in memory, where it is fastest: comparing touches no disk
// either. Run it alone: go test ./compare -run '^$' -bench Scale -timeout 30m
func BenchmarkScale(b *testing.B) {
	stock := scaletest.Stock(b, "../../shared")
	before := 0.0
	for _, n := range []int{10, 100, 1000} {
		b.Run(fmt.Sprintf("plans=%d", n), func(b *testing.B) {
			plans := scaletest.Plans(stock, n)
			var ours, theirs time.Duration
			var peak int64
			var c *Comparison
			for b.Loop() {
				c = nil
				meter.ResetPeak()
				start := meter.CPU(b)
				c = Compare(plans, Options{})
				ours += meter.CPU(b) - start
				peak = max(peak, meter.Peak())
				start = meter.CPU(b)
				table := scaletest.FTS5(b, "", plans)
				theirs += meter.CPU(b) - start
				if err := table.Close(); err != nil {
					b.Fatal(err)
				}
			}
			task := float64(ours.Nanoseconds()) / float64(b.N*n*scaletest.Size)
			b.ReportMetric(task, "cpu-ns/task")
			b.ReportMetric(ours.Seconds()/theirs.Seconds(), "x-fts5")
			b.ReportMetric(float64(peak)/(1<<20), "MiB-peak")
			b.ReportMetric(float64(len(c.Rows)), "rows")
			b.ReportMetric(float64(sharedRows(c)), "shared")
			if before > 0 {
				b.ReportMetric(task/before, "growth")
			}
			before = task
		})
	}
}

// sharedRows counts the rows in which several plans stand.
func sharedRows(c *Comparison) int {
	n := 0
	for i := range c.Rows {
		if len(cellsOf(&c.Rows[i])) > 1 {
			n++
		}
	}
	return n
}
