package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/extract"
)

// taskRef is a task as the command line names it.
type taskRef struct{ plan, task string }

// missing is the error where the plan has no such task.
func (r taskRef) missing() error {
	return &hintError{fmt.Errorf("%s has no task %q", r.plan, r.task), "doichieu show " + r.plan + " lists its tasks"}
}

// known reports whether ref names a file or a document of the library. A name
// that fits several documents is known: reading it says so.
func (in *inputs) known(ctx context.Context, ref string) (bool, error) {
	if ref == "" {
		return false, nil
	}
	if in.isFile(ref) {
		return true, nil
	}
	lib, err := in.library(ctx)
	if errors.Is(err, corpus.ErrNoLibrary) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_, err = lib.Resolve(ref)
	return !errors.Is(err, corpus.ErrNotFound), nil
}

// splitPair reads each name as PLAN:TASK. Names of files and ids of tasks may
// hold colons themselves: a name is split at the last one with a plan before it.
// Where none of the names has one, it is no pair.
func (in *inputs) splitPair(ctx context.Context, names []string) ([]taskRef, error) {
	var pair []taskRef
	for _, name := range names {
		for at := strings.LastIndexByte(name, ':'); at > 0; at = strings.LastIndexByte(name[:at], ':') {
			known, err := in.known(ctx, name[:at])
			if err != nil {
				return nil, err
			}
			if known {
				pair = append(pair, taskRef{name[:at], name[at+1:]})
				break
			}
		}
	}
	if len(pair) == 1 {
		other := names[0]
		if strings.HasPrefix(other, pair[0].plan+":") {
			other = names[1]
		}
		return nil, &hintError{
			fmt.Errorf("%s: no such file or document stands before a colon in it", other),
			"write a pair as PLAN:TASK PLAN:TASK, or as PLAN TASK PLAN TASK",
		}
	}
	return pair, nil
}

// explainPair tells why two tasks stand together or apart in the comparison of
// their plans and of those that with names.
func explainPair(ctx context.Context, in *inputs, pair []taskRef, with []string, asJSON bool) error {
	a := in.app
	names, readings, err := in.pairPlans(ctx, pair)
	if err != nil {
		return err
	}
	if names[0] == names[1] {
		return usagef("both names are of the same task, %s of %s", pair[0].task, pair[0].plan)
	}
	var failed error
	if len(with) > 0 {
		others, err := in.plans(ctx, with)
		if err != nil && !errors.Is(err, errPartly) {
			return err
		}
		others, strays := plansOnly(others)
		for _, n := range strays {
			a.notef("%s", n.Message)
		}
		readings, failed = append(readings, others...), err
	}
	readings, _ = eachOnce(readings)
	verdicts, lost := in.verdicts(readings)
	for _, n := range lost {
		a.notef("%s", n.Message)
	}
	var plans []*extract.Plan
	for _, r := range readings {
		plans = append(plans, r.plan)
	}
	e, ok := compare.ExplainPair(plans, verdicts, names[0], names[1])
	if !ok {
		return pair[0].missing() // cannot be: both were looked for
	}
	said, err := in.said(e)
	if err != nil {
		return err
	}
	return errors.Join(a.writeResult("", func(w io.Writer) error {
		if asJSON {
			return writeJSON(w, e)
		}
		return writePair(w, e, readings, said, a.lang == "en", a.words())
	}), failed)
}

// pairPlans reads the plans of two tasks and looks for these in them.
func (in *inputs) pairPlans(ctx context.Context, pair []taskRef) (names [2]compare.TaskName, readings []*reading, err error) {
	for i, ref := range pair {
		var r *reading
		if i > 0 && ref.plan == pair[0].plan { // read once: it may be the standard input
			r = readings[0]
		} else if r, err = in.plan(ctx, ref.plan); err != nil {
			return names, nil, err
		}
		if !slices.ContainsFunc(r.plan.Tasks, func(t extract.Task) bool { return t.ID == ref.task }) {
			return names, nil, ref.missing()
		}
		readings = append(readings, r)
		names[i] = compare.TaskName{Plan: r.plan.Document.ID, Task: ref.task}
	}
	return names, readings, nil
}

// said are the decisions that an explanation names, by their ids.
func (in *inputs) said(e *compare.PairExplanation) (map[string]corpus.Decision, error) {
	said := map[string]corpus.Decision{}
	if in.lib == nil || len(e.Decisions)+len(e.Refused)+len(e.Chain) == 0 {
		return said, nil
	}
	log, err := in.lib.Decisions()
	if err != nil {
		return nil, err
	}
	for _, d := range log {
		said[d.ID] = d
	}
	return said, nil
}
