package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestHostileFolder adds a folder of files that are no trouble in themselves but
// for their names, sizes, links and permissions. The one good plan must get in.
func TestHostileFolder(t *testing.T) {
	dir, lib := t.TempDir(), filepath.Join(t.TempDir(), "lib")
	plan, err := os.ReadFile("testdata/plans/thanh-loc.txt")
	if err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	const evil = "a\nb\x1b[31m\u202e.txt"
	names := []string{evil, "hỏng\xff\xfe.txt", "Kế hoạch " + strings.Repeat("dài ", 40) + ".txt"}
	added := 0
	for i, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), append(bytes.Clone(plan), strings.Repeat("\n", i+1)...), 0o600); err != nil {
			t.Logf("no such name here: %v", err)
			continue
		}
		added++
	}
	must(os.Mkdir(filepath.Join(dir, "sub"), 0o700))
	must(os.Symlink("..", filepath.Join(dir, "sub", "up")))
	must(os.Symlink("self", filepath.Join(dir, "self")))
	must(os.WriteFile(filepath.Join(dir, "rỗng.zip"), []byte("PK\x05\x06"+strings.Repeat("\x00", 18)), 0o600))
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	member, err := archive.Create("không\x00\x1b[31m.txt")
	must(err)
	_, err = member.Write(append([]byte("\n\n\n\n\n"), plan...))
	must(errors.Join(err, archive.Close(), os.WriteFile(filepath.Join(dir, "tên.zip"), packed.Bytes(), 0o600)))
	added++
	failed := 1
	for _, name := range []string{"huge.pdf", "huge.txt", "huge.docx"} {
		huge, err := os.Create(filepath.Join(dir, name))
		must(err)
		must(huge.Truncate(2 << 30)) // a hole: takes no room on the disk
		must(huge.Close())
		failed++
	}
	report := filepath.Join(t.TempDir(), "report.csv")
	got := runHere(t.Context(), lib, "add", dir, "--report", report)
	if got.code != exitPartly || strings.Count(got.out, "added") != added {
		t.Errorf("code %d, output %q", got.code, got.out)
	}
	for _, says := range []string{"huge.pdf: the file is larger than 256 MiB", "huge.txt: the file is larger", "huge.docx: the file is larger", "rỗng.zip: there is no file in the archive"} {
		if !strings.Contains(got.err, says) {
			t.Errorf("nothing said of %s: %q", says, got.err)
		}
	}
	if n := strings.Count(got.err, "doichieu: error:"); n != failed {
		t.Errorf("%d errors, want %d: %q", n, failed, got.err)
	}
	rows, err := os.ReadFile(report)
	if err != nil || !utf8.Valid(rows) || bytes.ContainsRune(rows, '\x1b') || bytes.Count(rows, []byte(",added,")) != added || bytes.Count(rows, []byte(",failed,")) != failed {
		t.Errorf("report %q, %v", rows, err)
	}
	// One bad file of a folder costs a comparison only itself.
	if got := runHere(t.Context(), lib, "compare", dir, "--format", "json"); got.code != exitPartly || !json.Valid([]byte(got.out)) {
		t.Errorf("compare: code %d, %q", got.code, got.err)
	}
	for _, command := range [][]string{{"list"}, {"verify"}, {"search", "rác", "thải"}, {"search", "rác", "--group", "--facet", "plan"}, {"search", "rác", "--all", "--format", "md"}, {"export"}} {
		got := runHere(t.Context(), lib, command...)
		if strings.ContainsAny(got.out+got.err, "\x1b\u202e") || strings.Contains(got.out, "a\nb") {
			t.Errorf("%s lets the name through: %q %q", command[0], got.out, got.err)
		}
	}
}

// TestFullDisk lets a run write but a few kilobytes: it says so, and what was in
// the library stays whole.
func TestFullDisk(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no limit on the size of files")
	}
	lib := filepath.Join(t.TempDir(), "lib")
	if got := runHere(t.Context(), lib, "add", "testdata/plans/thanh-loc.txt"); got.code != exitOK {
		t.Fatalf("%+v", got)
	}
	before := runHere(t.Context(), lib, "list").out
	cmd := exec.CommandContext(t.Context(), "sh", "-c", `ulimit -f 4 && exec "$0" add testdata/plans/vinh-sa.txt`, os.Args[0])
	cmd.Env = append(os.Environ(), asProgramEnv+"=1", "DOICHIEU_LIBRARY="+lib)
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "doichieu: error:") || strings.Contains(string(out), "panic") {
		t.Errorf("%v: %s", err, out)
	}
	if got := runHere(t.Context(), lib, "list"); got.code != exitOK || got.out != before {
		t.Errorf("the library holds %q, held %q", got.out, before)
	}
	if got := runHere(t.Context(), lib, "verify"); got.code != exitOK {
		t.Errorf("verify: %+v", got)
	}
	if got := runHere(t.Context(), lib, "add", "testdata/plans/vinh-sa.txt"); got.code != exitOK {
		t.Errorf("with room again: %+v", got)
	}
}

// asProgramEnv makes the test program behave as the program.
const asProgramEnv = "DOICHIEU_TEST_PROGRAM"
