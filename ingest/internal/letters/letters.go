// Package letters knows the encodings in which Vietnamese was written before
// Unicode, as far as files still carry them: the letters that fonts of the
// TCVN3 (ABC), VNI, VISCII and VPS families show for characters of Latin-1, and
// the signs that symbol fonts show for private characters.
//
// A text in such an encoding cannot be told from its characters alone; the
// caller decides by the font's name or by what the decoded words look like.
package letters

import (
	"strings"
)

// Encoding is a way to write Vietnamese letters with characters of Latin-1.
type Encoding int

// The encodings. Unicode needs no decoding.
const (
	Unicode Encoding = iota
	ABC              // TCVN 5712:1993, third form
	VNI              // VNI for Windows
	VISCII           // RFC 1456
	VPS              // of the Vietnamese Professionals Society
)

// Legacy lists the encodings from before Unicode.
func Legacy() []Encoding { return []Encoding{ABC, VNI, VISCII, VPS} }

// String is the encoding's usual name.
func (e Encoding) String() string {
	switch e {
	case ABC:
		return "TCVN3 (ABC)"
	case VNI:
		return "VNI"
	case VISCII:
		return "VISCII"
	case VPS:
		return "VPS"
	}
	return "Unicode"
}

// OfFont is the encoding that a font's name tells, and whether the font shows
// small letters as capitals: ".VnTime" and ".VnTimeH", "VNI-Times", "VI Times",
// "HoangYenH 1.1" (the number is that of VISCII), "VPS Times Hoa".
func OfFont(name string) (e Encoding, capitals bool) {
	upper := strings.ToUpper(strings.TrimSpace(name))
	switch {
	case strings.HasPrefix(upper, ".VN"):
		return ABC, strings.HasSuffix(upper, "H")
	case strings.HasPrefix(upper, "VNI-"), strings.HasPrefix(upper, "VNI "):
		return VNI, false
	case strings.HasPrefix(upper, "VI "):
		return VISCII, strings.HasSuffix(upper, " H")
	case strings.HasSuffix(upper, " 1.1"):
		return VISCII, strings.HasSuffix(upper, "H 1.1")
	case strings.HasPrefix(upper, "VPS "):
		return VPS, strings.HasSuffix(upper, " HOA")
	}
	return Unicode, false
}

// Decode is the Unicode text of s, which was read as Latin-1.
func Decode(s string, e Encoding, capitals bool) string {
	switch e {
	case ABC:
		return TCVN3(s, capitals)
	case VNI:
		s = vni(s)
	case VISCII, VPS:
		s = oneByte(s, e)
	default:
		return s
	}
	if capitals {
		return strings.ToUpper(s)
	}
	return s
}
