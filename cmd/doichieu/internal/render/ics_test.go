package render

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"doichieu/extract"
)

// calendarOf parses what the format writes, and holds its lines to the limit of
// RFC 5545.
func calendarOf(t *testing.T, in Input, lang string) []*ics.VEvent {
	t.Helper()
	data := renderTo(t, "ics", in, lang)
	for line := range strings.SplitSeq(string(data), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return cal.Events()
}

// property is a value of an event as a reader shows it.
func property(e *ics.VEvent, p ics.ComponentProperty) string {
	if v := e.GetProperty(p); v != nil {
		return ics.FromText(v.Value)
	}
	return ""
}

func TestICSReadsBack(t *testing.T) {
	events := calendarOf(t, sample(), "vi")
	if len(events) != 2 || Undated(sample()) != 1 {
		t.Fatalf("%d events, %d left out; want 2 and the one that goes on all the time", len(events), Undated(sample()))
	}
	dated, yearly := events[0], events[1]
	for _, c := range []struct {
		event *ics.VEvent
		name  ics.ComponentProperty
		want  string
	}{
		{dated, ics.ComponentPropertyDtStart, "20260630"},
		{dated, ics.ComponentPropertyDtEnd, "20260701"},
		{dated, ics.ComponentPropertyDtstamp, "20260415T000000Z"},
		{dated, ics.ComponentPropertySummary, "Công an tỉnh: rà soát điểm đen trước cổng trường"},
		{dated, ics.ComponentPropertyCategories, "Công an tỉnh"},
		{dated, ics.ComponentPropertyLocation, "Lam Giang"},
		{dated, ics.ComponentPropertyRrule, ""},
		{yearly, ics.ComponentPropertyDtStart, "20261209"},
		{yearly, ics.ComponentPropertyRrule, "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9"},
	} {
		if got := property(c.event, c.name); got != c.want {
			t.Errorf("%s is %q, want %q", c.name, got, c.want)
		}
	}
	want := "“a) Chủ trì, phối hợp với Sở Xây dựng rà soát điểm đen trước cổng trường trong quý II năm 2026.”\n" +
		"Thời hạn: trong quý II năm 2026 (đến 30/06/2026)\n87/KH-UBND; tr. 2, II/1/a\nPhối hợp: Sở Xây dựng; Sở Giáo dục và Đào tạo\nSHA-256 " + strings.Repeat("a", 64)
	if got := property(dated, ics.ComponentPropertyDescription); got != want {
		t.Errorf("the description is\n%s\nwant\n%s", got, want)
	}
	alone := calendarOf(t, Input{Plans: sample().Plans}, "en")
	if dated.Id() == yearly.Id() || dated.Id() != alone[0].Id() {
		t.Error("the names of events do not go by what they say")
	}
}

// TestRecurrence: a rule is made where the plan says the day, and only there.
func TestRecurrence(t *testing.T) {
	for _, c := range []struct {
		name       string
		deadline   extract.Deadline
		issued     string
		first, wnt string
	}{
		{"a day of the year", extract.Deadline{Every: "P1Y", On: "--12-09"}, "2026-04-15", "2026-12-09", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9"},
		{"the day is over this year", extract.Deadline{Every: "P1Y", On: "--03-01"}, "2026-04-15", "2027-03-01", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"},
		{"on the day of issue", extract.Deadline{Every: "P1Y", On: "--04-15"}, "2026-04-15", "2026-04-15", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15"},
		{"a half-year with its day", extract.Deadline{Every: "P6M", On: "--06-14"}, "2026-04", "2026-06-14", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=14"},
		{"the end of February", extract.Deadline{Every: "P1Y", On: "--02-29"}, "2026-04-15", "2027-02-28", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"},
		{"a day of the month", extract.Deadline{Every: "P1M", On: "---15"}, "2026-04-20", "2026-05-15", "FREQ=MONTHLY;BYMONTHDAY=15"},
		{"the last of the month", extract.Deadline{Every: "P1M", On: "---31"}, "2026-04-15", "2026-04-30", "FREQ=MONTHLY;BYMONTHDAY=-1"},
		{"the 30th", extract.Deadline{Every: "P1M", On: "---30"}, "2026-02-10", "2026-02-28", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"},
		{"until a day", extract.Deadline{Every: "P1Y", On: "--12-09", To: "2030-12-31"}, "2026-04-15", "2026-12-09", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9;UNTIL=20301231"},
		{"from a day", extract.Deadline{Every: "P1Y", On: "--12-09", From: "2028-01-01"}, "2026-04-15", "2028-12-09", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9"},

		{"no day", extract.Deadline{Every: "P1Y"}, "2026-04-15", "", ""},
		{"a day of a quarter: of which month?", extract.Deadline{Every: "P3M", On: "---15"}, "2026-04-15", "", ""},
		{"over before it begins", extract.Deadline{Every: "P1Y", On: "--12-09", To: "2026-06-30"}, "2026-04-15", "", ""},
		{"nothing to begin with", extract.Deadline{Every: "P1Y", On: "--12-09"}, "", "", ""},
		{"no such day", extract.Deadline{Every: "P1M", On: "---32"}, "2026-04-15", "", ""},
		{"no day at all", extract.Deadline{Every: "P1Y", On: "cuối năm"}, "2026-04-15", "", ""},
	} {
		c.deadline.Kind = extract.Recurring
		day, rule := dayOf(c.deadline, c.issued)
		first := ""
		if !day.IsZero() {
			first = day.Format(time.DateOnly)
		}
		if first != c.first || rule != c.wnt {
			t.Errorf("%s: from %q by %q, want from %q by %q", c.name, first, rule, c.first, c.wnt)
		}
	}
}

// TestHostileICS: whatever the words, there are the same lines to a reader.
func TestHostileICS(t *testing.T) {
	for _, attack := range append(attacks, "BEGIN:VEVENT\r\nSUMMARY:x", "a\nEND:VCALENDAR") {
		in := sample()
		in.Plans[0].Document.Locality = attack
		in.Plans[0].Tasks[0].Text = attack
		in.Plans[0].Tasks[0].Assignments[0].Name = attack
		in.Plans[0].Tasks[0].Deadlines[0].Raw = attack
		events := calendarOf(t, in, "vi")
		if len(events) != 2 {
			t.Fatalf("%q: %d events", attack, len(events))
		}
		if got := property(events[0], ics.ComponentPropertyLocation); got != oneLine(attack) {
			t.Errorf("%q comes back as %q", attack, got)
		}
	}
}
