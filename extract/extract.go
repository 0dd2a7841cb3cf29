// Package extract turns a document into a plan: the record (number, issuer,
// date, signer), the section tree, the tasks with their owners and deadlines,
// and the targets.
//
// The steps, each in a file of its own:
//
//  1. frame.go, letterhead.go, opening.go and signature.go read the record and
//     find where the body begins and ends;
//  2. segment.go and outline.go turn the blocks of the body into a tree, by
//     the markers as printed;
//  3. region.go tells the operative part from purpose and assessment, by the
//     words of the headings;
//  4. label.go takes "Cơ quan chủ trì: ..." out of the tree; assign.go, lead.go
//     and partner.go read from the words of each item who leads, who
//     coordinates and who is directed; extract/when reads the time limits;
//  5. provision.go tells headings, lead-ins and tasks apart;
//  6. this file lets every task inherit from above and writes the plan;
//     table.go does the same for tables of tasks, target.go for aims;
//  7. part.go, statement.go and rest.go list what is no task, by the part of the
//     paper that it stands in; sequence.go tells where a lead-in ends.
//
// What a task, an owner, a deadline and a target are is the convention of a
// ministry analyst's comparison table: the smallest self-standing provision
// that directs somebody to do something. Nothing here touches files or the
// clock; the same document gives the same plan.
package extract

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"doichieu/corpus"
	"doichieu/corpus/lazy"
	"doichieu/corpus/vn"
	"doichieu/extract/vocab"
	"doichieu/extract/when"
)

// extractor carries what the steps share while one document is read.
type extractor struct {
	doc      *corpus.Document
	agencies *vocab.Set
	context  vocab.Context
	base     when.Base
	plan     *Plan
	pieces   pieces               // the segments of the document's blocks
	taken    map[string]bool      // task ids in use
	unknown  map[string]bool      // bodies outside the vocabulary that were noted
	repaired map[corpus.Span]bool // dates with repaired figures that were noted
	aside    []*item              // items taken out of the tree that are neither tasks nor lead-ins
	rest     []Provision          // what is no task, as it is found
	items    map[int]*item        // what tasks were made of, by their place in the plan; not those of tables
	watch    string               // id of the task to explain, "" for none
	watched  *item                // the item or table cell that became that task
}

// Extract reads the plan out of a document. It never fails: what it could not
// read or had to guess is in Plan.Notes, and a document that is no plan gives
// a plan without tasks and a note with code "no-task".
func Extract(doc *corpus.Document) *Plan { return newExtractor(doc).run() }

func newExtractor(doc *corpus.Document) *extractor {
	return &extractor{doc: doc, agencies: vocab.Agencies(), pieces: cutBlocks(doc), taken: map[string]bool{}, unknown: map[string]bool{}, repaired: map[corpus.Span]bool{}, items: map[int]*item{}}
}

// run reads the plan.
func (x *extractor) run() *Plan {
	x.plan = &Plan{Schema: PlanSchema, Sections: []Section{}, Tasks: []Task{}, Provisions: []Provision{}, Targets: []Target{}, Notes: []corpus.Note{}}
	f := x.readFrame()
	x.plan.Document = f.record
	x.context = f.context
	if issuer := x.agencies.Mentions(f.record.Issuer, f.context); len(issuer) > 0 {
		x.context.Issuer = issuer[0].Agency
	}
	x.base = f.base

	root := outline(x.doc, x.pieces, f.ranges)
	assignRegions(root)
	assignParts(root, "", f.plainPart())
	root.walk(func(it *item) {
		if f.rules[it.piece] {
			it.region = intro
		}
	})
	if f.assigns {
		// A dispatch, a directive or a conclusion assigns in numbered items
		// without a heading that says so, or with one for the last of them only.
		root.walk(func(it *item) {
			if it.region == unknown {
				it.region, it.strict = operative, true
			}
		})
	}
	x.attachLabels(root)
	x.prune(root)
	root.settle()
	root.walk(x.readItem)
	if f.provides {
		x.assignRoles(root)
	} else {
		assignHeadings(root)
	}
	x.sections(root)
	x.tasks(root)
	x.provisions(root, &f)
	if f.provides {
		x.targets(root, f.rules)
	}
	x.refer()
	x.markOCR()
	if len(x.plan.Tasks) == 0 {
		x.plan.Notes = append(x.plan.Notes, corpus.Note{
			Code: "no-task", Severity: corpus.Warning,
			Message: "no task was found: " + f.why(),
		})
	}
	sort.SliceStable(x.plan.Notes, func(i, j int) bool { return x.plan.Notes[i].Span.Start < x.plan.Notes[j].Span.Start })
	return x.plan
}

