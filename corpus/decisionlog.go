package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// DecisionsFormat names the form of a library's log of decisions. It stands in
// the first line.
const DecisionsFormat = "doichieu.decisions/1"

// decisionsFile is the log inside the folder of a library.
const decisionsFile = "decisions.jsonl"

// maxDecisions bounds the log in bytes: a file of another kind put in its place
// is refused before it is read whole.
const maxDecisions = 256 << 20

// ErrDecisions says that the log of decisions cannot be read.
var ErrDecisions = errors.New("the log of decisions cannot be read")

// logHead is the first line of the log.
type logHead struct {
	Format string `json:"format"`
}

// Decisions reads the log of decisions, the oldest first: all that were ever
// recorded, replaced ones too (see [InForce]). A library without decisions has
// no log. A line that is not as Record wrote it is an error that names it; to
// leave such a line out would apply less than was decided, without a word.
func (l *Library) Decisions() ([]Decision, error) {
	b, err := l.readDecisions()
	if err != nil {
		return nil, err
	}
	return l.parseDecisions(b)
}

// readDecisions are the bytes of the log; none if there is no log.
func (l *Library) readDecisions() ([]byte, error) {
	info, err := os.Stat(l.path(decisionsFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, l.failed("reading the decisions of", err)
	case !info.Mode().IsRegular() || info.Size() > maxDecisions:
		return nil, l.badDecision(0, fmt.Errorf("it is no file of at most %d MiB", maxDecisions>>20))
	}
	b, err := os.ReadFile(l.path(decisionsFile))
	if err != nil {
		return nil, l.failed("reading the decisions of", err)
	}
	return b, nil
}

func (l *Library) parseDecisions(b []byte) ([]Decision, error) {
	log, line, err := ParseDecisions(b)
	if err != nil {
		return nil, l.badDecision(line, err)
	}
	return log, nil
}

// ParseDecisions reads the bytes of a log. With an error it gives the number of
// the line, from 1.
func ParseDecisions(b []byte) (log []Decision, line int, err error) {
	if len(b) == 0 {
		return nil, 0, nil
	}
	seen := map[string]bool{}
	for raw := range bytes.Lines(b) {
		line++
		whole := bytes.HasSuffix(raw, []byte("\n"))
		raw = bytes.TrimSpace(raw)
		if line == 1 {
			var head logHead
			if err := strict(raw, &head); err != nil || head.Format != DecisionsFormat {
				return nil, line, fmt.Errorf(`the log begins with {"format":%q}, this line does not say so`, DecisionsFormat)
			}
			continue
		}
		var d Decision
		if err := strict(raw, &d); err != nil {
			return nil, line, err
		}
		if err := d.Check(); err != nil {
			return nil, line, err
		}
		switch {
		case d.ID != d.seal():
			return nil, line, fmt.Errorf("the decision %q was changed after it was recorded: its content makes the id %s", d.ID, d.seal())
		case seen[d.ID]:
			return nil, line, fmt.Errorf("the decision %s stands in the log twice", d.ID)
		case !whole:
			return nil, line, errors.New("the line has no end: the file is cut short")
		}
		for _, id := range d.Replaces {
			if !seen[id] {
				return nil, line, fmt.Errorf("it replaces %q, which no line before it records", id)
			}
		}
		seen[d.ID] = true
		log = append(log, d)
	}
	return log, 0, nil
}

// strict reads one JSON value that holds nothing but the fields of v.
func strict(b []byte, v any) error {
	if len(b) == 0 {
		return errors.New("the line is empty")
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return fmt.Errorf("it is not what was written, in JSON: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something stands behind the JSON value")
	}
	return nil
}

// Record adds decisions to the end of the log; what it holds stays as it is. All
// are recorded or, with an error, none.
func (l *Library) Record(list []Decision) error {
	if len(list) == 0 {
		return nil
	}
	old, err := l.readDecisions()
	if err != nil {
		return err
	}
	if _, err := l.parseDecisions(old); err != nil {
		return err
	}
	var b bytes.Buffer
	b.Write(old)
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if b.Len() == 0 {
		if err := e.Encode(logHead{DecisionsFormat}); err != nil {
			return err
		}
	}
	for _, d := range list {
		if err := e.Encode(d); err != nil {
			return fmt.Errorf("writing the decision %s: %w", d.ID, err)
		}
	}
	if _, _, err := ParseDecisions(b.Bytes()); err != nil {
		return fmt.Errorf("recording decisions: %w", err)
	}
	if err := writeBytes(l.path(decisionsFile), b.Bytes()); err != nil {
		return l.failed("writing the decisions of", err)
	}
	return nil
}

// badDecision is the error of a line of the log; line 0 is the whole file.
func (l *Library) badDecision(line int, err error) error {
	place := l.path(decisionsFile)
	if line > 0 {
		place = fmt.Sprintf("%s, line %d", place, line)
	}
	return &LibraryError{
		Reason: fmt.Sprintf("the decisions of the library cannot be read: %s: %v", place, err),
		Hint: "restore the file from a backup, or delete that line to do without the decision; " +
			"moved out of the folder, the file leaves the library without decisions",
		Err: ErrDecisions,
	}
}
