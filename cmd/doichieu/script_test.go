package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"doichieu/corpus"
)

func TestMain(m *testing.M) {
	if os.Getenv(workerEnv) != "" || os.Getenv(asProgramEnv) != "" {
		main() // commands that tests run in process read files with this program
	}
	if os.Getenv(takeEnv) != "" {
		takeMemory()
		return
	}
	testscript.Main(m, map[string]func(){"doichieu": main, "hold-library": holdLibrary})
}

// TestScript runs the scripts of testdata/script against the whole program as
// a process of its own. Each finds the files of testdata/plans in the folder
// plans, those of two years in the folder years, and the library of its own at $LIB; $PROGRAM is the folder of the
// program, for scripts that choose which others are installed.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			lib := filepath.Join(env.WorkDir, "lib")
			env.Setenv("LIB", lib)
			env.Setenv("DOICHIEU_LIBRARY", lib)
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("DOICHIEU_OCR_CACHE", filepath.Join(env.WorkDir, "ocr"))
			env.Setenv("PROGRAM", strings.Split(env.Getenv("PATH"), string(filepath.ListSeparator))[0])
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			if err := os.CopyFS(filepath.Join(env.WorkDir, "years"), os.DirFS("../../compare/testdata/years")); err != nil {
				return err
			}
			return os.CopyFS(filepath.Join(env.WorkDir, "plans"), os.DirFS("testdata/plans"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exitcode": exitCodeCmd,
			"bytes":    bytesCmd,
			"half":     halfCmd,
			"edit":     editCmd,
			"fill":     fillCmd,
			"cpdir":    copyFolderCmd,
			"wait-for": waitForCmd,
			"zip":      zipCmd,
			"serve":    serveCmd,
		},
	})
}

// exitCodeCmd runs the program and holds its exit code against the one given:
// exitcode 3 doichieu add ...
func exitCodeCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exitcode CODE PROGRAM ARGUMENT...")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		e, ok := err.(interface{ ExitCode() int })
		if !ok {
			ts.Fatalf("%v", err)
		}
		code = e.ExitCode()
	}
	if fmt.Sprint(code) != args[0] {
		ts.Fatalf("exit code is %d, want %s", code, args[0])
	}
}

// bytesCmd writes a file of the bytes of a Go string, which a script cannot
// hold: bytes FILE "\x00\x01".
func bytesCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf(`usage: bytes FILE "TEXT"`)
	}
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// zipCmd packs files into an archive under the names given: zip ARCHIVE FILE...
func zipCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: zip ARCHIVE FILE...")
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range args[1:] {
		f, err := w.Create(name)
		ts.Check(err)
		_, err = f.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

// serveCmd serves a folder on this machine until the script ends, and puts the
// address into $SERVER: serve FOLDER.
func serveCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: serve FOLDER")
	}
	server := httptest.NewServer(http.FileServer(http.Dir(ts.MkAbs(args[0]))))
	ts.Defer(server.Close)
	ts.Setenv("SERVER", server.URL)
}

// halfCmd writes the first half of a file to another: half FROM TO.
func halfCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: half FROM TO")
	}
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b[:len(b)/2], 0o644))
}

// editCmd replaces a text in all files that a pattern matches; one must have
// it: edit PATTERN OLD NEW.
func editCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit PATTERN OLD NEW")
	}
	names, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	found := false
	for _, name := range names {
		b, err := os.ReadFile(name)
		ts.Check(err)
		if strings.Contains(string(b), args[1]) {
			found = true
			ts.Check(os.WriteFile(name, []byte(strings.ReplaceAll(string(b), args[1], args[2])), 0o644))
		}
	}
	if !found {
		ts.Fatalf("%q stands in none of %q", args[1], names)
	}
}

// copyFolderCmd copies a folder: cpdir FROM TO.
func copyFolderCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: cpdir FROM TO")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}

// waitForCmd waits until a file is there: wait-for FILE.
func waitForCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: wait-for FILE")
	}
	for range 500 {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("%s did not appear", args[0])
}

// holdLibrary is a second program for the scripts: it holds the library of its
// first argument alone, or with a third argument to read it, says so by making the
// file of its second, and goes on until it is killed.
func holdLibrary() {
	lib, err := corpus.Open(context.Background(), os.Args[1], corpus.Options{Write: len(os.Args) < 4})
	if err == nil {
		err = os.WriteFile(os.Args[2], nil, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	time.Sleep(time.Hour)
	runtime.KeepAlive(lib) // the lock goes with the file, which the collector would close
}
