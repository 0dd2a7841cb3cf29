package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/ingest/internal/letters"
	"doichieu/ingest/internal/pdftext"
)

// The verdicts on pages; see corpus.Page.
const (
	verdictText    = "text"
	verdictLegacy  = "legacy"
	verdictGarbled = "garbled"
	verdictForeign = "foreign-ocr"
	verdictOCR     = "ocr"
	verdictScan    = "scan"
	verdictEmpty   = "empty"
	verdictDamaged = "damaged"
)

// verdictNotes are the notes on pages whose text is missing or doubtful; remedy
// says what to do about pictures.
func verdictNotes(remedy string) []verdictNote {
	return []verdictNote{
		{verdictGarbled, NoteGarbled, corpus.Problem, "the text is garbled and was left out: its fonts do not tell which letters they show"},
		{verdictForeign, NoteGarbled, corpus.Problem, "the text was made by OCR without Vietnamese letters and was left out"},
		{verdictScan, NoteScan, corpus.Problem, "a picture without text; " + remedy},
		{verdictOCR, NoteOCR, corpus.Warning, "the text was made by OCR from a picture: letters may be wrong"},
		{verdictLegacy, NoteDecoded, corpus.Info, "text in fonts of the TCVN3 (ABC) family was decoded"},
	}
}

// verdictNote is the note on pages of a verdict.
type verdictNote struct {
	verdict, code string
	severity      corpus.Severity
	message       string
}

// pageJudgement is what a page's text is worth.
type pageJudgement struct {
	verdict string
	err     error
	doubt   string // what is wrong with letters of text that is kept; may be empty
}

// useless reports text that must not be kept.
func (j pageJudgement) useless() bool {
	return j.verdict == verdictGarbled || j.verdict == verdictForeign
}

// The syllable test. Of clean Vietnamese text at least .86 of the words of a page
// can be Vietnamese syllables, and .68 have a diacritic; text with lost or false
// letters has at most .69 and .34 of them. Both must be low, because a table of
// foreign names lacks one or the other. A page of fewer words is not judged.
const (
	testWords      = 60
	leastSyllables = 0.8
	lostSyllables  = 0.7 // below it no diacritics help
	leastMarked    = 0.5
)

// Below this number of words a page that a picture covers is a scan: seals and
// signatures leave a few words of text on scans.
const scanWords = 40

// oddLimit is the share of odd words above which the letters of a page are in
// doubt; names of foreign places and people stay below it.
const oddLimit = 0.03

// scanCover is the share of the page that the picture of a scan covers.
const scanCover = 0.6

// judge decides what the text of a page is worth. Text that proves to be TCVN3
// in fonts that do not say so is decoded.
func judge(p *pdftext.Page) pageJudgement {
	j := pageJudgement{verdict: verdictText, err: p.Err}
	w := wordsOfPage(p)
	if (w.nonsense() || w.count < testWords && w.legacy > 1) && float64(w.legacy) > legacyLimit*float64(w.chunks) {
		for i := range p.Glyphs {
			p.Glyphs[i].Text = letters.TCVN3(p.Glyphs[i].Text, false)
		}
		if w = wordsOfPage(p); float64(w.syllables) >= leastSyllables*float64(w.count) {
			p.Legacy = p.Shown
		} else {
			w.marked = 0 // VNI or another encoding: what came of it is no text
		}
	}
	covered := p.ImageCover > scanCover
	switch {
	case p.Err != nil && p.Shown == 0:
		j.verdict = verdictDamaged
	case covered && w.count < scanWords && p.Hidden*2 < p.Shown, p.Shown == 0 && p.Images > 0:
		j.verdict = verdictScan
	case p.Shown == 0:
		j.verdict = verdictEmpty
	case p.Unmapped*10 > p.Shown:
		j.verdict = verdictGarbled
	case w.nonsense() && (covered || p.Hidden*2 > p.Shown):
		j.verdict = verdictForeign
	case w.nonsense():
		j.verdict = verdictGarbled
	case p.Legacy*2 > p.Shown:
		j.verdict = verdictLegacy
	case p.Hidden*2 > p.Shown:
		j.verdict = verdictOCR
	}
	switch {
	case float64(w.odd) > oddLimit*float64(w.chunks) && w.odd > 1:
		j.doubt = fmt.Sprintf("%d of %d words hold letters that are no Vietnamese ones: a font names its letters wrongly", w.odd, w.chunks)
	case j.verdict == verdictLegacy && w.count > 2*testWords && !w.hook:
		j.doubt = "no word of the page has the letter ư: the file has lost it"
	}
	return j
}

// wordCounts is what the syllable test counts.
type wordCounts struct {
	count, syllables, marked int
	language                 language
	shown                    bool // neither hidden nor covered by a picture

	chunks, legacy int  // what blanks part, and how many of it look like TCVN3 or VNI read as Latin
	hook           bool // a word has the letter ư
	odd            int  // of them hold letters and signs that no Vietnamese word does
}

// nonsense reports that the words can be neither Vietnamese nor those of another
// language.
func (w *wordCounts) nonsense() bool {
	n := float64(w.count)
	if w.count < testWords || w.language.clean(w.shown) {
		return false
	}
	syllables, marked := float64(w.syllables), float64(w.marked)
	return syllables < lostSyllables*n || syllables < leastSyllables*n && marked < leastMarked*n || marked < leastMarked/4*n
}

