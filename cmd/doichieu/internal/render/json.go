package render

import (
	"encoding/json"
	"fmt"
	"io"

	"doichieu/compare"
)

// TasksSchema names the JSON form of the long task table.
const TasksSchema = "doichieu.tasks/1"

// writeJSON writes the comparison, the matrix where it is not by task, the task
// table where there is neither, or the values one by one.
// Documents' words stay as they are: JSON escapes control characters itself.
func writeJSON(w io.Writer, in Input, _ string) error {
	var out any = in.Comparison
	if c := in.Comparison; c != nil && !in.Findings {
		plain := *c
		plain.Findings = nil
		out = &plain
	}
	switch {
	case in.Mentions != nil:
		out = struct {
			Schema string `json:"schema"`
			*Mentions
		}{MentionsSchema, in.Mentions}
	case in.Long:
		out = struct {
			Schema string     `json:"schema"`
			Values []ValueRow `json:"values"`
		}{ValuesSchema, Values(in.Plans, in.Comparison)}
	case in.Matrix != nil && in.Matrix.Kind != compare.ByTask:
		out = in.Matrix
	case in.Comparison == nil:
		out = struct {
			Schema string    `json:"schema"`
			Tasks  []TaskRow `json:"tasks"`
		}{TasksSchema, Tasks(in.Plans, nil)}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(out); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	return nil
}
