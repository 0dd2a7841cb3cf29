package ingest

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"doichieu/corpus"
)

// isMHTML looks for the head of a page saved with its pictures as one message:
// browsers and Word write it, and portals send it as a Word file.
func isMHTML(data []byte) bool {
	head := bytes.ToLower(bytes.TrimLeft(data[:min(len(data), 4096)], "\ufeff \r\n"))
	if !bytes.HasPrefix(head, []byte("mime-version:")) && !bytes.HasPrefix(head, []byte("from:")) && !bytes.HasPrefix(head, []byte("content-type:")) {
		return false
	}
	return bytes.Contains(head, []byte("mime-version:")) && (bytes.Contains(head, []byte("multipart/related")) || bytes.Contains(head, []byte("text/html")))
}

// readMHTML reads the page in the message.
func readMHTML(ctx context.Context, name string, data []byte) (*corpus.Document, error) {
	page, err := pageOf(data)
	if err != nil {
		return nil, &Error{
			File: name, Reason: "the saved page is damaged: " + err.Error(),
			Hint: "open it in a browser or in Word and save it as DOCX or PDF", Err: ErrDamaged,
		}
	}
	return readHTML(ctx, name, page)
}

// maxMessageParts bounds the parts of a message that are looked at.
const maxMessageParts = 1000

// pageOf is the first part of the message that is a page.
func pageOf(data []byte) ([]byte, error) {
	m, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(data, "\ufeff \r\n")))
	if err != nil {
		return nil, err
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return nil, err
	}
	if kind == "text/html" {
		return decodePart(m.Body, m.Header.Get("Content-Transfer-Encoding"))
	}
	r := multipart.NewReader(m.Body, params["boundary"])
	for range maxMessageParts {
		part, err := r.NextRawPart()
		if err != nil {
			break
		}
		kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if kind == "text/html" || kind == "application/xhtml+xml" {
			return decodePart(part, part.Header.Get("Content-Transfer-Encoding"))
		}
	}
	return nil, errors.New("there is no page in it")
}

// decodePart undoes what made the bytes fit for a message. A part that is cut
// off is read as far as it goes.
func decodePart(r io.Reader, encoding string) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, r)
	}
	page, err := io.ReadAll(io.LimitReader(r, MaxSize))
	if len(page) > 0 {
		err = nil
	}
	return page, err
}
