package layout

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	s := newSheet(1)
	s.grid([]float64{85, 120, 300, 545}, []float64{100, 130, 180, 210})
	s.bold(90, 120, "TT")
	s.bold(130, 120, "Nhiệm vụ")
	s.bold(310, 120, "Cơ quan")
	s.at(90, 150, size, "1")
	s.at(125, 150, size, "Rà soát các hộ nghèo,")
	s.at(125, 170, size, "hộ cận nghèo")
	s.at(310, 150, size, "Sở Y tế")
	s.at(90, 200, size, "2")
	s.at(310, 200, size, "Sở Nội vụ")
	s.wrap(300, 28, long)
	blocks, _ := blocksOf(s)
	if got, want := outline(blocks[:1]), "ta TT | Nhiệm vụ | Cơ quan ; 1 | Rà soát các hộ nghèo,/hộ cận nghèo | Sở Y tế ; 2 | | Sở Nội vụ\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestMergedCells: a slot that no rule parts belongs to its neighbour.
func TestMergedCells(t *testing.T) {
	s := newSheet(1)
	for _, y := range []float64{100, 130, 160, 190} {
		s.rule(85, y, 545, y)
	}
	s.rule(85, 100, 85, 190)
	s.rule(545, 100, 545, 190)
	s.rule(200, 130, 200, 190) // the first row is one cell
	s.at(90, 120, size, "I. NHÓM NHIỆM VỤ")
	s.at(90, 150, size, "1")
	s.at(210, 150, size, "Sở Y tế")
	s.at(90, 180, size, "2")
	s.at(210, 180, size, "Sở Nội vụ")
	check(t, "ta I. NHÓM NHIỆM VỤ | ; 1 | Sở Y tế ; 2 | Sở Nội vụ\n", s)
}

// TestFrame: a frame around text is no table.
func TestFrame(t *testing.T) {
	s := newSheet(1)
	s.grid([]float64{80, 550}, []float64{90, 150})
	s.at(90, 110, size, "Lưu ý: văn bản mẫu.")
	check(t, "pa Lưu ý: văn bản mẫu.\n", s)
}

func TestTableOverPages(t *testing.T) {
	xs := []float64{85, 120, 545}
	a, b := newSheet(1), newSheet(2)
	a.grid(xs, []float64{100, 130, 160})
	a.at(90, 120, size, "TT")
	a.at(130, 120, size, "Nhiệm vụ")
	a.at(90, 150, size, "1")
	a.at(130, 150, size, "Rà soát các hộ nghèo và")
	b.grid(xs, []float64{60, 90, 120, 150})
	b.at(90, 80, size, "TT")
	b.at(130, 80, size, "Nhiệm vụ")
	b.at(130, 110, size, "hộ cận nghèo.")
	b.at(90, 140, size, "2")
	b.at(130, 140, size, "Báo cáo.")
	blocks, counts := blocksOf(a, b)
	if got, want := outline(blocks), "ta TT | Nhiệm vụ ; 1 | Rà soát các hộ nghèo và/hộ cận nghèo. ; 2 | Báo cáo.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if counts.Heads != 1 || counts.Rows != 1 {
		t.Errorf("counts %+v", counts)
	}
	// A near miss: other columns make another table.
	c := newSheet(2)
	c.grid([]float64{85, 300, 545}, []float64{60, 90})
	c.at(90, 80, size, "x")
	c.at(310, 80, size, "y")
	if blocks, _ := blocksOf(a, c); len(blocks) != 2 {
		t.Errorf("got:\n%s", outline(blocks))
	}
}

// TestMisreadHead: a head that OCR reads a little otherwise on the next page is
// the same; a row with another number is not.
func TestMisreadHead(t *testing.T) {
	row := func(cells ...string) (out []cell) {
		for _, text := range cells {
			out = append(out, cell{lines: []Line{{Text: text}}})
		}
		return out
	}
	head := row("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian")
	for _, c := range []struct {
		row  []cell
		same bool
	}{
		{head, true},
		{row("STT", "Nội dung nhiệm vu", "Cơ quan chủ trì", "Thời gian"), true},
		{row("STT", "Nội dung nhiệm vụ", "Cơ quan phối hợp", "Thời gian"), false},
		{row("STT", "Nội dung nhiệm vụ 1", "Cơ quan chủ trì", "Thời gian"), false},
	} {
		if got := sameRow(head, c.row); got != c.same {
			t.Errorf("%v: %t", c.row, got)
		}
	}
	if sameRow(row("", ""), row("", "")) {
		t.Error("rows without words are a head")
	}
}

