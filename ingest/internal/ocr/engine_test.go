package ocr

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

// install makes programs of shell scripts, the only ones on the path.
func install(t *testing.T, scripts map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, script := range scripts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
}

// fake is tesseract that reads every picture by running the lines given.
func fake(lines string) string {
	return `case "$1" in
--version) echo 'tesseract 9.0'; echo ' leptonica-1' ;;
--list-langs) echo 'List of available languages in "/none" (1):'; echo vie ;;
*) /bin/cat >/dev/null
` + lines + `
;; esac
`
}

const says = "/bin/cat <<'END'\n" + answer + "\nEND"

func TestFind(t *testing.T) {
	for name, c := range map[string]struct {
		scripts map[string]string
		missing string
	}{
		"nothing":       {nil, "tesseract is not installed"},
		"no Vietnamese": {map[string]string{"tesseract": "echo eng; echo vie_old"}, `data "vie" of tesseract are not installed`},
		"broken":        {map[string]string{"tesseract": "exit 127"}, "tesseract does not answer"},
		"good":          {map[string]string{"tesseract": fake(says)}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			install(t, c.scripts)
			e, err := Find(t.Context(), nil)
			if c.missing == "" {
				if err != nil || e.Version != "tesseract 9.0" || e.Renders() {
					t.Errorf("engine %+v, %v", e, err)
				}
			} else if !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), c.missing) {
				t.Errorf("error %v, want %q", err, c.missing)
			}
		})
	}
}

// TestPageOf reads a page by way of the program that draws it, and from its own
// picture where there is none.
func TestPageOf(t *testing.T) {
	install(t, map[string]string{"tesseract": fake(says), "pdftoppm": "/bin/cat"})
	e, err := Find(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Page(t.Context(), []byte("%PDF"), 3, 595, 842, nil)
	if err != nil || len(r.Lines) != 2 || r.Scale != 0.24 {
		t.Errorf("result %+v, %v", r, err)
	}
	e.pdftoppm = ""
	if r, err := e.Page(t.Context(), nil, 3, 595, 842, []byte("picture")); err != nil || len(r.Lines) != 2 || r.Scale != 0.595 {
		t.Errorf("from its own picture: %+v, %v", r, err)
	}
	if _, err := e.Page(t.Context(), nil, 3, 595, 842, nil); !errors.Is(err, ErrMissing) {
		t.Errorf("without a picture: %v", err)
	}
}

func TestEngineFails(t *testing.T) {
	for name, c := range map[string]struct{ lines, drawing, says string }{
		"failing":       {"echo 'Error in pixRead' >&2; exit 1", "/bin/cat", "tesseract failed (exit status 1): Error in pixRead"},
		"no answer":     {"", "/bin/cat", "0 pages for one"},
		"nonsense":      {"echo '<<<'", "/bin/cat", "cannot be read"},
		"cannot draw":   {says, "exit 3", "pdftoppm failed (exit status 3)"},
		"draws nothing": {says, "exit 0", "drew no page"},
	} {
		t.Run(name, func(t *testing.T) {
			install(t, map[string]string{"tesseract": fake(c.lines), "pdftoppm": c.drawing})
			e, err := Find(t.Context(), OpenCache(t.TempDir()))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := e.Page(t.Context(), []byte("%PDF"), 1, 595, 842, nil); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v, want %q", err, c.says)
			}
		})
	}
}

