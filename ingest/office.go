package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"doichieu/corpus"
	"doichieu/ingest/internal/docx"
)

// The binary Word format and rich text are read by way of LibreOffice, which
// turns them into DOCX with tables and the labels of lists; where it is not
// installed, catdoc gives the bare text. Both programs see a copy of the file
// in a folder of their own, which is gone afterwards.

// convertTime is how long a program may take. LibreOffice starts in a few
// seconds and reads a plan in less.
const convertTime = 2 * time.Minute

const hintOffice = "install LibreOffice (package libreoffice-writer) or, for the bare text, catdoc (package catdoc); or save the file as DOCX"

// errNoProgram says that a program is not installed.
var errNoProgram = errors.New("not installed")

const oleMark = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// utf16Name is the form in which a container of old Office files names its
// streams.
func utf16Name(s string) []byte { return []byte(strings.Join(strings.Split(s, ""), "\x00")) }

// isDOC looks for the stream that holds a Word document, whatever the file is
// called, or for that of a locked one.
func isDOC(data []byte) bool {
	return bytes.HasPrefix(data, []byte(oleMark)) && (bytes.Contains(data, utf16Name("WordDocument")) || bytes.Contains(data, []byte(docx.Encrypted)))
}

func isRTF(data []byte) bool { return bytes.HasPrefix(data, []byte(`{\rtf`)) }

func readDOC(ctx context.Context, name string, data []byte, o Options) (*corpus.Document, error) {
	if bytes.Contains(data, []byte(docx.Encrypted)) {
		return nil, &Error{File: name, Reason: "the file is locked with a password", Hint: "open it with its password and save it without one", Err: ErrEncrypted}
	}
	return readByOffice(ctx, name, "in.doc", data, o)
}

func readRTF(ctx context.Context, name string, data []byte, o Options) (*corpus.Document, error) {
	return readByOffice(ctx, name, "in.rtf", data, o)
}

// readByOffice converts the file and reads the result; as is the name, with the
// extension of its format, under which the programs see it.
func readByOffice(ctx context.Context, name, as string, data []byte, o Options) (*corpus.Document, error) {
	if o.Announce != nil {
		o.Announce(convertTime)
	}
	dir, err := os.MkdirTemp("", "doichieu-")
	if err != nil {
		return nil, &Error{File: name, Reason: "no folder for the conversion: " + reason(err), Err: err}
	}
	defer os.RemoveAll(dir)
	in := filepath.Join(dir, as)
	if err := os.WriteFile(in, data, 0o600); err != nil {
		return nil, &Error{File: name, Reason: "no copy for the conversion: " + reason(err), Err: err}
	}
	out, err := byLibreOffice(ctx, dir, in)
	if err == nil {
		doc, err := readDOCX(ctx, name, out)
		return converted(doc, "LibreOffice"), err
	}
	text, textErr := byCatdoc(ctx, dir, in)
	if textErr == nil {
		doc, err := readText(ctx, name, text)
		return converted(doc, "catdoc: tables and the labels of lists may be missing"), err
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if errors.Is(err, errNoProgram) {
		err = textErr
	}
	if errors.Is(err, errNoProgram) {
		return nil, &Error{File: name, Reason: "no program is installed that reads this format", Hint: hintOffice, Err: ErrUnknownFormat}
	}
	return nil, &Error{File: name, Reason: "the file cannot be converted: " + err.Error(), Hint: hintOffice, Err: ErrDamaged}
}

// converted adds the note on the conversion.
func converted(doc *corpus.Document, by string) *corpus.Document {
	if doc != nil {
		doc.Notes = append(doc.Notes, corpus.Note{Code: NoteConverted, Severity: corpus.Info, Message: "the file was converted by " + by})
	}
	return doc
}

// byLibreOffice converts a file to DOCX.
func byLibreOffice(ctx context.Context, dir, in string) ([]byte, error) {
	program := lookup("soffice", "libreoffice")
	if program == "" {
		return nil, errNoProgram
	}
	if err := withoutWriter(program); err != nil {
		return nil, fmt.Errorf("%w: %w", errNoProgram, err)
	}
	profile := filepath.Join(dir, "profile")
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o700); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(officeProfile), 0o600); err != nil {
		return nil, err
	}
	at := url.URL{Scheme: "file", Path: filepath.ToSlash(profile)}
	said, err := run(ctx, dir, program, "-env:UserInstallation="+at.String(), "--headless", "--norestore", "--nolockcheck",
		"--nodefault", "--nofirststartwizard", "--convert-to", "docx", "--outdir", dir, in)
	if err != nil {
		return nil, err
	}
	// The program's exit code says nothing of the file.
	out := strings.TrimSuffix(in, filepath.Ext(in)) + ".docx"
	data, err := readLimited(out)
	if err != nil {
		if strings.Contains(string(said), "no export filter") {
			return nil, fmt.Errorf("%w: %w", errNoProgram, errNoWriter)
		}
		return nil, errors.New("it wrote no document")
	}
	return data, nil
}

