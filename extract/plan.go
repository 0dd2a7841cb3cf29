package extract

import (
	"slices"

	"doichieu/corpus"
)

// PlanSchema names the JSON form of a [Plan].
const PlanSchema = "doichieu.plan/1"

// Plan is what extraction makes of a document: the record, the section tree,
// the tasks with their owners and deadlines, what else the paper says, the
// targets, and the notes. Every value carries the span of the words it came
// from, in Document.Text.
type Plan struct {
	Schema     string        `json:"schema"`
	Document   Record        `json:"document"`
	Sections   []Section     `json:"sections"`
	Tasks      []Task        `json:"tasks"`
	Provisions []Provision   `json:"provisions"` // never nil, in reading order
	Targets    []Target      `json:"targets"`
	Notes      []corpus.Note `json:"notes"`
}

// TargetsByTask gives each task id the targets that the task carries; "" has
// those that no task carries.
func (p *Plan) TargetsByTask() map[string][]Target {
	targets := map[string][]Target{}
	for _, t := range p.Targets {
		targets[t.Task] = append(targets[t.Task], t)
	}
	return targets
}

// Record is the document's identity card. A field that the document does not
// state is "" (or empty); Places says where each stated one was read.
type Record struct {
	ID       string   `json:"id"`
	Number   string   `json:"number"`   // as printed without blanks: "171/KH-UBND", "132-KL/TW", "/KH-BCĐ" where the number is left blank
	DocType  string   `json:"doc_type"` // abbreviation of Decree 30/2020: KH, NQ, QĐ, CT, CTr, ...
	Title    string   `json:"title"`
	Issuer   string   `json:"issuer"`   // as printed
	Locality string   `json:"locality"` // province or centrally run city as printed: "Cần Thơ"
	Issued   string   `json:"issued"`   // ISO day, or month ("2024-03") where the day is blank, or ""
	Signer   string   `json:"signer"`
	Capacity string   `json:"capacity"` // lines above the signature joined by " / "
	Basis    []string `json:"basis"`    // numbers of the documents cited as legal basis in the opening

	Places []Place       `json:"places"`
	Source corpus.Source `json:"source"`

	// Unit is the locality to which Locality belongs on a day that was asked for;
	// "" as read.
	Unit string `json:"unit,omitempty"`
}

// Place says where a field of the record was read.
type Place struct {
	Field string      `json:"field"` // JSON name of the field; "basis" once for each number, in order
	Raw   string      `json:"raw"`
	Span  corpus.Span `json:"span"`
	Page  int         `json:"page"`
}

// Section is a heading or lead-in. A task or provision with items below it is a
// section as well, under the same id, and so is a lead-in that makes a statement
// of its own ("... đạt 50% số xã. Cụ thể như sau:").
type Section struct {
	ID      string      `json:"id"`     // path of markers, as in Task.ID
	Marker  string      `json:"marker"` // as printed, without what follows it: "II.", "a)", "-"; "" for an unmarked heading
	Level   int         `json:"level"`  // 1 for the top
	Heading string      `json:"heading"`
	Parent  string      `json:"parent"` // id of the section above, "" at the top
	Span    corpus.Span `json:"span"`   // marker and heading
	Page    int         `json:"page"`
}

// Task is the smallest self-standing provision of the operative part that
// directs somebody to do something.
type Task struct {
	ID          string       `json:"id"`      // path of markers joined by "/": "II/4~2/a/-1"
	Section     string       `json:"section"` // id of the heading or lead-in it stands under, "" for none
	Text        string       `json:"text"`    // the words at Span, pieces joined by a blank
	Span        Spans        `json:"span"`
	Page        int          `json:"page"`
	Assignments []Assignment `json:"assignments"`
	Deadlines   []Deadline   `json:"deadlines"`
	References  []Reference  `json:"references"` // parts of the plan itself that its words name
	OCR         bool         `json:"ocr"`        // words of it were made by OCR from a picture: letters may be wrong
}

// NamedBy lists the ids of the tasks whose words name the task or section with
// that id, or a part of the plan in which it stands: where a plan gives the work
// of its themes to agencies.
func (p *Plan) NamedBy(id string) []string {
	out := []string{}
	for _, t := range p.Tasks {
		if t.ID != id && slices.ContainsFunc(t.References, func(r Reference) bool { return r.names(id) }) {
			out = append(out, t.ID)
		}
	}
	return out
}

