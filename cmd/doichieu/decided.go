package main

import (
	"context"
	"fmt"

	"doichieu/compare"
	"doichieu/compare/review"
	"doichieu/corpus"
	"doichieu/extract"
)

// Decisions of people come between the stored plans and every use of them. They
// are the library's, and so apply to its documents; a file that is named is read
// as it is. Where the log cannot be read, whatever would show a plan of the
// library fails: a table that silently lacks what people decided is worse than
// none. Listing and searching go on.

// noteDecisionsLost is the code of the note on decisions without their task.
const noteDecisionsLost = "decisions-lost"

// decisions are those of the library, read once.
func (in *inputs) decisions(lib *corpus.Library) (*review.Decided, error) {
	if in.decided == nil {
		log, err := lib.Decisions()
		if err != nil {
			return nil, err
		}
		in.decided = review.New(log)
	}
	return in.decided, nil
}

// verdicts are the decisions about pairs of the stored plans among readings,
// and a note where decisions about these plans no longer find their tasks.
func (in *inputs) verdicts(readings []*reading) ([]compare.Verdict, []corpus.Note) {
	if in.decided == nil {
		return nil, nil
	}
	var plans []*extract.Plan
	for _, r := range readings {
		if r.stored {
			plans = append(plans, r.plan)
		}
	}
	var notes []corpus.Note
	lost := map[string]bool{}
	for _, l := range in.decided.Lost(plans) {
		// A document that is merely not compared has lost nothing.
		if l.Reason == review.LostWords || l.Reason == review.LostSeveral {
			lost[l.Decision] = true
		}
	}
	if len(lost) > 0 {
		notes = append(notes, corpus.Note{
			Code: noteDecisionsLost, Severity: corpus.Warning,
			Message: fmt.Sprintf("%d decisions about these plans no longer find their tasks and are not applied; doichieu review list names them", len(lost)),
		})
	}
	return in.decided.Verdicts(plans), notes
}

// decideExplained puts what people decided into the cells of an explained task of
// the library.
func (in *inputs) decideExplained(doc *corpus.Document, e *extract.Explanation) error {
	if in.lib == nil {
		return nil
	}
	decided, err := in.decisions(in.lib)
	if err != nil {
		return err
	}
	for _, t := range decided.Apply(extract.Extract(doc)).Tasks {
		if t.ID == e.Task.ID {
			e.Task = t
		}
	}
	return nil
}

// inUse is a plan with what people decided, for the index. The index is for
// finding tasks, and is built without decisions where their log cannot be read.
func (s *store) inUse(p *extract.Plan) *extract.Plan {
	if s.decided == nil {
		log, err := s.lib.Decisions()
		if err != nil {
			s.app.notef("%v; the search index is built without decisions: run doichieu reindex when the log is mended", err)
		}
		s.decided = review.New(log)
	}
	return s.decided.Apply(p)
}

// record adds decisions to the log and brings the index up to date.
func (s *store) record(ctx context.Context, list []corpus.Decision, plans []*extract.Plan) error {
	touched := append([]corpus.Decision{}, list...)
	log, err := s.lib.Decisions()
	if err != nil {
		return err
	}
	for _, d := range list {
		for _, old := range log {
			for _, id := range d.Replaces {
				if old.ID == id {
					touched = append(touched, old)
				}
			}
		}
	}
	if err := s.lib.Record(list); err != nil {
		return err
	}
	s.decided = nil
	if err := s.openIndex(ctx); err != nil {
		return err
	}
	for _, p := range plans {
		for _, d := range touched {
			if d.Kind != corpus.DecidePair && review.Touches(d, p) {
				if err := s.idx.Put(context.WithoutCancel(ctx), s.inUse(p)); err != nil {
					s.app.notef("%s: %v; the next search builds the index anew", p.Document.ID, err)
				}
				break
			}
		}
	}
	return nil
}

// storedPlans are all plans of the library as they were extracted. One that
// cannot be read is an error: a decision about it would seem to have lost it.
func storedPlans(lib *corpus.Library) ([]*extract.Plan, error) {
	var plans []*extract.Plan
	for _, e := range lib.List() {
		r, err := storedPlan(lib, e.ID)
		if err != nil {
			return nil, err
		}
		plans = append(plans, r.plan)
	}
	return plans, nil
}
