package vi

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus/vn"
)

// The fields of the query language.
const (
	FieldAgency       = "agency"
	FieldLead         = "lead"
	FieldCoordinating = "coordinating"
	FieldImplementing = "implementing"
	FieldLocality     = "locality"
	FieldDeadline     = "deadline"
	FieldYear         = "year"
	FieldNumber       = "number"
	FieldType         = "type"
	FieldPlan         = "plan"
	FieldRegion       = "region"
	FieldPart         = "part"
	FieldTheme        = "theme"
	FieldTarget       = "target"
	FieldDeadlineKind = "deadline_kind"
)

// fieldNames are the names people may write before a colon, without accents.
// Names of one common word that a pasted sentence may have before a colon are
// left out on purpose ("kế hoạch:", "nội dung:").
var fieldNames = map[string]string{
	"agency": FieldAgency, "co quan": FieldAgency, "don vi": FieldAgency,
	"lead": FieldLead, "chu tri": FieldLead, "co quan chu tri": FieldLead, "don vi chu tri": FieldLead,
	"coordinating": FieldCoordinating, "phoi hop": FieldCoordinating,
	"co quan phoi hop": FieldCoordinating, "don vi phoi hop": FieldCoordinating,
	"implementing": FieldImplementing, "thuc hien": FieldImplementing,
	"locality": FieldLocality, "province": FieldLocality, "tinh": FieldLocality, "tp": FieldLocality,
	"thanh pho": FieldLocality, "dia phuong": FieldLocality,
	"deadline": FieldDeadline, "due": FieldDeadline, "han": FieldDeadline, "thoi han": FieldDeadline,
	"year": FieldYear, "nam": FieldYear,
	"number": FieldNumber, "so": FieldNumber, "so hieu": FieldNumber,
	"type": FieldType, "loai": FieldType,
	"plan":   FieldPlan,
	"region": FieldRegion, "vung": FieldRegion,
	"part": FieldPart, "in": FieldPart, "phan": FieldPart,
	"theme": FieldTheme, "chu de": FieldTheme, "de muc": FieldTheme,
	"target": FieldTarget, "co chi tieu": FieldTarget,
	"deadline kind": FieldDeadlineKind, "kind": FieldDeadlineKind, "loai han": FieldDeadlineKind,
}

// Filter is a condition of the query language: FIELD:VALUE, excluded with a
// leading "-". Op is "", "<", "<=", ">" or ">=".
type Filter struct {
	Field, Op, Value string
	Not              bool
}

// item is a piece of what somebody typed.
type item struct {
	text   string // words, or the text between quotes
	quoted bool
	curly  bool // quoted as texts print it
	not    bool
	filter *Filter
}

// Values tells how many of the words after "FIELD:" belong to a value that has
// several words and no quotes (tỉnh:Cần Thơ); 1 where it does not know.
type Values func(field string, words []string) int

// maxInput is the longest input that is looked at, in bytes: 10,000 words fit.
const maxInput = 1 << 17

// parse cuts what somebody typed into pieces. No input is an error: a quote
// that is never closed, a dash or a colon that means nothing are read as words.
func (a *Analyzer) parse(input string, values Values) []item {
	if len(input) > maxInput {
		input = input[:maxInput]
		input = input[:1+strings.LastIndexFunc(input, unicode.IsSpace)] // no half a word
	}
	input = vn.NFC(strings.ToValidUTF8(input, " "))
	var items []item
	rest := input
	for {
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		if rest == "" {
			return unquoted(items)
		}
		var it item
		if after, ok := excludes(rest, items); ok {
			it.not, rest = true, after
		}
		if f, after, ok := a.field(rest, values); ok {
			f.Not = it.not
			it.filter, rest = &f, after
		} else if text, after, ok := quotation(rest); ok {
			it.text, it.quoted, it.curly, rest = text, true, rest[0] != '"', after
		} else {
			it.text, rest = word(rest)
		}
		items = append(items, it)
	}
}

// unquoted reads printed quotations among other words as words: they come with
// copied text ("theo phương châm “ngăn cung, giảm cầu”"). Nobody types them by
// hand as the straight ones, which always ask for a phrase; nor do they come alone.
func unquoted(items []item) []item {
	copied := slices.ContainsFunc(items, func(it item) bool { return it.filter == nil && !it.not && !it.quoted })
	for i := range items {
		if copied && items[i].curly && !items[i].not {
			items[i].quoted = false
		}
	}
	return items
}

// excludes takes the dash off "-word", "-\"phrase\"" and "-field:". A dash with
// a blank behind it is a dash, and one behind a number belongs to a reference.
func excludes(s string, before []item) (string, bool) {
	after, ok := strings.CutPrefix(s, "-")
	if !ok {
		return s, false
	}
	r, _ := utf8.DecodeRuneInString(after)
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !isQuote(r) {
		return s, false
	}
	if n := len(before); n > 0 && before[n-1].filter == nil && !before[n-1].quoted && digits(before[n-1].text) {
		return s, false
	}
	return after, true
}

