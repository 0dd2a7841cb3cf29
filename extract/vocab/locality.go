package vocab

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus"
	"doichieu/corpus/vn"
)

// places are the localities with a trie of their names.
type places struct {
	list []Locality
	root *node
}

var gazetteer = sync.OnceValue(func() *places {
	p := &places{root: &node{}}
	for i, line := range strings.Split(strings.TrimRight(localitiesTSV, "\n"), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 || len(f) < 5 {
			continue // the tests check that every row has its columns
		}
		l := Locality{Name: f[0], Kind: f[1], To: f[2], Successor: f[3], Aliases: split(f[4])}
		for _, name := range append([]string{l.Name}, l.Aliases...) {
			p.root.add(vn.Keys(name), len(p.list))
		}
		p.list = append(p.list, l)
	}
	return p
})

// Localities lists all localities by name.
func Localities() []Locality { return append([]Locality(nil), gazetteer().list...) }

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
func (p *places) match(tokens []vn.Token) (agency, n int) {
	at := p.root
	for i, t := range tokens {
		if at = at.next[t.Key]; at == nil {
			break
		}
		if at.agency > 0 {
			agency, n = at.agency-1, i+1
		}
	}
	return agency, n
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
