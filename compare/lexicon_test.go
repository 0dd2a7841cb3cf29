package compare

import (
	"slices"
	"strings"
	"testing"

	"doichieu/corpus/vn"
)

// TestLexicon: the table is sorted, composed, and no phrase stands in two
// classes of one kind.
func TestLexicon(t *testing.T) {
	lines := strings.Split(strings.TrimRight(lexiconTSV, "\n"), "\n")[1:]
	if !slices.IsSorted(lines) {
		t.Error("lexicon.tsv is not sorted")
	}
	if vn.NFC(lexiconTSV) != lexiconTSV {
		t.Error("lexicon.tsv is not composed (NFC)")
	}
	seen := map[string]string{}
	for _, line := range lines {
		f := strings.Split(line, "\t")
		for _, phrase := range strings.Split(f[2], "|") {
			key := f[0] + ": " + strings.Join(vn.Keys(phrase), " ")
			if before, twice := seen[key]; twice {
				t.Errorf("%q stands in %q and in %q", phrase, before, f[1])
			}
			seen[key] = f[1]
		}
	}
	if _, err := parseLexicon("kind\tclass\tphrases\nverb\tx\ty"); err == nil {
		t.Error("an unknown kind is no error")
	}
	if _, err := parseLexicon("kind\tclass\tphrases\nempty\tx"); err == nil {
		t.Error("a short line is no error")
	}
	if _, err := parseLexicon("kind\tclass\tphrases\nempty\t\tvà||của"); err == nil {
		t.Error("an empty phrase is no error")
	}
}

func TestFind(t *testing.T) {
	for text, want := range map[string]finding{
		"tổ chức thực hiện nghiêm": {frame: 4, opens: 4},
		"tập huấn cho giáo viên":   {action: "inform/train", actionLen: 2},
		"phòng chống cháy nổ":      {},
		"và":                       {opens: 1},
	} {
		got := genre().find(vn.Tokens(text))
		if got.frame != want.frame || got.opens != want.opens || got.action != want.action || got.actionLen != want.actionLen {
			t.Errorf("find(%q) = %+v, want %+v", text, got, want)
		}
	}
}
