package ingest

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// member is a file of an archive made for a test.
type member struct {
	name, text string
	stored     bool
}

func writeArchive(t *testing.T, path string, members ...member) {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		h := &zip.FileHeader{Name: m.name, Method: zip.Deflate}
		if m.stored {
			h.Method = zip.Store
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(m.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestArchive: the members are walked like the files of a folder, and names that
// lead out of it lead nowhere.
func TestArchive(t *testing.T) {
	dir := t.TempDir()
	archive := filepath.Join(dir, "ke-hoach.zip")
	writeArchive(t, archive,
		member{name: "tỉnh/b.txt", text: "Kế hoạch B"}, member{name: "a.txt", text: "Kế hoạch A", stored: true},
		member{name: "tỉnh/"}, member{name: ".an"}, member{name: "__MACOSX/a.txt"},
		member{name: "../../etc/passwd", text: "x"}, member{name: `c\d.txt`, text: "Kế hoạch D"}, member{name: "a.txt", text: "lần hai"},
	)
	var got []string
	for path, err := range Walk([]string{dir}) {
		if err != nil {
			t.Fatal(err)
		}
		rel, err := filepath.Rel(archive, path)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, filepath.ToSlash(rel))
	}
	if want := []string{"a.txt", "c/d.txt", "etc/passwd", "tỉnh/b.txt"}; !slices.Equal(got, want) {
		t.Errorf("members %q, want %q", got, want)
	}
	for name, want := range map[string]string{"a.txt": "Kế hoạch A", "tỉnh/b.txt": "Kế hoạch B", "c/d.txt": "Kế hoạch D"} {
		path := filepath.Join(archive, filepath.FromSlash(name))
		if data, err := Load(path); err != nil || string(data) != want {
			t.Errorf("%s: %q, %v", name, data, err)
		}
		if !Exists(path) {
			t.Errorf("%s does not exist", name)
		}
	}
	if _, err := Load(archive); !errors.Is(err, ErrUnknownFormat) || !strings.Contains(err.Error(), "zip archive") {
		t.Errorf("the archive itself: %v", err)
	}
	for _, path := range []string{filepath.Join(archive, "none.txt"), filepath.Join(dir, "none.zip", "a.txt"), filepath.Join(dir, "none")} {
		if _, err := Load(path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestArchiveOrDocument: an office file is a document, an archive with one is not.
func TestArchiveOrDocument(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		members []member
		want    bool
	}{
		"a.docx": {[]member{{name: "[Content_Types].xml"}, {name: "word/document.xml"}}, false},
		"c.docx": {[]member{{name: "word/document.xml"}}, false}, // without its list of types
		"a.odt":  {[]member{{name: "mimetype", stored: true}}, false},
		"a.zip":  {[]member{{name: "a.docx"}}, true},
		"b.docx": {[]member{{name: "ke-hoach.txt"}}, true}, // told by content
	} {
		path := filepath.Join(dir, name)
		writeArchive(t, path, c.members...)
		if got := isArchive(path); got != c.want {
			t.Errorf("%s: archive %v, want %v", name, got, c.want)
		}
	}
	text := filepath.Join(dir, "PK.zip")
	if err := os.WriteFile(text, []byte("PK\x03\x04 là bốn chữ"), 0o600); err != nil {
		t.Fatal(err)
	}
	if isArchive(text) {
		t.Error("four letters make an archive")
	}
}

// TestHostileArchive: what unpacks to too much, is cut, or is locked.
func TestHostileArchive(t *testing.T) {
	dir := t.TempDir()
	archive := filepath.Join(dir, "a.zip")
	writeArchive(t, archive, member{name: "bomb.txt", text: strings.Repeat("0", 8<<20)}, member{name: "small.txt", text: strings.Repeat("0", 1<<20)})
	if _, err := Load(filepath.Join(archive, "bomb.txt")); !errors.Is(err, ErrUnknownFormat) || !strings.Contains(err.Error(), "packed more tightly") {
		t.Errorf("a bomb: %v", err)
	}
	if data, err := Load(filepath.Join(archive, "small.txt")); err != nil || len(data) != 1<<20 {
		t.Errorf("a small file that packs well: %d bytes, %v", len(data), err)
	}
	whole, err := os.ReadFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	locked := bytes.ReplaceAll(whole, []byte("PK\x01\x02\x14\x03\x14\x00\x08"), []byte("PK\x01\x02\x14\x03\x14\x00\x09"))
	locked = bytes.ReplaceAll(locked, []byte("PK\x01\x02\x14\x00\x14\x00\x08"), []byte("PK\x01\x02\x14\x00\x14\x00\x09"))
	if err := os.WriteFile(archive, locked, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(filepath.Join(archive, "small.txt")); !errors.Is(err, ErrEncrypted) {
		t.Errorf("a locked member: %v", err)
	}
	flipped := bytes.Clone(whole)
	flipped[len("PK")+40] ^= 0xff
	if err := os.WriteFile(archive, flipped, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(filepath.Join(archive, "bomb.txt")); err == nil {
		t.Error("a member with wrong bytes is read")
	}
	if err := os.WriteFile(archive, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if isArchive(archive) {
		t.Error("half an archive is one")
	}
}
