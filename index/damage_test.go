package index

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doichieu/extract"
)

// damaged is an index to be damaged: its plans fill several segments, some with documents deleted.
func damaged(t *testing.T) (dir string, plans []*extract.Plan) {
	t.Helper()
	ctx := context.Background()
	dir = t.TempDir()
	plans = small()
	if err := Rebuild(ctx, dir, sequence(plans[:2])); err != nil {
		t.Fatal(err)
	}
	x := openTest(t, dir)
	if err := errors.Join(x.Put(ctx, plans[2]), x.Put(ctx, plans[0]), x.Close()); err != nil {
		t.Fatal(err)
	}
	return dir, plans
}

// files lists the files below dir whose names end so.
func files(t *testing.T, dir, suffix string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, suffix) {
			out = append(out, path)
		}
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("no file *%s in the index, %v", suffix, err)
	}
	return out
}

// TestDamage damages an index in many ways. Each must be noticed by reader and
// writer alike as something that a rebuild mends, and the rebuild must mend it.
func TestDamage(t *testing.T) {
	cut := func(suffix string, size func(int64) int64) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			for _, path := range files(t, dir, suffix) {
				info, err := os.Stat(path)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.Truncate(path, size(info.Size())); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	remove := func(suffix string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			for _, path := range files(t, dir, suffix) {
				if err := os.RemoveAll(path); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	none := func(int64) int64 { return 0 }
	half := func(n int64) int64 { return n / 2 }
	page := func(n int64) int64 { return min(n, 4096) }
	allButOne := func(n int64) int64 { return n - 1 }
	write := func(name, text string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			for _, path := range files(t, dir, name) {
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	tests := []struct {
		name   string
		damage func(t *testing.T, dir string)
		want   error
	}{
		{"root emptied", cut("root.bolt", none), ErrCorrupt},
		{"root cut to a page", cut("root.bolt", page), ErrCorrupt},
		{"root of something else", write("root.bolt", strings.Repeat("không phải bolt ", 5000)), ErrCorrupt},
		{"root gone", remove("root.bolt"), ErrCorrupt},
		{"segments gone", remove(".zap"), ErrCorrupt},
		{"segments emptied", cut(".zap", none), ErrCorrupt},
		{"segments cut to half", cut(".zap", half), ErrCorrupt},
		{"segments without their last byte", cut(".zap", allButOne), ErrCorrupt},
		{"a byte flipped in the segments", func(t *testing.T, dir string) {
			for _, path := range files(t, dir, ".zap") {
				b, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				b[len(b)/2] ^= 0x10
				if err := os.WriteFile(path, b, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}, ErrCorrupt},
		{"description gone", remove("index_meta.json"), ErrCorrupt},
		{"description broken", write("index_meta.json", "{"), ErrCorrupt},
		{"build gone", func(t *testing.T, dir string) {
			if err := os.RemoveAll(filepath.Dir(filepath.Dir(files(t, dir, "root.bolt")[0]))); err != nil {
				t.Fatal(err)
			}
		}, ErrCorrupt},
		{"current emptied", write(currentFile, ""), ErrCorrupt},
		{"current names something else", write(currentFile, "../build-000001\n"), ErrCorrupt},
		{"current names no build", write(currentFile, "build-000099\n"), ErrCorrupt},
		{"current gone", remove(currentFile), ErrMissing},
		{"everything gone", func(t *testing.T, dir string) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}, ErrMissing},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir, plans := damaged(t)
			tt.damage(t, dir)
			if x, err := OpenReadOnly(dir); !errors.Is(err, tt.want) || !NeedsRebuild(err) {
				t.Errorf("reading: %v, %v", x, err)
			}
			if !errors.Is(tt.want, ErrMissing) { // a writer makes a new one
				if x, err := Open(dir, Options{}); !errors.Is(err, tt.want) {
					t.Errorf("writing: %v, %v", x, err)
				}
			}
			mended(t, dir, plans)
		})
	}
}

// mended rebuilds an index and looks at it.
func mended(t *testing.T, dir string, plans []*extract.Plan) {
	t.Helper()
	if err := Rebuild(context.Background(), dir, sequence(plans)); err != nil {
		t.Fatal(err)
	}
	x, err := OpenReadOnly(dir)
	if err != nil {
		t.Fatal(err)
	}
	if n := ask(t, x, Request{}).Total; n != 10 {
		t.Errorf("%d tasks after the rebuild", n)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if builds := files(t, dir, "root.bolt"); len(builds) != 1 {
		t.Errorf("builds left: %q", builds)
	}
}

// TestCutRoots cuts the root file at many of its pages. A cut must be noticed,
// or reading and writing must go on as if nothing had happened.
func TestCutRoots(t *testing.T) {
	dir, plans := damaged(t)
	root := files(t, dir, "root.bolt")[0]
	info, err := os.Stat(root)
	if err != nil {
		t.Fatal(err)
	}
	harmless := 0
	for size := info.Size() - 4096; size >= 0; size -= 5 * 4096 {
		copied := filepath.Join(t.TempDir(), "index")
		if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(files(t, copied, "root.bolt")[0], size); err != nil {
			t.Fatal(err)
		}
		reader, err := OpenReadOnly(copied)
		if err == nil {
			if n := ask(t, reader, Request{}).Total; n != 10 {
				t.Errorf("cut to %d bytes: %d tasks", size, n)
			}
			err = reader.Close()
		}
		if err != nil && !NeedsRebuild(err) {
			t.Errorf("cut to %d bytes: reading: %v", size, err)
		}
		writer, errWrite := Open(copied, Options{})
		if errWrite == nil && err != nil || errWrite != nil && !NeedsRebuild(errWrite) {
			t.Errorf("cut to %d bytes: reading: %v, writing: %v", size, err, errWrite)
		}
		if errWrite != nil {
			mended(t, copied, plans)
			continue
		}
		harmless++
		if err := errors.Join(writer.Put(context.Background(), plans[1]), writer.Close()); err != nil {
			t.Errorf("cut to %d bytes: %v", size, err)
		}
		if n := ask(t, openTest(t, copied), Request{}).Total; n != 10 {
			t.Errorf("cut to %d bytes: %d tasks after a change", size, n)
		}
	}
	t.Logf("%d cuts do no harm", harmless)
}

// TestOtherVersionIsStale makes an index look as if another version made it.
func TestOtherVersionIsStale(t *testing.T) {
	dir, plans := damaged(t)
	build := filepath.Dir(filepath.Dir(files(t, dir, "root.bolt")[0]))
	if err := os.RemoveAll(build); err != nil {
		t.Fatal(err)
	}
	o := engineOptions(DefaultWait)
	o.Fingerprint = "index0 " + analyzer().Fingerprint()
	old, err := driver.Create(build, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenReadOnly(dir); !errors.Is(err, ErrStale) {
		t.Errorf("reading: %v", err)
	}
	if _, err := Open(dir, Options{}); !errors.Is(err, ErrStale) {
		t.Errorf("writing: %v", err)
	}
	mended(t, dir, plans)
}

// TestLeftovers holds that what a killed run left beside the index does no harm
// and is cleared.
func TestLeftovers(t *testing.T) {
	dir, _ := damaged(t)
	for _, name := range []string{"build-000001", "build-000007"} {
		if err := os.MkdirAll(filepath.Join(dir, name, "store"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	own := filepath.Join(dir, "build-notes")
	if err := os.MkdirAll(own, 0o755); err != nil {
		t.Fatal(err)
	}
	current, err := os.ReadFile(filepath.Join(dir, currentFile))
	if err != nil || string(current) != "build-000001\n" {
		t.Fatalf("current is %q, %v", current, err)
	}
	x := openTest(t, dir)
	if n := ask(t, x, Request{}).Total; n != 10 {
		t.Errorf("%d tasks", n)
	}
	if _, err := os.Stat(filepath.Join(dir, "build-000007")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the leftover build: %v", err)
	}
	if _, err := os.Stat(own); err != nil {
		t.Errorf("a folder that is no build: %v", err)
	}
}
