package render

import (
	"fmt"
	"slices"
	"strings"

	"doichieu/compare"
)

// statusWords name the statuses and the differences, in one language. A test
// holds that none is missing.
type statusWords struct {
	statuses    map[compare.Status]string
	differences map[compare.DifferenceKind]string
	gaps        map[string]string
	findings    map[compare.FindingKind]string
	flags       map[string]string
}

var vietnameseStatuses = statusWords{
	statuses: map[compare.Status]string{
		compare.Kept: "Giữ nguyên", compare.Changed: "Thay đổi", compare.Weaker: "Yếu hơn", compare.NotFound: "Không tìm thấy",
		compare.Unread: "Chưa rõ (văn bản đọc không đủ)", compare.Added: "Riêng của địa phương",
		compare.New: "Mới", compare.Dropped: "Không còn", compare.Moved: "Đổi cơ quan chủ trì", compare.MovedByLaw: "Chuyển cơ quan chủ trì theo luật",
		compare.Helpers: "Đổi cơ quan phối hợp", compare.Redated: "Đổi thời hạn", compare.Retargeted: "Đổi chỉ tiêu",
		compare.OtherWords: "Đổi câu chữ", compare.Unchanged: "Không đổi",
	},
	differences: map[compare.DifferenceKind]string{
		compare.OtherLead: "cơ quan chủ trì khác", compare.PartLead: "cơ quan chủ trì khác một phần", compare.CollectiveLead: "giao đích danh và giao chung",
		compare.MissingLead: "không nêu cơ quan chủ trì", compare.AddedLead: "nêu thêm cơ quan chủ trì",
		compare.Later: "hạn muộn hơn", compare.LaterVaguer: "hạn muộn hơn và chung chung hơn", compare.Earlier: "hạn sớm hơn",
		compare.MissingDate: "không nêu thời hạn", compare.AddedDate: "nêu thêm thời hạn", compare.OtherRhythm: "chu kỳ khác",
		compare.LowerTarget: "chỉ tiêu thấp hơn", compare.HigherTarget: "chỉ tiêu cao hơn", compare.MissingTarget: "không nêu chỉ tiêu",
		compare.AddedTarget: "nêu thêm chỉ tiêu", compare.Renamed: "đổi tên/chuyển nhiệm vụ theo luật", compare.OtherLevel: "cơ quan cùng ngành ở cấp khác",
		compare.ByLaw: "nhiệm vụ chuyển", compare.LawSays: "theo luật, nhiệm vụ chuyển sang", compare.HelpersByLaw: "cơ quan phối hợp đổi theo luật",
		compare.OtherHelpers: "cơ quan phối hợp khác", compare.OtherDays: "mốc thời gian khác", compare.LaterInYear: "muộn hơn trong năm",
		compare.EarlierInYear: "sớm hơn trong năm", compare.SameDayNextYear: "cùng ngày, năm sau", compare.SameTargetNextYear: "cùng mức, năm sau",
		compare.Words: "câu chữ khác",
	},
	gaps: map[string]string{compare.GapPages: "có trang không đọc được", compare.GapCut: "văn bản bị cắt ngang"},
	findings: map[compare.FindingKind]string{
		compare.FindLead: "Cơ quan chủ trì khác", compare.FindLater: "Hạn muộn hơn", compare.FindNoDate: "Không nêu thời hạn",
		compare.FindLower: "Chỉ tiêu thấp hơn", compare.FindAbsent: "Các nơi khác đều có, riêng nơi này không", compare.FindOnlyOne: "Chỉ nơi này có",
	},
	flags: map[string]string{
		compare.FlagMisfit: "tỷ lệ và số lượng không khớp", compare.FlagLeads: "nhiều cơ quan chủ trì", compare.FlagOneUses: "chỉ một nơi giao",
		compare.FlagDue: "sắp đến hạn", compare.FlagOverdue: "quá hạn", compare.FlagDayUnsure: "năm do suy ra",
	},
}

