package extract

import (
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/vn"
	"doichieu/extract/vocab"
)

var (
	reCited  = lazy.MustCompile(`(\d{1,5})\s?(/(?:\d{4}/)?\p{Lu}[\p{L}\d]*(?:\s?[-–]\s?\p{Lu}[\p{L}\d&]*)*|[-–]\s?\p{Lu}[\p{Lu}\p{Ll}]*\s?/\s?\p{Lu}[\p{L}\d]*)`)
	reReport = lazy.MustCompile(`[Nn]gày (\d{1,2})/(\d{1,2})/(\d{4}),\s*(\p{Lu}[\p{L} ]{3,60}?)\s+(?:đã )?(?:ban hành|ký ban hành|ký)\s+(\p{Lu}\p{Ll}+ \p{Ll}+)\s+số\s+(\d+[-/]\p{Lu}[\p{L}\d]*(?:[-/]\p{Lu}[\p{L}\d]*)*)`)
)

// readReported reads the record of the document that an article reports.
func (x *extractor) readReported(f *frame, lines []line) {
	if f.record.Number != "" || f.record.DocType != "" || len(lines) == 0 {
		return
	}
	for _, l := range lines[:min(len(lines), 4)] {
		m := reReport.FindStringSubmatchIndex(l.text)
		if m == nil {
			continue
		}
		at := func(g int) corpus.Span {
			return corpus.Span{Start: l.span.Start + m[2*g], End: l.span.Start + m[2*g+1]}
		}
		part := func(g int) string { return l.text[m[2*g]:m[2*g+1]] }
		x.put(f, &f.record.Number, "number", part(6), at(6))
		x.put(f, &f.record.Issued, "issued", isoDate(part(3), part(2), part(1)), corpus.Span{Start: at(1).Start, End: at(3).End})
		x.put(f, &f.record.Issuer, "issuer", part(4), at(4))
		x.put(f, &f.record.DocType, "doc_type", signOf(part(6)), at(6))
		return
	}
}

// readBasis reads the legal basis. A paper cited behind "về" belongs to the
// title of the one before it and is no basis of its own, nor is the paper by
// which the decision was proposed.
func (x *extractor) readBasis(f *frame, head []line) {
	seen := map[string]bool{}
	for _, l := range head {
		if !isBasis(l.text) || isCapitals(l.text) {
			continue
		}
		for _, c := range citations(l.text) {
			number := c.number
			if seen[number] || inTitle(l.text[:c.start]) || proposed(l.text[:c.start]) {
				continue
			}
			seen[number] = true
			span := corpus.Span{Start: l.span.Start + c.start, End: l.span.Start + c.end}
			f.record.Basis = append(f.record.Basis, number)
			f.record.Places = append(f.record.Places, Place{"basis", span.In(x.doc.Text), span, x.doc.PageAt(span.Start)})
		}
	}
}

// citation is a document number cited in a text.
type citation struct {
	number     string
	start, end int
}

// citations finds the document numbers in a text, without blanks.
func citations(text string) []citation {
	var out []citation
	for _, m := range reCited.FindAllStringIndex(text, -1) {
		number := strings.NewReplacer(" ", "", "–", "-").Replace(text[m[0]:m[1]])
		if vn.Bounded(text, m[0], m[1]) {
			out = append(out, citation{number, m[0], m[1]})
		}
	}
	return out
}

// proposed reports whether what follows before stands in the clause that names
// who proposed the paper: "Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số".
func proposed(before string) bool {
	t := vn.Normalise(before[max(0, len(before)-2*reach):]).Text
	k := strings.LastIndexByte(t, ';') + 1
	return reProposed.MatchString(t[k:])
}

var reProposed = lazy.MustCompile(`^\s*(?:-\s*)?(?:theo|xét) (?:đề nghị|báo cáo|tờ trình)(?: |$)`)

// inTitle reports whether what follows before stands in the title of a cited
// paper: behind "về", with no other citation's separator since.
func inTitle(before string) bool {
	t := vn.Normalise(before[max(0, len(before)-2*reach):]).Text
	about := strings.LastIndex(t, " về ")
	return about >= 0 && strings.LastIndexAny(t, ";") < about && !strings.Contains(t[about:], "), ")
}

// reCentral is a number of a paper of the central level: 93/NQ-CP, 773/QĐ-TTg.
var reCentral = lazy.MustCompile(`[-/](?:CP|TTg|TW|QH\d+|UBTVQH\d+|VPCP|BCA|BQP|BNV|BTC|BYT|BGDĐT|BXD|BCT|BTP|BNG|BKHCN|BVHTTDL|BNNMT|BNN|BNNPTNT|BTNMT|BGTVT|BTTTT|BLĐTBXH|BKHĐT|BDTTG|NHNN|UBDT|TANDTC|VKSNDTC)$`)

