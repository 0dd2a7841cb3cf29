package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/compare/review"
	"doichieu/corpus"
	"doichieu/extract"
)

type reviewImportOptions struct {
	by, given string
	replace   bool
}

// filled is a filled sheet on its way into the log.
type filled struct {
	opts   reviewImportOptions
	plans  []*extract.Plan
	log    []corpus.Decision
	faults []string
	known  int // decisions that the log has already
}

func (f *filled) fault(at, format string, args ...any) {
	f.faults = append(f.faults, at+": "+fmt.Sprintf(format, args...))
}

// decisions are those of the sheet that the log lacks. What is wrong is in
// f.faults.
func (f *filled) decisions(lines []render.ReadLine) []corpus.Decision {
	inForce := corpus.InForce(f.log)
	var list []corpus.Decision
	var at []string // cell of each
	for _, line := range lines {
		d, ok := f.decision(line)
		repeats := func(old corpus.Decision) bool { return review.Repeats(old, d) }
		switch {
		case !ok || slices.ContainsFunc(list, repeats):
		case slices.ContainsFunc(inForce, repeats):
			f.known++
		default:
			list = append(list, d)
			at = append(at, line.At[render.ReviewDecision])
		}
	}
	return f.settle(inForce, list, at)
}

// settle holds the decisions of the sheet against each other and the log.
func (f *filled) settle(inForce, list []corpus.Decision, at []string) []corpus.Decision {
	if f.opts.replace {
		for i := range list {
			inForce = slices.DeleteFunc(inForce, func(old corpus.Decision) bool {
				if !review.Contradicts(old, list[i]) {
					return false
				}
				list[i].Replaces = append(list[i].Replaces, old.ID)
				return true
			})
		}
	}
	all := slices.Concat(inForce, list)
	name := func(i int) string {
		if i < len(inForce) {
			return "the recorded decision " + decisionLine(all[i])
		}
		return "cell " + at[i-len(inForce)]
	}
	for _, c := range review.Conflicts(all) {
		if c.B < len(inForce) {
			continue // between recorded ones, which came to be about one task later
		}
		through := ""
		if len(c.Through) > 0 {
			var names []string
			for _, i := range c.Through {
				names = append(names, name(i))
			}
			through = ", because the tasks are made one by " + strings.Join(names, " and ")
		}
		hint := ""
		if c.A < len(inForce) && len(c.Through) == 0 {
			hint = "; --replace puts this one in its place"
		}
		f.fault(at[c.B-len(inForce)], "it contradicts %s%s%s", name(c.A), through, hint)
	}
	for i := range list {
		f.seal(&list[i])
	}
	return list
}

// seal gives a decision its id. One that was recorded before and no longer holds
// replaces what took its place, so that both stand in the log.
func (f *filled) seal(d *corpus.Decision) {
	d.Seal()
	for slices.ContainsFunc(f.log, func(old corpus.Decision) bool { return old.ID == d.ID }) {
		last := ""
		for _, old := range f.log {
			if slices.Contains(old.Replaces, d.ID) {
				last = old.ID
			}
		}
		if last == "" {
			return
		}
		d.Replaces = append(d.Replaces, last)
		d.Seal()
	}
}

// decision reads a line; false if nobody decided anything there, or it is wrong.
func (f *filled) decision(line render.ReadLine) (corpus.Decision, bool) {
	value := func(c render.ReviewColumn) string { return line.ReviewLine[c] }
	before := len(f.faults)
	if value(render.ReviewDecision)+value(render.ReviewOwner)+value(render.ReviewDay)+value(render.ReviewWhy) == "" {
		return corpus.Decision{}, false
	}
	for c := render.ReviewDecision; c <= render.ReviewGiven; c++ {
		if line.Formula[c] {
			f.fault(line.At[c], "it computes its value; write the value itself")
		}
	}
	kind, ok := wordValue(reviewKinds, value(render.ReviewKind))
	if !ok {
		f.fault(line.At[render.ReviewKind], "no kind of line is called %q", value(render.ReviewKind))
		return corpus.Decision{}, false
	}
	d := corpus.Decision{Kind: kind, Why: plainWords(value(render.ReviewWhy)), By: plainWords(value(render.ReviewBy))}
	f.verdict(line, &d)
	if d.By == "" {
		d.By = f.opts.by
	}
	if d.By == "" {
		f.fault(line.At[render.ReviewBy], "it does not say who decided; fill the cell in or give --by")
	}
	d.Given = f.opts.given
	if s := value(render.ReviewGiven); s != "" {
		if d.Given, ok = readDay(s); !ok {
			f.fault(line.At[render.ReviewGiven], "%q is no day; write 31/12/2026 or 2026-12-31", s)
		}
	} else if d.Given == "" {
		f.fault(line.At[render.ReviewGiven], "it does not say when it was decided; fill the cell in or give --given")
	}
	record := f.anchors(line, &d)
	f.owners(line, &d, record)
	if len(f.faults) > before {
		return d, false
	}
	if err := d.Check(); err != nil {
		f.fault(line.At[render.ReviewDecision], "%v", err)
		return d, false
	}
	return d, true
}

