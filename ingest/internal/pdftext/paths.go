package pdftext

import (
	"math"

	"github.com/ledongthuc/pdf"
)

// path is the path under construction, in page coordinates.
type path struct {
	segments   []Rule       // straight segments and sides of rectangles, any direction
	boxes      [][4]float64 // rectangles
	sx, sy     float64      // start of the subpath
	x, y       float64
	curved     bool
	minx, miny float64
	maxx, maxy float64
	points     int
}

// maxSegments bounds a path: maps and drawings have millions.
const maxSegments = 20_000

// thin is the greatest width in points of a filled shape that is a line.
const thin = 3.0

// graphicsOperator carries out the operators of the graphics state and paths.
func (m *machine) graphicsOperator(op string, args []object) {
	switch op {
	case "q":
		if len(m.stack) < maxStack {
			m.stack = append(m.stack, m.g)
		}
	case "Q":
		if n := len(m.stack); n > 0 {
			m.g, m.stack = m.stack[n-1], m.stack[:n-1]
		}
	case "cm":
		if v, ok := numbers(args, 6); ok {
			if next := (matrix{v[0], v[1], v[2], v[3], v[4], v[5]}).mul(m.g.ctm); next.finite() {
				m.g.ctm = next
			}
		}
	case "w":
		v, _ := numbers(args, min(1, len(args)))
		m.g.line = v[0]
	case "g", "rg", "k", "sc", "scn":
		m.g.white = whiteFill(op, args)
	default:
		m.pathOperator(op, args)
	}
}

// whiteFill says that a colour is white. Colours of other spaces count as seen.
func whiteFill(op string, args []object) bool {
	n := len(args)
	for _, a := range args {
		if a.kind != number {
			return false
		}
		if want := 1.0; op == "k" && a.num > 0.02 || op != "k" && a.num < want-0.02 {
			return false
		}
	}
	return op == "g" && n == 1 || op == "rg" && n == 3 || op == "k" && n == 4 || (op == "sc" || op == "scn") && n == 3
}

func (m *machine) pathOperator(op string, args []object) {
	p := &m.path
	switch op {
	case "m":
		if v, ok := numbers(args, 2); ok {
			p.x, p.y = m.g.ctm.apply(v[0], v[1])
			p.sx, p.sy = p.x, p.y
			p.touch(p.x, p.y)
		}
	case "l":
		if v, ok := numbers(args, 2); ok {
			p.lineTo(m.g.ctm.apply(v[0], v[1]))
		}
	case "c", "v", "y":
		if len(args) >= 2 {
			v, _ := numbers(args, 2)
			p.x, p.y = m.g.ctm.apply(v[0], v[1])
			p.curved = true
		}
	case "h":
		p.lineTo(p.sx, p.sy)
	case "re":
		if v, ok := numbers(args, 4); ok {
			l, t, r, b := m.g.ctm.bounds(v[0], v[1], v[0]+v[2], v[1]+v[3])
			if len(p.boxes) < maxSegments {
				p.boxes = append(p.boxes, [4]float64{l, t, r, b})
			}
		}
	case "S", "s":
		m.stroke()
		m.path = path{}
	case "f", "F", "f*":
		m.fill()
		m.path = path{}
	case "B", "B*", "b", "b*":
		m.fill()
		m.stroke()
		m.path = path{}
	case "n":
		m.path = path{}
	}
}

func (p *path) touch(x, y float64) {
	if p.points == 0 {
		p.minx, p.maxx, p.miny, p.maxy = x, x, y, y
	}
	p.points++
	p.minx, p.maxx, p.miny, p.maxy = min(p.minx, x), max(p.maxx, x), min(p.miny, y), max(p.maxy, y)
}

func (p *path) lineTo(x, y float64) {
	if len(p.segments) < maxSegments {
		p.segments = append(p.segments, Rule{p.x, p.y, x, y})
	}
	p.x, p.y = x, y
	p.touch(x, y)
}

