package blevedb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"doichieu/index/engine"
)

// TestMain silences Bleve, which reports damage to the standard log.
func TestMain(m *testing.M) {
	log.SetOutput(io.Discard)
	os.Exit(m.Run())
}

var testOptions = engine.Options{
	Schema:      engine.Schema{"words": engine.Terms, "place": engine.Counted},
	Fingerprint: "test", Wait: time.Second,
}

func group(name string, texts ...string) engine.Change {
	g := engine.Group{Name: name}
	for i, text := range texts {
		g.Docs = append(g.Docs, engine.Doc{
			Fields: map[string][]string{"words": strings.Fields(text), "place": {"Nơi " + name}},
			Stored: fmt.Appendf(nil, "%s %d %s", name, i, text),
		})
	}
	return engine.Change{Group: g}
}

// small is an index of two groups in several segments, some with documents
// deleted.
func small(t *testing.T) (path string) {
	t.Helper()
	ctx := context.Background()
	path = filepath.Join(t.TempDir(), "index")
	e, err := Driver{}.Create(path, testOptions)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []engine.Change{
		group("p1", "rà soát đất đai", "hỗ trợ hộ nghèo", "bảo vệ môi trường", "tuyên truyền"),
		group("p2", "rà soát hộ nghèo", "đào tạo nghề", "giải tỏa lấn chiếm"),
		group("p1", "rà soát đất đai", "hỗ trợ hộ nghèo", "bảo vệ môi trường"),
	} {
		if _, err := e.Apply(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// answer is all that an index says of two requests.
func answer(t *testing.T, e engine.Engine) string {
	t.Helper()
	var out []string
	for _, match := range []engine.Node{nil, engine.Or(engine.Term{Field: "words", Text: "soát", Weight: 1}, engine.Term{Field: "words", Text: "hộ", Weight: 2})} {
		r, err := e.Search(context.Background(), engine.Request{Match: match, Limit: 20, Facets: []string{"place"}, Stored: true})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%q %v", fmt.Sprintf("%+v", r.Hits), r.Facets))
	}
	return strings.Join(out, "\n")
}

// TestFlippedBytes flips bytes all over the files of an index. Each must be
// noticed, or change no answer; in a segment, all must be noticed.
func TestFlippedBytes(t *testing.T) {
	dir := small(t)
	reader := testOptions
	reader.ReadOnly = true
	e, err := Driver{}.Open(dir, reader)
	if err != nil {
		t.Fatal(err)
	}
	want := answer(t, e)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(dir, "store", "root.bolt")
	segments, err := lastSegments(root, time.Second)
	if err != nil || len(segments) == 0 {
		t.Fatalf("segments %q, %v", segments, err)
	}
	for i, name := range segments {
		segments[i] = filepath.Join(filepath.Dir(root), name)
	}
	noticed, harmless := 0, 0
	for _, path := range append(segments, root, filepath.Join(dir, "index_meta.json")) {
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var places []int // the root file has empty pages
		for at, b := range whole {
			if b != 0 {
				places = append(places, at)
			}
		}
		for i := 0; i < len(places); i += max(1, len(places)/60) {
			at := places[i]
			flipped := slices.Clone(whole)
			flipped[at] ^= 0x10
			if err := os.WriteFile(path, flipped, 0o600); err != nil {
				t.Fatal(err)
			}
			e, err := Driver{}.Open(dir, reader)
			if err != nil {
				if !errors.Is(err, engine.ErrCorrupt) && !errors.Is(err, engine.ErrStale) {
					t.Errorf("%s, byte %d: %v", filepath.Base(path), at, err)
				}
				noticed++
				continue
			}
			harmless++
			if got := answer(t, e); got != want {
				t.Errorf("%s, byte %d: another answer without a word", filepath.Base(path), at)
			}
			if strings.HasSuffix(path, ".zap") {
				t.Errorf("%s, byte %d was not noticed", filepath.Base(path), at)
			}
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if noticed < harmless {
		t.Errorf("%d noticed, %d without effect", noticed, harmless)
	}
}

// TestSegmentGone takes away each of the segments that are in use, alone.
func TestSegmentGone(t *testing.T) {
	dir := small(t)
	segments, err := lastSegments(filepath.Join(dir, "store", "root.bolt"), time.Second)
	if err != nil || len(segments) == 0 {
		t.Fatalf("segments %q, %v", segments, err)
	}
	for _, name := range segments {
		copied := filepath.Join(t.TempDir(), "index")
		if err := errors.Join(os.CopyFS(copied, os.DirFS(dir)), os.Remove(filepath.Join(copied, "store", name))); err != nil {
			t.Fatal(err)
		}
		for _, readOnly := range []bool{true, false} {
			o := testOptions
			o.ReadOnly = readOnly
			if _, err := (Driver{}).Open(copied, o); !errors.Is(err, engine.ErrCorrupt) {
				t.Errorf("%s gone, reading only: %v: %v", name, readOnly, err)
			}
		}
	}
}

// TestLostDocuments takes a document out behind the back of the index, alone and
// with another one, twice there, in its place.
func TestLostDocuments(t *testing.T) {
	for _, instead := range []bool{false, true} {
		dir := small(t)
		e, err := Driver{}.Open(dir, testOptions)
		if err != nil {
			t.Fatal(err)
		}
		b := e.(*index).bleve
		batch := b.NewBatch()
		batch.Delete(docID(engine.Ref{Group: "p2", At: 1}))
		if instead {
			again := newDocument("again", newField(fieldKind, engine.Values, []string{kindDoc}), newField(fieldGroup, engine.Values, []string{"p1"}))
			if err := batch.IndexAdvanced(again); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(b.Batch(batch), e.Close()); err != nil {
			t.Fatal(err)
		}
		if _, err := (Driver{}).Open(dir, testOptions); !errors.Is(err, engine.ErrCorrupt) {
			t.Errorf("instead: %v: %v", instead, err)
		}
	}
}

// TestOlderMapping opens an index whose description is that of other fields.
func TestOlderMapping(t *testing.T) {
	dir := small(t)
	o := testOptions
	o.Fingerprint = "older"
	if _, err := (Driver{}).Open(dir, o); !errors.Is(err, engine.ErrStale) {
		t.Errorf("another fingerprint: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "index_meta.json"), []byte(`{"storage":"boltdb","index_type":"upside_down"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := (Driver{}).Open(dir, testOptions); !errors.Is(err, engine.ErrCorrupt) {
		t.Errorf("the description of another kind of index: %v", err)
	}
}

// TestRightsAreNoDamage holds that missing rights are not taken for damage.
func TestRightsAreNoDamage(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("the superuser may read everything")
	}
	dir := small(t)
	if err := os.Chmod(filepath.Join(dir, "store", "root.bolt"), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := (Driver{}).Open(dir, testOptions); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("reading: %v", err)
	}
}

// TestSettled leaves one segment behind.
func TestSettled(t *testing.T) {
	ctx := context.Background()
	dir := small(t)
	e, err := Driver{}.Open(dir, testOptions)
	if err != nil {
		t.Fatal(err)
	}
	want := answer(t, e)
	if err := errors.Join(e.Settle(ctx), e.Close()); err != nil {
		t.Fatal(err)
	}
	segments, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	if err != nil || len(segments) != 1 {
		t.Errorf("segments %q, %v", segments, err)
	}
	for _, readOnly := range []bool{true, false} {
		o := testOptions
		o.ReadOnly = readOnly
		if e, err = (Driver{}).Open(dir, o); err != nil {
			t.Fatal(err)
		}
		if got := answer(t, e); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
		if !readOnly {
			if _, err := e.Apply(ctx, group("p3", "thêm một việc")); err != nil {
				t.Error(err)
			}
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
