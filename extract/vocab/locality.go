package vocab

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus"
	"doichieu/corpus/vn"
)

// Locality is a province or a centrally run city: for [Localities] and
// [FindLocality] as it is now or was last, for the others in one of its periods.
// Where its territory, its rank or its name changes, a new period begins: "Cần
// Thơ" of May and of July 2025 are two units of one name.
type Locality struct {
	Name      string // the name that the registry goes by, also for the time when it had another
	Called    string // what it was called: "Thừa Thiên Huế" for Huế before 2025
	Kind      string // tỉnh or thành phố
	From, To  string // first and last ISO day; "" where the registry does not go back, and today
	Successor string // Name of the unit in which the next day finds it, itself where it goes on under its name
	Aliases   []string
	Source    string // number of the document that made the unit, or, of the oldest, that ended or confirmed it
}

// places are the localities with a trie of their names.
type places struct {
	periods map[string][]Locality // by name, in order of time
	list    []Locality            // one for each name, with the aliases of all periods
	folded  map[string]int        // place in list, by spelling without accents
	root    *node
}

var gazetteer = sync.OnceValue(func() *places {
	p, err := parseLocalities(localitiesTSV)
	if err != nil {
		panic(err) // the embedded table is checked by the tests
	}
	return p
})

// parseLocalities reads the table of localities, in which the periods of a name
// stand together.
func parseLocalities(tsv string) (*places, error) {
	p := &places{periods: map[string][]Locality{}, folded: map[string]int{}, root: &node{}}
	for i, line := range strings.Split(strings.TrimRight(tsv, "\n"), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 8 {
			return nil, fmt.Errorf("localities.tsv: line %d has %d columns, want 8", i+1, len(f))
		}
		if i == 0 {
			continue
		}
		l := Locality{Name: f[0], Called: f[1], Kind: f[2], From: f[3], To: f[4], Successor: f[5], Aliases: split(f[6]), Source: f[7]}
		p.periods[l.Name] = append(p.periods[l.Name], l)
		if l.Called != l.Name {
			l.Aliases = append([]string{l.Called}, l.Aliases...)
		}
		at := len(p.list) - 1
		if at < 0 || p.list[at].Name != l.Name {
			at++
			p.list = append(p.list, Locality{})
		}
		l.Aliases = slices.Concat(p.list[at].Aliases, l.Aliases)
		p.list[at] = l
		for _, name := range append([]string{l.Name}, l.Aliases...) {
			p.root.add(vn.Keys(name), at)
			p.folded[foldName(name)] = at
		}
	}
	return p, nil
}

// Localities lists the localities by name, each as it is now or was last.
func Localities() []Locality { return slices.Clone(gazetteer().list) }

// FindLocality finds the first locality named in the text, with the place of
// the name. Names are written with capitals; "an giang" in small letters is none.
func FindLocality(text string) (Locality, corpus.Span, bool) {
	p := gazetteer()
	tokens := vn.Tokens(text)
	for i := range tokens {
		if !capital(text[tokens[i].Start:]) {
			continue
		}
		if at, n := p.match(tokens[i:]); n > 0 {
			return p.list[at], corpus.Span{Start: tokens[i].Start, End: tokens[i+n-1].End}, true
		}
	}
	return Locality{}, corpus.Span{}, false
}

// match is the longest locality at the start of the tokens and how many it covers.
func (p *places) match(tokens []vn.Token) (at, n int) { return walk(p.root, tokens) }

// LocalityOn is the unit in which a day finds the locality with a name, known by
// any of its spellings: the unit of that name itself, or the one that it has gone
// into. The day is an ISO day; "" asks for today's unit.
//
//	LocalityOn("Hải Dương", "2024-05-13") // tỉnh Hải Dương
//	LocalityOn("Hải Dương", "2025-07-01") // thành phố Hải Phòng
//
// Of a unit that was made of several, an earlier day finds the one that had the
// name: for all of them see [Locality.Before].
func LocalityOn(name, day string) (Locality, bool) {
	p := gazetteer()
	tokens := vn.Tokens(name)
	at, n := p.match(tokens)
	if n == 0 || n < len(tokens) {
		return Locality{}, false
	}
	l := p.periods[p.list[at].Name][0]
	for l.To != "" && (day == "" || day > l.To) {
		next := p.periods[l.Successor]
		l = next[slices.IndexFunc(next, func(s Locality) bool { return s.To == "" || s.To > l.To })]
	}
	return l, true
}

// LocalitiesOn lists the units that there were on an ISO day, by name; "" asks
// for today's.
func LocalitiesOn(day string) []Locality {
	var units []Locality
	for _, l := range gazetteer().list {
		if unit, ok := LocalityOn(l.Name, day); ok && unit.Name == l.Name {
			units = append(units, unit)
		}
	}
	return units
}

// Before lists the units of an earlier ISO day that the unit was made of, by
// name; one alone where it was the same.
func (l Locality) Before(day string) []Locality {
	return slices.DeleteFunc(LocalitiesOn(day), func(unit Locality) bool {
		later, _ := LocalityOn(unit.Name, l.From)
		if l.From == "" {
			later = unit
		}
		return later.Name != l.Name
	})
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
