package pdftext

import (
	"strings"
	"testing"
)

// show prints an object in the syntax of the format.
func show(o object) string {
	if o.kind == operator {
		return o.str
	}
	return string(serialize(nil, o))
}

func TestTokenizer(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"1 -2.5 +3 .5 4. --5", "1 -2.5 3 0.5 4 -5"},
		{"1e3 0x", "1 e3 0 x"},
		{"/Name /A#20B /", "/Name /A#20B /"},
		{`(a(b)c) (\)\\) (\101\7)`, "<6128622963> <295c> <4107>"},
		{"(a\\\nb) (a\r\nb)", "<6162> <610a62>"},
		{"<48 65 6> <zz41>", "<486560> <41>"},
		{"[1 (a) /b [2]]", "[1 <61> /b [2 ] ]"},
		{"<</A 1/B[2 0 R]>>", "<</A 1 /B [2 0 R ] >>"},
		{"BT % comment\nET", "BT ET"},
		{"true false null", "true false null"},
		{"] ) > 7", "7"},
		{"(unfinished", "<756e66696e6973686564>"},
		{"[1 2", "[1 2 ]"},
		{"<</A", "<<>>"},
		{"q 1 0 0 1 0 0cm", "q 1 0 0 1 0 0 cm"},
	} {
		tk := tokenizer{data: []byte(c.in)}
		var got []string
		for o := tk.next(); o.kind != end && len(got) < 20; o = tk.next() {
			got = append(got, show(o))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q: %q, want %q", c.in, g, c.want)
		}
	}
}

func TestTokenizerNesting(t *testing.T) {
	for _, deep := range []string{strings.Repeat("[", 100_000), strings.Repeat("<<", 100_000), strings.Repeat("(", 100_000)} {
		tk := tokenizer{data: []byte(deep)}
		n := 0
		for o := tk.next(); o.kind != end; o = tk.next() {
			if n++; n > len(deep) {
				t.Fatal("the tokenizer does not move on")
			}
		}
	}
}

func TestCMapText(t *testing.T) {
	m := parseCMap([]byte(`/CIDInit /ProcSet findresource begin
1 begincodespacerange <0000> <FFFF> endcodespacerange
3 beginbfchar <0001> <1EE6> <0002> <00660069> <0003> <D83DDE00> endbfchar
3 beginbfrange
<0010> <0012> <0061>
<0020> <0021> [<0041> <00420043>]
<00FE> <0101> <01FE>
endbfrange
2 beginbfrange <0030> <002F> <0061> <0040> <0041> <61> endbfrange
endcmap`))
	for code, want := range map[uint32]string{
		1: "Ủ", 2: "fi", 3: "😀", 0x10: "a", 0x12: "c", 0x20: "A", 0x21: "BC", 0xfe: "\u01fe", 0x101: "\u0201", 0x40: "a", 0x41: "b",
	} {
		if got, ok := m.text(code); !ok || got != want {
			t.Errorf("code %#x: %q, %v, want %q", code, got, ok, want)
		}
	}
	for _, code := range []uint32{0, 0x13, 0x22, 0x30, 0x102} {
		if got, ok := m.text(code); ok {
			t.Errorf("code %#x has the text %q", code, got)
		}
	}
}

// TestCMapOdd reads what CMaps should not have and programs write.
func TestCMapOdd(t *testing.T) {
	for cmap, want := range map[string]string{
		"1 beginbfchar <1> <1EE6> endbfchar":                                    "Ủ",
		"1 beginbfchar <01> <61> endbfchar":                                     "a",
		"1 beginbfchar <01> <061> endbfchar":                                    "a",
		"1 beginbfchar <01> <1EE6>":                                             "Ủ",
		"1 beginbfchar <01> <1EE6> endcmap 1 beginbfchar <02> <0062> endbfchar": "Ủ",
		"9 beginbfchar <01> <1EE6> 1 beginbfrange <02> <03> <0061> endbfrange":  "Ủ",
		"<01> <1EE6> endbfchar":                                                 "Ủ",
		"1 beginbfchar <01> 97 endbfchar":                                       "a",
		"1 begincidchar <01> 97 endcidchar":                                     "a",
		"1 beginbfrange <00> <03> 96 endbfrange":                                "a",
		"2 beginbfrange <01> <01> <0061> <01> <01> <0062> endbfrange":           "a",
		"1 beginbfrange <01> <01> 0 endbfrange":                                 "",
		"1 beginsomething <01> <1EE6> endsomething 1 beginbfchar <02> <0062>":   "",
	} {
		if got, _ := parseCMap([]byte(cmap)).text(1); got != want {
			t.Errorf("%s: %q, want %q", cmap, got, want)
		}
	}
	for cmap, want := range map[string]bool{"": true, "1 begincodespacerange <00> <FF> endcodespacerange": true, "1 beginbfchar <01> <61> endbfchar": false} {
		if got := parseCMap([]byte(cmap)).empty(); got != want {
			t.Errorf("%q is empty: %v", cmap, got)
		}
	}
}

