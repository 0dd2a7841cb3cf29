package main

import (
	"regexp"
	"slices"
	"strings"

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
	flags.StringVar(&f.from, "from", "", "only tasks due on this `day` or later (2025-01-31, or 2025, or 2025-01)")
	flags.StringVar(&f.to, "to", "", "only tasks due on this `day` or earlier")
	// The flag exists, so that registering its completion cannot fail.
	_ = cmd.RegisterFlagCompletionFunc("role", cobra.FixedCompletions(roles, cobra.ShellCompDirectiveNoFileComp))
}

// isoDay matches a day, a month or a year.
var isoDay = regexp.MustCompile(`^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$`)

// check reports a value that no document can have.
func (f *filters) check() error {
	if f.role != "" && !slices.Contains(roles, f.role) {
		return usagef("no role %q; choose one of %s", f.role, strings.Join(roles, ", "))
	}
	for _, d := range []struct{ flag, value string }{{"--from", f.from}, {"--to", f.to}} {
		if d.value != "" && !isoDay.MatchString(d.value) {
			return usagef("%s %q is no day; write 2025-01-31, or 2025-01, or 2025", d.flag, d.value)
		}
	}
	if f.from != "" && f.to != "" && f.firstDay() > f.lastDay() {
		return usagef("--from %s is later than --to %s", f.from, f.to)
	}
	return nil
}

// firstDay is --from as a day. Days compare as strings.
func (f *filters) firstDay() string {
	if f.from == "" {
		return ""
	}
	return f.from + "0000-01-01"[len(f.from):]
}

// lastDay is --to as a day: the last one of a month or a year, which may be
// one that the month does not have, since it is only compared with.
func (f *filters) lastDay() string {
	if f.to == "" {
		return ""
	}
	return f.to + "0000-12-31"[len(f.to):]
}

// plan reports whether a plan passes the filters on documents.
func (f *filters) plan(p *extract.Plan) bool {
	return (len(f.localities) == 0 || containsAny(p.Document.Locality, f.localities)) &&
		(len(f.types) == 0 || slices.ContainsFunc(f.types, func(t string) bool { return vn.Fold(t) == vn.Fold(p.Document.DocType) }))
}

// task reports whether a task passes the filters on tasks.
func (f *filters) task(t extract.Task) bool { return f.owned(t) && f.due(t) }

// owned reports whether one of the task's owners passes.
func (f *filters) owned(t extract.Task) bool {
	if f.role == "" && len(f.agencies) == 0 {
		return true
	}
	return slices.ContainsFunc(t.Assignments, func(a extract.Assignment) bool {
		return (f.role == "" || string(a.Role) == f.role) &&
			(len(f.agencies) == 0 || slices.Contains(f.agencies, a.Agency) || containsAny(a.Name, f.agencies) || containsAny(a.Raw, f.agencies))
	})
}

// due reports whether one of the task's deadlines overlaps the days asked for.
// A deadline without a last day is due on no day.
func (f *filters) due(t extract.Task) bool {
	if f.from == "" && f.to == "" {
		return true
	}
	return slices.ContainsFunc(t.Deadlines, func(d extract.Deadline) bool {
		return d.To != "" && d.To >= f.firstDay() && (f.to == "" || d.To <= f.lastDay())
	})
}

// containsAny reports whether text contains one of parts, whatever the letter
// case and the accents.
func containsAny(text string, parts []string) bool {
	folded := vn.Fold(text)
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(folded, vn.Fold(p)) })
}

// apply gives the plans that pass, each with the tasks that pass and the
// targets of those. The plans given are not changed.
func (f *filters) apply(plans []*extract.Plan) []*extract.Plan {
	out := []*extract.Plan{}
	for _, p := range plans {
		if !f.plan(p) {
			continue
		}
		q := *p
		q.Tasks, q.Targets = []extract.Task{}, []extract.Target{}
		kept := map[string]bool{"": f.role == "" && len(f.agencies) == 0 && f.from == "" && f.to == ""}
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