// ByRole lists the assignments of the task in a role; never nil.
func (t Task) ByRole(role Role) []Assignment {
	out := []Assignment{}
	for _, a := range t.Assignments {
		if a.Role == role {
			out = append(out, a)
		}
	}
	return out
}

// Role of an agency in a task.
type Role string

// The roles.
const (
	Lead         Role = "lead"         // cơ quan chủ trì / thực hiện
	Coordinating Role = "coordinating" // cơ quan phối hợp
	Implementing Role = "implementing" // body that the lead is told to direct in carrying it out
)

// Assignment gives a task to an agency in a role.
type Assignment struct {
	Role      Role        `json:"role"`
	Agency    string      `json:"agency"` // id of the vocabulary, or "x:" + the name in lower case
	Name      string      `json:"name"`   // official name of the vocabulary, or the name as printed
	Raw       string      `json:"raw"`    // the words at Span
	Requested bool        `json:"requested"`
	Inherited string      `json:"inherited"` // id of the heading or lead-in it came from, "" if in the task's own words
	Span      corpus.Span `json:"span"`
	Page      int         `json:"page"`
	Rule      string      `json:"rule"` // name of the rule that gave the role

	Confidence float64 `json:"confidence"` // 0 to 1, by the rule: see OwnerRules

	Review *Review `json:"review,omitempty"` // the human decision that the cell rests on, nil without one
	Former *Former `json:"former,omitempty"` // the agency as read, where Agency and Name are those of its heir on a day that was asked for; else nil
}

// Former is an agency whose duty another one has since.
type Former struct {
	Agency string `json:"agency"`
	Name   string `json:"name"`
	Source string `json:"source"` // number of the document by which the duty moved
}

// DeadlineKind tells how a time limit binds.
type DeadlineKind string

// The kinds of deadlines.
const (
	By        DeadlineKind = "by"        // finished at the latest at the end of the period or day
	Before    DeadlineKind = "before"    // strictly before
	During    DeadlineKind = "during"    // a span or an occasion in which the task itself is done
	Recurring DeadlineKind = "recurring" // again and again, each Every
	Ongoing   DeadlineKind = "ongoing"   // all the time
)

// Deadline is one time limit put on doing a task. From and To are ISO days, To
// the last day allowed; Every is an ISO 8601 period; On a day of the year
// ("--12-09") or, for other periods, of the period ("---15" for a month).
type Deadline struct {
	Raw       string       `json:"raw"` // as printed; equals the words at Span
	Kind      DeadlineKind `json:"kind"`
	From      string       `json:"from"`
	To        string       `json:"to"`
	Every     string       `json:"every"`
	On        string       `json:"on"`
	Inherited string       `json:"inherited"` // id of the heading or lead-in it came from
	Inferred  string       `json:"inferred"`  // what the words do not state and was taken from elsewhere: "year", or ""
	Span      corpus.Span  `json:"span"`
	Page      int          `json:"page"`
	Rule      string       `json:"rule"`

	Confidence float64 `json:"confidence"` // 0 to 1, by the rule

	Review *Review `json:"review,omitempty"` // the human decision that the cell rests on, nil without one
}

// Target is a measurable aim.
type Target struct {
	Raw   string      `json:"raw"` // the words at Span
	Op    string      `json:"op"`  // >=, <=, =, >, <, "+" for an increase of, "-" for a decrease of
	Value float64     `json:"value"`
	Unit  string      `json:"unit"` // "%", "count", ...
	Of    string      `json:"of"`   // what is measured, as printed
	By    string      `json:"by"`   // ISO day or ""
	Task  string      `json:"task"` // id of the task that carries it, or ""
	Span  corpus.Span `json:"span"`
	Page  int         `json:"page"`
	Rule  string      `json:"rule"`
}

// RuleReview is the rule of cells that a person corrected. Such a cell has no
// words in the document: its span is empty and begins where the task does, Raw
// of an owner is "" and of a deadline the day.
const RuleReview = "review"

// Review says which decision of a person a cell rests on.
type Review struct {
	ID    string `json:"id"`    // of the decision, in the log of the library
	By    string `json:"by"`    // who decided
	Given string `json:"given"` // ISO day
	Why   string `json:"why"`
}
