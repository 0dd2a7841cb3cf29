package audit

import (
	"slices"
	"strings"

	"doichieu/cmd/doichieu/internal/render"
)

// headed is the least share of a table's headings by which it is told: a reader
// may have taken columns out.
const headed = 0.6

// tableOf makes a table of the records of a file, the heading among the first of
// them; nil if they are no table of the program.
func tableOf(name string, records [][]string) *sheet {
	for y := range min(len(records), 3) {
		layout, columns := layoutOf(records[y])
		if layout == nil {
			continue
		}
		marks, err := render.MarksIn(layout.Name, layout.Lang)
		if err != nil {
			continue
		}
		if y > 0 && layout.Name == "comparison" {
			columns = grouped(columns, records[y-1], *layout)
		}
		s := &sheet{name: name, layout: *layout, marks: marks, columns: columns}
		for i, record := range records[y+1:] {
			if strings.Join(record, "") != "" {
				s.rows = append(s.rows, rowAt{y + 2 + i, record})
			}
		}
		return s
	}
	return nil
}

// layoutOf tells a table by its headings.
func layoutOf(heads []string) (*render.Layout, []columnAt) {
	var best *render.Layout
	most := 0.0
	for _, layout := range render.Layouts() {
		n, of := 0, len(layout.Headings)
		for _, h := range layout.Headings {
			if slices.Contains(heads, h) {
				n++
			}
		}
		if layout.Name == "comparison" {
			n, of = n*2, of*2+len(layout.Group) // the groups are what tells it
			for _, g := range layout.Group {
				if slices.ContainsFunc(heads, func(h string) bool { return h == g || strings.HasSuffix(h, ": "+g) }) {
					n++
				}
			}
		}
		if share := float64(n) / float64(of); share >= headed && share > most {
			best, most = &layout, share
		}
	}
	if best == nil {
		return nil, nil
	}
	columns := make([]columnAt, len(heads))
	for i, h := range heads {
		columns[i].heading = h
		if best.Name != "comparison" {
			continue
		}
		for _, g := range best.Group {
			if plan, ok := strings.CutSuffix(h, ": "+g); ok {
				columns[i] = columnAt{plan, g}
			}
		}
	}
	return best, columns
}

// grouped gives the columns of a comparison the plan above them.
func grouped(columns []columnAt, above []string, layout render.Layout) []columnAt {
	plan := ""
	for i := range columns {
		if i < len(above) && above[i] != "" {
			plan = above[i]
		}
		if slices.Contains(layout.Group, columns[i].heading) {
			columns[i].plan = plan
		}
	}
	return columns
}
