package pdftext

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

// The object layer is strict: it panics on names, strings and keywords that are
// not as they should be, takes the length of a stream on trust, and knows two
// filters. A file that needs more is therefore mended: all its objects are
// parsed by the tokenizer of this package, which is as lenient as other readers
// are, and written anew, those of object streams too. Streams are cut where they
// end, and decoded where the layer could not.

// maxMended bounds the bytes of a mended file: half of what a reader may use is
// taken by the file itself.
const maxMended = 256 << 20

// mender writes the objects of a file anew.
type mender struct {
	data    []byte
	entries map[int]entry
	limits  Limits
	starts  []int64 // offsets of the objects, ascending
	to      rebuilder
}

// mend writes a file anew whose cross-reference tables are good and which is not
// encrypted.
func mend(data []byte, limits Limits) ([]byte, error) {
	entries, trailer, err := readChain(data, limits)
	if err != nil {
		return nil, err
	}
	m := mender{data: data, entries: entries, limits: limits}
	m.to = rebuilder{entries: map[int]entry{}, root: trailer.get("Root"), info: trailer.get("Info"), id: trailer.get("ID")}
	m.to.data = append(make([]byte, 0, min(maxMended, len(data)+len(data)/4)), "%PDF-1.7\n"...)
	numbers := make([]int, 0, len(entries))
	containers := map[int64]bool{}
	for n, e := range entries {
		if e.inStream {
			containers[e.at] = true
			continue
		}
		numbers = append(numbers, n)
		m.starts = append(m.starts, e.at)
	}
	slices.Sort(numbers)
	slices.Sort(m.starts)
	for _, n := range numbers {
		if containers[int64(n)] {
			m.expand(n)
		}
	}
	for _, n := range numbers {
		if m.object(n); len(m.to.data) > maxMended {
			return nil, errors.New("the objects are too large to be written anew")
		}
	}
	return m.to.write(), nil
}

// begin notes that an object is written next.
func (m *mender) begin(n int) {
	m.to.top = max(m.to.top, n)
	m.to.entries[n] = entry{at: int64(len(m.to.data))}
	m.to.data = fmt.Appendf(m.to.data, "%d 0 obj\n", n)
}

// expand writes the objects of an object stream that the tables look for there.
func (m *mender) expand(container int) {
	header, t := m.parse(m.entries[container].at)
	raw, ok := m.stream(header, t)
	if !ok {
		return
	}
	content, _ := decodeStream(raw, m.resolved(header), m.limits.Stream)
	for n, at := range contentsOf(content, m.number(header.get("N")), m.number(header.get("First"))) {
		if e := m.entries[n]; !e.inStream || e.at != int64(container) || len(m.to.data) > maxMended {
			continue
		}
		m.begin(n)
		m.to.data = serialize(m.to.data, value(&tokenizer{data: content, pos: at}))
		m.to.data = append(m.to.data, "\nendobj\n"...)
	}
}

// contentsOf lists the numbers of the objects of a decoded object stream with
// their places in it.
func contentsOf(body []byte, n, first float64) map[int]int {
	places := map[int]int{}
	t := tokenizer{data: body}
	for range int(min(max(n, 0), float64(len(body)/2))) {
		id, offset := t.next(), t.next()
		if id.kind != number || offset.kind != number {
			break
		}
		if at := first + offset.num; at >= 0 && at < float64(len(body)) && id.num > 0 && id.num <= maxObjectNumber {
			places[int(id.num)] = int(at)
		}
	}
	return places
}

// object writes an object that stands outside of object streams.
func (m *mender) object(n int) {
	body, t := m.parse(m.entries[n].at)
	raw, isStream := m.stream(body, t)
	if kind := body.get("Type").str; isStream && (kind == "ObjStm" || kind == "XRef") {
		return
	}
	m.begin(n)
	if !isStream {
		if body.kind == ref { // an object that is nothing but another one
			body, _ = m.follow(body, len(m.data))
		}
		m.to.data = append(serialize(m.to.data, body), "\nendobj\n"...)
		return
	}
	body, raw = m.decoded(body, raw)
	body = body.with("Length", object{kind: number, num: float64(len(raw))})
	m.to.data = append(serialize(m.to.data, body), "\nstream\n"...)
	m.to.data = append(append(m.to.data, raw...), "\nendstream\nendobj\n"...)
}

// decoded is a stream as the object layer can read it: pictures and plain Flate
// stay as they are, the rest loses its filters.
func (m *mender) decoded(header object, raw []byte) (object, []byte) {
	full := m.resolved(header)
	names, parms := filterList(full)
	switch {
	case len(names) == 0 || full.get("Subtype").str == "Image":
		return full, raw
	case len(names) == 1 && names[0] == "FlateDecode" && parms[0].get("Predictor").num < 2 && zlibHeader(raw):
		return full.with("DecodeParms", object{}), raw
	}
	room := min(m.limits.Stream, int64(maxMended-len(m.to.data)))
	body, err := decodeStream(raw, full, max(0, room))
	if errors.Is(err, errPicture) {
		return full, raw
	}
	return full.with("Filter", object{}).with("DecodeParms", object{}).with("F", object{}), body
}