// TestHanging: an engine that does not end is ended, by the limit of time and
// when the user has had enough.
func TestHanging(t *testing.T) {
	install(t, map[string]string{"tesseract": fake("exec /bin/sleep 60")})
	e, err := Find(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	late, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := e.Pictures(late, []byte("x")); err == nil || !strings.Contains(err.Error(), "took longer") {
		t.Errorf("error %v", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, stop)
	if _, err := e.Pictures(stopped, []byte("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}

// TestSecrets: no program sees a password.
func TestSecrets(t *testing.T) {
	t.Setenv("DOICHIEU_PASSWORD", "bi-mat")
	t.Setenv("OMP_THREAD_LIMIT", "64")
	got, err := run(t.Context(), nil, "/bin/sh", "-c", `echo "[$DOICHIEU_PASSWORD$OMP_THREAD_LIMIT]"`)
	if err != nil || string(got) != "[1]\n" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestCache: a result from the cache is the result, and a file that is damaged
// or of another engine is none.
func TestCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "ocr")
	install(t, map[string]string{"tesseract": fake(says)})
	e, err := Find(t.Context(), OpenCache(dir))
	if err != nil {
		t.Fatal(err)
	}
	first, err := e.Pictures(t.Context(), []byte("picture"))
	if err != nil {
		t.Fatal(err)
	}
	e.tesseract = "/none" // nothing to read with: from here on the cache answers
	again, err := e.Pictures(t.Context(), []byte("picture"))
	if err != nil || !reflect.DeepEqual(first, again) {
		t.Errorf("from the cache %+v, %v; want %+v", again, err, first)
	}
	if _, err := e.Pictures(t.Context(), []byte("other picture")); err == nil {
		t.Error("another picture is in the cache")
	}
	e.Version = "tesseract 9.1"
	if _, err := e.Pictures(t.Context(), []byte("picture")); err == nil {
		t.Error("the result of another version counts")
	}
	e.Version = "tesseract 9.0"
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(files) != 1 {
		t.Fatalf("files %q", files)
	}
	b, _ := os.ReadFile(files[0])
	for name, damaged := range map[string][]byte{"cut": b[:len(b)-5], "changed": append([]byte("0"), b[1:]...), "empty": nil} {
		if err := os.WriteFile(files[0], damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := e.Pictures(t.Context(), []byte("picture")); err == nil {
			t.Errorf("a file that is %s counts", name)
		}
	}
}

// TestCacheShrinks: what was not used for longest goes, other files stay.
func TestCacheShrinks(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, age time.Duration) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, make([]byte, 100), 0o600); err != nil {
			t.Fatal(err)
		}
		when := time.Now().Add(-age)
		if err := os.Chtimes(path, when, when); err != nil {
			t.Fatal(err)
		}
	}
	write("a"+suffix, 3*time.Hour)
	write("b"+suffix, 2*time.Hour)
	write("c"+suffix, time.Hour)
	write("new-1", 2*time.Hour)
	write("new-2", time.Minute)
	write("notes.txt", 9*time.Hour)
	(&Cache{dir}).shrink(250)
	entries, _ := os.ReadDir(dir)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got := strings.Join(names, " "); got != "b"+suffix+" c"+suffix+" new-2 notes.txt" {
		t.Errorf("left: %s", got)
	}
}

// TestCacheFullDisk: a result for which there is no room is not kept, and leaves
// nothing behind. The test runs itself again with a limit on the size of files.
func TestCacheFullDisk(t *testing.T) {
	const inDir = "DOICHIEU_TEST_CACHE"
	page := []Result{{Width: 1, Lines: make([]Line, 1000)}}
	if dir := os.Getenv(inDir); dir != "" {
		OpenCache(dir).put("k", page)
		return
	}
	if runtime.GOOS == "windows" {
		t.Skip("there is no limit on the size of files")
	}
	dir := t.TempDir()
	for limit, want := range map[string]int{"8": 0, "unlimited": 1} {
		cmd := exec.CommandContext(t.Context(), "sh", "-c", `ulimit -f `+limit+` && exec "$0" -test.run='^TestCacheFullDisk$'`, os.Args[0])
		cmd.Env = append(os.Environ(), inDir+"="+dir)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		files, _ := filepath.Glob(filepath.Join(dir, "*"))
		_, found := OpenCache(dir).get("k")
		if len(files) != want || found != (want == 1) {
			t.Errorf("with a limit of %s blocks: files %q, found %v", limit, files, found)
		}
		for _, f := range files {
			_ = os.Remove(f)
		}
	}
}

// TestNoCache: without a cache, or with one that cannot be written, pages are
// read all the same.
func TestNoCache(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	install(t, map[string]string{"tesseract": fake(says)})
	for _, cache := range []*Cache{nil, OpenCache(file)} {
		e, err := Find(t.Context(), cache)
		if err != nil {
			t.Fatal(err)
		}
		if pages, err := e.Pictures(t.Context(), []byte("x")); err != nil || len(pages) != 1 {
			t.Errorf("%d pages, %v", len(pages), err)
		}
	}
}
