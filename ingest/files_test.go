package ingest

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree makes files below a new folder and returns it.
func tree(t *testing.T, files ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, f := range files {
		path := filepath.Join(root, f)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("Kế hoạch\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestWalk(t *testing.T) {
	root := tree(t, "b.txt", "a/2.pdf", "a/10.txt", ".git/config", "a/.an.txt", ".an.txt")
	if err := os.Symlink(filepath.Join(root, "b.txt"), filepath.Join(root, "c.txt")); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink(root, filepath.Join(root, "vong")); err != nil {
		t.Fatal(err)
	}
	walk := func(paths ...string) (list []string, failed int) {
		for i, p := range paths {
			paths[i] = filepath.Join(root, p)
		}
		for path, err := range Walk(paths) {
			if err != nil {
				failed++
				continue
			}
			rel, _ := filepath.Rel(root, path)
			list = append(list, filepath.ToSlash(rel))
		}
		return list, failed
	}
	for _, c := range []struct {
		paths, want []string
		failed      int
	}{
		{[]string{"."}, []string{"a/10.txt", "a/2.pdf", "b.txt", "c.txt"}, 0},
		{[]string{"b.txt", "a", "b.txt"}, []string{"b.txt", "a/10.txt", "a/2.pdf"}, 0},
		{[]string{".an.txt"}, []string{".an.txt"}, 0}, // named by the user
		{[]string{"khong-co", "b.txt"}, []string{"b.txt"}, 1},
	} {
		t.Run(strings.Join(c.paths, ","), func(t *testing.T) {
			got, failed := walk(slices.Clone(c.paths)...)
			if !slices.Equal(got, c.want) || failed != c.failed {
				t.Errorf("got %v, %d failed; want %v, %d", got, failed, c.want, c.failed)
			}
		})
	}
}

// A name of no letters is not the folder at hand.
func TestWalkNoName(t *testing.T) {
	t.Chdir(tree(t, "a.txt"))
	var got []string
	for path, err := range Walk([]string{"", "a.txt", "."}) {
		got = append(got, path+errorText(err))
	}
	if want := []string{": the name of a file is empty", "a.txt"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWalkStops(t *testing.T) {
	root := tree(t, "a.txt", "b.txt")
	n := 0
	for range Walk([]string{root, root, filepath.Join(root, "khong-co")}) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d steps behind break", n)
	}
}

func TestReadFile(t *testing.T) {
	root := tree(t, "ke-hoach.pdf")
	path := filepath.Join(root, "ke-hoach.pdf")
	doc, data, err := ReadFile(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	// The content tells the format, not the name.
	if doc.Source.Format != "text" || doc.Source.Name != "ke-hoach.pdf" || len(data) == 0 || doc.Source.Size != int64(len(data)) {
		t.Errorf("source %+v, %d bytes", doc.Source, len(data))
	}
	var e *Error
	if _, _, err := ReadFile(context.Background(), root); !errors.As(err, &e) || e.Hint == "" {
		t.Errorf("a folder: %v", err)
	}
	if _, _, err := ReadFile(context.Background(), path+"x"); !errors.Is(err, fs.ErrNotExist) || strings.Contains(err.Error(), root) {
		t.Errorf("a missing file: %v", err)
	}
	big := filepath.Join(root, "lon.txt")
	f, err := os.Create(big)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Truncate(MaxSize+1), f.Close()); err != nil {
		t.Skip(err)
	}
	if _, _, err := ReadFile(context.Background(), big); err == nil || !strings.Contains(err.Error(), "256 MiB") {
		t.Errorf("a large file: %v", err)
	}
}

func TestFormats(t *testing.T) {
	seen := make(map[string]bool)
	for _, f := range Formats() {
		if f.Name == "" || len(f.Extensions) == 0 || f.Description == "" || f.Limits == "" || seen[f.Name] {
			t.Errorf("row %+v is incomplete or twice in the table", f)
		}
		seen[f.Name] = true
		for _, e := range f.Extensions {
			if !strings.HasPrefix(e, ".") || e != strings.ToLower(e) {
				t.Errorf("%s: extension %q", f.Name, e)
			}
		}
	}
}
