package compare

import (
	"math"
	"slices"
	"strings"
)

// How two tasks are held to be the same
//
// A row of the table asks for one action on one object. Who is told to do it
// and by when is what the row is there to compare, so neither may decide. The
// score of two tasks, from 0 to 1, is
//
//	words × action × setting × agency × heading
//
// Words. A task is reduced to the words that say what is done to what: its
// marker, the agencies it is assigned to, the plan's own place, the numbers of
// documents, figures and joining syllables are left out (profile.go). What
// remains is read as bigrams of syllables, since a Vietnamese word is mostly
// two of them. A bigram weighs the more the fewer of the tasks at hand use it
// (rarity), and less where it stands in a later clause, behind "nhằm" or "nhất
// là", in the title of a cited document or of the plan itself, or in a phrase of
// the genre such as "tăng cường công tác" (the factors of profile.go). Three
// comparisons are added up:
//
//	0.50  overlap of the whole tasks: the root of the product of the shares of
//	      weight that each finds in the other. A long task with much detail
//	      and a short one can reach it, two that share a commonplace cannot.
//	0.35  cosine of the first clauses, where a drafter puts the matter.
//	0.15  the better cosine of a first clause and any clause of the other: one
//	      task may do in passing what is all the other's business.
//
// Action. The verbs are classed in lexicon.tsv. Two tasks with the same first
// action keep the score; the less their actions have in common, the more of it
// they lose, down to a half: "cai nghiện" and "quản lý sau cai" share most of
// their words. Actions are terms of the clauses as well, so that tasks almost
// without an object ("báo cáo kết quả") can be told by what is done. A list of
// indicators to reach is no task of another kind: that costs most of the score.
//
// Setting. Tuyên truyền in schools is not tuyên truyền on the roads, nor is it
// tuyên truyền in general: settings that agree raise the score by 15 %,
// settings that differ lower it by 15 %, a setting on one side only by 9 %. Where
// the setting is all the object that a task has, it counts four times as much:
// those who are to be informed or trained, and the plan itself, which most plans
// tell somebody to oversee and all to report on.
//
// The plan itself. "Theo dõi, đôn đốc thực hiện Kế hoạch này" has no words of any
// field, and in no two plans the same ones. Two tasks about the plan itself
// whose first action the other has too are worth 0.4 by that alone.
//
// Agency. The same leading agency with a field of its own (or its successor)
// raises the score by 36 %; agencies of other fields lower it by 18 %. This can
// tip a doubtful pair, but never part two tasks of like words.
//
// Heading. Where both stand under headings of a theme, these add or take up to
// 30 %; headings that only name an agency are not looked at. A document that
// both cite and a target that both set add a little.
//
// Example. "Sở Y tế tổ chức tập huấn phòng bệnh cho giáo viên" and "Tập huấn
// cho giáo viên kỹ năng phòng bệnh học đường" share "tập huấn", "giáo viên" and
// "phòng bệnh": overlap 0.7, cosines 0.7, words 0.7. Both train, both in
// schools: 0.7 × 1 × 1.15 = 0.8. Against "Tập huấn cho lái xe kỹ năng sơ cứu"
// only "tập huấn" remains: words 0.2, other setting: 0.2 × 0.85 = 0.17, below
// the floor.
const (
	overlapWeight = 0.50
	headsWeight   = 0.35
	partWeight    = 0.15

	settingPart = 0.15
	agencyPart  = 0.36
	headingPart = 0.50
	refPart     = 0.10
	targetPart  = 0.10

	// objectPower is how much more a setting counts that is a task's object.
	objectPower = 4
	// planWords stands for the words that two tasks about the plan itself lack.
	planWords = 0.4
	// quotaFactor is for a list of indicators beside anything else.
	quotaFactor = 0.3
)

// scoreParts are the names of the parts of a score, in the order of [Row.Reasons].
var scoreParts = [...]string{"words", "action", "setting", "agency", "heading", "reference", "target", "indicators"}

// Places of the parts that are asked for by themselves.
const (
	partWords = iota
	partAction
	partSetting
)

// pairScore is the score of two tasks: the product of its parts, at most 1. The
// words give a share from 0 to 1, the rest are factors around 1.
type pairScore struct {
	total float64
	parts [len(scoreParts)]float64
}

// compareTasks scores two tasks.
func compareTasks(a, b *profile) pairScore {
	s := factorsOf(a, b)
	words, _ := wordsOf(a, b, 0)
	return s.with(words)
}

// factorsOf are all parts of the score but the words, which cost the most.
func factorsOf(a, b *profile) pairScore {
	factor := func(part, agree float64) float64 { return 1 + part*agree }
	s := pairScore{parts: [...]float64{
		1, actionOf(a, b), factor(settingPart, settingOf(a, b)), factor(agencyPart, agencyOf(a, b)),
		factor(headingPart, headingOf(a, b)), factor(refPart, shared(a.refs, b.refs)), factor(targetPart, shared(a.targets, b.targets)), 1,
	}}
	if a.quota != b.quota {
		s.parts[len(s.parts)-1] = quotaFactor
	}
	return s
}

// with is the score with its words.
func (s pairScore) with(words float64) pairScore {
	s.parts[partWords] = words
	s.total = math.Min(1, s.product())
	return s
}

