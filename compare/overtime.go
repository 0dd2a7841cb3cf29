package compare

import (
	"slices"
	"strings"
	"time"

	"doichieu/extract"
	"doichieu/extract/vocab"
)

// What changed from one plan to the next
//
// The tasks of a row are compared as with a baseline (differences.go), with three
// more rules, since a plan that follows another has other days of necessity.
//
// Law. Each agency is taken as the day of issue of the later plan finds its duty
// (vocab.HeirOn, by the tasks' words). If then the leads of both plans are the
// same, the law moved the duty and not the locality. A law that is not yet in
// force on that day changes nothing. Where the law gave the duty to one agency and
// the plan gives it to another, a remark says so.
//
// Days. "trước 15/6/2024" and "trước 15/6/2025" are one day of two years: a
// remark. So is any set of days that is the other moved by whole years, up to as
// many as lie between the plans. Of a day that moved within its year, earlier and
// later are meant within the year.
//
// Targets. Values of one due year face each other first, then those of as many
// years later; a value that is the same a year later is a remark.
//
// If nothing of this changed, the words are compared, years aside.

// The statuses over time, beside [Unread].
const (
	New        Status = "new"           // only the later plan has the task
	Dropped    Status = "dropped"       // the later plan was read whole and has no such task
	Moved      Status = "moved"         // another lead, or none, by the plan's own choice
	MovedByLaw Status = "moved-by-law"  // another lead, since the law moved the duty
	Helpers    Status = "other-helpers" // the same lead, other coordinating agencies
	Redated    Status = "re-dated"      // other days or another rhythm
	Retargeted Status = "re-targeted"   // other targets
	OtherWords Status = "reworded"      // the same in other words
	Unchanged  Status = "unchanged"     // the same in the same words
)

// OverTimeStatuses are the statuses over time, in the order in which summaries
// list them.
func OverTimeStatuses() []Status {
	return []Status{New, Dropped, Unread, Moved, MovedByLaw, Helpers, Redated, Retargeted, OtherWords, Unchanged}
}

// Statuses are those that rows of the comparison may have; nil for none.
func (c *Comparison) Statuses() []Status {
	switch {
	case c.OverTime != nil:
		return OverTimeStatuses()
	case c.Baseline != nil:
		return Statuses()
	}
	return nil
}

// OverTime says what changed from each plan to the next of its locality.
type OverTime struct {
	Steps    []Step     `json:"steps"`
	Coverage []Coverage `json:"coverage"` // a line for each step
	Sections []Coverage `json:"sections"` // a line for each section and step
}

// changes says what changed in a row from the earlier plan to the later one.
func (c *Comparison) changes(s *RowStatus, was, is []Member) {
	earlier, later := c.issued(s.Against), c.issued(s.Plan)
	years := yearsBetween(earlier, later)
	changed := func(status Status, diffs []Difference) {
		if len(diffs) > 0 {
			s.Differences = append(s.Differences, diffs...)
			s.Also = append(s.Also, status)
		}
	}
	leads, byLaw, remarks := leadChanges(was, is, later)
	changed(Moved, leads)
	changed(MovedByLaw, byLaw)
	s.Remarks = append(s.Remarks, remarks...)
	helpers, remarks := helperChanges(was, is, later)
	changed(Helpers, helpers)
	s.Remarks = append(s.Remarks, remarks...)
	dates, remarks := dateChanges(was, is, years)
	changed(Redated, dates)
	s.Remarks = append(s.Remarks, remarks...)
	targets, remarks := compareTargets(was, is, years)
	changed(Retargeted, targets)
	s.Remarks = append(s.Remarks, remarks...)
	words := wordChanges(was, is, years)
	switch {
	case len(s.Also) > 0:
		s.Status, s.Also = s.Also[0], s.Also[1:]
		s.Remarks = append(s.Remarks, words...)
	case len(words) > 0:
		s.Status, s.Differences = OtherWords, words
	default:
		s.Status = Unchanged
	}
	if len(s.Also) == 0 {
		s.Also = nil
	}
}

