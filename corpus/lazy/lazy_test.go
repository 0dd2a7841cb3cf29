package lazy

import (
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestSameAsRegexp(t *testing.T) {
	r := MustCompile(`(\d)x?`)
	const s = "a1x2"
	if r.re != nil {
		t.Error("it was compiled before it was used")
	}
	for name, ok := range map[string]bool{
		"MatchString":                r.MatchString(s),
		"FindString":                 r.FindString(s) == "1x",
		"FindStringIndex":            slices.Equal(r.FindStringIndex(s), []int{1, 3}),
		"FindStringSubmatch":         slices.Equal(r.FindStringSubmatch(s), []string{"1x", "1"}),
		"FindStringSubmatchIndex":    slices.Equal(r.FindStringSubmatchIndex(s), []int{1, 3, 1, 2}),
		"FindAllString":              slices.Equal(r.FindAllString(s, -1), []string{"1x", "2"}),
		"ReplaceAllString":           r.ReplaceAllString(s, "-$1") == "a-1-2",
		"FindAllStringIndex":         len(r.FindAllStringIndex(s, -1)) == 2,
		"FindAllStringSubmatch":      r.FindAllStringSubmatch(s, -1)[1][1] == "2",
		"FindAllStringSubmatchIndex": r.FindAllStringSubmatchIndex(s, 1)[0][3] == 2,
	} {
		if !ok {
			t.Error(name, "differs")
		}
	}
}

func TestManyUseOne(t *testing.T) {
	r := MustCompile(`b+`)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if !r.MatchString("abb") {
				t.Error("no match")
			}
		})
	}
	wait.Wait()
}

func TestCompileAllFindsTheFaulty(t *testing.T) {
	before, err := CompileAll()
	if err != nil {
		t.Fatal(err)
	}
	MustCompile(`(`)
	n, err := CompileAll()
	if n != before+1 || err == nil || !strings.Contains(err.Error(), "missing closing") {
		t.Errorf("%d expressions, %v", n, err)
	}
	all.list = all.list[:before]
}
