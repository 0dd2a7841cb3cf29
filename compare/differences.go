package compare

import (
	"slices"
	"strings"
	"time"

	"doichieu/corpus/vn"
	"doichieu/extract"
	"doichieu/extract/vocab"
)

// How one task differs from another
//
// Three things are compared: who leads, by when, and how much. Each is compared
// over all tasks that a plan has in the row, so that a task split over two
// agencies has both of them as leads. The order of agencies does not matter.
//
// Leads. An agency and the one that took over its duties are the same; so are a
// ministry and the department of its field. Both are said as remarks. A
// collective or a force ("các sở, ban, ngành", "Công an") facing a named agency is
// a difference of its own kind: the other plan names somebody, or nobody.
//
// Deadlines. The last day allowed decides; of several, the latest, since only
// then all is done. A day in another year is later even where the plans are a
// year apart: the note years-apart warns of that. Without dates, the rhythm
// ("hằng quý") is compared.
//
// Targets. Two targets face each other if they have one unit and speak of the
// same, by their words; with a due year on both sides, only of the same year.

// DifferenceKind says in what two tasks of a row differ.
type DifferenceKind string

// The kinds of differences, and the remarks, which are none.
const (
	OtherLead      DifferenceKind = "other-lead"       // no leading agency in common
	PartLead       DifferenceKind = "part-lead"        // some leading agencies in common, not all
	CollectiveLead DifferenceKind = "collective-lead"  // named on one side, a collective on the other
	MissingLead    DifferenceKind = "missing-lead"     // led by nobody here
	AddedLead      DifferenceKind = "added-lead"       // led by nobody there
	Later          DifferenceKind = "later"            // the last day is later
	LaterVaguer    DifferenceKind = "later-vaguer"     // later, and a longer period instead of a shorter one
	Earlier        DifferenceKind = "earlier"          // the last day is earlier
	MissingDate    DifferenceKind = "missing-deadline" // no time limit here
	AddedDate      DifferenceKind = "added-deadline"   // no time limit there
	OtherRhythm    DifferenceKind = "other-rhythm"     // recurs in another period, or once against again and again
	LowerTarget    DifferenceKind = "lower-target"
	HigherTarget   DifferenceKind = "higher-target"
	MissingTarget  DifferenceKind = "missing-target" // no such target here
	AddedTarget    DifferenceKind = "added-target"   // no such target there

	// Over time only.
	ByLaw         DifferenceKind = "by-law"          // the lead has the duty by law
	OtherHelpers  DifferenceKind = "other-helpers"   // other coordinating agencies
	OtherDays     DifferenceKind = "other-days"      // other days, of which the last one stays
	LaterInYear   DifferenceKind = "later-in-year"   // the last day is later in its year
	EarlierInYear DifferenceKind = "earlier-in-year" // the last day is earlier in its year
	Words         DifferenceKind = "words"           // the words that only one side has; also a remark

	// Remarks over time.
	LawSays            DifferenceKind = "law-says"              // by law another agency has the duty, or none
	HelpersByLaw       DifferenceKind = "helpers-by-law"        // the coordinating agencies have the duties by law
	SameDayNextYear    DifferenceKind = "same-day-next-year"    // the same day, some years later
	SameTargetNextYear DifferenceKind = "same-target-next-year" // the same value, some years later

	Renamed    DifferenceKind = "renamed"     // remark: the same lead under a new name, or its heir by law
	OtherLevel DifferenceKind = "other-level" // remark: the lead of the same field at another level
)

// Difference is one thing in which two sides differ, in the words of both.
type Difference struct {
	Kind DifferenceKind `json:"kind"`
	Was  string         `json:"was"` // of the baseline, as printed; "" for nothing
	Is   string         `json:"is"`  // of the other plan
	// Source is the law by which it is so, where one is known.
	Source string `json:"source,omitempty"`
}

// differences compares what plans have in a row: first the differences, then the
// remarks.
func differences(was, is []Member) (diffs, remarks []Difference) {
	d, r := leadDifferences(was, is)
	diffs = append(diffs, d...)
	diffs = append(diffs, dateDifferences(was, is)...)
	diffs = append(diffs, targetDifferences(was, is)...)
	return nonNil(diffs), nonNil(r)
}

// agenciesOf are those that all the tasks have in a role, each once.
func agenciesOf(members []Member, role func(Member) []extract.Assignment) []extract.Assignment {
	var out []extract.Assignment
	for _, m := range members {
		for _, a := range role(m) {
			if !hasAgency(out, a.Agency) {
				out = append(out, a)
			}
		}
	}
	return out
}

func namesOf(as []extract.Assignment) string {
	var names []string
	for _, a := range as {
		names = append(names, a.Name)
	}
	return strings.Join(names, "; ")
}

// likeness is how two agencies are the same.
type likeness int

const (
	unlike likeness = iota
	collective
	otherLevel
	renamed
	same
)

func leadDifferences(was, is []Member) (diffs, remarks []Difference) {
	texts := vn.Fold(textsOf(was) + " " + textsOf(is))
	return compareLeads(agenciesOf(was, leadsIn), agenciesOf(is, leadsIn), func(p, q string) likeness {
		return max(alike(p, q, texts), alike(q, p, texts))
	})
}