// product multiplies the parts.
func (s *pairScore) product() float64 {
	product := 1.0
	for _, p := range s.parts {
		product *= p
	}
	return product
}

// wordsOf compares the words. Where these cannot reach least, it gives up and ok
// is false: most of the pairs that are looked at are none.
func wordsOf(a, b *profile, least float64) (words float64, ok bool) {
	if a.aboutPlan() && b.aboutPlan() {
		least = 0 // their actions may stand for words
	}
	ca, cb := overlap(&a.whole, &b.whole)
	whole := overlapWeight * math.Sqrt(ca*cb)
	if whole+headsWeight+partWeight < least {
		return 0, false
	}
	heads := cosine(&a.clauses[0].bag, &b.clauses[0].bag)
	if whole+headsWeight*heads+partWeight < least {
		return 0, false
	}
	part := heads
	for c := range b.clauses[1:] {
		part = max(part, cosine(&a.clauses[0].bag, &b.clauses[1+c].bag))
	}
	for c := range a.clauses[1:] {
		part = max(part, cosine(&b.clauses[0].bag, &a.clauses[1+c].bag))
	}
	words = whole + headsWeight*heads + partWeight*part
	if a.aboutPlan() && b.aboutPlan() && (b.does(a.clauses[0].actions[0]) || a.does(b.clauses[0].actions[0])) {
		words = math.Max(words, planWords)
	}
	return words, true
}

// aboutPlan reports whether the task does something with the plan itself.
func (p *profile) aboutPlan() bool {
	return slices.Contains(p.clauses[0].settings, planSetting) && len(p.clauses[0].actions) > 0
}

// does reports whether any clause of the task names the action.
func (p *profile) does(action string) bool {
	return slices.ContainsFunc(p.clauses, func(c clause) bool { return slices.Contains(c.actions, action) })
}

// overlap is the share of each bag's weight that the other has too.
func overlap(a, b *bag) (ca, cb float64) {
	if a.sum == 0 || b.sum == 0 {
		return 0, 0
	}
	common(a.terms, b.terms, func(x, y term) {
		ca += x.weight
		cb += y.weight
	})
	return ca / a.sum, cb / b.sum
}

func cosine(a, b *bag) float64 {
	if a.norm == 0 || b.norm == 0 {
		return 0
	}
	dot := 0.0
	common(a.terms, b.terms, func(x, y term) { dot += x.weight * y.weight })
	return dot / (a.norm * b.norm)
}

// common calls f for each term of both lists.
func common(a, b []term, f func(x, y term)) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].id < b[j].id:
			i++
		case a[i].id > b[j].id:
			j++
		default:
			f(a[i], b[j])
			i++
			j++
		}
	}
}

// actionOf is how far the actions agree: those of the first clauses first, then
// those of all clauses.
func actionOf(a, b *profile) float64 {
	x, y := a.clauses[0].actions, b.clauses[0].actions
	switch {
	case len(x) == 0 || len(y) == 0:
		return 0.75
	case x[0] == y[0]:
		return 1
	case slices.Contains(y, x[0]) || slices.Contains(x, y[0]):
		return 0.82
	case slices.ContainsFunc(x, func(c string) bool {
		return slices.ContainsFunc(y, func(d string) bool { return family(c) == family(d) })
	}):
		return 0.8
	case slices.ContainsFunc(a.clauses, func(c clause) bool {
		return slices.ContainsFunc(b.clauses, func(d clause) bool { return shared(c.actions, d.actions) > 0 })
	}):
		return 0.7
	}
	return 0.5
}

// family is the part of an action's class before the slash, shared by classes
// that are near to each other.
func family(class string) string {
	name, _, _ := strings.Cut(class, "/")
	return name
}

func settingOf(a, b *profile) float64 {
	x, y := a.clauses[0], b.clauses[0]
	s := -0.6
	switch {
	case len(x.settings) == 0 && len(y.settings) == 0:
		return 0
	case shared(x.settings, y.settings) > 0:
		return 1
	case len(x.settings) > 0 && len(y.settings) > 0:
		s = -1
	}
	if x.settingIsObject() || y.settingIsObject() {
		s *= objectPower
	}
	return s
}

// settingIsObject reports whether the setting is what the clause is about: who
// is informed, or the plan itself.
func (c clause) settingIsObject() bool {
	return len(c.actions) > 0 && family(c.actions[0]) == "inform" || slices.Contains(c.settings, planSetting)
}

func agencyOf(a, b *profile) float64 {
	switch {
	case shared(a.leads, b.leads) > 0 && a.specific && b.specific:
		return 1
	case shared(a.leads, b.leads) > 0:
		return 0.5
	case shared(a.leads, b.partners) > 0 || shared(a.partners, b.leads) > 0:
		return 0.3
	case a.specific && b.specific:
		return -0.5
	}
	return 0
}

// themeWeight is the least weight of headings that name a theme.
const themeWeight = 0.8

// headingOf compares headings. Those of one theme in two plans have but few
// words in common, so that a cosine of a third is already full agreement.
func headingOf(a, b *profile) float64 {
	if a.heading.sum < themeWeight || b.heading.sum < themeWeight {
		return 0
	}
	return math.Min(1, 3*cosine(a.heading, b.heading)) - 0.4
}

// shared is 1 if the lists have something in common, else 0.
func shared(a, b []string) float64 {
	if slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) }) {
		return 1
	}
	return 0
}