// errNoWriter says that LibreOffice is there, but its word processor is not: other
// packages bring the rest of it alone.
var errNoWriter = errors.New("the part of libreoffice for texts (libreoffice-writer) is not installed")

// withoutWriter is errNoWriter where the library of the word processor is missing
// beside the program. Of a program that stands elsewhere than the others of
// LibreOffice, a script that starts it, nothing is known.
func withoutWriter(program string) error {
	real, err := filepath.EvalSymlinks(program)
	if err != nil {
		return nil
	}
	there := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool {
			_, err := os.Stat(filepath.Join(filepath.Dir(real), name))
			return err == nil
		})
	}
	if there("soffice.bin") && !there("libswlo.so", "swlo.dll", "libswlo.dylib", filepath.Join("..", "Frameworks", "libswlo.dylib")) {
		return errNoWriter
	}
	return nil
}

// officeProfile keeps LibreOffice from running macros and from the network: its
// proxy is a place where nothing listens.
const officeProfile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
`

// byCatdoc gives the bare text of a file, a paragraph a line.
func byCatdoc(ctx context.Context, dir, in string) ([]byte, error) {
	program := lookup("catdoc")
	if program == "" {
		return nil, errNoProgram
	}
	// Its own tables leave out the soft hyphen, in place of which TCVN3 has a
	// letter; so it gets tables that keep it.
	for name, content := range map[string]string{
		".catdocrc": "map_path=" + dir + "\n", "kept.specchars": "001C \"\\t\"\n001E \"\\n\"\n00AD \"\u00ad\"\n", "kept.replchars": "00A0 \" \"\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			return nil, err
		}
	}
	out, err := run(ctx, dir, program, "-d", "utf-8", "-f", "kept", "-w", in)
	if err == nil && len(bytes.TrimSpace(out)) == 0 {
		err = errors.New("it wrote no text")
	}
	return out, err
}

// lookup is the path of the first of the programs that is installed.
func lookup(programs ...string) string {
	for _, p := range programs {
		if path, err := exec.LookPath(p); err == nil {
			return path
		}
	}
	return ""
}

// run runs a program in dir, with nothing of this program's surroundings but
// the search path, and returns what it writes. It ends with all that it started
// when the time is over or ctx is done.
func run(ctx context.Context, dir, program string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, convertTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "TMPDIR=" + dir, "LC_ALL=C.UTF-8", "SAL_USE_VCLPLUGIN=svp",
		"http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9",
	}
	if root := os.Getenv("SYSTEMROOT"); root != "" { // without it Windows starts nothing
		cmd.Env = append(cmd.Env, "SYSTEMROOT="+root)
	}
	var out limitedBuffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if strings.HasPrefix(filepath.Base(program), "catdoc") {
		cmd.Stderr = io.Discard
	}
	cmd.WaitDelay = time.Second
	endTogether(cmd)
	err := cmd.Run()
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, fmt.Errorf("it took longer than %v", convertTime)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", filepath.Base(program), err)
	}
	return out.Bytes(), nil
}

// limitedBuffer keeps the first MaxSize bytes that are written to it.
type limitedBuffer struct{ bytes.Buffer }

// Write keeps what there is room for and takes the rest without keeping it.
func (b *limitedBuffer) Write(p []byte) (int, error) {
	if room := MaxSize - b.Len(); room > 0 {
		b.Buffer.Write(p[:min(len(p), room)])
	}
	return len(p), nil
}

// readLimited reads a file of at most MaxSize bytes.
func readLimited(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err == nil && len(data) > MaxSize {
		err = errors.New("too large")
	}
	return data, err
}