// issued is the ISO day of issue of a plan of the comparison.
func (c *Comparison) issued(plan string) string {
	at := slices.IndexFunc(c.Plans, func(p Column) bool { return p.ID == plan })
	return firstDay(c.Plans[at].Issued)
}

// almostYear is how many days fewer than a year lie between the plans of two
// years: that for 2024 may be of January 2024 and that for 2025 of December.
const almostYear = 90

// yearsBetween is by how many years at most the days of the later plan are later
// of necessity.
func yearsBetween(earlier, later string) int {
	x, err1 := time.Parse(time.DateOnly, earlier)
	y, err2 := time.Parse(time.DateOnly, later)
	if err1 != nil || err2 != nil {
		return 0
	}
	return max(y.Year()-x.Year(), (int(y.Sub(x).Hours()/24)+almostYear)/365)
}

// leadChanges compares the leading agencies by the law of a day.
func leadChanges(was, is []Member, day string) (moved, byLaw, remarks []Difference) {
	a, b := agenciesOf(was, asRead(leadsIn)), agenciesOf(is, asRead(leadsIn))
	texts := textsOf(was) + " " + textsOf(is)
	x, laws := inherited(a, texts, day)
	y, more := inherited(b, texts, day)
	switch {
	case sameAgencies(a, b):
		return nil, nil, nil
	case sameAgencies(x, y):
		return nil, []Difference{{Kind: ByLaw, Was: namesOf(a), Is: namesOf(b), Source: strings.Join(unique(append(laws, more...)), "; ")}}, nil
	}
	moved, _ = compareLeads(x, y, func(p, q string) likeness {
		if p == q {
			return same
		}
		return max(inGeneral(p, q), inGeneral(q, p))
	})
	for i := range moved {
		moved[i].Was, moved[i].Is = namesOf(a), namesOf(b)
	}
	for _, p := range a {
		heir, ok := vocab.HeirOn(p.Agency, texts, day)
		if ok && !hasAgency(y, heir.Agency) && !hasAgency(b, p.Agency) {
			known, _ := vocab.Agencies().ByID(heir.Agency)
			remarks = append(remarks, Difference{Kind: LawSays, Was: p.Name, Is: known.Name, Source: heir.Source})
		}
	}
	return moved, nil, remarks
}

// helperChanges compares the coordinating agencies by the law of a day.
func helperChanges(was, is []Member, day string) (changed, remarks []Difference) {
	a, b := agenciesOf(was, asRead(helpersIn)), agenciesOf(is, asRead(helpersIn))
	texts := textsOf(was) + " " + textsOf(is)
	x, laws := inherited(a, texts, day)
	y, more := inherited(b, texts, day)
	leads, _ := inherited(slices.Concat(agenciesOf(was, asRead(leadsIn)), agenciesOf(is, asRead(leadsIn))), texts, day)
	led := func(a extract.Assignment) bool { return hasAgency(leads, a.Agency) } // merged into the lead, as a rule
	x, y = slices.DeleteFunc(x, led), slices.DeleteFunc(y, led)
	switch d := (Difference{Was: namesOf(a), Is: namesOf(b)}); {
	case sameAgencies(a, b):
	case sameAgencies(x, y):
		d.Kind, d.Source = HelpersByLaw, strings.Join(unique(append(laws, more...)), "; ")
		remarks = append(remarks, d)
	default:
		d.Kind = OtherHelpers
		changed = append(changed, d)
	}
	return changed, remarks
}

func leadsIn(m Member) []extract.Assignment   { return m.Lead }
func helpersIn(m Member) []extract.Assignment { return m.Coordinating }

// asRead are agencies of a role as the plan has them, whatever day was asked for.
func asRead(role func(Member) []extract.Assignment) func(Member) []extract.Assignment {
	return func(m Member) []extract.Assignment {
		list := slices.Clone(role(m))
		for i, a := range list {
			if a.Former != nil {
				list[i].Agency, list[i].Name = a.Former.Agency, a.Former.Name
			}
		}
		return list
	}
}

