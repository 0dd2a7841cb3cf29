package index

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"doichieu/corpus/meter"
	"doichieu/extract"
	"doichieu/extract/scaletest"
)

// BenchmarkFTS5 builds an index of 10,000 and of 100,000 tasks and a database of
// SQLite with the same tasks, and puts the same questions to both in turn. Where
// a metric ends in -x it is a multiple of what SQLite takes. It reports of
// building
//
//	docs/s-x   tasks in a second, by the clock
//	size-x     bytes on the disk
//	MiB-peak   the greatest memory of the process
//
// and of each kind of question, over a hundred drawn from the tasks,
//
//	p50-x, p99-x    the median and the 99th percentile of the times
//	p50-µs, p99-µs  our own
//	growth          of our median, from the size before
//
// The times are the shortest of three, behind one that warms. The ratio of the
// medians is given, and of the percentiles, not that of single questions. Run it
// alone: go test ./index -run '^$' -bench FTS5 -benchtime 1x -timeout 30m
func BenchmarkFTS5(b *testing.B) {
	stock := scaletest.Stock(b, "../../shared")
	before := map[string]time.Duration{}
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmarkFTS5(b, scaletest.Sequence(stock, n/scaletest.Size), n, before) })
	}
}

func benchmarkFTS5(b *testing.B, plans iter.Seq[*extract.Plan], n int, before map[string]time.Duration) {
	dir := b.TempDir()
	meter.ResetPeak()
	start := time.Now()
	if err := Rebuild(context.Background(), dir, withoutError(plans)); err != nil {
		b.Fatal(err)
	}
	building, peak := time.Since(start), meter.Peak()
	file := filepath.Join(b.TempDir(), "peer.db")
	peer := scaletest.NewPeer(b, file, plans)
	b.Run("build", func(b *testing.B) {
		b.ReportMetric(0, "ns/op") // was measured before
		b.ReportMetric(peer.Building.Seconds()/building.Seconds(), "docs/s-x")
		b.ReportMetric(float64(n)/building.Seconds(), "docs/s")
		b.ReportMetric(float64(sizeOf(b, dir))/float64(sizeOf(b, filepath.Dir(file))), "size-x")
		b.ReportMetric(float64(sizeOf(b, dir))/float64(n), "B/task")
		b.ReportMetric(float64(peak)/(1<<20), "MiB-peak")
	})
	x := openTest(b, dir)
	for _, kind := range questions(peer) {
		asked := kind.drawn(plans, n)
		b.Run(kind.name, func(b *testing.B) {
			var ours, theirs []time.Duration
			for b.Loop() {
				ours, theirs = nil, nil
				for _, q := range asked {
					mine, yours := timed(func() { kind.ours(b, x, q) }, func() { kind.theirs(q) })
					ours, theirs = append(ours, mine), append(theirs, yours)
				}
			}
			slices.Sort(ours)
			slices.Sort(theirs)
			b.ReportMetric(0, "ns/op") // of all passes of both
			for _, p := range []int{50, 99} {
				mine, yours := percentile(ours, p), percentile(theirs, p)
				b.ReportMetric(mine.Seconds()/yours.Seconds(), fmt.Sprintf("p%d-x", p))
				b.ReportMetric(float64(mine.Nanoseconds())/1e3, fmt.Sprintf("p%d-µs", p))
			}
			median := percentile(ours, 50)
			if last := before[kind.name]; last > 0 {
				b.ReportMetric(median.Seconds()/last.Seconds(), "growth")
			}
			before[kind.name] = median
		})
	}
}

// withoutError gives plans to a rebuild.
func withoutError(plans iter.Seq[*extract.Plan]) iter.Seq2[*extract.Plan, error] {
	return func(yield func(*extract.Plan, error) bool) {
		plans(func(p *extract.Plan) bool { return yield(p, nil) })
	}
}

// timed is the time of two pieces of work in turn: the shortest of three, behind
// one that warms.
func timed(ours, theirs func()) (mine, yours time.Duration) {
	mine, yours = time.Hour, time.Hour
	for pass := range 4 {
		start := time.Now()
		ours()
		between := time.Now()
		theirs()
		if pass > 0 {
			mine, yours = min(mine, between.Sub(start)), min(yours, time.Since(between))
		}
	}
	return mine, yours
}

