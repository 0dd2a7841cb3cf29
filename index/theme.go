package index

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"doichieu/corpus/vn"
	"doichieu/extract/vocab"
)

// themes are the headings of a path that name a theme: those that neither
// introduce the items below ("... sau đây:") nor are a provision or the names of
// agencies. One in capitals is written in small letters, so that it counts with
// the same words of other plans.
func themes(path []string) []string {
	out := []string{}
	for _, heading := range path {
		h := strings.Join(strings.Fields(vn.NFC(heading)), " ")
		if h == "" || strings.ContainsAny(h[len(h)-1:], ":.;,") || strings.HasSuffix(h, "…") || ofAgencies(h) {
			continue
		}
		if h == strings.ToUpper(h) {
			h = strings.ToLower(h)
		}
		first, n := utf8.DecodeRuneInString(h)
		if h = string(unicode.ToUpper(first)) + h[n:]; !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	return out
}

// ofAgencies reports whether most of a heading are names of agencies: "Công an
// tỉnh", "Đề nghị Viện kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh".
func ofAgencies(heading string) bool {
	named := 0
	for _, m := range vocab.Agencies().Mentions(heading, vocab.Context{}) {
		named += m.Span.Len()
	}
	return 2*named > len(heading)
}
