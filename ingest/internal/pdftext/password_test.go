package pdftext

import (
	"bytes"
	"crypto/md5"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doichieu/ingest/internal/pdftext/pdftest"
)

// TestPasswords: the generated cases that are locked open with their password
// and with no other; one that is not locked needs none.
func TestPasswords(t *testing.T) {
	const cases = "../../../../shared/cases/pdf"
	for name, free := range map[string]bool{"enc-aes128-user": false, "enc-aes256-user": false, "enc-aes128-empty": true, "lo-pdf17-s": true} {
		data, err := os.ReadFile(filepath.Join(cases, name+".pdf"))
		if err != nil {
			t.Skipf("the generated cases are not there: %v", err)
		}
		for password, want := range map[string]error{"": ErrEncrypted, "user": nil, "User": ErrPassword, "user ": ErrPassword, "own": nil, "owner": ErrPassword} {
			if free {
				want = nil
			}
			f, err := OpenLocked(data, password, DefaultLimits())
			if !errors.Is(err, want) || (err == nil) != (want == nil) {
				t.Errorf("%s with %q: error %v, want %v", name, password, err, want)
			} else if err == nil && f.Page(1).Shown < 100 {
				t.Errorf("%s with %q: the page shows %d letters", name, password, f.Page(1).Shown)
			}
		}
	}
}

// The password of the owner gives the same key as the one that opens the file, in
// every revision; the files are those of TestDecrypt.
func TestOwnerPassword(t *testing.T) {
	for name, user := range map[string]string{
		"rc4-40": "", "rc4-128": "", "aes-128": "", "aes-128-metadata": "", "aes-128-objstm": "", "aes-256": "", "aes-256-r5": "",
		"user-rc4-40": "user", "user-aes-128": "user", "user-aes-256": "user",
	} {
		data, err := os.ReadFile(filepath.Join("testdata", name+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		entries, trailer, err := readChain(data, DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		d := decrypter{data: data, entries: entries}
		e, id := d.resolve(trailer.get("Encrypt"), maxHeader), trailer.get("ID")
		want, err := newCipher(e, id, user)
		if err != nil {
			t.Errorf("%s: the password that opens it: %v", name, err)
			continue
		}
		got, err := newCipher(e, id, "own")
		if err != nil || !bytes.Equal(got.key, want.key) {
			t.Errorf("%s: the password of the owner: %v", name, err)
		}
		for _, wrong := range []string{"Own", "own ", "user2"} {
			if _, err := newCipher(e, id, wrong); !errors.Is(err, ErrPassword) {
				t.Errorf("%s with %q: error %v", name, wrong, err)
			}
		}
	}
}

// encrypted is a file of these objects that says it is encrypted with RC4 and
// that the empty password opens it.
func encrypted(objects map[int]string) []byte {
	o := strings.Repeat("o", 32)
	sum := md5.Sum([]byte(passwordPad + o + "\x00\x00\x00\x00" + "id"))
	u := rc4Of(sum[:5], []byte(passwordPad))
	return pdftest.Assemble(objects, fmt.Sprintf("/Root 1 0 R/ID[(id)(id)]/Encrypt<</Filter/Standard/V 1/R 2/P 0/O(%s)/U<%x>>>", o, u))
}

// What a hostile file costs: objects inside of each other, a length that each
// stream refers to, numbers without end, references in a circle. Where the cost
// grows with the square of the objects, the test does not end in its time.
func TestDecryptHostile(t *testing.T) {
	page := map[int]string{1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Count 1/Kids[3 0 R]>>", 3: "<</Type/Page/MediaBox[0 0 99 99]>>"}
	with := func(n int, body func(i int) string) map[int]string {
		all := map[int]string{}
		for k, v := range page {
			all[k] = v
		}
		for i := 4; i < n+4; i++ {
			all[i] = body(i)
		}
		return all
	}
	for _, c := range []struct {
		name    string
		objects map[int]string
		overlap bool
	}{
		{"sound", with(3, func(int) string { return pdftest.Stream("", "abc") }), false},
		{"streams without an end", with(40_000, func(int) string { return "<</Length 9>>stream" }), true},
		{"cross-reference streams without an end", with(40_000, func(int) string { return "<</Type/XRef>>stream" }), false},
		{"a length that is a large object", with(20_000, func(i int) string {
			if i == 4 {
				return "[" + strings.Repeat("[1] ", 500_000) + "]"
			}
			return "<</Length 4 0 R>>stream\na\nendstream"
		}), false},
		{"lengths in a circle", with(2, func(i int) string { return fmt.Sprintf("<</Length %d 0 R>>stream\na\nendstream", 9-i) }), false},
		{"a length that is itself", with(1, func(int) string { return "4 0 R" }), false},
	} {
		data := encrypted(c.objects)
		opened, locked, err := decrypt(data, "", DefaultLimits())
		if !locked || errors.Is(err, errOverlap) != c.overlap || !c.overlap && err != nil {
			t.Errorf("%s: encrypted %v, error %v", c.name, locked, err)
		}
		if len(opened) > 5*len(data)+2<<20 {
			t.Errorf("%s: %d bytes became %d", c.name, len(data), len(opened))
		}
		if _, err := OpenLocked(data, "", DefaultLimits()); err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: opening it: %v", c.name, err)
		}
	}
	// A number that the file has no room for costs no table.
	data := bytes.Replace(encrypted(page), []byte("trailer"), []byte("8000000 1\n0000000009 00000 n \ntrailer"), 1)
	if opened, _, err := decrypt(data, "", DefaultLimits()); err == nil && len(opened) > 1<<20 {
		t.Errorf("a huge number: %d bytes", len(opened))
	}
	data = bytes.Replace(data, []byte("0000000009 00000 n \ntrailer"), []byte("9999999999 00000 n \ntrailer"), 1)
	if opened, _, err := decrypt(data, "", DefaultLimits()); err == nil {
		t.Errorf("an object outside of the file: %d bytes", len(opened))
	}
}
