package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/go-pdf/fpdf"

	"doichieu/ingest"
)

// TestNotices: notices are taken out of what a reader writes, in whatever pieces
// it comes, and nothing else is.
func TestNotices(t *testing.T) {
	const answer = `{"document":{"text":"{\"seconds\":1}"}}` + "\n"
	for name, c := range map[string]struct {
		said, want string
		more       []time.Duration
	}{
		"none":           {answer, answer, nil},
		"two":            {"{\"seconds\":120}\n{\"seconds\":60}\n" + answer, answer, []time.Duration{2 * time.Minute, time.Minute}},
		"too much":       {"{\"seconds\":99999999}\n" + answer, answer, []time.Duration{workerPageTime}},
		"nothing":        {"{\"seconds\":0}\n" + answer, answer, nil},
		"behind":         {answer + "{\"seconds\":5}\n", answer + "{\"seconds\":5}\n", nil},
		"no number":      {"{\"seconds\":x}\n" + answer, "{\"seconds\":x}\n" + answer, nil},
		"without an end": {"{\"seconds\":" + strings.Repeat("1", 100), "{\"seconds\":" + strings.Repeat("1", 100), nil},
	} {
		for _, size := range []int{1, 7, 1000} {
			var got bytes.Buffer
			var more []time.Duration
			f := &noticeFilter{to: &got, more: func(d time.Duration) { more = append(more, d) }}
			for rest := c.said; rest != ""; {
				n := min(size, len(rest))
				if k, err := f.Write([]byte(rest[:n])); k != n || err != nil {
					t.Fatalf("%s: wrote %d, %v", name, k, err)
				}
				rest = rest[n:]
			}
			if got.String() != c.want || len(more) != len(c.more) {
				t.Fatalf("%s in pieces of %d: passes %q and gives %v, want %q and %v", name, size, &got, more, c.want, c.more)
			}
			for i, d := range c.more {
				if more[i] != d {
					t.Errorf("%s: gives %v, want %v", name, more, c.more)
				}
			}
		}
	}
}

// TestNoticesEnd: a reader does not get time for ever.
func TestNoticesEnd(t *testing.T) {
	given := 0
	f := &noticeFilter{to: new(bytes.Buffer), more: func(time.Duration) { given++ }}
	for range workerPages + 10 {
		if _, err := f.Write([]byte("{\"seconds\":1}\n")); err != nil {
			t.Fatal(err)
		}
	}
	if given != workerPages {
		t.Errorf("time was given %d times, want %d", given, workerPages)
	}
}

// TestPassword: a locked file opens with its password, from the flag or the
// environment, and no message shows it.
func TestPassword(t *testing.T) {
	locked := fpdf.New("P", "mm", "A4", "")
	locked.SetProtection(fpdf.CnProtectPrint, "bi-mat", "owner")
	locked.AddPage()
	locked.SetFont("Helvetica", "", 12)
	locked.Cell(40, 10, "Ke hoach so 12")
	var data bytes.Buffer
	if err := locked.Output(&data); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		env  string
		want string // on standard output, or error
	}{
		{[]string{"--password", "bi-mat"}, "", "Ke hoach so 12"},
		{[]string{"--password", "owner"}, "", "Ke hoach so 12"},
		{nil, "bi-mat", "Ke hoach so 12"},
		{[]string{"--password", "bi-mat"}, "khac", "Ke hoach so 12"}, // the flag wins
		{nil, "", "locked with a password"},
		{[]string{"--password", "khac-di"}, "", "the password does not open it"},
	} {
		var out, said bytes.Buffer
		env := func(name string) string {
			return map[string]string{passwordEnv: c.env, ocrCacheEnv: cacheOff}[name]
		}
		s := streams{bytes.NewReader(data.Bytes()), &out, &said}
		run(t.Context(), s, env, append([]string{"text", "-"}, c.args...))
		if !strings.Contains(out.String()+said.String(), c.want) {
			t.Errorf("%v, environment %q: %s%s", c.args, c.env, &out, &said)
		}
		for _, secret := range []string{"bi-mat", "khac"} {
			if strings.Contains(out.String()+said.String(), secret) {
				t.Errorf("%v shows the password: %s%s", c.args, &out, &said)
			}
		}
	}
	_, err := readDocument(t.Context(), "a.pdf", data.Bytes(), ingest.Options{Password: "khac"})
	if ingest.CauseName(err) != "password" {
		t.Errorf("error %v crosses the border as %q", err, ingest.CauseName(err))
	}
}
