// Package lazy has regular expressions that are compiled when they are first
// used. Reading and comparing plans takes some hundred of them, and compiling
// them all costs tens of milliseconds, which every run of the program would pay
// at its start, also where it reads no plan, and so would the process that reads
// each file.
package lazy

import (
	"errors"
	"fmt"
	"regexp"
	"sync"
)

// Regexp is a regular expression that is compiled at its first use. It may be
// used from several goroutines.
type Regexp struct {
	source string
	once   sync.Once
	re     *regexp.Regexp
}

// all are the expressions of the program, so that a test can compile them.
var all struct {
	sync.Mutex
	list []*Regexp
}

// MustCompile is the expression that source states. A faulty source panics at
// its first use; [CompileAll] finds it in a test.
func MustCompile(source string) *Regexp {
	r := &Regexp{source: source}
	all.Lock()
	defer all.Unlock()
	all.list = append(all.list, r)
	return r
}

// CompileAll compiles every expression that was made so far and tells which
// are faulty.
func CompileAll() (n int, err error) {
	all.Lock()
	defer all.Unlock()
	for _, r := range all.list {
		if _, fault := regexp.Compile(r.source); fault != nil {
			err = errors.Join(err, fmt.Errorf("%q: %w", r.source, fault))
		}
	}
	return len(all.list), err
}

func (r *Regexp) get() *regexp.Regexp {
	r.once.Do(func() { r.re = regexp.MustCompile(r.source) })
	return r.re
}

// MatchString is [regexp.Regexp.MatchString].
func (r *Regexp) MatchString(s string) bool { return r.get().MatchString(s) }

// FindString is [regexp.Regexp.FindString].
func (r *Regexp) FindString(s string) string { return r.get().FindString(s) }

// FindStringIndex is [regexp.Regexp.FindStringIndex].
func (r *Regexp) FindStringIndex(s string) []int { return r.get().FindStringIndex(s) }

// FindStringSubmatch is [regexp.Regexp.FindStringSubmatch].
func (r *Regexp) FindStringSubmatch(s string) []string { return r.get().FindStringSubmatch(s) }

// FindStringSubmatchIndex is [regexp.Regexp.FindStringSubmatchIndex].
func (r *Regexp) FindStringSubmatchIndex(s string) []int { return r.get().FindStringSubmatchIndex(s) }

// FindAllStringIndex is [regexp.Regexp.FindAllStringIndex].
func (r *Regexp) FindAllStringIndex(s string, n int) [][]int { return r.get().FindAllStringIndex(s, n) }

// FindAllStringSubmatch is [regexp.Regexp.FindAllStringSubmatch].
func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	return r.get().FindAllStringSubmatch(s, n)
}

// FindAllString is [regexp.Regexp.FindAllString].
func (r *Regexp) FindAllString(s string, n int) []string { return r.get().FindAllString(s, n) }

// ReplaceAllString is [regexp.Regexp.ReplaceAllString].
func (r *Regexp) ReplaceAllString(s, by string) string { return r.get().ReplaceAllString(s, by) }

// FindAllStringSubmatchIndex is [regexp.Regexp.FindAllStringSubmatchIndex].
func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return r.get().FindAllStringSubmatchIndex(s, n)
}
