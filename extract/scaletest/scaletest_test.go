package scaletest

import (
	"reflect"
	"strings"
	"testing"

	"doichieu/corpus/vn"
)

// TestPlans: the plans are the same each time, as many and as long as asked for,
// and hardly any two of their tasks have the same words.
func TestPlans(t *testing.T) {
	stock := Stock(t, "")
	plans := Plans(stock, provinces+2)
	if !reflect.DeepEqual(plans, Plans(stock, provinces+2)) {
		t.Error("the plans differ from one time to the next")
	}
	texts, ids := map[string]bool{}, map[string]bool{}
	for _, p := range plans {
		ids[p.Document.ID] = true
		if len(p.Tasks) != Size {
			t.Errorf("%s has %d tasks", p.Document.ID, len(p.Tasks))
		}
		for _, task := range p.Tasks {
			texts[task.Text] = true
			for _, d := range task.Deadlines {
				if at := d.Span.Shift(-task.Span[0].Start); d.Inherited == "" && at.In(task.Text) != d.Raw {
					t.Errorf("the deadline %q stands at %q", d.Raw, at.In(task.Text))
				}
			}
		}
	}
	if len(ids) != len(plans) || len(texts) < Size*len(plans)*9/10 {
		t.Errorf("%d plans have %d ids, and their tasks %d texts", len(plans), len(ids), len(texts))
	}
	// Another directive speaks of other things.
	first, other := words(plans[0].Tasks[0].Text), 0
	for w := range words(plans[provinces].Document.Title) {
		if !first[w] {
			other++
		}
	}
	if other == 0 {
		t.Error("the second directive has the words of the first")
	}
}

// words are the syllables of a text.
func words(text string) map[string]bool {
	set := map[string]bool{}
	for _, k := range vn.Keys(text) {
		set[k] = true
	}
	return set
}

// TestFTS5: every task is in the table, and is found by words without marks.
func TestFTS5(t *testing.T) {
	plans := Plans(Stock(t, ""), 1)
	db := FTS5(t, "", plans)
	var all, found int
	word := strings.Fields(plans[0].Tasks[0].Text)[1]
	if err := db.QueryRow(`SELECT count(*) FROM tasks`).Scan(&all); err != nil || all != Size {
		t.Errorf("%d tasks in the table: %v", all, err)
	}
	if err := db.QueryRow(`SELECT count(*) FROM tasks WHERE tasks MATCH ?`, `"`+vn.Fold(word)+`"`).Scan(&found); err != nil || found == 0 {
		t.Errorf("%q is in %d tasks: %v", vn.Fold(word), found, err)
	}
}
