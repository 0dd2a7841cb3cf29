// Command doichieu reads the action plans of Vietnamese provinces, turns each
// into structured tasks, and lays them side by side.
//
// This package is the outermost layer: it reads the command line and the
// environment, opens files and the library, and wires the other packages
// together. Every command is a file of its own, cmd_NAME.go; [run] is the whole
// program with its streams as arguments, so that tests call it in process.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second Ctrl-C ends the program at once.
	context.AfterFunc(ctx, stop)
	s := streams{os.Stdin, os.Stdout, os.Stderr}
	if name := os.Getenv(workerEnv); name != "" {
		os.Exit(workerMain(ctx, s, name))
	}
	os.Exit(run(ctx, s, os.Getenv, os.Args[1:]))
}