// The parts of a Vietnamese syllable without its diacritics: the consonants that
// it may begin with, and its vowels with the consonants that may follow them.
var (
	onsets = wordSet(`ngh ng nh kh gh gi ch th tr ph qu b c d g h k l m n p q r s t v x`)
	rimes  = func() map[string]bool {
		set := wordSet(`ai ao au ay eo eu iu ieu oi oai oao oay oeo ui uu uau uay uoi uou uyu uya yeu`)
		for vowels := range strings.FieldsSeq(`a e i o u y ia ie oa oe oo ua ue uo uy ye uye`) {
			for _, coda := range [...]string{"", "ng", "nh", "ch", "c", "m", "n", "p", "t"} {
				set[vowels+coda] = true
			}
		}
		return set
	}()
)

// isSyllable reports that a word without diacritics, in small letters, has the
// form of a Vietnamese syllable.
func isSyllable(s string) bool {
	if rimes[s] {
		return true
	}
	for n := 1; n <= 3 && n < len(s); n++ {
		if onsets[s[:n]] && rimes[s[n:]] {
			return true
		}
	}
	return false
}

// wordsOfPage counts the words of a page, by the places of its glyphs: where a
// font lacks letters, programs show those of each word from another font, all
// behind the line.
func wordsOfPage(p *pdftext.Page) wordCounts {
	w := wordCounts{shown: p.ImageCover <= scanCover && p.Hidden*2 <= p.Shown}
	var word strings.Builder
	last := -1
	for _, i := range byPlace(p.Glyphs) {
		g := &p.Glyphs[i]
		if last >= 0 && startsWord(&p.Glyphs[last], g, i == last+1) {
			w.add(word.String())
			word.Reset()
		}
		word.WriteString(g.Text)
		last = i
	}
	w.add(word.String())
	return w
}

// byPlace is the order of the glyphs line by line. Lines are told by their
// baselines alone, which is enough to count words.
func byPlace(glyphs []pdftext.Glyph) []int {
	order := make([]int, len(glyphs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(glyphs[a].Y, glyphs[b].Y) })
	for i := 0; i < len(order); {
		k := i + 1
		for k < len(order) && glyphs[order[k]].Y-glyphs[order[i]].Y < 1 {
			k++
		}
		slices.SortStableFunc(order[i:k], func(a, b int) int { return cmp.Compare(glyphs[a].X0, glyphs[b].X0) })
		i = k
	}
	return order
}

// startsWord reports that g, which stands behind last, begins a word. A blank
// shown before g counts where it was shown behind last, next to it.
func startsWord(last, g *pdftext.Glyph, next bool) bool {
	gap := g.X0 - last.X1
	return g.Blank && (next || gap > 0.08*g.Size) || abs(g.Y-last.Y) > 0.5*g.Size || gap > 0.16*g.Size || g.X0 < last.X0-g.Size
}

func abs(x float64) float64 { return max(x, -x) }

// add counts the words between the other signs of s.
func (w *wordCounts) add(s string) {
	w.chunks++
	if oddWord(s) {
		w.odd++
	}
	if legacyWord(s) {
		w.legacy++
	}
	for word := range strings.FieldsFuncSeq(vn.NFC(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		w.word(word)
	}
}

// oddWord reports letters that Vietnamese lacks between letters, or signs that
// stand in no word: what a font shows whose letters are named wrongly
// ("Th°ờng", "K¾ HO¿CH", "Ěiều").
func oddWord(s string) bool {
	prev := rune(0)
	for _, r := range s {
		if r >= 0x80 && unicode.IsLetter(r) && !vietnameseLetter(r) && !foreign(r) && !unicode.Is(unicode.Mn, r) {
			return true
		}
		if unicode.IsLetter(r) && prev != 0 && strings.ContainsRune("°¿¾¼½¤¥§¬", prev) {
			return true
		}
		if prev = r; !unicode.IsLetter(r) && !strings.ContainsRune("°¿¾¼½¤¥§¬", r) {
			prev = 0
		}
	}
	return false
}

// word counts a word. Names in capitals without a diacritic (UBND), roman numbers
// and the single letters of codes (x2701) tell nothing.
func (w *wordCounts) word(s string) {
	marked, letters, upper := false, true, true
	for _, r := range s {
		w.hook = w.hook || r == 'ư' || r == 'Ư'
		marked = marked || r >= 0x80 && vietnameseLetter(r)
		letters = letters && (r < 0x80 || vietnameseLetter(r))
		upper = upper && unicode.IsUpper(r)
	}
	if upper && !marked && letters && len(s) < 6 || len(s) == 1 {
		return
	}
	w.count++
	folded := ""
	if len(s) < longestWord {
		folded = vn.Fold(s)
	}
	syllable := letters && isSyllable(folded)
	w.language.add(s, syllable)
	if syllable {
		w.syllables++
		if marked {
			w.marked++
		}
	}
}

// longestWord is the length in bytes above which letters are no word.
const longestWord = 64
