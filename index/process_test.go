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
		writeIndex(os.Args[1], os.Args[2])
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

// writeIndex puts plans without end and says which it has put, in which version:
// every plan is put twice, and all entries of a version, as many as killedEntries,
// say which it is. Round names the plans.
func writeIndex(dir, round string) {
	x, err := Open(dir, Options{})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for i := 0; ; i++ {
		id, version := fmt.Sprintf("%s-%03d", round, i/2), i%2+1
		text := fmt.Sprintf("Rà soát đất đai, bản %d", version)
		p := testPlan(id, "", "", slices.Repeat([]string{text}, killedEntries[version])...)
		if err := x.Put(context.Background(), p); err != nil {
			os.Exit(1)
		}
		fmt.Println(id, version)
	}
}

// killedEntries are how many entries the versions of a plan have: the second one
// replaces some and takes the others away.
var killedEntries = map[int]int{1: 5, 2: 3}

// start starts this test binary as a second process of that kind.
func start(t *testing.T, kind string, args ...string) (cmd *exec.Cmd, out *bufio.Scanner, in io.WriteCloser) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd = exec.Command(exe, args...)
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

// kills is how often a writer is killed.
const kills = 20

// TestKilledWriters kills a process that writes to one index, again and again:
// what it has said to have put is there, every plan is whole and of one version,
// those of earlier rounds are as they were, and the index goes on to work.
func TestKilledWriters(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	dir := t.TempDir()
	stands := map[string]int{} // the version of each plan
	for round := range kills {
		said := killedWriter(t, r, dir, fmt.Sprintf("r%02d", round))
		x, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		now := versions(t, x)
		for id, version := range said {
			if now[id] < version { // the next one may have been put as well
				t.Errorf("%s stands in version %d, %d was put", id, now[id], version)
			}
		}
		for id, version := range stands {
			if now[id] != version {
				t.Errorf("%s of an earlier round stands in version %d, it was in %d", id, now[id], version)
			}
		}
		if n := len(now) - len(stands) - len(said); n != 0 && n != 1 {
			t.Errorf("%d plans more than were put", n)
		}
		stands = now
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
	if err := openTest(t, dir).Put(context.Background(), small()[0]); err != nil {
		t.Error(err)
	}
}

// killedWriter has a process write until it has put some plans, kills it a little
// later, and gives the last version of each plan that it has said to have put.
func killedWriter(t *testing.T, r *rand.Rand, dir, round string) (said map[string]int) {
	t.Helper()
	cmd, out, _ := start(t, "write", dir, round)
	said = map[string]int{}
	for n := r.IntN(12) + 1; n > 0 && out.Scan(); n-- {
		var id string
		var version int
		if _, err := fmt.Sscan(out.Text(), &id, &version); err != nil {
			t.Fatalf("the writer says %q", out.Text())
		}
		said[id] = version
	}
	time.Sleep(time.Duration(r.IntN(20_000)) * time.Microsecond)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for out.Scan() { // what it said before it was killed
		var id string
		var version int
		if _, err := fmt.Sscan(out.Text(), &id, &version); err == nil {
			said[id] = version
		}
	}
	_ = cmd.Wait()
	return said
}

// versions are those in which the plans of killed writers stand, each of which
// must be whole: as many entries as its version has, all of that version.
func versions(t *testing.T, x *Index) map[string]int {
	t.Helper()
	plans, err := x.Plans(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	entries := map[string]int{}
	out := map[string]int{}
	for _, h := range ask(t, x, Request{Limit: 1 << 20}).Hits {
		var version int
		if _, err := fmt.Sscanf(h.Text, "Rà soát đất đai, bản %d", &version); err != nil {
			t.Fatalf("%s %s: %q", h.Plan, h.Task, h.Text)
		}
		if known := out[h.Plan]; known != 0 && known != version {
			t.Errorf("%s has entries of versions %d and %d", h.Plan, known, version)
		}
		out[h.Plan] = version
		entries[h.Plan]++
	}
	for _, p := range plans {
		if n := entries[p.ID]; n != p.Entries || n != killedEntries[out[p.ID]] {
			t.Errorf("%s, version %d: %d entries are found, %d are on its card", p.ID, out[p.ID], n, p.Entries)
		}
		delete(entries, p.ID)
	}
	if len(entries) > 0 {
		t.Errorf("entries of plans that are not there: %v", entries)
	}
	return out
}
