package letters

import (
	"strings"
	"unicode"
)

// tcvn3 is the encoding of Vietnamese fonts before Unicode (TCVN 5712:1993,
// third form, known as ABC): the letter that fonts named .Vn... show for a
// character of Latin-1. Capitals with a tone have no code; a font whose name
// ends in H shows the small letters as capitals.
var tcvn3 = map[rune]rune{
	'µ': 'à', '¸': 'á', '¶': 'ả', '·': 'ã', '¹': 'ạ', '¨': 'ă', '»': 'ằ', '¾': 'ắ', '¼': 'ẳ', '½': 'ẵ', 'Æ': 'ặ',
	'©': 'â', 'Ç': 'ầ', 'Ê': 'ấ', 'È': 'ẩ', 'É': 'ẫ', 'Ë': 'ậ', '®': 'đ', 'Ì': 'è', 'Ð': 'é', 'Î': 'ẻ', 'Ï': 'ẽ', 'Ñ': 'ẹ',
	'ª': 'ê', 'Ò': 'ề', 'Õ': 'ế', 'Ó': 'ể', 'Ô': 'ễ', 'Ö': 'ệ', '×': 'ì', 'Ý': 'í', 'Ø': 'ỉ', 'Ü': 'ĩ', 'Þ': 'ị',
	'ß': 'ò', 'ã': 'ó', 'á': 'ỏ', 'â': 'õ', 'ä': 'ọ', '«': 'ô', 'å': 'ồ', 'è': 'ố', 'æ': 'ổ', 'ç': 'ỗ', 'é': 'ộ',
	'¬': 'ơ', 'ê': 'ờ', 'í': 'ớ', 'ë': 'ở', 'ì': 'ỡ', 'î': 'ợ', 'ï': 'ù', 'ó': 'ú', 'ñ': 'ủ', 'ò': 'ũ', 'ô': 'ụ',
	'\u00ad': 'ư', 'õ': 'ừ', 'ø': 'ứ', 'ö': 'ử', '÷': 'ữ', 'ù': 'ự', 'ú': 'ỳ', 'ý': 'ý', 'û': 'ỷ', 'ü': 'ỹ', 'þ': 'ỵ',
	'¡': 'Ă', '¢': 'Â', '§': 'Đ', '£': 'Ê', '¤': 'Ô', '¥': 'Ơ', '¦': 'Ư',
	// What programs make of the same codes: the minus sign, the Greek mu, the
	// small letters of other tables.
	'\u2212': 'ư', 'μ': 'à', '\u2219': 'ã',
}

// TCVN3 is the Unicode text of s, which was read as Latin-1 and is shown in a
// font of the TCVN3 family; capitals says that the font shows capitals only.
func TCVN3(s string, capitals bool) string {
	s = strings.Map(func(r rune) rune {
		if v, ok := tcvn3[r]; ok {
			return v
		}
		return r
	}, s)
	if capitals {
		s = strings.Map(unicode.ToUpper, s)
	}
	return s
}
