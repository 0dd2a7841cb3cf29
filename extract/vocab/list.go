package vocab

import (
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/vn"
)

// enumeration reads the bare names behind "các sở, ngành:" and "các bộ:".
func (s *Set) enumeration(text string, tokens []vn.Token, i int, head string) ([]Mention, int) {
	bare := s.bare
	switch head {
	case "so-ban-nganh":
	case "bo-nganh":
		bare = s.ministries
	default:
		return nil, i
	}
	var out []Mention
	for i < len(tokens) {
		if len(out) > 0 && !listGap(text[out[len(out)-1].Span.End:tokens[i].Start]) && tokens[i].Key != andKey {
			break
		}
		if tokens[i].Key == andKey {
			i++
			continue
		}
		at, n := s.match(text, tokens, i)
		if b, k := walk(bare, tokens[i:]); k >= n && k > 0 && capital(text[tokens[i].Start:]) {
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

// places extends the mention over the places it is of, named behind a colon:
// "Ủy ban nhân dân các phường: An Lạc, An Hòa và Tân An". It returns the index
// of the token behind.
func (s *Set) places(text string, tokens []vn.Token, i int, m *Mention) int {
	a, known := s.ByID(m.Agency)
	if !known || a.Level != "commune" && a.Level != "district" || m.Unknown {
		return i
	}
	end := i
	for j := i; j < len(tokens); {
		if gap := text[m.Span.End:tokens[j].Start]; !listGap(gap) {
			break
		}
		if tokens[j].Key == andKey {
			j++
			continue
		}
		if _, full := s.match(text, tokens, j); full > 0 {
			break
		}
		k := placeName(text, tokens, j)
		if k == 0 {
			break
		}
		j += k
		end = j
		m.Span.End = tokens[j-1].End
	}
	return end
}

func listGap(gap string) bool {
	t := strings.Trim(gap, " ")
	return t == "," || t == ";" || t == "và" || t == ":" || t == ", và" || t == "; và" || t == "&"
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

// andKey is the word in front of the last member of a list.
var andKey = vn.Key("và")

// levels pairs agencies of two levels that drafters name in one breath: "Ủy
// ban nhân dân cấp huyện, cấp xã".
var levels = map[string]string{"ubnd-huyen": "ubnd-xa", "ban-chi-dao-138-huyen": "ban-chi-dao-138-xa", "cong-an-huyen": "cong-an-xa"}

var (
	reAlsoCommune = lazy.MustCompile(`^(?:,| và|, và) (?:cấp xã|xã, phường, thị trấn|xã, phường, đặc khu|các xã, phường, thị trấn|các xã, phường)`)
	reAlsoField   = lazy.MustCompile(`^(?: và| &|,) `)
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
	if j < len(tokens) && tokens[j].Key == andKey {
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
// "Viện kiểm sát nhân dân, Tòa án nhân dân thành phố" are both provincial,
// "Công an, Quân sự cấp xã" both of the commune.
func shareLevel(s *Set, text string, ms []Mention) []Mention {
	for i := len(ms) - 2; i >= 0; i-- {
		m, next := &ms[i], s.levelOf(ms[i+1])
		if !listGap(text[m.Span.End:ms[i+1].Span.Start]) {
			continue
		}
		id := ""
		switch m.Agency {
		case "vien-kiem-sat", "toa-an":
			if strings.HasSuffix(ms[i+1].Agency, "-tinh") {
				id = m.Agency + "-tinh"
			}
		case "cong-an":
			if m.Span.Len() == len("Công an") && ms[i+1].Agency != "ubnd-tinh" && barrack[ms[i+1].Agency] {
				id = map[string]string{"commune": "cong-an-xa", "district": "cong-an-huyen", "province": "cong-an-tinh"}[next]
			}
		}
		if at, known := s.byID[id]; known {
			m.Agency, m.Name = s.agencies[at].ID, s.agencies[at].Name
		}
	}
	return ms
}

// barrack are the bodies that drafters name in one breath with the police.
var barrack = map[string]bool{"ban-chi-huy-quan-su-xa": true, "ban-chi-huy-quan-su-huyen": true, "bo-chi-huy-quan-su-tinh": true, "bo-chi-huy-bdbp-tinh": true}

func (s *Set) levelOf(m Mention) string {
	a, _ := s.ByID(m.Agency)
	return a.Level
}
