package vocab

import (
	"regexp"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/vn"
)

// Context tells what the issuer's level makes of a name: Locality as printed,
// City for a centrally run city, Level of the issuer (province, central).
type Context struct {
	Locality string
	City     bool
	Level    string
}

// Mention is an agency named in a text.
type Mention struct {
	Agency     string      // id, or "x:" + the name in lower case
	Name       string      // official name, or the name as printed
	Span       corpus.Span // bytes of the text given
	Collective bool        // a group such as "các sở, ngành"
	Listed     bool        // member of an enumeration: "các sở: Y tế, Tài chính"
}

// Mentions finds the agencies named in text, in order: the longest name at each
// place, a place name behind it included. "Các sở: Y tế, Tài chính" and "Ủy ban
// nhân dân cấp huyện, cấp xã" give a mention for each.
func (s *Set) Mentions(text string, ctx Context) []Mention {
	tokens := vn.Tokens(text)
	var out []Mention
	for i := 0; i < len(tokens); {
		at, n := s.match(text, tokens, i)
		if n == 0 {
			i++
			continue
		}
		m := s.mention(at, text, tokens[i], tokens[i+n-1])
		i += n
		if s.agencies[at].Kind == "body" || s.agencies[at].Kind == "force" {
			i += s.placeBehind(text, tokens, i, &m)
		}
		out = append(out, m)
		if m.Agency == "so-ban-nganh" && strings.HasPrefix(strings.TrimLeft(text[m.Span.End:], " "), ":") {
			if list, next := s.enumeration(text, tokens, i); len(list) > 0 {
				out = append(out[:len(out)-1], list...) // the head is no agency of its own
				i = next
				continue
			}
		}
		more, next := s.continued(text, tokens, i, m)
		out = append(out, more...)
		i = next
	}
	return shareLevel(s, text, out)
}

func (s *Set) mention(at int, text string, first, last vn.Token) Mention {
	a := s.agencies[at]
	return Mention{Agency: a.ID, Name: a.Name, Span: corpus.Span{Start: first.Start, End: last.End}, Collective: a.Kind == "collective"}
}

// match is the longest agency name at token i and how many tokens it covers.
// The syllables of a name stand together: only blanks, commas, dashes and the
// like part them. A name of one short common word needs a capital.
func (s *Set) match(text string, tokens []vn.Token, i int) (agency, n int) {
	s.step(s.root, text, tokens, i, i, &agency, &n)
	if n == 0 {
		return 0, 0
	}
	last := tokens[i+n-1]
	if !proper(s.agencies[agency], text[tokens[i].Start:]) || reTrade.MatchString(text[last.End:]) ||
		i > 0 && lawsAnd[tokens[i-1].Key] && s.agencies[agency].Kind == "force" {
		return 0, 0
	}
	return agency, n
}

// reTrade is what makes of "các ngành" trades and of "địa phương" no body.
var reTrade = regexp.MustCompile(`^ (?:nghề|công nghiệp|kinh tế|dịch vụ|hàng|sản xuất|học)(?: |,|$)`)

// lawsAnd are words that make a force's name part of another: "Luật Công an".
var lawsAnd = map[string]bool{vn.Key("luật"): true, vn.Key("đồn"): true}

// proper refuses common nouns: "báo" (to report), "đài", "hải quan" in small
// letters are words, with a capital they are bodies.
func proper(a Agency, at string) bool {
	switch a.ID {
	case "bao-tinh", "dai-ptth", "hai-quan", "bien-phong":
		return capital(at) || strings.HasPrefix(at, "lực lượng")
	}
	// "y tế cơ sở, tài chính" names no department.
	return a.Kind == "collective" || !strings.HasPrefix(at, "sở,")
}

