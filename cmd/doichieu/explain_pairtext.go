package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"doichieu/compare"
	"doichieu/corpus"
)

// pairWords are the words of an explained pair, in Vietnamese and English. In
// the reasons, names in braces stand for figures.
type pairWords struct {
	together, apart, alone                   string
	reasons                                  map[compare.Cause]string
	twice, once, onePlan                     string // Holds and TooLow in one plan, and what counts there
	score, needed, row, plans                string
	parts                                    map[string]string
	shared, only, more, share                string
	actions, later, settings, leads, others  string
	ownField, refs, targets, indicators      string
	best, itself, met, notMet                string
	refused, average, barred, chain, decided string
	verdicts                                 map[corpus.Verdict]string
}

var vietnamesePair = pairWords{
	together: "Đứng chung một dòng", apart: "Đứng ở hai dòng", alone: "xét riêng hai nhiệm vụ",
	reasons: map[compare.Cause]string{
		compare.SaidSame:    "có người đã quyết định hai nhiệm vụ là một việc",
		compare.Holds:       "điểm {measure} đạt mức cần có {needed}, và ít nhất một bên không có nhiệm vụ nào gần hơn trong kế hoạch của bên kia",
		compare.Linked:      "chỉ đứng chung nhờ các nhiệm vụ khác của dòng",
		compare.SaidNotSame: "có người đã quyết định hai nhiệm vụ là hai việc khác nhau",
		compare.SaidApart:   "có người đã quyết định các nhiệm vụ khác của hai dòng là khác nhau",
		compare.TooLow:      "điểm {measure} thấp hơn mức cần có {needed}",
		compare.Outdone:     "điểm {measure} đạt mức cần có {needed}, nhưng cả hai bên đều có nhiệm vụ gần hơn",
		compare.NotMet:      "hai nhiệm vụ chung quá ít từ hiếm nên không được đặt cạnh nhau để chấm điểm",
		compare.Strangers:   "cặp này đạt, nhưng hai dòng mà nó sẽ nối ít liên quan với nhau: trung bình {average}, cần có {kinship}",
	},
	twice:   "cùng một kế hoạch giao một việc hai lần: {measure} đạt mức cần có {needed}",
	once:    "hai nhiệm vụ của cùng một kế hoạch chỉ gần nhau {measure}, cần có {needed}",
	onePlan: "trong một kế hoạch chỉ tính từ ngữ, hành động, đối tượng và địa bàn: {measure}, mức cần có {needed}",
	score:   "Điểm", needed: "mức cần có", row: "dòng", plans: "So sánh trong {n} kế hoạch; --with thêm kế hoạch khác",
	parts: map[string]string{
		"words": "từ ngữ", "action": "hành động", "setting": "đối tượng, địa bàn", "agency": "cơ quan",
		"heading": "đề mục", "reference": "văn bản dẫn", "target": "chỉ tiêu", "indicators": "danh sách chỉ tiêu",
	},
	shared: "Từ chung (trọng số ở A, ở B)", only: "Chỉ có ở", more: "và {n} từ khác, xem --json", share: "phần từ ngữ có ở bên kia",
	actions: "Hành động", later: "ở vế sau", settings: "Đối tượng, địa bàn", leads: "Chủ trì", others: "Cơ quan khác",
	ownField: "có lĩnh vực riêng", refs: "Văn bản dẫn", targets: "Chỉ tiêu", indicators: "danh sách chỉ tiêu",
	best: "Gần nhất với {side}", itself: "chính bên kia", met: "Hai nhiệm vụ đã được đặt cạnh nhau để chấm điểm.",
	notMet:  "Hai nhiệm vụ không được đặt cạnh nhau: chung quá ít từ hiếm.",
	refused: "Không nối hai dòng", average: "trung bình {average}, cần có {kinship}", barred: "theo quyết định của người",
	chain: "Nối qua", decided: "người quyết định",
	verdicts: map[corpus.Verdict]string{corpus.Same: "là một việc", corpus.NotSame: "là hai việc", corpus.Unsure: "chưa rõ"},
}

