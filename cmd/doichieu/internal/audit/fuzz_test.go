package audit

import (
	"slices"
	"testing"

	"doichieu/corpus"
)

// FuzzOpen: whatever a file holds, it is read or refused, and checking it ends.
func FuzzOpen(f *testing.F) {
	f.Add("a.csv", []byte("Mã văn bản,Trường,Nguyên văn,Vị trí byte,SHA-256\nx,lead,y,\"[9999999999999999999,3)\",z"))
	f.Add("a.json", []byte(`{"schema":"doichieu.values/1","values":[{"field":1,"quote":[],"span":[5,1],"plan":null}]}`))
	f.Add("a.json", []byte(`{"schema":"doichieu.matrix/1","rows":[{"plan":"x","task":"","text":"","span":[[1,2],[0,9]],"targets":[1]}],"rejected":[1],"plan":{}}`))
	f.Add("a.xlsx", []byte("PK\x03\x04"))
	originals, err := plans()
	if err != nil {
		f.Fatal(err)
	}
	for _, o := range originals {
		f.Add("a.json", []byte(`{"schema":"doichieu.matrix/1","rows":[{"plan":"`+o.Doc.ID+`","task":"","text":"","span":[[1,2],[0,9]],"targets":[1]},{"plan":"`+o.Doc.ID+`","task":"II/1","text":7,"span":{},"words":1}]}`))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if !Readable(name) {
			return
		}
		e, err := Open(name, data, func() (*corpus.Document, error) { return &corpus.Document{}, nil })
		if err != nil {
			return
		}
		e.Sources()
		result := e.Check(originals)
		if result.Cells < len(result.Mismatches) {
			t.Errorf("%d cells, %d mismatches", result.Cells, len(result.Mismatches))
		}
	})
}

// TestShortRows: a report whose rows were edited has cells missing.
func TestShortRows(t *testing.T) {
	text := "Cột Số, ký hiệu Tệp SHA-256 x"
	at := func(start, end int) corpus.Span { return corpus.Span{Start: start, End: end} }
	head := []corpus.Span{at(0, 5), at(6, 22), at(23, 28), at(29, 36)}
	doc := &corpus.Document{Text: text, Blocks: []corpus.Block{
		{Kind: corpus.Table, Cells: [][]corpus.Span{{}}},
		{Kind: corpus.Table, Cells: [][]corpus.Span{head, {at(37, 38)}, append(slices.Clone(head), at(37, 38))}},
	}}
	r := reportOf(doc)
	if r == nil || len(r.sources) != 2 || r.sources[0] != (Source{}) {
		t.Errorf("the sources are %+v", r)
	}
}
