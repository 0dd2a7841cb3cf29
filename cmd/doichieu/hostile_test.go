package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
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
	must(os.WriteFile(filepath.Join(dir, evil), plan, 0o600))
	must(os.Mkdir(filepath.Join(dir, "sub"), 0o700))
	must(os.Symlink("..", filepath.Join(dir, "sub", "up")))
	must(os.Symlink("self", filepath.Join(dir, "self")))
	huge, err := os.Create(filepath.Join(dir, "huge.pdf"))
	must(err)
	must(huge.Truncate(2 << 30)) // a hole: takes no room on the disk
	must(huge.Close())
	failed := 1
	if os.Geteuid() != 0 {
		must(os.WriteFile(filepath.Join(dir, "secret.txt"), plan, 0o000))
		failed++
	}
	got := runHere(t.Context(), lib, "add", dir)
	if got.code != exitPartly || strings.Count(got.out, "added") != 1 {
		t.Errorf("code %d, output %q", got.code, got.out)
	}
	if !strings.Contains(got.err, "huge.pdf: the file is larger than 256 MiB") {
		t.Errorf("nothing said of the huge file: %q", got.err)
	}
	if n := strings.Count(got.err, "doichieu: error:"); n != failed {
		t.Errorf("%d errors, want %d: %q", n, failed, got.err)
	}
	for _, command := range [][]string{{"list"}, {"verify"}, {"search", "rác", "thải"}, {"export"}} {
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
