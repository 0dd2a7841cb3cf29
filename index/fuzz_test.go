package index

import (
	"context"
	"encoding/base64"
	"math"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"doichieu/index/engine"
)

// FuzzSearch holds that no query is an error or a panic, and that what comes
// back is in order: scores are numbers, highlights are whole characters of the
// text, ascending and apart.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{
		"", "rà soát đất đai", `"đất`, `-"rà soát đất" hộ`, "hạn:>2025..", "hạn:<..2025", "hạn:>=..", "năm:>2025..", "năm:..",
		"tỉnh:Lâm Giang rà", "cơ quan:- chủ trì:x:", "số:/KH-BCĐ", "số:132", "plan:p1/000001 plan:*", "loại:", "132-KL/TW 31/12/2025",
		"+a -b ~ ^2 field:* [1 TO 2] /re/ \\", "\x00\xff\u0301", strings.Repeat("đất ", 300), "UBND Sở Y tế HSSV", "-đất", "của và",
	} {
		f.Add(seed, false)
		f.Add(seed, true)
	}
	x := indexed(f, small()...)
	f.Fuzz(func(t *testing.T, query string, exact bool) {
		r, err := x.Search(context.Background(), Request{Query: query, Exact: exact, Facets: FacetNames()})
		if err != nil {
			t.Fatalf("%q: %v", query, err)
		}
		if r.Total < len(r.Hits) || r.Partial > r.Total || r.Hits == nil || r.Unknown == nil || len(r.Facets) != len(FacetNames()) {
			t.Fatalf("%q: %+v", query, r)
		}
		for _, h := range r.Hits {
			if math.IsNaN(h.Score) || math.IsInf(h.Score, 0) || h.Score < 0 {
				t.Fatalf("%q: score %v", query, h.Score)
			}
			at := 0
			for _, s := range h.Highlights {
				if s.Start < at || s.End <= s.Start || s.End > len(h.Text) || !utf8.ValidString(s.In(h.Text)) {
					t.Fatalf("%q in %q: span %v", query, h.Text, s)
				}
				at = s.End + 1
			}
		}
	})
}

// FuzzCursor holds that no text for a cursor is a panic, and that what is taken
// for one is written back as it was.
func FuzzCursor(f *testing.F) {
	whole := cursor{Generation: 7 << 32, Before: 20, Partial: 3, Position: &engine.Position{Score: 1.5, Key: "cần thơ", Ref: engine.Ref{Group: "p1", At: 3}}}
	for _, c := range []cursor{{}, whole} {
		b, err := base64.RawURLEncoding.DecodeString(c.String())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
		f.Add(b[:len(b)-1])
	}
	f.Add([]byte("nonsense and more of it, \xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, ok := parseCursor(b)
		if !ok {
			return
		}
		again, err := base64.RawURLEncoding.DecodeString(c.String())
		if err != nil {
			t.Fatal(err)
		}
		if d, ok := parseCursor(again); !ok || !reflect.DeepEqual(c, d) && (c.Position == nil || !math.IsNaN(c.Position.Score)) {
			t.Fatalf("%q: %+v and %+v", b, c, d)
		}
	})
}
