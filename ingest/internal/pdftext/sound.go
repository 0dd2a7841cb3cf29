package pdftext

import (
	"bytes"
	"errors"
	"slices"
)

// errUnsound says that the object layer would read a file otherwise than other
// readers do, and without an error; see [mend].
var errUnsound = errors.New("objects are not written as they should be")

// checkObjects finds what the object layer does not notice: streams whose length
// is missing or wrong, and objects that run into the next one.
func checkObjects(data []byte, entries map[int]entry) error {
	starts := make([]int64, 0, len(entries))
	for _, e := range entries {
		if !e.inStream {
			starts = append(starts, e.at)
		}
	}
	slices.Sort(starts)
	for i, at := range starts {
		next := int64(len(data))
		if i+1 < len(starts) {
			next = starts[i+1]
		}
		if !soundObject(data, entries, at, next) {
			return errUnsound
		}
	}
	return nil
}

// soundObject reports that the object at an offset, which ends before the next
// one, is whole. Only the dictionaries of streams are read, and what has
// something else behind it: cross-reference tables stand between objects.
func soundObject(data []byte, entries map[int]entry, at, next int64) bool {
	inside, ended := bytes.CutSuffix(bytes.TrimRight(data[at:next], "\r\n\t \x00"), []byte("endobj"))
	if ended && !bytes.HasSuffix(bytes.TrimRight(inside, "\r\n\t "), []byte("endstream")) {
		return true
	}
	t := tokenizer{data: data[:next], pos: int(at)}
	header := body(&t)
	after := t.next()
	if after.kind != operator || header.kind != dict || after.str != "stream" {
		return after.str == "endobj"
	}
	start := lineEnd(data, t.pos)
	length, ok := lengthOf(data, entries, header.get("Length"))
	return ok && length <= float64(len(data)-start) && endsAt(data[start:], int(length)) && soundFilters(header)
}

// soundFilters reports that the filters of a stream have no short names, which the
// layer passes over where they stand for keys, and no rows without a length.
func soundFilters(header object) bool {
	if f := header.get("F"); f.kind == name || f.kind == array {
		return false
	}
	if header.get("DP").kind != null {
		return false
	}
	parms := header.get("DecodeParms")
	for _, p := range append(parms.list, parms) {
		if columns := p.get("Columns"); columns.kind == number && columns.num < 1 {
			return false
		}
	}
	return true
}

// lengthOf is the length of a stream, which may stand in an object of its own;
// false where it is missing, or stands in an object stream, which is legal
// and seen nowhere.
func lengthOf(data []byte, entries map[int]entry, l object) (float64, bool) {
	if l.kind == ref {
		e, ok := entries[int(l.num)]
		if !ok || e.inStream || e.at >= int64(len(data)) {
			return 0, false
		}
		l = body(&tokenizer{data: data[:min(int64(len(data)), e.at+64)], pos: int(e.at)})
	}
	return l.num, l.kind == number && l.num >= 0
}
