package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/gob"
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
// [workerEnv]: it gets a line with a [workerOrder] and the bytes on its standard
// input and answers with a [workerAnswer]. It has limits of time, memory and
// output; if it dies, that costs the one file.
//
// A reader that has pages read by OCR needs more time, and says so before each
// of them: it writes a [workerNotice], a line as well, and its time begins anew,
// with that of the page added. Programs that it starts end with it: it is asked
// to stop before it is killed, and they inherit its limits.

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

// A reader gets more time for no more pages than a file may have, and for none
// of them more than this.
const (
	workerPages    = 5000
	workerPageTime = 5 * time.Minute
)

// workerOrder says how to read the file. It goes over the standard input, so
// that no other process sees the password.
type workerOrder struct {
	OCR      ingest.OCRMode `json:"ocr"`
	Cache    string         `json:"cache"`
	Parallel int            `json:"parallel"`
	Password string         `json:"password"`
}

// workerNotice announces a page that takes up to so many seconds more.
type workerNotice struct {
	Seconds int `json:"seconds"`
}

// noticeStart is how the line of a notice begins, and no answer does.
const noticeStart = `{"seconds":`

// workerAnswer is what a reader writes: the document, or why there is none. It
// goes as gob, which is written and read in a fraction of the time that JSON
// takes, after answerStart.
type workerAnswer struct {
	Document *corpus.Document
	Error    *workerError
}

// answerStart tells the answer from a notice.
const answerStart = "\n"

// workerError is an [ingest.Error] on its way between processes.
type workerError struct {
	Page   int
	Reason string
	Hint   string
	Cause  string
}

// readDocument reads a document in a process of its own. name is for messages.
// The error is an [ingest.Error] or that of ctx.
func readDocument(ctx context.Context, name string, data []byte, o ingest.Options) (*corpus.Document, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return ingest.ReadWith(ctx, name, data, o) // says so; no need to start a process
	}
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("%s: finding the program to read it with: %w", name, err)
	}
	order, err := json.Marshal(workerOrder{o.OCR, o.Cache, o.Parallel, o.Password})
	if err != nil {
		return nil, fmt.Errorf("%s: telling how to read it: %w", name, err)
	}
	limited, cancel := context.WithCancel(ctx)
	defer cancel()
	timer := time.AfterFunc(workerTime, cancel)
	defer timer.Stop()
	cmd := exec.CommandContext(limited, program)
	// A reader reads one file from front to back. Threads beside it would only
	// make it collect its garbage on several processors at once, at a fifth
	// more of their time; programs that it starts have processors of their own.
	cmd.Env = append(os.Environ(), workerEnv+"="+strings.ReplaceAll(name, "\x00", "\uFFFD"), "GOMAXPROCS=1") // archives may have such names
	cmd.Stdin = io.MultiReader(bytes.NewReader(append(order, '\n')), bytes.NewReader(data))
	answer, said := &limitedBuffer{left: workerOutput}, &limitedBuffer{left: 1 << 16}
	notices := &noticeFilter{to: answer, more: func(d time.Duration) { timer.Reset(workerTime + d) }}
	cmd.Stdout, cmd.Stderr = notices, said
	cmd.Cancel = func() error { return stop(cmd.Process) }
	cmd.WaitDelay = time.Second
	err = cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil:
		return nil, workerFailed(name, notices.tooLong())
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
	// The runtime's collector does not expect that the system refuses it memory,
	// and follows a pointer to nothing on its own stack.
	case strings.Contains(words, "SIGSEGV") && strings.Contains(words, "goroutine 0 "),
		strings.Contains(words, "out of memory") || strings.Contains(words, "cannot allocate memory") || strings.Contains(words, "failed to allocate"):
		return fmt.Sprintf("reading it takes more than %d MiB of memory", workerMemory>>20)
	case strings.Contains(words, "stack overflow") || strings.Contains(words, "stack exceeds"):
		return "its parts are nested too deeply"
	}
	return fmt.Sprintf("the reader died (%v)", err)
}

// answerOf decodes what a reader wrote.
func answerOf(name string, b []byte) (*corpus.Document, error) {
	var answer workerAnswer
	b, ok := bytes.CutPrefix(b, []byte(answerStart))
	if !ok || gob.NewDecoder(bytes.NewReader(b)).Decode(&answer) != nil {
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
	answer, err := workerRead(ctx, s.in, s.out, name)
	if err == nil {
		err = writeAnswer(s.out, answer)
	}
	if err != nil {
		fmt.Fprintf(s.err, "doichieu: error: %v\n", err)
		return exitFailed
	}
	return exitOK
}

// writeAnswer writes what [answerOf] reads.
func writeAnswer(out io.Writer, answer workerAnswer) error {
	w := bufio.NewWriterSize(out, 1<<16)
	_, _ = w.WriteString(answerStart) // an error comes again at the end
	if err := gob.NewEncoder(w).Encode(answer); err != nil {
		return err
	}
	return w.Flush()
}

func workerRead(ctx context.Context, in io.Reader, out io.Writer, name string) (workerAnswer, error) {
	b := bufio.NewReader(in)
	line, err := b.ReadBytes('\n')
	if err != nil {
		return workerAnswer{}, fmt.Errorf("no order: %w", err)
	}
	var order workerOrder
	if err := json.Unmarshal(line, &order); err != nil {
		return workerAnswer{}, fmt.Errorf("the order: %w", err)
	}
	data, err := io.ReadAll(io.LimitReader(b, ingest.MaxSize+1))
	if err != nil {
		return workerAnswer{}, err
	}
	doc, err := ingest.ReadWith(ctx, name, data, ingest.Options{
		OCR: order.OCR, Cache: order.Cache, Parallel: order.Parallel, Password: order.Password,
		Announce: func(most time.Duration) {
			// If nobody listens, the answer will not be heard either.
			_ = json.NewEncoder(out).Encode(workerNotice{int(most.Seconds())})
		},
	})
	if e, ok := errors.AsType[*ingest.Error](err); ok {
		return workerAnswer{Error: &workerError{e.Page, e.Reason, e.Hint, ingest.CauseName(e.Err)}}, nil
	}
	return workerAnswer{Document: doc}, err
}