// compareLeads compares the leads of two sides by how two agencies are alike.
func compareLeads(a, b []extract.Assignment, alike func(p, q string) likeness) (diffs, remarks []Difference) {
	words := func(k DifferenceKind) []Difference { return []Difference{{Kind: k, Was: namesOf(a), Is: namesOf(b)}} }
	switch {
	case len(a) == 0 && len(b) == 0:
		return nil, nil
	case len(b) == 0:
		return words(MissingLead), nil
	case len(a) == 0:
		return words(AddedLead), nil
	}
	// best is how each agency of one list is met in the other.
	best := func(x, y []extract.Assignment) (all []likeness) {
		for _, p := range x {
			found := unlike
			for _, q := range y {
				found = max(found, alike(p.Agency, q.Agency))
			}
			all = append(all, found)
		}
		return all
	}
	met := append(best(a, b), best(b, a)...)
	switch worst := slices.Min(met); {
	case worst == same:
		return nil, nil
	case worst == renamed:
		return nil, words(Renamed)
	case worst == otherLevel:
		return nil, words(OtherLevel)
	case slices.Max(met) == unlike:
		return words(OtherLead), nil
	case slices.Max(met) == collective:
		return words(CollectiveLead), nil
	}
	return words(PartLead), nil
}

func textsOf(members []Member) string {
	var b strings.Builder
	for _, m := range members {
		b.WriteString(m.Text + " ")
	}
	return b.String()
}

// alike compares agency b with a, where a may be the older, the larger or the
// higher one. The words of the tasks tell which of its heirs took a duty over.
func alike(a, b, texts string) likeness {
	if a == b {
		return same
	}
	agencies := vocab.Agencies()
	x, _ := agencies.ByID(a)
	y, _ := agencies.ByID(b)
	switch {
	case slices.Contains(x.Successors, b) || vocab.Inherits(a, b, texts):
		return renamed
	case x.Level == "central" && y.Level != "central" && fieldOf(a) == fieldOf(b):
		return otherLevel
	}
	return inGeneral(a, b)
}

// inGeneral compares agency b with a, where a may name a whole of which b is a
// part.
func inGeneral(a, b string) likeness {
	if x, _ := vocab.Agencies().ByID(a); x.Kind == "collective" || strings.HasPrefix(b, a+"-") {
		return collective
	}
	return unlike
}

// fieldOf is the id of a ministry or department without the word for its rank.
func fieldOf(id string) string {
	for _, rank := range []string{"bo-", "so-", "cuc-", "chi-cuc-"} {
		if rest, ok := strings.CutPrefix(id, rank); ok {
			return rest
		}
	}
	for _, level := range []string{"-tinh", "-toi-cao"} {
		if rest, ok := strings.CutSuffix(id, level); ok {
			return rest
		}
	}
	return id
}

// limit is when the tasks of one side must be done.
type limit struct {
	to    string // the latest last day, "" for none
	vague int    // days in the period that the words name; 0 for a day
	every []string
	raw   string
}

func limitOf(members []Member) limit {
	var l limit
	var raw []string
	for _, m := range members {
		for _, d := range m.Deadlines {
			if !slices.Contains(raw, d.Raw) {
				raw = append(raw, d.Raw)
			}
			switch d.Kind {
			case extract.Recurring:
				l.every = append(l.every, d.Every)
			case extract.Ongoing:
				l.every = append(l.every, "ongoing")
			}
			if d.Kind != extract.Recurring && d.To > l.to {
				l.to, l.vague = d.To, daysIn(d)
			}
		}
	}
	l.every, l.raw = unique(l.every), strings.Join(raw, "; ")
	return l
}

// daysIn is how many days lie between the first and the last day of a deadline.
func daysIn(d extract.Deadline) int {
	from, err1 := time.Parse(time.DateOnly, d.From)
	to, err2 := time.Parse(time.DateOnly, d.To)
	words := vn.Fold(d.Raw)
	switch {
	case err1 == nil && err2 == nil:
		return int(to.Sub(from).Hours() / 24)
	case strings.Contains(words, "ngay") || strings.Contains(words, "/") && strings.Count(words, "/") > 1:
		return 0
	case strings.Contains(words, "thang"):
		return 30
	case strings.Contains(words, "quy"):
		return 90
	case strings.Contains(words, "nam"):
		return 365
	}
	return 0
}

// muchVaguer is how many days a period must be longer to be vaguer: a month is
// not vaguer than another month.
const muchVaguer = 20

func dateDifferences(was, is []Member) []Difference {
	a, b := limitOf(was), limitOf(is)
	var kind DifferenceKind
	switch {
	case a.raw == "" && b.raw == "":
	case b.raw == "":
		kind = MissingDate
	case a.raw == "":
		kind = AddedDate
	case a.to != "" && b.to != "" && b.to > a.to && b.vague > a.vague+muchVaguer:
		kind = LaterVaguer
	case a.to != "" && b.to != "" && b.to > a.to:
		kind = Later
	case a.to != "" && b.to != "" && b.to < a.to:
		kind = Earlier
	case (a.to == "") != (b.to == "") || a.to == "" && !slices.Equal(a.every, b.every):
		kind = OtherRhythm
	}
	if kind == "" {
		return nil
	}
	return []Difference{{Kind: kind, Was: a.raw, Is: b.raw}}
}
