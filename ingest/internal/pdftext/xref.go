package pdftext

import (
	"bytes"
	"errors"
	"fmt"
)

// entry is where an object stands: at an offset, or inside an object stream.
type entry struct {
	inStream bool
	at       int64 // offset, or number of the object stream
}

// maxObjectNumber is the highest number that other readers accept.
const maxObjectNumber = 8_388_607

// checkXref reads the cross-reference chain before the object layer does, which
// follows loops for ever, allocates what a number says, and recurses without
// end through object streams that stand in each other. It also finds tables
// whose offsets are wrong.
func checkXref(data []byte, limits Limits) error {
	entries, newest, err := readChain(data, limits)
	if err != nil {
		return err
	}
	if err := checkEntries(data, entries); err != nil {
		return err
	}
	for n := range entries {
		if float64(n) >= newest.get("Size").num {
			return errUnsound // the layer leaves out what stands above
		}
	}
	return checkObjects(data, entries)
}

// readChain reads the cross-reference tables from the newest to the oldest: the
// places of the objects, and the newest trailer.
func readChain(data []byte, limits Limits) (entries map[int]entry, newest object, err error) {
	last := bytes.LastIndex(data, []byte("startxref"))
	t := tokenizer{data: data, pos: last + len("startxref")}
	offset := int64(t.next().num)
	entries = map[int]entry{}
	seen := map[int64]bool{}
	for first := true; ; first = false {
		if offset <= 0 || offset >= int64(len(data)) {
			return nil, object{}, errors.New("cross-reference table lies outside of the file")
		}
		if seen[offset] {
			return nil, object{}, errors.New("cross-reference tables form a loop")
		}
		seen[offset] = true
		trailer, err := readSection(data, int(offset), entries, limits)
		if err != nil {
			return nil, object{}, err
		}
		if size := trailer.get("Size").num; size < 0 || size > float64(maxObjectNumber) || size > float64(len(data)+100_000) {
			return nil, object{}, fmt.Errorf("cross-reference table claims %.0f objects", size)
		}
		if first {
			if newest = trailer; newest.get("Root").kind != ref {
				return nil, object{}, errors.New("trailer without a document catalog")
			}
		}
		prev := trailer.get("Prev")
		if prev.kind == null {
			break
		}
		offset = int64(prev.num)
	}
	return entries, newest, nil
}

// readSection reads one table or stream; entries already known stay.
func readSection(data []byte, offset int, entries map[int]entry, limits Limits) (trailer object, err error) {
	t := tokenizer{data: data, pos: offset}
	o := t.next()
	if o.kind == number {
		return readXrefStream(&t, entries, limits)
	}
	if o.str != "xref" {
		return object{}, errors.New("no cross-reference table where startxref points")
	}
	for {
		from := t.next()
		if from.kind == operator && from.str == "trailer" {
			return t.next(), nil
		}
		n := t.next()
		if from.kind != number || n.kind != number || from.num < 0 || from.num+n.num > maxObjectNumber || n.num*10 > float64(len(data)) {
			return object{}, errors.New("malformed cross-reference table")
		}
		for i := range int(n.num) {
			at, _, use := t.next(), t.next(), t.next()
			if at.kind != number || use.kind != operator {
				return object{}, errors.New("malformed cross-reference table")
			}
			if _, ok := entries[int(from.num)+i]; !ok && use.str == "n" && at.num > 0 {
				entries[int(from.num)+i] = entry{at: int64(at.num)}
			}
		}
		if len(entries) > limits.Objects {
			return object{}, errors.New("too many objects")
		}
	}
}

