package compare

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"doichieu/corpus/vn"
	"doichieu/extract"
	"doichieu/extract/vocab"
)

// matrixWords are the labels of rows and groups in one language.
type matrixWords struct {
	noLead, other, noDate string
	noYear                string
	levels                []levelWord
	month, year, since    string    // formats: month and year; year; first day
	quarters              [4]string // without the year
	recurring             string
	ongoing, occasionally string
	every                 map[string]string
	former                string // format: locality, former locality
}

// levelWord names a level of agencies, in the order in which they are listed.
type levelWord struct{ level, word string }

func wordsIn(lang Lang) matrixWords {
	if lang == English {
		return matrixWords{
			noLead: "No leading agency", other: "Other bodies", noDate: "Other time limits", noYear: "No year",
			levels: []levelWord{
				{"province", "Province"},
				{"district", "District"},
				{"commune", "Commune"},
				{"any", "Several levels, collectives"},
				{"central", "Central bodies"},
			},
			month: "%02d/%d", year: "Year %d", since: "From %s on", quarters: [...]string{"Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4"},
			recurring: "Recurring", ongoing: "All the time", occasionally: "Periodically",
			every:  map[string]string{"P1Y": "Every year", "P6M": "Every 6 months", "P3M": "Every quarter", "P1M": "Every month", "P7D": "Every week", "P1W": "Every week", "P1D": "Every day"},
			former: "%s (formerly %s)",
		}
	}
	return matrixWords{
		noLead: "Không nêu cơ quan chủ trì", other: "Cơ quan khác", noDate: "Thời hạn khác", noYear: "Không nêu năm",
		levels: []levelWord{
			{"province", "Cấp tỉnh"},
			{"district", "Cấp huyện"},
			{"commune", "Cấp xã"},
			{"any", "Nhiều cấp, nhóm cơ quan"},
			{"central", "Trung ương"},
		},
		month: "Tháng %d/%d", year: "Năm %d", since: "Từ %s", quarters: [...]string{"Quý I", "Quý II", "Quý III", "Quý IV"},
		recurring: "Định kỳ", ongoing: "Thường xuyên", occasionally: "Định kỳ",
		every:  map[string]string{"P1Y": "Hằng năm", "P6M": "6 tháng một lần", "P3M": "Hằng quý", "P1M": "Hằng tháng", "P7D": "Hằng tuần", "P1W": "Hằng tuần", "P1D": "Hằng ngày"},
		former: "%s (%s cũ)",
	}
}

// level names the group of an agency.
func (w matrixWords) level(a vocab.Agency) string {
	for _, l := range w.levels {
		if l.level == a.Level {
			return l.word
		}
	}
	return w.other
}

// rank is the place of a row's group among the groups of agencies.
func (w matrixWords) rank(r MatrixRow) int {
	for i, l := range w.levels {
		if l.word == r.Group {
			return i
		}
	}
	if r.ID == noLead {
		return len(w.levels) + 1
	}
	return len(w.levels)
}

// period is a row of the matrix of deadlines. Rows sort by order.
type period struct{ id, label, group, order string }

// period is the row in which a deadline stands: the month of its last day, the
// quarter or year where its words name one, the recurrence.
func (w matrixWords) period(d extract.Deadline) period {
	switch d.Kind {
	case extract.Ongoing:
		return period{"ongoing", w.ongoing, w.recurring, "y"}
	case extract.Recurring:
		label, known := w.every[d.Every]
		switch {
		case d.Every == "":
			label = w.occasionally
		case !known:
			label = w.recurring + ": " + d.Every
		}
		return period{"every " + d.Every, label, w.recurring, fmt.Sprintf("x%08d", 1e7-days(d.Every))}
	}
	last, err := time.Parse(time.DateOnly, d.To)
	if err != nil {
		first, err := time.Parse(time.DateOnly, d.From)
		if err != nil {
			return period{"other", w.noDate, w.noDate, "z"}
		}
		return period{"from " + d.From, fmt.Sprintf(w.since, first.Format("02/01/2006")), fmt.Sprintf(w.year, first.Year()), inYear(first, 4)}
	}
	return w.calendar(last, d)
}

// calendar is the month, quarter or year that a last day closes. Which of them
// it is, the words say: a last day alone cannot tell 31 December from "in 2030".
func (w matrixWords) calendar(last time.Time, d extract.Deadline) period {
	year, month := last.Year(), int(last.Month())
	words, group := vn.Normalise(d.Raw).Text, fmt.Sprintf(w.year, year)
	if last.AddDate(0, 0, 1).Day() == 1 { // the last of a month
		switch {
		case month%3 == 0 && strings.Contains(words, "quý"):
			return period{fmt.Sprintf("%d-Q%d", year, month/3), fmt.Sprintf("%s/%d", w.quarters[month/3-1], year), group, inYear(last, 2)}
		case month == 12 && !strings.Contains(words, "tháng") && !strings.Contains(words, "31"):
			return period{strconv.Itoa(year), group, group, inYear(last, 3)}
		}
	}
	return period{last.Format("2006-01"), fmt.Sprintf(w.month, month, year), group, inYear(last, 1)}
}

// inYear sorts by month, and within it shorter periods first.
func inYear(day time.Time, rank int) string { return fmt.Sprintf("%s %d", day.Format("2006-01"), rank) }

// days is about how long an ISO 8601 period is, to sort by.
func days(iso string) int {
	n, unit := 0, byte(0)
	if _, err := fmt.Sscanf(iso, "P%d%c", &n, &unit); err != nil {
		return 0
	}
	return n * map[byte]int{'Y': 365, 'M': 30, 'W': 7, 'D': 1}[unit]
}
