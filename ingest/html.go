package ingest

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
	textunicode "golang.org/x/text/encoding/unicode"

	"doichieu/corpus"
	"doichieu/corpus/vn"
	"doichieu/ingest/internal/letters"
	"doichieu/ingest/internal/webpage"
)

// isHTML wants the page's own opening tags, not tags somewhere in a text.
func isHTML(data []byte) bool {
	head := data[:min(len(data), 2048)]
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		head = bytes.ReplaceAll(head[2:], []byte{0}, nil)
	}
	head = bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	if bytes.HasPrefix(head, []byte("<?xml")) || bytes.HasPrefix(head, []byte("<!--")) {
		return bytes.Contains(head, []byte("<html"))
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<meta"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return true
		}
	}
	return false
}

// maxPage is the size of the largest page that is read, in bytes: its tree
// takes many times as much.
const maxPage = 32 << 20

// readHTML reads the document on a web page. Package webpage finds it.
func readHTML(_ context.Context, name string, data []byte) (*corpus.Document, error) {
	if len(data) > maxPage {
		return nil, &Error{
			File: name, Reason: fmt.Sprintf("the web page is larger than %d MiB", maxPage>>20),
			Hint: "save it without its pictures, or as PDF", Err: ErrUnknownFormat,
		}
	}
	text, from := decodeHTML(data)
	source, err := webpage.Read(text)
	if err != nil {
		return nil, &Error{
			File: name, Reason: "the web page is damaged: " + err.Error(),
			Hint: "open it in a browser and save it as PDF", Err: ErrDamaged,
		}
	}
	doc, err := readFlow(name, "HTML", source)
	if err == nil && from != "" {
		doc.Notes = append(doc.Notes, corpus.Note{Code: NoteDecoded, Severity: corpus.Info, Message: "the text was decoded from " + from})
	}
	return doc, err
}

// decodeHTML decodes a page. What its bytes are counts more than what it says
// of them: pages in UTF-8 often name another encoding, and pages in TCVN3 or
// VNI have no name for theirs. from is the encoding where it is not UTF-8.
func decodeHTML(data []byte) (text, from string) {
	data, bom := bytes.CutPrefix(data, []byte("\xef\xbb\xbf"))
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		if out, err := textunicode.UTF16(textunicode.LittleEndian, textunicode.UseBOM).NewDecoder().Bytes(data); err == nil {
			return string(out), "UTF-16"
		}
	case bom || utf8.Valid(data):
		return string(data), ""
	}
	if _, ok := mostlyUTF8(data); ok {
		return strings.ToValidUTF8(string(data), ""), ""
	}
	if out, err := charmap.Windows1258.NewDecoder().Bytes(data); err == nil && vietnamese(vn.NFC(string(out))) {
		return string(out), "Windows-1258"
	}
	e, label, certain := charset.DetermineEncoding(data, "")
	switch label {
	case "utf-8", "windows-1258", "windows-1252", "x-user-defined": // not true, or no more than the way to the letters of old fonts
		certain = false
	}
	if out, err := e.NewDecoder().Bytes(data); certain && err == nil {
		return string(out), label
	}
	latin := letters.Latin(data)
	if legacy := namedEncoding(data); legacy != letters.Unicode {
		return letters.Decode(latin, legacy, false), legacy.String()
	}
	return latin, ""
}

// namedEncoding is the encoding from before Unicode that the head of a page names.
func namedEncoding(data []byte) letters.Encoding {
	_, name, _ := bytes.Cut(bytes.ToLower(data[:min(len(data), 4096)]), []byte("charset"))
	switch name = bytes.TrimLeft(name, " \t\r\n=\"'"); {
	case bytes.HasPrefix(name, []byte("viscii")):
		return letters.VISCII
	case bytes.HasPrefix(name, []byte("x-viet-vps")):
		return letters.VPS
	}
	return letters.Unicode
}
