package render

import (
	"strings"
	"time"

	"doichieu/extract"
)

// date writes an ISO day in the language's way; what is no ISO day stays.
func (l labels) date(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return visible(iso)
	}
	return t.Format(l.DateLayout)
}

// due says in a few words how a deadline binds ("đến 30/06/2026"), for a badge
// beside the printed words; "" where the words give nothing to compute.
func (l labels) due(d extract.Deadline) string {
	var parts []string
	switch d.Kind {
	case extract.Ongoing:
		return l.Ongoing
	case extract.Recurring:
		parts = append(parts, l.everyName(d.Every))
		if d.On != "" {
			parts = append(parts, l.lastDay(d.On))
		}
	case extract.During:
		if d.From != "" {
			parts = append(parts, l.Since+" "+l.date(d.From))
		}
	}
	if d.To != "" {
		parts = append(parts, l.Until+" "+l.date(d.To))
	}
	if len(parts) > 0 && d.Inferred != "" {
		parts = append(parts, "("+l.Inferred+")")
	}
	return strings.Join(parts, " ")
}

// everyName names an ISO 8601 period.
func (l labels) everyName(iso string) string {
	switch iso {
	case "":
		return l.Occasionally
	case "P1Y":
		return l.EveryYear
	case "P6M":
		return l.EveryHalf
	case "P3M":
		return l.EveryQuarter
	case "P1M":
		return l.EveryMonth
	case "P1W", "P7D":
		return l.EveryWeek
	case "P1D":
		return l.EveryDay
	}
	return l.Each + " " + visible(iso)
}

// lastDay names the last day within a period: "--12-09" of a year, "---15" of a
// shorter one.
func (l labels) lastDay(iso string) string {
	if t, err := time.Parse("--01-02", iso); err == nil {
		if l.Lang == "vi" {
			return l.OnDate + " " + t.Format("02/01")
		}
		return l.OnDate + " " + t.Format("2 January")
	}
	if n, ok := strings.CutPrefix(iso, "---"); ok {
		return l.InDayOfPeriod + " " + visible(n)
	}
	return visible(iso)
}

// earliest is the first of the last days allowed (ISO), or "".
func earliest(deadlines []extract.Deadline) string {
	first := ""
	for _, d := range deadlines {
		if d.To != "" && (first == "" || d.To < first) {
			first = d.To
		}
	}
	return first
}

// dueWithWords is the printed deadline with what it comes to: "trong quý II năm
// 2026 (đến 30/06/2026)". Words that say the same are not repeated.
func (l labels) dueWithWords(d extract.Deadline) string {
	due := l.due(d)
	if due == "" || strings.EqualFold(due, d.Raw) {
		return Reviewed(d.Raw, d.Review)
	}
	return Reviewed(d.Raw+" ("+due+")", d.Review)
}
