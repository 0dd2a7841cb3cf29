package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestNoPermission adds a folder with a file and a folder that may not be read.
// Root may read everything, so the program runs as nobody then.
func TestNoPermission(t *testing.T) {
	dir := t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Chmod(filepath.Dir(dir), 0o755)) // of this test alone
	plan, err := os.ReadFile("testdata/plans/thanh-loc.txt")
	must(err)
	plans := filepath.Join(dir, "plans")
	must(os.MkdirAll(filepath.Join(plans, "kín"), 0o755))
	must(os.WriteFile(filepath.Join(plans, "kín", "a.txt"), plan, 0o644))
	must(os.WriteFile(filepath.Join(plans, "bí-mật.txt"), plan, 0o644))
	must(os.WriteFile(filepath.Join(plans, "được.txt"), plan, 0o644))
	must(os.Chmod(filepath.Join(plans, "bí-mật.txt"), 0))
	must(os.Chmod(filepath.Join(plans, "kín"), 0))
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(plans, "kín"), 0o755) })
	// Another user finds the test program where it can be run.
	program := filepath.Join(dir, "doichieu.test")
	in, err := os.Open(os.Args[0])
	must(err)
	defer in.Close()
	out, err := os.OpenFile(program, os.O_CREATE|os.O_WRONLY, 0o755)
	must(err)
	_, err = io.Copy(out, in)
	must(err)
	must(out.Close())
	lib := filepath.Join(dir, "lib")
	must(os.Mkdir(lib, 0o777))
	must(os.Chmod(lib, 0o777))

	cmd := exec.CommandContext(t.Context(), program, "add", plans)
	cmd.Env = append(os.Environ(), asProgramEnv+"=1", "DOICHIEU_LIBRARY="+filepath.Join(lib, "l"), "HOME="+lib, ocrCacheEnv+"="+cacheOff)
	cmd.Dir = dir
	if os.Geteuid() == 0 {
		for parent := dir; parent != "/"; parent = filepath.Dir(parent) {
			if info, err := os.Stat(parent); err != nil || info.Mode().Perm()&1 == 0 {
				t.Skipf("nobody may not enter %s", parent)
			}
		}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	said, err := cmd.CombinedOutput()
	if err == nil || cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != exitPartly {
		t.Fatalf("%v: %s", err, said)
	}
	for _, want := range []string{"added ", "được.txt", "bí-mật.txt: permission denied", "kín: permission denied", "1 added, 0 unchanged, 2 failed"} {
		if !strings.Contains(string(said), want) {
			t.Errorf("%q is not in %s", want, said)
		}
	}
}
