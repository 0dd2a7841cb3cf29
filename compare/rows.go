package compare

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"doichieu/corpus"
	"doichieu/extract"
)

// How pairs become rows
//
// A pair holds if it is good enough and the best that one of its tasks has in the
// other's plan. Where it is the best of both, two plans say the same, and less is
// enough (mutualFloor); where it is the best of one only, a task of one plan holds
// what the other splits over several, or nothing in the other plan fits better,
// and that wants more (floor).
// Tasks of one plan are the same only if they give the same thing twice. That
// wants much more of the words and the action (twice), and no other setting; that
// they stand in one section or go to one agency says nothing.
//
// From the best pair down, the rows of its two tasks are joined, unless on
// average the tasks of one row have little to do with those of the other
// (kinship). So one doubtful pair does not chain two rows together that each
// say another thing.
const (
	floor       = 0.35
	mutualFloor = 0.28
	twice       = 0.45
	kinship     = 0.9 * mutualFloor
	// otherFields is left of the nearness of two tasks of one plan whose settings
	// are not the very same: to inspect hospitals and the border are two tasks.
	otherFields = 0.85
	// sampled is how many tasks of a row the average looks at.
	sampled = 8
)

// Options say how plans are laid side by side. The zero value lays them beside
// each other as they were given.
type Options struct {
	// Baseline is the id of the plan that the others are held against; it stands
	// first. With "", or the id of no plan given, none is.
	Baseline string
	// Gaps name, by the ids of plans, what of them could not be read: [GapPages],
	// [GapCut].
	Gaps map[string][]string
	// Verdicts are what people decided about pairs of tasks; they come before
	// scores.
	Verdicts []Verdict
	// Steps are pairs of plans of which the later one is held against the earlier
	// one, as [Timeline] finds them; without a baseline.
	Steps []Step
}

// Compare lays the plans side by side. Every task of every plan stands in
// exactly one row. The order of the plans is that of the columns, and rows stand
// in the reading order of the first plan, those that it lacks where the other
// plans have them. With a baseline, each row says what became of it in the
// other plans; with steps, what became of it in each.
func Compare(plans []*extract.Plan, o Options) *Comparison {
	at := slices.IndexFunc(plans, func(p *extract.Plan) bool { return p.Document.ID == o.Baseline })
	if at >= 0 {
		plans = append([]*extract.Plan{plans[at]}, slices.Delete(slices.Clone(plans), at, at+1)...)
	}
	b := newBuilder(plans, o.Verdicts...)
	c := b.comparison()
	switch {
	case at >= 0:
		c.Baseline = &Baseline{Plan: plans[0].Document.ID}
	case len(o.Steps) > 0:
		c.OverTime = &OverTime{Steps: o.Steps}
		c.Notes = slices.DeleteFunc(c.Notes, func(n corpus.Note) bool { return n.Code == NoteYears }) // that is what is asked
	default:
		return c
	}
	b.holdAgainst(c, o.Gaps)
	return c
}

// newBuilder reads the plans and joins their tasks to rows.
func newBuilder(plans []*extract.Plan, verdicts ...Verdict) *builder {
	b := readPlans(plans, verdicts)
	b.cluster()
	return b
}

// readPlans reads the plans; each task is a row of its own still.
func readPlans(plans []*extract.Plan, verdicts []Verdict) *builder {
	b := &builder{plans: plans}
	for i, p := range plans {
		r := newPlanReader(p, i)
		b.readers = append(b.readers, r)
		b.first = append(b.first, len(b.profiles))
		for k := range p.Tasks {
			b.profiles = append(b.profiles, r.profile(k))
		}
	}
	weigh(b.profiles)
	b.bind(verdicts)
	return b
}

// comparison lays the rows out.
func (b *builder) comparison() *Comparison {
	c := &Comparison{Schema: ComparisonSchema, Plans: columns(b.plans), Rows: []Row{}, Notes: notes(b.plans), loose: map[string][]extract.Target{}}
	for _, p := range b.plans {
		c.loose[p.Document.ID] = p.TargetsByTask()[""]
	}
	for _, members := range b.ordered() {
		c.Rows = append(c.Rows, b.row(members))
	}
	countMatched(c)
	littleInCommon(c)
	return c
}

