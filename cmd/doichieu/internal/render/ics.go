package render

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"doichieu/compare"
	"doichieu/extract"
)

// noStamp is the DTSTAMP of events of plans that do not say when they were
// issued: the format asks for one, and the clock would give other bytes in every
// run.
var noStamp = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// topicWidth is how much of a task's words stand for its topic where no comparison
// has given it one, in columns.
const topicWidth = 90

// writeICS writes the deadlines as a calendar (RFC 5545), an event of a whole day
// for each last day, for each deadline of each task. One that comes again is an
// event with a rule where the plan says on which day; it begins with its first
// day after the plan's issue. Deadlines without a day are left out: see
// [Undated].
func writeICS(w io.Writer, in Input, lang string) error {
	l, err := labelsFor(lang)
	if err != nil {
		return err
	}
	cal := ics.NewCalendarFor("doichieu")
	cal.SetProductId("-//doichieu//NONSGML doichieu//" + strings.ToUpper(l.Lang))
	cal.SetXWRCalName(l.TitleByDeadline)
	seen := map[string]bool{}
	for e := range in.events() {
		if e.day.IsZero() || seen[e.uid()] {
			continue
		}
		seen[e.uid()] = true
		cal.AddVEvent(e.event(l))
	}
	if err := cal.SerializeTo(w, ics.WithNewLineWindows); err != nil {
		return fmt.Errorf("writing iCalendar: %w", err)
	}
	return nil
}

// Undated counts the deadlines that a calendar leaves out: those that go on all
// the time, and those whose words name no day.
func Undated(in Input) int {
	n := 0
	for e := range in.events() {
		if e.day.IsZero() {
			n++
		}
	}
	return n
}

// happening is a deadline with the task and the plan in which it stands, the day
// of its event, zero for none, and the rule by which it comes again.
type happening struct {
	plan     extract.Record
	task     TaskRow
	topic    string
	deadline extract.Deadline
	day      time.Time
	rule     string
}

// events yields the deadlines, plan by plan in reading order.
func (in Input) events() func(yield func(happening) bool) {
	return func(yield func(happening) bool) {
		topics, records := map[string]string{}, map[string]extract.Record{}
		if in.Comparison != nil {
			for _, row := range in.Comparison.Rows {
				topics[row.ID] = row.Topic
			}
		}
		for _, p := range in.Plans {
			records[p.Document.ID] = p.Document
		}
		for _, t := range Tasks(in.Plans, in.Comparison) {
			topic := cmp.Or(topics[t.Row], shorten(oneLine(t.Text), topicWidth))
			for _, d := range t.Deadlines {
				e := happening{plan: records[t.Plan], task: t, topic: topic, deadline: d}
				e.day, e.rule = dayOf(d, records[t.Plan].Issued)
				if !yield(e) {
					return
				}
			}
		}
	}
}

// dayOf is the day of a deadline's event and, of one that comes again, its rule;
// the zero day where the plan names none.
func dayOf(d extract.Deadline, issued string) (time.Time, string) {
	if d.Kind != extract.Recurring {
		day, _ := time.Parse(time.DateOnly, d.To)
		return day, ""
	}
	start := issueDay(cmp.Or(d.From, issued))
	rule, first := recurrence(d, start)
	if rule == "" || first.IsZero() {
		return time.Time{}, ""
	}
	if until, err := time.Parse(time.DateOnly, d.To); err == nil {
		if until.Before(first) {
			return time.Time{}, ""
		}
		rule += ";UNTIL=" + until.Format("20060102")
	}
	return first, rule
}

// issueDay is a day, or the first one of a month; zero if it is neither.
func issueDay(iso string) time.Time {
	for _, layout := range []string{time.DateOnly, "2006-01"} {
		if t, err := time.Parse(layout, iso); err == nil {
			return t
		}
	}
	return time.Time{}
}

