package vi

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus/vn"
)

// Concept is a thing with several names: an agency, or a phrase and its
// abbreviation. Names may differ in accents, case and punctuation as vn.Key
// allows; order does not matter.
type Concept struct {
	ID    string
	Names []string
	// Wider are the ids of the concepts that this one is a case of, as Methadone
	// is of substitution treatment: who asks for it is answered by a text that
	// speaks of those, though behind one that names it. Not the other way round.
	Wider []string
}

// entry is one name of a concept as keys.
type entry struct {
	keys []string
	id   string
}

// dictionary finds names in a row of keys. Lists are keyed by the first key of
// the name and hold the longest names first.
type dictionary struct {
	exact  map[string][]entry
	folded map[string][]entry
}

// minimum length of a name of one syllable: "CA" or "TP" would be found in
// words that have nothing to do with police or towns.
const shortestName = 3

func newDictionary(concepts []Concept) *dictionary {
	d := &dictionary{exact: map[string][]entry{}, folded: map[string][]entry{}}
	for _, c := range concepts {
		for _, name := range c.Names {
			tokens := vn.Tokens(name)
			d.add(keysOf(tokens), c.ID)
			if joined, ok := joinAbbreviation(name, tokens); ok {
				d.add([]string{joined}, c.ID)
			}
		}
	}
	for _, m := range []map[string][]entry{d.exact, d.folded} {
		for _, list := range m {
			longestFirst(list, func(e entry) int { return len(e.keys) })
		}
	}
	return d
}

func (d *dictionary) add(keys []string, id string) {
	if len(keys) == 0 || len(keys) == 1 && utf8.RuneCountInString(keys[0]) < shortestName {
		return
	}
	folded := make([]string, len(keys))
	for i, k := range keys {
		folded[i] = vn.FoldKey(k)
	}
	addOnce(d.exact, entry{keys, id})
	addOnce(d.folded, entry{folded, id})
}

// addOnce adds a name that the concept does not have yet.
func addOnce(lists map[string][]entry, e entry) {
	list := lists[e.keys[0]]
	if !slices.ContainsFunc(list, func(o entry) bool { return o.id == e.id && slices.Equal(o.keys, e.keys) }) {
		lists[e.keys[0]] = append(list, e)
	}
}

// joinAbbreviation writes "LĐ-TB&XH" as the one syllable "lđtbxh" that others
// print; only names in capitals throughout are abbreviations.
func joinAbbreviation(name string, tokens []vn.Token) (string, bool) {
	if len(tokens) < 2 || strings.ContainsFunc(name, func(r rune) bool {
		return unicode.IsLower(r) || unicode.IsDigit(r) || unicode.IsSpace(r)
	}) {
		return "", false
	}
	return strings.Join(keysOf(tokens), ""), true
}

// all lists the ids of every name that begins at keys[0], the longest first.
func all(lists map[string][]entry, keys []string) []entry {
	if len(keys) == 0 {
		return nil
	}
	var found []entry
	for _, e := range lists[keys[0]] {
		if hasPrefix(keys, e.keys) {
			found = append(found, e)
		}
	}
	return found
}

// longest are the ids of the longest name that begins at keys[0] and how many
// keys it has; several ids where several concepts bear that name.
func longest(lists map[string][]entry, keys []string) (ids []string, n int) {
	for _, e := range all(lists, keys) {
		if n != 0 && len(e.keys) < n {
			break
		}
		n = len(e.keys)
		ids = append(ids, e.id)
	}
	return slices.Compact(ids), n
}

func keysOf(tokens []vn.Token) []string {
	keys := make([]string, len(tokens))
	for i, t := range tokens {
		keys[i] = t.Key
	}
	return keys
}

func foldedKeys(tokens []vn.Token) []string {
	keys := make([]string, len(tokens))
	for i, t := range tokens {
		keys[i] = vn.FoldKey(t.Key)
	}
	return keys
}

func hasPrefix(keys, prefix []string) bool {
	return len(keys) >= len(prefix) && slices.Equal(keys[:len(prefix)], prefix)
}

// longestFirst sorts by falling length and keeps the order of equals.
func longestFirst[T any](list []T, length func(T) int) {
	slices.SortStableFunc(list, func(a, b T) int { return length(b) - length(a) })
}
