package main

import (
	"testing"

	"doichieu/corpus/lazy"
)

// TestExpressionsCompile compiles all expressions of the program: a faulty one
// would only be found where a document needs it.
func TestExpressionsCompile(t *testing.T) {
	if n, err := lazy.CompileAll(); err != nil || n < 100 {
		t.Errorf("%d expressions: %v", n, err)
	}
}
