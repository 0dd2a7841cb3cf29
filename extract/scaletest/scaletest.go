// Package scaletest makes what the benchmarks of scale need: plans by the
// thousand, and the yardstick they are held against.
//
// The plans are synthesised from real ones ([Stock]) so that they are as alike
// and as unlike as plans are:
//
//   - Plans come by directives, a province each ([provinces]). Those of one
//     directive draw most of their tasks from one set, as provinces write theirs
//     from one template, and some from anywhere.
//   - A directive has its own subject: all but the commonest syllables of the
//     stock are exchanged for others, the same for all its plans.
//   - A task is one of the stock's, or is put together of clauses of two; words
//     are left out and replaced, places are named, years are moved, figures
//     changed, and some tasks go to other agencies.
//
// The yardstick is SQLite's FTS5 ([FTS5]), which indexes the same tasks.
//
// The same stock and number give the same plans. It serves tests only.
package scaletest

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"doichieu/corpus/samples"
	"doichieu/corpus/vn"
	"doichieu/extract"
	"doichieu/ingest"
)

// Size is how many tasks a synthesised plan has.
const Size = 100

const (
	provinces = 34  // plans of a directive
	duties    = 120 // tasks of the stock in the template of a directive
	everyday  = 200 // syllables that all directives have in common
)

// Shares of the tasks, and of the words, to which a thing happens. They were set
// so that rows of real plans and of these are of like length: three of four
// tasks of a plan have a counterpart in a plan of the same directive.
const (
	ofTemplate = 0.75 // drawn from the template of the directive
	composed   = 0.25 // put together of clauses
	elsewhere  = 0.2  // to another agency
	placed     = 0.3  // names a commune
	left       = 0.05 // words left out
	replaced   = 0.07 // words replaced
)

// Stock are real plans to make others of: those of the folder shared, as they
// lie beside the repository on the machines of those who have them, or else the
// plans of package samples.
func Stock(tb testing.TB, shared string) []*extract.Plan {
	tb.Helper()
	var files fs.FS = samples.FS()
	names := samples.Names()
	if found, _ := fs.Glob(os.DirFS(shared), "plans/*_*.txt"); len(found) > 0 {
		more, _ := fs.Glob(os.DirFS(shared), "real/txt/*")
		files, names = os.DirFS(shared), append(found, more...)
	}
	var plans []*extract.Plan
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			tb.Fatal(err)
		}
		doc, err := ingest.Read(context.Background(), filepath.Base(name), data)
		if err != nil {
			tb.Fatal(err)
		}
		plans = append(plans, extract.Extract(doc))
	}
	return plans
}

// Plans makes n plans of [Size] tasks.
func Plans(stock []*extract.Plan, n int) []*extract.Plan {
	return slices.Collect(Sequence(stock, n))
}

// Sequence makes the plans of [Plans] one at a time, the same each time that it
// is gone through, for measures of memory that are not to count the plans.
func Sequence(stock []*extract.Plan, n int) iter.Seq[*extract.Plan] {
	return func(yield func(*extract.Plan) bool) {
		m := newMaker(stock)
		for i := range n {
			if i%provinces == 0 {
				m.begin(i / provinces)
			}
			if !yield(m.plan(i)) {
				return
			}
		}
	}
}

// seed is a task of the stock with what its plan says of it.
type seed struct {
	task    extract.Task
	path    []extract.Section // the headings above, outermost first
	targets []extract.Target
}

// maker makes plans.
type maker struct {
	seeds []seed
	words []string               // of all tasks, as often as they stand there
	rare  []string               // syllables that belong to a subject, sorted
	by    [][]extract.Assignment // the assignments of all tasks that have some
	theme map[string]string      // what the directive says for a rare syllable
	set   []int                  // seeds of the directive's template
	rand  *rand.Rand             // of the directive
}

func newMaker(stock []*extract.Plan) *maker {
	m := &maker{}
	count := map[string]int{}
	for _, p := range stock {
		sections := map[string]extract.Section{}
		for _, s := range p.Sections {
			sections[s.ID] = s
		}
		targets := p.TargetsByTask()
		for _, t := range p.Tasks {
			s := seed{task: t, targets: targets[t.ID]}
			for at, ok := sections[t.Section]; ok; at, ok = sections[at.Parent] {
				s.path = append([]extract.Section{at}, s.path...)
			}
			m.seeds = append(m.seeds, s)
			m.words = append(m.words, strings.Fields(t.Text)...)
			if len(t.Assignments) > 0 {
				m.by = append(m.by, t.Assignments)
			}
		}
	}
	for _, w := range m.words {
		if plain(w) {
			count[w]++
		}
	}
	m.rare = slices.SortedFunc(maps.Keys(count), func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	m.rare = m.rare[min(everyday, len(m.rare)):]
	slices.Sort(m.rare)
	return m
}

// plain reports whether a word is a syllable in small letters and nothing else.
func plain(w string) bool {
	tokens := vn.Tokens(w)
	return len(tokens) == 1 && tokens[0].Start == 0 && tokens[0].End == len(w) && strings.ToLower(w) == w && !strings.ContainsAny(w, "0123456789")
}

// begin turns to a directive. The first keeps the words of the stock.
func (m *maker) begin(directive int) {
	m.rand = rand.New(rand.NewPCG(uint64(directive), 1))
	m.theme = map[string]string{}
	if directive > 0 {
		for i, to := range m.rand.Perm(len(m.rare)) {
			m.theme[m.rare[i]] = m.rare[to]
		}
	}
	m.set = m.rand.Perm(len(m.seeds))
	m.set = m.set[:min(duties, len(m.set))]
}

func (m *maker) chance(share float64) bool { return m.rand.Float64() < share }

// pick is any of a list.
func pick[T any](m *maker, list []T) T { return list[m.rand.IntN(len(list))] }

// id names a plan by no order, as contents do.
func (m *maker) id(i int) string { return fmt.Sprintf("%08x%04d", m.rand.Uint32(), i) }