// percentile is the smallest of the sorted times that p of a hundred do not exceed.
func percentile(sorted []time.Duration, p int) time.Duration {
	return sorted[(len(sorted)*p+99)/100-1]
}

// question is what is asked about one task.
type question struct {
	words          []string
	lead, from, to string
}

// questionKind is a kind of question, put to both.
type questionKind struct {
	name   string
	draw   func(r *rand.Rand, t *extract.Task) (question, bool) // false where the task has none
	ours   func(b *testing.B, x *Index, q question)
	theirs func(q question)
}

// questions are the kinds. Two words may be neighbours, as the two syllables of
// most Vietnamese words are, or stand apart.
func questions(peer *scaletest.Peer) []questionKind {
	facets := []string{"locality", "lead", "year"}
	words := func(facets []string) func(b *testing.B, x *Index, q question) {
		return func(b *testing.B, x *Index, q question) {
			answered(b, ask(b, x, Request{Query: q.words[0] + " " + q.words[1], Facets: facets}))
		}
	}
	return []questionKind{
		{"two", neighbours(2), words(nil), func(q question) { peer.Top(scaletest.And(q.words...)) }},
		{"apart", apart, words(nil), func(q question) { peer.Top(scaletest.And(q.words...)) }},
		{
			"phrase", neighbours(3), func(b *testing.B, x *Index, q question) {
				answered(b, ask(b, x, Request{Query: scaletest.Phrase(q.words...)}))
			}, func(q question) { peer.Top(scaletest.Phrase(q.words...)) },
		},
		{
			"filtered", filtered, func(b *testing.B, x *Index, q question) {
				answered(b, ask(b, x, Request{
					Query: q.words[0] + " " + q.words[1], Agency: []string{q.lead}, Role: "lead", From: q.from, To: q.to,
				}))
			}, func(q question) { peer.Among(scaletest.And(q.words...), q.lead, q.from, q.to) },
		},
		{"page", neighbours(2), words(facets), func(q question) { peer.Page(scaletest.And(q.words...)) }},
	}
}

// answered holds that the task of which the words are was found.
func answered(b *testing.B, r *Result) {
	if r.Total == 0 {
		b.Fatal("a question about a task has no answer")
	}
}

// drawn are questions of a kind, one about each of a hundred plans; a plan whose
// tasks allow none is left out.
func (k *questionKind) drawn(plans iter.Seq[*extract.Plan], n int) []question {
	r := rand.New(rand.NewPCG(uint64(n), 6))
	of := r.Perm(n / scaletest.Size)[:100]
	var out []question
	i := 0
	for p := range plans { // no plan is kept
		for tries := 0; slices.Contains(of, i) && tries < 10*len(p.Tasks); tries++ {
			if q, ok := k.draw(r, &p.Tasks[r.IntN(len(p.Tasks))]); ok {
				out = append(out, q)
				break
			}
		}
		i++
	}
	return out
}

// neighbours draws words that stand side by side in a task.
func neighbours(n int) func(r *rand.Rand, t *extract.Task) (question, bool) {
	return func(r *rand.Rand, t *extract.Task) (question, bool) {
		runs := slices.DeleteFunc(scaletest.Words(t.Text), func(run []string) bool { return len(run) < n })
		if len(runs) == 0 {
			return question{}, false
		}
		run := runs[r.IntN(len(runs))]
		at := r.IntN(len(run) - n + 1)
		return question{words: run[at : at+n]}, true
	}
}

// apart draws two different words of a task.
func apart(r *rand.Rand, t *extract.Task) (question, bool) {
	words := slices.Concat(scaletest.Words(t.Text)...)
	if len(words) < 2 {
		return question{}, false
	}
	i, j := r.IntN(len(words)), r.IntN(len(words))
	return question{words: []string{words[i], words[j]}}, words[i] != words[j]
}

// filtered draws neighbours with the lead of the task, and the three months
// around its deadline.
func filtered(r *rand.Rand, t *extract.Task) (question, bool) {
	q, ok := neighbours(2)(r, t)
	_, until := scaletest.Days(t)
	day, err := time.Parse(time.DateOnly, until)
	q.lead = scaletest.LeadOf(t)
	q.from, q.to = day.AddDate(0, -1, -15).Format(time.DateOnly), day.AddDate(0, 1, 15).Format(time.DateOnly)
	return q, ok && err == nil && q.lead != ""
}
