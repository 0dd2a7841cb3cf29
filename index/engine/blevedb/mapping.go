package blevedb

import (
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/mapping"

	"doichieu/index/engine"
)

// formatVersion is that of what is written beside the fields of the schema:
// raise it when that changes.
const formatVersion = 7

// Fields of every document beside those of the schema; the double point keeps
// them apart.
const (
	fieldKind   = ":kind"   // kindDoc or kindGroup
	fieldGroup  = ":group"  // of a document
	fieldStored = ":stored" // not searched
)

// Kinds of documents in Bleve: those of the groups, and one card for each group,
// which also stands for a group without documents.
const (
	kindDoc   = "doc"
	kindGroup = "group"
)

const terms = "terms" // analyzer of terms, one blank between

// newMapping describes the fields: one property each, terms without positions.
// Nothing needs Bleve's columns of values (DocValues), which make an index half as
// large again: see column.
func newMapping(schema engine.Schema) (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer(terms, map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}); err != nil {
		return nil, fmt.Errorf("describing the index: %w", err)
	}
	m.DefaultAnalyzer = keyword.Name
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	doc := bleve.NewDocumentStaticMapping()
	add := func(name, analyzer string, scored bool) {
		doc.AddFieldMappingsAt(name, &mapping.FieldMapping{Type: "text", Analyzer: analyzer, Index: true, SkipFreqNorm: !scored})
	}
	for name, kind := range schema {
		if kind == engine.Terms {
			add(name, terms, true)
		} else {
			add(name, keyword.Name, false)
		}
	}
	add(fieldKind, keyword.Name, false)
	add(fieldGroup, keyword.Name, false)
	doc.AddFieldMappingsAt(fieldStored, &mapping.FieldMapping{Type: "text", Analyzer: keyword.Name, Store: true})
	m.DefaultMapping = doc
	return m, nil
}
