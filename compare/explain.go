package compare

import (
	"cmp"
	"slices"
	"strings"

	"doichieu/corpus"
	"doichieu/extract"
)

// PairSchema names the JSON form of a [PairExplanation].
const PairSchema = "doichieu.pair/1"

// Cause says what decided that two tasks stand together or apart.
type Cause string

// The causes. The first three are of tasks that stand together, the others of
// tasks that stand apart.
const (
	SaidSame    Cause = "said-same"     // a person held them to be the same
	Holds       Cause = "holds"         // the pair is good enough, and the best that one of its tasks has in the other's plan
	Linked      Cause = "linked"        // only through other tasks of the row: see Chain
	SaidNotSame Cause = "said-not-same" // a person held them to be different
	SaidApart   Cause = "said-apart"    // a person held other tasks of their rows to be different
	TooLow      Cause = "too-low"       // the measure is below what is needed
	Outdone     Cause = "outdone"       // each of them has something nearer in the other's plan
	NotMet      Cause = "not-met"       // they share too few rare words to have been held against each other
	Strangers   Cause = "strangers"     // the pair holds, but the rows that it would join have little to do with each other
)

// PairExplanation tells of two tasks why they stand together or apart, as it was
// decided when the rows of the plans were made. The weights of words depend on
// all plans of the comparison, and so does what is the best pair.
type PairExplanation struct {
	Schema   string   `json:"schema"`
	Plans    []string `json:"plans"` // ids of all plans of the comparison, in its order
	A        PairTask `json:"a"`
	B        PairTask `json:"b"`
	Together bool     `json:"together"`
	Because  Cause    `json:"because"`
	// Alone is what the pair comes to by itself, without other tasks of the rows
	// and without people: Holds, TooLow, NotMet or Outdone.
	Alone Cause    `json:"alone"`
	Score float64  `json:"score"` // 0 to 1
	Parts []Reason `json:"parts"` // multiply to the score, which is 1 at most
	// Measure is what is held against Needed: the score, or for two tasks of one
	// plan what their words, actions and settings alone give.
	Measure   float64       `json:"measure"`
	Needed    float64       `json:"needed"`
	Met       bool          `json:"met"`       // the index led from one to the other
	Shared    []SharedWord  `json:"shared"`    // the heaviest first
	Decisions []RowDecision `json:"decisions"` // of people, about this pair
	Refused   []PairRefusal `json:"refused"`   // each time that their rows were not joined
	Chain     []PairStep    `json:"chain"`     // of pairs from A to B; only where they are Linked
}

// PairTask is a task of an explained pair, with what the score reads of it.
type PairTask struct {
	Member
	Row      string     `json:"row"`     // id of the row in which it stands
	Actions  []string   `json:"actions"` // classes of its first clause; the first counts most
	Later    []string   `json:"later"`   // classes of actions in later clauses
	Settings []string   `json:"settings"`
	Leads    []PairBody `json:"leads"`    // leading agencies and their successors
	Partners []PairBody `json:"partners"` // the other agencies and theirs
	OwnField bool       `json:"own_field"`
	Refs     []string   `json:"refs"`           // numbers of the documents cited
	Figures  []string   `json:"figures"`        // of targets
	Quota    bool       `json:"quota"`          // a list of indicators to reach
	Share    float64    `json:"share"`          // of the weight of its words, what the other has too
	Only     []OwnWord  `json:"only"`           // words that the other lacks, the heaviest first
	Best     *PairRival `json:"best,omitempty"` // the nearest that it was held against in the plan of the other; none in one plan
}

// PairBody is an agency by which tasks are held against each other.
type PairBody struct {
	Agency string `json:"agency"` // id
	Name   string `json:"name"`
}

// SharedWord is two neighbouring syllables that both tasks have, in the words of
// the first.
type SharedWord struct {
	Words string  `json:"words"`
	A     float64 `json:"a"` // weight in each task
	B     float64 `json:"b"`
}

// OwnWord is two neighbouring syllables that only one task has.
type OwnWord struct {
	Words  string  `json:"words"`
	Weight float64 `json:"weight"`
}

// PairRival is the task of a plan that comes nearest to a task.
type PairRival struct {
	TaskName
	Text  string  `json:"text"`
	Page  int     `json:"page"`
	Score float64 `json:"score"`
}

// PairRefusal tells of a pair that held and would have joined the rows of the
// explained tasks, as these rows were then.
type PairRefusal struct {
	A       TaskName   `json:"a"`
	B       TaskName   `json:"b"`
	Score   float64    `json:"score"`
	Average float64    `json:"average"` // nearness of the tasks of one row to those of the other; 0 where people decided
	Needed  float64    `json:"needed"`
	RowA    []TaskName `json:"row_a"` // that of the first explained task
	RowB    []TaskName `json:"row_b"`
	By      []string   `json:"by"` // ids of the decisions of people that kept the rows apart
}

