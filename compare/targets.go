package compare

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"strings"

	"doichieu/corpus/lazy"
	"doichieu/corpus/vn"
	"doichieu/extract"
)

// ByTarget has a row for each indicator and due year, the years of an indicator
// below each other. Two targets are of one indicator if they count in one unit,
// aim at a level both or at a change both, and measure the same: most syllables
// of what they measure are in common (sameIndicator), those of names and of the
// genre left out. Targets are taken in the order of the plans, so that an
// indicator goes by the words of the first that states it.

// sameIndicator is the least share of syllables in common.
const sameIndicator = 0.6

// indicator is a group of rows.
type indicator struct {
	id, label string
	unit      string
	change    bool
	keys      []string
}

// byTarget fills the matrix with the targets of the tasks, and those that stand
// in no task ("MỤC TIÊU").
func (v *view) byTarget() {
	var known []*indicator
	order := map[string]string{}
	put := func(column int, e Entry, t extract.Target) {
		at, ind := 0, (*indicator)(nil)
		for i, k := range known {
			if k.measures(t) {
				at, ind = i, k
				break
			}
		}
		if ind == nil {
			at, ind = len(known), newIndicator(t)
			known = append(known, ind)
		}
		year, label := "", v.words.noYear
		if len(t.By) >= 4 {
			year = t.By[:4]
			n, _ := strconv.Atoi(year)
			label = fmt.Sprintf(v.words.year, n)
		}
		id := strings.TrimSpace(ind.id + " " + year)
		order[id] = fmt.Sprintf("%06d %s", at, year)
		e.Targets, e.Flags = []extract.Target{t}, nil
		if misfit(t.Raw, t.Value, t.Unit) {
			e.Flags = []string{FlagMisfit}
		}
		v.row(id, label, ind.label).put(column, e)
	}
	v.each(func(column int, e Entry) {
		for _, t := range e.Targets {
			put(column, e, t)
		}
	})
	for i, p := range v.comparison.Plans {
		for _, t := range v.comparison.loose[p.ID] {
			put(i, Entry{Member: Member{
				Plan: p.ID, Text: t.Raw, Page: t.Page, Span: extract.Spans{t.Span},
				Lead: []extract.Assignment{}, Coordinating: []extract.Assignment{}, Implementing: []extract.Assignment{}, Deadlines: []extract.Deadline{},
			}}, t)
		}
	}
	slices.SortStableFunc(v.matrix.Rows, func(a, b MatrixRow) int { return cmp.Compare(order[a.ID], order[b.ID]) })
}

// newIndicator is the indicator that a target is the first of.
func newIndicator(t extract.Target) *indicator {
	label := strings.TrimSpace(reShare.ReplaceAllString(cmp.Or(t.Of, t.Raw), ""))
	i := &indicator{label: capitalise(cmp.Or(label, t.Raw)), unit: t.Unit, change: changes(t.Op), keys: unique(wordsOnly(label))}
	h := fnv.New32a()
	fmt.Fprint(h, t.Unit, i.change, vn.Fold(label))
	i.id = fmt.Sprintf("i%08x", h.Sum32())
	return i
}

// changes reports whether an operator is that of an increase or a decrease.
func changes(op string) bool { return op == "+" || op == "-" }

// measures reports whether a target is of the indicator.
func (i *indicator) measures(t extract.Target) bool {
	if i.unit != t.Unit || i.change != changes(t.Op) {
		return false
	}
	keys := unique(wordsOnly(reShare.ReplaceAllString(cmp.Or(t.Of, t.Raw), "")))
	n := 0
	for _, k := range keys {
		if slices.Contains(i.keys, k) {
			n++
		}
	}
	return len(keys)+len(i.keys) == 0 || float64(2*n) >= sameIndicator*float64(len(keys)+len(i.keys))
}

// reShare is a count of a whole: "26/103". A slash between more figures is a date
// or the number of a document.
var reShare = lazy.MustCompile(`(?:^|[^\d/.,])(\d{1,6})/(\d{1,6})(?:$|[^\d/\p{L}])`)

// misfit reports whether a share in per cent and the count behind it are not the
// same: "25% (26/103)" is, since 25 % of 103 are 25.75 and a count is whole.
func misfit(raw string, value float64, unit string) bool {
	m := reShare.FindStringSubmatch(raw)
	if m == nil || unit != "%" {
		return false
	}
	part, _ := strconv.ParseFloat(m[1], 64)
	whole, _ := strconv.ParseFloat(m[2], 64)
	return whole == 0 || math.Abs(part-value/100*whole) >= 1
}
