package compare

import (
	"slices"
	"sort"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/vn"
)

var (
	// reCited is the number of a document: 132-KL/TW, 105/2021/NĐ-CP.
	reCited = lazy.MustCompile(`\d+(?:/\d{4})?[-/]\p{Lu}\p{L}*(?:[-/] ?\p{Lu}\p{L}*)*`)
	// reClause ends a clause: a semicolon, or a stop or colon before a blank.
	reClause = lazy.MustCompile(`;|[.:](?:\s|$)`)
	// reCitedEnd ends the title of a cited document.
	reCitedEnd = lazy.MustCompile(`[;()]|\.(?:\s|$)`)
)

// reading is a text reduced to the words that say what is done to what.
type reading struct {
	words   []word
	clauses []readClause
	topic   int // offset of the first word that says what is done
}

// readClause is what a reading knows of a clause besides its words.
type readClause struct {
	actions  []string // in reading order, each once
	settings []string
	objects  int // words that name neither an action nor an agency nor a commonplace
}

// word is a syllable that counts.
type word struct {
	id     uint32
	clause int
	factor float64
	joined bool // stands behind the word before it, in the same clause
}

// subject is what a text is read with besides its words: the agencies that its
// task is assigned to, and the places in it that say when.
type subject struct {
	assigned map[string]bool
	heading  bool // the text is a heading: who it names is told by the agencies of its tasks
	times    []corpus.Span
}

// read reduces a text. Agencies that the task is assigned to, collectives, the
// plan's own place, numbers of documents, time limits and figures are left out.
func (r *planReader) read(text string, sub subject) reading {
	tokens := vn.Tokens(text)
	s := scan{
		lexicon: r.lexicon, text: text, tokens: tokens, marks: r.marks(text, tokens, sub),
		titles: citedTitles(text), out: reading{words: make([]word, 0, len(tokens)), clauses: []readClause{{}}},
	}
	for i := range tokens {
		s.token(i)
	}
	s.out.topic = s.topic()
	return s.out
}

// topic is the text from where it says what is done: behind who does it and the
// phrases that open any task. Where no known action follows, the last verb of
// such a phrase stays: "thực hiện nghiêm túc quy chế" is not "túc quy chế".
func (s *scan) topic() int {
	verb := -1 // start of the last light verb with only such phrases behind it
	for i := 0; i < len(s.tokens); {
		found := s.lexicon.find(s.tokens[i:])
		start := s.tokens[i].Start
		switch {
		case s.marks[i].out || s.marks[i].agency:
			i++
			verb = -1
		case found.actionLen > found.opens || s.again(i+found.opens) || s.givesNobody(i):
			if found.action == "" && verb >= 0 {
				return verb
			}
			return start
		case found.opens > 0:
			if found.light {
				verb = start
			}
			i += found.opens
		case verb >= 0:
			return verb
		default:
			return start
		}
	}
	return 0
}

// again reports whether the word at i makes a verb of its own out of the phrase
// in front of it: "tổ chức lại giao thông" is not "giao thông, organised".
func (s *scan) again(i int) bool {
	return i > 0 && i < len(s.tokens) && s.text[s.tokens[i].Start:s.tokens[i].End] == "lại"
}

// givesNobody reports whether the token at i looks like the verb of giving and gives
// nothing to anybody: "giao thông", "giao dịch", "giao đất".
func (s *scan) givesNobody(i int) bool {
	if s.tokens[i].Key != giving || i+1 == len(s.tokens) {
		return false
	}
	next := s.marks[i+1]
	return !next.out && !next.agency && s.lexicon.find(s.tokens[i+1:]).opens == 0
}

// mark says what a token is part of.
type mark struct {
	agency bool // any agency
	out    bool // what is left out of the words
}

// scan goes through the tokens of a text once.
type scan struct {
	lexicon *lexicon
	text    string
	tokens  []vn.Token
	marks   []mark
	titles  []corpus.Span
	out     reading

	seen   int  // words of the clause so far
	aside  bool // behind a phrase that opens an aside
	joined bool
	// Tokens left of a phrase of the genre, of one that names an action, and
	// of one that has been replaced.
	frame, action, replaced int
}

