package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"doichieu/corpus/samples"
)

var updateREADME = flag.Bool("update", false, "write the outputs in README.md anew; read the difference before committing it")

// reConsole is a block of the README with commands and what they print.
var reConsole = regexp.MustCompile("(?s)```console\n(.*?)```")

// TestREADME runs the commands of the README's console blocks, in a folder with
// the sample plans, and holds what they print on standard output against it.
func TestREADME(t *testing.T) {
	path, err := filepath.Abs(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.CopyFS("plans", samples.FS()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), "```\ngo run ./cmd/doichieu demo\ngo test ./...\n```") {
		t.Error("the set-up of README.md is not the two commands")
	}
	blocks := 0
	got := reConsole.ReplaceAllStringFunc(string(readme), func(block string) string {
		blocks++
		var b strings.Builder
		b.WriteString("```console\n")
		for line := range strings.Lines(reConsole.FindStringSubmatch(block)[1]) {
			command, ok := strings.CutPrefix(line, "$ doichieu ")
			if !ok {
				continue
			}
			fmt.Fprintf(&b, "$ doichieu %s", command)
			s := streams{in: strings.NewReader(""), out: &b, err: io.Discard}
			if code := run(t.Context(), s, func(string) string { return "" }, strings.Fields(command)); code != exitOK {
				t.Errorf("doichieu %s ends with code %d", strings.TrimSpace(command), code)
			}
		}
		b.WriteString("```")
		return b.String()
	})
	if blocks < 3 {
		t.Errorf("%d console blocks; the README has lost some", blocks)
	}
	if *updateREADME {
		if os.Getenv("CI") != "" {
			t.Fatal("-update must not run in CI")
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if got != string(readme) {
		t.Error("README.md does not show what the commands print; run with -update and read the difference")
	}
}