func TestCMapCodes(t *testing.T) {
	m := parseCMap([]byte(`2 begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange
1 begincidchar <20> 7 endcidchar
1 begincidrange <8140> <8142> 100 endcidrange`))
	for _, c := range []struct {
		in   string
		code uint32
		n    int
		cid  uint32
	}{
		{" x", 0x20, 1, 7}, {"\x81\x41", 0x8141, 2, 101}, {"\x80", 0x80, 1, 0}, {"\xff\xff", 0xff, 1, 0}, {"\x81", 0x81, 1, 0},
	} {
		code, n := m.next(c.in)
		if code != c.code || n != c.n || m.cid(code) != c.cid {
			t.Errorf("%q: code %#x of %d bytes, CID %d; want %#x, %d, %d", c.in, code, n, m.cid(code), c.code, c.n, c.cid)
		}
	}
	if _, n := parseCMap(nil).next("ab"); n != 2 {
		t.Errorf("without a code space codes have %d bytes, want 2", n)
	}
}

func TestGlyphTable(t *testing.T) {
	names, err := parseGlyphTable(glyphTable)
	if err != nil || len(names) < 1500 {
		t.Fatalf("%d names, %v", len(names), err)
	}
	for _, bad := range []string{"A", "A\tzz", "A\t0041\nA\t0042"} {
		if _, err := parseGlyphTable(bad); err == nil {
			t.Errorf("table %q is accepted", bad)
		}
	}
}

func TestNameText(t *testing.T) {
	for name, want := range map[string]string{
		"A": "A", "acircumflexacute": "ấ", "ohornhookabove": "ở", "dcroat": "đ", "uni1EA1": "ạ", "uni00410042": "AB", "u1EA1": "ạ", "u1F600": "😀",
		"a.sc": "a", "f_i": "fi", "fi": "fi", "A_nothing": "", "g12": "", "": "", "uniXYZW": "", "u12": "",
	} {
		if got := nameText(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestBaseEncodings(t *testing.T) {
	for _, c := range []struct {
		name string
		code byte
		want string
	}{
		{"WinAnsiEncoding", 0xe2, "â"},
		{"WinAnsiEncoding", 0x93, "“"},
		{"WinAnsiEncoding", 0x81, "•"},
		{"MacRomanEncoding", 0x89, "â"},
		{"StandardEncoding", 0xae, "fi"},
		{"StandardEncoding", '\'', "’"},
		{"StandardEncoding", 0x80, ""},
		{"WinAnsiEncoding", 0x05, ""},
	} {
		if got := baseEncoding(c.name)[c.code]; got != c.want {
			t.Errorf("%s, code %#x: %q, want %q", c.name, c.code, got, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct {
		in, want string
		blank    bool
	}{
		{"a", "a", false},
		{" ", "", true},
		{"\u00a0", "", true},
		{"\u200b", "", true},
		{"\u00ad", "\u00ad", false},
		{"", "", false},
		{"a\x00", "a", false},
		{"\x01", "", false},
		{"\ufffd", "", false},
		{"a b", "a b", false},
	} {
		if got, blank := clean(c.in); got != c.want || blank != c.blank {
			t.Errorf("clean(%q) = %q, %v, want %q, %v", c.in, got, blank, c.want, c.blank)
		}
	}
}
