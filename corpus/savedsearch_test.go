package corpus_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"doichieu/corpus"
)

func TestSearchName(t *testing.T) {
	for name, want := range map[string]string{
		"cai nghiện": "cai nghiện", "  hai \u00a0 từ ": "hai từ", "cai nghie\u0323\u0302n": "cai nghiện", "../lên": "../lên", "a-b": "a-b",
		strings.Repeat("ề", 80): strings.Repeat("ề", 80),
	} {
		if got, err := corpus.SearchName(name); err != nil || got != want {
			t.Errorf("SearchName(%q) = %q, %v", name, got, err)
		}
	}
	for _, name := range []string{
		"", "  ", "a\nb", "a\tb", "\x1b[31m", "\u202ea", "a\u200bb", "\xff", "-a", "\u00a0-a", "a\ufffd", strings.Repeat("ề", 81),
	} {
		if got, err := corpus.SearchName(name); err == nil {
			t.Errorf("SearchName(%q) = %q, want an error", name, got)
		}
	}
}

func TestSeenKey(t *testing.T) {
	if a, b := corpus.SeenKey("ab", "c"), corpus.SeenKey("a", "bc"); a == b || len(a) != 32 {
		t.Errorf("keys %q and %q", a, b)
	}
	if got := corpus.SeenKey("45/KH-UBND", "một việc"); got != "d900a8a40f3925546d759439de17e825" {
		t.Errorf("the key of the same parts has become %s: all that was seen would be new", got)
	}
}

// What is saved is read back by every process, in one order, and a file that was
// changed by hand is refused with its line.
func TestSavedSearches(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lib")
	open := func(write bool) *corpus.Library {
		t.Helper()
		lib, err := corpus.Open(context.Background(), dir, corpus.Options{Write: write})
		if err != nil {
			t.Fatal(err)
		}
		return lib
	}
	x, y := corpus.SeenKey("x"), corpus.SeenKey("y")
	first, second := min(x, y), max(x, y)
	lib := open(true)
	if list, err := lib.Searches(); err != nil || len(list) != 0 {
		t.Errorf("a new library has %v, %v", list, err)
	}
	save := []corpus.SavedSearch{
		{Name: "hai", Query: `"<=1+1>" -a`, Conditions: map[string][]string{"locality": {"Lam Giang", "Phú Sơn"}}, Seen: []string{second, first, second}},
		{Name: "một"},
	}
	if err := lib.SetSearches([]corpus.SavedSearch{save[1], save[0]}); err != nil {
		t.Fatal(err)
	}
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
	lib = open(false)
	defer lib.Close()
	save[0].Seen = []string{first, second}
	save[1].Conditions, save[1].Seen = map[string][]string{}, []string{}
	if list, err := lib.Searches(); err != nil || !reflect.DeepEqual(list, save) {
		t.Errorf("read back %v, %v", list, err)
	}
	if err := lib.SetSearches(save); err == nil {
		t.Error("a library that is open for reading was changed")
	}
	path := filepath.Join(dir, "searches.jsonl")
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"the head":   {"searches/1", "searches/9", "line 1"},
		"the order":  {`"name":"một"`, `"name":"ai"`, "line 3"},
		"the name":   {`"name":"hai"`, `"name":" hai"`, `is to be written "hai"`},
		"a field":    {`"name":"hai"`, `"x":1,"name":"hai"`, "unknown field"},
		"no JSON":    {`"name":"hai"`, `"name:"hai"`, "line 2"},
		"a key":      {first, first[1:], "no key"},
		"keys":       {first, second, "not in order"},
		"cut":        {"[]}\n", "[]}", "cut short"},
		"everything": {string(good), "", "empty"},
	} {
		if err := os.WriteFile(path, []byte(strings.Replace(string(good), c.old, c.new, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := lib.Searches(); !errors.Is(err, corpus.ErrSearches) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want an error that says %q", name, err, c.want)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Searches(); !errors.Is(err, corpus.ErrSearches) {
		t.Errorf("a folder in place of the file: %v", err)
	}
}

// A search that cannot be read back is not written, and the others stay.
func TestSetSearchesRefuses(t *testing.T) {
	lib, err := corpus.Open(context.Background(), filepath.Join(t.TempDir(), "lib"), corpus.Options{Write: true})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	good := corpus.SavedSearch{Name: "a"}
	if err := lib.SetSearches([]corpus.SavedSearch{good}); err != nil {
		t.Fatal(err)
	}
	for _, list := range [][]corpus.SavedSearch{{good, good}, {{Name: ""}}, {{Name: "b", Seen: []string{"zz"}}}} {
		if err := lib.SetSearches(list); err == nil {
			t.Errorf("%v was saved", list)
		}
	}
	if list, err := lib.Searches(); err != nil || len(list) != 1 || list[0].Name != "a" {
		t.Errorf("what was there is now %v, %v", list, err)
	}
}
