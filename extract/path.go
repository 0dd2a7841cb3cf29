package extract

import (
	"slices"
	"strings"
)

// PathSeparator stands between the headings of a path.
const PathSeparator = " › "

// Paths gives each section id its headings from the top down, markers included,
// joined by [PathSeparator]: "II. NHIỆM VỤ › 1. Công an tỉnh". The headings are
// those of [Plan.Trails].
func (p *Plan) Paths() map[string]string {
	paths := map[string]string{}
	for id, trail := range p.Trails() {
		steps := make([]string, len(trail))
		for i, s := range trail {
			steps[i] = strings.TrimSpace(s.Marker + " " + s.Heading)
		}
		paths[id] = strings.Join(steps, PathSeparator)
	}
	return paths
}

// Trails gives each section id the sections from the top down to it, as a path
// names them. A path is read in one line: of a section that is a task or
// provision as well the heading has only the first words, "a) Rà soát, cập nhật
// danh mục các di tích trên địa bàn…", for the others stand in the task or
// provision itself. Headings that name a theme and lead-ins stand nowhere else
// and are whole. A section that is its own ancestor is cut off there.
func (p *Plan) Trails() map[string][]Section {
	byID, own := map[string]Section{}, map[string]bool{}
	for _, t := range p.Tasks {
		own[t.ID] = true
	}
	for _, v := range p.Provisions {
		own[v.ID] = true
	}
	for _, s := range p.Sections {
		if own[s.ID] {
			s.Heading = inPath(s.Heading)
		}
		byID[s.ID] = s
	}
	trails := map[string][]Section{}
	for _, s := range p.Sections {
		var trail []Section
		seen := map[string]bool{}
		for id := s.ID; id != "" && !seen[id]; id = byID[id].Parent {
			seen[id] = true
			if s, known := byID[id]; known {
				trail = append(trail, s)
			}
		}
		slices.Reverse(trail)
		trails[s.ID] = trail
	}
	return trails
}

// namingWords is how many words of a provision name it in a path.
const namingWords = 12

// inPath are the words by which a path names a provision, with "…" where
// others follow.
func inPath(text string) string {
	words := strings.Fields(text)
	if len(words) <= namingWords {
		return text
	}
	return strings.TrimRight(strings.Join(words[:namingWords], " "), " .,;:(–-") + "…"
}