// readXrefStream reads a cross-reference stream behind its object number.
func readXrefStream(t *tokenizer, entries map[int]entry, limits Limits) (object, error) {
	t.next()
	if t.next().str != "obj" {
		return object{}, errors.New("no cross-reference table where startxref points")
	}
	header := t.next()
	if header.get("Type").str != "XRef" {
		return object{}, errors.New("no cross-reference stream where startxref points")
	}
	var w [3]int
	widths := header.get("W").list
	if len(widths) < 3 {
		return object{}, errors.New("cross-reference stream without W")
	}
	for i := range w {
		if w[i] = int(widths[i].num); w[i] < 0 || w[i] > 8 {
			return object{}, errors.New("cross-reference stream with absurd W")
		}
	}
	row := w[0] + w[1] + w[2]
	body, err := rawStream(t, header, int64(limits.Objects)*24)
	if err != nil || row == 0 || len(widths) > 3 {
		return object{}, errors.New("cross-reference stream cannot be decoded")
	}
	index := header.get("Index").list
	if len(index) == 0 {
		index = []object{{kind: number}, header.get("Size")}
	}
	for ; len(index) >= 2; index = index[2:] {
		from, n := index[0].num, index[1].num
		if from < 0 || n < 0 || from+n > maxObjectNumber || n*float64(row) > float64(len(body)) {
			return object{}, errors.New("cross-reference stream with absurd numbers")
		}
		for i := range int(n) {
			cell := body[i*row : (i+1)*row]
			kind := 1
			if w[0] > 0 {
				kind = bigEndian(cell[:w[0]])
			}
			at := bigEndian(cell[w[0] : w[0]+w[1]])
			if _, ok := entries[int(from)+i]; !ok && (kind == 1 && at > 0 || kind == 2) {
				entries[int(from)+i] = entry{inStream: kind == 2, at: int64(at)}
			}
		}
		body = body[int(n)*row:]
	}
	return header, nil
}

func bigEndian(b []byte) int {
	v := 0
	for _, c := range b {
		v = v<<8 | int(c)
	}
	return v
}

// rawStream is the decoded body of a stream whose dictionary was just read,
// without the object layer. What decodes before damage is kept.
func rawStream(t *tokenizer, header object, limit int64) ([]byte, error) {
	body, err := rawBytes(t, header)
	if err != nil {
		return nil, err
	}
	body, err = decodeStream(body, header, limit)
	if len(body) > 0 && !errors.Is(err, errPicture) {
		return body, nil
	}
	return body, err
}

// checkOffsets sees that objects stand where the table says.
func checkOffsets(data []byte, entries map[int]entry) error {
	wrong := 0
	for number, e := range entries {
		if !e.inStream && !objectAt(data, e.at, number) {
			wrong++
		}
	}
	if wrong > 0 {
		return fmt.Errorf("%d objects do not stand where the cross-reference table says", wrong)
	}
	return nil
}

// checkEntries sees that objects stand where the table says, and that object
// streams, and what their dictionaries refer to, stand outside of object streams.
func checkEntries(data []byte, entries map[int]entry) error {
	if err := checkOffsets(data, entries); err != nil {
		return err
	}
	containers := map[int64]bool{}
	for _, e := range entries {
		if e.inStream {
			containers[e.at] = true
		}
	}
	for c := range containers {
		if err := checkContainer(data, entries, c, map[int64]bool{}); err != nil {
			return err
		}
	}
	return nil
}

// objectAt says whether "number generation obj" stands at the offset.
func objectAt(data []byte, offset int64, n int) bool {
	if offset >= int64(len(data)) {
		return false
	}
	// An object begins within a few bytes: no need to read a long comment.
	t := tokenizer{data: data[:min(int64(len(data)), offset+64)], pos: int(offset)}
	a, b, c := t.next(), t.next(), t.next()
	return a.kind == number && int(a.num) == n && b.kind == number && c.kind == operator && len(c.str) >= 3 && c.str[:3] == "obj"
}

// checkContainer follows an object stream and the streams that it extends.
func checkContainer(data []byte, entries map[int]entry, c int64, seen map[int64]bool) error {
	e, ok := entries[int(c)]
	if !ok {
		return nil // its objects read as null
	}
	if e.inStream {
		return errors.New("an object stream stands inside of an object stream")
	}
	if seen[c] {
		return errors.New("object streams extend each other in a loop")
	}
	seen[c] = true
	t := tokenizer{data: data, pos: int(e.at)}
	t.next()
	t.next()
	t.next()
	header := t.next()
	for i := 0; i+1 < len(header.list); i += 2 {
		if v := header.list[i+1]; v.kind == ref {
			target, ok := entries[int(v.num)]
			if ok && target.inStream {
				return errors.New("the dictionary of an object stream refers into an object stream")
			}
		}
	}
	if x := header.get("Extends"); x.kind == ref {
		return checkContainer(data, entries, int64(x.num), seen)
	}
	return nil
}