func (s *Set) step(at *node, text string, tokens []vn.Token, from, i int, agency, n *int) {
	if at.agency > 0 && i-from > *n {
		*agency, *n = at.agency-1, i-from
	}
	if i >= len(tokens) || i > from && !together(text[tokens[i-1].End:tokens[i].Start]) {
		return
	}
	if next := at.next[tokens[i].Key]; next != nil {
		s.step(next, text, tokens, from, i+1, agency, n)
	}
	if next := at.next["{place}"]; next != nil {
		if k := placeName(text, tokens, i); k > 0 {
			s.step(next, text, tokens, from, i+k, agency, n)
		}
	}
	if next := at.next["{roman}"]; next != nil && strings.Trim(text[tokens[i].Start:tokens[i].End], "IVX") == "" {
		s.step(next, text, tokens, from, i+1, agency, n)
	}
	if next := at.next["{n}"]; next != nil && tokens[i].Key[0] >= '0' && tokens[i].Key[0] <= '9' {
		s.step(next, text, tokens, from, i+1, agency, n)
	}
}

// together reports whether two syllables with gap between them can belong to
// one name.
func together(gap string) bool {
	return len(gap) <= 5 && !strings.ContainsAny(gap, ".;:()\"“”\n")
}

// placeName is how many tokens at i are a name of capitalised syllables, at
// most four, on one side of any comma.
func placeName(text string, tokens []vn.Token, i int) int {
	k := 0
	for k < 4 && i+k < len(tokens) && capital(text[tokens[i+k].Start:]) {
		if k > 0 && strings.ContainsAny(text[tokens[i+k-1].End:tokens[i+k].Start], ",.;:()") {
			break
		}
		k++
	}
	return k
}

// placeBehind extends the mention over the locality's name behind it ("Công an
// thành phố Cần Thơ") and returns how many tokens it took.
func (s *Set) placeBehind(text string, tokens []vn.Token, i int, m *Mention) int {
	if i >= len(tokens) || !capital(text[tokens[i].Start:]) || strings.Trim(text[m.Span.End:tokens[i].Start], " ") != "" {
		return 0
	}
	_, n := gazetteer().match(tokens[i:])
	if n > 0 {
		m.Span.End = tokens[i+n-1].End
	}
	return n
}

// enumeration reads the bare names behind "các sở, ngành:".
func (s *Set) enumeration(text string, tokens []vn.Token, i int) ([]Mention, int) {
	var out []Mention
	for i < len(tokens) {
		if len(out) > 0 && !listGap(text[out[len(out)-1].Span.End:tokens[i].Start]) && tokens[i].Key != "va\u0300" {
			break
		}
		if tokens[i].Key == "va\u0300" { // và
			i++
			continue
		}
		at, n := s.match(text, tokens, i)
		if b, k := walk(s.bare, tokens[i:]); k >= n && k > 0 && capital(text[tokens[i].Start:]) {
			at, n = b, k
		}
		if n == 0 {
			break
		}
		m := s.mention(at, text, tokens[i], tokens[i+n-1])
		m.Listed = true
		i += n
		i += s.placeBehind(text, tokens, i, &m)
		out = append(out, m)
	}
	return out, i
}

func listGap(gap string) bool {
	t := strings.Trim(gap, " ")
	return t == "," || t == ";" || t == "và" || t == ":" || t == ", và"
}

func walk(at *node, tokens []vn.Token) (agency, n int) {
	for i, t := range tokens {
		if at = at.next[t.Key]; at == nil {
			break
		}
		if at.agency > 0 {
			agency, n = at.agency-1, i+1
		}
	}
	return agency, n
}

// levels pairs agencies of two levels that drafters name in one breath: "Ủy
// ban nhân dân cấp huyện, cấp xã".
var levels = map[string]string{"ubnd-huyen": "ubnd-xa", "ban-chi-dao-138-huyen": "ban-chi-dao-138-xa", "cong-an-huyen": "cong-an-xa"}

var (
	reAlsoCommune = regexp.MustCompile(`^(?:,| và|, và) (?:cấp xã|xã, phường, thị trấn|xã, phường, đặc khu|các xã, phường, thị trấn|các xã, phường)`)
	reAlsoField   = regexp.MustCompile(`^(?: và| &|,) `)
)