// zlibHeader reports that data begin as those of Flate should.
func zlibHeader(data []byte) bool {
	return len(data) > 2 && data[0]&0x0f == 8 && (int(data[0])<<8+int(data[1]))%31 == 0 && data[1]&0x20 == 0
}

// resolved is the dictionary of a stream with what decoding it needs written
// into it.
func (m *mender) resolved(header object) object {
	for _, key := range []string{"Filter", "DecodeParms", "F", "DP"} {
		v := header.get(key)
		if v.kind == null {
			continue
		}
		v, _ = m.resolve(v)
		if v.kind == array {
			v.list = slices.Clone(v.list)
			for i, x := range v.list {
				v.list[i], _ = m.resolve(x)
				v.list[i] = m.flat(v.list[i])
			}
		}
		header = header.with(key, m.flat(v))
	}
	return header
}

// flat is a dictionary of parameters with its values written into it.
func (m *mender) flat(o object) object {
	if o.kind != dict {
		return o
	}
	o.list = slices.Clone(o.list)
	for i := 1; i < len(o.list); i += 2 {
		o.list[i], _ = m.resolve(o.list[i])
	}
	return o
}

// number is the value of a number that may stand elsewhere.
func (m *mender) number(o object) float64 {
	v, _ := m.resolve(o)
	return v.num
}

// maxReferences bounds a chain of objects that are nothing but a reference.
const maxReferences = 8

// resolve follows a reference to a number, a name or another small object: each
// stream may refer to the same one, so a large one is not read again and again.
func (m *mender) resolve(o object) (object, bool) { return m.follow(o, maxHeader) }

// follow follows a reference to an object that is no stream, of which it reads
// so many bytes at most.
func (m *mender) follow(o object, most int) (object, bool) {
	for range maxReferences {
		if o.kind != ref {
			return o, true
		}
		data, e, ok := m.to.data, m.to.entries[int(o.num)], true
		if e.at == 0 { // not written, and in no object stream
			e, ok = m.entries[int(o.num)]
			data = m.data
		}
		if !ok || e.inStream {
			break
		}
		t := tokenizer{data: data[:min(len(data), int(e.at)+most)], pos: int(e.at)}
		o = body(&t)
	}
	return object{}, false
}

// parse reads the object at an offset; the tokenizer stands behind it, and ends
// where the next object begins.
func (m *mender) parse(at int64) (object, tokenizer) {
	stop := int64(len(m.data))
	if i, _ := slices.BinarySearch(m.starts, at+1); i < len(m.starts) {
		stop = min(stop, m.starts[i])
	}
	t := tokenizer{data: m.data[:stop], pos: int(at)}
	return body(&t), t
}

// body reads an object with its frame, "1 0 obj".
func body(t *tokenizer) object {
	t.next()
	t.next()
	t.next()
	return value(t)
}

// value reads an object that may be a reference.
func value(t *tokenizer) object {
	o := t.next()
	if o.kind != number {
		if o.kind == operator || o.kind == end {
			return object{}
		}
		return o
	}
	ahead := *t
	if g, r := ahead.next(), ahead.next(); g.kind == number && r.kind == operator && r.str == "R" {
		*t = ahead
		return object{kind: ref, num: o.num}
	}
	return o
}

// stream is the raw content of the stream whose dictionary was just read: as
// long as the dictionary says if the end mark follows there, else up to the end
// mark, else what the dictionary says, else up to the next object.
func (m *mender) stream(header object, t tokenizer) ([]byte, bool) {
	if header.kind != dict || t.next().str != "stream" {
		return nil, false
	}
	start := lineEnd(t.data, t.pos)
	rest, room := m.data[start:], t.data[start:]
	length := -1
	if l, ok := m.resolve(header.get("Length")); ok && l.kind == number && l.num >= 0 && l.num <= float64(len(rest)) {
		length = int(l.num)
	}
	if length >= 0 && endsAt(rest, length) {
		return rest[:length], true
	}
	for _, mark := range []string{"endstream", "endstrea", "endobj"} {
		if i := bytes.Index(room, []byte(mark)); i >= 0 {
			return bytes.TrimSuffix(bytes.TrimSuffix(room[:i], []byte("\n")), []byte("\r")), true
		}
		if length > 0 && length <= len(room) {
			return room[:length], true
		}
	}
	return room, true
}

// lineEnd is the place behind the line end that follows the word stream; blanks
// before it are passed over.
func lineEnd(data []byte, at int) int {
	p := at
	for p < len(data) && (data[p] == ' ' || data[p] == '\t') {
		p++
	}
	switch {
	case bytes.HasPrefix(data[p:], []byte("\r\n")):
		return p + 2
	case p < len(data) && (data[p] == '\n' || data[p] == '\r'):
		return p + 1
	}
	return at
}

// endsAt reports that the end mark of a stream follows behind n bytes.
func endsAt(data []byte, n int) bool {
	after := bytes.TrimLeft(data[n:min(len(data), n+16)], "\r\n \t")
	return bytes.HasPrefix(after, []byte("endstream"))
}
