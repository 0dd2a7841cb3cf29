package pdftext

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"doichieu/ingest/internal/pdftext/pdftest"
)

// TestOpenLast: a file comes back from the other library with the same words,
// and what it cannot read, or not in time, is damaged.
func TestOpenLast(t *testing.T) {
	// Fonts that it finds faulty it leaves out, which must be seen.
	page := &pdftest.Page{}
	page.Text(100, 100, 12, "Kế hoạch số 12")
	plain := pdftest.File(page)
	f, err := OpenLast(plain, "", DefaultLimits())
	if err != nil || f.Page(1).Shown == 0 || f.Broken == 0 {
		t.Errorf("a font is missing and nothing tells of it: %v", err)
	}
	for name, data := range map[string][]byte{
		"nothing": nil, "no PDF": []byte("%PDF-1.7\nno objects"), "no catalog": bytes.Replace(plain, []byte("/Root"), []byte("/Toor"), 1),
	} {
		if f, err := OpenLast(data, "", DefaultLimits()); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v, %v", name, f, err)
		}
	}
	const odd = "../../../../shared/odd/"
	sound, err := os.ReadFile(odd + "J-F-Liu+lopdf__52b24b16af47.pdf")
	if err != nil {
		t.Skipf("the odd files are not there: %v", err)
	}
	f, err = OpenLast(sound, "", DefaultLimits())
	if err != nil || f.Pages() != 1 || f.Page(1).Shown != 11 || f.Broken != 0 || len(f.Repairs) == 0 {
		t.Fatalf("%+v, %v", f, err)
	}
	endless, err := os.ReadFile(odd + "mozilla+pdf.js__9470dcd44dfd.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if f, err := OpenLast(endless, "", DefaultLimits()); !errors.Is(err, ErrDamaged) {
		t.Errorf("an endless file: %v, %v", f, err)
	}
}
