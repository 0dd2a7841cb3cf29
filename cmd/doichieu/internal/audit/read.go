package audit

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"doichieu/corpus"
)

// Readable reports whether a file of that name may be an export of a kind that
// [Open] reads: .csv, .xlsx, .json, .docx.
func Readable(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".xlsx", ".json", ".docx":
		return true
	}
	return false
}

// Open reads an export by the ending of its name. word reads the document in a
// .docx file, as for a plan. The error is [ErrNoExport] where the file can be read
// but holds no table of the program.
func Open(name string, data []byte, word func() (*corpus.Document, error)) (*Export, error) {
	e := &Export{file: name}
	var err error
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv":
		err = e.csv(data)
	case ".xlsx":
		err = e.workbook(data)
	case ".json":
		err = e.json(data)
	case ".docx":
		var doc *corpus.Document
		if doc, err = word(); err == nil {
			e.report = reportOf(doc)
		}
	}
	if err == nil && len(e.sheets) == 0 && e.tree == nil && e.report == nil {
		err = ErrNoExport
	}
	return e, err
}

// csv reads a table whatever parts its cells: programs that save it again may
// write semicolons or tabs, and leave the byte order mark out.
func (e *Export) csv(data []byte) error {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if !utf8.Valid(data) {
		return fmt.Errorf("reading the table: it is not UTF-8; save it as UTF-8 again")
	}
	var firstError error
	for _, comma := range []rune{',', ';', '\t'} {
		r := csv.NewReader(bytes.NewReader(data))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
		records, err := r.ReadAll()
		if err != nil {
			if firstError == nil {
				firstError = fmt.Errorf("reading the table: %w", err)
			}
			continue
		}
		if s := tableOf("", records); s != nil {
			e.sheets = append(e.sheets, s)
			return nil
		}
	}
	return firstError
}

// unpacked is the most that a workbook may hold when it is unpacked, in bytes.
const unpacked = 1 << 30

// workbook reads the sheets that are tables of the program.
func (e *Export) workbook(data []byte) error {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: unpacked})
	if err != nil {
		return fmt.Errorf("reading the workbook: %w", err)
	}
	defer f.Close()
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			return fmt.Errorf("reading the sheet %q: %w", name, err)
		}
		if s := tableOf(name, rows); s != nil {
			s.serials = true
			e.sheets = append(e.sheets, s)
		}
	}
	return nil
}

// json reads a tree; it is an export if it names one of the program's schemas.
func (e *Export) json(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var tree any
	if err := d.Decode(&tree); err != nil {
		return fmt.Errorf("reading the JSON: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("reading the JSON: something stands behind its end")
	}
	if object, ok := tree.(map[string]any); ok && exported[fmt.Sprint(object["schema"])] {
		e.tree = tree
	}
	return nil
}
