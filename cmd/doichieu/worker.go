package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"time"

	"doichieu/corpus"
	"doichieu/ingest"
)

// Files are hostile, and the libraries that open them can run for ever, fill the
// memory, or overflow the stack, which nothing in a Go program can catch. So
// every file is read by a process of its own, the same program under
// [workerEnv]: it gets the bytes on its standard input and answers with a
// [workerAnswer]. It has limits of time, memory and output; if it dies, that
// costs the one file.

// workerEnv, set to the name of the file, makes the program a reader of one file.
const workerEnv = "DOICHIEU_WORKER"

// The limits of a reader. Twenty seconds are ten times what the slowest plan
// seen takes; the memory is that of a laptop that does other work as well.
const (
	workerTime   = 20 * time.Second
	workerMemory = 1 << 30 // bytes
	workerOutput = 1 << 29 // bytes
	workerStack  = 1 << 28 // bytes
)

// workerAnswer is what a reader writes: the document, or why there is none.
type workerAnswer struct {
	Document *corpus.Document `json:"document,omitempty"`
	Error    *workerError     `json:"error,omitempty"`
}

// workerError is an [ingest.Error] on its way between processes.
type workerError struct {
	Page   int    `json:"page"`
	Reason string `json:"reason"`
	Hint   string `json:"hint"`
	Cause  string `json:"cause"`
}

// readDocument reads a document in a process of its own. name is for messages.
// The error is an [ingest.Error] or that of ctx.
func readDocument(ctx context.Context, name string, data []byte) (*corpus.Document, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return ingest.Read(ctx, name, data) // says so; no need to start a process
	}
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("%s: finding the program to read it with: %w", name, err)
	}
	limited, cancel := context.WithTimeout(ctx, workerTime)
	defer cancel()
	cmd := exec.CommandContext(limited, program)
	cmd.Env = append(os.Environ(), workerEnv+"="+name)
	cmd.Stdin = bytes.NewReader(data)
	answer, said := &limitedBuffer{left: workerOutput}, &limitedBuffer{left: 1 << 16}
	cmd.Stdout, cmd.Stderr = answer, said
	cmd.WaitDelay = time.Second
	err = cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil:
		return nil, workerFailed(name, fmt.Sprintf("reading it took longer than %d seconds", int(workerTime.Seconds())))
	case err != nil:
		return nil, workerFailed(name, workerDeath(err, answer, said))
	}
	return answerOf(name, answer.Bytes())
}

func workerFailed(name, reason string) error {
	return &ingest.Error{
		File: name, Reason: reason, Err: ingest.ErrDamaged,
		Hint: "open the file in its own program and save it anew",
	}
}

// workerDeath says why a reader died.
func workerDeath(err error, answer, said *limitedBuffer) string {
	switch words := said.String(); {
	case answer.full:
		return fmt.Sprintf("what was read from it is larger than %d MiB", workerOutput>>20)
	case strings.Contains(words, "out of memory") || strings.Contains(words, "cannot allocate memory") || strings.Contains(words, "failed to allocate"):
		return fmt.Sprintf("reading it takes more than %d MiB of memory", workerMemory>>20)
	case strings.Contains(words, "stack overflow") || strings.Contains(words, "stack exceeds"):
		return "its parts are nested too deeply"
	}
	return fmt.Sprintf("the reader died (%v)", err)
}

// answerOf decodes what a reader wrote.
func answerOf(name string, b []byte) (*corpus.Document, error) {
	var answer workerAnswer
	if err := json.Unmarshal(b, &answer); err != nil {
		return nil, workerFailed(name, "the reader gave no answer")
	}
	if e := answer.Error; e != nil {
		return nil, &ingest.Error{File: name, Page: e.Page, Reason: e.Reason, Hint: e.Hint, Err: ingest.CauseNamed(e.Cause)}
	}
	if answer.Document == nil {
		return nil, workerFailed(name, "the reader gave no answer")
	}
	if err := answer.Document.Check(); err != nil {
		return nil, workerFailed(name, fmt.Sprintf("the reader gave a document that does not hold together (%v)", err))
	}
	return answer.Document, nil
}

// limitedBuffer keeps what is written up to a limit; a write beyond it fails,
// which ends the process that writes.
type limitedBuffer struct {
	bytes.Buffer
	left int
	full bool
}

func (b *limitedBuffer) Write(p []byte) (int, error) {
	if len(p) > b.left {
		b.full = true
		return 0, io.ErrShortWrite
	}
	b.left -= len(p)
	return b.Buffer.Write(p)
}

// workerMain is the program as a reader: the file on in, the answer on out. It
// returns the exit code.
func workerMain(ctx context.Context, s streams, name string) int {
	debug.SetMaxStack(workerStack)
	limitMemory(workerMemory)
	answer, err := workerRead(ctx, s.in, name)
	if err == nil {
		err = json.NewEncoder(s.out).Encode(answer)
	}
	if err != nil {
		fmt.Fprintf(s.err, "doichieu: error: %v\n", err)
		return exitFailed
	}
	return exitOK
}

func workerRead(ctx context.Context, in io.Reader, name string) (workerAnswer, error) {
	data, err := io.ReadAll(io.LimitReader(in, ingest.MaxSize+1))
	if err != nil {
		return workerAnswer{}, err
	}
	doc, err := ingest.Read(ctx, name, data)
	if e, ok := errors.AsType[*ingest.Error](err); ok {
		return workerAnswer{Error: &workerError{e.Page, e.Reason, e.Hint, ingest.CauseName(e.Err)}}, nil
	}
	return workerAnswer{Document: doc}, err
}
