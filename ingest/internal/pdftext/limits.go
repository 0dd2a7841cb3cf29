package pdftext

import (
	"errors"
	"io"

	"github.com/ledongthuc/pdf"
)

// Limits bound what one file may cost. Numbers far above what real documents
// need, and far below what stops a machine.
type Limits struct {
	Pages   int   // pages of a file
	Nodes   int   // nodes of the page tree, counting those met again
	Depth   int   // forms inside forms, and levels of the page tree
	Stream  int64 // bytes of the decoded content of a page
	CMap    int64 // bytes of a decoded CMap
	Glyphs  int   // glyphs of a page
	Rules   int   // ruling lines of a page
	Ops     int   // operators of a page, forms counted each time they are drawn
	Objects int   // objects of a file

	// Of all pages together, because a part of a file may be drawn again and
	// again.
	FileStream int64 // bytes of decoded content
	FileCMap   int64 // bytes of decoded CMaps
	FileWidths int   // widths of the glyphs of composite fonts
	FileOps    int   // operators
	FileGlyphs int   // glyphs
}

// DefaultLimits are the limits in use.
func DefaultLimits() Limits {
	return Limits{
		Pages: 5000, Nodes: 20_000, Depth: 24, Stream: 32 << 20, CMap: 4 << 20,
		Glyphs: 200_000, Rules: 50_000, Ops: 3_000_000, Objects: 2_000_000,
		FileStream: 2 << 30, FileCMap: 64 << 20, FileWidths: 4_000_000, FileOps: 200_000_000, FileGlyphs: 20_000_000,
	}
}

// budget is what is left of the limits that hold for a file as a whole.
type budget struct {
	limits       Limits
	stream, cmap int64
	widths, ops  int
	glyphs       int
	trouble      bool // the object layer failed on something: see [File.mend]
}

func newBudget(l Limits) *budget {
	return &budget{
		limits: l, stream: l.FileStream, cmap: l.FileCMap,
		widths: l.FileWidths, ops: l.FileOps, glyphs: l.FileGlyphs,
	}
}

// content is the decoded content of a stream that is drawn.
func (b *budget) content(v pdf.Value, limit int64) []byte {
	data := b.readStream(v, min(limit, b.stream))
	b.stream -= int64(len(data))
	return data
}

// cmapOf is the decoded content of a CMap or of the head of a font.
func (b *budget) cmapOf(v pdf.Value, limit int64) []byte {
	data := b.readStream(v, min(limit, b.limits.CMap, b.cmap))
	b.cmap -= int64(len(data))
	return data
}

// readStream is the decoded content of a stream, up to limit bytes. What was
// decoded before an error is kept: a damaged page shows its beginning. A filter
// that the object layer does not have gives nothing, until the file is mended.
func (b *budget) readStream(v pdf.Value, limit int64) (data []byte) {
	if v.Kind() != pdf.Stream {
		return nil
	}
	defer func() {
		// The object layer panics on filters and predictors it does not know.
		if recover() != nil {
			data, b.trouble = nil, true
		}
	}()
	r := v.Reader()
	defer func() { _ = r.Close() }()
	data, err := io.ReadAll(io.LimitReader(r, limit))
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && len(data) == 0 {
		return nil
	}
	return data
}
