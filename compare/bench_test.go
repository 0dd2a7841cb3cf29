package compare

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"doichieu/extract"
)

// manyPlans makes plans of the size of real ones out of the clauses of the sample
// plans: a task begins as one of theirs, goes on with clauses of others and ends
// with a place of its own, as provinces make theirs out of a template and of each
// other's. Assignments and deadlines are those of the first task.
func manyPlans(t testing.TB, n int) []*extract.Plan {
	const size = 100
	var stock []extract.Task
	var clauses []string
	for _, p := range samplePlans(t) {
		for _, task := range p.Tasks {
			stock = append(stock, task)
			for _, c := range strings.FieldsFunc(task.Text, func(r rune) bool { return r == ';' || r == '.' || r == ',' }) {
				if c = strings.TrimSpace(c); len(strings.Fields(c)) > 3 {
					clauses = append(clauses, c)
				}
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	var plans []*extract.Plan
	for i := range n {
		id := fmt.Sprintf("P%04d", i)
		p := &extract.Plan{Schema: extract.PlanSchema, Document: extract.Record{ID: id, Locality: id}}
		for k := range size {
			task := stock[r.IntN(len(stock))]
			words := []string{strings.TrimRight(task.Text, ".;")}
			if r.IntN(3) == 0 { // of another's clauses only
				words = []string{clauses[r.IntN(len(clauses))]}
			}
			for range r.IntN(3) {
				words = append(words, clauses[r.IntN(len(clauses))])
			}
			words = append(words, fmt.Sprintf("tại khu vực %c%d", 'a'+rune(r.IntN(26)), r.IntN(50)))
			task.ID, task.Text = fmt.Sprint(k), strings.Join(words, "; ")
			task.Span = extract.Spans{{Start: k * 1000, End: k*1000 + len(task.Text)}}
			p.Tasks = append(p.Tasks, task)
		}
		plans = append(plans, p)
	}
	return plans
}

// BenchmarkCompare shows how the cost of a task grows with the number of plans:
// ns/task and bytes/task (what the comparison holds) should hardly rise from one
// line to the next. A thousand plans are run with -timeout 30m.
func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{2, 10, 100, 1000} {
		b.Run(fmt.Sprintf("plans=%d", n), func(b *testing.B) {
			plans := manyPlans(b, n)
			tasks := float64(n * len(plans[0].Tasks))
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			var c *Comparison
			for b.Loop() {
				c = Compare(plans, Options{})
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/tasks, "ns/task")
			b.ReportMetric((float64(after.HeapAlloc)-float64(before.HeapAlloc))/tasks, "bytes/task")
			b.ReportMetric(float64(len(c.Rows)), "rows")
			b.ReportMetric(float64(after.Sys)/(1<<20), "MiB-sys")
		})
	}
}
