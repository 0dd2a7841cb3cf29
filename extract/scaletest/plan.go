package scaletest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"doichieu/corpus"
	"doichieu/extract"
	"doichieu/extract/vocab"
)

// plan makes the plan i, of the directive at hand.
func (m *maker) plan(i int) *extract.Plan {
	places := vocab.Localities()
	place := places[i%len(places)].Name
	number := fmt.Sprintf("%d/KH-UBND", 10+i%890)
	p := &extract.Plan{
		Schema: extract.PlanSchema, Provisions: []extract.Provision{},
		Document: extract.Record{
			ID: m.id(i), Number: number, DocType: "KH", Issuer: "UBND " + place, Locality: place,
			Title:  "Kế hoạch thực hiện " + m.heading(m.seeds[m.set[0]].task.Text),
			Issued: fmt.Sprintf("%d-05-15", 2024+i/provinces%3),
			Source: corpus.Source{Name: fmt.Sprintf("plan-%04d.txt", i), Format: "text", Pages: 10},
		},
	}
	sections := map[string]string{} // by path
	for k := range Size {
		s := m.seeds[m.rand.IntN(len(m.seeds))]
		if m.chance(ofTemplate) {
			s = m.seeds[pick(m, m.set)]
		}
		m.add(p, fmt.Sprint(k), m.section(p, sections, s.path), s, place)
	}
	return p
}

// heading is the beginning of a text in the words of the directive.
func (m *maker) heading(text string) string {
	words := strings.Fields(text)
	return strings.Join(m.themed(words[:min(12, len(words))]), " ")
}

// themed says words as the directive has them.
func (m *maker) themed(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w
		if other, ok := m.theme[w]; ok {
			out[i] = other
		}
	}
	return out
}

// section enters the headings of a path that the plan lacks, and gives the id of
// the last.
func (m *maker) section(p *extract.Plan, known map[string]string, path []extract.Section) (id string) {
	key := ""
	for _, s := range path {
		key += s.Marker + s.Heading + "\n"
		parent := id
		if id = known[key]; id == "" {
			id = fmt.Sprint("s", len(p.Sections))
			known[key] = id
			s.ID, s.Parent, s.Heading = id, parent, strings.Join(m.themed(strings.Fields(s.Heading)), " ")
			p.Sections = append(p.Sections, s)
		}
	}
	return id
}

// add makes a task of a seed.
func (m *maker) add(p *extract.Plan, id, section string, s seed, place string) {
	t := extract.Task{ID: id, Section: section, Page: 1 + len(p.Tasks)/12, Assignments: s.task.Assignments}
	if m.chance(elsewhere) && len(m.by) > 0 {
		t.Assignments = pick(m, m.by)
	}
	words := m.reworded(m.clauses(s))
	if m.chance(placed) {
		words = append(words, "tại", "xã", capital(pick(m, m.rare)), capital(pick(m, m.rare)))
	}
	start := len(p.Tasks) * 10_000
	text := strings.Join(words, " ")
	t.Deadlines = m.deadlines(&text, s.task, start)
	t.Text = text
	t.Span = extract.Spans{{Start: start, End: start + len(text)}}
	for _, g := range s.targets {
		g.Task, g.Value = id, g.Value+float64(m.rand.IntN(3)*5)
		p.Targets = append(p.Targets, g)
	}
	p.Tasks = append(p.Tasks, t)
}

// clauses are the words of a seed, or of clauses of it and of another.
func (m *maker) clauses(s seed) []string {
	text := s.task.Text
	for _, d := range s.task.Deadlines {
		text = strings.Replace(text, d.Raw, "", 1) // it comes back behind the words
	}
	if m.chance(composed) {
		own, other := strings.Split(text, ";"), strings.Split(pick(m, m.seeds).task.Text, ";")
		text = strings.TrimRight(pick(m, own), ". ") + "; " + strings.TrimSpace(pick(m, other))
	}
	return m.themed(strings.Fields(text))
}

// reworded leaves words out and puts others in their places.
func (m *maker) reworded(words []string) []string {
	var out []string
	for _, w := range words {
		switch {
		case m.chance(left):
		case m.chance(replaced):
			out = append(out, pick(m, m.words))
		default:
			out = append(out, w)
		}
	}
	return out
}

// reYear is a year of the plans.
var reYear = regexp.MustCompile(`\b20[2-4]\d\b`)

// deadlines are those of the seed, some years later, with their words behind the
// text of the task.
func (m *maker) deadlines(text *string, t extract.Task, start int) []extract.Deadline {
	var out []extract.Deadline
	later := m.rand.IntN(3)
	move := func(s string) string {
		return reYear.ReplaceAllStringFunc(s, func(y string) string {
			year, _ := strconv.Atoi(y) // four digits
			return strconv.Itoa(year + later)
		})
	}
	for _, d := range t.Deadlines {
		d.Raw, d.From, d.To = move(d.Raw), move(d.From), move(d.To)
		if d.Inherited == "" {
			*text += ", "
			d.Span = corpus.Span{Start: start + len(*text), End: start + len(*text) + len(d.Raw)}
			*text += d.Raw
		}
		out = append(out, d)
	}
	return out
}

// capital writes a syllable as in a name.
func capital(w string) string {
	r := []rune(w)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