// verdict reads what was decided, and the day of a deadline.
func (f *filled) verdict(line render.ReadLine, d *corpus.Decision) {
	word, owner, day := line.ReviewLine[render.ReviewDecision], line.ReviewLine[render.ReviewOwner], line.ReviewLine[render.ReviewDay]
	ok := true
	if d.Verdict, ok = wordValue(verdictsOf(d.Kind), word); word == "" && owner+day != "" && d.Kind != corpus.DecidePair {
		d.Verdict = corpus.Set
	} else if !ok {
		var words []string
		for _, v := range verdictsOf(d.Kind) {
			words = append(words, v.vi)
		}
		f.fault(line.At[render.ReviewDecision], "%q is no decision; choose one of %s", word, strings.Join(words, ", "))
		return
	}
	set := d.Verdict == corpus.Set
	switch {
	case owner != "" && (d.Kind == corpus.DecidePair || d.Kind == corpus.DecideDeadline || !set):
		f.fault(line.At[render.ReviewOwner], "an agency stands only in a line about an owner, with the decision sửa")
	case day != "" && (d.Kind != corpus.DecideDeadline || !set):
		f.fault(line.At[render.ReviewDay], "a day stands only in a line about a deadline, with the decision sửa")
	case set && d.Kind != corpus.DecideDeadline && owner == "":
		f.fault(line.At[render.ReviewOwner], "it does not say which agency is right")
	case set && d.Kind == corpus.DecideDeadline:
		if d.Day, ok = readDay(day); !ok {
			f.fault(line.At[render.ReviewDay], "%q is no day; write 31/12/2026 or 2026-12-31", day)
		}
	}
}

// anchors finds the tasks of a line, and gives the record of the first one's
// plan.
func (f *filled) anchors(line render.ReadLine, d *corpus.Decision) extract.Record {
	var record extract.Record
	sides := 1
	if d.Kind == corpus.DecidePair {
		sides = 2
	}
	for n := range sides {
		at := render.ReviewAnchor1 + render.ReviewColumn(n)
		text := render.ReviewText1 + render.ReviewColumn(n)*(render.ReviewText2-render.ReviewText1)
		p, t := f.task(line.ReviewLine[at])
		if t == nil {
			f.fault(line.At[at], "%q leads to no task of the library: the document was removed or read anew, or the cell was changed", line.ReviewLine[at])
			continue
		}
		if !sameWords(line.ReviewLine[text], t.Text) {
			f.fault(line.At[text], "the words are no longer those of the plan; export the sheet anew")
		}
		if n == 0 {
			record = p.Document
			if d.Kind != corpus.DecidePair {
				d.Was = review.Held(*t, d.Kind)
			}
		}
		d.Tasks = append(d.Tasks, review.AnchorOf(p, t))
	}
	return record
}

// task finds the task that an anchor of the sheet means.
func (f *filled) task(code string) (*extract.Plan, *extract.Task) {
	for _, p := range f.plans {
		if !strings.HasPrefix(code, p.Document.ID+" ") {
			continue
		}
		for i := range p.Tasks {
			if anchorCode(p, &p.Tasks[i]) == code {
				return p, &p.Tasks[i]
			}
		}
	}
	return nil, nil
}

// sameWords reports whether a cell holds the words of a task, of which a long
// one was cut to what a cell can hold.
func sameWords(cell, text string) bool {
	const long = 30000 // bytes: less than any cell is cut to
	if len(text) > long {
		return strings.HasPrefix(review.Key(text), review.Key(cell[:strings.LastIndexFunc(cell[:min(long/2, len(cell))], unicode.IsSpace)+1]))
	}
	return review.Key(cell) == review.Key(text)
}

// owners reads the agencies of a line.
func (f *filled) owners(line render.ReadLine, d *corpus.Decision, record extract.Record) {
	if d.Verdict != corpus.Set || d.Kind == corpus.DecideDeadline {
		return
	}
	at := line.At[render.ReviewOwner]
	for _, name := range strings.FieldsFunc(line.ReviewLine[render.ReviewOwner], func(r rune) bool { return r == ';' || r == '\n' }) {
		name = plainWords(name)
		if free, ok := strings.CutPrefix(name, "x:"); ok && strings.TrimSpace(free) != "" {
			free = strings.TrimSpace(free)
			d.Agencies = append(d.Agencies, corpus.Owner{ID: "x:" + strings.ToLower(free), Name: free})
			continue
		}
		owner, ok := review.Agency(name, record)
		if !ok {
			hint := ""
			if near := review.NearAgencies(name); len(near) > 0 {
				hint = "did you mean " + strings.Join(near, ", or ") + "? "
			}
			f.fault(at, "%q is no agency that the program knows; %sx:%s takes it as it is", name, hint, name)
			continue
		}
		d.Agencies = append(d.Agencies, owner)
	}
}

// plainWords are words in one line without control characters.
func plainWords(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.Join(strings.Fields(s), " ")
}

// readDay reads a day as people write it, or as ISO has it. Years have four
// digits: 01/02/03 could be anything.
func readDay(s string) (iso string, ok bool) {
	for _, layout := range []string{time.DateOnly, "2/1/2006", "2.1.2006", "2-1-2006"} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil && t.Year() >= 1900 {
			return t.Format(time.DateOnly), true
		}
	}
	return "", false
}
