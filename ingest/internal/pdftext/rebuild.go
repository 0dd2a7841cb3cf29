package pdftext

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
)

// rebuild makes a readable file of one whose cross-reference table is missing or
// wrong: it looks for the objects themselves, and appends a new cross-reference
// stream that lists them and those inside of object streams. The last
// definition of a number counts, as in a file with incremental updates. Where
// the catalog is lost, or orphans says so, a new one lists the pages that were
// found, and unlisted tells it.
func rebuild(data []byte, orphans bool, limits Limits) (rebuilt []byte, unlisted bool, err error) {
	start := bytes.Index(data[:min(len(data), 8192)], []byte("%PDF-"))
	if data = data[max(0, start):]; start < 0 || shortHeader(data) {
		data = append([]byte("%PDF-1.7\n"), data...)
	}
	b := &rebuilder{data: data, entries: map[int]entry{}, limits: limits, look: leastLook + lookFactor*len(data)}
	b.scan()
	if len(b.entries) == 0 {
		return nil, false, errors.New("no objects found")
	}
	if orphans || !b.isCatalog(b.root) {
		b.root, unlisted = object{}, true
		b.catalog()
	}
	if b.root.kind != ref {
		return nil, false, errors.New("no catalog and no pages found")
	}
	return b.write(), unlisted, nil
}

type rebuilder struct {
	data                    []byte
	limits                  Limits
	entries                 map[int]entry
	top                     int // highest object number
	root, encrypt, id, info object
	streams                 []int // numbers of object streams, in file order
	pages                   []int // numbers of page objects, in file order
	found                   object
	extra                   []byte // objects to append
	look                    int    // bytes that may still be looked at to see what objects are
}

// scan finds "number generation obj" throughout the file and the trailers.
func (b *rebuilder) scan() {
	word := []byte("obj")
	for at := 0; len(b.entries) < b.limits.Objects; {
		i := bytes.Index(b.data[at:], word)
		if i < 0 {
			break
		}
		i += at
		at = i + len(word)
		if start, n, ok := b.before(i); ok {
			b.entries[n] = entry{at: int64(start)}
			b.top = max(b.top, n)
			at = b.object(n, at)
		}
	}
	for at := 0; b.look >= 0; {
		i := bytes.Index(b.data[at:], []byte("trailer"))
		if i < 0 {
			break
		}
		at += i + len("trailer")
		t := tokenizer{data: b.data[:min(len(b.data), at+maxHeader)], pos: at}
		b.trailer(t.next())
		b.look -= t.pos - at
	}
	if !b.isCatalog(b.root) && b.found.kind == ref {
		b.root = b.found
	}
	if b.encrypt.kind == null {
		for _, n := range b.streams {
			b.contents(n)
		}
	}
}

// isCatalog reports a reference to a catalog, or to what may be one in an object
// stream.
func (b *rebuilder) isCatalog(root object) bool {
	if root.kind != ref {
		return false
	}
	e, ok := b.entries[int(root.num)]
	if !ok || e.inStream {
		return ok || len(b.streams) > 0
	}
	d := body(&tokenizer{data: b.data[:min(int64(len(b.data)), e.at+maxHeader)], pos: int(e.at)})
	return d.get("Pages").kind == ref || d.get("Type").str == "Catalog"
}

// What is looked at to see what the objects are: objects that do not end are read
// into the next ones, so that all of them may be as long as the file.
const (
	leastLook  = 1 << 20
	lookFactor = 4
)

// maxHeader is how much of an object is looked at to see what it is.
const maxHeader = 8192

// before reads the two numbers in front of the word obj at i.
func (b *rebuilder) before(i int) (start, number int, ok bool) {
	p := i
	var values [2]int
	for k := range values {
		blanks := p
		for p > 0 && isBlank(b.data[p-1]) {
			p--
		}
		digits := p
		for p > 0 && digits-p < 10 && b.data[p-1] >= '0' && b.data[p-1] <= '9' {
			p--
		}
		if digits == p || k == 1 && blanks == digits {
			return 0, 0, false
		}
		values[k], _ = strconv.Atoi(string(b.data[p:digits]))
	}
	if values[1] <= 0 || values[1] > len(b.data)+100_000 || values[0] > 65535 {
		return 0, 0, false
	}
	return p, values[1], true
}

// object notes what kind of object stands behind the word obj, and gives the
// place to look on from: behind the data of its stream, which may hold a file.
func (b *rebuilder) object(n, at int) int {
	t := tokenizer{data: b.data[:min(len(b.data), at+maxHeader)], pos: at}
	t.skipBlank()
	if b.look < 0 || t.pos+1 >= len(t.data) || t.data[t.pos] != '<' || t.data[t.pos+1] != '<' {
		return at
	}
	d := t.next()
	b.look -= t.pos - at
	switch d.get("Type").str {
	case "ObjStm":
		b.streams = append(b.streams, n)
	case "Page":
		b.pages = append(b.pages, n)
	case "Catalog":
		if d.get("Pages").kind == ref {
			b.found = object{kind: ref, num: float64(n)}
		}
	case "XRef":
		b.trailer(d)
	}
	if t.next().str != "stream" {
		return at
	}
	start, l := lineEnd(b.data, t.pos), d.get("Length")
	if l.kind == number && l.num > 0 && l.num < float64(len(b.data)-start) && endsAt(b.data[start:], int(l.num)) {
		return start + int(l.num)
	}
	return at
}

