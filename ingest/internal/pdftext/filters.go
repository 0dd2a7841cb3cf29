package pdftext

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"io"
)

// The object layer has Flate and ASCII85 only, and panics on the rest. Streams
// that need more are decoded here, and so are those whose data are damaged: what
// decodes before the damage is kept, as other readers do it.

// errPicture says that the data of a stream are a picture, which is not decoded.
var errPicture = errors.New("the data of a picture")

// filters decode data, up to limit bytes. What comes before an error is kept.
// A name that is missing is a picture's or unknown.
var filters = map[string]func(data []byte, parms object, limit int64) ([]byte, error){
	"FlateDecode": inflate, "Fl": inflate,
	"LZWDecode": unLZW, "LZW": unLZW,
	"ASCIIHexDecode": unASCIIHex, "AHx": unASCIIHex,
	"ASCII85Decode": unASCII85, "A85": unASCII85,
	"RunLengthDecode": unRunLength, "RL": unRunLength,
	"Crypt": unCrypt,
}

// maxFilters bounds the filters of one stream: two are common, three are seen.
const maxFilters = 8

// decodeStream undoes the filters that the dictionary of a stream names, whose
// references must be resolved. The data of a picture give errPicture; other
// errors come along with what was decoded before them.
func decodeStream(data []byte, header object, limit int64) ([]byte, error) {
	names, parms := filterList(header)
	if len(names) > maxFilters {
		return nil, errors.New("too many filters")
	}
	var first error
	for i, n := range names {
		decode := filters[n]
		if decode == nil {
			return nil, errPicture
		}
		var err error
		if data, err = decode(data, parms[i], limit); err != nil && first == nil {
			first = err
		}
	}
	if int64(len(data)) > limit {
		data = data[:limit]
	}
	return data, first
}

// filterList is the names of a stream's filters and their parameters, which are
// single or arrays of the same length.
func filterList(header object) (names []string, parms []object) {
	filter, parm := header.either("Filter", "F"), header.either("DecodeParms", "DP")
	list := filter.list
	if filter.kind == name {
		list = []object{filter}
	}
	for i, f := range list {
		p := parm
		if parm.kind == array {
			if p = (object{}); i < len(parm.list) {
				p = parm.list[i]
			}
		}
		names, parms = append(names, f.str), append(parms, p)
	}
	return names, parms
}

// either is the value of a key or, where it is missing, of its short form. F
// names a file where it is no filter.
func (o object) either(key, short string) object {
	if v := o.get(key); v.kind != null {
		return v
	}
	if v := o.get(short); short != "F" || v.kind == name || v.kind == array {
		return v
	}
	return object{}
}

// inflate undoes Flate. A wrong header or checksum is passed over.
func inflate(data []byte, parms object, limit int64) ([]byte, error) {
	out, err := inflateFrom(data, limit)
	if len(out) == 0 && err != nil {
		// A line end too many stands before the data of some streams.
		if trimmed := bytes.TrimLeft(data, "\r\n"); len(trimmed) < len(data) {
			out, err = inflateFrom(trimmed, limit)
		}
	}
	plain, wrong := unpredict(out, parms)
	return plain, errors.Join(err, wrong)
}

func inflateFrom(data []byte, limit int64) ([]byte, error) {
	if z, err := zlib.NewReader(bytes.NewReader(data)); err == nil {
		return io.ReadAll(io.LimitReader(z, limit))
	}
	// The two bytes of the header are wrong, or missing.
	var out []byte
	var err error
	for _, skip := range []int{2, 0} {
		if len(data) <= skip {
			continue
		}
		if out, err = io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data[skip:])), limit)); len(out) > 0 {
			return out, err
		}
	}
	return nil, errors.Join(err, zlib.ErrHeader)
}

// unASCIIHex undoes ASCIIHex: digits in pairs up to ">", an odd one counts as if
// a zero followed.
func unASCIIHex(data []byte, _ object, limit int64) ([]byte, error) {
	t := tokenizer{data: data[:min(int64(len(data)), 4*limit)]}
	return []byte(t.hex()), nil
}