var englishPair = pairWords{
	together: "They stand in one row", apart: "They stand in two rows", alone: "the two by themselves",
	reasons: map[compare.Cause]string{
		compare.SaidSame:    "a person decided that they are the same",
		compare.Holds:       "the score {measure} reaches the {needed} that is needed, and one of them at least has nothing nearer in the other's plan",
		compare.Linked:      "only through other tasks of the row",
		compare.SaidNotSame: "a person decided that they are different",
		compare.SaidApart:   "a person decided that other tasks of their rows are different",
		compare.TooLow:      "the score {measure} is below the {needed} that is needed",
		compare.Outdone:     "the score {measure} reaches the {needed} that is needed, but each of them has something nearer",
		compare.NotMet:      "they share too few rare words to have been held against each other",
		compare.Strangers:   "the pair holds, but the rows that it would join have little to do with each other: {average} on average, {kinship} is needed",
	},
	twice:   "one plan gives the same thing twice: {measure} reaches the {needed} that is needed",
	once:    "two tasks of one plan, only {measure} near where {needed} is needed",
	onePlan: "within one plan only words, action and setting count: {measure}, needed {needed}",
	score:   "Score", needed: "needed", row: "row", plans: "In a comparison of {n} plans; --with adds others",
	parts: map[string]string{
		"words": "words", "action": "action", "setting": "setting", "agency": "agency",
		"heading": "heading", "reference": "reference", "target": "target", "indicators": "indicators",
	},
	shared: "Shared words (weight in A, in B)", only: "Only in", more: "and {n} more, see --json", share: "share of its words that the other has",
	actions: "Actions", later: "later", settings: "Settings", leads: "Lead", others: "Other agencies",
	ownField: "a field of its own", refs: "Cites", targets: "Targets", indicators: "a list of indicators",
	best: "Nearest to {side}", itself: "the other", met: "They were held against each other.",
	notMet:  "They were not held against each other: they share too few rare words.",
	refused: "Rows not joined", average: "{average} on average, {kinship} is needed", barred: "by decision of a person",
	chain: "Joined by", decided: "decided by",
	verdicts: map[corpus.Verdict]string{corpus.Same: "the same", corpus.NotSame: "not the same", corpus.Unsure: "unsure"},
}

// shownWords is how many words of a list are written for reading.
const shownWords = 12

// pairWriter writes an explained pair for reading.
type pairWriter struct {
	*bufio.Writer
	e        *compare.PairExplanation
	readings []*reading
	said     map[string]corpus.Decision
	own      pairWords
	words    *words
}

// writePair writes an explained pair for reading.
func writePair(w io.Writer, e *compare.PairExplanation, readings []*reading, said map[string]corpus.Decision, english bool, words *words) error {
	p := &pairWriter{bufio.NewWriter(w), e, readings, said, vietnamesePair, words}
	if english {
		p.own = englishPair
	}
	p.task("A", &e.A)
	p.task("B", &e.B)
	p.verdict()
	p.parts()
	p.shared()
	p.sides()
	p.nearest()
	p.rows()
	return p.Flush()
}

// task writes the text of a task with its place.
func (p *pairWriter) task(side string, t *compare.PairTask) {
	fmt.Fprintf(p, "%s: %s (%s %d, %s %s)\n", side, p.name(compare.TaskName{Plan: t.Plan, Task: t.Task}), p.words.Page, t.Page, p.own.row, t.Row)
	if t.Section != "" {
		fmt.Fprintf(p, "   %s\n", oneLine(t.Section))
	}
	fmt.Fprintf(p, "   %s\n\n", oneLine(t.Text))
}

// name is a task with its plan: the number of the plan, else the file.
func (p *pairWriter) name(n compare.TaskName) string {
	plan := n.Plan
	for _, r := range p.readings {
		if d := r.plan.Document; d.ID == n.Plan {
			plan = d.Source.Name
			if d.Number != "" {
				plan += " (" + strings.TrimSpace(d.Number+" "+d.Locality) + ")"
			}
		}
	}
	return oneLine(plan + " " + n.Task)
}

