package index

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"doichieu/extract"
	"doichieu/index/engine"
	"doichieu/index/vi"
)

// conditions are what must hold and must not of every hit, beside its words.
type conditions struct {
	all, not []engine.Node
	unknown  []string
	missed   []vi.Filter // those that unknown has the text of
}

// miss keeps a condition whose value is not known to anything.
func (c *conditions) miss(f vi.Filter) {
	c.unknown = append(c.unknown, f.Field+":"+f.Op+f.Value)
	c.missed = append(c.missed, f)
}

// conditions gathers those of the request and of the query's own fields.
func (x *Index) conditions(ctx context.Context, req Request, plan *vi.Plan, terms clauses) (conditions, error) {
	c := conditions{unknown: []string{}}
	if err := x.requested(ctx, &c, req); err != nil {
		return c, err
	}
	for _, f := range plan.Filters {
		q, known, err := x.filter(ctx, f, req.Role)
		if err != nil {
			return c, err
		}
		if !known {
			c.miss(f)
		}
		if f.Not {
			c.not = append(c.not, q)
		} else {
			c.all = append(c.all, q)
		}
	}
	for _, ph := range plan.Phrases {
		c.all = append(c.all, x.phrase(ctx, terms, ph))
	}
	for _, ph := range plan.Excluded {
		c.not = append(c.not, x.phrase(ctx, terms, ph))
	}
	return c, nil
}

// requested adds the conditions of the request's fields.
func (x *Index) requested(ctx context.Context, c *conditions, req Request) error {
	roles, err := roleNames(req.Role)
	if err != nil {
		return err
	}
	if req.Role != "" && len(req.Agency) == 0 {
		q, err := x.among(ctx, roles[0], func(string) bool { return true })
		if err != nil {
			return err
		}
		c.all = append(c.all, q)
	}
	for _, kind := range []struct {
		field  string
		values []string
	}{
		{vi.FieldPart, req.Part},
		{vi.FieldAgency, req.Agency},
		{vi.FieldLocality, req.Locality},
		{vi.FieldRegion, req.Region},
		{vi.FieldType, req.DocType},
		{vi.FieldTheme, req.Theme},
		{vi.FieldDeadlineKind, req.DeadlineKind},
		{vi.FieldTarget, req.Target},
		{vi.FieldYear, req.Year},
		{vi.FieldPlan, req.Plan},
		{vi.FieldNumber, req.Number},
	} {
		var any []engine.Node
		for _, v := range kind.values {
			f := vi.Filter{Field: kind.field, Value: v}
			q, known, err := x.filter(ctx, f, req.Role)
			if err != nil {
				return err
			}
			if !known {
				c.miss(f)
			}
			any = append(any, q)
		}
		if len(any) > 0 {
			c.all = append(c.all, engine.Or(any...))
		}
	}
	return x.requestedTime(ctx, c, req.From, req.To)
}

// requestedTime adds the condition that a deadline overlaps the days.
func (x *Index) requestedTime(ctx context.Context, c *conditions, from, to string) error {
	for _, day := range []string{from, to} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return fmt.Errorf("%w: %q is no day; write it as 2025-12-31", ErrRequest, day)
		}
	}
	if from == "" && to == "" {
		return nil
	}
	q, err := x.due(ctx, func(v interval) bool { return v.overlaps(from, to) })
	c.all = append(c.all, q)
	return err
}

// roleNames are the fields of a role, all of them for "".
func roleNames(role string) ([]string, error) {
	if role == "" {
		return []string{fieldLead, fieldCoord, fieldImpl}, nil
	}
	if f, ok := roleFields()[extract.Role(role)]; ok {
		return []string{f}, nil
	}
	return nil, fmt.Errorf("%w: no role %q; there are lead, coordinating, implementing", ErrRequest, role)
}

// filter is the clause of a field of the query language. known is false where
// its value can mean nothing, or nothing that the index has.
func (x *Index) filter(ctx context.Context, f vi.Filter, role string) (q engine.Node, known bool, err error) {
	switch f.Field {
	case vi.FieldAgency:
		fields, err := roleNames(role)
		if err != nil {
			return nil, false, err
		}
		return x.agency(ctx, f.Value, fields...)
	case vi.FieldLead:
		return x.agency(ctx, f.Value, fieldLead)
	case vi.FieldCoordinating:
		return x.agency(ctx, f.Value, fieldCoord)
	case vi.FieldImplementing:
		return x.agency(ctx, f.Value, fieldImpl)
	case vi.FieldLocality:
		return x.locality(ctx, f)
	case vi.FieldRegion:
		return x.exists(ctx, anyOf(fieldRegion, regionID(f.Value)))
	case vi.FieldPart:
		return x.exists(ctx, anyOf(fieldPart, partID(f.Value)))
	case vi.FieldDeadlineKind:
		return x.exists(ctx, anyOf(fieldKind, kindID(f.Value)))
	case vi.FieldTheme:
		words := foldWords(f.Value)
		return x.withValue(ctx, fieldTheme, func(heading string) bool { return words != "" && hasWords(heading, words) })
	case vi.FieldTarget:
		any := isAny(f.Value)
		return x.withValue(ctx, fieldTarget, func(unit string) bool {
			return any || foldWords(unit) == foldWords(f.Value) && strings.EqualFold(unit, f.Value)
		})
	case vi.FieldType:
		return x.exists(ctx, anyOf(fieldType, vi.DocType(f.Value)))
	case vi.FieldPlan:
		return x.exists(ctx, anyOf(fieldPlan, f.Value))
	case vi.FieldNumber:
		cited := make([]engine.Node, 0, 4)
		for _, t := range vi.NumberTerms(f.Value) {
			cited = append(cited, engine.Term{Field: fieldRefs, Text: t, Weight: 1})
		}
		return x.exists(ctx, engine.Or(append(cited, anyOf(fieldNumber, plainNumber(f.Value)))...))
	case vi.FieldYear, vi.FieldDeadline:
		return x.timed(ctx, f)
	}
	return engine.None{}, false, nil
}

