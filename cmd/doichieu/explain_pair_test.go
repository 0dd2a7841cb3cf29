package main

import (
	"bytes"
	"strings"
	"testing"

	"doichieu/compare"
	"doichieu/corpus"
	"doichieu/extract"
)

// TestPairIsHarmless writes what documents and people said without power over
// the terminal, and each value on its line.
func TestPairIsHarmless(t *testing.T) {
	const evil = "một\x1b[31m\nhai\u202e"
	name := compare.TaskName{Plan: "p", Task: evil}
	task := compare.PairTask{
		Member: compare.Member{Plan: "p", Task: evil, Text: evil, Section: evil}, Row: "r1",
		Leads: []compare.PairBody{{Agency: evil, Name: evil}}, Refs: []string{evil}, Figures: []string{evil},
		Only: []compare.OwnWord{{Words: evil, Weight: 1}}, Best: &compare.PairRival{TaskName: compare.TaskName{Plan: "p", Task: evil + "2"}, Text: evil},
	}
	e := &compare.PairExplanation{
		A: task, B: task, Plans: []string{"p"}, Because: compare.Linked, Alone: compare.Strangers, Together: true,
		Shared:    []compare.SharedWord{{Words: evil, A: 1, B: 1}},
		Decisions: []compare.RowDecision{{ID: "d1", Verdict: corpus.Unsure}},
		Chain:     []compare.PairStep{{A: name, B: name}},
		Refused:   []compare.PairRefusal{{A: name, B: name, RowA: []compare.TaskName{name}, RowB: []compare.TaskName{name}, By: []string{"d1"}}, {A: name, B: name}},
	}
	source := &reading{plan: &extract.Plan{Document: extract.Record{ID: "p", Number: evil, Locality: evil, Source: corpus.Source{Name: evil}}}}
	said := map[string]corpus.Decision{"d1": {ID: "d1", By: evil, Why: evil, Given: "2026-01-31"}}
	var b bytes.Buffer
	if err := writePair(&b, e, []*reading{source}, said, false, &vietnameseWords); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\u202e") || strings.Contains(b.String(), "\nhai") || !strings.Contains(b.String(), "hai") {
		t.Errorf("written is %q", b.String())
	}
	if strings.Contains(b.String(), "{") {
		t.Errorf("a figure is missing: %q", b.String())
	}
}

// TestPairWords has a sentence for each cause, in both languages.
func TestPairWords(t *testing.T) {
	for _, own := range []pairWords{vietnamesePair, englishPair} {
		for _, c := range []compare.Cause{
			compare.SaidSame, compare.Holds, compare.Linked, compare.SaidNotSame, compare.SaidApart,
			compare.TooLow, compare.Outdone, compare.NotMet, compare.Strangers,
		} {
			if own.reasons[c] == "" {
				t.Errorf("%s has no words", c)
			}
		}
	}
}
