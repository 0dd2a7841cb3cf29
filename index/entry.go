package index

import (
	"cmp"
	"slices"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/extract"
	"doichieu/index/vi"
)

// card is what is shown and searched of a plan with each of its entries. It is
// kept once, with the plan.
type card struct {
	PlanHead
	Sections map[string]section `json:"sections"` // by id
}

// section is what stands above the entries of a section.
type section struct {
	Path   []string `json:"path"`   // headings from the top down
	Themes []string `json:"themes"` // those of them that name a theme, see themes
}

func cardOf(plan *extract.Plan) *card {
	d := plan.Document
	c := &card{Sections: map[string]section{}, PlanHead: PlanHead{
		Plan: d.ID, Source: Source{Name: d.Source.Name, SHA256: d.Source.SHA256},
		Locality: d.Locality, Number: d.Number, DocType: d.DocType, Title: d.Title, Issued: d.Issued,
	}}
	for id, path := range headings(plan) {
		c.Sections[id] = section{path, themes(path)}
	}
	return c
}

// Entry is a provision of a plan, a task or another one, with what is searched
// and shown of it.
type Entry struct {
	*card   `json:"-"`
	Part    extract.Part     `json:"part"`
	Task    extract.Task     `json:"task"` // of another provision: its place and text alone
	Targets []extract.Target `json:"targets"`
}

// Entries are the provisions of a plan in reading order.
func Entries(plan *extract.Plan) []Entry {
	targets := plan.TargetsByTask()
	c := cardOf(plan)
	entries := make([]Entry, 0, len(plan.Tasks)+len(plan.Provisions))
	for _, t := range plan.Tasks {
		entries = append(entries, Entry{card: c, Part: extract.TasksPart, Task: t, Targets: targets[t.ID]})
	}
	for _, p := range plan.Provisions {
		t := extract.Task{ID: p.ID, Section: p.Section, Text: p.Text, Span: p.Span, Page: p.Page, OCR: p.OCR}
		entries = append(entries, Entry{card: c, Part: p.Part, Task: t, Targets: within(targets[""], p.Span)})
	}
	slices.SortStableFunc(entries, func(a, b Entry) int { return cmp.Compare(beginning(a.Task.Span), beginning(b.Task.Span)) })
	return entries
}

// beginning is where spans begin, 0 where there are none.
func beginning(s extract.Spans) int {
	if len(s) == 0 {
		return 0
	}
	return s[0].Start
}

// within are the targets that stand in the spans.
func within(targets []extract.Target, spans extract.Spans) []extract.Target {
	var out []extract.Target
	for _, t := range targets {
		if slices.ContainsFunc(spans, func(s corpus.Span) bool { return s.Start <= t.Span.Start && t.Span.End <= s.End }) {
			out = append(out, t)
		}
	}
	return out
}

// Path is the headings above the entry, outermost first.
func (e *Entry) Path() []string { return e.Sections[e.Task.Section].Path }

// headings are the headings from the top down to each section, by its id, as a
// path names them.
func headings(plan *extract.Plan) map[string][]string {
	paths := map[string][]string{}
	for id, trail := range plan.Trails() {
		var path []string
		for _, s := range trail {
			if h := strings.TrimSpace(s.Heading); h != "" {
				path = append(path, h)
			}
		}
		paths[id] = path
	}
	return paths
}

// texts are the passages in which words are looked for: the headings and those
// below them.
func (e *Entry) texts() []string { return slices.Concat(e.Path(), e.below()) }

// below are the text, the locality, and agencies that the task has from elsewhere,
// such as a column of a table, so that it is found as if their names stood in it.
func (e *Entry) below() []string {
	printed := append(slices.Clone(e.Path()), e.Task.Text)
	all := []string{e.Task.Text}
	for _, as := range e.Task.Assignments {
		if !slices.ContainsFunc(printed, func(text string) bool { return strings.Contains(text, as.Raw) }) {
			all = append(all, as.Name)
		}
	}
	return append(all, e.Locality)
}

// agencies are the distinct agencies in a role, "" for any, in the order of the
// task.
func (e *Entry) agencies(role extract.Role) []string {
	var ids []string
	for _, a := range e.Task.Assignments {
		if (role == "" || a.Role == role) && !slices.Contains(ids, a.Agency) {
			ids = append(ids, a.Agency)
		}
	}
	return ids
}

// year is the year of issue, "" where it is unknown.
func (e *Entry) year() string {
	if len(e.Issued) < 4 {
		return ""
	}
	return e.Issued[:4]
}

