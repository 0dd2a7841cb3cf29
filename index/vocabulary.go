package index

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"doichieu/extract"
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
	fits := hasWords
	if len(kinds) > 0 {
		words = kinds
		fits = func(label, words string) bool { return strings.HasPrefix(foldWords(label)+" ", words+" ") }
	}
	var ids []string
	for _, id := range known {
		ok := bodies[id]
		if len(bodies) == 0 || len(kinds) > 0 {
			for _, w := range words {
				ok = ok || w != "" && fits(label("agency", id, x.analyzer), w)
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

// hasWords reports whether words, folded, stand side by side in a text.
func hasWords(text, words string) bool {
	return strings.Contains(" "+foldWords(text)+" ", " "+words+" ")
}

// isAny reports a value that asks for any at all.
func isAny(value string) bool {
	return slices.Contains([]string{"any", "yes", "co"}, foldWords(value))
}

// folded are names by their folded words.
func folded(names map[string]string) map[string]string {
	out := map[string]string{}
	for name, id := range names {
		out[foldWords(name)] = id
	}
	return out
}

// partNames leads from the ids of the parts and their Vietnamese names, folded,
// to the ids.
var partNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{
		"nhiệm vụ": "tasks", "căn cứ": "opening", "mở đầu": "opening", "tình hình": "situation", "đánh giá": "situation",
		"mục đích": "purpose", "yêu cầu": "requirements", "mục tiêu": "targets", "chỉ tiêu": "targets", "phạm vi": "scope",
		"kinh phí": "funding", "khác": "other", "kết thúc": "closing", "phụ lục": "annex", "chú thích": "footnote",
	}
	for _, p := range extract.Parts() {
		names[string(p)] = string(p)
	}
	return folded(names)
})

// partID is the id of a part that somebody names, or the folded name.
func partID(name string) string {
	name = foldWords(name)
	return cmp.Or(partNames()[name], name)
}

// kindNames leads from the kinds of deadlines and their Vietnamese names, folded,
// to the kinds.
var kindNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{
		noDeadline: noDeadline, "không": noDeadline,
		"đến hết": string(extract.By), "chậm nhất": string(extract.By), "trước": string(extract.Before), "trong": string(extract.During),
		"định kỳ": string(extract.Recurring), "thường xuyên": string(extract.Ongoing),
	}
	for _, k := range []extract.DeadlineKind{extract.By, extract.Before, extract.During, extract.Recurring, extract.Ongoing} {
		names[string(k)] = string(k)
	}
	return folded(names)
})

// kindID is the kind that somebody names, or the folded name.
func kindID(name string) string {
	name = foldWords(name)
	return cmp.Or(kindNames()[name], name)
}

// regionOf is the id of the region of a locality, "" for an unknown one.
func regionOf(locality string) string {
	r, _ := vocab.RegionOf(locality)
	return r.ID
}

// regionID is the id of a region that somebody names, or the folded name.
func regionID(name string) string {
	if r, ok := vocab.RegionNamed(name); ok {
		return r.ID
	}
	return foldWords(name)
}

// regionName is the name of a region, "" for what is no id of one.
func regionName(id string) string {
	r, ok := vocab.RegionNamed(id)
	if !ok || r.ID != id {
		return ""
	}
	return r.Name
}

// lineOf are the keys of a locality, of the units that it was made of and of
// those that it went into.
func lineOf(name string) []string {
	keys := []string{localityKey(name)}
	for _, unit := range vocab.Line(name) {
		if key := localityKey(unit); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}
