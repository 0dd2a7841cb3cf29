package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// made is a document of one block whose content is text.
func made(name, text string) (original []byte, doc *Document) {
	sum := sha256.Sum256([]byte(text))
	hash := hex.EncodeToString(sum[:])
	return []byte(text), &Document{
		ID:     DocumentID(hash),
		Source: Source{Name: name, SHA256: hash, Format: "text", Size: int64(len(text)), Pages: 1},
		Text:   text,
		Pages:  []Page{{Number: 1, Verdict: "text"}},
		Blocks: []Block{{Kind: Paragraph, Span: Span{0, len(text)}, Page: 1}},
	}
}

func open(t *testing.T, dir string, write bool) *Library {
	t.Helper()
	l, err := Open(t.Context(), dir, Options{Write: write})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func put(t *testing.T, l *Library, name, text string, card Card) Entry {
	t.Helper()
	original, doc := made(name, text)
	e, added, err := l.Put(original, doc, []byte(`{"plan":"`+text+`"}`), card)
	if err != nil || !added {
		t.Fatalf("putting %q: added %v, %v", name, added, err)
	}
	return e
}

// files lists the files of a library by path, but for the lock.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	list := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == lockFile {
			return err
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		list[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestLibraryKeepsWhatWasPut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "library")
	l := open(t, dir, true)
	card := Card{Number: "12/KH-UBND", Locality: "Lâm Giang", Tasks: 3}
	e := put(t, l, "kế hoạch.TXT", "Một", card)
	put(t, l, "b.md", "Hai", Card{Locality: "An Sơn"})
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}

	l = open(t, dir, false)
	list := l.List()
	if len(list) != 2 || list[0].Locality != "An Sơn" || list[1] != e {
		t.Fatalf("list is %+v", list)
	}
	doc, err := l.Document(e.ID)
	if err != nil || doc.Text != "Một" || doc.Source != e.Source {
		t.Errorf("document is %+v, %v", doc, err)
	}
	plan, err := l.PlanBytes(e.ID)
	if err != nil || string(plan) != `{"plan":"Một"}` {
		t.Errorf("plan is %s, %v", plan, err)
	}
	original, err := l.Original(e.ID)
	if err != nil || string(original) != "Một" {
		t.Errorf("original is %q, %v", original, err)
	}
	if name := "originals/" + e.Source.SHA256[:2] + "/" + e.Source.SHA256 + ".txt"; files(t, dir)[name] != "Một" {
		t.Errorf("the original is not at %s", name)
	}
}

func TestPutTwiceChangesNothing(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir, true)
	first := put(t, l, "a.txt", "Một", Card{Number: "1/KH"})
	before := files(t, dir)

	original, doc := made("other name.pdf", "Một")
	e, added, err := l.Put(original, doc, []byte("{}"), Card{Number: "2/KH"})
	if err != nil || added || e != first {
		t.Errorf("put again gives %+v, %v, %v; want %+v unchanged", e, added, err, first)
	}
	if after := files(t, dir); !mapsEqual(before, after) {
		t.Errorf("files changed from %v to %v", before, after)
	}
}

func mapsEqual(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return true
}

func TestPutRefusesOtherBytes(t *testing.T) {
	l := open(t, t.TempDir(), true)
	_, doc := made("a.txt", "Một")
	if _, _, err := l.Put([]byte("Hai"), doc, []byte("{}"), Card{}); err == nil {
		t.Error("a document was stored with another original")
	}
	if len(l.List()) != 0 {
		t.Error("it was listed")
	}
}

func TestRemove(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir, true)
	a := put(t, l, "a.txt", "Một", Card{})
	b := put(t, l, "b.txt", "Hai", Card{})
	if err := l.Remove(a.ID); err != nil {
		t.Fatal(err)
	}
	if list := l.List(); len(list) != 1 || list[0] != b {
		t.Errorf("list is %v", list)
	}
	for name := range files(t, dir) {
		if strings.Contains(name, a.ID) {
			t.Errorf("%s is still there", name)
		}
	}
	if err := l.Remove(a.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("removing again gives %v", err)
	}
	if _, err := l.Document(a.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("reading the removed document gives %v", err)
	}
}

func TestUpdate(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir, true)
	e := put(t, l, "a.txt", "Một", Card{Tasks: 1})
	_, doc := made("sha.bin", "Một")
	doc.Notes = []Note{{Code: "read-again"}}
	if err := l.Update(doc, []byte("{2}"), Card{Tasks: 2}); err != nil {
		t.Fatal(err)
	}
	got, err := l.Document(e.ID)
	if err != nil || len(got.Notes) != 1 || got.Source.Name != "a.txt" {
		t.Errorf("document is %+v, %v", got, err)
	}
	if list := l.List(); len(list) != 1 || list[0].Tasks != 2 {
		t.Errorf("list is %+v", list)
	}
	if plan, err := l.PlanBytes(e.ID); string(plan) != "{2}" {
		t.Errorf("plan is %s, %v", plan, err)
	}
	_, other := made("b.txt", "Hai")
	if err := l.Update(other, nil, Card{}); !errors.Is(err, ErrNotFound) {
		t.Errorf("updating an unknown document gives %v", err)
	}
}