// continued reads what shares a mention's head: the other level behind a
// comma, or another department's field ("Sở Y tế và Tài chính").
func (s *Set) continued(text string, tokens []vn.Token, i int, m Mention) ([]Mention, int) {
	rest := text[m.Span.End:]
	if lower := levels[m.Agency]; lower != "" {
		if loc := reAlsoCommune.FindStringIndex(rest); loc != nil {
			a := s.agencies[s.byID[lower]]
			start := m.Span.End + strings.IndexAny(rest, "cxv")
			for strings.HasPrefix(text[start:], "và ") {
				start += len("và ")
			}
			also := Mention{Agency: a.ID, Name: a.Name, Span: corpus.Span{Start: start, End: m.Span.End + loc[1]}}
			for i < len(tokens) && tokens[i].Start < also.Span.End {
				i++
			}
			return []Mention{also}, i
		}
	}
	if !strings.HasPrefix(m.Agency, "so-") || m.Collective || !reAlsoField.MatchString(rest) {
		return nil, i
	}
	j := i
	if j < len(tokens) && tokens[j].Key == "va\u0300" {
		j++
	}
	if j >= len(tokens) || !capital(text[tokens[j].Start:]) {
		return nil, i
	}
	if _, full := s.match(text, tokens, j); full > 0 {
		return nil, i
	}
	at, n := walk(s.bare, tokens[j:])
	if n == 0 || !strings.HasPrefix(s.agencies[at].ID, "so-") {
		return nil, i
	}
	also := s.mention(at, text, tokens[j], tokens[j+n-1])
	more, next := s.continued(text, tokens, j+n, also)
	return append([]Mention{also}, more...), next
}

// shareLevel gives a body without a level the level of the next in its list:
// "Viện kiểm sát nhân dân, Tòa án nhân dân thành phố" are both provincial.
func shareLevel(s *Set, text string, ms []Mention) []Mention {
	for i := len(ms) - 2; i >= 0; i-- {
		at, known := s.byID[ms[i].Agency+"-tinh"]
		if known && strings.HasSuffix(ms[i+1].Agency, "-tinh") && s.agencies[s.byID[ms[i].Agency]].Level == "any" &&
			(ms[i].Agency == "vien-kiem-sat" || ms[i].Agency == "toa-an") && listGap(text[ms[i].Span.End:ms[i+1].Span.Start]) {
			ms[i].Agency, ms[i].Name = s.agencies[at].ID, s.agencies[at].Name
		}
	}
	return ms
}

// reNoun is a body that the vocabulary does not know, at the start of a text: a
// head noun of bodies and its words up to a comma, a preposition or a verb.
var reNoun = regexp.MustCompile(`^(?:các |những |hệ thống )?((?:ngân hàng|cơ quan|cơ sở|đơn vị|trung tâm|trường|phòng|hội|ban quản lý|công ty|doanh nghiệp|tổ chức|viện|quỹ|văn phòng|hiệp hội|liên minh|tập đoàn|bệnh viện|trạm) [^,.;:()]{2,80})`)

var reNounEnd = regexp.MustCompile(` (?:và|để|trong|trên|tại|theo|tổ chức|thực hiện|triển khai|xây dựng|nghiên cứu|tăng cường|tiếp tục|tích cực|đổi mới|thông báo|rà soát|phối hợp|tham mưu|đề xuất|kiểm tra|hướng dẫn|tuyên truyền|có giải pháp|đẩy mạnh|chủ động)(?: |$)`)

// reHeadOnly is a head noun that says nothing of which body is meant.
var reHeadOnly = regexp.MustCompile(`^(?:ngân hàng|cơ quan|cơ sở|đơn vị|trung tâm|trường|phòng|hội|doanh nghiệp|tổ chức|viện|quỹ|văn phòng)$`)

// Noun reads a body that the vocabulary does not know at the start of text. It
// is for places where the grammar asks for a body: behind "phối hợp với".
func (s *Set) Noun(text string, _ Context) (Mention, bool) {
	n := vn.Normalise(text)
	m := reNoun.FindStringSubmatchIndex(n.Text)
	if m == nil {
		return Mention{}, false
	}
	end := m[3]
	if cut := reNounEnd.FindStringIndex(n.Text[m[2]:end]); cut != nil {
		end = m[2] + cut[0]
	}
	name := strings.TrimRight(n.Text[m[2]:end], " ")
	if reHeadOnly.MatchString(name) {
		return Mention{}, false
	}
	start, stop := n.Span(m[2], m[2]+len(name))
	return Mention{Agency: "x:" + name, Name: text[start:stop], Span: corpus.Span{Start: start, End: stop}}, true
}
