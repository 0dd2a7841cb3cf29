package parts

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// An archive whose list of parts is missing or wrong (a download that broke
// off, a damaged disk) still has the parts, each behind a header of its own.

const (
	localMark  = "PK\x03\x04"
	localSize  = 30 // of a header without its name
	deferred   = 8  // flag: sizes and checksum stand behind the bytes
	locked     = 1  // flag: the bytes are encrypted
	stored     = 0
	deflated   = 8
	wholeSize  = 0xffffffff // the size stands elsewhere (zip64)
	descriptor = "PK\x07\x08"
)

// rescue finds the parts of an archive by their headers. It returns nil where
// there is none.
func rescue(data []byte) map[string]entry {
	found := map[string]entry{}
	for at := 0; len(found) <= maxEntries; {
		next := bytes.Index(data[at:], []byte(localMark))
		if next < 0 || len(data)-at-next < localSize {
			break
		}
		at += next
		h := data[at : at+localSize]
		flags, method := binary.LittleEndian.Uint16(h[6:]), binary.LittleEndian.Uint16(h[8:])
		size := int(binary.LittleEndian.Uint32(h[18:]))
		nameAt := at + localSize
		start := nameAt + int(binary.LittleEndian.Uint16(h[26:])) + int(binary.LittleEndian.Uint16(h[28:]))
		if start > len(data) || flags&locked != 0 || method != stored && method != deflated {
			at += len(localMark)
			continue
		}
		e := lost{packed: data[start:], method: method, sum: binary.LittleEndian.Uint32(h[14:])}
		end := start + size
		switch {
		case flags&deferred == 0 && size != wholeSize && end <= len(data):
			e.packed, e.whole = data[start:end], true
		case flags&deferred == 0 && size != wholeSize:
			end = len(data)
		default:
			// Where it ends is known once it is unpacked.
			end, e.deferred = len(data), true
			if k := bytes.Index(data[start:], []byte(localMark)); k >= 0 {
				end = start + k
			}
			e.packed = data[start:end]
		}
		name := clean(string(data[nameAt : nameAt+int(binary.LittleEndian.Uint16(h[26:]))]))
		if _, twice := found[name]; !twice {
			found[name] = e
		}
		at = max(end, at+len(localMark))
	}
	return found
}

// lost is a part found by its header.
type lost struct {
	packed   []byte
	method   uint16
	sum      uint32
	whole    bool // packed are all of its bytes
	deferred bool // sum and size stand behind the bytes
}

func (l lost) size() int64 { return int64(len(l.packed)) }

// unpack gives at most limit bytes; cut says that the part breaks off behind
// them.
func (l lost) unpack(limit int64) (data []byte, cut bool, err error) {
	in := bytes.NewReader(l.packed)
	if l.method == deflated {
		data, err = io.ReadAll(io.LimitReader(flate.NewReader(in), limit))
	} else {
		data, cut = l.packed, !l.whole
		if at := bytes.LastIndex(data, []byte(descriptor)); l.deferred && at >= 0 {
			data, cut = data[:at], false
			in.Seek(int64(at), io.SeekStart)
		}
		data = data[:min(int64(len(data)), limit)]
	}
	if err != nil {
		return data, true, nil
	}
	if int64(len(data)) == limit || cut {
		return data, cut, nil
	}
	if l.deferred {
		rest := l.packed[len(l.packed)-in.Len():]
		if !bytes.HasPrefix(rest, []byte(descriptor)) || len(rest) < 8 {
			return data, false, nil
		}
		l.sum = binary.LittleEndian.Uint32(rest[4:])
	}
	if crc32.ChecksumIEEE(data) != l.sum {
		return nil, false, zip.ErrChecksum
	}
	return data, false, nil
}
