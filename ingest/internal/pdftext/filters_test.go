package pdftext

import (
	"bytes"
	"compress/flate"
	"compress/lzw"
	"compress/zlib"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// packed is what a writer makes of data.
func packed(t *testing.T, data []byte, open func(io.Writer) io.WriteCloser) []byte {
	t.Helper()
	var b bytes.Buffer
	w := open(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func deflated(t *testing.T, data string) []byte {
	return packed(t, []byte(data), func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })
}

// parsed reads a dictionary.
func parsed(s string) object { return (&tokenizer{data: []byte(s)}).next() }

func TestFilters(t *testing.T) {
	z := deflated(t, "Kế hoạch")
	bare := packed(t, []byte("Kế hoạch"), func(w io.Writer) io.WriteCloser {
		f, err := flate.NewWriter(w, 6)
		if err != nil {
			t.Fatal(err)
		}
		return f
	})
	long := strings.Repeat("Kế hoạch số 171/KH-UBND. ", 400)
	for _, c := range []struct{ name, header, data, want string }{
		{"none", "<<>>", "abc", "abc"},
		{"Flate", "<</Filter/FlateDecode>>", string(z), "Kế hoạch"},
		{"short name", "<</Filter/Fl>>", string(z), "Kế hoạch"},
		{"short key", "<</F/Fl>>", string(z), "Kế hoạch"},
		{"the file F names", "<</F(a.bin)>>", "abc", "abc"},
		{"wrong header", "<</Filter/FlateDecode>>", "\x00\x00" + string(z[2:]), "Kế hoạch"},
		{"no header", "<</Filter/FlateDecode>>", string(bare), "Kế hoạch"},
		{"line ends before", "<</Filter/FlateDecode>>", "\r\n" + string(z), "Kế hoạch"},
		{"no checksum", "<</Filter/FlateDecode>>", string(z[:len(z)-4]), "Kế hoạch"},
		{"bytes behind", "<</Filter/FlateDecode>>", string(z) + "junk", "Kế hoạch"},
		{"predictor 1", "<</Filter/FlateDecode/DecodeParms<</Predictor 1>>>>", string(z), "Kế hoạch"},
		{"hex", "<</Filter/ASCIIHexDecode>>", "61 62\n636>zz", "abc`"},
		{"hex without an end", "<</Filter/AHx>>", "6162", "ab"},
		{"hex with other signs", "<</Filter/AHx>>", "6x1>", "a"},
		{"base 85", "<</Filter/ASCII85Decode>>", "<~87cUR\nD]i,\"Ebo80~>", "Hello World!"},
		{"base 85, part of a group", "<</Filter/A85>>", "87cURDZ~>", "Hello"},
		{"base 85, one digit too few", "<</Filter/A85>>", "87cUR!~>", "Hell"},
		{"base 85, zeros", "<</Filter/A85>>", "z~>", "\x00\x00\x00\x00"},
		{"runs", "<</Filter/RunLengthDecode>>", "\x02abc\xfex\x80rest", "abcxxx"},
		{"runs that are cut", "<</Filter/RL>>", "\x05abc", "abc"},
		{"a run of nothing", "<</Filter/RL>>", "\xfe", ""},
		{"LZW, the example of the format", "<</Filter/LZWDecode>>", "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", "-----A---B"},
		{"LZW, long", "<</Filter/LZW>>", string(lzwPacked(long, 1)), long},
		{"LZW, late change", "<</Filter/LZW/DecodeParms<</EarlyChange 0>>>>", string(lzwPacked(long, 0)), long},
		{"Crypt", "<</Filter[/Crypt/FlateDecode]/DecodeParms[<</Name/Identity>>null]>>", string(z), "Kế hoạch"},
		{"two", "<</Filter[/AHx/RL]>>", "FF 61 80>", "aa"},
	} {
		got, err := decodeStream([]byte(c.data), parsed(c.header), 1<<20)
		if string(got) != c.want {
			t.Errorf("%s: %q (%v), want %q", c.name, got, err, c.want)
		}
	}
}

// TestFiltersDamaged cuts data and names what is no filter: what decodes before
// stays, and a picture is no text.
func TestFiltersDamaged(t *testing.T) {
	long := strings.Repeat("Kế hoạch số 171/KH-UBND. ", 40)
	z := deflated(t, long)
	got, err := decodeStream(z[:len(z)/2], parsed("<</Filter/FlateDecode>>"), 1<<20)
	if err == nil || len(got) == 0 || !strings.HasPrefix(long, string(got)) {
		t.Errorf("cut Flate: %d bytes, error %v", len(got), err)
	}
	if got, err := decodeStream([]byte("no Flate at all"), parsed("<</Filter/FlateDecode>>"), 1<<20); err == nil {
		t.Errorf("no Flate: %q", got)
	}
	if got, err := decodeStream([]byte("\x80\x7f\xff\xff"), parsed("<</Filter/LZWDecode>>"), 1<<20); err == nil {
		t.Errorf("damaged LZW: %q", got)
	}
	for _, n := range []string{"DCTDecode", "JPXDecode", "CCF", "Plate"} {
		if _, err := decodeStream([]byte("x"), parsed("<</Filter/"+n+">>"), 1<<20); !errors.Is(err, errPicture) {
			t.Errorf("%s: error %v", n, err)
		}
	}
	if _, err := decodeStream([]byte("x"), parsed("<</Filter["+strings.Repeat("/AHx", 9)+"]>>"), 1<<20); err == nil {
		t.Error("nine filters are undone")
	}
}

// TestFiltersBounded decodes what grows without end.
func TestFiltersBounded(t *testing.T) {
	const limit = 1000
	for n, data := range map[string][]byte{
		"FlateDecode":     deflated(t, strings.Repeat("x", 1<<20)),
		"LZWDecode":       lzwPacked(strings.Repeat("x", 1<<20), 1),
		"RunLengthDecode": bytes.Repeat([]byte{129, 'x'}, 1<<16),
		"ASCII85Decode":   bytes.Repeat([]byte("z"), 1<<16),
		"ASCIIHexDecode":  bytes.Repeat([]byte("61"), 1<<16),
	} {
		if got, _ := decodeStream(data, parsed("<</Filter/"+n+">>"), limit); len(got) != limit {
			t.Errorf("%s: %d bytes, want %d", n, len(got), limit)
		}
	}
}

// lzwPacked writes LZW as PDF has it.
func lzwPacked(s string, early int) []byte {
	var out []byte
	var bits, have uint
	width := uint(9)
	put := func(code int) {
		bits, have = bits<<width|uint(code), have+width
		for ; have >= 8; have -= 8 {
			out = append(out, byte(bits>>(have-8)))
		}
		bits &= 1<<have - 1
	}
	var codes map[string]int
	next := 0
	reset := func() {
		put(lzwClear)
		codes, next, width = map[string]int{}, lzwEnd+1, 9
		for c := range 256 {
			codes[string([]byte{byte(c)})] = c
		}
	}
	reset()
	word := ""
	for i := range len(s) {
		if _, ok := codes[word+s[i:i+1]]; ok {
			word += s[i : i+1]
			continue
		}
		put(codes[word])
		codes[word+s[i:i+1]] = next
		if next++; next+early > 1<<width {
			width++
		}
		if next >= lzwTop-2 {
			reset()
		}
		word = s[i : i+1]
	}
	put(codes[word])
	if next++; next+early > 1<<width {
		width++
	}
	put(lzwEnd)
	return append(out, byte(bits<<(8-have)))
}

// TestLZWOfAnother reads what another program writes.
func TestLZWOfAnother(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	data := make([]byte, 100_000)
	for i := range data {
		data[i] = byte(r.IntN(20))
	}
	other := packed(t, data, func(w io.Writer) io.WriteCloser { return lzw.NewWriter(w, lzw.MSB, 8) })
	if got, err := lzwBytes(other, 0, 1<<20); !bytes.Equal(got, data) {
		t.Errorf("%d bytes (%v), want %d", len(got), err, len(data))
	}
}

func TestPredictors(t *testing.T) {
	for _, c := range []struct{ name, parms, data, want string }{
		{"none", "<</Predictor 10/Columns 3>>", "\x00abc\x00def", "abcdef"},
		{"left", "<</Predictor 11/Columns 3>>", "\x01\x01\x01\x01\x01\x05\x01\x01", "\x01\x02\x03\x05\x06\x07"},
		{"left, three colours", "<</Predictor 15/Columns 2/Colors 3>>", "\x01\x01\x02\x03\x01\x01\x01", "\x01\x02\x03\x02\x03\x04"},
		{"up", "<</Predictor 12/Columns 3>>", "\x02\x01\x02\x03\x02\x01\x01\x01", "\x01\x02\x03\x02\x03\x04"},
		{"average", "<</Predictor 13/Columns 2>>", "\x00\x04\x08\x03\x01\x01", "\x04\x08\x03\x06"},
		{"Paeth", "<</Predictor 14/Columns 3>>", "\x00\x0a\x14\x1e\x04\x01\x01\x01", "\x0a\x14\x1e\x0b\x15\x1f"},
		{"each row its own", "<</Predictor 15/Columns 2>>", "\x02ab\x01\x01\x01", "ab\x01\x02"},
		{"a row that is cut", "<</Predictor 12/Columns 4>>", "\x02abcd\x02\x01\x01", "abcdbc"},
		{"TIFF", "<</Predictor 2/Columns 3>>", "\x01\x01\x01\x05\x01\x01", "\x01\x02\x03\x05\x06\x07"},
		{"TIFF, three colours", "<</Predictor 2/Columns 2/Colors 3>>", "\x01\x02\x03\x01\x01\x01", "\x01\x02\x03\x02\x03\x04"},
		{"TIFF, two bytes", "<</Predictor 2/Columns 2/BitsPerComponent 16>>", "\x00\xff\x00\x01", "\x00\xff\x01\x00"},
		{"TIFF, half bytes", "<</Predictor 2/Columns 4/BitsPerComponent 4>>", "\x11\x1f", "\x12\x32"},
		{"TIFF, bits", "<</Predictor 2/Columns 8/BitsPerComponent 1>>", "\xff", "\xaa"},
		{"none that exists", "<</Predictor 3/Columns 3>>", "abc", "abc"},
		{"no predictor", "<</Predictor 1/Columns 3>>", "abc", "abc"},
	} {
		if got, err := unpredict([]byte(c.data), parsed(c.parms)); string(got) != c.want || err != nil {
			t.Errorf("%s: %q (%v), want %q", c.name, got, err, c.want)
		}
	}
	for _, parms := range []string{
		"<</Predictor 12/Columns 0>>", "<</Predictor 12/Columns 99999999>>", "<</Predictor 2/BitsPerComponent 3>>",
		"<</Predictor 2/Colors -1>>", "<</Predictor 12/BitsPerComponent 99>>",
	} {
		if _, err := unpredict([]byte("\x02abc"), parsed(parms)); err == nil {
			t.Errorf("%s: no error", parms)
		}
	}
	if got, err := unpredict([]byte("\x02a\x09b"), parsed("<</Predictor 12/Columns 1>>")); string(got) != "ab" || err == nil {
		t.Errorf("unknown row filter: %q, error %v", got, err)
	}
}
