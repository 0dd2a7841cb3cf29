package vocab

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"doichieu/corpus/vn"
)

//go:embed heirs.tsv
var heirsTSV string

// Heir is a row of heirs.tsv: who took over from an agency. Where a duty is
// named, only that duty moved, whatever became of the rest; the row without a
// duty has the rest, and ends the agency.
//
// The heir of a district's body is the commune's here. The law (72/2025/QH15)
// gives some of its duties to the province: whose a single duty became cannot
// be told from the names of the bodies.
type Heir struct {
	Body   string   // id of the agency that had it
	Agency string   // id of the agency that has it since; "" where none has
	From   string   // ISO day, the first on which the heir has it
	Duty   []string // words of which a text about the duty has one, folded ([vn.Fold]); none for all other duties
	Source string   // number of the document by which it moved
}

// Covers reports whether a text, folded, speaks of the duty that moved; of the
// row for all other duties every text does.
func (h Heir) Covers(folded string) bool {
	return len(h.Duty) == 0 || slices.ContainsFunc(h.Duty, func(words string) bool { return strings.Contains(folded, words) })
}

var heirs = sync.OnceValue(func() []Heir {
	list, err := parseHeirs(heirsTSV)
	if err != nil {
		panic(err) // the embedded table is checked by the tests
	}
	return list
})

// parseHeirs reads the table of duties that moved.
func parseHeirs(tsv string) ([]Heir, error) {
	var list []Heir
	for i, line := range strings.Split(strings.TrimRight(tsv, "\n"), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			return nil, fmt.Errorf("heirs.tsv: line %d has %d columns, want 5", i+1, len(f))
		}
		if i == 0 {
			continue
		}
		h := Heir{Body: f[0], Agency: f[1], From: f[2], Source: f[4]}
		for _, words := range split(f[3]) {
			h.Duty = append(h.Duty, vn.Fold(words))
		}
		list = append(list, h)
	}
	return list, nil
}

// Inherits reports whether a text, folded, speaks of a duty by name that went
// from a body to its heir. That all the rest went to it, [Agency].Successors says.
func Inherits(body, heir, folded string) bool {
	return slices.ContainsFunc(heirs(), func(h Heir) bool {
		return h.Body == body && h.Agency == heir && len(h.Duty) > 0 && h.Covers(folded)
	})
}

// HeirOn is by whom an ISO day finds a duty of an agency done, and by which law;
// the duty is told by the words of a task. ok is false where the agency itself
// still has it. The Agency of the heir is "" where nobody has it any more; "" for
// a day asks for today.
//
//	HeirOn("so-lao-dong-tbxh", "quản lý người cai nghiện", "2025-03-01") // cong-an-tinh
//	HeirOn("so-lao-dong-tbxh", "chính sách người có công", "2025-03-01") // so-noi-vu
func HeirOn(agency, duty, day string) (heir Heir, ok bool) {
	folded := vn.Fold(duty)
	for {
		at := slices.IndexFunc(heirs(), func(h Heir) bool {
			return h.Body == agency && (day == "" || h.From <= day) && h.Covers(folded)
		})
		if at < 0 {
			return heir, ok
		}
		heir, ok = heirs()[at], true
		agency = heir.Agency
	}
}

// LawDays are the ISO days on which duties moved or localities changed, in order of
// time. Between two of them [HeirOn] and [LocalityOn] stay the same.
func LawDays() []string {
	var days []string
	for _, h := range heirs() {
		days = append(days, h.From)
	}
	for _, periods := range gazetteer().periods {
		for _, l := range periods {
			if l.From != "" {
				days = append(days, l.From)
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}
