package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/corpus"
)

// streams are what the program reads and writes. Results go to out; all else,
// with the prefix "doichieu:", to err.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// app is what the commands share: the streams, the environment and the flags
// that every command has.
type app struct {
	streams
	getenv func(string) string

	library string // --library
	lang    string // --lang
	quiet   bool   // --quiet

	reading readingFlags // of the commands that read files
}

func (a *app) addFlags(cmd *cobra.Command) {
	flags := cmd.PersistentFlags()
	flags.StringVar(&a.library, "library", "", "`folder` of the library (default $DOICHIEU_LIBRARY, else the user's data folder)")
	flags.StringVar(&a.lang, "lang", render.Languages()[0], "language of tables: "+strings.Join(render.Languages(), ", "))
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "leave out notes and progress")
	// The flag exists, so that registering its completion cannot fail.
	_ = cmd.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions(render.Languages(), cobra.ShellCompDirectiveNoFileComp))
}

// lockWait is how long a command waits for another process to finish with the
// library: long enough for a search, too short to look hung.
const lockWait = 3 * time.Second

// libraryDir is the folder of the library: the flag, the environment, or the
// user's data folder by convention of the system.
func (a *app) libraryDir() string {
	if a.library != "" {
		return a.library
	}
	if dir := a.getenv("DOICHIEU_LIBRARY"); dir != "" {
		return dir
	}
	return filepath.Join(xdg.DataHome, "doichieu")
}

// readLibrary opens the library for reading; others may read it too.
func (a *app) readLibrary(ctx context.Context) (*corpus.Library, error) {
	return corpus.Open(ctx, a.libraryDir(), corpus.Options{Wait: lockWait})
}

// writeLibrary opens the library alone, and creates it if there is none.
func (a *app) writeLibrary(ctx context.Context) (*corpus.Library, error) {
	return corpus.Open(ctx, a.libraryDir(), corpus.Options{Write: true, Wait: lockWait})
}

// notef tells the user something worth knowing.
func (a *app) notef(format string, args ...any) {
	if !a.quiet {
		a.say("note", fmt.Sprintf(format, args...))
	}
}

// countf ends a batch command with its counts.
func (a *app) countf(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.err, "doichieu: %s\n", oneLine(fmt.Sprintf(format, args...)))
	}
}

// say prints a line of the program about itself. Names of files and words of
// documents in it are hostile.
func (a *app) say(kind, message string) {
	fmt.Fprintf(a.err, "doichieu: %s: %s\n", kind, oneLine(message))
}

// report prints an error with its hints.
func (a *app) report(err error) {
	a.say("error", err.Error())
	for _, hint := range hints(err) {
		a.say("hint", hint)
	}
}
