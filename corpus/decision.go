package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
)

// DecisionKind says what a person decided about.
type DecisionKind string

// The kinds of decisions.
const (
	DecidePair         DecisionKind = "pair"         // whether two tasks are the same
	DecideLead         DecisionKind = "lead"         // who leads a task
	DecideCoordinating DecisionKind = "coordinating" // who coordinates in a task
	DecideDeadline     DecisionKind = "deadline"     // by which day a task is due
	Withdraw           DecisionKind = "withdraw"     // takes the decisions it replaces back
)

// Verdict is what a person decided.
type Verdict string

// The verdicts: the first two of pairs, the next three of cells, the last of both.
const (
	Same    Verdict = "same"
	NotSame Verdict = "not-same"
	Confirm Verdict = "confirm" // the cell is right as it was read
	Set     Verdict = "set"     // the cell is to hold the value of the decision
	Clear   Verdict = "clear"   // the cell is to be empty
	Unsure  Verdict = "unsure"  // looked at, and left open
)

// verdicts are those that a kind of decision knows.
var verdicts = map[DecisionKind][]Verdict{
	DecidePair:         {Same, NotSame, Unsure},
	DecideLead:         {Confirm, Set, Clear, Unsure},
	DecideCoordinating: {Confirm, Set, Clear, Unsure},
	DecideDeadline:     {Confirm, Set, Clear, Unsure},
	Withdraw:           {""},
}

// Decision is what a person said about a pair of tasks or about a cell of one.
type Decision struct {
	ID       string       `json:"id"` // made of all the rest: see [Decision.Seal]
	Kind     DecisionKind `json:"kind"`
	Verdict  Verdict      `json:"verdict"`
	Agencies []Owner      `json:"agencies,omitempty"` // of an owner that is set
	Day      string       `json:"day,omitempty"`      // of a deadline that is set, an ISO day
	Was      string       `json:"was,omitempty"`      // what the cell held then, as package compare/review writes it
	By       string       `json:"by"`                 // who decided
	Given    string       `json:"given"`              // ISO day on which, as the person wrote it
	Why      string       `json:"why"`
	Replaces []string     `json:"replaces,omitempty"` // ids of earlier decisions that no longer hold
	Tasks    []Anchor     `json:"tasks,omitempty"`    // two of a pair, one of a cell
}

// Owner is an agency that a person gave a task to.
type Owner struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Anchor ties a decision to a task by what it says, so that it finds the task
// again wherever it stands.
type Anchor struct {
	Document string `json:"document"` // id
	SHA256   string `json:"sha256"`   // of the document's file
	Locality string `json:"locality"`
	Number   string `json:"number"`
	Issued   string `json:"issued"`
	Task     string `json:"task"` // id in the plan
	Page     int    `json:"page"`
	Text     string `json:"text"` // as printed
	Key      string `json:"key"`  // of its words, see package compare/review
}

// Seal gives the decision the id that its content makes: the same decision has
// the same id, and a line of the log that was edited no longer has its own.
func (d *Decision) Seal() {
	d.ID = d.seal()
}

func (d *Decision) seal() string {
	bare := *d
	bare.ID = ""
	// Strings, integers and lists of them always have a JSON form.
	b, _ := json.Marshal(bare)
	sum := sha256.Sum256(b)
	return "d" + hex.EncodeToString(sum[:6])
}

// Check reports the first thing that makes the decision no decision.
func (d *Decision) Check() error {
	known, ok := verdicts[d.Kind]
	tasks := 1
	switch d.Kind {
	case DecidePair:
		tasks = 2
	case Withdraw:
		tasks = 0
	}
	_, noDay := time.Parse(time.DateOnly, d.Given)
	_, noDue := time.Parse(time.DateOnly, d.Day)
	setsOwner := d.Verdict == Set && d.Kind != DecideDeadline
	setsDay := d.Verdict == Set && d.Kind == DecideDeadline
	switch {
	case !ok:
		return fmt.Errorf("no kind of decision is called %q", d.Kind)
	case !slices.Contains(known, d.Verdict):
		return fmt.Errorf("a decision of kind %s cannot say %q", d.Kind, d.Verdict)
	case strings.TrimSpace(d.By) == "":
		return errors.New("it does not say who decided (by)")
	case noDay != nil:
		return fmt.Errorf("given %q is no day such as 2025-01-31", d.Given)
	case len(d.Tasks) != tasks:
		return fmt.Errorf("a decision of kind %s is about %d tasks, this one names %d", d.Kind, tasks, len(d.Tasks))
	case setsOwner != (len(d.Agencies) > 0):
		return errors.New("agencies stand with an owner that is set, and only there")
	case setsDay && noDue != nil:
		return fmt.Errorf("day %q is no day such as 2025-01-31", d.Day)
	case !setsDay && d.Day != "":
		return errors.New("a day stands with a deadline that is set, and only there")
	case d.Kind == Withdraw && len(d.Replaces) == 0:
		return errors.New("it withdraws no decision (replaces)")
	}
	for _, s := range []string{d.By, d.Why} {
		if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) }) {
			return errors.New("its words hold control characters")
		}
	}
	return d.checkParts()
}

// checkParts checks the agencies and the anchors.
func (d *Decision) checkParts() error {
	for _, a := range d.Agencies {
		if a.ID == "" || a.Name == "" {
			return errors.New("an agency has no id or no name")
		}
	}
	for _, t := range d.Tasks {
		switch {
		case t.Document == "" || t.Document != DocumentID(t.SHA256):
			return fmt.Errorf("the document %q and the SHA-256 %q do not belong together", t.Document, t.SHA256)
		case t.Task == "" || t.Text == "" || t.Key == "":
			return errors.New("a task has no id, no text or no key")
		}
	}
	if len(d.Tasks) == 2 && d.Tasks[0].Document == d.Tasks[1].Document && d.Tasks[0].Task == d.Tasks[1].Task {
		return errors.New("the two tasks of the pair are one")
	}
	return nil
}

// InForce are the decisions that no later one replaces, in the order of the log.
func InForce(log []Decision) []Decision {
	gone := map[string]bool{}
	for _, d := range log {
		for _, id := range d.Replaces {
			gone[id] = true
		}
	}
	var list []Decision
	for _, d := range log {
		if d.Kind != Withdraw && !gone[d.ID] {
			list = append(list, d)
		}
	}
	return list
}