func (s *scan) token(i int) {
	t, m := s.tokens[i], s.marks[i]
	if s.seen > 0 && s.ends(s.text[s.tokens[i-1].End:t.Start]) {
		s.out.clauses = append(s.out.clauses, readClause{})
		s.seen, s.aside, s.joined = 0, false, false
	}
	found := s.lexicon.find(s.tokens[i:])
	s.aside = s.aside || found.aside && s.seen > opening
	s.frame, s.action = max(s.frame, found.frame), max(s.action, found.actionLen)
	factor := s.factor(t)
	clause := &s.out.clauses[len(s.out.clauses)-1]
	if !m.out {
		if found.action != "" && factor >= laterFactor && !slices.Contains(clause.actions, found.action) {
			clause.actions = append(clause.actions, found.action)
		}
		if found.setting != "" && !s.aside {
			clause.settings = append(clause.settings, found.setting)
		}
	}
	empty := s.lexicon.empty[t.Key] || isDigit(t.Key[0])
	if s.frame == 0 && s.action == 0 && !empty && !m.out && !m.agency && !(i == 0 && t.Key == giving) {
		clause.objects++
	}
	if s.frame > 0 {
		factor *= frameFactor
	}
	s.frame, s.action = max(0, s.frame-1), max(0, s.action-1)
	if m.out {
		s.joined = false
		return
	}
	s.seen++
	switch {
	case s.replaced > 0:
		s.replaced--
	case found.same != nil:
		for _, k := range found.same {
			s.add(k, factor)
		}
		s.replaced = found.sameLen - 1
	case !empty:
		s.add(t.Key, factor)
	}
}

// ends reports whether what stands between two tokens ends the clause. A colon
// behind words without an object ("Hoàn thành các chỉ tiêu:") does not: the
// object is still to come.
func (s *scan) ends(between string) bool {
	if between == " " {
		return false // mostly
	}
	m := reClause.FindString(between)
	return m != "" && (m[0] != ':' || s.out.clauses[len(s.out.clauses)-1].objects > 0)
}

// giving is the verb at the head of a task that only hands it to somebody.
var giving = vn.Key("giao")

// factor is the weight of a word at the token, before that of the genre.
func (s *scan) factor(t vn.Token) float64 {
	factor := 1.0
	if len(s.out.clauses) > 1 {
		factor = laterFactor
	}
	if s.aside {
		factor *= asideFactor
	}
	if slices.ContainsFunc(s.titles, func(span corpus.Span) bool { return span.Start <= t.Start && t.End <= span.End }) {
		factor *= titleFactor
	}
	return factor
}

func (s *scan) add(key string, factor float64) {
	s.out.words = append(s.out.words, word{wordID(key), len(s.out.clauses) - 1, factor, s.joined})
	s.joined = true
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// marks says of each token whether it names an agency, and whether it is left
// out: an assigned agency, a collective, the plan's own place, the number of a
// document, a time limit. An agency that the task only speaks of may be its very
// object ("kiện toàn Ban Chỉ đạo"), and stays.
func (r *planReader) marks(text string, tokens []vn.Token, sub subject) []mark {
	marks := make([]mark, len(tokens))
	within := func(s corpus.Span, set func(*mark)) {
		for i := sort.Search(len(tokens), func(i int) bool { return tokens[i].End > s.Start }); i < len(tokens) && tokens[i].Start < s.End; i++ {
			set(&marks[i])
		}
	}
	leaveOut := func(m *mark) { m.out = true }
	for _, m := range r.agencies.MentionsAmong(tokens, text, r.context) {
		within(m.Span, func(k *mark) { k.agency = true })
		if m.Collective || sub.heading || sub.assigned[m.Agency] {
			within(m.Span, leaveOut)
		}
	}
	for _, m := range citations(text) {
		within(corpus.Span{Start: m[0], End: m[1]}, leaveOut)
	}
	for _, s := range sub.times {
		within(s, leaveOut)
	}
	k := len(r.place)
	for i := 0; k > 0 && i+k <= len(tokens); i++ {
		if slices.EqualFunc(tokens[i:i+k], r.place, func(t vn.Token, key string) bool { return t.Key == key }) {
			within(corpus.Span{Start: tokens[i].Start, End: tokens[i+k-1].End}, leaveOut)
		}
	}
	return marks
}

// citations are the places of the numbers of documents. Most tasks cite none,
// which is seen at once: a number has a digit in front of a stroke.
func citations(text string) [][]int {
	for i := 1; i < len(text); i++ {
		if (text[i] == '/' || text[i] == '-') && isDigit(text[i-1]) {
			return reCited.FindAllStringIndex(text, -1)
		}
	}
	return nil
}

// cited lists the numbers of the documents cited in text, without blanks.
func cited(text string) []string {
	var refs []string
	for _, m := range citations(text) {
		refs = append(refs, strings.ToUpper(strings.ReplaceAll(text[m[0]:m[1]], " ", "")))
	}
	return unique(refs)
}

// citedTitles are the places of the titles behind document numbers: "... số
// 36-CT/TW ngày 16/8/2019 của Bộ Chính trị [về tăng cường ...]".
func citedTitles(text string) []corpus.Span {
	var spans []corpus.Span
	for _, m := range citations(text) {
		end := len(text)
		if e := reCitedEnd.FindStringIndex(text[m[1]:]); e != nil {
			end = m[1] + e[0]
		}
		if at := strings.Index(text[m[1]:end], " về "); at >= 0 {
			spans = append(spans, corpus.Span{Start: m[1] + at, End: end})
		}
	}
	return spans
}