// PairStep is a pair that holds a row together.
type PairStep struct {
	A         TaskName      `json:"a"`
	B         TaskName      `json:"b"`
	Score     float64       `json:"score"`
	Decisions []RowDecision `json:"decisions"`
}

// ExplainPair lays the plans side by side as [Compare] does without a baseline,
// and tells why two of their tasks stand together or apart. It is false if a task
// is not among the plans, or both are the same.
func ExplainPair(plans []*extract.Plan, verdicts []Verdict, first, second TaskName) (*PairExplanation, bool) {
	b := readPlans(plans, verdicts)
	at := [2]int{-1, -1}
	for i := range b.profiles {
		switch b.name(i) {
		case first:
			at[0] = i
		case second:
			at[1] = i
		}
	}
	if at[0] < 0 || at[1] < 0 {
		return nil, false
	}
	b.watch = &watch{pair: at}
	b.cluster()
	return b.explain(), true
}

// explain tells of the watched pair when the rows are made.
func (b *builder) explain() *PairExplanation {
	i, j := b.watch.pair[0], b.watch.pair[1]
	score := b.inOrder(i, j)
	e := &PairExplanation{
		Schema: PairSchema, Together: b.rowOf[i] == b.rowOf[j], Score: rounded(score.total), Parts: []Reason{},
		Measure: rounded(b.near(score, i, j)), Needed: rounded(b.needed(i, j)), Met: slices.Contains(b.watch.against[0], j),
		Decisions: b.about(i, j), Refused: []PairRefusal{}, Chain: []PairStep{},
	}
	for k, name := range scoreParts {
		e.Parts = append(e.Parts, Reason{name, rounded(score.parts[k])})
	}
	for _, p := range b.plans {
		e.Plans = append(e.Plans, p.Document.ID)
	}
	words := b.spelling(i, j)
	e.Shared = words.shared(b.profiles[i], b.profiles[j])
	e.A, e.B = b.pairTask(0, words), b.pairTask(1, words)
	for _, r := range b.watch.refused {
		e.Refused = append(e.Refused, b.pairRefusal(r))
	}
	e.Alone = b.alone(score)
	e.Because = b.because(e.Alone, e.Together)
	if e.Because == Linked {
		e.Chain = b.chain(i, j)
	}
	c := b.comparison() // orders the rows: what is told of how they grew comes first
	e.A.Row, e.B.Row = c.rowWith(e.A.Member), c.rowWith(e.B.Member)
	return e
}

// inOrder scores two tasks the way round in which rows are made of them.
func (b *builder) inOrder(i, j int) pairScore {
	x, y := b.profiles[i], b.profiles[j]
	if x.key > y.key {
		x, y = y, x
	}
	return compareTasks(x, y)
}

// needed is how near two tasks must be for their pair to hold: less where nothing
// in either plan comes nearer to the other's.
func (b *builder) needed(i, j int) float64 {
	if b.profiles[i].plan == b.profiles[j].plan {
		return twice
	}
	for side, task := range b.watch.pair {
		other := b.watch.pair[1-side]
		score := b.inOrder(task, other).total
		for _, t := range b.watch.against[side] {
			if b.profiles[t].plan == b.profiles[other].plan && b.inOrder(task, t).total > score {
				return floor
			}
		}
	}
	return mutualFloor
}

// alone is what the watched pair comes to by itself.
func (b *builder) alone(score pairScore) Cause {
	i, j := b.watch.pair[0], b.watch.pair[1]
	switch {
	case b.watch.holds:
		return Holds
	case b.near(score, i, j) < b.needed(i, j):
		return TooLow
	case !slices.Contains(b.watch.against[0], j):
		return NotMet
	}
	return Outdone
}

// because is what decided about the watched pair.
func (b *builder) because(alone Cause, together bool) Cause {
	i, j := b.watch.pair[0], b.watch.pair[1]
	said := func(v corpus.Verdict) bool {
		return slices.ContainsFunc(b.about(i, j), func(d RowDecision) bool { return d.Verdict == v })
	}
	barred := slices.ContainsFunc(b.watch.refused, func(r refusal) bool { return len(r.by) > 0 })
	switch {
	case together && said(corpus.Same):
		return SaidSame
	case together && alone == Holds:
		return Holds
	case together:
		return Linked
	case said(corpus.NotSame):
		return SaidNotSame
	case alone != Holds && !said(corpus.Same):
		return alone
	case barred:
		return SaidApart
	}
	return Strangers
}

