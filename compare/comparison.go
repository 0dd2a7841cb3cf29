package compare

import (
	"fmt"

	"doichieu/corpus"
	"doichieu/extract"
)

// ComparisonSchema names the JSON form of a [Comparison].
const ComparisonSchema = "doichieu.comparison/1"

// Comparison is several plans side by side: the rows of tasks that give the
// same action on the same object, each with its members in the order of Plans.
type Comparison struct {
	Schema string        `json:"schema"`
	Plans  []Column      `json:"plans"`
	Rows   []Row         `json:"rows"`
	Notes  []corpus.Note `json:"notes"` // where the sides are not comparable, and why

	Baseline *Baseline `json:"baseline,omitempty"`  // only with [Options.Baseline]
	OverTime *OverTime `json:"over_time,omitempty"` // only with [Options.Steps]
	On       string    `json:"on,omitempty"`        // day on which matrices by deadline are looked at; "" for none
	Findings []Finding `json:"findings,omitempty"`  // only where they were asked for: [Comparison.FindDifferences]

	loose map[string][]extract.Target // by plan, those that no task carries
}

// KeepTaskTargets leaves the targets out that no task carries, as where only
// some of the tasks are looked at.
func (c *Comparison) KeepTaskTargets() { c.loose = nil }

// Column is one plan of the comparison.
type Column struct {
	ID       string        `json:"id"` // of the plan
	Locality string        `json:"locality"`
	Unit     string        `json:"unit,omitempty"` // the unit to which the locality belongs on the day of [AsOf]; "" as printed
	Number   string        `json:"number"`
	Title    string        `json:"title"`
	Issuer   string        `json:"issuer"`
	Issued   string        `json:"issued"`
	Source   corpus.Source `json:"source"`
	Tasks    int           `json:"tasks"`   // how many tasks it has
	Matched  int           `json:"matched"` // how many of them stand beside a task of another plan
}

// Place names the locality of the plan in a language: where a day was asked for, the
// unit to which it belongs then, and what is printed.
func (c Column) Place(lang Lang) string {
	if c.Unit == "" || c.Unit == c.Locality {
		return c.Locality
	}
	return fmt.Sprintf(wordsIn(lang).former, c.Unit, c.Locality)
}

// Row is one line of the table: tasks held to be the same.
type Row struct {
	ID      string   `json:"id"`      // stable: derived from the plan and id of the first member
	Topic   string   `json:"topic"`   // short label taken from the tasks' own words
	Section string   `json:"section"` // outermost heading above the first member
	Score   float64  `json:"score"`   // 0 to 1; 1 for a row of one member
	Reasons []Reason `json:"reasons"`
	Members []Member `json:"members"`

	Decisions []RowDecision `json:"decisions,omitempty"` // of people, about pairs of which a task stands here

	Statuses []RowStatus `json:"statuses,omitempty"` // with a baseline or over time: one for each step in which there is something to say
}

// Reason is a part of a row's score: the words that the tasks share, from 0 to 1,
// and factors around 1 for all else. The parts multiply to the score.
type Reason struct {
	Name  string  `json:"name"` // words, action, setting, agency, heading, reference, target, indicators
	Score float64 `json:"score"`
}

// Member is a task in a row, with what the table shows of it.
type Member struct {
	Plan         string               `json:"plan"`
	Task         string               `json:"task"`
	Text         string               `json:"text"`
	Lead         []extract.Assignment `json:"lead"`
	Coordinating []extract.Assignment `json:"coordinating"`
	Implementing []extract.Assignment `json:"implementing"`
	Deadlines    []extract.Deadline   `json:"deadlines"`
	Targets      []extract.Target     `json:"targets"`
	Section      string               `json:"section"` // headings above the task, outermost first, joined by " › "
	Page         int                  `json:"page"`
	Span         extract.Spans        `json:"span"`
	OCR          bool                 `json:"ocr"` // see extract.Task
}
