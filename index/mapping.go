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

	"doichieu/corpus/vn"
	"doichieu/extract"
	"doichieu/index/vi"
)

// formatVersion is that of the stored fields: raise it when they change.
const formatVersion = 5

// Names of the fields in Bleve.
const (
	fieldKind     = "kind" // task or plan
	fieldPlan     = "plan"
	fieldWords    = "w"
	fieldFolded   = "wf"
	fieldPairs    = "p"
	fieldFoldPair = "pf"
	fieldRefs     = "r" // of documents cited and of the plan itself
	fieldDates    = "d"
	fieldNumber   = "num"      // the plan's own number, plainNumber
	fieldPlace    = "loc"      // localityKey
	fieldLocality = "locality" // as printed
	fieldType     = "type"     // vi.DocType
	fieldDocType  = "doc_type" // as printed
	fieldYear     = "year"
	fieldLead     = "lead"
	fieldCoord    = "coordinating"
	fieldImpl     = "implementing"
	fieldWhen     = "when"   // intervals of the deadlines
	fieldDue      = "due"    // last day of the deadline that ends first, for sorting
	fieldIssued   = "issued" // for sorting
	fieldEntry    = "entry"  // JSON, stored and not searched
)

const terms = "terms" // analyzer of terms made by package vi, one blank between

// The fields by what they are for, termFields in the order of vi.Field. Bleve gives a field that it does not
// know its standard analyzer without a word, so a test asks it about each.
var (
	termFields = []string{fieldWords, fieldFolded, fieldPairs, fieldFoldPair, fieldRefs, fieldDates}
	idFields   = []string{fieldKind, fieldNumber, fieldType, fieldWhen}
	dvFields   = []string{fieldPlan, fieldPlace, fieldLocality, fieldDocType, fieldYear, fieldLead, fieldCoord, fieldImpl, fieldDue, fieldIssued}
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
	doc.AddFieldMappingsAt(fieldEntry, &mapping.FieldMapping{Type: "text", Analyzer: keyword.Name, Store: true})
	m.DefaultMapping = doc
	return m, nil
}

// record is the Bleve document of an entry. What is unknown is left out, so that
// it comes last in every order and counts in no facet.
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
	}
	for field, value := range map[string]string{
		fieldNumber: plainNumber(e.Number), fieldPlace: localityKey(e.Locality),
		fieldType: vi.DocType(e.DocType), fieldIssued: e.Issued, fieldDue: e.due(),
	} {
		if value != "" {
			r[field] = value
		}
	}
	for _, f := range facetNames {
		r[f.field] = f.values(e)
	}
	var when []string
	for _, v := range e.intervals() {
		when = append(when, v.String())
	}
	r[fieldWhen] = when
	return r, nil
}

func join(terms []string) string { return strings.Join(terms, " ") }

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
