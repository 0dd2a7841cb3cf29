package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/compare"
	"doichieu/compare/review"
	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/extract"
)

// reviewWord is a word of the sheet in both languages.
type reviewWord[T any] struct {
	value  T
	vi, en string
}

func (w reviewWord[T]) in(lang string) string {
	if lang == "en" {
		return w.en
	}
	return w.vi
}

var reviewKinds = []reviewWord[corpus.DecisionKind]{
	{corpus.DecidePair, "cặp nhiệm vụ", "pair"},
	{corpus.DecideLead, "chủ trì", "lead"},
	{corpus.DecideCoordinating, "phối hợp", "coordinating"},
	{corpus.DecideDeadline, "thời hạn", "deadline"},
}

var pairVerdicts = []reviewWord[corpus.Verdict]{
	{corpus.Same, "giống", "same"}, {corpus.NotSame, "khác", "not same"}, {corpus.Unsure, "chưa rõ", "unsure"},
}

var cellVerdicts = []reviewWord[corpus.Verdict]{
	{corpus.Confirm, "đúng", "right"},
	{corpus.Set, "sửa", "change"},
	{corpus.Clear, "bỏ", "remove"},
	{corpus.Unsure, "chưa rõ", "unsure"},
}

// verdictsOf are the words for decisions of a kind.
func verdictsOf(kind corpus.DecisionKind) []reviewWord[corpus.Verdict] {
	if kind == corpus.DecidePair {
		return pairVerdicts
	}
	return cellVerdicts
}

// wordValue is what a word of the sheet means; marks, case and hyphens make no
// difference.
func wordValue[T any](words []reviewWord[T], s string) (value T, ok bool) {
	plain := func(s string) string {
		return strings.Join(strings.Fields(strings.ReplaceAll(vn.Fold(s), "-", " ")), " ")
	}
	for _, w := range words {
		if plain(s) == plain(w.vi) || plain(s) == plain(w.en) {
			return w.value, true
		}
	}
	return value, false
}

// wordFor is the word for a value in a language.
func wordFor[T comparable](words []reviewWord[T], value T, lang string) string {
	for _, w := range words {
		if w.value == value {
			return w.in(lang)
		}
	}
	return ""
}

// reviewChoices are the words to choose from, by the kind of a line.
func reviewChoices(lang string) map[string][]string {
	m := map[string][]string{}
	for _, k := range reviewKinds {
		for _, v := range verdictsOf(k.value) {
			m[k.in(lang)] = append(m[k.in(lang)], v.in(lang))
		}
	}
	return m
}

// anchorCode ties a line of the sheet to a task: the document, a sum of the
// task's words, and its id, which may hold anything but blanks.
func anchorCode(p *extract.Plan, t *extract.Task) string {
	sum := sha256.Sum256([]byte(review.Key(t.Text)))
	return p.Document.ID + " " + hex.EncodeToString(sum[:6]) + " " + t.ID
}

// pairs adds the doubtful pairs.
func (s *doubts) pairs(verdicts []compare.Verdict) {
	type place struct {
		plan *extract.Plan
		task *extract.Task
	}
	at := map[compare.TaskName]place{}
	for _, p := range s.plans {
		for i := range p.Tasks {
			at[compare.TaskName{Plan: p.Document.ID, Task: p.Tasks[i].ID}] = place{p, &p.Tasks[i]}
		}
	}
	for _, d := range compare.Doubts(s.plans, compare.Options{Verdicts: verdicts}, s.opts.margin) {
		x, y := at[d.A], at[d.B]
		var line render.ReviewLine
		s.side(&line, 0, x.plan, x.task)
		s.side(&line, 1, y.plan, y.task)
		s.add(line, corpus.DecidePair, d.Score, d.Off/s.opts.margin, review.AnchorOf(x.plan, x.task), review.AnchorOf(y.plan, y.task))
	}
}

// cells adds the doubtful cells of a task. A cell that is empty has nothing to
// be doubted, and gets a line only where empty cells are asked for: most tasks
// that name no lead or time have none.
func (s *doubts) cells(p *extract.Plan, t *extract.Task) {
	least := map[corpus.DecisionKind]float64{}
	see := func(kind corpus.DecisionKind, confidence float64, r *extract.Review) {
		if r != nil && !s.opts.all {
			return
		}
		if old, seen := least[kind]; !seen || confidence < old {
			least[kind] = confidence
		}
	}
	for _, a := range t.ByRole(extract.Lead) {
		see(corpus.DecideLead, a.Confidence, a.Review)
	}
	for _, a := range t.ByRole(extract.Coordinating) {
		see(corpus.DecideCoordinating, a.Confidence, a.Review)
	}
	for _, d := range t.Deadlines {
		see(corpus.DecideDeadline, d.Confidence, d.Review)
	}
	for _, k := range reviewKinds {
		confidence, seen := least[k.value]
		anchor := review.AnchorOf(p, t)
		_, decided := s.decided.On(k.value, anchor)
		empty := s.opts.empty && !seen && k.value != corpus.DecidePair && review.Held(*t, k.value) == ""
		if (seen && confidence < s.opts.confidence) || (decided && s.opts.all) || empty {
			var line render.ReviewLine
			s.side(&line, 0, p, t)
			far := confidence / max(s.opts.confidence, 1e-9)
			if empty {
				far = 1 // behind all that is doubtful
			}
			s.add(line, k.value, confidence, far, anchor)
		}
	}
}

// side fills what the sheet shows of a task.
func (s *doubts) side(line *render.ReviewLine, n int, p *extract.Plan, t *extract.Task) {
	c := render.ReviewColumn(n) * (render.ReviewPlan2 - render.ReviewPlan1)
	var lead, due []string
	for _, a := range t.ByRole(extract.Lead) {
		lead = append(lead, a.Name)
	}
	for _, d := range t.Deadlines {
		due = append(due, d.Raw)
	}
	line[render.ReviewPlan1+c] = strings.TrimSpace(p.Document.Locality + " " + p.Document.Number)
	line[render.ReviewPlace1+c] = fmt.Sprintf("%s %d, %s", s.app.words().Page, t.Page, t.ID)
	line[render.ReviewText1+c] = t.Text
	line[render.ReviewLead1+c] = strings.Join(lead, "; ")
	line[render.ReviewDue1+c] = strings.Join(due, "; ")
	line[render.ReviewAnchor1+render.ReviewColumn(n)] = anchorCode(p, t)
}

// add finishes a line, unless it was decided already.
func (s *doubts) add(line render.ReviewLine, kind corpus.DecisionKind, score, far float64, tasks ...corpus.Anchor) {
	lang := s.app.lang
	line[render.ReviewKind] = wordFor(reviewKinds, kind, lang)
	line[render.ReviewScore] = strconv.FormatFloat(score, 'f', 2, 64)
	if d, ok := s.decided.On(kind, tasks...); ok {
		if !s.opts.all {
			return
		}
		var names []string
		for _, o := range d.Agencies {
			names = append(names, ownerWord(o))
		}
		line[render.ReviewDecision] = wordFor(verdictsOf(kind), d.Verdict, lang)
		line[render.ReviewOwner], line[render.ReviewDay] = strings.Join(names, "; "), d.Day
		line[render.ReviewWhy], line[render.ReviewBy], line[render.ReviewGiven] = d.Why, d.By, d.Given
	}
	s.list = append(s.list, doubt{line, far})
}

// ownerWord is an agency as import reads it.
func ownerWord(o corpus.Owner) string {
	if strings.HasPrefix(o.ID, "x:") {
		return "x:" + o.Name
	}
	return o.ID
}
