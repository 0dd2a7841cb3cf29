package corpus

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// minPrefix is the shortest piece of an id that names a document: shorter ones
// fit by chance.
const minPrefix = 3

// Resolve is the id of the document that ref names: by its id, the name of its
// file (with or without the ending), its number, or the beginning of its id, in
// this order. Letter case counts only in names of files. The errors are
// ErrNotFound, and ErrAmbiguous where several fit equally.
func (l *Library) Resolve(ref string) (string, error) {
	want := norm.NFC.String(strings.TrimSpace(ref))
	for _, fits := range []func(Entry) bool{
		func(e Entry) bool { return e.ID == strings.ToLower(want) },
		func(e Entry) bool { return norm.NFC.String(e.Source.Name) == want },
		func(e Entry) bool { return e.Number != "" && strings.EqualFold(norm.NFC.String(e.Number), want) },
		func(e Entry) bool { return stem(norm.NFC.String(e.Source.Name)) == want },
		func(e Entry) bool { return len(want) >= minPrefix && strings.HasPrefix(e.ID, strings.ToLower(want)) },
	} {
		var found []Entry
		for _, e := range l.entries {
			if fits(e) {
				found = append(found, e)
			}
		}
		switch {
		case len(found) == 1:
			return found[0].ID, nil
		case len(found) > 1:
			return "", ambiguous(ref, found)
		}
	}
	return "", l.notFound(ref)
}

// stem is a name of a file without its ending.
func stem(name string) string {
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		return name[:i]
	}
	return name
}

func ambiguous(ref string, found []Entry) error {
	var names []string
	for _, e := range found {
		names = append(names, e.ID+" ("+e.Source.Name+")")
	}
	return &LibraryError{
		Reason: fmt.Sprintf("%q fits %d documents: %s", ref, len(found), strings.Join(names, ", ")),
		Hint:   "give more of the id",
		Err:    ErrAmbiguous,
	}
}

func (l *Library) notFound(ref string) error {
	return &LibraryError{
		Reason: fmt.Sprintf("no document %q in the library %s", ref, l.dir),
		Hint:   "doichieu list shows the documents; doichieu add FILE adds one",
		Err:    ErrNotFound,
	}
}