// readLocality reads the province: from the place of issue, the issuer, the
// title, or the opening; else the one that the paper names most often.
func (x *extractor) readLocality(f *frame, head, lines []line) {
	letterhead := f.record.Issuer + " " + f.record.Title
	for _, l := range head {
		letterhead += " " + cut(l.text, reach)
	}
	t := vn.Normalise(letterhead).Text
	f.context = vocab.Context{Level: "province"}
	if strings.HasPrefix(f.record.Issuer, "Chính phủ") || strings.HasPrefix(t, "chính phủ") || strings.HasPrefix(t, "thủ tướng") || reCentral.MatchString(f.record.Number) {
		f.context.Level = "central"
		return
	}
	if f.dateline.Len() > 0 {
		x.locate(f, f.dateline)
	}
	for _, p := range f.record.Places {
		if p.Field == "issued" || p.Field == "issuer" || p.Field == "title" {
			x.locate(f, p.Span)
		}
	}
	for _, l := range head {
		x.locate(f, l.span)
	}
	if f.record.Locality == "" && ofProvince(t) {
		x.locateUnknown(f)
	}
	if f.record.Locality == "" {
		x.locateMost(f, lines)
	}
	f.context.Locality = f.record.Locality
	// Ranks change: Đồng Nai was a province until 29 April 2026.
	unit, _ := vocab.LocalityOn(f.record.Locality, f.record.Issued)
	f.context.City = strings.Contains(t, "ủy ban nhân dân thành phố") || strings.Contains(t, "ubnd thành phố") ||
		strings.Contains(t, "thành ủy") || strings.Contains(t, "địa bàn thành phố") ||
		unit.Kind == "thành phố" && !strings.Contains(t, "tỉnh "+vn.Normalise(f.record.Locality).Text)
}

// locate sets the locality if the words at the span name one.
func (x *extractor) locate(f *frame, s corpus.Span) {
	if f.record.Locality != "" {
		return
	}
	if l, at, ok := vocab.FindLocality(s.In(x.doc.Text)); ok {
		x.put(f, &f.record.Locality, "locality", l.Name, at.Shift(s.Start))
	}
}

// ofProvince reports whether a normalised letterhead is that of a body of a
// province or a centrally run city. Papers of lower bodies name their own place
// where these name the province.
func ofProvince(letterhead string) bool {
	return reProvincial.MatchString(letterhead) && !reLower.MatchString(letterhead)
}

var (
	reProvincial = lazy.MustCompile(`(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd)\s+(?:tỉnh|thành phố)|(?:tỉnh|thành) ủy|(?:^|\s)sở \p{L}|ban chỉ đạo[^,;.]{0,40} tỉnh`)
	reLower      = lazy.MustCompile(`(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd)\s+(?:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)`)
	// The place in front of the day of issue, which by Decree 30/2020, appendix
	// I, is the name of the province where a provincial body issues the paper.
	reIssuedAt = lazy.MustCompile(`((?:\p{Lu}[\p{Ll}'’]*\p{Ll}(?:\s+|\s*[–-]\s*)?)+)\s*,`)
)

// locateUnknown takes the place of issue as the name of a province that the
// gazetteer does not have.
func (x *extractor) locateUnknown(f *frame) {
	raw := f.dateline.In(x.doc.Text)
	m := reIssuedAt.FindStringSubmatchIndex(raw)
	if m == nil {
		return
	}
	name := strings.Join(strings.Fields(raw[m[2]:m[3]]), " ")
	span := corpus.Span{Start: f.dateline.Start + m[2], End: f.dateline.Start + m[3]}
	x.put(f, &f.record.Locality, "locality", name, span)
	x.plan.Notes = append(x.plan.Notes, corpus.Note{
		Code: "unknown-locality", Severity: corpus.Warning,
		Message: "the locality is not in the gazetteer; it is taken from the place of issue: " + name,
		Span:    span, Page: x.doc.PageAt(span.Start),
	})
}

// locateMost takes the locality that most paragraphs name, where there is no
// letterhead to tell.
func (x *extractor) locateMost(f *frame, lines []line) {
	if f.record.DocType == "" {
		return
	}
	count, first := map[string]int{}, map[string]corpus.Span{}
	best := ""
	for _, l := range lines {
		p, at, ok := vocab.FindLocality(l.text)
		if !ok {
			continue
		}
		if count[p.Name] == 0 {
			first[p.Name] = at.Shift(l.span.Start)
		}
		count[p.Name]++
		if count[p.Name] > count[best] {
			best = p.Name
		}
	}
	if best == "" {
		return
	}
	x.put(f, &f.record.Locality, "locality", best, first[best])
	x.plan.Notes = append(x.plan.Notes, corpus.Note{
		Code: "locality-guessed", Severity: corpus.Warning, Message: "the locality is the one that the text names most often: " + best,
		Span: first[best], Page: x.doc.PageAt(first[best].Start),
	})
}
