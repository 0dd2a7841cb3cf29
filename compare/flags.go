package compare

import (
	"time"

	"doichieu/extract"
)

// Flags mark what deserves a second look in a row or an entry of a matrix.
const (
	FlagMisfit    = "share-misfit"  // a share and its count do not fit: "30% (26/103)"
	FlagLeads     = "several-leads" // two or more agencies lead the task
	FlagOneUses   = "one-locality"  // only one of several plans gives the agency anything
	FlagDue       = "due"           // falls due within dueDays from the day asked for
	FlagOverdue   = "overdue"       // the last day is before the day asked for
	FlagDayUnsure = "date-unsure"   // due or overdue by a year that was inferred
)

// dueDays is how many days ahead a thing is said to be due.
const dueDays = 30

// dueOn is how a deadline stands on a day: due, overdue, or neither (""). What
// recurs is due where its day of the year is near, and never overdue, since the
// plan does not say whether it was done.
func dueOn(d extract.Deadline, on string) string {
	day, err := time.Parse(time.DateOnly, on)
	if err != nil {
		return ""
	}
	if d.Kind == extract.Recurring {
		for year := day.Year(); year <= day.Year()+1; year++ {
			next, err := time.Parse(time.DateOnly, time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006")+trimDay(d.On))
			if err == nil && !next.Before(day) && next.Sub(day) <= dueDays*24*time.Hour {
				return FlagDue
			}
		}
		return ""
	}
	last, err := time.Parse(time.DateOnly, d.To)
	switch {
	case err != nil:
		return ""
	case last.Before(day):
		return FlagOverdue
	case last.Sub(day) <= dueDays*24*time.Hour:
		return FlagDue
	}
	return ""
}

// trimDay is "--12-09" as it stands behind a year.
func trimDay(on string) string {
	if len(on) != len("--12-09") {
		return ""
	}
	return on[1:]
}

// dueFlags are the flags of a deadline on a day.
func dueFlags(d extract.Deadline, on string) []string {
	flag := dueOn(d, on)
	switch {
	case flag == "":
		return nil
	case d.Inferred != "":
		return []string{flag, FlagDayUnsure}
	}
	return []string{flag}
}
