package vi

import (
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
		if !norm.NFC.IsNormalString(tsv) {
			t.Errorf("%s is not NFC", name)
		}
		if !strings.HasPrefix(tsv, "# ") || !strings.HasSuffix(tsv, "\n") {
			t.Errorf("%s has no heading or no end of line", name)
		}
		table, err := rows(name, tsv, 2)
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
	of := map[string]string{}
	for _, c := range concepts {
		for _, name := range c.Names {
			key := strings.Join(vn.Keys(name), " ")
			if other, ok := of[key]; ok && other != c.ID {
				t.Errorf("%q is a name of %s and %s", name, other, c.ID)
			}
			of[key] = c.ID
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
