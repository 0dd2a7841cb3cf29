package vi

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// known are the concepts of the tests.
var known = []Concept{
	{ID: "so-y-te", Names: []string{"Sở Y tế"}},
	{ID: "so-giao-duc-dao-tao", Names: []string{"Sở Giáo dục và Đào tạo", "sở gd&đt"}},
	{ID: "cong-an", Names: []string{"Công an"}},
	{ID: "cong-an-tinh", Names: []string{"Công an tỉnh", "công an thành phố"}},
	{ID: "ubnd-tinh", Names: []string{"Ủy ban nhân dân tỉnh", "ubnd tỉnh"}},
}

func TestSpellingsOfOneTerm(t *testing.T) {
	a := New(known)
	// Spellings of one group give the same term; no two groups do.
	groups := [][]string{
		{"hòa", "hoà", "HÒA", "Hoà", norm.NFD.String("hòa"), norm.NFD.String("HOÀ")},
		{"hóa", "hoá", "HOÁ"},
		{"hoa", "HOA"},
		{"hỏa", "hoả"},
		{"thúy", "thuý", norm.NFD.String("Thuý")},
		{"thủy", "thuỷ"},
		{"ủy", "uỷ", "ỦY", "UỶ"},
		{"kỹ", "kĩ", "KỸ"},
		{"lý", "lí"},
		{"quý", "quí"},
		{"quy", "qui"},
		{"sỹ", "sĩ"},
		{"tay"},
		{"tai"},
		{"y", "Y"},
		{"i"},
		{"đường", "ĐƯỜNG", "ðường", "Ðường", norm.NFD.String("Đường")},
		{"dường"},
		{"phức", "phứс"}, // the second ends in a Cyrillic es
		{"2025", "02025"},
		{"05", "5"},
		{"8.000", "8000"},
		{"1.250.000", "1250000"},
	}
	seen := map[string]string{}
	for _, group := range groups {
		want := a.Terms(group[0]).Words
		if len(want) != 1 {
			t.Fatalf("%q gives the words %q, want one", group[0], want)
		}
		for _, spelling := range group[1:] {
			if got := a.Terms(spelling).Words; !slices.Equal(got, want) {
				t.Errorf("%q gives %q, %q gives %q", spelling, got, group[0], want)
			}
		}
		if other, ok := seen[want[0]]; ok {
			t.Errorf("%q and %q give the same word %q", group[0], other, want[0])
		}
		seen[want[0]] = group[0]
	}
}

func TestFoldedTerms(t *testing.T) {
	a := New(nil)
	for text, want := range map[string]string{
		"Địa bàn ĐẶC KHU":               "dia ban dac khu",
		"uỷ ban, hoà giải":              "uy ban hoa giai",
		"kỹ thuật lý lịch":              "ki thuat li lich",
		"rượu vượt ngưỡng Ễnh ương 100": "ruou vuot nguong enh uong 100",
	} {
		if got := foldedWords(a, text); got != want {
			t.Errorf("%q folds to %q, want %q", text, got, want)
		}
		if got := foldedWords(a, norm.NFD.String(strings.ToUpper(text))); got != want {
			t.Errorf("%q in capitals and NFD folds to %q, want %q", text, got, want)
		}
	}
}

// foldedWords are the words of a text as they are asked for without accents.
func foldedWords(a *Analyzer, text string) string {
	var out []string
	for _, w := range a.Terms(text).Words {
		for folded := range NewSpellings(slices.Values([]string{w})) {
			out = append(out, folded)
		}
	}
	return strings.Join(out, " ")
}

func TestPairsStayInsideATextAndAreOfNeighbours(t *testing.T) {
	got := New(nil).Terms("rà soát, đất", "đai")
	want := []string{got.Words[0] + "_" + got.Words[1], got.Words[1] + "_" + got.Words[2]}
	if !slices.Equal(got.Pairs, want) {
		t.Errorf("pairs %q, want %q", got.Pairs, want)
	}
}

