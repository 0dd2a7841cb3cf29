package blevedb

import (
	"fmt"
	"math"

	"github.com/RoaringBitmap/roaring/v2"

	"doichieu/index/engine"
)

// termsOf are the terms of a node that scores, none for others.
func termsOf(n engine.Node) (field string, texts []string, weight float64) {
	switch n := n.(type) {
	case engine.Term:
		return n.Field, []string{n.Text}, n.Weight
	case engine.Any:
		return n.Field, n.Texts, n.Weight
	}
	return "", nil, 0
}

// idf is the weight of a term by its rarity, or of several as if they were one.
func (e *evaluation) idf(n engine.Node) (float64, error) {
	field, texts, _ := termsOf(n)
	docs := 0.0
	for _, t := range texts {
		p, err := e.posting(field, t)
		if err != nil {
			return 0, err
		}
		docs += float64(p.docs)
	}
	return 1 + math.Log(e.total/(min(docs, e.total)+1)), nil
}

// weigh is the sum of the squared weights of the terms of a node.
func (e *evaluation) weigh(n engine.Node) (float64, error) {
	var of []engine.Node
	switch n := n.(type) {
	case engine.Term, engine.Any:
		_, _, weight := termsOf(n)
		idf, err := e.idf(n)
		return weight * idf * weight * idf, err
	case engine.And:
		of = n
	case engine.AtLeast:
		of = n.Of
	case engine.Rank:
		of = append([]engine.Node{n.Match}, n.Bonus...)
	}
	sum := 0.0
	for _, c := range of {
		w, err := e.weigh(c)
		if err != nil {
			return 0, err
		}
		sum += w
	}
	return sum, nil
}

// normalise makes the scores of a query comparable with those of another one.
func (e *evaluation) normalise(n engine.Node) error {
	w, err := e.weigh(n)
	if err == nil && w > 0 {
		e.norm = 1 / math.Sqrt(w)
	}
	return err
}

// scores are those of some documents, in their order.
type scores struct {
	of  []float64
	has []bool // answers the node
}

// score scores documents of a segment, ascending, which are those of bits and
// answer the request. Scores are TF-IDF, as Bleve has it: the root of the frequency
// by the length of the field and the square of the rarity. Some of several nodes
// score as the sum by the share of them that is answered.
func (e *evaluation) score(n engine.Node, seg int, docs []uint32, bits *roaring.Bitmap) (scores, error) {
	s := scores{make([]float64, len(docs)), make([]bool, len(docs))}
	switch n := n.(type) {
	case engine.Term, engine.Any:
		return s, e.scoreTerm(n, seg, docs, bits, s)
	case engine.AtLeast:
		return s, e.scoreSome(n.Of, seg, docs, bits, s)
	case engine.And:
		for i := range s.has {
			s.has[i] = true
		}
		for _, c := range n {
			part, err := e.score(c, seg, docs, bits)
			if err != nil {
				return s, err
			}
			for i := range docs {
				s.of[i] += part.of[i]
				s.has[i] = s.has[i] && part.has[i]
			}
		}
		return s, nil
	case engine.Rank:
		match, err := e.score(n.Match, seg, docs, bits)
		if err == nil {
			err = e.scoreSome(n.Bonus, seg, docs, bits, s)
		}
		for i := range docs {
			s.of[i], s.has[i] = s.of[i]+match.of[i], match.has[i]
		}
		return s, err
	}
	answering, err := e.match(n, seg)
	if err != nil {
		return s, err
	}
	for i, d := range docs {
		s.has[i] = answering.Contains(d)
	}
	return s, nil
}

func (e *evaluation) scoreSome(of []engine.Node, seg int, docs []uint32, bits *roaring.Bitmap, s scores) error {
	answered := make([]int, len(docs))
	for _, c := range of {
		part, err := e.score(c, seg, docs, bits)
		if err != nil {
			return err
		}
		for i := range docs {
			if part.has[i] {
				s.of[i] += part.of[i]
				answered[i]++
			}
		}
	}
	for i, n := range answered {
		if n == 0 {
			continue
		}
		s.has[i] = true
		s.of[i] *= float64(n) / float64(len(of))
	}
	return nil
}

func (e *evaluation) scoreTerm(n engine.Node, seg int, docs []uint32, bits *roaring.Bitmap, s scores) error {
	_, _, boost := termsOf(n)
	idf, err := e.idf(n)
	if err != nil {
		return err
	}
	weight := boost * idf * e.norm * idf
	return e.frequencies(n, seg, docs, bits, func(i int, f uint64, norm float64) {
		s.has[i] = true
		s.of[i] = math.Sqrt(float64(f)) * norm * weight
	})
}

// frequencies tells how often each of the documents has the terms of a node, and
// what the length of the field makes of it.
func (e *evaluation) frequencies(n engine.Node, seg int, docs []uint32, bits *roaring.Bitmap, tell func(i int, f uint64, norm float64)) error {
	field, texts, _ := termsOf(n)
	if len(texts) == 1 {
		return e.termFrequencies(field, texts[0], seg, docs, bits, tell)
	}
	sum, norms := make([]uint64, len(docs)), make([]float64, len(docs))
	for _, t := range texts {
		err := e.termFrequencies(field, t, seg, docs, bits, func(i int, f uint64, norm float64) {
			sum[i] += f
			norms[i] = norm
		})
		if err != nil {
			return err
		}
	}
	for i, f := range sum {
		if f > 0 {
			tell(i, f, norms[i])
		}
	}
	return nil
}

func (e *evaluation) termFrequencies(field, text string, seg int, docs []uint32, bits *roaring.Bitmap, tell func(i int, f uint64, norm float64)) error {
	p, err := e.posting(field, text)
	if err != nil || p.bits[seg].IsEmpty() {
		return err
	}
	it, err := optimizable(p.lists[seg], true)
	if err != nil {
		return err
	}
	if _, one := it.DocNum1Hit(); !one {
		both := roaring.And(p.bits[seg], bits)
		if both.IsEmpty() {
			return nil
		}
		if both.GetCardinality() < p.bits[seg].GetCardinality() {
			it.ReplaceActual(both)
		}
	}
	for i := 0; ; {
		next, err := it.Next()
		if err != nil {
			return fmt.Errorf("searching: %w", err)
		}
		if next == nil {
			return nil
		}
		d := uint32(next.Number())
		for i < len(docs) && docs[i] < d {
			i++
		}
		if i < len(docs) && docs[i] == d {
			tell(i, next.Frequency(), next.Norm())
		}
	}
}
