package compare

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"doichieu/corpus/vn"
)

//go:embed lexicon.tsv
var lexiconTSV string

// lexicon is what the genre says in every task, whatever the task is about:
//
//	empty    syllables that only join others ("và", "của")
//	frame    phrases of every plan ("tăng cường", "theo quy định"): they weigh little
//	opens    what stands in front of the action and is left out of a label
//	light    of these, verbs that are part of the label where no action follows
//	aside    words that open what a task is good for, or what to mind ("nhằm", "nhất là")
//	action   verbs, by what is done; phrases of one class are the same action,
//	         classes with the same word before the slash are near
//	setting  where or for whom a thing is done; phrases of one class are the same
//	same     other ways to write the phrase in the second column ("ANTT")
//
// It says nothing of any field (drugs, fire, health): what all plans at hand
// are about is found from their titles and from how often words are used.
type lexicon struct {
	root  *phrase
	empty map[string]bool
	// spelling are the syllables of the phrases that are read instead of others,
	// by their keys: a key is no text to show.
	spelling map[string]string
}

// phrase is a node of a trie of syllable keys. The marks are those of the
// phrase that ends at the node.
type phrase struct {
	next         map[string]*phrase
	frame, aside bool
	opens, light bool
	action       string
	setting      string
	same         []string // keys of the phrase to read instead
}

var genre = sync.OnceValue(func() *lexicon {
	l, err := parseLexicon(lexiconTSV)
	if err != nil {
		panic(err) // the embedded table is checked by the tests
	}
	return l
})

// parseLexicon reads the table.
func parseLexicon(tsv string) (*lexicon, error) {
	l := &lexicon{root: &phrase{}, empty: map[string]bool{}, spelling: map[string]string{}}
	for i, line := range strings.Split(strings.TrimRight(tsv, "\n"), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("lexicon.tsv: line %d has %d columns, want 3", i+1, len(f))
		}
		if i == 0 {
			continue
		}
		for _, words := range strings.Split(f[2], "|") {
			keys := vn.Keys(words)
			if len(keys) == 0 {
				return nil, fmt.Errorf("lexicon.tsv: line %d has an empty phrase", i+1)
			}
			if err := l.add(f[0], f[1], keys); err != nil {
				return nil, fmt.Errorf("lexicon.tsv: line %d: %w", i+1, err)
			}
		}
	}
	return l, nil
}

// add enters a phrase of the kind and class given.
func (l *lexicon) add(kind, class string, keys []string) error {
	if kind == "empty" && len(keys) == 1 {
		l.empty[keys[0]] = true
		return nil
	}
	at := l.root
	for _, k := range keys {
		if at.next == nil {
			at.next = map[string]*phrase{}
		}
		if at.next[k] == nil {
			at.next[k] = &phrase{}
		}
		at = at.next[k]
	}
	switch kind {
	case "frame", "empty":
		at.frame = true
	case "opens":
		at.opens = true
	case "light":
		at.light = true
	case "aside":
		at.aside = true
	case "action":
		at.action = class
	case "setting":
		at.setting = class
	case "same":
		for _, t := range vn.Tokens(class) {
			at.same = append(at.same, t.Key)
			l.spelling[t.Key] = class[t.Start:t.End]
		}
	default:
		return fmt.Errorf("kind %q is not known", kind)
	}
	return nil
}

// finding is what begins at a token.
type finding struct {
	frame, opens    int // how many tokens a phrase of the genre covers
	light           bool
	aside           bool
	action, setting string // of the longest such phrase
	actionLen       int
	same            []string
	sameLen         int
}

// longest is how many tokens the longest phrase covers.
func (f finding) longest() int { return max(f.frame, f.opens, f.actionLen, f.sameLen) }

// find looks for phrases of all kinds at the start of the tokens.
func (l *lexicon) find(tokens []vn.Token) finding {
	var f finding
	at := l.root
	for i, t := range tokens {
		if i > 0 && isDigit(t.Key[0]) {
			continue // "hoàn thành 100% các chỉ tiêu": a figure within a phrase
		}
		if at = at.next[t.Key]; at == nil {
			break
		}
		if at.frame {
			f.frame = i + 1
		}
		if at.opens {
			f.opens, f.light = i+1, at.light
		}
		f.aside = f.aside || at.aside
		if at.action != "" {
			f.action, f.actionLen = at.action, i+1
		}
		if at.setting != "" {
			f.setting = at.setting
		}
		if at.same != nil {
			f.same, f.sameLen = at.same, i+1
		}
	}
	return f
}
