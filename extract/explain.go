package extract

import (
	"slices"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/extract/when"
)

// ExplanationSchema names the JSON form of an [Explanation].
const ExplanationSchema = "doichieu.explanation/1"

// Explanation tells of one task why its cells are what they are: the task with
// the rule and the words of each cell, and what stands in its words or above
// them and became no cell.
type Explanation struct {
	Schema  string    `json:"schema"`
	Plan    string    `json:"plan"` // id of the document
	Path    string    `json:"path"` // headings above, from the top
	Task    Task      `json:"task"`
	Targets []Target  `json:"targets"`
	NamedBy []string  `json:"named_by"` // ids of tasks that name it: see [Plan.NamedBy]
	Refused []Refusal `json:"refused"`
}

// Refusal is an agency or a time that was found and became no cell.
type Refusal struct {
	Kind   string      `json:"kind"`   // "agency" or "time"
	Value  string      `json:"value"`  // id of the agency; "" for a time
	Rule   string      `json:"rule"`   // that read the time or the agency; "" where none did
	Reason Reason      `json:"reason"` // why it became none
	From   string      `json:"from"`   // id of the heading or lead-in where it stands, "" for the task's own words
	Raw    string      `json:"raw"`    // the words at Span
	Span   corpus.Span `json:"span"`
	Page   int         `json:"page"`
}

// Reason says why something that was found became no cell.
type Reason string

// The reasons. Those of times are, besides, name, context and past, of package
// when.
const (
	Again    Reason = "again"    // the agency has a part in the task by another mention
	Replaced Reason = "replaced" // what the task itself or a label says comes first
	Advised  Reason = "advised"  // the lead advises or helps it
	Reported Reason = "reported" // it receives a report, a draft or a proposal
	Through  Reason = "through"  // something goes to somebody else through it
	Checked  Reason = "checked"  // it is checked or watched
	Cited    Reason = "cited"    // it issued a paper that is cited
	Owning   Reason = "owning"   // it is named as owner of something, or as a place
	Common   Reason = "common"   // a common noun that names no body of its own here
	NoRule   Reason = "no-rule"  // it is no subject, no partner and nobody tells it to act
)

// refusing are the words in front of an agency that show why it is no owner;
// the first that fit decide.
var refusing = []struct {
	reason Reason
	before *lazy.Regexp
}{
	{Cited, lazy.MustCompile(`\d[-/]\p{L}[\p{L}\d]*(?:[-/]\p{L}[\p{L}\d]*)*(?: ngày [\d/]+| ngày \d+ tháng \d+ năm \d+)? của ` + beforeBody)},
	{Advised, lazy.MustCompile(`(?:tham mưu|giúp|giúp việc|tư vấn|phục vụ)(?: cho| giúp| với| để)? ` + beforeBody)},
	{Through, lazy.MustCompile(`(?:^|[\s(])(?:thông )?qua ` + beforeBody)},
	{Reported, lazy.MustCompile(`(?:báo cáo|trình|gửi|kiến nghị|đề xuất|xin ý kiến|thông báo|cung cấp|bàn giao|chuyển)(?: [^.;:,]{0,40})?(?: về| đến| tới| cho| với| lên)? ` + beforeBody)},
	{Checked, lazy.MustCompile(`(?:kiểm tra|giám sát|thanh tra|đôn đốc|theo dõi|đánh giá)(?: [^.;:,]{0,40})? ` + beforeBody)},
	{Owning, lazy.MustCompile(`(?:^|\s)(?:của|thuộc|trực thuộc|tại|ở|giữa|trong) ` + beforeBody)},
}

// notSubmitted are words that end as "trình" (to submit) does.
var notSubmitted = strings.NewReplacer("chương trình", "chương_", "quy trình", "quy_", "công trình", "công_", "quá trình", "quá_", "lộ trình", "lộ_")

// beforeBody is what may stand between a word that refuses and the agency.
const beforeBody = listHead + `(?:` + titles + ` )*$`

// Explain reads the document and explains the task with that id; false if the
// plan has no such task.
func Explain(doc *corpus.Document, id string) (*Explanation, bool) {
	x := newExtractor(doc)
	x.watch = id
	plan := x.run()
	k := slices.IndexFunc(plan.Tasks, func(t Task) bool { return t.ID == id })
	if k < 0 {
		return nil, false
	}
	t := plan.Tasks[k]
	e := &Explanation{
		Schema: ExplanationSchema, Plan: doc.ID, Path: plan.Paths()[t.Section], Task: t,
		Targets: nonNil(plan.TargetsByTask()[id]), NamedBy: plan.NamedBy(id), Refused: []Refusal{},
	}
	if x.watched != nil {
		e.Refused = append(e.Refused, x.refusedAgencies(x.watched, t)...)
		e.Refused = append(e.Refused, x.refusedTimes(x.watched, t)...)
		e.Refused = append(e.Refused, x.replaced(x.watched, t)...)
	}
	return e, true
}

