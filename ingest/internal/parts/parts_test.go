package parts

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"
	"unicode/utf16"
)

func zipped(t *testing.T, content ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(content); i += 2 {
		w, err := z.Create(content[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestZip(t *testing.T) {
	z, err := OpenZip(zipped(t, `Word\Document.xml`, "<a><b>x</b></a>", "bomb.xml", strings.Repeat(" ", 32<<20), "bad.xml", "<a>"))
	if err != nil {
		t.Fatal(err)
	}
	n, err := z.XML("word/document.xml")
	if err != nil || n.Child("b").Content() != "x" || !z.Has("/word/DOCUMENT.xml") {
		t.Errorf("%+v, %v", n, err)
	}
	if n, err := z.XML("none.xml"); n != nil || err != nil {
		t.Errorf("a missing part: %v, %v", n, err)
	}
	if _, err := z.XML("bomb.xml"); !errors.Is(err, ErrLimit) {
		t.Errorf("a bomb: %v", err)
	}
	if _, err := z.XML("bad.xml"); !errors.Is(err, ErrDamaged) {
		t.Errorf("broken XML: %v", err)
	}
	if _, err := OpenZip([]byte("PK\x03\x04")); !errors.Is(err, ErrDamaged) {
		t.Errorf("no archive: %v", err)
	}
	many := make([]string, 0, 2*(maxEntries+1))
	for i := range maxEntries + 1 {
		many = append(many, fmt.Sprint(i), "")
	}
	if _, err := OpenZip(zipped(t, many...)); !errors.Is(err, ErrLimit) {
		t.Errorf("many parts: %v", err)
	}
}

// packed is an archive whose headers tell sizes, as office programs write them;
// sizes behind the bytes are what [zipped] writes.
func packed(t *testing.T, method uint16, content ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(content); i += 2 {
		var raw bytes.Buffer
		if method == zip.Deflate {
			w, _ := flate.NewWriter(&raw, flate.DefaultCompression)
			w.Write([]byte(content[i+1]))
			w.Close()
		} else {
			raw.WriteString(content[i+1])
		}
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: content[i], Method: method, CRC32: crc32.ChecksumIEEE([]byte(content[i+1])),
			CompressedSize64: uint64(raw.Len()), UncompressedSize64: uint64(len(content[i+1])),
		})
		if err != nil {
			t.Fatal(err)
		}
		w.Write(raw.Bytes())
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// headless is the archive without its list of parts.
func headless(data []byte) []byte { return data[:bytes.Index(data, []byte("PK\x01\x02"))] }

func TestRescue(t *testing.T) {
	var words strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&words, "<b>việc %d</b>", i*i)
	}
	long := "<a>" + words.String() + "</a>"
	content := []string{`Word\Other.xml`, "<o>PK</o>", "word/document.xml", long, "last.xml", "<c>x</c>"}
	whole, err := Parse([]byte(long))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"sizes in front, packed": packed(t, zip.Deflate, content...),
		"sizes in front, stored": packed(t, zip.Store, content...),
		"sizes behind, packed":   zipped(t, content...),
	} {
		z, err := OpenZip(headless(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, part := range []string{"word/document.xml", "word/other.xml", "last.xml"} {
			if n, err := z.XML(part); n == nil || err != nil {
				t.Errorf("%s: %s: %v, %v", name, part, n, err)
			}
		}
		if n, err := z.XML("word/document.xml"); err != nil || n.Content() != whole.Content() || !z.Rescued || z.Cut {
			t.Errorf("%s: %v, rescued %v, cut %v", name, err, z.Rescued, z.Cut)
		}
		// Cut in the middle: what stands before is read, and nothing made up.
		z, err = OpenZip(data[:len(data)/2])
		if err != nil {
			t.Errorf("%s, cut: %v", name, err)
			continue
		}
		n, err := z.XML("word/document.xml")
		if err != nil || !z.Cut || !strings.HasPrefix(whole.Content(), n.Content()) || len(n.Content()) < len(whole.Content())/5 || z.Has("last.xml") {
			t.Errorf("%s, cut: %v, cut %v, %d letters", name, err, z.Cut, len(n.Content()))
		}
	}
	// An archive that is whole is not rescued, even with a header inside a part.
	z, err := OpenZip(packed(t, zip.Store, "a.xml", "<a>PK\x03\x04"+strings.Repeat("x", 60)+"</a>", "b.xml", "<b/>"))
	if err != nil || z.Rescued || !z.Has("b.xml") {
		t.Errorf("whole: %v", err)
	}
	if z, err := OpenZip(headless(packed(t, zip.Store, "a.xml", string(packed(t, zip.Store, "b.xml", "<b/>"))))); err != nil || z.Has("b.xml") {
		t.Errorf("a part of an archive inside a part was taken: %v", err)
	}
	wrong := headless(packed(t, zip.Deflate, "a.xml", long))
	wrong[14] ^= 1 // of the checksum
	if z, err := OpenZip(wrong); err != nil {
		t.Error(err)
	} else if _, err := z.XML("a.xml"); !errors.Is(err, ErrDamaged) {
		t.Errorf("a wrong checksum: %v", err)
	}
	locked := headless(zipped(t, "a.xml", "<a/>"))
	locked[6] |= 1
	if _, err := OpenZip(locked); !errors.Is(err, ErrDamaged) {
		t.Errorf("encrypted parts only: %v", err)
	}
	if z, err := OpenZip(headless(zipped(t, "bomb.xml", strings.Repeat(" ", 80<<20)))); err != nil {
		t.Error(err)
	} else if _, err := z.XML("bomb.xml"); !errors.Is(err, ErrLimit) {
		t.Errorf("a bomb: %v", err)
	}
	many := make([]string, 0, 2*(maxEntries+2))
	for i := range maxEntries + 2 {
		many = append(many, fmt.Sprint(i), "")
	}
	if _, err := OpenZip(headless(zipped(t, many...))); !errors.Is(err, ErrLimit) {
		t.Errorf("many parts: %v", err)
	}
}

func FuzzRescue(f *testing.F) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create("word/document.xml")
	w.Write([]byte("<a><b>x</b></a>"))
	z.Close()
	f.Add(b.Bytes()[:b.Len()-30])
	f.Fuzz(func(t *testing.T, data []byte) {
		for name, e := range rescue(data) {
			if got, _, err := e.unpack(1000); len(got) > 1000 || err == nil && e.size() > int64(len(data)) {
				t.Fatalf("%s: %d bytes, %v", name, len(got), err)
			}
		}
	})
}

func TestParse(t *testing.T) {
	const w = `xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	n, err := Parse([]byte(`<?xml version="1.0" encoding="windows-1252"?><x:p ` + w + ` x:val="1" val="2"><x:r>a<y>b</y></x:r><z xmlns="urn:z"/></x:p>`))
	if err != nil {
		t.Fatal(err)
	}
	if n.Name != "w:p" || n.Attr("w:val") != "1" || n.Attr("val") != "2" || n.Child("w:r", "y").Content() != "b" || n.Content() != "ab" || n.Kids[1].Name != "other:z" {
		t.Errorf("%+v", n)
	}
	var none *Node
	if none.Attr("a") != "" || none.Child("a") != nil || none.Content() != "" {
		t.Error("no node has attributes, children or text")
	}
	var wide []byte
	for _, u := range utf16.Encode([]rune("\ufeff<a>ế</a>")) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	if n, err := Parse(wide); err != nil || n.Content() != "ế" {
		t.Errorf("UTF-16: %+v, %v", n, err)
	}
	for name, c := range map[string]struct {
		data string
		is   error
	}{
		"nested":   {strings.Repeat("<a>", maxDepth+2), ErrLimit},
		"entities": {`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, ErrDamaged},
		"no root":  {"<!-- a -->", ErrDamaged},
		"no end":   {"<a", ErrDamaged},
	} {
		if _, err := Parse([]byte(c.data)); !errors.Is(err, c.is) {
			t.Errorf("%s: %v, want %v", name, err, c.is)
		}
	}
}
