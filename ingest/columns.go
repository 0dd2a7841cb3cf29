package ingest

import (
	"strings"
	"unicode/utf8"

	"doichieu/corpus/marker"
	"doichieu/ingest/internal/grammar"
)

// The letterhead and the signature block of an administrative paper stand in
// two columns, and text made with the layout kept prints both on one line:
//
//	ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
//	 TỈNH LAM GIANG                Độc lập - Tự do - Hạnh phúc
//
// Here the columns are taken apart: the left one is read first, then the right.

// headLines is how many lines at most a letterhead has.
const headLines = 14

// headWidth is the longest line of a letterhead, in characters: a longer one is
// the subject of a letter, or a file that lost its lines.
const headWidth = 75

// gutter is the least number of blanks between two columns; fewer are found
// where a number or a day was left blank.
const gutter = 4

// frame marks the letterhead, the recipients and the signature block, and
// takes their columns apart.
func frame(all []line) []line {
	head := 0
	for head < len(all) && head < headLines && !endsLetterhead(all[head]) {
		head++
	}
	if head < len(all) && head < headLines {
		for i := range head {
			all[i].alone = all[i].width <= headWidth && !goesOnInHead(all, i)
		}
		all = splice(all, 0, head)
	}
	for i := 0; i < len(all); i++ {
		if !startsTail(all[i]) {
			continue
		}
		end := i + 1
		for end < len(all) && !endsTail(all[end]) {
			end++
		}
		for k := i; k < end; k++ {
			all[k].tail = true
		}
		before := len(all)
		all = splice(all, i, end)
		i = end + len(all) - before
	}
	return all
}

// endsLetterhead reports the line below the letterhead: the kind of document
// on a line of its own, or the first words of running text.
func endsLetterhead(l line) bool {
	if k := l.item.Kind; k != marker.None && k != marker.Dash {
		return true
	}
	return grammar.IsTitle(l.text) || len(l.text) > 160
}

// goesOnInHead reports a subject line of the letterhead that goes on ("V/v").
func goesOnInHead(all []line, i int) bool {
	return grammar.StartsLower(all[i].text) || i+1 < len(all) && grammar.StartsLower(all[i+1].text)
}

// startsTail reports the line at which the recipients or the signature begin.
func startsTail(l line) bool {
	s := l.text
	if strings.HasPrefix(s, "Nơi nhận") || strings.HasPrefix(s, "NƠI NHẬN") {
		return true
	}
	for _, sign := range []string{"TM. ", "KT. ", "TL. ", "TUQ. ", "Q. ", "TM ", "T/M "} {
		if rest, ok := strings.CutPrefix(s, sign); ok && grammar.Capitals(rest) && l.width <= 60 {
			return true
		}
	}
	return false
}

// endsTail reports what may follow a signature: an annex or another document.
func endsTail(l line) bool {
	if l.kind == tableLine {
		return false
	}
	switch l.item.Kind {
	case marker.Appendix, marker.Part, marker.Chapter, marker.Article, marker.Roman:
		return true
	case marker.Arabic, marker.Letter, marker.Decimal:
		return l.width > 80
	}
	return l.level > 0 && l.width > 8 || grammar.IsTitle(l.text) || strings.HasPrefix(l.text, "(Kèm theo") ||
		strings.HasPrefix(l.text, "(Ban hành kèm theo") || strings.HasPrefix(l.text, "CHƯƠNG TRÌNH")
}

// splice takes the columns of the lines from..end apart, left before right.
func splice(all []line, from, end int) []line {
	var left, right []line
	edge := 0 // where the right column begins
	for _, l := range all[from:end] {
		a, b, at := columns(l.text)
		switch {
		case l.kind != bodyLine || at == 0 && (edge == 0 || l.indent < edge-gutter):
			left = append(left, l)
		case at == 0: // alone in the right column
			right = append(right, l)
		default:
			if edge == 0 || l.indent+at < edge {
				edge = l.indent + at
			}
			left = append(left, part(l, a))
			right = append(right, part(l, b))
		}
	}
	if len(right) == 0 || edge == 0 {
		return all
	}
	out := append([]line(nil), all[:from]...)
	out = append(append(out, left...), right...)
	return append(out, all[end:]...)
}

func part(l line, text string) line {
	l.setText(text)
	l.alone = true
	return l
}

// columns finds the gutter of a line: at is the column, in characters, where
// the right part begins, 0 if there is none. Blanks behind "Số:" or "ngày"
// are places to fill in.
func columns(s string) (left, right string, at int) {
	wide := strings.Repeat(" ", gutter)
	for from := 0; ; {
		i := strings.Index(s[from:], wide)
		if i < 0 {
			return "", "", 0
		}
		i += from
		left = strings.TrimRight(s[:i], " ")
		right = strings.TrimLeft(s[i:], " ")
		from = len(s) - len(right)
		last := strings.ToLower(grammar.LastWord(left))
		if grammar.LastRune(left) == ':' && !strings.HasPrefix(left, "Nơi nhận") || strings.HasPrefix(right, "/") || strings.HasPrefix(right, "tháng") ||
			strings.HasPrefix(right, "năm") || last == "ngày" || last == "tháng" || last == "số" {
			continue
		}
		return left, right, utf8.RuneCountInString(s[:from])
	}
}