// agency asks for a task that has an agency of that name in one of the roles:
// agency and role are one field, so they hold for the same assignment.
func (x *Index) agency(ctx context.Context, name string, roles ...string) (q engine.Node, known bool, err error) {
	var qs []engine.Node
	for _, field := range roles {
		ids, err := x.values(ctx, field)
		if err != nil {
			return nil, false, err
		}
		ids = x.agencyIDs(name, ids)
		known = known || len(ids) > 0
		qs = append(qs, anyOf(field, ids...))
	}
	return engine.Or(qs...), known, nil
}

// exists passes q on and tells whether any entry has it.
func (x *Index) exists(ctx context.Context, q engine.Node) (engine.Node, bool, error) {
	r, err := x.engine.Search(ctx, engine.Request{Filter: []engine.Node{q}, Order: engine.Order{By: engine.ByRef}})
	if err != nil {
		return nil, false, err
	}
	return q, r.Total > 0, nil
}

// withValue asks for the entries with a value in field of which fits is true, and
// tells whether there is such a value.
func (x *Index) withValue(ctx context.Context, field string, fits func(string) bool) (engine.Node, bool, error) {
	q, err := x.among(ctx, field, fits)
	if err != nil {
		return nil, false, err
	}
	return x.exists(ctx, q)
}

// locality asks for the plans of a locality, of the units that it was made of and
// of those that it went into. One that is left out is left out alone.
func (x *Index) locality(ctx context.Context, f vi.Filter) (engine.Node, bool, error) {
	keys := []string{localityKey(f.Value)}
	if !f.Not {
		keys = lineOf(f.Value)
	}
	return x.exists(ctx, anyOf(fieldPlace, keys...))
}

// timed compares the year of issue, or deadlines: with < and > their last day,
// without an operator the time that they cover.
func (x *Index) timed(ctx context.Context, f vi.Filter) (q engine.Node, known bool, err error) {
	from, to, ok := vi.Period(f.Value)
	if !ok {
		return engine.None{}, false, nil
	}
	lo, hi := bounds(f.Op, from, to)
	switch {
	case f.Field == vi.FieldYear:
		lo, hi = lo[:min(4, len(lo))], hi[:min(4, len(hi))]
		q, err = x.among(ctx, fieldYear, func(year string) bool { return (lo == "" || year >= lo) && (hi == "" || year <= hi) })
	case f.Op == "":
		q, err = x.due(ctx, func(v interval) bool { return v.overlaps(from, to) })
	default:
		q, err = x.due(ctx, func(v interval) bool { return v.ends(lo, hi) })
	}
	return q, true, err
}

// due asks for a task with a deadline of which fits is true.
func (x *Index) due(ctx context.Context, fits func(interval) bool) (engine.Node, error) {
	return x.among(ctx, fieldWhen, func(term string) bool { return fits(parseInterval(term)) })
}

// among asks for the tasks with a value in field of which fits is true. All
// values are looked at: there are some thousand deadlines at most, and a range
// of terms would look at them as well.
func (x *Index) among(ctx context.Context, field string, fits func(string) bool) (engine.Node, error) {
	values, err := x.values(ctx, field)
	if err != nil {
		return nil, err
	}
	return anyOf(field, slices.DeleteFunc(values, func(v string) bool { return !fits(v) })...), nil
}

// values are the values that stand in field, in order.
func (x *Index) values(ctx context.Context, field string) ([]string, error) {
	var values []string
	for v, err := range x.engine.Values(ctx, field, "") {
		if err != nil {
			return nil, err
		}
		values = append(values, v.Text)
	}
	return values, nil
}

// bounds are the days that an operator and a period [from, to] leave, "" being
// open: < a month ends the day before it, > begins the day after it. Nothing is
// before a period without beginning or after one without end.
func bounds(op, from, to string) (lo, hi string) {
	switch op {
	case "<":
		return "", shifted(from, -1, "0000-00-00")
	case "<=":
		return "", to
	case ">":
		return shifted(to, 1, "9999-99-99"), ""
	case ">=":
		return from, ""
	}
	return from, to
}

// shifted is an ISO day some days later, or none for "".
func shifted(day string, n int, none string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return none
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// wordsOf knows how many words the value of a field has: the longest name of the
// vocabulary, or locality of the index, that stands there.
func (x *Index) wordsOf(ctx context.Context) vi.Values {
	return func(field string, words []string) int {
		known := func(name string) bool { return false }
		switch field {
		case vi.FieldLocality:
			here, _ := x.values(ctx, fieldPlace) // without it, the vocabulary decides
			names := localityNames()
			known = func(name string) bool {
				key := localityKey(name)
				return names[key] != "" || slices.Contains(here, key)
			}
		case vi.FieldRegion:
			known = func(name string) bool { return regionName(regionID(name)) != "" }
		case vi.FieldPart:
			known = func(name string) bool { return partNames()[foldWords(name)] != "" }
		case vi.FieldDeadlineKind:
			known = func(name string) bool { return kindNames()[foldWords(name)] != "" }
		}
		for n := min(len(words), 8); n > 1; n-- {
			if known(strings.Join(words[:n], " ")) {
				return n
			}
		}
		return 1
	}
}
