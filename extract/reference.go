package extract

import (
	"slices"
	"strconv"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/marker"
)

// Reference is a place of the plan itself that a task's words name: "các nhiệm
// vụ nêu tại điểm a, b mục 3 Phần II Kế hoạch này". A plan that states its work
// by theme and gives it to agencies in a list at its end ties the two together
// so.
type Reference struct {
	Raw  string      `json:"raw"` // the words at Span
	To   []string    `json:"to"`  // ids of the sections and tasks named, in the order of naming, at least one
	Span corpus.Span `json:"span"`
	Page int         `json:"page"`
}

// names reports that the reference names the id or one above it.
func (r Reference) names(id string) bool {
	return slices.ContainsFunc(r.To, func(to string) bool { return id == to || strings.HasPrefix(id, to+"/") })
}

// depths are the names of levels, by how far in they stand: those of Decree
// 34/2016, article 62. Plans call their numbered items "mục", "khoản" and "điểm"
// alike, so that the labels tell more than the names: see [namedProvision.ids].
var depths = map[string]int{
	"phụ lục": 0, "phần": 0, "chương": 0, "mục": 1, "điều": 1, "tiểu mục": 2, "khoản": 2, "điểm": 3, "tiết": 4,
}

// level is one step of the way to a provision, with the labels named of it: "điểm
// a, b và c".
type level struct {
	depth  int
	labels []string
}

// namedProvision is a provision, or several, that words name by the levels on the way to
// it: "điểm a, b mục 3 Phần II", of this paper or of another.
type namedProvision struct {
	levels []level
	span   corpus.Span // of the words
}

var (
	// reLevel is where one may be named at all.
	reLevel      = lazy.MustCompile(`(?i)(?:phụ lục|phần|chương|mục|điều|khoản|điểm|tiết) [\dIVXA-MĐa-zđ]`)
	reLevelWord  = lazy.MustCompile(`[\p{L}\p{M}\d]+(?:\.\d+)*|[,;]`)
	reLevelLabel = lazy.MustCompile(`^(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[a-zđ]|[A-HKLMĐ])$`)

	// reOwnPlan says that the place is one of this paper.
	reOwnPlan = lazy.MustCompile(`(?i)^["”']?,? ?(?:(?:của|thuộc|tại|trong|ở) )?(?:bản |nội dung )?(?:kế hoạch|chương trình|nghị quyết|quyết định|chỉ thị|công văn|công điện|văn bản|thông báo|phương án|đề án|hướng dẫn|phụ lục)(?: hành động| triển khai| thực hiện)? này(?:[\s.,;:)/]|$)`)
	// reWorkAt leads up to a place where work is stated, and rePlain follows it:
	// no other paper is named there.
	reWorkAt = lazy.MustCompile(`(?i)(?:nhiệm vụ|giải pháp|nội dung|chỉ tiêu|mục tiêu|công việc)[^.;]{0,60} (?:tại|ở|theo) (?:các )?$`)
	rePlain  = lazy.MustCompile(`(?i)^["”']?(?: nêu trên| trên đây| ở trên| trên)?(?:[.;:)]|,? (?:và|để|bảo đảm|đảm bảo) |$)`)
)

// Words between the labels of one level, and words between a level and the next one
// out or in.
var (
	betweenLabels = map[string]bool{",": true, ";": true, "và": true, "hoặc": true}
	betweenLevels = map[string]bool{",": true, "và": true, "thuộc": true, "của": true, "tại": true, "trong": true, "các": true}
)

// provisionsNamed finds the provisions that a text names.
func provisionsNamed(text string) []namedProvision {
	if !reLevel.MatchString(text) {
		return nil
	}
	words := reLevelWord.FindAllStringIndex(text, -1)
	word := func(i int) string {
		if i >= len(words) {
			return ""
		}
		return text[words[i][0]:words[i][1]]
	}
	// nameAt reads the name of a level at word i; width is the number of its words.
	nameAt := func(i int) (depth, width int) {
		one := strings.ToLower(word(i))
		if d, ok := depths[one+" "+strings.ToLower(word(i+1))]; ok {
			return d, 2
		}
		if d, ok := depths[one]; ok {
			return d, 1
		}
		return 0, 0
	}
	// labelsAt reads labels from word i on; next is behind them.
	labelsAt := func(i int) (labels []string, next int) {
		for k := i; reLevelLabel.MatchString(word(k)); {
			labels, next = append(labels, word(k)), k+1
			if word(next) == "đến" && reLevelLabel.MatchString(word(next+1)) {
				labels, next = append(labels, through(word(k), word(next+1))...), next+2
			}
			for k = next; betweenLabels[word(k)]; {
				k++
			}
		}
		return labels, next
	}
	var out []namedProvision
	for i := 0; i < len(words); {
		start, end := i, i
		var p namedProvision
		for {
			d, width := nameAt(i)
			labels, next := labelsAt(i + width)
			if width == 0 || len(labels) == 0 || !p.add(level{d, labels}) {
				break
			}
			for i, end = next, next; betweenLevels[word(i)]; {
				i++
			}
		}
		if len(p.levels) > 0 {
			p.span = corpus.Span{Start: words[start][0], End: words[end-1][1]}
			out = append(out, p)
		}
		i = max(end, start+1)
	}
	return out
}

