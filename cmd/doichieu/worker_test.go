package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"doichieu/corpus"
	"doichieu/ingest"
)

// TestReadDocument crosses the border between the processes both ways.
func TestReadDocument(t *testing.T) {
	const text = "KẾ HOẠCH\n1. Sở Y tế khám sức khỏe người cao tuổi.\n"
	doc, err := readDocument(t.Context(), "a.txt", []byte(text), ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	here, err := ingest.Read(t.Context(), "a.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if doc.Text != here.Text || doc.Source != here.Source || len(doc.Blocks) != len(here.Blocks) {
		t.Errorf("read by another process %+v, here %+v", doc, here)
	}
	for name, c := range map[string]struct {
		data  string
		cause error
	}{
		"empty":  {" \n", ingest.ErrEmpty},
		"binary": {"\x7fELF\x02\x01\x01" + strings.Repeat("\x00\x90\xff", 100), ingest.ErrUnknownFormat},
		"cut":    {"%PDF-1.7\n1 0 obj\n<<", ingest.ErrDamaged},
	} {
		_, err := readDocument(t.Context(), name, []byte(c.data), ingest.Options{})
		_, want := ingest.Read(t.Context(), name, []byte(c.data))
		if !errors.Is(err, c.cause) || err.Error() != want.Error() {
			t.Errorf("%s: %v, want %v as %v", name, err, want, c.cause)
		}
		if got, want := hints(err), hints(want); strings.Join(got, "") != strings.Join(want, "") {
			t.Errorf("%s: hints %q, want %q", name, got, want)
		}
	}
}

func TestReadDocumentIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := readDocument(ctx, "a.txt", []byte("một kế hoạch"), ingest.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}

// TestWorkerDeath: how a reader ended becomes a reason that a user can act on.
func TestWorkerDeath(t *testing.T) {
	exit := errors.New("signal: killed")
	said := func(words string) *limitedBuffer {
		b := &limitedBuffer{left: 1 << 16}
		b.WriteString(words)
		return b
	}
	for words, want := range map[string]string{
		"runtime: goroutine stack exceeds 268435456-byte limit": "its parts are nested too deeply",
		"fatal error: runtime: out of memory":                   "reading it takes more than 1024 MiB of memory",
		"":                                                      "the reader died (signal: killed)",
	} {
		if got := workerDeath(exit, &limitedBuffer{left: 1}, said(words)); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
	full := &limitedBuffer{left: 3}
	if _, err := full.Write([]byte("four")); err == nil || !full.full {
		t.Error("a write beyond the limit goes through")
	}
	if got := workerDeath(exit, full, said("")); !strings.Contains(got, "larger than 512 MiB") {
		t.Errorf("too much output: %q", got)
	}
}

// TestAnswers: an answer comes through whole, and what a reader must not get past
// the parent does not.
func TestAnswers(t *testing.T) {
	written := func(a workerAnswer) string {
		var b strings.Builder
		if err := writeAnswer(&b, a); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	document := func(end int) *corpus.Document {
		return &corpus.Document{
			Text: "abc", Pages: []corpus.Page{{Number: 1, Verdict: "text"}},
			Blocks: []corpus.Block{{Kind: corpus.Paragraph, Span: corpus.Span{Start: 1, End: end}, Page: 1}},
		}
	}
	good := written(workerAnswer{Document: document(3)})
	if got, err := answerOf("a.txt", []byte(good)); err != nil || !reflect.DeepEqual(got, document(3)) {
		t.Errorf("%+v, %v", got, err)
	}
	for name, answer := range map[string]string{
		"nothing": "", "no answer": answerStart, "neither": written(workerAnswer{}), "JSON": "{}\n",
		"no start": good[len(answerStart):], "cut": good[:len(good)-4],
		"out of the text": written(workerAnswer{Document: document(9)}),
	} {
		if doc, err := answerOf("a.txt", []byte(answer)); !errors.Is(err, ingest.ErrDamaged) {
			t.Errorf("%s: %v, %v; want an error", name, doc, err)
		}
	}
}

// TestMemoryIsLimited has a process take more than it may: the test program
// itself, which under takeEnv takes memory until something stops it.
func TestMemoryIsLimited(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has such a limit")
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), takeEnv+"=1")
	said := &limitedBuffer{left: 1 << 20}
	cmd.Stderr = said
	if err := cmd.Run(); err == nil {
		t.Fatal("it took all it wanted")
	} else if got := workerDeath(err, &limitedBuffer{}, said); !strings.Contains(got, "MiB of memory") {
		t.Errorf("the reason is %q; it said %.300s", got, said)
	}
}

const takeEnv = "DOICHIEU_TEST_TAKE"

// takeMemory takes up to 256 MiB with a limit of 64.
func takeMemory() {
	limitMemory(64 << 20)
	var all [][]byte
	for range 256 {
		b := make([]byte, 1<<20)
		for i := range b {
			b[i] = 1
		}
		all = append(all, b)
	}
	fmt.Println(len(all))
}
