// Package vocab holds the vocabulary of the field as data: the agencies with
// their ids, spellings and dates (agencies.tsv), what became of those that ended
// and of duties that moved (heirs.tsv), the localities in all their periods
// (localities.tsv) and the regions that they are in (regions.tsv). Matching is on canonical syllables (package vn), so that tone
// placement, case, composition and look-alikes do not matter.
package vocab

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"doichieu/corpus/vn"
)

//go:embed agencies.tsv
var agenciesTSV string

//go:embed localities.tsv
var localitiesTSV string

// Agency is a row of agencies.tsv. From and To are ISO days of validity, empty
// where open. Kind is body, collective (sở, ban, ngành) or force (Công an).
type Agency struct {
	ID, Name, Level, Kind string
	Aliases               []string // spellings, lower case; {place}, {roman} and {n} stand for a name or number
	From, To              string
	Successors            []string // ids of the agencies that took over its duties
	bare                  []string // its field's names, as in "các sở: Y tế, Tài chính"
}

// Set is the vocabulary, ready for matching. It is not changed after it is made.
type Set struct {
	agencies []Agency
	byID     map[string]int
	root     *node // of the aliases
	bare     *node // of the bare names of departments and provincial bodies
	// ministries are the bare names of ministries, as in "các bộ: Y tế, Tài chính".
	ministries *node
}

// node is a node of a trie of syllable keys.
type node struct {
	next   map[string]*node
	comma  bool // a comma stands in front of this syllable in some alias
	agency int  // index+1 of the agency whose alias ends here
}

func (n *node) add(keys []string, agency int) {
	comma := false
	for _, k := range keys {
		if k == "," {
			comma = true
			continue
		}
		if n.next == nil {
			n.next = map[string]*node{}
		}
		if n.next[k] == nil {
			n.next[k] = &node{}
		}
		n = n.next[k]
		n.comma = n.comma || comma
		comma = false
	}
	n.agency = agency + 1
}

// Agencies is the embedded vocabulary.
func Agencies() *Set { return loaded() }

var loaded = sync.OnceValue(func() *Set {
	s, err := parse(agenciesTSV)
	if err != nil {
		panic(err) // the embedded table is checked by the tests
	}
	return s
})

// parse reads the table of agencies.
func parse(tsv string) (*Set, error) {
	s := &Set{byID: map[string]int{}, root: &node{}, bare: &node{}, ministries: &node{}}
	for i, line := range strings.Split(strings.TrimRight(tsv, "\n"), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 9 {
			return nil, fmt.Errorf("agencies.tsv: line %d has %d columns, want 9", i+1, len(f))
		}
		if i == 0 {
			continue
		}
		a := Agency{ID: f[0], Name: f[1], Level: f[2], Kind: f[3], From: f[4], To: f[5], Successors: split(f[6]), Aliases: split(f[7]), bare: split(f[8])}
		if _, twice := s.byID[a.ID]; twice || a.ID == "" || len(a.Aliases) == 0 {
			return nil, fmt.Errorf("agencies.tsv: line %d: id %q is empty, stands twice or has no alias", i+1, a.ID)
		}
		s.byID[a.ID] = len(s.agencies)
		for _, alias := range a.Aliases {
			s.root.add(keys(alias), len(s.agencies))
		}
		for _, name := range a.bare {
			s.bare.add(vn.Keys(name), len(s.agencies))
		}
		if field, ok := strings.CutPrefix(a.Name, "Bộ "); ok && a.Level == "central" {
			s.ministries.add(vn.Keys(field), len(s.agencies))
		}
		s.agencies = append(s.agencies, a)
	}
	return s, nil
}

// keys are the syllable keys of an alias; a placeholder is a key of its own, and
// so is a comma.
func keys(alias string) []string {
	var out []string
	for _, word := range strings.Fields(alias) {
		if strings.HasPrefix(word, "{") {
			out = append(out, word)
			continue
		}
		before, after, comma := strings.Cut(word, ",")
		out = append(out, vn.Keys(before)...)
		if comma {
			out = append(append(out, ","), vn.Keys(after)...)
		}
	}
	return out
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// ByID is the agency with the id.
func (s *Set) ByID(id string) (Agency, bool) {
	i, ok := s.byID[id]
	if !ok {
		return Agency{}, false
	}
	return s.agencies[i], true
}

// All lists the agencies by id.
func (s *Set) All() []Agency { return append([]Agency(nil), s.agencies...) }
