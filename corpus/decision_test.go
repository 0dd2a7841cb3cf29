package corpus_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doichieu/corpus"
)

func someDecision() corpus.Decision {
	sum := strings.Repeat("0123456789abcdef", 4)
	d := corpus.Decision{
		Kind: corpus.DecideLead, Verdict: corpus.Clear, By: "Trần Thị Mẫu", Given: "2026-04-01", Why: "=1+1",
		Tasks: []corpus.Anchor{{Document: corpus.DocumentID(sum), SHA256: sum, Task: "II/1", Text: "một việc", Key: "motviec"}},
	}
	d.Seal()
	return d
}

// The log only grows, and a line edited by hand is refused with its number,
// while the library opens all the same.
func TestDecisionsLog(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lib")
	lib, err := corpus.Open(context.Background(), dir, corpus.Options{Write: true})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	d := someDecision()
	undo := corpus.Decision{Kind: corpus.Withdraw, By: "Mẫu", Given: "2026-04-02", Replaces: []string{d.ID}}
	undo.Seal()
	path := filepath.Join(dir, "decisions.jsonl")
	if err := lib.Record([]corpus.Decision{d}); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	if err := lib.Record([]corpus.Decision{undo}); err != nil {
		t.Fatal(err)
	}
	after, _ := os.ReadFile(path)
	if !strings.HasPrefix(string(after), string(before)) {
		t.Error("the log was rewritten")
	}
	log, err := lib.Decisions()
	if err != nil || len(log) != 2 || len(corpus.InForce(log)) != 0 {
		t.Fatalf("%v, %v", log, err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"a name":     {"Trần", "Lê", "line 2"},
		"no JSON":    {`"kind":"withdraw"`, `"kind:withdraw"`, "line 3"},
		"no verdict": {`"verdict":"clear"`, `"verdict":"maybe"`, `cannot say "maybe"`},
		"a field":    {`"kind":"lead"`, `"kind":"lead","x":1`, "unknown field"},
		"the head":   {"decisions/1", "decisions/9", "line 1"},
		"a day":      {"2026-04-01", "2026-04-31", "is no day"},
	} {
		if err := os.WriteFile(path, []byte(strings.Replace(string(after), c.old, c.new, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := lib.Decisions()
		if !errors.Is(err, corpus.ErrDecisions) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		if err := lib.Record([]corpus.Decision{someDecision()}); !errors.Is(err, corpus.ErrDecisions) {
			t.Errorf("%s: recorded behind it: %v", name, err)
		}
	}
}

func FuzzParseDecisions(f *testing.F) {
	f.Add([]byte(`{"format":"doichieu.decisions/1"}` + "\n"))
	f.Add([]byte("{}\n\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		log, line, err := corpus.ParseDecisions(b)
		if err != nil && (log != nil || line < 1) {
			t.Errorf("error %v with %d decisions, line %d", err, len(log), line)
		}
		for _, d := range log {
			if err := d.Check(); err != nil {
				t.Error(err)
			}
		}
	})
}