// A killed run may leave half-written files anywhere, and whole files without
// an entry. The next one that writes clears them away, and nothing else.
func TestLeftoversOfAKilledRun(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir, true)
	put(t, l, "a.txt", "Một", Card{})
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	_, orphan := made("b.txt", "Hai")
	hash := orphan.Source.SHA256
	for _, name := range []string{
		tempMark + "17-0", "documents/" + tempMark + "17-1", "originals/" + hash[:2] + "/" + tempMark + "17-2",
		"originals/" + hash[:2] + "/" + hash + ".txt", "documents/" + orphan.ID + ".json", "plans/" + orphan.ID + ".json",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("half"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"notes of the user.txt", "documents/readme", "index/store"} {
		before[name] = "mine"
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := open(t, dir, false)
	if len(r.List()) != 1 {
		t.Errorf("a reader lists %v", r.List())
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	l = open(t, dir, true)
	if after := files(t, dir); !mapsEqual(before, after) {
		t.Errorf("files are %v, want %v", keys(after), keys(before))
	}
	put(t, l, "b.txt", "Hai", Card{})
}

func keys(m map[string]string) []string {
	var list []string
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}

// A document whose plan or original is gone is reported when it is read, and
// adding the file again repairs it.
func TestMissingFiles(t *testing.T) {
	for _, missing := range []string{"documents", "plans", "originals"} {
		dir := t.TempDir()
		l := open(t, dir, true)
		e := put(t, l, "a.txt", "Một", Card{})
		for name := range files(t, dir) {
			if strings.HasPrefix(name, missing) {
				if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
					t.Fatal(err)
				}
			}
		}
		_, err := l.Document(e.ID)
		if missing == "plans" {
			_, err = l.PlanBytes(e.ID)
		}
		if missing == "originals" {
			_, err = l.Original(e.ID)
		}
		if le, ok := errors.AsType[*LibraryError](err); !ok || !errors.Is(err, ErrMissing) || le.Hint == "" {
			t.Errorf("%s: error is %v", missing, err)
		}
		put(t, l, "a.txt", "Một", Card{})
		if _, ok := l.Find(e.Source.SHA256); !ok {
			t.Errorf("%s: adding again did not repair it", missing)
		}
	}
}

func TestDamagedFiles(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir, true)
	e := put(t, l, "a.txt", "Một", Card{})
	if err := os.WriteFile(l.originalPath(e.Source), []byte("Hai"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Original(e.ID); !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), "SHA-256") {
		t.Errorf("a changed original gives %v", err)
	}
	if err := os.WriteFile(l.documentPath(e.ID), []byte(`{"schema":"doichieu.document/9"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Document(e.ID); !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), "document/9") {
		t.Errorf("a document of another schema gives %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name   string
		files  map[string]string
		write  bool
		want   error
		reason string
	}{
		{"nothing there to read", nil, false, ErrNoLibrary, "there is no library"},
		{"a folder of other things, to write", map[string]string{"letter.txt": "x"}, true, ErrNoLibrary, "it is not a library"},
		{"documents without a manifest", map[string]string{"documents/0123456789ab.json": "{}"}, true, ErrNoLibrary, "it is not a library"},
		{"a newer format", map[string]string{"library.json": `{"format":"doichieu.library/2","entries":[]}`}, false, ErrFormat, `"doichieu.library/2"`},
		{"a newer format, to write", map[string]string{"library.json": `{"format":"doichieu.library/2"}`}, true, ErrFormat, `"doichieu.library/2"`},
		{"a manifest cut in half", map[string]string{"library.json": `{"format":"doichieu.libr`}, true, ErrMissing, "cannot be read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range tt.files {
				path := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			_, err := Open(t.Context(), dir, Options{Write: tt.write})
			le, ok := errors.AsType[*LibraryError](err)
			if !ok || !errors.Is(err, tt.want) || !strings.Contains(le.Reason, tt.reason) || le.Hint == "" {
				t.Errorf("error is %v, want %v with a hint", err, tt.want)
			}
			if got := files(t, dir); !mapsEqual(got, nonNilMap(tt.files)) {
				t.Errorf("the files changed to %v", got)
			}
			// A refused library is not left locked.
			if _, err := Open(t.Context(), dir, Options{Write: tt.write}); errors.Is(err, ErrLocked) {
				t.Error("it stays locked")
			}
		})
	}
}

func nonNilMap(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}

func TestResolve(t *testing.T) {
	l := open(t, t.TempDir(), true)
	a := put(t, l, "ke-hoach.pdf", "Một", Card{Number: "12/KH-UBND"})
	b := put(t, l, "ke-hoach.docx", "Hai", Card{Number: "12/KH-UBND"})
	c := put(t, l, "Nghị quyết.txt", "Ba", Card{Number: "7-NQ/TU"})
	d := put(t, l, "khong-so.txt", "Bốn", Card{})
	tests := []struct {
		ref, want string
		err       error
	}{
		{a.ID, a.ID, nil},
		{strings.ToUpper(a.ID), a.ID, nil},
		{b.ID[:8], b.ID, nil},
		{"ke-hoach.pdf", a.ID, nil},
		{"KE-HOACH.PDF", "", ErrNotFound},
		{"7-nq/tu", c.ID, nil},
		{"Nghị quyết.txt", c.ID, nil}, // decomposed, as macOS gives names
		{"Nghị quyết", c.ID, nil},
		{"khong-so", d.ID, nil},
		{"12/KH-UBND", "", ErrAmbiguous},
		{"ke-hoach", "", ErrAmbiguous},
		{a.ID[:2], "", ErrNotFound}, // too short to mean anything
		{"", "", ErrNotFound},
		{"../" + a.ID, "", ErrNotFound},
	}
	for _, tt := range tests {
		got, err := l.Resolve(tt.ref)
		if got != tt.want || !errors.Is(err, tt.err) {
			t.Errorf("Resolve(%q) is %q, %v; want %q, %v", tt.ref, got, err, tt.want, tt.err)
		}
	}
}
