package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	textunicode "golang.org/x/text/encoding/unicode"

	"doichieu/corpus/vn"
	"doichieu/ingest/internal/letters"
)

// decoded is the text of a file: NFC, lines end in LF, form feeds stay.
type decoded struct {
	text    string
	from    string // the encoding where it is not UTF-8
	dropped int    // control and invisible characters left out
}

// decode finds the encoding of a text file and decodes it. err holds Reason,
// Hint and Err; the caller adds the file's name.
func decode(data []byte) (text decoded, err *Error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), wide(data, 1):
		return decodeWith(textunicode.UTF16(textunicode.LittleEndian, textunicode.UseBOM), data, "UTF-16")
	case bytes.HasPrefix(data, []byte("\xfe\xff")), wide(data, 0):
		return decodeWith(textunicode.UTF16(textunicode.BigEndian, textunicode.UseBOM), data, "UTF-16")
	}
	if utf8.Valid(data) {
		text = canonical(string(data), "")
		if legacyShare(text.text) > legacyLimit {
			return decodeLegacy(string(data))
		}
		return text, nil
	}
	text, err = decodeWith(charmap.Windows1258, data, "Windows-1258")
	if err == nil && vietnamese(text.text) {
		return text, nil
	}
	if at, ok := mostlyUTF8(data); ok {
		return decoded{}, &Error{
			Reason: fmt.Sprintf("line %d holds bytes that are no UTF-8", 1+bytes.Count(data[:at], []byte("\n"))),
			Hint:   "save the text anew in UTF-8", Err: ErrDamaged,
		}
	}
	return decodeLegacy(letters.Latin(data))
}

// decodeLegacy decodes text of an encoding from before Unicode that was read as
// Latin-1: the one whose words are Vietnamese. It takes the text as it stands,
// since TCVN3 has a letter in place of the soft hyphen.
func decodeLegacy(latin string) (decoded, *Error) {
	e, text := bestEncoding(latin)
	if e == letters.Unicode {
		return decoded{}, errLegacy()
	}
	return canonical(text, e.String()), nil
}

func errLegacy() *Error {
	return &Error{
		Reason: "the text is in an encoding that is not known: neither Unicode nor TCVN3 (ABC), VNI, VISCII or VPS make Vietnamese words of it",
		Hint:   "convert it to Unicode (UTF-8), for instance with UniKey, and try again", Err: ErrUnknownFormat,
	}
}

func decodeWith(e encoding.Encoding, data []byte, from string) (decoded, *Error) {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return decoded{}, &Error{Reason: "the text is no valid " + from, Hint: "save the text anew in UTF-8", Err: ErrDamaged}
	}
	return canonical(string(out), from), nil
}

// wide reports UTF-16 without a byte order mark: most of the bytes at even
// (zero = 0) or odd places are NUL, hardly any of the others. Half of the
// letters of Vietnamese text are ASCII, and so are its blanks.
func wide(data []byte, zero int) bool {
	if len(data) < 4 || len(data)%2 != 0 {
		return false
	}
	var nul [2]int
	for i, c := range data {
		if c == 0 {
			nul[i&1]++
		}
	}
	half := len(data) / 2
	return nul[zero] > half*2/5 && nul[1-zero] < half/50+1
}

// binary reports that data is no text in any encoding: it holds NUL, other than
// behind its end, where a crash leaves them, or more than one control character
// in a hundred (a few are a slip of a converter).
// Control characters that stand for capitals in VISCII and VPS do not count
// beside a letter.
func binary(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) || wide(data, 0) || wide(data, 1) {
		return false
	}
	data = bytes.TrimRight(data, "\x00")
	odd := 0
	bytewise := !utf8.Valid(data)
	letter := func(i int) bool {
		return i >= 0 && i < len(data) && (data[i] >= 0x80 || data[i]|0x20 >= 'a' && data[i]|0x20 <= 'z')
	}
	for i, c := range data {
		switch {
		case c == 0:
			return true
		case bytewise && letters.LetterControl(c) && (letter(i-1) || letter(i+1)):
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v', c == 0x7f:
			odd++
		}
	}
	return odd > 4 && odd*100 > len(data)
}

