package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/extract"
)

// exported are the schemas of exports.
var exported = map[string]bool{
	compare.ComparisonSchema: true, compare.MatrixSchema: true, render.TasksSchema: true, render.ValuesSchema: true,
}

// derived are the names in an object for a task that only a comparison can say.
var derived = []string{"row", "topic", "flags", "role"}

// walkJSON calls f for every object of a tree with its path, from the top down and
// in the order of names.
func walkJSON(tree any, path string, f func(path string, object map[string]any)) {
	switch v := tree.(type) {
	case map[string]any:
		f(path, v)
		for _, name := range slices.Sorted(maps.Keys(v)) {
			walkJSON(v[name], strings.TrimPrefix(path+"."+name, "."), f)
		}
	case []any:
		for i, item := range v {
			walkJSON(item, fmt.Sprintf("%s[%d]", path, i), f)
		}
	}
}

// json checks every object that stands for a task, a value, a plan, or a side of
// a finding.
func (c *checker) json(tree any) {
	matrix := fmt.Sprint(tree.(map[string]any)["schema"]) == compare.MatrixSchema
	walkJSON(tree, "", func(path string, object map[string]any) {
		has := func(names ...string) bool {
			return !slices.ContainsFunc(names, func(n string) bool { _, ok := object[n]; return !ok })
		}
		switch {
		case has("field", "quote", "span"):
			c.valueObject(path, object)
		case has("plan", "task", "text", "span"):
			c.taskObject(path, object, matrix)
		case has("plan", "task", "text", "words"):
			c.sideObject(path, object)
		case has("plan", "rejected"):
			c.rejectedObjects(path, object)
		case has("id", "source", "number"):
			if o := c.planOf(path, object, "id"); o != nil {
				p := o.plan
				want := map[string]any{
					"id": p.ID, "locality": p.Locality, "number": p.Number, "title": p.Title, "issuer": p.Issuer, "issued": p.Issued, "source": p.Source,
				}
				if p.Unit != "" {
					want["unit"] = p.Unit
				}
				c.same(path, asJSON(want), object, []string{"label", "tasks", "matched"})
			}
		}
	})
}

// planOf is the original that an object names, nil if it was not given.
func (c *checker) planOf(path string, object map[string]any, name string) *original {
	c.result.Rows++
	id := fmt.Sprint(object[name])
	for _, sha := range slices.Sorted(maps.Keys(c.originals)) {
		o := c.originals[sha]
		if corpus.DocumentID(sha) == id {
			return o
		}
	}
	c.result.Cells++
	c.fail(Mismatch{Row: path, Column: name, Got: id, Reason: "no original with this id was found"})
	return nil
}

func (c *checker) taskObject(path string, object map[string]any, matrix bool) {
	o := c.planOf(path, object, "plan")
	if o == nil {
		return
	}
	skip := derived
	if matrix {
		skip = append([]string{"requested", "former"}, skip...) // of the agency of the row
	}
	t, ok := o.task(fmt.Sprint(object["task"]))
	switch {
	case ok:
		want := asJSON(t)
		if list, _ := object["targets"].([]any); matrix && len(list) == 1 { // a row by target has one of them
			want["targets"] = nearestOf(want["targets"].([]any), list[0])
		}
		c.same(path, want, object, skip)
	case fmt.Sprint(object["task"]) == "":
		for _, target := range o.loose {
			want := asJSON(looseEntry(o.plan.ID, target).Member)
			if equalJSON(want["span"], object["span"]) {
				c.same(path, want, object, append(skip, "lead", "coordinating", "implementing", "deadlines"))
				return
			}
		}
		fallthrough
	default:
		c.lost(path, object, o, "text")
	}
}

// nearestOf is the item of a list that is the one given, else the whole list.
func nearestOf(list []any, item any) []any {
	for _, known := range list {
		if equalJSON(known, item) {
			return []any{known}
		}
	}
	return list
}

