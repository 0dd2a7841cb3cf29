package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"syscall"
	"time"
)

// noticeFilter takes the notices of a reader out of what it writes, and passes
// the answer on.
type noticeFilter struct {
	to      io.Writer
	more    func(time.Duration)
	line    []byte // the beginning of a line that may be a notice
	notices int
	answers bool // the answer has begun: no notice follows
}

// longestNotice is more than the line of a notice takes.
const longestNotice = 64

// Write takes what the reader writes, in pieces of any size.
func (f *noticeFilter) Write(p []byte) (int, error) {
	if f.answers {
		return f.to.Write(p)
	}
	f.line = append(f.line, p...)
	for {
		line, rest, whole := bytes.Cut(f.line, []byte("\n"))
		n := min(len(line), len(noticeStart))
		if string(line[:n]) != noticeStart[:n] || len(line) > longestNotice {
			break
		}
		if !whole {
			return len(p), nil
		}
		if !f.notice(line) {
			break
		}
		f.line = rest
	}
	f.answers = true
	if _, err := f.to.Write(f.line); err != nil {
		return 0, err
	}
	f.line = nil
	return len(p), nil
}

// notice gives the reader the time that it asks for, within bounds.
func (f *noticeFilter) notice(line []byte) bool {
	var n workerNotice
	if json.Unmarshal(line, &n) != nil {
		return false
	}
	if f.notices++; f.notices <= workerPages && n.Seconds > 0 {
		f.more(min(time.Duration(min(n.Seconds, 3600))*time.Second, workerPageTime))
	}
	return true
}

// tooLong says what took too long.
func (f *noticeFilter) tooLong() string {
	if f.notices > 0 {
		return fmt.Sprintf("reading it by OCR stopped at page %d of those that need it: that took too long", f.notices)
	}
	return fmt.Sprintf("reading it took longer than %d seconds", int(workerTime.Seconds()))
}

// stop asks a process to end, so that it ends the programs which it runs; where
// the system cannot ask, it is killed.
func stop(p *os.Process) error {
	if err := p.Signal(syscall.SIGTERM); err == nil {
		return nil
	}
	return p.Kill()
}
