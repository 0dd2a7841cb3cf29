package index

import (
	"encoding/json"
	"fmt"
	"strings"

	"doichieu/corpus/vn"
	"doichieu/extract"
	"doichieu/index/engine"
	"doichieu/index/vi"
)

// formatVersion is that of the fields and of what is stored: raise it when they
// change.
const formatVersion = 12

// Names of the fields of an entry.
const (
	fieldWords = "w"
	fieldPairs = "p"
	fieldRefs  = "r" // of documents cited and of the plan itself
	fieldDates = "d"

	fieldNumber = "num"  // the plan's own number, plainNumber
	fieldType   = "type" // vi.DocType
	fieldWhen   = "when" // intervals of the deadlines
	fieldRows   = "rows" // vi.Terms.Rows

	fieldPlan     = "plan"
	fieldPlace    = "loc"      // localityKey
	fieldLocality = "locality" // as printed
	fieldRegion   = "region"   // id of the vocabulary
	fieldDocType  = "doc_type" // as printed
	fieldYear     = "year"
	fieldPart     = "part"
	fieldTheme    = "theme" // see themes
	fieldAgency   = "agency"
	fieldLead     = "lead"
	fieldCoord    = "coordinating"
	fieldImpl     = "implementing"
	fieldEnds     = "ends"   // years in which deadlines end, openYear, noDeadline
	fieldKind     = "kind"   // of the deadlines, noDeadline
	fieldTarget   = "target" // units of the targets
	fieldDue      = "due"    // last day of the deadline that ends first, for sorting
	fieldIssued   = "issued" // for sorting
)

// termFields is where the terms of each field of vi.Terms stand.
var termFields = map[vi.Field]string{vi.Words: fieldWords, vi.Pairs: fieldPairs, vi.Refs: fieldRefs, vi.Dates: fieldDates}

// schema describes the fields to the engine.
func schema() engine.Schema {
	s := engine.Schema{
		fieldNumber: engine.Values, fieldType: engine.Values, fieldWhen: engine.Values, fieldRows: engine.Values,
		fieldPlace: engine.Counted, fieldDue: engine.Counted, fieldIssued: engine.Counted,
	}
	for _, f := range termFields {
		s[f] = engine.Terms
	}
	for _, f := range facetNames {
		s[f.field] = engine.Counted
	}
	return s
}

// document is an entry as the engine has it. What is unknown is left out, so that
// it comes last in every order and counts in no facet.
func document(e *Entry, a *vi.Analyzer) (engine.Doc, error) {
	stored, err := json.Marshal(e)
	if err != nil {
		return engine.Doc{}, fmt.Errorf("storing %s of plan %s: %w", e.Task.ID, e.Plan, err)
	}
	t := e.terms(a)
	fields := map[string][]string{
		fieldWords: t.Words, fieldPairs: t.Pairs, fieldRefs: t.Refs, fieldDates: t.Dates, fieldRows: t.Rows(),
		fieldNumber: stated(plainNumber(e.Number)), fieldPlace: stated(localityKey(e.Locality)),
		fieldType: stated(vi.DocType(e.DocType)), fieldIssued: stated(e.Issued), fieldDue: stated(e.due()),
	}
	for _, f := range facetNames {
		fields[f.field] = f.values(e)
	}
	for _, v := range e.intervals() {
		fields[fieldWhen] = append(fields[fieldWhen], v.String())
	}
	return engine.Doc{Fields: fields, Stored: stored}, nil
}

// stated is a value that is stated, or none.
func stated(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// plainNumber is a number without blanks and case, for numbers of unknown form.
func plainNumber(number string) string {
	return strings.ToLower(vn.NFC(strings.Join(strings.Fields(number), "")))
}

// roleFields is where the agencies of each role stand.
func roleFields() map[extract.Role]string {
	return map[extract.Role]string{
		extract.Lead: fieldLead, extract.Coordinating: fieldCoord, extract.Implementing: fieldImpl,
	}
}
