package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// rtfSample is rich text with an invented plan: a heading, a list with labels
// that Word would compute, and fonts of TCVN3, VNI and VISCII.
const rtfSample = `{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times New Roman;}{\f1 .VnTime;}{\f2 VNI-Times;}{\f3 .VnTimeH;}{\f4 VI Times;}}
\pard\f3 kÕ ho¹ch\par
\pard\f1 ñy ban nh©n d©n tØnh t\'ad ph¸p.\par
\pard\f4 Hµi ð°ng nhân dân tïnh.\par
\pard\f2 UÛy ban nhaân daân tænh.\par
\trowd\cellx3000\cellx6000\pard\intbl\f0 C\u417?\cell Vi\u7879?c\cell\row
\trowd\cellx3000\cellx6000\pard\intbl\f0 S\u7903? Y t\u7871?\cell R\'e0 so\'e1t\cell\row
\pard\f0 H\u7871?t.\par}`

// rtfBytes is the sample in the bytes of Latin-1.
func rtfBytes() []byte {
	var b []byte
	for _, r := range rtfSample {
		b = append(b, byte(r))
	}
	return b
}

// requireProgram skips the test where the program is not installed, unless all
// must be.
func requireProgram(t *testing.T, program string) {
	t.Helper()
	if lookup(program) != "" {
		return
	}
	if os.Getenv("DOICHIEU_REQUIRE_TOOLS") == "1" {
		t.Fatal(program + " is not installed, and DOICHIEU_REQUIRE_TOOLS=1 requires it")
	}
	t.Skip(program + " is not installed")
}

func TestReadRTF(t *testing.T) {
	requireProgram(t, "lowriter")
	doc := readBytes(t, "mau.rtf", rtfBytes())
	want := "h KẾ HOẠCH\np ủy ban nhân dân tỉnh tư pháp.\np Hội đồng nhân dân tỉnh.\np Ủy ban nhân dân tỉnh.\nt Cơ⇥Việc↵Sở Y tế⇥Rà soát\np Hết.\n"
	if got := outline(doc); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if doc.Source.Format != "rtf" || !hasNote(doc, NoteConverted) || !hasNote(doc, NoteDecoded) {
		t.Errorf("format %s, notes %v", doc.Source.Format, doc.Notes)
	}
}

// A Word document of the old format is recognised whatever it is called.
func TestReadDOC(t *testing.T) {
	requireProgram(t, "lowriter")
	dir := t.TempDir()
	in := filepath.Join(dir, "mau.rtf")
	if err := os.WriteFile(in, rtfBytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := run(context.Background(), dir, lookup("soffice"), "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/p", "--headless", "--convert-to", "doc", "--outdir", dir, in); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "mau.doc"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Read(context.Background(), "mau.docx", data)
	if err != nil {
		t.Fatal(err)
	}
	if got := outline(doc); doc.Source.Format != "doc" || !strings.Contains(got, "p Ủy ban nhân dân tỉnh.\nt Cơ⇥Việc↵Sở Y tế⇥Rà soát\n") {
		t.Errorf("%s: got\n%s", doc.Source.Format, got)
	}
	requireProgram(t, "catdoc")
	onlyProgram(t, "catdoc")
	doc, err = Read(context.Background(), "mau.doc", data)
	if err != nil {
		t.Fatal(err)
	}
	if got := doc.Text; !strings.Contains(got, "Sở Y tế") || !strings.Contains(got, "Hết.") {
		t.Errorf("by catdoc: got\n%s", got)
	}
}

// onlyProgram lets the search path find one program only.
func onlyProgram(t *testing.T, program string) {
	t.Helper()
	dir := t.TempDir()
	if program != "" {
		if err := os.Symlink(lookup(program), filepath.Join(dir, program)); err != nil {
			t.Skip(err)
		}
	}
	t.Setenv("PATH", dir)
}

// fakeOffice puts a script in place of LibreOffice.
func fakeOffice(t *testing.T, script string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the stand-in is a shell script")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "soffice"), []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":/bin:/usr/bin")
	if lookup("catdoc") != "" {
		t.Setenv("PATH", dir)
	}
}

func TestOfficeErrors(t *testing.T) {
	old := []byte(oleMark + "W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00")
	check := func(name string, ctx context.Context, is error, says string) {
		t.Helper()
		_, err := Read(ctx, "a.doc", old)
		var e *Error
		if !errors.Is(err, is) {
			t.Errorf("%s: error %v, want %v", name, err, is)
		} else if errors.As(err, &e) && (!strings.Contains(err.Error(), says) || !strings.Contains(e.Hint, "libreoffice-writer") || !strings.Contains(e.Hint, "catdoc")) {
			t.Errorf("%s: %v; hint %s", name, err, e.Hint)
		}
	}
	onlyProgram(t, "")
	check("no program", context.Background(), ErrUnknownFormat, "installed")
	fakeOffice(t, "echo Error: no export filter for out.docx found\n")
	check("only a part of LibreOffice", context.Background(), ErrUnknownFormat, "installed")
	fakeOffice(t, "exit 1\n")
	check("it fails", context.Background(), ErrDamaged, "converted")
	fakeOffice(t, "exit 0\n")
	check("it writes nothing", context.Background(), ErrDamaged, "no document")
	// All that the program started ends with it.
	sleep := lookupIn("sleep", "/bin", "/usr/bin")
	if sleep == "" {
		t.Skip("there is no sleep")
	}
	fakeOffice(t, sleep+" 60 & "+sleep+" 60\n")
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	start := time.Now()
	check("it hangs", ctx, context.DeadlineExceeded, "")
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("it took %v to end", took)
	}
}

func lookupIn(program string, dirs ...string) string {
	for _, d := range dirs {
		if path := filepath.Join(d, program); lookup(path) != "" {
			return path
		}
	}
	return ""
}