// stroke keeps the horizontal and vertical parts of a stroked path.
func (m *machine) stroke() {
	for _, s := range m.path.segments {
		m.rule(s.X0, s.Y0, s.X1, s.Y1)
	}
	for _, b := range m.path.boxes {
		if b[3]-b[1] <= thin || b[2]-b[0] <= thin {
			m.bar(b[0], b[1], b[2], b[3])
			continue
		}
		m.rule(b[0], b[1], b[2], b[1])
		m.rule(b[0], b[3], b[2], b[3])
		m.rule(b[0], b[1], b[0], b[3])
		m.rule(b[2], b[1], b[2], b[3])
	}
}

// fill keeps filled shapes that are thin enough to be lines.
func (m *machine) fill() {
	if m.g.white {
		return
	}
	p := &m.path
	for _, b := range p.boxes {
		if b[3]-b[1] <= thin || b[2]-b[0] <= thin {
			m.bar(b[0], b[1], b[2], b[3])
		}
	}
	if p.points >= 3 && !p.curved && (p.maxx-p.minx <= thin || p.maxy-p.miny <= thin) {
		m.bar(p.minx, p.miny, p.maxx, p.maxy)
	} else if p.points >= 8 && !p.curved {
		// Several thin polygons in one path: each stands between its long sides.
		for _, s := range p.segments {
			m.rule(s.X0, s.Y0, s.X1, s.Y1)
		}
	}
}

// bar is a thin shape: the line along its longer side.
func (m *machine) bar(l, t, r, b float64) {
	if r-l >= b-t {
		y := (t + b) / 2
		m.rule(l, y, r, y)
	} else {
		x := (l + r) / 2
		m.rule(x, t, x, b)
	}
}

// rule keeps a line if it is horizontal or vertical and has a length.
func (m *machine) rule(x0, y0, x1, y1 float64) {
	if m.stamp != nil || m.off > 0 || len(m.page.Rules) >= m.limits.Rules {
		return
	}
	dx, dy := math.Abs(x1-x0), math.Abs(y1-y0)
	if dx < 1 && dy < 1 || dx > 0.5 && dy > 0.5 && min(dx, dy) > 0.01*max(dx, dy) {
		return
	}
	if math.IsNaN(dx+dy) || math.IsInf(dx+dy, 0) {
		return
	}
	m.page.Rules = append(m.page.Rules, Rule{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)})
}

// annotations draws the normal appearances of the page's annotations. Widgets
// of signatures show the document's number and day in many official papers.
func (m *machine) annotations(list pdf.Value, base matrix) {
	for i := range min(list.Len(), 2000) {
		a := list.Index(i)
		if flags := a.Key("F").Int64(); flags&2 != 0 || flags&32 != 0 || a.Key("Subtype").Name() == "Popup" {
			continue // hidden, or not for viewing
		}
		if m.hides(a, "OC") {
			continue
		}
		appearance := a.Key("AP").Key("N")
		if appearance.Kind() == pdf.Dict {
			appearance = appearance.Key(a.Key("AS").Name())
		}
		rect, ok := rectangle(a.Key("Rect"))
		box, ok2 := rectangle(appearance.Key("BBox"))
		if appearance.Kind() != pdf.Stream || !ok || !ok2 {
			continue
		}
		// The box, moved by the form's matrix, is scaled to the rectangle.
		form := formMatrix(appearance)
		l, t, r, b := form.bounds(box[0], box[1], box[2], box[3])
		if r-l <= 0 || b-t <= 0 {
			continue
		}
		sx, sy := (rect[2]-rect[0])/(r-l), (rect[3]-rect[1])/(b-t)
		fit := matrix{a: sx, d: sy, e: rect[0] - l*sx, f: rect[1] - t*sy}
		left, top, right, bottom := base.bounds(rect[0], rect[1], rect[2], rect[3])
		m.stamp = &Stamp{Box: [4]float64{left, top, right, bottom}}
		m.blank = false
		m.run(m.left.content(appearance, m.limits.Stream), appearance.Key("Resources"), form.mul(fit).mul(base), 0)
		if len(m.stamp.Glyphs) > 0 {
			m.page.Stamps = append(m.page.Stamps, *m.stamp)
		}
		m.stamp = nil
	}
}
