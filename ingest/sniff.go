package ingest

import (
	"bytes"
	"regexp"
)

// kind is a kind of file that is recognised only to say what to do with it.
type kind struct {
	name, hint string
	is         func(data []byte) bool
}

const (
	hintSave = "open it and save it as PDF, or as plain text in UTF-8"
	hintScan = "save it as PNG, JPEG, TIFF or PDF, which are read by OCR, or give the text"
)

func kinds() []kind {
	magic := func(signs ...string) func([]byte) bool {
		return func(data []byte) bool {
			for _, s := range signs {
				if bytes.HasPrefix(data, []byte(s)) {
					return true
				}
			}
			return false
		}
	}
	zip := func(part string) func([]byte) bool {
		return func(data []byte) bool {
			return bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data, []byte(part))
		}
	}
	return []kind{
		{"an Excel workbook (xlsx)", hintSave, zip("xl/workbook")},
		{"a PowerPoint presentation (pptx)", hintSave, zip("ppt/presentation")},
		{"an OpenDocument spreadsheet or presentation", hintSave, zip("application/vnd.oasis")},
		{"an electronic book (epub)", hintSave, zip("application/epub+zip")},
		{"a zip archive inside another, or damaged", "unpack it and give the files in it", magic("PK\x03\x04", "PK\x05\x06")},
		{"an archive", "unpack it and give the files in it", magic("Rar!\x1a", "7z\xbc\xaf\x27\x1c", "\x1f\x8b", "\xfd7zXZ")},
		{"an old Excel or PowerPoint file (xls, ppt)", hintSave, func(data []byte) bool {
			return bytes.HasPrefix(data, []byte(oleMark)) &&
				(bytes.Contains(data, utf16Name("Workbook")) || bytes.Contains(data, utf16Name("PowerPoint Document")))
		}},
		{"a file of an old Office program that is cut off or of an unknown kind", "get it anew, or open it and save it as PDF", magic(oleMark)},
		{"a PostScript file", "turn it into PDF, for instance with ps2pdf", magic("%!PS")},
		{"a picture", hintScan, isPicture},
	}
}

// recognised is the kind of data among those that cannot be read as text.
func recognised(data []byte) (kind, bool) {
	for _, k := range kinds() {
		if k.is(data) {
			return k, true
		}
	}
	return kind{}, false
}

// unknown is the error for content that no row of the table accepts.
func unknown(name string, data []byte) error {
	e := &Error{File: name, Err: ErrUnknownFormat, Hint: hintSave}
	if k, ok := recognised(data); ok {
		e.Reason, e.Hint = "this is "+k.name+", which cannot be read", k.hint
		return e
	}
	e.Reason = "this is no text, but a binary file of an unknown kind"
	return e
}

// isText accepts everything that is not another kind of file by its content:
// which encoding the text is in is for the reader to find out.
func isText(data []byte) bool {
	if _, other := recognised(data); other {
		return false
	}
	return !binary(data)
}

// rePDFEnd is the end of a PDF.
var rePDFEnd = regexp.MustCompile(`[\r\n]startxref\s+\d+\s+%%EOF\s*$`)

// isPDF looks for the header in the first kilobyte, as PDF readers do. A file whose
// header is lost, or stands behind something else, is told by its end.
func isPDF(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) ||
		rePDFEnd.Match(data[max(0, len(data)-128):])
}

// isPageImage knows the pictures that the engine for OCR reads by itself.
func isPageImage(data []byte) bool {
	for _, sign := range []string{"\x89PNG\r\n", "\xff\xd8\xff", "II*\x00", "MM\x00*"} {
		if bytes.HasPrefix(data, []byte(sign)) {
			return true
		}
	}
	return false
}

// isPicture knows the usual formats of scans. "BM" and "GIF8" may begin a text
// as well, so they count in binary files only.
func isPicture(data []byte) bool {
	for _, sign := range []string{"\x89PNG\r\n", "\xff\xd8\xff", "II*\x00", "MM\x00*", "\x00\x00\x00\x0cjP  "} {
		if bytes.HasPrefix(data, []byte(sign)) {
			return true
		}
	}
	if bytes.HasPrefix(data, []byte("RIFF")) && len(data) > 12 && string(data[8:12]) == "WEBP" {
		return true
	}
	return (bytes.HasPrefix(data, []byte("BM")) || bytes.HasPrefix(data, []byte("GIF8"))) && binary(data)
}
