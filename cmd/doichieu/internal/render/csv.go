package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strconv"
)

// bom makes Excel read a CSV file as UTF-8.
const bom = "\uFEFF"

// writeCSV writes RFC 4180 (comma, CRLF, quotes doubled) in UTF-8 behind a byte
// order mark: the comparison with a group of columns for each plan, by agency and
// deadline a line for each task, the long task table, or one value a line.
//
// A spreadsheet runs a cell that begins with = + - @ as a formula, and many task
// texts begin with a dash. Such a cell gets a leading apostrophe, the usual mark
// for "this is text"; plain numbers stay. [Dictionary] says so beside the file.
// Programs that want the words unmarked read JSON.
func writeCSV(w io.Writer, in Input, lang string) error {
	l, err := labelsFor(lang)
	if err != nil {
		return err
	}
	return writeRecords(w, in.mainSheet(l).records())
}

// CSV writes a table of the program's own, the heading first, in the same way as
// [Formats] write theirs.
func CSV(w io.Writer, rows [][]string) error {
	return writeRecords(w, func(yield func([]string) bool) {
		for _, row := range rows {
			record := make([]string, len(row))
			for i, s := range row {
				record[i] = csvCell(s)
			}
			if !yield(record) {
				return
			}
		}
	})
}

func writeRecords(w io.Writer, records iter.Seq[[]string]) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for record := range records {
		if err := out.Write(record); err != nil {
			return fmt.Errorf("writing CSV: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	return nil
}

// csvCell writes a value; days stay in ISO form, which every program sorts and
// reads alike.
func csvCell(v value) string {
	switch v := v.(type) {
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case day:
		return csvCell(string(v))
	case marked:
		return csvCell(v.text)
	case string:
		if runsAsFormula(v) {
			return "'" + visible(v)
		}
		return visible(v)
	}
	return ""
}
