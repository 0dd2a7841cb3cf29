package corpus

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// SearchesFormat names the form of a library's file of saved searches. It stands
// in the first line; each line below it is a [SavedSearch] in JSON, ascending by
// name.
const SearchesFormat = "doichieu.searches/1"

// searchesFile is that file inside the folder of a library.
const searchesFile = "searches.jsonl"

// maxSearches bounds the file in bytes: one of another kind put in its place is
// refused before it is read whole.
const maxSearches = 256 << 20

// ErrSearches says that the saved searches cannot be read.
var ErrSearches = errors.New("the saved searches cannot be read")

// SavedSearch is a search that is run again and again to see what is new. What it
// means is up to whoever saves it: the library understands neither the query nor
// the conditions.
type SavedSearch struct {
	Name       string              `json:"name"`       // see SearchName
	Query      string              `json:"query"`      // as typed
	Conditions map[string][]string `json:"conditions"` // filters and order, by their names
	// Seen are the hits that were shown, or were there when the search was saved:
	// their keys (SeenKey), ascending. A hit that is gone stays seen, so that a
	// document that is removed and added again brings nothing new.
	Seen []string `json:"seen"`
}

// longestName is how many letters the name of a saved search may have.
const longestName = 80

// SearchName is a name for a saved search: with one blank for each run of white
// space, in NFC. It is an error if nothing is left, if it is longer than 80
// letters, begins like a flag, or holds something that cannot be seen.
func SearchName(name string) (string, error) {
	if !utf8.ValidString(name) {
		return "", errors.New("the name is no UTF-8")
	}
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError }) {
		return "", errors.New("the name holds control characters")
	}
	name = norm.NFC.String(strings.Join(strings.Fields(name), " "))
	switch {
	case name == "":
		return "", errors.New("the name is empty")
	case name[0] == '-':
		return "", errors.New("the name begins with a dash, as flags do")
	case utf8.RuneCountInString(name) > longestName:
		return "", fmt.Errorf("the name has more than %d letters", longestName)
	}
	return name, nil
}

// SeenKey is the key of a hit: half of the SHA-256 over its parts, as hex. The
// parts tell what it is, such as the plan and the words.
func SeenKey(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:sha256.Size/2])
}

// isSeenKey reports whether s may come from SeenKey.
func isSeenKey(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == sha256.Size/2 && s == strings.ToLower(s)
}

// Check reports the first thing that makes the search none.
func (s *SavedSearch) Check() error {
	if name, err := SearchName(s.Name); err != nil {
		return err
	} else if name != s.Name {
		return fmt.Errorf("the name %q is to be written %q", s.Name, name)
	}
	for i, key := range s.Seen {
		switch {
		case !isSeenKey(key):
			return fmt.Errorf("%q is no key of a hit", key)
		case i > 0 && s.Seen[i-1] >= key:
			return errors.New("the keys of the hits are not in order")
		}
	}
	return nil
}

// Searches are the saved searches, by name. A library without any has no file.
func (l *Library) Searches() ([]SavedSearch, error) {
	info, err := os.Stat(l.path(searchesFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, l.failed("reading the saved searches of", err)
	case !info.Mode().IsRegular() || info.Size() > maxSearches:
		return nil, l.badSearches(0, fmt.Errorf("it is no file of at most %d MiB", maxSearches>>20))
	}
	b, err := os.ReadFile(l.path(searchesFile))
	if err != nil {
		return nil, l.failed("reading the saved searches of", err)
	}
	list, line, err := parseSearches(b)
	if err != nil {
		return nil, l.badSearches(line, err)
	}
	return list, nil
}

// parseSearches reads the bytes of the file. With an error it gives the number of
// the line, from 1.
func parseSearches(b []byte) (list []SavedSearch, line int, err error) {
	for raw := range bytes.Lines(b) {
		line++
		whole := bytes.HasSuffix(raw, []byte("\n"))
		raw = bytes.TrimSpace(raw)
		if line == 1 {
			var head logHead
			if err := strict(raw, &head); err != nil || head.Format != SearchesFormat {
				return nil, line, fmt.Errorf(`the file begins with {"format":%q}, this line does not say so`, SearchesFormat)
			}
			continue
		}
		var s SavedSearch
		if err := strict(raw, &s); err != nil {
			return nil, line, err
		}
		if err := s.Check(); err != nil {
			return nil, line, err
		}
		switch {
		case len(list) > 0 && list[len(list)-1].Name >= s.Name:
			return nil, line, fmt.Errorf("the search %q is not in the order of the names, or is there twice", s.Name)
		case !whole:
			return nil, line, errors.New("the line has no end: the file is cut short")
		}
		list = append(list, s)
	}
	if line == 0 {
		return nil, 1, errors.New("the file is empty")
	}
	return list, 0, nil
}

// SetSearches makes list the saved searches of a library that was opened to be
// changed: all of them or, with an error, what was there before. The order of the
// list and of the keys does not matter.
func (l *Library) SetSearches(list []SavedSearch) error {
	if !l.writable {
		return l.failed("saving searches of", errors.New("it was opened for reading"))
	}
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b SavedSearch) int { return strings.Compare(a.Name, b.Name) })
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(logHead{SearchesFormat}); err != nil {
		return err
	}
	for _, s := range list {
		s.Seen = slices.Compact(slices.Sorted(slices.Values(s.Seen)))
		if s.Seen == nil {
			s.Seen = []string{}
		}
		if s.Conditions == nil {
			s.Conditions = map[string][]string{}
		}
		if err := e.Encode(s); err != nil {
			return fmt.Errorf("writing the search %s: %w", s.Name, err)
		}
	}
	if _, _, err := parseSearches(b.Bytes()); err != nil {
		return fmt.Errorf("saving searches: %w", err)
	}
	if err := writeBytes(l.path(searchesFile), b.Bytes()); err != nil {
		return l.failed("saving searches of", err)
	}
	return nil
}

// badSearches is the error of a line of the file; line 0 is the whole file.
func (l *Library) badSearches(line int, err error) error {
	place := l.path(searchesFile)
	if line > 0 {
		place = fmt.Sprintf("%s, line %d", place, line)
	}
	return &LibraryError{
		Reason: fmt.Sprintf("the saved searches of the library cannot be read: %s: %v", place, err),
		Hint:   "restore the file from a backup, or delete that line to do without the search; moved out of the folder, the file leaves the library without saved searches",
		Err:    ErrSearches,
	}
}
