package index

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/mapping"

	"doichieu/extract"
	"doichieu/index/vi"
)

// formatVersion is that of the stored fields: raise it when they change.
const formatVersion = 1

// Names of the fields in Bleve.
const (
	fieldKind     = "kind" // task or plan
	fieldPlan     = "plan"
	fieldWords    = "w"
	fieldFolded   = "wf"
	fieldPairs    = "p"
	fieldFoldPair = "pf"
	fieldRefs     = "r"
	fieldDates    = "d"
	fieldNumber   = "num"      // terms of the plan's own number
	fieldPlace    = "loc"      // localityKey
	fieldLocality = "locality" // as printed
	fieldType     = "type"     // vi.DocType
	fieldDocType  = "doc_type" // as printed
	fieldYear     = "year"
	fieldLead     = "lead"
	fieldCoord    = "coordinating"
	fieldImpl     = "implementing"
	fieldFrom     = "from" // from0, to0, from1, ...: days of the deadlines
	fieldTo       = "to"
	fieldDue      = "due"    // last day of the earliest deadline, for sorting
	fieldIssued   = "issued" // for sorting
	fieldEntry    = "entry"  // JSON, stored and not searched
)

// slots is how many dated deadlines of a task are kept apart; those past it
// share the last slot, which then spans them all.
const slots = 3

const terms = "terms" // analyzer of terms made by package vi, one blank between

// The fields by what they are for, termFields in the order of vi.Field. Bleve gives a field that it does not
// know its standard analyzer without a word, so a test asks it about each.
var (
	termFields = []string{fieldWords, fieldFolded, fieldPairs, fieldFoldPair, fieldRefs, fieldDates}
	idFields   = []string{fieldKind, fieldPlan, fieldNumber, fieldPlace, fieldType}
	dvFields   = []string{fieldLocality, fieldDocType, fieldYear, fieldLead, fieldCoord, fieldImpl, fieldDue, fieldIssued}
)

// newMapping describes the fields: one property each, terms without positions,
// values for sorting and counting only where they are needed.
func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer(terms, map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}); err != nil {
		return nil, fmt.Errorf("describing the index: %w", err)
	}
	m.DefaultAnalyzer = keyword.Name
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	doc := bleve.NewDocumentStaticMapping()
	add := func(name, analyzer string, scored, values bool) {
		doc.AddFieldMappingsAt(name, &mapping.FieldMapping{
			Type: "text", Analyzer: analyzer, Index: true, DocValues: values, SkipFreqNorm: !scored,
		})
	}
	for _, f := range termFields {
		add(f, terms, true, false)
	}
	for _, f := range idFields {
		add(f, keyword.Name, false, false)
	}
	for _, f := range dvFields {
		add(f, keyword.Name, false, true)
	}
	for i := range slots {
		add(slot(fieldFrom, i), keyword.Name, false, false)
		add(slot(fieldTo, i), keyword.Name, false, false)
	}
	doc.AddFieldMappingsAt(fieldEntry, &mapping.FieldMapping{Type: "text", Analyzer: keyword.Name, Store: true})
	m.DefaultMapping = doc
	return m, nil
}

func slot(field string, i int) string { return fmt.Sprintf("%s%d", field, i) }

// record is the Bleve document of an entry.
func record(e *Entry, a *vi.Analyzer) (map[string]any, error) {
	stored, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("storing task %s of plan %s: %w", e.Task.ID, e.Plan, err)
	}
	t := e.terms(a)
	r := map[string]any{
		fieldKind: kindTask, fieldPlan: e.Plan, fieldEntry: string(stored),
		fieldWords: join(t.Words), fieldFolded: join(t.Folded),
		fieldPairs: join(t.Pairs), fieldFoldPair: join(t.FoldedPairs),
		fieldRefs: join(t.Refs), fieldDates: join(t.Dates),
		fieldNumber: numberTerms(e.Number, a),
		fieldPlace:  localityKey(e.Locality), fieldType: vi.DocType(e.DocType),
	}
	for _, f := range facetNames {
		r[f.field] = f.values(e)
	}
	r[fieldIssued] = e.Issued
	for i, v := range slotted(e.intervals()) {
		r[slot(fieldFrom, i)], r[slot(fieldTo, i)] = v.from, v.to
		if due, ok := r[fieldDue].(string); !ok || v.to < due {
			r[fieldDue] = v.to
		}
	}
	return r, nil
}

func join(terms []string) string { return strings.Join(terms, " ") }

// slotted merges the intervals past the last slot into it.
func slotted(all []interval) []interval {
	if len(all) <= slots {
		return all
	}
	out := append([]interval(nil), all[:slots]...)
	last := &out[slots-1]
	for _, v := range all[slots:] {
		last.from, last.to = min(last.from, v.from), max(last.to, v.to)
	}
	return out
}

// numberTerms are the terms under which a plan is found by its own number.
func numberTerms(number string, a *vi.Analyzer) []string {
	return append(a.Terms(number).Refs, plainNumber(number))
}

// plainNumber is a number without blanks and case, for numbers of unknown form.
func plainNumber(number string) string {
	return strings.ToLower(strings.Join(strings.Fields(number), ""))
}

// roleFields is where the agencies of each role stand.
func roleFields() map[extract.Role]string {
	return map[extract.Role]string{
		extract.Lead: fieldLead, extract.Coordinating: fieldCoord, extract.Implementing: fieldImpl,
	}
}