// unASCII85 undoes ASCII85 up to "~>". Other characters are skipped.
func unASCII85(data []byte, _ object, limit int64) ([]byte, error) {
	data = bytes.TrimPrefix(bytes.TrimLeft(data, "\r\n\t \x00"), []byte("<~"))
	out := make([]byte, 0, min(int64(len(data)), limit))
	var group uint32
	n := 0
	for _, c := range data {
		switch {
		case c == '~':
			return append(out, tail85(group, n)...), nil
		case int64(len(out)) >= limit:
			return out, nil
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group = group*85 + uint32(c-'!')
			if n++; n == 5 {
				out = append(out, byte(group>>24), byte(group>>16), byte(group>>8), byte(group))
				group, n = 0, 0
			}
		}
	}
	return append(out, tail85(group, n)...), nil
}

// tail85 is the bytes of a last group of n digits, one less than there are.
func tail85(group uint32, n int) []byte {
	if n < 2 {
		return nil
	}
	for range 5 - n {
		group = group*85 + 84
	}
	return []byte{byte(group >> 24), byte(group >> 16), byte(group >> 8)}[:n-1]
}

// unRunLength undoes run lengths: n below 128 copies n+1 bytes, above repeats
// the next one 257-n times, 128 ends.
func unRunLength(data []byte, _ object, limit int64) ([]byte, error) {
	var out []byte
	for len(data) > 0 && int64(len(out)) < limit {
		n := int(data[0])
		data = data[1:]
		switch {
		case n == 128:
			return out, nil
		case n < 128:
			n = min(n+1, len(data))
			out = append(out, data[:n]...)
			data = data[n:]
		case len(data) > 0:
			out = append(out, bytes.Repeat(data[:1], 257-n)...)
			data = data[1:]
		}
	}
	return out, nil
}

// unCrypt lets the data through: streams are decrypted before they are decoded.
func unCrypt(data []byte, _ object, _ int64) ([]byte, error) { return data, nil }

// The codes of LZW beside those of bytes and strings.
const (
	lzwClear = 256
	lzwEnd   = 257
	lzwTop   = 4096
)

// unLZW undoes LZW as PDF has it: codes of 9 to 12 bits, high bits first, which
// grow one code earlier than they need to unless EarlyChange is 0.
func unLZW(data []byte, parms object, limit int64) ([]byte, error) {
	early := 1
	if e := parms.get("EarlyChange"); e.kind == number {
		early = int(e.num)
	}
	out, err := lzwBytes(data, early, limit)
	plain, wrong := unpredict(out, parms)
	return plain, errors.Join(err, wrong)
}

func lzwBytes(data []byte, early int, limit int64) ([]byte, error) {
	var (
		out []byte
		// Each string is a piece of the output: the string before with the
		// byte that followed it.
		start, length [lzwTop]int
		next          = lzwEnd + 1
		last          = -1 // length of the string before; -1 behind a clear code
		width, have   = uint(9), uint(0)
		bits          uint
	)
	for _, c := range data {
		bits, have = bits<<8|uint(c), have+8
		if have < width {
			continue
		}
		have -= width
		code := int(bits >> have & (1<<width - 1))
		at := len(out)
		switch {
		case code == lzwEnd || int64(at) >= limit:
			return out, nil
		case code == lzwClear:
			next, width, last = lzwEnd+1, uint(9), -1
			continue
		case code < lzwClear:
			out = append(out, byte(code))
		case code < next:
			out = append(out, out[start[code]:start[code]+length[code]]...)
		case code == next && last > 0:
			out = append(append(out, out[at-last:]...), out[at-last])
		default:
			return out, errors.New("LZW data are damaged")
		}
		if last > 0 && next < lzwTop {
			start[next], length[next] = at-last, last+1
			next++
		}
		last = len(out) - at
		if width < 12 && next+early >= 1<<width {
			width++
		}
	}
	return out, nil
}
