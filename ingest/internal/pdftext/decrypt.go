package pdftext

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

// The object layer knows some ways of encryption, and one of them wrongly. A
// file that opens with the password given, or the empty one, is therefore
// decrypted before: all objects are written anew, without the encryption
// dictionary. Objects inside
// of object streams come along with their stream.

// decrypt gives the file without its encryption, and whether it had one. The
// error is [ErrEncrypted] where a password is needed or the way of
// encryption is not known, and [ErrPassword] where the password is wrong.
func decrypt(data []byte, password string, limits Limits) (opened []byte, encrypted bool, err error) {
	entries, trailer, err := readChain(data, limits)
	if err != nil || trailer.get("Encrypt").kind == null {
		return data, false, err
	}
	// Each object is read for one number only, so that none is written twice.
	if err := checkOffsets(data, entries); err != nil {
		return nil, true, err
	}
	d := decrypter{data: data, entries: entries}
	encryption, id := d.resolve(trailer.get("Encrypt"), maxHeader), d.resolve(trailer.get("ID"), maxHeader)
	if encryption.kind == null && !d.inStream(trailer.get("Encrypt")) {
		d.cipher = &cipherKey{} // what is not in the file has encrypted nothing
		opened, err = d.rewrite(trailer)
		return opened, true, err
	}
	if d.cipher, err = newCipher(encryption, id, ""); err != nil && password != "" {
		d.cipher, err = newCipher(encryption, id, password)
	}
	if err != nil {
		return nil, true, err
	}
	opened, err = d.rewrite(trailer)
	return opened, true, err
}

// decrypter writes the objects of a file anew.
type decrypter struct {
	data    []byte
	entries map[int]entry
	cipher  *cipherKey
}

// resolve follows a reference to an object outside of object streams, of which it
// reads so many bytes at most.
func (d *decrypter) resolve(o object, most int) object {
	if o.kind != ref {
		return o
	}
	e, ok := d.entries[int(o.num)]
	if !ok || e.inStream {
		return object{}
	}
	_, body, _ := d.objectAt(e.at, most)
	return body
}

// inStream reports a reference to an object inside of an object stream.
func (d *decrypter) inStream(o object) bool {
	return o.kind == ref && d.entries[int(o.num)].inStream
}

// maxNumber is more than an object takes that is a number, with its frame.
const maxNumber = 128

// objectAt reads the object at an offset, and so many bytes at most: its
// generation, its value, and the tokenizer behind it.
func (d *decrypter) objectAt(offset int64, most int) (generation int, body object, t *tokenizer) {
	if offset < 0 || offset >= int64(len(d.data)) {
		return 0, object{}, &tokenizer{}
	}
	t = &tokenizer{data: d.data[:min(len(d.data), int(offset)+most)], pos: int(offset)}
	t.next()
	generation = int(t.next().num)
	t.next()
	body = value(t)
	t.data = d.data
	return generation, body, t
}

// errOverlap says that objects of a file stand inside of each other.
var errOverlap = errors.New("objects of the encrypted file overlap")

// rewrite writes the decrypted file. It is about as large as the file is: a
// string takes twice as many bytes, a name three times as many at most.
func (d *decrypter) rewrite(trailer object) ([]byte, error) {
	most := 4*len(d.data) + 1<<20
	b := rebuilder{entries: map[int]entry{}, root: trailer.get("Root"), info: trailer.get("Info"), id: trailer.get("ID")}
	b.data = append(make([]byte, 0, len(d.data)+len(d.data)/8), "%PDF-1.7\n"...)
	numbers := make([]int, 0, len(d.entries))
	for n := range d.entries {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		e := d.entries[n]
		switch {
		case n > len(d.data)+100_000:
			continue // more numbers than the file has room for objects
		case len(b.data) > most:
			return nil, errOverlap
		}
		b.top = max(b.top, n)
		if e.inStream {
			b.entries[n] = e
			continue
		}
		if x := trailer.get("Encrypt"); x.kind == ref && int(x.num) == n {
			continue
		}
		b.entries[n] = entry{at: int64(len(b.data))}
		b.data = d.object(b.data, n, e.at)
	}
	return b.write(), nil
}

// object appends the decrypted object with its frame.
func (d *decrypter) object(out []byte, n int, at int64) []byte {
	generation, body, t := d.objectAt(at, len(d.data))
	out = fmt.Appendf(out, "%d 0 obj\n", n)
	if body.get("Type").str == "XRef" {
		return append(out, "null\nendobj\n"...)
	}
	stream, isStream := d.stream(body, *t)
	key := d.cipher.object(n, generation)
	body = key.strings(body)
	if isStream {
		if body.get("Type").str != "Metadata" || d.cipher.metadata {
			stream = key.stream(stream)
		}
		body = body.with("Length", object{kind: number, num: float64(len(stream))})
	}
	out = serialize(out, body)
	if isStream {
		out = append(out, "\nstream\n"...)
		out = append(append(out, stream...), "\nendstream"...)
	}
	return append(out, "\nendobj\n"...)
}

// stream is the raw content of the stream whose dictionary was just read.
func (d *decrypter) stream(header object, t tokenizer) ([]byte, bool) {
	if header.kind != dict {
		return nil, false
	}
	// Each stream may refer to the same large object in place of a number.
	header = header.with("Length", d.resolve(header.get("Length"), maxNumber))
	raw, err := rawBytes(&t, header)
	return raw, err == nil
}

// with is a dictionary with one entry set.
func (o object) with(key string, value object) object {
	list := slices.Clone(o.list)
	for i := 0; i+1 < len(list); i += 2 {
		if list[i].str == key {
			list[i+1] = value
			return object{kind: dict, list: list}
		}
	}
	return object{kind: dict, list: append(list, object{kind: name, str: key}, value)}
}

// errNoStream says that no stream follows a dictionary.
var errNoStream = errors.New("no stream")

// rawBytes is the content of a stream as it stands in the file: as long as its
// dictionary says if the end mark follows there, else up to the end mark.
func rawBytes(t *tokenizer, header object) ([]byte, error) {
	if t.next().str != "stream" {
		return nil, errNoStream
	}
	start := t.pos
	if start < len(t.data) && t.data[start] == '\r' {
		start++
	}
	if start < len(t.data) && t.data[start] == '\n' {
		start++
	}
	rest := t.data[start:]
	if l := header.get("Length"); l.kind == number && l.num >= 0 && l.num <= float64(len(rest)) {
		if after := bytes.TrimLeft(rest[int(l.num):min(len(rest), int(l.num)+16)], "\r\n \t"); bytes.HasPrefix(after, []byte("endstream")) {
			return rest[:int(l.num)], nil
		}
	}
	if i := bytes.Index(rest, []byte("endstream")); i >= 0 {
		return bytes.TrimSuffix(bytes.TrimSuffix(rest[:i], []byte("\n")), []byte("\r")), nil
	}
	return rest, nil
}