// verdict writes whether they stand together, and why in a sentence.
func (p *pairWriter) verdict() {
	head := p.own.apart
	if p.e.Together {
		head = p.own.together
	}
	fmt.Fprintf(p, "%s: %s.\n", head, p.reason(p.e.Because))
	if p.e.Alone != p.e.Because {
		fmt.Fprintf(p, "  %s: %s\n", p.own.alone, p.reason(p.e.Alone))
	}
	for _, d := range p.e.Decisions {
		p.decision(d.ID, d.Verdict)
	}
	fmt.Fprintf(p, "%s.\n", strings.ReplaceAll(p.own.plans, "{n}", fmt.Sprint(len(p.e.Plans))))
}

// reason is a cause in words, with its figures.
func (p *pairWriter) reason(c compare.Cause) string {
	words := p.own.reasons[c]
	if p.e.A.Plan == p.e.B.Plan {
		switch c {
		case compare.Holds:
			words = p.own.twice
		case compare.TooLow:
			words = p.own.once
		}
	}
	for _, r := range p.e.Refused {
		if len(r.By) == 0 {
			words = refusedFigures(words, r)
			break
		}
	}
	return p.figures(words)
}

// figures puts the figures of the pair into words.
func (p *pairWriter) figures(words string) string {
	return strings.NewReplacer("{measure}", share(p.e.Measure), "{needed}", share(p.e.Needed)).Replace(words)
}

// refusedFigures puts the figures of a refusal into words.
func refusedFigures(words string, r compare.PairRefusal) string {
	return strings.NewReplacer("{average}", share(r.Average), "{kinship}", share(r.Needed)).Replace(words)
}

// share writes a score or a weight. Three digits tell 0.309 from the 0.31 that
// is needed.
func share(x float64) string { return fmt.Sprintf("%.3f", x) }

// decision writes who decided what.
func (p *pairWriter) decision(id string, v corpus.Verdict) {
	d := p.said[id]
	what := p.own.verdicts[v]
	if what != "" {
		what += ": "
	}
	fmt.Fprintf(p, "  %s%s %s\n", what, p.own.decided, oneLine(strings.TrimSuffix(fmt.Sprintf("%s, %s (%s): %s", d.By, d.Given, id, d.Why), ": ")))
}

// parts writes the score as the product that it is.
func (p *pairWriter) parts() {
	var factors []string
	for _, r := range p.e.Parts {
		factors = append(factors, p.own.parts[r.Name]+" "+share(r.Score))
	}
	needed := p.own.needed + " {needed}"
	if p.e.A.Plan == p.e.B.Plan {
		needed = p.own.onePlan
	}
	fmt.Fprintf(p, "\n%s %s (%s)\n  = %s\n", p.own.score, share(p.e.Score), p.figures(needed), strings.Join(factors, " × "))
}

// shared writes the words of both and of each.
func (p *pairWriter) shared() {
	var list []string
	for _, w := range p.e.Shared {
		list = append(list, fmt.Sprintf("%s %.2f/%.2f", w.Words, w.A, w.B))
	}
	p.list(p.own.shared, list)
	for i, t := range []*compare.PairTask{&p.e.A, &p.e.B} {
		list = nil
		for _, w := range t.Only {
			list = append(list, fmt.Sprintf("%s %.2f", w.Words, w.Weight))
		}
		p.list(fmt.Sprintf("%s %s (%s: %.0f %%)", p.own.only, sideName(i), p.own.share, 100*t.Share), list)
	}
}

// sideName is A or B.
func sideName(i int) string { return string(rune('A' + i)) }

// list writes the first of a list of words.
func (p *pairWriter) list(head string, list []string) {
	more := ""
	if n := len(list) - shownWords; n > 0 {
		list, more = list[:shownWords], "; "+strings.ReplaceAll(p.own.more, "{n}", fmt.Sprint(n))
	}
	if len(list) == 0 {
		list = []string{"-"}
	}
	fmt.Fprintf(p, "%s: %s%s\n", head, oneLine(strings.Join(list, "; ")), more)
}

