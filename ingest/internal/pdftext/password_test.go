package pdftext

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
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
		for password, want := range map[string]error{"": ErrEncrypted, "user": nil, "User": ErrPassword, "user ": ErrPassword} {
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