// pairTask tells of one side of the watched pair.
func (b *builder) pairTask(side int, words spelling) PairTask {
	i, j := b.watch.pair[side], b.watch.pair[1-side]
	p, other := b.profiles[i], b.profiles[j]
	t := PairTask{
		Member:  b.readers[p.plan].member(p.task),
		Actions: nonNil(p.clauses[0].actions), Settings: nonNil(p.clauses[0].settings), Later: []string{},
		Leads: b.bodies(i, p.leads), Partners: b.bodies(i, p.partners), OwnField: p.specific,
		Refs: nonNil(p.refs), Figures: nonNil(p.targets), Quota: p.quota,
		Only: words.only(p, other),
	}
	for _, c := range p.clauses[1:] {
		for _, action := range c.actions {
			if !slices.Contains(t.Later, action) {
				t.Later = append(t.Later, action)
			}
		}
	}
	share, _ := overlap(&p.whole, &other.whole)
	t.Share = rounded(share)
	if p.plan != other.plan {
		t.Best = b.rival(side)
	}
	return t
}

// bodies are agencies with their names: those of the vocabulary, else as the task
// has them.
func (b *builder) bodies(task int, ids []string) []PairBody {
	p := b.profiles[task]
	r := b.readers[p.plan]
	list := []PairBody{}
	for _, id := range ids {
		a, _ := r.agencies.ByID(id)
		for _, as := range r.plan.Tasks[p.task].Assignments {
			if a.Name == "" && as.Agency == id {
				a.Name = as.Name
			}
		}
		list = append(list, PairBody{id, a.Name})
	}
	return list
}

// rival is the nearest of what a side of the watched pair was held against in
// the plan of the other. The other counts, though it may not have been met.
func (b *builder) rival(side int) *PairRival {
	i, best := b.watch.pair[side], b.watch.pair[1-side]
	plan, most := b.profiles[best].plan, b.inOrder(i, best).total
	for _, k := range b.watch.against[side] {
		if b.profiles[k].plan != plan || k == best {
			continue
		}
		score := b.inOrder(i, k).total
		// The other side comes first where two are as near: it is as good.
		if score > most || score == most && best != b.watch.pair[1-side] && b.profiles[k].key < b.profiles[best].key {
			best, most = k, score
		}
	}
	t := b.plans[plan].Tasks[b.profiles[best].task]
	return &PairRival{TaskName: b.name(best), Text: t.Text, Page: t.Page, Score: rounded(most)}
}

// pairRefusal names the tasks of a refusal.
func (b *builder) pairRefusal(r refusal) PairRefusal {
	return PairRefusal{
		A: b.name(r.pair.a), B: b.name(r.pair.b), Score: rounded(r.pair.total),
		Average: rounded(r.average), Needed: rounded(kinship),
		RowA: b.names(r.rows[0]), RowB: b.names(r.rows[1]), By: nonNil(r.by),
	}
}

// names are the names of tasks, in reading order.
func (b *builder) names(tasks []int) []TaskName {
	names := []TaskName{}
	for _, t := range slices.Sorted(slices.Values(tasks)) {
		names = append(names, b.name(t))
	}
	return names
}

// chain is the shortest way from one task of a row to another over the pairs
// that hold it, the best pairs first.
func (b *builder) chain(from, to int) []PairStep {
	pairs := slices.Clone(b.rowOf[from].pairs)
	slices.SortStableFunc(pairs, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.total, p.total), strings.Compare(b.profiles[p.a].key, b.profiles[q.a].key), strings.Compare(b.profiles[p.b].key, b.profiles[q.b].key))
	})
	back := map[int]pair{} // the pair over which a task was reached from the end
	reached := map[int]bool{to: true}
	for queue := []int{to}; len(queue) > 0 && !reached[from]; queue = queue[1:] {
		for _, p := range pairs {
			next := p.other(queue[0])
			if next < 0 || reached[next] {
				continue
			}
			reached[next], back[next] = true, p
			queue = append(queue, next)
		}
	}
	steps := []PairStep{}
	for at := from; at != to && reached[from]; {
		p := back[at]
		next := p.other(at)
		steps = append(steps, PairStep{A: b.name(at), B: b.name(next), Score: rounded(p.total), Decisions: b.about(at, next)})
		at = next
	}
	return steps
}

// other is the other task of a pair, or -1 if the task given is none of it.
func (p pair) other(task int) int {
	switch task {
	case p.a:
		return p.b
	case p.b:
		return p.a
	}
	return -1
}

// rowWith is the id of the row of a task.
func (c *Comparison) rowWith(m Member) string {
	for _, row := range c.Rows {
		if slices.ContainsFunc(row.Members, func(o Member) bool { return o.Plan == m.Plan && o.Task == m.Task }) {
			return row.ID
		}
	}
	return ""
}
