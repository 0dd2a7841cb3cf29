package extract

import (
	"sort"
	"strings"
	"unicode/utf8"

	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/extract/vocab"
)

// Who does what, read from the words of one item. The grammar is small, for
// drafters use few forms:
//
//	subject      "Sở Y tế, Sở Tài chính chủ trì ..." at the start of the item:
//	             the list of agencies with which it begins leads
//	clause       "...; Điện lực tỉnh bảo đảm ..." and "... Công an tỉnh tuần tra
//	             ...": behind a semicolon or full stop another subject that
//	             acts leads beside the first
//	told         "Giao Sở Y tế ...", "yêu cầu các sở ...", "do Công an tỉnh
//	             chủ trì", wherever it stands: they lead
//	sentence     an agency that begins a later sentence or clause leads if the
//	             item has no other lead: "... ngày 22/01/2024. Công an tỉnh ..."
//	presiding    "..., Sở Tài chính chủ trì ..." likewise, and "Căn cứ ..., các
//	             sở triển khai ..."
//	bracketed    "... (Sở Y tế; Quý III/2024)" at the end of an item likewise
//	partner      "phối hợp (chặt chẽ) với X, Y và Z": they coordinate
//	directed     "chỉ đạo / hướng dẫn / giao X ...": they implement
//
// An agency named in any other place (reported to, advised, checked, cited,
// in a genitive) is no owner. lead.go reads who leads, partner.go the rest.

// ownership is what the words of one item assign.
type ownership struct {
	lead, coordinating, implementing []owner
	whole                            bool // the item is nothing but its agencies: a heading, or "X chủ trì, phối hợp với Y:"
}

// owner is an agency that a rule found, with its place in the item's text.
type owner struct {
	vocab.Mention
	requested bool
	rule      string
	others    bool // the words tell these bodies from others of the same id: "các ngành liên quan", "các xã giáp ranh"
}

// sentence is a text in which agencies were found.
type sentence struct {
	text   string
	norm   *vn.Normal
	ms     []vocab.Mention
	issuer string // id of the paper's issuer, "" where the vocabulary does not have it
}

func (x *extractor) sentence(text string) *sentence {
	return &sentence{text: text, norm: vn.Normalise(text), ms: x.agencies.Mentions(text, x.context), issuer: x.context.Issuer}
}

// between is the normalised text from byte i to byte j.
func (s *sentence) between(i, j int) string { return s.norm.Slice(i, j) }

// reach is how many bytes around an agency a rule looks at, at most.
const reach = 600

// after is the normalised text from byte i on, without leading blanks.
func (s *sentence) after(i int) string {
	return strings.TrimLeft(s.norm.Slice(i, min(len(s.text), i+reach)), " ")
}

// next is the index of the first mention at or behind byte i.
func (s *sentence) next(i int) int {
	return sort.Search(len(s.ms), func(k int) bool { return s.ms[k].Span.Start >= i })
}

// read finds what the words of the item assign.
func (x *extractor) read(it *item) {
	text := cut(it.text[:it.wordsEnd()], longest)
	if text == "" || it.table != nil {
		return
	}
	s := x.sentence(text)
	if len(s.ms) == 0 {
		return
	}
	o := ownership{coordinating: s.partners(), implementing: s.directed()}
	end := 0
	o.lead, end = s.subject()
	o.whole = len(o.lead) > 0 && reCloses.MatchString(s.after(end))
	if len(o.lead) == 0 {
		o.lead, end = s.told(x.underAgency(it))
	}
	if len(o.lead) == 0 {
		o.lead, end = s.later(append(o.coordinating, o.implementing...))
	}
	if !o.whole {
		o.lead = append(o.lead, s.clauses(end, append(o.coordinating, o.implementing...))...)
	}
	if len(o.lead) == 0 {
		o.lead, it.term = s.bracketed(x.base)
	}
	o.implementing = without(without(o.implementing, o.lead), o.coordinating)
	o.coordinating = without(o.coordinating, o.lead)
	it.own = o
}

// longest is how many bytes of a provision are read for owners. No drafter
// writes a longer one; a text without line ends may.
const longest = 1 << 14

// cut is the text up to n bytes, ending with a whole letter.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// underAgency reports whether a heading or lead-in above gives the item a lead.
func (x *extractor) underAgency(it *item) bool {
	for p := it.parent; p != nil; p = p.parent {
		if len(p.own.lead) > 0 {
			return true
		}
	}
	return false
}

