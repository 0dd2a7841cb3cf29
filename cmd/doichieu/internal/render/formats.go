// Package render writes a comparison, the long table of tasks, or what searches
// found, for people and for other programs.
//
// Every format is a row of one table, [Formats]; a new one is a file with a
// write function and a row. All formats show the same cells, built once in
// grid.go: what the plan says, who leads, who helps, by when, with which target,
// and where it stands (page and task id).
//
// Words of documents are hostile: [visible] shows control characters instead of
// passing them on, and each format escapes in its own way (Markdown and HTML
// mark-up, formulas of spreadsheets). The same input gives the same bytes: there
// is no clock, no random number and no map order in what is written.
package render

import (
	"fmt"
	"io"
	"strings"

	"doichieu/compare"
	"doichieu/extract"
)

// Input is what a format writes: Hits or Mentions where they are set, else a
// comparison or tasks.
type Input struct {
	// Comparison is laid side by side, a column for each plan. Without it only
	// the long task table is written.
	Comparison *compare.Comparison
	// Matrix is the point of view from which the comparison is shown; nil is by
	// task.
	Matrix *compare.Matrix
	// Findings asks for the list of findings instead of the matrix, and puts them
	// into JSON. The formats that are read as a whole show them in any case.
	Findings bool
	// Long asks for one value a line, in the formats for programs.
	Long bool
	// Plans give the long task table, which the formats with several tables
	// put beside the comparison.
	Plans []*extract.Plan
	// Hits are the hits of a search, and Mentions those of several; each is written
	// alone, by the formats text, csv, xlsx, md and, of one search, html. Programs
	// get hits as JSON from the search itself.
	Hits     *Hits
	Mentions *Mentions
	// Colour sets words that a search found off on the terminal.
	Colour bool
	// Width is the number of columns of the terminal, for the format "text"; 0
	// means 100.
	Width int
}

// Format is a way to write an [Input].
type Format struct {
	Name        string // as given to --format
	Ext         string // of file names, with the dot
	Description string // one line for help
	Media       string // media type
	// Write writes in to w, headings in lang (one of [Languages], "" for the
	// default). Its errors say what was being written.
	Write func(w io.Writer, in Input, lang string) error
}

// Formats are all formats, in the order in which help lists them.
func Formats() []Format {
	return []Format{
		{"text", ".txt", "table for the terminal", "text/plain; charset=utf-8", writeText},
		{"json", ".json", "comparison (" + compare.ComparisonSchema + ", " + compare.MatrixSchema + ") or tasks (" + TasksSchema + ")", "application/json", writeJSON},
		{"csv", ".csv", "comma-separated, UTF-8 with BOM, safe to open in a spreadsheet", "text/csv; charset=utf-8", writeCSV},
		{"xlsx", ".xlsx", "Excel workbook: comparison, tasks, sources", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", writeXLSX},
		{"docx", ".docx", "Word report, landscape, headings repeated", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", writeDOCX},
		{"md", ".md", "Markdown table", "text/markdown; charset=utf-8", writeMarkdown},
		{"html", ".html", "one page to read and print, without network", "text/html; charset=utf-8", writeHTML},
		{"ics", ".ics", "calendar of the deadlines (RFC 5545)", "text/calendar; charset=utf-8", writeICS},
	}
}

// Lookup finds a format by name or by extension (with the dot). The error names
// the formats there are.
func Lookup(name string) (Format, error) {
	var known []string
	for _, f := range Formats() {
		if strings.EqualFold(name, f.Name) || strings.EqualFold(name, f.Ext) {
			return f, nil
		}
		known = append(known, f.Name)
	}
	return Format{}, fmt.Errorf("no output format %q; choose one of %s", name, strings.Join(known, ", "))
}
