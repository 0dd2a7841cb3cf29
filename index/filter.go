package index

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2/search/query"

	"doichieu/corpus/vn"
	"doichieu/extract"
	"doichieu/extract/vocab"
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
	if err := x.requested(&c, req); err != nil {
		return c, err
	}
	for _, f := range plan.Filters {
		q, ok := x.filter(f, req.Role)
		switch {
		case !ok:
			c.unknown = append(c.unknown, f.Field+":"+f.Op+f.Value)
			if !f.Not {
				c.all = append(c.all, query.NewMatchNoneQuery())
			}
		case f.Not:
			c.not = append(c.not, q)
		default:
			c.all = append(c.all, q)
		}
	}
	for _, ph := range plan.Phrases {
		if ph.Exact() {
			continue // its scored terms decide
		}
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
func (x *Index) requested(c *conditions, req Request) error {
	roles, err := roleNames(req.Role)
	if err != nil {
		return err
	}
	switch {
	case len(req.Agency) > 0:
		c.all = append(c.all, x.agencies(req.Agency, roles))
	case req.Role != "":
		c.all = append(c.all, between(roles[0], "", "\U0010FFFF"))
	}
	add := func(values []string, q func(string) query.Query) {
		if len(values) > 0 {
			qs := make([]query.Query, len(values))
			for i, v := range values {
				qs[i] = q(v)
			}
			c.all = append(c.all, either(qs...))
		}
	}
	add(req.Locality, func(v string) query.Query { return term(fieldPlace, localityKey(v), 1) })
	add(req.DocType, func(v string) query.Query { return term(fieldType, vi.DocType(v), 1) })
	add(req.Year, func(v string) query.Query { return term(fieldYear, strings.TrimSpace(v), 1) })
	add(req.Plan, func(v string) query.Query { return term(fieldPlan, v, 1) })
	add(req.Number, number)
	for _, day := range []string{req.From, req.To} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return fmt.Errorf("%w: %q is no day; write it as 2025-12-31", ErrRequest, day)
		}
	}
	if req.From != "" || req.To != "" {
		c.all = append(c.all, overlapping(req.From, req.To))
	}
	return nil
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

// agencies asks for a task that has one of the agencies in one of the roles:
// agency and role are one field, so they hold for the same assignment.
func (x *Index) agencies(names, roles []string) query.Query {
	var ids []string
	for _, n := range names {
		ids = append(ids, x.analyzer.Concepts(n)...)
		// bodies that the vocabulary does not know have their name as id
		ids = append(ids, n, "x:"+strings.ToLower(vn.NFC(strings.TrimSpace(n))))
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	var qs []query.Query
	for _, field := range roles {
		qs = append(qs, anyOf(field, ids))
	}
	return either(qs...)
}

// number asks for a plan of that number or a task that cites it.
func number(v string) query.Query {
	qs := []query.Query{term(fieldNumber, plainNumber(vn.NFC(v)), 1)}
	for _, t := range vi.NumberTerms(v) {
		qs = append(qs, term(fieldNumber, t, 1), term(fieldRefs, t, 1))
	}
	return either(qs...)
}

// overlapping asks for a deadline that shares a day with [from, to].
func overlapping(from, to string) query.Query {
	return eachSlot(func(i int) []query.Query {
		var qs []query.Query
		if to != "" {
			qs = append(qs, between(slot(fieldFrom, i), "", to))
		}
		if from != "" {
			qs = append(qs, between(slot(fieldTo, i), from, ""))
		}
		return qs
	})
}

// ending asks for a deadline whose last day is from lo to hi, "" being open.
func ending(lo, hi string) query.Query {
	return eachSlot(func(i int) []query.Query { return []query.Query{between(slot(fieldTo, i), lo, hi)} })
}

func eachSlot(q func(i int) []query.Query) query.Query {
	qs := make([]query.Query, slots)
	for i := range qs {
		qs[i] = both(q(i)...)
	}
	return either(qs...)
}

// filter is the clause of a field of the query language; false where its value
// can mean nothing.
func (x *Index) filter(f vi.Filter, role string) (query.Query, bool) {
	switch f.Field {
	case vi.FieldAgency:
		fields, err := roleNames(role)
		return x.agencies([]string{f.Value}, fields), err == nil
	case vi.FieldLead:
		return x.agencies([]string{f.Value}, []string{fieldLead}), true
	case vi.FieldCoordinating:
		return x.agencies([]string{f.Value}, []string{fieldCoord}), true
	case vi.FieldImplementing:
		return x.agencies([]string{f.Value}, []string{fieldImpl}), true
	case vi.FieldLocality:
		return term(fieldPlace, localityKey(f.Value), 1), localityKey(f.Value) != ""
	case vi.FieldType:
		return term(fieldType, vi.DocType(f.Value), 1), true
	case vi.FieldPlan:
		return term(fieldPlan, f.Value, 1), true
	case vi.FieldNumber:
		return number(f.Value), true
	case vi.FieldYear:
		return years(f)
	case vi.FieldDeadline:
		return deadline(f)
	}
	return nil, false
}

// years compares the year of issue.
func years(f vi.Filter) (query.Query, bool) {
	from, to, ok := vi.Period(f.Value)
	if !ok {
		return nil, false
	}
	lo, hi := bounds(f.Op, from, to)
	return between(fieldYear, lo[:min(4, len(lo))], hi[:min(4, len(hi))]), true
}

// deadline compares deadlines: with < and > their last day, without an operator
// the time that they cover.
func deadline(f vi.Filter) (query.Query, bool) {
	from, to, ok := vi.Period(f.Value)
	if !ok {
		return nil, false
	}
	if f.Op == "" {
		return overlapping(from, to), true
	}
	lo, hi := bounds(f.Op, from, to)
	return ending(lo, hi), true
}

// bounds are the days that an operator and a period [from, to] leave, "" being
// open: < a month ends the day before it, > begins the day after it.
func bounds(op, from, to string) (lo, hi string) {
	switch op {
	case "<":
		return "", shifted(from, -1)
	case "<=":
		return "", to
	case ">":
		return shifted(to, 1), ""
	case ">=":
		return from, ""
	}
	return from, to
}

// shifted is an ISO day some days later; "" stays.
func shifted(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// values knows how many words the value of a field has: the longest locality
// of the vocabulary or the index that stands there.
func (x *Index) values(field string, words []string) int {
	if field != vi.FieldLocality {
		return 1
	}
	known := map[string]bool{}
	for _, l := range vocab.Localities() {
		known[localityKey(l.Name)] = true
		for _, alias := range l.Aliases {
			known[localityKey(alias)] = true
		}
	}
	if dict, err := x.bleve.FieldDict(fieldPlace); err == nil {
		for e, err := dict.Next(); e != nil && err == nil; e, err = dict.Next() {
			known[e.Term] = true
		}
		_ = dict.Close()
	}
	for n := min(len(words), 8); n > 1; n-- {
		if known[localityKey(strings.Join(words[:n], " "))] {
			return n
		}
	}
	return 1
}