// without drops from a the agencies that are in b. Others of a collective that
// is in b stay: "Các sở, ngành phối hợp với các sở, ngành liên quan".
func without(a, b []owner) []owner {
	var out []owner
next:
	for _, m := range a {
		for _, o := range b {
			if m.Agency == o.Agency && (!m.others && !o.others || m.Span == o.Span) {
				continue next
			}
		}
		out = append(out, m)
	}
	return out
}

// unique keeps the first mention of each agency.
func unique(a []owner) []owner {
	var out []owner
	seen := map[string]bool{}
	for _, m := range a {
		if !seen[m.Agency] {
			seen[m.Agency] = true
			out = append(out, m)
		}
	}
	return out
}

// assignments turns owners into the assignments of a task.
func (x *extractor) assignments(it *item, role Role, owners []owner, inherited string) []Assignment {
	var out []Assignment
	for _, o := range unique(owners) {
		span := it.place(o.Span.Start, o.Span.End)
		if o.Unknown {
			x.unknownAgency(o.Agency, span)
		}
		out = append(out, Assignment{
			Role: role, Agency: o.Agency, Name: o.Name, Raw: span.In(x.doc.Text), Requested: o.requested,
			Inherited: inherited, Span: span, Page: x.doc.PageAt(span.Start), Rule: o.rule,
			Confidence: ownerConfidence(o.rule, o.Unknown),
		})
	}
	return out
}

// unknownAgency notes, once for each, an owner that the vocabulary lacks.
func (x *extractor) unknownAgency(id string, span corpus.Span) {
	if x.unknown[id] {
		return
	}
	x.unknown[id] = true
	x.plan.Notes = append(x.plan.Notes, corpus.Note{
		Code: "unknown-agency", Severity: corpus.Info, Message: "kept by its name, the vocabulary does not have it: " + strings.TrimPrefix(id, "x:"),
		Span: span, Page: x.doc.PageAt(span.Start),
	})
}

// resolve gives the task its owners: its own, and what it inherits from the
// lead-ins and headings above it. A lead of its own replaces the inherited
// owners; partners of its own are added to the inherited ones.
func (x *extractor) resolve(it *item) []Assignment {
	type given struct {
		by     *item
		id     string // of the heading or lead-in that gives them, "" for the task itself
		owners []owner
	}
	lead := []given{{it, "", it.own.lead}}
	coordinating := []given{{it, "", it.own.coordinating}}
	implementing := given{it, "", it.own.implementing}
	if len(it.own.lead) == 0 {
		for _, g := range givers(it) {
			coordinating = append(coordinating, given{g, g.id, g.own.coordinating})
			if len(implementing.owners) == 0 {
				implementing = given{g, g.id, g.own.implementing}
			}
			if len(g.own.lead) > 0 {
				lead = []given{{g, g.id, g.own.lead}}
				break
			}
		}
	}
	// An agency has one role, unless the words tell others of its kind apart.
	var out []Assignment
	seen := map[string]bool{}
	for _, r := range []struct {
		role Role
		list []given
	}{{Lead, lead}, {Coordinating, coordinating}, {Implementing, []given{implementing}}} {
		taken := map[string]bool{}
		for _, g := range r.list {
			for _, o := range g.owners {
				if !taken[o.Agency] && (o.others || !seen[o.Agency]) {
					taken[o.Agency] = true
					out = append(out, x.assignments(g.by, r.role, []owner{o}, g.id)...)
				}
				seen[o.Agency] = seen[o.Agency] || !o.others
			}
		}
	}
	return out
}

// givers are the lead-ins and headings that the item inherits from, nearest
// first: the lead-in paragraph before it at its level, unless the item stands
// beside that in one sequence, then the item above, and so on up.
func givers(it *item) []*item {
	var out []*item
	for ; it.parent != nil; it = it.parent {
		for i := it.at - 1; i >= max(0, it.at-farthest); i-- {
			s := it.parent.below[i]
			if s.mark.Kind == 0 && (s.role == leadIn || s.role == task && strings.HasSuffix(s.text, ":")) {
				if !it.follows(s) {
					out = append(out, s)
				}
				break
			}
			if s.mark.Kind == 0 && s.role != ignored || s.mark.Kind != 0 && s.mark.Kind < it.mark.Kind {
				break
			}
		}
		if p := it.parent; p.parent != nil && (len(p.own.lead) > 0 || strings.HasSuffix(strings.TrimSpace(p.text), ":")) {
			out = append(out, p)
		}
	}
	return out
}

// farthest is how many siblings back a lead-in paragraph is looked for.
const farthest = 300

// spanOf is the place of an item's marker and words.
func (it *item) spanOf() corpus.Span {
	return corpus.Span{Start: it.spans[0].Start, End: it.spans[len(it.spans)-1].End}
}
