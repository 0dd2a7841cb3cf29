package layout

import (
	"cmp"
	"slices"

	"doichieu/ingest/internal/pdftext"
)

// Distances in points within which rules count as touching, and as one.
const (
	touch   = 3.0
	sameAt  = 2.0 // two strokes of one rule
	edgeGap = 4.0 // the least width of a cell
)

// bar is a horizontal or vertical rule: at is its place across, from and to its
// ends along.
type bar struct{ at, from, to float64 }

// grid is a ruled table on one page.
type grid struct {
	xs, ys []float64 // edges of columns and rows
	owner  [][]int   // by row and column: the first slot of the merged cell, row*columns+column
	open   bool      // no rule closes it at the bottom: a row may go on overleaf

	inferred bool // no rule parts its columns: their edges are between words
}

func (g *grid) cols() int { return len(g.xs) - 1 }
func (g *grid) rows() int { return len(g.ys) - 1 }

// gridsOf finds the tables that the rules of a page draw: rules that touch make
// a component, and a component with at least two cells is a table. loose are
// the horizontal rules that belong to none.
func gridsOf(rules []pdftext.Rule) (grids []grid, loose []bar) {
	var hs, vs []bar
	for _, r := range rules {
		if r.Horizontal() {
			hs = append(hs, bar{(r.Y0 + r.Y1) / 2, r.X0, r.X1})
		} else {
			vs = append(vs, bar{(r.X0 + r.X1) / 2, r.Y0, r.Y1})
		}
	}
	hs, vs = mergeBars(hs, 8), mergeBars(vs, 5)
	if len(hs)+len(vs) > maxBars {
		return nil, nil
	}
	for _, c := range components(hs, vs) {
		if g, ok := newGrid(c.hs, c.vs); ok {
			grids = append(grids, g)
		} else if len(c.vs) == 0 {
			loose = append(loose, c.hs...)
		}
	}
	slices.SortStableFunc(grids, func(a, b grid) int { return cmp.Compare(a.ys[0], b.ys[0]) })
	return grids, loose
}

