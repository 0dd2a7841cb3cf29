package compare

import (
	"cmp"
	"fmt"
	"strings"

	"doichieu/extract"
)

// MatrixSchema names the JSON form of a [Matrix].
const MatrixSchema = "doichieu.matrix/1"

// MatrixKind says what the rows of a [Matrix] are.
type MatrixKind string

// The kinds of matrices.
const (
	ByTask     MatrixKind = "task"     // a row is an action on an object
	ByAgency   MatrixKind = "agency"   // a row is an agency
	ByDeadline MatrixKind = "deadline" // a row is a day's month, quarter or year, or a kind of recurrence
	ByTarget   MatrixKind = "target"   // a row is an indicator in a year
)

// MatrixKinds are the kinds of matrices, the usual one first.
func MatrixKinds() []MatrixKind { return []MatrixKind{ByTask, ByAgency, ByDeadline, ByTarget} }

// Matrix is a comparison from one point of view, ready to be laid out: rows of
// some kind against a column for each plan. It holds no layout: what a cell
// shows of its entries is for the renderer to decide.
type Matrix struct {
	Schema  string      `json:"schema"`
	Kind    MatrixKind  `json:"by"`
	On      string      `json:"on,omitempty"` // day on which a matrix by deadline is looked at
	Columns []Head      `json:"plans"`
	Rows    []MatrixRow `json:"rows"`
}

// Head is the head of a column: a plan.
type Head struct {
	Label string `json:"label"` // the locality; without one, the number or the file's name; unique in the matrix
	Column
}

// MatrixRow is a row with one cell for each column of the matrix.
type MatrixRow struct {
	ID    string `json:"id"`    // of the comparison's row, of the agency, of the period ("2025-Q2", "P1Y"), or of the indicator and year
	Label string `json:"label"` // topic, name of the agency, of the period, or of the year
	Group string `json:"group"` // rows of a group stand together: the section, the level of the agency, the year, the indicator; "" for none
	// Score is the row's score in the comparison; 1 in matrices of other kinds.
	Score float64  `json:"score"`
	Flags []string `json:"flags,omitempty"`
	Cells []Cell   `json:"cells"`
}

// Cell is what one plan has in one row; without entries, nothing.
type Cell struct {
	Entries []Entry `json:"entries"`
	// Statuses are what became of a task of the baseline, or of the plan before
	// this one, in this plan: one, or, where a locality was made of several, one
	// for each. There are none in matrices not by task.
	Statuses []*RowStatus `json:"statuses,omitempty"`
}

// Entry is a task in a cell, with what tables show of it.
type Entry struct {
	Member
	// Role is what the row's agency does in the task; "" in matrices of other
	// kinds, and where nobody leads.
	Role extract.Role `json:"role"`
	// Requested is true where the plan asks the row's agency, which it cannot
	// order.
	Requested bool `json:"requested"`
	// Former is the name that the plan gives to the row's agency, where it is shown
	// under the one that has the duty since; else "".
	Former string `json:"former,omitempty"`
	// Row and Topic are those of the comparison's row in which the task stands.
	Row   string   `json:"row"`
	Topic string   `json:"topic"`
	Flags []string `json:"flags,omitempty"`
}

// Of is the entry as it stands in the row of one of the task's agencies.
func (e Entry) Of(a extract.Assignment) Entry {
	e.Role, e.Requested = a.Role, a.Requested
	if a.Former != nil {
		e.Former = a.Former.Name
	}
	return e
}

// Lang is a language of headings; the words of the plans are never translated.
type Lang string

// The languages; "" means [Vietnamese].
const (
	Vietnamese Lang = "vi"
	English    Lang = "en"
)

// Matrix lays the comparison out from a point of view; labels that are no words
// of the plans are in lang.
func (c *Comparison) Matrix(kind MatrixKind, lang Lang) *Matrix {
	m := &Matrix{Schema: MatrixSchema, Kind: kind, Columns: c.Heads(lang), Rows: []MatrixRow{}}
	v := view{comparison: c, matrix: m, words: wordsIn(lang), columns: map[string]int{}, at: map[string]int{}}
	for i, p := range c.Plans {
		v.columns[p.ID] = i
	}
	switch kind {
	case ByAgency:
		v.byAgency()
	case ByDeadline:
		v.byDeadline()
	case ByTarget:
		v.byTarget()
	default:
		v.byTask()
	}
	return m
}

// Heads names the columns in a language. A plan without locality goes by its
// number, one without number by its file; over time plans go by locality and year.
func (c *Comparison) Heads(lang Lang) []Head {
	labels := make([]string, len(c.Plans))
	count := map[string]int{}
	for i, p := range c.Plans {
		labels[i] = p.Place(lang)
		if c.OverTime != nil && len(p.Issued) >= 4 {
			labels[i] += " " + p.Issued[:4]
		}
		count[labels[i]]++
	}
	out := make([]Head, len(c.Plans))
	seen := map[string]bool{}
	for i, p := range c.Plans {
		label := labels[i]
		if label == "" || count[label] > 1 {
			label = strings.TrimSpace(label + " " + cmp.Or(p.Number, p.Source.Name, p.ID))
		}
		for n, base := 2, label; seen[label]; n++ {
			label = fmt.Sprintf("%s (%d)", base, n)
		}
		seen[label] = true
		out[i] = Head{label, p}
	}
	return out
}
