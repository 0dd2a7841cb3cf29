package index

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"
)

// TestMain is also the second process of the tests, as the variable asks for.
func TestMain(m *testing.M) {
	log.SetOutput(io.Discard) // Bleve reports damage there
	switch os.Getenv("INDEX_TEST_PROCESS") {
	case "hold":
		holdIndex(os.Args[1])
	case "write":
		writeIndex(os.Args[1])
	default:
		os.Exit(m.Run())
	}
}

// holdIndex opens an index for writing, says so, and keeps it until the end of
// its input.
func holdIndex(dir string) {
	x, err := Open(dir, Options{})
	fmt.Println("open", err)
	_, _ = io.Copy(io.Discard, os.Stdin)
	if err := x.Close(); err != nil {
		os.Exit(1)
	}
}

// writeIndex puts plans without end and says which it has put; every second one
// replaces an earlier one by a longer one.
func writeIndex(dir string) {
	x, err := Open(dir, Options{})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for i := 0; ; i++ {
		p := testPlan(fmt.Sprintf("k%03d", i/2), "", "", slices.Repeat([]string{"Rà soát đất đai"}, 3+i%2)...)
		if err := x.Put(context.Background(), p); err != nil {
			os.Exit(1)
		}
		fmt.Println(p.Document.ID, len(p.Tasks))
	}
}

// start starts this test binary as a second process of that kind.
func start(t *testing.T, kind, dir string) (cmd *exec.Cmd, out *bufio.Scanner, in io.WriteCloser) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd = exec.Command(exe, dir)
	cmd.Env = append(os.Environ(), "INDEX_TEST_PROCESS="+kind)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err = cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return cmd, bufio.NewScanner(stdout), in
}

// TestTwoProcesses has a second process hold the index: writing, reading and
// rebuilding report so and do not wait for ever; when it has gone, they work.
func TestTwoProcesses(t *testing.T) {
	dir, plans := damaged(t)
	cmd, out, in := start(t, "hold", dir)
	if !out.Scan() || out.Text() != "open <nil>" {
		t.Fatalf("the second process says %q", out.Text())
	}
	began := time.Now()
	if _, err := Open(dir, Options{Wait: 50 * time.Millisecond}); !errors.Is(err, ErrLocked) || NeedsRebuild(err) {
		t.Errorf("writing: %v", err)
	}
	if _, err := OpenReadOnly(dir); !errors.Is(err, ErrLocked) {
		t.Errorf("reading: %v", err)
	}
	if err := Rebuild(context.Background(), dir, sequence(plans)); !errors.Is(err, ErrLocked) {
		t.Errorf("rebuilding: %v", err)
	}
	if waited := time.Since(began); waited > 20*time.Second {
		t.Errorf("waited for %v", waited)
	}
	if err := errors.Join(in.Close(), cmd.Wait()); err != nil {
		t.Fatal(err)
	}
	mended(t, dir, plans)
}

// TestReadersAndWritersOfOneProcess opens an index twice.
func TestReadersAndWritersOfOneProcess(t *testing.T) {
	dir, plans := damaged(t)
	one, err := OpenReadOnly(dir)
	if err != nil {
		t.Fatal(err)
	}
	two, err := OpenReadOnly(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, Options{Wait: 50 * time.Millisecond}); !errors.Is(err, ErrLocked) {
		t.Errorf("writing beside readers: %v", err)
	}
	// A rebuild takes the place of the index under its readers, who go on.
	if err := Rebuild(context.Background(), dir, sequence(plans[:1])); err != nil {
		t.Errorf("rebuilding beside readers: %v", err)
	}
	if a, b := ask(t, one, Request{}).Total, ask(t, two, Request{}).Total; a != 10 || b != 10 {
		t.Errorf("the readers see %d and %d tasks", a, b)
	}
	if err := errors.Join(one.Close(), two.Close(), two.Close()); err != nil {
		t.Error(err)
	}
	x := openTest(t, dir)
	if n := ask(t, x, Request{}).Total; n != 4 {
		t.Errorf("%d tasks after the rebuild", n)
	}
}

// TestKilledWriters kills a process that is writing, again and again: what it
// has said to have put is there, whole, and the index goes on to work.
func TestKilledWriters(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 4 {
		dir := t.TempDir()
		cmd, out, _ := start(t, "write", dir)
		said := map[string]int{}
		for n := r.IntN(12) + 1; n > 0 && out.Scan(); n-- {
			var id string
			var tasks int
			if _, err := fmt.Sscan(out.Text(), &id, &tasks); err != nil {
				t.Fatalf("the writer says %q", out.Text())
			}
			said[id] = tasks
		}
		time.Sleep(time.Duration(r.IntN(20)) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		x, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for id, tasks := range said {
			got := ask(t, x, Request{Plan: []string{id}})
			if got.Total != tasks && got.Total != tasks+1 { // the next one may have been put as well
				t.Errorf("%s has %d tasks, %d were put", id, got.Total, tasks)
			}
		}
		plans, err := x.Plans(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		total := 0
		for _, p := range plans {
			total += p.Entries
			if got := ask(t, x, Request{Plan: []string{p.ID}}).Total; got != p.Entries {
				t.Errorf("%s has %d tasks and a card of %d", p.ID, got, p.Entries)
			}
		}
		if n := ask(t, x, Request{}).Total; n != total {
			t.Errorf("%d tasks, %d on the cards", n, total)
		}
		if err := errors.Join(x.Put(context.Background(), small()[0]), x.Close()); err != nil {
			t.Error(err)
		}
	}
}
