package main

import (
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"doichieu/corpus/vn"
	"doichieu/extract"
)

// filters choose tasks: by the plan they stand in, by the agencies that own
// them and by the days on which they fall due.
type filters struct {
	localities, types, agencies []string
	role, from, to              string
}

// roles are the values of --role.
var roles = []string{string(extract.Lead), string(extract.Coordinating), string(extract.Implementing)}

// AddFlags defines the flags of the filters, with completion.
func (f *filters) AddFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.localities, "locality", nil, "only plans of this `locality`; may be repeated")
	flags.StringArrayVar(&f.types, "type", nil, "only documents of this `type` (KH, NQ, QĐ, ...); may be repeated")
	flags.StringArrayVar(&f.agencies, "agency", nil, "only tasks of this `agency`: its id or a part of its name; may be repeated")
	flags.StringVar(&f.role, "role", "", "only tasks that --agency has in this `role`: "+strings.Join(roles, ", "))
	flags.StringVar(&f.from, "from", "", "only tasks whose time runs to this `day` or later (2025-01-31, 2025-01, or 2025)")
	flags.StringVar(&f.to, "to", "", "only tasks whose time begins on this `day` or earlier")
	// The flag exists, so that registering its completion cannot fail.
	_ = cmd.RegisterFlagCompletionFunc("role", cobra.FixedCompletions(roles, cobra.ShellCompDirectiveNoFileComp))
}

// isDay reports a day, a month or a year that exists.
func isDay(s string) bool {
	return slices.ContainsFunc([]string{time.DateOnly, "2006-01", "2006"}, func(layout string) bool {
		_, err := time.Parse(layout, s)
		return err == nil
	})
}

// any reports whether any filter is set.
func (f *filters) any() bool {
	return len(f.localities)+len(f.types)+len(f.agencies) > 0 || f.role != "" || f.from != "" || f.to != ""
}

// check reports a value that no document can have.
func (f *filters) check() error {
	if f.role != "" && !slices.Contains(roles, f.role) {
		return usagef("no role %q; choose one of %s", f.role, strings.Join(roles, ", "))
	}
	for _, d := range []struct{ flag, value string }{{"--from", f.from}, {"--to", f.to}} {
		if d.value != "" && !isDay(d.value) {
			return usagef("%s %q is no day; write 2025-01-31, or 2025-01, or 2025", d.flag, d.value)
		}
	}
	if f.from != "" && f.to != "" && f.firstDay() > f.lastDay() {
		return usagef("--from %s is later than --to %s", f.from, f.to)
	}
	return nil
}

// firstDay is --from as a day. ISO days compare as strings.
func (f *filters) firstDay() string {
	if f.from == "" {
		return ""
	}
	return f.from + "0000-01-01"[len(f.from):]
}

// lastDay is --to as a day: of a month or a year, the last one.
func (f *filters) lastDay() string {
	switch len(f.to) {
	case len("2006"):
		return f.to + "-12-31"
	case len("2006-01"):
		if month, err := time.Parse("2006-01", f.to); err == nil {
			return month.AddDate(0, 1, -1).Format(time.DateOnly)
		}
	}
	return f.to
}

// plan reports whether a plan passes the filters on documents.
func (f *filters) plan(p *extract.Plan) bool {
	here := func(l string) bool {
		return sameLocality(l, p.Document.Locality) || p.Document.Unit != "" && sameLocality(l, p.Document.Unit)
	}
	return (len(f.localities) == 0 || slices.ContainsFunc(f.localities, here)) &&
		(len(f.types) == 0 || slices.ContainsFunc(f.types, func(t string) bool { return vn.Fold(t) == vn.Fold(p.Document.DocType) }))
}

// task reports whether a task passes the filters on tasks.
func (f *filters) task(t extract.Task) bool { return f.owned(t) && f.due(t) }

// owned reports whether one of the task's owners passes.
func (f *filters) owned(t extract.Task) bool {
	return f.role == "" && len(f.agencies) == 0 || slices.ContainsFunc(t.Assignments, f.owner)
}

// owner reports whether an agency passes, in the role that it has, under its own
// name or that of the one that it has the duty from.
func (f *filters) owner(a extract.Assignment) bool {
	if a.Former != nil {
		read := a
		read.Agency, read.Name, read.Former = a.Former.Agency, a.Former.Name, nil
		if f.owner(read) {
			return true
		}
	}
	return (f.role == "" || string(a.Role) == f.role) &&
		(len(f.agencies) == 0 || slices.Contains(f.agencies, a.Agency) || containsAny(a.Name, f.agencies) || containsAny(a.Raw, f.agencies))
}

// due reports whether the time of one of the task's deadlines overlaps the days
// asked for. A deadline with a last day only is that day, one with a first day
// only never ends, and one without dates ("thường xuyên") is on no day.
func (f *filters) due(t extract.Task) bool {
	if f.from == "" && f.to == "" {
		return true
	}
	return slices.ContainsFunc(t.Deadlines, func(d extract.Deadline) bool {
		first, last := d.From, d.To
		if first == "" {
			first = last
		}
		return first != "" && (last == "" || last >= f.firstDay()) && (f.to == "" || first <= f.lastDay())
	})
}

// sameLocality reports whether two names are of one locality, whatever their
// accents and with or without "tỉnh" or "thành phố".
func sameLocality(a, b string) bool { return bareLocality(a) == bareLocality(b) }

func bareLocality(name string) string {
	name = strings.Join(strings.Fields(vn.Fold(name)), " ")
	for _, kind := range []string{"tinh ", "thanh pho ", "tp. ", "tp "} {
		if rest, ok := strings.CutPrefix(name, kind); ok {
			return rest
		}
	}
	return name
}

// containsAny reports whether text contains one of parts, whatever the letter
// case and the accents.
func containsAny(text string, parts []string) bool {
	folded := vn.Fold(text)
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(folded, vn.Fold(p)) })
}

// whole reports whether no filter chooses tasks, so that plans stay whole.
func (f *filters) whole() bool {
	return f.role == "" && len(f.agencies) == 0 && f.from == "" && f.to == ""
}

// apply gives the plans that pass, each with the tasks that pass and the
// targets of those. What is no task has no agency and no time, and goes where
// tasks are chosen by them. The plans given are not changed.
func (f *filters) apply(plans []*extract.Plan) []*extract.Plan {
	out := []*extract.Plan{}
	for _, p := range plans {
		if !f.plan(p) {
			continue
		}
		q := *p
		q.Tasks, q.Targets = []extract.Task{}, []extract.Target{}
		// A target of no task stays only while no task is filtered out.
		kept := map[string]bool{"": f.whole()}
		if !f.whole() {
			q.Provisions = []extract.Provision{}
		}
		for _, t := range p.Tasks {
			if f.task(t) {
				q.Tasks = append(q.Tasks, t)
				kept[t.ID] = true
			}
		}
		for _, t := range p.Targets {
			if kept[t.Task] {
				q.Targets = append(q.Targets, t)
			}
		}
		out = append(out, &q)
	}
	return out
}