var englishStatuses = statusWords{
	statuses: map[compare.Status]string{
		compare.Kept: "Kept", compare.Changed: "Changed", compare.Weaker: "Weaker", compare.NotFound: "Not found",
		compare.Unread: "Unknown (not all of the plan was read)", compare.Added: "Local addition",
		compare.New: "New", compare.Dropped: "Dropped", compare.Moved: "Moved to another lead", compare.MovedByLaw: "Moved by law",
		compare.Helpers: "Other coordinating agencies", compare.Redated: "Re-dated", compare.Retargeted: "Re-targeted",
		compare.OtherWords: "Reworded", compare.Unchanged: "Unchanged",
	},
	differences: map[compare.DifferenceKind]string{
		compare.OtherLead: "other lead", compare.PartLead: "lead differs in part", compare.CollectiveLead: "named against collective",
		compare.MissingLead: "no lead", compare.AddedLead: "a lead is added",
		compare.Later: "later", compare.LaterVaguer: "later and vaguer", compare.Earlier: "earlier",
		compare.MissingDate: "no deadline", compare.AddedDate: "a deadline is added", compare.OtherRhythm: "other rhythm",
		compare.LowerTarget: "lower target", compare.HigherTarget: "higher target", compare.MissingTarget: "no target",
		compare.AddedTarget: "a target is added", compare.Renamed: "renamed, or duty moved by law", compare.OtherLevel: "agency of the same field at another level",
		compare.ByLaw: "the duty moved", compare.LawSays: "by law the duty went", compare.HelpersByLaw: "coordinating agencies moved by law",
		compare.OtherHelpers: "other coordinating agencies", compare.OtherDays: "other days", compare.LaterInYear: "later in the year",
		compare.EarlierInYear: "earlier in the year", compare.SameDayNextYear: "the same day, next year", compare.SameTargetNextYear: "the same value, next year",
		compare.Words: "other words",
	},
	gaps: map[string]string{compare.GapPages: "pages could not be read", compare.GapCut: "the text is cut short"},
	findings: map[compare.FindingKind]string{
		compare.FindLead: "Other lead", compare.FindLater: "Later", compare.FindNoDate: "No deadline",
		compare.FindLower: "Lower target", compare.FindAbsent: "All others have it", compare.FindOnlyOne: "Only this one has it",
	},
	flags: map[string]string{
		compare.FlagMisfit: "share and count do not fit", compare.FlagLeads: "several leads", compare.FlagOneUses: "only one uses it",
		compare.FlagDue: "due soon", compare.FlagOverdue: "overdue", compare.FlagDayUnsure: "the year is inferred",
	},
}

// statusWords are those of the language of the labels.
func (l labels) statusWords() statusWords {
	if l.Lang == english.Lang {
		return englishStatuses
	}
	return vietnameseStatuses
}

// difference is a difference in words: "hạn muộn hơn: “quý II” → “năm 2026”".
func (l labels) difference(d compare.Difference) string {
	words := fmt.Sprintf("%s: %s → %s", l.statusWords().differences[d.Kind], l.orNone(d.Was), l.orNone(d.Is))
	if d.Source != "" {
		words += " (" + d.Source + ")"
	}
	return words
}

// flags names what deserves a second look.
func (l labels) flags(flags []string) string {
	return join(flags, func(f string) string { return l.statusWords().flags[f] })
}

// sign is an operator as it is printed in formulas. "=" is written as a word: a
// cell that begins with it would be a formula to a spreadsheet.
func (l labels) sign(op string) string {
	switch op {
	case "=":
		return l.Equal
	case ">=":
		return "≥"
	case "<=":
		return "≤"
	case "+":
		return "↑"
	case "-":
		return "↓"
	}
	return op
}

func (l labels) orNone(s string) string {
	if s == "" {
		return "–"
	}
	return "“" + s + "”"
}

// status is a status in words, with what it stands on; "" for none.
func (l labels) status(s *compare.RowStatus) string {
	if s == nil {
		return ""
	}
	var parts []string
	for _, d := range s.Differences {
		parts = append(parts, l.difference(d))
	}
	for _, d := range s.Remarks {
		parts = append(parts, l.difference(d))
	}
	for i, r := range s.Rejected {
		near := fmt.Sprintf("%s %d, %s (%.2f)", l.PageShort, r.Page, r.Task, r.Score)
		if i == 0 {
			near = l.Nearest + " " + near
		}
		parts = append(parts, near)
	}
	words := l.statusWords().statuses[s.Status]
	for _, also := range s.Also {
		words += ", " + strings.ToLower(l.statusWords().statuses[also])
	}
	if len(parts) == 0 {
		return words
	}
	return words + ": " + strings.Join(parts, "; ")
}

// table is a small table that stands behind the comparison in every format.
type table struct {
	name         string // of its CSV file
	title, sheet string
	heads        []head
	rows         [][]value
	lead         int // how many columns name the row
	behind       int // how many of the last columns are for programs only
}

// tables are those that go with the input: the findings, the coverage of a
// baseline or of the steps over time.
func (in Input) tables(l labels) []table {
	if in.Comparison == nil {
		return nil
	}
	var out []table
	if len(in.Comparison.Findings) > 0 {
		out = append(out, findings(in.Comparison, l))
	}
	if in.Comparison.Statuses() != nil {
		out = append(out, coverage(in.Comparison, l))
	}
	return out
}

// planNames are the labels of the plans by their ids.
func planNames(c *compare.Comparison, l labels) map[string]string {
	name := map[string]string{}
	for _, h := range c.Heads(compare.Lang(l.Lang)) {
		name[h.ID] = h.Label
	}
	return name
}

