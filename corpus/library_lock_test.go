package corpus

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestHelperHolds is no test: it is the second process of the tests of the
// lock. It opens a library, says so, and holds it until its input ends.
func TestHelperHolds(t *testing.T) {
	dir := os.Getenv("CORPUS_TEST_HOLD")
	if dir == "" {
		t.Skip("runs as a process of its own")
	}
	l, err := Open(t.Context(), dir, Options{Write: os.Getenv("CORPUS_TEST_WRITE") != ""})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = os.Stdout.WriteString("holding\n")
	_, _ = os.Stdin.Read(make([]byte, 1))
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

// hold has another process hold the library, until the function it gives is
// called.
func hold(t *testing.T, dir string, write bool) (release func()) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestHelperHolds$")
	cmd.Env = append(os.Environ(), "CORPUS_TEST_HOLD="+dir)
	if write {
		cmd.Env = append(cmd.Env, "CORPUS_TEST_WRITE=1")
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line := make([]byte, len("holding\n"))
	if _, err := out.Read(line); err != nil || string(line) != "holding\n" {
		t.Fatalf("the other process says %q, %v", line, err)
	}
	return sync.OnceFunc(func() {
		_ = in.Close()
		if err := cmd.Wait(); err != nil {
			t.Errorf("the other process: %v", err)
		}
	})
}

func TestLockBetweenProcesses(t *testing.T) {
	tests := []struct {
		name               string
		otherWrites, write bool
		locked             bool
	}{
		{"reader beside a reader", false, false, false},
		{"writer beside a reader", false, true, true},
		{"reader beside a writer", true, false, true},
		{"writer beside a writer", true, true, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := open(t, dir, true).Close(); err != nil {
				t.Fatal(err)
			}
			release := hold(t, dir, tt.otherWrites)
			defer release()
			l, err := Open(t.Context(), dir, Options{Write: tt.write, Wait: 2 * lockRetry})
			if tt.locked {
				le, ok := errors.AsType[*LibraryError](err)
				if !ok || !errors.Is(err, ErrLocked) || !strings.Contains(le.Hint, "--library") {
					t.Fatalf("error is %v, want ErrLocked with a hint", err)
				}
				release()
				l, err = Open(t.Context(), dir, Options{Write: tt.write})
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := l.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// A command that waits gets the library as soon as the other one has finished.
func TestOpenWaits(t *testing.T) {
	dir := t.TempDir()
	if err := open(t, dir, true).Close(); err != nil {
		t.Fatal(err)
	}
	release := hold(t, dir, true)
	time.AfterFunc(3*lockRetry, release)
	l, err := Open(t.Context(), dir, Options{Write: true, Wait: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	release()
}

func TestOpenInterrupted(t *testing.T) {
	dir := t.TempDir()
	open(t, dir, true)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(2*lockRetry, cancel)
	if _, err := Open(ctx, dir, Options{Write: true, Wait: time.Minute}); !errors.Is(err, context.Canceled) || errors.Is(err, ErrLocked) {
		t.Errorf("error is %v, want the interruption", err)
	}
}

func TestConcurrentReaders(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir, true)
	var ids []string
	for _, text := range []string{"Một", "Hai", "Ba"} {
		ids = append(ids, put(t, l, text, text, Card{}).ID)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			l, err := Open(t.Context(), dir, Options{})
			if err != nil {
				t.Error(err)
				return
			}
			for _, id := range ids {
				doc, err := l.Document(id)
				if err != nil {
					t.Error(err)
					continue
				}
				if b, err := l.Original(id); err != nil || string(b) != doc.Text {
					t.Errorf("original is %q, %v", b, err)
				}
			}
			if err := l.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}
