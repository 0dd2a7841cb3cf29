package vi

import (
	"slices"
	"strings"
	"testing"
)

func TestRows(t *testing.T) {
	a := New(nil)
	for _, tt := range []struct {
		text, row string
		numbers   bool // numbers tell that the words stand in a row
		has       bool
	}{
		{"rà soát đất đai", "rà soát đất", true, true},
		{"rà soát xe; soát xét đất; rà soát xét", "rà soát xét", true, true}, // three pairs for two words between
		{"rà soát đất, soát xét", "rà soát xét", false, false},
		{"rà soát đất, soát xét, không soát, rà soát xét", "rà soát xét", false, true},
		{"rà soát đất", "soát đất rà", false, false},
	} {
		terms := a.Terms(tt.text)
		count := func(list []string, term string) (n int) {
			for _, t := range list {
				if t == term {
					n++
				}
			}
			return n
		}
		plan, _ := a.Plan(`"`+tt.row+`"`, Options{})
		p := plan.Phrases[0]
		surplus := 0
		for _, term := range p.Terms {
			surplus += count(terms.Pairs, term.Text)
		}
		for _, term := range p.Between() {
			surplus -= count(terms.Words, term.Text)
		}
		row, ok := p.Row()
		listed := slices.Contains(terms.Rows(), row)
		if !ok || (surplus > 0) != tt.numbers || listed != (tt.has && !tt.numbers) || p.Has(tt.text) != tt.has {
			t.Errorf("%q in %q: surplus %d, listed %v, has %v", tt.row, tt.text, surplus, listed, p.Has(tt.text))
		}
	}
	for _, query := range []string{`"rà soát"`, `"rà soát đất đai"`, `"ra soat dat"`} {
		plan, _ := a.Plan(query, Options{})
		if row, ok := plan.Phrases[0].Row(); ok {
			t.Errorf("%s has the row %q", query, row)
		}
	}
	if n := len(a.Terms(strings.Repeat("a b c ", 50)).Rows()); n > 3 {
		t.Errorf("%d rows of three", n)
	}
}
