package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"doichieu/extract"
)

// Labels are what people wrote down of one document.
type Labels struct {
	Record  map[string]string // fields of the record, as far as they are labelled
	Tasks   []Task
	Targets []Target
}

// Task is a labelled task.
type Task struct {
	ID        string     `json:"id"`
	Lines     ranges     `json:"lines"` // of the source, from 1, marker included
	Begin     string     `json:"begin"` // first words, if it begins inside a line
	End       string     `json:"end"`   // last words, if it ends inside one
	Lead      []string   `json:"lead"`
	Coord     []string   `json:"coord"`
	Deadlines []Deadline `json:"deadlines"`
}

// Deadline is a labelled time limit.
type Deadline struct {
	Kind  string `json:"kind"`
	From  string `json:"from"`
	To    string `json:"to"`
	Every string `json:"every"`
	On    string `json:"on"`
}

// Target is a labelled aim.
type Target struct {
	Op    string  `json:"op"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	By    string  `json:"by"`
}

// ranges are pieces of lines, written [1, 2] or [[1, 2], [5, 6]].
type ranges [][2]int

// UnmarshalJSON reads both forms.
func (r *ranges) UnmarshalJSON(b []byte) error {
	var one [2]int
	if json.Unmarshal(b, &one) == nil {
		*r = ranges{one}
		return nil
	}
	var many [][2]int
	if err := json.Unmarshal(b, &many); err != nil {
		return fmt.Errorf("lines are neither [first, last] nor a list of such: %w", err)
	}
	*r = many
	return nil
}

// longestLine is how many bytes a line of labels has at most.
const longestLine = 1 << 20

// Read reads labels, one JSON object a line; the field "type" tells what each is.
func Read(r io.Reader) (*Labels, error) {
	l := &Labels{Record: map[string]string{}}
	s := bufio.NewScanner(r)
	s.Buffer(nil, longestLine)
	for n := 1; s.Scan(); n++ {
		line := bytes.TrimSpace(s.Bytes())
		if len(line) == 0 {
			continue
		}
		if err := l.add(line); err != nil {
			return nil, fmt.Errorf("labels, line %d: %w", n, err)
		}
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("reading labels: %w", err)
	}
	return l, nil
}

// add takes one labelled object.
func (l *Labels) add(line []byte) error {
	var kind struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(line, &kind); err != nil {
		return err
	}
	switch kind.Type {
	case "task":
		var t Task
		if err := json.Unmarshal(line, &t); err != nil {
			return err
		}
		l.Tasks = append(l.Tasks, t)
	case "target":
		var t Target
		if err := json.Unmarshal(line, &t); err != nil {
			return err
		}
		l.Targets = append(l.Targets, t)
	case "document":
		var fields map[string]any
		if err := json.Unmarshal(line, &fields); err != nil {
			return err
		}
		for name, value := range fields {
			text, _ := value.(string)
			l.Record[name] = text
		}
	default:
		return fmt.Errorf("no type %q; it is document, task or target", kind.Type)
	}
	return nil
}

// text is the task's words in the source, normalised.
func (t Task) text(lines []string) string {
	var parts []string
	for _, r := range t.Lines {
		from, to := max(0, min(r[0]-1, len(lines))), max(0, min(r[1], len(lines)))
		parts = append(parts, strings.Join(lines[min(from, to):to], " "))
	}
	flat := normal(strings.Join(parts, " "))
	if t.Begin != "" {
		if at := strings.Index(flat, normal(t.Begin)); at >= 0 {
			flat = flat[at:]
		}
	}
	if t.End != "" {
		end := normal(t.End)
		if at := strings.LastIndex(flat, end); at >= 0 {
			flat = flat[:at+len(end)]
		}
	}
	return flat
}

func (t Task) deadlines() []string {
	var out []string
	for _, d := range t.Deadlines {
		out = append(out, d.key())
	}
	return set(out)
}

func (d Deadline) key() string {
	return strings.Join([]string{d.Kind, d.From, d.To, d.Every, d.On}, "|")
}

// deadlines are the keys of extracted time limits.
func deadlines(list []extract.Deadline) []string {
	var out []string
	for _, d := range list {
		out = append(out, Deadline{string(d.Kind), d.From, d.To, d.Every, d.On}.key())
	}
	return set(out)
}

func (t Target) key() string {
	return strings.Join([]string{strconv.FormatFloat(t.Value, 'g', -1, 64), t.Unit, t.Op, t.By}, "|")
}

// agencies are the ids given for a role. A body that the labels only name
// ("x:...") is matched by its name or its words in the text.
func agencies(t extract.Task, role extract.Role, wanted []string) []string {
	var out []string
	for _, a := range t.ByRole(role) {
		names := []string{fold(a.Agency)}
		for _, name := range []string{a.Name, a.Raw} {
			if name != "" {
				names = append(names, fold("x:"+name))
			}
		}
		slices.Sort(names)
		given := fold(a.Agency)
		for _, n := range names {
			if slices.Contains(wanted, n) {
				given = n
				break
			}
		}
		out = append(out, given)
	}
	return set(out)
}

// fold writes a body that is only named by its words, so that case and blanks
// do not matter.
func fold(agency string) string {
	if name, ok := strings.CutPrefix(agency, "x:"); ok {
		return "x:" + strings.Join(tokens(name), " ")
	}
	return agency
}

func folded(ids []string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, fold(id))
	}
	return set(out)
}

// set sorts the values and drops those that come twice.
func set(values []string) []string {
	slices.Sort(values)
	return slices.Compact(values)
}