// add adds a level; labels of the same level and form as the last ones go on with
// them: "mục 1, mục 2". It reports false where the level begins another provision:
// "điểm b mục 3 và điểm c mục 5".
func (p *namedProvision) add(l level) bool {
	alike := func(other level) bool { return other.depth == l.depth && other.form() == l.form() }
	switch k := slices.IndexFunc(p.levels, alike); k {
	case -1:
		p.levels = append(p.levels, l)
	case len(p.levels) - 1:
		p.levels[k].labels = append(p.levels[k].labels, l.labels...)
	default:
		return false
	}
	return true
}

// form orders labels by how far out they stand as a rule: A, I, 1, a.
func (l level) form() int {
	switch c := l.labels[0][0]; {
	case strings.ContainsRune("IVX", rune(c)):
		return 1
	case c >= '0' && c <= '9':
		return 2
	case c >= 'A' && c <= 'Z' || strings.HasPrefix(l.labels[0], "Đ"):
		return 0
	}
	return 3
}

// through is what stands between two labels and the second: "1 đến 4", "a đến d".
// It is the second alone where the form does not tell.
func through(from, to string) []string {
	a, errA := strconv.Atoi(from)
	b, errB := strconv.Atoi(to)
	var out []string
	if errA == nil && errB == nil {
		for n := a + 1; n < b; n++ {
			out = append(out, strconv.Itoa(n))
		}
		return append(out, to)
	}
	if i, k := strings.Index(marker.Letters, from), strings.Index(marker.Letters, to); i >= 0 && k > i && (level{labels: []string{from}}).form() == 3 {
		for _, r := range marker.Letters[i+len(from) : k] {
			out = append(out, string(r))
		}
	}
	return append(out, to)
}

// own reports that the provision is one of the paper whose text names it.
func (p namedProvision) own(text string) bool {
	before, behind := text[:p.span.Start], text[p.span.End:]
	return reOwnPlan.MatchString(behind) || reWorkAt.MatchString(before) && rePlain.MatchString(behind)
}

// ids gives the ids of what the words of the task with id self name; none where one
// of the labels has no place in the plan, or several.
func (p namedProvision) ids(self string, known endings) []string {
	levels := slices.Clone(p.levels)
	slices.SortStableFunc(levels, func(a, b level) int {
		if a.form() != b.form() {
			return a.form() - b.form()
		}
		return a.depth - b.depth
	})
	paths := [][]string{nil}
	for _, l := range levels {
		var longer [][]string
		for _, path := range paths {
			for _, label := range l.labels {
				longer = append(longer, append(slices.Clone(path), label))
			}
		}
		if paths = longer; len(paths) > mostNamed {
			return nil
		}
	}
	var out []string
	for _, path := range paths {
		found := known[strings.Join(path, "/")]
		if len(found) > 1 { // the part of the plan in which the task stands comes first
			top, _, _ := strings.Cut(self, "/")
			found = slices.DeleteFunc(slices.Clone(found), func(id string) bool { return id != top && !strings.HasPrefix(id, top+"/") })
		}
		if len(found) != 1 {
			return nil
		}
		out = append(out, found[0])
	}
	return out
}

// mostNamed bounds what one list of provisions may name.
const mostNamed = 60

// endings finds the ids of a plan by their last steps.
type endings map[string][]string

// A path of more steps names no place, and of more places that end alike none is
// told from the others.
const mostSteps, mostAlike = 4, 64

// add enters an id under each of its endings; a label that the paper has twice
// counts without the number that tells the second one.
func (e endings) add(id string) {
	steps := strings.Split(id, "/")
	for i, s := range steps {
		steps[i], _, _ = strings.Cut(s, "~")
	}
	for n := 1; n <= min(mostSteps, len(steps)); n++ {
		key := strings.Join(steps[len(steps)-n:], "/")
		if len(e[key]) < mostAlike {
			e[key] = append(e[key], id)
		}
	}
}

// refer finds the references of the tasks.
func (x *extractor) refer() {
	known, entered := endings{}, map[string]bool{}
	enter := func(id string) {
		if !entered[id] {
			entered[id] = true
			known.add(id)
		}
	}
	for _, s := range x.plan.Sections {
		enter(s.ID)
	}
	for _, t := range x.plan.Tasks {
		enter(t.ID)
	}
	for i := range x.plan.Tasks {
		if it := x.items[i]; it != nil {
			x.plan.Tasks[i].References = x.references(it, x.plan.Tasks[i].ID, known)
		}
	}
}

// references are the provisions of the plan that an item's words name; self is its
// own id. One that is not found is noted.
func (x *extractor) references(it *item, self string, known endings) []Reference {
	out := []Reference{}
	text := cut(it.text, longest)
	for _, p := range provisionsNamed(text) {
		if !p.own(text) {
			continue
		}
		span := it.place(p.span.Start, p.span.End)
		r := Reference{Raw: span.In(x.doc.Text), To: p.ids(self, known), Span: span, Page: x.doc.PageAt(span.Start)}
		if len(r.To) == 0 {
			x.note("reference-unknown", corpus.Info, it, "names a part of the plan that it has not, or has more than once: "+r.Raw)
			continue
		}
		out = append(out, r)
	}
	return out
}
