package engine

// Node is a part of a query: [All], [None], [Term], [Any], [In], [Docs], [And],
// [AtLeast], [Rank] or [Phrase]. Each says which documents answer it; how they
// score is up to the engine, within what the node says.
type Node interface{ node() }

// All is answered by every document, None by no document.
type (
	All  struct{}
	None struct{}
)

// Term is answered by the documents that have a term in a field of kind Terms,
// and scores with its weight.
type Term struct {
	Field, Text string
	Weight      float64
}

// Any is answered by the documents that have one of several terms in a field of
// kind Terms, and scores as if they were the same term: the spellings of a word.
type Any struct {
	Field  string
	Texts  []string // at least one, each once
	Weight float64
}

// In is answered by the documents that have one of the values in a field of kind
// Values or Counted. It does not score.
type In struct {
	Field  string
	Values []string
}

// Docs is answered by the documents of that name. It does not score.
type Docs []Ref

// And is answered by what answers every one of its nodes; it has at least one.
type And []Node

// AtLeast is answered by what answers at least Least of its nodes. More of them
// score higher.
type AtLeast struct {
	Least int // 1 or more
	Of    []Node
}

// Rank is answered by what answers Match, raised by what it answers of Bonus.
type Rank struct {
	Match Node
	Bonus []Node
}

// Phrase is answered by the documents that have some words in a row. Pairs are the
// terms of neighbours, all of which stand in such a document, and Between the terms
// of the words that are in two of them. Of n words, a document with more pairs than
// words between has them in a row; one with fewer may have them apart, and then Row
// decides, or where it is nil what was stored of the document, by Has. It does not
// score.
type Phrase struct {
	Pairs, Between []Node // Term or Any
	Row            Node
	Has            func(ref Ref, stored []byte) (bool, error)
}

func (Phrase) node()  {}
func (All) node()     {}
func (None) node()    {}
func (Term) node()    {}
func (Any) node()     {}
func (In) node()      {}
func (Docs) node()    {}
func (And) node()     {}
func (AtLeast) node() {}
func (Rank) node()    {}

// Or is answered by what answers one of its nodes.
func Or(of ...Node) Node {
	switch len(of) {
	case 0:
		return None{}
	case 1:
		return of[0]
	}
	return AtLeast{1, of}
}
