package main

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"doichieu/corpus"
	"doichieu/index"
)

// TestConditionFlags: every flag of the conditions of a search is kept with a saved
// search, and restored as it was given.
func TestConditionFlags(t *testing.T) {
	given := &cobra.Command{}
	var c conditions
	c.AddFlags(given)
	var defined []string
	for _, m := range regexp.MustCompile(`(?m)^ +--([a-z-]+)`).FindAllStringSubmatch(given.Flags().FlagUsages(), -1) {
		defined = append(defined, m[1])
	}
	if want := slices.Sorted(slices.Values(conditionFlags)); !slices.Equal(slices.Sorted(slices.Values(defined)), want) {
		t.Errorf("flags %q, and those that are kept are %q", defined, want)
	}
	values := map[string][]string{
		"locality": {"Lam Giang", "a,b\"c"}, "type": {"KH"}, "agency": {"sở y tế"}, "role": {"lead"}, "from": {"2026"}, "to": {"2026-12"},
		"sort": {"date"}, "exact": {"true"}, "in": {"tasks", "mục đích"}, "region": {"a"}, "year": {"2025"}, "number": {"1/KH"}, "plan": {"abc"},
		"theme": {"nhiệm vụ"}, "deadline-kind": {"none"}, "target": {"%"},
	}
	saved := corpus.SavedSearch{Name: "x", Conditions: map[string][]string{}}
	for name, list := range values {
		for _, v := range list {
			if err := given.Flags().Set(name, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range conditionsGiven(given) {
		saved.Conditions[c.name] = c.values
	}
	if !reflect.DeepEqual(saved.Conditions, values) {
		t.Errorf("kept %q, given %q", saved.Conditions, values)
	}
	again, err := restored(&saved)
	if err != nil || !reflect.DeepEqual(*again, c) {
		t.Errorf("restored %+v (%v), given %+v", again, err, c)
	}
	for _, bad := range []map[string][]string{{"colour": {"red"}}, {"exact": {"maybe"}}, {"role": {"boss"}}, {"from": {"2026-02-30"}}} {
		if _, err := restored(&corpus.SavedSearch{Name: "x", Conditions: bad}); err == nil || !strings.Contains(err.Error(), `"x"`) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// TestSeenKey: a hit is told by its plan and its words, not by its file, its place
// or its spacing.
func TestSeenKey(t *testing.T) {
	hit := index.Hit{PlanHead: index.PlanHead{Plan: "aaaaaaaaaaaa", Locality: "Lam Giang", Number: "87/KH-UBND", Issued: "2026-04-15"}, Task: "II/1/a", Text: "a) Sở Y tế hoà giải;"}
	key := seenKey(&hit)
	for name, change := range map[string]func(*index.Hit){
		"file":    func(h *index.Hit) { h.Plan = "bbbbbbbbbbbb" },
		"place":   func(h *index.Hit) { h.Task, h.Page = "II/2", 9 },
		"spacing": func(h *index.Hit) { h.Text = "b)  Sở Y tế hòa giải." },
		"name":    func(h *index.Hit) { h.Locality = "tỉnh Lam Giang" },
		"day":     func(h *index.Hit) { h.Issued = "2026-04" },
		"case":    func(h *index.Hit) { h.Number = "87/kh-ubnd" },
	} {
		h := hit
		if change(&h); seenKey(&h) != key {
			t.Errorf("another %s makes another hit", name)
		}
	}
	for name, change := range map[string]func(*index.Hit){
		"words":    func(h *index.Hit) { h.Text = "a) Sở Y tế hòa giải cơ sở." },
		"locality": func(h *index.Hit) { h.Locality = "Phú Sơn" },
		"number":   func(h *index.Hit) { h.Number = "88/KH-UBND" },
		"year":     func(h *index.Hit) { h.Issued = "2025-04-15" },
	} {
		h := hit
		if change(&h); seenKey(&h) == key {
			t.Errorf("another %s makes no other hit", name)
		}
	}
	hit.Number = "/KH-UBND" // a draft is known by its file
	other := hit
	other.Plan = "bbbbbbbbbbbb"
	if seenKey(&hit) == seenKey(&other) {
		t.Error("two drafts are one plan")
	}
}

// TestPaging goes through the hits page by page, by the place that each page names:
// every hit comes once, with its rank, as in the list of all.
func TestPaging(t *testing.T) {
	lib := filepath.Join(t.TempDir(), "lib")
	runHere(t.Context(), lib, "add", "testdata/plans")
	all := strings.TrimSpace(runHere(t.Context(), lib, "search", "nhựa", "--all", "--format", "jsonl").out)
	var paged []string
	args := []string{"search", "nhựa", "-n", "3"}
	for range 20 {
		got := runHere(t.Context(), lib, append(args, "--format", "jsonl")...)
		paged = append(paged, strings.TrimSpace(got.out))
		var page index.Result
		if err := json.Unmarshal([]byte(runHere(t.Context(), lib, append(args, "--json")...).out), &page); err != nil {
			t.Fatal(err)
		}
		if said := strings.Contains(got.err, "--after "+page.Next); page.Next != "" && !said {
			t.Errorf("the way to go on is not told: %q", got.err)
		}
		if page.Next == "" {
			break
		}
		args = []string{"search", "nhựa", "-n", "3", "--after", page.Next}
	}
	if got := strings.Join(paged, "\n"); len(paged) < 3 || got != all {
		t.Errorf("%d pages hold\n%s\nand all are\n%s", len(paged), got, all)
	}
}