func (c *checker) valueObject(path string, object map[string]any) {
	o := c.planOf(path, object, "plan")
	if o == nil {
		return
	}
	var best map[string]any
	least := 0
	for _, i := range o.valuesOf(fmt.Sprint(object["task"]), fmt.Sprint(object["field"]), spanOf(object)) {
		want := o.valueJSON(i)
		tried := &checker{}
		tried.same(path, want, object, derived)
		if n := len(tried.result.Mismatches); best == nil || n < least {
			best, least = want, n
		}
	}
	if best == nil {
		c.lost(path, object, o, "quote")
		return
	}
	c.same(path, best, object, derived)
}

// sideObject checks a side of a finding.
func (c *checker) sideObject(path string, object map[string]any) {
	if fmt.Sprint(object["task"]) == "" {
		return // what is absent
	}
	o := c.planOf(path, object, "plan")
	if o == nil {
		return
	}
	t, ok := o.task(fmt.Sprint(object["task"]))
	if !ok {
		c.lost(path, object, o, "text")
		return
	}
	c.same(path, asJSON(map[string]any{"plan": t.Plan, "task": t.Task, "page": t.Page, "text": t.Text}), object, []string{"words"})
}

// rejectedObjects checks the tasks that come nearest to one that was not found.
func (c *checker) rejectedObjects(path string, object map[string]any) {
	list, _ := object["rejected"].([]any)
	for i, item := range list {
		near, _ := item.(map[string]any)
		at := fmt.Sprintf("%s.rejected[%d]", path, i)
		o := c.planOf(at, object, "plan")
		if o == nil || near == nil {
			continue
		}
		if t, ok := o.task(fmt.Sprint(near["task"])); ok {
			c.same(at, asJSON(map[string]any{"task": t.Task, "page": t.Page, "text": t.Text}), near, []string{"against", "score"})
		} else {
			c.lost(at, near, o, "text")
		}
	}
}

// spanOf is the span of an object as tables write it.
func spanOf(object map[string]any) string {
	var spans extract.Spans
	if b, err := json.Marshal(object["span"]); err != nil || json.Unmarshal(b, &spans) != nil {
		return ""
	}
	return render.Spans(spans)
}

// lost reports an object that nothing in the original gives.
func (c *checker) lost(path string, object map[string]any, o *original, words string) {
	c.result.Cells++
	c.fail(Mismatch{
		Row: path, Column: words, Want: o.at(parseSpans(spanOf(object))), Got: fmt.Sprint(object[words]),
		Reason: "nothing is read from this place of " + o.plan.Source.Name,
	})
}

// same compares the names that both objects have, and reports those that only the
// export has.
func (c *checker) same(path string, want, got map[string]any, skip []string) {
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if slices.Contains(skip, name) {
			c.result.Unchecked++
			continue
		}
		c.result.Cells++
		known, ok := want[name]
		if !ok || !equalJSON(known, got[name]) {
			c.fail(Mismatch{Row: path, Column: name, Want: inJSON(known), Got: inJSON(got[name])})
		}
	}
}

// asJSON is v as a tree.
func asJSON(v any) map[string]any {
	tree := map[string]any{}
	if b, err := json.Marshal(v); err == nil {
		d := json.NewDecoder(bytes.NewReader(b))
		d.UseNumber()
		_ = d.Decode(&tree)
	}
	return tree
}

// inJSON is a tree in one line.
func inJSON(tree any) string {
	if s, ok := tree.(string); ok {
		return s
	}
	b, err := json.Marshal(tree)
	if err != nil || tree == nil {
		return ""
	}
	return string(b)
}

// equalJSON compares trees; null and [] are one.
func equalJSON(a, b any) bool {
	empty := func(v any) any {
		if list, ok := v.([]any); ok && len(list) == 0 {
			return nil
		}
		return v
	}
	return inJSON(empty(a)) == inJSON(empty(b))
}