// plainPart is the part of what stands under a heading that says nothing: a
// report is an account of the past.
func (f *frame) plainPart() Part {
	if f.record.DocType == "BC" {
		return SituationPart
	}
	return OtherPart
}

// markOCR tells the tasks and provisions that stand on pages whose text OCR
// made, or reach over one.
func (x *extractor) markOCR() {
	if !slices.ContainsFunc(x.doc.Pages, corpus.Page.OCR) {
		return
	}
	pages := map[int]bool{}
	for _, p := range x.doc.Pages {
		pages[p.Number] = p.OCR()
	}
	onOCR := func(spans Spans) bool {
		for _, s := range spans {
			for n := x.doc.PageAt(s.Start); n <= x.doc.PageAt(max(s.Start, s.End-1)); n++ {
				if pages[n] {
					return true
				}
			}
		}
		return false
	}
	for i := range x.plan.Tasks {
		x.plan.Tasks[i].OCR = onOCR(x.plan.Tasks[i].Span)
	}
	for i := range x.plan.Provisions {
		x.plan.Provisions[i].OCR = onOCR(x.plan.Provisions[i].Span)
	}
}

// readItem reads owners and time limits of one item's own words.
func (x *extractor) readItem(it *item) {
	if it.parent == nil || it.table != nil || it.region != operative && it.region != funding {
		return
	}
	x.read(it)
	text := cut(it.text, longest)
	if hasItems(it) && rePeriodOnly.MatchString(vn.Normalise(cut(text, 60)).Text) {
		text += ":" // "2. Giai đoạn 2026 - 2030" heads what is to be done then
	}
	for _, d := range when.Find(text, x.base) {
		it.limits = append(it.limits, x.deadline(&it.passage, d))
	}
	if len(it.limits) > 0 || it.term.Len() == 0 {
		return
	}
	for _, d := range when.Cell(it.term.In(it.text), x.base) {
		d.Span = d.Span.Shift(it.term.Start)
		it.limits = append(it.limits, x.deadline(&it.passage, d))
	}
}

// rePeriodOnly is a heading that is nothing but a period.
var rePeriodOnly = lazy.MustCompile(`^(?:trong |từ )?(?:(?:năm|quý|tháng|giai đoạn)[ \d/ivx–-]+)+(?:năm \d{4})?$`)

// deadline is the plan's form of a time limit found in a passage.
func (x *extractor) deadline(p *passage, d when.Deadline) Deadline {
	span := p.place(d.Span.Start, d.Span.End)
	if when.Spoilt(span.In(x.doc.Text)) && !x.repaired[span] {
		x.repaired[span] = true
		x.plan.Notes = append(x.plan.Notes, corpus.Note{
			Code: "repaired-figures", Severity: corpus.Info, Message: "letters in a date were read as figures: " + span.In(x.doc.Text),
			Span: span, Page: x.doc.PageAt(span.Start),
		})
	}
	return Deadline{
		Raw: span.In(x.doc.Text), Kind: DeadlineKind(d.Kind), From: d.From, To: d.To, Every: d.Every, On: d.On,
		Inferred: d.Inferred, Span: span, Page: x.doc.PageAt(span.Start), Rule: d.Rule,
		Confidence: limitConfidence(d.Rule, d.Inferred),
	}
}

// sections lists headings and lead-ins in reading order. A lead-in without items
// of its own stands in the heading on the line in front of it.
func (x *extractor) sections(root *item) {
	assignHeads(root)
	root.walk(func(it *item) {
		if !it.isSection() {
			return
		}
		above, level := it.parent, 1
		if it.head != nil && !hasItems(it) {
			above, level = it.head, 2
		}
		for p := it.parent; p.parent != nil; p = p.parent {
			level++
		}
		span := it.spanOf()
		x.plan.Sections = append(x.plan.Sections, Section{
			ID: it.id, Marker: it.mark.Printed, Level: level, Heading: strings.TrimSpace(it.text),
			Parent: above.id, Span: span, Page: it.page,
		})
	})
}

