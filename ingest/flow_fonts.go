package ingest

import (
	"slices"
	"strings"
	"unicode"

	"doichieu/ingest/internal/flow"
	"doichieu/ingest/internal/letters"
)

// Files from before Unicode name fonts of the TCVN3, VNI, VISCII or VPS family,
// whose letters stand for others. A font's name alone is no proof: texts converted to
// Unicode often keep it. So the words of each font are judged with and without
// decoding; and words in fonts that say nothing are judged if they look like an
// old encoding.

// decodedFonts is what was decoded.
type decodedFonts struct {
	names     []string // of the encodings, in the order in which they were met
	runs, all int      // bytes of runs decoded, and of all
}

// fontText is what the runs of one font say.
type fontText struct {
	encoding letters.Encoding
	capitals bool
	text     strings.Builder // of the runs that are not Unicode for certain
	unicode  int             // letters that only Unicode has
}

// judged is how much text of a font is judged, in bytes.
const judged = 200_000

// decodeFonts decodes the runs of the document in place.
func decodeFonts(d *flow.Document) decodedFonts {
	done := decodedFonts{}
	fonts := map[string]*fontText{}
	var plain strings.Builder
	d.Each(func(p *flow.Paragraph) {
		for _, run := range p.Runs {
			done.all += len(run.Text)
			collect(fonts, &plain, run)
		}
	})
	other := letters.Unicode
	if legacyShare(plain.String()) > legacyLimit {
		other, _ = bestEncoding(plain.String())
	}
	d.Each(func(p *flow.Paragraph) {
		decodeRuns(p, func(run flow.Run) (letters.Encoding, bool) {
			f := fonts[run.Font]
			switch {
			case unicodeOnly(run.Text) > 0:
				return letters.Unicode, false
			case f != nil && f.legacy():
				return f.encoding, f.capitals
			case f == nil:
				return other, false
			}
			return letters.Unicode, false
		}, &done)
		signs(p, &d.Counts.Signs)
	})
	return done
}

// collect adds a run to the text of its font.
func collect(fonts map[string]*fontText, plain *strings.Builder, run flow.Run) {
	to := plain
	if e, capitals := letters.OfFont(run.Font); e != letters.Unicode {
		f := fonts[run.Font]
		if f == nil {
			f = &fontText{encoding: e, capitals: capitals}
			fonts[run.Font] = f
		}
		f.unicode += unicodeOnly(run.Text)
		if unicodeOnly(run.Text) > 0 {
			return
		}
		to = &f.text
	}
	if to.Len() < judged {
		to.WriteString(run.Text)
		to.WriteByte('\n')
	}
}

// legacy reports that the runs of the font are in the encoding that its name
// tells: decoding makes as many Vietnamese words of them, or more if other runs
// of the font are Unicode.
func (f *fontText) legacy() bool {
	raw, decoded := wordCounts{}, wordCounts{}
	raw.add(f.text.String())
	decoded.add(letters.Decode(f.text.String(), f.encoding, false))
	if f.unicode > 0 {
		return decoded.syllables > raw.syllables
	}
	return decoded.syllables >= raw.syllables
}

// unicodeOnly counts the Vietnamese letters that no font of an old encoding has
// a character for.
func unicodeOnly(s string) int {
	n := 0
	for _, r := range s {
		if r > 0xff && (vietnameseLetter(r) || r >= 0x300 && r <= 0x323) {
			n++
		}
	}
	return n
}

// decodeRuns decodes runs of one encoding that stand side by side together: in
// VNI a letter and its mark may fall into different runs.
func decodeRuns(p *flow.Paragraph, of func(flow.Run) (letters.Encoding, bool), done *decodedFonts) {
	for i := 0; i < len(p.Runs); {
		e, capitals := of(p.Runs[i])
		k := i + 1
		if e == letters.Unicode {
			i = k
			continue
		}
		first := &p.Runs[i]
		var text strings.Builder
		text.WriteString(first.Text)
		for ; k < len(p.Runs) && p.Runs[k].Page == first.Page && p.Runs[k].Bold == first.Bold; k++ {
			if e2, c2 := of(p.Runs[k]); e2 != e || c2 != capitals {
				break
			}
			text.WriteString(p.Runs[k].Text)
			p.Runs[k].Text = ""
		}
		done.runs += text.Len()
		if name := e.String(); !slices.Contains(done.names, name) {
			done.names = append(done.names, name)
		}
		first.Text = letters.Decode(text.String(), e, capitals)
		i = k
	}
}

// signs puts the signs that symbol fonts show in place of private characters;
// lost counts those that are not known, which are left out.
func signs(p *flow.Paragraph, lost *int) {
	for i := range p.Runs {
		run := &p.Runs[i]
		if strings.IndexFunc(run.Text, private) < 0 {
			continue
		}
		run.Text = strings.Map(func(r rune) rune {
			if !private(r) {
				return r
			}
			if sign, ok := letters.Symbol(r, run.Font); ok {
				return sign
			}
			*lost++
			return -1
		}, run.Text)
	}
}

func private(r rune) bool { return r >= 0xe000 && r <= 0xf8ff }

func isLetter(r rune) bool { return unicode.IsLetter(r) }
