package vi

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"doichieu/corpus/vn"
)

//go:embed phrases.tsv
var phrasesTSV string

//go:embed stops.tsv
var stopsTSV string

//go:embed doctypes.tsv
var docTypesTSV string

// rows splits a table into its cells and refuses a line without n cells.
func rows(name, tsv string, n int) ([][]string, error) {
	var out [][]string
	for i, line := range strings.Split(strings.TrimSuffix(tsv, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != n {
			return nil, fmt.Errorf("%s:%d: %d cells, want %d", name, i+1, len(cells), n)
		}
		for _, c := range cells {
			if c == "" || strings.TrimSpace(c) != c {
				return nil, fmt.Errorf("%s:%d: empty or padded cell", name, i+1)
			}
		}
		out = append(out, cells)
	}
	return out, nil
}

// phrases are the concepts that are no agencies, or that name agencies in a
// shorter way than their official one.
var phrases = sync.OnceValues(func() ([]Concept, error) {
	table, err := rows("phrases.tsv", phrasesTSV, 3)
	var out []Concept
	for _, r := range table {
		c := Concept{ID: r[0], Names: strings.Split(r[1], "|")}
		if r[2] != "-" {
			c.Wider = strings.Split(r[2], "|")
		}
		out = append(out, c)
	}
	return out, err
})

// stopWords says which keys carry no meaning of their own, as typed with
// accents and, where no other word is spelt so, without.
type stopWords struct{ keys, folded map[string]bool }

var stops = sync.OnceValues(func() (stopWords, error) {
	s := stopWords{map[string]bool{}, map[string]bool{}}
	table, err := rows("stops.tsv", stopsTSV, 2)
	for i, r := range table {
		key := vn.Key(r[0])
		s.keys[key] = true
		switch r[1] {
		case "yes":
			s.folded[vn.FoldKey(key)] = true
		case "no":
		default:
			return s, fmt.Errorf("stops.tsv: row %d: %q is neither yes nor no", i+1, r[1])
		}
	}
	return s, err
})

// typeNames are the kinds of documents that references name.
type typeNames struct {
	code  map[string]string    // folded abbreviation of one syllable -> code
	first map[string][]wording // folded first syllable -> wordings, the longest first
}

type wording struct {
	code string
	keys []string // folded
}

var docTypes = sync.OnceValues(func() (typeNames, error) {
	t := typeNames{map[string]string{}, map[string][]wording{}}
	table, err := rows("doctypes.tsv", docTypesTSV, 2)
	for _, r := range table {
		for _, name := range strings.Split(r[1], "|") {
			keys := foldedKeys(vn.Tokens(name))
			if len(keys) == 1 {
				t.code[keys[0]] = r[0]
			}
			if len(keys) == 1 && len(keys[0]) < 2 {
				continue // "L" alone is no word
			}
			t.first[keys[0]] = append(t.first[keys[0]], wording{r[0], keys})
		}
	}
	for _, list := range t.first {
		longestFirst(list, func(w wording) int { return len(w.keys) })
	}
	return t, err
})

// DocType is the code of a kind of document that somebody names ("KH",
// "kế hoạch", "ke hoach"), or the folded words themselves where it is unknown.
func DocType(name string) string {
	keys := foldedKeys(vn.Tokens(name))
	if code, ok := knownType(keys); ok {
		return code
	}
	return strings.Join(keys, " ")
}

// knownType is the code of the kind of document that the folded keys name.
func knownType(keys []string) (code string, ok bool) {
	types, _ := docTypes() // a test holds the table to its form
	if len(keys) == 1 {
		code, ok = types.code[keys[0]]
		return code, ok
	}
	if len(keys) == 0 {
		return "", false
	}
	for _, w := range types.first[keys[0]] {
		if slices.Equal(w.keys, keys) {
			return w.code, true
		}
	}
	return "", false
}
