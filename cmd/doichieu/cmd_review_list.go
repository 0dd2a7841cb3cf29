package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"doichieu/compare/review"
	"doichieu/corpus"
)

// reviewSchema names the JSON form of the list of decisions.
const reviewSchema = "doichieu.decisions-list/1"

// listedDecision is a decision with what became of it.
type listedDecision struct {
	corpus.Decision
	Status     string        `json:"status"`      // in-force, replaced, withdrawn, withdrawal
	ReplacedBy string        `json:"replaced_by"` // id of the decision that replaced or withdrew it
	Lost       []review.Loss `json:"lost"`        // tasks that it no longer finds
}

func newReviewListCommand(a *app) *cobra.Command {
	asJSON := false
	cmd := command(&cobra.Command{
		Use:   "list",
		Short: "List the decisions of the library",
		Long: `List all decisions that were ever recorded, the oldest first: those in force, those
that later ones replaced or withdrew, and of those in force the ones that no longer
find their task, with the reason and the task whose words come nearest.`,
		Example: "  doichieu review list\n  doichieu review list --json",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runReviewList(cmd.Context(), a, asJSON) },
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, schema "+reviewSchema)
	return cmd
}

func runReviewList(ctx context.Context, a *app, asJSON bool) (err error) {
	lib, err := a.readLibrary(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lib.Close()) }()
	log, err := lib.Decisions()
	if err != nil {
		return err
	}
	plans, err := storedPlans(lib)
	if err != nil {
		return err
	}
	list := listDecisions(log, review.New(log).Lost(plans))
	return a.writeResult("", func(w io.Writer) error {
		if asJSON {
			return writeJSON(w, struct {
				Schema    string           `json:"schema"`
				Decisions []listedDecision `json:"decisions"`
			}{reviewSchema, list})
		}
		return writeDecisions(w, list)
	})
}

func listDecisions(log []corpus.Decision, lost []review.Loss) []listedDecision {
	list := []listedDecision{}
	for _, d := range log {
		l := listedDecision{Decision: d, Status: "in-force", Lost: []review.Loss{}}
		if d.Kind == corpus.Withdraw {
			l.Status = "withdrawal"
		}
		for _, later := range log {
			if slices.Contains(later.Replaces, d.ID) {
				l.Status, l.ReplacedBy = "replaced", later.ID
				if later.Kind == corpus.Withdraw {
					l.Status = "withdrawn"
				}
			}
		}
		for _, loss := range lost {
			if loss.Decision == d.ID {
				l.Lost = append(l.Lost, loss)
			}
		}
		list = append(list, l)
	}
	return list
}

func writeDecisions(w io.Writer, list []listedDecision) error {
	for _, l := range list {
		status := l.Status
		if l.ReplacedBy != "" {
			status += " by " + l.ReplacedBy
		}
		if _, err := fmt.Fprintln(w, oneLine(status+"  "+decisionLine(l.Decision))); err != nil {
			return err
		}
		for _, loss := range l.Lost {
			lines := []string{fmt.Sprintf("lost (%s): %s", loss.Reason, l.Tasks[loss.Task].Text)}
			if n := loss.Nearest; n.Task != "" {
				lines = append(lines, fmt.Sprintf("nearest now: %s %s: %s", n.Plan, n.Task, n.Text))
			}
			for _, line := range lines {
				if _, err := fmt.Fprintln(w, "  "+oneLine(line)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func newReviewUndoCommand(a *app) *cobra.Command {
	var by, given, why string
	cmd := command(&cobra.Command{
		Use:   "undo DECISION...",
		Short: "Withdraw decisions",
		Long: `Withdraw decisions that are in force, by the ids that review list prints. The log
keeps them, with who withdrew them and when.`,
		Example: `  doichieu review undo d0123456789ab --by "Trần Thị Mẫu" --given 2026-04-02`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			d := corpus.Decision{Kind: corpus.Withdraw, By: plainWords(by), Given: given, Why: plainWords(why)}
			return runReviewUndo(cmd.Context(), a, d, args)
		},
	})
	flags := cmd.Flags()
	flags.StringVar(&by, "by", "", "`name` of who withdraws them")
	flags.StringVar(&given, "given", "", "`day` on which (2026-01-31)")
	flags.StringVar(&why, "why", "", "`reason`")
	return cmd
}

func runReviewUndo(ctx context.Context, a *app, d corpus.Decision, ids []string) (err error) {
	day, ok := readDay(d.Given)
	if d.By == "" || !ok {
		return usagef("say who withdraws them and on which day: --by NAME --given 2026-01-31")
	}
	d.Given = day
	s, err := a.openExistingStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	log, err := s.lib.Decisions()
	if err != nil {
		return err
	}
	plans, err := storedPlans(s.lib)
	if err != nil {
		return err
	}
	inForce := corpus.InForce(log)
	for _, id := range ids {
		if !slices.ContainsFunc(inForce, func(d corpus.Decision) bool { return d.ID == id }) {
			return &hintError{fmt.Errorf("no decision %q is in force", id), "doichieu review list shows the decisions"}
		}
		if !slices.Contains(d.Replaces, id) {
			d.Replaces = append(d.Replaces, id)
		}
	}
	d.Seal()
	if err := s.record(ctx, []corpus.Decision{d}, plans); err != nil {
		return err
	}
	a.countf("%d withdrawn", len(d.Replaces))
	return nil
}