// openEnd stands for the end of a deadline that has none.
const openEnd = "9999-12-31"

// interval is a time that a deadline sets, as ISO days.
type interval struct{ from, to string }

// String is the interval as a term of the index, and parseInterval the way back.
func (v interval) String() string { return v.from + ".." + v.to }

func parseInterval(term string) interval {
	from, to, _ := strings.Cut(term, "..")
	return interval{from, to}
}

// overlaps reports a common day with [from, to], "" being open.
func (v interval) overlaps(from, to string) bool {
	return (from == "" || v.to >= from) && (to == "" || v.from <= to)
}

// ends reports a last day in [from, to], "" being open.
func (v interval) ends(from, to string) bool {
	return (from == "" || v.to >= from) && (to == "" || v.to <= to)
}

// intervals are the dated deadlines of the entry. One with a last day only is
// that day; one with a first day only never ends; one without dates ("thường
// xuyên", "hằng năm") is in no interval.
func (e *Entry) intervals() []interval {
	var out []interval
	for _, d := range e.Task.Deadlines {
		switch {
		case d.From == "" && d.To == "":
		case d.From == "":
			out = append(out, interval{d.To, d.To})
		case d.To == "":
			out = append(out, interval{d.From, openEnd})
		default:
			out = append(out, interval{d.From, d.To})
		}
	}
	return out
}

// Values of the facets of deadlines that are no years or kinds.
const (
	openYear   = "open" // a deadline without a last day
	noDeadline = "none" // a task without a deadline
)

// ends are the years in which the deadlines of a task end.
func (e *Entry) ends() []string {
	var years []string
	for _, v := range e.intervals() {
		year := v.to[:len("2006")]
		if v.to == openEnd {
			year = openYear
		}
		years = append(years, year)
	}
	return e.orNone(years)
}

// kinds are the kinds of the deadlines of a task.
func (e *Entry) kinds() []string {
	var kinds []string
	for _, d := range e.Task.Deadlines {
		kinds = append(kinds, string(d.Kind))
	}
	return e.orNone(kinds)
}

// orNone are distinct values, or that there are none where a task has no
// deadline at all.
func (e *Entry) orNone(values []string) []string {
	if len(e.Task.Deadlines) == 0 && e.Part == extract.TasksPart {
		return []string{noDeadline}
	}
	slices.Sort(values)
	return slices.Compact(values)
}

// units are the units of the targets.
func (e *Entry) units() []string {
	var units []string
	for _, t := range e.Targets {
		units = append(units, t.Unit)
	}
	slices.Sort(units)
	return slices.Compact(units)
}

// due is the last day of the deadline that ends first, "" without dates.
func (e *Entry) due() string {
	due := ""
	for _, v := range e.intervals() {
		if due == "" || v.to < due {
			due = v.to
		}
	}
	return due
}

// terms analyses the entry: its texts, and as terms that stand in none of them
// the agencies of its assignments, the number of its plan, and the days that end
// its deadlines, so that "31/12/2025" finds "trong quý IV năm 2025". What stands
// in the headings, and the number, is of all that they stand above.
func (e *Entry) terms(a *vi.Analyzer) vi.Terms {
	t := a.Above(e.Path()...).And(a.Terms(e.below()...))
	for _, as := range e.Task.Assignments {
		if c := vi.ConceptTerm(as.Agency); a.Name(as.Agency) != "" && !slices.Contains(t.Words, c) {
			t.Words = append(t.Words, c)
		}
	}
	t.Refs = append(t.Refs, a.Above(e.Number).Refs...)
	for _, d := range e.Task.Deadlines {
		for _, term := range slices.Concat(a.Terms(d.Raw).Dates, vi.ImpliedDates(d.To)) {
			if !slices.Contains(t.Dates, term) {
				t.Dates = append(t.Dates, term)
			}
		}
	}
	return t
}

// localityKey is a locality without its kind, accents and case, under its
// present-day spelling where the vocabulary knows several ("TP.HCM").
func localityKey(name string) string {
	key := bareLocality(name)
	if known, ok := localityNames()[key]; ok {
		return known
	}
	return key
}

func bareLocality(name string) string {
	key := foldWords(name)
	for _, kind := range []string{"thanh pho ", "tinh ", "tp "} {
		if rest, ok := strings.CutPrefix(key, kind); ok {
			return rest
		}
	}
	return key
}

// foldWords are the syllables of s without accents, one blank between.
func foldWords(s string) string {
	keys := vn.Keys(s)
	for i, k := range keys {
		keys[i] = vn.FoldKey(k)
	}
	return strings.Join(keys, " ")
}
