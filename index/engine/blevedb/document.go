package blevedb

import (
	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"doichieu/index/engine"
)

// field is a field of a document with the terms that it has: Bleve is given what it
// would make of a text, and analyses nothing. It would join and cut the terms
// again, and put them all into one more field that nobody asks.
type field struct {
	name    string
	value   []byte // of a stored field
	options bleveindex.FieldIndexingOptions
	length  int
	terms   bleveindex.TokenFrequencies
}

var _ document.Field = (*field)(nil)

// newField counts the terms of a field.
func newField(name string, kind engine.Kind, terms []string) *field {
	f := &field{name: name, options: bleveindex.IndexField, length: len(terms), terms: make(bleveindex.TokenFrequencies, len(terms))}
	if kind != engine.Terms {
		f.options |= bleveindex.SkipFreqNorm
	}
	size := 0
	for _, t := range terms {
		size += len(t)
	}
	text := make([]byte, 0, size) // all terms in one piece, and all counts in another
	counts := make([]bleveindex.TokenFreq, 0, len(terms))
	for _, t := range terms {
		freq, ok := f.terms[t]
		if !ok {
			at := len(text)
			text = append(text, t...)
			counts = append(counts, bleveindex.TokenFreq{Term: text[at:len(text):len(text)]})
			freq = &counts[len(counts)-1]
			f.terms[t] = freq
		}
		freq.SetFrequency(freq.Frequency() + 1)
	}
	return f
}

// newStored is the field of what is given back.
func newStored(value []byte) *field {
	return &field{name: fieldStored, value: value, options: bleveindex.StoreField}
}

// newDocument is a document of Bleve.
func newDocument(id string, fields ...*field) *document.Document {
	d := document.NewDocument(id)
	for _, f := range fields {
		d.AddField(f)
	}
	return d
}

// The methods that Bleve reads a field by; textType is how it marks texts.
const textType = 't'

func (f *field) Name() string                                          { return f.name }
func (f *field) Value() []byte                                         { return f.value }
func (f *field) ArrayPositions() []uint64                              { return nil }
func (f *field) EncodedFieldType() byte                                { return textType }
func (f *field) Analyze()                                              {}
func (f *field) Options() bleveindex.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                                   { return f.length }
func (f *field) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return f.terms }
func (f *field) NumPlainTextBytes() uint64                             { return uint64(len(f.value)) }

func (f *field) Size() int { return len(f.value) + 64*len(f.terms) } // about
