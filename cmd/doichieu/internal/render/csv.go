package render

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strconv"

	"doichieu/compare"
)

// bom makes Excel read a CSV file as UTF-8.
const bom = "\uFEFF"

// writeCSV writes RFC 4180 (comma, CRLF, quotes doubled) in UTF-8 behind a byte
// order mark: the comparison with a group of columns for each plan, by agency and
// deadline a line for each task, or the long task table.
//
// A spreadsheet runs a cell that begins with = + - @ as a formula, and many task
// texts begin with a dash. Such a cell gets a leading apostrophe, the usual mark
// for "this is text"; plain numbers stay. Programs that want the words unmarked
// read JSON.
func writeCSV(w io.Writer, in Input, lang string) error {
	l, err := labelsFor(lang)
	if err != nil {
		return err
	}
	return writeRecords(w, csvRecords(in, l))
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

// csvRecords yields the heading and the lines.
func csvRecords(in Input, l labels) func(yield func([]string) bool) {
	if in.Comparison == nil {
		return records(taskColumns(l), Tasks(in.Plans, nil))
	}
	if in.Findings {
		return findings(in.Comparison, l).records()
	}
	g := gridOf(in, l)
	if g.Kind != compare.ByTask {
		return records(g.entryColumns(l), g.entries())
	}
	return func(yield func([]string) bool) {
		record := []string{csvCell(g.rowHeading), csvCell(l.RowID), csvCell(l.Section)}
		for c := range g.Columns {
			for _, f := range g.fieldsOf(c, l) {
				record = append(record, csvCell(g.name(c)+": "+f.heading))
			}
		}
		if !yield(record) {
			return
		}
		for _, row := range g.Rows {
			record := []string{csvCell(row.Label), csvCell(row.ID), csvCell(row.Group)}
			for c, cell := range row.Cells {
				for _, f := range g.fieldsOf(c, l) {
					record = append(record, csvCell(f.value(cell)))
				}
			}
			if !yield(record) {
				return
			}
		}
	}
}

// records yields a table of its own.
func (t table) records() func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		head := make([]string, len(t.heads))
		for i, h := range t.heads {
			head[i] = csvCell(h)
		}
		if !yield(head) {
			return
		}
		for _, row := range t.rows {
			record := make([]string, len(row))
			for i, v := range row {
				record[i] = csvCell(v)
			}
			if !yield(record) {
				return
			}
		}
	}
}

// records yields a table with a line for each of the rows.
func records[R any](columns []column[R], rows []R) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		var head []string
		for _, c := range columns {
			head = append(head, csvCell(c.heading))
		}
		if !yield(head) {
			return
		}
		for _, r := range rows {
			record := make([]string, len(columns))
			for i, c := range columns {
				record[i] = csvCell(c.value(r))
			}
			if !yield(record) {
				return
			}
		}
	}
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
	case string:
		if runsAsFormula(v) {
			return "'" + visible(v)
		}
		return visible(v)
	}
	return ""
}
