package pdftext

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestTimesTable: every line counts, every letter of Vietnamese is there.
func TestTimesTable(t *testing.T) {
	letters, err := parseTimesTable(timesTable)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for glyph, letter := range letters {
		if utf8.RuneCountInString(letter) != 1 {
			t.Errorf("glyph %d is %q", glyph, letter)
		}
		found[letter] = true
	}
	for r := range strings.SplitSeq("aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ", "") {
		if !found[r] || !found[strings.ToUpper(r)] {
			t.Errorf("the letter %s, or its capital, is missing", r)
		}
	}
	for glyph, want := range map[uint32]string{3: " ", 36: "A", 105: "á", 179: "“", 264: "Đ", 1133: "ư", 1275: "ỹ", 893: "ỷ"} {
		if letters[glyph] != want {
			t.Errorf("glyph %d is %q, want %q", glyph, letters[glyph], want)
		}
	}
	for _, bad := range []string{"1\ta\n1\tb", "x\ta", "1", "1\t", "70000\ta"} {
		if _, err := parseTimesTable(bad); err == nil {
			t.Errorf("the table %q counts", bad)
		}
	}
}

func TestIsTimes(t *testing.T) {
	for _, c := range []struct {
		f       font
		toGlyph string
		want    bool
	}{
		{font{base: "TimesNewRomanPSMT", identity: true}, "Identity", true},
		{font{base: "Times New Roman,Bold", identity: true}, "", true},
		{font{base: "TimesNewRomanPSMT"}, "", false},
		{font{base: "TimesNewRomanPSMT", identity: true, codes: &cmap{}}, "", false},
		{font{base: "TimesNewRomanPSMT", identity: true}, "Other", false},
		{font{base: "Times-Roman", identity: true}, "", false},
		{font{base: "ArialMT", identity: true}, "", false},
	} {
		if got := isTimes(&c.f, c.toGlyph); got != c.want {
			t.Errorf("%s: %v", c.f.base, got)
		}
	}
}