// inherited are the agencies that have the duties on a day, with the laws by which
// they have them. What nobody has any more stays with who had it.
func inherited(list []extract.Assignment, texts, day string) (now []extract.Assignment, laws []string) {
	for _, a := range list {
		if heir, ok := vocab.HeirOn(a.Agency, texts, day); ok && heir.Agency != "" {
			a.Agency = heir.Agency
			laws = append(laws, heir.Source)
		}
		now = append(now, a)
	}
	return now, laws
}

// sameAgencies reports whether two lists name the same agencies.
func sameAgencies(a, b []extract.Assignment) bool {
	return !slices.ContainsFunc(a, func(x extract.Assignment) bool { return !hasAgency(b, x.Agency) }) &&
		!slices.ContainsFunc(b, func(y extract.Assignment) bool { return !hasAgency(a, y.Agency) })
}

func hasAgency(list []extract.Assignment, id string) bool {
	return slices.ContainsFunc(list, func(a extract.Assignment) bool { return a.Agency == id })
}

// dateChanges compares the time limits, those moved by whole years aside.
func dateChanges(was, is []Member, years int) (changed, remarks []Difference) {
	a, b := limitOf(was), limitOf(is)
	equal, moved := sameDays(deadlinesOf(was), deadlinesOf(is), years)
	switch {
	case equal && moved:
		return nil, []Difference{{Kind: SameDayNextYear, Was: a.raw, Is: b.raw}}
	case equal:
		return nil, nil
	}
	if a.to != "" && b.to != "" {
		for n := 1; n <= years; n++ {
			if a.to[:4] == yearsLater(b.to, -n)[:4] {
				kind := OtherDays
				switch {
				case sameDayOfYear(a.to, b.to, n):
				case yearsLater(a.to, n) < b.to:
					kind = LaterInYear
				default:
					kind = EarlierInYear
				}
				return []Difference{{Kind: kind, Was: a.raw, Is: b.raw}}, nil
			}
		}
	}
	if changed = dateDifferences(was, is); len(changed) == 0 {
		changed = []Difference{{Kind: OtherDays, Was: a.raw, Is: b.raw}}
	}
	return changed, nil
}

func deadlinesOf(members []Member) []extract.Deadline {
	var all []extract.Deadline
	for _, m := range members {
		for _, d := range m.Deadlines {
			if !slices.ContainsFunc(all, func(e extract.Deadline) bool { return sameDeadline(d, e, 0) }) {
				all = append(all, d)
			}
		}
	}
	return all
}

// sameDays reports whether each deadline of one list is one of the other, or is it
// some years earlier, up to so many; moved, whether any is so.
func sameDays(a, b []extract.Deadline, years int) (equal, moved bool) {
	if len(a) != len(b) {
		return false, false
	}
	left := slices.Clone(b)
	for _, x := range a {
		at := -1
		for n := 0; n <= years && at < 0; n++ {
			at = slices.IndexFunc(left, func(y extract.Deadline) bool { return sameDeadline(x, y, n) })
			moved = moved || at >= 0 && n > 0
		}
		if at < 0 {
			return false, false
		}
		left = slices.Delete(left, at, at+1)
	}
	return true, moved
}

// sameDeadline reports whether a deadline is another one some years later. The
// first day counts where both name one.
func sameDeadline(x, y extract.Deadline, years int) bool {
	return sameDayOfYear(x.To, y.To, years) && x.Every == y.Every && x.On == y.On && (x.Kind == extract.Ongoing) == (y.Kind == extract.Ongoing) &&
		(x.To != "" && (x.From == "" || y.From == "") || sameDayOfYear(x.From, y.From, years))
}

// sameDayOfYear reports whether an ISO day is another one some years later; the
// last of February is one day in every year.
func sameDayOfYear(x, y string, years int) bool {
	if x == "" || y == "" {
		return x == y
	}
	return yearsLater(x, years) == y || yearsLater(dayAfter(x), years) == dayAfter(y)
}

// yearsLater is an ISO day so many years later.
func yearsLater(day string, years int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(years, 0, 0).Format(time.DateOnly)
}

// dayAfter is the ISO day after another.
func dayAfter(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}
