package vn

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestKeyVariantsAgree(t *testing.T) {
	for _, same := range [][]string{
		{"hòa", "hoà", "HÒA", norm.NFD.String("hòa"), norm.NFD.String("hoà")},
		{"thúy", "thuý"},
		{"ủy", "uỷ", "Ủy"},
		{"kỹ", "kĩ"},
		{"quý", "quí", "Quý"},
		{"đà", "ðà", "Đà"},
		{"phức", "phứс"}, // the last with a Cyrillic с
		{"2", "02", "002"},
	} {
		for _, s := range same[1:] {
			if Key(s) != Key(same[0]) {
				t.Errorf("Key(%q) = %q, Key(%q) = %q; want the same", same[0], Key(same[0]), s, Key(s))
			}
		}
	}
	for _, differ := range [][2]string{{"hoa", "hòa"}, {"da", "đa"}, {"tay", "tai"}, {"thuy", "thui"}, {"ủy", "ui"}} {
		if Key(differ[0]) == Key(differ[1]) {
			t.Errorf("Key(%q) = Key(%q) = %q; want different keys", differ[0], differ[1], Key(differ[0]))
		}
	}
}

func TestFoldEveryLetter(t *testing.T) {
	all := "aàáảãạăằắẳẵặâầấẩẫậ eèéẻẽẹêềếểễệ iìíỉĩị oòóỏõọôồốổỗộơờớởỡợ uùúủũụưừứửữự yỳýỷỹỵ đ"
	want := "aaaaaaaaaaaaaaaaaa eeeeeeeeeeee iiiiii oooooooooooooooooo uuuuuuuuuuuu yyyyyy d"
	for _, s := range []string{all, norm.NFD.String(all)} {
		if got := Fold(s); got != want {
			t.Errorf("Fold = %q, want %q", got, want)
		}
	}
	if got := Fold(Fold(all)); got != want {
		t.Errorf("Fold is not idempotent: %q", got)
	}
}

func TestNormaliseLeadsBack(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Uỷ ban  nhân dân\nTHÀNH PHỐ", "ủy ban nhân dân thành phố"},
		{"**Hoà** bình – “thuý”", `hòa bình - "thúy"`},
		{"quý, quỳ, hoàn, khoét, huỳnh", "quý, quỳ, hoàn, khoét, huỳnh"},
		{"ph\u0443c tạp", "phyc tạp"},
		{norm.NFD.String("Kế hoạch"), "kế hoạch"},
	} {
		n := Normalise(c.in)
		if n.Text != c.want {
			t.Errorf("Normalise(%q) = %q, want %q", c.in, n.Text, c.want)
		}
	}
	in := "Căn cứ  **Uỷ ban** nhân dân"
	n := Normalise(in)
	at := len("căn cứ ")
	i, j := n.Span(at, at+len("ủy ban"))
	if in[i:j] != "Uỷ ban" {
		t.Errorf("Span leads to %q, want %q", in[i:j], "Uỷ ban")
	}
}

func TestBounded(t *testing.T) {
	s := "công an tỉnh"
	if !Bounded(s, 0, len("công an")) {
		t.Error("a whole word is bounded")
	}
	if Bounded(s, 0, len("cô")) {
		t.Error("the beginning of a word is not bounded")
	}
	if Bounded("2025", 0, 2) {
		t.Error("half a number is not bounded")
	}
}

func FuzzNormalise(f *testing.F) {
	f.Add("Uỷ ban **nhân** dân – \u0301")
	f.Add("\xff\xfe o\u0323\u0302")
	f.Fuzz(func(t *testing.T, s string) {
		n := Normalise(s)
		if len(n.Text) != len(n.start) || len(n.Text) != len(n.end) {
			t.Fatalf("%d bytes of text, %d and %d places", len(n.Text), len(n.start), len(n.end))
		}
		at := 0
		for i := range n.Text {
			a, b := n.Span(i, i+1)
			if a < at || b <= a || b > len(s) {
				t.Fatalf("byte %d leads to [%d,%d) of %d", i, a, b, len(s))
			}
			at = a
		}
		for _, k := range Tokens(s) {
			if k.Start >= k.End || k.End > len(s) {
				t.Fatalf("token %v out of range", k)
			}
		}
	})
}
