package index

import (
	"fmt"
	"testing"
)

func TestSuggestions(t *testing.T) {
	x := indexed(t, small()...)
	for _, tt := range []struct{ query, want string }{
		{"rà soát", "[]"},
		{"rà xoát", "[{xoát [soát]}]"},
		{"ra xoat", "[{xoat [soát]}]"},
		{"ruộng qwertyuiop", "[{ruộng [trường]} {qwertyuiop []}]"},
		{"rá soát", "[{rá [rà]}]"}, // the syllable stands with another tone only
		{"rà soát -xoát", "[]"},
		{"của", "[]"},
		{"tỉnh:\"Phú Sen\"", "[{Phú Sen [tỉnh Phú Sơn]}]"},
		{"cơ quan:\"Sở Y tếe\"", "[{Sở Y tếe [Sở Y tế]}]"},
		{"tỉnh:Đâuđó", "[]"},
	} {
		if got := fmt.Sprint(ask(t, x, Request{Query: tt.query}).Suggestions); got != tt.want {
			t.Errorf("%q: %s\nwant %s", tt.query, got, tt.want)
		}
	}
}
