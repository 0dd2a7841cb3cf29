package corpus

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.txt")
	write := func(path, text string, fail error) error {
		return WriteFile(path, func(w io.Writer) error {
			if _, err := w.Write([]byte(text)); err != nil {
				return err
			}
			return fail
		})
	}
	full := errors.New("no more room")
	if err := write(path, "half", full); !errors.Is(err, full) {
		t.Errorf("error is %v", err)
	}
	if left := files(t, dir); len(left) != 0 {
		t.Errorf("a failed write left %v", left)
	}
	if err := write(path, "whole", nil); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := write(path, "half", full); !errors.Is(err, full) {
		t.Errorf("error is %v", err)
	}
	if err := os.Symlink(path, filepath.Join(dir, "link")); err == nil {
		if err := write(filepath.Join(dir, "link"), "through the link", nil); err != nil {
			t.Fatal(err)
		}
	} else if err := write(path, "through the link", nil); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the permissions became %v, %v", info.Mode(), err)
	}
	if left := files(t, dir); left["out.txt"] != "through the link" || len(left) > 2 {
		t.Errorf("files are %v", left)
	}
	if err := write(os.DevNull, "gone", nil); err != nil {
		t.Errorf("writing to a device: %v", err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("the device became %v, %v", info.Mode(), err)
	}
}

// FuzzNames puts documents with hostile names into a library: whatever the
// name, all files stay inside, and the entry can be read and removed.
func FuzzNames(f *testing.F) {
	for _, name := range []string{
		"a.txt", "../../etc/passwd", `..\..\x.pdf`, "", ".", "..", "/", "a/", "\x1b[31mred.txt", "nul\x00.pdf",
		"\xff\xfe.txt", "kế hoạch số 12.PDF", "x.tar.gz", "x.<b>", "x." + strings.Repeat("y", 300), "CON", ".json",
	} {
		f.Add(name, "text")
	}
	root := f.TempDir()
	f.Fuzz(func(t *testing.T, name, text string) {
		if strings.ToValidUTF8(text, "") != text {
			t.Skip("texts are UTF-8")
		}
		dir, err := os.MkdirTemp(root, "x")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		l, err := Open(t.Context(), filepath.Join(dir, "lib"), Options{Write: true})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		original, doc := made(name, text)
		e, added, err := l.Put(original, doc, []byte("{}"), Card{})
		if err != nil || !added {
			t.Fatalf("added %v, %v", added, err)
		}
		if strings.ContainsAny(e.Source.Name, `/\`) || e.Source.Name == "" {
			t.Errorf("the name became %q", e.Source.Name)
		}
		for path := range files(t, dir) {
			if !strings.HasPrefix(path, "lib/") || strings.Contains(path, "..") {
				t.Errorf("a file stands at %q", path)
			}
		}
		if got, err := l.Original(e.ID); err != nil || !bytes.Equal(got, original) {
			t.Errorf("original is %q, %v", got, err)
		}
		if err := l.Remove(e.ID); err != nil {
			t.Error(err)
		}
		if left := files(t, dir); len(left) != 1 {
			t.Errorf("removing left %v", keys(left))
		}
	})
}
