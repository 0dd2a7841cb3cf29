package blevedb

import (
	"bytes"
	"context"
	"errors"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/scorer"
	"github.com/blevesearch/bleve/v2/search/searcher"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"doichieu/index/engine"
)

// anyQuery asks for one of several terms as if they were one term: the spellings
// of a word. A disjunction of Bleve would raise a rare spelling over a frequent
// one, and a text with two spellings over one that has the word twice.
type anyQuery struct{ engine.Any }

// Searcher reads the terms that stand in the index.
func (q anyQuery) Searcher(ctx context.Context, r bleveindex.IndexReader, _ mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	terms, err := present(r, q.Field, q.Texts)
	if err != nil {
		return nil, err
	}
	switch len(terms) {
	case 0:
		return searcher.NewMatchNoneSearcher(r)
	case 1:
		return searcher.NewTermSearcher(ctx, r, terms[0], q.Field, q.Weight, o)
	}
	s := &anySearcher{}
	count, total := uint64(0), uint64(0)
	for _, t := range terms {
		scores := o.Score != "none"
		reader, err := r.TermFieldReader(ctx, []byte(t), q.Field, scores, scores, false)
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		s.readers = append(s.readers, &anyReader{reader: reader})
		count += reader.Count()
	}
	if total, err = r.DocCount(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.count = count
	s.scorer = scorer.NewTermQueryScorer([]byte(q.Texts[0]), q.Field, q.Weight, total, min(count, total), 0, o)
	return s, nil
}

// present are the terms that stand in a field.
func present(r bleveindex.IndexReader, field string, texts []string) (terms []string, err error) {
	c, ok := r.(bleveindex.IndexReaderContains)
	if !ok {
		return texts, nil
	}
	dict, err := c.FieldDictContains(field)
	if err != nil {
		return nil, err
	}
	for _, t := range texts {
		has, err := dict.Contains([]byte(t))
		if err != nil {
			return nil, err
		}
		if has {
			terms = append(terms, t)
		}
	}
	return terms, nil
}

// anyReader is the place in the documents of one term; doc is nil before the
// first and behind the last.
type anyReader struct {
	reader bleveindex.TermFieldReader
	doc    *bleveindex.TermFieldDoc
}

// anySearcher goes through the documents of several terms side by side.
type anySearcher struct {
	readers []*anyReader
	scorer  *scorer.TermQueryScorer
	count   uint64
	started bool
	tfd     bleveindex.TermFieldDoc // of the terms together
}

// Next is the first document behind the current one.
func (s *anySearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	if !s.started {
		s.started = true
		for _, r := range s.readers {
			var err error
			if r.doc, err = r.reader.Next(nil); err != nil {
				return nil, err
			}
		}
	}
	return s.first(ctx)
}

// Advance is the first document at id or behind it.
func (s *anySearcher) Advance(ctx *search.SearchContext, id bleveindex.IndexInternalID) (*search.DocumentMatch, error) {
	for _, r := range s.readers {
		if s.started && (r.doc == nil || bytes.Compare(r.doc.ID, id) >= 0) {
			continue
		}
		var err error
		if r.doc, err = r.reader.Advance(id, r.doc); err != nil {
			return nil, err
		}
	}
	s.started = true
	return s.first(ctx)
}

// first takes the first document that a reader stands at, with the terms of all
// that stand there, and moves those on.
func (s *anySearcher) first(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	var at bleveindex.IndexInternalID
	for _, r := range s.readers {
		if r.doc != nil && (at == nil || bytes.Compare(r.doc.ID, at) < 0) {
			at = r.doc.ID
		}
	}
	if at == nil {
		return nil, nil
	}
	s.tfd.ID = append(s.tfd.ID[:0], at...)
	s.tfd.Freq = 0
	for _, r := range s.readers {
		if r.doc == nil || !bytes.Equal(r.doc.ID, s.tfd.ID) {
			continue
		}
		s.tfd.Freq += r.doc.Freq
		s.tfd.Norm = r.doc.Norm
		var err error
		if r.doc, err = r.reader.Next(r.doc); err != nil {
			return nil, err
		}
	}
	return s.scorer.Score(ctx, &s.tfd), nil
}

// Close gives the readers back.
func (s *anySearcher) Close() error {
	var err error
	for _, r := range s.readers {
		err = errors.Join(err, r.reader.Close())
	}
	return err
}

// Weight and SetQueryNorm are those of the one term.
func (s *anySearcher) Weight() float64            { return s.scorer.Weight() }
func (s *anySearcher) SetQueryNorm(qnorm float64) { s.scorer.SetQueryNorm(qnorm) }
func (s *anySearcher) Count() uint64              { return s.count }
func (s *anySearcher) Min() int                   { return 0 }
func (s *anySearcher) Size() int                  { return 0 }
func (s *anySearcher) DocumentMatchPoolSize() int { return 1 }
