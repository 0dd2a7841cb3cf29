package vi

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"doichieu/corpus/vn"
)

// TestTables holds the tables to their form: they are read without an error,
// composed, sorted, and no name stands for two things.
func TestTables(t *testing.T) {
	for name, tsv := range map[string]string{"phrases.tsv": phrasesTSV, "stops.tsv": stopsTSV, "doctypes.tsv": docTypesTSV} {
		cells := strings.Count(tsv[:strings.Index(tsv, "\n")], "\t") + 1
		if !norm.NFC.IsNormalString(tsv) {
			t.Errorf("%s is not NFC", name)
		}
		if !strings.HasPrefix(tsv, "# ") || !strings.HasSuffix(tsv, "\n") {
			t.Errorf("%s has no heading or no end of line", name)
		}
		table, err := rows(name, tsv, cells)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, r := range table {
			if seen[r[0]] {
				t.Errorf("%s: %s stands twice", name, r[0])
			}
			seen[r[0]] = true
		}
	}
	if _, err := stops(); err != nil {
		t.Error(err)
	}
	concepts, err := phrases()
	if err != nil {
		t.Error(err)
	}
	if !slices.IsSortedFunc(concepts, func(a, b Concept) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("phrases.tsv is not sorted")
	}
	of, wider := map[string]string{}, map[string][]string{}
	for _, c := range concepts {
		wider[c.ID] = c.Wider
		for _, name := range c.Names {
			key := strings.Join(foldedKeys(vn.Tokens(name)), " ")
			if other, ok := of[key]; ok && other != c.ID {
				t.Errorf("without accents %q is a name of %s and %s", name, other, c.ID)
			}
			of[key] = c.ID
		}
	}
	for id, above := range wider {
		for _, w := range above {
			if _, ok := wider[w]; !ok || slices.Contains(wider[w], id) || w == id {
				t.Errorf("%s is no case of %s: it is not in the table, or the other way round as well", id, w)
			}
		}
	}
}

// TestWiderConcepts holds the link from a thing to what it is a case of to its
// one direction and its weight.
func TestWiderConcepts(t *testing.T) {
	a := New([]Concept{{ID: "bien", Names: []string{"Xe buýt"}, Wider: []string{"xe"}}, {ID: "xe", Names: []string{"phương tiện công cộng"}}})
	for _, tt := range []struct {
		query string
		want  string
	}{
		{"xe buýt", "=bien 4 =xe 1"},
		{"xe buyt", "=bien 4 =xe 1 xe_buyt 0.6"}, // or other words of that spelling
		{"phương tiện công cộng", "=xe 4"},
		{"methadone", "=methadone 4 =dieu-tri-thay-the 1"},
		{"điều trị nghiện các chất dạng thuốc phiện bằng thuốc thay thế", "=dieu-tri-thay-the 4"},
		{"TTATGT", "=ttatgt 4 =an-toan-giao-thong 1"},
		{"dịch bệnh COVID-19", "=dich-benh 4 =covid-19 4 =benh-truyen-nhiem 1 =dich-benh 1"},
	} {
		plan, _ := a.Plan(tt.query, Options{})
		var got []string
		for _, u := range plan.Units {
			for _, term := range u.Match {
				got = append(got, fmt.Sprint(term.Text, " ", term.Weight))
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %q, want %q", tt.query, got, tt.want)
		}
	}
}

func TestTablesRefuseBadRows(t *testing.T) {
	for _, bad := range []string{"one cell\n", "a\tb\tc\n", "a\t\n", "a\t b\n", "\n"} {
		if _, err := rows("bad.tsv", bad, 2); err == nil || !strings.HasPrefix(err.Error(), "bad.tsv:1: ") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
