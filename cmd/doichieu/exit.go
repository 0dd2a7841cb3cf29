package main

import (
	"context"
	"errors"
	"fmt"

	"doichieu/corpus"
	"doichieu/ingest"
)

// The exit codes are a contract with scripts: see exitStatus.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitPartly      = 3
	exitInterrupted = 130
)

// exitStatus ends the help of every command.
const exitStatus = `
EXIT STATUS
  0    done
  1    failed, or nothing to do it with; the reason is on standard error
  2    wrong usage
  3    done, but some documents failed
  130  interrupted`

// usageError is a mistake on the command line.
type usageError struct{ reason, hint string }

func (e *usageError) Error() string { return e.reason }

// usagef is a mistake on the command line, without a hint.
func usagef(format string, args ...any) error {
	return &usageError{reason: fmt.Sprintf(format, args...)}
}

// hintError is an error with the way out of it.
type hintError struct {
	err  error
	hint string
}

func (e *hintError) Error() string { return e.err.Error() }
func (e *hintError) Unwrap() error { return e.err }

// errPartly says that documents failed which were reported one by one already.
var errPartly = errors.New("some documents failed")

// errReported says that the command failed and has said why.
var errReported = errors.New("failed")

// exitCode is the exit code for the error of a command.
func exitCode(ctx context.Context, err error) int {
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.Is(err, errPartly):
		return exitPartly
	}
	if _, ok := errors.AsType[*usageError](err); ok {
		return exitUsage
	}
	return exitFailed
}

// hints are the ways out that an error knows.
func hints(err error) []string {
	var list []string
	add := func(hint string) {
		if hint != "" {
			list = append(list, hint)
		}
	}
	if e, ok := errors.AsType[*usageError](err); ok {
		add(e.hint)
	}
	if e, ok := errors.AsType[*hintError](err); ok {
		add(e.hint)
	}
	if e, ok := errors.AsType[*corpus.LibraryError](err); ok {
		add(e.Hint)
	}
	if e, ok := errors.AsType[*ingest.Error](err); ok {
		add(e.Hint)
	}
	return list
}
