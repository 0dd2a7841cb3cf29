package index

import (
	"doichieu/corpus"
	"doichieu/extract"
)

// Request is what to search for. Conditions of different kinds must all hold,
// of several values of one kind any.
type Request struct {
	// Query is what somebody typed: words, "phrases", -exclusions and fields
	// (agency:, cơ quan:, tỉnh:, hạn:<2025-12-31, năm:2025, số:132-KL/TW). No
	// input is an error. An empty query lists everything.
	Query string
	Exact bool // words match only with the accents they are typed with

	Part []string // of a plan: those of extract.Parts, or their Vietnamese names
	// Locality is in any spelling, with or without tỉnh, thành phố. It stands for
	// the units that it was made of and those that it went into as well.
	Locality []string
	Region   []string // ids or names of vocab.Regions
	Agency   []string // ids, or names in any spelling
	Role     string   // lead, coordinating or implementing; "" for any; the agency must have it
	DocType  []string // KH, kế hoạch, ...
	Theme    []string // words of a heading above
	From, To string   // ISO days: tasks with a deadline whose time overlaps them; "" is open
	// DeadlineKind is extract.DeadlineKind, or "none" for tasks without a deadline.
	DeadlineKind []string
	Target       []string // units of targets ("%"), or "any"
	Year         []string // of issue
	Number       []string // of the plan, or of a document that the entry cites
	Plan         []string // ids

	Limit  int      // hits to return; 0 for DefaultLimit, -1 for none
	After  string   // Result.Next of the page before; "" for the first page
	Sort   string   // one of SortNames; "" is relevance
	Facets []string // of FacetNames
}

// DefaultLimit is how many hits a page has.
const DefaultLimit = 20

// Answer is what an answer says of itself, whether its hits are listed or grouped.
type Answer struct {
	Total   int                     `json:"total"`   // entries that paging reaches
	Partial int                     `json:"partial"` // those of Total that fill up the first page, the last ones
	Before  int                     `json:"before"`  // hits on the pages before; plans, where they are grouped
	Next    string                  `json:"next"`    // for Request.After, "" on the last page
	Facets  map[string][]FacetValue `json:"facets"`  // counts over Total
	// Unknown are conditions whose value is not known to anything, as typed.
	Unknown []string `json:"unknown"`
	// Cut is how many words of the query were left out for want of room.
	Cut int `json:"cut"`
	// Suggestions are for the words that stand in no plan.
	Suggestions []Suggestion `json:"suggestions"`
	// Generation grows with each change of the index; two answers of one
	// generation are over the same entries.
	Generation uint64 `json:"generation"`
}

// Result is a page of hits. Lists are empty, never nil, so that JSON says [].
type Result struct {
	Answer
	Hits []Hit `json:"hits"`
}

// FacetValue is a value with the number of entries that have it.
type FacetValue struct {
	Value string `json:"value"`
	Label string `json:"label"` // for people
	Count int    `json:"count"`
}

// PlanHead is what is shown of a plan with its provisions.
type PlanHead struct {
	Plan     string `json:"plan"`
	Source   Source `json:"source"`
	Locality string `json:"locality"`
	Number   string `json:"number"`
	DocType  string `json:"doc_type"`
	Title    string `json:"title"`
	Issued   string `json:"issued"`
}

// Hit is a provision found, with all that is shown of it.
type Hit struct {
	PlanHead
	Part         extract.Part         `json:"part"` // extract.TasksPart for a task
	Task         string               `json:"task"` // id of the task or provision
	Path         []string             `json:"path"` // headings above, outermost first
	Text         string               `json:"text"`
	Score        float64              `json:"score"`   // comparable within one result only
	Partial      bool                 `json:"partial"` // does not answer the whole query
	Page         int                  `json:"page"`
	Span         extract.Spans        `json:"span"`
	OCR          bool                 `json:"ocr"` // see extract.Task
	Lead         []extract.Assignment `json:"lead"`
	Coordinating []extract.Assignment `json:"coordinating"`
	Implementing []extract.Assignment `json:"implementing"`
	Deadlines    []extract.Deadline   `json:"deadlines"`
	Targets      []extract.Target     `json:"targets"`
	Highlights   []corpus.Span        `json:"highlights"` // byte spans of Text: whole words, ascending
}

// Source names the file of a plan.
type Source struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// newHit shows an entry.
func newHit(e *Entry, score float64) Hit {
	t := e.Task
	return Hit{
		PlanHead: e.PlanHead, Part: e.Part, Task: t.ID, Path: some(e.Path()), Text: t.Text, Score: score,
		Page: t.Page, Span: t.Span, OCR: t.OCR, Deadlines: some(t.Deadlines), Targets: some(e.Targets),
		Lead: t.ByRole(extract.Lead), Coordinating: t.ByRole(extract.Coordinating), Implementing: t.ByRole(extract.Implementing),
		Highlights: []corpus.Span{},
	}
}

// some is s, or an empty list for nil.
func some[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