// tasks lists the tasks in reading order.
func (x *extractor) tasks(root *item) {
	root.walk(func(it *item) {
		if it.table != nil {
			x.tableRows(it)
			return
		}
		if it.role != task {
			return
		}
		t := Task{
			ID: x.freeID(it.id), Section: it.parent.id, Text: it.text, Span: it.pieces, Page: it.page,
			Assignments: nonNil(x.resolve(it)), Deadlines: nonNil(x.limitsOf(it)), References: []Reference{},
		}
		x.applyLabels(it, &t)
		byRole(t.Assignments)
		x.items[len(x.plan.Tasks)] = it
		x.plan.Tasks = append(x.plan.Tasks, t)
		if t.ID == x.watch {
			x.watched = it
		}
	})
}

// byRole orders assignments: leads first, then coordinating, then implementing
// bodies, each as they are named.
func byRole(as []Assignment) {
	order := map[Role]int{Lead: 0, Coordinating: 1, Implementing: 2}
	slices.SortStableFunc(as, func(a, b Assignment) int { return order[a.Role] - order[b.Role] })
}

// limitsOf is the item's own time limits, else those of the nearest heading or
// lead-in that states any.
func (x *extractor) limitsOf(it *item) []Deadline {
	if len(it.limits) > 0 {
		return it.limits
	}
	for _, g := range limitGivers(it) {
		if len(g.limits) == 0 {
			continue
		}
		out := make([]Deadline, len(g.limits))
		for i, d := range g.limits {
			d.Inherited = g.id
			out[i] = d
		}
		return out
	}
	return nil
}

// limitGivers are the items above whose time limits hold for the item: lead-in
// paragraphs before it and all headings and lead-ins above, nearest first. A
// provision that is a task of its own keeps its limits to itself.
func limitGivers(it *item) []*item {
	out := []*item{}
	for _, g := range givers(it) {
		if g.role != task {
			out = append(out, g)
		}
	}
	for p := it.parent; p != nil; p = p.parent {
		if p.role == theme && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// targets finds the measurable aims of the whole body, its rules apart, and of
// the footnotes.
func (x *extractor) targets(root *item, rules map[int]bool) {
	root.walk(func(it *item) {
		if it.parent == nil || rules[it.piece] || it.table != nil || it.text == "" || looksBack(it) {
			return
		}
		id := ""
		if it.role == task {
			id = it.id
		}
		x.targetsOf(&it.passage, id)
	})
	for i := range x.doc.Blocks {
		if b := &x.doc.Blocks[i]; b.Kind == corpus.Footnote {
			p := passage{text: b.Span.In(x.doc.Text), spans: Spans{b.Span}, pieces: Spans{b.Span}}
			x.targetsOf(&p, x.taskOfFootnote(i))
		}
	}
	sort.SliceStable(x.plan.Targets, func(i, j int) bool { return x.plan.Targets[i].Span.Start < x.plan.Targets[j].Span.Start })
}

func (x *extractor) targetsOf(p *passage, task string) {
	for _, f := range findTargets(cut(p.text, longest), x.base) {
		span := p.place(f.span.Start, f.span.End)
		x.plan.Targets = append(x.plan.Targets, Target{
			Raw: span.In(x.doc.Text), Op: f.op, Value: f.value, Unit: f.unit, Of: f.of, By: f.by,
			Task: task, Span: span, Page: x.doc.PageAt(span.Start), Rule: f.rule,
		})
	}
}

// taskOfFootnote is the id of the task whose words carry the footnote's mark,
// glued to a word as it is printed.
func (x *extractor) taskOfFootnote(block int) string {
	mark := x.doc.Blocks[block].Mark
	if mark == "" {
		return ""
	}
	id := ""
	for _, t := range x.plan.Tasks {
		if t.Span[0].Start > x.doc.Blocks[block].Span.Start {
			break
		}
		if glued(t.Text, mark) {
			id = t.ID
		}
	}
	return id
}

// glued reports whether the mark stands directly behind a letter in the text.
func glued(text, mark string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], mark)
		if i < 0 {
			return false
		}
		i += at
		at = i + len(mark)
		if i > 0 && isLetterByte(text[i-1]) && (at == len(text) || text[at] < '0' || text[at] > '9') {
			return true
		}
	}
}

func isLetterByte(b byte) bool { return b >= 'a' && b <= 'z' || b >= 0x80 || b >= 'A' && b <= 'Z' }

// note records something about an item.
func (x *extractor) note(code string, severity corpus.Severity, it *item, message string) {
	x.plan.Notes = append(x.plan.Notes, corpus.Note{
		Code: code, Severity: severity, Message: fmt.Sprintf("%s: %s", it.id, message), Span: it.spanOf(), Page: it.page,
	})
}

// nonNil turns a nil slice into an empty one, so that JSON says [].
func nonNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
