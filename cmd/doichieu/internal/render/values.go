package render

import (
	"cmp"
	"strconv"
	"strings"

	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/extract"
)

// ValuesSchema names the JSON form of the table of values.
const ValuesSchema = "doichieu.values/1"

// The fields of a [ValueRow].
const (
	FieldTask     = "task" // the provision itself, so that one without owners is still there
	FieldDeadline = "deadline"
	FieldTarget   = "target"
)

// ValueRow is one line of the long table, which holds one value a line: the
// words of a task, an agency in a role, a deadline or a target, with the words
// it was read from and their place. A column that does not go with the field is
// empty.
type ValueRow struct {
	Plan     string `json:"plan"`
	Number   string `json:"number"`
	Locality string `json:"locality"`
	Within   string `json:"within,omitempty"` // unit of the locality, see extract.Record
	Row      string `json:"row"`              // of the comparison, "" without one
	Topic    string `json:"topic"`            // of that row
	Task     string `json:"task"`             // "" for a target that no task carries
	Field    string `json:"field"`            // task, a role of [extract.Role], deadline, target
	// Value is the task's id, the agency's id, the last day (or else the first
	// day, the period, the kind) of a deadline, or the amount of a target.
	Value string `json:"value"`
	Name  string `json:"name"` // of the agency
	// Former is the name that the plan gives to the agency, where it is shown under
	// the one that has the duty since; else "".
	Former string `json:"former,omitempty"`
	Quote  string `json:"quote"` // the words at Span, pieces joined by a blank
	Page   int    `json:"page"`
	// Span is where the words stand in the text, bytes from 0; Start and End are
	// its ends, for programs that want one number a column.
	Span   extract.Spans `json:"span"`
	Start  int           `json:"start"`
	End    int           `json:"end"`
	SHA256 string        `json:"sha256"` // of the file, lower-case hex

	Confidence *float64 `json:"confidence,omitempty"` // of agencies and deadlines, 0 to 1
	Kind       string   `json:"kind"`                 // of a deadline
	From       string   `json:"from"`                 // of a deadline, ISO day
	To         string   `json:"to"`                   // of a deadline, or the day by which a target is due
	Every      string   `json:"every"`                // of a deadline, ISO 8601 period
	On         string   `json:"on"`                   // of a deadline
	Inferred   string   `json:"inferred"`             // of a deadline: what its words do not state
	Op         string   `json:"op"`                   // of a target: see [OpName]
	Amount     *float64 `json:"amount,omitempty"`     // of a target
	Unit       string   `json:"unit"`                 // of a target
	Of         string   `json:"of"`                   // of a target: what is measured
	Requested  bool     `json:"requested"`            // the plan asks the agency, which it cannot order
	Inherited  string   `json:"inherited"`            // heading or lead-in from which the value comes
	Rule       string   `json:"rule"`
	OCR        bool     `json:"ocr"` // of a task: see extract.Task
	File       string   `json:"file"`
}

// OpName is an operator of a target as a word that no spreadsheet takes for a
// formula: eq, ge, le, gt, lt, and up or down for a change by the amount.
func OpName(op string) string {
	switch op {
	case "=":
		return "eq"
	case ">=":
		return "ge"
	case "<=":
		return "le"
	case ">":
		return "gt"
	case "<":
		return "lt"
	case "+":
		return "up"
	case "-":
		return "down"
	}
	return op
}

// Values lists the values of the plans in reading order: for each task its
// words, its agencies by role, its deadlines and targets; behind the tasks of a
// plan the targets that no task carries. comparison may be nil; if not, values
// carry the row in which their task stands.
func Values(plans []*extract.Plan, comparison *compare.Comparison) []ValueRow {
	topics := map[string]string{}
	if comparison != nil {
		for _, row := range comparison.Rows {
			topics[row.ID] = row.Topic
		}
	}
	out := []ValueRow{}
	tasks := Tasks(plans, comparison)
	for _, p := range plans {
		d := p.Document
		base := ValueRow{Plan: d.ID, Number: d.Number, Locality: d.Locality, Within: d.Unit, SHA256: d.Source.SHA256, File: d.Source.Name}
		for range p.Tasks {
			t := tasks[0]
			tasks = tasks[1:]
			of := base
			of.Row, of.Topic, of.Task = t.Row, topics[t.Row], t.Task
			out = append(out, of.task(t))
			for _, list := range [][]extract.Assignment{t.Lead, t.Coordinating, t.Implementing} {
				for _, a := range list {
					out = append(out, of.assignment(a))
				}
			}
			for _, dl := range t.Deadlines {
				out = append(out, of.deadline(dl))
			}
			for _, target := range t.Targets {
				out = append(out, of.target(target))
			}
		}
		for _, target := range p.TargetsByTask()[""] {
			out = append(out, base.target(target))
		}
	}
	return out
}

// at is the row with the place of its words.
func (v ValueRow) at(quote string, page int, span ...corpus.Span) ValueRow {
	v.Quote, v.Page, v.Span = quote, page, span
	if len(span) > 0 {
		v.Start, v.End = span[0].Start, span[len(span)-1].End
	}
	return v
}