func TestConceptsInTexts(t *testing.T) {
	a := New(known)
	for _, tt := range []struct {
		text string
		want string // concepts in the order of the text
	}{
		{"Sở Y tế chủ trì", "so-y-te"},
		{"SỞ Y TẾ", "so-y-te"},
		{"sở, y tế", "so-y-te"}, // punctuation does not matter
		{"cơ sở y học", ""},
		{"Sở GD&ĐT", "so-gddt so-giao-duc-dao-tao"},
		{"Sở GDĐT", "so-gddt"},
		{"Công an tỉnh", "cong-an cong-an-tinh"},
		{"công án", ""},
		{"UBND tỉnh", "ubnd ubnd-tinh"},
		{"Uỷ ban nhân dân tỉnh", "ubnd ubnd-tinh"},
		{"Ủy ban nhân dân các xã", "ubnd ubnd-xa"},
		{"ủy ban", ""},
		{"phòng, chống ma túy", "pcmt"},
		{"phòng chống dịch", ""},
	} {
		var got []string
		for _, w := range a.Terms(tt.text).Words {
			if id, ok := strings.CutPrefix(w, "="); ok {
				got = append(got, id)
			}
		}
		slices.Sort(got)
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%q: concepts %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestConceptsOfANameFillItWholly(t *testing.T) {
	a := New(known)
	for name, want := range map[string]string{
		"Sở Y tế":            "so-y-te",
		"so y te":            "so-y-te",
		"so-y-te":            "so-y-te",
		"Sở Y":               "",
		"Sở Y tế tỉnh":       "",
		"công an thành phố":  "cong-an-tinh",
		"Công an":            "cong-an",
		"":                   "",
		"Sở GD&ĐT":           "so-giao-duc-dao-tao so-gddt",
		"uỷ ban nhân dân":    "ubnd",
		"UBND":               "ubnd",
		"không có tên nào":   "",
		"so-khong-co-trong":  "",
		"Sở Y tế, Sở Y tế 2": "",
	} {
		if got := strings.Join(a.Concepts(name), " "); got != want {
			t.Errorf("%q stands for %q, want %q", name, got, want)
		}
	}
}

func TestNumbersThatOnlyLookLikeThousands(t *testing.T) {
	for text, want := range map[string]string{
		"8.00": "8 0", "8. 000": "8 0", "8,000": "8 0", "0.500": "0 500", "2025.123": "2025 123", "1.2.300": "1 2300", "6.6.2025": "6 6 2025", "a.000": "a 0", "8.000đ": "8000 đ",
	} {
		if got := strings.Join(New(nil).Terms(text).Words, " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// No term may have a blank, which separates terms in an index, and only pairs
// may have the low line that joins them.
func TestTermsAreSingleWords(t *testing.T) {
	terms := New(known).Terms("Công an tỉnh: a_b c\u00a0d, e\u2003f 30/2020/NĐ-CP ngày 06/6/2025\u0085_x_ \xff\xfe", "\ufeff")
	for _, list := range [][]string{terms.Words, terms.Pairs, terms.Refs, terms.Dates} {
		for _, term := range list {
			if term == "" || len(strings.Fields(term)) != 1 {
				t.Errorf("%q is no single word", term)
			}
		}
	}
	for _, w := range terms.Words {
		if strings.Contains(w, "_") {
			t.Errorf("the word %q looks like a pair", w)
		}
	}
}

func TestFingerprintFollowsTheVocabulary(t *testing.T) {
	a, b := New(known), New(known)
	if a.Fingerprint() != b.Fingerprint() {
		t.Error("the same vocabulary has two fingerprints")
	}
	changed := slices.Clone(known)
	changed[0].Names = append([]string{"Sở Sức khỏe"}, changed[0].Names...)
	if New(changed).Fingerprint() == a.Fingerprint() {
		t.Error("another vocabulary has the same fingerprint")
	}
	if got := New(changed).Name("so-y-te"); got != "Sở Sức khỏe" {
		t.Errorf("the name is %q, want the first one", got)
	}
	if got := a.Name("none"); got != "" {
		t.Errorf("an unknown id has the name %q", got)
	}
}