// trailer keeps what a trailer says; later ones win.
func (b *rebuilder) trailer(d object) {
	for _, f := range []struct {
		key string
		to  *object
	}{{"Root", &b.root}, {"Encrypt", &b.encrypt}, {"ID", &b.id}, {"Info", &b.info}} {
		if v := d.get(f.key); v.kind != null {
			*f.to = v
		}
	}
}

// contents lists the objects inside of an object stream.
func (b *rebuilder) contents(n int) {
	e := b.entries[n]
	t := tokenizer{data: b.data, pos: int(e.at)}
	header := body(&t)
	body, err := rawStream(&t, header, b.limits.Stream)
	if err != nil {
		return
	}
	inner := tokenizer{data: body}
	type part struct{ number, offset int }
	var parts []part
	for range min(int(header.get("N").num), b.limits.Objects) {
		number, offset := inner.next(), inner.next()
		if number.kind == end || offset.kind == end {
			break
		}
		parts = append(parts, part{int(number.num), int(offset.num)})
	}
	first := int(header.get("First").num)
	for _, p := range parts {
		if old, ok := b.entries[p.number]; ok && !old.inStream && old.at > e.at || p.number <= 0 || p.number > maxObjectNumber {
			continue // a later definition outside
		}
		b.entries[p.number] = entry{inStream: true, at: int64(n)}
		b.top = max(b.top, p.number)
		if at := first + p.offset; at >= 0 && at < len(body) {
			d := (&tokenizer{data: body, pos: at}).next()
			if d.get("Type").str == "Catalog" && b.root.kind != ref {
				b.root = object{kind: ref, num: float64(p.number)}
			}
			if d.get("Type").str == "Page" {
				b.pages = append(b.pages, p.number)
			}
		}
	}
}

// catalog makes a new catalog over the pages that were found.
func (b *rebuilder) catalog() {
	if len(b.pages) == 0 {
		return
	}
	var kids bytes.Buffer
	listed := map[int]bool{}
	for _, n := range b.pages {
		if !listed[n] { // a page that was changed is met again
			fmt.Fprintf(&kids, "%d 0 R ", n)
		}
		listed[n] = true
	}
	b.append(fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(listed), kids.String()))
	b.append(fmt.Sprintf("<</Type/Catalog/Pages %d 0 R>>", b.top))
	b.root = object{kind: ref, num: float64(b.top)}
}

// append adds an object with the next free number.
func (b *rebuilder) append(body string) {
	b.top++
	b.entries[b.top] = entry{at: int64(len(b.data) + 1 + len(b.extra))}
	b.extra = fmt.Appendf(b.extra, "%d 0 obj\n%s\nendobj\n", b.top, body)
}

// write appends the new objects and the cross-reference stream.
func (b *rebuilder) write() []byte {
	out := make([]byte, 0, len(b.data)+len(b.extra)+7*(b.top+2)+512)
	out = append(out, b.data...)
	out = append(out, '\n')
	out = append(out, b.extra...)
	start := len(out)
	table := make([]byte, 7*(b.top+1))
	for n, e := range b.entries {
		row := table[7*n : 7*n+7]
		row[0] = 1
		if e.inStream {
			row[0] = 2
		}
		binary.BigEndian.PutUint32(row[1:5], uint32(e.at))
	}
	out = fmt.Appendf(out, "%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Length %d", b.top+1, b.top+1, len(table))
	for _, f := range []struct {
		key string
		v   object
	}{{"Root", b.root}, {"Encrypt", b.encrypt}, {"ID", b.id}, {"Info", b.info}} {
		if f.v.kind != null {
			out = append(out, "/"+f.key+" "...)
			out = serialize(out, f.v)
		}
	}
	out = append(out, ">>\nstream\n"...)
	out = append(out, table...)
	out = fmt.Appendf(out, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", start)
	setVersion(out)
	return out
}

// serialize writes an object in the syntax of the format.
func serialize(out []byte, o object) []byte {
	switch o.kind {
	case number:
		return strconv.AppendFloat(out, o.num, 'f', -1, 64)
	case text:
		return fmt.Appendf(out, "<%x>", o.str)
	case name:
		return appendName(out, o.str)
	case ref:
		return fmt.Appendf(out, "%d 0 R", int(o.num))
	case array:
		out = append(out, '[')
		for _, x := range o.list {
			out = append(serialize(out, x), ' ')
		}
		return append(out, ']')
	case dict:
		out = append(out, "<<"...)
		for i := 0; i+1 < len(o.list); i += 2 {
			out = appendName(out, o.list[i].str)
			out = append(serialize(append(out, ' '), o.list[i+1]), ' ')
		}
		return append(out, ">>"...)
	}
	if o.kind == null && o.str != "" { // true, false
		return append(out, o.str...)
	}
	return append(out, "null"...)
}

// appendName writes a name; what is no regular character is escaped.
func appendName(out []byte, s string) []byte {
	out = append(out, '/')
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c >= 0x7f || bytes.IndexByte([]byte("#/%()<>[]{}"), c) >= 0 {
			out = fmt.Appendf(out, "#%02X", c)
		} else {
			out = append(out, c)
		}
	}
	return out
}