func (v ValueRow) task(t TaskRow) ValueRow {
	v.Field, v.Value, v.OCR = FieldTask, t.Task, t.OCR
	return v.at(t.Text, t.Page, t.Span...)
}

func (v ValueRow) assignment(a extract.Assignment) ValueRow {
	v.Field, v.Value, v.Name = string(a.Role), a.Agency, a.Name
	if a.Former != nil {
		v.Former = a.Former.Name
	}
	v.Requested, v.Inherited, v.Rule, v.Confidence = a.Requested, a.Inherited, a.Rule, &a.Confidence
	return v.at(a.Raw, a.Page, a.Span)
}

func (v ValueRow) deadline(d extract.Deadline) ValueRow {
	v.Field, v.Value = FieldDeadline, cmp.Or(d.To, d.From, strings.TrimSpace(d.Every+" "+d.On), string(d.Kind))
	v.Kind, v.From, v.To, v.Every, v.On, v.Inferred = string(d.Kind), d.From, d.To, d.Every, d.On, d.Inferred
	v.Inherited, v.Rule, v.Confidence = d.Inherited, d.Rule, &d.Confidence
	return v.at(d.Raw, d.Page, d.Span)
}

func (v ValueRow) target(t extract.Target) ValueRow {
	v.Field, v.Value = FieldTarget, strconv.FormatFloat(t.Value, 'f', -1, 64)
	v.Op, v.Amount, v.Unit, v.Of, v.To, v.Rule = OpName(t.Op), &t.Value, t.Unit, t.Of, t.By, t.Rule
	return v.at(t.Raw, t.Page, t.Span)
}

// valueColumns are the columns of the long table, left to right. In English the
// headings are the names of the dictionary, made for programs.
func valueColumns(l labels) []column[ValueRow] {
	columns := []column[ValueRow]{
		{"plan", l.PlanID, 14, func(r ValueRow) value { return r.Plan }},
		{"number", l.PlanNumber, 16, func(r ValueRow) value { return r.Number }},
		{"locality", l.Locality, 16, func(r ValueRow) value { return l.place(r.Locality, r.Within) }},
		{"row", l.RowID, 12, func(r ValueRow) value { return r.Row }},
		{"topic", l.Topic, 34, func(r ValueRow) value { return r.Topic }},
		{"task", l.TaskID, 12, func(r ValueRow) value { return r.Task }},
		{"field", l.Field, 13, func(r ValueRow) value { return r.Field }},
		{"value", l.Value, 22, func(r ValueRow) value { return r.Value }},
		{"name", l.Name, 26, func(r ValueRow) value { return l.withFormer(r.Name, r.Former) }},
		{"quote", l.Quote, 70, func(r ValueRow) value { return r.Quote }},
		{"page", l.Page, 7, func(r ValueRow) value { return r.Page }},
		{"start", l.Start, 9, func(r ValueRow) value { return r.Start }},
		{"end", l.End, 9, func(r ValueRow) value { return r.End }},
		{"span", l.Span, 14, func(r ValueRow) value { return spans(r.Span) }},
		{"sha256", l.Sha, 68, func(r ValueRow) value { return r.SHA256 }},
		{"confidence", l.Confidence, 11, func(r ValueRow) value { return number(r.Confidence) }},
		{"kind", l.Kind, 12, func(r ValueRow) value { return r.Kind }},
		{"from", l.From, 13, func(r ValueRow) value { return day(r.From) }},
		{"to", l.To, 13, func(r ValueRow) value { return day(r.To) }},
		{"every", l.Every, 9, func(r ValueRow) value { return r.Every }},
		{"on", l.On, 14, func(r ValueRow) value { return r.On }},
		{"inferred", l.InferredPart, 12, func(r ValueRow) value { return r.Inferred }},
		{"op", l.Op, 10, func(r ValueRow) value { return r.Op }},
		{"amount", l.Amount, 11, func(r ValueRow) value { return number(r.Amount) }},
		{"unit", l.Unit, 9, func(r ValueRow) value { return r.Unit }},
		{"of", l.Of, 30, func(r ValueRow) value { return r.Of }},
		{"requested", l.Requested, 9, func(r ValueRow) value { return l.yes(r.Requested) }},
		{"inherited", l.InheritedFrom, 12, func(r ValueRow) value { return r.Inherited }},
		{"rule", l.Rule, 16, func(r ValueRow) value { return r.Rule }},
		{"ocr", l.OCR, 7, func(r ValueRow) value { return l.yes(r.OCR) }},
		{"file", l.File, 22, func(r ValueRow) value { return r.File }},
	}
	if l.Lang == english.Lang {
		for i := range columns {
			columns[i].heading = columns[i].key
		}
	}
	return columns
}

// number is a number that may be missing.
func number(n *float64) value {
	if n == nil {
		return ""
	}
	return *n
}

// yes is "yes" in the language of the labels, or nothing.
func (l labels) yes(is bool) value {
	if is {
		return l.Yes
	}
	return ""
}
