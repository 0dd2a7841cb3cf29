package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"doichieu/corpus"
	"doichieu/ingest"
)

// outcome is what a run of the program in process gave.
type outcome struct {
	code     int
	out, err string
}

// runHere runs the program in process, with a library of its own.
func runHere(ctx context.Context, library string, args ...string) outcome {
	var out, err bytes.Buffer
	env := func(name string) string {
		return map[string]string{"DOICHIEU_LIBRARY": library, ocrCacheEnv: cacheOff}[name]
	}
	code := run(ctx, streams{strings.NewReader(""), &out, &err}, env, args)
	return outcome{code, out.String(), err.String()}
}

func TestInterruptedBeforeItBegan(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	lib := filepath.Join(t.TempDir(), "lib")
	for _, args := range [][]string{
		{"add", "testdata/plans"},
		{"extract", "testdata/plans/tin.txt"},
		{"export", "testdata/plans"},
		{"verify", "testdata/plans/tin.txt"},
	} {
		got := runHere(ctx, lib, args...)
		if got.code != exitInterrupted || got.out != "" || !strings.Contains(got.err, "doichieu: error: interrupted") {
			t.Errorf("%s gives %+v", args[0], got)
		}
	}
}

// stopper interrupts the run when the first result has been written.
type stopper struct {
	io.Writer
	stop func()
}

func (s stopper) Write(b []byte) (int, error) {
	s.stop()
	return s.Writer.Write(b)
}