// refusedAgencies are the bodies named in the task's words that are no owners
// by that mention.
func (x *extractor) refusedAgencies(it *item, t Task) []Refusal {
	s := x.sentence(cut(it.text, longest))
	var out []Refusal
	var last Reason
	for i, m := range s.ms {
		span := it.place(m.Span.Start, m.Span.End)
		if slices.ContainsFunc(t.Assignments, func(a Assignment) bool { return overlaps(a.Span, span) }) {
			last = ""
			continue
		}
		rule, reason := "", s.refusal(i, last)
		if o, found := ownerAt(it.own, m.Span); found {
			rule, reason = o.rule, Replaced
		}
		if assigned(t.Assignments, m.Agency) {
			reason = Again
		}
		last = reason
		out = append(out, x.refusal(Refusal{Kind: "agency", Value: m.Agency, Rule: rule, Reason: reason}, span))
	}
	return out
}

// refusal is why the i-th mention is no owner; the members of a list share the
// reason of the first.
func (s *sentence) refusal(i int, last Reason) Reason {
	m := s.ms[i]
	before := notSubmitted.Replace(s.between(max(0, m.Span.Start-reach/4), m.Span.Start))
	for _, r := range refusing {
		if r.before.MatchString(before) {
			return r.reason
		}
	}
	if last != "" && i > 0 {
		if gap := s.between(min(s.ms[i-1].Span.End, m.Span.Start), m.Span.Start); reGap.MatchString(gap) && reJoin.MatchString(gap) {
			return last
		}
	}
	if m.Vague {
		return Common
	}
	return NoRule
}

// ownerAt is the owner that the item's words gave at that place.
func ownerAt(o ownership, at corpus.Span) (owner, bool) {
	for _, list := range [][]owner{o.lead, o.coordinating, o.implementing} {
		for _, own := range list {
			if own.Span == at {
				return own, true
			}
		}
	}
	return owner{}, false
}

// refusedTimes are the phrases in the task's words that look like time limits.
func (x *extractor) refusedTimes(it *item, t Task) []Refusal {
	var out []Refusal
	for _, r := range when.Refused(cut(it.text, longest), x.base) {
		span := it.place(r.Span.Start, r.Span.End)
		if slices.ContainsFunc(t.Deadlines, func(d Deadline) bool { return overlaps(d.Span, span) }) {
			continue
		}
		out = append(out, x.refusal(Refusal{Kind: "time", Rule: r.Rule, Reason: Reason(r.Reason)}, span))
	}
	return out
}

// replaced are the owners and time limits of headings and lead-ins above that
// the task does not take over because it has its own.
func (x *extractor) replaced(it *item, t Task) []Refusal {
	if it.parent == nil {
		return nil // a row of a table
	}
	var out []Refusal
	for _, g := range givers(it) {
		for _, o := range slices.Concat(g.own.lead, g.own.coordinating) {
			if !assigned(t.Assignments, o.Agency) {
				r := Refusal{Kind: "agency", Value: o.Agency, Rule: o.rule, Reason: Replaced, From: g.id}
				out = append(out, x.refusal(r, g.place(o.Span.Start, o.Span.End)))
			}
		}
	}
	for _, g := range limitGivers(it) {
		for _, d := range g.limits {
			if !slices.ContainsFunc(t.Deadlines, func(own Deadline) bool { return own.Span == d.Span }) {
				out = append(out, x.refusal(Refusal{Kind: "time", Rule: d.Rule, Reason: Replaced, From: g.id}, d.Span))
			}
		}
	}
	return out
}

// refusal completes a refusal with its place.
func (x *extractor) refusal(r Refusal, span corpus.Span) Refusal {
	r.Span, r.Raw, r.Page = span, span.In(x.doc.Text), x.doc.PageAt(span.Start)
	return r
}

func overlaps(a, b corpus.Span) bool { return a.Start < b.End && b.Start < a.End }

// Rule describes the rule of that name, of owners or of time limits; false if
// there is none.
func Rule(name string) (RuleInfo, bool) {
	for _, r := range ownerRules {
		if r.Name == name {
			return r, true
		}
	}
	for _, r := range when.Rules() {
		if r.Name == name {
			return RuleInfo{r.Name, r.Description, limitConfidence(name, "")}, true
		}
	}
	return RuleInfo{}, false
}