// builder joins tasks to rows.
type builder struct {
	plans    []*extract.Plan
	readers  []*planReader
	first    []int // of each plan, the place of its first task among the profiles
	profiles []*profile
	rowOf    []*openRow
	met      *meetings
	bound    bound
	watch    *watch // nil but where a pair is to be explained
}

// openRow is a row while it grows: its tasks, and the pairs that hold it.
type openRow struct {
	tasks []int
	pairs []pair
	faces []int // tasks that represent it in the index
}

// worth reports whether a pair is good enough to hold.
func (b *builder) worth(p pair) bool {
	if b.profiles[p.a].plan == b.profiles[p.b].plan {
		return b.near(p.pairScore, p.a, p.b) >= twice
	}
	return p.total >= mutualFloor
}

// scored scores two tasks; ok is false where the pair is not worth holding.
func (b *builder) scored(i, j int) (p pair, ok bool) {
	b.watch.met(i, j)
	x, y := b.profiles[i], b.profiles[j]
	s := factorsOf(x, y)
	least := twice / s.parts[partAction] // of the words
	switch {
	case x.plan != y.plan:
		least = mutualFloor / s.product()
	case !slices.Equal(x.clauses[0].settings, y.clauses[0].settings):
		return pair{}, false // less than twice in any case: otherFields
	}
	words, ok := wordsOf(x, y, least*(1-1e-9)) // rounding must not decide
	if !ok {
		return pair{}, false
	}
	p = pair{i, j, s.with(words)}
	return p, b.worth(p)
}

// holding are the pairs that hold, best first. All pairs given are good enough.
func (b *builder) holding(pairs []pair) []pair {
	type side struct{ task, plan int } // what a task has in a plan
	best := map[side]float64{}
	for _, p := range pairs {
		x, y := side{p.a, b.profiles[p.b].plan}, side{p.b, b.profiles[p.a].plan}
		best[x], best[y] = math.Max(best[x], p.total), math.Max(best[y], p.total)
	}
	held := slices.DeleteFunc(pairs, func(p pair) bool {
		a, c := b.profiles[p.a].plan, b.profiles[p.b].plan
		return a != c && !holds(p.total, p.total >= best[side{p.a, c}], p.total >= best[side{p.b, a}])
	})
	slices.SortFunc(held, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.total, p.total),
			strings.Compare(b.profiles[p.a].key, b.profiles[q.a].key), strings.Compare(b.profiles[p.b].key, b.profiles[q.b].key))
	})
	return held
}

// holds reports whether a pair of two plans holds, if it is the best that the one
// task has in the plan of the other, and the other in that of the one.
func holds(total float64, bestOfOne, bestOfOther bool) bool {
	if bestOfOne && bestOfOther {
		return total >= mutualFloor
	}
	return (bestOfOne || bestOfOther) && total >= floor
}

// join makes rows larger: those that pairs hold together, best first.
func (b *builder) join(held []pair) {
	for _, p := range held {
		b.watch.held(p)
		x, y := b.rowOf[p.a], b.rowOf[p.b]
		switch {
		case x == y:
			x.pairs = append(x.pairs, p)
		case !b.mayJoin(x, y):
			b.watch.barred(b, p)
		default:
			if average, kin := b.kin(x, y); kin {
				b.merge(x, y, p)
			} else {
				b.watch.strangers(b, p, average)
			}
		}
	}
}

// merge makes one row of two that a pair joins.
func (b *builder) merge(x, y *openRow, p pair) {
	if len(x.tasks) < len(y.tasks) {
		x, y = y, x
	}
	x.tasks = append(x.tasks, y.tasks...)
	x.pairs = append(append(x.pairs, y.pairs...), p)
	x.faces = append(x.faces, y.faces...)
	for _, t := range y.tasks {
		b.rowOf[t] = x
	}
}

