package extract

import (
	"doichieu/corpus"
	"doichieu/extract/when"
)

// foundTarget is a measurable aim found in a text.
type foundTarget struct {
	span                   corpus.Span
	op, unit, of, by, rule string
	value                  float64
}

// findTargets reads the measurable aims that text states.
func findTargets(text string, base when.Base) []foundTarget { return nil }
