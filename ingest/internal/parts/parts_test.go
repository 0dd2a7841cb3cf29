package parts

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
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