// kin reports whether the tasks of two rows are near enough on average. Two
// tasks of one plan count only where both rows have more than them: a task that
// joins a row is not held against the plan's other task in it. The average is
// exact where they are not.
func (b *builder) kin(x, y *openRow) (average float64, ok bool) {
	several := len(x.tasks) > 1 && len(y.tasks) > 1
	var pairs [sampled * sampled][2]int
	n := 0
	for _, i := range x.tasks[:min(sampled, len(x.tasks))] {
		for _, j := range y.tasks[:min(sampled, len(y.tasks))] {
			if b.profiles[i].plan != b.profiles[j].plan || several {
				pairs[n] = [2]int{i, j}
				n++
			}
		}
	}
	sum, enough := 0.0, kinship*float64(n)
	for _, p := range pairs[:n] {
		if sum >= enough {
			break // the rest can only add to it
		}
		sum += b.near(compareTasks(b.profiles[p[0]], b.profiles[p[1]]), p[0], p[1])
	}
	return sum / math.Max(1, float64(n)), sum >= enough
}

// near is how near two tasks are: their score, or, if they are of one plan, what
// of it does not come from standing in one section or going to one agency.
func (b *builder) near(s pairScore, i, j int) float64 {
	if b.profiles[i].plan != b.profiles[j].plan {
		return s.total
	}
	x, y := b.profiles[i].clauses[0].settings, b.profiles[j].clauses[0].settings
	if !slices.Equal(x, y) {
		return math.Min(twice, s.parts[partWords]*s.parts[partAction]) * otherFields
	}
	return s.parts[partWords] * s.parts[partAction] * math.Min(1, s.parts[partSetting])
}

// ordered are the rows in reading order: a row that the plans before lack stands
// behind the row of the task before it.
func (b *builder) ordered() []*openRow {
	after := map[*openRow][]*openRow{} // what stands behind a row; nil for the beginning
	placed := map[*openRow]bool{}
	for plan, p := range b.plans {
		var last *openRow
		seen := map[*openRow]bool{} // in this plan: a task given twice does not lead back
		for k := range p.Tasks {
			row := b.rowOf[b.first[plan]+k]
			if !placed[row] {
				placed[row] = true
				after[last] = append(after[last], row)
			}
			if !seen[row] {
				seen[row] = true
				last = row
			}
		}
	}
	var out []*openRow
	var walk func(*openRow)
	walk = func(row *openRow) {
		for ; ; row = after[row][len(after[row])-1] {
			if row != nil {
				out = append(out, row)
			}
			next := after[row]
			if len(next) == 0 {
				return
			}
			// The plan that came first goes on last, behind what the others add.
			for i := len(next) - 1; i > 0; i-- {
				walk(next[i])
			}
			after[row] = next[:1]
		}
	}
	walk(nil)
	return out
}

// row is the finished row.
func (b *builder) row(open *openRow) Row {
	slices.SortFunc(open.tasks, cmp.Compare)
	lead := b.profiles[open.tasks[0]]
	out := Row{ID: rowID(lead), Topic: b.topic(open), Score: 1, Reasons: []Reason{}, Members: []Member{}}
	for _, t := range open.tasks {
		p := b.profiles[t]
		out.Members = append(out.Members, b.readers[p.plan].member(p.task))
	}
	out.Decisions = b.decisions(open.tasks)
	out.Section = outermost(out.Members[0].Section)
	if len(open.pairs) > 0 {
		out.Score, out.Reasons = reasons(open.pairs)
	}
	return out
}

// rowID is stable as long as the row's first task is in the first plan of the
// comparison that has it.
func rowID(p *profile) string {
	h := fnv.New32a()
	h.Write([]byte(p.key))
	return fmt.Sprintf("r%08x", h.Sum32())
}

// reasons gives the score of a row and its parts: geometric means over the pairs
// that hold it, so that the parts still multiply to the score.
func reasons(pairs []pair) (float64, []Reason) {
	out := []Reason{}
	score := 1.0
	for i, name := range scoreParts {
		sum := 0.0
		for _, p := range pairs {
			sum += math.Log(p.parts[i])
		}
		mean := math.Exp(sum / float64(len(pairs)))
		score *= mean
		out = append(out, Reason{name, rounded(mean)})
	}
	return rounded(math.Min(1, score)), out
}

// rounded keeps four decimals: more would differ between processors.
func rounded(x float64) float64 { return math.Round(x*1e4) / 1e4 }
