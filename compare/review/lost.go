package review

import (
	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/extract"
)

// Why a decision does not find its task.
const (
	LostDocument = "document-removed" // neither the document nor another edition of it is there
	LostWords    = "words-changed"    // the plan is there, and no task of it has the words
	LostSeveral  = "several-tasks"    // more than one task of the plan has the words
	LostCell     = "cell-changed"     // the cell no longer holds what was confirmed
)

// Loss is a task of a decision that is no longer found, or says something else.
type Loss struct {
	Decision string  `json:"decision"` // id
	Task     int     `json:"task"`     // place among the tasks of the decision
	Reason   string  `json:"reason"`
	Nearest  Nearest `json:"nearest"` // with words-changed: the task whose words come nearest
}

// Nearest is the task whose words come nearest to those of a lost one.
type Nearest struct {
	Plan string `json:"plan"`
	Task string `json:"task"`
	Text string `json:"text"`
	Page int    `json:"page"`
}

// Lost are the decisions in force that are applied to no task of the plans,
// which are all there are, in the order of the log.
func (d *Decided) Lost(plans []*extract.Plan) []Loss {
	out := []Loss{}
	fs := finders{}
	for _, dec := range d.list {
		for i, a := range dec.Tasks {
			if loss, lost := fs.lost(plans, dec, a); lost {
				loss.Decision, loss.Task = dec.ID, i
				out = append(out, loss)
			}
		}
	}
	return out
}

func (fs finders) lost(plans []*extract.Plan, dec corpus.Decision, a corpus.Anchor) (Loss, bool) {
	loss := Loss{Reason: LostDocument}
	best := 0.0
	for _, p := range plans {
		if p.Document.ID != a.Document && !sameEdition(a, p.Document) {
			continue
		}
		i, several := fs.of(p).find(a)
		switch {
		case i >= 0 && dec.Verdict == corpus.Confirm && Held(p.Tasks[i], dec.Kind) != dec.Was:
			loss.Reason = LostCell
			continue
		case i >= 0:
			return Loss{}, false
		case several:
			loss.Reason = LostSeveral
			continue
		case loss.Reason == LostDocument:
			loss.Reason = LostWords
		}
		for _, t := range p.Tasks {
			if n := nearness(a.Text, t.Text); n > best {
				best = n
				loss.Nearest = Nearest{p.Document.ID, t.ID, t.Text, t.Page}
			}
		}
	}
	if loss.Reason != LostWords {
		loss.Nearest = Nearest{}
	}
	return loss, true
}

// nearness is the share of pairs of syllables that two texts have in common,
// from 0 to 1.
func nearness(x, y string) float64 {
	a, b := bigrams(x), bigrams(y)
	common := 0
	for k := range a {
		if b[k] {
			common++
		}
	}
	if len(a)+len(b) == 0 {
		return 0
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

func bigrams(text string) map[[2]string]bool {
	keys := vn.Keys(text)
	set := map[[2]string]bool{}
	for i := 1; i < len(keys); i++ {
		set[[2]string{keys[i-1], keys[i]}] = true
	}
	return set
}
