package letters

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// VISCII and VPS have a code of one byte for every letter, capitals too, so
// that a few of their capitals have codes of control characters.

// byteTable is an encoding of one byte a letter.
type byteTable struct {
	high string        // letters of the codes 0x80 to 0xff; a blank where a code has none
	low  map[rune]rune // of codes below the blank
}

var byteTables = map[Encoding]byteTable{
	VISCII: { // RFC 1456
		high: "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ" +
			"ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ" +
			"ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư" +
			"àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
		low: map[rune]rune{0x02: 'Ẳ', 0x05: 'Ẵ', 0x06: 'Ẫ', 0x14: 'Ỷ', 0x19: 'Ỹ', 0x1e: 'Ỵ'},
	},
	VPS: { // of the Vietnamese Professionals Society, "x-viet-vps"
		high: "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ  ỀỂỄỐỒỔỖýỷỵỚỜỞ" +
			" ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự" +
			"ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ " +
			"àáâãảạă èéêẽìí ĩẴĐòóôõ Ơụùúủ ỶẼỳ",
		low: map[rune]rune{
			0x02: 'Ạ', 0x03: 'Ậ', 0x04: 'Ặ', 0x05: 'Ẹ', 0x06: 'Ệ', 0x10: 'Ị', 0x11: 'Ọ', 0x12: 'Ộ', 0x13: 'Ợ', 0x14: 'Ụ', 0x15: 'Ự',
			0x19: 'Ỵ', 0x1c: 'Ẫ', 0x1d: 'Ữ',
		},
	},
}

// byteLetters are the letters by the characters that stand for them: those of
// Latin-1 and those that Windows has for the same codes.
var byteLetters = func() map[Encoding]map[rune]rune {
	all := map[Encoding]map[rune]rune{}
	for e, table := range byteTables {
		m := map[rune]rune{}
		code := rune(0x80)
		for _, l := range table.high {
			if l != ' ' {
				m[code], m[latin(byte(code))] = l, l
			}
			code++
		}
		maps.Copy(m, table.low)
		all[e] = m
	}
	return all
}()

// Latin reads bytes as Windows-1252. A code that it does not have becomes the
// control character of the same code, as in Latin-1, so that no letter is lost.
func Latin(data []byte) string {
	var b strings.Builder
	b.Grow(len(data))
	for _, c := range data {
		b.WriteRune(latin(c))
	}
	return b.String()
}

func latin(c byte) rune {
	if r := charmap.Windows1252.DecodeByte(c); r != utf8.RuneError {
		return r
	}
	return rune(c)
}

// LetterControl reports a control character that is the code of a capital in
// VISCII or VPS.
func LetterControl(c byte) bool {
	for _, table := range byteTables {
		if table.low[rune(c)] != 0 {
			return true
		}
	}
	return false
}

// oneByte decodes text that was read as Latin-1 or Windows-1252.
func oneByte(s string, e Encoding) string {
	table := byteLetters[e]
	if e == VISCII && strings.ContainsRune(s, noBreak) {
		return viscii(s, table)
	}
	return strings.Map(func(r rune) rune {
		if l, ok := table[r]; ok {
			return l
		}
		return r
	}, s)
}

// noBreak is the blank without a break, which has the code of the capital Õ of
// VISCII.
const noBreak = '\u00a0'

// onsets are what stands before the vowel of a syllable in capitals, without Q, whose
// syllables have no õ.
var onsets = strings.Fields("NGH NG NH KH GH GI CH TH TR PH B C D Đ G H K L M N P R S T V X")

// beginsWord reports that s ends with the consonants of a word in capitals.
func beginsWord(s string) bool {
	before, at := ' ', len(s)
	for range 4 {
		r, n := utf8.DecodeLastRuneInString(s[:at])
		if before = r; n == 0 || !unicode.IsLetter(r) {
			break
		}
		at -= n
	}
	return !unicode.IsLetter(before) && slices.Contains(onsets, s[at:])
}

// viscii decodes text with blanks that may be letters: a blank behind the
// consonants that begin a word in capitals is none.
func viscii(s string, table map[rune]rune) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		l, ok := table[r]
		switch {
		case r == noBreak && !beginsWord(b.String()):
		case ok:
			r = l
		}
		b.WriteRune(r)
	}
	return b.String()
}
