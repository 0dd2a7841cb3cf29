package ingest

import (
	"errors"
	"fmt"
	"strings"
)

// The causes that a caller decides on, by errors.Is.
var (
	ErrEmpty         = errors.New("no text in the file")
	ErrUnknownFormat = errors.New("unknown format")
	ErrNoText        = errors.New("pages are pictures without text")
	ErrEncrypted     = errors.New("locked with a password")
	ErrPassword      = errors.New("wrong password")
	ErrNoOCR         = errors.New("OCR is not possible")
	ErrDamaged       = errors.New("damaged file")
)

// causes are the sentinels by name, for errors that cross from one process to
// another.
var causes = map[string]error{
	"empty": ErrEmpty, "unknown-format": ErrUnknownFormat, "no-text": ErrNoText, "encrypted": ErrEncrypted, "damaged": ErrDamaged,
	"password": ErrPassword, "no-ocr": ErrNoOCR,
}

// CauseName names the sentinel in err; "" where there is none.
func CauseName(err error) string {
	for name, cause := range causes {
		if errors.Is(err, cause) {
			return name
		}
	}
	return ""
}

// CauseNamed is the sentinel that [CauseName] names so, or nil.
func CauseNamed(name string) error { return causes[name] }

// Error says which file could not be read, why, and what to do about it.
type Error struct {
	File   string // base name
	Page   int    // 1-based; 0 where the error is about no page
	Reason string // lower case, without the file's name
	Hint   string // what the user can do; may be empty
	Err    error  // one of the sentinels, or the error of the system
}

// Error is "plan.pdf: page 3: reason", without the hint.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Page > 0 {
		fmt.Fprintf(&b, ": page %d", e.Page)
	}
	b.WriteString(": ")
	if e.Reason == "" && e.Err != nil {
		b.WriteString(e.Err.Error())
	}
	b.WriteString(e.Reason)
	return b.String()
}

// Unwrap gives the cause to errors.Is.
func (e *Error) Unwrap() error { return e.Err }