// recurrence is the rule of a deadline that comes again and its first day on or
// after start. A day of the year makes it yearly, a day of the month monthly. A
// day of a quarter or half-year leaves open which month, and without a day there
// is nothing to enter: both give "".
func recurrence(d extract.Deadline, start time.Time) (string, time.Time) {
	if start.IsZero() {
		return "", time.Time{}
	}
	if of, err := time.Parse("2006--01-02", "2024"+d.On); err == nil { // a leap year has all days
		for year := start.Year(); year <= start.Year()+8; year++ {
			day := time.Date(year, of.Month(), of.Day(), 0, 0, 0, 0, time.UTC)
			if of.Month() == time.February && of.Day() == 29 {
				day = time.Date(year, time.March, 0, 0, 0, 0, 0, time.UTC)
			}
			if !day.Before(start) {
				return fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;%s", of.Month(), monthDay(of.Day(), of.Month() == time.February)), day
			}
		}
	}
	n, err := strconv.Atoi(strings.TrimPrefix(d.On, "---"))
	if err != nil || d.Every != "P1M" || !strings.HasPrefix(d.On, "---") || n < 1 || n > 31 {
		return "", time.Time{}
	}
	for month := start.Month(); ; month++ {
		last := time.Date(start.Year(), month+1, 0, 0, 0, 0, 0, time.UTC)
		if day := time.Date(start.Year(), month, min(n, last.Day()), 0, 0, 0, 0, time.UTC); !day.Before(start) {
			return "FREQ=MONTHLY;" + monthDay(n, true), day
		}
	}
}

// monthDay is the part of a rule for day n of a month. Where the month may be
// shorter, its last day stands for the day that it lacks.
func monthDay(n int, varies bool) string {
	switch {
	case varies && n == 31:
		return "BYMONTHDAY=-1"
	case varies && n > 28:
		var days []string
		for d := 28; d <= n; d++ {
			days = append(days, strconv.Itoa(d))
		}
		return "BYMONTHDAY=" + strings.Join(days, ",") + ";BYSETPOS=-1"
	}
	return "BYMONTHDAY=" + strconv.Itoa(n)
}

// uid names an event by what it says, so that the same deadline has the same
// name in every calendar.
func (e happening) uid() string {
	d := e.deadline
	sum := sha256.Sum256(fmt.Append(nil, e.plan.Source.SHA256, "\x00", e.task.Task, "\x00", d.Span, d.Raw, "\x00", d.To, d.Every, d.On))
	return hex.EncodeToString(sum[:16]) + "@doichieu"
}

// event is the entry of the calendar.
func (e happening) event(l labels) *ics.VEvent {
	v := ics.NewEvent(e.uid())
	stamp := issueDay(e.plan.Issued)
	if stamp.IsZero() {
		stamp = noStamp
	}
	v.SetDtStampTime(stamp)
	v.SetAllDayStartAt(e.day)
	v.SetAllDayEndAt(e.day.AddDate(0, 0, 1)) // the end is the first day that is free again
	if e.rule != "" {
		v.AddRrule(e.rule)
	}
	owners := e.task.Lead
	if len(owners) == 0 {
		owners = e.task.Implementing
	}
	v.SetSummary(strings.TrimPrefix(oneLine(l.agencies(owners))+": "+oneLine(e.topic), ": "))
	for _, a := range owners {
		v.AddCategory(oneLine(a.Name))
		if a.Former != nil {
			v.AddCategory(oneLine(a.Former.Name))
		}
	}
	v.SetLocation(oneLine(l.place(e.task.Locality, e.task.Unit)))
	lines := []string{
		"“" + oneLine(e.task.Text) + "”",
		l.Period + ": " + oneLine(l.dueWithWords(e.deadline)),
		oneLine(join([]string{e.task.Number, l.placeOf(compare.Member{Task: e.task.Task, Page: e.task.Page, OCR: e.task.OCR})}, oneLine)),
	}
	if len(e.task.Coordinating) > 0 {
		lines = append(lines, l.Coordinating+": "+oneLine(l.agencies(e.task.Coordinating)))
	}
	lines = append(lines, l.Sha+" "+e.task.SHA256)
	v.SetDescription(strings.Join(lines, "\n"))
	v.SetTimeTransparency(ics.TransparencyTransparent) // it takes up nobody's time
	return v
}
