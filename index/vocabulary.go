package index

import (
	"strings"
	"sync"

	"doichieu/extract/vocab"
	"doichieu/index/vi"
)

// analyzer is the one over the vocabulary that extraction uses.
var analyzer = sync.OnceValue(func() *vi.Analyzer { return vi.New(concepts(vocab.Agencies().All())) })

// concepts are the agencies as things with names. Aliases with a placeholder
// ("báo {place}") stand for no fixed words and are left out.
func concepts(agencies []vocab.Agency) []vi.Concept {
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