// mergeBars joins the strokes of one rule: side by side, or end to end as dots,
// dashes and the borders of single cells are. Shorter ones are dropped.
func mergeBars(bars []bar, shortest float64) []bar {
	slices.SortFunc(bars, func(a, b bar) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	var out []bar
	for i := 0; i < len(bars); {
		j := i + 1
		for j < len(bars) && bars[j].at-bars[j-1].at < 0.8 && bars[j].at-bars[i].at < sameAt {
			j++
		}
		group := slices.Clone(bars[i:j])
		slices.SortFunc(group, func(a, b bar) int { return cmp.Compare(a.from, b.from) })
		cur := group[0]
		for _, b := range group[1:] {
			if b.from <= cur.to+touch {
				cur.to = max(cur.to, b.to)
				continue
			}
			out = append(out, cur)
			cur = b
		}
		out = append(out, cur)
		i = j
	}
	return slices.DeleteFunc(out, func(b bar) bool { return b.to-b.from < shortest })
}

type component struct{ hs, vs []bar }

// components groups the rules that touch each other, directly or not.
func components(hs, vs []bar) []component {
	touching := newSets(len(hs) + len(vs))
	// Crossings are looked for among the vertical rules near a horizontal one:
	// they are sorted by place.
	slices.SortFunc(vs, func(a, b bar) int { return cmp.Compare(a.at, b.at) })
	for i, h := range hs {
		k, _ := slices.BinarySearchFunc(vs, h.from-touch, func(v bar, x float64) int { return cmp.Compare(v.at, x) })
		for ; k < len(vs) && vs[k].at <= h.to+touch; k++ {
			if vs[k].from <= h.at+touch && vs[k].to >= h.at-touch {
				touching.unite(i, len(hs)+k)
			}
		}
	}
	byRoot := map[int]int{}
	var list []component
	at := func(i int) *component {
		r := touching.find(i)
		k, ok := byRoot[r]
		if !ok {
			k = len(list)
			byRoot[r] = k
			list = append(list, component{})
		}
		return &list[k]
	}
	for i, h := range hs {
		c := at(i)
		c.hs = append(c.hs, h)
	}
	for i, v := range vs {
		c := at(len(hs) + i)
		c.vs = append(c.vs, v)
	}
	return list
}

// Drawings have more rules, and make more cells, than any table.
const (
	maxBars  = 4000
	maxCells = 20_000
)

// newGrid makes the cells: edges where rules stand and where they end, slots
// joined where no rule parts them.
func newGrid(hs, vs []bar) (grid, bool) {
	if len(hs) < 1 || len(vs) < 1 || len(hs)+len(vs) < 5 {
		return grid{}, false
	}
	xs, ys := make([]float64, 0, len(vs)), make([]float64, 0, len(hs))
	for _, v := range vs {
		xs = append(xs, v.at)
	}
	for _, h := range hs {
		ys = append(ys, h.at)
	}
	xs, ys = edges(xs), edges(ys)
	bottom := ys[len(ys)-1]
	xs, ys = extend(xs, hs, 12), extend(ys, vs, 6)
	g := grid{xs: xs, ys: ys, open: ys[len(ys)-1] > bottom+1}
	if g.cols() < 1 || g.rows() < 1 || g.cols()*g.rows() < 2 || g.cols()*g.rows() > maxCells {
		return grid{}, false
	}
	g.join(hs, vs)
	return g, g.cells() >= 2
}

// edges sorts the places of rules and keeps one of those that nearly agree.
func edges(at []float64) []float64 {
	slices.Sort(at)
	out := at[:1]
	for _, x := range at[1:] {
		if x-out[len(out)-1] >= edgeGap {
			out = append(out, x)
		}
	}
	return out
}

// extend adds the ends of the crossing rules where they reach beyond the edges:
// tables without outer borders, and rows that the end of the page cuts.
func extend(edges []float64, across []bar, least float64) []float64 {
	low, high := edges[0], edges[len(edges)-1]
	from, to := low, high
	for _, b := range across {
		from, to = min(from, b.from), max(to, b.to)
	}
	if low-from > least {
		edges = slices.Insert(edges, 0, from)
	}
	if to-high > least {
		edges = append(edges, to)
	}
	return edges
}

// join finds which slots make one cell.
func (g *grid) join(hs, vs []bar) {
	rows, cols := g.rows(), g.cols()
	slots := newSets(rows * cols)
	down, across := byEdge(vs, g.xs), byEdge(hs, g.ys)
	for r := range rows {
		for c := range cols {
			if c+1 < cols && !ruled(down[c+1], g.ys[r], g.ys[r+1]) {
				slots.unite(r*cols+c, r*cols+c+1)
			}
			if r+1 < rows && !ruled(across[r+1], g.xs[c], g.xs[c+1]) {
				slots.unite(r*cols+c, (r+1)*cols+c)
			}
		}
	}
	g.owner = make([][]int, rows)
	for r := range rows {
		g.owner[r] = make([]int, cols)
		for c := range cols {
			g.owner[r][c] = slots.find(r*cols + c)
		}
	}
}

// byEdge sorts bars to the edges that they stand at.
func byEdge(bars []bar, edges []float64) [][]bar {
	at := make([][]bar, len(edges))
	for _, b := range bars {
		for i, e := range edges {
			if abs(b.at-e) < edgeGap {
				at[i] = append(at[i], b)
			}
		}
	}
	return at
}

// ruled says whether one of the bars covers more than half of the stretch.
func ruled(bars []bar, from, to float64) bool {
	covered := 0.0
	for _, b := range bars {
		covered = max(covered, min(b.to, to)-max(b.from, from))
	}
	return covered > 0.5*(to-from)
}

func (g *grid) cells() int {
	n := 0
	for r, row := range g.owner {
		for c, o := range row {
			if o == r*g.cols()+c {
				n++
			}
		}
	}
	return n
}

// slot is the cell that a point stands in, or -1.
func (g *grid) slot(x, y float64) int {
	c, r := locate(g.xs, x), locate(g.ys, y)
	if c < 0 || r < 0 {
		return -1
	}
	return g.owner[r][c]
}

func locate(edges []float64, x float64) int {
	if x < edges[0]-1 || x > edges[len(edges)-1]+1 {
		return -1
	}
	i, _ := slices.BinarySearch(edges, x)
	return min(max(i-1, 0), len(edges)-2)
}

// sets are numbers that are united to disjoint sets. The least number of a set
// stands for it.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) find(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) unite(a, b int) {
	a, b = s.find(a), s.find(b)
	s[max(a, b)] = min(a, b)
}
