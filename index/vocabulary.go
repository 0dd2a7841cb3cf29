package index

import (
	"strings"
	"sync"

	"doichieu/extract/vocab"
	"doichieu/index/vi"
)

// analyzer is the one over the vocabulary that extraction uses.
var analyzer = sync.OnceValue(func() *vi.Analyzer {
	return vi.New(append(agencyConcepts(vocab.Agencies().All()), localityConcepts(vocab.Localities())...))
})

// agencyConcepts are the agencies as things with names. Aliases with a
// placeholder ("báo {place}") stand for no fixed words and are left out.
func agencyConcepts(agencies []vocab.Agency) []vi.Concept {
	out := make([]vi.Concept, len(agencies))
	for i, a := range agencies {
		names := []string{a.Name}
		for _, alias := range a.Aliases {
			if !strings.Contains(alias, "{") {
				names = append(names, alias)
			}
		}
		out[i] = vi.Concept{ID: a.ID, Names: names}
	}
	return out
}

// localityConcepts are the localities, so that one named in a query is one thing
// and not syllables that stand everywhere ("Đồng Nai", "cộng đồng").
func localityConcepts(localities []vocab.Locality) []vi.Concept {
	out := make([]vi.Concept, len(localities))
	for i, l := range localities {
		id := "place:" + strings.ReplaceAll(foldWords(l.Name), " ", "-")
		out[i] = vi.Concept{ID: id, Names: append([]string{l.Name}, l.Aliases...)}
	}
	return out
}

// localityNames leads from each known spelling of a locality to its name.
var localityNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, l := range vocab.Localities() {
		for _, alias := range append([]string{l.Name}, l.Aliases...) {
			names[bareLocality(alias)] = bareLocality(l.Name)
		}
	}
	return names
})

// agencyIDs are those of the known ids that somebody means by a name:
//
//  1. the id itself, or the body of the vocabulary that bears the name ("Sở Y
//     tế", "UBND tỉnh"), and nothing else;
//  2. for the name of a kind of agencies ("UBND", "công an"), all whose names
//     begin with it: "Công an cấp xã" but not "Bộ Công an";
//  3. for any other words, all whose names have them ("nội vụ").
func (x *Index) agencyIDs(name string, known []string) []string {
	bodies, kinds := x.named(name)
	words := []string{foldWords(name)}
	fits := func(label, words string) bool { return strings.Contains(label+" ", " "+words+" ") }
	if len(kinds) > 0 {
		words = kinds
		fits = func(label, words string) bool { return strings.HasPrefix(label+" ", " "+words+" ") }
	}
	var ids []string
	for _, id := range known {
		ok := bodies[id]
		if len(bodies) == 0 || len(kinds) > 0 {
			for _, w := range words {
				ok = ok || w != "" && fits(" "+foldWords(label(id, x.analyzer)), w)
			}
		}
		if ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// named are the ids that bear a name, and the names, folded, of the kinds of
// agencies that it stands for.
func (x *Index) named(name string) (ids map[string]bool, kinds []string) {
	ids = map[string]bool{}
	if strings.HasPrefix(name, "x:") || x.analyzer.Name(name) != "" {
		ids[name] = true
		return ids, nil
	}
	for _, id := range x.analyzer.Concepts(name) {
		a, ok := vocab.Agencies().ByID(id)
		if ok {
			ids[id] = true
		}
		if !ok || a.Kind != "body" {
			kinds = append(kinds, foldWords(x.analyzer.Name(id)), foldWords(name))
		}
	}
	return ids, kinds
}