// mostlyUTF8 finds the first bad byte of data that is UTF-8 but for a few
// places: fewer than one bad byte for ten good letters beyond ASCII.
func mostlyUTF8(data []byte) (first int, ok bool) {
	first = -1
	bad, good := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			if bad++; first < 0 {
				first = i
			}
		case n > 1:
			good++
		}
		i += n
	}
	return first, bad*10 < good
}

// canonical composes the letters, makes every line end an LF and drops
// invisible characters, so that what begins a line can be seen by looking at
// its first letter.
func canonical(s, from string) decoded {
	d := decoded{text: strings.ReplaceAll(vn.NFC(s), "\r\n", "\n"), from: from}
	if strings.IndexFunc(d.text, odd) < 0 {
		return d
	}
	d.text = strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\v' || r == 0x85 || r == 0x2028 || r == 0x2029:
			return '\n'
		case odd(r):
			d.dropped++
			return -1
		}
		return r
	}, d.text)
	return d
}

// odd reports a character that canonical changes.
func odd(r rune) bool {
	return r != '\n' && r != '\t' && r != '\f' && (unicode.IsControl(r) || r == 0x2028 || r == 0x2029 || r != utf8.RuneError && invisible(r))
}

// legacyLimit is the share of words in which a sign stands for a letter above
// which a text is held to be of another encoding read with the wrong table.
// TCVN3 and VNI have it in more than a third of the words, VPS in three of ten,
// VISCII in two of ten, Unicode in none.
const legacyLimit = 0.1

// legacyShare is the share of words that hold signs which TCVN3, VNI, VISCII and
// VPS show in place of letters when read as Latin ("nh©n d©n", "nhaân daân",
// "ViÎt", "ÐßÕng").
func legacyShare(text string) float64 {
	words, hits := 0, 0
	for w := range strings.FieldsSeq(text) {
		words++
		if legacyWord(w) || byteWord(w) {
			hits++
		}
	}
	return float64(hits) / float64(max(words, 20))
}

// legacyWord reports a word that holds such a sign.
func legacyWord(w string) bool {
	prev := rune(0)
	for _, r := range w {
		if letterBefore := unicode.IsLetter(prev); letterBefore && strings.ContainsRune("©®¬µ¶¸¹»¼½¾¨ª", r) || letterBefore && vniPair(prev, r) {
			return true
		}
		prev = r
	}
	return false
}

// byteWord reports a word that VISCII or VPS shows when read as Latin: behind a
// letter one that has the code of a control character, or behind a small letter
// a capital beyond ASCII ("giŠi", "nhÜng").
func byteWord(w string) bool {
	prev := rune(0)
	for _, r := range w {
		if unicode.IsLetter(prev) && (unicode.IsControl(r) || strings.ContainsRune("‚ƒ„†‡ˆ‰Š‹ŒŽ™š›œžŸ", r)) || unicode.IsLower(prev) && r >= 0x80 && r <= 0xff && unicode.IsUpper(r) {
			return true
		}
		prev = r
	}
	return false
}

// vniPair reports two letters that never meet in Vietnamese, but do in VNI,
// where the second is the mark of the first.
func vniPair(a, b rune) bool {
	return strings.ContainsRune("aeoAEO", a) && strings.ContainsRune("âåäãøùûõïÂÅÄÃØÙÛÕÏ", b)
}

// vietnamese reports that the words beyond ASCII are made of Vietnamese
// letters only: what a wrong table makes of a text is not.
func vietnamese(text string) bool {
	good, bad := 0, 0
	for w := range strings.FieldsSeq(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		ascii, fine := true, !byteWord(w)
		for _, r := range w {
			ascii = ascii && r < utf8.RuneSelf
			fine = fine && (r < utf8.RuneSelf || unicode.IsPunct(r) || vietnameseLetter(r))
		}
		switch {
		case ascii:
		case fine:
			good++
		default:
			bad++
		}
	}
	return good > bad*20
}

func vietnameseLetter(r rune) bool {
	return r >= 0x1ea0 && r <= 0x1ef9 || strings.ContainsRune("àáâãèéêìíòóôõùúýăđĩũơưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ", r)
}
