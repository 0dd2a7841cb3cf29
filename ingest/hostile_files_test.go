package ingest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"hash/crc32"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// pipe makes a named pipe, which nobody writes to; the test is skipped where there
// are none.
func pipe(t *testing.T, path string) {
	t.Helper()
	if out, err := exec.Command("mkfifo", path).CombinedOutput(); err != nil {
		t.Skipf("no named pipes here: %v %s", err, out)
	}
}

// TestWalkSpecialFiles: what is no file of bytes in a folder is passed over, and
// so nobody waits for it.
func TestWalkSpecialFiles(t *testing.T) {
	root := tree(t, "a.txt")
	pipe(t, filepath.Join(root, "ống.txt"))
	if err := os.Symlink("ống.txt", filepath.Join(root, "lối-tắt.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/dev/zero", filepath.Join(root, "số-không.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("không-có.txt", filepath.Join(root, "lạc.txt")); err != nil {
		t.Fatal(err)
	}
	// The path of a socket must be short.
	if socket, err := net.Listen("unix", filepath.Join(root, "s")); err == nil {
		defer socket.Close()
	}
	_ = exec.Command("mknod", filepath.Join(root, "thiết-bị"), "c", "1", "5").Run() // only for root
	done := make(chan []string, 1)
	go func() {
		var list []string
		for path, err := range Walk([]string{root}) {
			if err == nil {
				_, err = Load(path)
			}
			list = append(list, filepath.Base(path)+errorText(err))
		}
		done <- list
	}()
	select {
	case list := <-done:
		if !slices.Equal(list, []string{"a.txt"}) {
			t.Errorf("walked %q", list)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the walk waits for a pipe or a device")
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return ": " + err.Error()
}

// A pipe that the user names is read, from its first byte.
func TestNamedPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ống")
	pipe(t, path)
	go os.WriteFile(path, []byte("Kế hoạch\n"), 0)
	var got []string
	for path, err := range Walk([]string{path}) {
		data, bad := Load(path)
		got = append(got, string(data)+errorText(errors.Join(err, bad)))
	}
	if !slices.Equal(got, []string{"Kế hoạch\n"}) {
		t.Errorf("read %q", got)
	}
}

// A link to a folder is followed where the user names it, and not below a folder.
func TestWalkLinks(t *testing.T) {
	root := tree(t, "thật/a.txt", "thật/con/b.txt")
	for link, to := range map[string]string{"lối-tắt": "thật", "thật/lên": "..", "thật/con/mình": ".", "vòng-1": "vòng-2", "vòng-2": "vòng-1"} {
		if err := os.Symlink(to, filepath.Join(root, link)); err != nil {
			t.Skip(err)
		}
	}
	for name, want := range map[string][]string{
		".":       {"thật/a.txt", "thật/con/b.txt"},
		"lối-tắt": {"lối-tắt/a.txt", "lối-tắt/con/b.txt"},
		"vòng-1":  {"vòng-1"}, // it cannot be opened, which is said when it is
	} {
		var got []string
		for path := range Walk([]string{filepath.Join(root, name)}) {
			rel, _ := filepath.Rel(root, path)
			got = append(got, filepath.ToSlash(rel))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if _, err := Load(filepath.Join(root, "vòng-1")); err == nil {
		t.Error("links in a circle are read")
	}
}

// TestFileChanges: a file that vanishes between the walk and the reading says so,
// one that changes in the meantime gives what is there and no more than may be
// read.
func TestFileChanges(t *testing.T) {
	root := tree(t, "mất.txt", "ngắn-lại.txt", "dài-ra.txt")
	archive := filepath.Join(root, "z.zip")
	writeArchive(t, archive, member{name: "a.txt", text: "Kế hoạch"})
	for path, err := range Walk([]string{root}) {
		if err != nil {
			t.Fatal(err)
		}
		var want error
		switch filepath.Base(path) {
		case "mất.txt":
			err, want = os.Remove(path), fs.ErrNotExist
		case "a.txt": // another archive stands in the place of the first
			writeArchive(t, archive, member{name: "b.txt", text: "Kế hoạch"})
			want = fs.ErrNotExist
		}
		if err != nil {
			t.Fatal(err)
		}
		if data, err := Load(path); !errors.Is(err, want) || want == nil && (err != nil || len(data) == 0) {
			t.Errorf("%s: %d bytes, error %v, want %v", path, len(data), err, want)
		}
	}
	path := filepath.Join(root, "ngắn-lại.txt")
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for size := int64(0); ; size = (size + 7<<20) % (40 << 20) {
			select {
			case <-stop:
				return
			default:
				_ = os.Truncate(path, size)
			}
		}
	}()
	for range 30 {
		if data, err := Load(path); err != nil || len(data) > 40<<20 {
			t.Errorf("a file that changes: %d bytes, %v", len(data), err)
		}
	}
	close(stop)
	<-stopped
}

// raw is a member of which the archive says what it likes.
func raw(t *testing.T, w *zip.Writer, h zip.FileHeader, text string) {
	t.Helper()
	var packed bytes.Buffer
	d, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	h.Method, h.CRC32, h.CompressedSize64 = zip.Deflate, crc32.ChecksumIEEE([]byte(text)), uint64(packed.Len())
	f, err := w.CreateRaw(&h)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(packed.Bytes()); err != nil {
		t.Fatal(err)
	}
}

// TestOddArchives: archives with nothing in them, with links, with names that lead
// out, and with sizes that are not true.
func TestOddArchives(t *testing.T) {
	dir := t.TempDir()
	archive := filepath.Join(dir, "a.zip")
	walk := func() (list []string) {
		for path, err := range Walk([]string{archive}) {
			rel, relErr := filepath.Rel(archive, path)
			if relErr != nil || strings.HasPrefix(rel, "..") {
				t.Errorf("%s lies outside", path)
			}
			list = append(list, filepath.ToSlash(rel)+errorText(err))
		}
		return list
	}
	write := func(fill func(*zip.Writer)) {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		fill(w)
		if err := errors.Join(w.Close(), os.WriteFile(archive, b.Bytes(), 0o600)); err != nil {
			t.Fatal(err)
		}
	}

	write(func(*zip.Writer) {})
	if got := walk(); !slices.Equal(got, []string{".: a.zip: there is no file in the archive"}) {
		t.Errorf("empty: %q", got)
	}

	link := zip.FileHeader{Name: "lối-tắt.txt", UncompressedSize64: 11}
	link.SetMode(fs.ModeSymlink | 0o777)
	write(func(w *zip.Writer) {
		raw(t, w, link, "/etc/passwd")
		for _, name := range []string{"/etc/a.txt", "../../b.txt", `C:\c.txt`, "x/../../d.txt"} {
			raw(t, w, zip.FileHeader{Name: name, UncompressedSize64: 1}, "x")
		}
	})
	if got, want := walk(), []string{"C:/c.txt", "b.txt", "d.txt", "etc/a.txt"}; !slices.Equal(got, want) {
		t.Errorf("walked %q, want %q", got, want)
	}
	if _, err := Load(filepath.Join(archive, "lối-tắt.txt")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a link: %v", err)
	}

	var inner bytes.Buffer
	nested := zip.NewWriter(&inner)
	raw(t, nested, zip.FileHeader{Name: "bom.txt", UncompressedSize64: 9 << 20}, strings.Repeat("0", 9<<20))
	if err := nested.Close(); err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("0", 9<<20)
	write(func(w *zip.Writer) {
		raw(t, w, zip.FileHeader{Name: "trong.zip", UncompressedSize64: uint64(inner.Len())}, inner.String())
		raw(t, w, zip.FileHeader{Name: "bom.docx", UncompressedSize64: 9 << 20}, long)
		raw(t, w, zip.FileHeader{Name: "nói-ít.txt", UncompressedSize64: 10}, long)
		raw(t, w, zip.FileHeader{Name: "nói-nhiều.txt", UncompressedSize64: 1 << 20}, "x")
		raw(t, w, zip.FileHeader{Name: "quá-lớn.txt", UncompressedSize64: MaxSize + 1}, "x")
	})
	for name, c := range map[string]struct {
		is   error
		says string
	}{
		"bom.docx":      {ErrUnknownFormat, "more tightly"},
		"nói-ít.txt":    {ErrDamaged, "bytes are wrong"},
		"nói-nhiều.txt": {ErrDamaged, "bytes are wrong"},
		"quá-lớn.txt":   {ErrUnknownFormat, "256 MiB"},
	} {
		if data, err := Load(filepath.Join(archive, name)); !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %d bytes, %v", name, len(data), err)
		}
	}
	// An archive inside an archive is refused, not opened.
	if _, _, err := ReadFile(context.Background(), filepath.Join(archive, "trong.zip")); !errors.Is(err, ErrUnknownFormat) || !strings.Contains(err.Error(), "zip archive inside another") {
		t.Errorf("nested: %v", err)
	}

	write(func(w *zip.Writer) {
		for range 9 {
			raw(t, w, zip.FileHeader{Name: "a.txt", UncompressedSize64: MaxSize}, "x")
		}
	})
	if got := walk(); len(got) != 2 || !strings.Contains(got[0], "MiB") {
		t.Errorf("more than 2 GiB: %q", got)
	}
}
