package ingest

import "testing"

func TestIsPDF(t *testing.T) {
	for data, want := range map[string]bool{
		"%PDF-1.7\n":                                            true,
		"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n":                     true,
		"1 0 obj\n<<>>\nendobj\nstartxref\n116\n%%EOF\n":        true,
		"1 0 obj\n<<>>\nendobj\r\nstartxref\r\n116\r\n%%EOF":    true,
		"The word\nstartxref\n116\nstands before the end %%EOF": false,
		"startxref and %%EOF":                                   false,
		"Kế hoạch số 12/KH":                                     false,
	} {
		if got := isPDF([]byte(data)); got != want {
			t.Errorf("%q: %v, want %v", data, got, want)
		}
	}
}
