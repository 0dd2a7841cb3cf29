package vocab

import (
	"strings"
	"unicode"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/vn"
)

// Context tells what the issuer's level makes of a name: Locality as printed,
// City for a centrally run city, Level of the issuer (province, central), Issuer
// its id, "" where the vocabulary does not have it.
type Context struct {
	Locality string
	City     bool
	Level    string
	Issuer   string
}

// Mention is an agency named in a text.
type Mention struct {
	Agency     string      // id, or "x:" + the name in lower case
	Name       string      // official name, or the name as printed
	Span       corpus.Span // bytes of the text given
	Collective bool        // a group such as "các sở, ngành"
	Listed     bool        // member of an enumeration: "các sở: Y tế, Tài chính"
	Unknown    bool        // the vocabulary does not have it; its form says that it is a body
	Division   string      // where only a part of the agency is named, the id of its kind: "các phòng chuyên môn thuộc Sở Y tế"
	Vague      bool        // a common noun ("cơ sở y tế"): a body only where the grammar asks for one
}

// Mentions finds the agencies named in text, in order: the longest name at each
// place, a place name behind it included. "Các sở: Y tế, Tài chính" and "Ủy ban
// nhân dân cấp huyện, cấp xã" give a mention for each. Bodies that the
// vocabulary does not have are told by their form (unknown.go).
func (s *Set) Mentions(text string, ctx Context) []Mention {
	return s.MentionsAmong(vn.Tokens(text), text, ctx)
}

// MentionsAmong is [Set.Mentions] for who has the tokens of the text already.
func (s *Set) MentionsAmong(tokens []vn.Token, text string, ctx Context) []Mention {
	capitals := !strings.ContainsFunc(text, func(r rune) bool { return unicode.ToUpper(r) != r })
	var out []Mention
	for i := 0; i < len(tokens); {
		m, k := s.division(text, tokens, i, ctx)
		if k == 0 && !capitals {
			m, k = s.class(text, tokens, i, out, ctx)
		}
		if k > 0 {
			out = append(out, m)
			i += k
			continue
		}
		at, n := s.match(text, tokens, i)
		if n == 0 || s.specified(at, text, tokens, i, n) {
			m, k := Mention{}, 0
			if !capitals {
				m, k = s.unknown(text, tokens, i, ctx)
			}
			switch {
			case k > 0:
				if m.Agency == firms && len(out) > 0 && out[len(out)-1].Agency != firms && listGap(text[out[len(out)-1].Span.End:m.Span.Start]) {
					m = s.mention(s.byID["co-quan-don-vi"], text, tokens[i], tokens[i+k-1])
				}
				out = append(out, m)
				i += k
				continue
			case n == 0:
				m, k := s.committee(text, tokens, i)
				if k == 0 {
					m, k = s.plain(text, tokens, i, out)
				}
				if k > 0 {
					out = append(out, m)
					i += k
					continue
				}
				i++
				continue
			}
		}
		m = s.mention(s.cityOf(at, text, tokens, i, n, ctx), text, tokens[i], tokens[i+n-1])
		i += n
		if s.agencies[at].Kind == "body" || s.agencies[at].Kind == "force" {
			i += s.placeBehind(text, tokens, i, &m)
		}
		out = append(out, m)
		if strings.HasPrefix(strings.TrimLeft(text[m.Span.End:], " "), ":") {
			if list, next := s.enumeration(text, tokens, i, m.Agency); len(list) > 0 {
				out = append(out[:len(out)-1], list...) // the head is no agency of its own
				i = next
				continue
			}
			i = s.places(text, tokens, i, &out[len(out)-1])
		}
		more, next := s.continued(text, tokens, i, m)
		out = append(out, more...)
		i = next
	}
	return shareLevel(s, text, out)
}

// firms is the id of firms with no word that says which; last in a list of
// authorities they are of the collective "cơ quan, đơn vị, doanh nghiệp".
const firms = "x:doanh nghiệp"

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
	if !proper(s.agencies[agency], text[tokens[i].Start:]) || reTrade.MatchString(text[last.End:]) && last.Key != related ||
		i > 0 && lawsAnd[tokens[i-1].Key] && s.agencies[agency].Kind == "force" {
		return 0, 0
	}
	return agency, n
}

// related ends "liên quan": the name is complete, and a verb may follow, "các đơn
// vị liên quan sản xuất phim".
var related = vn.Key("quan")

// reTrade is what makes of "các ngành" trades and of "địa phương" no body.
var reTrade = lazy.MustCompile(`^ (?:nghề|công nghiệp|kinh tế|dịch vụ|hàng|sản xuất|học)(?:[ ,.;:)]|$)`)

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
	if next := at.next[tokens[i].Key]; next != nil && (i == from || next.comma || !strings.Contains(text[tokens[i-1].End:tokens[i].Start], ",")) {
		s.step(next, text, tokens, from, i+1, agency, n)
	}
	if next := at.next["{place}"]; next != nil && (i == from || strings.Trim(text[tokens[i-1].End:tokens[i].Start], " -–\u00a0") == "") {
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

// cities are the provincial bodies that a province's own city has at its level
// too: in a plan of a province "Ủy ban nhân dân thành phố" is a district body.
var cities = map[string]string{"ubnd-tinh": "ubnd-huyen", "cong-an-tinh": "cong-an-huyen", "hdnd-tinh": "hdnd-huyen"}

// cityOf is the agency at its level: that of a city within a province where the
// words say "thành phố" and it is none of the centrally run cities.
func (s *Set) cityOf(at int, text string, tokens []vn.Token, i, n int, ctx Context) int {
	lower := cities[s.agencies[at].ID]
	if lower == "" || n < 2 || tokens[i+n-1].Key != cityKeys[1] || tokens[i+n-2].Key != cityKeys[0] {
		return at
	}
	if j := i + n; j < len(tokens) && capital(text[tokens[j].Start:]) && strings.Trim(text[tokens[j-1].End:tokens[j].Start], " ") == "" {
		// Before 2025 Huế was the city of a province, which is known as Huế too.
		l, k := gazetteer().match(tokens[j:])
		if unit := gazetteer().list[l]; k > 0 && unit.Kind == "thành phố" && (ctx.City || unit.Name != ctx.Locality) {
			return at
		}
		return s.byID[lower]
	}
	if ctx.Locality == "" || ctx.City {
		return at
	}
	return s.byID[lower]
}

var cityKeys = vn.Keys("thành phố")

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
