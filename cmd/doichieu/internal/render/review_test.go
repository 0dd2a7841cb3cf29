package render

import (
	"bytes"
	"testing"
)

// A sheet is read as it was written, in both forms and languages.
func TestReviewRoundTrip(t *testing.T) {
	var line ReviewLine
	line[ReviewKind], line[ReviewText1], line[ReviewAnchor1] = "pair", "một việc; hai việc", "0123 45 II/1"
	line[ReviewGiven] = "2026-01-31"
	for _, lang := range Languages() {
		var x, c bytes.Buffer
		if err := WriteReviewXLSX(&x, ReviewSheet{Lines: []ReviewLine{line}, Choices: map[string][]string{"pair": {"same"}}}, lang); err != nil {
			t.Fatal(err)
		}
		if err := WriteReviewCSV(&c, []ReviewLine{line}, lang); err != nil {
			t.Fatal(err)
		}
		for _, data := range [][]byte{x.Bytes(), c.Bytes()} {
			got, err := ReadReview(data)
			if err != nil || len(got) != 1 || got[0].ReviewLine != line || got[0].At[ReviewDecision] != "M2" {
				t.Errorf("%s: %v, %v", lang, got, err)
			}
		}
	}
}

func FuzzReadReview(f *testing.F) {
	var c bytes.Buffer
	if err := WriteReviewCSV(&c, []ReviewLine{{}}, "vi"); err != nil {
		f.Fatal(err)
	}
	f.Add(c.Bytes())
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, b []byte) {
		lines, err := ReadReview(b)
		if err != nil && lines != nil {
			t.Errorf("lines beside the error %v", err)
		}
	})
}
