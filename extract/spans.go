package extract

import (
	"encoding/json"
	"strings"

	"doichieu/corpus"
)

// Spans is where a task stands: one span, or several where something
// interrupts it. Its JSON form is [start, end] for one, [[a,b],[c,d]] for more.
type Spans []corpus.Span

// In is the text at the spans, pieces joined by a blank.
func (s Spans) In(text string) string {
	if len(s) == 1 {
		return s[0].In(text)
	}
	parts := make([]string, len(s))
	for i, p := range s {
		parts[i] = p.In(text)
	}
	return strings.Join(parts, " ")
}

// Contains reports whether o lies wholly inside one of the pieces.
func (s Spans) Contains(o corpus.Span) bool {
	for _, p := range s {
		if p.Contains(o) {
			return true
		}
	}
	return false
}

// MarshalJSON writes [start, end] for one piece and a list of them otherwise.
func (s Spans) MarshalJSON() ([]byte, error) {
	if len(s) == 1 {
		return json.Marshal(s[0])
	}
	return json.Marshal(append([]corpus.Span{}, s...))
}

// UnmarshalJSON reads either form.
func (s *Spans) UnmarshalJSON(b []byte) error {
	var one corpus.Span
	if json.Unmarshal(b, &one) == nil {
		*s = Spans{one}
		return nil
	}
	var many []corpus.Span
	if err := json.Unmarshal(b, &many); err != nil {
		return err
	}
	*s = many
	return nil
}