// TestTurned: writing that does not stand upright comes into its cell, or
// behind the text.
func TestTurned(t *testing.T) {
	s := newSheet(1)
	s.grid([]float64{85, 120, 545}, []float64{100, 200, 230})
	s.at(130, 150, size, "Nhiệm vụ")
	s.at(90, 220, size, "1")
	s.at(130, 220, size, "Rà soát")
	// Upwards in the first cell: in the coordinates of such writing, x counts
	// from the foot of the page.
	for _, g := range glyphsOf(842-180, 105, size, "Số TT", false) {
		g.Turn = 3
		s.Glyphs = append(s.Glyphs, g)
	}
	check(t, "ta Số TT | Nhiệm vụ ; 1 | Rà soát\n", s)
}

// TestManyRules: drawings cost no more than their rules.
func TestManyRules(t *testing.T) {
	s := newSheet(1)
	for i := range 5000 {
		x := float64(i%100) * 6
		y := float64(i/100) * 16
		s.rule(x, y, x+5, y)
		s.rule(x+1, y, x+1, y+12)
	}
	s.at(left, 100, size, "Bản đồ")
	if got := outline(must(blocksOf(s))); !strings.Contains(got, "Bản đồ") {
		t.Errorf("got:\n%s", got)
	}
}

// TestNarrowCells: narrow columns break between a word and its number.
func TestNarrowCells(t *testing.T) {
	s := newSheet(1)
	s.grid([]float64{85, 140, 545}, []float64{100, 150, 200})
	s.at(90, 115, size, "Quý")
	s.at(90, 135, size, "III/2026")
	s.at(150, 115, size, "- Rà soát;")
	s.at(150, 135, size, "- Báo cáo.")
	s.at(90, 165, size, "Năm")
	s.at(90, 185, size, "2026")
	s.at(150, 165, size, "Tổng kết")
	check(t, "ta Quý/III/2026 | - Rà soát; ¶ - Báo cáo. ; Năm/2026 | Tổng kết\n", s)
}

// TestMergedCellOverPages: below a merged cell the first cell of a new row is
// empty, too, which makes no continued row of it.
func TestMergedCellOverPages(t *testing.T) {
	xs := []float64{85, 120, 400, 545}
	a, b := newSheet(1), newSheet(2)
	a.grid(xs, []float64{100, 130, 160})
	a.at(90, 120, size, "TT")
	a.at(130, 120, size, "Nhiệm vụ")
	a.at(410, 120, size, "Chủ trì")
	a.at(90, 150, size, "1")
	a.at(130, 150, size, "Rà soát các hộ nghèo.")
	a.at(410, 150, size, "Sở Y tế")
	b.grid(xs, []float64{60, 90, 120})
	b.at(130, 80, size, "Báo cáo kết quả.")
	b.at(410, 80, size, "Sở Nội vụ")
	b.at(90, 110, size, "2")
	b.at(130, 110, size, "Tổng kết.")
	blocks, counts := blocksOf(a, b)
	if len(blocks) != 1 || len(blocks[0].Rows) != 4 || counts.Rows != 0 {
		t.Errorf("%+v\n%s", counts, outline(blocks))
	}
	// What is left of a cell, without words of the task, goes on with the row.
	c := newSheet(2)
	c.grid(xs, []float64{60, 90, 120})
	c.at(410, 80, size, "và Công an")
	c.at(90, 110, size, "2")
	c.at(130, 110, size, "Tổng kết.")
	if blocks, counts := blocksOf(a, c); len(blocks[0].Rows) != 3 || counts.Rows != 1 {
		t.Errorf("%+v\n%s", counts, outline(blocks))
	}
}

// TestTooMuch: what no paper holds is left out and counted.
func TestTooMuch(t *testing.T) {
	s := newSheet(1)
	for i := range maxBands + 50 {
		s.at(left, float64(100+i*20), size, "x")
	}
	if blocks, counts := blocksOf(s); counts.LeftOut != 1 || len(blocks) == 0 {
		t.Errorf("counts %+v, %d blocks", counts, len(blocks))
	}
}

