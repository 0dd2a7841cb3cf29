// Package review ties the decisions of people to tasks and applies them.
//
// A decision was made about words, not about a place: a task's id shifts when a
// heading is read otherwise, and a document gets another id with every change of
// its file. So a decision is anchored to the words of its tasks (Key) and to the
// plan they stand in, and finds a task
//
//   - in the same document, if the words are the same; where several tasks of it
//     say the same, the one with the same id;
//   - in another edition of the plan (of the same locality or its successor, with
//     the same number and year), if exactly one task there has the same words.
//
// Spacing, case, tone placement and the task's marker make no difference, nor do
// marks on letters that OCR lost, as long as no other task comes so near. A task in
// other words is another task: the decision has lost its anchor and is listed
// (Lost), never applied to it.
//
// The package touches no files; the log is package corpus's.
package review

import (
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/marker"
	"doichieu/corpus/vn"
	"doichieu/extract"
	"doichieu/extract/vocab"
)

// Key is made of the words of a task: the same for texts that differ in nothing
// but spacing, punctuation, case, tone placement, composition of letters, or the
// marker in front.
//
//	Key("a) Sở Y tế hoà giải;") == Key("Sở Y tế hòa  giải.")
func Key(text string) string {
	text = strings.TrimSpace(text)
	text = text[marker.Parse(text).Len:]
	return strings.Join(vn.Keys(text), "")
}

// AnchorOf is the anchor of a task of a plan.
func AnchorOf(p *extract.Plan, t *extract.Task) corpus.Anchor {
	r := p.Document
	return corpus.Anchor{
		Document: r.ID, SHA256: r.Source.SHA256, Locality: r.Locality, Number: r.Number, Issued: r.Issued,
		Task: t.ID, Page: t.Page, Text: t.Text, Key: Key(t.Text),
	}
}

// finder finds the tasks of a plan by their words.
type finder struct {
	plan   *extract.Plan
	exact  map[string][]int
	folded map[string][]int
}

func newFinder(p *extract.Plan) *finder {
	f := &finder{plan: p, exact: map[string][]int{}, folded: map[string][]int{}}
	for i, t := range p.Tasks {
		key := Key(t.Text)
		f.exact[key] = append(f.exact[key], i)
		f.folded[vn.FoldKey(key)] = append(f.folded[vn.FoldKey(key)], i)
	}
	return f
}

// find is the place of the task that an anchor means; -1 if the plan is another
// one, or has no such task. several says that more than one task would do.
func (f *finder) find(a corpus.Anchor) (task int, several bool) {
	own := f.plan.Document.ID == a.Document
	if !own && !sameEdition(a, f.plan.Document) {
		return -1, false
	}
	list := f.exact[a.Key]
	if len(list) == 0 {
		list = f.folded[vn.FoldKey(a.Key)]
	}
	switch {
	case len(list) == 1:
		return list[0], false
	case own:
		for _, i := range list {
			if f.plan.Tasks[i].ID == a.Task {
				return i, false
			}
		}
	}
	return -1, len(list) > 1
}

// sameEdition reports whether a record is that of another edition of the plan
// that the anchor names. Numbers begin anew with each year, and a number alone
// does not tell the plans of two localities apart.
func sameEdition(a corpus.Anchor, r extract.Record) bool {
	switch {
	case a.Number == "" || strings.HasPrefix(a.Number, "/"): // a draft without number
		return false
	case vn.Fold(a.Number) != vn.Fold(r.Number) || heir(a.Locality) != heir(r.Locality):
		return false
	}
	x, y := year(a.Issued), year(r.Issued)
	return x == "" || y == "" || x == y
}

func year(day string) string { return day[:min(4, len(day))] }

// heir is the locality into which the one with that name went.
func heir(name string) string {
	for range 4 { // laws merged localities twice at most
		l, _, ok := vocab.FindLocality(name)
		if !ok {
			return vn.Fold(name)
		}
		if l.Successor == "" {
			return l.Name
		}
		name = l.Successor
	}
	return name
}

// sameTask reports whether two anchors mean the same task.
func sameTask(a, b corpus.Anchor) bool {
	if a.Document == b.Document {
		return a.Task == b.Task && a.Key == b.Key
	}
	return a.Key == b.Key && sameEdition(a, extract.Record{Locality: b.Locality, Number: b.Number, Issued: b.Issued})
}