// findings lists the differences worth a reader's eye, each with both texts and
// places.
func findings(c *compare.Comparison, l labels) table {
	words, name := l.statusWords(), planNames(c, l)
	source := map[string]compare.Column{}
	for _, p := range c.Plans {
		source[p.ID] = p
	}
	t := table{
		name: "findings", title: l.Findings, sheet: l.SheetFindings, lead: 3, behind: 4,
		heads: []head{
			{key: "n", heading: l.Number, width: 6}, {key: "finding", heading: l.Finding, width: 24}, {key: "topic", heading: l.Topic, width: 34},
		},
	}
	for _, side := range []string{l.Here, l.Against} {
		t.heads = append(t.heads,
			head{key: "column", heading: side, width: 18}, head{key: "words", heading: side + ": " + l.Words, width: 30},
			head{key: "text", heading: side + ": " + l.Text, width: 50}, head{key: "place", heading: side + ": " + l.Place, width: 16},
		)
	}
	t.heads = append(t.heads, head{key: "weight", heading: l.Weight, width: 10}, head{key: "row", heading: l.RowID, width: 12})
	for _, side := range []string{l.Here, l.Against} {
		t.heads = append(t.heads, head{key: "number", heading: side + ": " + l.PlanNumber, width: 18}, head{key: "sha256", heading: side + ": " + l.Sha, width: 68})
	}
	place := func(s compare.FindingSide) string {
		if s.Task == "" {
			return ""
		}
		return fmt.Sprintf("%s %d, %s", l.PageShort, s.Page, s.Task)
	}
	for i, f := range c.Findings {
		here := f.Here.Words
		if len(f.Gaps) > 0 {
			here = join(f.Gaps, func(g string) string { return words.gaps[g] })
		}
		t.rows = append(t.rows, []value{
			i + 1, words.findings[f.Kind], f.Topic, name[f.Here.Plan], here, f.Here.Text, place(f.Here),
			name[f.Measure.Plan], f.Measure.Words, f.Measure.Text, place(f.Measure), f.Weight, f.Row,
			source[f.Here.Plan].Number, source[f.Here.Plan].Source.SHA256, source[f.Measure.Plan].Number, source[f.Measure.Plan].Source.SHA256,
		})
	}
	return t
}

// coverage counts the statuses by locality and by section: of a baseline, or of
// the steps from a plan to the next.
func coverage(c *compare.Comparison, l labels) table {
	words := l.statusWords()
	t := table{name: "coverage", title: l.Coverage, sheet: l.SheetCoverage, lead: 2}
	var lines, sections []compare.Coverage
	t.heads = []head{{key: "column", heading: l.Locality, width: 22}, {key: "section", heading: l.Section, width: 50}}
	if c.OverTime != nil {
		t.name, t.title, t.sheet, t.lead = "changes", l.Changes, l.SheetChanges, 3
		t.heads = slices.Insert(t.heads, 1, head{key: "before", heading: l.Before, width: 22})
		lines, sections = c.OverTime.Coverage, c.OverTime.Sections
	} else {
		lines, sections = c.Baseline.Coverage, c.Baseline.Sections
	}
	for _, s := range c.Statuses() {
		t.heads = append(t.heads, head{key: "count", heading: words.statuses[s], width: 14})
	}
	t.heads = append(t.heads, head{key: "gaps", heading: l.Gaps, width: 30})
	name := planNames(c, l)
	add := func(line compare.Coverage, section string) {
		row := []value{name[line.Plan], section}
		if c.OverTime != nil {
			row = slices.Insert(row, 1, value(name[line.Against]))
		}
		for _, s := range c.Statuses() {
			if s == compare.Added && line.Section != "" {
				row = append(row, "")
			} else {
				row = append(row, line.Counts[s])
			}
		}
		t.rows = append(t.rows, append(row, join(line.Gaps, func(g string) string { return words.gaps[g] })))
	}
	for _, line := range lines {
		add(line, l.WholePlan)
	}
	for _, line := range sections {
		add(line, line.Section)
	}
	return t
}

// headings are those of the columns for readers.
func (t table) headings() []string {
	var out []string
	for _, h := range t.heads[:len(t.heads)-t.behind] {
		out = append(out, h.heading)
	}
	return out
}

// cells are the rows of the table in words, without the columns for programs;
// days as the language writes them.
func (t table) cells(l labels) [][]string {
	var out [][]string
	for _, row := range t.rows {
		var cells []string
		for _, v := range row[:len(row)-t.behind] {
			switch v := v.(type) {
			case day:
				cells = append(cells, l.date(string(v)))
			case float64:
				cells = append(cells, fmt.Sprintf("%.2f", v))
			default:
				cells = append(cells, fmt.Sprint(v))
			}
		}
		out = append(out, cells)
	}
	return out
}