// FuzzBlocks sets glyphs and rules anywhere: no letter comes more often than it
// was set, and the pages ascend.
func FuzzBlocks(f *testing.F) {
	f.Add([]byte("\x10\x10a\x20\x10b\x30\x20c\xf0\x40\x80"), 1)
	f.Add([]byte("KẾ HOẠCH\n1. Mục đích: - Rà soát;\xff\x01\xfe\x02"), 2)
	f.Fuzz(func(t *testing.T, data []byte, pages int) {
		if len(data) > 3000 {
			return
		}
		var r Reader
		want := map[rune]int{}
		pages = max(1, min(pages, 4))
		for n := 1; n <= pages; n++ {
			s := newSheet(n)
			for i := 0; i+3 < len(data); i += 4 {
				x, y := float64(data[i])*2.3, float64(data[i+1])*3.3
				if c := data[i+2]; c%5 == 0 {
					s.rule(x, y, x+float64(data[i+3]), y)
				} else if c%5 == 1 {
					s.rule(x, y, x, y+float64(data[i+3]))
				} else {
					g := glyphsOf(x, y, float64(6+data[i+3]%12), string(rune('a'+c%26)), c%3 == 0)[0]
					g.Turn = int(data[i+3]) % 29 / 26
					s.Glyphs = append(s.Glyphs, g)
					want[rune(g.Text[0])]++
				}
			}
			r.Add(&s.Page)
		}
		last := 0
		got := map[rune]int{}
		for _, b := range r.Blocks() {
			count := func(p Paragraph) {
				for _, l := range p {
					for _, c := range l.Text {
						got[c]++
					}
				}
			}
			count(b.Lines)
			if len(b.Lines) > 0 {
				if b.Lines[0].Page < last {
					t.Fatalf("page %d behind page %d", b.Lines[0].Page, last)
				}
				last = b.Lines[0].Page
			}
			for _, row := range b.Rows {
				for _, cell := range row {
					for _, p := range cell {
						count(p)
					}
				}
			}
		}
		for c, n := range got {
			if c != ' ' && n > want[c] {
				t.Fatalf("%q stands %d times in the blocks, was set %d times", c, n, want[c])
			}
		}
	})
}

// TestCutAtItem: the next item of a cell's list, alone in its row overleaf, is
// of the row that the page cut, and so is a provision's number; a row with words
// in other cells is another one.
func TestCutAtItem(t *testing.T) {
	xs := []float64{85, 120, 400, 545}
	for _, c := range []struct{ before, after, agency, want string }{
		{"- Rà soát hộ nghèo;", "- Báo cáo.", "", " ; 1 | - Rà soát hộ nghèo; ¶ - Báo cáo. | Sở Y tế\n"},
		{"Rà soát theo quy định tại khoản 2", "Điều 8 Luật Đất đai.", "", " ; 1 | Rà soát theo quy định tại khoản 2/Điều 8 Luật Đất đai. | Sở Y tế\n"},
		{"- Rà soát hộ nghèo;", "- Báo cáo.", "Sở Nội vụ", " ; 1 | - Rà soát hộ nghèo; | Sở Y tế ; | - Báo cáo. | Sở Nội vụ\n"},
		{"Rà soát hộ nghèo.", "- Báo cáo.", "", " ; 1 | Rà soát hộ nghèo. | Sở Y tế ; | - Báo cáo. |\n"},
	} {
		a, b := newSheet(1), newSheet(2)
		a.grid(xs, []float64{700, 730, 760})
		b.grid(xs, []float64{60, 90})
		a.at(90, 720, size, "TT")
		a.at(125, 720, size, "Nhiệm vụ")
		a.at(405, 720, size, "Cơ quan")
		a.at(90, 750, size, "1")
		a.at(125, 750, size, c.before)
		a.at(405, 750, size, "Sở Y tế")
		b.at(125, 80, size, c.after)
		b.at(405, 80, size, c.agency)
		check(t, "ta TT | Nhiệm vụ | Cơ quan"+c.want, a, b)
	}
}
