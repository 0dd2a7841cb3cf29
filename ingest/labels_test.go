package ingest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doichieu/corpus"
	"doichieu/corpus/vn"
)

const shared = "../../shared"

// labelled is what one line of a label file says of a task's place.
type labelled struct {
	Type  string          `json:"type"`
	ID    string          `json:"id"`
	Lines json.RawMessage `json:"lines"`
	Begin string          `json:"begin"`
	End   string          `json:"end"`
}

// ranges reads "lines": one range of 1-based lines, or several.
func (l labelled) ranges(t *testing.T) [][2]int {
	t.Helper()
	var one [2]int
	if json.Unmarshal(l.Lines, &one) == nil {
		return [][2]int{one}
	}
	var many [][2]int
	if err := json.Unmarshal(l.Lines, &many); err != nil {
		t.Fatalf("%s: lines %s: %v", l.ID, l.Lines, err)
	}
	return many
}

// TestLabels holds the paragraphs against labels made by hand: the lines of
// each labelled task, read without blanks, are the text of exactly one block.
func TestLabels(t *testing.T) {
	for label, plan := range map[string]string{"000.jsonl": "000_*.txt", "003.jsonl": "003_*.txt"} {
		t.Run(plan, func(t *testing.T) {
			raw, err := os.ReadFile(filepath.Join(shared, "eval/labels", label))
			paths, _ := filepath.Glob(filepath.Join(shared, "plans", plan))
			if err != nil || len(paths) != 1 {
				t.Skip("the shared material is not here")
			}
			doc, data, err := ReadFile(context.Background(), paths[0])
			if err != nil {
				t.Fatal(err)
			}
			blocks := make(map[string]int)
			for _, b := range doc.Blocks {
				if b.Kind == corpus.Paragraph {
					blocks[squeeze(b.Span.In(doc.Text))]++
				}
			}
			source := strings.Split(string(data), "\n")
			tasks, exact := 0, 0
			for in := bufio.NewScanner(bytes.NewReader(raw)); in.Scan(); {
				var l labelled
				if err := json.Unmarshal(in.Bytes(), &l); err != nil {
					t.Fatal(err)
				}
				if l.Type != "task" || l.Begin != "" || l.End != "" {
					continue
				}
				var text strings.Builder
				for _, r := range l.ranges(t) {
					text.WriteString(strings.Join(source[r[0]-1:r[1]], ""))
				}
				tasks++
				if blocks[squeeze(text.String())] == 1 {
					exact++
				} else {
					t.Errorf("task %s is no block of its own: %.120q", l.ID, squeeze(text.String()))
				}
			}
			t.Logf("%d of %d labelled tasks are exactly one block", exact, tasks)
			if tasks == 0 {
				t.Fatal("no labelled task was read")
			}
		})
	}
}

// squeeze is s composed and without blanks.
func squeeze(s string) string { return strings.Join(strings.Fields(vn.NFC(s)), "") }
