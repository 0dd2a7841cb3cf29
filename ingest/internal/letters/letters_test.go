package letters

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus/vn"
)

func TestOfFont(t *testing.T) {
	for name, want := range map[string]struct {
		e        Encoding
		capitals bool
	}{
		".VnTime": {ABC, false}, ".VnTimeH": {ABC, true}, ".vnArial NarrowH": {ABC, true}, "VNI-Times": {VNI, false}, "VNI Helve": {VNI, false},
		"VI Times": {VISCII, false}, "VI Avan H": {VISCII, true}, "HoangYen 1.1": {VISCII, false}, "HoangYenH 1.1": {VISCII, true},
		"VPS Times": {VPS, false}, "VPS Long An Hoa": {VPS, true}, "Vivaldi": {}, "VPSans": {}, "Roboto 11.1": {},
		"Times New Roman": {}, "": {}, "Vni": {}, "SVNTimes": {},
	} {
		if e, capitals := OfFont(name); e != want.e || capitals != want.capitals {
			t.Errorf("OfFont(%q) = %v, %v", name, e, capitals)
		}
	}
}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		in       string
		e        Encoding
		capitals bool
		want     string
	}{
		{"Céng hoµ x· héi chñ nghÜa ViÖt Nam", ABC, false, "Cộng hoà xã hội chủ nghĩa Việt Nam"},
		{"céng hoµ", ABC, true, "CỘNG HOÀ"},
		{"nh\u00ad sau, §¶ng", ABC, false, "như sau, Đảng"},
		{"COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", VNI, false, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
		{"ngöôøi ñöôïc, hoaëc, aên uoáng, kyõ, möùc, thueá, tæ leä, kò, kòp thôøi, ÔÛ", VNI, false, "người được, hoặc, ăn uống, kỹ, mức, thuế, tỉ lệ, kị, kịp thời, Ở"},
		{"ùb ø xù", VNI, false, "ùb ø xù"}, // marks without a letter stay
		{"Cµng hòa xã hµi chü nghîa Vi®t Nam, ngß¶i Ðßþc", VISCII, false, "Cộng hòa xã hội chủ nghĩa Việt Nam, người Được"},
		{"M\x06U s¯ li®u, K\x19 thu§t, ngh\u00ad, KI\u008cM, KIŒM", VISCII, false, "MẪU số liệu, KỸ thuật, nghễ, KIỂM, KIỂM"},
		{"V\u00a0\u00a0VĂN, UBND\u00a0t\u00a0A, a\u00a0V\u00a0A, Ng\u00a0", VISCII, false, "VÕ\u00a0VĂN, UBND\u00a0t\u00a0A, a\u00a0VÕA, Ng\u00a0"}, // a blank, or the capital
		{"hoàng y\u00aan", VISCII, true, "HOÀNG YẾN"},
		{"C¶ng hòa xã h¶i chû nghïa Vi\u008ct Nam, ngÜ©i ñÜ®c", VPS, false, "Cộng hòa xã hội chủ nghĩa Việt Nam, người Được"},
		{"M\x1cU ‘Œ’", VPS, false, "MẪU ‘ệ’"},
		{"Kế hoạch é", Unicode, true, "Kế hoạch é"},
	} {
		if got := Decode(c.in, c.e, c.capitals); got != c.want {
			t.Errorf("Decode(%q, %v) = %q, want %q", c.in, c.e, got, c.want)
		}
	}
}

// Every Vietnamese letter has a code in TCVN3, capitals with a tone aside, and
// no two codes below 256 stand for one letter.
func TestTCVN3IsWhole(t *testing.T) {
	seen := map[rune]rune{}
	for c, l := range tcvn3 {
		if c > 0xff {
			continue
		}
		if other, twice := seen[l]; twice {
			t.Errorf("%q and %q both stand for %q", c, other, l)
		}
		seen[l] = c
	}
	for _, base := range "aăâeêioôơuưy" {
		for _, tone := range []string{"\u0300", "\u0301", "\u0309", "\u0303", "\u0323"} {
			l, _ := utf8.DecodeRuneInString(vn.NFC(string(base) + tone))
			if seen[l] == 0 {
				t.Errorf("%q has no code", l)
			}
		}
	}
	for _, l := range "ăâêôơưđĂÂÊÔƠƯĐ" {
		if seen[l] == 0 {
			t.Errorf("%q has no code", l)
		}
	}
}

// Every Vietnamese letter has one code in VISCII and in VPS.
func TestByteTablesAreWhole(t *testing.T) {
	for e, table := range byteTables {
		if n := utf8.RuneCountInString(table.high); n != 128 {
			t.Fatalf("%v has %d codes above 127", e, n)
		}
		seen := map[rune]int{}
		for _, l := range table.high {
			seen[l]++
		}
		for _, l := range table.low {
			seen[l]++
		}
		want := 0
		for _, base := range "aăâeêioôơuưyđ" {
			for _, tone := range []string{"", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"} {
				small, _ := utf8.DecodeRuneInString(vn.NFC(string(base) + tone))
				if small < utf8.RuneSelf || tone != "" && base == 'đ' {
					continue
				}
				for _, l := range []rune{small, unicode.ToUpper(small)} {
					if want++; seen[l] != 1 {
						t.Errorf("%v has %d codes for %q", e, seen[l], l)
					}
				}
			}
		}
		if want != 134 || e == VISCII && len(seen) != want {
			t.Errorf("%v has %d letters, looked for %d", e, len(seen), want)
		}
	}
}

func TestLetterControl(t *testing.T) {
	for c, want := range map[byte]bool{0x02: true, 0x1e: true, 0x1c: true, 0: false, '\n': false, 0x01: false, 0x1b: false, 'a': false} {
		if LetterControl(c) != want {
			t.Errorf("LetterControl(%#x) = %v", c, !want)
		}
	}
}

func TestSymbol(t *testing.T) {
	for _, c := range []struct {
		r    rune
		font string
		want rune
		ok   bool
	}{
		{0xf0b7, "Symbol", '•', true},
		{0xf0a7, "Wingdings", '▪', true},
		{0xf0fe, "", '☑', true},
		{0xb3, "Symbol", '≥', true},
		{0xf0b3, "Wingdings", 0, false},
		{0xe001, "Symbol", 0, false},
	} {
		if got, ok := Symbol(c.r, c.font); got != c.want || ok != c.ok {
			t.Errorf("Symbol(%#x, %q) = %q, %v", c.r, c.font, got, ok)
		}
	}
	if !IsSymbolFont("Wingdings 2") || !IsSymbolFont("symbol") || IsSymbolFont("Times New Roman") || IsSymbolFont("Symbola") {
		t.Error("IsSymbolFont")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("UÛy ban nh©n d©n")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		for _, e := range Legacy() {
			if got := Decode(s, e, false); !utf8.ValidString(got) || len(got) > 4*len(s)+8 || strings.Contains(s, "\n") != strings.Contains(got, "\n") {
				t.Fatalf("%v of %q is %q", e, s, got)
			}
		}
	})
}
