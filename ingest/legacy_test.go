package ingest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"doichieu/ingest/internal/letters"
)

const legacySample = "Ủy ban nhân dân tỉnh giao Sở Y tế chủ trì, phối hợp với các cơ quan liên quan rà soát, thống kê người nghèo; đường thủy, kiểm soát, nghề nghiệp, khuya khoắt, quả quýt, giữ gìn, ngoằn ngoèo.\n"

// abcBytes writes text in TCVN3, capitals with a mark small, as it has none.
func abcBytes(text string) string {
	code := map[rune]byte{}
	for c := 0xa1; c <= 0xff; c++ {
		if s := letters.Decode(string(rune(c)), letters.ABC, false); s != string(rune(c)) || c == 0xdd || c == 0xfd {
			code[[]rune(s)[0]] = byte(c)
		}
	}
	var b strings.Builder
	for _, r := range text {
		small := []rune(strings.ToLower(string(r)))[0]
		switch c, ok := code[r]; {
		case ok:
			b.WriteByte(c)
		case code[small] > 0:
			b.WriteByte(code[small])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// vniBytes writes text in VNI.
func vniBytes(text string) string {
	marks := map[string]byte{}
	for c := 0xc0; c <= 0xff; c++ {
		for _, base := range "ae" {
			if s := norm.NFD.String(letters.Decode(string(base)+string(rune(c)), letters.VNI, false)); len(s) > 2 && s[0] == byte(base) && s[1] >= 0xcc {
				marks[s[1:]] = byte(c)
			}
		}
	}
	single := strings.NewReplacer("ơ", "\xf4", "ư", "\xf6", "đ", "\xf1", "í", "\xed", "ì", "\xec", "ỉ", "\xe6", "ĩ", "\xf3", "ị", "\xf2", "ỵ", "\xee", "\u031b", "")
	var b strings.Builder
	for _, r := range text {
		if one := single.Replace(string(r)); one != string(r) {
			b.WriteString(one)
			continue
		}
		d := norm.NFD.String(string(r))
		base, rest := d[:1], d[1:]
		switch {
		case strings.Contains(rest, "\u031b"):
			base = map[string]string{"o": "\xf4", "u": "\xf6"}[base]
			rest = strings.Replace(rest, "\u031b", "", 1)
		case strings.HasPrefix(rest, "\u0323") && len(rest) > 2: // the dot stands first in NFD
			rest = rest[2:] + rest[:2]
		}
		b.WriteString(base)
		if rest != "" {
			b.WriteByte(marks[norm.NFD.String(rest)] | marks[rest])
		}
	}
	return b.String()
}

// codes writes text in an encoding that has one character of Latin-1 a letter,
// the way back of its decoder.
func codes(text string, e letters.Encoding) string {
	code := map[rune]byte{}
	for c := 1; c <= 0xff; c++ {
		if s := letters.Decode(string(rune(c)), e, false); s != string(rune(c)) || c >= 0xc0 {
			code[[]rune(s)[0]] = byte(c)
		}
	}
	var b strings.Builder
	for _, r := range text {
		if c, ok := code[r]; ok {
			b.WriteByte(c)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func TestLegacyText(t *testing.T) {
	latin := func(s string) string {
		var b strings.Builder
		for i := range len(s) {
			b.WriteRune(rune(s[i]))
		}
		return b.String()
	}
	text := strings.Repeat(legacySample, 3)
	capitals := strings.ToUpper(text) + "MẪU SỐ 2, TỶ LỆ, ẲN Ẵ, KỸ THUẬT, LỴ, MẪU SỐ 3.\n"
	for name, c := range map[string]struct{ data, want string }{
		"TCVN3":                   {abcBytes(text), strings.ReplaceAll(text, "Ủ", "ủ")},
		"VNI":                     {vniBytes(strings.ToLower(text)), strings.ToLower(text)},
		"TCVN3 saved as Unicode":  {latin(abcBytes(text)), strings.ReplaceAll(text, "Ủ", "ủ")},
		"VNI saved as Unicode":    {latin(vniBytes(strings.ToLower(text))), strings.ToLower(text)},
		"VISCII":                  {codes(text, letters.VISCII), text},
		"VISCII in capitals":      {codes(capitals, letters.VISCII), capitals},
		"VISCII, capitals only":   {codes("MẪU KẾ HOẠCH KỸ THUẬT, TỶ LỆ NGƯỜI, QUỸ, MẪU BÁO CÁO KỸ NĂNG, TỶ SỐ\n", letters.VISCII), "MẪU KẾ HOẠCH KỸ THUẬT, TỶ LỆ NGƯỜI, QUỸ, MẪU BÁO CÁO KỸ NĂNG, TỶ SỐ\n"},
		"VISCII saved as Unicode": {latin(codes(text, letters.VISCII)), text},
		"VPS":                     {codes(text, letters.VPS), text},
		"VPS in capitals":         {codes(capitals, letters.VPS), capitals},
		"VPS saved as Unicode":    {latin(codes(text, letters.VPS)), text},
	} {
		doc := readString(t, c.data)
		if doc.Text+"\n" != c.want {
			t.Errorf("%s: got\n%.250s\nwant\n%.250s", name, doc.Text, c.want)
		}
		if !hasNote(doc, NoteDecoded) {
			t.Errorf("%s: no note", name)
		}
	}
	// German is none of them.
	if _, err := Read(context.Background(), "a.txt", []byte(strings.Repeat("f\xfcr B\xfcrger und Gr\xf6\xdfe, \xfcber \xc4mter ", 30))); !errors.Is(err, ErrUnknownFormat) {
		t.Errorf("German: error %v", err)
	}
}

// Control characters are letters of VISCII beside others of its letters, and
// a sign of a binary file everywhere else.
func TestBinaryBesideVISCII(t *testing.T) {
	noise := make([]byte, 4096)
	x := uint32(2026)
	for i := range noise {
		x = x*1664525 + 1013904223
		noise[i] = max(1, byte(x>>24)) // as packed data, without NUL
	}
	for name, data := range map[string]string{
		"noise":                    string(noise),
		"codes among blanks":       "Lam Giang \xf0 " + strings.Repeat("\x02 \x05 \x06 ", 20),
		"codes in UTF-8":           "Kế hoạch " + strings.Repeat("a\x02b", 20),
		"codes in ASCII":           strings.Repeat("a\x1eb ", 20),
		"a code that is no letter": "Lam Giang \xf0 " + strings.Repeat("a\x01b", 20),
	} {
		if _, err := Read(context.Background(), "a.txt", []byte(data)); !errors.Is(err, ErrUnknownFormat) || !strings.Contains(err.Error(), "binary") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestSound(t *testing.T) {
	for w, want := range map[string]bool{
		"nghiêng": true, "khuya": true, "quýt": true, "giữ": true, "gìn": true, "giếng": true, "ngoằn": true, "ngoèo": true, "người": true, "rượu": true, "khuỷu": true,
		"HOẠCH": true, "một": true, "các": true, "HOÀCH": false, "thuỗt": false, "dép": true, "dèp": false, "hiểm": true, "NGựI": false,
		"ngaứy": false, "thửụứng": false, "ủaùo": false, "quyeỏt": false, "nhieọm": false,
	} {
		if sound(w) != want {
			t.Errorf("sound(%q) = %v", w, !want)
		}
	}
}