// sides writes what else the score reads of both tasks.
func (p *pairWriter) sides() {
	fmt.Fprintln(p)
	both := func(head string, of func(t *compare.PairTask) string) {
		a, b := of(&p.e.A), of(&p.e.B)
		if a+b == "" {
			return
		}
		for _, s := range []*string{&a, &b} {
			if *s == "" {
				*s = "-"
			}
		}
		fmt.Fprintf(p, "%s\n  A: %s\n  B: %s\n", head, oneLine(a), oneLine(b))
	}
	both(p.own.actions, func(t *compare.PairTask) string {
		s := strings.Join(t.Actions, ", ")
		if len(t.Later) > 0 {
			s += " (" + p.own.later + ": " + strings.Join(t.Later, ", ") + ")"
		}
		return s
	})
	both(p.own.settings, func(t *compare.PairTask) string { return strings.Join(t.Settings, ", ") })
	both(p.own.leads, func(t *compare.PairTask) string {
		s := agencyNames(t.Leads)
		if t.OwnField {
			s += " (" + p.own.ownField + ")"
		}
		return s
	})
	both(p.own.others, func(t *compare.PairTask) string { return agencyNames(t.Partners) })
	both(p.own.refs, func(t *compare.PairTask) string { return strings.Join(t.Refs, ", ") })
	both(p.own.targets, func(t *compare.PairTask) string {
		s := strings.Join(t.Figures, ", ")
		if t.Quota {
			s = strings.TrimPrefix(s+", "+p.own.indicators, ", ")
		}
		return s
	})
}

// agencyNames are the names of agencies in a line.
func agencyNames(list []compare.PairBody) string {
	var names []string
	for _, b := range list {
		names = append(names, b.Name)
	}
	return strings.Join(names, ", ")
}

// nearest writes what each side has in the other's plan.
func (p *pairWriter) nearest() {
	fmt.Fprintln(p)
	met := p.own.notMet
	if p.e.Met {
		met = p.own.met
	}
	fmt.Fprintln(p, met)
	for i, t := range []*compare.PairTask{&p.e.A, &p.e.B} {
		if t.Best == nil {
			continue
		}
		other := []*compare.PairTask{&p.e.B, &p.e.A}[i]
		head := strings.ReplaceAll(p.own.best, "{side}", sideName(i))
		if t.Best.Task == other.Task {
			fmt.Fprintf(p, "%s: %s (%s)\n", head, p.own.itself, share(t.Best.Score))
			continue
		}
		fmt.Fprintf(p, "%s: %s (%s %d), %s\n  %s\n", head, p.name(t.Best.TaskName), p.words.Page, t.Best.Page, share(t.Best.Score), oneLine(t.Best.Text))
	}
}

// rows writes the pairs over which they stand together, and those that failed to
// join their rows.
func (p *pairWriter) rows() {
	for _, s := range p.e.Chain {
		fmt.Fprintf(p, "%s: %s – %s, %s\n", p.own.chain, p.name(s.A), p.name(s.B), share(s.Score))
		for _, d := range s.Decisions {
			p.decision(d.ID, d.Verdict)
		}
	}
	for _, r := range p.e.Refused {
		why := refusedFigures(p.own.average, r)
		if len(r.By) > 0 {
			why = p.own.barred
		}
		fmt.Fprintf(p, "%s: %s – %s, %s: %s\n", p.own.refused, p.name(r.A), p.name(r.B), share(r.Score), why)
		for i, row := range [][]compare.TaskName{r.RowA, r.RowB} {
			var names []string
			for _, n := range row {
				names = append(names, p.name(n))
			}
			p.list("  "+sideName(i), names)
		}
		for _, id := range r.By {
			p.decision(id, corpus.NotSame)
		}
	}
}
