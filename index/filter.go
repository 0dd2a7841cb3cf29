package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2/search/query"

	"doichieu/extract"
	"doichieu/index/vi"
)

// conditions are what must hold and must not of every hit, beside its words.
type conditions struct {
	all, not []query.Query
	unknown  []string
}

// conditions gathers those of the request and of the query's own fields.
func (x *Index) conditions(ctx context.Context, req Request, plan *vi.Plan) (conditions, error) {
	c := conditions{all: []query.Query{term(fieldKind, kindTask, 0)}, unknown: []string{}}
	if err := x.requested(ctx, &c, req); err != nil {
		return c, err
	}
	for _, f := range plan.Filters {
		q, known, err := x.filter(ctx, f, req.Role)
		if err != nil {
			return c, err
		}
		if !known {
			c.unknown = append(c.unknown, f.Field+":"+f.Op+f.Value)
		}
		if f.Not {
			c.not = append(c.not, q)
		} else {
			c.all = append(c.all, q)
		}
	}
	for _, ph := range plan.Phrases {
		q, err := x.phrase(ctx, ph)
		if err != nil {
			return c, err
		}
		c.all = append(c.all, q)
	}
	for _, ph := range plan.Excluded {
		q, err := x.phrase(ctx, ph)
		if err != nil {
			return c, err
		}
		c.not = append(c.not, q)
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
		q, err := x.among(roles[0], func(string) bool { return true })
		if err != nil {
			return err
		}
		c.all = append(c.all, q)
	}
	for _, kind := range []struct {
		field  string
		values []string
	}{
		{vi.FieldAgency, req.Agency},
		{vi.FieldLocality, req.Locality},
		{vi.FieldType, req.DocType},
		{vi.FieldYear, req.Year},
		{vi.FieldPlan, req.Plan},
		{vi.FieldNumber, req.Number},
	} {
		var any []query.Query
		for _, v := range kind.values {
			q, known, err := x.filter(ctx, vi.Filter{Field: kind.field, Value: v}, req.Role)
			if err != nil {
				return err
			}
			if !known {
				c.unknown = append(c.unknown, kind.field+":"+v)
			}
			any = append(any, q)
		}
		if len(any) > 0 {
			c.all = append(c.all, either(any...))
		}
	}
	return x.requestedTime(c, req.From, req.To)
}

// requestedTime adds the condition that a deadline overlaps the days.
func (x *Index) requestedTime(c *conditions, from, to string) error {
	for _, day := range []string{from, to} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return fmt.Errorf("%w: %q is no day; write it as 2025-12-31", ErrRequest, day)
		}
	}
	if from == "" && to == "" {
		return nil
	}
	q, err := x.due(func(v interval) bool { return v.overlaps(from, to) })
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
func (x *Index) filter(ctx context.Context, f vi.Filter, role string) (q query.Query, known bool, err error) {
	switch f.Field {
	case vi.FieldAgency:
		fields, err := roleNames(role)
		if err != nil {
			return nil, false, err
		}
		return x.agency(f.Value, fields...)
	case vi.FieldLead:
		return x.agency(f.Value, fieldLead)
	case vi.FieldCoordinating:
		return x.agency(f.Value, fieldCoord)
	case vi.FieldImplementing:
		return x.agency(f.Value, fieldImpl)
	case vi.FieldLocality:
		return x.exists(ctx, term(fieldPlace, localityKey(f.Value), 1))
	case vi.FieldType:
		return x.exists(ctx, term(fieldType, vi.DocType(f.Value), 1))
	case vi.FieldPlan:
		return x.exists(ctx, term(fieldPlan, f.Value, 1))
	case vi.FieldNumber:
		return x.exists(ctx, either(term(fieldNumber, plainNumber(f.Value), 1), anyOf(fieldRefs, vi.NumberTerms(f.Value))))
	case vi.FieldYear, vi.FieldDeadline:
		return x.timed(f)
	}
	return query.NewMatchNoneQuery(), false, nil
}

// agency asks for a task that has an agency of that name in one of the roles:
// agency and role are one field, so they hold for the same assignment.
func (x *Index) agency(name string, roles ...string) (q query.Query, known bool, err error) {
	var qs []query.Query
	for _, field := range roles {
		ids, err := x.values(field)
		if err != nil {
			return nil, false, err
		}
		ids = x.agencyIDs(name, ids)
		known = known || len(ids) > 0
		qs = append(qs, anyOf(field, ids))
	}
	return either(qs...), known, nil
}

// exists passes q on and tells whether any task has it.
func (x *Index) exists(ctx context.Context, q query.Query) (query.Query, bool, error) {
	r, err := x.find(ctx, q, 0)
	if err != nil {
		return nil, false, err
	}
	return q, r.Total > 0, nil
}

// timed compares the year of issue, or deadlines: with < and > their last day,
// without an operator the time that they cover.
func (x *Index) timed(f vi.Filter) (q query.Query, known bool, err error) {
	from, to, ok := vi.Period(f.Value)
	if !ok {
		return query.NewMatchNoneQuery(), false, nil
	}
	lo, hi := bounds(f.Op, from, to)
	switch {
	case f.Field == vi.FieldYear:
		lo, hi = lo[:min(4, len(lo))], hi[:min(4, len(hi))]
		q, err = x.among(fieldYear, func(year string) bool { return (lo == "" || year >= lo) && (hi == "" || year <= hi) })
	case f.Op == "":
		q, err = x.due(func(v interval) bool { return v.overlaps(from, to) })
	default:
		q, err = x.due(func(v interval) bool { return v.ends(lo, hi) })
	}
	return q, true, err
}

// due asks for a task with a deadline of which fits is true.
func (x *Index) due(fits func(interval) bool) (query.Query, error) {
	return x.among(fieldWhen, func(term string) bool { return fits(parseInterval(term)) })
}

// among asks for the tasks with a value in field of which fits is true. All
// values are looked at: there are some thousand deadlines at most, and a range
// of terms would look at them as well.
func (x *Index) among(field string, fits func(string) bool) (query.Query, error) {
	values, err := x.values(field)
	if err != nil {
		return nil, err
	}
	return anyOf(field, slices.DeleteFunc(values, func(v string) bool { return !fits(v) })), nil
}

// values are the values that stand in field, in order.
func (x *Index) values(field string) ([]string, error) {
	dict, err := x.bleve.FieldDict(field)
	if err != nil {
		return nil, fmt.Errorf("searching: %w", err)
	}
	var values []string
	e, err := dict.Next()
	for ; e != nil && err == nil; e, err = dict.Next() {
		values = append(values, e.Term)
	}
	if err := errors.Join(err, dict.Close()); err != nil {
		return nil, fmt.Errorf("searching: %w", err)
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

// wordsOf knows how many words the value of a field has: the longest locality of
// the vocabulary or the index that stands there.
func (x *Index) wordsOf(field string, words []string) int {
	if field != vi.FieldLocality {
		return 1
	}
	here, _ := x.values(fieldPlace) // without it, the vocabulary decides
	names := localityNames()
	for n := min(len(words), 8); n > 1; n-- {
		key := localityKey(strings.Join(words[:n], " "))
		if names[key] != "" || slices.Contains(here, key) {
			return n
		}
	}
	return 1
}
