package render

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Bounds of a sheet that is read: beyond them it is refused, whatever a small
// file unpacks to.
const (
	maxReviewLines = 20000
	maxReviewBytes = 64 << 20 // unpacked
)

// ReadLine is a line of a filled sheet.
type ReadLine struct {
	ReviewLine
	At [reviewColumns]string // address of each cell, "M7"; "" where the sheet lacks the column

	Formula [reviewColumns]bool // the cell computes its value
}

// ReadReview reads a filled sheet: a workbook, or CSV with commas, semicolons or
// tabs. Columns are known by their headings, in either language, and lines with
// nothing in them are left out. Days that a spreadsheet program stored as numbers
// come as ISO days.
func ReadReview(data []byte) ([]ReadLine, error) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return readReviewXLSX(data)
	}
	return readReviewCSV(data)
}

func readReviewXLSX(data []byte) ([]ReadLine, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxReviewBytes, UnzipXMLSizeLimit: maxReviewBytes,
	})
	if err != nil {
		return nil, fmt.Errorf("it is no workbook that can be read: %w", err)
	}
	defer f.Close()
	props, err := f.GetWorkbookProps()
	if err != nil {
		return nil, fmt.Errorf("reading the workbook: %w", err)
	}
	epoch1904 := props.Date1904 != nil && *props.Date1904
	for _, name := range f.GetSheetList() {
		rows, err := f.Rows(name)
		if err != nil {
			continue // a sheet of charts has no rows
		}
		lines, found, err := collect(func() ([]string, error) {
			if !rows.Next() {
				return nil, errors.Join(io.EOF, rows.Error())
			}
			return rows.Columns()
		})
		if err := errors.Join(err, rows.Close()); err != nil {
			return nil, err
		}
		if !found {
			continue
		}
		for i := range lines {
			if err := lines[i].finish(f, name, epoch1904); err != nil {
				return nil, err
			}
		}
		return lines, nil
	}
	return nil, errNoReview
}

var errNoReview = errors.New("no sheet of it has the headings that review export writes")

// finish turns numbers into days and notes which filled cells are formulas.
func (l *ReadLine) finish(f *excelize.File, sheet string, epoch1904 bool) error {
	for c := ReviewDecision; c <= ReviewGiven; c++ {
		if l.At[c] == "" {
			continue
		}
		formula, err := f.GetCellFormula(sheet, l.At[c])
		if err != nil {
			return fmt.Errorf("reading cell %s: %w", l.At[c], err)
		}
		l.Formula[c] = formula != ""
	}
	for _, c := range []ReviewColumn{ReviewDay, ReviewGiven} {
		n, err := strconv.ParseFloat(l.ReviewLine[c], 64)
		if err != nil || n < 1 || n >= 2958466 { // 31 December 9999
			continue
		}
		if t, err := excelize.ExcelDateToTime(n, epoch1904); err == nil {
			l.ReviewLine[c] = t.Format(time.DateOnly)
		}
	}
	return nil
}

func readReviewCSV(data []byte) ([]ReadLine, error) {
	if len(data) > maxReviewBytes {
		return nil, fmt.Errorf("the sheet is larger than %d MiB", maxReviewBytes>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, errors.New("it is neither a workbook nor CSV in UTF-8; save it as one of them")
	}
	head, _, _ := bytes.Cut(data, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(data))
	for _, comma := range []rune{';', '\t'} {
		if bytes.ContainsRune(head, comma) && bytes.Count(head, []byte(string(comma))) > bytes.Count(head, []byte{','}) {
			r.Comma = comma
		}
	}
	r.FieldsPerRecord = -1
	lines, found, err := collect(r.Read)
	switch {
	case err != nil:
		return nil, fmt.Errorf("it is no CSV that can be read: %w", err)
	case !found:
		return nil, errNoReview
	}
	return lines, nil
}

// collect reads records up to the end. found says that a line of headings was
// among the first ten.
func collect(next func() ([]string, error)) (lines []ReadLine, found bool, err error) {
	var columns map[int]ReviewColumn
	for y := 1; ; y++ {
		record, err := next()
		switch {
		case errors.Is(err, io.EOF):
			return lines, columns != nil, nil
		case err != nil:
			return nil, false, err
		case y > maxReviewLines:
			return nil, false, fmt.Errorf("the sheet has more than %d lines", maxReviewLines)
		case columns == nil && y > 10:
			return nil, false, nil
		case columns == nil:
			if columns, err = reviewColumnsOf(record); err != nil {
				return nil, false, err
			}
			continue
		}
		var line ReadLine
		filled := false
		for x, c := range columns {
			if line.At[c], err = excelize.CoordinatesToCellName(x+1, y); err != nil {
				return nil, false, err
			}
			if x < len(record) {
				line.ReviewLine[c] = strings.TrimSpace(record[x])
				filled = filled || line.ReviewLine[c] != ""
			}
		}
		if filled {
			lines = append(lines, line)
		}
	}
}

// reviewColumnsOf are the columns of a line of headings; nil if it is none.
func reviewColumnsOf(record []string) (map[int]ReviewColumn, error) {
	columns, seen := map[int]ReviewColumn{}, map[ReviewColumn]bool{}
	for x, s := range record {
		c, ok := reviewColumnOf(s)
		switch {
		case !ok:
			continue
		case seen[c]:
			return nil, fmt.Errorf("the heading %q stands in the sheet twice", s)
		}
		columns[x], seen[c] = c, true
	}
	if !seen[ReviewKind] && !seen[ReviewDecision] {
		return nil, nil
	}
	for _, c := range []ReviewColumn{
		ReviewKind, ReviewText1, ReviewText2, ReviewDecision, ReviewOwner, ReviewDay, ReviewWhy, ReviewBy, ReviewGiven, ReviewAnchor1, ReviewAnchor2,
	} {
		if !seen[c] {
			return nil, fmt.Errorf("the sheet lacks the column %q (%s); export it anew", reviewHeads[c].vi, reviewHeads[c].en)
		}
	}
	return columns, nil
}
