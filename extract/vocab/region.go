package vocab

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"doichieu/corpus/vn"
)

//go:embed regions.tsv
var regionsTSV string

// Region is a socio-economic region of the country: a row of regions.tsv. The
// regions are the six into which the adjusted national master plan for 2021 to
// 2030 puts the 34 units of 1 July 2025 (Resolution 306/NQ-CP of 5 October 2025).
// Before, Tây Nguyên was a region of its own, and Đà Nẵng and its neighbours stood
// with Bắc Trung Bộ: plans of those years use the old names.
type Region struct {
	ID      string // "dong-nam-bo"
	Name    string
	Aliases []string
	Units   []string // names of today's localities in it, by name
	Source  string   // number of the document that draws it
}

type regionTable struct {
	list []Region
	of   map[string]int // by name of today's locality
	by   map[string]int // by id, name and alias, folded
}

var regions = sync.OnceValue(func() *regionTable {
	t, err := parseRegions(regionsTSV)
	if err != nil {
		panic(err) // the embedded table is checked by the tests
	}
	return t
})

// parseRegions reads the table of regions.
func parseRegions(tsv string) (*regionTable, error) {
	t := &regionTable{of: map[string]int{}, by: map[string]int{}}
	for i, line := range strings.Split(strings.TrimRight(tsv, "\n"), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			return nil, fmt.Errorf("regions.tsv: line %d has %d columns, want 5", i+1, len(f))
		}
		if i == 0 {
			continue
		}
		r := Region{ID: f[0], Name: f[1], Aliases: split(f[2]), Units: split(f[3]), Source: f[4]}
		for _, unit := range r.Units {
			t.of[unit] = len(t.list)
		}
		for _, name := range append([]string{r.ID, r.Name}, r.Aliases...) {
			t.by[foldName(name)] = len(t.list)
		}
		t.list = append(t.list, r)
	}
	return t, nil
}

// Regions lists the regions from north to south.
func Regions() []Region { return slices.Clone(regions().list) }

// RegionOf is the region of a locality, named in any spelling, also without
// accents, whatever the day: a former province has that of the unit to which it belongs today.
//
//	RegionOf("Cần Thơ")    // Đồng bằng sông Cửu Long
//	RegionOf("Bình Thuận") // Duyên hải Nam Trung Bộ và Tây Nguyên: it is in Lâm Đồng
func RegionOf(locality string) (Region, bool) {
	p, t := gazetteer(), regions()
	if at, ok := p.named(locality); ok {
		unit, _ := LocalityOn(p.list[at].Name, "")
		if i, ok := t.of[unit.Name]; ok {
			return t.list[i], true
		}
	}
	return Region{}, false
}

// RegionNamed is the region with an id or a name, in any spelling, also without
// accents, with "vùng" in front or without.
//
//	RegionNamed("vùng ĐBSCL") // Đồng bằng sông Cửu Long
func RegionNamed(name string) (Region, bool) {
	t, folded := regions(), foldName(name)
	if i, ok := t.by[strings.TrimPrefix(folded, "vung ")]; ok {
		return t.list[i], true
	}
	return Region{}, false
}

// foldName is a name as people type it: without accents, capitals and dashes.
func foldName(name string) string {
	return strings.Join(strings.FieldsFunc(vn.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// Line lists the names of a locality, named in any spelling, also without accents
// and with "tỉnh" or "thành phố" in front, of those that have gone into it and of
// those into which it has gone; itself first, the others by name. Those that went
// the same way beside it are none. It is nil for an unknown name.
//
//	Line("Hậu Giang") // Hậu Giang, Cần Thơ
//	Line("Cần Thơ")   // Cần Thơ, Hậu Giang, Sóc Trăng
//
// A unit that kept its name when others joined it has the name in both times:
// "Cần Thơ" is in the line of Hậu Giang before July 2025 as well.
func Line(name string) []string {
	p := gazetteer()
	at, ok := p.named(name)
	if !ok {
		return nil
	}
	self := p.list[at].Name
	later := p.heirs(self)
	var others []string
	for _, l := range p.list {
		if l.Name != self && (slices.Contains(later, l.Name) || slices.Contains(p.heirs(l.Name), self)) {
			others = append(others, l.Name)
		}
	}
	return append([]string{self}, others...)
}

// heirs are the names under which the territory of a name goes on.
func (p *places) heirs(name string) []string {
	var names []string
	for _, l := range p.periods[name] {
		for l.Successor != "" && !slices.Contains(names, l.Successor) {
			names = append(names, l.Successor)
			next := p.periods[l.Successor]
			l = next[slices.IndexFunc(next, func(s Locality) bool { return s.To == "" || s.To > l.To })]
		}
	}
	return names
}

// ranks stand in front of the name of a locality, folded.
var ranks = []string{"tinh ", "thanh pho ", "tp "}

// named is the locality with a name in any spelling, also without accents and with
// its kind in front.
func (p *places) named(name string) (at int, ok bool) {
	if tokens := vn.Tokens(name); len(tokens) > 0 {
		if at, n := p.match(tokens); n == len(tokens) {
			return at, true
		}
	}
	folded := foldName(name)
	if at, ok = p.folded[folded]; ok {
		return at, true
	}
	for _, kind := range ranks {
		if rest, cut := strings.CutPrefix(folded, kind); cut {
			at, ok = p.folded[rest]
			return at, ok
		}
	}
	return 0, false
}