func isQuote(r rune) bool {
	return r == '"' || r == '“' || r == '”' || r == '„' || r == '«' || r == '»'
}

// quotation reads a quoted phrase that has its closing quote.
func quotation(s string) (text, rest string, ok bool) {
	r, n := utf8.DecodeRuneInString(s)
	if !isQuote(r) {
		return "", s, false
	}
	i := strings.IndexFunc(s[n:], isQuote)
	if i < 0 {
		return "", s, false
	}
	_, m := utf8.DecodeRuneInString(s[n+i:])
	return s[n : n+i], s[n+i+m:], true
}

// word takes everything up to the next blank.
func word(s string) (text, rest string) {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// longestName bounds the search for the colon of a field name, in bytes.
const longestName = 40

// field reads NAME:VALUE at the start of s.
func (a *Analyzer) field(s string, values Values) (Filter, string, bool) {
	colon := strings.IndexByte(s[:min(len(s), longestName)], ':')
	if colon <= 0 {
		return Filter{}, s, false
	}
	name, ok := fieldNames[strings.Join(foldedKeys(vn.Tokens(s[:colon])), " ")]
	if !ok || strings.ContainsFunc(s[:colon], func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' }) {
		return Filter{}, s, false
	}
	f := Filter{Field: name}
	rest := strings.TrimLeftFunc(s[colon+1:], unicode.IsSpace)
	f.Op, rest = operator(rest)
	if text, after, ok := quotation(rest); ok {
		f.Value = strings.TrimSpace(text)
		return f, after, f.Value != ""
	}
	f.Value, rest = a.value(name, rest, values)
	return f, rest, f.Value != ""
}

func operator(s string) (op, rest string) {
	for _, o := range []struct{ printed, op string }{
		{"<=", "<="}, {">=", ">="}, {"≤", "<="}, {"≥", ">="}, {"<", "<"}, {">", ">"}, {"=", ""},
	} {
		if after, ok := strings.CutPrefix(s, o.printed); ok {
			return o.op, strings.TrimLeft(after, " ")
		}
	}
	return "", s
}

// value takes as many words as make the longest known name.
func (a *Analyzer) value(field, s string, values Values) (value, rest string) {
	n := 1
	switch field {
	case FieldAgency, FieldLead, FieldCoordinating, FieldImplementing:
		head := s[:min(len(s), 400)]
		tokens := vn.Tokens(head)
		if _, k := a.agency(tokens); k > 0 {
			if tokens[0].Start == 0 {
				// up to the end of the printed word, so that no bracket is left
				end := tokens[k-1].End
				w, _ := word(s[end:])
				if strings.IndexFunc(w, unicode.IsLetter) >= 0 {
					w = ""
				}
				return s[:end], s[end+len(w):]
			}
		}
	case FieldLocality, FieldRegion, FieldPart, FieldDeadlineKind:
		if values != nil {
			n = max(1, values(field, firstWords(s)))
		}
	default:
		n = longestValue(field, firstWords(s))
	}
	rest = s
	for range n {
		var w string
		w, rest = word(strings.TrimLeftFunc(rest, unicode.IsSpace))
		value = strings.TrimSpace(value + " " + w)
	}
	return value, rest
}

// firstWords are those among which the value of a field is looked for.
func firstWords(s string) []string { return strings.Fields(s[:min(len(s), 200)]) }

// longestValue is how many words the value of a field has that can be told by
// its form: a time, the number or the kind of a document.
func longestValue(field string, words []string) int {
	for n := min(len(words), 6); n > 1; n-- {
		value := strings.Join(words[:n], " ")
		ok := false
		switch field {
		case FieldDeadline, FieldYear:
			_, _, ok = Period(value)
		case FieldNumber:
			r := read(value)
			ok = len(r.refs) == 1 && r.refs[0].from == 0 && r.refs[0].to == len(r.tokens)
		case FieldType:
			_, ok = knownType(foldedKeys(vn.Tokens(value)))
		}
		if ok {
			return n
		}
	}
	return 1
}

// agency is the longest known name at the start of the tokens.
func (a *Analyzer) agency(tokens []vn.Token) (ids []string, n int) {
	keys := keysOf(tokens)
	if ids, n = longest(a.dict.exact, keys); n > 0 {
		return ids, n
	}
	return longest(a.dict.folded, foldedKeys(tokens))
}

// Concepts are the ids that a name stands for: those of the longest known
// names that fill it wholly, typed with accents or without, or the id itself.
func (a *Analyzer) Concepts(name string) []string {
	if _, ok := a.names[name]; ok {
		return []string{name}
	}
	tokens := vn.Tokens(name)
	if ids, n := a.agency(tokens); n > 0 && n == len(tokens) {
		return slices.Clone(ids)
	}
	return nil
}