// An interrupted add keeps all that it reported, and the next one goes on.
func TestInterruptedAddKeepsWhatItReported(t *testing.T) {
	dir := t.TempDir()
	files := filepath.Join(dir, "files")
	if err := os.Mkdir(files, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		text := fmt.Sprintf("Bài số %d về rác thải nhựa.\n", i)
		if err := os.WriteFile(filepath.Join(files, fmt.Sprintf("%02d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	var out, errs bytes.Buffer
	lib := filepath.Join(dir, "lib")
	code := run(ctx, streams{strings.NewReader(""), stopper{&out, cancel}, &errs}, func(string) string { return "" },
		[]string{"--library", lib, "add", files})
	if code != exitInterrupted {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	reported := strings.Count(out.String(), "added ")
	l, err := corpus.Open(t.Context(), lib, corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if reported == 0 || len(l.List()) != reported {
		t.Errorf("reported %d, the library has %d", reported, len(l.List()))
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	again := runHere(t.Context(), lib, "add", files)
	want := fmt.Sprintf("%d added, %d unchanged, 0 failed", 20-reported, reported)
	if again.code != exitOK || !strings.Contains(again.err, want) {
		t.Errorf("the next run gives %+v, want %s", again, want)
	}
}

// Files are reported in the order in which they were given, however many are
// read at once.
func TestAddKeepsTheOrder(t *testing.T) {
	var args, want []string
	for _, name := range []string{"vinh-sa.txt", "luat.txt", "tin.txt", "thanh-loc.txt"} {
		args = append(args, filepath.Join("testdata/plans", name))
		want = append(want, name)
	}
	got := runHere(t.Context(), filepath.Join(t.TempDir(), "lib"), append([]string{"add", "--json"}, args...)...)
	var result addResult
	if err := json.Unmarshal([]byte(got.out), &result); err != nil {
		t.Fatalf("%v: %+v", err, got)
	}
	var names []string
	for _, e := range result.Added {
		names = append(names, e.Source.Name)
	}
	if !slices.Equal(names, want) {
		t.Errorf("order is %v, want %v", names, want)
	}
}

func TestExitCode(t *testing.T) {
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	tests := []struct {
		ctx  context.Context
		err  error
		want int
	}{
		{t.Context(), nil, 0},
		{t.Context(), io.ErrUnexpectedEOF, 1},
		{t.Context(), errReported, 1},
		{t.Context(), usagef("no"), 2},
		{t.Context(), fmt.Errorf("running: %w", usagef("no")), 2},
		{t.Context(), errPartly, 3},
		{t.Context(), errors.Join(errPartly, nil), 3},
		{stopped, context.Canceled, 130},
		{stopped, fmt.Errorf("adding: %w", context.Canceled), 130},
		{stopped, io.ErrUnexpectedEOF, 1},  // it failed of itself
		{t.Context(), context.Canceled, 1}, // nobody interrupted
	}
	for _, tt := range tests {
		if got := exitCode(tt.ctx, tt.err); got != tt.want {
			t.Errorf("exit code for %v is %d, want %d", tt.err, got, tt.want)
		}
	}
}

func TestHints(t *testing.T) {
	for _, err := range []error{
		&hintError{io.EOF, "do this"},
		&usageError{"no", "do this"},
		&corpus.LibraryError{Reason: "no", Hint: "do this"},
		&ingest.Error{File: "a.pdf", Hint: "do this"},
		fmt.Errorf("adding: %w", &corpus.LibraryError{Reason: "no", Hint: "do this"}),
	} {
		if got := hints(err); !slices.Equal(got, []string{"do this"}) {
			t.Errorf("hints of %v are %q", err, got)
		}
	}
	if got := hints(errors.Join(io.EOF, &corpus.LibraryError{Reason: "no"})); len(got) != 0 {
		t.Errorf("an error without a hint has %q", got)
	}
}

// Names of files and words of documents reach the terminal harmless.
func TestMessagesAreHarmless(t *testing.T) {
	tests := []struct{ in, want string }{
		{"kế hoạch.txt", "kế hoạch.txt"},
		{"a\nb\tc\r d", "a b c d"},
		{"x\x1b[31m.txt", "x\uFFFD[31m.txt"},
		{"x\u009b31m", "x\uFFFD31m"},
		{"a\u202egpj.exe", "a\uFFFDgpj.exe"},
		{"bell\a nul\x00", "bell\uFFFD nul\uFFFD"},
		{"bad \xff utf-8", "bad \uFFFD utf-8"},
		{"soft\u00adhyphen", "soft\u00adhyphen"},
	}
	for _, tt := range tests {
		if got := oneLine(tt.in); got != tt.want {
			t.Errorf("oneLine(%q) is %q, want %q", tt.in, got, tt.want)
		}
	}
	got := runHere(t.Context(), filepath.Join(t.TempDir(), "lib"), "add", "no\x1b[31m\nsuch.txt")
	if strings.ContainsRune(got.err, '\x1b') || strings.Count(got.err, "\n") != 2 {
		t.Errorf("standard error is %q", got.err)
	}
}

// Nothing that is empty may be null for the programs that read the JSON.
func TestJSONHasNoNull(t *testing.T) {
	lib := filepath.Join(t.TempDir(), "lib")
	runHere(t.Context(), lib, "add", "testdata/plans")
	for _, args := range [][]string{
		{"list"},
		{"show", "tin"},
		{"show", "tin", "--quality"},
		{"show", "vinh-sa"},
		{"text", "tin"},
		{"extract", "testdata/plans/luat.txt"},
		{"search", "zzzz"},
		{"search", "nhựa"},
		{"search", "nhựa", "--group", "--facet", "part"},
		{"search", "zzzz", "--group"},
		{"search", "--queries", "testdata/plans/tin.txt"},
		{"similar", "vinh-sa", "II/1"},
		{"saved"},
		{"saved", "run"},
		{"export"},
		{"verify"},
		{"add", "testdata/plans/tin.txt"},
	} {
		got := runHere(t.Context(), lib, append(args, "--json")...)
		var v any
		if err := json.Unmarshal([]byte(got.out), &v); err != nil || got.code != exitOK {
			t.Errorf("%s: %v, %+v", args, err, got)
			continue
		}
		if at := nullIn(v, ""); at != "" {
			t.Errorf("%s: %s is null", args, at)
		}
	}
}

// nullIn is the place of the first null in a value, "" for none.
func nullIn(v any, at string) string {
	switch v := v.(type) {
	case nil:
		return at
	case []any:
		for i, e := range v {
			if p := nullIn(e, fmt.Sprintf("%s[%d]", at, i)); p != "" {
				return p
			}
		}
	case map[string]any:
		for k, e := range v {
			if p := nullIn(e, at+"."+k); p != "" {
				return p
			}
		}
	}
	return ""
}

// Every command says its exit codes and has an example, and its help fits a
// terminal of 80 columns.
func TestCommandsAreDocumented(t *testing.T) {
	root := newRootCommand(&app{getenv: func(string) string { return "" }})
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" || cmd.Name() == "help" {
			continue
		}
		if !strings.Contains(cmd.Long, "EXIT STATUS") || !strings.Contains(cmd.Example, "doichieu "+cmd.Name()) || cmd.Short == "" {
			t.Errorf("%s lacks its exit codes, an example or a short text", cmd.Name())
		}
		for line := range strings.Lines(cmd.Long + "\n" + cmd.Example) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > 80 {
				t.Errorf("%s: a line of the help has %d letters: %s", cmd.Name(), n, line)
			}
		}
	}
}

// A zip archive is given like a folder, and a file in it like one in a folder.
func TestArchiveIsAFolder(t *testing.T) {
	dir := t.TempDir()
	archive := filepath.Join(dir, "ke-hoach.zip")
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, name := range []string{"mot.txt", "hai.txt"} {
		w, err := z.Create("tinh/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Fprintf(w, "KẾ HOẠCH\nII. NHIỆM VỤ\n1. Giao Sở Y tế chủ trì rà soát hộ nghèo, bản %s.\n", name); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(z.Close(), os.WriteFile(archive, packed.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	lib := filepath.Join(dir, "lib")
	if got := runHere(t.Context(), lib, "add", archive); got.code != exitOK || !strings.Contains(got.out, "mot.txt") || !strings.Contains(got.err, "2 added") {
		t.Errorf("add gives %+v", got)
	}
	if got := runHere(t.Context(), lib, "compare", archive, "--format", "csv"); got.code != exitOK || !strings.Contains(got.out, "hai.txt") || !strings.Contains(got.err, "of 2 plans") {
		t.Errorf("compare gives %+v", got)
	}
	if got := runHere(t.Context(), lib, "text", filepath.Join(archive, "tinh", "hai.txt")); got.code != exitOK || !strings.Contains(got.out, "bản hai.txt") {
		t.Errorf("text gives %+v", got)
	}
	if got := runHere(t.Context(), lib, "text", filepath.Join(archive, "tinh", "ba.txt")); got.code == exitOK {
		t.Errorf("a file that is not there gives %+v", got)
	}
}
