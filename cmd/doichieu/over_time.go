package main

import (
	"errors"

	"github.com/spf13/pflag"

	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/extract"
)

// timeOptions say how a comparison looks at time.
type timeOptions struct {
	overTime bool
	asOf     string

	steps []compare.Step // found with overTime
}

func (o *timeOptions) addFlags(flags *pflag.FlagSet) {
	flags.BoolVar(&o.overTime, "over-time", false, "hold each plan against the one before it of the same locality")
	flags.StringVar(&o.asOf, "as-of", "", "show localities and agencies as this `day` finds them by law (2025-07-01)")
}

// read is a plan as the day asked for finds it.
func (o *timeOptions) read(plan *extract.Plan) *extract.Plan {
	if o.asOf == "" {
		return plan
	}
	return compare.AsOf(plan, o.asOf)
}

// inOrder puts the plans in order of time where that is asked for, and notes those
// that stand alone.
func (o *timeOptions) inOrder(plans []*extract.Plan) ([]*extract.Plan, []corpus.Note, error) {
	if !o.overTime {
		return plans, nil, nil
	}
	ordered, steps, alone, err := compare.Timeline(plans)
	switch {
	case errors.Is(err, compare.ErrNoSteps):
		return nil, nil, &hintError{err, "name two plans or more of one locality, as of 2024 and of 2025"}
	case err != nil:
		return nil, nil, &hintError{err, "leave these plans out; doichieu show says what was read of a document"}
	}
	var notes []corpus.Note
	for _, p := range alone {
		why := "is the only plan of its locality (" + p.Document.Locality + ")"
		if p.Document.Locality == "" {
			why = "is of no locality that could be read"
		}
		notes = append(notes, corpus.Note{
			Code: compare.NoteAlone, Severity: corpus.Warning,
			Message: p.Document.Source.Name + " " + why + ": nothing can be held against it, and it has no column",
		})
	}
	o.steps = steps
	return ordered, notes, nil
}
